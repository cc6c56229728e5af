//! The pages of an original as pictures, with the hits marked on them.
//!
//! In: a directive, its hits, where its words stand, where the reader wants to be. Out: what the
//! template sets. A few pages around the one looked at; a browser asks for those that come into view.

use super::sheet::Wish;
use crate::document::PageStatus;
use crate::extract::{PlacedPage, Zoom};
use crate::index::Stored;
use crate::ocr::Boxes;
use crate::search::Mark;
use crate::serve::hits::Hits;
use crate::serve::leaves;
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use std::ops::RangeInclusive;

/// Pages before the one looked at, and behind it.
const BEFORE: u32 = 2;
const BEHIND: u32 = 7;
/// Pixels of a screen that a point takes at zoom 1: as many as the picture has.
const PIXELS: f32 = 110.0 / 72.0;

/// What of a directive is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Side {
    /// As it looks, where it has a look.
    #[default]
    Image,
    /// Its text.
    Text,
    /// Each page with its text beside it.
    Both,
}

/// How a directive is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct View {
    pub(super) side: Side,
    pub(super) zoom: Zoom,
}

impl View {
    pub(super) fn new(given: &Parameters) -> Result<Self, Problem> {
        let side = given.one_of("view", "image, text, both", |view| match view {
            "image" => Some(Side::Image),
            "text" => Some(Side::Text),
            "both" => Some(Side::Both),
            _ => None,
        })?;
        let zoom = given.one_of("zoom", "1, 1.5, 2, 3", Zoom::parse)?.unwrap_or_default();
        Ok(Self { side: side.unwrap_or_default(), zoom })
    }

    /// What an address says of it, with an `&` behind; nothing of what goes without saying.
    pub(super) fn kept(self, has_pictures: bool) -> String {
        let zoom = match self.zoom {
            Zoom::One => String::new(),
            zoom => format!("zoom={}&", zoom.code()),
        };
        match self.side {
            _ if !has_pictures => String::new(),
            Side::Text => "view=text&".into(),
            Side::Image => zoom,
            Side::Both => format!("view=both&{zoom}"),
        }
    }
}

/// The way to another size.
pub(super) struct Size {
    /// In percent.
    pub(super) percent: u32,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// The sizes, with the addresses that `href` makes.
pub(super) fn sizes(current: Zoom, href: impl Fn(Zoom) -> String) -> Vec<Size> {
    let percent = |zoom| match zoom {
        Zoom::One => 100,
        Zoom::OneAndHalf => 150,
        Zoom::Two => 200,
        Zoom::Three => 300,
    };
    let size =
        |zoom| Size { percent: percent(zoom), href: href(zoom), is_current: zoom == current };
    Zoom::ALL.map(size).into()
}

/// The pictures that are shown of a directive.
pub(super) struct Pictures {
    pub(super) leaves: Vec<Leaf>,
    /// Percent of the usual size.
    pub(super) percent: u32,
    /// A page before those, if there is one.
    pub(super) before: Option<u32>,
    /// The page behind them.
    pub(super) behind: Option<u32>,
}

/// The picture of a page.
pub(super) struct Leaf {
    /// From 1.
    pub(super) page: u32,
    /// The address of the picture.
    pub(super) src: String,
    /// The address of its text.
    pub(super) text: String,
    /// Pixels across and down on a screen.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Width and height of the marks' own measure.
    pub(super) view_box: String,
    pub(super) marks: Vec<Rect>,
    /// Hits that begin here of which it is not known where.
    pub(super) unplaced: Vec<u32>,
    /// Whether a hit of this page has no mark on it.
    pub(super) is_unplaced: bool,
    /// Said of a page without readable text.
    pub(super) status: Option<PageStatus>,
    /// Whether the reader lands on its start.
    pub(super) is_here: bool,
    /// Whether it is the one looked at.
    pub(super) is_center: bool,
}

/// A mark, or a line of one.
pub(super) struct Rect {
    /// Left edge, upper edge, width, height.
    pub(super) x: String,
    pub(super) y: String,
    pub(super) width: String,
    pub(super) height: String,
    /// The hit that begins here.
    pub(super) first_of: Option<u32>,
    pub(super) is_current: bool,
    /// Whether the reader lands here.
    pub(super) is_here: bool,
}

/// What is known of the places of a directive's words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) file: Option<&'w [PlacedPage]>,
    pub(super) ocr: &'w Boxes,
}

