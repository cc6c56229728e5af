//! The labels of list items, which office files count and do not write: `Điều 1.`, `a)`, `-`.

use std::collections::HashMap;

/// Characters of a label; Word has no longer ones.
pub(super) const LONGEST: usize = 255;
/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// How a level is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Numeral {
    #[default]
    Decimal,
    /// `01`, `02` … `10`.
    Padded,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
    /// Not counted: the text is the whole label.
    Bullet,
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Level {
    pub(super) numeral: Numeral,
    /// What stands between the levels' numbers, and which these are.
    pub(super) label: Vec<Part>,
    pub(super) start: i64,
    /// All numbers of the label are decimal, whatever their levels say.
    pub(super) is_legal: bool,
    /// The font of the label, if it has one of its own.
    pub(super) font: Option<String>,
}

/// A part of a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// The number of a level, from 0.
    Number(usize),
}

/// The levels of a list, of which some may be missing.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) levels: Vec<Level>,
}

/// Counts the items of all lists of a file.
#[derive(Debug, Default)]
pub(super) struct Counters(HashMap<i64, [Option<i64>; LEVELS]>);

impl Counters {
    /// Counts an item of a list, whose count has this name, and gives its label; blank if it has
    /// none.
    pub(super) fn next(&mut self, count: i64, list: &List, level: usize) -> String {
        let numbers = self.0.entry(count).or_default();
        for (at, number) in numbers.iter_mut().enumerate() {
            let start = list.levels.get(at).map_or(1, |level| level.start);
            match at.cmp(&level) {
                // A level that was passed over stands at its start.
                std::cmp::Ordering::Less => *number = Some(number.unwrap_or(start)),
                std::cmp::Ordering::Equal => {
                    *number = Some(number.map_or(start, |number| number.saturating_add(1)));
                }
                std::cmp::Ordering::Greater => *number = None,
            }
        }
        let Some(of) = list.levels.get(level) else { return String::new() };
        let mut label = String::new();
        for part in &of.label {
            match part {
                Part::Text(text) => label.push_str(text),
                Part::Number(at) => {
                    let number = numbers.get(*at).copied().flatten().unwrap_or(1);
                    let numeral = list.levels.get(*at).map_or(of.numeral, |level| level.numeral);
                    let is_plain = of.is_legal && *at != level;
                    label.push_str(&if is_plain {
                        number.to_string()
                    } else {
                        numeral.write(number)
                    });
                }
            }
        }
        label
    }

    /// The next item of a level is its `start`th.
    pub(super) fn restart(&mut self, count: i64, level: usize, start: i64) {
        if let Some(number) = self.0.entry(count).or_default().get_mut(level) {
            *number = Some(start.saturating_sub(1));
        }
    }
}

impl Numeral {
    /// By its name in OOXML; ODF has names of its own.
    pub(super) fn of_ooxml(name: &str) -> Self {
        match name {
            "decimalZero" => Self::Padded,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "bullet" | "none" => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// By its number in Word's binary format and in RTF (`nfc`).
    pub(super) fn of_code(code: i64) -> Self {
        match code {
            1 => Self::UpperRoman,
            2 => Self::LowerRoman,
            3 => Self::UpperLetter,
            4 => Self::LowerLetter,
            22 => Self::Padded,
            23 | 255 => Self::Bullet,
            _ => Self::Decimal,
        }
    }

    /// A number by it.
    pub(super) fn write(self, number: i64) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::Padded => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperRoman => roman(number),
            Self::Bullet => String::new(),
        }
    }
}

/// The text of a label with `%1` to `%9` for the numbers of levels (OOXML).
pub(super) fn parts(label: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut characters = label.chars().take(LONGEST).peekable();
    while let Some(c) = characters.next() {
        let level = characters.peek().and_then(|c| c.to_digit(10)).filter(|d| c == '%' && *d > 0);
        match level {
            Some(level) => {
                characters.next();
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Number(level as usize - 1));
            }
            None => text.push(c),
        }
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    parts
}

/// a … z, aa, bb … as Word counts: 27 is "aa", 28 "bb".
fn letters(number: i64) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| *at >= 0) else { return number.to_string() };
    let letter = u8::try_from(at % 26).map_or('?', |at| char::from(b'a' + at));
    // More than a few are no label.
    let times = usize::try_from(at / 26 + 1).unwrap_or(1).min(8);
    std::iter::repeat_n(letter, times).collect()
}

fn roman(number: i64) -> String {
    const NUMERALS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, numeral) in NUMERALS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(levels: &[(Numeral, &str)]) -> List {
        let level = |(numeral, label): &(Numeral, &str)| Level {
            numeral: *numeral,
            label: parts(label),
            start: 1,
            ..Level::default()
        };
        List { levels: levels.iter().map(level).collect() }
    }

    #[test]
    fn items_are_counted_level_by_level() {
        let list = list(&[
            (Numeral::Decimal, "Điều %1."),
            (Numeral::Decimal, "%1.%2."),
            (Numeral::LowerLetter, "%3)"),
            (Numeral::Bullet, "-"),
        ]);
        let mut counters = Counters::default();
        let mut next = |level| counters.next(7, &list, level);
        let labels: Vec<String> = [0, 1, 2, 2, 1, 0, 2, 3, 8].into_iter().map(&mut next).collect();
        assert_eq!(labels, ["Điều 1.", "1.1.", "a)", "b)", "1.2.", "Điều 2.", "a)", "-", ""]);
        counters.restart(7, 0, 5);
        assert_eq!(counters.next(7, &list, 0), "Điều 5.");
    }

    #[test]
    fn numerals() {
        assert_eq!(Numeral::LowerLetter.write(28), "bb");
        assert_eq!(Numeral::UpperRoman.write(1994), "MCMXCIV");
        assert_eq!(Numeral::Padded.write(3), "03");
        for strange in [i64::MIN, -1, 0, 4000, i64::MAX] {
            for code in -1..25 {
                assert!(Numeral::of_code(code).write(strange).len() < 30);
            }
        }
    }
}
