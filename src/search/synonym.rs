//! What is written in more than one way: a table from `schema/synonyms.toml`.
//!
//! In: the words of a question. Out: the same with names for their abbreviations, or the other way round,
//! and what was widened, for people. `=` before a word takes it as it is. What became of a body is
//! offered, not searched: a successor is another body.

use super::answer::{Former, Synonym};
use super::pattern::Pattern;
use super::slot::Slot;
use crate::data::{self, Source};
use crate::directive::agency;
use crate::error::{Result, Wrong};
use crate::text::fold::fold;
use crate::text::key;
use crate::text::syllable::is_legal_folded;
use crate::text::token::tokens;
use serde::Deserialize;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Rows of words that one row of words is widened to at most.
const MOST: usize = 8;

/// A pattern with something in it written in another way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// Looked for as a phrase.
    pub pattern: Pattern,
}

/// `synonyms.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    same: Vec<Same>,
    #[serde(default)]
    ambiguous: Vec<Ambiguous>,
}

/// Names and abbreviations of one thing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    names: Vec<String>,
}

/// Letters that stand for several things.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Ambiguous {
    letters: String,
    means: Vec<String>,
}

/// Whether a user's table is sound.
///
/// # Errors
/// [`crate::error::Error::Table`]: what is wrong, and where.
pub fn check(source: &Source) -> Result<()> {
    let file: File = source.parse()?;
    let empty = |name: &String| tokens(name).next().is_none();
    for (at, same) in file.same.iter().enumerate() {
        if same.names.len() < 2 || same.names.iter().any(empty) {
            return Err(source.wrong("same", at, Wrong::Nameless));
        }
    }
    for (at, ambiguous) in file.ambiguous.iter().enumerate() {
        if ambiguous.means.is_empty()
            || ambiguous.means.iter().chain([&ambiguous.letters]).any(empty)
        {
            return Err(source.wrong("ambiguous", at, Wrong::Nameless));
        }
    }
    Ok(())
}

/// One way to write something.
struct Name {
    keys: Vec<String>,
    /// Letters for words.
    is_short: bool,
    /// What it is widened to.
    means: Vec<&'static str>,
}

struct Table {
    names: Vec<Name>,
    /// By the folded first word, the longest first.
    first: HashMap<String, Vec<usize>>,
}

#[expect(
    clippy::expect_used,
    reason = "the file is part of the program; a user's is checked before"
)]
static FILE: LazyLock<File> = LazyLock::new(|| data::table("synonyms").expect("synonyms.toml"));

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut names: Vec<Name> = Vec::new();
    let mut push = |name: &str, means: Vec<&'static str>| {
        let keys = tokens(name).map(|token| key::exact(token.text)).collect();
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let is_short =
            letters.clone().count() < 8 && letters.filter(|c| c.is_uppercase()).count() > 1;
        names.push(Name { keys, is_short, means });
    };
    for same in &FILE.same {
        for name in &same.names {
            push(name, same.names.iter().filter(|n| *n != name).map(String::as_str).collect());
        }
    }
    for ambiguous in &FILE.ambiguous {
        push(&ambiguous.letters, ambiguous.means.iter().map(String::as_str).collect());
    }
    let mut first: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, name) in names.iter().enumerate() {
        if let Some(word) = name.keys.first() {
            first.entry(key::folded(word).to_owned()).or_default().push(at);
        }
    }
    let length = |at: &usize| names.get(*at).map_or(0, |name| name.keys.len());
    first.values_mut().for_each(|list| list.sort_by_key(|at| std::cmp::Reverse(length(at))));
    Table { names, first }
});

/// What synonyms make of a pattern, and what was widened. `question` is the whole as typed and `at` where
/// the pattern begins in it, to say how it is asked without.
pub(crate) fn variants(
    pattern: &Pattern,
    question: &str,
    at: usize,
) -> (Vec<Variant>, Vec<Synonym>) {
    let words: Vec<(Range<usize>, bool)> = tokens(&pattern.text)
        .map(|token| {
            let before = pattern.text.get(..token.start).unwrap_or_default();
            (token.start..token.end(), before.ends_with('='))
        })
        .collect();
    let is_loud = !pattern.text.chars().any(char::is_lowercase);
    let mut rows = vec![String::new()];
    let (mut synonyms, mut done, mut word) = (Vec::new(), 0, 0);
    while word < words.len() {
        let Some((name, range)) = name_at(pattern, &words, word, is_loud) else {
            word += 1;
            continue;
        };
        let typed = pattern.text.get(range.clone()).unwrap_or_default();
        let before = pattern.text.get(done..range.start).unwrap_or_default();
        rows = rows
            .iter()
            .flat_map(|row| {
                let ways = std::iter::once(typed).chain(name.means.iter().copied());
                ways.map(move |way| format!("{row}{before}{way}"))
            })
            .take(MOST + 1)
            .collect();
        let offset =
            question.get(at..).and_then(|rest| rest.find(pattern.text.as_str())).unwrap_or(0);
        let here = at + offset + range.start;
        let (head, tail) = question.split_at_checked(here).unwrap_or((question, ""));
        synonyms.push(Synonym {
            typed: typed.to_owned(),
            means: name.means.iter().map(|means| (*means).to_owned()).collect(),
            off: format!("{head}={tail}"),
        });
        done = range.end;
        word += name.keys.len();
    }
    let rest = pattern.text.get(done..).unwrap_or_default();
    // The first is as typed.
    let others = rows
        .iter()
        .skip(1)
        .filter_map(|row| Pattern::new(&format!("{row}{rest}"), true, pattern.is_unmarked));
    (others.map(|pattern| Variant { pattern }).collect(), synonyms)
}

