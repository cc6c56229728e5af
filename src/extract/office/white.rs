//! White space of markup, where many characters show one blank and lines end where the writer's did.

use std::borrow::Cow;

/// Lets one blank stand for many, across pieces of text.
#[derive(Debug, Clone, Copy)]
pub(super) struct White {
    /// A blank that follows would show nothing: the line begins, or a blank stands there.
    is_blank: bool,
}

impl Default for White {
    fn default() -> Self {
        Self { is_blank: true }
    }
}

impl White {
    /// A line begins.
    pub(super) fn begin(&mut self) {
        self.is_blank = true;
    }

    /// Something stands there that is no blank of this kind.
    pub(super) fn fill(&mut self) {
        self.is_blank = false;
    }

    /// The text as it is shown.
    pub(super) fn collapse<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let mut before = self.is_blank;
        let is_plain = text.chars().all(|c| {
            let is_right = c == ' ' && !before || !is_white(c);
            before = is_white(c);
            is_right
        });
        if is_plain {
            self.is_blank = before;
            return Cow::Borrowed(text);
        }
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            if !is_white(c) {
                shown.push(c);
            } else if !self.is_blank {
                shown.push(' ');
            }
            self.is_blank = is_white(c);
        }
        Cow::Owned(shown)
    }
}

/// The characters that markup takes for a blank; a no-break space is none.
fn is_white(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_blank_for_many_across_pieces() {
        let mut white = White::default();
        let shown: Vec<Cow<'_, str>> =
            ["\n a ", " b", "\r\n", " c d", " \u{A0} "].map(|text| white.collapse(text)).into();
        assert_eq!(shown, ["a ", "b", " ", "c d", " \u{A0} "]);
        white.begin();
        assert_eq!(white.collapse(" a"), "a");
    }
}
