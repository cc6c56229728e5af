//! `/documents/{id}`: the original or its text with the hits marked, the record at its side.

use super::leaf::{Pictures, View};
use super::look::{Address, Look, Looks};
use super::sheet::{Sheet, Sheets, Spot, Wish};
use super::{Frame, encoded, rendered};
use crate::directive::deadline::Deadline;
use crate::directive::{Citation, Relation};
use crate::document::{Encoding, Format};
use crate::error::Result;
use crate::index::{Card, Record, Snapshot, Stored, held, superseding};
use crate::search;
use crate::serve::hits::Hits;
use crate::serve::parameters::{self, Parameters};
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::{api, shown, words};
use crate::text::quality::{GOOD, Verdict};
use crate::text::restore::is_unmarked;
use crate::wording::{self, Lang};
use askama::Template;
use axum::extract;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use axum::response::Response;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Pages and hits that an address may name.
const MOST: usize = 1_000_000;

/// The document page.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    extract::Path(id): extract::Path<String>,
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
    let snapshot = state.snapshot()?;
    let found = {
        let snapshot = snapshot.clone();
        state.gate().run(move || api::stored(&snapshot, &id)).await?
    };
    let is_image = found.record.format == Format::Pdf && !view.is_text;
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
        let look = Look::new(view, words, &stored.record, &folder);
        let is_text = look.is_text();
        if is_raw && is_text {
            stored.guesses.clear();
        }
        if with_marks && is_text {
            stored.add_marks();
        }
        let id = stored.record.id.clone();
        let mut page = Page::new(&snapshot, &stored, &query, wish, &look)?;
        let kept = look.view.kept(stored.record.format);
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
    /// How the question matched, if it did.
    how: Option<&'static str>,
    /// A question was asked that matches nowhere in this text.
    is_unmatched: bool,
    /// Whether words of it are restored by guess.
    restored: Option<Restored>,
    /// Whether pages of it have no marks.
    unmarked: Option<Unmarked>,
    warnings: Vec<String>,
    fields: Vec<Field>,
    citations: Vec<Cited>,
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
}

