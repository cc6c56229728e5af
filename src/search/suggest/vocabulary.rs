//! All that can be suggested, in memory.
//!
//! In: an archive. Out: lines in the order of their letters, so that a beginning is one range, and one text
//! of all subjects and issuers, in which a beginning amid them is sought. About 300 bytes a directive; past
//! the caps the least frequent are left out.

use super::phrases::phrases;
use super::spelling::{Typed, spelled};
use super::{Suggested, Suggestion};
use crate::error::Result;
use crate::index::Snapshot;
use memchr::memmem;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// Kept at most, of numbers, subjects, issuers each.
const MOST: usize = 300_000;
/// Directives whose text is read for phrases, and bytes of each.
const SAMPLED: usize = 500;
const SAMPLED_BYTES: usize = 6_000;
/// Subjects that are read for phrases.
const SAMPLED_SUBJECTS: usize = 20_000;
/// Lines of a range, and places amid lines, that are looked at.
const LOOKED_AT: usize = 50_000;
const LOOKED_AT_AMID: usize = 500;
/// Of each sort, the most frequent that are looked at closely.
const SORTED: usize = 200;

/// See the module.
pub(super) struct Vocabulary {
    entries: Vec<Entry>,
    /// In the order of their letters.
    lines: Vec<Line>,
    /// The letters of subjects and issuers, a line each.
    all: String,
    /// Where each of those begins, and its entry.
    starts: Vec<(usize, usize)>,
}

/// Something to suggest.
struct Entry {
    text: Arc<str>,
    of: Suggested,
    /// Directives that have it; of phrases, texts looked at.
    count: u64,
}

/// A way to type an entry.
struct Line {
    letters: Box<str>,
    /// The same with its marks.
    text: Arc<str>,
    entry: usize,
}

/// A number: directives that have it, and that cite it.
#[derive(Default)]
struct Number {
    own: u64,
    cited: u64,
    kind_name: Option<String>,
}

