//! Cơ quan ban hành: who issued a directive, by its header; where the header was lost, by the
//! letters in its number and the place it is dated from.
//!
//! In: lines, the head. Out: the name in the spelling of a sentence. A seal's text is never an
//! issuer: only what stands above the number or the kind counts.

use super::agency;
use super::heading::Heading;
use super::lines::Line;
use super::number::Symbol;
use crate::text::fold::fold;

/// The issuer.
pub(super) fn issuer(
    lines: &[Line],
    head: &Heading,
    symbol: Option<&Symbol>,
    sheet: Option<&str>,
) -> Option<String> {
    header(lines, head)
        .or_else(|| sheet.map(str::to_owned))
        .or_else(|| by_symbol(symbol?, head.place.as_deref()))
}

/// The last body of the header; a bare office ("VĂN PHÒNG") takes the body above it along.
fn header(lines: &[Line], head: &Heading) -> Option<String> {
    let above = [head.number_line, head.kind_line, head.marker_line].into_iter().flatten();
    let end = head.number_line.or(above.min())?;
    // A form whose columns were read right first has the header below the motto.
    let mut bodies: Vec<String> = Vec::new();
    for line in lines.iter().take(end) {
        let body = !line.motto && line.dated.is_none() && line.is_capitals() && letters(line) > 3;
        if !body || is_mark(line) || line.folded.starts_with("so") && line.folded.contains('/') {
            continue;
        }
        match bodies.last_mut() {
            Some(last) if !begins_body(line) || is_open(last) => {
                last.push(' ');
                last.push_str(&line.text);
            }
            _ if begins_body(line) => bodies.push(line.text.clone()),
            _ => {}
        }
    }
    let last = bodies.pop()?;
    let spelled = spell(&last);
    match bodies.pop() {
        Some(parent) if is_office(&last) => Some(format!("{spelled} {}", spell(&parent))),
        _ => Some(spelled),
    }
}

