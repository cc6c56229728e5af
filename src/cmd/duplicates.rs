//! `tracuu duplicates`: what the archive holds more than once.

use super::arguments::Format;
use super::{Context, Exit, clean, record};
use tracuu::index::Index;
use tracuu::search::graph::{Duplicates, duplicates};
use tracuu::wording::{self as w, Lang};

pub(super) fn run(context: &mut Context) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let found = duplicates(&index.snapshot())?;
    let is_empty = found.same_content.is_empty() && found.same_number.is_empty();
    match context.out.format() {
        Format::Table => {
            for line in lines(context, &found) {
                context.out.line(line)?;
            }
            if is_empty {
                context.say(context.word("Không có bản trùng.", "Nothing is held twice."));
            }
        }
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for same in &found.same_content {
                context.out.json_line(same)?;
            }
            for same in &found.same_number {
                context.out.json_line(same)?;
            }
        }
        Format::Csv => csv(context, &found)?,
    }
    Ok(if is_empty { Exit::Part } else { Exit::Done })
}

fn lines(context: &Context, found: &Duplicates) -> Vec<String> {
    let lang = context.lang;
    let mut lines = Vec::new();
    for same in &found.same_content {
        let card = &same.document;
        let number = record::number(context, card.number.as_deref(), card.symbol.as_deref());
        lines.push(format!("{}: {number} [{}]", w::COPIES.to(lang), card.id));
        lines.extend(same.paths.iter().map(|path| format!("  {}", clean::line(path))));
    }
    for same in &found.same_number {
        lines.push(format!("{}: {}", w::SAME_NUMBER.to(lang), clean::line(&same.number)));
        for (at, compared) in same.documents.iter().enumerate() {
            let path = clean::line(&compared.path);
            lines.push(format!("  [{}] {path}", compared.document.id));
            if at > 0 {
                let share = (compared.alike * 100.0).round();
                let differs = compared.differs.as_deref().map(clean::line);
                lines.push(match (lang, differs) {
                    (Lang::Vi, Some(text)) => format!("    giống {share}%; khác từ: {text} …"),
                    (Lang::Vi, None) => {
                        format!("    giống {share}%: chỉ khác dấu hoặc khoảng cách")
                    }
                    (Lang::En, Some(text)) => {
                        format!("    {share} % alike; differs from: {text} …")
                    }
                    (Lang::En, None) => format!("    {share} % alike: only marks or spaces differ"),
                });
            }
        }
    }
    lines
}

fn csv(context: &mut Context, found: &Duplicates) -> anyhow::Result<()> {
    context.out.csv_head(&["what", "number", "id", "path", "alike", "differs"])?;
    for same in &found.same_content {
        let number = same.document.number.as_deref().unwrap_or_default();
        for path in &same.paths {
            context.out.csv_row([
                "same_content",
                number,
                same.document.id.as_str(),
                path,
                "1",
                "",
            ])?;
        }
    }
    for same in &found.same_number {
        for compared in &same.documents {
            let alike = format!("{:.2}", compared.alike);
            let differs = compared.differs.as_deref().unwrap_or_default();
            let id = compared.document.id.as_str();
            context.out.csv_row([
                "same_number",
                &same.number,
                id,
                &compared.path,
                &alike,
                differs,
            ])?;
        }
    }
    Ok(())
}
