//! The fonts of a page's resources, for glyphs of which hayro does not tell the font: those of
//! Type 1, Type 3, and whatever is not embedded.
//!
//! hayro keeps a glyph's font to itself. So the fonts of the page and its forms are opened a second
//! time, and the one that draws the very glyphs of a run is its font. Where several do (fonts of
//! the same widths, of which nothing is embedded), a run of ASCII is of the same one as the run
//! before, another one rather of a legacy font.

use super::guard::guard;
use crate::extract::legacy::charset_of;
use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, ObjRef, Stream};
use hayro_interpret::hayro_syntax::page::Resources;
use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

/// Fonts of a page looked at.
const FONTS: usize = 256;
/// Fonts of a file looked at.
const FONTS_OF_FILE: usize = 10_000;
/// Forms of a page looked at.
const FORMS: usize = 256;
/// Forms within forms.
const DEPTH: u32 = 5;
/// Glyphs of a run that a font has to draw.
const GLYPHS: usize = 24;

/// The fonts of a file that hayro does not tell, as far as its pages were read.
pub(super) struct Catalog<'a> {
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    fonts: Vec<Entry<'a>>,
    known: HashMap<ObjRef, Option<usize>>,
    /// Of the page that is read.
    page: Vec<usize>,
    /// The font of the run before.
    last: Option<usize>,
}

struct Entry<'a> {
    dict: Dict<'a>,
    name: String,
    is_composite: bool,
    font: OnceCell<Option<Font<'a>>>,
}

impl<'a> Catalog<'a> {
    pub(super) fn new(settings: InterpreterSettings) -> Self {
        Self {
            cache: FontCache::new(),
            settings,
            fonts: Vec::new(),
            known: HashMap::new(),
            page: Vec::new(),
            last: None,
        }
    }

    /// Lists the fonts of a page, its forms and its annotations.
    pub(super) fn open(&mut self, resources: &Resources<'a>, page: &Dict<'a>) {
        self.page.clear();
        self.last = None;
        let mut forms = HashSet::new();
        let listed = guard(|| {
            self.list(resources, DEPTH, &mut forms);
            let annotations = page.get::<Array<'_>>(b"Annots");
            for annotation in annotations.iter().flat_map(|a| a.iter::<Dict<'_>>()).take(FORMS) {
                let shown =
                    annotation.get::<Dict<'_>>(b"AP").and_then(|ap| ap.get::<Stream<'_>>(b"N"));
                if let Some(resources) =
                    shown.and_then(|form| form.dict().get::<Dict<'_>>(b"Resources"))
                {
                    self.list(&Resources::new(resources), DEPTH, &mut forms);
                }
            }
        });
        if listed.is_err() {
            self.page.clear();
        }
    }

