//! What a person may be typing: numbers, frequent phrases, issuers and subjects of the archive.
//!
//! In: the beginning of a question. Out: [`Suggestion`]s. They come from a [`Vocabulary`] in memory, made
//! once for each state of the archive, when the first is asked for. Marks bind where they are typed, and
//! only there: `ha ta` and `hạ tầ` both mean "hạ tầng", `tâ` is no beginning of "tăng".

mod phrases;
mod spelling;
mod vocabulary;

use crate::error::Result;
use crate::index::Snapshot;
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use utoipa::ToSchema;
use vocabulary::Vocabulary;

/// Suggestions where nobody says.
pub const DEFAULT_LIMIT: usize = 10;
/// Suggestions at most.
pub const MAX_LIMIT: usize = 100;

/// What is offered for the beginning of a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestions {
    /// What was typed.
    pub query: String,
    /// Grouped by what they are; in each group the most frequent first.
    pub suggestions: Vec<Suggestion>,
}

/// Something that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Suggestion {
    /// A question of its own.
    pub text: String,
    /// What it is.
    pub of: Suggested,
    /// Directives that have it (numbers: have or cite it); null of phrases, which are not counted over
    /// the whole archive.
    pub count: Option<u64>,
}

/// What is suggested.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Suggested {
    /// The number of a directive that is held.
    Number,
    /// A number that is cited, of which nothing is held.
    NumberCited,
    /// Words that often stand together.
    Phrase,
    /// Cơ quan ban hành.
    Issuer,
    /// Trích yếu.
    Subject,
}

/// Offers what a beginning may mean.
///
/// # Errors
/// The machine's: the store cannot be read.
pub fn suggest(snapshot: &Snapshot, typed: &str, limit: usize) -> Result<Suggestions> {
    let suggestions = vocabulary(snapshot)?.look_up(typed, limit.clamp(1, MAX_LIMIT));
    Ok(Suggestions { query: typed.to_owned(), suggestions })
}

/// Makes ready what suggestions need, so that the first of them is fast, too.
///
/// # Errors
/// The machine's: the store cannot be read.
pub fn warm(snapshot: &Snapshot) -> Result<()> {
    vocabulary(snapshot).map(|_| ())
}

/// Vocabularies kept: that of the state in force, and of one before, of which a request may be under way.
const KEPT: usize = 2;

static MADE: Mutex<Vec<(u64, Arc<Vocabulary>)>> = Mutex::new(Vec::new());

/// The vocabulary of a state of the archive.
fn vocabulary(snapshot: &Snapshot) -> Result<Arc<Vocabulary>> {
    let generation = snapshot.generation();
    // Held while one is made: whoever else asks meanwhile needs the same one.
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, known)) = made.iter().find(|(of, _)| *of == generation) {
        return Ok(Arc::clone(known));
    }
    let fresh = Arc::new(Vocabulary::of(snapshot)?);
    made.insert(0, (generation, Arc::clone(&fresh)));
    made.truncate(KEPT);
    Ok(fresh)
}
