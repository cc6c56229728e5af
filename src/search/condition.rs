//! What a question asks of the record: kind, days, issuer, signer, tasks, citations.
//!
//! In: a field and its value as typed. Out: a [`Condition`], and over an index the directives that it
//! lets [`Passes`]. Names are compared like words of the text: marks count where they were typed.

use super::days::{self, Days};
use super::evaluate::subjects;
use super::exactly::plain;
use super::field::{Field, is_none, kinds_named};
use super::number::{is_meant, shown};
use super::pattern::{Pattern, has_no_marks};
use super::synonym;
use crate::directive::Relation;
use crate::directive::query::{NumberQuery, Reading, number_in_field};
use crate::error::Result;
use crate::index::{Snapshot, Whose};
use crate::text::fold::fold;
use std::collections::HashSet;
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocAddress, DocId, SegmentReader};

/// What the record must say.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// Any of these kinds, by abbreviation.
    Kind(Vec<String>),
    /// Its date may be one of these days.
    Days(Days),
    /// A task falls due on one of these days.
    Due(Days),
    /// The column holds one of these names, or more words.
    Named(&'static str, Vec<Pattern>),
    /// The column holds this very name, from its first letter to its last.
    Whole(&'static str, String),
    /// The column holds one of these very values.
    Value(&'static str, &'static [&'static str]),
    /// The column holds anything.
    Any(&'static str),
    /// The column holds nothing.
    None(&'static str),
    /// Its subject holds the words.
    Subject(Vec<Pattern>),
    /// It cites the number, and does this with it.
    Citing(NumberQuery, Option<Relation>),
}

/// Origins as people name them, folded, and as the index has them.
const ORIGINS: [(&[&str], &[&str], &str); 4] = [
    (&["text", "chu", "nguyen van"], &["text"], "chữ của tệp"),
    (&["ocr", "quet", "scan"], &["ocr", "mixed"], "nhận dạng từ ảnh"),
    (&["mixed"], &["mixed"], "một phần nhận dạng từ ảnh"),
    (&["recovered", "khoi phuc", "khoiphuc"], &["recovered"], "máy khôi phục"),
];

/// Secrecy as people name it, folded, and as the index has it.
const SECRECIES: [(&[&str], &[&str], &str); 3] = [
    (&["mat"], &["Mật"], "mật"),
    (&["toi mat", "toimat"], &["Tối mật"], "tối mật"),
    (&["tuyet mat", "tuyetmat"], &["Tuyệt mật"], "tuyệt mật"),
];

impl Condition {
    /// What a field asks, and how that is said; `None` if the value does not fit.
    pub(crate) fn read(field: Field, value: &str) -> Option<(Self, String)> {
        let none = "không ghi".to_owned();
        let named = |column: &'static str| {
            if is_none(value) {
                return Some((Self::None(column), none.clone()));
            }
            if let Some(whole) = whole(value) {
                return Some((Self::Whole(column, whole.clone()), format!("= {whole}")));
            }
            Some((Self::Named(column, patterns(value)?), value.to_owned()))
        };
        match field {
            Field::Number => is_none(value).then_some((Self::None("number_order"), none)),
            Field::Kind if is_none(value) => Some((Self::None("kind"), none)),
            Field::Kind if value.starts_with('=') => {
                let letters = whole(value)?;
                Some((Self::Whole("kind", letters.clone()), format!("= {letters}")))
            }
            Field::Kind => {
                let kinds = kinds_named(value);
                let names: Vec<&str> = kinds.iter().map(|kind| kind.name.as_str()).collect();
                let letters = kinds.iter().map(|kind| kind.abbreviation().to_owned()).collect();
                (!kinds.is_empty()).then(|| (Self::Kind(letters), names.join(", ")))
            }
            Field::From | Field::To | Field::Date | Field::Due => {
                if is_none(value) {
                    let column = if field == Field::Due { "due" } else { "date_first" };
                    return Some((Self::None(column), none));
                }
                let days = days::days(value)?;
                let days = match field {
                    Field::From => *days.start()..=u64::MAX,
                    Field::To => 0..=*days.end(),
                    _ => days,
                };
                let said = days::shown(&days);
                Some((if field == Field::Due { Self::Due(days) } else { Self::Days(days) }, said))
            }
            Field::Issuer => named("issuer"),
            Field::Signer => named("signer"),
            Field::Place => named("place"),
            Field::Task => named("task"),
            Field::Subject => Some((Self::Subject(patterns(value)?), value.to_owned())),
            Field::Citing(relation) => {
                let number = number_in_field(value)?;
                let said = shown(&number, None);
                Some((Self::Citing(number, relation), said))
            }
            Field::Secrecy if matches!(fold(value).as_str(), "co" | "any" | "yes") => {
                Some((Self::Any("secrecy"), "có".to_owned()))
            }
            Field::Secrecy if is_none(value) => Some((Self::None("secrecy"), none)),
            Field::Secrecy => of_table("secrecy", &SECRECIES, value),
            Field::Origin => of_table("origin", &ORIGINS, value),
        }
    }

    /// The condition over every segment.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub(crate) fn on(&self, snapshot: &Snapshot) -> Result<Vec<Passes>> {
        let readers = snapshot.searcher().segment_readers();
        match self {
            Self::Subject(patterns) => {
                let mut docs: Vec<HashSet<DocId>> = vec![HashSet::new(); readers.len()];
                for pattern in patterns {
                    let found = subjects(snapshot, snapshot.fields().subject, pattern)?;
                    docs.iter_mut().zip(found).for_each(|(docs, found)| docs.extend(found));
                }
                Ok(docs.into_iter().map(Passes::Docs).collect())
            }
            Self::Citing(number, relation) => {
                let mut docs: Vec<HashSet<DocId>> = vec![HashSet::new(); readers.len()];
                for at in citing(snapshot, number, *relation)? {
                    if let Some(docs) = docs.get_mut(at.segment_ord as usize) {
                        docs.insert(at.doc_id);
                    }
                }
                Ok(docs.into_iter().map(Passes::Docs).collect())
            }
            _ => readers
                .iter()
                .map(|segment| self.on_segment(segment).map_err(|error| snapshot.failed(error)))
                .collect(),
        }
    }

    fn on_segment(&self, segment: &SegmentReader) -> tantivy::Result<Passes> {
        let columns = segment.fast_fields();
        Ok(match self {
            Self::Kind(kinds) => {
                ords(columns.str("kind")?, |kind| kinds.iter().any(|k| k == kind))?
            }
            Self::Value(column, values) => {
                ords(columns.str(column)?, |value| values.contains(&value))?
            }
            Self::Whole(column, name) => {
                ords(columns.str(column)?, |value| value == name || plain(value) == *name)?
            }
            Self::Any(column) => ords(columns.str(column)?, |_| true)?,
            Self::Named(column, patterns) => ords(columns.str(column)?, |value| {
                patterns.iter().any(|pattern| pattern.is_in(value))
            })?,
            Self::None(column @ ("due" | "date_first")) => Passes::Empty(columns.u64(column)?),
            Self::None(column) => Passes::Not(Box::new(ords(columns.str(column)?, |_| true)?)),
            Self::Days(days) => {
                let (first, last) = (columns.u64("date_first")?, columns.u64("date_last")?);
                Passes::Days(first, last, days.clone())
            }
            Self::Due(days) => Passes::Due(columns.u64("due")?, days.clone()),
            Self::Subject(_) | Self::Citing(..) => Passes::Docs(HashSet::new()),
        })
    }
}

/// The whole name that `=` before it asks for.
fn whole(value: &str) -> Option<String> {
    value.strip_prefix('=').map(plain).filter(|name| !name.is_empty())
}

/// A name and what synonyms make of it.
fn patterns(value: &str) -> Option<Vec<Pattern>> {
    let pattern = Pattern::new(value, true, has_no_marks(value))?;
    let (variants, _) = synonym::variants(&pattern, value, 0);
    let variants = variants.into_iter().map(|variant| variant.pattern);
    Some(std::iter::once(pattern.clone()).chain(variants).collect())
}

type Entry = (&'static [&'static str], &'static [&'static str], &'static str);

fn of_table(column: &'static str, table: &[Entry], value: &str) -> Option<(Condition, String)> {
    let folded = fold(value.trim());
    let found = table.iter().find(|(names, ..)| names.contains(&folded.as_str()));
    found.map(|(_, values, said)| (Condition::Value(column, values), (*said).to_owned()))
}

/// The directives that cite a number and do something with it.
fn citing(
    snapshot: &Snapshot,
    number: &NumberQuery,
    relation: Option<Relation>,
) -> Result<Vec<DocAddress>> {
    let mut found = Vec::new();
    let Some(relation) = relation else {
        for key in number.keys().into_iter().chain(number.folded_keys()) {
            found.extend(snapshot.addresses_with_number(&key, Whose::Cited)?);
        }
        return Ok(found);
    };
    if let Reading::Full(of) = &number.reading
        && number.folded_keys().is_empty()
    {
        for posting in snapshot.citing(&of.full_key())? {
            if posting.of.relations.contains(&relation) {
                found.extend(posting.at);
            }
        }
        return Ok(found);
    }
    snapshot.each_citation(|edge, at| {
        if edge.relations.contains(&relation) && is_meant(number, &edge.number) {
            found.extend(at);
        }
    })?;
    Ok(found)
}

/// A [`Condition`] over one segment.
pub(crate) enum Passes {
    /// The column holds one of these values.
    Ords(Option<Column<u64>>, HashSet<u64>),
    /// These directives.
    Docs(HashSet<DocId>),
    /// A date whose first and last day overlap these days.
    Days(Column<u64>, Column<u64>, Days),
    /// A task that is due on one of these days.
    Due(Column<u64>, Days),
    /// Nothing in the column.
    Empty(Column<u64>),
    /// What does not pass.
    Not(Box<Passes>),
}

fn ords(column: Option<StrColumn>, wanted: impl Fn(&str) -> bool) -> tantivy::Result<Passes> {
    let mut found = HashSet::new();
    if let Some(column) = &column {
        let mut ord = 0;
        let mut stream = column.dictionary().stream()?;
        while stream.advance() {
            if std::str::from_utf8(stream.key()).is_ok_and(&wanted) {
                found.insert(ord);
            }
            ord += 1;
        }
    }
    Ok(Passes::Ords(column.map(|column| column.ords().clone()), found))
}

impl Passes {
    /// Whether a directive passes. One whose date is known only by its year passes where any day of
    /// the year would; one without any date passes no days.
    pub(crate) fn passes(&self, doc: DocId) -> bool {
        match self {
            Self::Ords(column, wanted) => column
                .as_ref()
                .is_some_and(|column| column.values_for_doc(doc).any(|ord| wanted.contains(&ord))),
            Self::Docs(docs) => docs.contains(&doc),
            Self::Days(first, last, days) => match (first.first(doc), last.first(doc)) {
                (Some(first), Some(last)) => first <= *days.end() && last >= *days.start(),
                _ => false,
            },
            Self::Due(due, days) => {
                due.values_for_doc(doc).any(|day| day > 0 && days.contains(&day))
            }
            Self::Empty(column) => column.first(doc).is_none(),
            Self::Not(passes) => !passes.passes(doc),
        }
    }
}
