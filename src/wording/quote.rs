//! How one document names another, in the form of offices; always in Vietnamese.
//!
//! State: Nghị định 30/2020/NĐ-CP, App. I: kind, number, date in words, issuer, subject, no comma before
//! the date. Party: Hướng dẫn 05-HD/VPTW: a comma before the date, which is in digits; the body that
//! acts; later mentions without "số".

use super::{Lang, date};
use crate::directive::Directive;
use crate::directive::kind::System;

/// How a document is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Where it is named first: with date, issuer and subject.
    pub first: String,
    /// Where it is named again; the same as `first` of a document without a number.
    pub later: String,
}

/// The form in which a document is named by others. `opening` is what its subject is printed behind,
/// which records leave out: `về`, `về việc`, or nothing.
#[must_use]
pub fn quote(of: &Directive, opening: &str) -> Quote {
    let is_party = of.system == Some(System::Party);
    let kind = of.kind_name.as_deref().unwrap_or("Văn bản");
    let number = super::number(of.number.as_deref(), of.symbol.as_deref());
    let named = match &number {
        Some(number) => format!("{kind} số {number}"),
        None => kind.to_owned(),
    };
    let mut first = named.clone();
    match (&of.date, of.year) {
        (Some(day), _) if is_party => {
            first.push_str(&format!(", ngày {}", date(Lang::Vi, day)));
        }
        (Some(day), _) => first.push_str(&format!(" {}", in_words(day))),
        (None, Some(year)) => first.push_str(&format!(" năm {year}")),
        (None, None) => {}
    }
    let acting = of.acting.as_ref().filter(|_| is_party);
    if let Some(issuer) = acting.or(of.issuer.as_ref()) {
        first.push_str(&format!(" của {issuer}"));
    }
    if let Some(subject) = &of.subject {
        // A letter has no title: what it is about always stands behind "về việc".
        let opening =
            if opening.is_empty() && kind == "Công văn" { "về việc" } else { opening };
        let between = if opening.is_empty() { "" } else { " " };
        let subject = lowered(subject.trim_end_matches(['.', ' ']));
        first.push_str(&format!(" {opening}{between}{subject}"));
    }
    let missing = match (of.number.is_some(), of.date.is_some()) {
        (true, true) => "",
        (true, false) => " (bản chưa ghi ngày)",
        (false, true) => " (bản chưa ghi số)",
        (false, false) => " (bản chưa ghi số, ngày)",
    };
    first.push_str(missing);
    let later = match &of.number {
        Some(number) if is_party => format!("{kind} {number}"),
        Some(_) => named,
        None => first.clone(),
    };
    Quote { first, later }
}

/// `ngày 05 tháng 3 năm 2020`: days below 10 and the first two months with a zero.
fn in_words(day: &str) -> String {
    let said = date(Lang::Vi, day);
    let parts: Vec<&str> = said.split('/').collect();
    match parts.as_slice() {
        [day, month, year] => format!("ngày {day} tháng {month} năm {year}"),
        _ => format!("ngày {said}"),
    }
}

/// Within a sentence: without the capital of its head, unless the word has others (`UBND`).
fn lowered(text: &str) -> String {
    let word = text.split_whitespace().next().unwrap_or_default();
    if word.chars().skip(1).any(char::is_uppercase) {
        return text.to_owned();
    }
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::read;

    fn directive(kind: &str, number: Option<&str>, day: Option<&str>, system: System) -> Directive {
        Directive {
            kind_name: Some(kind.into()),
            number: number.map(str::to_owned),
            symbol: Some("UBND-NC".into()),
            date: day.map(str::to_owned),
            year: Some(2025),
            system: Some(system),
            ..read(&[])
        }
    }

    #[test]
    fn of_the_state() {
        let mut of =
            directive("Nghị định", Some("30/2020/NĐ-CP"), Some("2020-03-05"), System::State);
        of.issuer = Some("Chính phủ".into());
        of.subject = Some("Công tác văn thư".into());
        let quote = quote(&of, "về");
        assert_eq!(
            quote.first,
            "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
        );
        assert_eq!(quote.later, "Nghị định số 30/2020/NĐ-CP");
    }

    #[test]
    fn of_the_party() {
        let mut of = directive("Công văn", Some("453-CV/TU"), Some("2026-02-08"), System::Party);
        of.issuer = Some("Tỉnh ủy Hưng Yên".into());
        of.acting = Some("Ban Thường vụ Tỉnh ủy Hưng Yên".into());
        of.subject = Some("triển khai Kết luận số 27-KL/TW.".into());
        let quote = quote(&of, "");
        assert_eq!(
            quote.first,
            "Công văn số 453-CV/TU, ngày 08/02/2026 của Ban Thường vụ Tỉnh ủy Hưng Yên về việc \
             triển khai Kết luận số 27-KL/TW"
        );
        assert_eq!(quote.later, "Công văn 453-CV/TU");
    }

    #[test]
    fn what_is_blank_is_said() {
        let mut of = directive("Công văn", None, None, System::State);
        of.issuer = Some("UBND tỉnh Hưng Yên".into());
        let said = "Công văn số …/UBND-NC năm 2025 của UBND tỉnh Hưng Yên (bản chưa ghi số, ngày)";
        assert_eq!(quote(&of, "").first, said);
        assert_eq!(quote(&of, "").later, said);
        of.number = Some("12/UBND-NC".into());
        assert!(quote(&of, "").first.ends_with("Hưng Yên (bản chưa ghi ngày)"));
    }

    #[test]
    fn a_title_goes_on_in_the_sentence() {
        let mut of = directive("Kế hoạch", Some("7-KH/TU"), Some("2025-11-14"), System::Party);
        of.subject = Some("Triển khai thực hiện nghị quyết".into());
        let said = "Kế hoạch số 7-KH/TU, ngày 14/11/2025 triển khai thực hiện nghị quyết";
        assert_eq!(quote(&of, "").first, said);
        of.subject = Some("UBND xã họp".into());
        assert!(quote(&of, "về").first.ends_with(" về UBND xã họp"));
    }
}
