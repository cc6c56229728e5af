//! An archive asked the questions of a judged set.
//!
//! In: a [`Snapshot`] and [`Question`]s. Out: for each question and way of typing its [`Figures`].

use super::judge::{Figures, Question};
use super::{Request, ranked};
use crate::directive::query::number_in_field;
use crate::document::DocId;
use crate::error::Result;
use crate::index::{Snapshot, Whose};
use crate::text::typed::Typing;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Ranks looked at for MRR; recall may look further.
const RANKS: usize = 100;

/// An archive and the directives that questions name.
#[derive(Debug)]
pub struct Trial<'s> {
    snapshot: &'s Snapshot,
    /// What each name means: an id, a path or its end, or a number, which several may have.
    named: BTreeMap<String, BTreeSet<DocId>>,
}

/// How one question was answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Trialled {
    /// The rank of the first relevant directive, from 1.
    pub first: Option<usize>,
    /// How good the ranking is.
    pub figures: Figures,
}

impl<'s> Trial<'s> {
    /// Finds the directives that the questions name.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub fn new(snapshot: &'s Snapshot, questions: &[Question]) -> Result<Self> {
        let mut paths: HashMap<String, Vec<(String, DocId)>> = HashMap::new();
        for file in snapshot.files()? {
            if let Some(id) = file.id().filter(|_| file.is_indexed()) {
                paths.entry(last_part(&file.path).to_owned()).or_default().push((file.path, id));
            }
        }
        let ids = snapshot.ids()?;
        let mut named = BTreeMap::new();
        for (name, _) in questions.iter().flat_map(|question| &question.relevant) {
            if named.contains_key(name) {
                continue;
            }
            let mut meant: BTreeSet<DocId> = BTreeSet::new();
            if let Some(id) = DocId::parse(name).filter(|id| ids.contains(id)) {
                meant.insert(id);
            }
            let at_end = |path: &str| {
                let before = path.strip_suffix(name.as_str());
                before.is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
            };
            if meant.is_empty() {
                let files = paths.get(last_part(name)).into_iter().flatten();
                meant.extend(files.filter(|(path, _)| at_end(path)).map(|(_, id)| id.clone()));
            }
            if meant.is_empty()
                && let Some(number) = number_in_field(name)
            {
                for key in number.keys() {
                    for address in snapshot.addresses_with_number(&key, Whose::Own)? {
                        meant.insert(snapshot.card(address)?.id);
                    }
                }
            }
            named.insert(name.clone(), meant);
        }
        Ok(Self { snapshot, named })
    }

    /// The names that mean no directive of the archive: what they stand for cannot be found.
    pub fn unheld(&self) -> impl Iterator<Item = &str> {
        self.named.iter().filter(|(_, meant)| meant.is_empty()).map(|(name, _)| name.as_str())
    }

    /// Asks one question, typed in one way.
    ///
    /// # Errors
    /// The machine's: the store cannot be read.
    pub fn ask(&self, question: &Question, typing: Typing, cutoffs: &[usize]) -> Result<Trialled> {
        let limit = cutoffs.iter().copied().max().unwrap_or_default().max(RANKS);
        let asked = Request { limit, ..Request::new(typing.apply(&question.text)) };
        let found = ranked(self.snapshot, &asked)?;
        let means = |id: &DocId, name: &str| self.named.get(name).is_some_and(|m| m.contains(id));
        let gains = question.gains(&found, means);
        let first = gains.iter().position(|gain| *gain > 0.0).map(|at| at + 1);
        Ok(Trialled { first, figures: Figures::of(&gains, &question.ideal(), cutoffs) })
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
