//! Words of capitals in TCVN3, which lacks most accented ones: `CéNG HßA` stands for CỘNG HÒA.
//!
//! In: decoded text, `CộNG HòA`. Out: `CỘNG HÒA`. A word is one of capitals if it has no lower-case
//! letter without marks, and a marked one before a capital or behind two; any other (`Xã`) follows its
//! neighbours in the line.

use crate::text::letter::letter;

/// Gives words of capitals the capitals that TCVN3 lacks.
#[must_use]
pub fn capitalize(text: String) -> String {
    // A word such as `CộNG` is rare.
    if !words(&text).any(|word| case_of(word) == Case::Broken) {
        return text;
    }
    let mut capitalized = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let cases: Vec<Case> = words(line).map(case_of).filter(|c| *c != Case::None).collect();
        let is_broken = |at: Option<usize>| at.and_then(|at| cases.get(at)) == Some(&Case::Broken);
        let mut at = 0_usize;
        for word in words(line) {
            let case = case_of(word);
            let follows = || is_broken(at.checked_sub(1)) || is_broken(Some(at + 1));
            if case == Case::Broken || case == Case::Short && follows() {
                capitalized.push_str(&word.to_uppercase());
            } else {
                capitalized.push_str(word);
            }
            at += usize::from(case != Case::None);
        }
    }
    capitalized
}

/// Words, each with the character behind it.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|c: char| !c.is_alphabetic())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    /// No letters.
    None,
    /// Lower case, or a capital at the beginning.
    Lower,
    /// At most one capital, and the other letters marked: `Xã`, `ở`.
    Short,
    /// Capitals, and marked letters in lower case among them or behind two.
    Broken,
    /// Two capitals or more and no other letter.
    Capitals,
}

fn case_of(word: &str) -> Case {
    let (mut capitals, mut lower, mut marked) = (0, 0, 0);
    let mut is_broken = false;
    for c in word.chars() {
        if c.is_uppercase() {
            is_broken |= marked > 0;
            capitals += 1;
        } else if letter(c).is_some_and(|l| l.is_marked()) {
            is_broken |= capitals > 1;
            marked += 1;
        } else if c.is_lowercase() {
            lower += 1;
        }
    }
    match (capitals, lower, marked) {
        (0, 0, 0) => Case::None,
        (_, 1.., _) => Case::Lower,
        _ if is_broken => Case::Broken,
        (2.., 0, _) => Case::Capitals,
        _ => Case::Short,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_capitals_are_mended_and_others_stay() {
        for (read, meant) in [
            ("CộNG HòA Xã HộI CHủ NGHĩA", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"),
            ("ủY BAN", "ỦY BAN"),
            ("Về VIệC ở Xã", "VỀ VIỆC Ở Xã"),
            ("Ông Lê Tú ở xã Hòa An", "Ông Lê Tú ở xã Hòa An"),
            ("UBND xã Hà Tú", "UBND xã Hà Tú"),
            ("Số 15/QĐ-UBND", "Số 15/QĐ-UBND"),
        ] {
            assert_eq!(capitalize(read.to_owned()), meant);
        }
    }
}
