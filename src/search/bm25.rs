//! BM25 of one term: pure arithmetic.

/// How a kind of term counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Curve {
    /// Weight beside the other kinds.
    pub factor: f32,
    /// How soon a term that is repeated says no more: the larger, the later.
    pub k1: f32,
    /// How much a long text is held back, from 0 to 1.
    pub b: f32,
}

/// The weight of one term.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Bm25 {
    weight: f32,
    curve: Curve,
    /// Terms that a text has on average.
    mean: f32,
}

impl Bm25 {
    /// A term that this share of the texts holds.
    pub(crate) fn new(share: f32, texts: u64, curve: Curve, mean: f32) -> Self {
        let texts = texts.max(1) as f32;
        // A term of deleted texts may count more often than there are texts.
        let held = (share * texts).clamp(0.0, texts);
        let rarity = (1.0 + (texts - held + 0.5) / (held + 0.5)).ln();
        Self { weight: curve.factor * rarity, curve, mean: mean.max(1.0) }
    }

    /// What the term weighs.
    pub(crate) fn weight(&self) -> f32 {
        self.weight
    }

    /// How much of its weight a term has that stands so often in a text so long; from 0 to `k1` + 1.
    pub(crate) fn saturated(&self, length: u32, count: u32) -> f32 {
        let Curve { k1, b, .. } = self.curve;
        let count = count as f32;
        let norm = k1 * (1.0 - b + b * length as f32 / self.mean);
        if count > 0.0 { count * (k1 + 1.0) / (count + norm) } else { 0.0 }
    }

    /// The score of a text.
    pub(crate) fn score(&self, length: u32, count: u32) -> f32 {
        self.weight * self.saturated(length, count)
    }

    /// No text scores more.
    pub(crate) fn most(&self) -> f32 {
        self.weight * (self.curve.k1 + 1.0)
    }
}

/// The share of texts that hold any of several terms, each of which a share holds, as if they knew nothing
/// of each other.
pub(crate) fn share_of_any(shares: impl Iterator<Item = f32>) -> f32 {
    1.0 - shares.map(|share| 1.0 - share.clamp(0.0, 1.0)).product::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CURVE: Curve = Curve { factor: 1.0, k1: 1.2, b: 0.75 };

    #[test]
    fn as_counted_by_hand() {
        let of = |share| Bm25::new(share, 10, CURVE, 100.0);
        let rare = of(0.1);
        assert!((rare.weight() - (1.0f32 + 9.5 / 1.5).ln()).abs() < 1e-5);
        assert!((rare.saturated(100, 1) - 1.0).abs() < 1e-6, "of mean length, once");
        assert!((rare.saturated(100, 3) - 3.0 * 2.2 / 4.2).abs() < 1e-6);
        assert_eq!(rare.score(100, 0), 0.0);
    }

    #[test]
    fn rare_frequent_and_short_count_more() {
        let of = |share| Bm25::new(share, 1_000, CURVE, 100.0);
        assert!(of(0.01).score(100, 1) > of(0.1).score(100, 1));
        assert!(of(2.0).weight() > 0.0, "deleted texts do no harm");
        assert!(of(0.1).score(100, 2) > of(0.1).score(100, 1));
        assert!(of(0.1).score(50, 1) > of(0.1).score(100, 1));
        assert!(of(0.1).score(1, u32::MAX) <= of(0.1).most() + 1e-5);
    }

    #[test]
    fn forms_of_a_word_are_one_word() {
        assert!((share_of_any([0.5, 0.5].into_iter()) - 0.75).abs() < 1e-6);
        assert!(share_of_any([0.4, 7.0].into_iter()) <= 1.0);
        assert!(share_of_any([].into_iter()).abs() < 1e-6);
    }
}
