//! Pages → lines as an official sees them: columns apart, markup gone.
//!
//! In: pages. Out: [`Line`]s. A row of the two-column header that extraction left on one line is
//! cut where a fixed part of the form stands in it: the country's name and motto, the Party's
//! name, "place, ngày … tháng … năm …", and at wide gaps. Markdown (headings, tables, emphasis)
//! is dropped, as texts of acts are often published in it, and so are lines beside the text (running
//! headers, page numbers).

use super::agency;
use super::date::{self, Date};
use super::tokens::Tokens;
use crate::document::Page;
use crate::text::aside::ASIDE;
use crate::text::fold::fold;
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// One line, or one column's part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// NFC, trimmed, single spaces.
    pub(super) text: String,
    /// Folded, for comparing.
    pub(super) folded: String,
    /// An empty line or a rule stands before it.
    pub(super) gap: bool,
    /// The country's name, its motto, the Party's name.
    pub(super) motto: bool,
    /// Place and date, if that is what it is.
    pub(super) dated: Option<(Option<String>, Date)>,
}

impl Line {
    /// A line of text, its spaces made single.
    pub(super) fn new(text: &str, gap: bool) -> Self {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { folded: fold(&text), text, gap, ..Self::default() }
    }

    /// Whether it is written in capitals throughout.
    pub(super) fn is_capitals(&self) -> bool {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic()).peekable();
        letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
    }

    /// Whether it begins with these folded words.
    pub(super) fn begins(&self, words: &str) -> bool {
        let rest = self.folded.strip_prefix(words);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    }

    /// Words, split at spaces.
    pub(super) fn words(&self) -> usize {
        self.text.split(' ').count()
    }
}

/// The parts of the form that stand in the right column, folded.
const MOTTOS: [&str; 7] = [
    "cong hoa xa hoi chu nghia viet nam",
    "doc lap - tu do - hanh phuc",
    "doc lap-tu do-hanh phuc",
    "doc lap – tu do – hanh phuc",
    "dang cong san viet nam",
    "viet nam dan chu cong hoa",
    "doc lap- tu do- hanh phuc",
];

/// The lines of all pages, in order.
pub(super) fn lines(pages: &[Page]) -> Vec<Line> {
    let mut lines = Vec::new();
    for page in pages {
        let mut gap = true;
        for raw in page.text.lines().filter(|line| !line.ends_with(ASIDE)) {
            let parts = parts(raw);
            if parts.is_empty() {
                gap = true;
            }
            for part in parts {
                let before = lines.len();
                columns(&part, gap, &mut lines);
                gap &= lines.len() == before;
            }
        }
    }
    lines
}

