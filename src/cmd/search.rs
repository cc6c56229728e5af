//! `tracuu search`: hits with number, date, issuer, subject, how they match, and where.

use super::arguments::{Format, SearchArguments};
use super::{Context, Exit, clean, explain, record};
use tracuu::index::Index;
use tracuu::search::field_names;
use tracuu::search::{self, Answer, Hit, Request, Snippet};
use tracuu::wording::{self, Lang, asking};

/// Marked forms listed for an unmarked question.
const LISTED_READINGS: usize = 8;

pub(super) fn run(context: &mut Context, arguments: &SearchArguments) -> anyhow::Result<Exit> {
    if arguments.syntax {
        return syntax(context);
    }
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let request = Request {
        query: arguments.query.join(" "),
        limit: usize::from(arguments.limit),
        after: arguments.after.clone(),
        loose: arguments.loose,
        verified: arguments.verified,
        sort: arguments.sort.into(),
        only: arguments.only.map(Into::into),
        explain: arguments.explain,
    };
    let total = if arguments.all {
        let all = search::all(&snapshot, &request)?;
        let answer = all.answer().clone();
        write(context, &answer, all)?;
        answer.total
    } else {
        let mut answer = search::search(&snapshot, &request)?;
        let hits = std::mem::take(&mut answer.hits);
        write(context, &answer, hits.into_iter().map(Ok))?;
        answer.total
    };
    Ok(if total > 0 { Exit::Done } else { Exit::Part })
}

/// All that can be typed.
fn syntax(context: &mut Context) -> anyhow::Result<Exit> {
    for way in &asking::WAYS {
        for example in way.examples {
            let example = bold(context, example);
            context.out.line(example)?;
        }
        context.out.line(format!("    {}", way.finds.to(context.lang)))?;
    }
    let fields = format!("{}: {}", context.word("Trường", "Fields"), field_names().join(", "));
    context.out.line(fields)?;
    Ok(Exit::Done)
}

/// Writes an answer; one hit after another is in memory, but in JSON, which is one value.
fn write(
    context: &mut Context,
    answer: &Answer,
    mut hits: impl Iterator<Item = tracuu::error::Result<Hit>>,
) -> anyhow::Result<()> {
    match context.out.format() {
        Format::Table => table(context, answer, hits)?,
        Format::Json => {
            let hits = hits.collect::<Result<_, _>>()?;
            context.out.json(&Answer { hits, ..answer.clone() })?;
        }
        Format::Jsonl => hits.try_for_each(|hit| context.out.json_line(&hit?))?,
        Format::Csv => {
            context.out.csv_head(&wording::HIT_HEAD)?;
            let lang = context.lang;
            hits.try_for_each(|hit| {
                context.out.csv_row(wording::hit_row(lang, &hit?))?;
                anyhow::Ok(())
            })?;
        }
    }
    Ok(())
}

fn table(
    context: &mut Context,
    answer: &Answer,
    hits: impl Iterator<Item = tracuu::error::Result<Hit>>,
) -> anyhow::Result<()> {
    for line in head(context, answer) {
        context.out.line(line)?;
    }
    let foot = foot(context, answer);
    let next = answer.next.as_deref();
    for (at, hit) in (1..).zip(hits) {
        context.out.line("")?;
        for line in hit_lines(context, at, &hit?) {
            context.out.line(line)?;
        }
    }
    if !foot.is_empty() || next.is_some() {
        context.out.line("")?;
    }
    for line in foot {
        context.out.line(line)?;
    }
    if let Some(next) = next {
        let next = clean::line(next);
        context.out.line(match context.lang {
            Lang::Vi => format!("Xem tiếp: --after {next} (tất cả: --all)"),
            Lang::En => format!("More: --after {next} (everything: --all)"),
        })?;
    }
    Ok(())
}

/// How the question was understood, and how much matches.
fn head(context: &Context, answer: &Answer) -> Vec<String> {
    let lang = context.lang;
    let mut lines = Vec::new();
    if !answer.reading.text.is_empty() {
        let reading = clean::line(&answer.reading.text);
        lines.push(format!("{}: {reading}", context.word("Đang tìm", "Looking for")));
    }
    for advice in &answer.reading.advice {
        lines.push(format!("! {}", clean::line(&wording::advice(lang, advice))));
    }
    if answer.total == 0 {
        lines.push(wording::NOTHING_FOUND.to(lang).to_owned());
        return lines;
    }
    let counts = &answer.counts;
    let steps = [
        (counts.number_own, wording::MATCH_NUMBER_OWN),
        (counts.number_cited, wording::MATCH_NUMBER_CITED),
        (counts.exact, wording::MATCH_EXACT),
        (counts.unaccented, wording::MATCH_UNACCENTED),
        (counts.synonym, wording::MATCH_SYNONYM),
        (counts.recovered, wording::MATCH_RECOVERED),
    ];
    let total = context.count(answer.total);
    let mut line = format!("{total} {}", wording::DOCUMENTS.to(lang));
    for (count, word) in steps {
        if count > 0 {
            line.push_str(&format!(" · {}: {}", word.to(lang), context.count(count)));
        }
    }
    lines.push(line);
    lines
}

