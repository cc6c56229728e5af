//! OCR: scans are read when asked for, and wait otherwise; whatever the OCR program does, every
//! page has an answer.

use crate::support::{Archive, call, json, letter};
use lopdf::{Document, Object, Stream, dictionary};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};
use tracuu::document::{Origin, Outcome, PageStatus};
use tracuu::extract::{Limits, Raster, Task, raster};
use tracuu::fence::{Fence, Settings};
use tracuu::ingest;
use tracuu::ocr::{Cache, Engine, Fault, Missing};

/// A page of a directive of ours, as an image.
pub(crate) fn image() -> Raster {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus").join(SAMPLE);
    let bytes = Arc::new(fs::read(file).unwrap());
    raster(&bytes, Task::new(&Limits::default()), 1).unwrap()
}

const SAMPLE: &str = "2026/64-TTr-STC kinh phi sua chua tram y te.pdf";

/// A PDF that shows images and nothing else.
pub(crate) fn scan(pages: &[Raster]) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let tree = pdf.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    for Raster { width, height, scale, gray, .. } in pages {
        let image = dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => *width, "Height" => *height,
            "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
        };
        let mut image = Stream::new(image, gray.clone());
        image.compress().unwrap();
        let image = pdf.add_object(image);
        let (w, h) = (*width as f32 / scale, *height as f32 / scale);
        let content = Stream::new(dictionary! {}, format!("{w} 0 0 {h} 0 0 cm /I Do").into_bytes());
        let content = pdf.add_object(content);
        let page = pdf.add_object(dictionary! {
            "Type" => "Page", "Parent" => tree, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), w.into(), h.into()],
            "Resources" => dictionary! { "XObject" => dictionary! { "I" => image } },
        });
        kids.push(page.into());
    }
    let count = i64::try_from(kids.len()).unwrap();
    let pages = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count };
    pdf.objects.insert(tree, pages.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

/// A page with a few dark bars: something that waits for OCR, and differs by its number.
fn bars(number: usize) -> Raster {
    let (width, height) = (400_u32, 560_u32);
    let dark = |at: usize| (at / 400) % 40 < 8 + number && (40..360).contains(&(at % 400));
    let gray = (0..400 * 560).map(|at| if dark(at) { 0 } else { 255 }).collect();
    Raster { width, height, scale: 400.0 / 595.0, skew: 0.0, gray }
}

/// The program of this machine. Without it a test says so and is skipped, but not where everything
/// must be tested.
pub(crate) fn engine() -> Option<Engine> {
    match Engine::find(None) {
        Ok(engine) => Some(engine),
        Err(missing) if std::env::var_os("CI").is_some() => panic!("{missing}"),
        Err(missing) => {
            eprintln!("SKIPPED, OCR IS NOT TESTED WITH A REAL PROGRAM: {missing}");
            None
        }
    }
}

pub(crate) fn run(archive: &Archive, arguments: &[&str]) -> (i32, Value) {
    let (index, files) = (archive.index(), archive.files());
    let mut all = vec!["--index", index.to_str().unwrap(), "--format", "json", "index", "--jobs=2"];
    all.extend(arguments);
    all.push(files.to_str().unwrap());
    let (code, out, err) = call(&all);
    assert!(!out.is_empty(), "{err}");
    (code, json(&out))
}

#[test]
fn a_scan_is_found_by_what_it_shows() {
    if engine().is_none() {
        return;
    }
    let archive = Archive::new();
    let page = image();
    archive.write("scan.pdf", scan(&[page.clone(), page]));
    archive.write("letter.txt", letter(3));
    let (code, report) = run(&archive, &[]);
    assert_eq!((code, &report["waiting"]), (1, &2.into()));
    assert_eq!(archive.ledger()["scan.pdf"].outcome, Outcome::Scan { pages: 2 });

    let (code, report) = run(&archive, &["--ocr"]);
    assert_eq!((code, &report["waiting"]), (0, &0.into()), "{report}");
    // That one file alone was read.
    assert_eq!((&report["extracted"], &report["scans_read"]), (&1.into(), &2.into()));
    let entry = &archive.ledger()["scan.pdf"];
    assert_eq!(entry.outcome, Outcome::Read);
    let stored = archive.snapshot().directive(&entry.id().unwrap()).unwrap().unwrap();
    assert_eq!(stored.record.origin, Origin::Ocr);
    assert_eq!(stored.record.directive.number.as_deref(), Some(NUMBER), "{}", stored.body);
    archive.assert_whole();

    let index = archive.index();
    let question = ["--index", index.to_str().unwrap(), "--format", "json", "search", PHRASE];
    let (code, out, _) = call(question);
    let answer = json(&out);
    let hit = &answer["hits"][0];
    assert_eq!(
        (code, hit["match"].as_str(), hit["origin"].as_str()),
        (0, Some("exact"), Some("ocr"))
    );

    let (code, report) = run(&archive, &["--ocr"]);
    assert_eq!((code, &report["extracted"]), (0, &0.into()), "{report}");
}

const NUMBER: &str = "64/TTr-STC";
pub(crate) const PHRASE: &str = "kinh phí sửa chữa trạm y tế";

#[test]
fn read_shows_what_ocr_reads() {
    if engine().is_none() {
        return;
    }
    let archive = Archive::new();
    let file = archive.write("scan.pdf", scan(&[image()]));
    let read = |arguments: &[&str]| {
        let mut all = vec!["--format", "json", "read", file.to_str().unwrap()];
        all.extend(arguments);
        let (code, out, _) = call(&all);
        (code, json(&out))
    };
    let (code, waiting) = read(&[]);
    assert_eq!((code, &waiting["outcome"]), (1, &"scan".into()));
    let (code, done) = read(&["--ocr", "--text"]);
    assert_eq!((code, &done["outcome"], &done["origin"]), (0, &"read".into(), &"ocr".into()));
    assert!(done["text"].to_string().contains(PHRASE), "{done}");
}

/// A program that stands in for tesseract: knows Vietnamese, and reads as the script says.
#[cfg(unix)]
fn fake(folder: &tempfile::TempDir, reads: &str) -> PathBuf {
    let script = format!(
        "case \"$1\" in\n--version) echo 'fake 1.0';;\n--list-langs) printf 'List:\\neng\\nvie\\n';;\n\
         *) {reads};;\nesac"
    );
    executable(folder, &script)
}

#[cfg(unix)]
fn executable(folder: &tempfile::TempDir, script: &str) -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.path().join("engine");
    fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    path
}