/// A raw line without its markup: the cells of a table's row, or the line itself.
fn parts(raw: &str) -> Vec<String> {
    let composed = if is_nfc(raw) { Cow::from(raw) } else { raw.nfc().collect() };
    let text = composed.trim().trim_start_matches(['#', '>']).trim_start();
    const MARKUP: [char; 6] = ['*', '`', '\u{AD}', '\u{200B}', '&', '<'];
    let mut text = Cow::from(text);
    if text.contains(MARKUP) {
        let plain = text.replace("&nbsp;", " ").replace(['*', '`', '\u{AD}', '\u{200B}'], "");
        text = plain.replace("<br/>", "<br>").replace("<br />", "<br>").into();
    }
    // A rule under the header, or between the parts of a web page.
    let ruled = text.chars().all(|c| "_-=—–―|:.~ \t".contains(c)) && !text.contains("...");
    if ruled {
        return Vec::new();
    }
    let cells: Vec<&str> =
        if text.starts_with('|') { text.split('|').collect() } else { vec![&text] };
    cells
        .into_iter()
        .flat_map(|cell| cell.split("<br>"))
        .filter(|part| !part.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

/// Cuts a line into its columns.
fn columns(text: &str, gap: bool, lines: &mut Vec<Line>) {
    let mut gap = gap;
    let mut push = |mut line: Line| {
        if !line.text.is_empty() {
            line.gap = gap;
            gap = false;
            lines.push(line);
        }
    };
    for part in wide(text) {
        let line = Line::new(unruled(part), false);
        match motto(&line) {
            Some((before, motto, after)) => {
                push(before);
                push(motto);
                // What follows the motto on its row belongs to the row.
                dated(after, &mut push);
            }
            None => dated(line, &mut push),
        }
    }
}

/// A body's name in capitals without the rule under the motto that stands behind it on its row; a rule
/// alone is nothing.
fn unruled(part: &str) -> &str {
    const LEAST: usize = 4;
    let rest = part.trim_end().trim_end_matches(['_', '-', '—', '–', '*']);
    let signs = part.trim_end().chars().count() - rest.chars().count();
    let body = rest.is_empty() || rest.ends_with(' ') && !rest.chars().any(char::is_lowercase);
    // A blank to be filled in has no name before it: "Số: ______".
    let named = rest.is_empty() || rest.chars().filter(|c| c.is_alphabetic()).count() > 3;
    if signs >= LEAST && body && named { rest } else { part }
}

/// The parts of a line between wide gaps (four spaces, or a tab; three between two names or titles,
/// as signers stand side by side), unless a blank to be filled in
/// stands there (`Số:      /KH-UBND`, `ngày     tháng`). Long lines are text, not rows of a form.
fn wide(text: &str) -> Vec<&str> {
    const LONGEST: usize = 400;
    if text.len() > LONGEST {
        return vec![text];
    }
    let (mut parts, mut start) = (Vec::new(), 0);
    let gaps = gaps(text);
    for (i, &(at, next, narrow)) in gaps.iter().enumerate() {
        let left = text.get(start..at).unwrap_or_default();
        let right = text.get(next..).unwrap_or_default();
        let beside = right.get(..gaps.get(i + 1).map_or(right.len(), |gap| gap.0 - next));
        if narrow && !(is_named(left) && is_named(beside.unwrap_or_default())) {
            continue;
        }
        let ends = fold(left.rsplit(' ').next().unwrap_or_default());
        let begins = fold(right.split(' ').next().unwrap_or_default());
        let open = ends.trim_matches(['.', '…', '_']);
        let blank = matches!(open, "so:" | "so" | "ngay" | "thang" | "nam")
            || right.starts_with(['/', '-'])
            // "Nam Định" is none.
            || matches!(begins.as_str(), "thang" | "nam") && right.starts_with(char::is_lowercase);
        if !left.is_empty() && !right.is_empty() && !blank {
            parts.push(left);
            start = next;
        }
    }
    parts.extend(text.get(start..));
    parts
}

/// Whether a part of a row may be a name or a title: two to six words, each with a capital.
fn is_named(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().collect();
    let capital = |word: &&str| {
        let letters = word.chars().all(|c| c.is_alphabetic() || c == '.');
        letters && word.starts_with(char::is_uppercase)
    };
    (2..=6).contains(&words.len()) && words.iter().all(capital)
}

/// Where gaps between columns begin and end, in bytes, and whether they are narrow ones.
fn gaps(text: &str) -> Vec<(usize, usize, bool)> {
    const WIDE: usize = 4;
    const NARROW: usize = 3;
    let (mut gaps, mut start) = (Vec::new(), None);
    let (mut spaces, mut tab) = (0, false);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            start = start.or(Some(at));
            (spaces, tab) = (spaces + 1, tab || c == '\t');
        } else {
            let narrow = spaces < WIDE && !tab;
            gaps.extend(start.filter(|_| spaces >= NARROW || tab).map(|start| (start, at, narrow)));
            (start, spaces, tab) = (None, 0, false);
        }
    }
    gaps
}

/// Cuts the country's name, the motto or the Party's name out of a line; only as the form prints
/// them, in capitals (the motto with capitals).
fn motto(line: &Line) -> Option<(Line, Line, Line)> {
    const LONGEST: usize = 300;
    if line.text.len() > LONGEST || !["nam", "phuc", "hoa"].iter().any(|w| line.folded.contains(w))
    {
        return None;
    }
    // Folding keeps the number of characters of NFC text.
    let chars: Vec<char> = line.text.chars().collect();
    let folded: Vec<char> = line.folded.chars().collect();
    if chars.len() != folded.len() {
        return None;
    }
    let (start, end) = MOTTOS.iter().find_map(|motto| {
        let motto: Vec<char> = motto.chars().collect();
        let start = folded.windows(motto.len()).position(|window| window == motto)?;
        Some((start, start + motto.len()))
    })?;
    let part = |from, to| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    let printed = part(start, end);
    let capitals =
        printed.split([' ', '-', '–']).filter(|w| w.starts_with(char::is_uppercase)).count();
    if capitals < 3 || (!printed.contains(['-', '–']) && printed.chars().any(char::is_lowercase))
    {
        return None;
    }
    let motto = Line { motto: true, ..Line::new(&printed, false) };
    Some((Line::new(&part(0, start), false), motto, Line::new(&part(end, chars.len()), false)))
}

