//! `tracuu search`: hits with number, date, issuer, subject, how they match, and where.

use super::arguments::{Format, SearchArguments};
use super::{Context, Exit, clean, explain, record};
use tracuu::index::{Index, Snapshot};
use tracuu::search::{self, Answer, Hit, MAX_LIMIT, Request, Snippet};
use tracuu::wording::{self, Lang};

/// Marked forms listed for an unmarked question.
const LISTED_READINGS: usize = 8;

pub(super) fn run(context: &mut Context, arguments: &SearchArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let mut request = Request {
        query: arguments.query.join(" "),
        limit: usize::from(arguments.limit),
        after: arguments.after.clone(),
        loose: arguments.loose,
        verified: arguments.verified,
        explain: arguments.explain,
    };
    if arguments.all {
        request.limit = MAX_LIMIT;
    }
    let first = search::search(&snapshot, &request)?;
    let exit = if first.total > 0 { Exit::Done } else { Exit::Part };
    match context.out.format() {
        Format::Table => table(context, &snapshot, &request, first, arguments.all)?,
        Format::Json => {
            let mut answer = first;
            while let Some(next) = answer.next.take_if(|_| arguments.all) {
                request.after = Some(next);
                let more = search::search(&snapshot, &request)?;
                answer.hits.extend(more.hits);
                answer.next = more.next;
            }
            context.out.json(&answer)?;
        }
        Format::Jsonl => each_hit(&snapshot, &mut request, first, arguments.all, |hit| {
            context.out.json_line(hit)
        })?,
        Format::Csv => {
            context.out.csv_head(&CSV_HEAD)?;
            each_hit(&snapshot, &mut request, first, arguments.all, |hit| {
                let row = csv_row(context.lang, hit);
                context.out.csv_row(row)
            })?;
        }
    }
    Ok(exit)
}

/// The hits of an answer, and with `all` of those behind it, a page in memory at a time.
fn each_hit(
    snapshot: &Snapshot,
    request: &mut Request,
    first: Answer,
    all: bool,
    mut each: impl FnMut(&Hit) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut answer = first;
    loop {
        answer.hits.iter().try_for_each(&mut each)?;
        let Some(next) = answer.next.filter(|_| all) else { return Ok(()) };
        request.after = Some(next);
        answer = search::search(snapshot, request)?;
    }
}

const CSV_HEAD: [&str; 12] = [
    "number",
    "date",
    "kind",
    "issuer",
    "subject",
    "match",
    "occurrences",
    "page",
    "snippet",
    "origin",
    "id",
    "path",
];

fn csv_row(lang: Lang, hit: &Hit) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let snippet = hit.snippets.first();
    vec![
        text(if hit.number.is_some() { &hit.number } else { &hit.symbol }),
        text(&hit.date),
        text(&hit.kind_name),
        text(&hit.issuer),
        text(&hit.subject),
        wording::matched(lang, hit.matched).to_owned(),
        hit.occurrences.to_string(),
        snippet.map(|snippet| snippet.page.to_string()).unwrap_or_default(),
        snippet.map(|snippet| snippet.text.clone()).unwrap_or_default(),
        wording::origin(lang, hit.origin).to_owned(),
        hit.id.to_string(),
        hit.path.clone(),
    ]
}

fn table(
    context: &mut Context,
    snapshot: &Snapshot,
    request: &Request,
    first: Answer,
    all: bool,
) -> anyhow::Result<()> {
    for line in head(context, &first) {
        context.out.line(line)?;
    }
    let foot = foot(context, &first);
    let next = first.next.clone().filter(|_| !all);
    let mut request = request.clone();
    let mut at = 0;
    each_hit(snapshot, &mut request, first, all, |hit| {
        at += 1;
        context.out.line("")?;
        for line in hit_lines(context, at, hit) {
            context.out.line(line)?;
        }
        Ok(())
    })?;
    if !foot.is_empty() || next.is_some() {
        context.out.line("")?;
    }
    for line in foot {
        context.out.line(line)?;
    }
    if let Some(next) = next {
        let next = clean::line(&next);
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

fn hit_lines(context: &Context, at: usize, hit: &Hit) -> Vec<String> {
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
