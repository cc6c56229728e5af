//! Names printed in capitals → the spelling of a sentence.
//!
//! In: a body's name as a header prints it. Out: the name as a text would write it. Which body is
//! meant is not decided here.

use super::agency;
use crate::text::fold::fold;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Levels of government, before the name of a place.
pub(super) const LEVELS: [&str; 9] =
    ["thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];

/// Words that have no capital inside a name.
const SMALL: [&str; 5] = ["và", "nhân dân", "nhà nước", "của", "các"];

/// What begins a name, or stands before one; the next word has a capital again.
const HEADS: [&str; 21] = [
    "chủ tịch",
    "bộ trưởng",
    "tổng giám đốc",
    "giám đốc",
    "hiệu trưởng",
    "tổng cục",
    "chi cục",
    "trung tâm",
    "bệnh viện",
    "học viện",
    "thanh tra",
    "văn phòng",
    "trường",
    "bộ",
    "sở",
    "cục",
    "vụ",
    "ban",
    "phòng",
    "viện",
    "quỹ",
];

/// How the next word of a name is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// It begins what a body is for.
    First,
    /// It goes on with that.
    Rest,
    /// A place: every word in capitals.
    Place,
}

/// A name in capitals in the spelling of a sentence: `ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN` →
/// `Ủy ban nhân dân tỉnh Hưng Yên`. Known names by the table; of the rest the places in capitals,
/// of what a department is for the first word and the one after "và" or a comma.
pub(super) fn spell(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut spelled: Vec<String> = Vec::new();
    let (mut at, mut style, mut after_known) = (0, Style::First, false);
    // A head stands at the start, or behind a title: "Giám đốc Sở …".
    let mut opens = true;
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let inside = at > 0;
        let named = std::mem::take(&mut after_known);
        if let Some((name, n)) = known(rest, !inside) {
            spelled.push(name);
            (at, style, after_known) = (at + n, Style::Place, true);
        } else if let Some((level, n)) = level(rest, named).filter(|_| inside) {
            spelled.push(level.to_owned());
            (at, style) = (at + n, Style::Place);
        } else if let Some((small, n)) =
            one_of(&SMALL, rest).filter(|_| inside && style != Style::Place)
        {
            spelled.push(small.to_owned());
            (at, style) = (at + n, if small == "và" { Style::First } else { style });
        } else if let Some((head, n)) = one_of(&HEADS, rest).filter(|_| opens) {
            spelled.push(capitalized(head));
            (at, style, opens) = (at + n, Style::First, n > 1);
        } else {
            opens = false;
            spelled.push(if style == Style::Rest { (*word).to_owned() } else { capitalized(word) });
            style = match style {
                Style::Place => Style::Place,
                _ if word.ends_with(',') || *word == "-" => Style::First,
                _ => Style::Rest,
            };
            at += 1;
        }
    }
    spelled.join(" ")
}

/// The level of government at the start of `words`, and its words; behind a known body also where
/// it is printed without marks. "Xã hội" is none.
fn level(words: &[&str], behind_known: bool) -> Option<(&'static str, usize)> {
    let marked = one_of(&LEVELS, words).filter(|(_, n)| words.get(*n) != Some(&"hội"));
    let unmarked = || {
        let n = |level: &str| starts_plain(words, &fold(level));
        LEVELS.iter().find_map(|level| Some((*level, n(level)?)))
    };
    marked.or_else(|| behind_known.then(unmarked).flatten())
}

/// Like [`starts`], for words that are printed without marks.
fn starts_plain(words: &[&str], phrase: &str) -> Option<usize> {
    starts(words, phrase).filter(|&n| words.iter().take(n).all(|word| fold(word) == **word))
}

/// Whether a name in capitals says a place of its own: a level of government behind its first
/// word, or at its end a place of the table.
pub(super) fn has_place(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    (1..words.len()).any(|at| {
        let rest = words.get(at..).unwrap_or_default();
        level(rest, false).is_some() || agency::place(&rest.join(" ")).is_some()
    })
}

