//! How a directive is looked at, as its original or as text, and the addresses that say so.

use super::encoded;
use super::leaf::{Side, Size, View, Words, sizes};
use super::sheet::{Spot, Wish};
use crate::directive::field::Field;
use crate::extract::PlacedPage;
use crate::index::Record;
use crate::ocr::Boxes;
use crate::serve::leaves::ocr_boxes;
use crate::serve::problem::Problem;
use crate::wording::Lang;
use crate::wording::page::Labels;
use std::path::Path;
use std::sync::Arc;

/// How a directive is shown, and what for.
pub(super) struct Look {
    pub(super) view: View,
    /// Where the words of the file stand, or why that is not known; `None`: nobody asks for it.
    pub(super) words: Option<Result<Arc<Vec<PlacedPage>>, Problem>>,
    pub(super) ocr: Boxes,
    /// Why the text is shown and not the original.
    pub(super) why: Option<String>,
}

impl Look {
    pub(super) fn new(
        lang: Lang,
        view: View,
        words: Option<Result<Arc<Vec<PlacedPage>>, Problem>>,
        record: &Record,
        folder: &Path,
    ) -> Self {
        let ocr = if words.is_some() { ocr_boxes(folder, record) } else { Boxes::new() };
        // Without the file there is nothing to draw.
        let why = match &words {
            Some(Err(
                problem @ (Problem::FileGone
                | Problem::FileChanged
                | Problem::FileEncrypted
                | Problem::FileUnreadable),
            )) => Some(problem.words(lang).1),
            _ => None,
        };
        let side = if why.is_some() { Side::Text } else { view.side };
        let view = View { side, ..view };
        Self { view, words, ocr, why }
    }

    /// Whether pictures of its pages are shown.
    pub(super) fn has_pictures(&self) -> bool {
        self.words.is_some() && self.view.side != Side::Text
    }

    /// Whether its text is shown.
    pub(super) fn has_text(&self) -> bool {
        !self.has_pictures() || self.view.side == Side::Both
    }

    pub(super) fn words(&self) -> Words<'_> {
        let file = self.words.as_ref().and_then(|words| words.as_ref().ok());
        Words { file: file.map(|pages| pages.as_slice()), ocr: &self.ocr }
    }
}

/// The way to another side.
pub(super) struct Way {
    side: Side,
    pub(super) href: String,
    pub(super) is_current: bool,
}

impl Way {
    pub(super) fn label(&self, say: &Labels) -> &'static str {
        match self.side {
            Side::Image => say.original,
            Side::Text => say.text,
            Side::Both => say.both,
        }
    }
}

/// The ways to look at a directive.
pub(super) struct Looks {
    pub(super) sides: [Way; 3],
    pub(super) sizes: Vec<Size>,
    /// Why the original is not shown.
    pub(super) why: Option<String>,
}

impl Looks {
    pub(super) fn new(here: Address<'_>, wish: Wish, current: u32, look: &Look) -> Self {
        let place = match (wish.page, current) {
            (Some(page), _) => format!("page={page}"),
            (None, 0) => String::new(),
            (None, hit) => format!("hit={hit}"),
        };
        let at = |view: View| {
            let kept = view.kept(true);
            Address { kept: &kept, ..here }.at(&place, "here")
        };
        Self {
            sides: [Side::Image, Side::Both, Side::Text].map(|side| Way {
                side,
                href: at(View { side, ..look.view }),
                is_current: side == look.view.side,
            }),
            sizes: sizes(look.view.zoom, |zoom| at(View { zoom, ..look.view })),
            why: look.why.clone(),
        }
    }
}

/// The address of the page, with its question.
#[derive(Clone, Copy)]
pub(super) struct Address<'a> {
    pub(super) id: &'a str,
    pub(super) query: &'a str,
    /// How it is looked at.
    pub(super) kept: &'a str,
    /// The field whose place is marked, and not what the question matches.
    pub(super) field: Option<Field>,
}

impl Address<'_> {
    pub(super) fn at(&self, place: &str, anchor: &str) -> String {
        let query = match self.query {
            "" => String::new(),
            query => format!("q={}&", encoded(query)),
        };
        let field = self.field.map(|field| format!("field={}&", field.name())).unwrap_or_default();
        format!("/documents/{}?{query}{}{field}{place}#{anchor}", self.id, self.kept)
    }

    pub(super) fn page(&self, page: u32) -> String {
        self.at(&format!("page={page}"), &format!("page-{page}"))
    }

    pub(super) fn spot(&self, spot: Spot) -> String {
        let Spot { page, part } = spot;
        self.at(&format!("page={page}&part={part}"), "here")
    }
}
