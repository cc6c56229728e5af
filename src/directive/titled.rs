//! A title that says itself whose paper it is, its number and its day, as collections of law and
//! gazettes print acts without their form:
//! `NGHỊ ĐỊNH⏎CỦA CHÍNH PHỦ SỐ 37/2007/NĐ-CP NGÀY 09 THÁNG 3 NĂM 2007⏎VỀ MINH BẠCH TÀI SẢN`.
//!
//! In: lines. Out: what the title says, and the lines without it, so that the kind and what the act is
//! about stand there as in any directive.
//!
//! ```text
//! title = KIND [subject of a law] { "của" body | "số" number | [","] "ngày" date } [subject]
//! ```

use super::date::{self, Date};
use super::kind::{self, Kind};
use super::lead;
use super::lines::Line;
use super::lists;
use super::number::{Form, Number, Numeral, Symbol};
use super::spelling;
use super::subject;
use super::tokens::{Gap, Tokens};
use crate::text::fold::fold;

/// What a title says.
#[derive(Debug, Default)]
pub(super) struct Titled {
    pub(super) number: Option<Number>,
    pub(super) date: Option<Date>,
    /// In the spelling of a sentence.
    pub(super) issuer: Option<String>,
}

/// The country's names, folded.
const COUNTRIES: [&str; 4] = [
    "cong hoa xa hoi chu nghia viet nam",
    "chxhcn viet nam",
    "viet nam dan chu cong hoa",
    "cong hoa mien nam viet nam",
];

/// Lines in which a title is looked for, and lines that it has.
const FARTHEST: usize = 40;
const LONGEST: usize = 8;
/// Tokens of a body's name, and of a number.
const BODY: usize = 24;
const NUMBER: usize = 12;

/// Reads the title and takes what it says of itself out of the lines; nothing is changed if there is
/// no such title.
pub(super) fn titled(lines: &mut Vec<Line>) -> Titled {
    for at in 0..lines.len().min(FARTHEST) {
        let Some(line) = lines.get(at) else { break };
        if subject::opens_text(line) && !line.is_capitals() {
            break;
        }
        if let Some((said, shown, taken)) = title(lines, at) {
            lines.splice(at..at + taken, shown);
            return said;
        }
    }
    Titled::default()
}

/// The title that begins at line `at`: what it says, the lines that are shown for it, and how many lines
/// they stand for.
fn title(lines: &[Line], at: usize) -> Option<(Titled, Vec<Line>, usize)> {
    let first = lines.get(at)?;
    let word = first.folded.split([' ', ':']).next().unwrap_or_default();
    let is_kind = kind::names_from(word).any(|name| first.begins(&name.words.join(" ")));
    if !is_kind || !first.text.starts_with(char::is_uppercase) || !is_short(first) {
        return None;
    }
    let is_text = |line: &Line| subject::opens_text(line) || lists::is_addressed(line);
    let follows = |line: &&Line| is_short(line) && !is_text(line);
    let rest = lines.iter().skip(at + 1).take(LONGEST).take_while(follows);
    let text: Vec<&str> = std::iter::once(first).chain(rest).map(|l| l.text.as_str()).collect();
    let text = text.join("\n");
    let tokens = Tokens::of_text(&text);
    let word = lead::word_at(&tokens, 0).filter(|word| word.letters.is_none())?;
    let kind = word.kinds.first().copied()?;
    let said = Reader { tokens: &tokens, kind, at: word.end }.read()?;
    // In small letters only the first lines of a file are a title; a text may begin a line like one.
    let is_loud = first.is_capitals();
    if !is_loud && (at > 1 || said.titled.number.is_none()) {
        return None;
    }
    let byte = |token: usize| tokens.get(token).map_or(text.len(), |token| token.bytes.start);
    let line_of = |byte: usize| text.get(..byte).map_or(0, |before| before.matches('\n').count());
    let head = tokens.line(0..said.name);
    let mut shown = vec![Line { gap: first.gap, ..Line::new(&head, false) }];
    // What is left of the last line that it takes.
    let end = byte(said.end);
    let taken = if end == text.len() { text.matches('\n').count() + 1 } else { line_of(end) };
    let begins_line = end == text.len() || text.get(..end).is_some_and(|t| t.ends_with('\n'));
    if begins_line {
        return Some((said.titled, shown, taken));
    }
    let rest = text.get(end..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    shown.push(Line::new(rest, false));
    Some((said.titled, shown, taken + 1))
}

/// Whether a line is no longer than one of a title: each is looked at several times.
fn is_short(line: &Line) -> bool {
    const LINE: usize = 1500;
    line.text.len() <= LINE
}

/// What was read: the title's parts, the token after the kind's name (and the name of a law), and the token
/// after the parts.
struct Read {
    titled: Titled,
    name: usize,
    end: usize,
}

struct Reader<'t> {
    tokens: &'t Tokens,
    kind: &'static Kind,
    at: usize,
}