/// Cuts "place, ngày … tháng … năm …" out of a line.
fn dated(line: Line, push: &mut impl FnMut(Line)) {
    const LONGEST: usize = 400;
    // Cheap refusal first: a date has a comma before it, begins the line, stands behind a number or, in a
    // short line, behind a place.
    const SHORT: usize = 80;
    let is_short = || line.text.len() <= SHORT && line.folded.contains(" ngay ");
    let may =
        line.text.contains(',') || line.folded.starts_with("ng") || line.begins("so") || is_short();
    if !may || line.text.len() > LONGEST || !line.folded.contains("ng") {
        return push(line);
    }
    let tokens = Tokens::of_text(&line.text);
    let Some((start, end, dated)) = place_and_date(&tokens) else { return push(line) };
    let bytes = |at: usize| tokens.get(at).map_or(line.text.len(), |t| t.bytes.start);
    let part = |from: usize, to: usize| line.text.get(from..to).unwrap_or_default();
    push(Line::new(part(0, bytes(start)), false));
    push(Line { dated: Some(dated), ..Line::new(part(bytes(start), bytes(end)), false) });
    push(Line::new(part(bytes(end), line.text.len()), false));
}

/// Place and date in a row of the header: where they begin and end. The date is the row's end, or
/// more of the other column follows; a sentence that happens to hold a date is none.
fn place_and_date(tokens: &Tokens) -> Option<(usize, usize, (Option<String>, Date))> {
    const LONGEST: usize = 60;
    if tokens.len() > LONGEST {
        return None;
    }
    for i in 0..tokens.len() {
        let of_words = date::words_at(tokens, i).filter(|(d, _)| d.year.is_some());
        let of_digits =
            || (tokens.folded(i) == "ngay").then(|| date::digits_at(tokens, i + 1)).flatten();
        let Some((date, end)) = of_words.or_else(of_digits) else { continue };
        let comma = i.checked_sub(1).filter(|&at| tokens.is_sign(at, ','));
        let (start, place) = match comma {
            Some(comma) => match place_before(tokens, comma) {
                Some(start) => (start, Some(tokens.line(start..comma))),
                // A damaged place ("Ha N6i"): the date counts all the same.
                None if comma <= 4 && end == tokens.len() => (0, None),
                None => return None,
            },
            // "Hà nội ngày 1 tháng 7 năm 1991"
            None if end == tokens.len() && is_place(tokens, i) => (0, Some(tokens.line(0..i))),
            // "ngày … tháng … năm …" alone on its line.
            None if i == 0 && end == tokens.len() => (0, None),
            // "Số: 45/QĐ-UB Ngày 5 tháng 3 năm 1987": the right column of an old form.
            None if i > 0
                && tokens.folded(0) == "so"
                && tokens.nfc(i) == "Ngày"
                && end == tokens.len() =>
            {
                (i, None)
            }
            None => return None,
        };
        // The rest of a sentence would be in small letters.
        let sentence = tokens.is_word(end) && tokens.nfc(end).starts_with(char::is_lowercase)
            || tokens.is_sign(end, ',');
        return (!sentence).then_some((start, end, (place, date)));
    }
    None
}

/// Whether all before token `end` is a place: of the table, or a name in capitals and small letters.
fn is_place(tokens: &Tokens, end: usize) -> bool {
    const LONGEST: usize = 4;
    let is_name = |at: usize| {
        let mut letters = tokens.nfc(at).chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        tokens.is_word(at) && is_capital && letters.any(char::is_lowercase)
    };
    let known = || agency::place(&tokens.line(0..end)).is_some();
    (1..=LONGEST).contains(&end) && ((0..end).all(is_name) || is_name(0) && known())
}

