//! Footnotes: small lines below a rule at the page's foot.

use super::glyph::Rule;
use super::line::Line;

/// Points that the rule above footnotes is long at least: Word draws two inches, LaTeX two fifths of
/// a line, web pages the whole line.
const LENGTH: f32 = 30.0;
/// Ems by which the first note may begin left and right of it (notes may be indented).
const EDGE: std::ops::Range<f32> = -0.5..2.5;
/// Size of a footnote's letters, of those above.
const SMALL: f32 = 0.93;
/// Share of a page's lines that stand above its footnotes at least.
const ABOVE: f32 = 0.3;

/// The first line of a page's footnotes. All lines below the rule are footnotes then: running lines
/// at the very foot are to be taken away before.
pub(super) fn first(lines: &[Line], rules: &[Rule]) -> Option<usize> {
    let mut sizes: Vec<f32> = lines.iter().map(|line| line.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = *sizes.get(sizes.len() / 2)?;
    let is_mark = |c: char| c.is_ascii_digit() || "¹²³⁴⁵⁶⁷⁸⁹*([†".contains(c);
    let is_across = |rule: &&Rule| rule.y1 - rule.y0 < 1.0 && rule.x1 - rule.x0 >= LENGTH;
    let first = rules.iter().filter(is_across).filter_map(|rule| {
        let first = lines.partition_point(|line| line.y <= rule.y0);
        let head = lines.get(first)?.words.first()?;
        let is_note = EDGE.contains(&((head.x0 - rule.x0) / usual))
            && head.text.starts_with(is_mark)
            && lines.iter().skip(first).take(2).all(|line| line.size <= usual * SMALL)
            && first as f32 >= lines.len() as f32 * ABOVE;
        is_note.then_some(first)
    });
    first.min()
}
