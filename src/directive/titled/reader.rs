//! The parts of a title, in the order in which they stand.
//!
//! In: tokens, the place behind the kind's name. Out: what they say, and where they end.

use super::Titled;
use crate::directive::date;
use crate::directive::kind::Kind;
use crate::directive::lead;
use crate::directive::number::{Number, Numeral};
use crate::directive::spelling;
use crate::directive::tokens::{Gap, Tokens};
use crate::text::fold::fold;

/// The country's names, folded.
const COUNTRIES: [&str; 4] = [
    "cong hoa xa hoi chu nghia viet nam",
    "chxhcn viet nam",
    "viet nam dan chu cong hoa",
    "cong hoa mien nam viet nam",
];

/// Tokens of a body's name, and of a number.
const BODY: usize = 24;
const NUMBER: usize = 12;

/// What was read: the title's parts, the token after the kind's name (and the name of a law), and the token
/// after the parts.
pub(super) struct Read {
    pub(super) titled: Titled,
    pub(super) name: usize,
    pub(super) end: usize,
}

/// Reads the parts, one after the other.
pub(super) struct Reader<'t> {
    tokens: &'t Tokens,
    kind: &'static Kind,
    at: usize,
}

impl<'t> Reader<'t> {
    pub(super) fn new(tokens: &'t Tokens, kind: &'static Kind, at: usize) -> Self {
        Self { tokens, kind, at }
    }

    /// The parts, if there are at least two of them, number or day among them: less than that any heading says.
    pub(super) fn read(mut self) -> Option<Read> {
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
            // On the law's own line: "LUẬT ĐẤT ĐAI CỦA QUỐC HỘI NƯỚC …", but "LUẬT TỔ CHỨC CỦA QUỐC HỘI".
            let spells = |words| self.tokens.spells(*i + 1, words);
            let goes_on = ["quoc hoi nuoc", "quoc hoi khoa", "quoc hoi so"].into_iter().any(spells)
                || spells("uy ban thuong vu quoc hoi");
            let begins = self.tokens.gap(*i) >= Gap::Line || goes_on;
            self.tokens.folded(*i) == "cua" && passed && begins
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
            (is_digits && is_lettered)
                .then(|| Number::bare(Numeral::new(printed.as_str()), self.kind))
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