impl Reader<'_> {
    /// The parts, if there are at least two of them, number or day among them: less than that any heading says.
    fn read(mut self) -> Option<Read> {
        let mut titled = Titled::default();
        if !self.begins_part(self.at) {
            self.at = self.name_of_law()?;
        }
        let name = self.at;
        let mut parts = 0;
        loop {
            let before = self.at;
            let signs = [',', '('].into_iter().filter(|sign| self.tokens.is_sign(before, *sign));
            self.at += signs.count();
            let is_read = match self.tokens.folded(self.at) {
                "cua" if titled.issuer.is_none() => self.body(&mut titled),
                "so" if titled.number.is_none() => self.number(&mut titled),
                "ngay" if titled.date.is_none() => self.date(&mut titled),
                // "QUỐC HỘI KHÓA XI, KỲ HỌP THỨ 4 SỐ …"
                _ if titled.issuer.is_some() && self.begins_session(self.at) => self.session(),
                _ => false,
            };
            if !is_read {
                self.at = before;
                break;
            }
            parts += 1;
            self.at += usize::from(self.tokens.is_sign(self.at, ')'));
        }
        let is_told = titled.number.is_some() || titled.date.is_some();
        (parts > 1 && is_told).then_some(Read { titled, name, end: self.at })
    }

    /// Whether a part of a title stands at token `i`.
    fn begins_part(&self, i: usize) -> bool {
        let next = || i + 1 + usize::from(self.tokens.is_sign(i + 1, ':'));
        match self.tokens.folded(i) {
            "cua" => true,
            "so" => self.tokens.is_digits(next()),
            "ngay" => date::behind_number(self.tokens, i).is_some(),
            _ => false,
        }
    }

    /// A law has its name before the body that passed it: `LUẬT⏎ĐẤT ĐAI⏎CỦA QUỐC HỘI …`. The token
    /// of "của".
    fn name_of_law(&self) -> Option<usize> {
        if !matches!(self.kind.abbreviation(), "L" | "PL") {
            return None;
        }
        let of = |i: &usize| {
            let passed = matches!(self.tokens.folded(*i + 1), "quoc" | "uy" | "ubtvqh" | "chu");
            self.tokens.folded(*i) == "cua" && passed && self.tokens.gap(*i) >= Gap::Line
        };
        (self.at..self.at + BODY).find(of)
    }

    /// `của Chính phủ`
    fn body(&mut self, titled: &mut Titled) -> bool {
        let start = self.at + 1;
        let Some(end) = (start + 1..=start + BODY).find(|i| self.ends_body(*i)) else {
            return false;
        };
        let printed = self.tokens.line(start..end);
        let is_loud = !printed.chars().any(char::is_lowercase);
        let spelled = if is_loud { spelling::spell(&printed) } else { printed };
        titled.issuer = Some(without_country(&spelled));
        self.at = end;
        true
    }

    /// Whether a body's name ends before token `i`.
    fn ends_body(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let sign = !tokens.is_word(i) && !tokens.is_digits(i) && !tokens.is_sign(i, '-');
        let joined = tokens.is_sign(i, '&') || tokens.is_sign(i, '.') && tokens.glued(i + 1);
        i >= tokens.len()
            || sign && !joined && !self.is_listed(i)
            || self.begins_part(i) && tokens.folded(i) != "cua"
            || self.begins_subject(i)
            || self.begins_session(i)
            || tokens.gap(i) >= Gap::Line && !self.goes_on(i)
    }

    /// A comma between the words of a name: "BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH".
    fn is_listed(&self, i: usize) -> bool {
        let next = i + 1;
        self.tokens.is_sign(i, ',') && !self.begins_part(next) && !self.begins_session(next)
    }

    /// `khóa XI`, `kỳ họp thứ 4`
    fn begins_session(&self, i: usize) -> bool {
        let is_roman = |word: &str| !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c));
        let term = self.tokens.folded(i) == "khoa";
        term && is_roman(self.tokens.nfc(i + 1)) || self.tokens.spells(i, "ky hop")
    }

    /// Whether the name of a body goes on in the line that begins at token `i`: the number or the day stands
    /// behind it there, and no other paper is named.
    fn goes_on(&self, i: usize) -> bool {
        let tokens = self.tokens;
        let line = (i..i + BODY).take_while(|at| *at == i || tokens.gap(*at) < Gap::Line);
        for at in line.take_while(|at| *at < tokens.len()) {
            if at > i && self.begins_part(at) {
                return lead::before(tokens, at, None).kind.is_none();
            }
            if self.begins_subject(at) {
                return false;
            }
        }
        COUNTRIES.iter().any(|country| tokens.spells(i, country))
    }

    /// Whether token `i` begins what an act is about.
    fn begins_subject(&self, i: usize) -> bool {
        const OPENINGS: [&str; 22] = [
            "ve",
            "v / v",
            "huong dan",
            "quy dinh",
            "ban hanh",
            "phe duyet",
            "phe chuan",
            "sua doi",
            "bo sung",
            "bai bo",
            "thuc hien",
            "trien khai",
            "thi hanh",
            "thanh lap",
            "cong bo",
            "dieu chinh",
            "giai thich",
            "quyet dinh",
            "tai ky hop",
            "tai hoi nghi",
            "tai phien hop",
            "gui",
        ];
        OPENINGS.iter().any(|words| self.tokens.spells(i, words))
    }

    /// `số 37/2007/NĐ-CP`; digits alone are as far as the kind goes: `12-SL`.
    fn number(&mut self, titled: &mut Titled) -> bool {
        let tokens = self.tokens;
        let Some(start) = lead::so_at(tokens, self.at) else { return false };
        let ends = |i: &usize| {
            *i >= tokens.len()
                || tokens.is_sign(*i, ',')
                || tokens.is_sign(*i, '(')
                || tokens.is_sign(*i, ')')
                || self.begins_part(*i)
                || self.begins_subject(*i)
                || tokens.gap(*i) >= Gap::Line
        };
        let Some(end) = (start + 1..=start + NUMBER).find(ends) else { return false };
        let printed = tokens.line(start..end);
        let bare = || {
            let is_digits =
                printed.len() <= Numeral::DIGITS && printed.bytes().all(|b| b.is_ascii_digit());
            let is_lettered = self.kind.abbreviation() != "CV";
            let symbol = || Symbol::new(Form::Bare, Some(self.kind.abbreviation()), None);
            (is_digits && is_lettered)
                .then(|| Number::new(Numeral::new(printed.as_str()), None, symbol()))
        };
        titled.number = Number::parse(&printed).or_else(bare);
        self.at = end;
        titled.number.is_some()
    }

    /// `ngày 09 tháng 3 năm 2007`
    fn date(&mut self, titled: &mut Titled) -> bool {
        let Some((date, end)) = date::behind_number(self.tokens, self.at) else { return false };
        titled.date = Some(date);
        self.at = end;
        true
    }

    /// `khóa XI, kỳ họp thứ 4`
    fn session(&mut self) -> bool {
        let Some(end) = (self.at + 1..self.at + BODY).find(|i| self.begins_part(*i)) else {
            return false;
        };
        let is_session = (self.at..end).all(|i| !self.begins_subject(i));
        if is_session {
            self.at = end;
        }
        is_session
    }
}

