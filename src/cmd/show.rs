//! `tracuu show`: one directive, by id or by number.

use super::arguments::{Format, ShowArguments};
use super::{Context, Exit, Usage, clean, record, text};
use serde::Serialize;
use std::num::NonZero;
use tracuu::error::Error;
use tracuu::index::recovered::RestoredPage;
use tracuu::index::{Index, Published, Snapshot, Stored, TextPage};
use tracuu::search::named::{Named, named};
use tracuu::wording::Lang;

/// A directive, with its text where it is asked for.
#[derive(Serialize)]
struct Shown<'r> {
    #[serde(flatten)]
    record: Published<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Vec<TextPage>>,
}

pub(super) fn run(context: &mut Context, arguments: &ShowArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let what = arguments.what.join(" ");
    let found = find(context, &snapshot, &what)?;
    match found.as_slice() {
        [] => Ok(Exit::Part),
        [stored] => {
            // Found by number it comes without what only the ledger knows.
            show(context, &snapshot, stored, arguments)?;
            Ok(Exit::Done)
        }
        several => {
            list(context, &snapshot, several, &what)?;
            Ok(Exit::Part)
        }
    }
}

/// The one directive meant; that there is none, or several, has been explained on stderr.
pub(super) fn one(
    context: &Context,
    snapshot: &Snapshot,
    what: &str,
) -> anyhow::Result<Option<Stored>> {
    let mut found = find(context, snapshot, what)?;
    if found.len() < 2 {
        return Ok(found.pop());
    }
    let (count, what) = (found.len(), clean::line(what));
    context.say(&match context.lang {
        Lang::Vi => format!("Có {count} văn bản cùng số {what}; chọn một theo mã văn bản:"),
        Lang::En => format!("{count} directives have the number {what}; choose one by its id:"),
    });
    for stored in &found {
        let Stored { record, .. } = stored;
        let date = record::date(context, record.directive.date.as_deref(), record.directive.year);
        let issuer = record.directive.issuer.as_deref().unwrap_or_default();
        context.say(&format!("  {}  {date}  {issuer}", record.id));
    }
    Ok(None)
}

/// The directives meant; none has been explained on stderr.
fn find(context: &Context, snapshot: &Snapshot, what: &str) -> anyhow::Result<Vec<Stored>> {
    match named(snapshot, what)? {
        Named::Held(found) => Ok(found),
        Named::NoSuchId => {
            context.say(&tracuu::wording::error(context.lang, &Error::NoSuchDocument(what.into())));
            Ok(Vec::new())
        }
        Named::Neither => Err(Usage(match context.lang {
            Lang::Vi => format!(
                "\"{what}\" không phải là mã văn bản (16 chữ số 0-9 a-f) hay số, ký hiệu (như 202-KL/TW)"
            ),
            Lang::En => format!(
                "{what:?} is neither an id (16 digits 0-9 a-f) nor a number (such as 202-KL/TW)"
            ),
        })
        .into()),
        Named::NotHeld { citing } => {
            let citing = context.count(citing);
            let what = clean::line(what);
            context.say(&match context.lang {
                Lang::Vi => {
                    format!("Kho chưa có bản chính của {what}; có {citing} văn bản viện dẫn.")
                }
                Lang::En => {
                    format!("The archive holds no original of {what}; {citing} directives cite it.")
                }
            });
            Ok(Vec::new())
        }
    }
}

fn show(
    context: &mut Context,
    snapshot: &Snapshot,
    stored: &Stored,
    arguments: &ShowArguments,
) -> anyhow::Result<()> {
    let record = Published::new(&stored.record, Some(snapshot))?;
    let all = text::pages(&stored.body, &stored.guesses, arguments.marks);
    let count = all.len();
    let pages = match arguments.page {
        None => all,
        Some(page) => one_page(context, all, page)?,
    };
    match context.out.format() {
        Format::Table if arguments.text => text::write(context, &pages, count, arguments.raw)?,
        Format::Table => {
            for line in record::lines(context, &record, true) {
                context.out.line(line)?;
            }
        }
        Format::Json => {
            let text = arguments.text.then_some(pages);
            context.out.json(&Shown { record, text })?;
        }
        Format::Jsonl => {
            let text = arguments.text.then_some(pages);
            context.out.json_line(&Shown { record, text })?;
        }
        Format::Csv if arguments.text => {
            context.out.csv_head(&["page", "text"])?;
            for page in &pages {
                let shown = page.restored.as_ref().filter(|_| !arguments.raw);
                let text = shown.map_or_else(|| page.text.clone(), RestoredPage::marked);
                context.out.csv_row([page.page.to_string(), text])?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&record::CSV_HEAD)?;
            let row = record::csv_row(context, &record, "");
            context.out.csv_row(row)?;
        }
    }
    Ok(())
}

fn one_page(
    context: &Context,
    all: Vec<TextPage>,
    page: NonZero<usize>,
) -> anyhow::Result<Vec<TextPage>> {
    let count = all.len();
    let found: Vec<_> = all.into_iter().filter(|text| text.page == page.get()).collect();
    if found.is_empty() {
        return Err(Usage(match context.lang {
            Lang::Vi => format!("không có trang {page}: văn bản có {count} trang"),
            Lang::En => format!("there is no page {page}: the directive has {count}"),
        })
        .into());
    }
    Ok(found)
}

/// Several directives with one number: which is meant is for the reader to say.
fn list(
    context: &mut Context,
    snapshot: &Snapshot,
    several: &[Stored],
    what: &str,
) -> anyhow::Result<()> {
    let (count, what) = (several.len(), clean::line(what));
    context.say(&match context.lang {
        Lang::Vi => {
            format!("Có {count} văn bản cùng số {what}. Chọn đúng văn bản: tracuu show MÃ-VĂN-BẢN")
        }
        Lang::En => {
            format!("{count} directives have the number {what}. Choose one: tracuu show ID")
        }
    });
    let records: Vec<Published<'_>> = several
        .iter()
        .map(|stored| Published::new(&stored.record, Some(snapshot)))
        .collect::<Result<_, _>>()?;
    match context.out.format() {
        Format::Table => {
            let rows: Vec<Vec<String>> = records
                .iter()
                .map(|record| {
                    let text = |value: Option<&str>| clean::line(value.unwrap_or_default());
                    vec![
                        record.id.to_string(),
                        record::number(context, record.number, record.symbol),
                        record::date(context, record.date, record.year),
                        text(record.issuer),
                        text(record.subject),
                    ]
                })
                .collect();
            for line in super::table::columns(&rows, &[]) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&records)?,
        Format::Jsonl => {
            for record in &records {
                context.out.json_line(record)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&record::CSV_HEAD)?;
            for record in &records {
                let row = record::csv_row(context, record, "");
                context.out.csv_row(row)?;
            }
        }
    }
    Ok(())
}
