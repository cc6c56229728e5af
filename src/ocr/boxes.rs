//! Where the words stand that OCR has read, by directive: kept for whoever shows its pages.
//!
//! They fit the texts in the index byte for byte as long as those are of the same reading: a box is
//! to be used only where its bytes are those of a word.

use super::cache::{Cache, Name};
use crate::document::DocId;
use crate::extract::PlacedWord;
use std::io;

/// What stands on pages, from 1.
pub type Boxes = Vec<(u32, Vec<PlacedWord>)>;

impl Cache {
    /// The words of a directive's pages that were read by OCR; empty if none were.
    #[must_use]
    pub fn boxes(&self, id: &DocId) -> Boxes {
        let kept = self.get(&Name::of_directive(id));
        kept.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    /// Keeps the words of a directive's pages.
    ///
    /// # Errors
    /// If the disk is full, or the folder cannot be written to.
    pub(super) fn put_boxes(&self, id: &DocId, boxes: &Boxes) -> io::Result<()> {
        // Tenths of a point are enough, and a third of the size.
        let rounded: Boxes = boxes
            .iter()
            .map(|(page, words)| (*page, words.iter().map(|word| rounded(*word)).collect()))
            .collect();
        self.put(&Name::of_directive(id), &serde_json::to_string(&rounded)?)
    }
}

fn rounded(word: PlacedWord) -> PlacedWord {
    let round = |side: f32| (side * 10.0).round() / 10.0;
    let PlacedWord { start, end, x0, y0, x1, y1 } = word;
    PlacedWord { start, end, x0: round(x0), y0: round(y0), x1: round(x1), y1: round(y1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_come_back_rounded() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        let [one, other] =
            ["a", "b"].map(|content| DocId::from_hash(&blake3::hash(content.as_bytes())));
        let word = PlacedWord { start: 3, end: 9, x0: 72.04, y0: 1.0, x1: 99.96, y1: 12.25 };
        cache.put_boxes(&one, &vec![(2, vec![word])]).unwrap();
        let kept = PlacedWord { x0: 72.0, x1: 100.0, y1: 12.3, ..word };
        assert_eq!(cache.boxes(&one), [(2, vec![kept])]);
        assert_eq!(cache.boxes(&other), []);
    }
}
