//! Người ký: quyền hạn (TM., KT., T/M …), chức vụ, họ tên.
//!
//! In: lines. Out: [`Signer`]. The block stands beside or below Nơi nhận; a seal's text and notes
//! such as "(Đã ký)" may stand between the title and the name.

use super::Signer;
use super::agency;
use super::lines::Line;
use super::lists;
use crate::text::fold::fold;

/// Capacities in which one signs (Nghị định 30/2020/NĐ-CP, Appendix I; Hướng dẫn 05-HD/VPTW), folded.
const CAPACITIES: [&str; 22] = [
    "tm.",
    "kt.",
    "tl.",
    "tuq.",
    "q.",
    "t/m",
    "k/t",
    "t/l",
    "t/uq",
    "tm ",
    "kt ",
    "tuq ",
    "tl ",
    "kt/",
    "t.m ",
    "t.m.",
    "k.t.",
    "t.l.",
    "tun.",
    "thay mat ",
    "ky thay ",
    "thua lenh ",
];

/// Titles, folded; longer ones first where one begins another.
const TITLES: [&str; 65] = [
    "pho chu tich thuong truc",
    "pho chu tich",
    "chu tich",
    "pho bi thu thuong truc",
    "pho bi thu",
    "bi thu thuong truc",
    "bi thu",
    "tong bi thu",
    "thuong truc ban bi thu",
    "pho thu tuong thuong truc",
    "pho thu tuong",
    "thu tuong",
    "thu truong",
    "bo truong",
    "quyen bo truong",
    "chu nhiem",
    "pho chu nhiem",
    "pho giam doc phu trach",
    "pho giam doc",
    "giam doc",
    "pho tong giam doc",
    "tong giam doc",
    "chanh van phong",
    "pho chanh van phong",
    "truong ban",
    "pho truong ban",
    "pho truong ban thuong truc",
    "cuc truong",
    "pho cuc truong",
    "tong cuc truong",
    "pho tong cuc truong",
    "vu truong",
    "pho vu truong",
    "truong phong",
    "pho truong phong",
    "chi cuc truong",
    "pho chi cuc truong",
    "hieu truong",
    "pho hieu truong",
    "vien truong",
    "pho vien truong",
    "chanh an",
    "pho chanh an",
    "thong doc",
    "pho thong doc",
    "tong thanh tra",
    "pho tong thanh tra",
    "chanh thanh tra",
    "tong kiem toan",
    "pho tong kiem toan",
    "chu tich quoc hoi",
    "chu tich nuoc",
    "uy vien",
    "chu nhiem uy ban",
    "dai bieu",
    "truong doan",
    "pho truong doan",
    "tu lenh",
    "chinh uy",
    "chi huy truong",
    "tham muu truong",
    "bi thu thu nhat",
    "chu toa",
    "chu tri",
    "thu ky",
];

/// Lines above and below Nơi nhận in which the block is looked for.
const BEFORE: usize = 14;
const AFTER: usize = 30;

/// The signer; `None` if no signature block is found.
pub(super) fn signer(lines: &[Line]) -> Option<Signer> {
    let recipients = lists::recipients_line(lines);
    let found = match recipients {
        Some(at) => {
            let (_, end) = lists::items(lines, at);
            // The columns one after the other, or the right one first.
            let below = at..copied(lines, end).min(end + AFTER);
            block(lines, below).or_else(|| block(lines, at.saturating_sub(BEFORE)..at))
        }
        None => None,
    };
    found
        .or_else(|| {
            // An act: the block closes it, before the annexes.
            let annex = |l: &Line| l.is_capitals() && (l.begins("phu luc") || l.begins("mau so"));
            let body = lines.len() / 3;
            let end = lines.iter().skip(body).position(annex).map_or(lines.len(), |at| at + body);
            block(lines, end.saturating_sub(AFTER)..end)
        })
        .or_else(|| {
            // "Người ký: …" at the end of a published text.
            let said = lines.iter().rev().take(AFTER * 2).find_map(|line| {
                line.begins("nguoi ky").then(|| line.text.split_once(':')).flatten()
            });
            let (title, name) = title_and_name(said?.1.trim());
            name.map(|name| Signer { name: Some(name), capacity: None, title })
        })
}

/// The line from `at` on where the block of a copy begins (Nghị định 30/2020/NĐ-CP, Article 25): who
/// signs there made the copy, not the directive. The last line where there is none.
fn copied(lines: &[Line], at: usize) -> usize {
    const HEADINGS: [&str; 3] = ["sao y", "sao luc", "trich sao"];
    let is_heading = |line: &Line| {
        line.is_capitals()
            && line.words() < 6
            && HEADINGS.iter().any(|heading| line.begins(heading))
    };
    lines.iter().skip(at).position(is_heading).map_or(lines.len(), |found| at + found)
}

