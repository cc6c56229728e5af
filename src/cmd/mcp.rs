//! `tracuu mcp`: the archive for an assistant, over stdin and stdout.

use super::{clean, data, worded};
use std::ffi::OsStr;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use tracuu::wording::Lang;

/// Without a `Context`: that holds stdout, which is the protocol's.
pub(super) fn run(index: &Path, tables: Option<&OsStr>, lang: Lang) -> ExitCode {
    if std::io::stdin().is_terminal() {
        say(match lang {
            Lang::Vi => {
                "Chờ trợ lý trên stdin (tracuu mcp --help cho biết cách đăng ký); Ctrl-C để dừng"
            }
            Lang::En => {
                "Waiting for an assistant on stdin (tracuu mcp --help says how); Ctrl-C ends"
            }
        });
    }
    let ready = data::put_in_force(tables);
    match ready.and_then(|()| Ok(tracuu::mcp::run(index)?)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("tracuu: {}", worded(lang, &error)));
            ExitCode::from(2)
        }
    }
}

fn say(line: &str) {
    // Nobody may be listening: that is no reason to stop.
    let _ = writeln!(anstream::stderr().lock(), "{}", clean::line(line));
}
