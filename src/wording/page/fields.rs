//! Names of the fields of a question.

use crate::search::field_label;
use crate::wording::Lang;

/// The name of a field, by its code: `Cơ quan ban hành`, `issuer`; the code itself of one that is none.
#[must_use]
pub fn field(lang: Lang, code: &str) -> String {
    match lang {
        Lang::Vi => super::super::sentence(field_label(code)),
        Lang::En => code.replace('-', " "),
    }
}
