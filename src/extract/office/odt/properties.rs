//! How text, paragraphs and cells of an ODT look, as far as it says what their text is.

use crate::extract::office::length::length;
use crate::extract::office::xml::Tag;

/// Properties; `None` leaves what a parent says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    pub(super) font: Option<String>,
    pub(super) is_raised: Option<bool>,
    pub(super) is_capital: Option<bool>,
    pub(super) is_hidden: Option<bool>,
    pub(super) is_centred: Option<bool>,
    /// White above and below, in twentieths of a point.
    pub(super) before: Option<i32>,
    pub(super) behind: Option<i32>,
    pub(super) begins_page: Option<bool>,
    pub(super) ends_page: Option<bool>,
    /// The style of the list that it is an item of.
    pub(super) list: Option<String>,
    /// Its sides with lines, a bit each.
    sides: Option<u8>,
}

/// Lines on so many sides of a cell make a table of it.
const SIDES: u32 = 3;

impl Properties {
    /// Takes the attributes of `text-properties`.
    pub(super) fn take_characters(&mut self, tag: &Tag<'_>) {
        // The name of a font is that of its declaration; both stand for the same one.
        let font = tag.get("font-name").or_else(|| tag.get("font-family"));
        self.font = font.map(|font| font.trim_matches(['"', '\'']).to_owned()).or(self.font.take());
        if let Some(position) = tag.get("text-position") {
            let is_up = |share: &str| share.starts_with(|c: char| c.is_ascii_digit() && c != '0');
            let first = position.split_whitespace().next();
            self.is_raised = Some(first.is_some_and(|first| first == "super" || is_up(first)));
        }
        if let Some(transform) = tag.get("text-transform") {
            self.is_capital = Some(transform == "uppercase");
        }
        if tag.get("font-variant").as_deref() == Some("small-caps") {
            self.is_capital = Some(true);
        }
        if let Some(display) = tag.get("display") {
            self.is_hidden = Some(display == "none");
        }
    }

    /// Takes the attributes of `paragraph-properties`, and of those of tables.
    pub(super) fn take_paragraph(&mut self, tag: &Tag<'_>) {
        let is_page = |name: &str| tag.get(name).map(|value| value.ends_with("page"));
        let white = |name: &str| tag.get(name).and_then(|value| length(&value));
        if let Some(align) = tag.get("text-align") {
            self.is_centred = Some(align == "center");
        }
        self.before = white("margin-top").or(white("margin")).or(self.before);
        self.behind = white("margin-bottom").or(white("margin")).or(self.behind);
        self.begins_page = is_page("break-before").or(self.begins_page);
        self.ends_page = is_page("break-after").or(self.ends_page);
    }

    /// Takes the attributes of `table-cell-properties`.
    pub(super) fn take_cell(&mut self, tag: &Tag<'_>) {
        let all = ["border-top", "border-right", "border-bottom", "border-left"];
        let is_drawn =
            |value: &str| !value.is_empty() && !matches!(value, "none" | "hidden" | "0" | "0pt");
        let own = |name: &str| tag.get(name).map(|value| is_drawn(&value));
        let border = own("border");
        let mut sides = self.sides.unwrap_or(0);
        for (bit, name) in all.into_iter().enumerate() {
            if let Some(is_drawn) = own(name).or(border) {
                sides = sides & !(1 << bit) | u8::from(is_drawn) << bit;
            }
        }
        self.sides = Some(sides);
    }

    /// Whether a cell has lines around it.
    pub(super) fn is_ruled(&self) -> bool {
        self.sides.unwrap_or(0).count_ones() >= SIDES
    }

    /// These properties where they say something, else those of `below`.
    pub(super) fn over(self, below: &Self) -> Self {
        Self {
            font: self.font.or_else(|| below.font.clone()),
            is_raised: self.is_raised.or(below.is_raised),
            is_capital: self.is_capital.or(below.is_capital),
            is_hidden: self.is_hidden.or(below.is_hidden),
            is_centred: self.is_centred.or(below.is_centred),
            before: self.before.or(below.before),
            behind: self.behind.or(below.behind),
            begins_page: self.begins_page.or(below.begins_page),
            ends_page: self.ends_page.or(below.ends_page),
            list: self.list.or_else(|| below.list.clone()),
            sides: self.sides.or(below.sides),
        }
    }
}