/// Takes a signature block apart from the recipients it was read across with, row by row:
/// `- Như trên; PHÓ CHỦ TỊCH`, `- Lưu: VT. Nguyễn Văn An`.
pub(super) fn unweave(lines: Vec<Line>) -> Vec<Line> {
    let (mut inside, mut listed) = (false, 0);
    let mut apart = Vec::with_capacity(lines.len());
    let mut signed: Vec<Line> = Vec::new();
    for line in lines {
        let head = line.begins("noi nhan");
        if head {
            (inside, listed) = (true, 0);
        } else if inside && listed > AFTER {
            inside = false;
        }
        let bullet = line.text.starts_with(['-', '–', '+', '•']);
        if inside && (head || bullet) {
            let (left, right) = cut(&line, !signed.is_empty())
                .map_or((line, None), |(left, right)| (left, Some(right)));
            signed.extend(right);
            // Lưu closes the list.
            inside = !left.folded.trim_start_matches(['-', '–', '+', '•', ' ']).starts_with("luu");
            apart.push(left);
        } else if inside && signs(&line, !signed.is_empty()) {
            signed.push(line);
        } else {
            inside &= line.text.starts_with(char::is_lowercase) || line.begins("(da ky");
            apart.append(&mut signed);
            apart.push(line);
        }
        if !inside {
            apart.append(&mut signed);
        }
        listed += 1;
    }
    apart.append(&mut signed);
    apart
}

fn is_person(line: &Line) -> bool {
    let name = without_mark(line);
    let is_marked = name.len() < line.text.len();
    (is_marked || !is_note(line)) && person(name).is_some()
}

/// A line without "Đã ký" before or behind the name: `(Đã ký) Phan Văn Nam`, `Phan Văn Nam – Đã ký`.
fn without_mark(line: &Line) -> &str {
    const MARKS: [&str; 3] = ["da ky", "da ki", "ky ten"];
    let between = |c: char| !c.is_alphanumeric();
    let words = |from: usize, count: usize| {
        let words =
            line.text.split(' ').skip(from).take(count).map(|word| word.trim_matches(between));
        fold(&words.collect::<Vec<_>>().join(" "))
    };
    let ends: Vec<usize> = line.text.match_indices(' ').map(|(at, _)| at).collect();
    let text = line.text.as_str();
    let cut = match ends.len() {
        0 | 1 => None,
        last if MARKS.contains(&words(0, 2).as_str()) => {
            ends.get(1).filter(|_| last > 1).and_then(|at| text.get(*at..))
        }
        last if MARKS.contains(&words(last - 1, 2).as_str()) => {
            last.checked_sub(2).and_then(|at| ends.get(at)).and_then(|at| text.get(..*at))
        }
        _ => None,
    };
    cut.unwrap_or(text).trim_matches(between)
}

/// Whether a line beside the recipients is part of the signature's block, which may have `begun`.
fn signs(line: &Line, begun: bool) -> bool {
    is_capacity(line) || is_title(line) || is_person(line) || begun && line.begins("(da ky")
}

/// A recipient and what of the signature stands behind it on its row. A name counts where the block
/// has begun above it.
fn cut(line: &Line, begun: bool) -> Option<(Line, Line)> {
    let kept = line.folded.trim_start_matches(['-', '–', '+', '•', ' ']).starts_with("luu");
    // The head may have lost its colon.
    let head = line.begins("noi nhan") && !line.text.contains(':');
    let head = head.then(|| line.text.match_indices(' ').nth(1)).flatten();
    // "Lưu: VT, KT." ends in a unit, not in a capacity.
    let ends: &[char] = if kept { &['.'] } else { &[';', '.', ':', ','] };
    head.into_iter().chain(line.text.match_indices(ends)).find_map(|(at, sign)| {
        let (left, right) = line.text.split_at_checked(at + sign.len())?;
        let right = Line { gap: false, ..Line::new(right, false) };
        let named = begun || kept && sign == ".";
        let signs = is_capacity(&right)
            || is_title(&right)
            || right.begins("(da ky")
            || (named && !right.text.contains([';', ',']) && is_person(&right));
        signs.then(|| (Line::new(left, line.gap), right))
    })
}

