//! What the archive holds, as bars: by year, kind and issuer, each leading to the directives that it counts.

use crate::search::{Counted, CountedBy, Facet, question_of};
use crate::serve::page::encoded;
use crate::serve::{shown, words};
use crate::wording::Lang;
use crate::wording::page::{Labels, labels, rest_of_issuers, rest_of_kinds};

/// Kinds and issuers with a bar of their own, the most frequent.
const ROWS: usize = 10;
/// The height of the highest column, in pixels.
const HEIGHT: u64 = 96;
/// Years without a directive that stand one by one; more in a row stand as one gap.
const YEARS_APART: u64 = 3;

/// All charts.
pub(super) struct Held {
    pub(super) years: Vec<Bar>,
    pub(super) charts: Vec<Chart>,
}

/// Bars below each other, the longest first.
pub(super) struct Chart {
    /// Names it in the page.
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) rows: Vec<Bar>,
    /// The values without a bar, in one line.
    pub(super) rest: Option<String>,
}

/// A value with its count.
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) count: String,
    /// Pixels of a column, per cent of a row.
    pub(super) length: String,
    pub(super) href: Option<String>,
    /// Years without any directive.
    pub(super) is_gap: bool,
}

impl Held {
    /// Of all that is held; `None` of an empty archive.
    pub(super) fn new(lang: Lang, of: &Counted) -> Option<Self> {
        if of.total == 0 {
            return None;
        }
        let (say, facets) = (labels(lang), &of.facets);
        let kinds = Rows { lang, total: of.total, by: CountedBy::Kind, none: say.kindless };
        let issuers = Rows { by: CountedBy::Issuer, none: say.issuerless, ..kinds };
        let charts = vec![
            kinds.chart("by-kind", say.by_kind, &facets.kind, rest_of_kinds),
            issuers.chart("by-issuer", say.by_issuer, &facets.issuer, rest_of_issuers),
        ];
        Some(Self { years: years(lang, say, of), charts })
    }
}

/// How rows are made.
#[derive(Clone, Copy)]
struct Rows {
    lang: Lang,
    /// All directives.
    total: u64,
    by: CountedBy,
    /// What is said of those without a value.
    none: &'static str,
}

impl Rows {
    fn chart(
        self,
        id: &'static str,
        title: &'static str,
        facet: &Facet,
        rest: fn(Lang, u64, u64) -> String,
    ) -> Chart {
        let most = facet.first().map_or(self.total, |value| value.count);
        let without = without(self.total, facet);
        let longest = most.max(without);
        let rows = facet.iter().take(ROWS).map(|value| {
            let href = href(self.by, Some(&value.value));
            self.bar(shown::line(&value.label), value.count, longest, href)
        });
        let mut rows: Vec<Bar> = rows.collect();
        let others = facet.get(ROWS..).unwrap_or_default();
        let counted: u64 = others.iter().map(|value| value.count).sum();
        let rest = (!others.is_empty()).then(|| rest(self.lang, others.len() as u64, counted));
        if without > 0 {
            rows.push(self.bar(self.none.to_owned(), without, longest, href(self.by, None)));
        }
        Chart { id, title, rows, rest }
    }

    fn bar(self, label: String, count: u64, most: u64, href: Option<String>) -> Bar {
        let share = count as f64 / most.max(1) as f64;
        // What is there is to be seen.
        let length = format!("{:.1}%", (share * 100.0).max(0.5));
        Bar { length, ..bar(self.lang, label, count, href) }
    }
}

fn bar(lang: Lang, label: String, count: u64, href: Option<String>) -> Bar {
    Bar { label, count: words::count(lang, count), length: String::new(), href, is_gap: false }
}

/// Directives without a value.
fn without(total: u64, facet: &Facet) -> u64 {
    total.saturating_sub(facet.iter().map(|value| value.count).sum())
}

fn href(by: CountedBy, value: Option<&str>) -> Option<String> {
    question_of(by, value).map(|question| format!("/?q={}", encoded(&question)))
}

