//! Text files in every encoding, generated from the sample archive's texts: each is read as what it
//! is, and what is UTF-8 stays as it is.

pub(crate) mod writer;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use tracuu::document::{Document, Encoding, Failure};
use tracuu::extract::{Limits, Task, extract};
use tracuu::text::legacy::Charset;
use unicode_normalization::UnicodeNormalization;
use writer::{CHARSETS, Form, Writer};

/// The bodies of the directives that the sample archive is made from.
fn texts() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/make-sample-corpus/sources");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let body = |path| {
        let text = fs::read_to_string(path).unwrap();
        text.splitn(3, "+++").last().unwrap_or_default().to_owned()
    };
    files.into_iter().map(body).collect()
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        usize::try_from((self.0 >> 33) % u64::try_from(end).unwrap()).unwrap()
    }
}

/// A passage of whole words, about so many characters long, that begins anywhere.
fn passage(words: &[&str], length: usize, dice: &mut Dice) -> String {
    let mut passage = String::new();
    let mut at = dice.below(words.len());
    while passage.chars().count() < length {
        passage.push_str(words[at % words.len()]);
        at += 1;
    }
    passage.trim().to_owned()
}

fn try_read(bytes: &[u8]) -> Result<Document, Failure> {
    extract(&Arc::new(bytes.to_vec()), Task::new(&Limits::default()))
}

fn read(bytes: &[u8]) -> Document {
    try_read(bytes).unwrap()
}

fn text_of(document: &Document) -> String {
    document.pages.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("\u{C}")
}

pub(crate) fn forms() -> Vec<Form> {
    let mut forms = vec![Form::Utf8, Form::Utf16Le, Form::Utf16Be];
    forms.extend(CHARSETS.map(Form::Legacy));
    forms.push(Form::Scrambled(1));
    forms.extend(CHARSETS.map(Form::Shown));
    forms.push(Form::Scrambled(2));
    forms
}

/// Passages of a form that are read right, of so many.
pub(crate) fn right(
    words: &[&str],
    form: Form,
    length: usize,
    count: usize,
    writer: &Writer,
) -> (usize, Vec<(String, String)>) {
    let mut dice = Dice(u64::try_from(length).unwrap());
    let mut wrong = Vec::new();
    for _ in 0..count {
        let (bytes, truth) = writer.write(&passage(words, length, &mut dice), form);
        let document = try_read(&bytes);
        let found = document.map(|d| text_of(&d)).unwrap_or_default();
        // Capitals that TCVN3 lacks may have been restored.
        if found.to_lowercase() != truth.to_lowercase() {
            wrong.push((truth, found));
        }
    }
    (count - wrong.len(), wrong)
}

pub(crate) fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}
