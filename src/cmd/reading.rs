//! How files are read: the arguments that `index`, `serve` and `read` have in common.

use super::Usage;
use clap::Args;
use std::path::{Path, PathBuf};
use tracuu::extract::limits::{Limits, NAMES};
use tracuu::fence::Settings;
use tracuu::ocr::{Engine, Missing};
use tracuu::wording::{self, Lang};

#[derive(Debug, Args)]
pub(super) struct ReadingArguments {
    /// Passwords for files that are closed by one: a text file, one password a line
    #[arg(long, value_name = "FILE")]
    passwords: Option<PathBuf>,

    /// What one file may cost, such as page-time=30s or memory=3g; may be given several times
    #[arg(long = "limit", value_name = "NAME=VALUE", value_parser = limit, long_help = limits_help())]
    limits: Vec<(String, String)>,

    /// Read the pages of scans by OCR, too: needs tesseract with Vietnamese (vie)
    #[arg(long)]
    ocr: bool,

    /// Take in papers that carry a mark of secrecy (MẬT, TỐI MẬT, TUYỆT MẬT); else nothing of them is kept
    #[arg(long, env = "TRACUU_ALLOW_SECRET")]
    allow_secret: bool,

    /// The OCR program [default: tesseract, wherever PATH finds it]
    #[arg(long, value_name = "PATH", env = TESSERACT)]
    tesseract: Option<PathBuf>,
}

/// Names the OCR program.
const TESSERACT: &str = "TRACUU_TESSERACT";

/// The OCR program of this machine, for verbs that only speak of it.
pub(super) fn engine_of_system() -> Result<Engine, Missing> {
    let named = std::env::var_os(TESSERACT).filter(|path| !path.is_empty()).map(PathBuf::from);
    Engine::find(named.as_deref())
}

impl ReadingArguments {
    /// The OCR program, if pages are to be read by one; if there is none, that is a wrong use that
    /// says what to install.
    pub(super) fn engine(&self, lang: Lang) -> anyhow::Result<Option<Engine>> {
        if !self.ocr {
            return Ok(None);
        }
        let named = self.tesseract.as_deref().filter(|path| !path.as_os_str().is_empty());
        match Engine::find(named) {
            Ok(engine) => Ok(Some(engine)),
            Err(missing) => {
                Err(Usage(format!("--ocr: {}", wording::no_ocr(lang, &missing))).into())
            }
        }
    }

    /// Whether papers that carry a mark of secrecy are taken in.
    pub(super) fn allow_secret(&self) -> bool {
        self.allow_secret
    }

    /// How files are read, behind the fence.
    pub(super) fn settings(&self) -> anyhow::Result<Settings> {
        let mut limits = Limits::default();
        for (name, value) in &self.limits {
            limits.set(name, value).map_err(|wrong| Usage(format!("--limit: {wrong}")))?;
        }
        let passwords = self.passwords.as_deref().map(passwords).transpose()?.unwrap_or_default();
        Ok(Settings { program: Some(this_program()?), limits, passwords })
    }
}

/// This program, also where the file it was started from has been replaced meanwhile.
fn this_program() -> std::io::Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if cfg!(target_os = "linux") && running.exists() {
        return Ok(running.to_owned());
    }
    std::env::current_exe()
}

/// The lines of a file of passwords, white space included; empty ones are none.
fn passwords(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| Usage(format!("--passwords {}: {error}", file.display())))?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    Ok(lines.filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

/// Checks a limit, so that a wrong one is a wrong argument.
fn limit(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
    Limits::default().set(name, value).map_err(|wrong| wrong.to_string())?;
    Ok((name.to_owned(), value.to_owned()))
}

fn limits_help() -> String {
    let names = NAMES.map(|(name, what)| format!("\n  {name:<12} {what}"));
    format!(
        "What one file may cost; may be given several times. Sizes in bytes or with k, m, g; times \
         in seconds or with s, m, h. The limits:\n{}\n\n\
         Example: --limit memory=3g --limit page-time=30s",
        names.concat()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_checked_as_arguments() {
        assert!(limit("memory=2g").is_ok());
        assert!(limit("memory").is_err());
        assert!(limit("memory=much").unwrap_err().contains("much"));
        assert!(limit("speed=2").unwrap_err().contains("page-time"));
        assert!(NAMES.iter().all(|(name, _)| limits_help().contains(name)));
    }

    #[test]
    fn passwords_are_lines() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("mat-khau.txt");
        std::fs::write(&file, "\u{feff}một hai \r\n\nba\n").unwrap();
        assert_eq!(passwords(&file).unwrap(), ["một hai ", "ba"]);
        let missing = passwords(&folder.path().join("x")).unwrap_err().to_string();
        assert!(missing.contains("--passwords"), "{missing}");
    }
}
