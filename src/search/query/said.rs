//! A question as it was understood, in words, in Vietnamese.

use crate::search::answer::ReadingPart;
use crate::search::field::Field;

/// The reading for people.
pub(super) fn in_words(parts: &[ReadingPart]) -> String {
    parts.iter().map(part).collect::<Vec<String>>().join("; ")
}

fn part(part: &ReadingPart) -> String {
    match part {
        ReadingPart::Words { text, synonyms } => {
            let widened = |synonym: &crate::search::answer::Synonym| {
                format!("{} = {}", synonym.typed, synonym.means.join(", "))
            };
            match synonyms.iter().map(widened).collect::<Vec<_>>().join("; ") {
                none if none.is_empty() => text.clone(),
                widened => format!("{text} ({widened})"),
            }
        }
        ReadingPart::Phrase { text } => format!("cụm từ “{text}”"),
        ReadingPart::Near { texts, words } => {
            let texts: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
            format!("{} cách nhau không quá {words} từ", texts.join(" và "))
        }
        ReadingPart::Number { text } => format!("số, ký hiệu {text}"),
        ReadingPart::Without { text } => format!("không có “{text}”"),
        ReadingPart::Either { options } => {
            let options: Vec<String> = options.iter().map(|option| in_words(option)).collect();
            format!("({})", options.join(" hoặc "))
        }
        ReadingPart::Field { field, value, .. } => {
            format!("{} {value}", field_label(field))
        }
    }
}

/// A field's name in running words, by its code.
#[must_use]
pub fn field_label(code: &str) -> &str {
    match Field::of_code(code) {
        Some(field) => name(field),
        None => code,
    }
}

/// A field's name in running words.
fn name(field: Field) -> &'static str {
    use crate::directive::Relation;
    match field {
        Field::Number => "số, ký hiệu",
        Field::Kind => "tên loại",
        Field::Issuer => "cơ quan ban hành",
        Field::Signer => "người ký",
        Field::Place => "địa danh",
        Field::Subject => "trích yếu có",
        Field::From | Field::To | Field::Date => "ngày ban hành",
        Field::Due => "thời hạn",
        Field::Task => "giao nhiệm vụ cho",
        Field::Secrecy => "độ mật",
        Field::Origin => "nguồn chữ",
        Field::Citing(relation) => match relation {
            Some(Relation::Implements) => "triển khai thực hiện",
            Some(Relation::BasedOn) => "căn cứ",
            Some(Relation::Replaces) => "thay thế",
            Some(Relation::Amends) => "sửa đổi, bổ sung",
            Some(Relation::Repeals) => "bãi bỏ",
            Some(Relation::Withdraws) => "thu hồi",
            Some(Relation::Guides) => "hướng dẫn",
            Some(Relation::RepliesTo) => "trả lời",
            _ => "viện dẫn",
        },
    }
}
