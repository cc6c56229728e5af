//! The fields of a record that a person may correct, by name.
//!
//! In: a field's name and a text. Out: the record with that value. Values are checked as they are read
//! from documents: a number must be a number, a date a day of the calendar.

use super::number::Number;
use super::{Directive, Signer, kind};
use crate::text::fold::fold;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A field of a record.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// Số, ký hiệu.
    Number,
    /// Tên loại.
    Kind,
    /// Ngày ban hành.
    Date,
    /// Cơ quan ban hành.
    Issuer,
    /// Cơ quan chủ quản.
    Parent,
    /// Thay mặt.
    Acting,
    /// Địa danh.
    Place,
    /// Trích yếu.
    Subject,
    /// Người ký.
    Signer,
    /// Quyền hạn ký.
    Capacity,
    /// Chức vụ.
    Title,
    /// Kính gửi.
    Addressees,
    /// Nơi nhận.
    Recipients,
    /// Độ mật.
    Secrecy,
    /// Mức độ khẩn.
    Urgency,
    /// Dự thảo.
    Draft,
}

/// Names of fields: as in the JSON of a record, then in Vietnamese, folded.
const NAMES: [(Field, &str, &str); 16] = [
    (Field::Number, "number", "so"),
    (Field::Kind, "kind", "loai"),
    (Field::Date, "date", "ngay"),
    (Field::Issuer, "issuer", "coquan"),
    (Field::Parent, "parent", "chuquan"),
    (Field::Acting, "acting", "thaymat"),
    (Field::Place, "place", "diadanh"),
    (Field::Subject, "subject", "trichyeu"),
    (Field::Signer, "signer", "nguoiky"),
    (Field::Capacity, "capacity", "quyenhan"),
    (Field::Title, "title", "chucvu"),
    (Field::Addressees, "addressees", "kinhgui"),
    (Field::Recipients, "recipients", "noinhan"),
    (Field::Secrecy, "secrecy", "domat"),
    (Field::Urgency, "urgency", "dokhan"),
    (Field::Draft, "draft", "duthao"),
];

/// A value that a field cannot have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongValue {
    /// No number.
    #[error("{0:?} is no number and symbol, such as 453-CV/TU")]
    Number(String),
    /// No day.
    #[error("{0:?} is no day, such as 2026-05-08 or 08/5/2026")]
    Date(String),
    /// No kind of the table.
    #[error("{0:?} is no kind of document, such as Công văn or CV")]
    Kind(String),
    /// None of the levels that there are.
    #[error("{0:?} is none of: {1}")]
    Level(String, &'static str),
    /// Neither yes nor no.
    #[error("{0:?} is neither true nor false")]
    Flag(String),
}

const SECRECY: [&str; 3] = ["Mật", "Tối mật", "Tuyệt mật"];
const URGENCY: [&str; 3] = ["Khẩn", "Thượng khẩn", "Hỏa tốc"];

impl Field {
    /// All of them, in the order of a record.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.into_iter().map(|(field, ..)| field)
    }

    /// The field with this name, in English or Vietnamese, with or without marks.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name: String = fold(name).chars().filter(|c| c.is_alphanumeric()).collect();
        NAMES.into_iter().find(|(_, en, vi)| *en == name || *vi == name).map(|(field, ..)| field)
    }

    /// The field with this name in JSON.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        NAMES.into_iter().find(|(_, own, _)| *own == name).map(|(field, ..)| field)
    }

    /// Its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        NAMES.into_iter().find(|(field, ..)| *field == self).map_or("", |(_, name, _)| name)
    }

    /// The value that a record has; lists are joined by `; `.
    #[must_use]
    pub fn of(self, directive: &Directive) -> Option<String> {
        let signer = directive.signer.as_ref();
        let list = |items: &[String]| Some(items.join("; ")).filter(|text| !text.is_empty());
        match self {
            Self::Number => directive.number.clone(),
            Self::Kind => directive.kind_name.clone(),
            Self::Date => directive.date.clone(),
            Self::Issuer => directive.issuer.clone(),
            Self::Parent => directive.parent.clone(),
            Self::Acting => directive.acting.clone(),
            Self::Place => directive.place.clone(),
            Self::Subject => directive.subject.clone(),
            Self::Signer => signer.and_then(|signer| signer.name.clone()),
            Self::Capacity => signer.and_then(|signer| signer.capacity.clone()),
            Self::Title => signer.and_then(|signer| signer.title.clone()),
            Self::Addressees => list(&directive.addressees),
            Self::Recipients => list(&directive.recipients),
            Self::Secrecy => directive.secrecy.clone(),
            Self::Urgency => directive.urgency.clone(),
            Self::Draft => directive.draft.then(|| "true".to_owned()),
        }
    }

    /// Gives a record this value; an empty one says that the document has none.
    ///
    /// # Errors
    /// [`WrongValue`]; the record is as it was.
    pub fn set(self, directive: &mut Directive, value: &str) -> Result<(), WrongValue> {
        let text = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let some = Some(text.clone()).filter(|text| !text.is_empty());
        let list = || text.split(';').map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        match self {
            Self::Number => return set_number(directive, some.as_deref()),
            Self::Kind => return set_kind(directive, some.as_deref()),
            Self::Date => return set_date(directive, some.as_deref()),
            Self::Issuer => directive.issuer = some,
            Self::Parent => directive.parent = some,
            Self::Acting => directive.acting = some,
            Self::Place => directive.place = some,
            Self::Subject => directive.subject = some,
            Self::Signer => signer(directive).name = some,
            Self::Capacity => signer(directive).capacity = some,
            Self::Title => signer(directive).title = some,
            Self::Addressees => directive.addressees = list().collect(),
            Self::Recipients => directive.recipients = list().collect(),
            Self::Secrecy => directive.secrecy = level(some, &SECRECY, "Mật, Tối mật, Tuyệt mật")?,
            Self::Urgency => {
                directive.urgency = level(some, &URGENCY, "Khẩn, Thượng khẩn, Hỏa tốc")?;
            }
            Self::Draft => {
                directive.draft = match fold(&text).as_str() {
                    "true" | "co" | "yes" | "1" => true,
                    "false" | "khong" | "no" | "0" | "" => false,
                    _ => return Err(WrongValue::Flag(value.into())),
                };
            }
        }
        if directive.signer.as_ref() == Some(&Signer::default()) {
            directive.signer = None;
        }
        Ok(())
    }
}

