//! What declarations of a style say, as far as it says what a text is.

use crate::extract::office::builder::{Apart, Builder};
use crate::extract::office::counting::Numeral;
use crate::extract::office::length::{above_and_below, length};

/// The label of a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// A number and a full stop.
    Number(Numeral),
    Sign(char),
    Nothing,
}

/// Properties; `None` leaves what holds around.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) font: Option<u16>,
    pub(super) is_centred: Option<bool>,
    pub(super) is_capital: Option<bool>,
    pub(super) is_raised: Option<bool>,
    pub(super) is_pre: Option<bool>,
    pub(super) hides: Option<bool>,
    pub(super) begins_page: Option<bool>,
    pub(super) ends_page: Option<bool>,
    /// White above and below, in twentieths of a point.
    pub(super) before: Option<i32>,
    pub(super) behind: Option<i32>,
    pub(super) marker: Option<Marker>,
    /// Its sides with lines, a bit each.
    sides: Option<u8>,
    pub(super) apart: Option<Apart>,
}

/// Lines on so many sides of a cell make a table of it.
const SIDES: u32 = 3;
const ALL: u8 = 15;

impl Style {
    /// Takes declarations: `font-family: ".VnTime"; margin: 0cm`.
    pub(super) fn declare(&mut self, text: &str, builder: &mut Builder) {
        for declaration in declarations(text) {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let property = property.trim().to_ascii_lowercase();
            let value = value.trim().trim_end_matches("!important").trim_end();
            self.set(&property, value, builder);
        }
    }

    fn set(&mut self, property: &str, value: &str, builder: &mut Builder) {
        let lower = value.to_ascii_lowercase();
        let is_page = matches!(&*lower, "always" | "page" | "left" | "right" | "recto" | "verso");
        match property {
            "font-family" => self.font = Some(builder.font(&family(value))),
            "font" => {
                if let Some((_, quoted)) = value.split_once(['"', '\'']) {
                    self.font = Some(builder.font(&family(quoted)));
                }
            }
            "text-align" => self.is_centred = Some(lower.ends_with("center")),
            "text-transform" => self.is_capital = Some(lower == "uppercase"),
            "font-variant" if lower == "small-caps" => self.is_capital = Some(true),
            "vertical-align" => self.is_raised = Some(lower == "super"),
            "white-space" => self.is_pre = Some(lower.starts_with("pre")),
            "display" if lower == "none" => self.hides = Some(true),
            "visibility" if lower == "hidden" => self.hides = Some(true),
            "mso-hide" if lower == "all" => self.hides = Some(true),
            "page-break-before" | "break-before" => self.begins_page = Some(is_page),
            "page-break-after" | "break-after" => self.ends_page = Some(is_page),
            "margin" => (self.before, self.behind) = above_and_below(&lower),
            "margin-top" => self.before = length(&lower),
            "margin-bottom" => self.behind = length(&lower),
            "list-style" | "list-style-type" => self.marker = marker(&lower).or(self.marker),
            "mso-element" => match &*lower {
                "footnote" | "endnote" => self.apart = Some(Apart::Note),
                "comment" => self.hides = Some(true),
                _ => {}
            },
            "border" => self.line(ALL, &lower),
            "border-top" => self.line(1, &lower),
            "border-right" => self.line(2, &lower),
            "border-bottom" => self.line(4, &lower),
            "border-left" => self.line(8, &lower),
            _ => {}
        }
    }

    fn line(&mut self, sides: u8, value: &str) {
        const DRAWN: [&str; 8] =
            ["solid", "double", "dashed", "dotted", "groove", "ridge", "inset", "outset"];
        let is_drawn = value.split_whitespace().any(|word| DRAWN.contains(&word));
        let other = self.sides.unwrap_or(0) & !sides;
        self.sides = Some(if is_drawn { other | sides } else { other });
    }

    /// Whether a cell has lines around it.
    pub(super) fn is_ruled(&self) -> bool {
        self.sides.unwrap_or(0).count_ones() >= SIDES
    }

    /// These properties where they say something, else those of `below`.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            font: self.font.or(below.font),
            is_centred: self.is_centred.or(below.is_centred),
            is_capital: self.is_capital.or(below.is_capital),
            is_raised: self.is_raised.or(below.is_raised),
            is_pre: self.is_pre.or(below.is_pre),
            hides: self.hides.or(below.hides),
            begins_page: self.begins_page.or(below.begins_page),
            ends_page: self.ends_page.or(below.ends_page),
            before: self.before.or(below.before),
            behind: self.behind.or(below.behind),
            marker: self.marker.or(below.marker),
            sides: self.sides.or(below.sides),
            apart: self.apart.or(below.apart),
        }
    }
}

/// The declarations of a text; a semicolon inside quotes ends none.
fn declarations(text: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    text.split(move |c| match (quote, c) {
        (None, '"' | '\'') => {
            quote = Some(c);
            false
        }
        (Some(open), _) => {
            if open == c {
                quote = None;
            }
            false
        }
        (None, c) => c == ';',
    })
}

/// The first font of a list.
pub(super) fn family(list: &str) -> String {
    let first = list.split(',').next().unwrap_or_default();
    first.trim().trim_matches(['"', '\'']).replace('\\', "").trim().to_owned()
}

/// The label that a style of lists, or the type of a list, names.
fn marker(name: &str) -> Option<Marker> {
    let words = || name.split_whitespace();
    words().find_map(|word| {
        Some(match word {
            "none" => Marker::Nothing,
            "disc" => Marker::Sign('•'),
            "circle" => Marker::Sign('◦'),
            "square" => Marker::Sign('▪'),
            "decimal" => Marker::Number(Numeral::Decimal),
            "decimal-leading-zero" => Marker::Number(Numeral::Padded),
            "lower-alpha" | "lower-latin" => Marker::Number(Numeral::LowerLetter),
            "upper-alpha" | "upper-latin" => Marker::Number(Numeral::UpperLetter),
            "lower-roman" => Marker::Number(Numeral::LowerRoman),
            "upper-roman" => Marker::Number(Numeral::UpperRoman),
            _ => return None,
        })
    })
}

/// The label that the `type` of a list names, in which capitals count.
pub(super) fn marker_of_type(name: &str) -> Option<Marker> {
    Some(match name {
        "1" => Marker::Number(Numeral::Decimal),
        "a" => Marker::Number(Numeral::LowerLetter),
        "A" => Marker::Number(Numeral::UpperLetter),
        "i" => Marker::Number(Numeral::LowerRoman),
        "I" => Marker::Number(Numeral::UpperRoman),
        other => return marker(&other.to_ascii_lowercase()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_say_what_text_is() {
        let mut builder = Builder::new(100);
        let mut style = Style::default();
        style.declare(
            "FONT-FAMILY:\".VnTime;x\",serif;text-align:center;margin:0cm;margin-bottom:6pt; mso-hide:all;\
             border:solid windowtext 1.0pt;border-left:none;page-break-before:always;x;:;display:block",
            &mut builder,
        );
        assert_eq!(style.font, Some(builder.font(".VnTime;x")));
        assert_eq!((style.is_centred, style.hides), (Some(true), Some(true)));
        assert_eq!((style.before, style.behind), (Some(0), Some(120)));
        assert!(style.is_ruled() && style.begins_page == Some(true));
        style.declare("border:none", &mut builder);
        assert!(!style.is_ruled());
        assert_eq!(family("'.VnTime', serif"), ".VnTime");
        assert_eq!(family("\\.VnTime"), ".VnTime");
        assert_eq!(marker_of_type("A"), Some(Marker::Number(Numeral::UpperLetter)));
    }
}
