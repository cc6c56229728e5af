//! A folder → the index: what is read again and what is not, and what survives.

use super::support::{Archive, letter, long_ago, set_changed, tracuu};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tracuu::document::{DocId, Failure, Outcome};
use tracuu::error::Error;
use tracuu::extract::Limits;
use tracuu::fence::{Fence, Settings};
use tracuu::index::record::Prepared;
use tracuu::index::{Index, Writer};
use tracuu::ingest::{self, Options};

fn id(content: impl AsRef<[u8]>) -> DocId {
    DocId::from_hash(&blake3::hash(content.as_ref()))
}

/// What is read in a file, without an index.
fn read_alone(path: &Path) -> Option<Prepared> {
    let mut read = None;
    let fence = Fence::default();
    ingest::read_file(path, &fence, None, false, &mut |_, prepared| read = prepared);
    read
}

#[test]
fn a_second_run_extracts_nothing() {
    let archive = Archive::new();
    for seed in 0..12 {
        archive.write(&format!("{}/{seed}.txt", seed % 3), letter(seed));
    }
    let first = archive.run();
    assert_eq!((first.new, first.extracted, first.files()), (12, 12, 12));
    assert_eq!(first.outcomes, BTreeMap::from([("read".into(), 12)]));
    assert!(first.unread.is_empty() && first.bytes > 0);
    let second = archive.run();
    assert_eq!((second.unchanged, second.extracted, second.bytes), (12, 0, 0));
    assert_eq!((second.new, second.changed, second.gone), (0, 0, 0));
    assert_eq!(archive.snapshot().summary().directives, 12);
    archive.assert_whole();
}

#[test]
fn files_just_written_are_compared_by_content() {
    let archive = Archive::new();
    let path = archive.path("a.txt");
    fs::write(&path, letter(1)).unwrap();
    let time = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(archive.run().new, 1);
    let same = archive.run();
    assert_eq!((same.unchanged, same.extracted), (1, 0));
    assert!(same.bytes > 0, "its content was compared");
    // Same size, same time of change.
    fs::write(&path, letter(2)).unwrap();
    set_changed(&path, time);
    let other = archive.run();
    assert_eq!((other.changed, other.extracted), (1, 1));
    assert_eq!(archive.read(), BTreeMap::from([("a.txt".into(), id(letter(2)))]));
    archive.assert_whole();
}

#[test]
fn a_touched_file_is_not_extracted() {
    let archive = Archive::new();
    let path = archive.write("a.txt", letter(1));
    archive.run();
    set_changed(&path, long_ago(77));
    let report = archive.run();
    assert_eq!((report.unchanged, report.changed, report.extracted), (1, 0, 0));
    assert_eq!(archive.run().bytes, 0, "the new time is in the ledger");
}

#[test]
fn moved_copied_and_deleted_files() {
    let archive = Archive::new();
    for seed in 0..4 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    archive.run();
    fs::rename(archive.path("0.txt"), archive.path("moved.txt")).unwrap();
    archive.write("copy.txt", letter(1));
    fs::remove_file(archive.path("2.txt")).unwrap();
    let report = archive.run();
    assert_eq!((report.copies, report.gone, report.unchanged), (2, 2, 2));
    assert_eq!((report.new, report.extracted), (0, 0));
    let expected = [("moved.txt", 0), ("1.txt", 1), ("copy.txt", 1), ("3.txt", 3)];
    let expected = expected.map(|(name, seed)| (name.to_owned(), id(letter(seed))));
    assert_eq!(archive.read(), BTreeMap::from(expected));
    archive.assert_whole();
    let shown = archive.snapshot().directive(&id(letter(1))).unwrap().unwrap().record;
    assert!(shown.path.ends_with("1.txt") && shown.copies.len() == 1);

    // The last but one copy goes: the directive stays. The last goes: it goes too.
    fs::remove_file(archive.path("1.txt")).unwrap();
    archive.run();
    archive.assert_whole();
    assert_eq!(archive.snapshot().summary().directives, 3);
    fs::remove_file(archive.path("copy.txt")).unwrap();
    archive.run();
    archive.assert_whole();
    assert_eq!(archive.snapshot().summary().directives, 2);
}

