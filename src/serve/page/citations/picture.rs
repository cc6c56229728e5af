//! The tree above and below a document, drawn: a line for each document, from left to right by its date.
//!
//! In: the document and what is around it. Out: a [`Picture`]: places in units of the drawing, one of
//! which is about a pixel. What it cites stands above it, what cites it below; lines lead from each
//! document to those that follow from it. A line of its own for each keeps names from covering each other,
//! however close their dates are.

use super::axis::{Axis, Mark, days};
use super::row::Item;
use crate::wording::Lang;
use crate::wording::page::labels;

/// Width of the drawing.
const WIDTH: f64 = 960.0;
/// Height of a line.
const LINE: f64 = 27.0;
/// Room for the dates above the first line.
const HEAD: f64 = 34.0;
/// Room for names on either side of the axis.
const NAMES: f64 = 270.0;
/// Where documents without a date stand.
const UNDATED: f64 = NAMES;
/// Room for these, where there are any.
const LANE: f64 = 44.0;
/// Characters of a name that fit beside the axis.
const NAME: usize = 38;

/// What is drawn.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) marks: Vec<Mark>,
    /// Where those without a date stand, if there are any.
    pub(super) undated: Option<f64>,
    pub(super) lines: Vec<Line>,
    pub(super) dots: Vec<Dot>,
}

/// From a document to the one that follows from it.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    /// In the words of SVG.
    pub(super) path: String,
    pub(super) is_held: bool,
}

/// A document.
#[derive(Debug)]
pub(super) struct Dot {
    pub(super) x: f64,
    pub(super) y: f64,
    /// From its first to its last day, of one that only has a year.
    pub(super) year: Option<(f64, f64)>,
    pub(super) name: Name,
    pub(super) is_held: bool,
    /// It is what all is about.
    pub(super) is_first: bool,
    /// It stands elsewhere already.
    pub(super) is_seen: bool,
    pub(super) href: Option<String>,
    /// All that is known of it.
    pub(super) title: String,
}

/// What is written at a dot.
#[derive(Debug)]
pub(super) struct Name {
    pub(super) x: f64,
    pub(super) is_left: bool,
    pub(super) number: String,
    pub(super) more: String,
}

/// A document with its place in the tree: the line of the one before it.
struct Placed<'i> {
    item: &'i Item,
    from: Option<usize>,
}

impl Picture {
    /// `None` if there is nothing around the document.
    pub(super) fn new(lang: Lang, head: &Item, above: &[Item], below: &[Item]) -> Option<Self> {
        if above.is_empty() && below.is_empty() {
            return None;
        }
        let placed = placed(head, above, below);
        let dates = placed.iter().map(|placed| placed.item.day.as_deref().and_then(days));
        let dates: Vec<_> = dates.collect();
        let has_undated = dates.iter().any(Option::is_none);
        let left = if has_undated { UNDATED + LANE } else { NAMES };
        let axis = Axis::new(dates.iter().flatten().copied(), left, WIDTH - NAMES);
        let place = |date: &Option<_>| match (date, &axis) {
            (Some((first, last)), Some(axis)) => f64::midpoint(axis.x(*first), axis.x(*last)),
            _ => UNDATED,
        };
        let places: Vec<f64> = dates.iter().map(place).collect();
        let y = |line: usize| HEAD + LINE * (line as f64 + 0.5);
        let mut lines = Vec::new();
        let mut dots = Vec::new();
        for (at, (placed, date)) in placed.iter().zip(&dates).enumerate() {
            let Some(&x) = places.get(at) else { continue };
            let from = placed.from.and_then(|from| Some((*places.get(from)?, y(from))));
            if let Some(from) = from {
                lines.push(Line { path: path(from, (x, y(at))), is_held: placed.item.is_held });
            }
            let year = date.as_ref().filter(|(first, last)| first != last).zip(axis.as_ref());
            // The line comes from the other side.
            let is_left = from.is_some_and(|(from, _)| x < from || (x <= from && x < WIDTH / 2.0));
            dots.push(Dot {
                x,
                y: y(at),
                year: year.map(|((first, last), axis)| (axis.x(*first), axis.x(*last))),
                name: Name::new(placed.item, x, is_left),
                is_held: placed.item.is_held,
                is_first: placed.from.is_none(),
                is_seen: placed.item.is_seen,
                href: placed.item.href.clone(),
                title: title(lang, placed.item),
            });
        }
        Some(Self {
            width: WIDTH,
            height: y(placed.len()),
            marks: axis.map(|axis| axis.marks()).unwrap_or_default(),
            undated: has_undated.then_some(UNDATED),
            lines,
            dots,
        })
    }
}

/// All documents from the top, those above with what they follow from below them.
fn placed<'i>(head: &'i Item, above: &'i [Item], below: &'i [Item]) -> Vec<Placed<'i>> {
    let mut up = Vec::new();
    flatten(above, None, &mut up);
    let first = up.len();
    let turned = |at: usize| first - 1 - at;
    let mut all: Vec<Placed<'_>> = Vec::with_capacity(first + 1);
    for placed in up.into_iter().rev() {
        all.push(Placed { item: placed.item, from: Some(placed.from.map_or(first, turned)) });
    }
    all.push(Placed { item: head, from: None });
    let mut down = Vec::new();
    flatten(below, None, &mut down);
    let behind = |at: usize| first + 1 + at;
    all.extend(
        down.into_iter().map(|placed| Placed {
            item: placed.item,
            from: Some(placed.from.map_or(first, behind)),
        }),
    );
    all
}

