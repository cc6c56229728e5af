//! A record on the terminal and in a spreadsheet.

use super::{Context, clean, table};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tracuu::document::{Encoding, PageStatus};
use tracuu::index::Published;
use tracuu::text::quality::Verdict;
use tracuu::wording as w;

/// Columns of a spreadsheet with one record a row.
pub(super) const CSV_HEAD: [&str; 22] = [
    "number",
    "date",
    "kind",
    "issuer",
    "acting",
    "subject",
    "signer",
    "addressees",
    "recipients",
    "secrecy",
    "urgency",
    "attachments",
    "deadlines",
    "pages",
    "origin",
    "quality",
    "warnings",
    "cites",
    "id",
    "path",
    "copies",
    "outcome",
];

/// A record as a row under [`CSV_HEAD`]; lists are joined by `; `.
pub(super) fn csv_row(context: &Context, record: &Published<'_>, outcome: &str) -> Vec<String> {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    let cites: Vec<&str> = record.citations.iter().map(|citation| citation.number).collect();
    let warnings: Vec<&str> =
        record.warnings.iter().map(|&warning| w::warning(context.lang, warning)).collect();
    let deadlines: Vec<&str> =
        record.deadlines.iter().map(|d| d.date.as_deref().unwrap_or(&d.text)).collect();
    vec![
        text(record.number.or(record.symbol)),
        text(record.date),
        text(record.kind_name.or(record.kind)),
        text(record.issuer),
        text(record.acting),
        text(record.subject),
        text(record.signer.and_then(|signer| signer.name.as_deref())),
        record.addressees.join("; "),
        record.recipients.join("; "),
        text(record.secrecy),
        text(record.urgency),
        record.attachments.join("; "),
        deadlines.join("; "),
        record.pages.to_string(),
        w::origin(context.lang, record.origin).to_owned(),
        record.quality.map(|quality| format!("{quality:.2}")).unwrap_or_default(),
        warnings.join("; "),
        cites.join("; "),
        record.id.to_string(),
        record.path.to_owned(),
        record.copies.join("; "),
        outcome.to_owned(),
    ]
}

/// Number and symbol, or that it has none.
pub(super) fn number(context: &Context, number: Option<&str>, symbol: Option<&str>) -> String {
    match (number, symbol) {
        (Some(number), _) => clean::line(number),
        (None, Some(symbol)) => {
            format!("…/{} {}", clean::line(symbol), w::UNNUMBERED.to(context.lang))
        }
        (None, None) => w::UNNUMBERED.to(context.lang).to_owned(),
    }
}

/// The date, or what is known of it.
pub(super) fn date(context: &Context, date: Option<&str>, year: Option<i16>) -> String {
    match (date, year) {
        (Some(date), _) => w::date(context.lang, date),
        (None, Some(year)) => format!("{year} {}", w::UNDATED.to(context.lang)),
        (None, None) => w::UNDATED.to(context.lang).to_owned(),
    }
}

/// A record as lines: name, value. `in_archive`: whether it is known what the archive holds.
pub(super) fn lines(context: &Context, record: &Published<'_>, in_archive: bool) -> Vec<String> {
    let lang = context.lang;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |word: w::Word, value: &str| {
        if !value.is_empty() {
            rows.push(vec![word.to(lang).to_owned(), clean::line(value)]);
        }
    };
    row(w::NUMBER, &number(context, record.number, record.symbol));
    row(w::DATE, &date(context, record.date, record.year));
    row(w::KIND, record.kind_name.or(record.kind).unwrap_or_default());
    row(w::ISSUER, record.issuer.unwrap_or_default());
    row(w::PARENT, record.parent.unwrap_or_default());
    row(
        w::ACTING,
        record.acting.filter(|acting| Some(*acting) != record.issuer).unwrap_or_default(),
    );
    row(w::PLACE, record.place.unwrap_or_default());
    row(w::SUBJECT, record.subject.unwrap_or_default());
    if let Some(signer) = record.signer {
        row(w::SIGNER, signer.name.as_deref().unwrap_or_default());
        row(w::CAPACITY, signer.capacity.as_deref().unwrap_or_default());
        row(w::TITLE, signer.title.as_deref().unwrap_or_default());
    }
    row(w::ADDRESSEES, &record.addressees.join("; "));
    row(w::RECIPIENTS, &record.recipients.join("; "));
    row(w::SECRECY, record.secrecy.unwrap_or_default());
    row(w::URGENCY, record.urgency.unwrap_or_default());
    row(w::CIRCULATION, &record.circulation.join("; "));
    if record.draft {
        row(w::DRAFT, context.word("có", "yes"));
    }
    row(w::ATTACHMENTS, &record.attachments.join("; "));
    if let Some(copy) = record.copy {
        let number = copy.number.as_deref().unwrap_or(&copy.kind);
        let date = copy.date.as_deref().map(|date| w::date(lang, date)).unwrap_or_default();
        row(w::COPY, &format!("{number} {date}"));
    }
    for superseding in &record.superseded_by {
        let by = &superseding.by;
        let number = number(context, by.number.as_deref(), by.symbol.as_deref());
        let date = date(context, by.date.as_deref(), by.year);
        let said = w::superseded(lang, superseding.relation);
        row(w::SUPERSEDED, &format!("{said} {number} · {date} [{}]", by.id));
    }
    for correction in record.corrections {
        let was = correction.was.as_deref().unwrap_or("–");
        let by = correction.said.by.as_deref().unwrap_or_default();
        let field = correction.field.name();
        let value = &correction.said.value;
        row(w::CORRECTED, &format!("{field}: {was} → {value} ({by} {})", correction.said.at));
    }
    row(w::FILE, record.path);
    for copy in record.copies {
        row(w::COPIES, copy);
    }
    row(w::SIZE, &w::bytes(lang, record.bytes));
    row(w::PAGES, &pages(context, record));
    // UTF-8 is what everybody expects.
    if let Some(encoding) = record.encoding.filter(|encoding| *encoding != Encoding::Utf8) {
        row(w::ENCODING, w::encoding(lang, encoding));
    }
    row(w::ORIGIN, w::origin(lang, record.origin));
    if let Some(quality) = record.quality {
        let by_page = by_page(record.page_quality);
        row(w::QUALITY, &format!("{quality:.2}{by_page}"));
    }
    for (verdict, pages) in poor(record) {
        let page = w::PAGE.to(lang).to_lowercase();
        row(w::POOR, &format!("{page} {}: {}", ranges(&pages), w::verdict(lang, verdict)));
    }
    for &warning in record.warnings {
        row(w::WARNINGS, w::warning(lang, warning));
    }
    row(w::ID, record.id.as_str());
    for citation in &record.citations {
        let mut text = String::new();
        if let Some(kind) = citation.kind_name {
            text.push_str(kind);
            text.push(' ');
        }
        text.push_str(citation.number);
        if let Some(date) = citation.date {
            text.push_str(" · ");
            text.push_str(&w::date(lang, date));
        }
        if let Some(issuer) = citation.issuer {
            text.push_str(" · ");
            text.push_str(issuer);
        }
        if in_archive {
            let held = if citation.held.is_some() { w::HELD } else { w::NOT_HELD };
            text.push_str(&format!(" ({})", held.to(lang)));
        }
        let relations: Vec<&str> =
            citation.relations.iter().map(|relation| w::relation(lang, *relation)).collect();
        row(w::CITES, &format!("{}: {text}", relations.join(", ")));
    }
    for deadline in record.deadlines {
        let due = deadline.date.as_deref().map(|date| w::due(lang, date));
        let due = due.unwrap_or_else(|| deadline.text.clone());
        let kind = w::deadline_kind(lang, deadline.relation);
        let (who, what) = (deadline.who.join("; "), &deadline.what);
        row(w::DEADLINES, &format!("{kind} {due} · {who} · {what}"));
    }
    table::columns(&rows, &[])
}