/// Title and name that stand on one line: `Phó Thủ tướng Hồ Đức Phớc`, `Lê Thành Long`,
/// `Thủ tướng Chính phủ`.
pub(super) fn title_and_name(text: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let title = TITLES
        .iter()
        .map(|title| title.split(' ').collect::<Vec<_>>())
        .filter(|title| {
            folded.starts_with(&title.iter().map(ToString::to_string).collect::<Vec<_>>())
        })
        .map(|title| title.len())
        .max()
        .unwrap_or(0);
    let (title, name) = words.split_at(title.min(words.len()));
    let name = name.join(" ");
    match person(&name) {
        Some(name) => (Some(title.join(" ")).filter(|title| !title.is_empty()), Some(name)),
        None => (Some(text.to_owned()).filter(|t| !t.is_empty() && !title.is_empty()), None),
    }
}

/// The first block that begins within the lines `range`. A title alone is none: above a short act stands
/// that of who speaks.
fn block(lines: &[Line], range: std::ops::Range<usize>) -> Option<Signer> {
    let end = range.end.min(lines.len());
    let begins =
        |at: &usize| lines.get(*at).is_some_and(|line| is_capacity(line) || is_title(line));
    (range.start..end).filter(begins).find_map(|start| block_at(lines, start, end))
}