#[test]
fn swapped_files_are_not_extracted_again() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    archive.write("b.txt", letter(2));
    archive.run();
    archive.write("a.txt", letter(2));
    archive.write("b.txt", letter(1));
    let report = archive.run();
    assert_eq!((report.changed, report.extracted), (2, 0));
    let expected = [("a.txt".to_owned(), id(letter(2))), ("b.txt".to_owned(), id(letter(1)))];
    assert_eq!(archive.read(), BTreeMap::from(expected));
    archive.assert_whole();
}

#[test]
fn equal_contents_of_one_run_are_extracted_once() {
    let archive = Archive::new();
    for name in 0..40 {
        archive.write(&format!("{name}.txt"), letter(name % 2).repeat(50));
    }
    archive.write("broken-1.txt", [0; 40]);
    archive.write("broken-2.txt", [0; 40]);
    let options = Options { jobs: std::num::NonZero::new(8), ..archive.options() };
    let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert_eq!((report.extracted, report.new, report.copies), (3, 3, 39));
    let failures = report.unread.iter().filter(|file| file.path.contains("broken")).count();
    assert_eq!((failures, report.files()), (2, 42));
    archive.assert_whole();
}

#[test]
fn failing_files_are_listed_and_the_run_goes_on() {
    let archive = Archive::new();
    archive.write("good.txt", letter(1));
    archive.write("empty.txt", "");
    archive.write("picture.txt", [0x89, b'P', b'N', b'G', 0, 0, 0, 13, 0, 1, 2, 3]);
    archive.write("huge.txt", letter(2).repeat(20));
    archive.write("folder.pdf/inside.txt", letter(3));
    let limits = Limits { file_bytes: 5_000, ..Limits::default() };
    let reading = Settings { limits, ..Settings::default() };
    let options = Options { reading, ..archive.options() };
    let run = || ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    let report = run();
    let codes = [("empty", 1), ("not-a-document", 1), ("read", 2), ("too-large", 1)];
    assert_eq!(report.outcomes, BTreeMap::from(codes.map(|(code, n)| (code.to_owned(), n))));
    let ledger = archive.ledger();
    assert_eq!(ledger["empty.txt"].outcome, Outcome::Failed(Failure::Empty));
    let bytes = fs::metadata(archive.path("huge.txt")).unwrap().len();
    let too_large = Outcome::Failed(Failure::TooLarge { size: bytes, limit: 5_000 });
    assert_eq!((&ledger["huge.txt"].outcome, &ledger["huge.txt"].blake3), (&too_large, &None));
    assert_eq!(archive.snapshot().summary().unread, 3);
    let second = run();
    assert_eq!((second.extracted, second.bytes, second.unchanged), (0, 0, 5));
    assert_eq!(second.unread, report.unread, "what failed before is still said");
    // Mended, it is read.
    archive.write("empty.txt", letter(4));
    assert_eq!(run().outcomes["read"], 3);
    archive.assert_whole();
}

#[cfg(unix)]
#[test]
fn pipes_and_links() {
    let archive = Archive::new();
    archive.write("a/1.txt", letter(1));
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, archive.path(name)).unwrap();
    link(&archive.files(), "a/loop");
    link(&archive.path("a/1.txt"), "link.txt");
    link(Path::new("/does/not/exist"), "dangling.txt");
    let made = std::process::Command::new("mkfifo").arg(archive.path("pipe.txt")).status();
    assert!(made.unwrap().success());
    let started = Instant::now();
    let report = archive.run();
    assert!(started.elapsed() < Duration::from_secs(60), "the pipe was opened");
    assert_eq!(
        (report.extracted, report.outcomes["read"], report.outcomes["unreadable"]),
        (1, 2, 2)
    );
    assert_eq!(archive.run().extracted, 0);
    // A pipe in place of a file, and back.
    fs::remove_file(archive.path("pipe.txt")).unwrap();
    archive.write("pipe.txt", letter(2));
    assert_eq!(archive.run().outcomes["unreadable"], 1);
    archive.assert_whole();
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_kept() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let archive = Archive::new();
    let names: [&[u8]; 3] =
        [b"C\xB5ng v\xA8n.txt", b"C\xF5ng v\xA8n.txt", "Công văn.txt".as_bytes()];
    for (seed, name) in (0..).zip(names) {
        let path = archive.files().join(OsStr::from_bytes(name));
        if fs::write(&path, letter(seed)).is_err() {
            eprintln!("SKIPPED: this file system takes no such names");
            return;
        }
        set_changed(&path, long_ago(seed));
    }
    assert_eq!(archive.run().new, 3);
    let report = archive.run();
    assert_eq!((report.unchanged, report.gone), (3, 0));
    for entry in archive.snapshot().files().unwrap() {
        let content = fs::read(ingest::path::from_text(&entry.path)).unwrap();
        assert_eq!(entry.id(), Some(id(content)));
    }
}