#[cfg(unix)]
#[test]
fn why_there_is_no_ocr_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let nowhere = folder.path().join("nowhere");
    assert_eq!(Engine::find(Some(&nowhere)), Err(Missing::Program(nowhere.clone())));
    let english = executable(&folder, "echo 'List:'; echo eng");
    assert_eq!(Engine::find(Some(&english)), Err(Missing::Vietnamese(english.clone())));
    for broken in ["echo 'libtesseract.so.5: cannot open' >&2; exit 127", "exit 0", "kill -9 $$"] {
        let program = executable(&folder, broken);
        let missing = Engine::find(Some(&program));
        assert!(matches!(missing, Err(Missing::Broken { .. })), "{broken}: {missing:?}");
    }
    let archive = Archive::new();
    archive.write("scan.pdf", scan(&[bars(0)]));
    let (index, files) = (archive.index(), archive.files());
    let (code, _, error) = call([
        "--lang".as_ref(),
        "en".as_ref(),
        "--index".as_ref(),
        index.as_os_str(),
        "index".as_ref(),
        "--ocr".as_ref(),
        "--tesseract".as_ref(),
        nowhere.as_os_str(),
        files.as_os_str(),
    ]);
    assert_eq!(code, 2);
    assert!(error.contains("no OCR program") && error.contains("nowhere"), "{error}");
    assert!(!index.exists(), "nothing is done by half");
}

/// Indexes three scans of two pages and a text with this program: the outcomes, and the report.
#[cfg(unix)]
fn read_by(reads: &str, limits: Limits) -> (BTreeMap<String, Outcome>, ingest::Report) {
    let folder = tempfile::tempdir().unwrap();
    let engine = Engine::find(Some(&fake(&folder, reads))).unwrap();
    let archive = Archive::new();
    for number in 0..3 {
        let pages = [bars(number * 2), bars(number * 2 + 1)];
        archive.write(&format!("{number}.pdf"), scan(&pages));
    }
    archive.write("letter.txt", letter(1));
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu")));
    let reading = Settings { program, limits, passwords: Vec::new() };
    let options = ingest::Options { ocr: Some(engine), reading, ..archive.options() };
    let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    archive.assert_whole();
    let ledger = archive.ledger();
    (ledger.into_iter().map(|(name, entry)| (name, entry.outcome)).collect(), report)
}

#[cfg(unix)]
const HEAD: &str = "level\\tpage_num\\tblock_num\\tpar_num\\tline_num\\tword_num\\tleft\\ttop\\twidth\\theight\\tconf\\ttext\\n";

