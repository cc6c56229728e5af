//! Texts beside each other: which directives are alike, and what one has that the other has not.
//!
//! In: directives of a [`Snapshot`](crate::index::Snapshot). Out: [`Similar`] and [`Comparison`]. Texts are
//! compared by their syllables, so that lines, pages, spaces, punctuation and the way a mark is composed make no
//! difference; of what stands beside the text, running lines and page numbers do not count.

mod compare;
mod overlap;
mod rows;
mod similar;
mod words;

pub use compare::{Comparison, Side, compare};
pub use rows::{Change, Passage, Piece, Place, Whose};
pub use similar::{Alike, Similar, SimilarRequest, similar};

pub(crate) use overlap::shares;
pub(crate) use words::{Marks, Text};
