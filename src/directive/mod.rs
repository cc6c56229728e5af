//! Pages → what an official sees: number, kind, date, issuer, subject, signer, citations.

mod about;
mod acting;
pub mod agency;
mod attachment;
mod block;
mod body;
mod citation;
mod copied;
mod date;
pub mod deadline;
pub mod field;
#[cfg(test)]
mod generated;
mod grammar;
mod heading;
pub mod history;
mod issuer;
mod keys;
pub mod kind;
mod lead;
mod lines;
mod lists;
mod marks;
mod meant;
pub mod number;
pub mod place;
pub mod places;
pub mod query;
mod relation;
mod said;
pub mod sameness;
mod scan;
mod sheet;
mod signature;
mod spelling;
mod subject;
mod titled;
mod tokens;

pub use said::{Said, said};

use crate::document::{Page, Span, Warning};
use date::Date;
use deadline::Deadline;
use kind::{Kind, System};
use number::{Number, Symbol};
use places::FieldPlace;
use serde::{Deserialize, Serialize};
use tokens::Tokens;
use utoipa::ToSchema;

/// What a directive says of itself. A value that the document does not have is `None`, never
/// guessed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Directive {
    /// Canonical number and symbol, `453-CV/TU`; `None` when the number is blank.
    pub number: Option<String>,
    /// Where the number stands.
    pub number_span: Option<Span>,
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
    /// Cơ quan chủ quản: the body that the header prints above the issuer.
    pub parent: Option<String>,
    /// Thay mặt (TM., T/M): on whose behalf it is signed, `Ban Thường vụ Tỉnh ủy Hưng Yên`.
    pub acting: Option<String>,
    /// Whether it is a paper of the State or of the Party.
    pub system: Option<System>,
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
    /// Phạm vi lưu hành: `Lưu hành nội bộ`, `Xem xong trả lại`.
    pub circulation: Vec<String>,
    /// DỰ THẢO is printed on it.
    pub draft: bool,
    /// What the text says is enclosed ("kèm theo"), and its annexes.
    pub attachments: Vec<String>,
    /// It is a copy of another paper: how, and under which number.
    pub copy: Option<CopyMark>,
    /// What it cites, in the order of first mention.
    pub citations: Vec<Citation>,
    /// Nhiệm vụ và thời hạn.
    pub deadlines: Vec<Deadline>,
    /// Where each field was read, and how far it can be trusted.
    pub places: Vec<FieldPlace>,
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

/// Bản sao: sao y (SY), trích sao (TrS), sao lục (SL); Nghị định 30/2020/NĐ-CP, Article 25.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct CopyMark {
    /// `SY`, `TrS`, `SL`.
    pub kind: String,
    /// The copy's own number: `12/SY-UBND`.
    pub number: Option<String>,
    /// The day of the copy.
    pub date: Option<String>,
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
    /// As the text says: `Ban Thường vụ Tỉnh ủy Hưng Yên`; a committee of the province that is named
    /// without its place is completed by the directive's.
    pub issuer: Option<String>,
    /// What it is about, as the first mention says: `về tổ chức kỳ họp thứ nhất …`.
    pub subject: Option<String>,
    /// What the directive does with it, the strongest first; never empty.
    pub relations: Vec<Relation>,
    /// Where it is mentioned.
    pub mentions: Vec<Mention>,
}