/// How many pages, and what became of those that were not simply read.
fn pages(context: &Context, record: &Published<'_>) -> String {
    let mut text = record.pages.to_string();
    let mut by_status: Vec<(PageStatus, Vec<u32>)> = Vec::new();
    for (page, &status) in (1u32..).zip(record.page_status) {
        if status == PageStatus::Text {
            continue;
        }
        match by_status.iter_mut().find(|(known, _)| *known == status) {
            Some((_, pages)) => pages.push(page),
            None => by_status.push((status, vec![page])),
        }
    }
    for (status, pages) in by_status {
        let status = w::page_status(context.lang, status);
        text.push_str(&format!(" · {}: {status}", ranges(&pages)));
    }
    text
}

/// ` · 1–12: ≥ 0.9, 13: ≥ 0.1`, in tenths, if there is more than one page to tell of.
fn by_page(quality: &[Option<f32>]) -> String {
    if quality.len() < 2 {
        return String::new();
    }
    let mut runs: BTreeMap<Reverse<u32>, Vec<u32>> = BTreeMap::new();
    for (page, quality) in (1..).zip(quality) {
        if let Some(quality) = quality {
            let tenth = ((quality * 10.0) as u32).min(9);
            runs.entry(Reverse(tenth)).or_default().push(page);
        }
    }
    let run = |(Reverse(tenth), pages): (Reverse<u32>, Vec<u32>)| {
        format!("{}: ≥ {}.{}", ranges(&pages), tenth / 10, tenth % 10)
    };
    let runs: Vec<String> = runs.into_iter().map(run).collect();
    if runs.is_empty() { String::new() } else { format!(" · {}", runs.join("; ")) }
}

/// The pages with poor passages, by what is wrong with them.
fn poor(record: &Published<'_>) -> BTreeMap<Verdict, Vec<u32>> {
    let mut poor: BTreeMap<Verdict, Vec<u32>> = BTreeMap::new();
    for passage in record.poor_passages {
        let pages = poor.entry(passage.verdict).or_default();
        if pages.last() != Some(&passage.page) {
            pages.push(passage.page);
        }
    }
    poor
}

/// `1–3, 7`
fn ranges(pages: &[u32]) -> String {
    let mut parts: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == page => *last = page,
            _ => parts.push((page, page)),
        }
    }
    let part = |(first, last): &(u32, u32)| {
        if first == last { first.to_string() } else { format!("{first}–{last}") }
    };
    parts.iter().map(part).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_pages_are_written_short() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1–3, 7, 9–10");
        assert_eq!(ranges(&[]), "");
    }

    #[test]
    fn quality_is_shown_by_page_in_tenths() {
        assert_eq!(by_page(&[Some(0.98)]), "");
        let pages = [Some(0.98), Some(0.996), None, Some(0.899), Some(0.04)];
        assert_eq!(by_page(&pages), " · 1–2: ≥ 0.9; 4: ≥ 0.8; 5: ≥ 0.0");
    }
}