fn letters(line: &Line) -> usize {
    line.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Marks and headings that are no body.
fn is_mark(line: &Line) -> bool {
    const MARKS: [&str; 12] = [
        "mat",
        "toi mat",
        "tuyet mat",
        "khan",
        "thuong khan",
        "hoa toc",
        "du thao",
        "cong bao",
        "van ban",
        "thong tin van ban",
        "noi dung",
        "toan van",
    ];
    MARKS.iter().any(|mark| line.begins(mark))
}

/// Words a body's name begins with, folded.
const HEADS: [&str; 58] = [
    "uy ban",
    "ubnd",
    "hoi dong",
    "hdnd",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "thi uy",
    "quan uy",
    "dang uy",
    "dang bo",
    "ban",
    "bo",
    "so",
    "cuc",
    "tong cuc",
    "chi cuc",
    "vu",
    "van phong",
    "chinh phu",
    "thu tuong",
    "quoc hoi",
    "chu tich",
    "toa an",
    "vien",
    "kiem toan",
    "thanh tra",
    "ngan hang",
    "bao hiem",
    "truong",
    "dai hoc",
    "hoc vien",
    "benh vien",
    "trung tam",
    "cong ty",
    "tap doan",
    "tong cong ty",
    "hoi",
    "lien doan",
    "lien hiep",
    "doan",
    "mat tran",
    "cong an",
    "quan doi",
    "tong lien doan",
    "trung uong",
    "bo chi huy",
    "bo tu lenh",
    "phong",
    "to",
    "nha",
    "thuong truc",
    "doan dai bieu",
    "uy ban nhan dan",
    "cong doan",
    "bo chinh tri",
    "kho bac",
    "xa",
];

fn begins_body(line: &Line) -> bool {
    HEADS.iter().any(|head| line.begins(head) && *head != "xa")
}

/// A body whose name goes on in the next line whatever that begins with: `CỤC` `THUẾ`.
fn is_open(body: &str) -> bool {
    let folded = fold(body);
    folded.ends_with(" va") || folded.ends_with(',') || folded.ends_with(" cua")
}

/// An office that says nothing without the body above it.
fn is_office(body: &str) -> bool {
    const OFFICES: [&str; 9] = [
        "van phong",
        "ban to chuc",
        "ban tuyen giao",
        "ban tuyen giao va dan van",
        "ban noi chinh",
        "uy ban kiem tra",
        "ban dan van",
        "thanh tra",
        "ban chi dao",
    ];
    OFFICES.contains(&fold(body).trim())
}

/// The body that the letters name: `CP`, or `TU` with a place.
fn by_symbol(symbol: &Symbol, place: Option<&str>) -> Option<String> {
    let agency = agency::of_symbol(symbol.body_head()?)?;
    let name = agency.name.as_ref()?;
    let known = place.and_then(agency::place);
    let place = place.map(|p| agency::place(p).map_or((p, false), |known| known));
    if name.contains("{place}") {
        let (place, city) = place?;
        let name = if city { name.replace("Tỉnh ủy", "Thành ủy") } else { name.clone() };
        return Some(name.replace("{place}", place.trim_start_matches("Thành phố ")));
    }
    let local = matches!(agency.symbol.as_deref(), Some("UBND" | "HĐND"));
    if local {
        let (place, city) = known?;
        let place = place.trim_start_matches("Thành phố ");
        return Some(format!("{name} {} {place}", if city { "thành phố" } else { "tỉnh" }));
    }
    agency.unique.then(|| name.clone())
}

/// Levels of government, before the name of a place.
const LEVELS: [&str; 9] =
    ["thành phố", "thị xã", "thị trấn", "đặc khu", "tỉnh", "huyện", "quận", "xã", "phường"];

/// Words that have no capital inside a name.
const SMALL: [&str; 5] = ["và", "nhân dân", "nhà nước", "của", "các"];

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
    let (mut at, mut style) = (0, Style::First);
    while let Some(word) = words.get(at) {
        let rest = words.get(at..).unwrap_or_default();
        let inside = at > 0;
        if let Some((name, n)) = known(rest, !inside) {
            spelled.push(name);
            (at, style) = (at + n, Style::Place);
        } else if let Some((level, n)) = one_of(&LEVELS, rest).filter(|_| inside) {
            spelled.push(level.to_owned());
            (at, style) = (at + n, Style::Place);
        } else if let Some((small, n)) =
            one_of(&SMALL, rest).filter(|_| inside && style != Style::Place)
        {
            spelled.push(small.to_owned());
            (at, style) = (at + n, if small == "và" { Style::First } else { style });
        } else {
            const HEADS: [&str; 7] = ["bộ", "sở", "cục", "vụ", "ban", "phòng", "viện"];
            let head = !inside && HEADS.contains(word);
            spelled.push(if style == Style::Rest { (*word).to_owned() } else { capitalized(word) });
            style = match style {
                Style::Place => Style::Place,
                _ if head || word.ends_with(',') || *word == "-" => Style::First,
                _ => Style::Rest,
            };
            at += 1;
        }
    }
    spelled.join(" ")
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

/// Whether a line in capitals begins with the name of a body in the table.
pub(super) fn is_known(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    known(&words, true).is_some_and(|(_, n)| n > 1)
}

/// The longest known name at the start of `words`, in its spelling.
fn known(words: &[&str], first: bool) -> Option<(String, usize)> {
    // An alias is spelled out: "UBND TỈNH …" is the Ủy ban nhân dân.
    let names = agency::agencies().iter().filter_map(|a| Some((a.name.as_ref()?, &a.aliases)));
    let of_table = names
        .filter(|(name, _)| !name.contains('{') && (first || name.split(' ').count() > 1))
        .flat_map(|(name, aliases)| {
            let field = name.strip_prefix("Bộ ").map(|field| format!("Sở {field}"));
            let department = field.map(|name| (name.clone(), name));
            let own = std::iter::once(name).chain(aliases).map(|a| (name.clone(), a.clone()));
            own.chain(department).collect::<Vec<_>>()
        })
        .filter_map(|(name, printed)| starts(words, &fold(&printed)).map(|n| (name, n)));
    let of_places = (2..=4).filter_map(|n| {
        let (place, _) = agency::place(&words.get(..n)?.join(" "))?;
        Some((place.to_owned(), n))
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
        ] {
            assert_eq!(spell(printed), wanted);
        }
    }
}
