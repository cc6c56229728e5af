//! `tracuu serve`: indexes if paths are given, then serves the page and the API.

use super::arguments::ServeArguments;
use super::{Context, Exit, Usage, index};
use std::io::ErrorKind;
use tracuu::error::Error;
use tracuu::ingest;
use tracuu::serve::{self, Options};
use tracuu::wording::Lang;

pub(super) fn run(context: &mut Context, arguments: &ServeArguments) -> anyhow::Result<Exit> {
    if !arguments.paths.is_empty() {
        let options = ingest::Options {
            jobs: arguments.jobs,
            reading: arguments.reading.settings()?,
            allow_secret: arguments.reading.allow_secret(),
            ocr: arguments.reading.engine(context.lang)?,
            ..ingest::Options::new(&context.index, arguments.paths.clone())
        };
        let report = index::index(context, &options, arguments.quiet)?;
        if !arguments.quiet {
            for line in index::summary(context, &report) {
                context.say(&line);
            }
        }
        if report.stopped {
            return Ok(Exit::Stopped);
        }
    }
    let options = Options {
        index: context.index.clone(),
        address: arguments.address,
        token: arguments.token.clone(),
        reading: arguments.reading.settings()?,
    };
    let served = serve::run(&options, |address| {
        let word = context.word("Trang tra cứu", "Search page");
        let end = context.word("Ctrl-C để dừng", "Ctrl-C ends");
        context.say(&format!("{word}: http://{address}/ ({end})"));
    });
    served.map_err(|error| worded(context, arguments, error))?;
    Ok(Exit::Done)
}

/// What stands in the way of listening, and what to do.
fn worded(context: &Context, arguments: &ServeArguments, error: Error) -> anyhow::Error {
    let address = arguments.address;
    let kind = match &error {
        Error::Io { source, .. } => source.kind(),
        _ => return error.into(),
    };
    let text = match (context.lang, kind) {
        (Lang::Vi, ErrorKind::AddrInUse) => format!(
            "cổng {address} đang được chương trình khác dùng; chọn cổng khác: --address 127.0.0.1:7879"
        ),
        (Lang::En, ErrorKind::AddrInUse) => format!(
            "{address} is taken by another program; choose another: --address 127.0.0.1:7879"
        ),
        (Lang::Vi, ErrorKind::AddrNotAvailable) => {
            format!("máy này không có địa chỉ {address}; xem lại --address")
        }
        (Lang::En, ErrorKind::AddrNotAvailable) => {
            format!("this machine has no address {address}; check --address")
        }
        (Lang::Vi, ErrorKind::PermissionDenied) => {
            format!("không được phép mở cổng {address}; chọn cổng từ 1024 trở lên: --address")
        }
        (Lang::En, ErrorKind::PermissionDenied) => {
            format!("not allowed to listen on {address}; choose a port from 1024 on: --address")
        }
        _ => return error.into(),
    };
    Usage(text).into()
}
