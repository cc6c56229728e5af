//! A DOCX file (ECMA-376) → its story.
//!
//! ```text
//! archive ─package─▶ parts ─xml─▶ body ─styles, numbering─▶ story
//! ```
//!
//! What a page of it shows: text with its fonts, tables, notes, headers and footers, frames, the
//! labels of lists, the results of fields, tracked changes as accepted. Not comments, not charts.

mod body;
mod numbering;
mod parts;
mod properties;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use super::Told;
use super::builder::{Apart, Builder, RUNNING};
use super::package::Package;
use super::xml::{Node, Xml, decode};
use crate::document::Failure;
use body::Body;
use parts::Parts;
use std::collections::HashMap;
use styles::Styles;

/// Reads a DOCX.
///
/// # Errors
/// [`Failure::Damaged`] if its main part is not there, [`Failure::Encrypted`] if a password closes it.
pub(super) fn read(bytes: &[u8], room: usize) -> Result<Told, Failure> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let missing = || Failure::Damaged { detail: format!("it has no {main}") };
    let markup = package.part(&main)?.ok_or_else(missing)?;
    let relations = relations(&mut package, &main)?;
    let mut part = |kind: &str| -> Result<String, Failure> {
        let target = relations.values().find(|relation| relation.kind == kind);
        let Some(target) = target else { return Ok(String::new()) };
        let bytes = package.part(&target.part)?.unwrap_or_default();
        Ok(decode(&bytes).into_owned())
    };
    let (styles, numbering) = (part("styles")?, part("numbering")?);
    let (footnotes, endnotes) = (part("footnotes")?, part("endnotes")?);
    let markup = decode(&markup);
    let parts = Parts {
        styles: Styles::read(&styles),
        footnotes: parts::notes(&footnotes),
        endnotes: parts::notes(&endnotes),
    };
    let sections = parts::sections(&markup);
    let mut body = Body::new(&parts, numbering::read(&numbering), sections, Builder::new(room));
    body.read(&markup);
    let (headers, footers) = body.running();
    for (ids, what) in [(headers, Apart::Header), (footers, Apart::Footer)] {
        for id in ids.iter().take(RUNNING) {
            let Some(relation) = relations.get(id) else { continue };
            let bytes = package.part(&relation.part)?.unwrap_or_default();
            body.read_apart(&decode(&bytes), what);
        }
    }
    let is_mended = package.is_damaged || body.is_broken();
    let is_cut = package.is_cut;
    Ok(Told { story: body.finish(), is_mended, is_cut })
}

/// Where one part leads.
#[derive(Debug)]
struct Relation {
    /// The last word of its type: `styles`, `header`.
    kind: String,
    /// The name of the part.
    part: String,
}

/// The name of the part that holds the text.
fn main_part(package: &mut Package<'_>) -> Result<String, Failure> {
    let relations = relations(package, "")?;
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "word/document.xml".to_owned(), |main| main.part))
}

/// Where a part leads, by the ids of its relations; those of the package for a blank name.
fn relations(package: &mut Package<'_>, part: &str) -> Result<HashMap<String, Relation>, Failure> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let list = join(folder, &format!("_rels/{name}.rels"));
    let bytes = package.part(&list)?.unwrap_or_default();
    let text = decode(&bytes);
    let relation = |node: Node<'_>| {
        let Node::Open(tag) = node else { return None };
        let is_inside = tag.get("TargetMode").as_deref() != Some("External");
        let kind = tag.get("Type")?.rsplit('/').next()?.to_owned();
        let part = join(folder, &tag.get("Target")?);
        is_inside.then(|| Some((tag.get("Id")?.into_owned(), Relation { kind, part })))?
    };
    Ok(Xml::new(&text).filter_map(relation).collect())
}

/// The name of a part that is named from within a folder.
fn join(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(absolute) => ("", absolute),
        None => (folder, target),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
