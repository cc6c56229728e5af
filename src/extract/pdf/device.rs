//! hayro's drawing calls → positioned glyphs, ruling lines and the area of images.

use super::fonts::Fonts;
use super::guard;
use super::recover::Origin;
use crate::extract::layout::{Glyph, GlyphText, PageGlyphs, Rule};
use crate::extract::limits::Limits;
use hayro_interpret::font::{Glyph as PdfGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use std::time::Instant;

/// Ruling lines kept of a page: beyond that it is a drawing, not a table.
const RULES: usize = 20_000;
/// Points up to which a filled bar is a ruling line.
const RULE_WIDTH: f64 = 3.0;
/// Points from which a line is long enough to border a table cell.
const RULE_LENGTH: f64 = 4.0;
/// Points across a disc that is a bullet.
const BULLET: std::ops::Range<f64> = 2.0..8.0;
/// Diameters of its bullet in one em of a font.
const BULLET_EMS: f64 = 2.8;
/// Discs of a page beyond which it is a drawing, not lists.
const BULLETS: u32 = 200;
/// Drawing calls between two looks at the clock.
const CALLS: u32 = 1024;
/// The em of a glyph's own coordinates.
const EM: f64 = 1000.0;

/// What a page shows beside its text.
#[derive(Default)]
pub(super) struct Marks {
    /// The area that images cover, in square points; overlapping ones count twice.
    pub(super) image_area: f32,
    /// Paths drawn.
    pub(super) paths: u32,
}

/// A page as it is drawn.
pub(super) struct Drawing {
    pub(super) page: PageGlyphs,
    /// Of each glyph of the page.
    pub(super) origins: Vec<Origin>,
    pub(super) marks: Marks,
    /// Whether the time was up.
    pub(super) timed_out: bool,
    /// Whether glyphs were left out.
    pub(super) cut: bool,
}

/// Collects what a page draws.
pub(super) struct Collector<'l, 'a> {
    page: PageGlyphs,
    /// Of each glyph of the page.
    origins: Vec<Origin>,
    marks: Marks,
    fonts: &'l mut Fonts<'a>,
    limits: &'l Limits,
    begun: Instant,
    calls: u32,
    discs: u32,
    timed_out: bool,
    cut: bool,
    marked: Vec<Option<ActualText>>,
}

/// A marked sequence whose glyphs stand for another text (a ligature, a hyphenated word).
struct ActualText {
    text: String,
    /// The first glyph of the sequence.
    first: usize,
}

impl<'l, 'a> Collector<'l, 'a> {
    /// For a page of this width and height in points.
    pub(super) fn new(limits: &'l Limits, fonts: &'l mut Fonts<'a>, size: (f32, f32)) -> Self {
        Self {
            page: PageGlyphs { width: size.0, height: size.1, ..PageGlyphs::default() },
            origins: Vec::new(),
            marks: Marks::default(),
            fonts,
            limits,
            begun: Instant::now(),
            calls: 0,
            discs: 0,
            timed_out: false,
            cut: false,
            marked: Vec::new(),
        }
    }

    /// What was collected.
    pub(super) fn finish(mut self) -> Drawing {
        self.page.fonts = self.fonts.names();
        let Self { page, origins, marks, timed_out, cut, .. } = self;
        Drawing { page, origins, marks, timed_out, cut }
    }

    /// Stops the interpretation of a page that takes too long: hayro knows no cancelling, and a
    /// few nested forms can draw for years.
    fn tick(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(CALLS) && self.begun.elapsed() > self.limits.page_time {
            self.timed_out = true;
            guard::stop();
        }
    }

    /// `told`: whether hayro gives away the font's program, which costs too much to ask each glyph.
    fn glyph(
        &mut self,
        glyph: &PositionedGlyph<'_>,
        to_page: Affine,
        (font, told): (u16, bool),
        visible: bool,
    ) {
        let place = to_page * glyph.transform();
        let origin = place * Point::ZERO;
        let (across, up) =
            (place * Point::new(EM, 0.0) - origin, place * Point::new(0.0, EM) - origin);
        let (width, stretched, program_glyph) = match &**glyph {
            PdfGlyph::Outline(outline) => {
                (outline.advance_width(), !told, outline.glyph_id().to_u32())
            }
            PdfGlyph::Type3(drawn) => (drawn.advance_width(), false, u32::MAX),
        };
        let drawn = Origin { code: glyph.char_code(), glyph: program_glyph, byte: None };
        let advance = advance(across, up, stretched) * (f64::from(width.unwrap_or(500.0)) / EM);
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => GlyphText::Char(c),
            Some(BfString::String(s)) => GlyphText::Many(s.into_boxed_str()),
            None => GlyphText::Char('\u{FFFD}'),
        };
        let glyph = Glyph {
            text,
            x: origin.x as f32,
            y: origin.y as f32,
            dx: advance.x as f32,
            dy: advance.y as f32,
            size: up.hypot() as f32,
            font,
            visible,
        };
        if glyph.is_on(self.page.width, self.page.height) {
            self.page.glyphs.push(glyph);
            self.origins.push(drawn);
        }
    }

    fn rule(&mut self, from: Point, to: Point) {
        let along = to - from;
        let is_straight = along.x.abs() < 0.5 || along.y.abs() < 0.5;
        if is_straight && along.hypot() >= RULE_LENGTH && self.page.rules.len() < RULES {
            self.page.rules.push(Rule {
                x0: from.x.min(to.x) as f32,
                y0: from.y.min(to.y) as f32,
                x1: from.x.max(to.x) as f32,
                y1: from.y.max(to.y) as f32,
            });
        }
    }

    /// The straight lines that a stroked path consists of.
    fn stroked(&mut self, path: &BezPath, to_page: Affine) {
        let (mut start, mut at) = (Point::ZERO, Point::ZERO);
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => (start, at) = (p, p),
                PathEl::LineTo(p) => {
                    self.rule(to_page * at, to_page * p);
                    at = p;
                }
                PathEl::ClosePath => {
                    self.rule(to_page * at, to_page * start);
                    at = start;
                }
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => at = p,
            }
        }
    }

    /// What a filled path draws: thin bars (Word's table borders) and small discs (the bullets of
    /// lists in browsers).
    fn filled(&mut self, path: &BezPath, to_page: Affine) {
        let mut part: Option<Rect> = None;
        let mut round = false;
        for element in path.elements() {
            match *element {
                PathEl::MoveTo(p) => {
                    self.part(part, round);
                    let p = to_page * p;
                    (part, round) = (Some(Rect::from_points(p, p)), false);
                }
                PathEl::LineTo(p) => part = part.map(|r| r.union_pt(to_page * p)),
                PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => {
                    part = part.map(|r| r.union_pt(to_page * p));
                    round = true;
                }
                PathEl::ClosePath => {}
            }
        }
        self.part(part, round);
    }

    fn part(&mut self, part: Option<Rect>, round: bool) {
        let Some(part) = part else { return };
        let (width, height, middle) = (part.width(), part.height(), part.center());
        if round {
            let is_disc = BULLET.contains(&width) && (width / height - 1.0).abs() < 0.1;
            if is_disc && self.discs < BULLETS {
                self.discs += 1;
                self.bullet(part);
            }
        } else if height <= RULE_WIDTH && height < width {
            self.rule(Point::new(part.x0, middle.y), Point::new(part.x1, middle.y));
        } else if width <= RULE_WIDTH {
            self.rule(Point::new(middle.x, part.y0), Point::new(middle.x, part.y1));
        }
    }

    /// A disc as the character that it stands for, in a font of which it would be the bullet.
    fn bullet(&mut self, disc: Rect) {
        let size = disc.width() * BULLET_EMS;
        self.page.glyphs.push(Glyph {
            text: GlyphText::Char('\u{2022}'),
            x: disc.x0 as f32,
            y: (disc.center().y + size * 0.33) as f32,
            dx: disc.width() as f32,
            dy: 0.0,
            size: size as f32,
            font: self.fonts.unknown(),
            visible: true,
        });
        self.origins.push(Origin::NONE);
    }
}

