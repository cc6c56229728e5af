//! Text without marks: for tolerant reading (numbers, kinds, field names), never for strict search.

use super::letter::{combining, letter};

/// The letter without quality and tone, its case kept; other characters as they are.
///
/// `Đ Ð Ɖ` fold to `D`. One `char` in, one `char` out, so that offsets in characters stay true.
#[must_use]
pub fn fold_char(c: char) -> char {
    match letter(c) {
        Some(l) if l.upper => l.base.to_ascii_uppercase(),
        Some(l) => l.base,
        None => c,
    }
}

/// Lower case, without marks; combining marks are dropped, so NFC and NFD fold alike.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| combining(c).is_none()) {
        push_folded(&mut folded, c);
    }
    folded
}

/// Adds a character in lower case, without its marks; most are letters of the table.
pub(crate) fn push_folded(folded: &mut String, c: char) {
    match letter(c) {
        Some(letter) => folded.push(letter.base),
        None if c.is_ascii() => folded.push(c),
        None => folded.extend(c.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_both_forms_alike() {
        assert_eq!(fold("Hạ Tầng SỐ"), "ha tang so");
        assert_eq!(fold("ha\u{323} ta\u{302}\u{300}ng so\u{302}\u{301}"), "ha tang so");
        assert_eq!(fold("Đường Ðường 12/QĐ-UBND"), "duong duong 12/qd-ubnd");
    }

    #[test]
    fn keeps_case_char_by_char() {
        assert_eq!("Nghị ĐỊNH".chars().map(fold_char).collect::<String>(), "Nghi DINH");
    }
}
