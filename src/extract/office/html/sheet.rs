//! The style sheet of a page: rules for elements by their names and classes. All other rules say
//! more about sites than about letters.

use super::style::Style;
use crate::extract::office::builder::Builder;
use std::collections::HashMap;

/// Rules that are kept.
const RULES: usize = 10_000;
/// Classes of an element that are looked at.
const CLASSES: usize = 8;

/// Rules by what they are for: `p`, `.MsoNormal`, `p.MsoNormal`.
#[derive(Debug, Default)]
pub(super) struct Sheet(HashMap<String, Style>);

impl Sheet {
    /// Takes the text of a `<style>`.
    pub(super) fn take(&mut self, text: &str, builder: &mut Builder) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((selectors, behind)) = rest.split_once('{') {
            // `@import …;` has no block.
            let selectors = selectors.rsplit([';', '}']).next().unwrap_or_default().trim();
            if selectors.starts_with('@') {
                rest = behind_block(behind);
                continue;
            }
            let (declarations, behind) = behind.split_once('}').unwrap_or((behind, ""));
            rest = behind;
            let mut style = Style::default();
            style.declare(declarations, builder);
            if style == Style::default() {
                continue;
            }
            for selector in selectors.split(',').map(str::trim).filter(|s| is_simple(s)) {
                let selector = by_name(selector);
                let own = self.0.get(&selector).copied().unwrap_or_default();
                if self.0.len() < RULES || self.0.contains_key(&selector) {
                    self.0.insert(selector, style.over(own));
                }
            }
        }
    }

    /// What the rules say of an element.
    pub(super) fn of(&self, name: &str, classes: &str) -> Style {
        if self.0.is_empty() {
            return Style::default();
        }
        let get = |selector: &str| self.0.get(selector).copied().unwrap_or_default();
        let (mut style, mut exact) = (get(name), Style::default());
        for class in classes.split_whitespace().take(CLASSES) {
            style = get(&format!(".{class}")).over(style);
            exact = get(&format!("{name}.{class}")).over(exact);
        }
        exact.over(style)
    }
}

/// Without comments, and without those of HTML, which old browsers needed.
fn without_comments(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    plain.push_str(rest);
    plain.replace("<!--", "").replace("-->", "")
}

/// What follows the end of a block.
fn behind_block(text: &str) -> &str {
    let mut depth = 1_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return text.get(at + 1..).unwrap_or_default();
        }
    }
    ""
}

fn is_simple(selector: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    !selector.is_empty()
        && selector.chars().all(is_name)
        && selector.split('.').skip(1).all(|class| !class.is_empty())
        && selector.matches('.').count() <= 1
}

/// Names of elements in lower case; those of classes as they are.
fn by_name(selector: &str) -> String {
    match selector.split_once('.') {
        Some((name, class)) => format!("{}.{class}", name.to_ascii_lowercase()),
        None => selector.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_by_names_and_classes() {
        let mut builder = Builder::new(100);
        let mut sheet = Sheet::default();
        let text = "<!-- /* p {text-align:center} */ @font-face {font-family:A;} @media print { p {margin:0} }
            P.MsoNormal, li.MsoNormal, a b, i:hover {font-family:\".VnTime\";margin:0cm}
            .Giua {text-align:center} p {text-align:left} @import 'x'; div{text-align:center} p{";
        sheet.take(text, &mut builder);
        let style = sheet.of("p", "MsoNormal Giua");
        assert_eq!((style.font, style.is_centred), (Some(builder.font(".VnTime")), Some(true)));
        assert_eq!(sheet.of("p", "").is_centred, Some(false));
        assert_eq!(sheet.of("div", "MsoNormal").is_centred, Some(true));
        assert_eq!(sheet.of("b", ""), Style::default());
        for hostile in ["@media {{{{", "{}{}{}", "}}}}", "/*", "a{b:c"] {
            Sheet::default().take(&hostile.repeat(9), &mut builder);
        }
    }
}
