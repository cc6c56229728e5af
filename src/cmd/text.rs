//! The text of a directive, page by page.

use super::{Context, clean};
use serde::Serialize;
use tracuu::index::analyzer::PAGE_END;
use tracuu::index::recovered::{RestoredPage, shown};
use tracuu::text::restore::{Guess, add_marks};
use tracuu::wording::RESTORED;

/// One page of a text.
#[derive(Debug, Serialize)]
pub(super) struct TextPage<'t> {
    /// From 1.
    pub(super) page: usize,
    /// As it was read.
    pub(super) text: &'t str,
    /// What it most likely said, if it is damaged, or is to be shown with marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) restored: Option<RestoredPage>,
}

/// The pages of a body; with `marks` those that have none as they most likely read with them.
pub(super) fn pages<'t>(body: &'t str, guesses: &[Vec<Guess>], marks: bool) -> Vec<TextPage<'t>> {
    let mut guesses = guesses.to_vec();
    if marks {
        add_marks(body.split(PAGE_END), &mut guesses);
    }
    let restored = shown(body, &guesses).map(|page| RestoredPage::new(&page)).collect::<Vec<_>>();
    let pages = body.split(PAGE_END).zip(restored);
    (1..).zip(pages).map(|(page, (text, restored))| TextPage { page, text, restored }).collect()
}

/// The text of a restored page with what is not certain in `‹…›`.
pub(super) fn marked(page: &RestoredPage) -> String {
    let (mut text, mut at) = (String::with_capacity(page.text.len()), 0);
    for &[start, end] in &page.uncertain {
        let parts = page.text.get(at..start).zip(page.text.get(start..end));
        let Some((before, word)) = parts else { continue };
        text.push_str(before);
        text.push('‹');
        text.push_str(word);
        text.push('›');
        at = end;
    }
    text.push_str(page.text.get(at..).unwrap_or_default());
    text
}

/// Writes pages: with a line between them on a terminal, a form feed elsewhere. `raw`: damaged pages as
/// they were read.
pub(super) fn write(
    context: &mut Context,
    pages: &[TextPage<'_>],
    all: usize,
    raw: bool,
) -> anyhow::Result<()> {
    for (at, page) in pages.iter().enumerate() {
        if context.out.is_terminal() {
            let word = context.word("Trang", "Page");
            context.out.line(format!("── {word} {}/{all} ──", page.page))?;
        } else if at > 0 {
            context.out.text("\u{c}")?;
        }
        let text = match &page.restored {
            Some(restored) if !raw => {
                context.say(RESTORED.to(context.lang));
                clean::block(&marked(restored))
            }
            _ => clean::block(page.text),
        };
        context.out.text(&text)?;
        if !text.ends_with('\n') {
            context.out.text("\n")?;
        }
    }
    Ok(())
}
