//! The names of a file's fonts, by which legacy fonts (.VnTime, VNI-Times) are told.

use hayro_interpret::font::Glyph;
use std::collections::HashMap;

/// A number for each font name of a file.
#[derive(Default)]
pub(super) struct FontNames {
    names: Vec<String>,
    /// By the glyph's cache key: asking the font itself for its name costs much more.
    of_glyph: HashMap<u128, u16>,
}

impl FontNames {
    /// The number of the font that the glyph is of; glyphs of unnamed fonts share one.
    ///
    /// hayro tells no name for Type 1, Type 3 and fonts that are not embedded.
    pub(super) fn of(&mut self, glyph: &Glyph<'_>) -> u16 {
        let Glyph::Outline(outline) = glyph else { return self.unnamed() };
        let key = outline.identifier().cache_key();
        if let Some(number) = self.of_glyph.get(&key) {
            return *number;
        }
        let name = outline.font_data().and_then(|data| data.postscript_name);
        let number = self.number(name.as_deref().unwrap_or_default());
        self.of_glyph.insert(key, number);
        number
    }

    /// The number of fonts without a name.
    pub(super) fn unnamed(&mut self) -> u16 {
        self.number("")
    }

    /// The names, at the place of their numbers.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    fn number(&mut self, name: &str) -> u16 {
        let place = self.names.iter().position(|n| n == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        u16::try_from(place).unwrap_or(u16::MAX)
    }
}
