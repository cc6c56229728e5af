//! `/?q=…`: the answer to a question.

use super::{Frame, Piece, encoded, rendered, start};
use crate::document::Origin;
use crate::index::Summary;
use crate::search::{self, Answer, Facet, Hit, Match, ReadingPart, Snippet};
use crate::serve::parameters::Parameters;
use crate::serve::problem::Problem;
use crate::serve::state::State;
use crate::serve::{api, shown, words};
use askama::Template;
use axum::extract;
use axum::response::Response;

/// The search page; without a question, what the archive holds and how to ask.
pub(crate) async fn page(
    extract::State(state): extract::State<State>,
    given: Parameters,
) -> Result<Response, Problem> {
    let request = api::request(&given)?;
    if request.query.trim().is_empty() {
        return start::page(&state).await;
    }
    let snapshot = state.snapshot()?;
    let address = Address { query: request.query.clone(), limit: request.limit };
    let is_first = request.after.is_none();
    let asked = Asked { is_first, is_loose: request.loose, is_verified: request.verified };
    let answer = api::answer(&state, request).await?;
    Ok(rendered(&Results::new(&answer, snapshot.summary(), &address, asked)))
}

/// What is asked for beside the question.
#[derive(Clone, Copy)]
struct Asked {
    is_first: bool,
    is_loose: bool,
    is_verified: bool,
}

/// The question as it stands in the address.
struct Address {
    query: String,
    limit: usize,
}

impl Address {
    fn of(&self, query: &str, more: &str) -> String {
        let limit = match self.limit {
            search::DEFAULT_LIMIT => String::new(),
            other => format!("&limit={other}"),
        };
        format!("/?q={}{limit}{more}", encoded(query))
    }

    fn narrowed(&self, by: &str) -> String {
        self.of(&format!("{} {by}", self.query.trim_end()), "")
    }
}

#[derive(Template)]
#[template(path = "search.html")]
struct Results {
    frame: Frame,
    /// How the question was understood.
    reading: String,
    advice: Vec<String>,
    /// `48 văn bản`, or why there is none.
    headline: String,
    /// The headline is a sentence, not a count.
    is_sentence: bool,
    is_empty: bool,
    /// What else is to be said before the hits.
    notes: Vec<String>,
    steps: Vec<Step>,
    unread: Vec<String>,
    readings: Vec<Link>,
    /// What else may have been meant, and how what was widened is taken back.
    offers: Vec<Group>,
    /// Leads to the hits that are not in the total.
    loose: Option<Link>,
    /// Leads to the hits without those in restored text, or back to all.
    verified: Option<Link>,
    hits: Vec<Row>,
    next: Option<String>,
    first: Option<String>,
    facets: Vec<Group>,
}

struct Step {
    count: String,
    label: &'static str,
}

/// Something countable that may lead somewhere.
struct Link {
    href: Option<String>,
    label: String,
    count: String,
}

struct Group {
    title: &'static str,
    values: Vec<Link>,
}

/// One hit.
struct Row {
    href: String,
    number: Option<String>,
    kind: Option<String>,
    date: String,
    issuer: Option<String>,
    how: &'static str,
    class: &'static str,
    /// Where the text is not the file's own.
    origin: Option<String>,
    title: String,
    snippets: Vec<Place>,
    /// Places that match beyond those shown.
    more: u32,
}

struct Place {
    href: String,
    page: u32,
    pieces: Vec<Piece>,
}

impl Results {
    fn new(answer: &Answer, summary: &Summary, address: &Address, asked: Asked) -> Self {
        let Asked { is_first, is_loose, is_verified } = asked;
        let any_word = answer.total == 0 && answer.near == 0 && answer.also == 0;
        let readings = answer.readings.iter().map(|form| Link {
            href: Some(address.of(&form.text, "")),
            label: shown::line(&form.text),
            count: words::count(form.count),
        });
        let loose =
            (answer.total > 0 && !is_loose && answer.near + answer.also > 0).then(|| Link {
                href: Some(address.of(&address.query, "&loose=1")),
                label: beyond(answer),
                count: String::new(),
            });
        let link = |label: &str, more: &str| Link {
            href: Some(address.of(&address.query, more)),
            label: label.to_owned(),
            count: String::new(),
        };
        let verified = match (is_verified, answer.counts.recovered) {
            (true, _) => Some(link("Xem cả kết quả trong bản khôi phục", "")),
            (false, 0) => None,
            (false, _) => Some(link("Bỏ kết quả trong bản khôi phục", "&verified=1")),
        };
        let kept = match (is_loose, is_verified) {
            (true, true) => "&loose=1&verified=1",
            (true, false) => "&loose=1",
            (false, true) => "&verified=1",
            (false, false) => "",
        };
        let next = answer
            .next
            .as_ref()
            .map(|cursor| address.of(&address.query, &format!("{kept}&after={}", encoded(cursor))));
        Self {
            frame: Frame::new(format!("{} – tra cứu", shown::line(&answer.query)), &answer.query),
            reading: shown::line(&answer.reading.text),
            advice: answer.reading.advice.iter().map(words::advice).collect(),
            headline: headline(answer, summary),
            is_sentence: answer.total == 0,
            is_empty: answer.hits.is_empty(),
            notes: notes(answer),
            steps: steps(answer),
            unread: words::unread(summary),
            readings: readings.collect(),
            offers: offers(answer, address),
            loose,
            verified,
            hits: answer.hits.iter().map(|hit| Row::new(hit, &answer.query, any_word)).collect(),
            next,
            first: (!is_first).then(|| address.of(&address.query, kept)),
            facets: groups(answer, address),
        }
    }
}

