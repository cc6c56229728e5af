//! A directive's text as it is handed out, page by page.

use super::analyzer::PAGE_END;
use super::recovered::{RestoredPage, shown};
use super::stored::Stored;
use crate::text::restore::Guess;
use serde::Serialize;
use utoipa::ToSchema;

/// The text of one page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TextPage {
    /// From 1.
    pub page: usize,
    /// Lines end with a line feed, those beside the text (running headers, page numbers, footnotes)
    /// with a vertical tab and a line feed. Between the cells of a table's row stand a tab and
    /// U+2029.
    pub text: String,
    /// What the page most likely said, if it is damaged: its words restored by guess.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restored: Option<RestoredPage>,
}

/// The pages of a body, with what the guesses of each make of it.
#[must_use]
pub fn text_pages(body: &str, guesses: &[Vec<Guess>]) -> Vec<TextPage> {
    let restored = shown(body, guesses).map(|page| RestoredPage::new(&page));
    let pages = body.split(PAGE_END).zip(restored);
    let page = |(page, (text, restored)): (usize, (&str, Option<RestoredPage>))| TextPage {
        page,
        text: text.to_owned(),
        restored,
    };
    (1..).zip(pages).map(page).collect()
}

impl Stored {
    /// Its text, page by page.
    #[must_use]
    pub fn text_pages(&self) -> Vec<TextPage> {
        text_pages(&self.body, &self.guesses)
    }
}

impl RestoredPage {
    /// Its text with what is not certain in `‹…›`.
    #[must_use]
    pub fn marked(&self) -> String {
        let (mut text, mut at) = (String::with_capacity(self.text.len()), 0);
        for &[start, end] in &self.uncertain {
            let parts = self.text.get(at..start).zip(self.text.get(start..end));
            let Some((before, word)) = parts else { continue };
            text.push_str(before);
            text.push('‹');
            text.push_str(word);
            text.push('›');
            at = end;
        }
        text.push_str(self.text.get(at..).unwrap_or_default());
        text
    }
}
