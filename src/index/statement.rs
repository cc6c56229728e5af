//! What people say of a directive: corrections of its record, tasks that are done.
//!
//! One file for each directive, `keep/statements/ID.json` in the folder of the index: it outlives every
//! rebuild, and is never written by the program on its own. A correction is applied whenever the
//! directive is put into the index; what was read stays beside it.

use super::keep;
use crate::directive::Directive;
use crate::directive::deadline::Deadline;
use crate::directive::field::Field;
use crate::document::DocId;
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use utoipa::ToSchema;

/// What people say of one directive.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statements {
    /// Corrected fields.
    #[serde(default)]
    pub fields: BTreeMap<Field, Statement>,
    /// Tasks that are done, by [`task_key`]; the value names the document that says so, or is empty.
    #[serde(default)]
    pub done: BTreeMap<String, Statement>,
}

/// What somebody said, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Statement {
    /// The value; empty: the document has none.
    pub value: String,
    /// Who said so, as the program was told.
    pub by: Option<String>,
    /// When: `2026-11-22T14:05:00Z`.
    pub at: String,
}

/// A correction as a record shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Correction {
    /// The field.
    pub field: Field,
    /// What was read; `None` if nothing was.
    pub was: Option<String>,
    /// What a person says.
    #[serde(flatten)]
    pub said: Statement,
}

/// Names a task of a directive: it stays the same as long as what is read of it does.
#[must_use]
pub fn task_key(deadline: &Deadline) -> String {
    const DIGITS: usize = 8;
    let date = deadline.date.as_deref().unwrap_or_default();
    let said = format!("{:?}\n{date}\n{}", deadline.relation, deadline.what);
    blake3::hash(said.as_bytes()).to_hex().chars().take(DIGITS).collect()
}

impl Statements {
    /// What is said of a directive; nothing, if nobody said anything.
    ///
    /// # Errors
    /// [`Error::Io`]; also if the file is not one of these.
    pub fn load(index: &Path, id: &DocId) -> Result<Self> {
        let path = path(index, id);
        let Some(text) = keep::read(&path)? else { return Ok(Self::default()) };
        serde_json::from_str(&text).map_err(|error| Error::io(&*path, error.into()))
    }

    /// Keeps what is said; a directive of which nothing is said any more has no file.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Io`]; what was kept before is whole.
    pub fn save(&self, index: &Path, id: &DocId) -> Result<()> {
        let path = path(index, id);
        if *self == Self::default() {
            return keep::remove(&path).map(|_| ());
        }
        let text = serde_json::to_string_pretty(self);
        keep::write(&path, &text.map_err(|error| Error::io(&*path, error.into()))?)
    }

    /// Corrects a record; what was read is in the answer. A value that no longer fits its field, since
    /// the tables changed, is left out.
    #[must_use]
    pub fn apply(&self, directive: &mut Directive) -> Vec<Correction> {
        let mut applied = Vec::new();
        for (&field, said) in &self.fields {
            let was = field.of(directive);
            match field.set(directive, &said.value) {
                Ok(()) => applied.push(Correction { field, was, said: said.clone() }),
                Err(wrong) => {
                    tracing::warn!("a correction of {} is left out: {wrong}", field.name())
                }
            }
        }
        applied
    }
}

/// A record without its corrections: as it was read.
pub fn undo(directive: &mut Directive, corrections: &[Correction]) {
    for correction in corrections.iter().rev() {
        // What was read fitted its field.
        let _ = correction.field.set(directive, correction.was.as_deref().unwrap_or_default());
    }
}

fn path(index: &Path, id: &DocId) -> PathBuf {
    folder(index).join(format!("{id}.json"))
}

/// The directives of which anything is said.
///
/// # Errors
/// [`Error::Io`].
pub fn ids(index: &Path) -> Result<HashSet<DocId>> {
    let id = |path: PathBuf| DocId::parse(path.file_stem()?.to_str()?);
    Ok(keep::files(&folder(index), "json")?.into_iter().filter_map(id).collect())
}

/// The folder of all statements.
#[must_use]
pub fn folder(index: &Path) -> PathBuf {
    keep::folder(index, "statements")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn said(value: &str) -> Statement {
        Statement { value: value.into(), by: Some("Mai".into()), at: "2026-11-22T00:00:00Z".into() }
    }

    #[test]
    fn statements_are_kept_applied_and_undone() {
        let index = tempfile::tempdir().unwrap();
        let id = DocId::parse("0123456789abcdef").unwrap();
        assert_eq!(Statements::load(index.path(), &id).unwrap(), Statements::default());
        let mut statements = Statements::default();
        statements.fields.insert(Field::Number, said("12-KH/TU"));
        statements.fields.insert(Field::Subject, said(""));
        statements.save(index.path(), &id).unwrap();
        assert_eq!(Statements::load(index.path(), &id).unwrap(), statements);

        let read = Directive { subject: Some("sai".into()), ..Directive::default() };
        let mut directive = read.clone();
        let applied = statements.apply(&mut directive);
        assert_eq!(directive.number.as_deref(), Some("12-KH/TU"));
        assert_eq!(directive.subject, None);
        assert_eq!(applied.last().and_then(|c| c.was.as_deref()), Some("sai"));
        undo(&mut directive, &applied);
        assert_eq!((directive.number, directive.subject), (None, Some("sai".into())));

        Statements::default().save(index.path(), &id).unwrap();
        assert!(!path(index.path(), &id).exists());
    }

    #[test]
    fn a_file_that_is_none_is_an_error() {
        let index = tempfile::tempdir().unwrap();
        let id = DocId::parse("0123456789abcdef").unwrap();
        fs::create_dir_all(folder(index.path())).unwrap();
        fs::write(path(index.path(), &id), "{").unwrap();
        assert!(Statements::load(index.path(), &id).is_err());
    }
}