/// The longest name of the table at a word, and its bytes.
fn name_at(
    pattern: &Pattern,
    words: &[(Range<usize>, bool)],
    at: usize,
    is_loud: bool,
) -> Option<(&'static Name, Range<usize>)> {
    let slots = pattern.slots.get(at..)?;
    let names = TABLE.first.get(slots.first()?.folded())?;
    let fits = |name: &Name, is_loose: bool| {
        let here = words.get(at..at + name.keys.len()).unwrap_or_default();
        let is_free = here.len() == name.keys.len() && here.iter().all(|(_, literal)| !literal);
        let same = |(slot, key): (&Slot, &String)| {
            let is_same = slot.key == *key || is_loose && slot.folded() == key::folded(key);
            is_same && !slot.is_prefix
        };
        is_free && slots.iter().zip(&name.keys).all(same) && {
            let typed = slots.first().map_or("", |slot| slot.text.as_str());
            let is_upper = !typed.chars().any(char::is_lowercase) && !is_loud;
            !name.is_short || name.keys.len() > 1 || is_upper || !is_legal_folded(&fold(typed))
        }
    };
    let names = || names.iter().filter_map(|at| TABLE.names.get(*at));
    // Letters lose their mark easily, and are not mistaken for words; but TU is not TƯ.
    let as_typed = names().find(|name| fits(name, false));
    let name = as_typed
        .or_else(|| names().find(|n| (n.is_short || pattern.is_unmarked) && fits(n, true)))?;
    let (first, _) = words.get(at)?;
    let (last, _) = words.get(at + name.keys.len() - 1)?;
    Some((name, first.start..last.end))
}

/// Since when former names of a body are worth offering with a later one.
const RECENT: i16 = 2000;

/// What bodies named in a text became, and what they were before, where that is not long ago.
pub(crate) fn formers(text: &str) -> Vec<Former> {
    let text = format!(" {} ", fold(text));
    let named = |name: &&String| text.contains(&format!(" {} ", fold(name)));
    let mut formers = Vec::new();
    for change in agency::renamings() {
        let is_recent = change.on.year() >= RECENT;
        for (own, others, is_later) in
            [(&change.from, &change.to, true), (&change.to, &change.from, false)]
        {
            if !(is_later || is_recent) || !own.iter().any(|name| named(&name)) {
                continue;
            }
            formers.extend(others.iter().filter(|other| !named(other)).map(|other| Former {
                name: other.clone(),
                since: change.on.to_string(),
                is_later,
            }));
        }
    }
    formers.sort_by(|a, b| (&a.name, &b.since).cmp(&(&b.name, &a.since)));
    formers.dedup_by(|a, b| a.name == b.name);
    formers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::pattern::has_no_marks;

    fn of(question: &str) -> (Vec<String>, Vec<Synonym>) {
        let pattern = Pattern::new(question, false, has_no_marks(question)).unwrap();
        let (variants, synonyms) = variants(&pattern, question, 0);
        (variants.into_iter().map(|variant| variant.pattern.text).collect(), synonyms)
    }

    #[test]
    fn abbreviations_and_names() {
        for (question, wanted) in [
            ("UBND tỉnh", &["Ủy ban nhân dân tỉnh"][..]),
            ("ủy ban nhân dân tỉnh", &["UBND tỉnh"]),
            ("uy ban nhan dan tinh", &["UBND tinh"]),
            ("ubnd tỉnh", &["Ủy ban nhân dân tỉnh"]),
            (
                "HDND và UBND",
                &[
                    "HDND và Ủy ban nhân dân",
                    "Hội đồng nhân dân và UBND",
                    "Hội đồng nhân dân và Ủy ban nhân dân",
                ],
            ),
            ("kết luận của BCT", &["kết luận của Bộ Chính trị", "kết luận của Bộ Công Thương"]),
            ("Bộ Chính trị", &[]),
            ("thông báo của TU", &["thông báo của Tỉnh ủy"]),
            ("tu bổ di tích", &[]),
            ("tu bo di tich", &[]),
            ("hạ tầng số", &[]),
            ("=UBND tỉnh", &[]),
            ("uỷ ban nhân dân", &["UBND"]),
        ] {
            assert_eq!(of(question).0, wanted, "{question}");
        }
    }

    #[test]
    fn each_can_be_switched_off() {
        let (_, synonyms) = of("HĐND và UBND");
        let offs: Vec<&str> = synonyms.iter().map(|synonym| synonym.off.as_str()).collect();
        assert_eq!(offs, ["=HĐND và UBND", "HĐND và =UBND"]);
        assert_eq!(of("HĐND và =UBND").0, ["Hội đồng nhân dân và =UBND"]);
        assert_eq!(of("=HĐND và =UBND").0, [""; 0]);
    }

    #[test]
    fn no_more_than_some() {
        let many = "UBND HĐND MTTQ BCĐ BTV BCT BTC QH CT";
        assert!(of(many).0.len() <= MOST);
    }

    #[test]
    fn the_table_is_sound() {
        assert!(TABLE.names.iter().all(|name| !name.keys.is_empty() && !name.means.is_empty()));
        assert!(FILE.same.iter().all(|same| same.names.len() > 1));
    }

    #[test]
    fn what_became_of_bodies() {
        let formers = formers("kế hoạch của Hội đồng Bộ trưởng");
        assert!(formers.iter().any(|former| former.name == "Chính phủ" && former.is_later));
    }
}
