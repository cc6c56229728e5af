//! How much of one text stands in another, wherever: by runs of words.
//!
//! In: the keys of two texts. Out: two shares. A word of the one stands in the other if it is part of a run of
//! [`RUN`] words that the other has, too. That is one pass over both, and does not mind what was moved.

use std::collections::HashSet;

/// Words of a run. Fewer, and any two letters of one office would share their turns of phrase.
const RUN: usize = 5;

/// The share of the words of `a` that stand in `b`, and of those of `b` that stand in `a`, from 0 to 1.
pub(crate) fn shares(a: &[u64], b: &[u64]) -> (f32, f32) {
    // Of a text shorter than a run the whole text is one.
    let run = RUN.min(a.len()).min(b.len());
    if run == 0 {
        let is_same = f32::from(u8::from(a.len() == b.len()));
        return (is_same, is_same);
    }
    let in_a: HashSet<u64> = runs(a, run).collect();
    let in_b: HashSet<u64> = runs(b, run).collect();
    (share(a, run, &in_b), share(b, run, &in_a))
}

fn share(keys: &[u64], run: usize, other: &HashSet<u64>) -> f32 {
    let (mut covered, mut end) = (0, 0);
    for (start, hash) in runs(keys, run).enumerate() {
        if other.contains(&hash) {
            covered += start + run - end.max(start);
            end = start + run;
        }
    }
    covered as f32 / keys.len().max(1) as f32
}

/// The runs of a text, each as a number (a polynomial in an odd base; Knuth's MMIX multiplier).
fn runs(keys: &[u64], run: usize) -> impl Iterator<Item = u64> + '_ {
    const BASE: u64 = 6_364_136_223_846_793_005;
    let add = |sum: u64, key: &u64| sum.wrapping_mul(BASE).wrapping_add(*key);
    keys.windows(run.max(1)).map(move |window| window.iter().fold(1, add))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_words() {
        let a: Vec<u64> = (0..20).collect();
        assert_eq!(shares(&a, &a), (1.0, 1.0));
        // The first ten of them, and ten others.
        let b: Vec<u64> = (0..10).chain(100..110).collect();
        assert_eq!(shares(&a, &b), (0.5, 0.5));
        // A part of it; moved about.
        let b: Vec<u64> = (10..20).collect();
        assert_eq!(shares(&a, &b), (0.5, 1.0));
        let b: Vec<u64> = (10..20).chain(0..10).collect();
        assert_eq!(shares(&a, &b), (1.0, 1.0));
        // One word in the middle is another.
        let mut b = a.clone();
        b[10] = 99;
        assert_eq!(shares(&a, &b), (0.95, 0.95));
        assert_eq!(shares(&a, &[]), (0.0, 0.0));
        assert_eq!(shares(&[], &[]), (1.0, 1.0));
        assert_eq!(shares(&[1, 2], &[0, 1, 2]), (1.0, 2.0 / 3.0));
    }
}
