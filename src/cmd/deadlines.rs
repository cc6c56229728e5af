//! `tracuu deadlines`: what falls due, and the word of a person that it is done.

use super::arguments::{
    DeadlineVerb, DeadlinesArguments, DoneArguments, Format, Special, StateArgument, UndoArguments,
};
use super::{Context, Exit, Usage, clean};
use jiff::Timestamp;
use jiff::civil::Date;
use tracuu::directive::number::Number;
use tracuu::document::DocId;
use tracuu::index::statement::{Statement, Statements, task_key};
use tracuu::index::{Index, Whose};
use tracuu::search::tasks::{self, Task, TaskRequest, TaskState, Tasks};
use tracuu::wording::{self as w, Lang};

pub(super) fn run(context: &mut Context, arguments: &DeadlinesArguments) -> anyhow::Result<Exit> {
    match &arguments.verb {
        Some(DeadlineVerb::Done(done)) => return mark(context, done),
        Some(DeadlineVerb::Undo(undo)) => return unmark(context, undo),
        None => {}
    }
    let index = Index::open(&context.index)?;
    let asked = TaskRequest {
        from: day(arguments.from.as_deref(), "--from", false)?,
        to: day(arguments.to.as_deref(), "--to", true)?,
        who: arguments.who.clone(),
        undated: arguments.undated || arguments.state == Some(StateArgument::Undated),
        state: arguments.state.map(StateArgument::state),
        limit: if arguments.all { usize::MAX } else { arguments.limit },
        ..TaskRequest::new(tasks::today(Timestamp::now()))
    };
    let found = tasks::tasks(&index.snapshot(), &context.index, &asked)?;
    let exit = if found.total == 0 { Exit::Part } else { Exit::Done };
    if context.out.special() == Some(Special::Ics) {
        let calendar = w::calendar(context.lang, &found.tasks, Timestamp::now());
        context.out.text(&calendar)?;
        return Ok(exit);
    }
    match context.out.format() {
        Format::Table => table(context, &found)?,
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for task in &found.tasks {
                context.out.json_line(task)?;
            }
        }
        Format::Csv => csv(context, &found)?,
    }
    Ok(exit)
}

fn table(context: &mut Context, found: &Tasks) -> anyhow::Result<()> {
    for task in &found.tasks {
        for line in lines(context, task) {
            context.out.line(line)?;
        }
    }
    let (listed, total, past) = (
        context.count(found.tasks.len() as u64),
        context.count(found.total),
        context.count(found.past),
    );
    context.say(&match context.lang {
        Lang::Vi => {
            format!("{listed}/{total} nhiệm vụ; {past} đã qua thời hạn (chưa rõ kết quả)")
        }
        Lang::En => format!("{listed} of {total} tasks; {past} past their date (result unknown)"),
    });
    Ok(())
}

fn lines(context: &Context, task: &Task) -> Vec<String> {
    let lang = context.lang;
    let deadline = &task.deadline;
    let due = match &deadline.date {
        Some(date) => {
            format!("{} {}", w::deadline_kind(lang, deadline.relation), w::due(lang, date))
        }
        None => clean::line(&deadline.text),
    };
    let inherited = if deadline.inherited { w::INHERITED.to(lang) } else { "" };
    let number = super::record::number(
        context,
        task.document.number.as_deref(),
        task.document.symbol.as_deref(),
    );
    let page = deadline.span.page;
    let item = deadline.item.as_deref().map(|item| format!(", {} {item}", w::ITEM.to(lang)));
    let mut lines = vec![
        format!("{due}  {}{inherited}", w::task_state(lang, task.state)),
        format!("  {}: {}", w::WHAT.to(lang), clean::line(&deadline.what)),
        format!(
            "  {} {number}, {} {page}{} [{}]",
            task.document.kind_name.as_deref().unwrap_or_default(),
            w::PAGE.to(lang).to_lowercase(),
            item.unwrap_or_default(),
            task.task
        ),
    ];
    if !deadline.who.is_empty() {
        let who = clean::line(&deadline.who.join("; "));
        lines.insert(1, format!("  {}: {who}", w::WHO.to(lang)));
    }
    if let Some(done) = &task.done {
        let by = done.by.as_deref().unwrap_or_default();
        lines.push(format!(
            "  {}: {} {by} {}",
            w::DONE.to(lang),
            clean::line(&done.value),
            done.at
        ));
    } else if task.state == TaskState::Past && !task.later.is_empty() {
        let later: Vec<String> = task
            .later
            .iter()
            .map(|card| {
                super::record::number(context, card.number.as_deref(), card.symbol.as_deref())
            })
            .collect();
        lines.push(format!("  {}: {}", w::LATER.to(lang), later.join("; ")));
    }
    lines
}

