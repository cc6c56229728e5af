//! Trích yếu: what a directive is about, over several lines.
//!
//! In: lines and the head. Out: the subject on one line, without "V/v" and "Về (việc)".

use super::body;
use super::heading::{self, Heading};
use super::issuer;
use super::lines::Line;
use super::lists;
use super::spelling;
use super::tokens::Tokens;
use crate::text::fold::fold;

/// Most lines that a subject runs over.
const LONGEST: usize = 16;

/// The subject: behind "V/v" of a letter, below the kind's name otherwise. `speaker` is the body that a
/// title names: where it begins to speak, nothing more is said of the subject.
pub(super) fn subject(lines: &[Line], head: &Heading, speaker: Option<&str>) -> Option<String> {
    let speaker = speaker.map(fold);
    let speaks = |line: &Line| {
        line.is_capitals() && speaker.as_deref().is_some_and(|name| line.begins(name))
    };
    let end = head.kind_line.map_or(0, |at| at + 1);
    let end = lines.iter().skip(end).position(speaks).map_or(lines.len(), |at| end + at);
    let lines = lines.get(..end).unwrap_or(lines);
    let parts = match (head.marker_line, head.kind_line) {
        (Some(at), _) => collect(lines, at, true),
        (None, Some(at)) => {
            let below = collect(lines, at + 1, false);
            if below.is_empty() { return on_the_line(lines.get(at)?, head) } else { below }
        }
        (None, None) => return None,
    };
    let text = joined(&parts);
    // "KẾT LUẬN CỦA BỘ CHÍNH TRỊ": whose it is, not what it is about.
    let about = if head.marker_line.is_none() { about(&text, &parts) } else { text };
    if about.is_empty() {
        return on_the_line(lines.get(head.kind_line?)?, head);
    }
    let text = bare(&about);
    (!text.is_empty()).then(|| without_notes(text))
}