impl Vocabulary {
    /// Collects what an archive has.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(super) fn of(snapshot: &Snapshot) -> Result<Self> {
        let mut numbers: BTreeMap<String, Number> = BTreeMap::new();
        let mut subjects: BTreeMap<String, u64> = BTreeMap::new();
        let mut issuers: BTreeMap<String, u64> = BTreeMap::new();
        snapshot.each_card(|card| {
            if let Some(number) = card.number {
                let number = numbers.entry(number).or_default();
                number.own += 1;
                number.kind_name = card.kind_name;
            }
            card.subject.into_iter().for_each(|text| *subjects.entry(text).or_default() += 1);
            card.issuer.into_iter().for_each(|text| *issuers.entry(text).or_default() += 1);
        })?;
        snapshot.each_citation(|edge, citing| {
            let number = numbers.entry(edge.number).or_default();
            number.cited += citing.len() as u64;
            number.kind_name = number.kind_name.take().or(edge.kind_name);
        })?;
        let mut all =
            Self { entries: Vec::new(), lines: Vec::new(), all: String::new(), starts: Vec::new() };
        let sample = snapshot.sample(SAMPLED, SAMPLED_BYTES)?;
        let mut texts: Vec<&str> = sample.iter().map(String::as_str).collect();
        texts.extend(subjects.keys().take(SAMPLED_SUBJECTS).map(String::as_str));
        for phrase in phrases(&texts) {
            all.add(Suggested::Phrase, &phrase.text, u64::from(phrase.texts));
        }
        for (text, number) in
            most(numbers.into_iter().collect(), |number| number.own + number.cited)
        {
            all.add_number(&text, &number);
        }
        for (of, texts) in [(Suggested::Issuer, issuers), (Suggested::Subject, subjects)] {
            for (text, count) in most(texts.into_iter().collect(), |count| *count) {
                all.add(of, &text, count);
            }
        }
        all.lines.sort_unstable_by(|a, b| a.letters.cmp(&b.letters));
        Ok(all)
    }

    fn add(&mut self, of: Suggested, text: &str, count: u64) {
        let text: Arc<str> = text.split_whitespace().collect::<Vec<_>>().join(" ").into();
        let letters = spelled(&text);
        if letters.is_empty() {
            return;
        }
        let entry = self.entries.len();
        if matches!(of, Suggested::Issuer | Suggested::Subject) {
            self.starts.push((self.all.len(), entry));
            self.all.push_str(&letters);
            self.all.push('\n');
        }
        self.entries.push(Entry { text: Arc::clone(&text), of, count });
        self.lines.push(Line { letters: letters.into(), text, entry });
    }

    /// A number may be typed from its kind on: `KL 202`, `Kết luận 202`, `NĐ 178`.
    fn add_number(&mut self, text: &str, number: &Number) {
        let of = if number.own > 0 { Suggested::Number } else { Suggested::NumberCited };
        self.add(of, text, number.own + number.cited);
        let Some(entry) = self.entries.len().checked_sub(1) else { return };
        let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
        let kind = parts.iter().position(|part| part.starts_with(char::is_alphabetic));
        let Some((kind, rest)) = kind.and_then(|at| Some((*parts.get(at)?, at))) else { return };
        let others = parts.iter().enumerate().filter(|(at, _)| *at != rest);
        let others: Vec<&str> = others.map(|(_, part)| *part).collect();
        for name in [Some(kind), number.kind_name.as_deref()].into_iter().flatten() {
            let text: Arc<str> = format!("{name} {}", others.join(" ")).into();
            self.lines.push(Line { letters: spelled(&text).into(), text, entry });
        }
    }

    /// What a beginning may mean.
    pub(super) fn look_up(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let typed = Typed::new(typed);
        if typed.prefix.is_empty() {
            return Vec::new();
        }
        let mut seen: HashSet<usize> = HashSet::new();
        let first = self.lines.partition_point(|line| *line.letters < *typed.prefix);
        let range = self.lines.iter().skip(first).take(LOOKED_AT);
        for line in range.take_while(|line| line.letters.starts_with(&typed.prefix)) {
            if !seen.contains(&line.entry) && typed.fits(&line.text, 0) {
                seen.insert(line.entry);
            }
        }
        let amid = format!(" {}", typed.prefix);
        let places = memmem::find_iter(self.all.as_bytes(), amid.as_bytes());
        for at in places.take(LOOKED_AT_AMID) {
            let line = self.starts.partition_point(|(start, _)| *start <= at);
            let Some((start, entry)) = line.checked_sub(1).and_then(|at| self.starts.get(at))
            else {
                continue;
            };
            let before = self.all.get(*start..=at).unwrap_or_default();
            let words = before.bytes().filter(|byte| *byte == b' ').count();
            let text = self.entries.get(*entry).map_or("", |entry| &entry.text);
            if typed.fits(text, words) {
                seen.insert(*entry);
            }
        }
        self.best(seen, limit)
    }

    /// The most frequent of each sort, so that none crowds out the others.
    fn best(&self, found: HashSet<usize>, limit: usize) -> Vec<Suggestion> {
        let mut of_sorts: BTreeMap<Suggested, Vec<&Entry>> = BTreeMap::new();
        for entry in found.into_iter().filter_map(|at| self.entries.get(at)) {
            of_sorts.entry(entry.of).or_default().push(entry);
        }
        for entries in of_sorts.values_mut() {
            let order = |a: &&Entry, b: &&Entry| {
                let most_frequent = b.count.cmp(&a.count);
                most_frequent
                    .then(a.text.len().cmp(&b.text.len()))
                    .then_with(|| a.text.cmp(&b.text))
            };
            if entries.len() > SORTED {
                entries.select_nth_unstable_by(SORTED, order);
                entries.truncate(SORTED);
            }
            entries.sort_unstable_by(order);
            // What is hardly ever said without more is not all that is meant.
            let mut at = 0;
            while let Some(entry) = entries.get(at) {
                let longer = |other: &&Entry| {
                    other.text.len() > entry.text.len()
                        && other.text.starts_with(&*entry.text)
                        && other.count * 10 >= entry.count * 9
                };
                let is_part = entry.of == Suggested::Phrase && entries.iter().any(longer);
                if is_part {
                    entries.remove(at);
                } else {
                    at += 1;
                }
            }
        }
        // One of each sort, then the second of each, and so on.
        let mut taken: Vec<&Entry> = Vec::new();
        for rank in 0..limit {
            let next = of_sorts.values().filter_map(|entries| entries.get(rank)).copied();
            taken.extend(next.take(limit - taken.len()));
        }
        taken.sort_by_key(|entry| entry.of);
        let suggestion = |entry: &Entry| Suggestion {
            text: entry.text.to_string(),
            of: entry.of,
            count: (entry.of != Suggested::Phrase).then_some(entry.count),
        };
        taken.into_iter().map(suggestion).collect()
    }
}

/// The most frequent, [`MOST`] of them.
fn most<T>(mut all: Vec<(String, T)>, count: impl Fn(&T) -> u64) -> Vec<(String, T)> {
    if all.len() > MOST {
        all.sort_by_key(|(_, of)| std::cmp::Reverse(count(of)));
        all.truncate(MOST);
    }
    all
}