fn csv(context: &mut Context, found: &Tasks) -> anyhow::Result<()> {
    context.out.csv_head(&w::TASK_HEAD)?;
    for task in &found.tasks {
        context.out.csv_row(w::task_row(task))?;
    }
    Ok(())
}

fn day(text: Option<&str>, flag: &str, last: bool) -> anyhow::Result<Option<Date>> {
    let Some(text) = text else { return Ok(None) };
    let wrong = || Usage(format!("{flag} {text}: 2025-12-31, 31/12/2025, 2025-12, 2025"));
    let day = tasks::day(text, last).ok_or_else(wrong)?;
    Ok(Some(day))
}

/// The directive and the key of a task's name.
fn task_of(name: &str) -> anyhow::Result<(DocId, String)> {
    let parts =
        name.split_once('.').and_then(|(id, key)| Some((DocId::parse(id)?, key.to_owned())));
    parts.ok_or_else(|| {
        Usage(format!("{name}: 0123456789abcdef.01234567 (tracuu deadlines)")).into()
    })
}

fn mark(context: &mut Context, arguments: &DoneArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let (id, key) = task_of(&arguments.task)?;
    let stored = snapshot.directive(&id)?;
    let known = stored.is_some_and(|stored| {
        stored.record.directive.deadlines.iter().any(|deadline| task_key(deadline) == key)
    });
    if !known {
        context.say(&match context.lang {
            Lang::Vi => format!("không có nhiệm vụ {}; xem tracuu deadlines --all", arguments.task),
            Lang::En => format!("there is no task {}; see tracuu deadlines --all", arguments.task),
        });
        return Ok(Exit::Part);
    }
    let value = arguments.by_document.join(" ");
    if let Some(number) = Number::parse(&value)
        && snapshot.with_number(&number.full_key(), Whose::Own)?.is_empty()
    {
        context.say(&match context.lang {
            Lang::Vi => format!("Lưu ý: kho chưa có {number}; vẫn ghi nhận."),
            Lang::En => format!("Note: the archive does not hold {number}; noted all the same."),
        });
    }
    let mut said = Statements::load(&context.index, &id)?;
    let at = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    said.done.insert(key, Statement { value, by: arguments.by.clone(), at });
    said.save(&context.index, &id)?;
    context.say(context.word("Đã ghi: nhiệm vụ hoàn thành.", "Noted: the task is done."));
    Ok(Exit::Done)
}

fn unmark(context: &mut Context, arguments: &UndoArguments) -> anyhow::Result<Exit> {
    let (id, key) = task_of(&arguments.task)?;
    let mut said = Statements::load(&context.index, &id)?;
    let was = said.done.remove(&key).is_some();
    said.save(&context.index, &id)?;
    context.say(if was {
        context.word("Đã bỏ ghi nhận.", "No longer noted as done.")
    } else {
        context.word("Nhiệm vụ chưa được ghi là hoàn thành.", "It was not noted as done.")
    });
    Ok(if was { Exit::Done } else { Exit::Part })
}
