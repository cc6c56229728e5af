//! The text of a directive, page by page.

use super::{Context, clean};
use serde::Serialize;

/// One page of a text.
#[derive(Debug, Serialize)]
pub(super) struct TextPage<'t> {
    /// From 1.
    pub(super) page: usize,
    pub(super) text: &'t str,
}

/// The pages of a body.
pub(super) fn pages(body: &str) -> Vec<TextPage<'_>> {
    let pages = body.split(tracuu::index::analyzer::PAGE_END);
    (1..).zip(pages).map(|(page, text)| TextPage { page, text }).collect()
}

/// Writes pages: with a line between them on a terminal, a form feed elsewhere.
pub(super) fn write(
    context: &mut Context,
    pages: &[TextPage<'_>],
    all: usize,
) -> anyhow::Result<()> {
    for (at, page) in pages.iter().enumerate() {
        if context.out.is_terminal() {
            let word = context.word("Trang", "Page");
            context.out.line(format!("── {word} {}/{all} ──", page.page))?;
        } else if at > 0 {
            context.out.text("\u{c}")?;
        }
        let text = clean::block(page.text);
        context.out.text(&text)?;
        if !text.ends_with('\n') {
            context.out.text("\n")?;
        }
    }
    Ok(())
}
