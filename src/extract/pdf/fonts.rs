//! The fonts of a file: a number for each, its name, its program, and how its glyphs are read.

use super::catalog::Catalog;
use super::program::Program;
use super::recover::Belief;
use crate::extract::legacy::{self, Evidence, Verdict};
use crate::text::legacy::Charset;
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::{Page, Resources};
use std::collections::HashMap;

/// One font of a file.
pub(super) struct Font {
    /// Without the prefix of a subset; empty if it has none.
    pub(super) name: String,
    /// Its program, if it is embedded and hayro gives it away.
    pub(super) program: Option<Program>,
    /// Whether the characters that the file says it has are to be believed.
    pub(super) belief: Belief,
    /// Which legacy encoding its glyphs are in, as far as it is known.
    pub(super) evidence: Evidence,
}

/// What tells one font from another.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    /// Name, and content of the program.
    Embedded(String, u128),
    /// Place in the catalogue.
    Listed(usize),
    Unknown,
}

/// The fonts of a file, numbered in the order in which they are first drawn.
pub(super) struct Fonts<'a> {
    fonts: Vec<Font>,
    numbers: HashMap<Key, u16>,
    /// By the glyph's cache key: asking the font itself for its name costs much more.
    of_glyph: HashMap<u128, u16>,
    catalog: Catalog<'a>,
    /// Resources and dictionary of the page, until its catalogue is asked for.
    page: Option<(Resources<'a>, Dict<'a>)>,
    /// Whether the glyphs of this page are told apart whose font hayro does not tell. Costs a
    /// second look at each, so only where a name or the text of a page asks for it.
    tells_apart: bool,
    always_tells_apart: bool,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(settings: InterpreterSettings) -> Self {
        Self {
            fonts: Vec::new(),
            numbers: HashMap::new(),
            of_glyph: HashMap::new(),
            catalog: Catalog::new(settings),
            page: None,
            tells_apart: false,
            always_tells_apart: false,
        }
    }

    /// To be called before the glyphs of a page.
    pub(super) fn begin(&mut self, page: &Page<'a>) {
        self.page = Some((page.resources().clone(), page.raw().clone()));
        self.tells_apart = false;
    }

    /// The number of the font that a run's glyphs are of.
    pub(super) fn of(&mut self, run: &GlyphRun<'_, 'a>) -> u16 {
        let Some(Glyph::Outline(outline)) = run.glyphs().first().map(|glyph| &**glyph) else {
            return self.untold(run);
        };
        let key = outline.identifier().cache_key();
        match self.of_glyph.get(&key) {
            Some(&UNTOLD) => return self.untold(run),
            Some(number) => return *number,
            None => {}
        }
        let Some(data) = outline.font_data() else {
            self.of_glyph.insert(key, UNTOLD);
            return self.untold(run);
        };
        let name = data.postscript_name.unwrap_or_default();
        let program = || Some(Program::new(data.data));
        let number = self.number(Key::Embedded(name.clone(), data.cache_key), &name, program);
        self.of_glyph.insert(key, number);
        number
    }

    /// The number of glyphs whose font is not known.
    pub(super) fn unknown(&mut self) -> u16 {
        self.number(Key::Unknown, "", || None)
    }

    /// Tells apart whatever can be, on this page and from now on; `false` if that was so already.
    pub(super) fn tell_apart(&mut self) -> bool {
        !std::mem::replace(&mut self.always_tells_apart, true)
    }

    /// Whether the glyphs that are not told apart show words that are no Vietnamese.
    pub(super) fn are_mixed_up(&self) -> bool {
        let number = self.numbers.get(&Key::Unknown);
        let font = number.and_then(|number| self.get(*number));
        font.is_some_and(|font| font.evidence.is_doubtful())
    }

    /// Whether the font is a legacy one, by what is known now.
    pub(super) fn is_decoded(&self, number: u16) -> bool {
        let verdict = self.get(number).map(|font| font.evidence.verdict(&self.charsets()));
        matches!(verdict, Some(Verdict::Decode(_)))
    }

    pub(super) fn get(&self, number: u16) -> Option<&Font> {
        self.fonts.get(usize::from(number))
    }

    pub(super) fn get_mut(&mut self, number: u16) -> Option<&mut Font> {
        self.fonts.get_mut(usize::from(number))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.fonts.len()
    }

    /// Their names, at the place of their numbers.
    pub(super) fn names(&self) -> Vec<String> {
        self.fonts.iter().map(|font| font.name.clone()).collect()
    }

    /// The encodings of those that are decoded for sure.
    pub(super) fn charsets(&self) -> Vec<Charset> {
        let verdicts = self.fonts.iter().map(|font| font.evidence.verdict(&[]));
        let decoded = verdicts.filter_map(|verdict| match verdict {
            Verdict::Decode(reading) => Some(reading.charset),
            Verdict::AsShown | Verdict::Unsure => None,
        });
        decoded.collect()
    }

    /// The font of a run of which hayro does not tell it.
    fn untold(&mut self, run: &GlyphRun<'_, 'a>) -> u16 {
        if let Some((resources, dict)) = self.page.take() {
            self.catalog.open(&resources, &dict);
            self.tells_apart = self.always_tells_apart
                || self.catalog.names().any(|name| legacy::charset_of(name).is_some());
        }
        let found = if self.tells_apart { self.catalog.find(run) } else { None };
        let Some((place, name)) = found else { return self.unknown() };
        let name = name.to_owned();
        self.number(Key::Listed(place), &name, || None)
    }

    fn number(&mut self, key: Key, name: &str, program: impl FnOnce() -> Option<Program>) -> u16 {
        if let Some(number) = self.numbers.get(&key) {
            return *number;
        }
        let number = u16::try_from(self.fonts.len()).unwrap_or(MOST).min(MOST);
        if self.fonts.len() <= usize::from(MOST) {
            let name = without_prefix(name).to_owned();
            let evidence = Evidence::of_name(&name);
            let belief = Belief::Open(0);
            self.fonts.push(Font { name, program: program(), belief, evidence });
            self.numbers.insert(key, number);
        }
        number
    }
}

/// Stands for the number of a font that hayro does not tell.
const UNTOLD: u16 = u16::MAX;
/// The highest number of a font; all further ones share it.
const MOST: u16 = 20_000;

/// A font's name without the six letters and the plus that mark a subset.
fn without_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest,
        _ => name,
    }
}
