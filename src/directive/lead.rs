//! What stands before a number: a kind word and "số".
//!
//! In: tokens and a place. Out: [`Lead`]. Words that an OCR damaged are recognised where the
//! letters of the number say which kind to look for ("Két ludgn s6 186-KL/TW").

use super::kind::{self, Kind};
use super::number::Symbol;
use super::tokens::{Gap, Tokens};

/// What stands before a numeral.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    /// The first token of it; the numeral's own if there is none.
    pub(super) start: usize,
    /// The kind, by the word.
    pub(super) kind: Option<&'static Kind>,
    /// "số" stands there.
    pub(super) so: bool,
}

/// How an OCR may have read "số", folded.
const SO: [&str; 16] = [
    "so", "s6", "sb", "s0", "se", "s§", "s&", "sd", "s5", "s°", "s¢", "s3", "s8", "s", "sé", "so6",
];

/// What stands before the numeral at token `i`. `symbol` is what follows the numeral: it lets
/// damaged words count, and letters of a kind before it (`QĐ số 12/QĐ-UBND`).
pub(super) fn before(tokens: &Tokens, i: usize, symbol: Option<&Symbol>) -> Lead {
    let (mut start, mut so) = (i, false);
    // "Số: 12", "Số. 12"
    let colon = i.checked_sub(1).filter(|&c| tokens.is_sign(c, ':') || tokens.is_sign(c, '.'));
    if let Some(at) = so_ending(tokens, colon.unwrap_or(i), symbol.is_some()) {
        (start, so) = (at, true);
    }
    if let Some((at, kind)) = named(tokens, start) {
        return Lead { start: at, kind: Some(kind), so };
    }
    if let Some(symbol) = symbol
        && let Some((at, kind)) =
            abbreviated(tokens, start).or_else(|| damaged(tokens, start, symbol))
    {
        return Lead { start: at, kind: Some(kind), so };
    }
    Lead { start, kind: None, so }
}

/// "số" that ends before token `i`: its first token.
fn so_ending(tokens: &Tokens, i: usize, damaged: bool) -> Option<usize> {
    if tokens.gap(i) > Gap::Line {
        return None;
    }
    let last = i.checked_sub(1)?;
    if tokens.folded(last) == "so" {
        return Some(last);
    }
    if !damaged {
        return None;
    }
    let first = match last.checked_sub(1) {
        Some(first) if tokens.glued(last) => first,
        _ => last,
    };
    let word =
        format!("{}{}", tokens.folded(first), if first < last { tokens.folded(last) } else { "" });
    let alone = first == 0 || !tokens.glued(first);
    (alone && tokens.folded(first).starts_with('s') && SO.contains(&word.as_str())).then_some(first)
}

/// A kind's name that ends before token `i`: its first token, and the kind.
fn named(tokens: &Tokens, i: usize) -> Option<(usize, &'static Kind)> {
    if tokens.gap(i) > Gap::Paragraph {
        return None;
    }
    let last = i.checked_sub(1)?;
    kind::names_to(tokens.folded(last)).find_map(|name| {
        let start = i.checked_sub(name.words.len())?;
        spells(tokens, start, &name.words).then_some((start, name.kind))
    })
}

/// Whether the folded words stand at token `start`, at most a line break between them.
fn spells(tokens: &Tokens, start: usize, words: &[String]) -> bool {
    words
        .iter()
        .zip(start..)
        .all(|(word, at)| tokens.folded(at) == word && (at == start || tokens.gap(at) <= Gap::Line))
}

/// Letters of a kind in capitals before token `i`.
fn abbreviated(tokens: &Tokens, i: usize) -> Option<(usize, &'static Kind)> {
    let last = i.checked_sub(1)?;
    let letters = tokens.nfc(last);
    let spelled = letters.chars().count() > 1 && kind::spelling(letters) == Some(letters);
    let kind = kind::of_letters(letters, kind::System::Both).filter(|_| spelled)?;
    Some((last, kind))
}

/// The kind of `symbol`, damaged by OCR, before token `i`.
fn damaged(tokens: &Tokens, i: usize, symbol: &Symbol) -> Option<(usize, &'static Kind)> {
    let kinds = kind::all_of_letters(symbol.kind_letters()?);
    let names = kind::names().iter().filter(|n| kinds.iter().any(|k| std::ptr::eq(*k, n.kind)));
    names
        .filter_map(|name| {
            let (start, printed) = chunks_before(tokens, i, name.words.len())?;
            let wanted = name.words.join(" ");
            let slips = distance(&printed, &wanted)?;
            (slips * 3 <= wanted.chars().count()).then_some((slips, start, name.kind))
        })
        .min_by_key(|&(slips, ..)| slips)
        .map(|(_, start, kind)| (start, kind))
}

/// The `n` space-separated chunks before token `i`, folded and joined by spaces; their first token.
fn chunks_before(tokens: &Tokens, i: usize, n: usize) -> Option<(usize, String)> {
    let mut start = i;
    for _ in 0..n {
        start = start.checked_sub(1)?;
        let mut taken = 1;
        while tokens.glued(start) {
            start = start.checked_sub(1)?;
            taken += 1;
            if taken > 4 {
                return None;
            }
        }
    }
    let printed = (start..i).fold(String::new(), |mut printed, at| {
        if at > start && !tokens.glued(at) {
            printed.push(' ');
        }
        printed.push_str(tokens.folded(at));
        printed
    });
    Some((start, printed))
}

/// The edits between two short strings; `None` if one is so long that nobody should ask.
pub(super) fn distance(a: &str, b: &str) -> Option<usize> {
    const LONGEST: usize = 80;
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (y, &above) in b.iter().zip(row.iter().skip(1)) {
            left = (left + 1).min(above + 1).min(diagonal + usize::from(x != y));
            diagonal = above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied()
}

/// A kind word at token `i`.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// The kinds it may mean.
    pub(super) kinds: Vec<&'static Kind>,
    /// Its letters, if it is an abbreviation.
    pub(super) letters: Option<&'static str>,
    /// The token after it.
    pub(super) end: usize,
}

/// A kind's name or letters at token `i`, as a person types it.
pub(super) fn word_at(tokens: &Tokens, i: usize) -> Option<Word> {
    let named = kind::names_from(tokens.folded(i)).find(|name| spells(tokens, i, &name.words));
    if let Some(name) = named {
        return Some(Word { kinds: vec![name.kind], letters: None, end: i + name.words.len() });
    }
    let letters = tokens.nfc(i);
    let spelled = kind::spelling(letters).filter(|s| tokens.is_word(i) && s.chars().count() > 1)?;
    // "da 06", "pa 2": small letters that are a syllable may be a word.
    let syllable = tokens.folded(i).contains(['a', 'u', 'y', 'o', 'e', 'i']);
    if syllable && letters.chars().all(char::is_lowercase) {
        return None;
    }
    Some(Word { kinds: kind::all_of_letters(spelled).to_vec(), letters: Some(spelled), end: i + 1 })
}

/// "số" at token `i`, maybe with a colon: the token after it.
pub(super) fn so_at(tokens: &Tokens, i: usize) -> Option<usize> {
    (tokens.folded(i) == "so").then(|| i + 1 + usize::from(tokens.is_sign(i + 1, ':')))
}

/// The token after a kind word and "số" at token `i`; `i` if there are none.
pub(super) fn forward(tokens: &Tokens, i: usize) -> usize {
    let at = word_at(tokens, i).map_or(i, |word| word.end);
    so_at(tokens, at).unwrap_or(at)
}
