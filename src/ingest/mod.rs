//! A folder → the index.
//!
//! In: paths. Walk, plan against the ledger, read in parallel, write, report. A fault of one file is
//! an outcome in the report and in the ledger; only the machine's faults end the run.

mod budget;
pub mod lines;
pub mod path;
mod plan;
mod prepare;
mod report;
mod run;
mod scans;
mod walk;

pub use prepare::read_file;
pub use report::{Progress, Report, Stage, Unread};
pub use run::{Options, run};
pub use scans::Scans;