/// The words of a place before the comma at token `comma`: up to four with a capital, on one
/// line, not glued to a number.
fn place_before(tokens: &Tokens, comma: usize) -> Option<usize> {
    const LONGEST: usize = 5;
    // "Hà nội"
    let mut start =
        comma.checked_sub(2).filter(|start| tokens.is_word(*start)).map_or(comma, |two| {
            let is_known = agency::place(&tokens.line(two..comma)).is_some();
            let is_capital = tokens.nfc(two).starts_with(char::is_uppercase);
            if is_known && is_capital { two } else { comma }
        });
    while let Some(before) = start.checked_sub(1) {
        let printed = tokens.nfc(before);
        let capital = tokens.is_word(before) && printed.starts_with(char::is_uppercase);
        // "Thành phố Hồ Chí Minh", "TP. Hồ Chí Minh", "xã Tân Tiến"
        let small = matches!(printed, "phố" | "xã" | "phường" | "huyện" | "quận" | "tỉnh");
        let point = tokens.is_sign(before, '.')
            && matches!(tokens.folded(before.saturating_sub(1)), "tp" | "t");
        let all_capitals = printed.chars().count() > 2 && !printed.chars().any(char::is_lowercase);
        let tail = before > 0 && tokens.glued(before) && !point;
        let mixed =
            all_capitals && start < comma && tokens.nfc(start).chars().any(char::is_lowercase);
        if !(capital || small || point) || tail || mixed || comma - before > LONGEST {
            break;
        }
        start = before;
    }
    (start < comma).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::PageStatus;

    fn texts(text: &str) -> Vec<String> {
        let page = Page { text: text.into(), status: PageStatus::Text };
        lines(&[page]).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn rows_of_the_header() {
        assert_eq!(
            texts("CHÍNH PHỦ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            ["CHÍNH PHỦ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
        );
        assert_eq!(
            texts("Số: 12/KH-UBND   Hưng Yên, ngày 3 tháng 5 năm 2026"),
            ["Số: 12/KH-UBND", "Hưng Yên, ngày 3 tháng 5 năm 2026"]
        );
        assert_eq!(
            texts("SỞ NỘI VỤ Độc lập - Tự do - Hạnh phúc"),
            ["SỞ NỘI VỤ", "Độc lập - Tự do - Hạnh phúc"]
        );
        assert_eq!(
            texts("sé 472 -cv/TU Hung Yén, ngay 08 théng 9 nim 2025"),
            ["sé 472 -cv/TU", "Hung Yén, ngay 08 théng 9 nim 2025"]
        );
        assert_eq!(
            texts("Số:        /KH-UBND      Hưng Yên, ngày      tháng     năm 2025"),
            ["Số: /KH-UBND", "Hưng Yên, ngày tháng năm 2025"]
        );
        assert_eq!(
            texts("LƯU HÀNH NỘI BỘ      Nam Thượng, ngày 5 tháng 3 năm 2026"),
            ["LƯU HÀNH NỘI BỘ", "Nam Thượng, ngày 5 tháng 3 năm 2026"]
        );
        assert_eq!(
            texts("Số: 45/QĐ-UB Ngày 5 tháng 3 năm 1987"),
            ["Số: 45/QĐ-UB", "Ngày 5 tháng 3 năm 1987"]
        );
        assert_eq!(
            texts("THƯ KÝ   CHỦ TỌA\nGiàng A Phông   Hoàng Văn Nhạn\nđến   Hà Nội"),
            ["THƯ KÝ", "CHỦ TỌA", "Giàng A Phông", "Hoàng Văn Nhạn", "đến Hà Nội"]
        );
        assert_eq!(
            texts("| **CHÍNH PHỦ**<br>Số: 1/2026/NĐ-CP | **Độc lập - Tự do - Hạnh phúc** |"),
            ["CHÍNH PHỦ", "Số: 1/2026/NĐ-CP", "Độc lập - Tự do - Hạnh phúc"]
        );
    }

    #[test]
    fn places_of_old() {
        for (text, place) in [
            ("Hà nội ngày 1 tháng 7 năm 1991", "Hà nội"),
            ("Hà Nội ngày 01/7/1991", "Hà Nội"),
            ("Hà nội, ngày 1-7-1991", "Hà nội"),
            ("Việt Bắc ngày 1 tháng 7 năm 1951", "Việt Bắc"),
            ("Hà Nội, ngày 30 tháng tư năm 1975", "Hà Nội"),
        ] {
            let page = Page { text: text.into(), status: PageStatus::Text };
            let lines = lines(&[page]);
            let (read, date) = lines[0].dated.clone().unwrap();
            assert_eq!((read.as_deref(), date.iso().is_some()), (Some(place), true), "{text}");
        }
        for text in [
            "NGHỊ ĐỊNH NGÀY 1 THÁNG 7 NĂM 1991",
            "Quyết định ngày 1 tháng 7 năm 1991",
            "Luật Đất đai ngày 26 tháng 11 năm 2003",
        ] {
            let page = Page { text: text.into(), status: PageStatus::Text };
            assert!(lines(&[page])[0].dated.is_none(), "{text}");
        }
    }

    #[test]
    fn sentences_stay_whole() {
        for text in [
            "Thực hiện Công văn số 1-CV/TU của Tỉnh ủy, ngày 14/11/2025 của Ban",
            "dưới sự lãnh đạo của Đảng Cộng sản Việt Nam",
            "Căn cứ Luật số 1/2024/QH15 ngày 05 tháng 3 năm 2024 của Quốc hội",
        ] {
            assert_eq!(texts(text), [text]);
        }
    }
}