impl Pictures {
    /// `current`: the hit that the reader is at, from 1; `text_of`: the address of a page's text.
    pub(super) fn new(
        stored: &Stored,
        hits: &Hits,
        current: u32,
        (wish, zoom): (Wish, Zoom),
        words: Words<'_>,
        text_of: impl Fn(u32) -> String,
    ) -> Self {
        let is_asked = wish.hit.is_some() || wish.page.is_none();
        let at = hits.start(current).filter(|mark| is_asked || wish.page == Some(mark.page));
        let pages = stored.record.pages.max(1);
        let center = at.map(|mark| mark.page).or(wish.page).unwrap_or(1).clamp(1, pages);
        let shown = window(center, pages);
        let texts: Vec<&str> = stored.pages().collect();
        let leaves = shown.clone().map(|page| {
            let index = usize::try_from(page).unwrap_or_default().saturating_sub(1);
            let text = texts.get(index).copied().unwrap_or_default();
            let placed = leaves::Leaf::new(page, text, words.file, words.ocr);
            let mut leaf = Leaf::new(stored, page, zoom, &placed);
            leaf.text = text_of(page);
            leaf.is_center = page == center;
            leaf.is_here = leaf.is_center && at.is_none() && wish.page.is_some();
            leaf.mark(stored, text, hits, (current, at), &placed);
            leaf
        });
        Self {
            leaves: leaves.collect(),
            percent: sizes(zoom, |_| String::new())
                .iter()
                .find(|size| size.is_current)
                .map_or(100, |size| size.percent),
            before: (*shown.start() > 1).then(|| shown.start().saturating_sub(BEHIND).max(1)),
            behind: (*shown.end() < pages).then(|| shown.end() + 1),
        }
    }
}

/// The pages shown around one.
fn window(center: u32, pages: u32) -> RangeInclusive<u32> {
    let first = center.saturating_sub(BEFORE).max(1);
    first..=first.saturating_add(BEFORE + BEHIND).min(pages)
}

impl Leaf {
    fn new(stored: &Stored, page: u32, zoom: Zoom, placed: &leaves::Leaf<'_>) -> Self {
        let (width, height) = placed.size;
        let pixels = |points: f32| (points * PIXELS).round().clamp(1.0, 9_999.0) as u32;
        let zoom = match zoom {
            Zoom::One => String::new(),
            zoom => format!("?zoom={}", zoom.code()),
        };
        let index = usize::try_from(page).unwrap_or_default().saturating_sub(1);
        let status = stored.record.page_status.get(index).copied();
        Self {
            page,
            src: format!("/api/v1/documents/{}/pages/{page}/image.png{zoom}", stored.record.id),
            text: String::new(),
            width: pixels(width),
            height: pixels(height),
            view_box: format!("0 0 {width:.1} {height:.1}"),
            marks: Vec::new(),
            unplaced: Vec::new(),
            is_unplaced: false,
            status: status.filter(|status| *status != PageStatus::Text),
            is_here: false,
            is_center: false,
        }
    }

    /// Marks the hits of the page.
    fn mark(
        &mut self,
        stored: &Stored,
        text: &str,
        hits: &Hits,
        (current, at): (u32, Option<Mark>),
        placed: &leaves::Leaf<'_>,
    ) {
        let index = usize::try_from(self.page).unwrap_or_default().saturating_sub(1);
        let shown = stored.shown().nth(index);
        for (mark, hit) in hits.on(self.page) {
            let bytes = mark.start as usize..mark.end as usize;
            let bytes = shown.as_ref().map_or(bytes.clone(), |shown| shown.to_raw(bytes));
            let is_start = hits.start(hit) == Some(mark);
            let boxes = placed.boxes(text, bytes);
            if boxes.is_empty() {
                self.is_unplaced = true;
                self.unplaced.extend(is_start.then_some(hit));
                self.is_here |= at == Some(mark);
            }
            let (width, height) = placed.size;
            for (line, [x, y, w, h]) in boxes.into_iter().enumerate() {
                let is_first = line == 0;
                self.marks.push(Rect {
                    x: format!("{:.1}", x * width),
                    y: format!("{:.1}", y * height),
                    width: format!("{:.1}", w * width),
                    height: format!("{:.1}", h * height),
                    first_of: (is_first && is_start).then_some(hit),
                    is_current: hit == current,
                    is_here: is_first && at == Some(mark),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_pages_around_one_are_shown() {
        assert_eq!(window(1, 1), 1..=1);
        assert_eq!(window(1, 400), 1..=10);
        assert_eq!(window(200, 400), 198..=207);
        assert_eq!(window(400, 400), 398..=400);
        assert_eq!(window(u32::MAX, u32::MAX), u32::MAX - 2..=u32::MAX);
    }
}
