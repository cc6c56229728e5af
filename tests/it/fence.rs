//! The fence: what a worker reads is what is read without one, and what no reader survives costs
//! one page, or one file.

use crate::support::{Archive, call, letter};
use lopdf::content::{Content, Operation};
use lopdf::encryption::{EncryptionState, EncryptionVersion, Permissions};
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tracuu::document::{Failure, Outcome, PageStatus, Warning};
use tracuu::extract::Limits;
use tracuu::fence::{Fence, Settings};

fn behind(limits: Limits) -> Fence {
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu")));
    Fence::new(Settings { program, limits, passwords: Vec::new() })
}

/// The contents of a page that says a text of ASCII letters.
fn says(text: &str) -> Vec<u8> {
    let string = Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    let operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("Td", vec![72.into(), 700.into()]),
        Operation::new("Tj", vec![string]),
        Operation::new("ET", vec![]),
    ];
    Content { operations }.encode().unwrap()
}

/// A PDF with these contents of pages, compressed.
fn document(contents: Vec<Vec<u8>>) -> Document {
    let mut pdf = Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let font = pdf.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Times-Roman",
        "Encoding" => "WinAnsiEncoding",
    });
    let kids: Vec<Object> = contents
        .into_iter()
        .map(|content| {
            let mut stream = Stream::new(Dictionary::new(), content);
            stream.compress().unwrap();
            let content = pdf.add_object(stream);
            let page = dictionary! {
                "Type" => "Page", "Parent" => pages, "Contents" => content,
                "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
                "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
            };
            pdf.add_object(page).into()
        })
        .collect();
    let count = i64::try_from(kids.len()).unwrap();
    pdf.objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    pdf
}