fn signer(directive: &mut Directive) -> &mut Signer {
    directive.signer.get_or_insert_default()
}

fn level(
    value: Option<String>,
    levels: &[&str],
    said: &'static str,
) -> Result<Option<String>, WrongValue> {
    let Some(value) = value else { return Ok(None) };
    let known = levels.iter().find(|level| fold(level) == fold(&value));
    known.map(|level| Some((*level).to_owned())).ok_or(WrongValue::Level(value, said))
}

fn set_number(directive: &mut Directive, value: Option<&str>) -> Result<(), WrongValue> {
    let wrong = |value: &str| WrongValue::Number(value.into());
    let number = value.map(|v| Number::parse(v).ok_or_else(|| wrong(v))).transpose()?;
    directive.number_span = None;
    if let Some(number) = &number {
        directive.symbol = Some(number.symbol().to_string());
        directive.kind =
            number.symbol().kind_letters().map(str::to_owned).or(directive.kind.take());
    }
    directive.number = number.map(|number| number.to_string());
    Ok(())
}

fn set_kind(directive: &mut Directive, value: Option<&str>) -> Result<(), WrongValue> {
    let Some(value) = value else {
        (directive.kind, directive.kind_name) = (None, None);
        return Ok(());
    };
    let of_letters = || kind::of_letters(value, kind::System::Both);
    let kind = kind::of_name(value).or_else(of_letters);
    let kind = kind.ok_or_else(|| WrongValue::Kind(value.into()))?;
    directive.kind_name = Some(kind.name.clone());
    if directive.symbol.is_none() {
        directive.kind = Some(kind.abbreviation().to_owned());
    }
    Ok(())
}

fn set_date(directive: &mut Directive, value: Option<&str>) -> Result<(), WrongValue> {
    let Some(value) = value else {
        directive.date = None;
        return Ok(());
    };
    let of_parts = || {
        let mut parts = value.split(['/', '.', '-']);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && year.len() == 4;
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        whole.then_some(date)
    };
    let date = value.parse::<Date>().ok().or_else(of_parts);
    let date = date.ok_or_else(|| WrongValue::Date(value.into()))?;
    (directive.date, directive.year) = (Some(date.to_string()), Some(date.year()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for (field, en, vi) in NAMES {
            assert_eq!(Field::parse(en), Some(field));
            assert_eq!(Field::parse(vi), Some(field));
            assert_eq!(field.name(), en);
            assert_eq!(Field::of_name(en), Some(field));
        }
        assert_eq!(Field::parse("Trích yếu"), Some(Field::Subject));
        assert_eq!(Field::parse("màu"), None);
    }

    #[test]
    fn values_are_set_and_read_back() {
        for (field, value, kept) in [
            (Field::Number, "453 - cv/tu", "453-CV/TU"),
            (Field::Kind, "cong van", "Công văn"),
            (Field::Date, "08/5/2026", "2026-05-08"),
            (Field::Date, "2026-05-08", "2026-05-08"),
            (Field::Subject, " về   việc ", "về việc"),
            (Field::Signer, "Vũ Thị Mai", "Vũ Thị Mai"),
            (Field::Recipients, "Như trên; Lưu: VT", "Như trên; Lưu: VT"),
            (Field::Secrecy, "toi mat", "Tối mật"),
            (Field::Draft, "có", "true"),
        ] {
            let mut directive = Directive::default();
            field.set(&mut directive, value).unwrap();
            assert_eq!(field.of(&directive).as_deref(), Some(kept), "{field:?}");
            field.set(&mut directive, "").unwrap();
            assert_eq!(field.of(&directive), None, "{field:?}");
        }
    }

    #[test]
    fn wrong_values_change_nothing() {
        for (field, value) in [
            (Field::Number, "không số"),
            (Field::Date, "31/2/2026"),
            (Field::Kind, "Bài thơ"),
            (Field::Secrecy, "hơi mật"),
            (Field::Draft, "có thể"),
        ] {
            let mut directive = Directive::default();
            assert!(field.set(&mut directive, value).is_err(), "{field:?}");
            assert_eq!(directive, Directive::default());
        }
    }
}
