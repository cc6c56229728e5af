//! `tracuu missing`: what is cited and not held.

use super::arguments::{Format, MissingArguments};
use super::{Context, Exit, clean, table};
use tracuu::index::Index;
use tracuu::search::graph::{MissingDocument, MissingRequest, missing};
use tracuu::wording::{self as w, Lang};

pub(super) fn run(context: &mut Context, arguments: &MissingArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let limit = if arguments.all { usize::MAX } else { arguments.limit };
    let asked = MissingRequest { limit, offset: 0, least: arguments.least };
    let found = missing(&index.snapshot(), &asked)?;
    let exit = if found.total == 0 { Exit::Part } else { Exit::Done };
    match context.out.format() {
        Format::Table => {
            let rows: Vec<Vec<String>> =
                found.documents.iter().map(|document| row(context, document)).collect();
            for line in table::columns(&rows, &[0]) {
                context.out.line(line)?;
            }
            let (listed, total) =
                (context.count(found.documents.len() as u64), context.count(found.total));
            context.say(&match context.lang {
                Lang::Vi => format!(
                    "{listed}/{total} văn bản được viện dẫn, chưa có trong kho (cột đầu: số văn bản viện dẫn)"
                ),
                Lang::En => format!(
                    "{listed} of {total} documents that are cited and not held (first column: by how many)"
                ),
            });
        }
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for document in &found.documents {
                context.out.json_line(document)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&w::MISSING_HEAD)?;
            for document in &found.documents {
                context.out.csv_row(w::missing_row(document))?;
            }
        }
    }
    Ok(exit)
}

fn row(context: &Context, document: &MissingDocument) -> Vec<String> {
    let text = |value: &Option<String>| clean::line(value.as_deref().unwrap_or_default());
    let date = |value: &Option<String>| {
        value.as_deref().map(|date| w::date(context.lang, date)).unwrap_or_default()
    };
    let since = match (&document.since, context.lang) {
        (Some(since), Lang::Vi) => format!("từ {}", w::date(Lang::Vi, since)),
        (Some(since), Lang::En) => format!("since {since}"),
        (None, _) => String::new(),
    };
    let mut by = w::missing_by(document);
    by.truncate(2);
    vec![
        context.count(document.cited_by),
        clean::line(&document.number),
        date(&document.date),
        text(&document.issuer),
        since,
        clean::line(&by.join("; ")),
    ]
}
