//! `tracuu save`: searches by a name.

use super::arguments::{Format, SaveArguments};
use super::{Context, Exit, Usage, clean, table};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeSet;
use tracuu::index::Index;
use tracuu::index::saved::{self, LONGEST_NAME, NameFault, Saved};
use tracuu::search::news::news;
use tracuu::wording::{Lang, WHEN_SAVED};

/// A saved search as it is listed.
#[derive(Serialize)]
struct Listed<'s> {
    name: &'s str,
    query: &'s str,
    verified: bool,
    saved: &'s str,
    looked: &'s str,
    known: usize,
}

pub(super) fn run(context: &mut Context, arguments: &SaveArguments) -> anyhow::Result<Exit> {
    if let Some(given) = &arguments.remove {
        let name = name(context, given)?;
        let _lock = saved::lock(&context.index)?;
        if Saved::remove(&context.index, &name)? {
            return Ok(Exit::Done);
        }
        context.say(&unknown(context, &name));
        return Ok(Exit::Part);
    }
    match &arguments.name {
        None => list(context),
        Some(given) => save(context, given, arguments),
    }
}

fn save(context: &mut Context, given: &str, arguments: &SaveArguments) -> anyhow::Result<Exit> {
    let name = name(context, given)?;
    let index = Index::open(&context.index)?;
    let _lock = saved::lock(&context.index)?;
    let (query, verified) = (arguments.query.join(" "), arguments.verified);
    let before = Saved::load(&context.index, &name)?;
    let at = now();
    // The same question again: what is new for it stays new.
    let known = before.filter(|before| before.query == query && before.verified == verified);
    let saved = match known {
        Some(before) => Saved { name, ..before },
        None => {
            let known = BTreeSet::new();
            let mut saved = Saved { name, query, verified, saved: at.clone(), looked: at, known };
            saved.known.extend(news(&index.snapshot(), &saved)?.ids);
            saved
        }
    };
    saved.save(&context.index)?;
    let count = context.count(saved.known.len() as u64);
    let name = clean::line(&saved.name);
    context.say(&match context.lang {
        Lang::Vi => {
            format!("Đã lưu “{name}”: {count} văn bản đã biết; xem văn bản mới: tracuu news")
        }
        Lang::En => {
            format!("Saved {name:?}: {count} directives are known; what is new: tracuu news")
        }
    });
    Ok(Exit::Done)
}

fn list(context: &mut Context) -> anyhow::Result<Exit> {
    let all = saved::all(&context.index)?;
    let listed = all.iter().map(|saved| Listed {
        name: &saved.name,
        query: &saved.query,
        verified: saved.verified,
        saved: &saved.saved,
        looked: &saved.looked,
        known: saved.known.len(),
    });
    match context.out.format() {
        Format::Table => {
            let word = WHEN_SAVED.to(context.lang);
            let rows: Vec<Vec<String>> = all
                .iter()
                .map(|saved| {
                    let when = format!("{word} {}", saved.looked);
                    vec![clean::line(&saved.name), clean::line(&saved.query), when]
                })
                .collect();
            for line in table::columns(&rows, &[]) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&listed.collect::<Vec<_>>())?,
        Format::Jsonl => {
            for saved in listed {
                context.out.json_line(&saved)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&["name", "query", "verified", "saved", "looked", "known"])?;
            for saved in listed {
                context.out.csv_row([
                    saved.name,
                    saved.query,
                    &saved.verified.to_string(),
                    saved.saved,
                    saved.looked,
                    &saved.known.to_string(),
                ])?;
            }
        }
    }
    if all.is_empty() {
        context.say(context.word(
            "Chưa lưu câu tìm nào: tracuu save TÊN CÂU-TÌM",
            "No search is saved: tracuu save NAME QUERY",
        ));
        return Ok(Exit::Part);
    }
    Ok(Exit::Done)
}

/// Now, as it is kept.
pub(super) fn now() -> String {
    Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A name as it is kept.
pub(super) fn name(context: &Context, given: &str) -> anyhow::Result<String> {
    let worded = |fault| {
        Usage(match (context.lang, fault) {
            (Lang::Vi, NameFault::Empty) => "tên của câu tìm để trống; ví dụ: 'hạ tầng'".into(),
            (Lang::En, NameFault::Empty) => "the name is empty; give one such as 'hạ tầng'".into(),
            (Lang::Vi, NameFault::TooLong) => format!("tên dài quá {LONGEST_NAME} ký tự"),
            (Lang::En, NameFault::TooLong) => {
                format!("the name has more than {LONGEST_NAME} characters")
            }
            (Lang::Vi, NameFault::Unseen) => "tên có ký tự không nhìn thấy được; gõ lại tên".into(),
            (Lang::En, NameFault::Unseen) => {
                "the name has characters that cannot be seen; type it again".into()
            }
        })
    };
    Ok(saved::name(given).map_err(worded)?)
}

/// That there is no search of a name, and what to do.
pub(super) fn unknown(context: &Context, name: &str) -> String {
    let name = clean::line(name);
    match context.lang {
        Lang::Vi => format!("Chưa có câu tìm tên “{name}”. Xem các câu tìm đã lưu: tracuu save"),
        Lang::En => format!("There is no search named {name:?}. Those there are: tracuu save"),
    }
}
