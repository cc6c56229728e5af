//! A folder → the index.
//!
//! In: paths. Walk, plan against the ledger, read in parallel, write, report. A fault of one file is
//! an outcome in the report and in the ledger; only the machine's faults end the run.

mod budget;
mod crew;
mod inside;
pub mod lines;
mod note;
mod options;
pub mod original;
pub mod path;
mod plan;
mod prepare;
mod report;
mod run;
mod scans;
mod unpack;
mod walk;

pub use crate::index::{Progress, Stage};
pub use options::Options;
pub use prepare::read_file;
pub use report::{Report, Unread};
pub use run::run;
pub use scans::Scans;
