//! What the walk saw against what the ledger knows: what is to be read, and what is gone.
//!
//! Nothing is opened here. A file whose size and time of change are those of the ledger is
//! unchanged, unless it was changed so shortly before it was looked at that a later change could
//! have the same time: then its content decides (the "racy" entries of version control).

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
    /// blake3 of what the ledger has under this path.
    pub(super) before: Option<Before>,
}

/// What the ledger has of a path that is looked at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Before {
    pub(super) blake3: Option<String>,
    /// Pages that waited for OCR.
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
        let mut plan = Self { gone: gone(&walk, ledger, roots), ..Self::default() };
        for file in walk.files {
            let before = ledger.get(&file.path);
            let is_known = |entry: &FileEntry| is_unchanged(&file, entry, again) && is_whole(entry);
            if before.is_some_and(is_known) {
                plan.unchanged += 1;
            } else {
                let before = before.map(|entry| Before {
                    blake3: entry.blake3.clone(),
                    waiting: entry.outcome.waiting_pages().into(),
                });
                plan.work.push(Work { file, before });
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
        self.work.iter().filter_map(|work| work.before.as_ref()).map(|before| before.waiting).sum()
    }

    /// Bytes to be read.
    pub(super) fn bytes(&self) -> u64 {
        self.work.iter().map(|work| work.file.stat.bytes).sum()
    }
}

fn is_unchanged(file: &Found, entry: &FileEntry, again: &dyn Fn(&Outcome) -> bool) -> bool {
    // A permission may have changed: no stat of the file tells.
    let is_unreadable = matches!(entry.outcome, Outcome::Failed(Failure::Unreadable { .. }));
    let again = is_unreadable || again(&entry.outcome);
    let same = file.stat.bytes == entry.bytes && file.stat.changed == entry.changed;
    let racy = entry.seen.abs_diff(entry.changed) <= RACY_NANOSECONDS;
    same && !racy && !again
}

/// Only what lies under the roots and in no folder that could not be looked into can be gone.
fn gone(walk: &Walk, ledger: &Ledger, roots: &[String]) -> Vec<String> {
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
        .filter(|path| !seen.contains(path.as_str()))
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
        assert!(
            plan.work.iter().all(|work| work.before.is_some() != (work.file.path == "/kho/new"))
        );
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
