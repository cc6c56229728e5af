//! A file, or a member of a container, without an index.

use super::budget::{Rooms, Share};
use super::original::{self, Original};
use super::path;
use super::prepare::{Content, Contents, Made, Means, Step, prepare, prepare_bytes};
use super::scans::Scans;
use super::unpack::{Tree, Unpacker};
use super::walk::{Found, Stat, nanoseconds};
use crate::document::{Failure, Outcome};
use crate::fence::Fence;
use crate::index::FileEntry;
use crate::index::record::Prepared;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::SystemTime;

/// What tracuu reads in one file, without an index: its entry, and its record and text if there are
/// any; of a container those of all that it holds, and its own last. A path that is no file is
/// [`Failure::Unreadable`]. With `scans` waiting pages are read.
pub fn read_file(
    path: &Path,
    fence: &Fence,
    scans: Option<&Scans>,
    allow_secret: bool,
    each: &mut dyn FnMut(FileEntry, Option<Prepared>),
) {
    let stop = &AtomicBool::new(false);
    let means = Means { fence, scans, expected: 0, stop, allow_secret };
    let (contents, rooms) = (Contents::default(), Rooms::new(u64::MAX, fence.limits().depth));
    let unpacker = Unpacker { means, contents: &contents, rooms: &rooms };
    let mut send = |made: Made, _: Option<Share<'_>>| {
        let Made { entry, content } = made;
        match content {
            Content::Fresh(prepared) => each(entry, prepared.map(|prepared| *prepared)),
            _ => each(entry, None),
        }
        // What was read is to be shown wherever it stands.
        contents.forget();
    };
    match read_any(path, means, &contents) {
        Step::Made(made) => send(made, None),
        Step::Container(entry, package) => {
            let tree = Arc::new(Tree::new(fence.limits()));
            let opened = unpacker.open(*entry, package, 0, &tree, &mut |inner| {
                unpacker.read(inner, &mut send);
            });
            if let Some(entry) = opened {
                send(Made { entry, content: Content::Unread }, None);
            }
        }
    }
}

/// Reads a file, or a member of a container.
fn read_any<'m>(path: &Path, means: Means<'m>, contents: &Contents) -> Step<'m> {
    let text = path::to_text(path);
    let metadata = std::fs::metadata(path).and_then(|metadata| {
        if metadata.is_file() { Ok(metadata) } else { Err(io::Error::other("not a file")) }
    });
    let mut entry = FileEntry {
        path: text.clone(),
        blake3: None,
        bytes: 0,
        changed: 0,
        seen: nanoseconds(SystemTime::now()),
        outcome: Outcome::Read,
    };
    let detail = match metadata {
        Ok(metadata) => {
            let file = Found { path: text, stat: Stat::of(&metadata) };
            return prepare(&file, means, contents);
        }
        Err(error) => match original::open(&text, means.fence) {
            Ok(Original::Member(bytes)) => {
                entry.bytes = bytes.len() as u64;
                return prepare_bytes(entry, bytes, means, contents);
            }
            Err(inside) if original::container(&text).is_some() => inside.to_string(),
            _ => error.to_string(),
        },
    };
    entry.outcome = Outcome::Failed(Failure::Unreadable { detail });
    Step::Made(Made { entry, content: Content::Unread })
}
