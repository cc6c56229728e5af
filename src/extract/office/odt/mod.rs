//! An OpenDocument text (ISO/IEC 26300) → its story, packed or as one flat file.
//!
//! ```text
//! archive ─package─▶ parts ─xml─▶ body ─styles, lists─▶ story
//! ```
//!
//! What a page of it shows, as of a DOCX.

mod body;
mod lists;
mod properties;
mod styles;
#[cfg(test)]
mod tests;

use super::Told;
use super::builder::{Apart, Builder, RUNNING};
use super::package::Package;
use super::xml::{Node, Xml, decode};
use crate::document::Failure;
use body::Body;
use styles::{Styles, masters};

/// Reads an ODT.
///
/// # Errors
/// [`Failure::Damaged`] if its text is not there, [`Failure::Encrypted`] if a password closes it,
/// [`Failure::NotADocument`] if it is a table or slides.
pub(super) fn read(bytes: &[u8], room: usize) -> Result<Told, Failure> {
    if !bytes.starts_with(b"PK") {
        let whole = decode(bytes);
        return tell(&whole, &whole, room);
    }
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(Failure::Encrypted);
    }
    let missing = || Failure::Damaged { detail: "it has no content.xml".to_owned() };
    let content = package.part("content.xml")?.ok_or_else(missing)?;
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let told = tell(&decode(&content), &decode(&styles), room)?;
    let is_mended = told.is_mended || package.is_damaged;
    Ok(Told { is_mended, is_cut: package.is_cut, ..told })
}

/// The story of a text and its styles.
fn tell(content: &str, common: &str, room: usize) -> Result<Told, Failure> {
    let Some(text) = text_of(content) else {
        let is_markup = content.contains("document-content") || content.contains("opendocument");
        let damaged = Failure::Damaged { detail: "it has no text".to_owned() };
        return Err(if is_markup { Failure::NotADocument } else { damaged });
    };
    let mut styles = Styles::default();
    styles.read(common);
    let of_pages = styles.clone();
    styles.read(content);
    let mut body = Body::new(&styles, Builder::new(room));
    body.read(text);
    body.set_styles(&of_pages);
    let all = masters(common);
    let is_used = |name: &str| styles.uses_master(name);
    let used = all.iter().filter(|master| is_used(&master.name));
    let used: Vec<_> = if all.iter().any(|master| is_used(&master.name)) {
        used.collect()
    } else {
        all.iter().take(1).collect()
    };
    let mut read: Vec<&str> = Vec::new();
    for (what, markup) in used.into_iter().flat_map(|master| &master.running) {
        if read.len() < RUNNING && !read.contains(markup) {
            read.push(markup);
            body.read_apart(markup, *what);
        }
    }
    let is_mended = body.is_broken();
    Ok(Told { story: body.finish(), is_mended, is_cut: false })
}

/// The markup of the text; `None` if the file holds something else.
fn text_of(content: &str) -> Option<&str> {
    let mut xml = Xml::new(content);
    xml.by_ref().find(|node| matches!(node, Node::Open(tag) if tag.name() == "body"))?;
    loop {
        match xml.next()? {
            Node::Open(tag) if tag.name() == "text" => break,
            Node::Open(_) | Node::Close(_) => return None,
            Node::Text(_) => {}
        }
    }
    content.get(xml.position()..)
}

/// What stands apart at the pages of a master page: its header, or its footer.
type Running<'x> = (Apart, &'x str);
