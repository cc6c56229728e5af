//! Running headers, footers and page numbers: lines near a page's edge that come again on the pages
//! around it.
//!
//! In: what stands near the upper and lower edge of each page. Out: which of it runs through the
//! pages. A line runs if three pages in a row, or every other of five, have the same line at the
//! same height, figures apart; two pages are enough where there are no more to look at. A page
//! number alone on its line needs no other page if it is the page's own.
//!
//! The head of a first page is never one: there, a line that comes again is more likely the letterhead.

use crate::text::fold::fold;

/// Pages before and behind a page that say what runs through it.
pub(super) const REACH: usize = 4;
/// Lines looked at, from an edge inwards. If so many come again it is a form, printed many times.
pub(super) const ROWS: usize = 4;
/// By how much heights may differ: points, or lines of a text file.
const LEVEL: f32 = 3.0;
/// What may stand beside a lone page number, folded, without spaces.
const LABELS: [&str; 7] = ["", "trang", "tr", "trangso", "page", "pageof", "p"];

/// A line near a page's edge.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// Without spaces, in lower case.
    text: String,
    /// The same, each figure as `#`.
    key: String,
    /// The number, if it is a page number alone: `- 2 -`, `Trang 2/12`, `2 | P a g e`.
    number: Option<usize>,
    /// How far from the edge, in any unit.
    from_edge: f32,
}

/// The lines near the edges of one page, from the edge inwards.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Edges {
    pub(super) top: Vec<Row>,
    pub(super) bottom: Vec<Row>,
}

/// How many lines run, from the edge inwards, by their places in [`Edges`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Running {
    pub(super) top: Vec<usize>,
    pub(super) bottom: Vec<usize>,
}

impl Row {
    /// A line of these words at a distance from the edge.
    pub(super) fn new<'w>(words: impl Iterator<Item = &'w str>, from_edge: f32) -> Self {
        let (mut text, mut key) = (String::new(), String::new());
        for word in words {
            let mut is_figure = false;
            for c in word.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
                text.push(c);
                if !c.is_ascii_digit() {
                    key.push(c);
                } else if !is_figure {
                    key.push('#');
                }
                is_figure = c.is_ascii_digit();
            }
        }
        let number = page_number(&text, &key);
        Self { text, key, number, from_edge }
    }

    fn is_level_with(&self, other: &Self) -> bool {
        (self.from_edge - other.from_edge).abs() <= LEVEL
    }

    /// Whether a page `pages` further on has this line again.
    fn comes_again(&self, row: &Self, pages: isize) -> bool {
        let counts_on = match (self.number, row.number) {
            (Some(here), Some(there)) => here.checked_add_signed(pages) == Some(there),
            _ => true,
        };
        self.key == row.key && counts_on && self.is_level_with(row)
    }
}

/// The number of a line that is nothing but a page number.
fn page_number(text: &str, key: &str) -> Option<usize> {
    let figures = key.matches('#').count();
    let letters: String = key.chars().filter(|c| c.is_alphabetic()).collect();
    if !(1..=2).contains(&figures) || text.len() > 24 || !LABELS.contains(&&*fold(&letters)) {
        return None;
    }
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let figure = text.get(start..)?;
    let end = figure.find(|c: char| !c.is_ascii_digit()).unwrap_or(figure.len());
    figure.get(..end)?.parse().ok()
}

/// What runs through page `at`, from 0, of so many pages; `edges` knows those around it.
pub(super) fn running<'e>(
    edges: impl Fn(usize) -> Option<&'e Edges>,
    at: usize,
    pages: usize,
) -> Running {
    let side = |side: fn(&Edges) -> &Vec<Row>, is_head: bool| {
        let Some(here) = edges(at) else { return Vec::new() };
        let runs = |row: &Row| {
            row.number == Some(at + 1)
                || (!row.text.is_empty()
                    && (row.number.is_some() || !is_head)
                    && [1, 2].into_iter().any(|step| {
                        let seen = |steps: isize| {
                            let page = at.checked_add_signed(steps * step)?;
                            let rows = side(edges(page).filter(|_| page < pages)?);
                            let of = rows.iter().find(|r| row.comes_again(r, steps * step));
                            // A first page without the line says nothing.
                            (of.is_some() || page > 0).then_some(of)
                        };
                        is_in_a_row(row, [seen(-2), seen(-1), seen(1), seen(2)])
                    }))
        };
        let rows = side(here);
        let found: Vec<usize> =
            (0..rows.len()).filter(|place| rows.get(*place).is_some_and(runs)).collect();
        let is_form = found.len() >= ROWS;
        let is_number = |place: &usize| rows.get(*place).is_some_and(|row| row.number.is_some());
        found.into_iter().filter(|place| !is_form || is_number(place)).collect()
    };
    Running { top: side(|edges| &edges.top, at == 0), bottom: side(|edges| &edges.bottom, false) }
}

