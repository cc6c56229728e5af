//! The directive that a person names, by id or by number.
//!
//! In: what was typed, and a [`Snapshot`]. Out: [`Named`]. A number may be written in any way, and
//! several directives may have it: which is meant is for the reader to say.

use crate::directive::query::{NumberQuery, number_in_field};
use crate::document::DocId;
use crate::error::Result;
use crate::index::{Snapshot, Stored, Whose};

/// What a name means.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// It is neither an id nor a number.
    Neither,
    /// No directive has this id.
    NoSuchId,
    /// The directives meant, the oldest first: one with the id, or each that has the number.
    Held(Vec<Stored>),
    /// No directive has this number; so many cite it.
    NotHeld {
        /// How many directives cite it.
        citing: u64,
    },
}

/// Finds the directives that an id, or a number in any writing, means.
///
/// # Errors
/// The machine's: the store cannot be read.
pub fn named(snapshot: &Snapshot, what: &str) -> Result<Named> {
    if let Some(id) = DocId::parse(what.trim()) {
        let stored = snapshot.directive(&id)?;
        return Ok(stored.map_or(Named::NoSuchId, |stored| Named::Held(vec![stored])));
    }
    let Some(number) = number_in_field(what) else { return Ok(Named::Neither) };
    let mut own = with_number(snapshot, &number, Whose::Own)?;
    if own.is_empty() {
        let citing = with_number(snapshot, &number, Whose::Cited)?.len() as u64;
        return Ok(Named::NotHeld { citing });
    }
    own.sort_by(|a, b| {
        let order = |of: &Stored| (of.record.directive.date.clone(), of.record.id.clone());
        order(a).cmp(&order(b))
    });
    Ok(Named::Held(own))
}

/// The directives that have, or cite, the number in any of the ways it can be meant, each once.
fn with_number(snapshot: &Snapshot, number: &NumberQuery, whose: Whose) -> Result<Vec<Stored>> {
    let mut found: Vec<Stored> = Vec::new();
    for key in number.keys().into_iter().chain(number.folded_keys()) {
        found.extend(snapshot.with_number(&key, whose)?);
    }
    found.sort_by(|a, b| a.record.id.cmp(&b.record.id));
    found.dedup_by(|a, b| a.record.id == b.record.id);
    Ok(found)
}
