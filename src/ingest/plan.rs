//! What the walk saw against what the ledger knows: what is to be read, and what is gone.
//!
//! Nothing is opened here. A file whose size and time of change are those of the ledger is
//! unchanged, unless it was changed so shortly before it was looked at that a later change could
//! have the same time: then its content decides (the "racy" entries of version control).

use super::inside::{self, Inner};
use super::path::is_under;
use super::walk::{Fault, Found, Walk};
use crate::document::{DocId, Failure, Outcome};
use crate::index::FileEntry;
use std::collections::{HashMap, HashSet};

/// The ledger by path.
pub(super) type Ledger = HashMap<String, FileEntry>;

/// Changes within this time of a look at a file may not show in its time of change: FAT counts in
/// steps of two seconds.
const RACY_NANOSECONDS: u64 = 2_000_000_000;

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Work {
    pub(super) file: Found,
    /// Pages that waited for OCR when it was read before.
    pub(super) waiting: u64,
}

/// What a run has to do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Plan {
    /// Files to be read.
    pub(super) work: Vec<Work>,
    /// Files that a stat told to be as the ledger has them.
    pub(super) unchanged: u64,
    /// Paths whose entry is to be removed.
    pub(super) gone: Vec<String>,
    /// Paths of what the ledger has in containers that are to be read: gone, if they are not found again.
    pub(super) inner: Vec<String>,
    /// New entries of what cannot be looked at.
    pub(super) faults: Vec<Fault>,
    /// What cannot be looked at now, and stays as it was read before.
    pub(super) hidden: Vec<Fault>,
}

impl Plan {
    /// Plans a run over `roots`. `stored`: the directives in the store; `again`: whether what became
    /// of a file is no reason to leave it alone.
    pub(super) fn new(
        walk: Walk,
        ledger: &Ledger,
        stored: &HashSet<DocId>,
        roots: &[String],
        again: &dyn Fn(&Outcome) -> bool,
    ) -> Self {
        let is_whole = |entry: &FileEntry| {
            !entry.is_indexed() || entry.id().is_some_and(|id| stored.contains(&id))
        };
        let hiding = walk.faults.iter().filter(|fault| fault.hides);
        let seen = walk.files.iter().map(|file| &*file.path).chain(hiding.map(|f| &*f.path));
        let inner = inside::by_file(ledger, &seen.collect());
        let mut plan = Self { gone: gone(&walk, ledger, &inner, roots), ..Self::default() };
        for file in &walk.files {
            let before = ledger.get(&file.path);
            let inner = inner.get(&*file.path).map(Vec::as_slice).unwrap_or_default();
            let is_known = |entry: &FileEntry| {
                is_unchanged(file, entry, again)
                    && is_whole(entry)
                    && inner.iter().all(|member| is_settled(member, again) && is_whole(member))
                    && inside::is_complete(entry, inner)
            };
            if before.is_some_and(is_known) {
                plan.unchanged += 1 + inner.len() as u64;
            } else {
                let all = before.into_iter().chain(inner.iter().copied());
                let waiting = all.map(|entry| u64::from(entry.outcome.waiting_pages())).sum();
                plan.work.push(Work { file: file.clone(), waiting });
                plan.inner.extend(inner.iter().map(|entry| entry.path.clone()));
            }
        }
        for fault in walk.faults {
            let known = ledger.get(&fault.path);
            if fault.hides && known.is_some_and(FileEntry::is_indexed) {
                plan.hidden.push(fault);
            } else {
                plan.faults.push(fault);
            }
        }
        plan
    }

    /// Pages that are known to wait for OCR in what is to be read.
    pub(super) fn waiting(&self) -> u64 {
        self.work.iter().map(|work| work.waiting).sum()
    }

    /// Bytes to be read.
    pub(super) fn bytes(&self) -> u64 {
        self.work.iter().map(|work| work.file.stat.bytes).sum()
    }
}

