//! Tokens → blocks: items, headings, paragraphs, and which of them stands under which.
//!
//! In: the tokens of a directive. Out: [`Block`]s in the order of the text. An item begins at a line's
//! start with its label (`I.`, `Điều 2.`, `5.1.`, `a)`, `-`, `+`); a paragraph behind an empty line, or
//! behind a line that ends a sentence. What a page's end cuts in two stays one block.

use super::tokens::{Gap, Tokens};
use std::ops::Range;

/// How deep a block stands: smaller is higher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// `Chương II`, `Phần thứ nhất`.
    Chapter,
    /// `I.`, `II-`.
    Roman,
    /// `Điều 2.`
    Article,
    /// `5.`, `1-`.
    Number,
    /// `5.1.`, `5.1.2`: the number of parts.
    Dotted(usize),
    /// `a)`, `b.`
    Letter,
    /// No label.
    Paragraph,
    /// `-`.
    Dash,
    /// `+`.
    Plus,
}

/// An item, a heading or a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub(super) level: Level,
    /// Its label without the sign behind it: `5.1`, `a`; empty for bullets and paragraphs.
    pub(super) label: String,
    /// Its tokens, label and all.
    pub(super) tokens: Range<usize>,
    /// The token behind the label.
    pub(super) text: usize,
    /// The block it stands under.
    pub(super) parent: Option<usize>,
}

impl Block {
    /// Whether it has a label that names it: it is no paragraph and no bullet.
    pub(super) fn is_labelled(&self) -> bool {
        self.level < Level::Paragraph
    }

    /// Whether it ends in a colon: what follows belongs to it.
    pub(super) fn leads(&self, tokens: &Tokens) -> bool {
        self.tokens.end.checked_sub(1).is_some_and(|last| tokens.is_sign(last, ':'))
    }
}

/// The blocks of a text.
pub(super) fn blocks(tokens: &Tokens) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for at in 0..tokens.len() {
        let begun = begins(tokens, at);
        match blocks.last_mut() {
            Some(last) if begun.is_none() => last.tokens.end = at + 1,
            _ => {
                let (level, label, text) = begun.unwrap_or((Level::Paragraph, String::new(), at));
                blocks.push(Block { level, label, tokens: at..at + 1, text, parent: None });
            }
        }
    }
    set_parents(&mut blocks, tokens);
    blocks
}

/// Whether a block begins at token `at`: its level, its label, and the token behind that.
fn begins(tokens: &Tokens, at: usize) -> Option<(Level, String, usize)> {
    if at > 0 && tokens.gap(at) < Gap::Line {
        return None;
    }
    if let Some(item) = item(tokens, at) {
        return Some(item);
    }
    let capital = tokens.nfc(at).starts_with(|c: char| c.is_uppercase() || "\"“(".contains(c));
    let before = at.checked_sub(1);
    let ended = before.is_none_or(|b| ['.', ':', ';'].into_iter().any(|s| tokens.is_sign(b, s)));
    let begins = match tokens.gap(at) {
        // What goes on in small letters was cut by a page's end.
        Gap::Paragraph => capital || is_opening(tokens, at),
        _ => capital && (ended || is_apart(tokens, at)) || is_opening(tokens, at),
    };
    (begins || at == 0).then(|| (Level::Paragraph, String::new(), at))
}

/// Whether a line is set apart without an empty line: by a change from capitals to a sentence or back. Two
/// words in capitals make a line so; one may be an abbreviation, or the end of a number that broke.
fn is_apart(tokens: &Tokens, at: usize) -> bool {
    let in_capitals = |i: usize| {
        let word = tokens.nfc(i);
        tokens.is_word(i) && word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
    };
    let before =
        at.checked_sub(2).is_some_and(|first| in_capitals(first) && in_capitals(first + 1));
    let here = in_capitals(at) && (in_capitals(at + 1) || tokens.gap(at + 1) >= Gap::Line);
    let joined =
        at.checked_sub(1).is_some_and(|b| tokens.is_sign(b, '-') || tokens.is_sign(b, '/'));
    here != before && !joined
}

/// Whether a line begins with a fixed part of the form; "v/v" may have a small letter.
fn is_opening(tokens: &Tokens, at: usize) -> bool {
    const OPENINGS: [&str; 5] = ["kinh gui", "can cu", "noi nhan", "so :", "v / v"];
    let spelled = |words: &str| words.split(' ').zip(at..).all(|(w, i)| tokens.folded(i) == w);
    let small = tokens.nfc(at).starts_with(char::is_lowercase);
    OPENINGS.iter().any(|words| spelled(words) && (!small || words.starts_with('v')))
}

/// Signs of a list; the last two are those of the symbol font that Word uses.
const BULLETS: [char; 9] = ['-', '•', '·', '●', '▪', '◦', '➢', '\u{F0B7}', '\u{F02D}'];