/// A body's name without the country's behind it; the President is the country's.
fn without_country(name: &str) -> String {
    let folded = fold(name);
    let behind = |country: &str| folded.strip_suffix(country)?.strip_suffix(' ');
    let cut = COUNTRIES.into_iter().find_map(behind);
    let Some(cut) = cut else { return name.to_owned() };
    let cut = match cut.strip_suffix(" nuoc") {
        Some(body) if body != "chu tich" => body,
        _ => cut,
    };
    name.chars().take(cut.chars().count()).collect()
}

#[cfg(test)]
mod tests {
    use crate::directive::{Directive, read};
    use crate::document::{Page, PageStatus};
    use proptest::prelude::*;
    use proptest::sample::select;

    fn of(text: &str) -> Directive {
        read(&[Page { text: text.into(), status: PageStatus::Text }])
    }

    /// Number, date, issuer, subject.
    fn said(text: &str) -> [String; 4] {
        let directive = of(text);
        [directive.number, directive.date, directive.issuer, directive.subject]
            .map(Option::unwrap_or_default)
    }

    #[test]
    fn titles_of_acts() {
        for (title, wanted) in [
            (
                "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 61/2004/NĐ-CP NGÀY 09 THÁNG 3 NĂM 2004\nVỀ MUỐI ĂN\n\nCHÍNH PHỦ",
                ["61/2004/NĐ-CP", "2004-03-09", "Chính phủ", "MUỐI ĂN"],
            ),
            (
                "NGHỊ ĐỊNH CỦA CHÍNH PHỦ\n\nSỐ 61/2004/NĐ-CP NGÀY 9/3/2004 VỀ VIỆC LẬP PHƯỜNG\n\nCHÍNH PHỦ",
                ["61/2004/NĐ-CP", "2004-03-09", "Chính phủ", "LẬP PHƯỜNG"],
            ),
            (
                "SẮC LỆNH\n\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI SỐ 90 NGÀY 2 THÁNG 10 NĂM 1945\n\n\
                 CHỦ TỊCH CHÍNH PHỦ LÂM THỜI",
                ["90-SL", "1945-10-02", "Chủ tịch Chính phủ lâm thời", ""],
            ),
            (
                "SẮC LỆNH\nCỦA CHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ SỐ 84/SL\nNGÀY 3 THÁNG 4 NĂM 1947",
                ["84/SL", "1947-04-03", "Chủ tịch nước", ""],
            ),
            (
                "QUYẾT ĐỊNH\nCỦA BỘ TRƯỞNG BỘ TÀI CHÍNH SỐ 21/1999/QĐ-BTC\nNGÀY 5-2-1999 BAN HÀNH BIỂU GIÁ",
                ["21/1999/QĐ-BTC", "1999-02-05", "Bộ trưởng Bộ Tài chính", "BAN HÀNH BIỂU GIÁ"],
            ),
            (
                "LUẬT\nĐÊ SÔNG\n\nCỦA QUỐC HỘI NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKHÓA XI, KỲ HỌP THỨ 4 \
                 SỐ 18/2003/QH11\nNGÀY 26 THÁNG 11 NĂM 2003\n\nCăn cứ vào Hiến pháp",
                ["18/2003/QH11", "2003-11-26", "Quốc hội", "ĐÊ SÔNG"],
            ),
            (
                "THÔNG TƯ LIÊN TỊCH\nCỦA BỘ TÀI CHÍNH - BỘ NỘI VỤ\nSỐ 17/2006/TTLT-BTC-BNV NGÀY 9 THÁNG 8 NĂM 2006\n\
                 HƯỚNG DẪN VIỆC ĂN Ở",
                [
                    "17/2006/TTLT-BTC-BNV",
                    "2006-08-09",
                    "Bộ Tài chính - Bộ Nội vụ",
                    "HƯỚNG DẪN VIỆC ĂN Ở",
                ],
            ),
            (
                "NGHỊ QUYẾT CỦA BỘ CHÍNH TRỊ\n\nSố 10-NQ/TW, ngày 5 tháng 4 năm 1988\n\nVề đổi mới việc làm\n\nTừ khi",
                ["10-NQ/TW", "1988-04-05", "Bộ Chính trị", "đổi mới việc làm"],
            ),
            (
                "KẾT LUẬN\nCỦA BAN BÍ THƯ\n(Số 82-KL/TW, ngày 14/11/2024)\nvề muối ăn\n\nNăm qua",
                ["82-KL/TW", "2024-11-14", "Ban Bí thư", "muối ăn"],
            ),
            (
                "Chỉ thị của Thủ tướng Chính phủ số 31-TTg ngày 29-4-1994 về nước sạch\n\nNước sạch là",
                ["31-TTg", "1994-04-29", "Thủ tướng Chính phủ", "nước sạch"],
            ),
        ] {
            assert_eq!(said(title), wanted, "{title}");
        }
    }