fn is_unchanged(file: &Found, entry: &FileEntry, again: &dyn Fn(&Outcome) -> bool) -> bool {
    let same = file.stat.bytes == entry.bytes && file.stat.changed == entry.changed;
    let racy = entry.seen.abs_diff(entry.changed) <= RACY_NANOSECONDS;
    same && !racy && is_settled(entry, again)
}

/// Whether what became of a file is no reason to read it again.
fn is_settled(entry: &FileEntry, again: &dyn Fn(&Outcome) -> bool) -> bool {
    // A permission may have changed: no stat of the file tells.
    let is_unreadable = matches!(entry.outcome, Outcome::Failed(Failure::Unreadable { .. }));
    !is_unreadable && !again(&entry.outcome)
}

/// Only what lies under the roots and in no folder that could not be looked into can be gone. What lies in a
/// container that is there is not decided here.
fn gone(walk: &Walk, ledger: &Ledger, inner: &Inner<'_>, roots: &[String]) -> Vec<String> {
    let inner: HashSet<&str> = inner.values().flatten().map(|entry| &*entry.path).collect();
    let files = walk.files.iter().map(|file| file.path.as_str());
    let faults = walk.faults.iter().map(|fault| fault.path.as_str());
    let seen: HashSet<&str> = files.chain(faults).collect();
    let hiding = walk.faults.iter().filter(|fault| fault.hides);
    let hiding: HashSet<&str> = hiding.map(|fault| fault.path.as_str()).collect();
    let is_hidden = |path: &str| {
        let ends = path.match_indices(std::path::is_separator).map(|(at, _)| at);
        ends.filter_map(|at| path.get(..at)).any(|folder| hiding.contains(folder))
    };
    let mut gone: Vec<String> = ledger
        .keys()
        .filter(|path| !seen.contains(path.as_str()) && !inner.contains(path.as_str()))
        .filter(|path| roots.iter().any(|root| is_under(path, root)) && !is_hidden(path))
        .cloned()
        .collect();
    gone.sort_unstable();
    gone
}

#[cfg(test)]
mod tests {
    use super::super::walk::Stat;
    use super::*;

    const LONG_AGO: i64 = 1_600_000_000_000_000_000;
    const NOW: i64 = 1_700_000_000_000_000_000;

    fn found(path: &str) -> Found {
        Found { path: path.into(), stat: Stat { bytes: 7, changed: LONG_AGO } }
    }

    fn entry(path: &str, seen: i64, outcome: Outcome) -> (String, FileEntry) {
        let blake3 = Some("0".repeat(64));
        let entry =
            FileEntry { path: path.into(), blake3, bytes: 7, changed: LONG_AGO, seen, outcome };
        (path.into(), entry)
    }

    fn plan(walk: Walk, ledger: &Ledger) -> Plan {
        let again = |outcome: &Outcome| matches!(outcome, Outcome::Failed(Failure::TooLarge { limit, .. }) if *limit != 100);
        let stored = DocId::parse(&"0".repeat(DocId::DIGITS)).into_iter().collect();
        Plan::new(walk, ledger, &stored, &["/kho".into()], &again)
    }

    #[test]
    fn a_stat_tells_what_is_unchanged() {
        let unreadable = Outcome::Failed(Failure::Unreadable { detail: String::new() });
        let over = |limit| Outcome::Failed(Failure::TooLarge { size: 7, limit });
        let ledger = Ledger::from([
            entry("/kho/same", NOW, Outcome::Read),
            entry("/kho/racy", LONG_AGO + 1_999_999_999, Outcome::Read),
            entry("/kho/larger", NOW, Outcome::Read),
            entry("/kho/later", NOW, Outcome::Read),
            entry("/kho/broken", NOW, Outcome::Failed(Failure::Empty)),
            entry("/kho/closed", NOW, unreadable),
            entry("/kho/huge", NOW, over(100)),
            entry("/kho/other-limit", NOW, over(5)),
        ]);
        let mut walk = Walk::default();
        let mut names: Vec<&String> = ledger.keys().collect();
        names.sort();
        walk.files = names.into_iter().map(|path| found(path)).collect();
        walk.files.push(found("/kho/new"));
        for file in &mut walk.files {
            file.stat.bytes += u64::from(file.path == "/kho/larger");
            file.stat.changed += i64::from(file.path == "/kho/later");
        }
        let plan = plan(walk, &ledger);
        let work: Vec<_> = plan.work.iter().map(|work| work.file.path.as_str()).collect();
        let again = [
            "/kho/closed",
            "/kho/larger",
            "/kho/later",
            "/kho/other-limit",
            "/kho/racy",
            "/kho/new",
        ];
        assert_eq!(work, again);
        assert_eq!((plan.unchanged, plan.gone.len()), (3, 0));
    }

