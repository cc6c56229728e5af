//! `similar`: directives whose text is like that of one; `compare`: what one has that another has not.

use super::archive::Seen;
use super::reply::{Refusal, Reply, Title};
use super::tool::{One, Tool, one, within};
use crate::search::likeness::{Change, Passage, Piece, SimilarRequest, Whose, compare, similar};
use crate::wording::{self, Lang};
use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;
use serde_json::json;

/// Characters of one passage at most; of a longer one the rest is cut off.
const LONGEST: usize = 1_000;

pub(super) struct SimilarDocuments;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SimilarArguments {
    /// The directive: an id or a number
    what: String,
    /// Directives listed (default 10)
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
    /// How much of either must stand in the other, in per cent (default 30)
    #[schemars(range(min = 0, max = 100))]
    least: Option<u8>,
}

impl Tool for SimilarDocuments {
    type Arguments = SimilarArguments;
    const NAME: &'static str = "similar";
    const TITLE: &'static str = "Similar texts (văn bản tương tự)";
    const DESCRIPTION: &'static str = "\
Directives whose text is like that of one (văn bản tương tự: drafts, copies, papers passed on), those that share the most \
first: `a_in_b` is how much of this directive stands in the other, `b_in_a` how much of the other in this, from 0 to 1.";

    fn call(seen: &Seen, given: SimilarArguments) -> Result<Reply, Refusal> {
        let limit = within("limit", given.limit, 10, 1..=50)?;
        let least = f32::from(within("least", given.least, 30, 0..=100)?) / 100.0;
        let stored = match one(seen, &given.what)? {
            One::Found(stored) => stored,
            One::Several(reply) => return Ok(reply),
        };
        let found = similar(&seen.snapshot, &stored.record.id, &SimilarRequest { limit, least })?;
        let found = found.ok_or_else(Refusal::internal)?;
        let mut reply = Reply::new(&found)?;
        let count = found.documents.len();
        reply.line(format!("{count} directives are like {}", Title::from(&found.document)));
        for alike in &found.documents {
            let (a, b) = (percent(alike.a_in_b), percent(alike.b_in_a));
            let card = &alike.document;
            reply.line(format!("- {} [id {}]", Title::from(card), card.id));
            reply.line(format!("  {a} of this in it, {b} of it in this; file {}", alike.path));
        }
        Ok(reply)
    }
}

fn percent(share: f32) -> String {
    wording::percent(Lang::En, share)
}

pub(super) struct CompareDocuments;

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CompareArguments {
    /// The first directive: an id or a number
    a: String,
    /// The second
    b: String,
    /// Also the passages that are the same
    all: Option<bool>,
    /// Passages listed (default 20)
    #[schemars(range(min = 1, max = 100))]
    limit: Option<usize>,
    /// How many to pass over
    #[schemars(range(min = 0))]
    offset: Option<usize>,
}

impl Tool for CompareDocuments {
    type Arguments = CompareArguments;
    const NAME: &'static str = "compare";
    const TITLE: &'static str = "Compare two directives (so sánh)";
    const DESCRIPTION: &'static str = "\
What one directive has that another has not (so sánh hai văn bản), passage by passage, in the order of the first: only in a, \
only in b, changed (with its pieces word by word), moved. Lines, pages, spaces and punctuation make no difference. Long \
passages are cut; `passages_left` counts those not listed.";

    fn call(seen: &Seen, given: CompareArguments) -> Result<Reply, Refusal> {
        let limit = within("limit", given.limit, 20, 1..=100)?;
        let offset = given.offset.unwrap_or(0);
        let [a, b] = match (one(seen, &given.a)?, one(seen, &given.b)?) {
            (One::Found(a), One::Found(b)) => [a, b],
            (One::Several(reply), _) | (_, One::Several(reply)) => return Ok(reply),
        };
        let mut found = compare(&a, &b, given.all.unwrap_or_default());
        let same = found.is_same();
        let count = found.passages.len();
        let from = offset.min(count);
        let wanted = found.passages.drain(..).skip(from).take(limit);
        found.passages = wanted.map(shortened).collect();
        let left = count - from - found.passages.len();
        let mut reply = Reply::new(&found)?;
        reply.structured.insert("passages_left".into(), json!(left));
        for (name, side) in [("a", &found.a), ("b", &found.b)] {
            let title = Title::from(&side.document);
            reply.line(format!("{name}: {title} [id {}] file {}", side.document.id, side.path));
        }
        let (a_in_b, b_in_a) = (percent(found.a_in_b), percent(found.b_in_a));
        reply.line(format!("{a_in_b} of a stands in b, {b_in_a} of b in a."));
        if same {
            reply.line("Their words are the same.");
        }
        for passage in &found.passages {
            listed(&mut reply, passage);
        }
        if left > 0 {
            reply.line(format!("There are more: offset {}", from + found.passages.len()));
        }
        Ok(reply)
    }
}

fn listed(reply: &mut Reply, passage: &Passage) {
    let what = match passage.change {
        Change::Same => "the same",
        Change::OnlyA => "only in a",
        Change::OnlyB => "only in b",
        Change::Moved => "moved",
        Change::Changed => "changed",
    };
    if passage.change == Change::Changed {
        let pieces = passage.pieces.iter().map(|piece| match piece.of {
            Whose::A => format!("[-{}-]", piece.text),
            Whose::B => format!("{{+{}+}}", piece.text),
            Whose::Both => piece.text.clone(),
        });
        let page = passage.a.as_ref().or(passage.b.as_ref()).map_or(0, |place| place.page);
        reply.line(format!("- {what}, page {page}: {}", pieces.collect::<Vec<_>>().join(" ")));
        return;
    }
    for place in passage.a.iter().chain(&passage.b).take(1) {
        reply.line(format!("- {what}, page {}: {}", place.page, place.text));
    }
}

/// A passage without what is beyond the bound.
fn shortened(mut passage: Passage) -> Passage {
    for place in passage.a.iter_mut().chain(&mut passage.b) {
        place.text = bounded(&place.text, LONGEST).0;
    }
    let mut left = LONGEST;
    let mut pieces = Vec::new();
    for piece in passage.pieces {
        if left == 0 {
            break;
        }
        let (text, length) = bounded(&piece.text, left);
        left -= length;
        pieces.push(Piece { text, ..piece });
    }
    passage.pieces = pieces;
    passage
}

/// The beginning of a text, and how many characters of it that is.
fn bounded(text: &str, most: usize) -> (String, usize) {
    let mut start: String = text.chars().take(most).collect();
    let length = start.chars().count();
    if start.len() < text.len() {
        start.push('…');
    }
    (start, length)
}