    /// An act of the State is the kind that it is headed by; old letters are those of its body.
    #[test]
    fn letters_of_a_body_are_no_kind() {
        let directive = of("THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 19 TC/TCT NGÀY 20/2/1993\nVỀ THUẾ MUỐI");
        assert_eq!(directive.kind.as_deref(), Some("TT"));
    }

    #[test]
    fn numbers_of_other_papers_are_not_its_own() {
        for text in [
            "KẾ HOẠCH\nCỦA UBND TỈNH THỰC HIỆN NGHỊ QUYẾT SỐ 12-NQ/TU NGÀY 5/3/2024\n\nCăn cứ",
            "KẾT LUẬN\nCỦA BỘ CHÍNH TRỊ\nTIẾP TỤC THỰC HIỆN NGHỊ QUYẾT SỐ 18-NQ/TW NGÀY 25/10/2017",
            "BÁO CÁO\nCỦA SỞ Y TẾ KẾT QUẢ QUYẾT ĐỊNH SỐ 5/QĐ-UBND NGÀY 5/3/2024 VỀ THUỐC",
            "Thông báo\n\nhọp\n\nQuyết định của Sở Y tế số 5/QĐ-SYT ngày 5/3/2024 về thuốc\n\nCăn cứ",
        ] {
            assert_eq!(of(text).number, None, "{text}");
        }
    }

