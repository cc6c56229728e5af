//! The fields of a question: their names in Vietnamese (with or without marks) and English, and the
//! values that are rows of words.

use super::days::days;
use crate::directive::Relation;
use crate::directive::kind::{self, Kind};
use crate::directive::query::length_of_body;
use crate::text::fold::fold;

/// What a field asks of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// Số, ký hiệu.
    Number,
    /// Tên loại.
    Kind,
    /// Cơ quan ban hành.
    Issuer,
    /// Người ký.
    Signer,
    /// Địa danh.
    Place,
    /// Trích yếu.
    Subject,
    /// The first day.
    From,
    /// The last day.
    To,
    /// The day, month, year, or stretch of them.
    Date,
    /// When a task falls due.
    Due,
    /// Who has a task.
    Task,
    /// What it cites, and what it does with it, where that is asked.
    Citing(Option<Relation>),
    /// Độ mật.
    Secrecy,
    /// How its text came to be.
    Origin,
}

/// Codes, and names, folded; the first name is the one that is written for people, in
/// [`Field::name`].
const FIELDS: [(Field, &str, &str, &[&str]); 22] = [
    (Field::Number, "number", "số", &["so", "sokyhieu", "number"]),
    (Field::Kind, "kind", "loại", &["loai", "tenloai", "kind"]),
    (Field::Issuer, "issuer", "cơquan", &["coquan", "banhanh", "coquanbanhanh", "issuer"]),
    (Field::Signer, "signer", "ký", &["ky", "nguoiky", "signer"]),
    (Field::Place, "place", "nơi", &["noi", "diadanh", "place"]),
    (Field::Subject, "subject", "tríchyếu", &["trichyeu", "subject"]),
    (Field::From, "from", "từ", &["tu", "tungay", "from"]),
    (Field::To, "to", "đến", &["den", "denngay", "to"]),
    (Field::Date, "date", "ngày", &["ngay", "nam", "thang", "date", "year"]),
    (Field::Due, "due", "hạn", &["han", "thoihan", "due", "deadline"]),
    (Field::Task, "task", "giao", &["giao", "nhiemvu", "task", "who"]),
    (Field::Citing(None), "citing", "việndẫn", &["viendan", "citing", "cites"]),
    (
        Field::Citing(Some(Relation::Implements)),
        "implements",
        "thựchiện",
        &["thuchien", "trienkhai", "implements"],
    ),
    (Field::Citing(Some(Relation::BasedOn)), "based-on", "căncứ", &["cancu", "basedon"]),
    (Field::Citing(Some(Relation::Replaces)), "replaces", "thaythế", &["thaythe", "replaces"]),
    (Field::Citing(Some(Relation::Amends)), "amends", "sửađổi", &["suadoi", "amends"]),
    (Field::Citing(Some(Relation::Repeals)), "repeals", "bãibỏ", &["baibo", "repeals"]),
    (Field::Citing(Some(Relation::Guides)), "guides", "hướngdẫn", &["huongdan", "guides"]),
    (
        Field::Citing(Some(Relation::RepliesTo)),
        "replies-to",
        "trảlời",
        &["traloi", "phucdap", "repliesto"],
    ),
    (Field::Secrecy, "secrecy", "mật", &["mat", "domat", "secrecy"]),
    (Field::Origin, "origin", "nguồn", &["nguon", "origin"]),
    (Field::Citing(Some(Relation::Withdraws)), "withdraws", "thuhồi", &["thuhoi", "withdraws"]),
];

impl Field {
    /// The field with this name, in any case, with or without marks.
    pub(crate) fn named(name: &str) -> Option<Self> {
        let folded = fold(name);
        let has = |names: &&[&str]| names.contains(&folded.as_str());
        FIELDS.iter().find(|(_, _, _, names)| has(names)).map(|(field, ..)| *field)
    }

    /// The code that answers name it by.
    pub(crate) fn code(self) -> &'static str {
        self.entry().map_or("", |(_, code, ..)| code)
    }

    /// The name that people type.
    pub(crate) fn name(self) -> &'static str {
        self.entry().map_or("", |(_, _, name, _)| name)
    }

    /// The field with this code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        FIELDS.iter().find(|(_, of, ..)| *of == code).map(|(field, ..)| *field)
    }

    fn entry(self) -> Option<&'static (Self, &'static str, &'static str, &'static [&'static str])> {
        FIELDS.iter().find(|(field, ..)| *field == self)
    }
}

/// The names of all fields, as people type them.
#[must_use]
pub fn field_names() -> Vec<&'static str> {
    FIELDS.iter().map(|(field, ..)| field.name()).collect()
}

/// Whether a value asks for those that have none: `số:trống`.
pub(crate) fn is_none(value: &str) -> bool {
    matches!(
        fold(value.trim()).as_str(),
        "trong" | "khong" | "chuaco" | "none" | "chua co" | "chua ghi"
    )
}

/// The kinds that a value names: by name, or by abbreviation (`tt` is Thông tư or Thông tri).
pub(crate) fn kinds_named(value: &str) -> Vec<&'static Kind> {
    match kind::of_name(value) {
        Some(kind) => vec![kind],
        None => kind::all_of_letters(value).to_vec(),
    }
}

/// The bytes of the words at the beginning of a text that are the value of a field; `None` for the first
/// word alone.
pub(crate) fn length_of_value(field: Field, text: &str) -> Option<usize> {
    match field {
        Field::Kind => longest(text, 6, |name| !kinds_named(name).is_empty()),
        Field::From | Field::To | Field::Date | Field::Due => {
            longest(text, 10, |value| days(value).is_some())
        }
        Field::Issuer | Field::Task => length_of_body(text).or_else(|| capitals(text)),
        Field::Signer | Field::Place => capitals(text),
        _ => None,
    }
}

/// The bytes of the longest row of words, of up to `most`, that is one.
fn longest(text: &str, most: usize, is: impl Fn(&str) -> bool) -> Option<usize> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(end, _)| end);
    let ends = spaces.chain(std::iter::once(text.len()));
    ends.take(most).filter(|&end| text.get(..end).is_some_and(|value| is(value.trim()))).last()
}

/// The bytes of the words that begin with a capital: `Nguyễn Văn An`.
fn capitals(text: &str) -> Option<usize> {
    const MOST: usize = 8;
    let mut end = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace).take(MOST) {
        if !word.starts_with(char::is_uppercase) {
            break;
        }
        end = Some(at + word.trim_end().len());
        at += word.len();
    }
    end
}
