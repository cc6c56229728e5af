//! The bytes of a web page → text.
//!
//! A byte order mark decides, then what the page says; where it says nothing, or what is said of
//! most pages whatever they are in, it is decided as for text files. Where the page names a legacy
//! font, its characters stay what they show: they are decoded font by font.

use crate::document::Encoding;
use crate::extract::encoding;
use crate::text::legacy::{Charset, decode as decode_legacy};
use encoding_rs::{UTF_8, WINDOWS_1252, WINDOWS_1258, X_USER_DEFINED};
use memchr::memmem;

/// Bytes at the start in which a page says its encoding.
const HEAD: usize = 8 << 10;

/// A decoded page.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: Option<Encoding>,
    pub(super) replaced: bool,
}

/// Decodes a page, little more of it than makes so many bytes; `None` if the bytes are no text.
pub(super) fn decode(bytes: &[u8], limit: usize) -> Option<Decoded> {
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    let has_zeros = bytes.get(..HEAD).unwrap_or(bytes).contains(&0);
    let declared = declared(bytes).filter(|_| !is_utf8 && !has_zeros);
    match declared {
        Some(table) if table == WINDOWS_1258 => {
            let text = decode_legacy(Charset::Windows1258, bytes);
            return Some(Decoded { text, encoding: Some(Encoding::Windows1258), replaced: false });
        }
        Some(table) if ![UTF_8, WINDOWS_1252, X_USER_DEFINED].contains(&table) => {
            let (text, replaced) = table.decode_without_bom_handling(bytes);
            return Some(Decoded { text: text.into_owned(), encoding: None, replaced });
        }
        _ => {}
    }
    let encoding::Decoded { text, encoding, replaced } = encoding::decode(bytes, limit)?;
    let is_as_read = matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be);
    let text = if !is_as_read && names_legacy_font(bytes) {
        let whole = std::str::from_utf8(bytes).map(str::to_owned);
        whole.unwrap_or_else(|_| WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
    } else {
        text
    };
    Some(Decoded { text, encoding: Some(encoding), replaced })
}

/// The encoding that a page says it is in: `<meta charset=…>`, or the same inside `content="…"`.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let places = memmem::find_iter(&head, b"charset").take(20);
    let mut labels = places.filter_map(|at| {
        let rest = head.get(at + b"charset".len()..)?.trim_ascii_start();
        let value = rest.strip_prefix(b"=")?.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
        let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte);
        let length = value.iter().take_while(|byte| is_label(byte)).count();
        encoding_rs::Encoding::for_label(value.get(..length)?)
    });
    labels.next()
}

/// Whether a font of TCVN3, VNI or VPS is named where names of fonts stand.
fn names_legacy_font(bytes: &[u8]) -> bool {
    let is_named = |name: &[u8]| {
        memmem::find_iter(bytes, name).any(|at| {
            let before = at.checked_sub(1).and_then(|at| bytes.get(at));
            let behind = bytes.get(at + name.len());
            before.is_some_and(|before| b"\"'=:,; ".contains(before))
                && behind.is_some_and(|behind| behind.is_ascii_alphabetic())
        })
    };
    [&b".Vn"[..], b".VN", b".vn", b"VNI-", b"vni-", b"Vni-", b"VPS ", b"&quot;.Vn"]
        .iter()
        .any(|name| is_named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<Encoding>) {
        let Decoded { text, encoding, .. } = decode(bytes, 10_000).unwrap();
        (text, encoding)
    }

    #[test]
    fn what_a_page_says_and_what_it_is() {
        let (text, encoding) =
            read(b"<meta http-equiv=x content='text/html; CHARSET=windows-1258'>Vi\xEA\xF2t");
        assert!(text.ends_with("Việt") && encoding == Some(Encoding::Windows1258));
        let (text, encoding) = read(b"<meta charset=\"shift_jis\">\x93\xFA");
        assert!(text.ends_with('日') && encoding.is_none());
        let utf8 = "<meta charset=windows-1252>Ủy ban nhân dân";
        assert_eq!(read(utf8.as_bytes()), (utf8.to_owned(), Some(Encoding::Utf8)));
        let tcvn3 = b"<meta charset=x-user-defined>U\xFB ban nh\xA9n d\xA9n t\xD8nh";
        let (text, encoding) = read(tcvn3);
        assert!(text.ends_with("Uỷ ban nhân dân tỉnh"), "{text}");
        assert_eq!(encoding, Some(Encoding::Tcvn3));
    }

    #[test]
    fn characters_of_a_named_legacy_font_stay() {
        let tcvn3 = b"<p style='font-family:\".VnTime\"'>U\xFB ban nh\xA9n d\xA9n t\xD8nh";
        let (text, encoding) = read(tcvn3);
        assert!(text.ends_with("Uû ban nh©n d©n tØnh"), "{text}");
        assert_eq!(encoding, Some(Encoding::Tcvn3));
        assert!(!names_legacy_font(b"href='http://www.vnexpress.vn/a' src=.vn"));
    }
}
