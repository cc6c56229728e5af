//! Words that often stand together.
//!
//! In: texts. Out: rows of two to four words that stand in several of them and cross no break; those that
//! begin or end with a word that only joins others are left out. Pure.

use crate::text::key;
use crate::text::letter::letter;
use crate::text::token::{Token, is_combining_mark, tokens};
use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use unicode_normalization::UnicodeNormalization;

/// Words of a phrase.
const SHORTEST: usize = 2;
const LONGEST: usize = 4;
/// Phrases kept at most.
const MOST: usize = 50_000;
/// From so many texts on, one text is not enough for a phrase.
const FEW_TEXTS: usize = 20;
/// Words that join others: no phrase begins or ends with one.
const JOINING: [&str; 44] = [
    "và", "của", "các", "những", "cho", "về", "trong", "theo", "tại", "đến", "từ", "với", "là",
    "được", "có", "này", "đó", "để", "khi", "do", "ở", "ra", "vào", "một", "bị", "hoặc", "mà",
    "như", "trên", "dưới", "nếu", "thì", "đã", "sẽ", "không", "bằng", "giữa", "cùng", "nhằm",
    "gồm", "tới", "trước", "sau", "qua",
];

/// A phrase and how many texts hold it.
pub(super) struct Phrase {
    /// In lower case, as one of the texts writes it.
    pub text: String,
    pub texts: u32,
}

/// The phrases of texts, the most frequent first.
pub(super) fn phrases(texts: &[&str]) -> Vec<Phrase> {
    let joining: HashSet<String> = JOINING.iter().map(|word| key::exact(word)).collect();
    let mut counts: HashMap<u64, u32> = HashMap::new();
    for text in texts {
        let mut seen = HashSet::new();
        each_row(text, &joining, |row, _| {
            if seen.insert(row) {
                *counts.entry(row).or_default() += 1;
            }
        });
    }
    let least = if texts.len() < FEW_TEXTS { 1 } else { 2 };
    let mut frequent: Vec<(u32, u64)> = counts
        .iter()
        .filter(|(_, count)| **count >= least)
        .map(|(row, count)| (*count, *row))
        .collect();
    frequent.sort_unstable_by(|a, b| b.cmp(a));
    frequent.truncate(MOST);
    // Only the rows that stay are written out.
    let mut wanted: HashMap<u64, usize> =
        frequent.iter().enumerate().map(|(at, (_, row))| (*row, at)).collect();
    let mut phrases: Vec<(usize, Phrase)> = Vec::new();
    for text in texts {
        each_row(text, &joining, |row, words| {
            if let Some(at) = wanted.remove(&row) {
                let texts = frequent.get(at).map_or(0, |(count, _)| *count);
                phrases.push((at, Phrase { text: written(words), texts }));
            }
        });
    }
    phrases.sort_unstable_by_key(|(at, _)| *at);
    phrases.into_iter().map(|(_, phrase)| phrase).collect()
}

/// Calls back for every row of words that may be a phrase, with a name of it.
fn each_row(text: &str, joining: &HashSet<String>, mut each: impl FnMut(u64, &[Token<'_>])) {
    let words: Vec<(Token<'_>, String)> =
        tokens(text).map(|token| (token, key::exact(token.text))).collect();
    let plain: Vec<Token<'_>> = words.iter().map(|(token, _)| *token).collect();
    for start in 0..words.len() {
        let mut hasher = DefaultHasher::new();
        let row = words.iter().skip(start).take(LONGEST).enumerate();
        for (more, (token, key)) in row {
            if (more > 0 && token.after_break) || !is_word(token.text) {
                break;
            }
            let is_joining = joining.contains(key);
            if more == 0 && is_joining {
                break;
            }
            key.hash(&mut hasher);
            let row = plain.get(start..=start + more).unwrap_or_default();
            if more + 1 >= SHORTEST && !is_joining {
                each(hasher.finish(), row);
            }
        }
    }
}

fn is_word(text: &str) -> bool {
    text.chars().all(|c| letter(c).is_some() || is_combining_mark(c))
}

fn written(words: &[Token<'_>]) -> String {
    let words = words.iter().map(|token| token.text.nfc().collect::<String>().to_lowercase());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_words_between_breaks() {
        let found = phrases(&["Phát triển hạ tầng. Số liệu của tỉnh"]);
        let texts: Vec<&str> = found.iter().map(|phrase| phrase.text.as_str()).collect();
        for there in ["hạ tầng", "phát triển hạ tầng", "số liệu", "số liệu của tỉnh"]
        {
            assert!(texts.contains(&there), "{there}: {texts:?}");
        }
        for not in ["tầng số", "của tỉnh", "số liệu của", "hạ"] {
            assert!(!texts.contains(&not), "{not}");
        }
    }

    #[test]
    fn the_most_frequent_first_whatever_its_spelling() {
        let texts = ["hạ tầng", "HẠ TẦNG, số hóa", "hạ tầng; số hoá", "cấp xã"];
        let found = phrases(&texts);
        assert_eq!((found[0].text.as_str(), found[0].texts), ("hạ tầng", 3));
        assert_eq!((found[1].text.as_str(), found[1].texts), ("số hóa", 2));
        let many: Vec<&str> =
            texts.iter().copied().cycle().take(40).chain(["một lần thôi"]).collect();
        assert!(phrases(&many).iter().all(|phrase| phrase.texts >= 10));
    }
}