    /// The names of the page's fonts.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.page.iter().filter_map(|at| self.fonts.get(*at)).map(|font| font.name.as_str())
    }

    /// The font that draws the glyphs of a run: its place in the catalogue, its name.
    pub(super) fn find(&mut self, run: &GlyphRun<'_, 'a>) -> Option<(usize, &str)> {
        let others = self.page.iter().copied().filter(|at| Some(*at) != self.last);
        let mut candidates = self.last.into_iter().chain(others);
        let shows_high = run.glyphs().iter().any(|glyph| glyph.char_code() >= 0x80);
        let draws = |at: &usize| self.fonts.get(*at).is_some_and(|font| self.draws(font, run));
        let is_legacy =
            |at: &usize| self.fonts.get(*at).is_some_and(|font| charset_of(&font.name).is_some());
        let found = guard(|| {
            let first = candidates.find(draws)?;
            let is_settled = !shows_high || is_legacy(&first);
            let mut rather = || candidates.find(|at| is_legacy(at) && draws(at));
            Some(if is_settled { first } else { rather().unwrap_or(first) })
        });
        self.last = found.ok().flatten();
        let at = self.last?;
        Some((at, self.fonts.get(at)?.name.as_str()))
    }

    fn draws(&self, entry: &Entry<'a>, run: &GlyphRun<'_, 'a>) -> bool {
        let font = entry.font.get_or_init(|| {
            let settings = &self.settings;
            self.cache.font(&entry.dict, &settings.font_resolver, &settings.cmap_resolver)
        });
        let Some(font) = font else { return false };
        run.glyphs().iter().take(GLYPHS).all(|glyph| {
            let code = glyph.char_code();
            if code > 0xFF && !entry.is_composite {
                return false;
            }
            match (&**glyph, font.glyph(font.map_code(code), code)) {
                (Glyph::Outline(drawn), FontGlyph::Outline(own)) => {
                    drawn.identifier() == own.identifier()
                        && drawn.advance_width() == own.advance_width()
                        && drawn.as_unicode() == own.as_unicode()
                }
                (Glyph::Type3(drawn), FontGlyph::Type3(own)) => {
                    drawn.advance_width() == Some(own.advance_width())
                        && drawn.as_unicode() == own.as_unicode()
                }
                _ => false,
            }
        })
    }

    fn list(&mut self, resources: &Resources<'a>, depth: u32, forms: &mut HashSet<ObjRef>) {
        for key in resources.fonts.keys() {
            if self.page.len() >= FONTS {
                return;
            }
            let reference = resources.fonts.get_ref(&*key);
            let known = reference.and_then(|r| self.known.get(&r).copied());
            let place = known.unwrap_or_else(|| {
                let place =
                    resources.fonts.get::<Dict<'a>>(&*key).and_then(|dict| self.entry(dict));
                if let Some(reference) = reference {
                    self.known.insert(reference, place);
                }
                place
            });
            if let Some(place) = place.filter(|p| !self.page.contains(p)) {
                self.page.push(place);
            }
        }
        let Some(deeper) = depth.checked_sub(1) else { return };
        for key in resources.x_objects.keys() {
            let Some(reference) = resources.x_objects.get_ref(&*key) else { continue };
            if forms.len() >= FORMS || !forms.insert(reference) {
                continue;
            }
            let form = resources.x_objects.get::<Stream<'a>>(&*key);
            if let Some(own) = form.and_then(|form| form.dict().get::<Dict<'a>>(b"Resources")) {
                self.list(&Resources::new(own), deeper, forms);
            }
        }
    }

    /// Enters a font, unless hayro tells it: an embedded TrueType program, or a composite font with
    /// an embedded program.
    fn entry(&mut self, dict: Dict<'a>) -> Option<usize> {
        let subtype = dict.get::<Name<'_>>(b"Subtype")?;
        let is_composite = &*subtype == b"Type0";
        let has_program = |dict: &Dict<'_>, keys: &[&str]| {
            let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor");
            descriptor.is_some_and(|d| keys.iter().any(|key| d.contains_key(key)))
        };
        let is_told = match &*subtype {
            b"TrueType" | b"OpenType" => has_program(&dict, &["FontFile2"]),
            _ if is_composite => {
                let descendants = dict.get::<Array<'_>>(b"DescendantFonts");
                let first = descendants.and_then(|all| all.iter::<Dict<'_>>().next());
                first.is_some_and(|first| has_program(&first, &["FontFile2", "FontFile3"]))
            }
            _ => false,
        };
        if is_told {
            return None;
        }
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let name = dict.get::<Name<'_>>(b"BaseFont");
        let name = name.or_else(|| descriptor.get::<Name<'_>>(b"FontName"));
        let name = name.or_else(|| dict.get::<Name<'_>>(b"Name"));
        let name = name.map(|name| name.as_str().to_owned()).unwrap_or_default();
        if self.fonts.len() >= FONTS_OF_FILE {
            return None;
        }
        self.fonts.push(Entry { dict, name, is_composite, font: OnceCell::new() });
        Some(self.fonts.len() - 1)
    }
}