    #[test]
    fn a_container_is_as_it_was_if_all_that_it_holds_is() {
        let opened = |members| Outcome::Opened { members, cut: None };
        let closed = Outcome::Failed(Failure::Unreadable { detail: String::new() });
        let ledger = Ledger::from([
            entry("/kho/a.zip", NOW, opened(2)),
            entry("/kho/a.zip!/1.txt", NOW, Outcome::Read),
            entry("/kho/a.zip!/b.zip", NOW, opened(1)),
            entry("/kho/a.zip!/b.zip!/1.txt", NOW, Outcome::Read),
            entry("/kho/half.zip", NOW, opened(2)),
            entry("/kho/half.zip!/1.txt", NOW, Outcome::Read),
            entry("/kho/inner.zip", NOW, opened(1)),
            entry("/kho/inner.zip!/b.zip", NOW, opened(1)),
            entry("/kho/again.zip", NOW, opened(1)),
            entry("/kho/again.zip!/1.txt", NOW, closed),
            entry("/kho/gone.zip", NOW, opened(1)),
            entry("/kho/gone.zip!/1.txt", NOW, Outcome::Read),
            entry("/kho/closed.zip", NOW, opened(1)),
            entry("/kho/closed.zip!/1.txt", NOW, Outcome::Read),
            entry("/kho/a.zip!/real.txt", NOW, Outcome::Read),
        ]);
        let names = ["a.zip", "half.zip", "inner.zip", "again.zip", "a.zip!/real.txt"];
        let files = names.map(|name| found(&format!("/kho/{name}"))).to_vec();
        let path = "/kho/closed.zip".to_owned();
        let faults = vec![Fault { path, detail: "no".into(), hides: true }];
        let plan = plan(Walk { files, faults, stopped: false }, &ledger);
        assert_eq!(plan.unchanged, 5);
        let work: Vec<_> = plan.work.iter().map(|work| &*work.file.path).collect();
        assert_eq!(work, ["/kho/half.zip", "/kho/inner.zip", "/kho/again.zip"]);
        let mut inner = plan.inner.clone();
        inner.sort();
        let again = ["/kho/again.zip!/1.txt", "/kho/half.zip!/1.txt", "/kho/inner.zip!/b.zip"];
        assert_eq!(inner, again);
        assert_eq!(plan.gone, ["/kho/gone.zip", "/kho/gone.zip!/1.txt"]);
    }

    #[test]
    fn only_what_could_have_been_seen_is_gone() {
        let ledger = Ledger::from([
            entry("/kho/here", NOW, Outcome::Read),
            entry("/kho/gone", NOW, Outcome::Read),
            entry("/kho/closed/a", NOW, Outcome::Read),
            entry("/kho/unsure", NOW, Outcome::Read),
            entry("/khoa/elsewhere", NOW, Outcome::Read),
        ]);
        let fault = |path: &str| Fault { path: path.into(), detail: "no".into(), hides: true };
        let walk = Walk {
            files: vec![found("/kho/here")],
            faults: vec![fault("/kho/closed"), fault("/kho/unsure")],
            stopped: false,
        };
        let plan = plan(walk, &ledger);
        assert_eq!(plan.gone, ["/kho/gone"]);
        assert_eq!(plan.faults, [fault("/kho/closed")]);
        assert_eq!(plan.hidden, [fault("/kho/unsure")]);
    }
}
