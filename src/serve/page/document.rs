//! `/documents/{id}`: the original or its text with the hits marked, the record at its side.

use super::leaf::{Pictures, Side, View};
use super::look::{Address, Look, Looks};
use super::panel::{
    Cited, CitedBy, Field, Leaf, Warned, cited, cited_by, fields, marked, quoted, warnings,
};
use super::sheet::{Sheet, Sheets, Spot, Wish};
use super::{Frame, encoded, rendered};
use crate::directive::field;
use crate::error::Result;
use crate::index::{Record, Snapshot, Stored};
use crate::search;
use crate::serve::hits::Hits;
use crate::serve::parameters::{self, Parameters};
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::visit::Visit;
use crate::serve::{api, shown, words};
use crate::text::restore::is_unmarked;
use crate::wording::Quote;
use crate::wording::page::labels;
use askama::Template;
use axum::extract;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use std::sync::Arc;

/// The fields that an address may name.
const FIELDS: &str = "number, kind, date, issuer, parent, acting, place, subject, signer, capacity, \
                      title, addressees, recipients, secrecy, urgency, draft";
/// Pages and hits that an address may name.
const MOST: usize = 1_000_000;

/// The document page.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    extract::Path(id): extract::Path<String>,
    visit: Visit,
    given: Parameters,
) -> Result<Response, Problem> {
    let id = parameters::id(&id)?;
    let query = given.text("q").unwrap_or_default().to_owned();
    let number = |name| -> Result<Option<u32>, Problem> {
        Ok(given.number(name, 1..=MOST)?.and_then(|number| u32::try_from(number).ok()))
    };
    let (is_raw, with_marks) = (given.flag("raw")?, given.flag("marks")?);
    let wish = Wish { page: number("page")?, part: number("part")?, hit: number("hit")? };
    let view = View::new(&given)?;
    let field = given.one_of("field", FIELDS, field::Field::of_name)?;
    let snapshot = state.snapshot()?;
    let found = {
        let snapshot = snapshot.clone();
        state.gate().run(move || api::stored(&snapshot, &id)).await?
    };
    let is_image = found.record.has_pictures && view.side != Side::Text;
    let words = if is_image {
        Some(state.leaves().words(Arc::new(found.record.clone())).await)
    } else {
        None
    };
    // What is not there for the moment is not to be kept by a browser as if it never were.
    let is_whole = words.as_ref().is_none_or(Result::is_ok);
    let folder = state.folder().to_owned();
    let made = state.gate().run(move || {
        let mut stored = found;
        let is_restored = stored.guesses.iter().any(|guesses| !guesses.is_empty());
        let is_unmarked = stored.pages().any(is_unmarked);
        let look = Look::new(visit.lang, view, words, &stored.record, &folder);
        let is_text = look.has_text();
        if is_raw && is_text {
            stored.guesses.clear();
        }
        if with_marks && is_text {
            stored.add_marks();
        }
        let id = stored.record.id.clone();
        let asked = Asked { query: &query, field, wish };
        let mut page = Page::new(&visit, &snapshot, &stored, asked, &look)?;
        let kept = look.view.kept(stored.record.has_pictures);
        let here = format!("/documents/{id}?{kept}q={}", encoded(&query));
        page.restored = (is_restored && is_text).then(|| Restored {
            is_raw,
            other: if is_raw { here.clone() } else { format!("{here}&raw=1") },
        });
        page.unmarked = (is_unmarked && is_text).then(|| Unmarked {
            with_marks,
            other: if with_marks { here } else { format!("{here}&marks=1") },
        });
        Ok(page)
    });
    let mut response = rendered(&made.await?);
    if !is_whole {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    frame: Frame,
    id: String,
    /// Back to the answer.
    back: Option<String>,
    /// `12 Công văn …`
    number: Option<String>,
    kind: Option<String>,
    date: String,
    issuer: Option<String>,
    title: String,
    /// How others name it.
    quote: Quote,
    /// The address of what is looked at.
    here: String,
    /// That of a page, but for the page.
    page_base: String,
    /// How the question matched, if it did.
    how: Option<String>,
    /// A question was asked that matches nowhere in this text.
    is_unmatched: bool,
    /// Whether words of it are restored by guess.
    restored: Option<Restored>,
    /// Whether pages of it have no marks.
    unmarked: Option<Unmarked>,
    warnings: Vec<Warned>,
    fields: Vec<Field>,
    citations: Vec<Cited>,
    cited_by: Option<CitedBy>,
    text: Sheets,
    pages: u32,
    hit_before: Option<String>,
    hit_behind: Option<String>,
    before: Option<String>,
    behind: Option<String>,
    contents: Vec<Leaf>,
    /// The ways to look at it; `None` for a text file.
    looks: Option<Looks>,
    /// The original, if that is what is shown.
    pictures: Option<Pictures>,
    /// The text stands beside it.
    has_both: bool,
}

/// What a reader wants of a directive.
#[derive(Clone, Copy)]
struct Asked<'a> {
    query: &'a str,
    /// The field whose place is marked, and not what the question matches.
    field: Option<field::Field>,
    wish: Wish,
}

/// A text that is restored in part, and the way from one form of it to the other.
struct Restored {
    /// Shown as it was read.
    is_raw: bool,
    other: String,
}

