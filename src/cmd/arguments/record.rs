//! The arguments of the verbs on records: who cites what, what is missing, what falls due, corrections.

use clap::{Args, Subcommand, ValueEnum};
use tracuu::search::tasks::TaskState;

#[derive(Debug, Args)]
#[command(after_help = "\
What is said is what the directives held say of each other; it is no statement of law. Several
documents may have one number: they are told apart by issuer and date.

Exit codes: 0 shown, 1 neither held nor cited, 2 error.

Examples:
  tracuu cites 202-KL/TW
  tracuu cites 202-KL/TW --depth 3
  tracuu cites 202-KL/TW --depth 2 --format dot | dot -Tsvg > 202.svg
  tracuu cites 0f3c5d7a9b1e2c4d --all --format csv > vien-dan.csv")]
pub(in crate::cmd) struct CitesArguments {
    /// A number in any writing, or an id
    #[arg(required = true, value_name = "NUMBER|ID")]
    pub(in crate::cmd) what: Vec<String>,

    /// How many steps to go in both directions
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=10))]
    pub(in crate::cmd) depth: u8,

    /// Steps listed for each document; the rest is counted
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(in crate::cmd) limit: u16,

    /// Every step
    #[arg(long)]
    pub(in crate::cmd) all: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "\
Exit codes: 0 listed, 1 nothing is missing, 2 error.

Examples:
  tracuu missing
  tracuu missing --least 3
  tracuu missing --all --format csv > chua-co-trong-kho.csv")]
pub(in crate::cmd) struct MissingArguments {
    /// Documents listed, the most cited first
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(in crate::cmd) limit: usize,

    /// Cited by at least so many directives
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(in crate::cmd) least: u64,

    /// Every one
    #[arg(long)]
    pub(in crate::cmd) all: bool,
}

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Nobody but a person knows whether a task was done: what is past its date is said to be that, with the
later directives that cite it. Days are 2025-12-31, 31/12/2025, 2025-12 or 2025. Working days are
counted from Monday to Friday, holidays are not known.

Exit codes: 0 listed, 1 nothing falls due, 2 error.

Examples:
  tracuu deadlines
  tracuu deadlines --from 2025-12-01 --to 2025-12-31 --who 'sở nội vụ'
  tracuu deadlines --state past
  tracuu deadlines --all --format ics > nhiem-vu.ics
  tracuu deadlines done 0f3c5d7a9b1e2c4d.1a2b3c4d --by-document 45/BC-UBND --by 'Mai'
  tracuu deadlines undo 0f3c5d7a9b1e2c4d.1a2b3c4d"
)]
pub(in crate::cmd) struct DeadlinesArguments {
    #[command(subcommand)]
    pub(in crate::cmd) verb: Option<DeadlineVerb>,

    /// Due on this day or later
    #[arg(long, value_name = "DAY")]
    pub(in crate::cmd) from: Option<String>,

    /// Due on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(in crate::cmd) to: Option<String>,

    /// Whose: words of the name, with or without marks
    #[arg(long, value_name = "WHO")]
    pub(in crate::cmd) who: Option<String>,

    /// Only those that stand so
    #[arg(long, value_enum, value_name = "STATE")]
    pub(in crate::cmd) state: Option<StateArgument>,

    /// Also recurring tasks, and periods whose beginning is not known
    #[arg(long)]
    pub(in crate::cmd) undated: bool,

    /// Tasks listed
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub(in crate::cmd) limit: usize,

    /// Every one
    #[arg(long)]
    pub(in crate::cmd) all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cmd) enum StateArgument {
    /// Past its date, result unknown
    Past,
    /// To come
    Open,
    /// Was to begin on a day that is past
    Begun,
    /// Without a date
    Undated,
    /// Done, as a person says
    Done,
}

impl StateArgument {
    pub(in crate::cmd) fn state(self) -> TaskState {
        match self {
            Self::Past => TaskState::Past,
            Self::Open => TaskState::Open,
            Self::Begun => TaskState::Begun,
            Self::Undated => TaskState::Undated,
            Self::Done => TaskState::Done,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(in crate::cmd) enum DeadlineVerb {
    /// Note that a task is done
    Done(DoneArguments),
    /// Take that back
    Undo(UndoArguments),
}

#[derive(Debug, Args)]
pub(in crate::cmd) struct DoneArguments {
    /// The task, as deadlines lists it
    #[arg(value_name = "TASK")]
    pub(in crate::cmd) task: String,

    /// The document that says so: a number or an id
    #[arg(long, value_name = "NUMBER|ID", num_args = 1..)]
    pub(in crate::cmd) by_document: Vec<String>,

    /// Who notes it
    #[arg(long, value_name = "NAME", env = "TRACUU_NAME")]
    pub(in crate::cmd) by: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cmd) struct UndoArguments {
    /// The task, as deadlines lists it
    #[arg(value_name = "TASK")]
    pub(in crate::cmd) task: String,
}

#[derive(Debug, Args)]
#[command(after_help = "\
A correction is kept beside the index, survives every new run, and is shown as one. FIELD= says that
the document has no such value; FIELD alone takes a correction back; no field lists what is corrected.
Fields: number kind date issuer parent acting place subject signer capacity title addressees recipients
secrecy urgency draft, or their Vietnamese names.

Exit codes: 0 done, 1 not held, 2 error.

Examples:
  tracuu fix 0f3c5d7a9b1e2c4d number=453-CV/TU date=08/5/2026 --by 'Mai'
  tracuu fix 0f3c5d7a9b1e2c4d 'trích yếu=tổ chức kỳ họp thứ nhất'
  tracuu fix 0f3c5d7a9b1e2c4d
  tracuu fix 0f3c5d7a9b1e2c4d number")]
pub(in crate::cmd) struct FixArguments {
    /// The directive's id
    #[arg(value_name = "ID")]
    pub(in crate::cmd) id: String,

    /// What to correct
    #[arg(value_name = "FIELD[=VALUE]")]
    pub(in crate::cmd) fields: Vec<String>,

    /// Who corrects it
    #[arg(long, value_name = "NAME", env = "TRACUU_NAME")]
    pub(in crate::cmd) by: Option<String>,
}