/// What a directive does with a document that it cites; the strongest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Thay thế: it takes its place.
    Replaces,
    /// Bãi bỏ, hủy bỏ: it ends it.
    Repeals,
    /// Thu hồi: it takes it back.
    Withdraws,
    /// Sửa đổi, bổ sung.
    Amends,
    /// Đính chính: it corrects a slip of it.
    Corrects,
    /// Triển khai thực hiện: it carries it out.
    Implements,
    /// Hướng dẫn, quy định chi tiết.
    Guides,
    /// Phúc đáp, trả lời: it answers it.
    RepliesTo,
    /// Tiếp theo: it goes on with it.
    Follows,
    /// Nhận được: it was received, and is acted upon.
    Received,
    /// Theo đề nghị tại: it was proposed there.
    ProposedIn,
    /// Gửi kèm theo.
    Encloses,
    /// Căn cứ: it stands on it.
    BasedOn,
    /// None of these.
    Mentions,
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
    let tokens = Tokens::of_pages(pages);
    let blocks = block::blocks(&tokens);
    let mut lines = signature::unweave(lines::lines(pages));
    let sheet = sheet::sheet(&lines);
    lines.drain(sheet.lines.clone());
    let titled = titled::titled(&mut lines);
    let said = titled.number.as_ref().or(sheet.number.as_ref());
    let head = heading::heading(&lines, said.map(Number::symbol));

    let number = head.number.as_ref().or(said);
    let symbol = head.symbol.as_ref().or(number.map(Number::symbol));
    let kind = kind_of(&head, symbol, sheet.kind.as_deref());
    // A title's day is the act's own; what else is dated there may be an annex.
    let date = titled.date.or(head.date).or(sheet.date);
    // A place of the table is spelled by it ("Hung Yên" is Hưng Yên); others stay as printed.
    let place = head.place.as_deref().map(|p| agency::place(p).map_or(p, |(known, _)| known));
    let year = date.and_then(|date| date.year);
    let year = year.or(head.symbol_year.and_then(|year| i16::try_from(year).ok()));
    let unnumbered = number.is_none() && symbol.is_some();
    let (citations, number_span) = citation::citations(pages, &tokens, &blocks, number, place);
    let addressees = lists::addressees(&lines);
    let own = deadline::Own { date: date.and_then(Date::day), year };
    let is_report = kind.is_some_and(|kind| kind.abbreviation() == "BC");
    let issuer = titled.issuer.as_deref().or(sheet.issuer.as_deref());
    let issued = issuer::issuer(&lines, &head, symbol, issuer);
    // A block without a name is completed by the sheet.
    let signer = match (signature::signer(&lines), sheet.signer) {
        (Some(Signer { name: None, capacity, title }), Some(said)) => {
            Some(Signer { name: said.name, capacity, title: title.or(said.title) })
        }
        (block, said) => block.or(said),
    };
    let capacity = signer.as_ref().and_then(|signer| signer.capacity.as_deref());
    let acting = capacity.and_then(|capacity| {
        acting::acting(capacity, issued.name.as_deref(), issued.parent.as_deref())
    });
    let speakers = [issued.name.as_deref(), acting.as_deref()];
    let known = deadline::Known { own, addressees: &addressees, speakers, is_report };
    let mut directive = Directive {
        deadlines: deadline::deadlines(pages, &tokens, &blocks, known),
        citations,
        number_span,
        number: number.map(|number| number.clone().of_year(year).to_string()),
        symbol: symbol.map(|symbol| symbol.clone().of_year(year).to_string()),
        kind: symbol
            .and_then(|symbol| symbol.letters_of_kind(head.kind))
            .or(kind.map(Kind::abbreviation))
            .map(str::to_owned),
        kind_name: kind.map(|kind| kind.name.clone()),
        date: date.and_then(Date::iso),
        year,
        acting,
        issuer: issued.name,
        parent: issued.parent,
        system: system(&lines, symbol),
        place: place.map(str::to_owned),
        subject: subject::subject(&lines, &head, titled.issuer.as_deref())
            .or_else(|| sheet.subject.as_deref().map(|s| subject::bare(s).to_owned())),
        signer,
        addressees,
        recipients: lists::recipients(&lines),
        secrecy: head.secrecy.map(str::to_owned),
        urgency: head.urgency.map(str::to_owned),
        draft: head.draft,
        circulation: head.circulation.into_iter().map(str::to_owned).collect(),
        attachments: attachment::attachments(&tokens, &lines),
        copy: copied::copied(&lines),
        places: Vec::new(),
        warnings: if unnumbered { vec![Warning::Unnumbered] } else { Vec::new() },
    };
    directive.places = places::places(&tokens, &directive);
    directive
}

/// The kind: by the heading or the word before the number, else by the letters, else a letter.
fn kind_of(
    head: &heading::Heading,
    symbol: Option<&Symbol>,
    sheet: Option<&str>,
) -> Option<&'static Kind> {
    let letter = || head.marker_line.and_then(|_| kind::of_name("Công văn"));
    let by_symbol = || symbol.and_then(Symbol::kind);
    head.kind.or_else(|| sheet.and_then(kind::of_name)).or_else(by_symbol).or_else(letter)
}

/// Whose paper it is: by the letters of its number, else by what its head prints.
fn system(lines: &[lines::Line], symbol: Option<&Symbol>) -> Option<System> {
    let by_symbol = symbol.map(Symbol::system).filter(|system| *system != System::Both);
    by_symbol.or_else(|| {
        let motto = lines.iter().find(|line| line.motto)?;
        let party = motto.folded.contains("dang cong san");
        Some(if party { System::Party } else { System::State })
    })
}
