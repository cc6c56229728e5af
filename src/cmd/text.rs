//! The text of a directive, page by page.

use super::{Context, clean};
use tracuu::index::analyzer::PAGE_END;
use tracuu::index::{TextPage, text_pages};
use tracuu::text::restore::{Guess, add_marks};
use tracuu::wording::RESTORED;

/// The pages of a body; with `marks` those that have none as they most likely read with them.
pub(super) fn pages(body: &str, guesses: &[Vec<Guess>], marks: bool) -> Vec<TextPage> {
    let mut guesses = guesses.to_vec();
    if marks {
        add_marks(body.split(PAGE_END), &mut guesses);
    }
    text_pages(body, &guesses)
}

/// Writes pages: with a line between them on a terminal, a form feed elsewhere. `raw`: damaged pages as
/// they were read.
pub(super) fn write(
    context: &mut Context,
    pages: &[TextPage],
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
                clean::block(&restored.marked())
            }
            _ => clean::block(&page.text),
        };
        context.out.text(&text)?;
        if !text.ends_with('\n') {
            context.out.text("\n")?;
        }
    }
    Ok(())
}
