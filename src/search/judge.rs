//! How good a ranking is, by questions whose answers are known.
//!
//! In: the lines of a judged set, and for each question the ranks of what was found. Out:
//! [`Figures`]. Pure: nothing here asks an index.
//!
//! A line is `{"id": …, "text": …, "rel": [names]}`, or `rel` as a map of names to grades (0 says that
//! a document was looked at and is of no use). nDCG takes a grade as the gain and divides by the
//! logarithm of the rank plus one, as `trec_eval` does; recall and MRR count every grade above 0 as
//! relevant.

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Ranks that nDCG looks at.
pub const NDCG_AT: usize = 10;
/// Ranks at which recall is taken where nobody says.
pub const CUTOFFS: [usize; 3] = [10, 20, 100];

/// A question and what answers it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Question {
    /// Its name in the set; empty if it has none.
    #[serde(default, deserialize_with = "text_or_number")]
    pub id: String,
    /// As a person types it.
    pub text: String,
    /// Names of documents with their grades.
    #[serde(rename = "rel", deserialize_with = "relevant")]
    pub relevant: Vec<(String, f64)>,
}

impl Question {
    /// Reads a line.
    ///
    /// # Errors
    /// What is wrong with it, for people.
    pub fn read(line: &str) -> Result<Self, String> {
        let question: Self = serde_json::from_str(line).map_err(|error| error.to_string())?;
        if question.text.trim().is_empty() {
            return Err("`text` is empty".into());
        }
        if !question.relevant.iter().any(|(_, grade)| *grade > 0.0) {
            return Err("`rel` names no relevant document".into());
        }
        Ok(question)
    }

    /// The grades of a ranking: at each rank those of the names that it answers and that no rank before
    /// has answered.
    pub fn gains<T>(&self, ranked: &[T], answers: impl Fn(&T, &str) -> bool) -> Vec<f64> {
        let mut open: Vec<&(String, f64)> = self.relevant.iter().collect();
        let gain = |found: &T| {
            let at = open.iter().position(|(name, _)| answers(found, name));
            at.map_or(0.0, |at| open.remove(at).1)
        };
        ranked.iter().map(gain).collect()
    }

    /// The grades of all that is relevant.
    #[must_use]
    pub fn ideal(&self) -> Vec<f64> {
        self.relevant.iter().map(|(_, grade)| *grade).filter(|grade| *grade > 0.0).collect()
    }
}

/// How good rankings are, one or many of them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Questions that the means are over.
    pub questions: u64,
    /// nDCG over the first ten ranks.
    pub ndcg_10: f64,
    /// One by the rank of the first relevant document.
    pub mrr: f64,
    /// The share of what is relevant that is found within so many ranks.
    pub recall: Vec<Recall>,
}

/// Recall within so many ranks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Recall {
    /// Ranks looked at.
    pub at: usize,
    /// From 0 to 1.
    pub value: f64,
}

impl Figures {
    /// The figures of one ranking: `gains` are its grades by rank, `ideal` the grades of all that is
    /// relevant.
    #[must_use]
    pub fn of(gains: &[f64], ideal: &[f64], cutoffs: &[usize]) -> Self {
        let recall = cutoffs.iter().map(|&at| Recall { at, value: recall(gains, ideal, at) });
        Self {
            questions: 1,
            ndcg_10: ndcg(gains, ideal, NDCG_AT),
            mrr: reciprocal_rank(gains),
            recall: recall.collect(),
        }
    }

    /// The means over questions; of none, zeros.
    #[must_use]
    pub fn mean(all: &[Self], cutoffs: &[usize]) -> Self {
        let count = all.len().max(1) as f64;
        let mean = |of: &dyn Fn(&Self) -> f64| all.iter().map(of).sum::<f64>() / count;
        let recall = |at: usize| {
            let of = |one: &Self| one.recall.iter().find(|r| r.at == at).map_or(0.0, |r| r.value);
            Recall { at, value: mean(&of) }
        };
        Self {
            questions: all.iter().map(|one| one.questions).sum(),
            ndcg_10: mean(&|one| one.ndcg_10),
            mrr: mean(&|one| one.mrr),
            recall: cutoffs.iter().map(|&at| recall(at)).collect(),
        }
    }
}

/// Normalized discounted cumulative gain of the first `at` ranks.
fn ndcg(gains: &[f64], ideal: &[f64], at: usize) -> f64 {
    let discounted = |gains: &[f64]| -> f64 {
        let discount = (2u32..).map(|rank| f64::from(rank).log2());
        gains.iter().take(at).zip(discount).map(|(gain, by)| gain / by).sum()
    };
    let mut best = ideal.to_vec();
    best.sort_by(|a, b| b.total_cmp(a));
    let best = discounted(&best);
    if best > 0.0 { discounted(gains) / best } else { 0.0 }
}

/// The share of what is relevant that the first `at` ranks hold.
fn recall(gains: &[f64], ideal: &[f64], at: usize) -> f64 {
    let found = gains.iter().take(at).filter(|gain| **gain > 0.0).count();
    if ideal.is_empty() { 0.0 } else { found as f64 / ideal.len() as f64 }
}

