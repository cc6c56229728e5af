//! A mail (RFC 5322 with MIME), or a web page saved as one → its members.
//!
//! Members are what is attached, under its names, and the text of the mail itself. Left out is what only
//! adorns or seals a mail: pictures of its text, signatures.

use super::bytes::Unpacked;
use super::message::Head;
use super::names;
use crate::document::Failure;
use crate::extract::encoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::ops::Range;
use std::sync::Arc;

/// Bytes at the start that the headers are looked for in.
const HEAD: usize = 64 << 10;

/// An opened mail.
#[derive(Debug)]
pub(super) struct Mail {
    bytes: Arc<Vec<u8>>,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    name: String,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// The text of the mail.
    Text(Vec<u8>),
    /// What stands in the file, packed so.
    Packed(Range<usize>, Encoding),
}

/// Whether a file that begins so may be a mail.
pub(super) fn begins_so(head: &[u8]) -> bool {
    is_mail(head)
}

/// Whether a file is a mail: it begins with lines of headers, and has those that a mail has and a letter
/// typed in its form has not.
pub(crate) fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let (mut known, mut telling) = (0, false);
    for line in head.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else { return false };
        let name = line.get(..colon).unwrap_or_default().trim_ascii_end().to_ascii_lowercase();
        if name.is_empty() || !name.iter().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        match &*name {
            b"mime-version" | b"message-id" | b"received" | b"return-path" | b"content-type" => {
                (known, telling) = (known + 1, true);
            }
            b"from" | b"to" | b"subject" | b"date" | b"delivered-to" | b"reply-to" => known += 1,
            _ => {}
        }
    }
    known >= 2 && telling
}

impl Mail {
    /// Opens a mail.
    ///
    /// # Errors
    /// [`Failure::Damaged`] if nothing is found in it.
    pub(super) fn open(bytes: &Arc<Vec<u8>>) -> Result<Self, Failure> {
        let damaged = || Failure::Damaged { detail: "a mail without a part".into() };
        let mail = MessageParser::default().parse(bytes.as_slice()).ok_or_else(damaged)?;
        let mut parts: Vec<Part> = text(&mail).into_iter().collect();
        let is_page = is_page(&mail);
        let attached = mail.attachments.iter().filter_map(|at| mail.parts.get(*at as usize));
        for part in attached.filter(|part| !is_page && !is_adornment(part)) {
            let range = part.offset_body as usize..part.offset_end as usize;
            if range.start < range.end && range.end <= bytes.len() {
                let content = Content::Packed(range, part.encoding);
                parts.push(Part { name: name(part), content });
            }
        }
        Ok(Self { bytes: bytes.clone(), parts })
    }

    /// The members: their places and paths.
    pub(super) fn names(&self) -> Vec<(usize, String)> {
        let named = |(place, part): (usize, &Part)| (place, names::safe(&part.name));
        self.parts.iter().enumerate().map(named).collect()
    }

    /// Unpacks a member.
    pub(super) fn unpack(&self, place: usize, most: u64) -> Unpacked {
        let damaged =
            |detail: &str| Unpacked::Failed(Failure::Damaged { detail: detail.to_owned() }, 0);
        let Some(part) = self.parts.get(place) else { return damaged("no such part") };
        let unpacked = match &part.content {
            Content::Text(text) => text.clone(),
            Content::Packed(range, encoding) => {
                let Some(raw) = self.bytes.get(range.clone()) else {
                    return damaged("a part that is cut off");
                };
                match unpacked(raw, *encoding) {
                    Some(unpacked) => unpacked,
                    None => return damaged("a part that is not coded as it says"),
                }
            }
        };
        let size = unpacked.len() as u64;
        if size > most { Unpacked::TooLarge { size } } else { Unpacked::Whole(unpacked) }
    }
}

fn unpacked(raw: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    }
}

