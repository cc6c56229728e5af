//! What layout works on: the glyphs and ruling lines of one page, whatever engine found them.
//!
//! Coordinates are points from the top left corner of the page as it is shown, y downwards.

/// The text that a glyph stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) enum GlyphText {
    /// One character; U+FFFD if it is not known.
    Char(char),
    /// Several (a ligature, a marked sequence), or none.
    Many(Box<str>),
}

/// One glyph in its place.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::extract) struct Glyph {
    /// What it stands for. Legacy fonts (.VnTime, VNI-Times) are decoded already: layout drops
    /// soft hyphens, and U+00AD is 'ư' in TCVN3.
    pub text: GlyphText,
    /// The origin on the baseline.
    pub x: f32,
    /// The origin on the baseline.
    pub y: f32,
    /// The advance: where the next glyph would stand, from here.
    pub dx: f32,
    /// The advance: where the next glyph would stand, from here.
    pub dy: f32,
    /// The font's size as drawn, points.
    pub size: f32,
    /// The place of the font's name in [`PageGlyphs::fonts`].
    pub font: u16,
    /// Whether it is painted; the text layer of an OCR program is not.
    pub visible: bool,
}

/// A straight ruling line, across or down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::extract) struct Rule {
    /// Left end.
    pub x0: f32,
    /// Upper end.
    pub y0: f32,
    /// Right end.
    pub x1: f32,
    /// Lower end.
    pub y1: f32,
}

/// The glyphs of one page in the order in which the file draws them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::extract) struct PageGlyphs {
    /// Width of the page.
    pub width: f32,
    /// Height of the page.
    pub height: f32,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
    /// Ruling lines, by which tables are found.
    pub rules: Vec<Rule>,
    /// Names of fonts; an empty name if the file or its reader tells none.
    pub fonts: Vec<String>,
}

impl GlyphText {
    /// The characters.
    pub(in crate::extract) fn chars(&self) -> impl Iterator<Item = char> {
        let (one, many) = match self {
            Self::Char(c) => (Some(*c), ""),
            Self::Many(text) => (None, &**text),
        };
        one.into_iter().chain(many.chars())
    }
}

impl Glyph {
    /// Whether it stands on a page of this size, all its numbers being sound.
    pub(crate) fn is_on(&self, width: f32, height: f32) -> bool {
        let sound = [self.x, self.y, self.dx, self.dy, self.size].iter().all(|n| n.is_finite());
        let inside = |at: f32, end: f32| at >= -1.0 - end * 0.02 && at <= end * 1.02 + 1.0;
        sound && self.size > 0.1 && inside(self.x, width) && inside(self.y, height)
    }
}

impl PageGlyphs {
    /// Lets the glyphs from `first` on stand for `text`, if they stand on one line: the first one
    /// takes all of it and their whole width. Otherwise they keep their own texts, of which at
    /// least the places are right.
    pub(crate) fn replace_text(&mut self, first: usize, text: &str) {
        let Some([head, rest @ ..]) = self.glyphs.get_mut(first..) else { return };
        let advance = head.dx.hypot(head.dy);
        let (along_x, along_y) =
            if advance > 0.0 { (head.dx / advance, head.dy / advance) } else { (1.0, 0.0) };
        let (x, y) = (head.x, head.y);
        let mut width = advance;
        for glyph in &*rest {
            let off = (glyph.y - y) * along_x - (glyph.x - x) * along_y;
            if off.abs() > head.size * 0.5 {
                return;
            }
            let end = (glyph.x + glyph.dx - x) * along_x + (glyph.y + glyph.dy - y) * along_y;
            width = width.max(end);
        }
        head.text = GlyphText::Many(text.into());
        (head.dx, head.dy) = (along_x * width, along_y * width);
        self.glyphs.truncate(first.saturating_add(1));
    }
}