#[test]
fn only_what_lies_under_the_given_paths_can_be_gone() {
    let archive = Archive::new();
    for name in ["a/1.txt", "a/2.txt", "ab/3.txt", "b/4.txt"] {
        archive.write(name, letter(u64::from(name.as_bytes()[name.len() - 5])));
    }
    archive.run();
    for name in ["a/1.txt", "ab/3.txt", "b/4.txt"] {
        fs::remove_file(archive.path(name)).unwrap();
    }
    let options = Options::new(archive.index(), vec![archive.path("a"), archive.path("a/2.txt")]);
    let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert_eq!((report.gone, report.unchanged, report.files()), (1, 1, 1));
    assert_eq!(archive.read().len(), 3);
    assert_eq!(archive.run().gone, 2);
    archive.assert_whole();
}

#[test]
fn the_index_within_the_archive_is_no_part_of_it() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    for _ in 0..2 {
        let options = Options::new(archive.path(".tracuu"), vec![archive.files()]);
        let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
        assert_eq!(report.files(), 1);
    }
    let inside = Options::new(archive.path(".tracuu"), vec![archive.path(".tracuu")]);
    let report = ingest::run(&inside, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert_eq!((report.files(), report.gone), (0, 0));
}

#[test]
fn wrong_uses_touch_nothing() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    let run = |index: &Path, path: &Path| {
        let options = Options::new(index, vec![archive.files(), path.to_owned()]);
        ingest::run(&options, &AtomicBool::new(false), &mut |_| {})
    };
    let missing = archive.path("none");
    let result = run(&archive.index(), &missing);
    assert!(matches!(result, Err(Error::NoSuchPath(path)) if path == missing));
    assert!(!archive.index().exists());
    let result = run(&archive.files(), &archive.files());
    assert!(matches!(result, Err(Error::NotAnIndex(_))));
    let result = run(&archive.path("a.txt"), &archive.files());
    assert!(matches!(result, Err(Error::NotAnIndex(_))));
    let names: Vec<_> = fs::read_dir(archive.files()).unwrap().collect();
    assert_eq!(names.len(), 1);
}

#[test]
fn two_runs_at_once() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    let writer = Writer::open(&archive.index()).unwrap();
    let result = ingest::run(&archive.options(), &AtomicBool::new(false), &mut |_| {});
    assert!(matches!(result, Err(Error::Busy(_))), "{result:?}");
    drop(writer);
    assert_eq!(archive.run().new, 1);
}

#[test]
fn a_stopped_run_keeps_what_is_done_and_the_next_does_the_rest() {
    let archive = Archive::new();
    for seed in 0..60 {
        archive.write(&format!("{seed}.txt"), letter(seed % 50));
    }
    let stop = AtomicBool::new(false);
    let stopped = ingest::run(&archive.options(), &stop, &mut |progress| {
        stop.store(progress.files_done >= 7, Ordering::Relaxed);
    });
    let stopped = stopped.unwrap();
    assert!(stopped.stopped && stopped.left > 0 && stopped.extracted >= 7);
    assert_eq!(stopped.left + stopped.files(), 60);
    archive.assert_whole();
    assert_eq!(archive.snapshot().summary().files, stopped.files());
    let rest = archive.run();
    assert_eq!((rest.new + rest.copies, rest.unchanged), (stopped.left, stopped.files()));
    assert_eq!(rest.extracted + stopped.extracted, 50);
    archive.assert_whole();

    let whole = Archive::new();
    for seed in 0..60 {
        whole.write(&format!("{seed}.txt"), letter(seed % 50));
    }
    whole.run();
    assert_eq!(archive.read(), whole.read());

    // Stopped while walking: nothing is taken for gone.
    let report = ingest::run(&archive.options(), &AtomicBool::new(true), &mut |_| {}).unwrap();
    assert!(report.stopped);
    assert_eq!(archive.read(), whole.read());
}

