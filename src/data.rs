//! The tables that an archivist may replace: `schema/*.toml`, or those of a folder (`--data DIR`).
//!
//! In: a folder. Out: its tables, and the table in force by name, as JSON. What a table means is known by
//! the module that uses it; that module also checks it. The built-in tables are JSON since the
//! program was built (`build.rs`); those of a user are parsed once, at the start, and go to the workers
//! with what else they are told.
//!
//! A further table is an entry of [`BUILT_IN`] and of `build.rs`, and a check.

use crate::error::{Error, Result, TableFault, Wrong};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A table as the program brings it.
#[derive(Debug)]
pub struct BuiltIn {
    /// `kinds`, of `kinds.toml`.
    pub name: &'static str,
    /// As people edit it.
    pub toml: &'static str,
    /// The same as the program reads it.
    pub json: &'static str,
}

macro_rules! built_in {
    ($($name:literal),*) => {[$(BuiltIn {
        name: $name,
        toml: include_str!(concat!("../schema/", $name, ".toml")),
        json: include_str!(concat!(env!("OUT_DIR"), "/", $name, ".json")),
    }),*]};
}

/// All tables.
pub static BUILT_IN: [BuiltIn; 3] = built_in!["kinds", "agencies", "synonyms"];

/// Tables of a user, by name, as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tables(BTreeMap<String, String>);

static GIVEN: OnceLock<Tables> = OnceLock::new();

/// A table of a folder, as its author wrote it.
#[derive(Debug)]
pub struct Source {
    /// `kinds`.
    pub name: &'static str,
    /// `DIR/kinds.toml`.
    pub path: PathBuf,
    text: String,
}

/// The tables of a folder; at least one.
///
/// # Errors
/// [`Error::NoSuchPath`], [`Error::Io`]; [`Error::Table`] if there is no table in it, or a `.toml` by
/// the name of none.
pub fn sources(folder: &Path) -> Result<Vec<Source>> {
    let io = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => Error::NoSuchPath(folder.into()),
        _ => Error::io(folder, error),
    };
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let known = |table: &&BuiltIn| path.file_stem().is_some_and(|stem| stem == table.name);
        let Some(table) = BUILT_IN.iter().find(known) else {
            return Err(fault(&path, None, Wrong::UnknownTable));
        };
        let bytes = std::fs::read(&path).map_err(|error| Error::io(&path, error))?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to());
            fault(&path, before.map(line_behind), Wrong::NotUtf8)
        })?;
        let text = text.trim_start_matches('\u{feff}').to_owned();
        sources.push(Source { name: table.name, path, text });
    }
    if sources.is_empty() {
        return Err(fault(folder, None, Wrong::NoTable));
    }
    sources.sort_by_key(|source| source.name);
    Ok(sources)
}

impl Source {
    /// Its content.
    ///
    /// # Errors
    /// [`Error::Table`]: where it is no TOML, or not what `T` is made of.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T> {
        toml::from_str(&self.text).map_err(|error| {
            let line = error.span().and_then(|span| self.text.as_bytes().get(..span.start));
            let what = error.message().trim().replace('\n', ", ");
            fault(&self.path, line.map(line_behind), Wrong::Malformed(what))
        })
    }

    /// Something wrong in the entry number `at`, from 0, of a list such as `kind`.
    #[must_use]
    pub fn wrong(&self, list: &str, at: usize, wrong: Wrong) -> Error {
        let head = format!("[[{list}]]");
        let is_head = |line: &str| {
            let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
            bare.starts_with(&head)
        };
        let heads = self.text.lines().enumerate().filter(|(_, line)| is_head(line));
        let line = heads.map(|(line, _)| line + 1).nth(at);
        fault(&self.path, line, wrong)
    }
}

fn fault(file: &Path, line: Option<usize>, wrong: Wrong) -> Error {
    Error::Table(Box::new(TableFault { file: file.into(), line, wrong }))
}

/// The line, from 1, that stands behind these bytes.
fn line_behind(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte == b'\n').count() + 1
}