/// One by the rank of the first relevant document; 0 where there is none.
fn reciprocal_rank(gains: &[f64]) -> f64 {
    let first = gains.iter().position(|gain| *gain > 0.0);
    first.map_or(0.0, |at| 1.0 / (at + 1) as f64)
}

/// An id is a text or a number.
fn text_or_number<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Id {
        Text(String),
        Number(serde_json::Number),
    }
    Ok(match Id::deserialize(from)? {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    })
}

/// A list of names, or names with grades.
fn relevant<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<(String, f64)>, D::Error> {
    struct Names;

    impl<'de> Visitor<'de> for Names {
        type Value = Vec<(String, f64)>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a list of names, or an object of names and grades")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            let mut names: Vec<(String, f64)> = Vec::new();
            while let Some(name) = list.next_element::<String>()? {
                if names.iter().all(|(known, _)| *known != name) {
                    names.push((name, 1.0));
                }
            }
            Ok(names)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut names = Vec::new();
            while let Some((name, grade)) = map.next_entry::<String, f64>()? {
                if !(0.0..=1_000.0).contains(&grade) {
                    return Err(A::Error::custom("a grade is from 0 to 1000"));
                }
                names.push((name, grade));
            }
            Ok(names)
        }
    }

    from.deserialize_any(Names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-9
    }

    #[test]
    fn figures_as_counted_by_hand() {
        // Relevant at ranks 2 and 4; a third one was not found.
        let figures = Figures::of(&[0.0, 1.0, 0.0, 1.0], &[1.0, 1.0, 1.0], &[2, 10]);
        let found = 1.0 / 3f64.log2() + 1.0 / 5f64.log2();
        let best = 1.0 + 1.0 / 3f64.log2() + 0.5;
        assert!(close(figures.ndcg_10, found / best));
        assert!((figures.ndcg_10 - 0.498_189).abs() < 1e-6);
        assert!(close(figures.mrr, 0.5));
        assert!(close(figures.recall[0].value, 1.0 / 3.0));
        assert!(close(figures.recall[1].value, 2.0 / 3.0));
    }

    #[test]
    fn grades_are_gains() {
        let figures = Figures::of(&[1.0, 3.0], &[1.0, 3.0, 2.0], &[10]);
        let found = 1.0 + 3.0 / 3f64.log2();
        let best = 3.0 + 2.0 / 3f64.log2() + 0.5;
        assert!(close(figures.ndcg_10, found / best));
        let none = Figures::of(&[], &[1.0], &[10]);
        assert!(close(none.ndcg_10 + none.mrr + none.recall[0].value, 0.0));
        let perfect = Figures::of(&[2.0, 1.0], &[1.0, 2.0], &[10]);
        assert!(close(perfect.ndcg_10, 1.0) && close(perfect.mrr, 1.0));
    }

    #[test]
    fn what_is_behind_the_tenth_rank_does_not_count() {
        let mut gains = vec![0.0; 10];
        gains.push(1.0);
        let figures = Figures::of(&gains, &[1.0], &[10, 20]);
        assert!(close(figures.ndcg_10, 0.0) && close(figures.mrr, 1.0 / 11.0));
        assert!(close(figures.recall[0].value, 0.0) && close(figures.recall[1].value, 1.0));
    }

    #[test]
    fn means_are_over_questions() {
        let one = Figures::of(&[1.0], &[1.0], &[10]);
        let other = Figures::of(&[0.0, 1.0], &[1.0], &[10]);
        let mean = Figures::mean(&[one, other], &[10]);
        assert_eq!(mean.questions, 2);
        assert!(close(mean.mrr, 0.75) && close(mean.recall[0].value, 1.0));
        assert!(close(Figures::mean(&[], &[10]).mrr, 0.0));
    }

    #[test]
    fn questions_name_documents_or_grade_them() {
        let of = |line: &str| Question::read(line).unwrap();
        let listed = of(r#"{"id":"a","text":"hạ tầng số","rel":["x","y","x"]}"#);
        assert_eq!(listed.relevant, [("x".into(), 1.0), ("y".into(), 1.0)]);
        let graded = of(r#"{"id":7,"text":"hạ tầng số","rel":{"x":3,"y":0}}"#);
        assert_eq!((graded.id.as_str(), graded.ideal()), ("7", vec![3.0]));
        assert_eq!(of(r#"{"text":"a","rel":["x"],"more":1}"#).id, "");
        for wrong in [
            "",
            "{}",
            "[1]",
            r#"{"id":"a","text":" ","rel":["x"]}"#,
            r#"{"id":"a","text":"hạ","rel":[]}"#,
            r#"{"id":"a","text":"hạ","rel":{"x":0}}"#,
            r#"{"id":"a","text":"hạ","rel":{"x":-1}}"#,
            r#"{"id":"a","text":"hạ","rel":"x"}"#,
            r#"{"id":"a","text":"hạ","rel":[1]}"#,
        ] {
            assert!(Question::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_name_is_answered_once() {
        let question = Question::read(r#"{"text":"a","rel":{"x":2,"y":1}}"#).unwrap();
        let gains = question.gains(&["z", "x", "x", "y"], |found, name| *found == name);
        assert_eq!(gains, [0.0, 2.0, 0.0, 1.0]);
    }
}