#[test]
fn a_directive_that_a_crash_left_behind_is_swept_out() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    let orphan = archive.write("b.txt", letter(2));
    let prepared = read_alone(&orphan);
    let mut writer = Writer::open(&archive.index()).unwrap();
    writer.put_directive(&prepared.unwrap()).unwrap();
    writer.commit().unwrap();
    drop(writer);
    assert_eq!(archive.snapshot().ids().unwrap().len(), 1);
    // Its file is still there: read again, once in the store.
    assert_eq!(archive.run().extracted, 2);
    archive.assert_whole();
    // Its file is not: gone.
    let prepared = read_alone(&archive.write("c.txt", letter(3)));
    fs::remove_file(archive.path("c.txt")).unwrap();
    let mut writer = Writer::open(&archive.index()).unwrap();
    writer.put_directive(&prepared.unwrap()).unwrap();
    writer.commit().unwrap();
    drop(writer);
    assert_eq!(archive.snapshot().ids().unwrap().len(), 3);
    archive.run();
    archive.assert_whole();
}

#[test]
fn an_entry_without_its_directive_is_read_again() {
    let archive = Archive::new();
    archive.write("a.txt", letter(1));
    archive.write("b.txt", letter(2));
    archive.run();
    let mut writer = Writer::open(&archive.index()).unwrap();
    writer.delete_directive(&id(letter(1)));
    writer.commit().unwrap();
    drop(writer);
    archive.run();
    archive.assert_whole();
}

#[test]
fn an_index_of_another_version_is_built_anew_with_all_it_knew() {
    let archive = Archive::new();
    archive.write("a/1.txt", letter(1));
    archive.write("b/2.txt", letter(2));
    archive.write("b/3.txt", letter(3));
    archive.run();
    // The store of another version: the same fields under another fingerprint.
    let current = fs::read_to_string(archive.index().join("CURRENT")).unwrap();
    let other = "0123456789ab";
    fs::rename(archive.index().join(current.trim()), archive.index().join(other)).unwrap();
    fs::write(archive.index().join("CURRENT"), other).unwrap();
    assert!(matches!(Index::open(&archive.index()), Err(Error::Outdated(_))));

    fs::remove_file(archive.path("b/3.txt")).unwrap();
    let options = Options::new(archive.index(), vec![archive.path("a")]);
    let stop = AtomicBool::new(false);
    let stopped = ingest::run(&options, &stop, &mut |progress| {
        stop.store(progress.files_done >= 1, Ordering::Relaxed);
    });
    // Half of it does not take the place of the whole.
    if stopped.unwrap().stopped {
        assert!(matches!(Index::open(&archive.index()), Err(Error::Outdated(_))));
    }
    let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert!(!report.ledger_lost);
    assert_eq!(archive.read().keys().collect::<Vec<_>>(), ["a/1.txt", "b/2.txt"]);
    let lost = &archive.ledger()["b/3.txt"].outcome;
    assert!(matches!(lost, Outcome::Failed(Failure::Unreadable { .. })), "{lost:?}");
    assert!(!archive.index().join(other).exists());
    archive.assert_whole();

    // A store that cannot be read: the given paths are indexed, and it is said.
    let current = fs::read_to_string(archive.index().join("CURRENT")).unwrap();
    fs::remove_dir_all(archive.index().join(current.trim())).unwrap();
    fs::create_dir(archive.index().join(other)).unwrap();
    fs::write(archive.index().join("CURRENT"), other).unwrap();
    let report = ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
    assert!(report.ledger_lost);
    assert_eq!(archive.read().keys().collect::<Vec<_>>(), ["a/1.txt"]);
}

