//! What a generated directive says: what is to be read of it.

use std::collections::BTreeSet;
use tracuu::directive::CopyMark;
use tracuu::directive::deadline::DeadlineKind;
use tracuu::directive::kind::System;

/// All that a record is scored by.
#[derive(Debug, Default)]
pub(super) struct Truth {
    pub(super) number: Option<String>,
    pub(super) symbol: Option<String>,
    pub(super) kind_name: String,
    pub(super) date: Option<String>,
    pub(super) year: Option<i16>,
    pub(super) issuer: String,
    pub(super) parent: Option<String>,
    pub(super) acting: Option<String>,
    pub(super) system: Option<System>,
    pub(super) place: Option<String>,
    pub(super) subject: Option<String>,
    pub(super) name: String,
    pub(super) capacity: Option<String>,
    pub(super) title: Option<String>,
    pub(super) addressees: Vec<String>,
    pub(super) recipients: Vec<String>,
    pub(super) secrecy: Option<&'static str>,
    pub(super) urgency: Option<&'static str>,
    pub(super) circulation: Vec<&'static str>,
    pub(super) draft: bool,
    pub(super) attachments: usize,
    pub(super) copy: Option<CopyMark>,
    pub(super) cited: Vec<Cited>,
    pub(super) dues: Vec<Due>,
    /// Fields that are a matter of opinion in this directive.
    pub(super) unjudged: Vec<&'static str>,
}

/// A cited document.
#[derive(Debug, Clone)]
pub(super) struct Cited {
    /// Canonical.
    pub(super) number: String,
    pub(super) kind_name: String,
    /// As it is said at all.
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) mentions: usize,
    /// By their names: `Implements`.
    pub(super) relations: BTreeSet<String>,
}

impl Cited {
    /// What the directive does with it; a mere mention where it does nothing.
    pub(super) fn relations(&self) -> BTreeSet<String> {
        match self.relations.is_empty() {
            true => BTreeSet::from(["Mentions".to_owned()]),
            false => self.relations.clone(),
        }
    }
}

/// A deadline.
#[derive(Debug, Clone)]
pub(super) struct Due {
    /// Several where usage does not tell them apart.
    pub(super) kinds: Vec<DeadlineKind>,
    pub(super) date: Option<String>,
    pub(super) who: Vec<String>,
    pub(super) inherited: bool,
    /// Its words, for the report.
    pub(super) words: String,
}
