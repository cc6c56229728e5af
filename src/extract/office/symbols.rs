//! Fonts whose letters are pictures.

/// Whether the letters of a font are pictures.
pub(super) fn is_symbol(font: &str) -> bool {
    ["Symbol", "Wingdings", "Webdings", "ZapfDingbats"].iter().any(|name| font.starts_with(name))
}

/// The characters of a symbol font, where Word keeps them: in the private area.
pub(super) fn symbols(text: &str) -> String {
    let private = |c: char| match u32::from(c) {
        code @ 0x21..=0xFF => char::from_u32(code + 0xF000).unwrap_or(c),
        _ => c,
    };
    text.chars().map(private).collect()
}
