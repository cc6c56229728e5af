//! Which segments become one.
//!
//! While a run writes, as the store's own rule has it: eight alike make one, and a segment with much
//! deleted is packed anew. When it ends, the few alike that are left become one too: a term that several
//! segments know stands in the dictionary of each, and is looked up in each.

use tantivy::index::SegmentMeta;
use tantivy::indexer::{LogMergePolicy, MergeCandidate, MergePolicy};

/// A segment in which more than this share is deleted is packed anew.
const DELETED: f32 = 0.25;
/// A segment joins smaller ones that together have at least one in so many of its entries: a changed
/// file must not cost a whole archive.
const ALIKE: u64 = 4;
/// Entries below which size does not matter.
const SMALL: u64 = 500;
/// Entries up to which segments become one at the end of a run.
const MOST: u64 = 100_000;

/// While a run writes.
pub(super) fn running() -> LogMergePolicy {
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED);
    policy
}

/// At the end of a run.
#[derive(Debug)]
pub(super) struct Closing(LogMergePolicy);

impl Closing {
    pub(super) fn new() -> Self {
        Self(running())
    }
}

impl MergePolicy for Closing {
    fn compute_merge_candidates(&self, segments: &[SegmentMeta]) -> Vec<MergeCandidate> {
        let regular = self.0.compute_merge_candidates(segments);
        if !regular.is_empty() {
            return regular;
        }
        let mut by_size: Vec<&SegmentMeta> = segments.iter().collect();
        by_size.sort_by_key(|segment| segment.num_docs());
        let sizes: Vec<u32> = by_size.iter().map(|segment| segment.num_docs()).collect();
        let (first, count) = alike(&sizes);
        let group = by_size.iter().skip(first).take(count).map(|segment| segment.id());
        let group: Vec<_> = group.collect();
        if group.len() > 1 { vec![MergeCandidate(group)] } else { Vec::new() }
    }
}

/// The first of the segments that are alike, and how many they are; `sizes` are in order. At most one
/// if there are none.
fn alike(sizes: &[u32]) -> (usize, usize) {
    let (mut first, mut sum) = (0, 0);
    for (at, size) in sizes.iter().map(|size| u64::from(*size).max(SMALL)).enumerate() {
        let joins = at == first || size <= sum * ALIKE && sum + size <= MOST;
        if joins {
            sum += size;
        } else if at - first > 1 {
            return (first, at - first);
        } else {
            (first, sum) = (at, size);
        }
    }
    (first, sizes.len().saturating_sub(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Outcome;
    use crate::index::{FileEntry, Index, Writer};

    #[test]
    fn a_run_leaves_one_segment_of_those_alike() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(folder.path()).unwrap();
        for part in 0..5 {
            for file in 0..10 {
                let path = format!("{part}/{file}.txt");
                let (blake3, outcome) = (None, Outcome::Read);
                let entry = FileEntry { path, blake3, bytes: 1, changed: 0, seen: 0, outcome };
                writer.put_file(&entry).unwrap();
            }
            writer.commit().unwrap();
        }
        writer.finish().unwrap();
        let snapshot = Index::open(folder.path()).unwrap().snapshot();
        assert_eq!(snapshot.summary().files, 50);
        assert_eq!(snapshot.searcher().segment_readers().len(), 1);
    }

    #[test]
    fn segments_alike_become_one() {
        for (sizes, first, count) in [
            (&[2109, 2389][..], 0, 2),
            (&[1, 12, 140, 1900], 0, 4),
            (&[1, 2109, 2389], 1, 2),
            (&[1, 10_000], 1, 1),
            (&[3, 5, 10_000], 0, 2),
            (&[900, 1000, 50_000, 70_000], 0, 2),
            (&[60_000, 70_000], 1, 1),
            (&[90_000], 0, 1),
            (&[], 0, 0),
        ] {
            assert_eq!(alike(sizes), (first, count), "{sizes:?}");
        }
    }
}
