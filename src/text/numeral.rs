//! Small numbers in words.

/// The number, from 1 to 12, that a folded word says, of a month, too: `tu`, `gieng`, `chap`.
#[must_use]
pub fn numeral(word: &str) -> Option<i8> {
    const NUMERALS: [(&str, i8); 13] = [
        ("mot", 1),
        ("gieng", 1),
        ("hai", 2),
        ("ba", 3),
        ("bon", 4),
        ("tu", 4),
        ("nam", 5),
        ("sau", 6),
        ("bay", 7),
        ("tam", 8),
        ("chin", 9),
        ("muoi", 10),
        ("chap", 12),
    ];
    NUMERALS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}
