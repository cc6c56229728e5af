//! `tracuu suggest`: what the beginning of a question may mean.

use super::arguments::{Format, SuggestArguments};
use super::{Context, Exit, clean, table};
use tracuu::index::Index;
use tracuu::search::suggest::{Suggested, Suggestion, suggest};

pub(super) fn run(context: &mut Context, arguments: &SuggestArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let typed = arguments.text.join(" ");
    let found = suggest(&index.snapshot(), &typed, usize::from(arguments.limit))?;
    let exit = if found.suggestions.is_empty() { Exit::Part } else { Exit::Done };
    match context.out.format() {
        Format::Table => {
            let rows: Vec<Vec<String>> =
                found.suggestions.iter().map(|suggestion| row(context, suggestion)).collect();
            for line in table::columns(&rows, &[1]) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for suggestion in &found.suggestions {
                context.out.json_line(suggestion)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&["of", "count", "text"])?;
            for suggestion in &found.suggestions {
                let count = suggestion.count.map(|count| count.to_string()).unwrap_or_default();
                context.out.csv_row([named(context, suggestion.of), &count, &suggestion.text])?;
            }
        }
    }
    Ok(exit)
}

fn row(context: &Context, suggestion: &Suggestion) -> Vec<String> {
    vec![
        named(context, suggestion.of).to_owned(),
        suggestion.count.map(|count| context.count(count)).unwrap_or_default(),
        clean::line(&suggestion.text),
    ]
}

fn named(context: &Context, of: Suggested) -> &'static str {
    let (vi, en) = match of {
        Suggested::Number => ("số, ký hiệu", "number"),
        Suggested::NumberCited => ("được viện dẫn", "cited number"),
        Suggested::Phrase => ("cụm từ", "phrase"),
        Suggested::Issuer => ("cơ quan ban hành", "issuer"),
        Suggested::Subject => ("trích yếu", "subject"),
    };
    context.word(vi, en)
}
