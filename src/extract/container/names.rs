//! The names of members → paths that are safe, can be shown, and are told apart.

use super::super::encoding;
use crate::document::Encoding;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

/// Bytes of a path inside: more than any folder has, less than an entry of the ledger can hold.
const LONGEST: usize = 1000;
/// Bytes of its end that a shortened path keeps: the kind of a file stands there.
const END: usize = 100;

/// Whether a file is what systems and Word leave behind in folders.
#[must_use]
pub fn is_litter(name: &str) -> bool {
    let is = |litter: &str| name.eq_ignore_ascii_case(litter);
    is("Thumbs.db") || is(".DS_Store") || is("desktop.ini") || name.starts_with("~$")
}

/// Whether a path inside an archive is litter, or lies in it.
pub(super) fn is_litter_path(path: &str) -> bool {
    let first = path.split('/').next().unwrap_or_default();
    first == "__MACOSX" || is_litter(path.rsplit('/').next().unwrap_or_default())
}

/// A path inside that leads nowhere else: no `..`, no root, no drive, nothing that is not drawn.
pub(super) fn safe(name: &str) -> String {
    let name = name.replace('\\', "/");
    let parts = name.split('/').map(str::trim).enumerate().filter(|(at, part)| {
        let is_drive = *at == 0 && part.len() == 2 && part.ends_with(':');
        !is_drive && !matches!(*part, "" | "." | "..")
    });
    let mut path = String::with_capacity(name.len());
    for (_, part) in parts {
        if !path.is_empty() {
            path.push('/');
        }
        path.extend(
            part.chars().map(|c| if is_shown(c) { c } else { char::REPLACEMENT_CHARACTER }),
        );
    }
    if path.is_empty() {
        path.push_str("noname");
    }
    if path.len() > LONGEST {
        let start = path.get(..path.floor_char_boundary(LONGEST - END)).unwrap_or_default();
        let end = path.get(path.ceil_char_boundary(path.len() - END)..).unwrap_or_default();
        path = format!("{start}…{end}");
    }
    path
}

/// Neither a control, nor a mark of direction, nor of the characters by which the ledger writes bytes
/// that are none.
fn is_shown(c: char) -> bool {
    let is_mark = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}');
    let is_isolate = matches!(c, '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    !c.is_control() && !is_mark && !is_isolate && !matches!(c, '\u{10F600}'..='\u{10FFFF}')
}

/// Names as they stand in an archive → text. What is UTF-8 is it, whatever the archive says; the others
/// are read together, since one alone is too short to tell the encodings of Vietnamese apart.
pub(super) fn decoded(names: &[&[u8]]) -> Vec<String> {
    let others = || names.iter().filter(|name| std::str::from_utf8(name).is_err());
    let lines: Vec<u8> = others().flat_map(|name| [name, &b"\n"[..]].concat()).collect();
    let is_line = |name: &&[u8]| !name.iter().any(|byte| matches!(byte, b'\n' | b'\r'));
    let found = Some(&lines).filter(|lines| !lines.is_empty() && others().all(is_line));
    let found = found.and_then(|lines| encoding::decode(lines, usize::MAX));
    let found = found.filter(|found| {
        matches!(
            found.encoding,
            Encoding::Tcvn3
                | Encoding::Vni
                | Encoding::Windows1258
                | Encoding::Viscii
                | Encoding::Vps
        ) && found.text.lines().count() == others().count()
    });
    let mut vietnamese = found.iter().flat_map(|found| found.text.lines());
    let name = |name: &&[u8]| match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) => match vietnamese.next() {
            Some(line) => line.nfc().collect(),
            None => name.iter().map(|byte| dos(*byte)).collect(),
        },
    };
    names.iter().map(name).collect()
}

/// A byte of code page 437, as archives of DOS and of English Windows write names.
fn dos(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧\
                         ╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
    match byte.checked_sub(0x80) {
        Some(upper) => UPPER.chars().nth(upper.into()).unwrap_or(char::REPLACEMENT_CHARACTER),
        None => char::from(byte),
    }
}

