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

mod reader;
#[cfg(test)]
mod tests;

use super::date::Date;
use super::heading;
use super::lead;
use super::lines::Line;
use super::lists;
use super::number::Number;
use super::subject;
use super::tokens::Tokens;
use reader::Reader;

/// What a title says.
#[derive(Debug, Default)]
pub(super) struct Titled {
    pub(super) number: Option<Number>,
    pub(super) date: Option<Date>,
    /// In the spelling of a sentence.
    pub(super) issuer: Option<String>,
}

/// Lines in which a title is looked for, and lines that it has.
const FARTHEST: usize = 40;
const LONGEST: usize = 8;

/// Reads the title and takes what it says of itself out of the lines; nothing is changed if there is
/// no such title.
pub(super) fn titled(lines: &mut Vec<Line>) -> Titled {
    for at in 0..lines.len().min(FARTHEST) {
        let Some(line) = lines.get(at) else { break };
        // A header may stand above it: "Số: 22/2000/PL-UBTVQH10".
        let opens = subject::opens_text(line) && !line.begins("so");
        if opens && !line.is_capitals() {
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
    let is_kind = heading::name_on(first).is_some();
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
    let said = Reader::new(&tokens, kind, word.end).read()?;
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
