//! `tracuu similar`: directives whose text is like that of one.

use super::arguments::{Format, SimilarArguments};
use super::{Context, Exit, clean, record, show, table};
use tracuu::index::Index;
use tracuu::search::likeness::{Alike, SimilarRequest, similar};
use tracuu::wording::{self as w, Lang};

pub(super) fn run(context: &mut Context, arguments: &SimilarArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let Some(stored) = show::one(context, &snapshot, &arguments.what.join(" "))? else {
        return Ok(Exit::Part);
    };
    let asked =
        SimilarRequest { limit: arguments.limit.into(), least: f32::from(arguments.least) / 100.0 };
    let Some(found) = similar(&snapshot, &stored.record.id, &asked)? else {
        return Ok(Exit::Part);
    };
    match context.out.format() {
        Format::Table => {
            let mut rows = vec![head(context.lang)];
            rows.extend(found.documents.iter().map(|alike| row(context, alike)));
            let rows = if found.documents.is_empty() { &[][..] } else { &rows };
            for line in table::columns(rows, &[0, 1]) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for alike in &found.documents {
                context.out.json_line(alike)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&w::ALIKE_HEAD)?;
            for alike in &found.documents {
                context.out.csv_row(w::alike_row(alike))?;
            }
        }
    }
    if found.documents.is_empty() {
        context.say(match context.lang {
            Lang::Vi => "Không có văn bản tương tự.",
            Lang::En => "No directive is like it.",
        });
        return Ok(Exit::Part);
    }
    Ok(Exit::Done)
}

fn head(lang: Lang) -> Vec<String> {
    let names = match lang {
        Lang::Vi => ["có ở bản kia", "của bản kia"],
        Lang::En => ["of this in it", "of it in this"],
    };
    let columns = [w::NUMBER, w::DATE, w::ISSUER, w::SUBJECT, w::ID];
    names
        .map(str::to_owned)
        .into_iter()
        .chain(columns.map(|word| word.to(lang).to_owned()))
        .collect()
}

fn row(context: &Context, alike: &Alike) -> Vec<String> {
    let card = &alike.document;
    let text = |value: &Option<String>| clean::line(value.as_deref().unwrap_or_default());
    vec![
        w::percent(context.lang, alike.a_in_b),
        w::percent(context.lang, alike.b_in_a),
        record::number(context, card.number.as_deref(), card.symbol.as_deref()),
        record::date(context, card.date.as_deref(), card.year),
        text(&card.issuer),
        text(&card.subject),
        card.id.to_string(),
    ]
}
