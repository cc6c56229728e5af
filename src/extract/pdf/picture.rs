//! A page of a PDF → its picture, for a person.

use super::guard::guard;
use super::open::open;
use crate::document::Failure;
use crate::extract::picture::{Picture, Zoom, scale};
use crate::extract::task::Task;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::InterpreterSettings;
use std::sync::Arc;

/// Draws a page, from 1.
///
/// # Errors
/// As [`open`]; [`Failure::Damaged`] if there is no such page, or it cannot be drawn.
pub(super) fn picture(
    bytes: &Arc<Vec<u8>>,
    task: Task<'_>,
    number: u32,
    zoom: Zoom,
) -> Result<Picture, Failure> {
    let damaged = |detail: &str| Failure::Damaged { detail: detail.into() };
    let (pdf, _) = open(bytes, task.passwords)?;
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let page = at.and_then(|at| pdf.pages().get(at)).ok_or_else(|| damaged("no such page"))?;
    let scale = scale(page.render_dimensions(), zoom, task.limits.page_pixels)
        .ok_or_else(|| damaged("a page of no size"))?;
    let drawn = guard(|| {
        let paper = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let settings = InterpreterSettings::default();
        let image =
            render(page, &RenderCache::new(), &settings, &RenderSettings::default(), &paper);
        let (width, height) = (u32::from(image.width()), u32::from(image.height()));
        Picture::from_colours(width, height, image.data_as_u8_slice())
    });
    let drawn = drawn.map_err(|stopped| damaged(&stopped.to_string()))?;
    drawn.map_err(|error| damaged(&error.to_string()))
}
