//! The arguments of the verbs on texts: what is alike, what differs.

use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "\
Texts are compared by their syllables: lines, pages, spaces and punctuation make no difference, nor the
way a mark is composed; of what stands beside the text, running lines and page numbers do not count. How
much is alike is said both ways: of this directive in the other, and of the other in this one.

Exit codes: 0 listed, 1 nothing is alike or it is not held, 2 error.

Examples:
  tracuu similar 453-CV/TU
  tracuu similar 0f3c5d7a9b1e2c4d --least 80
  tracuu similar 453-CV/TU --format csv > tuong-tu.csv")]
pub(in crate::cmd) struct SimilarArguments {
    /// An id (16 hexadecimal digits) or a number in any writing
    #[arg(required = true, value_name = "ID|NUMBER")]
    pub(in crate::cmd) what: Vec<String>,

    /// Directives listed, those that share the most first
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u8).range(1..=50))]
    pub(in crate::cmd) limit: u8,

    /// How much of either must stand in the other, in per cent
    #[arg(long, value_name = "PERCENT", default_value_t = 30, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(in crate::cmd) least: u8,
}

#[derive(Debug, Args)]
#[command(after_help = "\
What only A has stands behind -, what only B has behind +, a passage that was moved behind ~; in a
changed passage words of A stand in [-…-], of B in {+…+}. Lines, pages, spaces and punctuation make no
difference, nor the way a mark is composed. Beside a text that is written without marks, marks do not
count.

Exit codes: 0 shown, 1 one of them is not held (or several have this number), 2 error.

Examples:
  tracuu compare 0f3c5d7a9b1e2c4d 1a2b3c4d5e6f7a8b
  tracuu compare 1845/QĐ-UBND '302/QĐ-UBND' --all
  tracuu compare '202 KL TW' '202 KL TU' --format csv > khac-nhau.csv")]
pub(in crate::cmd) struct CompareArguments {
    /// The first: an id, or a number in any writing (in quotes, if it has spaces)
    #[arg(value_name = "A")]
    pub(in crate::cmd) a: String,

    /// The second
    #[arg(value_name = "B")]
    pub(in crate::cmd) b: String,

    /// Also the passages that are the same
    #[arg(long)]
    pub(in crate::cmd) all: bool,
}
