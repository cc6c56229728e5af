//! A folder of files, its index, and ways to look at both.

use serde::de::{Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fmt::Formatter;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tracuu::document::DocId;
use tracuu::index::{FileEntry, Index, Snapshot};
use tracuu::ingest::{self, Options, Report, path};

/// An archive in a temporary folder: `files/` and, beside it, the index.
pub(crate) struct Archive {
    folder: TempDir,
}

impl Archive {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("files")).unwrap();
        Self { folder }
    }

    pub(crate) fn files(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    pub(crate) fn index(&self) -> PathBuf {
        self.folder.path().join("index")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.files().join(name)
    }

    /// Writes a file that was last changed long ago: a stat tells all about it.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, content).unwrap();
        set_changed(&path, long_ago(content_time(&path)));
        path
    }

    pub(crate) fn options(&self) -> Options {
        Options::new(self.index(), vec![self.files()])
    }

    /// Indexes all of it.
    pub(crate) fn run(&self) -> Report {
        ingest::run(&self.options(), &AtomicBool::new(false), &mut |_| {}).unwrap()
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Index::open(&self.index()).unwrap().snapshot()
    }

    /// The ledger by name within the archive.
    pub(crate) fn ledger(&self) -> BTreeMap<String, FileEntry> {
        let root = path::to_text(&self.files());
        let name = |path: &str| path.strip_prefix(&root).map_or(path, |name| &name[1..]).to_owned();
        let files = self.snapshot().files().unwrap();
        let count = files.len();
        let ledger: BTreeMap<_, _> =
            files.into_iter().map(|entry| (name(&entry.path), entry)).collect();
        assert_eq!(ledger.len(), count, "a path is in the ledger twice");
        ledger
    }

    /// Name and content of all that the ledger says was read.
    pub(crate) fn read(&self) -> BTreeMap<String, DocId> {
        let read = self.ledger().into_iter().filter(|(_, entry)| entry.is_indexed());
        read.map(|(name, entry)| (name, entry.id().unwrap())).collect()
    }

    /// The directives in the store are those that the ledger speaks of, each with its text.
    pub(crate) fn assert_whole(&self) {
        let snapshot = self.snapshot();
        let held: BTreeSet<DocId> = self.read().into_values().collect();
        let stored: BTreeSet<DocId> = snapshot.ids().unwrap().into_iter().collect();
        assert_eq!(stored, held);
        for id in held {
            assert_eq!(snapshot.directive(&id).unwrap().unwrap().record.id, id);
        }
    }
}

/// Different contents get different times, as different moments would.
fn content_time(path: &Path) -> u64 {
    let hash = blake3::hash(&fs::read(path).unwrap());
    u64::from(u32::from_le_bytes(hash.as_bytes()[..4].try_into().unwrap()) % 10_000_000)
}

/// A time years ago.
pub(crate) fn long_ago(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_500_000_000 + seconds)
}

pub(crate) fn set_changed(path: &Path, time: SystemTime) {
    fs::File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

/// A directive of our own writing; each seed another text.
pub(crate) fn letter(seed: u64) -> String {
    format!(
        "TỈNH ỦY HƯNG YÊN\n*\nSố {seed}-CV/TU\nHưng Yên, ngày 08 tháng 5 năm 2026\n\n\
         V/v đôn đốc nhiệm vụ số {seed}\n\nKính gửi: Các đảng ủy trực thuộc.\n\n\
         Ban Thường vụ Tỉnh ủy yêu cầu các cơ quan, đơn vị tập trung triển khai thực hiện nhiệm vụ \
         thứ {seed} về phát triển hạ tầng số và báo cáo kết quả theo quy định.\n"
    )
}

/// The program, in a clean environment.
pub(crate) fn tracuu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracuu"));
    for name in
        ["TRACUU_INDEX", "LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "TRACUU_TOKEN", "TRACUU_DATA"]
    {
        command.env_remove(name);
    }
    command
}

/// Runs the program: exit code, stdout, stderr.
pub(crate) fn call<S: AsRef<OsStr>>(
    arguments: impl IntoIterator<Item = S>,
) -> (i32, String, String) {
    said(&tracuu().args(arguments).output().unwrap())
}

pub(crate) fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap_or(-1), text(&output.stdout), text(&output.stderr))
}

/// Reads JSON, and minds what readers elsewhere may not: a key that stands twice in an object.
pub(crate) fn json(text: &str) -> Value {
    let Strict(value) =
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text:.2000}"));
    value
}

struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON in which no key stands twice")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = serde_json::Map::new();
        while let Some((key, Strict(value))) = map.next_entry::<String, Strict>()? {
            if object.insert(key.clone(), value).is_some() {
                return Err(A::Error::custom(format!("the key {key:?} stands twice")));
            }
        }
        Ok(object.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Strict(value)) = list.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }
}
