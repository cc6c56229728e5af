//! `{id}/pages/{page}` of an address → the directive and the page it names.

use crate::index::Stored;
use crate::serve::api;
use crate::serve::parameters;
use crate::serve::problem::{Problem, Wanted};
use crate::serve::state::State;

/// The directive and the page that an address names; a page that has a picture.
pub(super) async fn named(state: &State, id: &str, page: &str) -> Result<(Stored, u32), Problem> {
    let id = parameters::id(id)?;
    let most = u32::MAX as usize;
    let wrong = || Problem::BadParameter {
        name: "page",
        value: page.into(),
        wanted: Wanted::Number { least: 1, most },
    };
    let page: u32 = page.parse().ok().filter(|page| *page > 0).ok_or_else(wrong)?;
    let snapshot = state.snapshot()?;
    let stored = state.gate().run(move || api::stored(&snapshot, &id)).await?;
    let has_picture = stored.record.has_pictures && page <= stored.record.pages;
    if has_picture { Ok((stored, page)) } else { Err(Problem::NoPicture) }
}
