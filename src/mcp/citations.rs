//! `citations`: what a document cites and what cites it; `missing`: what is cited and not held.

use super::archive::Seen;
use super::reply::{Refusal, Reply, Title, relations};
use super::tool::{Tool, within};
use crate::search::graph::{
    Asked, Branch, MissingRequest, Neighbourhood, Tree, missing, neighbourhood,
};
use crate::wording;
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde_json::Value;

/// Steps handed out in all; further ones are counted.
const MOST_STEPS: usize = 200;

pub(super) struct Citations;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CitationsArguments {
    /// The document: its number in any writing (202-KL/TW), also if it is not held; or an id
    what: String,
    /// Which way (default both)
    direction: Option<Direction>,
    /// How many steps to go (default 1)
    #[schemars(range(min = 1, max = 4))]
    depth: Option<u8>,
    /// Steps listed for each document (default 20)
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
enum Direction {
    Both,
    Cites,
    CitedBy,
}

impl Tool for Citations {
    type Arguments = CitationsArguments;
    const NAME: &'static str = "citations";
    const TITLE: &'static str = "Citations (viện dẫn, được viện dẫn)";
    const DESCRIPTION: &'static str = "\
What a document cites (viện dẫn) and what cites it (được viện dẫn), as trees, each step with its relation: replaces \
(thay thế), repeals (bãi bỏ), amends (sửa đổi), implements (triển khai thực hiện), based on (căn cứ), mentions. \
`held` is the id in the archive, null of what is only cited; `left` counts steps not listed; `certain` false: several \
documents have that number. Documents with one number stand apart, by issuer and date.";

    fn call(seen: &Seen, given: CitationsArguments) -> Result<Reply, Refusal> {
        let asked = Asked {
            depth: within("depth", given.depth, 1, 1..=4)?,
            most: within("limit", given.limit, 20, 1..=100)?,
            query: given.what,
        };
        let mut found = neighbourhood(&seen.snapshot, &asked)?;
        if found.documents.is_empty() {
            let detail = format!(
                "Neither held nor cited by anything held: {:?}. Give an id or a number such as 202-KL/TW, or \
                 look for it with search.",
                found.query
            );
            return Err(Refusal::Advice { code: "no-such-document", detail });
        }
        let direction = given.direction.unwrap_or(Direction::Both);
        let mut budget = MOST_STEPS;
        for tree in &mut found.documents {
            prune(tree, direction, &mut budget);
        }
        let mut reply = Reply::new(&found)?;
        if let Some(Value::Array(trees)) = reply.structured.get_mut("documents") {
            for tree in trees.iter_mut().filter_map(Value::as_object_mut) {
                let other = match direction {
                    Direction::Both => continue,
                    Direction::Cites => ["cited_by", "cited_by_left"],
                    Direction::CitedBy => ["cites", "cites_left"],
                };
                other.iter().for_each(|key| drop(tree.remove(*key)));
            }
        }
        worded(&mut reply, &found);
        Ok(reply)
    }
}

/// Leaves the directions asked for, and as many steps as are still to be handed out.
fn prune(tree: &mut Tree, direction: Direction, budget: &mut usize) {
    if direction == Direction::CitedBy {
        (tree.cites, tree.cites_left) = (Vec::new(), 0);
    }
    if direction == Direction::Cites {
        (tree.cited_by, tree.cited_by_left) = (Vec::new(), 0);
    }
    keep(&mut tree.cites, &mut tree.cites_left, budget);
    keep(&mut tree.cited_by, &mut tree.cited_by_left, budget);
    let branches = tree.cites.iter_mut().chain(&mut tree.cited_by);
    branches.for_each(|branch| further(branch, budget));
}

fn keep(branches: &mut Vec<Branch>, left: &mut u64, budget: &mut usize) {
    let kept = branches.len().min(*budget);
    *left += (branches.len() - kept) as u64;
    branches.truncate(kept);
    *budget -= kept;
}

fn further(branch: &mut Branch, budget: &mut usize) {
    keep(&mut branch.branches, &mut branch.left, budget);
    branch.branches.iter_mut().for_each(|branch| further(branch, budget));
}

fn worded(reply: &mut Reply, found: &Neighbourhood) {
    for tree in &found.documents {
        let held = match &tree.node.held {
            Some(id) => format!("[id {id}]"),
            None => "(the archive holds no original of it)".into(),
        };
        reply.line(format!("{} {held}", Title::from(&tree.node)));
        for (way, branches, left) in [
            ("cites", &tree.cites, tree.cites_left),
            ("cited by", &tree.cited_by, tree.cited_by_left),
        ] {
            if branches.is_empty() && left == 0 {
                continue;
            }
            reply.line(format!("{way} {}:", branches.len() as u64 + left));
            listed(reply, branches, left, 1);
        }
    }
}

fn listed(reply: &mut Reply, branches: &[Branch], left: u64, depth: usize) {
    let dashes = "-".repeat(depth);
    for branch in branches {
        let held = match &branch.node.held {
            Some(id) => format!("[id {id}]"),
            None => "(not held)".into(),
        };
        let doubt = if branch.certain { "" } else { " (uncertain which)" };
        let how = relations(&branch.relations);
        reply.line(format!("{dashes} {how}: {} {held}{doubt}", Title::from(&branch.node)));
        listed(reply, &branch.branches, branch.left, depth + 1);
    }
    if left > 0 {
        reply.line(format!("{dashes} … and {left} more"));
    }
}

pub(super) struct MissingDocuments;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MissingArguments {
    /// Documents listed (default 20)
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// How many to pass over
    #[schemars(range(min = 0))]
    offset: Option<usize>,
    /// Cited by at least so many directives (default 1)
    #[schemars(range(min = 1))]
    least: Option<u64>,
}

impl Tool for MissingDocuments {
    type Arguments = MissingArguments;
    const NAME: &'static str = "missing";
    const TITLE: &'static str = "Cited, not held (chưa có trong kho)";
    const DESCRIPTION: &'static str = "\
Documents that directives of the archive cite and of which it holds no original (được viện dẫn, chưa có trong kho), \
the most cited first: number, date and issuer as far as they are said, by how many and by whom they are cited.";

    fn call(seen: &Seen, given: MissingArguments) -> Result<Reply, Refusal> {
        let asked = MissingRequest {
            limit: within("limit", given.limit, 20, 1..=100)?,
            offset: given.offset.unwrap_or(0),
            least: within("least", given.least, 1, 1..=u64::MAX)?,
        };
        let found = missing(&seen.snapshot, &asked)?;
        let mut reply = Reply::new(&found)?;
        let listed = found.documents.len();
        reply.line(format!("{} documents are cited and not held; {listed} listed.", found.total));
        for document in &found.documents {
            let title = Title {
                kind_name: document.kind_name.as_deref(),
                number: Some(&document.number),
                symbol: None,
                date: document.date.clone(),
                issuer: document.issuer.as_deref(),
                subject: None,
            };
            let by = wording::missing_by(document).join("; ");
            reply.line(format!("- {title}; cited by {}: {by}", document.cited_by));
        }
        Ok(reply)
    }
}