/// A column a year, in their order, those without a directive too; then those of no year.
fn years(lang: Lang, say: &Labels, of: &Counted) -> Vec<Bar> {
    let mut years: Vec<(u64, u64)> = (of.facets.year.iter())
        .filter_map(|value| Some((value.value.parse().ok()?, value.count)))
        .collect();
    years.sort_unstable();
    let without = without(of.total, &of.facets.year);
    let most = years.iter().map(|(_, count)| *count).chain([without]).max().unwrap_or(0).max(1);
    let column = |label: String, count: u64, href| {
        let height = count.saturating_mul(HEIGHT).div_ceil(most);
        Bar { length: height.to_string(), ..bar(lang, label, count, href) }
    };
    let gap = |label: String| Bar { is_gap: true, ..column(label, 0, None) };
    let mut bars = Vec::new();
    let mut before: Option<u64> = None;
    for (year, count) in years {
        let first = before.map_or(year, |before| before.saturating_add(1));
        let apart = year.saturating_sub(first);
        if apart > YEARS_APART {
            bars.push(gap(format!("{first}–{}", year.saturating_sub(1))));
        } else {
            bars.extend((first..year).map(|year| gap(year.to_string())));
        }
        let href = href(CountedBy::Year, Some(&year.to_string()));
        bars.push(column(year.to_string(), count, href));
        before = Some(year);
    }
    if without > 0 {
        bars.push(column(say.undated.to_owned(), without, href(CountedBy::Year, None)));
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{FacetValue, Facets};

    fn facet(values: &[(&str, u64)]) -> Facet {
        let value = |(value, count): &(&str, u64)| FacetValue {
            value: (*value).into(),
            label: (*value).into(),
            count: *count,
        };
        values.iter().map(value).collect()
    }

    fn held(total: u64, year: &[(&str, u64)], issuer: &[(&str, u64)]) -> Option<Held> {
        let (year, issuer) = (facet(year), facet(issuer));
        let facets = Facets { year, issuer, ..Facets::default() };
        Held::new(Lang::Vi, &Counted { query: String::new(), total, facets })
    }

    #[test]
    fn years_stand_in_order_with_their_gaps() {
        let held = held(30, &[("2026", 20), ("2023", 1), ("1995", 4)], &[]).unwrap();
        let seen: Vec<(&str, &str, bool)> = (held.years.iter())
            .map(|bar| (bar.label.as_str(), bar.count.as_str(), bar.is_gap))
            .collect();
        let expected = [
            ("1995", "4", false),
            ("1996–2022", "0", true),
            ("2023", "1", false),
            ("2024", "0", true),
            ("2025", "0", true),
            ("2026", "20", false),
            ("Chưa rõ năm", "5", false),
        ];
        assert_eq!(seen, expected);
        assert_eq!((held.years[5].length.as_str(), held.years[2].length.as_str()), ("96", "5"));
        assert!(held.years.iter().all(|bar| bar.href.is_none() == bar.is_gap));
    }

    #[test]
    fn the_most_frequent_have_a_row_and_the_rest_a_line() {
        let names: Vec<String> = (0..13).map(|at| format!("Cơ quan {at}")).collect();
        let counts: Vec<(&str, u64)> = names.iter().map(|name| (name.as_str(), 2)).collect();
        let held = held(30, &[], &counts).unwrap();
        let issuers = &held.charts[1];
        assert_eq!(issuers.rows.len(), 11);
        assert_eq!(issuers.rest.as_deref(), Some("và 3 cơ quan khác: 6 văn bản"));
        let last = issuers.rows.last().unwrap();
        assert_eq!((last.label.as_str(), last.count.as_str()), ("Chưa rõ cơ quan ban hành", "4"));
        assert_eq!((last.length.as_str(), issuers.rows[0].length.as_str()), ("100.0%", "50.0%"));
    }

    #[test]
    fn an_empty_archive_has_no_bars() {
        assert!(held(0, &[], &[]).is_none());
    }
}
