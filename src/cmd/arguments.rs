//! What can be typed: verbs, options, and their help.

mod eval;
mod likeness;
mod record;
mod saved;
mod search;

pub(super) use eval::EvalArguments;
pub(super) use likeness::{CompareArguments, SimilarArguments};
pub(super) use record::{
    CitesArguments, DeadlineVerb, DeadlinesArguments, DoneArguments, FixArguments,
    MissingArguments, StateArgument, UndoArguments,
};
pub(super) use saved::{NewsArguments, SaveArguments};

pub(super) use search::SearchArguments;

use super::reading::ReadingArguments;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::net::SocketAddr;
use std::num::NonZero;
use std::path::PathBuf;
use tracuu::wording::Lang;

/// Full-text search and archive index for Vietnamese directives (tra cứu văn bản)
#[derive(Debug, Parser)]
#[command(
    name = "tracuu",
    version,
    max_term_width = 100,
    after_help = "\
Examples:
  tracuu index ~/kho-van-ban          build or update the index of a folder
  tracuu search 202-KL/TW             a directive by its number, and who cites it
  tracuu search hạ tầng số            every directive that mentions a phrase
  tracuu serve ~/kho-van-ban          index, then open the search page at http://127.0.0.1:7878

stdout is for results, stderr for everything else. Exit codes: 0 done, 1 done in part or nothing
found, 2 error or stopped."
)]
pub(super) struct Cli {
    /// Folder of the index (kho)
    #[arg(
        long,
        global = true,
        env = "TRACUU_INDEX",
        value_name = "DIR",
        default_value = ".tracuu"
    )]
    pub(super) index: PathBuf,

    /// Folder of your own tables of kinds and bodies, in place of the built-in ones
    #[arg(long, global = true, env = "TRACUU_DATA", value_name = "DIR",
        value_parser = clap::builder::OsStringValueParser::new())]
    pub(super) data: Option<OsString>,

    /// Form of the results: a table on a terminal, json otherwise
    #[arg(long, global = true, value_enum, value_name = "FORMAT")]
    pub(super) format: Option<FormatArgument>,

    /// Language of the messages: by the locale (LC_ALL, LC_MESSAGES, LANG), else English
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub(super) lang: Option<Language>,

    /// Say more of what is done, on stderr (twice: still more)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,

    #[command(subcommand)]
    pub(super) verb: Verb,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatArgument {
    /// For people
    Table,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
    /// For spreadsheets: UTF-8 with a byte order mark
    Csv,
    /// A graph of Graphviz: of cites
    Dot,
    /// A calendar: of deadlines
    Ics,
}

/// The forms that every verb has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// For people.
    Table,
    /// One JSON value.
    Json,
    /// One JSON value a line.
    Jsonl,
    /// For spreadsheets: UTF-8 with a byte order mark.
    Csv,
}

/// A form that one verb has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    /// A graph of Graphviz.
    Dot,
    /// A calendar.
    Ics,
}

