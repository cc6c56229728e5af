//! `tracuu eval`: how good the ranking is, by questions whose answers are known.

use super::arguments::{EvalArguments, Format};
use super::{Context, Exit, Usage, clean, table};
use rayon::prelude::*;
use serde::Serialize;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use tracuu::error::Error;
use tracuu::index::{Index, Snapshot};
use tracuu::ingest::lines::{Line, fill};
use tracuu::search::judge::{Figures, Question};
use tracuu::search::trial::{Trial, Trialled};
use tracuu::text::typed::Typing;
use tracuu::wording::Lang;

/// Documents named on stderr that are not held.
const LISTED: usize = 10;

/// What was measured.
#[derive(Serialize)]
struct Measured {
    /// One for each way of typing.
    typings: Vec<ByTyping>,
    /// Named as answers, and not held.
    unheld: Vec<String>,
    /// Bytes of all documents.
    text_bytes: u64,
    /// Bytes of the index, the texts included.
    index_bytes: u64,
}

#[derive(Serialize)]
struct ByTyping {
    typing: &'static str,
    #[serde(flatten)]
    figures: Figures,
    /// Question by question; where it is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    each: Vec<ByQuestion>,
}

#[derive(Serialize)]
struct ByQuestion {
    id: String,
    /// The rank of the first relevant document.
    first: Option<usize>,
    #[serde(flatten)]
    figures: Figures,
}

pub(super) fn run(context: &mut Context, arguments: &EvalArguments) -> anyhow::Result<Exit> {
    let lang = context.lang;
    let questions: Vec<Question> = lines(lang, &arguments.questions, Question::read)?;
    if questions.is_empty() {
        let path = clean::path(&arguments.questions.to_string_lossy());
        return Err(Usage(match lang {
            Lang::Vi => format!("{path}: không có câu hỏi nào"),
            Lang::En => format!("{path}: there is no question in it"),
        })
        .into());
    }
    let measured = match &arguments.corpus {
        None => measure(&Index::open(&context.index)?, &context.index, &questions, arguments)?,
        Some(corpus) => {
            let documents = lines(lang, corpus, Line::read)?;
            let folder = tempfile::tempdir()?;
            fill(folder.path(), documents)?;
            measure(&Index::open(folder.path())?, folder.path(), &questions, arguments)?
        }
    };
    show(context, &measured)?;
    say_unheld(context, &measured.unheld);
    Ok(if measured.unheld.is_empty() { Exit::Done } else { Exit::Part })
}

/// Reads a file of one value a line; empty lines are none.
fn lines<T>(
    lang: Lang,
    path: &PathBuf,
    read: impl Fn(&str) -> Result<T, String>,
) -> anyhow::Result<Vec<T>> {
    let io = |source| Error::Io { path: path.clone(), source };
    let file = File::open(path).map_err(io)?;
    let mut values = Vec::new();
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line.map_err(io)?;
        let line = line.trim_start_matches('\u{feff}').trim();
        if line.is_empty() {
            continue;
        }
        values.push(read(line).map_err(|wrong| {
            let path = clean::path(&path.to_string_lossy());
            Usage(match lang {
                Lang::Vi => format!("{path}, dòng {number}: {wrong}"),
                Lang::En => format!("{path}, line {number}: {wrong}"),
            })
        })?);
    }
    Ok(values)
}

fn measure(
    index: &Index,
    folder: &Path,
    questions: &[Question],
    arguments: &EvalArguments,
) -> anyhow::Result<Measured> {
    let snapshot: Snapshot = index.snapshot();
    let trial = Trial::new(&snapshot, questions)?;
    let cutoffs: Vec<usize> = arguments.cutoffs.iter().map(|&at| usize::from(at)).collect();
    let mut typings: Vec<Typing> = Vec::new();
    for typing in arguments.typing.iter().flat_map(|argument| argument.typings()) {
        if !typings.contains(&typing) {
            typings.push(typing);
        }
    }
    let mut by_typing = Vec::new();
    for typing in typings {
        let asked = questions.par_iter().map(|question| trial.ask(question, typing, &cutoffs));
        let answered = asked.collect::<Result<Vec<Trialled>, Error>>()?;
        let all: Vec<Figures> = answered.iter().map(|one| one.figures.clone()).collect();
        let each = questions.iter().zip(answered).map(|(question, Trialled { first, figures })| {
            ByQuestion { id: question.id.clone(), first, figures }
        });
        let each = if arguments.each { each.collect() } else { Vec::new() };
        let figures = Figures::mean(&all, &cutoffs);
        by_typing.push(ByTyping { typing: typing.name(), figures, each });
    }
    Ok(Measured {
        typings: by_typing,
        unheld: trial.unheld().map(str::to_owned).collect(),
        text_bytes: snapshot.summary().bytes,
        index_bytes: size(folder)?,
    })
}