    /// Bodies as a title prints them, and as they are named.
    const BODIES: [(&str, &str); 10] = [
        ("CHÍNH PHỦ", "Chính phủ"),
        ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
        ("HỘI ĐỒNG BỘ TRƯỞNG", "Hội đồng Bộ trưởng"),
        ("BỘ KẾ HOẠCH VÀ ĐẦU TƯ", "Bộ Kế hoạch và Đầu tư"),
        ("BỘ TRƯỞNG BỘ Y TẾ", "Bộ trưởng Bộ Y tế"),
        ("BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("UỶ BAN NHÂN DÂN TỈNH HƯNG YÊN", "Ủy ban nhân dân tỉnh Hưng Yên"),
        ("CHỦ TỊCH NƯỚC CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Chủ tịch nước"),
        ("TỔNG CỤC THUẾ", "Tổng cục Thuế"),
        ("BAN BÍ THƯ", "Ban Bí thư"),
    ];
    const NUMBERS: [(&str, &str); 6] = [
        ("61/2004/NĐ-CP", "61/2004/NĐ-CP"),
        ("15/CP", "15/CP"),
        ("217-HĐBT", "217-HĐBT"),
        ("12-KL/TW", "12-KL/TW"),
        ("05/2011/TT-BNV", "05/2011/TT-BNV"),
        ("4532/UBND-KSTTHC", "4532/UBND-KSTTHC"),
    ];
    const DAYS: [(&str, &str); 4] = [
        ("NGÀY 09 THÁNG 3 NĂM 2004", "2004-03-09"),
        ("NGÀY 9/3/1994", "1994-03-09"),
        ("NGÀY 19-12-1987", "1987-12-19"),
        (", NGÀY 02 THÁNG 10 NĂM 1945", "1945-10-02"),
    ];
    const SUBJECTS: [(&str, &str); 4] = [
        ("VỀ VIỆC TRỒNG RỪNG", "TRỒNG RỪNG"),
        ("HƯỚNG DẪN THI HÀNH NGHỊ ĐỊNH SỐ 45/CP NGÀY 3/8/1996", ""),
        ("BAN HÀNH QUY CHẾ VĂN THƯ", "BAN HÀNH QUY CHẾ VĂN THƯ"),
        ("VỀ MUỐI ĂN", "MUỐI ĂN"),
    ];

    proptest! {
        /// The parts may stand on one line or on several, the body before or behind number and day.
        #[test]
        fn titles_in_any_layout(
            kind in select(vec!["NGHỊ ĐỊNH", "QUYẾT ĐỊNH", "CHỈ THỊ", "THÔNG TƯ", "NGHỊ QUYẾT"]),
            (body, named) in select(BODIES.to_vec()),
            (number, canonical) in select(NUMBERS.to_vec()),
            (day, date) in select(DAYS.to_vec()),
            (subject, about) in select(SUBJECTS.to_vec()),
            breaks in prop::collection::vec(select(vec![" ", "\n", "\n\n"]), 4),
            is_body_last: bool,
        ) {
            let (body, number) = (format!("CỦA {body}"), format!("SỐ {number}"));
            let parts = match is_body_last {
                true => [kind, &number, day, &body, subject],
                false => [kind, &body, &number, day, subject],
            };
            let mut title = String::new();
            for (at, part) in parts.into_iter().enumerate() {
                // A comma stands at the end of the number.
                let gap = match at.checked_sub(1).and_then(|before| breaks.get(before)) {
                    Some(gap) if !part.starts_with(',') => gap,
                    _ => "",
                };
                title.push_str(gap);
                title.push_str(part);
            }
            let [read_number, read_date, read_issuer, read_subject] =
                said(&format!("{title}\n\nCăn cứ Luật Tổ chức Chính phủ;"));
            prop_assert_eq!(read_number, canonical, "{}", title);
            prop_assert_eq!(read_date, date, "{}", title);
            prop_assert_eq!(read_issuer, named, "{}", title);
            let about = if about.is_empty() { subject } else { about };
            prop_assert_eq!(read_subject, about, "{}", title);
        }
    }
}
