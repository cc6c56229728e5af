//! `tracuu fix`: a person corrects a record.

use super::arguments::FixArguments;
use super::{Context, Exit, Usage, clean};
use jiff::Timestamp;
use tracuu::directive::Directive;
use tracuu::directive::field::Field;
use tracuu::document::DocId;
use tracuu::error::Error;
use tracuu::index::statement::{Statement, Statements};
use tracuu::index::{Stored, Writer};
use tracuu::wording::Lang;

pub(super) fn run(context: &mut Context, arguments: &FixArguments) -> anyhow::Result<Exit> {
    let changes: Vec<(Field, Option<String>)> =
        arguments.fields.iter().map(|text| change(context.lang, text)).collect::<Result<_, _>>()?;
    let Some(id) = DocId::parse(arguments.id.trim()) else {
        let error = Error::NoSuchDocument(arguments.id.clone());
        return Err(error.into());
    };
    let mut writer = Writer::open(&context.index)?;
    let Some(stored) = writer.snapshot()?.directive(&id)? else {
        context.say(&tracuu::wording::error(context.lang, &Error::NoSuchDocument(id.to_string())));
        return Ok(Exit::Part);
    };
    if changes.is_empty() {
        return list(context, &stored);
    }
    let mut said = Statements::load(&context.index, &id)?;
    let at = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    for (field, value) in changes {
        match value {
            Some(value) => {
                let by = arguments.by.clone();
                said.fields.insert(field, Statement { value, by, at: at.clone() });
            }
            None => drop(said.fields.remove(&field)),
        }
    }
    // What people say is kept first: should the index fail now, the next run takes it up.
    said.save(&context.index, &id)?;
    let record = writer.put_again(stored)?;
    writer.finish()?;
    let stored = Stored { record, body: String::new(), guesses: Vec::new() };
    list(context, &stored)
}

/// `field=value`; `field=` says that the document has none; `field` alone takes a correction back.
fn change(lang: Lang, text: &str) -> anyhow::Result<(Field, Option<String>)> {
    let (name, value) = match text.split_once('=') {
        Some((name, value)) => (name, Some(value.trim().to_owned())),
        None => (text, None),
    };
    let names: Vec<&str> = Field::all().map(Field::name).collect();
    let names = names.join(", ");
    let field = Field::parse(name).ok_or_else(|| {
        Usage(match lang {
            Lang::Vi => format!("không có trường \"{name}\". Dùng: {names}"),
            Lang::En => format!("there is no field {name:?}. There are: {names}"),
        })
    })?;
    if let Some(value) = &value {
        let wrong = |wrong| Usage(format!("{}: {wrong}", field.name()));
        field.set(&mut Directive::default(), value).map_err(wrong)?;
    }
    Ok((field, value))
}

/// The corrections of a directive.
fn list(context: &mut Context, stored: &Stored) -> anyhow::Result<Exit> {
    let corrections = &stored.record.corrections;
    match context.out.format() {
        super::arguments::Format::Table => {
            if corrections.is_empty() {
                context.say(context.word("Chưa có hiệu đính.", "Nothing is corrected."));
            }
            for correction in corrections {
                let was = correction.was.as_deref().unwrap_or("–");
                let by = correction.said.by.as_deref().unwrap_or_default();
                context.out.line(clean::line(&format!(
                    "{}: {was} → {} ({by} {})",
                    correction.field.name(),
                    correction.said.value,
                    correction.said.at
                )))?;
            }
        }
        super::arguments::Format::Json => context.out.json(corrections)?,
        super::arguments::Format::Jsonl => {
            for correction in corrections {
                context.out.json_line(correction)?;
            }
        }
        super::arguments::Format::Csv => {
            context.out.csv_head(&["field", "was", "value", "by", "at"])?;
            for correction in corrections {
                let said = &correction.said;
                context.out.csv_row([
                    correction.field.name(),
                    correction.was.as_deref().unwrap_or_default(),
                    &said.value,
                    said.by.as_deref().unwrap_or_default(),
                    &said.at,
                ])?;
            }
        }
    }
    Ok(Exit::Done)
}