/// Bytes of all files in a folder of an index; what people keep in it aside.
fn size(folder: &Path) -> anyhow::Result<u64> {
    let mut bytes = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        let is_kept = entry.path().components().any(|part| part.as_os_str() == "keep");
        if entry.file_type().is_file() && !is_kept {
            bytes += entry.metadata()?.len();
        }
    }
    Ok(bytes)
}

fn show(context: &mut Context, measured: &Measured) -> anyhow::Result<()> {
    match context.out.format() {
        Format::Json => context.out.json(measured),
        Format::Jsonl => {
            for typing in &measured.typings {
                context.out.json_line(typing)?;
            }
            Ok(())
        }
        Format::Csv => {
            let rows = rows(context, measured, false);
            let head: Vec<&str> = rows.0.iter().map(String::as_str).collect();
            context.out.csv_head(&head)?;
            Ok(rows.1.iter().try_for_each(|row| context.out.csv_row(row))?)
        }
        Format::Table => {
            let (head, rows) = rows(context, measured, true);
            let right: Vec<usize> = (2..head.len()).collect();
            let all: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
            for line in table::columns(&all, &right) {
                context.out.line(line)?;
            }
            let share = measured.index_bytes as f64 / measured.text_bytes.max(1) as f64;
            let (text, index) =
                (context.count(measured.text_bytes), context.count(measured.index_bytes));
            context.say(&match context.lang {
                Lang::Vi => format!("Văn bản {text} byte, chỉ mục {index} byte ({share:.2} lần)"),
                Lang::En => {
                    format!("Documents {text} bytes, index {index} bytes ({share:.2} times)")
                }
            });
            Ok(())
        }
    }
}

/// Head and rows: the means, and behind them the questions.
fn rows(
    context: &Context,
    measured: &Measured,
    for_people: bool,
) -> (Vec<String>, Vec<Vec<String>>) {
    let names = match (for_people, context.lang) {
        (true, Lang::Vi) => ["cách gõ", "câu hỏi", "số câu", "hạng đầu", "nDCG@10", "MRR"],
        (true, Lang::En) => ["typing", "question", "questions", "first", "nDCG@10", "MRR"],
        (false, _) => ["typing", "question", "questions", "first", "ndcg_10", "mrr"],
    };
    let mut head: Vec<String> = names.map(str::to_owned).to_vec();
    let cutoffs = measured.typings.first().map_or(&[][..], |typing| &typing.figures.recall);
    head.extend(cutoffs.iter().map(|recall| match for_people {
        true => format!("R@{}", recall.at),
        false => format!("recall_{}", recall.at),
    }));
    let row = |typing: &str, id: &str, first: Option<usize>, figures: &Figures| {
        let mut row = vec![typing.to_owned(), clean::line(id), figures.questions.to_string()];
        row.push(first.map(|first| first.to_string()).unwrap_or_default());
        let values = [figures.ndcg_10, figures.mrr].into_iter();
        let values = values.chain(figures.recall.iter().map(|recall| recall.value));
        row.extend(values.map(|value| format!("{value:.4}")));
        row
    };
    let mut rows = Vec::new();
    for typing in &measured.typings {
        rows.push(row(typing.typing, "", None, &typing.figures));
    }
    for typing in &measured.typings {
        let of = |one: &ByQuestion| row(typing.typing, &one.id, one.first, &one.figures);
        rows.extend(typing.each.iter().map(of));
    }
    (head, rows)
}

fn say_unheld(context: &Context, unheld: &[String]) {
    if unheld.is_empty() {
        return;
    }
    let named: Vec<&str> = unheld.iter().take(LISTED).map(String::as_str).collect();
    let (count, named) = (context.count(unheld.len() as u64), named.join("; "));
    context.say(&match context.lang {
        Lang::Vi => format!("{count} văn bản được nêu là đáp án nhưng không có trong kho: {named}"),
        Lang::En => format!("{count} documents named as answers are not held: {named}"),
    });
}