/// Killed at any moment, the index opens again and the same run finishes.
#[test]
fn kill_9_in_a_loop() {
    let archive = Archive::new();
    let files: u64 = 150;
    for seed in 0..files {
        archive.write(&format!("{seed}.txt"), letter(seed).repeat(10));
    }
    let command = |index: &Path| {
        let mut command = tracuu();
        command.arg("--index").arg(index).arg("index").arg(archive.files()).arg("--quiet");
        command
    };
    let started = Instant::now();
    assert!(command(&archive.path("../measure")).status().unwrap().success());
    let mut whole = started.elapsed();
    // Most kills near the end, where the commit is.
    let shares = [0.3, 0.6, 0.75, 0.85, 0.9, 0.95, 1.0, 0.97, 0.8, 1.05];
    let mut killed = 0;
    for (round, share) in shares.into_iter().cycle().take(60).enumerate() {
        if round >= shares.len() && killed >= 3 {
            break;
        }
        let mut child = command(&archive.index()).spawn().unwrap();
        std::thread::sleep(whole.mul_f64(share));
        if child.try_wait().unwrap().is_none() {
            killed += 1;
        } else {
            // The machine is less busy than it was.
            whole = whole.mul_f64(0.85);
        }
        child.kill().unwrap();
        child.wait().unwrap();
        match Index::open(&archive.index()) {
            Ok(_) => archive.assert_whole(),
            Err(Error::NoIndex(_)) => {}
            Err(error) => panic!("{error}"),
        }
        // Work for the next round.
        archive.write(&format!("{round}-{share}.txt"), letter(1000 + round as u64).repeat(10));
    }
    assert!(killed >= 3, "only {killed} runs were killed");
    assert!(command(&archive.index()).status().unwrap().success());
    let mut expected = BTreeMap::new();
    for entry in fs::read_dir(archive.files()).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        expected.insert(name, id(fs::read(entry.path()).unwrap()));
    }
    assert_eq!(archive.read(), expected);
    archive.assert_whole();
}

/// A folder that cannot be looked into hides what is under it; nothing of that is taken for gone.
#[cfg(unix)]
#[test]
fn an_unreadable_folder() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let archive = Archive::new();
    archive.write("open/1.txt", letter(1));
    archive.write("closed/2.txt", letter(2));
    archive.write("closed/deeper/3.txt", letter(3));
    archive.write("files-closed/4.txt", letter(4));
    // Permissions do not bind root, so that the program runs as somebody else then.
    let is_root = fs::metadata(archive.files()).unwrap().uid() == 0;
    let mode = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let top = archive.path("..");
    mode(&top, 0o777);
    let program = top.join("tracuu");
    fs::copy(env!("CARGO_BIN_EXE_tracuu"), &program).unwrap();
    mode(&program, 0o755);
    let run = || {
        let mut command = std::process::Command::new(&program);
        if is_root {
            use std::os::unix::process::CommandExt;
            command.uid(65534).gid(65534);
        }
        command.env("LC_ALL", "C").arg("--index").arg(archive.index());
        command.arg("index").arg(archive.files());
        super::support::said(&command.output().unwrap())
    };
    let (code, _, stderr) = run();
    assert_eq!(code, 0, "{stderr}");
    mode(&archive.path("closed"), 0o000);
    mode(&archive.path("files-closed/4.txt"), 0o000);
    archive.write("open/5.txt", letter(5));
    set_changed(&archive.path("files-closed/4.txt"), long_ago(1));
    let (code, out, stderr) = run();
    mode(&archive.path("closed"), 0o755);
    assert_eq!(code, 1, "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(report["gone"], 0);
    let unread: Vec<_> =
        report["unread"].as_array().unwrap().iter().map(|file| file["path"].to_string()).collect();
    assert_eq!(unread.len(), 2, "{unread:?}");
    assert!(unread[0].contains("closed") && unread[1].contains("4.txt"), "{unread:?}");
    let read: BTreeSet<String> = archive.read().into_keys().collect();
    let expected = ["closed/2.txt", "closed/deeper/3.txt", "open/1.txt", "open/5.txt"];
    assert_eq!(read, expected.map(str::to_owned).into());
    assert_eq!(archive.snapshot().summary().unread, 2);
    archive.assert_whole();
    // Open again: no trace is left.
    mode(&archive.path("files-closed/4.txt"), 0o644);
    let (code, _, stderr) = run();
    assert_eq!((code, archive.snapshot().summary().unread), (0, 0), "{stderr}");
    assert_eq!(archive.read().len(), 5);
    archive.assert_whole();
}