/// What else there is: near matches, marked forms, files that could not be read.
fn foot(context: &Context, answer: &Answer) -> Vec<String> {
    let mut lines = Vec::new();
    let count = |number| context.count(number);
    if answer.near > 0 || answer.also > 0 {
        let (near, also) = (count(answer.near), count(answer.also));
        lines.push(match context.lang {
            Lang::Vi => format!(
                "Ngoài ra: {near} gần giống, {also} đủ các từ nhưng không liền nhau (--loose)"
            ),
            Lang::En => {
                format!("Besides: {near} match nearly, {also} hold all the words, apart (--loose)")
            }
        });
    }
    if let Some(typing) = &answer.typing {
        let (text, count) = (clean::line(&typing.text), count(typing.count));
        lines.push(match context.lang {
            Lang::Vi => format!("Có phải bạn muốn tìm: {text} ({count} văn bản)?"),
            Lang::En => format!("Did you mean: {text} ({count})?"),
        });
    }
    for former in &answer.formers {
        let (name, since) = (clean::line(&former.name), clean::line(&former.since));
        lines.push(match (context.lang, former.is_later) {
            (Lang::Vi, true) => format!("Tìm thêm: {name} (tên từ {since})"),
            (Lang::Vi, false) => format!("Tìm thêm: {name} (tên trước {since})"),
            (Lang::En, true) => format!("See also: {name} (its name since {since})"),
            (Lang::En, false) => format!("See also: {name} (its name before {since})"),
        });
    }
    if !answer.did_you_mean.is_empty() {
        let offer = |offer: &search::FormCount| {
            format!("{} ({})", clean::line(&offer.text), count(offer.count))
        };
        let offers = answer.did_you_mean.iter().map(offer).collect::<Vec<_>>().join(", ");
        lines.push(format!("{}: {offers}", context.word("Có phải ý bạn là", "Did you mean")));
    }
    if !answer.readings.is_empty() {
        let form = |form: &search::FormCount| {
            format!("{} ({})", clean::line(&form.text), count(form.count))
        };
        let listed = answer.readings.iter().take(LISTED_READINGS).map(form);
        let forms = listed.collect::<Vec<_>>().join(", ");
        lines.push(format!("{}: {forms}", context.word("Các cách đọc", "Readings")));
    }
    if answer.unreadable > 0 {
        let unreadable = count(answer.unreadable);
        let unsure = answer.total == 0;
        lines.push(match (context.lang, unsure) {
            (Lang::Vi, true) => format!(
                "Còn {unreadable} tệp chưa đọc được (đủ) nên chưa thể khẳng định là không có (tracuu status)."
            ),
            (Lang::En, true) => format!(
                "{unreadable} files could not be read (in full), so it is not certain that there is none \
                 (tracuu status)."
            ),
            (Lang::Vi, false) => format!("{unreadable} tệp chưa đọc được (đủ): tracuu status"),
            (Lang::En, false) => {
                format!("{unreadable} files could not be read (in full): tracuu status")
            }
        });
    }
    lines
}

pub(super) fn hit_lines(context: &Context, at: usize, hit: &Hit) -> Vec<String> {
    let lang = context.lang;
    let number = record::number(context, hit.number.as_deref(), hit.symbol.as_deref());
    let mut head = format!("{at}. {}", bold(context, &number));
    let date = record::date(context, hit.date.as_deref(), hit.year);
    let parts = [hit.kind_name.as_deref(), Some(date.as_str()), hit.issuer.as_deref()];
    for part in parts.into_iter().flatten() {
        head.push_str(&format!(" · {}", clean::line(part)));
    }
    let mut lines = vec![head];
    if let Some(subject) = &hit.subject {
        lines.push(format!("   {}", clean::line(subject)));
    }
    let places = context.count(u64::from(hit.occurrences));
    let matched = wording::matched(lang, hit.matched);
    lines.push(match lang {
        Lang::Vi => format!("   [{matched}] {places} chỗ"),
        Lang::En => format!("   [{matched}] {places} times"),
    });
    if hit.origin != tracuu::document::Origin::Text {
        lines.push(format!("   ({})", wording::origin(lang, hit.origin)));
    }
    for snippet in &hit.snippets {
        let page = wording::PAGE.to(lang).to_lowercase();
        lines.push(format!("   {page} {}: {}", snippet.page, marked(context, snippet)));
    }
    lines.push(format!("   {}  {}", hit.id, clean::path(&hit.path)));
    lines.extend(hit.explanation.iter().flat_map(|why| explain::lines(context, why)));
    lines
}

/// A snippet with its marks: by style, or between « and » where there is none.
fn marked(context: &Context, snippet: &Snippet) -> String {
    let style = anstyle::Style::new().bold().underline();
    let (open, close) = if context.out.is_styled() {
        (style.render().to_string(), style.render_reset().to_string())
    } else {
        ("«".to_owned(), "»".to_owned())
    };
    let mut text = String::new();
    let mut plain = String::new();
    for (at, c) in (0u32..).zip(snippet.text.chars()) {
        for [start, end] in &snippet.marks {
            if at == *end {
                text.push_str(&clean::line(&std::mem::take(&mut plain)));
                text.push_str(&close);
            }
            if at == *start {
                text.push_str(&clean::line(&std::mem::take(&mut plain)));
                text.push_str(&open);
            }
        }
        plain.push(c);
    }
    text.push_str(&clean::line(&plain));
    let length = u32::try_from(snippet.text.chars().count()).unwrap_or(u32::MAX);
    if snippet.marks.iter().any(|[start, end]| *end >= length && *start < length) {
        text.push_str(&close);
    }
    text
}

fn bold(context: &Context, text: &str) -> String {
    if context.out.is_styled() {
        let style = anstyle::Style::new().bold();
        format!("{style}{text}{style:#}")
    } else {
        text.to_owned()
    }
}
