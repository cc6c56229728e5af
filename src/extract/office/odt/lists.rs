//! The lists of an ODT: what their items are labelled with, and how far each is counted.

use super::styles::Styles;
use crate::extract::office::counting::{Counters, LEVELS, LONGEST, Level, Numeral, Part};
use crate::extract::office::xml::Tag;
use std::collections::HashMap;

/// Lists in lists that are kept apart.
const DEPTH: usize = 64;
/// What headings are counted by.
const OUTLINE: i64 = 0;

/// A level of a style of lists, from its element.
pub(super) fn level(tag: &Tag<'_>, at: usize) -> Level {
    let get = |name: &str| tag.get(name).unwrap_or_default();
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let text = |text: &str| (!text.is_empty()).then(|| Part::Text(cut(text)));
    if let Some(sign) = tag.get("bullet-char") {
        let label = text(&get("num-prefix")).into_iter().chain(text(&sign));
        let label = label.chain(text(&get("num-suffix"))).collect();
        return Level { numeral: Numeral::Bullet, label, start: 1, ..Level::default() };
    }
    let format = get("num-format");
    let numeral = match &*format {
        "a" => Numeral::LowerLetter,
        "A" => Numeral::UpperLetter,
        "i" => Numeral::LowerRoman,
        "I" => Numeral::UpperRoman,
        "" => Numeral::Bullet,
        zeros if zeros.starts_with('0') => Numeral::Padded,
        _ => Numeral::Decimal,
    };
    let shown = tag.number("display-levels").and_then(|shown| usize::try_from(shown).ok());
    let first = (at + 1).saturating_sub(shown.unwrap_or(1).max(1));
    let label = match tag.get("num-list-format") {
        Some(format) => parts(&cut(&format)),
        None => {
            let mut label: Vec<Part> = text(&get("num-prefix")).into_iter().collect();
            for of in (first..=at).filter(|_| !format.is_empty()) {
                if of > first {
                    label.push(Part::Text(".".to_owned()));
                }
                label.push(Part::Number(of));
            }
            label.extend(text(&get("num-suffix")));
            label
        }
    };
    Level { numeral, label, start: tag.number("start-value").unwrap_or(1), ..Level::default() }
}

/// The text of a label with `%1%` for the numbers of levels.
fn parts(format: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    for (place, part) in format.split('%').enumerate() {
        match part.parse::<usize>() {
            Ok(number @ 1..=LEVELS) if place % 2 == 1 => parts.push(Part::Number(number - 1)),
            _ if part.is_empty() => {}
            _ => parts.push(Part::Text(part.to_owned())),
        }
    }
    parts
}

/// A list that is open.
#[derive(Debug, Clone, Default)]
struct Open {
    style: String,
    count: i64,
    /// The item in hand has no label yet.
    is_due: bool,
}

/// The lists that are open around the text, and the counts of all.
#[derive(Debug, Default)]
pub(super) struct Lists {
    open: Vec<Open>,
    /// Lists that were opened beyond [`DEPTH`].
    beyond: usize,
    counters: Counters,
    /// The counts of lists by their ids, and the last of each style.
    by_id: HashMap<String, i64>,
    by_style: HashMap<String, i64>,
    last: i64,
}

impl Lists {
    /// A list begins.
    pub(super) fn open(&mut self, tag: &Tag<'_>) {
        if self.open.len() >= DEPTH {
            self.beyond += 1;
            return;
        }
        let around = self.open.last();
        let style = tag.get("style-name").map(std::borrow::Cow::into_owned);
        let style = style.or_else(|| around.map(|list| list.style.clone())).unwrap_or_default();
        let continued = tag.get("continue-list").and_then(|id| self.by_id.get(&*id));
        let goes_on = tag.get("continue-numbering").as_deref() == Some("true");
        let of_style = self.by_style.get(&style).filter(|_| goes_on);
        let count = match around.map(|list| &list.count).or(continued).or(of_style) {
            Some(count) => *count,
            None => {
                self.last += 1;
                self.last
            }
        };
        if let Some(id) = tag.get("id") {
            self.by_id.insert(id.into_owned(), count);
        }
        self.by_style.insert(style.clone(), count);
        self.open.push(Open { style, count, is_due: false });
    }

    pub(super) fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else {
            self.open.pop();
        }
    }

    /// An item begins; a header of a list has no label.
    pub(super) fn open_item(&mut self, tag: &Tag<'_>) {
        let level = self.open.len().saturating_sub(1);
        let Some(list) = self.open.last_mut().filter(|_| self.beyond == 0) else { return };
        list.is_due = tag.name() == "list-item";
        if let Some(start) = tag.number("start-value") {
            self.counters.restart(list.count, level, start);
        }
    }

    /// The label of the paragraph that begins, with its font if it has one of its own. `style` is
    /// that of lists which the paragraph itself names.
    pub(super) fn label(
        &mut self,
        styles: &Styles,
        style: Option<&str>,
    ) -> Option<(String, Option<String>)> {
        let at = self.open.len().checked_sub(1)?;
        let list = self.open.last_mut().filter(|list| list.is_due)?;
        list.is_due = false;
        let named = styles.list(&list.style).or_else(|| styles.list(style?))?;
        let label = self.counters.next(list.count, named, at);
        let font = named.levels.get(at).and_then(|level| level.font.clone());
        (!label.is_empty()).then_some((label, font))
    }

    /// Whether the text in hand is inside a list.
    pub(super) fn is_inside(&self) -> bool {
        !self.open.is_empty()
    }

    /// The label of a heading, by its level from 1.
    pub(super) fn heading(&mut self, styles: &Styles, level: i64) -> Option<String> {
        let at = usize::try_from(level.checked_sub(1)?).ok().filter(|at| *at < LEVELS)?;
        let label = self.counters.next(OUTLINE, &styles.outline, at);
        (!label.is_empty()).then_some(label)
    }
}