/// Puts tables in force for the rest of this process; they have been checked. Before any table is used:
/// later it has no effect. What says the same as the built-in table is not counted as given.
///
/// # Errors
/// [`Error::Table`].
pub fn put_in_force(sources: &[Source]) -> Result<()> {
    let mut tables = Tables::default();
    for source in sources {
        let value: serde_json::Value = source.parse()?;
        let known = BUILT_IN.iter().find(|table| table.name == source.name);
        let known = known.and_then(|table| serde_json::from_str(table.json).ok());
        if known.as_ref() != Some(&value) {
            tables.0.insert(source.name.to_owned(), value.to_string());
        }
    }
    accept(tables);
    Ok(())
}

/// Puts the tables in force that another process has [`given`].
pub(crate) fn accept(tables: Tables) {
    // Set already: by a test that reads files in this very process.
    let _ = GIVEN.set(tables);
}

/// The user's tables that are in force here.
pub(crate) fn given() -> Tables {
    GIVEN.get().cloned().unwrap_or_default()
}

/// A hash of the user's tables; `None` if there are none.
pub(crate) fn fingerprint() -> Option<String> {
    let tables = GIVEN.get().filter(|tables| !tables.0.is_empty())?;
    let json = serde_json::to_string(tables).unwrap_or_default();
    Some(blake3::hash(json.as_bytes()).to_hex().to_string())
}

/// The table in force, by its name; `None` if there is none of this name, or one was put in force that was
/// not checked.
pub(crate) fn table<T: DeserializeOwned>(name: &str) -> Option<T> {
    let given = GIVEN.get().and_then(|tables| tables.0.get(name)).map(String::as_str);
    let built_in = || Some(BUILT_IN.iter().find(|table| table.name == name)?.json);
    serde_json::from_str(given.or_else(built_in)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(files: &[(&str, &[u8])]) -> Result<Vec<Source>> {
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).unwrap();
        }
        sources(folder.path())
    }

    fn wrong(result: Result<Vec<Source>>) -> (Option<usize>, Wrong) {
        match result {
            Err(Error::Table(fault)) => (fault.line, fault.wrong),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folders() {
        let kinds = [("kinds.toml", "\u{feff}a = 1".as_bytes()), ("README.md", b"x")];
        let sources = of(&kinds).unwrap();
        assert_eq!(sources.iter().map(|source| source.name).collect::<Vec<_>>(), ["kinds"]);
        assert!(sources.iter().all(|source| source.parse::<toml::Table>().is_ok()));
        assert_eq!(wrong(of(&[("kind.toml", b"")])), (None, Wrong::UnknownTable));
        assert_eq!(wrong(of(&[("kinds.txt", b"")])), (None, Wrong::NoTable));
        assert_eq!(wrong(of(&[("kinds.toml", b"a\nb\xff")])), (Some(2), Wrong::NotUtf8));
    }

    #[test]
    fn built_in_tables_are_the_same_twice() {
        for BuiltIn { name, toml, json } in &BUILT_IN {
            let (toml, json): (serde_json::Value, serde_json::Value) =
                (toml::from_str(toml).unwrap(), serde_json::from_str(json).unwrap());
            assert_eq!(toml, json, "{name}");
        }
    }

    #[test]
    fn places_of_faults() {
        let sources = of(&[("kinds.toml", b"[[kind]]\na = 1\n\n[[ kind ]]\nb = 1\n")]).unwrap();
        let source = sources.first().unwrap();
        let Error::Table(fault) = source.wrong("kind", 1, Wrong::Nameless) else { panic!() };
        assert_eq!(fault.line, Some(4));
        let sources = of(&[("kinds.toml", b"a = 1\n\nb = = 2\n")]).unwrap();
        let Err(Error::Table(fault)) = sources.first().unwrap().parse::<toml::Table>() else {
            panic!()
        };
        assert_eq!(fault.line, Some(3), "{fault:?}");
    }
}