/// A text of which pages have no marks, and the way from one form of it to the other.
struct Unmarked {
    /// Shown with marks.
    with_marks: bool,
    other: String,
}

impl Page {
    fn new(
        visit: &Visit,
        snapshot: &Snapshot,
        stored: &Stored,
        asked: Asked<'_>,
        look: &Look,
    ) -> Result<Self> {
        let (lang, say) = (visit.lang, labels(visit.lang));
        let record = &stored.record;
        let Asked { query, field, wish } = asked;
        let (matched, hits) = match field {
            // What is not printed so has no place.
            Some(field) => (None, marked(stored, field).unwrap_or_default()),
            None if query.trim().is_empty() => (None, Hits::default()),
            None => {
                let (matched, marks) = search::highlight(stored, query);
                (matched, Hits::new(&marks))
            }
        };
        let text = Sheets::new(stored, &hits, wish);
        let own = &record.directive;
        let number = words::number(own.number.as_deref(), own.symbol.as_deref());
        let title = match (&own.subject, &number) {
            (Some(subject), _) => words::sentence(&shown::line(subject)),
            (None, Some(number)) if own.number.is_some() => number.clone(),
            _ => shown::file_name(&record.path),
        };
        let view = look.view;
        let kept = view.kept(record.has_pictures);
        let address = Address { id: record.id.as_str(), query, kept: &kept, field };
        let text_of =
            |page| Address { kept: "view=text&", ..address }.at(&format!("page={page}"), "here");
        let pictures = look.has_pictures().then(|| {
            let wish = (wish, view.zoom);
            Pictures::new(stored, &hits, text.current, wish, look.words(), text_of)
        });
        let before = match &pictures {
            Some(pictures) => pictures.before.map(|page| Spot { page, part: 1 }),
            None => text.before,
        };
        let behind = match &pictures {
            Some(pictures) => pictures.behind.map(|page| Spot { page, part: 1 }),
            None => text.behind,
        };
        let unmarked = Address { field: None, ..address };
        let at_hit = |hit: u32| address.at(&format!("hit={hit}"), &format!("hit-{hit}"));
        let current = text.current;
        Ok(Self {
            frame: Frame::new(
                visit,
                format!("{} – {}", number.as_ref().unwrap_or(&title), say.brand),
                query,
            ),
            id: record.id.to_string(),
            back: (!query.trim().is_empty()).then(|| format!("/?q={}", encoded(query))),
            kind: own.kind_name.as_deref().map(shown::line),
            date: words::date(lang, own.date.as_deref(), own.year, own.number.is_some()),
            issuer: own.issuer.as_deref().map(shown::line),
            title,
            quote: quoted(stored),
            here: if current > 0 { at_hit(current) } else { address.at("", "main") },
            page_base: unmarked.at("page=", ""),
            how: match field {
                Some(_) => Some(say.read_at.to_owned()),
                None => matched.map(|matched| words::matched(lang, matched, false)),
            },
            is_unmatched: !query.trim().is_empty() && text.hits == 0 && field.is_none(),
            restored: None,
            unmarked: None,
            warnings: warnings(lang, snapshot, record)?,
            fields: fields(lang, stored, unmarked),
            citations: cited(lang, snapshot, record, unmarked)?,
            cited_by: cited_by(lang, snapshot, record)?,
            pages: record.pages,
            hit_before: (current > 1).then(|| at_hit(current - 1)),
            hit_behind: (current < text.hits).then(|| at_hit(current + 1)),
            before: before.map(|spot| address.spot(spot)),
            behind: behind.map(|spot| address.spot(spot)),
            contents: contents(&text, pictures.as_ref(), record, &unmarked),
            looks: record.has_pictures.then(|| Looks::new(address, wish, current, look)),
            has_both: pictures.is_some() && look.has_text(),
            pictures,
            number,
            text,
        })
    }
}

impl Page {
    /// What is shown of the text of a page.
    fn text_of(&self, page: &u32) -> impl Iterator<Item = &Sheet> {
        self.text.sheets.iter().filter(move |sheet| sheet.page == *page)
    }

    /// The address of a page of it.
    fn permalink(&self, page: &u32) -> String {
        // The base ends with the mark of an anchor.
        format!("{}{page}#page-{page}", self.page_base.trim_end_matches('#'))
    }
}

/// Links to pages: all of them, or of a long document the first, the last, and those around.
fn contents(
    text: &Sheets,
    pictures: Option<&Pictures>,
    record: &Record,
    address: &Address<'_>,
) -> Vec<Leaf> {
    const AROUND: u32 = 12;
    let shown: Vec<u32> = match pictures {
        Some(pictures) => pictures.leaves.iter().map(|leaf| leaf.page).collect(),
        None => text.sheets.iter().map(|sheet: &Sheet| sheet.page).collect(),
    };
    let first = shown.first().copied().unwrap_or(1);
    let last = shown.last().copied().unwrap_or(1);
    let is_near = |page: u32| {
        record.pages <= 2 * AROUND
            || page == 1
            || page == record.pages
            || (page + 1 >= first && page <= last.min(first + AROUND) + 1)
    };
    let pages = (1..=record.pages).filter(|page| is_near(*page));
    pages.map(|page| Leaf { page, href: address.page(page) }).collect()
}
