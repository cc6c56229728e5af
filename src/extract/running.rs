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
/// Bytes of a running line at most.
const LONGEST: usize = 400;
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
    /// Filled with words from edge to edge, as lines of a paragraph are.
    is_full: bool,
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
    /// A line of these words at a distance from the edge; `is_full` if it is filled with them from
    /// edge to edge, as lines of a paragraph are.
    pub(super) fn new<'w>(
        words: impl Iterator<Item = &'w str>,
        from_edge: f32,
        is_full: bool,
    ) -> Self {
        let (mut text, mut key) = (String::new(), String::new());
        for word in words {
            if text.len() > LONGEST {
                // No running line, but a table's row or worse.
                (text, key) = (String::new(), String::new());
                break;
            }
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
        Self { text, key, number, from_edge, is_full }
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

/// Whether two lines are the same but for one figure that counts the pages between them.
fn counts_pages(here: &str, there: &str, pages: isize) -> bool {
    let figures = |text: &str| -> Vec<Option<usize>> {
        let is_digit = |c: char| c.is_ascii_digit();
        text.split(|c| !is_digit(c)).filter(|f| !f.is_empty()).map(|f| f.parse().ok()).collect()
    };
    let (here, there) = (figures(here), figures(there));
    here.len() == there.len()
        && here
            .iter()
            .zip(&there)
            .filter(|(a, b)| a != b)
            .all(|(a, b)| a.zip(*b).is_some_and(|(a, b)| a.checked_add_signed(pages) == Some(b)))
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
        // The same row `steps` pages on; `None` where there is no page to look at.
        let seen =
            |row: &Row, steps: isize| {
                let page = at.checked_add_signed(steps).filter(|page| *page < pages)?;
                let other = side(edges(page)?).iter().find(|other| row.comes_again(other, steps));
                // A first page without the line says nothing.
                (other.is_some() || page > 0).then_some(other.map(|other| {
                    row.text == other.text || counts_pages(&row.text, &other.text, steps)
                }))
            };
        let runs = |row: &Row| {
            let around = |step: isize| [-2, -1, 1, 2].map(|n| seen(row, n * step));
            let three = || [1, 2].into_iter().any(|step| is_in_a_row(around(step)));
            let two = || [1, 2].into_iter().any(|step| is_pair(around(step)));
            row.number == Some(at + 1)
                || (!row.text.is_empty() && (three() || (!is_head && !row.is_full && two())))
        };
        let rows = side(here);
        let found: Vec<usize> =
            (0..rows.len()).filter(|place| rows.get(*place).is_some_and(runs)).collect();
        let is_number = |place: &usize| rows.get(*place).is_some_and(|row| row.number.is_some());
        let lines = found.iter().filter(|place| !is_number(place)).count();
        let is_letter = found.len() >= ROWS || (is_head && lines > 1);
        found.into_iter().filter(|place| !is_letter || is_number(place)).collect()
    };
    Running { top: side(|edges| &edges.top, at == 0), bottom: side(|edges| &edges.bottom, false) }
}

/// What is seen of a line on another page: `None` where there is no page to look at, then whether
/// the line is there, and whether it is quite the same.
type Seen = Option<Option<bool>>;

/// Whether a line is on three pages in a row: of the two before, the two behind, and its own.
fn is_in_a_row(seen: [Seen; 4]) -> bool {
    let [far, before, behind, beyond] = seen.map(|page| page.flatten().is_some());
    (before && (far || behind)) || (behind && beyond)
}

/// Whether a line is on its page and one more, quite the same ("Điều 5", "Điều 9" is chance), and
/// there are no others to look at.
fn is_pair([far, before, behind, beyond]: [Seen; 4]) -> bool {
    let same = |page: Seen| page.flatten() == Some(true);
    (same(behind) && before.is_none() && beyond.is_none())
        || (same(before) && behind.is_none() && far.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(text: &str) -> Row {
        Row::new(text.split(' '), 0.0, false)
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
        let pages =
            [["TỈNH ỦY", "a"], ["2", "b CÔNG BÁO"], ["3", "c CÔNG BÁO"], ["4", "d CÔNG BÁO"]];
        assert_eq!(found(&pages), (vec![2, 3, 4], vec![]));
        let pages = [["CÔNG BÁO", "x"], ["CÔNG BÁO", "y"], ["CÔNG BÁO", "z"]];
        assert_eq!(found(&pages).0, [1, 2, 3]);
        assert_eq!(found(&pages[..2]).0, [2], "an appendix may have the letterhead again");
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
    fn a_letterhead_that_comes_again_stays_on_the_first_page() {
        let edges = Edges { top: ["UBND TỈNH", "SỞ Y TẾ"].map(row).to_vec(), bottom: vec![] };
        let on = |at| running(|_| Some(&edges), at, 5).top;
        assert_eq!((on(0), on(1)), (vec![], vec![0, 1]));
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
        let pages = [["a", ""], ["Điều 5.", ""], ["Điều 6.", ""], ["b", ""], ["c", ""]];
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
