//! Người ký: quyền hạn (TM., KT., T/M …), chức vụ, họ tên.
//!
//! In: lines. Out: [`Signer`]. The block stands beside or below Nơi nhận; a seal's text and notes
//! such as "(Đã ký)" may stand between the title and the name.

mod name;
mod rows;

pub(super) use rows::unweave;

use super::Signer;
use super::lines::Line;
use super::lists;
use crate::text::fold::fold;
use std::ops::Range;

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

/// How the lines that a block begins with are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Printed {
    Capitals,
    /// As a sentence, too: `K.T. Bộ trưởng Bộ Y tế⏎Thứ trưởng`, as in papers of old.
    Any,
}

/// The signer; `None` if no signature block is found.
pub(super) fn signer(lines: &[Line]) -> Option<Signer> {
    let close = closing(lines);
    beside_recipients(lines)
        .or_else(|| block(lines, close.clone(), Printed::Capitals))
        .or_else(|| said(lines))
        .or_else(|| block(lines, close.clone(), Printed::Any))
        .or_else(|| president(lines, close))
}

/// The block beside or below Nơi nhận.
fn beside_recipients(lines: &[Line]) -> Option<Signer> {
    let at = lists::recipients_line(lines)?;
    let (_, end) = lists::items(lines, at);
    // The columns one after the other, or the right one first.
    let below = at..copied(lines, end).min(end + AFTER);
    let before = at.saturating_sub(BEFORE)..at;
    block(lines, below, Printed::Capitals).or_else(|| block(lines, before, Printed::Capitals))
}

/// Where the block closes an act, before the annexes.
fn closing(lines: &[Line]) -> Range<usize> {
    let annex = |l: &Line| l.is_capitals() && (l.begins("phu luc") || l.begins("mau so"));
    let body = lines.len() / 3;
    let end = lines.iter().skip(body).position(annex).map_or(lines.len(), |at| at + body);
    end.saturating_sub(AFTER)..end
}

/// "Người ký: …" at the end of a published text.
fn said(lines: &[Line]) -> Option<Signer> {
    let said = lines
        .iter()
        .rev()
        .take(AFTER * 2)
        .find_map(|line| line.begins("nguoi ky").then(|| line.text.split_once(':')).flatten());
    let (title, name) = title_and_name(said?.1.trim());
    name.map(|name| Signer { name: Some(name), capacity: None, title })
}

/// The President's name alone, below a decree of his.
fn president(lines: &[Line], range: Range<usize>) -> Option<Signer> {
    let speaks = |line: &Line| {
        line.is_capitals() && (line.begins("chu tich nuoc") || line.begins("chu tich chinh phu"))
    };
    let signs = |line: &Line| line.gap && name::is_president(line);
    let is_signed =
        lines.iter().any(speaks) && lines.get(range).unwrap_or_default().iter().any(signs);
    let name = Some(name::PRESIDENT.to_owned());
    is_signed.then_some(Signer { name, capacity: None, title: None })
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
    match name::person(&name) {
        Some(name) => (Some(title.join(" ")).filter(|title| !title.is_empty()), Some(name)),
        None => (Some(text.to_owned()).filter(|t| !t.is_empty() && !title.is_empty()), None),
    }
}

/// The first block that begins within the lines `range`. A title alone is none: above a short act stands
/// that of who speaks.
fn block(lines: &[Line], range: Range<usize>, printed: Printed) -> Option<Signer> {
    let end = range.end.min(lines.len());
    let small = |at: usize, line: &Line| {
        is_small_capacity(line) || is_small_title(line) && is_named_below(lines, at)
    };
    let begins = |at: &usize| {
        lines.get(*at).is_some_and(|line| {
            is_capacity(line) || is_title(line) || printed == Printed::Any && small(*at, line)
        })
    };
    (range.start..end).filter(begins).find_map(|start| block_at(lines, start..end, printed))
}

