//! Names of bodies in running text: `Ban Thường vụ Tỉnh ủy Hưng Yên`, `Bộ trưởng Bộ Y tế`.
//!
//! In: tokens and a place. Out: the name as it is written and where it ends. A damaged text gives
//! the name of the table that it was once. Who a body *is* is not decided here.
//!
//! ```text
//! body  = office body | name [place] | head Words [place]
//! place = [level] Word{1,4} | "khóa" ROMAN
//! ```

use super::agency;
use super::kind;
use super::lead::distance;
use super::tokens::{Gap, Tokens};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Offices and organs that stand before the body they belong to, folded.
const OFFICES: [&str; 29] = [
    "bo truong",
    "thu truong",
    "pho thu tuong",
    "chu tich",
    "pho chu tich",
    "giam doc",
    "thong doc",
    "chanh an",
    "vien truong",
    "cuc truong",
    "tong cuc truong",
    "chanh van phong",
    "truong ban",
    "van phong",
    "thuong truc",
    "ban thuong vu",
    "btv",
    "ban chap hanh",
    "ban to chuc",
    "ban tuyen giao va dan van",
    "ban tuyen giao",
    "ban dan van",
    "ban noi chinh",
    "uy ban kiem tra",
    "hoi dong",
    "dang uy",
    "doan",
    "lanh dao",
    "ban quan ly",
];

/// Heads of bodies that no table holds: capitals follow.
const HEADS: [&str; 26] = [
    "bo",
    "so",
    "cuc",
    "tong cuc",
    "vu",
    "ban",
    "uy ban",
    "hoi",
    "hoi dong",
    "lien doan",
    "vien",
    "truong",
    "trung tam",
    "ngan hang",
    "bao hiem",
    "thanh tra",
    "kiem toan",
    "cong an",
    "bo chi huy",
    "chi cuc",
    "doan",
    "mat tran",
    "toa an",
    "vien kiem sat",
    "dai hoc",
    "phong",
];

/// Levels of government, folded.
const LEVELS: [&str; 9] =
    ["tinh", "thanh pho", "huyen", "quan", "xa", "phuong", "thi xa", "thi tran", "dac khu"];

/// Deepest nesting: `Chánh Văn phòng Ban Thường vụ Đảng ủy UBND tỉnh`.
const DEPTH: usize = 5;

/// A name of the table: its folded words, commas apart, and its spelling.
struct Name {
    words: Vec<String>,
    spelled: String,
}

struct Table {
    names: Vec<Name>,
    first: HashMap<String, Vec<usize>>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut names: Vec<Name> = Vec::new();
    let mut push = |spelled: &str| {
        let tokens = Tokens::of_text(spelled);
        let words: Vec<String> = (0..tokens.len()).map(|i| tokens.folded(i).to_owned()).collect();
        names.push(Name { words, spelled: spelled.to_owned() });
    };
    for agency in agency::agencies() {
        for name in agency.name.iter().chain(&agency.aliases).filter(|n| !n.contains('{')) {
            push(name);
            // A ministry's name is its departments' in the provinces as well.
            if let Some(field) = name.strip_prefix("Bộ ").filter(|f| !f.starts_with("Chính trị"))
            {
                push(&format!("Sở {field}"));
            }
        }
    }
    names.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(word) = name.words.first() {
            first.entry(word.clone()).or_default().push(at);
        }
    }
    Table { names, first }
});

/// The body behind a citation, at token `i`: `của Ban Bí thư`, `của⏎⏎Chính phủ`. In a damaged text
/// words are compared loosely. And the token after it.
pub(super) fn behind(tokens: &Tokens, i: usize) -> Option<(String, usize)> {
    let comma = usize::from(tokens.is_sign(i, ','));
    let of = is_of(tokens, i + comma);
    let at = i + comma + usize::from(of);
    if tokens.is_damaged() {
        let name = (of || comma == 0).then(|| damaged(tokens, at)).flatten()?;
        // About as many words are printed as it has.
        let words = name.split(' ').count();
        return Some((name, at + words));
    }
    // Without "của" only a name of the table counts; behind a comma, or on a line of its own, it begins
    // what is said of it: "Thực hiện Kết luận số 12-KL/TW, Ban Bí thư yêu cầu".
    let apart = comma > 0
        || tokens.gap(at) > Gap::Line
        || tokens.gap(at) == Gap::Line && is_loud(tokens, at) && is_loud(tokens, at + 1);
    let exact = match of {
        true => at_depth(tokens, at, 0),
        false if apart => None,
        false => named(tokens, at),
    };
    let capital = tokens.nfc(at).starts_with(char::is_uppercase);
    exact.filter(|_| of || capital).map(|end| (tokens.line(at..end), end))
}

