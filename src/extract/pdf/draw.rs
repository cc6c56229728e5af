//! A page of a PDF → its image, for OCR.
//!
//! Always drawn, also where one image covers the page: what lies over a scan (the layers of a
//! compressed one, a stamp, a number set in later) is seen as a person sees it.

use super::guard::guard;
use super::open::open;
use crate::document::Failure;
use crate::extract::raster::{Raster, scale};
use crate::extract::task::Task;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, font::GlyphRun, interpret_page,
};
use std::sync::Arc;

/// Draws a page, from 1.
///
/// # Errors
/// As [`open`]; [`Failure::Damaged`] if there is no such page, or it cannot be drawn.
pub(super) fn draw(bytes: &Arc<Vec<u8>>, task: Task<'_>, number: u32) -> Result<Raster, Failure> {
    let damaged = |detail: &str| Failure::Damaged { detail: detail.into() };
    let (pdf, _) = open(bytes, task.passwords)?;
    let at = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    let page = at.and_then(|at| pdf.pages().get(at)).ok_or_else(|| damaged("no such page"))?;
    let settings = InterpreterSettings::default();
    let image = guard(|| image_scale(page, &settings)).unwrap_or_default();
    let size = page.render_dimensions();
    let scale =
        scale(size, image, task.limits.page_pixels).ok_or_else(|| damaged("a page of no size"))?;
    let drawn = guard(|| {
        let paper = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
        let cache = RenderCache::new();
        let image = render(page, &cache, &settings, &RenderSettings::default(), &paper);
        let (width, height) = (u32::from(image.width()), u32::from(image.height()));
        Raster::from_colours(width, height, scale, image.data_as_u8_slice())
    });
    drawn.map_err(|stopped| Failure::Damaged { detail: stopped.to_string() })
}

/// Pixels a point of the largest image, if it covers the most of the page.
fn image_scale<'a>(page: &'a Page<'a>, settings: &InterpreterSettings) -> Option<f32> {
    let (width, height) = page.render_dimensions();
    let mut images = Images::default();
    let area = Rect::new(0.0, 0.0, f64::from(f32::MAX), f64::from(f32::MAX));
    let cache = InterpreterCache::new();
    let to_page = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(to_page, area, &cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut images);
    let covers = images.area * 2.0 > f64::from(width) * f64::from(height);
    covers.then_some((images.pixels / images.area).sqrt() as f32)
}

/// Looks for the largest image.
#[derive(Default)]
struct Images {
    area: f64,
    pixels: f64,
}

impl<'a> Device<'a> for Images {
    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let pixels = f64::from(image.width()) * f64::from(image.height());
        let area = props.transform.determinant().abs() * pixels;
        if area > self.area {
            (self.area, self.pixels) = (area, pixels);
        }
    }
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
