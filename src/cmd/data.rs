//! The tables of a user: checked and put in force, and the built-in ones written out.

use super::{Context, Usage};
use std::ffi::OsStr;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;
use tracuu::data::{self, BUILT_IN};
use tracuu::directive::{agency, kind};
use tracuu::error::Error;
use tracuu::search::synonym;

/// Puts the tables of `--data` in force, if it is given.
pub(super) fn put_in_force(folder: Option<&OsStr>) -> anyhow::Result<()> {
    // An empty variable is none.
    let Some(folder) = folder.filter(|folder| !folder.is_empty()) else { return Ok(()) };
    let sources = data::sources(Path::new(folder))?;
    for source in &sources {
        match source.name {
            "kinds" => kind::check(source)?,
            "agencies" => agency::check(source)?,
            "synonyms" => synonym::check(source)?,
            _ => {}
        }
    }
    Ok(data::put_in_force(&sources)?)
}

/// Writes the built-in tables to a folder that has none of them.
pub(super) fn write(context: &Context, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    let files = BUILT_IN.iter().map(|table| (folder.join(format!("{}.toml", table.name)), table));
    let files: Vec<_> = files.collect();
    let there = |path: &Path| {
        let path = path.display();
        Usage(match context.lang {
            tracuu::wording::Lang::Vi => {
                format!("{path} đã có và được giữ nguyên; hãy chọn thư mục khác")
            }
            tracuu::wording::Lang::En => {
                format!("{path} is there already and is left alone; choose another folder")
            }
        })
    };
    // All or none.
    if let Some((path, _)) = files.iter().find(|(path, _)| fs::symlink_metadata(path).is_ok()) {
        return Err(there(path).into());
    }
    for (path, table) in &files {
        let file = fs::OpenOptions::new().write(true).create_new(true).open(path);
        let mut file = file.map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => anyhow::Error::from(there(path)),
            _ => Error::io(path, error).into(),
        })?;
        file.write_all(table.toml.as_bytes()).map_err(|error| Error::io(path, error))?;
    }
    Ok(())
}