/// Whether the line is on enough of the pages two and one before, one and two behind: the row of
/// each page that has it, `None` where there is no page to look at.
fn is_in_a_row(row: &Row, seen: [Option<Option<&Row>>; 4]) -> bool {
    let has = seen.map(|page| page.flatten().is_some());
    let three = (has[1] && has[2]) || (has[0] && has[1]) || (has[2] && has[3]);
    // Of two pages that is no more than chance if the figures differ: "Điều 5", "Điều 7".
    let same = |page: Option<Option<&Row>>| {
        page.flatten().is_some_and(|r| r.number.is_some() || r.text == row.text)
    };
    let two = (same(seen[2]) && seen[1].is_none() && seen[3].is_none())
        || (same(seen[1]) && seen[2].is_none() && seen[0].is_none());
    three || two
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        Row::new(text.split(' '), 0.0)
    }

    /// The pages whose top, or bottom, line runs; a page is its top and bottom line.
    fn found(pages: &[[&str; 2]]) -> (Vec<usize>, Vec<usize>) {
        let edges: Vec<Edges> = pages
            .iter()
            .map(|[top, bottom]| Edges { top: vec![row(top)], bottom: vec![row(bottom)] })
            .collect();
        let running: Vec<Running> =
            (0..edges.len()).map(|at| running(|i| edges.get(i), at, edges.len())).collect();
        let on = |side: fn(&Running) -> &Vec<usize>| {
            let has = |at: &usize| running.get(*at).is_some_and(|r| !side(r).is_empty());
            (0..edges.len()).filter(has).map(|at| at + 1).collect()
        };
        (on(|r| &r.top), on(|r| &r.bottom))
    }

    #[test]
    fn page_numbers_are_told() {
        for (text, number) in [
            ("2", Some(2)),
            ("- 12 -", Some(12)),
            ("Trang 3/12", Some(3)),
            ("TRANG SỐ 7", Some(7)),
            ("Page 4 of 9", Some(4)),
            ("2 | P a g e", Some(2)),
            ("[5]", Some(5)),
            ("Điều 5", None),
            ("12/9/2025", None),
            ("Số: 12", None),
            ("", None),
        ] {
            assert_eq!(row(text).number, number, "{text}");
        }
    }

    #[test]
    fn headers_and_numbers_run_but_not_over_the_first_page() {
        let pages = [
            ["TỈNH ỦY", "a"],
            ["2", "b CÔNG BÁO"],
            ["3", "c CÔNG BÁO"],
            ["4", "d CÔNG BÁO"],
        ];
        assert_eq!(found(&pages), (vec![2, 3, 4], vec![]));
        let pages = [["CÔNG BÁO", "x"], ["CÔNG BÁO", "y"], ["CÔNG BÁO", "z"]];
        assert_eq!(found(&pages), (vec![2, 3], vec![]));
        let pages = [["a", "Mật"], ["b", "Mật"], ["c", "Mật"]];
        assert_eq!(found(&pages), (vec![], vec![1, 2, 3]));
    }

    #[test]
    fn left_and_right_pages_may_differ() {
        let pages = [
            ["UBND", "a"],
            ["2 CÔNG BÁO/Số 5", "b"],
            ["CÔNG BÁO/Số 5 3", "c"],
            ["4 CÔNG BÁO/Số 5", "d"],
            ["CÔNG BÁO/Số 5 5", "e"],
            ["6 CÔNG BÁO/Số 5", "f"],
            ["CÔNG BÁO/Số 5 7", "g"],
        ];
        assert_eq!(found(&pages).0, [2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn numbers_count_pages() {
        // A book's part, numbered from 117: two pages show that it counts.
        let pages = [["a", "117"], ["b", "118"]];
        assert_eq!(found(&pages).1, [1, 2]);
        let pages = [["a", "1250"], ["b", "1250"], ["c", "870"]];
        assert_eq!(found(&pages).1, [] as [usize; 0], "a column's sums");
    }

    #[test]
    fn two_pages_of_many_are_chance() {
        let pages = [["a", ""], ["Điều 5.", ""], ["Điều 7.", ""], ["b", ""], ["c", ""]];
        assert_eq!(found(&pages).0, [] as [usize; 0]);
        let pages = [["a", "x"], ["Điều 5.", "y"], ["Điều 7.", "z"]];
        assert_eq!(found(&pages).0, [] as [usize; 0]);
    }

    #[test]
    fn a_form_printed_many_times_is_no_header() {
        let lines = ["UBND TỈNH", "SỞ NỘI VỤ", "GIẤY MỜI", "Kính gửi"];
        let edges = Edges { top: lines.map(row).to_vec(), bottom: vec![] };
        assert_eq!(running(|_| Some(&edges), 2, 5), Running::default());
    }
}
