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
    text.chars()
        .filter(|&c| combining(c).is_none())
        .flat_map(|c| fold_char(c).to_lowercase())
        .collect()
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