#[cfg(unix)]
#[test]
fn pages_that_ocr_fails_at_keep_waiting() {
    let second = Limits { ocr_time: Duration::from_secs(1), ..Limits::default() };
    let begun = Instant::now();
    let broke_down = |detail: &str| Fault::BrokeDown { detail: detail.into() };
    for (reads, fault) in [
        ("echo 'Error in pixReadMem' >&2; exit 1", Some(broke_down("Error in pixReadMem"))),
        ("kill -9 $$", Some(broke_down("signal: 9 (SIGKILL)"))),
        ("sleep 600 & sleep 600", Some(Fault::TimedOut { seconds: 1 })),
        ("cat >/dev/null; head -c 9999 /dev/urandom", Some(Fault::Garbage)),
        ("cat /dev/zero", Some(Fault::Garbage)),
        // A table, and no words in it: the page is no text.
        (&format!("cat >/dev/null; printf '{HEAD}5\\t1\\tx\\n'"), None),
    ] {
        let (outcomes, report) = read_by(reads, second.clone());
        for name in ["0.pdf", "1.pdf", "2.pdf"] {
            assert_eq!(outcomes[name], Outcome::Scan { pages: 2 }, "{reads}");
        }
        assert_eq!(outcomes["letter.txt"], Outcome::Read);
        assert_eq!(report.scans_fault, fault, "{reads}");
        assert_eq!(report.scans_failed, if fault.is_some() { 6 } else { 0 });
        assert_eq!(report.waiting, 6);
    }
    assert!(begun.elapsed() < Duration::from_secs(300), "{:?}", begun.elapsed());
}

#[cfg(unix)]
#[test]
fn what_was_read_once_is_not_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let calls = folder.path().join("calls");
    let words = "5\\t1\\t1\\t1\\t1\\t1\\t100\\t100\\t300\\t40\\t90\\thạ\\n5\\t1\\t1\\t1\\t1\\t2\\t450\\t100\\t300\\t40\\t90\\ttầng\\n";
    let reads = format!("echo x >>{}; cat >/dev/null; printf '{HEAD}{words}'", calls.display());
    let engine = Engine::find(Some(&fake(&folder, &reads))).unwrap();
    let archive = Archive::new();
    archive.write("a.pdf", scan(&[bars(1), bars(2)]));
    let options = ingest::Options { ocr: Some(engine), ..archive.options() };
    let run = || ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert_eq!(run().scans_read, 2);
    let read = archive.ledger()["a.pdf"].clone();
    assert_eq!(read.outcome, Outcome::Read);
    let times = || fs::read_to_string(&calls).unwrap().lines().count();
    assert_eq!(times(), 2);
    // The store is gone, and what OCR read is not.
    let current = fs::read_to_string(archive.index().join("CURRENT")).unwrap();
    fs::remove_dir_all(archive.index().join(current.trim())).unwrap();
    fs::remove_file(archive.index().join("CURRENT")).unwrap();
    assert_eq!(run().scans_read, 2);
    assert_eq!(times(), 2);
    assert_eq!(archive.ledger()["a.pdf"].id(), read.id());
    let stored = archive.snapshot().directive(&read.id().unwrap()).unwrap().unwrap();
    assert!(stored.body.contains("hạ tầng"), "{}", stored.body);
    assert_eq!(stored.record.page_status, [PageStatus::Text; 2]);
    // Where its words stand is kept, in points of the page.
    let boxes = Cache::of_index(&archive.index()).boxes(&read.id().unwrap());
    assert_eq!(boxes.iter().map(|(page, _)| *page).collect::<Vec<_>>(), [1, 2]);
    let [first, second] = &*boxes[1].1 else { panic!("{boxes:?}") };
    let text = stored.body.split('\u{c}').nth(1).unwrap();
    assert_eq!((&text[first.start..first.end], &text[second.start..second.end]), ("hạ", "tầng"));
    let page = 595.0;
    assert!(0.0 < first.x0 && first.x0 < first.x1 && first.x1 < second.x0 && second.x1 < page);
}

#[test]
fn a_page_is_drawn_behind_the_fence_as_without_one() {
    let page = bars(3);
    let bytes = Arc::new(scan(&[page.clone(), page]));
    let program = Some(PathBuf::from(env!("CARGO_BIN_EXE_tracuu")));
    let behind = Fence::new(Settings { program: program.clone(), ..Settings::default() });
    let here = Fence::default();
    let (mut behind_it, mut without) = (behind.sheets(&bytes), here.sheets(&bytes));
    for page in [2, 1, 3, 0, 1] {
        let drawn = behind_it.draw(page);
        assert_eq!(drawn, without.draw(page));
        assert_eq!(drawn.is_ok_and(|raster| raster.is_whole()), (1..=2).contains(&page));
    }
    assert!(behind.sheets(&Arc::new(letter(1).into_bytes())).draw(1).is_err());
    // What does not fit into memory costs the page, not the run.
    let limits = Limits { memory: 60 << 20, ..Limits::default() };
    let tight = Fence::new(Settings { program, limits, ..Settings::default() });
    assert!(tight.sheets(&bytes).draw(1).is_err());
}
