//! `tracuu worker`: reads files for another tracuu, behind the fence. Not for people, and so no verb.

use std::io;
use std::process::ExitCode;

pub(super) fn run() -> ExitCode {
    match tracuu::fence::work(io::stdin().lock(), io::BufWriter::new(io::stdout())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(2),
    }
}