/// What happens to a folder between two runs.
#[derive(Debug, Clone)]
enum Change {
    Write(u8, u8),
    Remove(u8),
    Move(u8, u8),
    Copy(u8, u8),
    Swap(u8, u8),
    Run,
    StoppedRun(u8),
    Orphan(u8),
}

fn change() -> impl Strategy<Value = Change> {
    let name = 0..6_u8;
    prop_oneof![
        4 => (name.clone(), 0..8_u8).prop_map(|(name, seed)| Change::Write(name, seed)),
        2 => name.clone().prop_map(Change::Remove),
        2 => (name.clone(), name.clone()).prop_map(|(a, b)| Change::Move(a, b)),
        2 => (name.clone(), name.clone()).prop_map(|(a, b)| Change::Copy(a, b)),
        1 => (name.clone(), name).prop_map(|(a, b)| Change::Swap(a, b)),
        2 => Just(Change::Run),
        2 => (0..4_u8).prop_map(Change::StoppedRun),
        1 => (0..8_u8).prop_map(Change::Orphan),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Whatever happened before, a whole run makes the index equal to the folder.
    #[test]
    fn a_whole_run_equals_the_folder(changes in prop::collection::vec(change(), 1..25)) {
        let archive = Archive::new();
        let path = |name: u8| archive.path(&format!("{name}.txt"));
        let content = |seed: u8| if seed == 7 { String::new() } else { letter(seed.into()) };
        for change in changes {
            match change {
                Change::Write(name, seed) => {
                    archive.write(&format!("{name}.txt"), content(seed));
                }
                Change::Remove(name) => drop(fs::remove_file(path(name))),
                Change::Move(a, b) => drop(fs::rename(path(a), path(b))),
                Change::Copy(a, b) => {
                    if a != b {
                        // A copy keeps no time: it is as new as now.
                        drop(fs::copy(path(a), path(b)));
                    }
                }
                Change::Swap(a, b) => {
                    if a != b && path(a).exists() && path(b).exists() {
                        fs::rename(path(a), path(100)).unwrap();
                        fs::rename(path(b), path(a)).unwrap();
                        fs::rename(path(100), path(b)).unwrap();
                    }
                }
                Change::Run => drop(archive.run()),
                Change::StoppedRun(after) => {
                    let stop = AtomicBool::new(false);
                    let report = ingest::run(&archive.options(), &stop, &mut |progress| {
                        let now = progress.files > 0 && progress.files_done >= u64::from(after);
                        stop.store(now, Ordering::Relaxed);
                    });
                    prop_assert!(report.is_ok());
                    archive.assert_whole();
                }
                Change::Orphan(seed) => {
                    let path = archive.write("orphan", letter(100 + u64::from(seed)));
                    let prepared = read_alone(&path);
                    fs::remove_file(path).unwrap();
                    let mut writer = Writer::open(&archive.index()).unwrap();
                    writer.put_directive(&prepared.unwrap()).unwrap();
                    writer.commit().unwrap();
                }
            }
        }
        archive.run();
        archive.assert_whole();
        let mut expected = BTreeMap::new();
        for entry in fs::read_dir(archive.files()).unwrap() {
            let entry = entry.unwrap();
            let bytes = fs::read(entry.path()).unwrap();
            let name = entry.file_name().into_string().unwrap();
            expected.insert(name, (!bytes.is_empty()).then(|| id(&bytes)));
        }
        let ledger: BTreeMap<_, _> = archive
            .ledger()
            .into_iter()
            .map(|(name, entry)| (name, entry.id().filter(|_| entry.is_indexed())))
            .collect();
        prop_assert_eq!(ledger, expected);
        prop_assert_eq!(archive.run().extracted, 0);
    }
}
