//! The two dialects of the format.

/// Who wrote a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Dialect {
    /// Word 6 and Word 95: characters are bytes, tables stand in the stream of the text, codes of
    /// modifiers are bytes.
    Word6,
    /// Word 97 to 2003.
    #[default]
    Word97,
}