/// The vector of one em of advance. A font that is not embedded is drawn with another one, whose
/// glyphs hayro stretches to the right width: that stretch is no part of the advance.
fn advance(across: Vec2, up: Vec2, stretched: bool) -> Vec2 {
    let (width, height) = (across.hypot(), up.hypot());
    let ratio = if height > 0.0 { width / height } else { 1.0 };
    if stretched && ratio > 0.3 && ratio < 3.0 { across / ratio } else { across }
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        let font = self.fonts.of(run);
        let told = self.fonts.get(font).is_some_and(|font| font.program.is_some());
        let visible = !matches!(mode, DrawMode::Invisible);
        for glyph in run.glyphs() {
            if self.page.glyphs.len() >= self.limits.page_glyphs {
                self.cut = true;
                guard::stop();
            }
            self.glyph(glyph, props.transform, (font, told), visible);
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.tick();
        self.marks.paths = self.marks.paths.saturating_add(1);
        match mode {
            DrawMode::Fill(_) => self.filled(path, props.transform),
            DrawMode::Stroke(_) | DrawMode::FillAndStroke(..) => {
                self.stroked(path, props.transform)
            }
            DrawMode::Invisible => {}
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.tick();
        let pixels = f64::from(image.width()) * f64::from(image.height());
        self.marks.image_area += (props.transform.determinant().abs() * pixels) as f32;
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.tick();
        let outermost = !self.marked.iter().any(Option::is_some);
        let text = properties.filter(|_| outermost);
        let text = text.and_then(|p| p.get::<PdfString<'_>>(b"ActualText".as_slice()));
        let first = self.page.glyphs.len();
        self.marked.push(text.map(|t| ActualText { text: text_string(&t), first }));
    }

    fn end_marked_content(&mut self) {
        if let Some(Some(ActualText { text, first })) = self.marked.pop() {
            self.page.replace_text(first, &text);
            // Replaced, if one glyph is left of the sequence.
            if self.page.glyphs.len() == first + 1 {
                self.origins.truncate(first);
                self.origins.push(Origin::NONE);
            }
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.tick();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.tick();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// A PDF text string: UTF-16 or UTF-8 with a byte order mark, else PDFDocEncoding, which is
/// Latin-1 but for a few quotation marks.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode(rest).0.into_owned(),
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode(rest).0.into_owned(),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().map(|b| char::from(*b)).collect(),
    }
}