/// The block whose first line is the first of `range`.
fn block_at(lines: &[Line], range: Range<usize>, printed: Printed) -> Option<Signer> {
    /// Lines below a name in capitals that may yet show it to be a body's.
    const DOUBT: usize = 2;
    let Range { start, end } = range;
    let (mut capacities, mut titles, mut names) = (Vec::new(), Vec::new(), Vec::new());
    let mut loud: Option<(usize, String)> = None;
    let mut after = start;
    let any = printed == Printed::Any;
    for (at, line) in lines.iter().enumerate().take(end.max(start + 12)).skip(start) {
        after = at;
        if loud.as_ref().is_some_and(|(found, _)| at > found + DOUBT) {
            break;
        }
        let is_named = !names.is_empty() || loud.is_some();
        if is_capacity(line) || any && is_small_capacity(line) {
            if is_named || !titles.is_empty() {
                break;
            }
            let (capacity, title) = split(&line.text);
            capacities.push(capacity.to_owned());
            titles.extend(title.map(str::to_owned));
        } else if is_title(line)
            || any && is_small_title(line) && (at == start || !capacities.is_empty())
        {
            if is_named {
                break;
            }
            titles.push(line.text.clone());
        } else if let Some(name) = name::on_line(line) {
            names.push(name);
        } else if name::is_president(line) && titles.last().is_some_and(|t| is_presidency(t)) {
            names.push(name::PRESIDENT.to_owned());
        } else if let Some(name) = name::in_capitals(line).filter(|_| !is_named) {
            loud = Some((at, name));
        } else if !names.is_empty() || is_text(line) {
            break;
        }
    }
    names.extend(loud.map(|(_, name)| name).filter(|_| names.is_empty()));
    let capacity = (!capacities.is_empty()).then(|| capacities.join("; "));
    // Several who stand side by side: who presided, else the last one, on the right.
    let beside = names.len() > 1 && titles.len() == names.len();
    let presides = || titles.iter().position(|title| presides(title));
    let which = if beside { presides().unwrap_or(names.len() - 1) } else { 0 };
    let (name, title) = (names.get(which).cloned(), titles.get(which).cloned());
    // The minutes' secretary signs them with the one who presided, whose block may come after.
    if title.as_deref().is_some_and(|title| fold(title).starts_with("thu ky")) {
        let other = (after > start).then(|| block(lines, after..end, printed)).flatten();
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

/// "K.T. Bộ trưởng Bộ Y tế"
fn is_small_capacity(line: &Line) -> bool {
    const SIGNS: [char; 2] = ['.', '/'];
    let head = line.text.split(' ').next().unwrap_or_default();
    let is_abbreviated = head.contains(SIGNS)
        && head.chars().all(|c| SIGNS.contains(&c) || c.is_uppercase())
        && CAPACITIES.contains(&fold(head).as_str());
    is_abbreviated && is_short(line) && !line.is_capitals()
}

/// "Thứ trưởng Bộ Y tế"
fn is_small_title(line: &Line) -> bool {
    let is_title = line.text.starts_with(char::is_uppercase) && !line.is_capitals();
    is_title && is_short(line) && TITLES.iter().any(|title| line.begins(title))
}

/// Whether a line may be one of a block that is printed as a sentence: it does not end like one.
fn is_short(line: &Line) -> bool {
    const WORDS: usize = 12;
    line.words() < WORDS && !line.text.ends_with(['.', ';', ',', ':'])
}

/// Whether a name is the next thing below line `at`, "(Đã ký)" aside.
fn is_named_below(lines: &[Line], at: usize) -> bool {
    let is_mark = |line: &&Line| line.begins("da ky") || line.begins("(da ky");
    let below = lines.iter().skip(at + 1).find(|line| !is_mark(line));
    below.is_some_and(|line| {
        name::on_line(line).or_else(|| name::in_capitals(line)).is_some()
            || name::is_president(line)
    })
}

/// Whether a title may be the President's.
fn is_presidency(title: &str) -> bool {
    fold(title).starts_with("chu tich")
}

/// Capacity and title that stand on one line: `KT. BỘ TRƯỞNG THỨ TRƯỞNG`.
fn split(text: &str) -> (&str, Option<&str>) {
    let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    let folded = fold(text);
    // Only "KT." has a title of its own before the signer's.
    if !(folded.starts_with("kt")
        || folded.starts_with("k/t")
        || folded.starts_with("k.t")
        || folded.starts_with("q."))
    {
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

#[cfg(test)]
mod tests;
