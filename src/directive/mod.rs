//! Pages → what an official sees: number, kind, date, issuer, subject, signer, citations.

pub mod agency;
mod grammar;
pub mod kind;
mod lead;
pub mod number;
pub mod query;
mod tokens;

use crate::document::{Page, Span, Warning};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a directive says of itself. A value that the document does not have is `None`, never
/// guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Directive {
    /// Canonical number and symbol, `453-CV/TU`; `None` when the number is blank.
    pub number: Option<String>,
    /// The number's tail: `CV/TU`, `UBND-NC`. Held also where the number itself is blank.
    pub symbol: Option<String>,
    /// Abbreviation of the kind: `CV`, `KL`, `QĐ` …
    pub kind: Option<String>,
    /// Name of the kind: `Công văn`.
    pub kind_name: Option<String>,
    /// `2026-05-08`.
    pub date: Option<String>,
    /// The year, also where day and month are blank.
    pub year: Option<i16>,
    /// Cơ quan ban hành: `Tỉnh ủy Hưng Yên`.
    pub issuer: Option<String>,
    /// Địa danh: `Hưng Yên`.
    pub place: Option<String>,
    /// Trích yếu, on one line, without "V/v" and "Về (việc)".
    pub subject: Option<String>,
    /// Who signed.
    pub signer: Option<Signer>,
    /// Kính gửi.
    pub addressees: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<String>,
    /// Độ mật: `Mật`, `Tối mật`, `Tuyệt mật`.
    pub secrecy: Option<String>,
    /// Mức độ khẩn: `Khẩn`, `Thượng khẩn`, `Hỏa tốc`.
    pub urgency: Option<String>,
    /// DỰ THẢO is printed on it.
    pub draft: bool,
    /// What it cites, in the order of first mention.
    pub citations: Vec<Citation>,
    /// What a reader should know (`unnumbered`).
    pub warnings: Vec<Warning>,
}

/// Người ký.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Signer {
    /// The name: `Trần Quốc Toàn`.
    pub name: Option<String>,
    /// Quyền hạn ký: `T/M BAN THƯỜNG VỤ`; several lines joined by `; `.
    pub capacity: Option<String>,
    /// Chức vụ: `PHÓ BÍ THƯ THƯỜNG TRỰC`.
    pub title: Option<String>,
}

/// A document that is cited, with every place that mentions it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Citation {
    /// Canonical number, `202-KL/TW`; of a bare mention that the document does not resolve, as far
    /// as it goes: `18-NQ`.
    pub number: String,
    /// Abbreviation of the kind.
    pub kind: Option<String>,
    /// Name of the kind, by the word before the number.
    pub kind_name: Option<String>,
    /// `2025-11-14`, or `2025`.
    pub date: Option<String>,
    /// As the text says: `Ban Thường vụ Tỉnh ủy`, completed by the place where the gold does so.
    pub issuer: Option<String>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
}

/// One mention of a cited document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Mention {
    /// Where.
    #[serde(flatten)]
    pub span: Span,
    /// The text of the span, as it stands.
    pub text: String,
}

/// Reads what a directive says of itself.
#[must_use]
pub fn read(pages: &[Page]) -> Directive {
    let _ = pages;
    Directive::default()
}
