//! Bản sao: the block that makes a copy of a paper, below its signature.
//!
//! In: lines. Out: [`CopyMark`]. The form is that of Nghị định 30/2020/NĐ-CP, Article 25 and Appendix I:
//! "SAO Y", "SAO LỤC" or "TRÍCH SAO", then the copying body's own number (`15/SY-UBND`), place and date.

use super::CopyMark;
use super::date::Date;
use super::grammar::{self, Mode};
use super::lead;
use super::lines::Line;
use super::number::Number;
use super::tokens::Tokens;

/// Lines at the end in which the block is looked for, and at the beginning.
const LAST: usize = 60;
const FIRST: usize = 12;

/// The letters of copies, and what is printed for them, folded.
const KINDS: [(&str, &str); 7] = [
    ("SY", "sao y"),
    ("SY", "sao y ban chinh"),
    ("SL", "sao luc"),
    ("TrS", "trich sao"),
    ("SY", "ban sao y"),
    ("SL", "ban sao luc"),
    ("TrS", "ban trich sao"),
];

/// How a paper was copied, and the lines of the block that says so.
pub(super) fn copied(lines: &[Line]) -> Option<CopyMark> {
    let tail = lines.len().saturating_sub(LAST);
    let named = (tail..lines.len()).rev().chain(0..FIRST.min(tail)).find_map(|at| {
        let line = lines.get(at)?;
        let text = line.folded.trim_matches(|c: char| !c.is_alphanumeric());
        let printed = |(_, name): &&(&str, &str)| {
            text == *name || line.is_capitals() && text.starts_with(&format!("{name} "))
        };
        let (letters, _) = KINDS.iter().find(printed)?;
        Some((at, *letters))
    });
    // A number with the letters of a copy tells it as well.
    let numbered = (tail..lines.len()).rev().find_map(|at| Some((at, number(lines.get(at)?)?)));
    let (at, letters) = match (&numbered, named) {
        (Some((at, number)), _) => (*at, number.symbol().kind_letters()?.to_owned()),
        (None, Some((at, letters))) => (at, letters.to_owned()),
        (None, None) => return None,
    };
    let near = at.saturating_sub(4)..at + 8;
    let date = lines
        .get(near.start..near.end.min(lines.len()))?
        .iter()
        .find_map(|line| line.dated.as_ref().and_then(|(_, date)| Date::iso(*date)));
    Some(CopyMark { kind: letters, number: numbered.map(|(_, n)| n.to_string()), date })
}

/// The number of a copy that a line says: `Số: 15/SY-UBND`.
fn number(line: &Line) -> Option<Number> {
    if !line.folded.starts_with('s') || line.words() > 8 {
        return None;
    }
    let tokens = Tokens::of_text(&line.text);
    let at = lead::so_at(&tokens, 0)?;
    let (numeral, after) = grammar::numeral(&tokens, at)?;
    let tail = grammar::tail(&tokens, after, Mode::Query, true)?;
    let number = Number::new(numeral, tail.year, tail.symbol);
    let is_copy = matches!(number.symbol().kind_letters(), Some("SY" | "SL" | "TrS"));
    is_copy.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Option<CopyMark> {
        copied(&lines(&[Page { text: text.into(), status: PageStatus::Text }]))
    }

    #[test]
    fn blocks_of_copies() {
        let letter = "UBND TỈNH\nSố: 12/UBND-NC\nKính gửi: Sở Y tế\nThực hiện.\nNguyễn Văn An\n\n";
        let block = "UBND XÃ BẾN LAU\nSAO Y\nSố: 15/SY-UBND\nBến Lau, ngày 05 tháng 3 năm 2026\n";
        let copy = of(&format!("{letter}{block}Nơi nhận:\n- Lưu: VT.")).unwrap();
        assert_eq!((copy.kind.as_str(), copy.number.as_deref()), ("SY", Some("15/SY-UBND")));
        assert_eq!(copy.date.as_deref(), Some("2026-03-05"));
        let bare = of(&format!("{letter}SAO LỤC")).unwrap();
        assert_eq!((bare.kind.as_str(), bare.number), ("SL", None));
        assert_eq!(of(letter), None);
        assert_eq!(of("Sao y bản chính phải có dấu.\nTrích sao văn bản theo quy định"), None);
    }
}
