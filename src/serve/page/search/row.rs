//! One hit of the answer.

use super::super::{Piece, encoded};
use crate::document::Origin;
use crate::search::{Hit, Match, Snippet};
use crate::serve::{shown, words};
use crate::wording::Lang;

/// One hit.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) number: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) date: String,
    pub(super) issuer: Option<String>,
    pub(super) how: String,
    pub(super) class: &'static str,
    /// Where the text is not the file's own.
    pub(super) origin: Option<String>,
    pub(super) title: String,
    pub(super) snippets: Vec<Place>,
    /// Places that match beyond those shown.
    pub(super) more: u32,
}

/// A place that matches.
pub(super) struct Place {
    pub(super) href: String,
    pub(super) page: u32,
    pub(super) pieces: Vec<Piece>,
}

impl Row {
    pub(super) fn new(lang: Lang, hit: &Hit, query: &str, any_word: bool) -> Self {
        let base = format!("/documents/{}?q={}", hit.id, encoded(query));
        let number = words::number(hit.number.as_deref(), hit.symbol.as_deref());
        let title = match (&hit.subject, &number) {
            (Some(subject), _) => words::sentence(&shown::line(subject)),
            (None, Some(number)) if hit.number.is_some() => number.clone(),
            _ => shown::file_name(&hit.path),
        };
        let shown_places = u32::try_from(hit.snippets.len()).unwrap_or(u32::MAX);
        Self {
            href: format!("{base}#here"),
            kind: hit.kind_name.as_deref().map(shown::line),
            date: words::date(lang, hit.date.as_deref(), hit.year, hit.number.is_some()),
            issuer: hit.issuer.as_deref().map(shown::line),
            how: words::matched(lang, hit.matched, any_word),
            class: class(hit.matched),
            // How it matched says so already.
            origin: (hit.origin != Origin::Text && hit.matched != Match::Recovered)
                .then(|| words::origin(lang, hit.origin)),
            title,
            snippets: hit.snippets.iter().map(|snippet| Place::new(snippet, &base)).collect(),
            more: hit.occurrences.saturating_sub(shown_places),
            number,
        }
    }
}

impl Place {
    fn new(snippet: &Snippet, base: &str) -> Self {
        Self {
            href: format!("{base}&page={}#here", snippet.page),
            page: snippet.page,
            pieces: pieces(&snippet.text, &snippet.marks),
        }
    }
}

/// Cuts a text at its marks, given in code points.
fn pieces(text: &str, marks: &[[u32; 2]]) -> Vec<Piece> {
    let is_marked = |at: u32| marks.iter().any(|&[start, end]| (start..end).contains(&at));
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        let marked = is_marked(at);
        match pieces.last_mut() {
            Some(last) if last.marked == marked => last.text.push(c),
            _ => pieces.push(Piece { text: c.into(), marked }),
        }
    }
    for piece in &mut pieces {
        piece.text = shown::line(&piece.text);
    }
    pieces
}

fn class(matched: Match) -> &'static str {
    match matched {
        Match::NumberOwn | Match::Exact => "strong",
        Match::NumberCited => "cited",
        Match::Unaccented | Match::Synonym => "unaccented",
        Match::Recovered => "recovered",
        Match::Near | Match::Words => "loose",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_code_points() {
        let cut = pieces("rà soát hạ tầng số dùng", &[[8, 18]]);
        let cut: Vec<_> = cut.iter().map(|p| (p.text.as_str(), p.marked)).collect();
        assert_eq!(cut, [("rà soát ", false), ("hạ tầng số", true), (" dùng", false)]);
        assert_eq!(pieces("ab", &[[0, 9], [1, 2]]).len(), 1);
    }
}
