//! Our ranking as a model in memory, in which every weight can be turned.
//!
//! In: documents and questions. Out: for one setting of the weights, the documents in order. The
//! tokens, keys and pairs are those of the index.

use std::collections::HashMap;
use std::fmt;
use tracuu::index::analyzer::{analyze, pair};
use tracuu::text::key;

/// The weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Setting {
    /// Of folded pairs beside words at 1.
    pub(crate) pairs: f64,
    /// Of pairs with a word between.
    pub(crate) skips: f64,
    /// Of the words of the subject.
    pub(crate) subject: f64,
    /// How soon a word that is repeated says no more.
    pub(crate) k1: f64,
    /// How much long documents are held back.
    pub(crate) b: f64,
    /// The same two of pairs.
    pub(crate) pair_k1: f64,
    pub(crate) pair_b: f64,
    /// For documents by the share of the question's words that they hold.
    pub(crate) share: f64,
}

impl Setting {
    /// The rule with folded pairs at weight 1, k1 1.2, b .75.
    pub(crate) const REFERENCE: Self = Self {
        pairs: 1.0,
        skips: 0.0,
        subject: 0.0,
        k1: 1.2,
        b: 0.75,
        pair_k1: 1.2,
        pair_b: 0.75,
        share: 0.0,
    };
    /// What ranking has.
    pub(crate) const OURS: Self =
        Self { pair_k1: 0.45, pair_b: 0.5, subject: 0.25, ..Self::REFERENCE };
}

impl fmt::Display for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pairs, skips, subject, k1, b, pair_k1, pair_b, share } = self;
        write!(f, "words k1 {k1} b {b}, pairs {pairs} k1 {pair_k1} b {pair_b}, ")?;
        write!(f, "subject {subject}, share {share}, skips {skips}")
    }
}

/// Terms of one kind: where they stand, and how long the documents are.
#[derive(Default)]
struct Terms {
    postings: HashMap<String, Vec<(usize, f64)>>,
    lengths: Vec<f64>,
    mean: f64,
}

impl Terms {
    fn new(documents: impl Iterator<Item = Vec<String>>) -> Self {
        let mut terms = Self::default();
        for (at, words) in documents.enumerate() {
            terms.lengths.push(words.len() as f64);
            let mut counts: HashMap<String, f64> = HashMap::new();
            for word in words {
                *counts.entry(word).or_default() += 1.0;
            }
            for (word, count) in counts {
                terms.postings.entry(word).or_default().push((at, count));
            }
        }
        let all: f64 = terms.lengths.iter().sum();
        terms.mean = (all / terms.lengths.len().max(1) as f64).max(1.0);
        terms
    }

    fn add(&self, term: &str, weight: f64, (k1, b): (f64, f64), scores: &mut [f64]) {
        let Some(postings) = self.postings.get(term).filter(|_| weight > 0.0) else { return };
        let (all, held) = (self.lengths.len() as f64, postings.len() as f64);
        let idf = (1.0 + (all - held + 0.5) / (held + 0.5)).ln();
        for &(at, count) in postings {
            let length = self.lengths[at] / self.mean;
            let norm = k1 * (1.0 - b + b * length);
            scores[at] += weight * idf * count * (k1 + 1.0) / (count + norm);
        }
    }
}

/// A text as terms.
struct Split {
    keys: Vec<String>,
    folded: Vec<String>,
    pairs: Vec<String>,
    skips: Vec<String>,
}

impl Split {
    fn new(text: &str) -> Self {
        let tokens: Vec<_> = analyze(text).collect();
        let folded = |key: &str| key::folded(key).to_owned();
        let mut split = Self {
            keys: tokens.iter().map(|token| token.key.clone()).collect(),
            folded: tokens.iter().map(|token| folded(&token.key)).collect(),
            pairs: Vec::new(),
            skips: Vec::new(),
        };
        for two in tokens.windows(2) {
            if two[1].position == two[0].position + 1 {
                split.pairs.push(pair(&two[0].key, &two[1].key));
            }
        }
        for three in tokens.windows(3) {
            if three[2].position == three[0].position + 2 {
                split.skips.push(pair(&three[0].key, &three[2].key));
            }
        }
        split
    }
}

/// The documents of a set.
pub(crate) struct Model {
    keys: Terms,
    folded: Terms,
    pairs: Terms,
    skips: Terms,
    subjects: Terms,
    folded_subjects: Terms,
}

impl Model {
    /// Of documents: subject and text; the text begins with the subject.
    pub(crate) fn new(documents: impl Iterator<Item = (String, String)>) -> Self {
        let (subjects, texts): (Vec<Split>, Vec<Split>) =
            documents.map(|(subject, text)| (Split::new(&subject), Split::new(&text))).unzip();
        let of = |splits: &[Split], terms: fn(&Split) -> &Vec<String>| {
            Terms::new(splits.iter().map(|split| terms(split).clone()))
        };
        Self {
            keys: of(&texts, |split| &split.keys),
            folded: of(&texts, |split| &split.folded),
            pairs: of(&texts, |split| &split.pairs),
            skips: of(&texts, |split| &split.skips),
            subjects: of(&subjects, |split| &split.keys),
            folded_subjects: of(&subjects, |split| &split.folded),
        }
    }

    /// The best documents for a question, the best first.
    pub(crate) fn ask(&self, question: &str, by: &Setting, most: usize) -> Vec<usize> {
        // The rule of questions: a text of a question is never a passage without marks.
        let split = Split::new(question);
        let plain: Vec<String> =
            tracuu::text::token::tokens(question).map(|token| key::exact(token.text)).collect();
        let mut scores = vec![0.0; self.keys.lengths.len()];
        let mut held = vec![0.0; self.keys.lengths.len()];
        let (words, pairs) = ((by.k1, by.b), (by.pair_k1, by.pair_b));
        for (key, folded) in plain.iter().zip(&split.folded) {
            // A bare word asks for all its forms.
            let any_form = !key::is_marked(key);
            let (term, terms, subjects) = match any_form {
                true => (folded, &self.folded, &self.folded_subjects),
                false => (key, &self.keys, &self.subjects),
            };
            terms.add(term, 1.0, words, &mut scores);
            subjects.add(term, by.subject, words, &mut scores);
            if by.share > 0.0 {
                for (at, _) in terms.postings.get(term).into_iter().flatten() {
                    held[*at] += 1.0;
                }
            }
        }
        for pair in &split.pairs {
            self.pairs.add(pair, by.pairs, pairs, &mut scores);
        }
        for skip in &split.skips {
            self.skips.add(skip, by.skips, pairs, &mut scores);
        }
        for (score, held) in scores.iter_mut().zip(&held) {
            *score *= 1.0 + by.share * held / plain.len().max(1) as f64;
        }
        let mut order: Vec<usize> = (0..scores.len()).filter(|&at| scores[at] > 0.0).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        order.truncate(most);
        order
    }
}
