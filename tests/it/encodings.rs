//! Text files in every encoding, generated from the sample archive's texts: each is read as what it
//! is, and what is UTF-8 stays as it is.

mod writer;

use std::fs;
use std::path::Path;
use std::sync::Arc;
use tracuu::document::{Document, Encoding, Failure, PageStatus};
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

fn forms() -> Vec<Form> {
    let mut forms = vec![Form::Utf8, Form::Utf16Le, Form::Utf16Be];
    forms.extend(CHARSETS.map(Form::Legacy));
    forms.push(Form::Scrambled(1));
    forms.extend(CHARSETS.map(Form::Shown));
    forms.push(Form::Scrambled(2));
    forms
}

/// Passages of a form that are read right, of so many.
fn right(
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

fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// The nine forms that text files come in; the two of UTF-16 are one more.
#[test]
fn passages_are_read_in_every_form() {
    let text = texts();
    let (words, writer) = (words(&text), Writer::new());
    for form in forms() {
        // A short text that is UTF-8 is changed on strong evidence only.
        let is_shown = matches!(form, Form::Shown(_) | Form::Scrambled(_));
        let least = if is_shown { 45 } else { 57 };
        for (length, count, least) in
            [(40, 60, least), (100, 60, 59), (300, 40, 40), (2000, 10, 10)]
        {
            let (right, wrong) = right(&words, form, length, count, &writer);
            assert!(right >= least, "{form:?} {length}: {right} of {count}, {:?}", wrong.first());
        }
    }
}

fn name(form: Form) -> Encoding {
    match form {
        Form::Utf8 => Encoding::Utf8,
        Form::Utf16Le => Encoding::Utf16Le,
        Form::Utf16Be => Encoding::Utf16Be,
        Form::Scrambled(_) => Encoding::Utf8AsWindows1252,
        Form::Legacy(charset) | Form::Shown(charset) => match charset {
            Charset::Tcvn3 | Charset::Tcvn3Capitals => Encoding::Tcvn3,
            Charset::Vni => Encoding::Vni,
            Charset::Windows1258 => Encoding::Windows1258,
            Charset::Viscii => Encoding::Viscii,
            Charset::Vps => Encoding::Vps,
        },
    }
}

#[test]
fn a_whole_file_is_read_and_named() {
    let (text, writer) = (texts(), Writer::new());
    for form in forms() {
        let (bytes, truth) = writer.write(&text, form);
        let document = read(&bytes);
        let lines = |text: &str| text.to_lowercase().lines().map(String::from).collect::<Vec<_>>();
        for (found, truth) in lines(&text_of(&document)).iter().zip(lines(&truth)) {
            assert_eq!(*found, truth, "{form:?}");
        }
        assert_eq!(document.encoding, Some(name(form)), "{form:?}");
        assert!(document.pages.iter().all(|page| page.status == PageStatus::Text), "{form:?}");
    }
}

#[test]
fn paragraphs_of_a_mixed_file_are_read_each_in_its_own_way() {
    let (text, writer) = (texts(), Writer::new());
    let paragraphs: Vec<&str> =
        text.split("\n\n").filter(|paragraph| paragraph.chars().count() >= 100).collect();
    let eight_bit = |form: &Form| !matches!(form, Form::Utf16Le | Form::Utf16Be);
    let forms: Vec<Form> = forms().into_iter().filter(eight_bit).collect();
    let mut dice = Dice(3);
    let (mut right, mut all) = (0, 0);
    for _ in 0..40 {
        let (mut bytes, mut truths) = (Vec::new(), Vec::new());
        for _ in 0..12 {
            let paragraph = paragraphs[dice.below(paragraphs.len())];
            let form = forms[dice.below(forms.len())];
            let (part, truth) = writer.write(paragraph, form);
            bytes.extend(part);
            bytes.extend(b"\n\n");
            truths.push(truth.to_lowercase());
        }
        let document = read(&bytes);
        let found = text_of(&document).to_lowercase();
        all += truths.len();
        right += truths.iter().filter(|truth| found.contains(truth.as_str())).count();
        assert_eq!(document.encoding, Some(Encoding::Mixed));
    }
    assert!(right * 100 >= all * 99, "{right} of {all}");
}

#[test]
fn what_is_utf8_stays_as_it_is() {
    let vietnamese = texts();
    let decomposed: String = vietnamese.nfd().collect();
    let french = "Le président a été réélu à l'unanimité. Où sont passés les élèves du collège?\n\
        «L'État», déclare-t-il, «a besoin d'une réforme à l'échelle européenne.» Noël, maïs, çà.\n";
    let code = "fn größe(µ: f64) -> f64 { µ * 2.0 } // Ø, ±5 %, n×m, §4, 3½, ©, «x», ¿qué?\n\
        let tiền = \"đồng\"; /* naïve café */ printf(\"%d·%d\\n\", a, b); // m² · m³\n";
    let table = "Họ tên;Năm;Số\nLê Hà;1990;12\nVõ Tú;1985;7\nHồ Lý;1979;1.204\nTô Hà;;\nà;á;ã\n";
    let log = "12:00:01 WARN café.service: «ç» – 5 µs … ±2 °C\u{1B}[0m ÿ\n";
    let short = ["é", "Bà Hà", "À la", "São Paulo", "Ñ", "ÄÖÜ äöü ß", "– • ™", "Tê khai", "½"];
    let texts =
        [vietnamese.as_str(), &decomposed, french, code, table, log].into_iter().chain(short);
    for text in texts {
        for text in [text.to_owned(), text.repeat(20), text.lines().rev().collect::<String>()] {
            let document = read(text.as_bytes());
            assert_eq!(document.encoding, Some(Encoding::Utf8));
            assert_eq!(text_of(&document), text);
        }
    }
}
