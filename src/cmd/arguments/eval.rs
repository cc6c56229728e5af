//! The arguments of `tracuu eval`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;
use tracuu::text::typed::Typing;

#[derive(Debug, Args)]
#[command(after_help = "\
A line of QUERIES is a question and the documents that answer it:
  {\"id\": \"q1\", \"text\": \"ai được giao xây dựng hạ tầng số?\", \"rel\": [\"453-CV/TU\"]}
A document is named by its id, by its path or the end of it, or by its number; `rel` may also be an object
of names and grades. nDCG looks at ten ranks, MRR at a hundred.

A line of CORPUS is a document: {\"id\": …, \"title\": …, \"text\": …}; the title is taken for the subject.
An index of these is made, asked and removed; without --corpus your own archive is asked.

Exit codes: 0 measured, 1 measured, but some named documents are not held (they count as not found),
2 error.

Examples:
  tracuu eval cau-hoi.jsonl
  tracuu eval cau-hoi.jsonl --typing all
  tracuu eval cau-hoi.jsonl --each --format csv > tung-cau.csv
  tracuu eval queries.jsonl --corpus corpus.jsonl --cutoffs 5,10,100")]
pub(in crate::cmd) struct EvalArguments {
    /// Questions with their answers, as lines of JSON
    #[arg(value_name = "QUERIES")]
    pub(in crate::cmd) questions: PathBuf,

    /// Documents as lines of JSON, instead of the archive
    #[arg(long, value_name = "CORPUS")]
    pub(in crate::cmd) corpus: Option<PathBuf>,

    /// Ranks within which recall is taken
    #[arg(long, value_name = "N,…", value_delimiter = ',', default_values_t = [10, 20, 100],
        value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(in crate::cmd) cutoffs: Vec<u16>,

    /// How the questions are typed; several are compared
    #[arg(long, value_enum, value_name = "HOW,…", value_delimiter = ',',
        default_values_t = [TypingArgument::Plain])]
    pub(in crate::cmd) typing: Vec<TypingArgument>,

    /// Question by question, too
    #[arg(long)]
    pub(in crate::cmd) each: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cmd) enum TypingArgument {
    /// As it stands in the file
    Plain,
    /// Without marks
    Unmarked,
    /// Every second word without marks
    Mixed,
    /// Marks as characters of their own
    Nfd,
    /// Tones on the other letter: hoà for hòa
    OtherTone,
    /// In capitals
    Capitals,
    /// All of these
    All,
}

impl TypingArgument {
    pub(in crate::cmd) fn typings(self) -> Vec<Typing> {
        vec![match self {
            Self::Plain => Typing::Plain,
            Self::Unmarked => Typing::Unmarked,
            Self::Mixed => Typing::Mixed,
            Self::Nfd => Typing::Decomposed,
            Self::OtherTone => Typing::OtherTone,
            Self::Capitals => Typing::Capitals,
            Self::All => return Typing::ALL.to_vec(),
        }]
    }
}
