//! `tracuu news`: what is new for each saved search since last time.

use super::arguments::{Format, NewsArguments};
use super::{Context, Exit, Usage, clean, save, search};
use serde::Serialize;
use tracuu::index::Index;
use tracuu::index::saved::{self, Saved};
use tracuu::search::Hit;
use tracuu::search::news::{News, news};
use tracuu::wording::{self as w, Lang};

/// What is new for one search.
#[derive(Serialize)]
struct Told<'s> {
    name: &'s str,
    query: &'s str,
    /// When it was last looked at.
    since: &'s str,
    /// Directives that it finds.
    total: u64,
    /// How many of them are new.
    new: usize,
    hits: Vec<Hit>,
}

/// A new directive on a line of its own.
#[derive(Serialize)]
struct Line<'s> {
    search: &'s str,
    #[serde(flatten)]
    hit: Hit,
}

pub(super) fn run(context: &mut Context, arguments: &NewsArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let _lock = if arguments.peek { None } else { Some(saved::lock(&context.index)?) };
    let mut all = saved::all(&context.index)?;
    choose(context, &mut all, &arguments.names)?;
    if context.out.format() == Format::Csv {
        let head: Vec<&str> = ["search"].into_iter().chain(w::HIT_HEAD).collect();
        context.out.csv_head(&head)?;
    }
    let mut told = Vec::new();
    let mut is_any = false;
    for saved in &mut all {
        let found = news(&snapshot, saved)?;
        let ids = found.ids.clone();
        is_any |= !ids.is_empty();
        told.extend(tell(context, saved, found)?);
        saved.known.extend(ids);
    }
    match context.out.format() {
        Format::Json => {
            let told: Vec<serde_json::Value> = told;
            context.out.json(&told)?;
        }
        Format::Table if all.is_empty() => {
            context.say(context.word(
                "Chưa lưu câu tìm nào: tracuu save TÊN CÂU-TÌM",
                "No search is saved: tracuu save NAME QUERY",
            ));
        }
        _ => {}
    }
    // Only what was really written is known from now on.
    context.out.flush()?;
    if !arguments.peek {
        for mut saved in all {
            saved.looked = save::now();
            saved.save(&context.index)?;
        }
    }
    Ok(if is_any { Exit::Done } else { Exit::Part })
}

/// Leaves the searches of these names; all, if there are none.
fn choose(context: &Context, all: &mut Vec<Saved>, names: &[String]) -> anyhow::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut wanted = Vec::new();
    for given in names {
        let name = save::name(context, given)?.to_lowercase();
        if !all.iter().any(|saved| saved.name.to_lowercase() == name) {
            return Err(Usage(save::unknown(context, given)).into());
        }
        wanted.push(name);
    }
    all.retain(|saved| wanted.contains(&saved.name.to_lowercase()));
    Ok(())
}

/// Says what is new for one search; what JSON says of it is for the caller to write.
fn tell(
    context: &mut Context,
    saved: &Saved,
    found: News,
) -> anyhow::Result<Option<serde_json::Value>> {
    let News { total, ids, hits } = found;
    let lang = context.lang;
    match context.out.format() {
        Format::Table => {
            let (name, query) = (clean::line(&saved.name), clean::line(&saved.query));
            let (new, all) = (context.count(ids.len() as u64), context.count(total));
            context.out.line(match lang {
                Lang::Vi => format!("{name} ({query}): {new} văn bản mới, {all} tất cả"),
                Lang::En => format!("{name} ({query}): {new} new directives, {all} in all"),
            })?;
            for (at, hit) in (1..).zip(hits) {
                for line in search::hit_lines(context, at, &hit?) {
                    context.out.line(format!("  {line}"))?;
                }
            }
        }
        Format::Json => {
            let hits = hits.collect::<Result<_, _>>()?;
            let (name, query, since) = (&saved.name, &saved.query, &saved.looked);
            let told = Told { name, query, since, total, new: ids.len(), hits };
            return Ok(Some(serde_json::to_value(&told)?));
        }
        Format::Jsonl => {
            for hit in hits {
                context.out.json_line(&Line { search: &saved.name, hit: hit? })?;
            }
        }
        Format::Csv => {
            for hit in hits {
                let row = w::hit_row(lang, &hit?);
                context.out.csv_row([saved.name.clone()].into_iter().chain(row))?;
            }
        }
    }
    Ok(None)
}
