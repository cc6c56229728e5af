//! A folder → the index.
//!
//! In: paths. Walk, plan against the ledger, read in parallel, write, report. A fault of one file is
//! an outcome in the report and in the ledger; only the machine's faults end the run.

mod alone;
mod budget;
mod crew;
mod inside;
pub mod lines;
mod note;
mod options;
pub mod original;
mod parallel;
pub mod path;
mod plan;
mod prepare;
mod report;
mod run;
mod scans;
mod unpack;
mod walk;

pub use crate::index::{Progress, Stage};
pub use alone::read_file;
pub use options::Options;
pub use report::{Report, Unread};
pub use run::run;
pub use scans::Scans;
