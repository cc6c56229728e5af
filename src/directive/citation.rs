//! Citations, in two steps: *find* the mentions, *resolve* them to cited documents.
//!
//! In: the tokens of a directive, its own number, the place it is dated from. Out: [`Citation`]s in
//! the order of first mention. A mention that says only kind and number takes date and issuer of
//! the one that says them; a bare number (`Nghị quyết 18`) is resolved within the document only.

use super::about;
use super::block::Block;
use super::body;
use super::date::{self, Date};
use super::kind::{self, Kind};
use super::number::{Form, Number};
use super::relation;
use super::scan::{self, Found};
use super::tokens::{Gap, Tokens};
use super::{Citation, Mention, Relation};
use crate::document::{Page, Span};
use crate::text::fold::fold;
use std::collections::HashMap;
use std::ops::Range;

/// A mention as found.
struct Finding {
    number: Number,
    kind: Option<&'static Kind>,
    /// The kind is said by a word, not taken from the letters.
    said: bool,
    date: Option<Date>,
    issuer: Option<String>,
    subject: Option<String>,
    relation: Relation,
    mention: Mention,
}

/// What a directive cites, and where it says its own number.
pub(super) fn citations(
    pages: &[Page],
    tokens: &Tokens,
    blocks: &[Block],
    own: Option<&Number>,
    place: Option<&str>,
) -> (Vec<Citation>, Option<Span>) {
    let findings = find(pages, tokens, blocks);
    let says_own = findings.iter().find(|finding| Some(&finding.number) == own);
    let span = says_own.map(|finding| finding.mention.span);
    (resolve(findings, own, place), span)
}