/// Paths of which no two are the same: `a.pdf`, `a (2).pdf`.
pub(super) fn told_apart(names: Vec<(usize, String)>) -> Vec<(usize, String)> {
    let mut taken: HashSet<String> = names.iter().map(|(_, name)| name.clone()).collect();
    let mut seen = HashSet::new();
    let mut apart = Vec::with_capacity(names.len());
    let mut next: std::collections::HashMap<String, u64> = std::collections::HashMap::new();
    for (place, name) in names {
        let mut path = name.clone();
        if !seen.insert(name.clone()) {
            let (stem, end) = parted(&name);
            let number = next.entry(name.clone()).or_insert(1);
            loop {
                *number += 1;
                path = format!("{stem} ({number}){end}");
                if taken.insert(path.clone()) {
                    break;
                }
            }
        }
        apart.push((place, path));
    }
    apart
}

/// A path before and from its extension.
fn parted(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path.rfind('.').filter(|at| *at > name) {
        Some(at) => path.split_at(at),
        None => (path, ""),
    }
}

/// The member with this path or, if there is none, the one in which it lies.
pub(super) fn only(names: Vec<(usize, String)>, wanted: &str) -> Vec<(usize, String)> {
    let holds = |name: &str| wanted.strip_prefix(name).is_some_and(|rest| rest.starts_with("!/"));
    let mut best: Option<(usize, String)> = None;
    for (place, name) in names {
        if name == wanted {
            return vec![(place, name)];
        }
        let is_closer = best.as_ref().is_none_or(|(_, best)| best.len() < name.len());
        if is_closer && holds(&name) {
            best = Some((place, name));
        }
    }
    best.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_its_container() {
        for (name, path) in [
            ("../../etc/passwd", "etc/passwd"),
            ("/a/./b//c.txt", "a/b/c.txt"),
            ("C:\\Tài liệu\\a.pdf", "Tài liệu/a.pdf"),
            ("..\\..", "noname"),
            ("a\u{202e}fdp.exe\0", "a\u{FFFD}fdp.exe\u{FFFD}"),
            ("Kết luận.pdf", "Kết luận.pdf"),
        ] {
            assert_eq!(safe(name), path);
        }
        let long = safe(&format!("{}.pdf", "ệ".repeat(9000)));
        assert!(long.len() <= LONGEST + 8 && long.ends_with(".pdf"), "{long}");
    }

    #[test]
    fn equal_names_are_told_apart() {
        let names = ["a.txt", "b/a.txt", "a.txt", "a (2).txt", "a.txt", "b", "b", ".x", ".x"];
        let names = names.iter().map(|name| (0, (*name).to_owned())).collect();
        let apart: Vec<_> = told_apart(names).into_iter().map(|(_, name)| name).collect();
        let wanted = [
            "a.txt",
            "b/a.txt",
            "a (3).txt",
            "a (2).txt",
            "a (4).txt",
            "b",
            "b (2)",
            ".x",
            ".x (2)",
        ];
        assert_eq!(apart, wanted);
    }

    #[test]
    fn the_exact_path_wins() {
        let names =
            || ["a", "a!/b", "a!/b!/c"].map(str::to_owned).into_iter().enumerate().collect();
        assert_eq!(only(names(), "a!/b!/c"), [(2, "a!/b!/c".into())]);
        assert_eq!(only(names(), "a!/b!/d"), [(1, "a!/b".into())]);
        assert_eq!(only(names(), "a!/x"), [(0, "a".into())]);
        assert_eq!(only(names(), "x"), []);
    }

    #[test]
    fn names_of_other_times_are_read() {
        let (tcvn3, more) =
            (b"C\xABng v\xA8n s\xE8 15.txt", b"K\xD5t lu\xCBn h\xB9 t\xC7ng s\xE8.doc");
        let utf8 = "Quyết định.pdf".as_bytes();
        let names = decoded(&[&tcvn3[..], utf8, &more[..]]);
        assert_eq!(names, ["Công văn số 15.txt", "Quyết định.pdf", "Kết luận hạ tầng số.doc"]);
        assert_eq!(decoded(&[b"r\x82sum\x82.txt"]), ["résumé.txt"]);
        assert_eq!(dos(0xFE), '■');
        assert_eq!(dos(0xFF), '\u{a0}');
    }
}
