//! What extraction is told beside the bytes of a file.

use super::limits::Limits;
use crate::document::PageStatus;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How a file is to be read.
#[derive(Clone, Copy)]
pub struct Task<'t> {
    /// Caps on what it may cost.
    pub limits: &'t Limits,
    /// Tried in turn if it is closed by a password.
    pub passwords: &'t [String],
    /// Pages that an earlier attempt did not survive.
    pub given_up: &'t GivenUp,
    /// Told the number of each page, from 1, before the page is read.
    pub page_begun: &'t (dyn Fn(u32) + Sync),
}

impl<'t> Task<'t> {
    /// Reads with these caps, and with nothing else to heed.
    #[must_use]
    pub fn new(limits: &'t Limits) -> Self {
        const NONE: &GivenUp = &GivenUp { pages: Vec::new(), rest: None };
        Self { limits, passwords: &[], given_up: NONE, page_begun: &|_| {} }
    }
}

impl fmt::Debug for Task<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Passwords are not for logs.
        f.debug_struct("Task").field("limits", self.limits).finish_non_exhaustive()
    }
}

/// Pages, from 1, that are not to be read, and the status that they have instead of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct GivenUp {
    /// Single pages.
    pub pages: Vec<(u32, PageStatus)>,
    /// This page and all behind it.
    pub rest: Option<(u32, PageStatus)>,
}

impl GivenUp {
    /// The status of a page that is given up.
    #[must_use]
    pub fn status(&self, page: u32) -> Option<PageStatus> {
        let single = self.pages.iter().find(|(given_up, _)| *given_up == page);
        let rest = self.rest.as_ref().filter(|(first, _)| page >= *first);
        single.or(rest).map(|(_, status)| *status)
    }
}