/// The block whose first line is `start`.
fn block_at(lines: &[Line], start: usize, end: usize) -> Option<Signer> {
    let (mut capacities, mut titles, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut after = start;
    for (at, line) in lines.iter().enumerate().take(end.max(start + 12)).skip(start) {
        after = at;
        if is_capacity(line) {
            if !(names.is_empty() && titles.is_empty()) {
                break;
            }
            let (capacity, title) = split(&line.text);
            capacities.push(capacity.to_owned());
            titles.extend(title.map(str::to_owned));
        } else if is_title(line) {
            if !names.is_empty() {
                break;
            }
            titles.push(line.text.clone());
        } else if let Some(said) = person(without_mark(line)).filter(|_| is_person(line)) {
            names.push(said);
        } else if without_mark(line) == PRESIDENT && titles.last().is_some_and(|t| is_president(t))
        {
            names.push(PRESIDENT.to_owned());
        } else if !names.is_empty() || is_text(line) {
            break;
        }
    }
    let capacity = (!capacities.is_empty()).then(|| capacities.join("; "));
    // Several who stand side by side: who presided, else the last one, on the right.
    let beside = names.len() > 1 && titles.len() == names.len();
    let presides = || titles.iter().position(|title| presides(title));
    let which = if beside { presides().unwrap_or(names.len() - 1) } else { 0 };
    let (name, title) = (names.get(which).cloned(), titles.get(which).cloned());
    // The minutes' secretary signs them with the one who presided, whose block may come after.
    if title.as_deref().is_some_and(|title| fold(title).starts_with("thu ky")) {
        let other = (after > start).then(|| block(lines, after..end)).flatten();
        if let Some(other) = other.filter(|other| other.name.is_some()) {
            return Some(other);
        }
    }
    // A title alone may be a heading; with a name it is a signature.
    (name.is_some() || capacity.is_some()).then_some(Signer { name, capacity, title })
}

/// Whether a line is of an act's text, which no signature goes on over.
fn is_text(line: &Line) -> bool {
    const OPENINGS: [&str; 5] = ["dieu", "can cu", "xet", "chieu", "theo de nghi"];
    let decides = line.is_capitals() && line.text.ends_with(':') && !line.begins("noi nhan");
    decides || OPENINGS.iter().any(|opening| line.begins(opening))
}

/// Who signed acts from 1945 to 1969; a city has his name.
const PRESIDENT: &str = "Hồ Chí Minh";

fn is_president(title: &str) -> bool {
    fold(title).starts_with("chu tich")
}

/// Whether a title is that of who presided over a meeting.
fn presides(title: &str) -> bool {
    let title = fold(title);
    title.starts_with("chu toa") || title.starts_with("chu tri")
}

/// "KT. CHỦ TỊCH"; "KT." alone is a unit, at the end of "Lưu: VT, KT." or of a broken number.
fn is_capacity(line: &Line) -> bool {
    let of = |rest: &str| rest.chars().filter(|c| c.is_alphabetic()).count() > 1;
    line.is_capitals()
        && line.words() < 16
        && CAPACITIES.iter().any(|c| line.folded.strip_prefix(c).is_some_and(of))
}

fn is_title(line: &Line) -> bool {
    line.is_capitals() && line.words() < 12 && TITLES.iter().any(|title| line.begins(title))
}

/// Capacity and title that stand on one line: `KT. BỘ TRƯỞNG THỨ TRƯỞNG`.
fn split(text: &str) -> (&str, Option<&str>) {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let folded = fold(text);
    // Only "KT." has a title of its own before the signer's.
    if !(folded.starts_with("kt") || folded.starts_with("k/t") || folded.starts_with("q.")) {
        return (text, None);
    }
    let title = spaces.iter().skip(2).find_map(|&at| {
        let rest = text.get(at + 1..)?;
        let folded = fold(rest);
        let whole = TITLES.iter().any(|title| folded == *title);
        whole.then(|| (text.get(..at).unwrap_or(text), Some(rest)))
    });
    title.unwrap_or((text, None))
}

/// A person's name: two to six words with a capital each, a rank or degree maybe before them.
fn person(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = text.split(' ').collect();
    let named = |word: &&str| {
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        capital && chars.all(|c| c.is_lowercase() || c == '.' || c == '\'')
    };
    // "Đại tướng Lương Tam Quang"
    const RANKS: [&str; 8] = [
        "dai tuong",
        "thuong tuong",
        "trung tuong",
        "thieu tuong",
        "dai ta",
        "thuong ta",
        "trung ta",
        "thieu ta",
    ];
    // "PGS.TS. Lương Tam Quang"
    const DEGREES: [&str; 10] =
        ["ts.", "ths.", "gs.", "pgs.", "gs.ts.", "pgs.ts.", "bs.", "ks.", "cn.", "ls."];
    let folded = fold(text);
    let ranked = RANKS.iter().any(|rank| folded.starts_with(rank));
    let degrees = folded.split(' ').take_while(|word| DEGREES.contains(word)).count();
    let name = words.get(if ranked { 2 } else { degrees }..).unwrap_or_default();
    let fits = (2..=6).contains(&name.len()) && name.iter().all(named);
    (fits && agency::place(text).is_none()).then(|| text.to_owned())
}

/// What is no name though it has capitals.
fn is_note(line: &Line) -> bool {
    const NOTES: [&str; 9] = [
        "noi nhan", "da ky", "ky boi", "nguoi ky", "nhu tren", "luu", "phu luc", "kem theo", "dieu",
    ];
    line.text.contains(':') || NOTES.iter().any(|note| line.begins(note))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Option<(String, String, String)> {
        let signer = signer(&lines(&[Page { text: text.into(), status: PageStatus::Text }]))?;
        let text = |part: Option<String>| part.unwrap_or_default();
        Some((text(signer.name), text(signer.capacity), text(signer.title)))
    }

    fn wanted(name: &str, capacity: &str, title: &str) -> Option<(String, String, String)> {
        Some((name.into(), capacity.into(), title.into()))
    }

    #[test]
    fn short_acts_of_old() {
        let act = |foot: &str| {
            of(&format!(
                "CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\n\nXét tình hình;\n\nRA SẮC LỆNH:\n\n\
                         Điều thứ 1: Nay bãi bỏ thuế thân.\n\n{foot}"
            ))
        };
        assert_eq!(
            act("CHỦ TỊCH CHÍNH PHỦ\n\n(Đã ký)\n\nHồ Chí Minh"),
            wanted("Hồ Chí Minh", "", "CHỦ TỊCH CHÍNH PHỦ")
        );
        assert_eq!(
            act("KT. CHỦ TỊCH CHÍNH PHỦ\nBỘ TRƯỞNG BỘ NỘI VỤ\nTrần Văn Nghiêm"),
            wanted("Trần Văn Nghiêm", "KT. CHỦ TỊCH CHÍNH PHỦ", "BỘ TRƯỞNG BỘ NỘI VỤ")
        );
        assert_eq!(act("Gửi các khu và thành phố\nHồ Chí Minh"), None);
        for signed in [
            "(Đã ký) Trần Văn Nghiêm",
            "Trần Văn Nghiêm (đã ký)",
            "Trần Văn Nghiêm – Đã ký",
            "Đã ký: Trần Văn Nghiêm",
            "(Đã ký)\nTrần Văn Nghiêm",
        ] {
            let read = act(&format!("TỔNG THANH TRA\n{signed}"));
            assert_eq!(read, wanted("Trần Văn Nghiêm", "", "TỔNG THANH TRA"), "{signed}");
        }
    }

    #[test]
    fn blocks() {
        assert_eq!(
            of(
                "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\n**TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\n(Đã ký)\n\nVũ Thị Mai"
            ),
            wanted("Vũ Thị Mai", "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        );
        assert_eq!(
            of("Nơi nhận:\n- Lưu VPTU.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\nTỈNH ỦY\nHƯNG YÊN\nĐỗ Văn An"),
            wanted("Đỗ Văn An", "T/M BAN THƯỜNG VỤ", "BÍ THƯ")
        );
        assert_eq!(
            of("KT. BỘ TRƯỞNG THỨ TRƯỞNG\nĐào Minh Tú\nNơi nhận:\n- Như trên;\n- Lưu: VT."),
            wanted("Đào Minh Tú", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")
        );
        assert_eq!(
            of("Nơi nhận:     BỘ TRƯỞNG\n- Lưu: VT.     Đại tướng Lê Văn Bình"),
            wanted("Đại tướng Lê Văn Bình", "", "BỘ TRƯỞNG")
        );
        let woven = "Nơi nhận: T/M BAN THƯỜNG VỤ\n- Như trên; PHÓ BÍ THƯ\n\
                     - Các ban; (Đã ký)\n- Lưu: VT, TH (03b). Đỗ Thị Hồng Nhung";
        let page = Page { text: woven.into(), status: PageStatus::Text };
        let lines = unweave(lines(&[page]));
        let signer = signer(&lines).unwrap();
        assert_eq!(signer.name.as_deref(), Some("Đỗ Thị Hồng Nhung"));
        assert_eq!(signer.title.as_deref(), Some("PHÓ BÍ THƯ"));
        assert_eq!(lists::recipients(&lines), ["Như trên", "Các ban", "Lưu: VT, TH (03b)"]);
        assert_eq!(of("Kính gửi: Chủ tịch tỉnh\nNgày mai trời đẹp"), None);
        assert_eq!(
            of("Nơi nhận:\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nPGS. TS. Lò Thị Ín"),
            wanted("PGS. TS. Lò Thị Ín", "", "GIÁM ĐỐC")
        );
    }

    #[test]
    fn a_block_beside_the_recipients() {
        for text in [
            "Nơi nhận:     TM. ỦY BAN NHÂN DÂN\n- Như trên;     CHỦ TỊCH\n\
             - Các phòng;     (Đã ký)\n- Các thôn;     Lò Văn Tám\n- Lưu: VT, KT.",
            "Nơi nhận TM. ỦY BAN NHÂN DÂN\n- Như trên; CHỦ TỊCH\n- Các phòng;\n\
             - Các thôn; Lò Văn Tám\n- Lưu: VT, KT.",
            "Nơi nhận:\n- Như trên; TM. ỦY BAN NHÂN DÂN\n- Các phòng;\n- Các thôn; CHỦ TỊCH\n\
             - Lưu: VT, KT. Lò Văn Tám",
        ] {
            let page = Page { text: text.into(), status: PageStatus::Text };
            let lines = unweave(lines(&[page]));
            let Signer { name, capacity, title } = signer(&lines).unwrap();
            let read = [name, capacity, title].map(Option::unwrap_or_default);
            assert_eq!(read, ["Lò Văn Tám", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "{text}");
            let recipients = lists::recipients(&lines);
            assert_eq!(recipients, ["Như trên", "Các phòng", "Các thôn", "Lưu: VT, KT"], "{text}");
        }
    }

    #[test]
    fn a_copy_has_a_signer_of_its_own() {
        let text = "CHỦ TỊCH\n\nLò Văn Tám\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n\
                    SAO Y\n\nTL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\n\nVi Thị Hoa";
        assert_eq!(of(text), wanted("Lò Văn Tám", "", "CHỦ TỊCH"));
    }

    #[test]
    fn two_sign_minutes() {
        let presided = wanted("Hoàng Văn Nhạn", "", "CHỦ TỌA");
        for block in [
            "THƯ KÝ   CHỦ TỌA\n\nGiàng A Phông   Hoàng Văn Nhạn\n\nTrang 1",
            "CHỦ TỌA          THƯ KÝ\n(Đã ký)\nHoàng Văn Nhạn       Giàng A Phông",
            "THƯ KÝ\n\nGiàng A Phông\n\nCHỦ TỌA\n\nHoàng Văn Nhạn",
            "CHỦ TỌA\n\nHoàng Văn Nhạn\n\nTHƯ KÝ\n\nGiàng A Phông",
            "| THƯ KÝ | CHỦ TỌA |\n| Giàng A Phông | Hoàng Văn Nhạn |",
        ] {
            let text = format!("Biên bản được đọc lại cho mọi người cùng nghe./.\n\n{block}");
            assert_eq!(of(&text), presided, "{block}");
        }
        assert_eq!(of("THƯ KÝ\n\nGiàng A Phông"), wanted("Giàng A Phông", "", "THƯ KÝ"));
    }
}
