//! Cơ quan ban hành: who issued a directive, by its header; where the header was lost, by the
//! letters in its number and the place it is dated from.
//!
//! In: lines, the head. Out: the name in the spelling of a sentence. A seal's text is never an
//! issuer: only what stands above the number or the kind counts.

use super::agency;
use super::heading::Heading;
use super::kind;
use super::lines::Line;
use super::number::Symbol;
use super::spelling::{LEVELS, has_place, spell};
use crate::text::fold::fold;

/// Who issued a directive.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) name: Option<String>,
    /// Cơ quan chủ quản: the body printed above it.
    pub(super) parent: Option<String>,
}

/// The issuer, and the body above it. `said` is what a title or a sheet says, for an act without a header.
pub(super) fn issuer(
    lines: &[Line],
    head: &Heading,
    symbol: Option<&Symbol>,
    said: Option<&str>,
) -> Issued {
    let printed = header(lines, head);
    let name = printed.name.or_else(|| said.map(str::to_owned));
    let name = name.or_else(|| by_symbol(symbol?, head.place.as_deref()));
    Issued { name, ..printed }
}

/// The last body of the header, completed by those above it.
fn header(lines: &[Line], head: &Heading) -> Issued {
    let above = [head.number_line, head.kind_line, head.marker_line].into_iter().flatten();
    let Some(end) = head.number_line.or(above.min()) else { return Issued::default() };
    // A form whose columns were read right first has the header below the motto.
    let mut bodies: Vec<String> = Vec::new();
    for line in lines.iter().take(end) {
        let long = letters(line) > 3 || bodies.last().is_some_and(|body| ends_place(body, line));
        let body = !line.motto && line.dated.is_none() && line.is_capitals() && long;
        if !body || is_mark(line) || is_number(line) {
            continue;
        }
        // What the paper is stands apart below its bodies; "BAN QUẢN LÝ⏎DỰ ÁN ĐẦU TƯ" is one.
        if !bodies.is_empty() && line.gap && names_kind(line) {
            break;
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
    let mut bodies = bodies.into_iter().map(Body::printed);
    let Some(mut last) = bodies.next() else { return Issued::default() };
    let mut parent = None;
    for body in bodies {
        parent = Some(last.name.clone());
        last = last.below(body);
    }
    Issued { name: Some(last.name), parent }
}

/// Whether a line is a number with its letters, which no body has: `Số: 12/KH-UBND`, `15/2010/QĐ-UBND`.
fn is_number(line: &Line) -> bool {
    let is_numbered =
        line.folded.starts_with("so") || line.folded.contains(|c: char| c.is_ascii_digit());
    is_numbered && line.folded.contains('/')
}

/// Whether a line begins with the name of a kind.
fn names_kind(line: &Line) -> bool {
    let first = line.folded.split(' ').next().unwrap_or_default();
    kind::names_from(first).any(|name| line.begins(&name.words.join(" ")))
}

/// Whether a short line ends the name of a place that the line above it began: `TỈNH ỦY QUẢNG` `TRỊ`.
fn ends_place(body: &str, line: &Line) -> bool {
    let words: Vec<&str> = body.split(' ').collect();
    (1..=2).any(|n| {
        let begun = words.get(words.len().saturating_sub(n)..).unwrap_or_default().join(" ");
        agency::place(&format!("{begun} {}", line.text)).is_some()
    })
}

/// A body of the header.
struct Body {
    /// Its name, in the spelling of a sentence.
    name: String,
    /// The level and place that it is of: `tỉnh Hưng Yên`. Only of a people's committee, and of
    /// what is below it.
    place: Option<String>,
    /// It is a body of one place, whose organs are named with its whole name: a people's council,
    /// a committee of the Party or of the Fatherland Front.
    committee: bool,
    /// It says its place itself.
    placed: bool,
}

impl Body {
    /// As the header prints it.
    fn printed(printed: String) -> Self {
        let name = spell(&printed);
        let place = name.strip_prefix("Ủy ban nhân dân ").map(str::to_owned);
        let folded = fold(&name);
        let committee = COMMITTEES.iter().any(|head| begins(&folded, head) && folded != *head);
        Self { name, place, committee, placed: has_place(&printed) }
    }

    /// This body's name completed for `child`, printed below it, where the child exists in every
    /// province or commune, or is an office that says nothing by itself.
    fn below(self, child: Self) -> Self {
        let folded = fold(&child.name);
        let local = LOCAL.iter().any(|head| begins(&folded, head));
        let complete = |by: &str| format!("{} {by}", child.name);
        // A place that no table holds may stand without its level: "SỞ Y TẾ SÔNG VÂN".
        let placed = child.placed
            || self.place.as_deref().is_some_and(|place| {
                let place = fold(place);
                let name = LEVELS.iter().find_map(|level| place.strip_prefix(&fold(level)));
                folded.ends_with(name.unwrap_or(&place))
            });
        match &self.place {
            _ if placed => child,
            Some(place) if local => Self { name: complete(place), place: self.place, ..child },
            _ if is_office(&folded) && self.name.starts_with("Ban Chấp hành Trung ương") => {
                Self { name: central(&child.name).unwrap_or(complete(&self.name)), ..child }
            }
            _ if is_office(&folded) || local && self.committee => {
                Self { name: complete(&self.name), ..child }
            }
            _ => child,
        }
    }
}

/// An organ of the Party's centre, as the table names it: `Ban Tổ chức Trung ương`.
fn central(office: &str) -> Option<String> {
    let names = ["Trung ương", "Trung ương Đảng"].map(|centre| format!("{office} {centre}"));
    let known = |name: &String| agency::agencies().iter().any(|a| a.name.as_ref() == Some(name));
    names.into_iter().find(known)
}

/// Whether a folded name begins with these words.
fn begins(folded: &str, words: &str) -> bool {
    folded.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Folded heads of bodies of one place whose organs are named with their whole name.
const COMMITTEES: [&str; 8] = [
    "hoi dong nhan dan",
    "tinh uy",
    "thanh uy",
    "huyen uy",
    "thi uy",
    "dang uy",
    "uy ban mat tran to quoc viet nam",
    "mat tran to quoc viet nam",
];

/// Folded heads of bodies that every province or commune has one of.
const LOCAL: [&str; 8] =
    ["so", "phong", "chi cuc", "ban", "thanh tra", "trung tam", "bo chi huy", "hoi dong"];

fn letters(line: &Line) -> usize {
    line.text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Marks and headings that are no body: secrecy, urgency, circulation (Nghị định 30/2020/NĐ-CP,
/// Appendix I; Hướng dẫn 05-HD/VPTW), and what the web prints above an act.
pub(super) fn is_mark(line: &Line) -> bool {
    // They begin names as well: "MẶT TRẬN TỔ QUỐC".
    const WHOLE: [&str; 2] = ["mat", "khan"];
    const MARKS: [&str; 16] = [
        "toi mat",
        "tuyet mat",
        "thuong khan",
        "luu hanh noi bo",
        "xem xong tra lai",
        "xem xong thu hoi",
        "tai lieu",
        "khong pho bien",
        "ban sao",
        "hoa toc",
        "du thao",
        "cong bao",
        "van ban",
        "thong tin van ban",
        "noi dung",
        "toan van",
    ];
    let text = line.folded.trim_matches(|c: char| !c.is_alphanumeric());
    WHOLE.contains(&text) || MARKS.iter().any(|mark| text.starts_with(mark))
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

/// A body whose name goes on in the next line whatever that begins with: `… CÔNG NGHỆ VÀ`, or the
/// head of a body above its name: `CHỦ TỊCH` `ỦY BAN NHÂN DÂN`.
fn is_open(body: &str) -> bool {
    const TITLES: [&str; 6] =
        ["chu tich", "bo truong", "tong giam doc", "giam doc", "hieu truong", "uy ban"];
    let folded = fold(body);
    folded.ends_with(" va")
        || folded.ends_with(',')
        || folded.ends_with(" cua")
        || TITLES.contains(&folded.as_str())
}

/// An office, folded, that says nothing without the body above it.
fn is_office(body: &str) -> bool {
    const OFFICES: [&str; 14] = [
        "van phong",
        "ban to chuc",
        "ban tuyen giao",
        "ban tuyen giao va dan van",
        "ban noi chinh",
        "uy ban kiem tra",
        "ban dan van",
        "thanh tra",
        "ban chi dao",
        "ban thuong truc",
        "ban thuong vu",
        "ban chap hanh",
        "thuong truc",
        "doan chu tich",
    ];
    OFFICES.contains(&body.trim())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::heading::heading;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    /// The issuer by a header above a number.
    fn of(header: &str) -> Option<String> {
        let text = format!("{header}\nSố: 12/KH-ABC\nKẾ HOẠCH\nCông tác năm 2026");
        let lines = lines(&[Page { text, status: PageStatus::Text }]);
        issuer(&lines, &heading(&lines, None), None, None).name
    }

    #[test]
    fn completed_by_the_parent() {
        for (header, wanted) in [
            ("UBND TỈNH SÔNG VÂN\nSỞ Y TẾ", "Sở Y tế tỉnh Sông Vân"),
            ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG\nSỞ NỘI VỤ", "Sở Nội vụ thành phố Hải Phòng"),
            (
                "ỦY BAN NHÂN DÂN\nXÃ BẾN LAU\nPHÒNG VĂN HÓA - XÃ HỘI",
                "Phòng Văn hóa - Xã hội xã Bến Lau",
            ),
            ("UBND TỈNH SÔNG VÂN\nSỞ Y TẾ\nCHI CỤC DÂN SỐ", "Chi cục Dân số tỉnh Sông Vân"),
            ("UBND TỈNH SÔNG VÂN\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh Sông Vân"),
            ("UBND TỈNH SÔNG VÂN\nSỞ Y TẾ\nVĂN PHÒNG", "Văn phòng Sở Y tế tỉnh Sông Vân"),
            ("UBND TỈNH SÔNG VÂN\nTHANH TRA", "Thanh tra tỉnh Sông Vân"),
            ("BỘ TÀI CHÍNH\nTHANH TRA", "Thanh tra Bộ Tài chính"),
            (
                "HỘI ĐỒNG NHÂN DÂN\nTỈNH SÔNG VÂN\nBAN PHÁP CHẾ",
                "Ban Pháp chế Hội đồng nhân dân tỉnh Sông Vân",
            ),
            (
                "ỦY BAN MẶT TRẬN TỔ QUỐC\nVIỆT NAM TỈNH SÔNG VÂN\nBAN THƯỜNG TRỰC",
                "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Sông Vân",
            ),
            (
                "ỦY BAN\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nXÃ BẾN LAU\nBAN THƯỜNG TRỰC",
                "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Bến Lau",
            ),
            ("BAN CHẤP HÀNH TRUNG ƯƠNG\nBAN TỔ CHỨC", "Ban Tổ chức Trung ương"),
            ("BAN CHẤP HÀNH TRUNG ƯƠNG\nVĂN PHÒNG", "Văn phòng Trung ương Đảng"),
            // Printed without marks: the known words are spelled with them.
            ("UY BAN NHAN DAN\nTINH HUNG YEN\nSO NOI VU", "Sở Nội vụ tỉnh Hưng Yên"),
            ("TỈNH ỦY SÔNG VÂN\nBAN TỔ CHỨC", "Ban Tổ chức Tỉnh ủy Sông Vân"),
            ("TỈNH ỦY SÔNG VÂN\nBAN CHỈ ĐẠO 35", "Ban Chỉ đạo 35 Tỉnh ủy Sông Vân"),
        ] {
            assert_eq!(of(header).as_deref(), Some(wanted), "{header}");
        }
    }

    #[test]
    fn complete_by_themselves() {
        for (header, wanted) in [
            ("UBND TỈNH SÔNG VÂN\nSỞ Y TẾ SÔNG VÂN", "Sở Y tế Sông Vân"),
            ("UBND TỈNH HƯNG YÊN\nSỞ Y TẾ HƯNG YÊN", "Sở Y tế Hưng Yên"),
            ("UBND TỈNH SÔNG VÂN\nỦY BAN NHÂN DÂN XÃ BẾN LAU", "Ủy ban nhân dân xã Bến Lau"),
            ("UBND TỈNH SÔNG VÂN\nBỆNH VIỆN ĐA KHOA SỐ 2", "Bệnh viện Đa khoa số 2"),
            ("TỈNH ỦY SÔNG VÂN\nĐẢNG ỦY XÃ BẾN LAU", "Đảng ủy xã Bến Lau"),
            ("BỘ TÀI CHÍNH\nCỤC QUẢN LÝ GIÁ", "Cục Quản lý giá"),
            ("SỞ NỘI VỤ", "Sở Nội vụ"),
            ("TỈNH ỦY QUẢNG\nTRỊ\nBAN TỔ CHỨC", "Ban Tổ chức Tỉnh ủy Quảng Trị"),
            ("THÀNH ỦY HỒ CHÍ MINH", "Thành ủy Hồ Chí Minh"),
            ("UBND THÀNH PHỐ\nHỒ CHÍ MINH", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
            // A rule of the other column on the row.
            ("TỈNH ỦY SÔNG VÂN\nVĂN PHÒNG ----------", "Văn phòng Tỉnh ủy Sông Vân"),
            ("TỈNH ỦY SÔNG VÂN\nVĂN PHÒNG         ________", "Văn phòng Tỉnh ủy Sông Vân"),
        ] {
            assert_eq!(of(header).as_deref(), Some(wanted), "{header}");
        }
    }

    #[test]
    fn the_head_of_a_body_above_its_name() {
        for (header, wanted) in [
            ("CHỦ TỊCH\nỦY BAN NHÂN DÂN TỈNH SÔNG VÂN", "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"),
            ("CHỦ TỊCH\nUBND XÃ BẾN LAU", "Chủ tịch Ủy ban nhân dân xã Bến Lau"),
            ("BỘ TRƯỞNG\nBỘ Y TẾ", "Bộ trưởng Bộ Y tế"),
        ] {
            assert_eq!(of(header).as_deref(), Some(wanted), "{header}");
        }
    }

    #[test]
    fn marks_are_no_part_of_a_body() {
        for mark in
            ["LƯU HÀNH NỘI BỘ", "XEM XONG TRẢ LẠI", "MẬT", "HỎA TỐC HẸN GIỜ", "DỰ THẢO LẦN 2"]
        {
            let header = format!("TỈNH ỦY SÔNG VÂN\nVĂN PHÒNG\n{mark}");
            assert_eq!(of(&header).as_deref(), Some("Văn phòng Tỉnh ủy Sông Vân"), "{mark}");
        }
    }
}