/// The first of these phrases that `words` begin with, marks and all, and its words.
fn one_of(phrases: &[&'static str], words: &[&str]) -> Option<(&'static str, usize)> {
    phrases.iter().find_map(|phrase| {
        let n = phrase.split(' ').count();
        (words.get(..n)?.join(" ") == **phrase).then_some((*phrase, n))
    })
}

/// How many words a folded phrase takes at the start of `words`.
fn starts(words: &[&str], phrase: &str) -> Option<usize> {
    let mut n = 0;
    for part in phrase.split(' ') {
        (fold(words.get(n)?) == part).then_some(())?;
        n += 1;
    }
    Some(n)
}

/// A way to print the name of a body.
struct Printed {
    /// Folded.
    words: Vec<String>,
    /// The name, spelled out: "UBND TỈNH …" is the Ủy ban nhân dân.
    name: String,
}

/// The ways to print names of the table, by their first word.
static PRINTED: LazyLock<HashMap<String, Vec<Printed>>> = LazyLock::new(|| {
    let mut printed: HashMap<String, Vec<Printed>> = HashMap::new();
    let mut push = |name: &str, way: &str| {
        let words: Vec<String> = fold(way).split(' ').map(str::to_owned).collect();
        let first = words.first().cloned().unwrap_or_default();
        printed.entry(first).or_default().push(Printed { words, name: name.to_owned() });
    };
    let names = agency::agencies().iter().filter_map(|a| Some((a.name.as_ref()?, &a.aliases)));
    for (name, aliases) in names.filter(|(name, _)| !name.contains('{')) {
        std::iter::once(name).chain(aliases).for_each(|way| push(name, way));
        if let Some(field) = name.strip_prefix("Bộ ") {
            let department = format!("Sở {field}");
            push(&department, &department);
        }
    }
    printed
});

/// Whether a line in capitals begins with the name of a body in the table.
pub(super) fn is_known(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    known(&words, true).is_some_and(|(_, n)| n > 1)
}

/// The longest known name at the start of `words`, in its spelling.
fn known(words: &[&str], first: bool) -> Option<(String, usize)> {
    let ways = words.first().and_then(|word| PRINTED.get(&fold(word))).into_iter().flatten();
    let begins = |way: &Printed| {
        let words = words.get(..way.words.len());
        words.is_some_and(|words| words.iter().zip(&way.words).all(|(word, of)| fold(word) == *of))
    };
    let of_table = ways
        .filter(|way| first || way.name.contains(' '))
        .filter(|way| begins(way))
        .map(|way| (way.name.clone(), way.words.len()));
    let of_places = (2..=4).filter_map(|n| {
        let printed = words.get(..n)?.join(" ");
        let (place, _) = agency::place(&printed)?;
        // The level that the table's spelling holds may stand before it, or be part of "Thành ủy".
        let bare = place.strip_prefix("Thành phố ").filter(|bare| fold(bare) == fold(&printed));
        Some((bare.unwrap_or(place).to_owned(), n))
    });
    of_table.chain(of_places).max_by_key(|&(_, n)| n)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling() {
        for (printed, wanted) in [
            ("ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN", "Ủy ban nhân dân tỉnh Hưng Yên"),
            ("TỈNH ỦY HƯNG YÊN", "Tỉnh ủy Hưng Yên"),
            ("BỘ GIÁO DỤC VÀ ĐÀO TẠO", "Bộ Giáo dục và Đào tạo"),
            ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Sở Khoa học và Công nghệ"),
            ("SỞ NGOẠI VỤ", "Sở Ngoại vụ"),
            ("CHÍNH PHỦ", "Chính phủ"),
            ("THỦ TƯỚNG CHÍNH PHỦ", "Thủ tướng Chính phủ"),
            ("ĐẢNG ỦY XÃ TÂN TIẾN", "Đảng ủy xã Tân Tiến"),
            ("ỦY BAN NHÂN DÂN XÃ HOÀNG HOA THÁM", "Ủy ban nhân dân xã Hoàng Hoa Thám"),
            ("HỘI ĐỒNG NHÂN DÂN PHƯỜNG PHỐ HIẾN", "Hội đồng nhân dân phường Phố Hiến"),
            ("BAN CHẤP HÀNH TRUNG ƯƠNG", "Ban Chấp hành Trung ương"),
            ("CỤC QUẢN LÝ GIÁ", "Cục Quản lý giá"),
            ("PHÒNG VĂN HÓA - XÃ HỘI", "Phòng Văn hóa - Xã hội"),
            (
                "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM XÃ BẾN LAU",
                "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bến Lau",
            ),
            ("GIÁM ĐỐC SỞ NGOẠI VỤ", "Giám đốc Sở Ngoại vụ"),
            ("CHỦ TỊCH UBND TỈNH HƯNG YÊN", "Chủ tịch Ủy ban nhân dân tỉnh Hưng Yên"),
            // Typed without marks.
            ("UY BAN NHAN DAN TINH HUNG YEN", "Ủy ban nhân dân tỉnh Hưng Yên"),
        ] {
            assert_eq!(spell(printed), wanted);
        }
    }

    #[test]
    fn places_of_their_own() {
        for name in ["SỞ Y TẾ TỈNH HƯNG YÊN", "SỞ Y TẾ HƯNG YÊN", "ĐẢNG ỦY XÃ TÂN TIẾN"]
        {
            assert!(has_place(name), "{name}");
        }
        for name in ["SỞ Y TẾ", "PHÒNG VĂN HÓA - XÃ HỘI", "CÔNG AN NHÂN DÂN", "XÃ"] {
            assert!(!has_place(name), "{name}");
        }
    }
}
