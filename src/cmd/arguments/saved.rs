//! The arguments of the verbs on saved searches.

use super::unguarded;
use clap::Args;

#[derive(Debug, Args)]
#[command(after_help = "\
A saved search is kept beside the index, and survives every new run. What it finds now counts as known;
tracuu news lists what comes after. Saving a name again replaces its question.

Exit codes: 0 done, 1 there is no search of this name (or none at all), 2 error.

Examples:
  tracuu save 'hạ tầng' 'hạ tầng số' từ:2025-01-01
  tracuu save KL202 202-KL/TW
  tracuu save                                        what is saved
  tracuu save --remove KL202")]
pub(in crate::cmd) struct SaveArguments {
    /// Its name: any letters, in quotes if it has spaces
    #[arg(value_name = "NAME", requires = "query", value_parser = unguarded)]
    pub(in crate::cmd) name: Option<String>,

    /// The question, as for search; several arguments are joined by spaces
    #[arg(value_name = "QUERY", value_parser = unguarded)]
    pub(in crate::cmd) query: Vec<String>,

    /// Leave out what is found only by restoring a damaged text
    #[arg(long, requires = "query")]
    pub(in crate::cmd) verified: bool,

    /// Remove the search of this name
    #[arg(long, value_name = "NAME", conflicts_with_all = ["name", "query"])]
    pub(in crate::cmd) remove: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "\
New is a directive that a search finds strictly and has not found before, whenever it was issued; by its
content, so that neither a file that is moved or copied nor an index that is made anew makes it new again.
Each is listed once, unless --peek.

Exit codes: 0 something is new, 1 nothing is, 2 error.

Examples:
  tracuu news
  tracuu news 'hạ tầng' --peek
  tracuu news --format csv > moi.csv")]
pub(in crate::cmd) struct NewsArguments {
    /// Only the searches of these names
    #[arg(value_name = "NAME")]
    pub(in crate::cmd) names: Vec<String>,

    /// Leave what is new as it is: it is listed again next time
    #[arg(long)]
    pub(in crate::cmd) peek: bool,
}