/// An item's label at token `at`.
fn item(tokens: &Tokens, at: usize) -> Option<(Level, String, usize)> {
    let bullet = |sign| tokens.is_sign(at, sign) && !tokens.is_sign(at + 1, sign);
    let spaced = |next: usize| tokens.gap(next) != Gap::None || tokens.is_word(next);
    if BULLETS.into_iter().any(bullet) && spaced(at + 1) {
        return Some((Level::Dash, String::new(), at + 1));
    }
    if bullet('+') && spaced(at + 1) {
        return Some((Level::Plus, String::new(), at + 1));
    }
    let folded = tokens.folded(at);
    if matches!(folded, "chuong" | "phan") && tokens.gap(at + 1) == Gap::Space {
        let roman = is_roman(tokens.nfc(at + 1)) || tokens.folded(at + 1) == "thu";
        return roman.then(|| (Level::Chapter, tokens.line(at..at + 2), at + 2));
    }
    if folded == "dieu" && tokens.is_digits(at + 1) && closes(tokens, at + 2) {
        return Some((Level::Article, tokens.line(at..at + 2), at + 3));
    }
    if tokens.is_digits(at) && tokens.nfc(at).len() <= 2 {
        return numbered(tokens, at);
    }
    let letter = tokens.is_word(at) && tokens.nfc(at).chars().count() == 1;
    // "V/v" is no item.
    let closed = closes(tokens, at + 1) && tokens.glued(at + 1);
    let closed = closed && !(tokens.is_sign(at + 1, '/') && tokens.glued(at + 2));
    if is_roman(tokens.nfc(at)) && closed {
        return Some((Level::Roman, tokens.nfc(at).to_owned(), at + 2));
    }
    let small = tokens.nfc(at).starts_with(char::is_lowercase);
    if letter && small && closed {
        return Some((Level::Letter, tokens.nfc(at).to_owned(), at + 2));
    }
    None
}

/// `5.`, `5.1.`, `5.1`, `1-`, `2)` at token `at`.
fn numbered(tokens: &Tokens, at: usize) -> Option<(Level, String, usize)> {
    const DEEPEST: usize = 5;
    let (mut parts, mut next) = (1, at + 1);
    while parts < DEEPEST
        && tokens.is_sign(next, '.')
        && tokens.glued(next)
        && tokens.is_digits(next + 1)
        && tokens.glued(next + 1)
        && tokens.nfc(next + 1).len() <= 2
    {
        parts += 1;
        next += 2;
    }
    let closed = closes(tokens, next) && tokens.glued(next);
    let label = tokens.line(at..next);
    let level = if parts == 1 { Level::Number } else { Level::Dotted(parts) };
    // "5.1 Rà soát": of several parts the last point may be missing; "1.500 tỷ" has three digits.
    let open = parts > 1 && tokens.nfc(next).starts_with(char::is_uppercase);
    let text = next + usize::from(closed);
    let spaced = tokens.gap(text) != Gap::None || tokens.is_word(text);
    ((closed && spaced) || open).then_some((level, label, text))
}

/// A sign that closes a label.
fn closes(tokens: &Tokens, at: usize) -> bool {
    ['.', '-', ')', '/', ':'].into_iter().any(|sign| tokens.is_sign(at, sign))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 5 && word.chars().all(|c| "IVX".contains(c))
}

/// A block that others may stand under.
struct Open {
    at: usize,
    /// What stands under it is deeper than this: its own level; of a paragraph that of its parent.
    floor: Option<Level>,
    is_paragraph: bool,
}

/// Each block's parent: the nearest one above it that stands higher. A paragraph is a parent only where
/// it ends in a colon, and then of whatever follows it below its own parent.
fn set_parents(blocks: &mut [Block], tokens: &Tokens) {
    let mut open: Vec<Open> = Vec::new();
    for (at, block) in blocks.iter_mut().enumerate() {
        let is_paragraph = block.level == Level::Paragraph;
        if tokens.folded(block.text) == "noi" && tokens.folded(block.text + 1) == "nhan" {
            // The text ends here.
            open.clear();
            continue;
        }
        if is_paragraph {
            // It stands under the item before it, and closes the bullets before it if it leads on.
            let item =
                open.iter().rev().find(|open| !open.is_paragraph && open.floor < Some(block.level));
            block.parent = item.map(|item| item.at);
            let floor = item.and_then(|item| item.floor);
            if !block.leads(tokens) {
                continue;
            }
            open.retain(|open| {
                open.floor < Some(block.level) && (!open.is_paragraph || open.floor < floor)
            });
            open.push(Open { at, floor, is_paragraph });
        } else {
            open.retain(|open| open.floor < Some(block.level));
            block.parent = open.last().map(|open| open.at);
            open.push(Open { at, floor: Some(block.level), is_paragraph });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(Level, String, Option<usize>)> {
        let tokens = Tokens::of_text(text);
        blocks(&tokens).into_iter().map(|b| (b.level, b.label, b.parent)).collect()
    }

    #[test]
    fn items_stand_under_each_other() {
        let text = "Yêu cầu:\n1. Sở Nội vụ\n- Rà soát\nvà báo cáo.\n- Gửi\n1.1. Lập\na) Một\nb) Hai\n\
                    2- Sở Tài chính\n\nLãnh đạo:\n- Lập dự toán\n\nCác cơ quan thực hiện.";
        let levels: Vec<_> = of(text);
        use Level::*;
        let wanted = [
            (Paragraph, "", None),
            (Number, "1", Some(0)),
            (Dash, "", Some(1)),
            (Dash, "", Some(1)),
            (Dotted(2), "1.1", Some(1)),
            (Letter, "a", Some(4)),
            (Letter, "b", Some(4)),
            (Number, "2", Some(0)),
            (Paragraph, "", Some(7)),
            (Dash, "", Some(8)),
            (Paragraph, "", Some(7)),
        ];
        let wanted: Vec<_> = wanted.into_iter().map(|(l, s, p)| (l, s.to_owned(), p)).collect();
        assert_eq!(levels, wanted);
    }

    #[test]
    fn no_items() {
        for text in [
            "Giao\n31/10/2025 là ngày",
            "gồm\n1.500 tỷ đồng",
            "tại\n02 xã",
            "văn bản\nsố 12/KH-UBND",
            "V/v tổ chức",
            "số 12/NĐ-\nCP ngày",
            "của UBND\nTỉnh ủy",
        ] {
            assert_eq!(of(text).len(), 1, "{text}");
        }
        // A page's end in the middle of a sentence.
        assert_eq!(of("các mục\n\nđích khác").len(), 1);
    }
}
