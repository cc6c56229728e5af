//! The samples, indexed and served, and a browser to look at them: made once for all tests, ended behind the last.

mod chromium;
mod record;
mod tab;

pub(crate) use chromium::find;
pub(crate) use tab::{PATIENCE, Tab};

use chromium::Chromium;
use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::mpsc;
use std::thread::JoinHandle;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use tracuu::document::DocId;
use tracuu::fence::Settings;
use tracuu::index::Index;
use tracuu::ingest;
use tracuu::serve;

/// The name of a directive that is there to run a script in whoever looks at it.
pub(crate) const HOSTILE: &str = "thu <img src=x onerror=alert(5)>.txt";
const HOSTILE_TEXT: &str = "TỈNH ỦY SÔNG VÂN\n*\nSố 666-CV/TU\nSông Vân, ngày 08 tháng 5 năm 2026\n\n\
    V/v <script>alert(1)</script><img src=x onerror=alert(2)> thử tường lửa\n\n\
    Kính gửi: <iframe src=//evil.example></iframe>.\n\n\
    Thực hiện Kết luận số 202-KL/TW: </title></textarea><svg onload=alert(3)> thử tường lửa \
    \u{202e}đảo\u{202c} & \"nháy\" 'đơn' javascript:alert(4) <a href=javascript:alert(6)>mở</a>.\n";

/// All of it. Dropping it ends the browser and the server and removes what they wrote.
pub(crate) struct House {
    address: SocketAddr,
    ids: BTreeMap<String, DocId>,
    chromium: Option<Chromium>,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<()>>,
    runtime: Runtime,
    _folder: TempDir,
}

impl House {
    /// `program` is tracuu, which reads files in processes of its own; `chromium` the browser.
    pub(crate) fn open(program: &Path, chromium: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (index, hostile) = (folder.path().join("index"), folder.path().join("files"));
        fs::create_dir(&hostile).unwrap();
        fs::write(hostile.join(HOSTILE), HOSTILE_TEXT).unwrap();
        let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-corpus");
        let reading = Settings { program: Some(program.to_owned()), ..Settings::default() };
        let options = ingest::Options::new(&index, vec![samples, hostile]);
        let options = ingest::Options { reading: reading.clone(), ..options };
        ingest::run(&options, &AtomicBool::new(false), &mut |_| {}).unwrap();
        let ids = ids(&index);

        let (stop, stopped) = oneshot::channel::<()>();
        let (ready, address) = mpsc::channel();
        let options =
            serve::Options { index, address: ([127, 0, 0, 1], 0).into(), token: None, reading };
        let served = std::thread::spawn(move || {
            let stop = async {
                let _ = stopped.await;
            };
            serve::run_until(&options, |address| ready.send(address).unwrap(), stop).unwrap();
        });
        let address = address.recv_timeout(PATIENCE).unwrap();

        let runtime = Runtime::new().unwrap();
        let chromium = runtime.block_on(Chromium::start(chromium, &folder.path().join("profile")));
        Self {
            address,
            ids,
            chromium: Some(chromium),
            stop: Some(stop),
            served: Some(served),
            runtime,
            _folder: folder,
        }
    }

    /// Runs a test to its end.
    pub(crate) fn run(&self, test: impl AsyncFnOnce(&Self)) {
        self.runtime.block_on(test(self));
    }

    /// An empty tab with cookies and a cache of its own.
    pub(crate) async fn tab(&self) -> Tab {
        let page = self.chromium.as_ref().unwrap().page().await;
        Tab::new(page, format!("http://{}", self.address)).await
    }

    /// The id of the directive whose file has a name that ends so.
    pub(crate) fn id(&self, name: &str) -> &DocId {
        let found = self.ids.iter().find(|(path, _)| path.ends_with(name));
        found.map_or_else(|| panic!("no {name} in {:?}", self.ids.keys()), |(_, id)| id)
    }

    /// The page of a directive, for a question.
    pub(crate) fn document(&self, name: &str, query: &str) -> String {
        format!("/documents/{}?q={}", self.id(name), encoded(query))
    }
}

impl Drop for House {
    fn drop(&mut self) {
        if let Some(chromium) = self.chromium.take() {
            self.runtime.block_on(chromium.end());
        }
        drop(self.stop.take());
        if let Some(served) = self.served.take() {
            let _ = served.join();
        }
    }
}

fn ids(index: &Path) -> BTreeMap<String, DocId> {
    let files = Index::open(index).unwrap().snapshot().files().unwrap();
    let indexed = files.into_iter().filter(|entry| entry.is_indexed());
    indexed.map(|entry| (entry.path.clone(), entry.id().unwrap())).collect()
}

/// The address of a question.
pub(crate) fn question(query: &str) -> String {
    format!("/?q={}", encoded(query))
}

/// Percent-encodes every byte.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The folder of these tests.
pub(crate) fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join("browser")
}
