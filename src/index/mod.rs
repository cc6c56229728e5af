//! Documents ⇄ tantivy: the store, which is also the ledger of files.
//!
//! In: extracted documents with their records, and what became of each file. Out: one consistent
//! [`Snapshot`] of both. Two kinds of entry live in one tantivy index, so that one commit publishes
//! text and state together: a *directive* (one for each content) and a *file* (one for each path,
//! failed ones too). Nothing outside `index/` and `search/` names tantivy.

pub mod analyzer;
pub mod arrival;
pub mod card;
pub mod columns;
pub mod edge;
pub mod entry;
mod fault;
mod folder;
pub mod former;
pub mod journal;
mod keep;
mod merge;
pub mod open;
mod page;
pub mod passage;
mod published;
pub mod record;
pub mod recovered;
pub mod running;
pub mod saved;
pub mod schema;
pub mod snapshot;
pub mod statement;
pub mod stored;
mod unread;
pub mod writer;

pub use arrival::Arrivals;
pub use card::Card;
pub use columns::Columns;
pub use edge::Edge;
pub use entry::FileEntry;
pub use journal::{End, Run, runs};
pub use open::Index;
pub use page::{TextPage, text_pages};
pub use published::{Published, PublishedCitation, Superseding, held, superseding};
pub use record::Record;
pub use running::{Progress, Running, Stage, running};
pub use snapshot::{Snapshot, Summary, Whose};
pub use stored::Stored;
pub use unread::UnreadFile;
pub use writer::Writer;