/// A field of the record, with one value or several.
struct Field {
    label: &'static str,
    values: Vec<String>,
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

/// A link to a page.
struct Leaf {
    page: u32,
    href: String,
}

struct Cited {
    number: String,
    kind: Option<String>,
    /// `14/11/2025, Ban Chỉ đạo Trung ương`.
    more: String,
    /// To a search for its number.
    href: String,
    /// To the directives themselves, where the archive holds them.
    held: Vec<String>,
    /// To the places that mention it.
    pages: Vec<Leaf>,
}

impl Page {
    fn new(
        snapshot: &Snapshot,
        stored: &Stored,
        query: &str,
        wish: Wish,
        look: &Look,
    ) -> Result<Self> {
        let record = &stored.record;
        let (matched, marks) = if query.trim().is_empty() {
            (None, Vec::new())
        } else {
            search::highlight(stored, query)
        };
        let hits = Hits::new(&marks);
        let text = Sheets::new(stored, &hits, wish);
        let own = &record.directive;
        let blank = own.symbol.as_ref().map(|symbol| format!("…/{}", shown::line(symbol)));
        let number = own.number.as_deref().map(shown::line).or(blank);
        let title = match (&own.subject, &number) {
            (Some(subject), _) => words::sentence(&shown::line(subject)),
            (None, Some(number)) if own.number.is_some() => number.clone(),
            _ => shown::file_name(&record.path),
        };
        let view = look.view;
        let kept = view.kept(record.format);
        let address = Address { id: record.id.as_str(), query, kept: &kept };
        let text_of =
            |page| Address { kept: "view=text&", ..address }.at(&format!("page={page}"), "here");
        let pictures = (!look.is_text()).then(|| {
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
        let citations = own
            .citations
            .iter()
            .map(|citation| Cited::new(snapshot, citation, address))
            .collect::<Result<_>>()?;
        let at_hit = |hit: u32| address.at(&format!("hit={hit}"), &format!("hit-{hit}"));
        let current = text.current;
        Ok(Self {
            frame: Frame::new(format!("{} – tra cứu", number.as_ref().unwrap_or(&title)), query),
            id: record.id.to_string(),
            back: (!query.trim().is_empty()).then(|| format!("/?q={}", encoded(query))),
            kind: own.kind_name.as_deref().map(shown::line),
            date: words::date(own.date.as_deref(), own.year, own.number.is_some()),
            issuer: own.issuer.as_deref().map(shown::line),
            title,
            how: matched.map(|matched| words::matched(matched, false)),
            is_unmatched: !query.trim().is_empty() && text.hits == 0,
            restored: None,
            unmarked: None,
            warnings: warnings(snapshot, record)?,
            fields: fields(stored),
            citations,
            pages: record.pages,
            hit_before: (current > 1).then(|| at_hit(current - 1)),
            hit_behind: (current < text.hits).then(|| at_hit(current + 1)),
            before: before.map(|spot| address.spot(spot)),
            behind: behind.map(|spot| address.spot(spot)),
            contents: contents(&text, pictures.as_ref(), record, &address),
            looks: (record.format == Format::Pdf).then(|| Looks::new(address, wish, current, look)),
            pictures,
            number,
            text,
        })
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

/// What a reader should know: what the archive says of the paper first.
fn warnings(snapshot: &Snapshot, record: &Record) -> Result<Vec<String>> {
    let own = &record.directive;
    let mut warnings = Vec::new();
    for superseding in superseding(snapshot, &Card::new(&record.id, own))? {
        let by = &superseding.by;
        let said = wording::superseded(Lang::Vi, superseding.relation);
        let number = by.number.as_deref().or(by.symbol.as_deref()).unwrap_or_default();
        let date = by.date.as_deref().map(|date| format!(" ngày {}", words::day(date)));
        warnings.push(format!(
            "{said} {}{} (theo văn bản có trong kho; không thay cho việc tra cứu hiệu lực)",
            shown::line(number),
            date.unwrap_or_default()
        ));
    }
    warnings.extend(own.warnings.iter().map(|warning| words::warning(*warning)));
    Ok(warnings)
}

/// A task in a few words: `Trước 15/12/2025: Sở Nội vụ: Rà soát …`.
fn task(deadline: &Deadline) -> String {
    let kind = wording::deadline_kind(Lang::Vi, deadline.relation);
    let date = deadline.date.as_deref().map(|date| wording::due(Lang::Vi, date));
    let date = date.map_or_else(|| deadline.text.clone(), |date| format!("{kind} {date}"));
    let who = deadline.who.join("; ");
    let who = if who.is_empty() { who } else { format!("{who}: ") };
    shown::line(&format!("{date}: {who}{}", deadline.what))
}

/// All that the record says besides number, kind, date, issuer and subject.
fn fields(stored: &Stored) -> Vec<Field> {
    let record = &stored.record;
    let own = &record.directive;
    let mut fields = Vec::new();
    let mut add = |label, values: Vec<String>| {
        let values: Vec<_> = values.into_iter().filter(|value| !value.is_empty()).collect();
        if !values.is_empty() {
            fields.push(Field { label, values });
        }
    };
    let one = |value: &Option<String>| value.as_deref().map(shown::line).into_iter().collect();
    add("Cơ quan chủ quản", one(&own.parent));
    add("Thay mặt", one(&own.acting.clone().filter(|acting| Some(acting) != own.issuer.as_ref())));
    add("Địa danh", one(&own.place));
    if let Some(signer) = &own.signer {
        add("Người ký", one(&signer.name));
        add("Quyền hạn ký", one(&signer.capacity));
        add("Chức vụ", one(&signer.title));
    }
    add("Kính gửi", own.addressees.iter().map(|value| shown::line(value)).collect());
    add("Nơi nhận", own.recipients.iter().map(|value| shown::line(value)).collect());
    add("Độ mật", one(&own.secrecy));
    add("Mức độ khẩn", one(&own.urgency));
    add("Phạm vi lưu hành", own.circulation.iter().map(|value| shown::line(value)).collect());
    if own.draft {
        add("Tình trạng", vec!["Dự thảo".into()]);
    }
    add("Tài liệu kèm theo", own.attachments.iter().map(|value| shown::line(value)).collect());
    let copy = own.copy.as_ref().map(|copy| copy.number.as_deref().unwrap_or(&copy.kind));
    add("Bản sao", copy.map(shown::line).into_iter().collect());
    add("Nhiệm vụ và thời hạn", own.deadlines.iter().map(task).collect());
    let corrected = record.corrections.iter().map(|correction| {
        let was = correction.was.as_deref().unwrap_or("–");
        let by = correction.said.by.as_deref().unwrap_or_default();
        shown::line(&format!("{was} → {} ({by} {})", correction.said.value, correction.said.at))
    });
    add("Đã hiệu đính", corrected.collect());
    let readable = words::quality(verdict(record));
    add("Nguồn chữ", vec![format!("{}, {readable}", words::origin(record.origin))]);
    let pages = words::count(record.pages);
    let (format, size) = (words::format(record.format), words::size(record.bytes));
    add("Tệp", vec![format!("{format}, {pages} trang, {size}"), shown::path(&record.path)]);
    let encoding = record.encoding.filter(|encoding| *encoding != Encoding::Utf8);
    add("Bảng mã", encoding.map(words::encoding).into_iter().collect());
    add("Bản trùng", record.copies.iter().map(|path| shown::path(path)).collect());
    fields
}

/// A score tells good from bad; the kind of bad is that of most of its poor passages.
fn verdict(record: &Record) -> Verdict {
    match record.quality {
        None => Verdict::TooShort,
        Some(score) if score >= GOOD => Verdict::Good,
        Some(_) => {
            let mut bytes: BTreeMap<Verdict, usize> = BTreeMap::new();
            for passage in &record.poor_passages {
                *bytes.entry(passage.verdict).or_default() += passage.end - passage.start;
            }
            let most = bytes.into_iter().max_by_key(|(_, bytes)| *bytes);
            most.map_or(Verdict::Junk, |(verdict, _)| verdict)
        }
    }
}

impl Cited {
    fn new(snapshot: &Snapshot, citation: &Citation, here: Address<'_>) -> Result<Self> {
        let held = held(snapshot, citation)?;
        let date = citation.date.as_deref().map(words::day);
        let issuer = citation.issuer.as_deref().map(shown::line);
        let relations = citation.relations.iter().filter(|said| **said != Relation::Mentions);
        let relations = relations.map(|said| wording::relation(Lang::Vi, *said).to_owned());
        let more: Vec<String> = date.into_iter().chain(issuer).chain(relations).collect();
        let mut pages: Vec<u32> =
            citation.mentions.iter().map(|mention| mention.span.page).collect();
        pages.dedup();
        let there = Address { query: &citation.number, ..here };
        Ok(Self {
            number: shown::line(&citation.number),
            kind: citation.kind_name.as_deref().map(shown::line),
            more: more.join(", "),
            href: format!("/?q={}", encoded(&citation.number)),
            held: held.iter().map(|id| format!("/documents/{id}")).collect(),
            pages: pages
                .into_iter()
                .map(|page| Leaf { page, href: there.at(&format!("page={page}"), "here") })
                .collect(),
        })
    }
}