/// What else may have been meant, and how what was widened is taken back.
fn offers(answer: &Answer, address: &Address) -> Vec<Group> {
    let link = |query: &str, label: &str, count: String| Link {
        href: Some(address.of(query, "")),
        label: shown::line(label),
        count,
    };
    let meant = answer.typing.iter().chain(&answer.did_you_mean);
    let meant = meant.map(|form| link(&form.text, &form.text, words::count(form.count)));
    let synonyms = answer.reading.parts.iter().flat_map(|part| match part {
        ReadingPart::Words { synonyms, .. } => synonyms.as_slice(),
        _ => &[],
    });
    let exact = synonyms.map(|synonym| link(&synonym.off, &synonym.typed, String::new()));
    let formers = answer.formers.iter().map(|former| {
        let since = if former.is_later { "từ" } else { "trước" };
        let since = format!("{since} {}", shown::line(&former.since));
        link(&format!("\"{}\"", former.name), &former.name, since)
    });
    let rewritten = answer.reading.rewritten.iter().map(|_| {
        let as_typed = format!("={}", answer.query);
        link(&as_typed, "đúng các từ như đã gõ", String::new())
    });
    let mut groups = vec![
        Group { title: "Có phải bạn muốn tìm", values: meant.collect() },
        Group { title: "Chỉ tìm đúng từ", values: exact.collect() },
        Group { title: "Tên khác của cơ quan", values: formers.collect() },
        Group { title: "Hoặc tìm", values: rewritten.collect() },
    ];
    groups.retain(|group| !group.values.is_empty());
    groups
}

/// The total, or the honest word for none.
fn headline(answer: &Answer, summary: &Summary) -> String {
    if answer.total > 0 {
        return format!("{} văn bản", words::count(answer.total));
    }
    if answer.hits.is_empty() {
        words::nothing_found(summary)
    } else {
        words::nothing_strict(summary)
    }
}

/// `12 văn bản gần giống, 151 văn bản có đủ các từ nhưng không liền nhau`.
fn beyond(answer: &Answer) -> String {
    let kinds = [
        (answer.near, "văn bản gần giống (khác dấu, sai một chữ, hoặc các từ gần nhau)"),
        (answer.also, "văn bản có đủ các từ nhưng không liền nhau"),
    ];
    let said = kinds.iter().filter(|(count, _)| *count > 0);
    said.map(|(count, what)| format!("{} {what}", words::count(*count)))
        .collect::<Vec<_>>()
        .join(", ")
}

fn notes(answer: &Answer) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(number) = asked_number(answer) {
        let counts = &answer.counts;
        if counts.number_own == 0 && counts.number_cited > 0 {
            notes.push(words::only_cited(&number, counts.number_cited));
        }
        if counts.number_own > 1 && !number.contains('…') {
            notes.push(words::several(&number, counts.number_own));
        }
    }
    if answer.total == 0 && !answer.hits.is_empty() {
        let beyond = beyond(answer);
        notes.push(if beyond.is_empty() {
            "Dưới đây là các văn bản chỉ có một số từ trong câu tìm.".into()
        } else {
            format!("Dưới đây: {beyond}.")
        });
    }
    notes
}

/// The number, if the question is nothing else.
fn asked_number(answer: &Answer) -> Option<String> {
    match answer.reading.parts.as_slice() {
        [ReadingPart::Number { text }] => Some(shown::line(text)),
        _ => None,
    }
}

fn steps(answer: &Answer) -> Vec<Step> {
    let counts = &answer.counts;
    [
        (counts.number_own, "chính văn bản này"),
        (counts.number_cited, "có viện dẫn số này"),
        (counts.exact, "đúng nguyên văn"),
        (counts.unaccented, "khớp không phân biệt dấu"),
        (counts.synonym, "khớp theo tên gọi khác"),
        (counts.recovered, "khớp trên chữ máy khôi phục"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, label)| Step { count: words::count(count), label })
    .collect()
}