/// What the mail itself says.
fn text(mail: &Message<'_>) -> Option<Part> {
    let head = head(mail);
    let bodies = |of: &[u32]| -> Vec<&MessagePart<'_>> {
        of.iter().filter_map(|at| mail.parts.get(*at as usize)).collect()
    };
    let says = |parts: Vec<&MessagePart<'_>>, is_page: bool| -> String {
        let of_kind = |part: &&&MessagePart<'_>| match part.body {
            PartType::Text(_) => !is_page,
            PartType::Html(_) => is_page,
            _ => false,
        };
        let texts: Vec<String> =
            parts.iter().filter(of_kind).map(|part| said(mail, part)).collect();
        texts.join("\n")
    };
    let plain = says(bodies(&mail.text_body), false);
    let page =
        if plain.trim().is_empty() { says(bodies(&mail.html_body), true) } else { String::new() };
    let (name, content) = if page.trim().is_empty() {
        ("message.txt", head.above_text(&plain))
    } else {
        ("message.html", head.above_page(&page))
    };
    let is_empty = plain.trim().is_empty() && page.trim().is_empty() && head == Head::default();
    (!is_empty).then(|| Part { name: name.to_owned(), content: Content::Text(content) })
}

/// The text of a part. One that does not say its encoding is read as a file would be.
fn said(mail: &Message<'_>, part: &MessagePart<'_>) -> String {
    let (PartType::Text(text) | PartType::Html(text)) = &part.body else { return String::new() };
    let says = part.content_type().and_then(|kind| kind.attribute("charset"));
    let is_plain = says.is_none_or(|says| says.eq_ignore_ascii_case("us-ascii"));
    let raw = mail.raw_message.get(part.offset_body as usize..part.offset_end as usize);
    let raw = raw.filter(|_| is_plain).and_then(|raw| unpacked(raw, part.encoding));
    let decoded = raw.and_then(|raw| encoding::decode(&raw, usize::MAX));
    decoded.map_or_else(|| text.to_string(), |decoded| decoded.text)
}

fn head(mail: &Message<'_>) -> Head {
    let people = |address: Option<&Address<'_>>| -> String {
        let people = address.into_iter().flat_map(|address| address.iter());
        let people: Vec<String> = people
            .map(|one| match (one.name(), one.address()) {
                (Some(name), Some(address)) => format!("{name} <{address}>"),
                (name, address) => name.or(address).unwrap_or_default().to_owned(),
            })
            .collect();
        people.join(", ")
    };
    Head {
        subject: mail.subject().unwrap_or_default().to_owned(),
        from: people(mail.from()),
        to: people(mail.to()),
        date: mail.date().map(|date| date.to_rfc3339()).unwrap_or_default(),
    }
}

/// Whether the mail is a web page with what belongs to it, as browsers and Word save one: nobody wrote it
/// to anybody.
fn is_page(mail: &Message<'_>) -> bool {
    let kind = mail.content_type().map(|kind| (kind.ctype(), kind.subtype()));
    kind == Some(("multipart", Some("related"))) && mail.to().is_none()
}

/// Whether a part is a picture in the text, or a seal.
fn is_adornment(part: &MessagePart<'_>) -> bool {
    let Some(kind) = part.content_type() else { return false };
    let is_attached = part.content_disposition().is_some_and(|how| how.is_attachment());
    match (kind.ctype(), kind.subtype().unwrap_or_default()) {
        ("image", _) => !is_attached || part.content_id().is_some(),
        ("application", of) => of.ends_with("pkcs7-signature") || of == "pgp-signature",
        _ => false,
    }
}

fn name(part: &MessagePart<'_>) -> String {
    let given = part.attachment_name().map(str::trim).filter(|name| !name.is_empty());
    let kind = part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    let end = match kind {
        Some(("message", _)) => ".eml",
        Some(("text", "html")) => ".html",
        Some(("text", _)) => ".txt",
        Some((_, "pdf")) => ".pdf",
        _ => "",
    };
    match given {
        Some(name) if end == ".eml" && !name.to_ascii_lowercase().ends_with(end) => {
            format!("{name}{end}")
        }
        Some(name) => name.to_owned(),
        None => format!("attachment{end}"),
    }
}
