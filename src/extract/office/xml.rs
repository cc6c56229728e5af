//! The markup of office files: elements and text in order, names without their prefixes (writers
//! choose those as they like).
//!
//! Entities are the five of XML and characters by their numbers; others, and what a document type
//! declares, are not resolved: so no text grows by its own definition.

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};
use std::borrow::Cow;

/// The next thing in a file.
#[derive(Debug)]
pub(super) enum Node<'x> {
    /// An element begins; one without content ends at once, with a [`Node::Close`] of its own.
    Open(Tag<'x>),
    Close(Close<'x>),
    Text(Cow<'x, str>),
}

/// The beginning of an element.
#[derive(Debug)]
pub(super) struct Tag<'x>(BytesStart<'x>);

impl Tag<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of an attribute, by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.0.html_attributes();
        let attributes = attributes.with_checks(false).flatten();
        let mut found = attributes.filter(|a| a.key.local_name().into_inner() == name);
        Some(unescape(found.next()?.value))
    }

    /// The value of an attribute as a number; digits behind a point do not count.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        value.split('.').next()?.trim().parse().ok()
    }

    /// A property that is on or off: on unless its value says otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.get("val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// The end of an element.
#[derive(Debug)]
pub(super) struct Close<'x>(BytesEnd<'x>);

impl Close<'_> {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
}

/// Reads markup.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    /// Why it ended before its end, if it did.
    is_broken: bool,
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader, is_broken: false }
    }

    /// Whether it is no markup from some place on.
    pub(super) fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Bytes read so far.
    pub(super) fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    /// Gives each element inside the one that was opened last, and passes its end. `take` returns
    /// whether it has read the element that it was given up to its own end.
    pub(super) fn inside(&mut self, mut take: impl FnMut(&Tag<'_>, &mut Self) -> bool) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some(Node::Open(tag)) => depth += usize::from(!take(&tag, self)),
                Some(Node::Close(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return,
            }
        }
    }

    /// Passes over what is inside the element that was opened last, and its end.
    pub(super) fn pass(&mut self) {
        let mut depth = 1_usize;
        while depth > 0 {
            match self.next() {
                Some(Node::Open(_)) => depth += 1,
                Some(Node::Close(_)) => depth -= 1,
                Some(Node::Text(_)) => {}
                None => return,
            }
        }
    }

    /// The text inside the element that was opened last; passes its end.
    pub(super) fn text(&mut self) -> String {
        let (mut depth, mut text) = (1_usize, String::new());
        while depth > 0 {
            match self.next() {
                Some(Node::Open(_)) => depth += 1,
                Some(Node::Close(_)) => depth -= 1,
                Some(Node::Text(part)) => text.push_str(&part),
                None => break,
            }
        }
        text
    }
}

impl<'x> Iterator for Xml<'x> {
    type Item = Node<'x>;

    fn next(&mut self) -> Option<Node<'x>> {
        loop {
            let Ok(event) = self.reader.read_event() else {
                self.is_broken = true;
                return None;
            };
            return Some(match event {
                Event::Start(tag) | Event::Empty(tag) => Node::Open(Tag(tag)),
                Event::End(end) => Node::Close(Close(end)),
                Event::Text(text) => Node::Text(text.into_inner()),
                Event::CData(text) => Node::Text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let Some(c) = resolve(&entity.into_inner()) else { continue };
                    Node::Text(Cow::Owned(c.to_string()))
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof => return None,
            });
        }
    }
}

/// The bytes of a part as text: UTF-8, UTF-16 by its mark, or the encoding that its first line says.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(|| (declared(bytes), 0));
    let bytes = bytes.get(skip..).unwrap_or_default();
    encoding.decode_without_bom_handling(bytes).0
}

fn declared(bytes: &[u8]) -> &'static Encoding {
    let head = bytes.get(..bytes.len().min(128)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let declaration = head.split_once("?>").map(|(declaration, _)| declaration);
    let label = declaration.and_then(|declaration| {
        let (_, value) = declaration.split_once("encoding=")?;
        let quote = value.chars().next()?;
        value.split(quote).nth(1)
    });
    label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8)
}

/// The character of an entity, without its `&` and `;`.
fn resolve(entity: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok();
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = entity.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => number(hexadecimal, 16),
                None => number(digits, 10),
            };
            char::from_u32(code?)
        }
    }
}

/// The value of an attribute, its entities resolved.
fn unescape(value: Cow<'_, str>) -> Cow<'_, str> {
    if !value.contains('&') {
        return value;
    }
    let mut parts = value.split('&');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(';').and_then(|(entity, rest)| Some((resolve(entity)?, rest))) {
            Some((c, rest)) => {
                text.push(c);
                text.push_str(rest);
            }
            None => {
                text.push('&');
                text.push_str(part);
            }
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut xml = Xml::new(text);
        let mut shown = String::new();
        for node in xml.by_ref() {
            match node {
                Node::Open(tag) => shown.push_str(&format!("<{}>", tag.name())),
                Node::Close(close) => shown.push_str(&format!("</{}>", close.name())),
                Node::Text(text) => shown.push_str(&text),
            }
        }
        if xml.is_broken() {
            shown.push('!');
        }
        shown
    }

    #[test]
    fn names_lose_their_prefixes_and_entities_are_characters() {
        assert_eq!(
            shown("<?xml version='1.0'?><w:p><w:br/>a &amp; b&#x1EA1;&lol; <![CDATA[<x>]]></w:p>"),
            "<p><br></br>a & bạ <x></p>"
        );
        assert_eq!(shown("<a>một<b"), "<a>một!");
        assert_eq!(shown("</a></b>x"), "</a></b>x");
    }

    #[test]
    fn attributes() {
        let mut xml = Xml::new("<w:b w:val='&quot;&#65;&' w:n='-12.5' n2=3>");
        let Some(Node::Open(tag)) = xml.next() else { panic!("no element") };
        assert_eq!(tag.get("val").unwrap(), "\"A&");
        assert_eq!(
            (tag.number("n"), tag.number("val"), tag.number("none")),
            (Some(-12), None, None)
        );
    }

    #[test]
    fn encodings() {
        assert_eq!(decode("<a>số</a>".as_bytes()), "<a>số</a>");
        let utf16: Vec<u8> =
            "\u{FEFF}<a>số</a>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16), "<a>số</a>");
        assert_eq!(
            decode(b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\xE9</a>"),
            "<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>é</a>"
        );
    }
}
