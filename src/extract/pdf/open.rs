//! A file's bytes → a PDF that can be read page by page, mended and unlocked if need be.

use super::guard::guard;
use super::repair;
use crate::document::{Failure, Warning};
use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use std::sync::Arc;

/// Opens a file with the empty password or the first of these that fits; also says what was to be
/// mended.
///
/// # Errors
/// [`Failure::Encrypted`] if no password fits, [`Failure::Damaged`] if no page is found in it.
pub(super) fn open(
    bytes: &Arc<Vec<u8>>,
    passwords: &[String],
) -> Result<(Pdf, Vec<Warning>), Failure> {
    match unlock(bytes, passwords) {
        Ok(pdf) => Ok((pdf, Vec::new())),
        Err(Failure::Encrypted) => Err(Failure::Encrypted),
        Err(failure) => Ok((second_chance(bytes)?.ok_or(failure)?, vec![Warning::SecondReader])),
    }
}

fn unlock(bytes: &Arc<Vec<u8>>, passwords: &[String]) -> Result<Pdf, Failure> {
    let closed = load(bytes.clone(), "");
    if !matches!(closed, Err(Failure::Encrypted)) {
        return closed;
    }
    passwords.iter().find_map(|word| load(bytes.clone(), word).ok()).map_or(closed, Ok)
}

/// Loads a file with a password, which may be empty; one without a page is damaged.
fn load(bytes: Arc<Vec<u8>>, password: &str) -> Result<Pdf, Failure> {
    let damaged = |detail: String| Failure::Damaged { detail };
    let pdf = match guard(|| Pdf::new_with_password(bytes, password)) {
        Ok(Ok(pdf)) => pdf,
        Ok(Err(LoadPdfError::Decryption(
            DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
        ))) => return Err(Failure::Encrypted),
        Ok(Err(LoadPdfError::Decryption(_))) => {
            return Err(damaged("its encryption is not as it should be".into()));
        }
        Ok(Err(LoadPdfError::Invalid)) => {
            return Err(damaged("its objects cannot be found".into()));
        }
        Err(stopped) => return Err(damaged(stopped.to_string())),
    };
    if pdf.pages().is_empty() { Err(damaged("no pages".into())) } else { Ok(pdf) }
}

/// A rejected file with its structure mended, if that yields a page.
fn second_chance(bytes: &[u8]) -> Result<Option<Pdf>, Failure> {
    let load = |mended| load(Arc::new(mended), "").ok();
    let rewritten = repair::rewrite(bytes)?.and_then(load);
    Ok(rewritten.or_else(|| repair::adopt_pages(bytes).and_then(load)))
}