/// Without the marks of notes; the square of a unit is none.
fn without_notes(text: &str) -> String {
    let is_raised = |c: char| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹');
    let word = |word: &str| {
        let bare = word.trim_end_matches(|c: char| is_raised(c) || c.is_ascii_punctuation());
        let is_unit = matches!(bare, "m" | "km" | "dm" | "cm" | "mm");
        if is_unit { word.to_owned() } else { word.replace(is_raised, "") }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Lines as one text. A point that stands alone at the end of a line is dust, if the next one goes on
/// in small letters.
fn joined(parts: &[&Line]) -> String {
    let mut text = String::new();
    for line in parts {
        let goes_on = line.text.starts_with(char::is_lowercase);
        if let Some(before) = text.strip_suffix(" .").filter(|_| goes_on) {
            text.truncate(before.trim_end().len());
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(&line.text);
    }
    text
}

/// What stands behind the body that a heading names below the kind: "của Ban Thường vụ Tỉnh ủy về …".
/// "Của … tại cuộc họp" says what it is about and stays whole.
fn about(text: &str, parts: &[&Line]) -> String {
    if !parts.first().is_some_and(|line| line.begins("cua")) {
        return text.to_owned();
    }
    let tokens = Tokens::of_text(text);
    let at = |i: usize| tokens.get(i).map_or("", |t| text.get(t.bytes.start..).unwrap_or_default());
    let first = Tokens::of_text(parts.first().map_or("", |line| &line.text)).len();
    // The body as the text goes on, else as far as the first line goes.
    let end = body::named_by(&tokens, 1).unwrap_or(first);
    match (end..first.max(end + 1)).find(|&i| matches!(tokens.folded(i), "ve" | "tai")) {
        Some(i) if tokens.folded(i) == "tai" => text.to_owned(),
        Some(i) => at(i).to_owned(),
        None => at(first).to_owned(),
    }
}

/// The subject on the heading's own line: `LUẬT ĐẤU THẦU`, `KẾ HOẠCH TRIỂN KHAI …`.
fn on_the_line(line: &Line, head: &Heading) -> Option<String> {
    // As it is printed: a Luật may be headed "BỘ LUẬT".
    let kind = head.kind?;
    let words =
        heading::name_on(line).map_or(kind.name.split(' ').count(), |name| name.words.len());
    let rest: Vec<&str> = line.text.split(' ').skip(words).collect();
    let rest = rest.join(" ");
    let said = !rest.is_empty()
        && !fold(&rest).starts_with("cua ")
        && !rest.contains(|c: char| c.is_ascii_digit());
    said.then_some(rest)
}

/// The lines of the subject from line `at` on. Parts of the right column, which may stand between
/// them when rows were read across, are passed over.
fn collect(lines: &[Line], at: usize, marked: bool) -> Vec<&Line> {
    let mut subject: Vec<&Line> = Vec::new();
    for line in lines.iter().skip(at).take(LONGEST) {
        if line.motto || line.dated.is_some() {
            continue;
        }
        if subject.is_empty() {
            if opens_text(line) || (!marked && (is_numbered(line) || line.words() > 90)) {
                break;
            }
        } else if line.gap || opens_text(line) || begins_text(line, subject.last().copied()) {
            break;
        } else if !is_loud(&subject)
            && line.is_capitals()
            && (issuer::is_mark(line) || line.words() > 3)
        {
            // "HỎA TỐC" below a letter's subject, "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" below a decision's.
            break;
        }
        subject.push(line);
    }
    subject
}

/// Whether a line says a number ("Số 12/…"), and not what begins so ("Số hóa hồ sơ").
fn is_numbered(line: &Line) -> bool {
    let rest = line.folded.strip_prefix("so").map(str::trim_start);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Whether what was collected is in capitals: "CÔNG TÁC BẢO VỆ BÍ⏎MẬT" goes on.
fn is_loud(subject: &[&Line]) -> bool {
    subject.iter().all(|line| line.is_capitals())
}

/// Words that open what follows a subject.
pub(super) fn opens_text(line: &Line) -> bool {
    const OPENINGS: [&str; 15] = [
        "can cu",
        "xet",
        "chieu theo",
        "chieu sac lenh",
        "chieu de nghi",
        "theo de nghi",
        "dieu 1",
        "dieu thu",
        "khoan 1",
        "khoan thu",
        "chuong i",
        "phan i",
        "so:",
        "noi nhan",
        "(ban hanh kem theo",
    ];
    // A header below the title of a web page, or the title of a section.
    let section = matches!(line.folded.as_str(), "van ban" | "noi dung" | "toan van")
        && line.text.starts_with(char::is_uppercase);
    // "V/v thực hiện⏎Quyết định số 12/…" goes on.
    let decides = (line.begins("quyet dinh") || line.begins("quyet nghi"))
        && (line.is_capitals() || line.text.ends_with(':'));
    let other = section || decides || capitals(&line.text) && spelling::is_known(&line.text);
    let numbered = line.folded.starts_with("1.") || line.folded.starts_with("i.");
    other
        || numbered
        || lists::is_addressed(line)
        || line.text.starts_with("- ")
        || line.text == "*"
        || OPENINGS.iter().any(|o| line.folded.starts_with(o))
}

/// Whether a line begins with two words in capitals ("THỦ TƯỚNG CHÍNH PHỦ điện:").
fn capitals(text: &str) -> bool {
    let capital = |word: &str| word.chars().all(char::is_uppercase);
    let mut words = text.split(' ').take(2);
    words.next().is_some_and(capital) && words.next().is_some_and(capital)
}

/// Whether a line that follows a subject without a gap begins the text: it has a capital, the
/// line before does not ask for more, and it is as long as a line of text or opens like one.
fn begins_text(line: &Line, before: Option<&Line>) -> bool {
    const FULL: usize = 80;
    const OPENINGS: [&str; 12] = [
        "thuc hien",
        "trong thoi gian",
        "thoi gian qua",
        "ngay ",
        "nham ",
        "de ",
        "sau khi",
        "qua ",
        "tiep theo",
        "trien khai",
        "thi hanh",
        "de nghi",
    ];
    // Their marks count: "cơ sở", "các chợ", "bảo vệ", "thiên tai" ask for nothing.
    const OPEN_ENDS: [&str; 12] = [
        "của",
        "và",
        "về",
        "theo",
        "với",
        "tại",
        "cho",
        "số",
        "ngày",
        "thực hiện",
        "trên",
        "trong",
    ];
    let capital = line.text.starts_with(char::is_uppercase) && !line.is_capitals();
    let open = before.is_some_and(|b| {
        b.text.ends_with([',', '-', '/']) || OPEN_ENDS.iter().any(|end| ends(b, end))
    });
    let opening = OPENINGS.iter().any(|o| line.folded.starts_with(o));
    capital && !open && (opening || line.text.chars().count() >= FULL)
}

/// Whether a line ends in these words; in a line without marks they have none either.
fn ends(line: &Line, words: &str) -> bool {
    let (text, words) = match line.text.is_ascii() {
        true => (line.folded.clone(), fold(words)),
        false => (line.text.to_lowercase(), words.to_owned()),
    };
    text.ends_with(&format!(" {words}"))
}

/// Without the marker and without the brackets or the point round it.
pub(super) fn bare(text: &str) -> &str {
    let mut text = text.trim().trim_start_matches(['(', '"', '“']);
    for marker in ["v/v:", "v/v", "v/ v", "ve viec", "ve"] {
        let words = marker.chars().count();
        let start: String = text.chars().take(words).collect();
        let rest = text.get(start.len()..).unwrap_or_default();
        if fold(&start) == marker && rest.starts_with([' ', ':', '.']) {
            text = rest.trim_start_matches([' ', ':', '.']);
            break;
        }
    }
    trimmed(text)
}

/// Without the signs that close it, but for a bracket or a quote that it opens itself.
fn trimmed(text: &str) -> &str {
    let mut text = text;
    loop {
        let Some(last) = text.chars().next_back() else { return text };
        let opens: &[char] = match last {
            ')' => &['('],
            '”' => &['“', '"'],
            '.' | ';' | ' ' | '"' => &[],
            _ => return text,
        };
        let count = |signs: &[char]| text.matches(signs).count();
        if !opens.is_empty() && count(opens) >= count(&[last])
            || last == '"' && count(&['"']) % 2 == 0
        {
            return text;
        }
        text = text.strip_suffix(last).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::heading::heading;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Option<String> {
        let text = format!("TỈNH ỦY SÔNG VÂN\nSố 12-TB/TU\n{text}");
        let lines = lines(&[Page { text, status: PageStatus::Text }]);
        subject(&lines, &heading(&lines, None), None)
    }

    #[test]
    fn lines_that_open_nothing() {
        for (below, wanted) in [
            ("KẾ HOẠCH\nSố hóa hồ sơ hộ tịch", "Số hóa hồ sơ hộ tịch"),
            ("KẾ HOẠCH\nVề sử dụng phần mềm quản lý\nvăn bản", "sử dụng phần mềm quản lý văn bản"),
            (
                "V/v triển khai thực hiện\nQuyết định số 131/QĐ-TTg",
                "triển khai thực hiện Quyết định số 131/QĐ-TTg",
            ),
            ("NGHỊ QUYẾT\nVề thu hồi đất\nQUYẾT NGHỊ:", "thu hồi đất"),
            ("KẾ HOẠCH\n(Về phòng dịch (đợt 2))", "phòng dịch (đợt 2)"),
            ("V/v phòng cháy tại các chợ\nHỎA TỐC", "phòng cháy tại các chợ"),
            ("V/v thu hồi Công văn số\n641-CV/ĐU\nMẬT", "thu hồi Công văn số 641-CV/ĐU"),
            ("QUYẾT ĐỊNH\nVề dân vận\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "dân vận"),
            ("QUYẾT ĐỊNH\nVỀ CÔNG TÁC BẢO VỆ BÍ\nMẬT NHÀ NƯỚC", "CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC"),
            ("KẾ HOẠCH\nVề dân chủ ở cơ sở\nNhằm nâng cao ý thức", "dân chủ ở cơ sở"),
            ("KẾ HOẠCH\nMở lớp “Luật cho người trẻ”.", "Mở lớp “Luật cho người trẻ”"),
        ] {
            assert_eq!(of(&format!("{below}\n\nNăm nay")).as_deref(), Some(wanted), "{below}");
        }
    }

    #[test]
    fn marks_of_notes_are_no_part_of_it() {
        assert_eq!(
            of("THÔNG BÁO\nvề việc thu hồi 12 km², đất rừng¹ năm 2025²"),
            Some("thu hồi 12 km², đất rừng năm 2025".into())
        );
    }

    #[test]
    fn whose_it_is_is_not_what_it_is_about() {
        for (below, wanted) in [
            ("của Ban Thường vụ Tỉnh ủy về bố trí,\nđiều động cán bộ", "bố trí, điều động cán bộ"),
            ("của Ban Thường vụ\nTỉnh ủy về bố trí cán bộ", "bố trí cán bộ"),
            ("về bố trí cán bộ .\nở cơ sở", "bố trí cán bộ ở cơ sở"),
            ("CỦA BỘ CHÍNH TRỊ\nVỀ CÔNG TÁC DÂN VẬN", "CÔNG TÁC DÂN VẬN"),
            ("CỦA BỘ CHÍNH TRỊ\nmột số vấn đề về dân vận", "một số vấn đề về dân vận"),
            (
                "của đồng chí Bí thư Tỉnh ủy\ntại hội nghị về dân vận",
                "của đồng chí Bí thư Tỉnh ủy tại hội nghị về dân vận",
            ),
            (
                "của Ban Thường vụ Tỉnh ủy tại phiên họp\nvề dân vận",
                "của Ban Thường vụ Tỉnh ủy tại phiên họp về dân vận",
            ),
        ] {
            let text = format!("THÔNG BÁO\n{below}\n\nTại phiên họp ngày 15/10/2025");
            assert_eq!(of(&text).as_deref(), Some(wanted), "{below}");
        }
    }
}