/// Where the body that begins at token `i` ends.
pub(super) fn named_by(tokens: &Tokens, i: usize) -> Option<usize> {
    at_depth(tokens, i, 0)
}

/// Whether token `i` is "của", as an OCR may have left it ("ctia", "ciia", "cta").
fn is_of(tokens: &Tokens, i: usize) -> bool {
    let word = tokens.folded(i);
    let middle = word.strip_prefix('c').and_then(|w| w.strip_suffix('a'));
    tokens.is_word(i)
        && middle.is_some_and(|m| {
            m.len() <= 3 && m.chars().all(|c| "utilh".contains(c)) && m != "h" && m != "hi"
        })
}

fn at_depth(tokens: &Tokens, i: usize, depth: usize) -> Option<usize> {
    if depth > DEPTH || (depth > 0 && tokens.gap(i) > Gap::Line) {
        return None;
    }
    // The longest of: a name of the table; an office and the body behind it.
    let name = named(tokens, i);
    let office = OFFICES
        .iter()
        .filter_map(|office| phrase(tokens, i, office))
        .filter_map(|end| at_depth(tokens, end, depth + 1))
        .max();
    if let Some(end) = name.max(office) {
        return Some(if name >= office { place(tokens, i, end) } else { end });
    }
    if let Some(end) = level(tokens, i).filter(|_| depth > 0) {
        return Some(words(tokens, end, 4));
    }
    generic(tokens, i)
}

/// A name of the table at token `i`, folded; where it ends.
fn named(tokens: &Tokens, i: usize) -> Option<usize> {
    let names = TABLE.first.get(tokens.folded(i))?;
    names.iter().filter_map(|&at| TABLE.names.get(at)).find_map(|name| {
        let spelled = name.words.iter().zip(i..).all(|(word, at)| {
            tokens.folded(at) == word && (at == i || tokens.gap(at) <= Gap::Line)
        });
        let end = i + name.words.len();
        // "Nghị quyết 18" does not end in "Nghị quyết 18-NQ/TW", wherever that breaks.
        let on = tokens.glued(end) && !tokens.is_sign(end, ',') && tokens.glued(end + 1);
        let dash = tokens.is_digits(end - 1)
            && tokens.is_sign(end, '-')
            && tokens.gap(end) <= Gap::Line
            && tokens.gap(end + 1) <= Gap::Line;
        (spelled && !((on || dash) && end + 1 < tokens.len())).then_some(end)
    })
}

