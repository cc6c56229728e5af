//! Any markup as the parts of a DOCX, which stand one after the other, zeros between them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use std::io::{Cursor, Write};
use std::sync::Arc;
use tracuu::extract::{Limits, Task, extract};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PARTS: [&str; 6] = ["document", "styles", "numbering", "footnotes", "header1", "endnotes"];
const RELATIONS: &str = "<a><r Id='1' Type='/styles' Target='styles.xml'/>\
    <r Id='2' Type='/numbering' Target='numbering.xml'/><r Id='3' Type='/footnotes' Target='footnotes.xml'/>\
    <r Id='4' Type='/header' Target='header1.xml'/><r Id='5' Type='/endnotes' Target='endnotes.xml'/></a>";

fn packed(data: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in
        [("[Content_Types].xml", ""), ("word/_rels/document.xml.rels", RELATIONS)]
    {
        archive.start_file(name, stored)?;
        archive.write_all(content.as_bytes())?;
    }
    for (name, content) in PARTS.iter().zip(data.split(|byte| *byte == 0)) {
        archive.start_file(format!("word/{name}.xml"), stored)?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}

fuzz_target!(|data: &[u8]| {
    let Ok(bytes) = packed(data) else { return };
    let limits = Limits { pages: 50, text_bytes: 1 << 20, ..Limits::default() };
    if let Ok(document) = extract(&Arc::new(bytes), Task::new(&limits)) {
        assert!(!document.pages.is_empty() && document.pages.len() <= 50);
        assert!(document.pages.iter().all(|page| !page.text.contains(['\r', '\u{c}'])));
    }
});