impl FormatArgument {
    /// The form of every verb that comes nearest, and that of one verb.
    pub(super) fn parts(self) -> (Format, Option<Special>) {
        match self {
            Self::Table => (Format::Table, None),
            Self::Json => (Format::Json, None),
            Self::Jsonl => (Format::Jsonl, None),
            Self::Csv => (Format::Csv, None),
            Self::Dot => (Format::Json, Some(Special::Dot)),
            Self::Ics => (Format::Json, Some(Special::Ics)),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// Tiếng Việt
    Vi,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Build or update the index of folders and files (cập nhật kho)
    Index(IndexArguments),
    /// Find directives by number or by words (tìm)
    Search(SearchArguments),
    /// Say what the beginning of a question may mean (gợi ý)
    Suggest(SuggestArguments),
    /// Show one directive: its record (số, ký hiệu, ngày, trích yếu …) and its text
    Show(ShowArguments),
    /// Show what a document cites and what cites it (viện dẫn, được viện dẫn), as trees
    Cites(CitesArguments),
    /// List documents that are cited and not held (được viện dẫn, chưa có trong kho)
    Missing(MissingArguments),
    /// List dated tasks (nhiệm vụ và thời hạn): due, who, what, where they stand
    Deadlines(DeadlinesArguments),
    /// List what is held more than once: the same content, or one number with several texts
    #[command(after_help = "\
Nothing is merged: which of them counts is for people to say. Exit codes: 0 listed, 1 nothing is held
twice, 2 error.

Examples:
  tracuu duplicates
  tracuu duplicates --format csv > ban-trung.csv")]
    Duplicates,
    /// List directives whose text is like that of one (văn bản tương tự)
    Similar(SimilarArguments),
    /// Show what one directive has that another has not (so sánh hai văn bản)
    Compare(CompareArguments),
    /// Save a search by a name, list those saved, or remove one (lưu câu tìm)
    Save(SaveArguments),
    /// List what is new for each saved search since last time (văn bản mới theo câu tìm đã lưu)
    News(NewsArguments),
    /// Correct a directive's record by hand (hiệu đính)
    Fix(FixArguments),
    /// Say what tracuu reads in files, without an index
    Read(ReadArguments),
    /// Say what the index holds, what failed and why, what waits for OCR
    #[command(after_help = "\
Examples:
  tracuu status
  tracuu status --format csv > chua-doc-duoc.csv     every file that was not read in full")]
    Status,
    /// Measure the ranking by questions whose answers are known
    Eval(EvalArguments),
    /// Serve the search page and the API, after indexing the paths if any are given
    Serve(ServeArguments),
    /// Serve a local assistant over stdin and stdout (Model Context Protocol)
    #[command(after_help = "\
The assistant starts this program itself and asks by the Model Context Protocol (MCP): search, documents, \
citations, deadlines and more. It only reads; nothing goes over the network; what is indexed meanwhile \
is taken up. Give the index by a full path. stdout carries the protocol and nothing else. It ends when \
stdin is closed, or by Ctrl-C.

Most assistants are told by a file of this form:
  { \"mcpServers\": { \"tracuu\": {
      \"command\": \"tracuu\", \"args\": [\"--index\", \"/srv/kho/.tracuu\", \"mcp\"] } } }

Exit codes: 0 ended, 2 error.")]
    Mcp,
    /// Write completions for a shell, man pages, or the built-in tables
    Gen(GenArguments),
}

#[derive(Debug, Args)]
#[command(after_help = "\
Only new and changed files are read. What is no more under the given paths leaves the index; what
lies elsewhere stays as it is. Ctrl-C finishes the files in hand and keeps what is done; a second
Ctrl-C ends at once.

Exit codes: 0 every file was read in full; 1 some were not (they are listed; see tracuu status);
2 stopped, or an error.

Examples:
  tracuu index ~/kho-van-ban
  tracuu --index /srv/kho index /mnt/cong-van /mnt/nghi-quyet --jobs 2
  tracuu index ~/kho-van-ban --passwords mat-khau.txt
  tracuu index ~/kho-van-ban --ocr                   scans, too: also those that wait from before
  tracuu index ~/kho-van-ban --retry --limit page-time=60s --limit memory=4g
  tracuu index . --quiet && echo 'all read'")]
pub(super) struct IndexArguments {
    /// Files and folders
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Threads that read files [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZero<usize>>,

    /// Read again what could not be read in full before, though it has not changed
    #[arg(long)]
    pub(super) retry: bool,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    /// No progress and no summary, only errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Numbers that are held or cited, phrases that are frequent, issuers, subjects. Marks that are typed bind,
others need not be typed: ha ta and hạ tầ both mean hạ tầng.

Exit codes: 0 something is suggested, 1 nothing is, 2 error.

Examples:
  tracuu suggest hạ tầ
  tracuu suggest ket luan 20")]
pub(super) struct SuggestArguments {
    /// The beginning of a question; several arguments are joined by spaces
    #[arg(required = true, value_name = "TEXT")]
    pub(super) text: Vec<String>,

    /// Suggestions at most, 1 to 100
    #[arg(long, value_name = "N", default_value_t = 10,
        value_parser = clap::value_parser!(u8).range(1..=100))]
    pub(super) limit: u8,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes: 0 shown, 1 not held (or several have this number: they are listed), 2 error.

Examples:
  tracuu show 453-CV/TU
  tracuu show 0f3c5d7a9b1e2c4d --text
  tracuu show 453-CV/TU --text --page 2
  tracuu show 453-CV/TU --text --marks")]
pub(super) struct ShowArguments {
    /// An id (16 hexadecimal digits) or a number in any writing
    #[arg(required = true, value_name = "ID|NUMBER")]
    pub(super) what: Vec<String>,

    /// Its text, too (in a table: its text alone)
    #[arg(long)]
    pub(super) text: bool,

    /// Damaged pages as they were read, not as they most likely were
    #[arg(long, requires = "text")]
    pub(super) raw: bool,

    /// Pages typed without marks as they most likely read with them
    #[arg(long, requires = "text", conflicts_with = "raw")]
    pub(super) marks: bool,

    /// Of the text this page alone, from 1
    #[arg(long, value_name = "N", requires = "text")]
    pub(super) page: Option<NonZero<usize>>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes: 0 every file was read in full, 1 some were not, 2 error.

Examples:
  tracuu read cong-van-453.pdf
  tracuu read cong-van-453.pdf --text
  tracuu read ban-quet.pdf --ocr --text
  tracuu read *.pdf --format csv > so-dang-ky.csv")]
pub(super) struct ReadArguments {
    /// Files
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,

    /// Its text, too (in a table: its text alone)
    #[arg(long)]
    pub(super) text: bool,

    /// Damaged pages as they were read, not as they most likely were
    #[arg(long, requires = "text")]
    pub(super) raw: bool,

    /// Pages typed without marks as they most likely read with them
    #[arg(long, requires = "text", conflicts_with = "raw")]
    pub(super) marks: bool,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Ctrl-C ends. By default only this machine can connect; for others give an address of the network
and a token.

Examples:
  tracuu serve ~/kho-van-ban
  tracuu serve --address 0.0.0.0:7878 --token 'mot-chuoi-bi-mat'")]
pub(super) struct ServeArguments {
    /// Files and folders to index first
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,

    /// Where to listen; port 0 takes any that is free
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:7878")]
    pub(super) address: SocketAddr,

    /// What a browser or program must show
    #[arg(long, value_name = "TOKEN", env = "TRACUU_TOKEN", hide_env_values = true)]
    pub(super) token: Option<String>,

    /// Threads that read files [default: one a core]
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<NonZero<usize>>,

    #[command(flatten)]
    pub(super) reading: ReadingArguments,

    /// No progress and no summary, only errors
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  tracuu gen completions bash > ~/.local/share/bash-completion/completions/tracuu
  tracuu gen man ~/.local/share/man/man1
  tracuu gen data ~/bang-cua-toi          then edit, and use: tracuu --data ~/bang-cua-toi …")]
pub(super) struct GenArguments {
    #[command(subcommand)]
    pub(super) what: Generated,
}

#[derive(Debug, Subcommand)]
pub(super) enum Generated {
    /// Completions for a shell, on stdout
    Completions {
        /// Which shell
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Man pages, one a verb
    Man {
        /// Folder to write them to
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// The built-in tables of kinds and bodies, to be edited and given as --data
    Data {
        /// Folder to write them to; files in it stay as they are
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}

/// Stands before a word of a question that begins with a minus sign, so that it is no flag.
const GUARD: char = '\u{e000}';

impl Cli {
    /// The arguments of this process.
    pub(super) fn of_process() -> Self {
        Self::parse_from(guarded(std::env::args_os()))
    }
}

/// `tracuu search hạ tầng -giáo`: a word to leave out, not a bundle of flags.
fn guarded(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut is_question = false;
    let guard = |argument: OsString| {
        is_question |= argument == "search" || argument == "save";
        let word = argument.to_str().and_then(|text| text.strip_prefix('-'));
        let is_flag = |word: &str| {
            word.starts_with('-') || word.chars().all(|c| c == 'v') || matches!(word, "h" | "V")
        };
        match word {
            Some(word) if is_question && !is_flag(word) => format!("{GUARD}-{word}").into(),
            _ => argument,
        }
    };
    arguments.into_iter().map(guard).collect()
}

pub(super) fn unguarded(text: &str) -> Result<String, std::convert::Infallible> {
    Ok(text.strip_prefix(GUARD).unwrap_or(text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_are_sound() {
        Cli::command().debug_assert();
    }

    fn question(arguments: &[&str]) -> (String, u16, u8) {
        let all = ["tracuu", "search"].iter().chain(arguments).map(OsString::from);
        match Cli::try_parse_from(guarded(all)) {
            Ok(Cli { verb: Verb::Search(search), verbose, .. }) => {
                (search.query.join(" "), search.limit, verbose)
            }
            other => panic!("{arguments:?}: {other:?}"),
        }
    }

    #[test]
    fn excluded_words_are_no_flags() {
        for word in ["-số", "-văn", "-hành", "-Văn", "-v2", "-giáo dục", "-1", "-ô", "-"] {
            assert_eq!(question(&["hạ", word, "--limit", "5"]), (format!("hạ {word}"), 5, 0));
            assert_eq!(question(&[word, "-vv"]), (word.to_owned(), 20, 2));
        }
        assert!(
            Cli::try_parse_from(guarded(["tracuu", "status", "-x"].map(OsString::from))).is_err()
        );
    }
}