fn bytes(mut pdf: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn pages(texts: &[&str]) -> Vec<u8> {
    bytes(document(texts.iter().map(|text| says(text)).collect()))
}

#[test]
fn a_worker_reads_what_is_read_without_one() {
    let (fence, here) = (behind(Limits::default()), Fence::default());
    let files = [
        letter(7).into_bytes(),
        "một\u{c}\u{1}hai\0\u{c}\"ba\"\\\n".as_bytes().to_vec(),
        pages(&["Ket luan 202-KL/TW", "", "trang ba"]),
        b"%PDF-1.7 and no more".to_vec(),
        Vec::new(),
        vec![0; 5000],
    ];
    for file in files {
        assert_eq!(fence.read(file.clone()), here.read(file));
    }
}

#[test]
fn a_page_that_takes_all_memory_costs_that_page() {
    let bomb = vec![b' '; 400 << 20];
    let file = bytes(document(vec![says("mot"), bomb, says("ba")]));
    assert!(file.len() < 1 << 20);
    let limits = Limits { memory: 300 << 20, ..Limits::default() };
    let read = behind(limits.clone()).read(file).unwrap().document;
    let statuses: Vec<_> = read.pages.iter().map(|page| page.status).collect();
    assert_eq!(statuses, [PageStatus::Text, PageStatus::Damaged, PageStatus::Text]);
    assert_eq!((&*read.pages[0].text, &*read.pages[2].text), ("mot\n", "ba\n"));
    assert!(read.warnings.contains(&Warning::PagesUnread));

    let alone = bytes(document(vec![vec![b' '; 400 << 20]]));
    let limit = limits.memory;
    assert_eq!(behind(limits).read(alone), Err(Failure::OutOfMemory { limit }));
}

#[test]
fn nested_arrays_do_not_get_through() {
    let nested = [&b"["[..], b"]"].map(|bracket| bracket.repeat(200_000)).concat();
    let mut content = says("truoc");
    content.extend([&nested[..], b" TJ\n", &says("sau")].concat());
    let read = behind(Limits::default()).read(bytes(document(vec![content]))).unwrap();
    assert!(read.document.pages[0].text.contains("truoc"), "{:?}", read.document);
    let mut file = pages(&["mot"]);
    let at = file.windows(6).position(|w| w == b"endobj").unwrap();
    file.splice(at..at, nested);
    // Whatever becomes of it, the next file is read.
    let fence = behind(Limits::default());
    drop(fence.read(file));
    assert!(fence.read(letter(1).into_bytes()).is_ok());
}

/// A program that stands in for a worker.
#[cfg(unix)]
fn script(folder: &tempfile::TempDir, text: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.path().join("worker");
    fs::write(&path, format!("#!/bin/sh\nread -r setup\nread -r request\n{text}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
fn stand_in(text: &str, limits: Limits) -> Result<tracuu::fence::Reading, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let program = Some(script(&folder, text));
    Fence::new(Settings { program, limits, passwords: Vec::new() }).read(b"Cong van".to_vec())
}

#[cfg(unix)]
#[test]
fn a_worker_that_hangs_is_ended_in_time() {
    let second = Duration::from_secs(1);
    let limits = Limits { page_time: second, file_time: 2 * second, ..Limits::default() };
    let begun = Instant::now();
    let read = stand_in("exec sleep 600", limits.clone());
    assert_eq!(read, Err(Failure::TimedOut { seconds: 2 }));
    let page = stand_in("echo '{\"Page\":1}'; exec sleep 600", limits);
    assert_eq!(page, Err(Failure::TimedOut { seconds: 2 }));
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}

#[cfg(unix)]
#[test]
fn the_last_words_of_a_worker_are_heard() {
    let limits = Limits::default();
    let memory = stand_in("echo 'memory allocation of 7 bytes failed' >&2; exit 1", limits.clone());
    assert_eq!(memory, Err(Failure::OutOfMemory { limit: limits.memory }));
    let stack = stand_in("echo 'has overflowed its stack' >&2; exit 1", limits.clone());
    let Err(Failure::Damaged { detail }) = stack else { panic!("{stack:?}") };
    assert!(detail.contains("overflowed its stack"), "{detail}");
    for nonsense in
        ["exit 0", "echo nonsense", "echo '{\"Record\":null}'", "head -c 9999 /dev/zero"]
    {
        let read = stand_in(nonsense, limits.clone());
        assert!(matches!(read, Err(Failure::Damaged { .. })), "{nonsense}: {read:?}");
    }
    let nowhere = Settings { program: Some("/nowhere/tracuu".into()), ..Settings::default() };
    let read = Fence::new(nowhere).read(b"Cong van".to_vec());
    assert!(matches!(read, Err(Failure::Unreadable { .. })), "{read:?}");
}

/// The file closed by a password, and the same text open.
pub(super) fn closed(password: &str) -> Vec<u8> {
    let mut pdf = document(vec![says("Cong van mat khau")]);
    let id = || Object::String(b"0123456789abcdef".to_vec(), StringFormat::Literal);
    pdf.trailer.set("ID", vec![id(), id()]);
    let version = EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "chu",
        user_password: password,
        key_length: 128,
        permissions: Permissions::all(),
    };
    let state = EncryptionState::try_from(version).unwrap();
    pdf.encrypt(&state).unwrap();
    bytes(pdf)
}

#[test]
fn passwords_open_what_was_closed_before() {
    let archive = Archive::new();
    archive.write("open.txt", letter(1));
    archive.write("closed.pdf", closed("bi mat"));
    let index = archive.index();
    let files = archive.files();
    let run = |more: &[&str]| {
        let mut arguments = vec!["--lang", "en", "--index", index.to_str().unwrap(), "index"];
        arguments.extend(more);
        arguments.push(files.to_str().unwrap());
        call(&arguments)
    };
    let (code, _, _) = run(&[]);
    assert_eq!(code, 1);
    assert_eq!(archive.ledger()["closed.pdf"].outcome, Outcome::Failed(Failure::Encrypted));
    let words = archive.index().parent().unwrap().join("mat-khau.txt");
    fs::write(&words, "sai\nbi mat\n").unwrap();
    let (code, out, err) = run(&["--passwords", words.to_str().unwrap()]);
    assert_eq!(code, 0, "{out}{err}");
    assert_eq!(archive.ledger()["closed.pdf"].outcome, Outcome::Read);
    // Once read it stays, and nothing is read again.
    assert_eq!(run(&[]).0, 0);
    archive.assert_whole();
}

#[test]
fn what_was_not_read_in_full_is_read_again_on_request() {
    let archive = Archive::new();
    archive.write("two.pdf", bytes(document(vec![says("mot"), vec![b' '; 400 << 20]])));
    let index = archive.index();
    let files = archive.files();
    let run = |more: &[&str]| {
        let mut arguments = vec!["--index", index.to_str().unwrap(), "--format", "json", "index"];
        arguments.extend(more);
        arguments.push(files.to_str().unwrap());
        let (code, out, err) = call(&arguments);
        let report: serde_json::Value =
            serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"));
        (code, report["extracted"].as_u64().unwrap())
    };
    assert_eq!(run(&["--limit", "memory=300m"]), (1, 1));
    let unread = BTreeMap::from([(PageStatus::Damaged, 1)]);
    let partial = Outcome::Partial { read: 1, pages: 2, unread, waiting: 0 };
    assert_eq!(archive.ledger()["two.pdf"].outcome, partial);
    assert_eq!(run(&[]), (1, 0));
    assert_eq!(run(&["--retry", "--limit", "memory=300m"]), (1, 1));
    archive.assert_whole();
}

/// Our own files with bytes changed, cut out, doubled, swapped with other places.
#[test]
fn mutated_files_have_an_outcome() {
    let mut state = 7_usize;
    // Knuth's constants for a linear congruential generator (MMIX).
    let mut random = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let sound = [
        pages(&["Ket luan 202-KL/TW", "trang hai", "trang ba"]),
        closed(""),
        letter(3).into_bytes(),
    ];
    let archive = Archive::new();
    for n in 0..300 {
        let mut file = sound[n % sound.len()].clone();
        mutate(&mut file, &mut random);
        archive.write(&format!("{n}.bin"), file);
    }
    archive.write("sound.txt", letter(9));
    let mut options = archive.options();
    options.reading.program = Some(env!("CARGO_BIN_EXE_tracuu").into());
    let stop = std::sync::atomic::AtomicBool::new(false);
    let report = tracuu::ingest::run(&options, &stop, &mut |_| {}).unwrap();
    assert_eq!(report.files(), 301);
    assert_eq!(archive.ledger()["sound.txt"].outcome, Outcome::Read);
    archive.assert_whole();
}

fn mutate(file: &mut Vec<u8>, random: &mut impl FnMut() -> usize) {
    for _ in 0..1 + random() % 8 {
        let (at, to) = (random() % file.len(), random() % file.len());
        let length = 1 + random() % 40;
        let part = at..(at + length).min(file.len());
        match random() % 5 {
            0 => file[at] = random().to_le_bytes()[0],
            1 => drop(file.drain(part)),
            2 => {
                let copy = file[part].to_vec();
                file.splice(to..to, copy);
            }
            3 => file.swap(at, to),
            _ => file.truncate(file.len().max(200) - random() % 100),
        }
        if file.is_empty() {
            file.push(b'%');
        }
    }
}
