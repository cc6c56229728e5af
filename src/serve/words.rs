//! The catalogue's words as the page sets them: safe to show, with a capital where a line begins.

use super::shown;
use crate::document::{Encoding, Format, Origin, Outcome, PageStatus, Warning};
use crate::search::{Advice, Match};
use crate::text::quality::Verdict;
use crate::wording::{self, Lang};

pub(crate) use crate::wording::sentence;

/// `1.204`.
pub(crate) fn count(lang: Lang, number: impl Into<u64>) -> String {
    wording::count(lang, number.into())
}

/// How a directive matched. `any_word` says that not even all the words were found.
pub(crate) fn matched(lang: Lang, how: Match, any_word: bool) -> String {
    let said =
        if any_word { wording::page::any_word(lang, how) } else { wording::matched(lang, how) };
    sentence(said)
}

/// What the bytes of a text file were.
pub(crate) fn encoding(lang: Lang, encoding: Encoding) -> String {
    sentence(wording::encoding(lang, encoding))
}

/// How a text came to be.
pub(crate) fn origin(lang: Lang, origin: Origin) -> String {
    sentence(wording::origin(lang, origin))
}

/// What a reader of a record should know.
pub(crate) fn warning(lang: Lang, warning: Warning) -> String {
    sentence(wording::warning(lang, warning))
}

/// What could not be taken as typed.
pub(crate) fn advice(lang: Lang, advice: &Advice) -> String {
    shown::line(&wording::advice(lang, advice))
}

/// A group of files in the state of the archive, by the code of the outcome.
pub(crate) fn outcome_group(lang: Lang, code: &str) -> String {
    sentence(wording::outcome_of_code(lang, code))
}

/// What became of a page, as the head of a row.
pub(crate) fn page(lang: Lang, status: PageStatus) -> String {
    sentence(wording::page_status(lang, status))
}

/// What became of one file, in full.
pub(crate) fn outcome(lang: Lang, outcome: &Outcome) -> String {
    sentence(&shown::line(&wording::outcome(lang, outcome)))
}

/// How well a text can be read.
pub(crate) fn quality(lang: Lang, verdict: Verdict) -> &'static str {
    wording::verdict(lang, verdict)
}

/// What a file is.
pub(crate) fn format(lang: Lang, format: Format) -> &'static str {
    match (format, lang) {
        (Format::Txt, Lang::Vi) => "Văn bản thô (TXT)",
        (Format::Txt, Lang::En) => "Plain text (TXT)",
        (Format::Pdf, _) => "PDF",
        (Format::Docx, _) => "Word (DOCX)",
        (Format::Doc, _) => "Word 97–2003 (DOC)",
        (Format::Rtf, _) => "Rich Text (RTF)",
        (Format::Odt, _) => "OpenDocument (ODT)",
        (Format::Html, Lang::Vi) => "Trang web (HTML)",
        (Format::Html, Lang::En) => "Web page (HTML)",
    }
}

/// A number, or its symbol behind the place of one that is blank.
pub(crate) fn number(number: Option<&str>, symbol: Option<&str>) -> Option<String> {
    wording::number(number, symbol).map(|number| shown::line(&number))
}

/// A date, or a year alone, in the form of the language.
pub(crate) fn day(lang: Lang, iso: &str) -> String {
    shown::line(&wording::date(lang, iso))
}

/// The date of a directive, or what is known of it.
pub(crate) fn date(lang: Lang, date: Option<&str>, year: Option<i16>, is_numbered: bool) -> String {
    shown::line(&wording::page::day_of(lang, date, year, is_numbered))
}