fn groups(answer: &Answer, address: &Address) -> Vec<Group> {
    let facets = &answer.facets;
    let group = |title, facet: &Facet, href: &dyn Fn(&str) -> Option<String>| Group {
        title,
        values: facet
            .iter()
            .map(|value| Link {
                href: href(&value.value),
                label: shown::line(&value.label),
                count: words::count(value.count),
            })
            .collect(),
    };
    let mut groups = vec![
        group("Tên loại", &facets.kind, &|kind| Some(address.narrowed(&format!("loại:{kind}")))),
        group("Cơ quan ban hành", &facets.issuer, &|issuer| {
            let issuer = issuer.replace('"', " ");
            Some(address.narrowed(&format!("cơquan:\"{issuer}\"")))
        }),
        group("Năm", &facets.year, &|year| Some(address.narrowed(&format!("ngày:{year}")))),
    ];
    if facets.origin.len() > 1 {
        let origin = |value: &str| Some(address.narrowed(&format!("nguồn:{value}")));
        let mut group = group("Nguồn chữ", &facets.origin, &origin);
        for (link, value) in group.values.iter_mut().zip(&facets.origin) {
            let origin = Origin::of_code(&value.value);
            link.label = origin.map_or_else(|| link.label.clone(), words::origin);
        }
        groups.push(group);
    }
    if facets.matched.len() > 1 {
        let matched = |code: &str| Some(address.of(&answer.query, &format!("&match={code}")));
        let mut group = group("Cách khớp", &facets.matched, &matched);
        for (link, value) in group.values.iter_mut().zip(&facets.matched) {
            let matched = Match::of_code(&value.value).unwrap_or(Match::Words);
            link.label = words::matched(matched, false).to_owned();
        }
        groups.push(group);
    }
    if !facets.secrecy.is_empty() {
        let secrecy = |value: &str| Some(address.narrowed(&format!("mật:\"{value}\"")));
        groups.push(group("Độ mật", &facets.secrecy, &secrecy));
    }
    groups.retain(|group| !group.values.is_empty());
    groups
}

impl Row {
    fn new(hit: &Hit, query: &str, any_word: bool) -> Self {
        let base = format!("/documents/{}?q={}", hit.id, encoded(query));
        let blank = hit.symbol.as_ref().map(|symbol| format!("…/{}", shown::line(symbol)));
        let number = hit.number.as_deref().map(shown::line).or(blank);
        let title = match (&hit.subject, &number) {
            (Some(subject), _) => words::sentence(&shown::line(subject)),
            (None, Some(number)) if hit.number.is_some() => number.clone(),
            _ => shown::file_name(&hit.path),
        };
        let shown_places = u32::try_from(hit.snippets.len()).unwrap_or(u32::MAX);
        Self {
            href: format!("{base}#here"),
            kind: hit.kind_name.as_deref().map(shown::line),
            date: words::date(hit.date.as_deref(), hit.year, hit.number.is_some()),
            issuer: hit.issuer.as_deref().map(shown::line),
            how: words::matched(hit.matched, any_word),
            class: class(hit.matched),
            // How it matched says so already.
            origin: (hit.origin != Origin::Text && hit.matched != Match::Recovered)
                .then(|| words::origin(hit.origin)),
            title,
            snippets: hit.snippets.iter().map(|snippet| Place::new(snippet, &base)).collect(),
            more: hit.occurrences.saturating_sub(shown_places),
            number,
        }
    }
}

impl Place {
    fn new(snippet: &Snippet, base: &str) -> Self {
        Self {
            href: format!("{base}&page={}#here", snippet.page),
            page: snippet.page,
            pieces: pieces(&snippet.text, &snippet.marks),
        }
    }
}

/// Cuts a text at its marks, given in code points.
fn pieces(text: &str, marks: &[[u32; 2]]) -> Vec<Piece> {
    let is_marked = |at: u32| marks.iter().any(|&[start, end]| (start..end).contains(&at));
    let mut pieces: Vec<Piece> = Vec::new();
    for (at, c) in (0u32..).zip(text.chars()) {
        let marked = is_marked(at);
        match pieces.last_mut() {
            Some(last) if last.marked == marked => last.text.push(c),
            _ => pieces.push(Piece { text: c.into(), marked }),
        }
    }
    for piece in &mut pieces {
        piece.text = shown::line(&piece.text);
    }
    pieces
}

fn class(matched: Match) -> &'static str {
    match matched {
        Match::NumberOwn | Match::Exact => "strong",
        Match::NumberCited => "cited",
        Match::Unaccented | Match::Synonym => "unaccented",
        Match::Recovered => "recovered",
        Match::Near | Match::Words => "loose",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_code_points() {
        let cut = pieces("rà soát hạ tầng số dùng", &[[8, 18]]);
        let cut: Vec<_> = cut.iter().map(|p| (p.text.as_str(), p.marked)).collect();
        assert_eq!(cut, [("rà soát ", false), ("hạ tầng số", true), (" dùng", false)]);
        assert_eq!(pieces("ab", &[[0, 9], [1, 2]]).len(), 1);
    }
}