/// A tree in lines, each before those that follow from it.
fn flatten<'i>(items: &'i [Item], from: Option<usize>, into: &mut Vec<Placed<'i>>) {
    for item in items {
        let at = into.len();
        into.push(Placed { item, from });
        flatten(&item.items, Some(at), into);
    }
}

/// Up or down from a document, round a corner, along to the next one.
fn path(from: (f64, f64), to: (f64, f64)) -> String {
    const CORNER: f64 = 7.0;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let (round, turn) = (CORNER.min(dx.abs()), CORNER.min(dy.abs()));
    let before = to.1 - dy.signum() * turn;
    let behind = from.0 + dx.signum() * round;
    format!(
        "M{:.1} {:.1}V{before:.1}Q{:.1} {:.1} {behind:.1} {:.1}H{:.1}",
        from.0, from.1, from.0, to.1, to.1, to.0
    )
}

/// All that is known of a document, for whoever points at it.
fn title(lang: Lang, item: &Item) -> String {
    let say = labels(lang);
    let kind = item.kind.as_deref().unwrap_or_default();
    let named = format!("{kind} {}", item.number);
    let state = if item.is_held { None } else { Some(say.not_held.to_owned()) };
    let parts = [Some(named.trim().to_owned()), item.date.clone(), item.issuer.clone()];
    let relations = (!item.relations.is_empty()).then(|| item.relations.join(", "));
    let parts = parts.into_iter().chain([item.subject.clone(), relations, state]);
    parts.flatten().collect::<Vec<_>>().join(" · ")
}

impl Name {
    fn new(item: &Item, dot: f64, is_left: bool) -> Self {
        const APART: f64 = 11.0;
        let mut more = item.date.clone().unwrap_or_default();
        let length = |more: &str| item.number.chars().count() + more.chars().count() + 3;
        if let Some(relation) = item.relations.first() {
            let said = [more.as_str(), relation].map(str::to_owned);
            let said: Vec<String> = said.into_iter().filter(|part| !part.is_empty()).collect();
            let said = said.join(" · ");
            if length(&said) <= NAME {
                more = said;
            }
        }
        let x = if is_left { dot - APART } else { dot + APART };
        Self { x, is_left, number: item.number.clone(), more }
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::Item;
    use super::*;
    use crate::search::graph::Node;

    fn item(number: &str, date: Option<&str>, items: Vec<Item>) -> Item {
        let node = Node {
            number: Some(number.into()),
            symbol: None,
            kind_name: None,
            date: date.map(str::to_owned),
            issuer: None,
            subject: None,
            held: None,
        };
        Item { items, ..Item::of(Lang::Vi, &node) }
    }

    fn numbers(picture: &Picture) -> Vec<&str> {
        picture.dots.iter().map(|dot| dot.name.number.as_str()).collect()
    }

    #[test]
    fn what_is_cited_stands_above_and_what_cites_below() {
        let head = item("5-CV/TU", Some("2025-06-01"), Vec::new());
        let deep = item("1-NQ/TW", Some("2019"), Vec::new());
        let above =
            [item("2-KL/TW", Some("2024-01-01"), vec![deep]), item("3-KL/TW", None, vec![])];
        let below = [item("6-KH/TU", Some("2025-12-01"), Vec::new())];
        let picture = Picture::new(Lang::Vi, &head, &above, &below).unwrap();
        assert_eq!(numbers(&picture), ["3-KL/TW", "1-NQ/TW", "2-KL/TW", "5-CV/TU", "6-KH/TU"]);
        let at = |at: usize| &picture.dots[at];
        assert!(at(3).is_first && picture.dots.iter().filter(|dot| dot.is_first).count() == 1);
        // By date from left to right, what has none apart.
        assert!(at(1).x < at(2).x && at(2).x < at(3).x && at(3).x < at(4).x);
        assert_eq!(picture.undated, Some(at(0).x));
        assert!(at(0).x < at(1).x);
        assert!(at(1).year.is_some() && at(2).year.is_none());
        // Each line leads from a dot to a dot.
        assert_eq!(picture.lines.len(), 4);
        let from = |line: usize, dot: &Dot| {
            let start = format!("M{:.1} {:.1}V", dot.x, dot.y);
            assert!(picture.lines[line].path.starts_with(&start), "{:?}", picture.lines[line]);
        };
        from(0, at(3));
        from(1, at(2));
        from(2, at(3));
        from(3, at(3));
        assert!(Picture::new(Lang::Vi, &head, &[], &[]).is_none());
    }

    #[test]
    fn nothing_stands_outside_of_the_picture() {
        let dates = [None, Some("1945-09-02"), Some("2026-11-23"), Some("2026"), Some("9999")];
        let many = |n: usize| -> Vec<Item> {
            (0..n)
                .map(|i| item(&format!("{i}-QĐ/TW"), dates[i % dates.len()], Vec::new()))
                .collect()
        };
        for date in dates {
            let head = item("1-KL/TW", date, Vec::new());
            let picture = Picture::new(Lang::En, &head, &many(12), &many(7)).unwrap();
            assert_eq!(picture.dots.len(), 20);
            for (at, dot) in picture.dots.iter().enumerate() {
                assert!((NAMES..=WIDTH - NAMES).contains(&dot.x), "{dot:?}");
                assert!(dot.y > HEAD && dot.y < picture.height);
                assert!((dot.y - (HEAD + LINE * (at as f64 + 0.5))).abs() < 1e-9);
            }
        }
    }
}
