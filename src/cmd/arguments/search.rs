//! What can be typed behind `tracuu search`.

use super::unguarded;
use clap::{Args, ValueEnum};
use tracuu::search::{Match, Sort};

#[derive(Debug, Args)]
#[command(after_help = "\
A number is found in any writing: 202-KL/TW, 202 KL TW, kết luận 202. Words are looked for as a
phrase, with marks as typed; without any mark (ha tang so) in all their forms. \"…\" asks for the
phrase alone; -word excludes; OR, NEAR/5, (groups), tần*; fields: số: loại: cơquan: ký: từ:2025-01-01
đến:2026-01 hạn: giao: việndẫn: … All of it: --syntax. The shell takes quotation marks away: write
'\"hạ tầng số\"'.

Exit codes: 0 something matches strictly, 1 nothing does, 2 error.

Examples:
  tracuu search 202-KL/TW
  tracuu search hạ tầng số từ:2025-01-01
  tracuu search '\"chuyển đổi số\" -giáo dục' --limit 5
  tracuu search hạ tầng số --all --format csv > ha-tang-so.csv
  tracuu search từ:2025 --all --format jsonl | jq -r .path

In a CSV a cell that a spreadsheet would take for a formula has an apostrophe before it.")]
pub(in crate::cmd) struct SearchArguments {
    /// The question; several arguments are joined by spaces
    #[arg(required_unless_present = "syntax", value_name = "QUERY", value_parser = unguarded)]
    pub(in crate::cmd) query: Vec<String>,

    /// Say all that can be typed, with examples
    #[arg(long, conflicts_with = "query")]
    pub(in crate::cmd) syntax: bool,

    /// Hits a page, 1 to 1000
    #[arg(long, value_name = "N", default_value_t = 20,
        value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(in crate::cmd) limit: u16,

    /// Go on behind a former answer: its `next`
    #[arg(long, value_name = "CURSOR", conflicts_with = "all")]
    pub(in crate::cmd) after: Option<String>,

    /// List near matches too, behind the strict ones
    #[arg(long)]
    pub(in crate::cmd) loose: bool,

    /// Leave out what was found only by restoring a damaged text
    #[arg(long)]
    pub(in crate::cmd) verified: bool,

    /// Every hit, not a page of them, one after another (in json all at once)
    #[arg(long)]
    pub(in crate::cmd) all: bool,

    /// Order of the hits
    #[arg(long, value_enum, default_value_t, value_name = "ORDER")]
    pub(in crate::cmd) sort: SortArgument,

    /// List only what matches in this way
    #[arg(long = "match", value_enum, value_name = "MATCH")]
    pub(in crate::cmd) only: Option<MatchArgument>,

    /// Say of every hit why it stands where it stands
    #[arg(long)]
    pub(in crate::cmd) explain: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cmd) enum SortArgument {
    /// The strongest match first, then the most telling, then the newest
    #[default]
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
    /// As in a register: by symbol, year, number
    Number,
}

impl From<SortArgument> for Sort {
    fn from(sort: SortArgument) -> Self {
        match sort {
            SortArgument::Relevance => Self::Relevance,
            SortArgument::Newest => Self::Newest,
            SortArgument::Oldest => Self::Oldest,
            SortArgument::Number => Self::Number,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cmd) enum MatchArgument {
    /// The directive itself has the number
    NumberOwn,
    /// It cites the number
    NumberCited,
    /// As typed, marks included
    Exact,
    /// Regardless of marks
    Unaccented,
    /// By another name of what was typed
    Synonym,
    /// In text restored by guess
    Recovered,
    /// Nearly
    Near,
    /// All the words, apart
    Words,
}

impl From<MatchArgument> for Match {
    fn from(matched: MatchArgument) -> Self {
        match matched {
            MatchArgument::NumberOwn => Self::NumberOwn,
            MatchArgument::NumberCited => Self::NumberCited,
            MatchArgument::Exact => Self::Exact,
            MatchArgument::Unaccented => Self::Unaccented,
            MatchArgument::Synonym => Self::Synonym,
            MatchArgument::Recovered => Self::Recovered,
            MatchArgument::Near => Self::Near,
            MatchArgument::Words => Self::Words,
        }
    }
}