/// A folded phrase at token `i`; where it ends.
fn phrase(tokens: &Tokens, i: usize, phrase: &str) -> Option<usize> {
    let mut at = i;
    for word in phrase.split(' ') {
        if tokens.folded(at) != word || (at > i && tokens.gap(at) > Gap::Line) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

fn level(tokens: &Tokens, i: usize) -> Option<usize> {
    LEVELS.iter().filter_map(|level| phrase(tokens, i, level)).max()
}

/// The place behind a body that has one, which began at `start` and ended at `end`.
fn place(tokens: &Tokens, start: usize, end: usize) -> usize {
    if tokens.gap(end) > Gap::Line {
        return end;
    }
    let last = end.checked_sub(1).map(|last| tokens.folded(last)).unwrap_or_default();
    if tokens.folded(end) == "khoa" && is_roman(tokens.nfc(end + 1)) {
        return end + 2;
    }
    if tokens.folded(start) == "ban" && last == "uong" && tokens.folded(start + 1) == "chi" {
        return purpose(tokens, end);
    }
    let local = matches!(last, "uy" | "dan" | "ubnd" | "hdnd" | "bo" | "ubhc")
        || tokens.folded(start) == "so"
        || tokens.folded(start) == "uy" && last == "chinh";
    if !local {
        return end;
    }
    match level(tokens, end) {
        Some(after) => words(tokens, after, 4),
        None => words(tokens, end, 4),
    }
}

/// Up to `most` words in capitals from token `i` on that begin nothing else: a place's name.
fn words(tokens: &Tokens, i: usize, most: usize) -> usize {
    let mut end = i;
    while end < i + most {
        let capital = tokens.is_word(end)
            && tokens.nfc(end).starts_with(char::is_uppercase)
            && (tokens.gap(end) == Gap::Space || tokens.gap(end) == Gap::Line && end == i);
        let other = kind::names_from(tokens.folded(end))
            .any(|name| phrase(tokens, end, &name.words.join(" ")).is_some())
            || named(tokens, end).is_some();
        if !capital || other || tokens.gap(end) == Gap::Line && begins_line(tokens, end) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether the word that begins a line begins something of its own, and no place: "Kính gửi",
/// "Triển khai", a mark in capitals below a name that has small letters.
fn begins_line(tokens: &Tokens, i: usize) -> bool {
    const OPENINGS: [&str; 8] = ["kinh", "trien", "thuc", "can", "nham", "de", "theo", "qua"];
    let is_small = |at: usize| tokens.is_word(at) && tokens.nfc(at).chars().all(char::is_lowercase);
    let opens = OPENINGS.contains(&tokens.folded(i)) && is_small(i + 1);
    opens || is_loud(tokens, i) && i.checked_sub(1).is_some_and(is_small)
}

/// Whether token `i` is a word in capitals.
fn is_loud(tokens: &Tokens, i: usize) -> bool {
    let word = tokens.nfc(i);
    tokens.is_word(i) && word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// What a steering committee is for: `về tổng kết Nghị quyết 18-NQ/TW`, up to the clause's end.
fn purpose(tokens: &Tokens, end: usize) -> usize {
    const LONGEST: usize = 40;
    if tokens.folded(end) != "ve" {
        return end;
    }
    let stops = |at: usize| {
        tokens.gap(at) == Gap::Paragraph
            || [';', '.', '(', ')'].into_iter().any(|s| tokens.is_sign(at, s))
            || tokens.is_sign(at, ',') && tokens.nfc(at + 1).starts_with(char::is_uppercase)
            || phrase(tokens, at, "va cac").is_some()
    };
    (end..end + LONGEST).find(|&at| stops(at)).unwrap_or(end)
}

/// A head and the words in capitals behind it, each with at most one small word:
/// `Cục Quản lý giá`, `Sở Ngoại vụ`.
fn generic(tokens: &Tokens, i: usize) -> Option<usize> {
    if !tokens.nfc(i).starts_with(char::is_uppercase) {
        return None;
    }
    let start = HEADS.iter().filter_map(|head| phrase(tokens, i, head)).max()?;
    let mut end = start;
    while end < start + 12 {
        let at = if end > start
            && (tokens.folded(end) == "va" || tokens.is_sign(end, ',') || tokens.is_sign(end, '-'))
        {
            end + 1
        } else {
            end
        };
        let capital = tokens.is_word(at) && tokens.nfc(at).starts_with(char::is_uppercase);
        let other = kind::names_from(tokens.folded(at))
            .any(|name| phrase(tokens, at, &name.words.join(" ")).is_some());
        if !capital || other || tokens.gap(at) > Gap::Line {
            break;
        }
        end = at + 1;
        let small = tokens.is_word(end)
            && tokens.nfc(end).chars().all(char::is_lowercase)
            && tokens.folded(end) != "va"
            && tokens.gap(end) <= Gap::Line
            && !matches!(tokens.folded(end), "ve" | "quy" | "ban" | "huong" | "de" | "co" | "da");
        end += usize::from(small);
    }
    (end > start).then_some(end)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "IVXLC".contains(c))
}

/// The name of the table that a damaged text means at token `i`: each word within an edit or two,
/// and half of them right. The longest such name, then the nearest.
fn damaged(tokens: &Tokens, i: usize) -> Option<String> {
    let chunks = chunks(tokens, i);
    let best = TABLE
        .names
        .iter()
        .filter_map(|name| Some((name, slips(&chunks, &name.words)?)))
        .max_by_key(|(name, slips)| (name.words.len(), std::cmp::Reverse(*slips)))?;
    let (name, after) = (best.0, best.0.words.len());
    let term = chunks.get(after).is_some_and(|c| distance(c, "khoa").is_some_and(|d| d <= 1));
    let roman = chunks.get(after + 1).filter(|c| term && is_roman(&c.to_uppercase()));
    Some(match roman {
        Some(roman) => format!("{} khóa {}", name.spelled, roman.to_uppercase()),
        None => name.spelled.clone(),
    })
}

/// The next space-separated chunks from token `i`, folded; a comma is a chunk of its own.
fn chunks(tokens: &Tokens, i: usize) -> Vec<String> {
    const MOST: usize = 32;
    let mut chunks: Vec<String> = Vec::new();
    for at in i..i + 3 * MOST {
        if tokens.gap(at) == Gap::Paragraph && at > i || chunks.len() > MOST {
            break;
        }
        match chunks.last_mut() {
            // A point or semicolon ends a word, and may end the name.
            Some(_) if [';', '.', ')'].into_iter().any(|s| tokens.is_sign(at, s)) => {}
            Some(last) if tokens.glued(at) && !tokens.is_sign(at, ',') && last != "," => {
                last.push_str(tokens.folded(at));
            }
            _ => chunks.push(tokens.folded(at).to_owned()),
        }
    }
    chunks
}

/// The edits between printed chunks and the words of a name; `None` if they are too many.
fn slips(chunks: &[String], words: &[String]) -> Option<usize> {
    if chunks.len() < words.len() {
        return None;
    }
    let (mut total, mut right) = (0, 0);
    for (printed, word) in chunks.iter().zip(words) {
        let edits = if printed == word { 0 } else { distance(printed, word)? };
        let allowed = if word == "," { 0 } else { 1 + usize::from(word.len() > 4) };
        if edits > allowed {
            return None;
        }
        total += edits;
        right += usize::from(edits == 0);
    }
    (right * 2 >= words.len()).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        behind(&Tokens::of_text(text), 0).map(|(name, _)| name)
    }

    #[test]
    fn bodies() {
        for (text, wanted) in [
            ("của Bộ Chính trị, Ban Bí thư về", "Bộ Chính trị, Ban Bí thư"),
            ("của Bộ Chính trị về", "Bộ Chính trị"),
            ("của Ban Thường vụ Tỉnh ủy và Kế hoạch", "Ban Thường vụ Tỉnh ủy"),
            ("của Ban Thường vụ Tỉnh ủy Hưng Yên về", "Ban Thường vụ Tỉnh ủy Hưng Yên"),
            ("của Ban Thường vụ Đảng ủy UBND tỉnh thực hiện", "Ban Thường vụ Đảng ủy UBND tỉnh"),
            ("của Đảng ủy Ủy ban nhân dân tỉnh; định kỳ", "Đảng ủy Ủy ban nhân dân tỉnh"),
            ("của Thủ tướng Chính phủ phê duyệt", "Thủ tướng Chính phủ"),
            ("của Bộ trưởng Bộ Y tế quy định", "Bộ trưởng Bộ Y tế"),
            ("của UBND tỉnh Nam Định ban hành", "UBND tỉnh Nam Định"),
            ("của Ủy ban nhân dân thành phố Hải Phòng về", "Ủy ban nhân dân thành phố Hải Phòng"),
            ("của Ủy ban hành chính tỉnh Nghệ An về", "Ủy ban hành chính tỉnh Nghệ An"),
            ("của Sở Ngoại vụ về", "Sở Ngoại vụ"),
            ("của\n\nBan Chấp hành Trung ương về Đề án", "Ban Chấp hành Trung ương"),
            ("của Quốc hội quy định", "Quốc hội"),
            ("của Chủ tịch UBND huyện Kim Động về", "Chủ tịch UBND huyện Kim Động"),
            (
                "của Ban Chỉ đạo Trung ương về tổng kết Nghị quyết 18-NQ/TW; các",
                "Ban Chỉ đạo Trung ương về tổng kết Nghị quyết 18-NQ/TW",
            ),
            (
                "của Ban Chỉ đạo Trung ương về tổng kết Nghị quyết 18-\nNQ/TW; các",
                "Ban Chỉ đạo Trung ương về tổng kết Nghị quyết 18-NQ/TW",
            ),
        ] {
            assert_eq!(of(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(of("của các cơ quan"), None);
        assert_eq!(of("và Kế hoạch"), None);
        assert_eq!(of("cho Chính phủ"), None);
    }

    #[test]
    fn damaged_bodies() {
        let filler = "viec trien khai to chuc cua cac co quan don vi ".repeat(8);
        let of = |text: &str| {
            behind(&Tokens::of_text(&format!("{text} {filler}")), 0).map(|(name, _)| name)
        };
        assert_eq!(of("ctia Bo Chinh tr, Ban Bi thu").as_deref(), Some("Bộ Chính trị, Ban Bí thư"));
        assert_eq!(of("cta Ban Thudng vu Tinh ty").as_deref(), Some("Ban Thường vụ Tỉnh ủy"));
        assert_eq!(
            of("cia Ban Chép hanh Trung wong Pang khéa XI").as_deref(),
            Some("Ban Chấp hành Trung ương Đảng khóa XI")
        );
    }
}
