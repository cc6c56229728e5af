//! The OCR program: whether there is one that reads Vietnamese, and one page read by it.

use super::process::{self, Ended};
use crate::extract::Raster;
use serde::Serialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// The program's name, where nobody says where it is.
const NAME: &str = "tesseract";
/// Where its installer puts it on Windows, without telling PATH.
const ON_WINDOWS: &str = r"C:\Program Files\Tesseract-OCR\tesseract.exe";
/// The language that it must know, by its own name for it.
const LANGUAGE: &str = "vie";
/// How pages are read, beside the image and its resolution. `--psm 3`: whole pages, columns found;
/// the table by its variable, since not every package has the file that `tsv` names. Measured:
/// other modes, further languages and larger models gain nothing worth having.
const HOW: [&str; 6] = ["-l", LANGUAGE, "--psm", "3", "-c", "tessedit_create_tsv=1"];
/// Time to say its version and its languages.
const PATIENCE: Duration = Duration::from_secs(20);

/// A program that reads Vietnamese off images.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Engine {
    program: PathBuf,
    version: String,
}

/// Why there is no OCR on this machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// There is no such program.
    #[error("{} is not installed", .0.display())]
    Program(PathBuf),
    /// It does not read Vietnamese.
    #[error("{} has no data for Vietnamese (vie)", .0.display())]
    Vietnamese(PathBuf),
    /// It is there and does not work.
    #[error("{} does not work: {detail}", program.display())]
    Broken {
        /// Which program.
        program: PathBuf,
        /// What it said last, or what became of it.
        detail: String,
    },
}

/// Why a page was not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", rename_all = "kebab-case")]
pub enum Fault {
    /// It took too long.
    #[error("OCR took longer than the limit of {seconds} s")]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
    /// The program ended without reading it.
    #[error("the OCR program broke down: {detail}")]
    BrokeDown {
        /// What it said last, or what became of it.
        detail: String,
    },
    /// What it printed are no words.
    #[error("the OCR program printed something else than words")]
    Garbage,
    /// The page could not be drawn.
    #[error("no image of the page: {detail}")]
    NoImage {
        /// Why.
        detail: String,
    },
}

impl Engine {
    /// The program at this path, or the one that the system knows; asked once for its version and
    /// its languages.
    ///
    /// # Errors
    /// [`Missing`] says what is to be installed.
    pub fn find(program: Option<&Path>) -> Result<Self, Missing> {
        let named = program.map_or_else(|| PathBuf::from(NAME), Path::to_owned);
        match Self::at(named) {
            Err(Missing::Program(named)) if program.is_none() && cfg!(windows) => {
                Self::at(ON_WINDOWS.into()).map_err(|missing| match missing {
                    Missing::Program(_) => Missing::Program(named),
                    other => other,
                })
            }
            found => found,
        }
    }

    fn at(program: PathBuf) -> Result<Self, Missing> {
        let ask = |question: &str| match process::run(
            Command::new(&program).arg(question),
            Vec::new(),
            PATIENCE,
        ) {
            Ok(said) => Ok(said),
            Err(Ended::NotStarted(error)) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(Missing::Program(program.clone()))
            }
            Err(ended) => {
                Err(Missing::Broken { program: program.clone(), detail: ended.to_string() })
            }
        };
        let version = ask("--version")?;
        let version = version.lines().map(str::trim).find(|line| !line.is_empty());
        let Some(version) = version.filter(|line| line.len() < 200).map(str::to_owned) else {
            return Err(Missing::Broken { program, detail: "it says no version".into() });
        };
        let languages = ask("--list-langs")?;
        // Data may lie in folders: `script/Vietnamese` is another one.
        if !languages.lines().any(|line| line.trim() == LANGUAGE) {
            return Err(Missing::Vietnamese(program));
        }
        Ok(Self { program, version })
    }

    /// What the result depends on beside the image.
    pub(super) fn settings(&self) -> String {
        HOW.iter().fold(self.version.clone(), |mut all, word| {
            let _ = write!(all, " {word}");
            all
        })
    }

    /// The program's table of the words of a page.
    ///
    /// # Errors
    /// [`Fault`].
    pub(super) fn read(&self, raster: &Raster, time: Duration) -> Result<String, Fault> {
        let mut command = Command::new(&self.program);
        let resolution = (raster.resolution().round() as u32).clamp(70, 2400);
        command.args(["stdin", "stdout", "--dpi", &resolution.to_string()]).args(HOW);
        // One thread a page, one page a core: its own threads cost more than they gain.
        command.env("OMP_THREAD_LIMIT", "1");
        process::run(&mut command, pgm(raster), time).map_err(|ended| match ended {
            Ended::TimeUp => Fault::TimedOut { seconds: time.as_secs() },
            Ended::TooMuch => Fault::Garbage,
            other => Fault::BrokeDown { detail: other.to_string() },
        })
    }
}

/// A raster as a portable graymap.
fn pgm(raster: &Raster) -> Vec<u8> {
    let mut image = format!("P5\n{} {}\n255\n", raster.width, raster.height).into_bytes();
    image.extend_from_slice(&raster.gray);
    image
}
