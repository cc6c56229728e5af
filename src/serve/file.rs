//! The untouched original of a directive, if it is still what was indexed.

use super::api::stored;
use super::cache;
use super::parameters::{self, Parameters};
use super::problem::Problem;
use super::responses::{BadParameter, FileChanged, FileGone, FileUnavailable, NoSuchDocument};
use super::state::State;
use crate::document::{Encoding, Format};
use crate::fence::Fence;
use crate::index::Record;
use crate::ingest::original::{self, Original};
use crate::ingest::path::display;
use crate::text::fold::fold_char;
use askama::filters::urlencode_strict;
use axum::body::Body as Stream;
use axum::extract::{self, Path};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::io::{self, Read, Seek};
use tokio_util::io::ReaderStream;
use unicode_normalization::UnicodeNormalization;

/// Bytes read and sent at a time.
const CHUNK: usize = 64 << 10;
/// A file of strangers is shown, never run: no script, no form, no origin of ours.
const POLICY: &str = "default-src 'none'; sandbox";

/// The original file.
#[utoipa::path(
    get,
    path = "/api/v1/documents/{id}/file",
    tag = "documents",
    params(
        ("id" = String, Path, description = "The directive's id: 16 hexadecimal digits", pattern = "^[0-9A-Fa-f]{16}$"),
        ("download" = Option<String>, Query, description = "`1` to save the file, not show it", pattern = "^(0|1|true|false)?$"),
    ),
    responses(
        (status = 200, description = "The untouched bytes", content(
            (Vec<u8> = "application/pdf"), (String = "text/plain"),
        )),
        (status = 304, description = "The client holds these bytes already"),
        BadParameter,
        NoSuchDocument,
        FileChanged,
        FileGone,
        FileUnavailable,
    )
)]
pub(crate) async fn file(
    extract::State(state): extract::State<State>,
    Path(id): Path<String>,
    given: Parameters,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id = parameters::id(&id)?;
    let is_download = given.flag("download")?;
    let (snapshot, reading) = (state.snapshot()?, state.reading().clone());
    let found = state.gate().run(move || {
        let record = stored(&snapshot, &id)?.record;
        let (path, original) = original(&record, &Fence::new(reading))?;
        Ok((record, path, original))
    });
    let (record, path, original) = found.await?;
    let tag = HeaderValue::try_from(format!("W/\"{}\"", record.blake3));
    let tag = tag.map_err(|_| Problem::Internal)?;
    if cache::is_held(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let kind = match record.format {
        Format::Pdf => "application/pdf",
        Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Format::Doc => "application/msword",
        Format::Rtf => "application/rtf",
        Format::Odt => "application/vnd.oasis.opendocument.text",
        // Its first lines say its encoding; the policy lets nothing of it run.
        Format::Html => "text/html",
        Format::Txt => text_type(record.encoding),
    };
    let disposition =
        HeaderValue::try_from(disposition(&path, is_download)).map_err(|_| Problem::Internal)?;
    let body = match original {
        Original::File(file) => {
            let file = tokio::fs::File::from_std(file);
            Stream::from_stream(ReaderStream::with_capacity(file, CHUNK))
        }
        Original::Member(bytes) => Stream::from(bytes),
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_LENGTH, HeaderValue::from(record.bytes)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::ETAG, tag),
    ];
    Ok((headers, body).into_response())
}

/// The first of the copies that still has the content indexed, opened at its start; files first, since what lies
/// in a container is to be unpacked.
fn original(record: &Record, fence: &Fence) -> Result<(String, Original), Problem> {
    let mut why = Problem::FileGone;
    let mut paths: Vec<&String> = std::iter::once(&record.path).chain(&record.copies).collect();
    paths.sort_by_key(|path| path.contains(original::INSIDE));
    for path in paths {
        match open(path, record, fence) {
            Ok(Some(original)) => return Ok((path.clone(), original)),
            Ok(None) => why = Problem::FileChanged,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            // A folder or a pipe by now.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => why = Problem::FileChanged,
            Err(error) => {
                tracing::warn!(%path, %error, "an original cannot be read");
                if why == Problem::FileGone {
                    why = Problem::FileUnreadable;
                }
            }
        }
    }
    Err(why)
}

/// The bytes of the original.
pub(super) fn bytes(record: &Record, fence: &Fence) -> Result<Vec<u8>, Problem> {
    let (path, original) = original(record, fence)?;
    let file = match original {
        Original::File(file) => file,
        Original::Member(bytes) => return Ok(bytes),
    };
    let mut bytes = Vec::with_capacity(usize::try_from(record.bytes).unwrap_or_default());
    // It may grow while it is read.
    let read = file.take(record.bytes).read_to_end(&mut bytes);
    read.map_err(|error| {
        tracing::warn!(%path, %error, "an original cannot be read");
        Problem::FileUnreadable
    })?;
    Ok(bytes)
}

/// Opens a file and compares its content; what is sent is read from the same open file.
fn open(path: &str, record: &Record, fence: &Fence) -> io::Result<Option<Original>> {
    let mut hasher = blake3::Hasher::new();
    let is_same = |hasher: &blake3::Hasher| hasher.finalize().to_hex().as_str() == record.blake3;
    match original::open(path, fence)? {
        Original::File(mut file) => {
            if file.metadata()?.len() != record.bytes {
                return Ok(None);
            }
            hasher.update_reader(&file)?;
            file.rewind()?;
            Ok(is_same(&hasher).then_some(Original::File(file)))
        }
        Original::Member(bytes) => {
            hasher.update(&bytes);
            Ok(is_same(&hasher).then_some(Original::Member(bytes)))
        }
    }
}

fn text_type(encoding: Option<Encoding>) -> &'static str {
    match encoding {
        Some(Encoding::Utf16Le) => "text/plain; charset=utf-16le",
        Some(Encoding::Utf16Be) => "text/plain; charset=utf-16be",
        Some(Encoding::Windows1252 | Encoding::Unknown) => "text/plain; charset=windows-1252",
        Some(Encoding::Utf8 | Encoding::Utf8AsWindows1252) | None => "text/plain; charset=utf-8",
        // No browser knows them, and such a text may as well be saved as UTF-8.
        Some(
            Encoding::Tcvn3
            | Encoding::Vni
            | Encoding::Windows1258
            | Encoding::Viscii
            | Encoding::Vps
            | Encoding::Mixed,
        ) => "text/plain",
    }
}

/// With the name in ASCII for old clients and in full by RFC 8187 (once RFC 5987).
pub(super) fn disposition(path: &str, is_download: bool) -> String {
    let how = if is_download { "attachment" } else { "inline" };
    let path = display(path);
    let name = path.rsplit(['/', '\\']).next().unwrap_or(&path);
    let plain: String = name
        .nfc()
        .map(fold_char)
        .map(|c| if c.is_ascii_alphanumeric() || "._- ()".contains(c) { c } else { '_' })
        .collect();
    let full = urlencode_strict(name).map(|encoded| encoded.to_string()).unwrap_or_default();
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{full}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_survive_in_both_forms() {
        assert_eq!(
            disposition("/kho/Kế hoạch \"số 12\".pdf", true),
            "attachment; filename=\"Ke hoach _so 12_.pdf\"; \
             filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%22s%E1%BB%91%2012%22.pdf"
        );
        assert!(disposition("a\r\nX: y.txt", false).bytes().all(|b| (b' '..0x7f).contains(&b)));
    }
}