/// Every mention, with what is said beside it.
fn find(pages: &[Page], tokens: &Tokens, blocks: &[Block]) -> Vec<Finding> {
    let numbers = scan::numbers(tokens);
    let words: Vec<Option<(usize, &'static Kind)>> =
        numbers.iter().map(|found| word(tokens, found)).collect();
    let start = |(found, word): (&Found, &Option<(usize, _)>)| {
        word.map_or(found.lead.start, |(start, _)| start)
    };
    let starts: Vec<usize> = numbers.iter().zip(&words).map(start).collect();
    let mut in_order = starts.clone();
    in_order.sort_unstable();
    let mentions: Vec<_> =
        starts.iter().zip(&numbers).map(|(start, found)| *start..found.end).collect();
    let relations = relation::relations(tokens, blocks, &mentions);
    let found = numbers.into_iter().zip(words).zip(relations);
    let kind = |word: Option<(usize, &'static Kind)>| word.map(|(_, kind)| kind);
    found
        .filter_map(|((found, word), relation)| {
            finding(pages, tokens, found, kind(word), relation, &in_order)
        })
        .collect()
}

fn finding(
    pages: &[Page],
    tokens: &Tokens,
    found: Found,
    word: Option<&'static Kind>,
    relation: Relation,
    mentions: &[usize],
) -> Option<Finding> {
    if is_copy(&found) {
        return None;
    }
    let dated = date::behind_number(tokens, found.end);
    let end = dated.map_or(found.end, |(_, end)| end);
    let span = tokens.span(found.lead.start..end)?;
    let page = pages.get(usize::try_from(span.page.checked_sub(1)?).ok()?)?;
    let text = page.text.get(span.start as usize..span.end as usize)?.to_owned();
    let said = found.lead.kind.or(word);
    let behind = body::behind(tokens, end);
    let subject = about::about(tokens, behind.as_ref().map_or(end, |(_, end)| *end), mentions);
    let before = || of_body(tokens, &found).map(|(_, _, body)| tokens.line(body));
    let issuer = behind.map(|(issuer, _)| issuer).or_else(before);
    Some(Finding {
        kind: said
            .or_else(|| found.number.kind())
            .filter(|_| said.is_some() || !is_judgment(&found.number)),
        said: said.is_some(),
        date: dated.map(|(date, _)| date),
        issuer,
        subject,
        relation,
        number: found.number,
        mention: Mention { span, text },
    })
}

/// The number of a copy (`Số: 15/SY-UBND`) is written on it, and never cited. "Sắc lệnh" is also SL.
fn is_copy(found: &Found) -> bool {
    let letters = found.number.symbol().kind_letters();
    found.lead.kind.is_none() && matches!(letters, Some("SY" | "TrS" | "SL"))
}

/// The kind's name where it does not stand directly before the number: its place, and the kind.
fn word(tokens: &Tokens, found: &Found) -> Option<(usize, &'static Kind)> {
    law(tokens, found).or_else(|| of_body(tokens, found).map(|(start, kind, _)| (start, kind)))
}

/// The body stands between the kind's name and the number: `Nghị quyết của Hội đồng Chính phủ số 209-CP`.
/// Where the name stands, the kind, and the tokens of the body.
fn of_body(tokens: &Tokens, found: &Found) -> Option<(usize, &'static Kind, Range<usize>)> {
    const FARTHEST: usize = 16;
    let end = found.lead.start;
    if found.lead.kind.is_some() || !found.lead.so {
        return None;
    }
    let names = |at: usize| {
        let fills = tokens.folded(at) == "cua" && body::named_by(tokens, at + 1) == Some(end);
        let last = at.checked_sub(1).filter(|_| fills)?;
        kind::names_to(tokens.folded(last)).find_map(|name| {
            let start = at.checked_sub(name.words.len())?;
            let is_name = tokens.spells(start, &name.words.join(" "))
                && tokens.nfc(start).starts_with(char::is_uppercase);
            is_name.then_some((start, name.kind, at + 1..end))
        })
    };
    (end.saturating_sub(FARTHEST)..end).rev().find_map(names)
}

/// A law's number has no letters of a kind; its title stands between the word and the number:
/// `Luật Tổ chức Chính phủ số 63/2025/QH15`. The word's place and the kind.
fn law(tokens: &Tokens, found: &Found) -> Option<(usize, &'static Kind)> {
    const FARTHEST: usize = 48;
    let body = found.number.symbol().body();
    let unit = body.is_some_and(|body| body.contains('-'));
    if found.number.symbol().form() != Form::Letter || found.number.year().is_none() || unit {
        return None;
    }
    let start = found.lead.start;
    (start.saturating_sub(FARTHEST)..start)
        .rev()
        .take_while(|&at| !(tokens.is_sign(at, ';') || tokens.gap(at + 1) == Gap::Paragraph))
        .find_map(|at| {
            let capital = tokens.nfc(at).starts_with(char::is_uppercase);
            kind::names_from(tokens.folded(at)).find_map(|name| {
                let spelled =
                    name.words.iter().zip(at..).all(|(word, at)| tokens.folded(at) == word);
                let act = matches!(name.kind.abbreviation(), "L" | "PL" | "NQ" | "LCT");
                (capital && spelled && act).then_some((at, name.kind))
            })
        })
}

/// A number with a year and no letters of a kind is no letter's: a court's judgment
/// (`438/2020/DS-PT`), which only a word can name.
fn is_judgment(number: &Number) -> bool {
    number.symbol().form() == Form::Letter && number.year().is_some()
}

/// One citation for each document; mentions in order.
fn resolve(findings: Vec<Finding>, own: Option<&Number>, place: Option<&str>) -> Vec<Citation> {
    let full = Full::new(&findings, own);
    let mut groups: Vec<(Number, Vec<Finding>)> = Vec::new();
    let mut with_key: HashMap<String, Vec<usize>> = HashMap::new();
    for mut finding in findings {
        if finding.number.symbol().form() == Form::Bare {
            finding.number = full.meant(finding.number);
            // "Đề án số 06" that nothing resolves is a name.
            let is_named = finding.kind.is_some_and(|kind| kind.titled);
            if is_named && finding.number.symbol().form() == Form::Bare {
                continue;
            }
        }
        if own == Some(&finding.number) {
            continue;
        }
        let known = with_key.entry(finding.number.full_key()).or_default();
        let fits = |at: &usize| groups.get(*at).is_some_and(|(_, group)| one_date(group, &finding));
        let at = known.iter().rev().copied().find(fits);
        match at.and_then(|at| groups.get_mut(at)) {
            Some((_, group)) => group.push(finding),
            None => {
                known.push(groups.len());
                groups.push((finding.number.clone(), vec![finding]));
            }
        }
    }
    groups.into_iter().map(|(number, group)| citation(&number, group, place)).collect()
}

/// The numbers that a document says in full, by kind and digits.
struct Full(HashMap<String, Option<Number>>);

impl Full {
    fn new(findings: &[Finding], own: Option<&Number>) -> Self {
        let mut by_key: HashMap<String, Option<Number>> = HashMap::new();
        let said = findings.iter().map(|f| (&f.number, f.kind)).chain(own.map(|own| (own, None)));
        for (number, kind) in said.filter(|(n, _)| n.symbol().form() != Form::Bare) {
            for key in number.kind_keys(None, kind) {
                let known = by_key.entry(key).or_insert_with(|| Some(number.clone()));
                if known.as_ref().is_some_and(|known| known != number) {
                    *known = None;
                }
            }
        }
        Self(by_key)
    }

    /// The number of the document that a bare number means: the only one with its kind and digits.
    fn meant(&self, bare: Number) -> Number {
        self.0.get(&bare.full_key()).cloned().flatten().unwrap_or(bare)
    }
}

/// A number may recur in a later term: two mentions with two dates are two documents.
fn one_date(group: &[Finding], finding: &Finding) -> bool {
    let Some(date) = finding.date else { return true };
    group.iter().filter_map(|f| f.date).all(|known| {
        let day = known.iso().zip(date.iso());
        day.map_or(known.year == date.year, |(a, b)| a == b)
    })
}

fn citation(number: &Number, group: Vec<Finding>, place: Option<&str>) -> Citation {
    let kind = group.iter().find(|f| f.said).or(group.first()).and_then(|f| f.kind);
    let dates = || group.iter().filter_map(|f| f.date);
    let date = dates().find_map(Date::iso).or_else(|| dates().find_map(Date::known));
    let year = dates().find_map(|date| date.year);
    let letters = number.symbol().letters_of_kind(kind).map(str::to_owned);
    let issuer = issuer(&group).map(|issuer| placed(issuer, place));
    Citation {
        number: number.clone().of_year(year).to_string(),
        kind: letters.or_else(|| kind.map(|k| k.abbreviation().to_owned())),
        kind_name: kind.map(|k| k.name.clone()),
        date,
        issuer,
        subject: group.iter().find_map(|f| f.subject.clone()),
        relations: relations(&group),
        mentions: group.into_iter().map(|f| f.mention).collect(),
    }
}

/// What the mentions say, the strongest first; [`Relation::Mentions`] only where they say nothing else.
fn relations(group: &[Finding]) -> Vec<Relation> {
    let mut relations: Vec<Relation> = group.iter().map(|f| f.relation).collect();
    relations.sort_unstable();
    relations.dedup();
    if relations.len() > 1 {
        relations.retain(|relation| *relation != Relation::Mentions);
    }
    relations
}

/// The first issuer that is said, or a later one that says it in full
/// ("Bộ Chính trị" … "Bộ Chính trị, Ban Bí thư").
fn issuer(group: &[Finding]) -> Option<&str> {
    let mut said = group.iter().filter_map(|f| f.issuer.as_deref());
    let first = said.next()?;
    Some(said.fold(first, |kept, next| if next.starts_with(kept) { next } else { kept }))
}

/// A provincial committee that is named without its province is the directive's own.
fn placed(issuer: &str, place: Option<&str>) -> String {
    let folded = fold(issuer);
    let open = ["Tỉnh ủy", "Thành ủy"].into_iter().find(|end| folded.ends_with(&fold(end)));
    let Some((end, (place, _))) = open.zip(place.and_then(super::agency::place)) else {
        return issuer.to_owned();
    };
    // As many characters as its folded form, whatever its capitals and marks.
    let head = issuer.chars().count().saturating_sub(end.chars().count());
    let head: String = issuer.chars().take(head).collect();
    format!("{head}{end} {place}")
}

#[cfg(test)]
mod tests {
    use super::super::block;
    use super::*;
    use crate::document::PageStatus;

    /// Number, issuer, count of mentions of what a text cites.
    fn of(text: &str) -> Vec<(String, String, usize)> {
        let pages = [Page { text: text.into(), status: PageStatus::Text }];
        let tokens = Tokens::of_pages(&pages);
        let cited = citations(&pages, &tokens, &block::blocks(&tokens), None, None).0;
        let one = |c: Citation| (c.number, c.issuer.unwrap_or_default(), c.mentions.len());
        cited.into_iter().map(one).collect()
    }

    #[test]
    fn a_bare_number_is_of_the_kind_that_a_word_says() {
        for (text, number) in [
            ("Quy định số 66-QĐ/TW về thể thức; theo Quy định số 66 thì", "66-QĐ/TW"),
            (
                "Nghị quyết số 656/2023/UBTVQH15 và Nghị quyết 656 trước ngày 05/3/2024",
                "656/2023/UBTVQH15",
            ),
        ] {
            assert_eq!(of(text), [(number.to_owned(), String::new(), 2)], "{text}");
        }
    }

    #[test]
    fn a_titled_kind_is_cited_by_a_bare_number_that_is_resolved() {
        let text = "Chương trình số 15-CTr/TU của Tỉnh ủy; theo Chương trình số 15 và Đề án số 06";
        assert_eq!(of(text), [("15-CTr/TU".to_owned(), "Tỉnh ủy".to_owned(), 2)]);
    }

    #[test]
    fn who_speaks_next_is_not_the_issuer() {
        for text in [
            "Căn cứ Kết luận số 12-KL/TW, Ban Bí thư yêu cầu",
            "Căn cứ Kết luận số 12-KL/TW, ngày 05/3/2024,\n\nBAN BÍ THƯ QUYẾT ĐỊNH",
            "Bãi bỏ Kết luận số 12-KL/TW\nBAN BÍ THƯ",
        ] {
            assert_eq!(of(text), [("12-KL/TW".to_owned(), String::new(), 1)], "{text}");
        }
    }

    /// The body may stand before the number, and letters of a ministry are no kind.
    #[test]
    fn acts_of_old() {
        for (text, [number, kind, issuer]) in [
            (
                "Nghị quyết của Hội đồng Chính phủ số 209-CP ngày 12-9-1974",
                ["209-CP", "NQ", "Hội đồng Chính phủ"],
            ),
            ("công văn số 905 CT/NV ngày 12/3/2003", ["905-CT/NV", "CV", ""]),
            ("Quyết định số 812 TC/QĐ/TCT ngày 9/10/1992", ["812-TC/QĐ/TCT", "QĐ", ""]),
            (
                "Lệnh số 47-L/CTN ngày 3 tháng 12 năm 1996 của Chủ tịch nước",
                ["47-L/CTN", "LCT", "Chủ tịch nước"],
            ),
        ] {
            let page = Page { text: format!("Căn cứ {text};"), status: PageStatus::Text };
            let tokens = Tokens::of_pages(std::slice::from_ref(&page));
            let blocks = block::blocks(&tokens);
            let (read, _) = citations(&[page], &tokens, &blocks, None, None);
            let read = read.first().unwrap();
            assert_eq!(read.number, number);
            assert_eq!(read.kind.as_deref(), Some(kind), "{text}");
            assert_eq!(read.issuer.as_deref().unwrap_or_default(), issuer, "{text}");
        }
    }

    #[test]
    fn an_issuer_ends_with_its_line() {
        for (below, issuer) in [
            ("Kính gửi: Công an xã", "UBND tỉnh"),
            ("Triển khai thực hiện", "UBND tỉnh"),
            ("LƯU HÀNH NỘI BỘ", "UBND tỉnh"),
            ("Hưng Yên về việc", "UBND tỉnh\nHưng Yên"),
        ] {
            let read =
                of(&format!("V/v thực hiện Quyết định số 12/QĐ-UBND của UBND tỉnh\n{below}"));
            let issuer = issuer.replace('\n', " ");
            assert_eq!(read, [("12/QĐ-UBND".to_owned(), issuer, 1)], "{below}");
        }
    }

    #[test]
    fn a_copy_is_not_cited() {
        assert_eq!(of("UBND XÃ BẾN LAU\nSố: 15/SY-UBND\nSAO Y"), []);
        assert_eq!(of("theo Sắc lệnh số 04/SL-CTN").len(), 1);
    }
}
