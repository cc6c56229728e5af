//! Text printed over other text of the same line, or into its blanks: a number stamped over a template,
//! the text of an OCR program under the page's own.
//!
//! In: the runs of a line. Of two texts over each other, the later one stays, or the visible one.
//! The other gives way as far as it says the same: `Số:      /QĐ-UBND` under `Số: 123/QĐ-UBND` leaves
//! nothing of the template. What says something else stays, however it overlaps; only an invisible
//! text that says much the same gives way as a whole, with the mistakes of the OCR in it.

use super::line::Run;

/// Share of the narrower of two runs that the other one covers, or ems, from which it is printed over.
const COVERED: (f32, f32) = (0.5, 0.6);
/// Ems from a winner within which what it says, too, is a rest of the template.
const BESIDE: f32 = 6.0;
/// Runs of a line, and texts over each other in it, beyond which it is a drawing.
const MOST: (usize, usize) = (600, 8);
/// Ems by which what is stamped into the blank of a line may miss its baseline, and letters of it.
const STAMPED: (f32, usize) = (0.8, 12);
/// Ems of white that are a blank to be filled in, and ems by which what fills it may overlap it.
const BLANK: (f32, f32) = (20.0, 0.2);
/// Runs of a line beyond which no blank is looked for in it.
const LONGEST: usize = 200;

/// Puts numbers that were stamped into the blanks of a line (`Số:      /QĐ-UBND`, `ngày    tháng`) on
/// that line, though they stand a little above or below it.
pub(super) fn fill_blanks(rows: Vec<Vec<Run>>, text: &str) -> Vec<Vec<Run>> {
    let mut filled: Vec<Vec<Run>> = Vec::with_capacity(rows.len());
    for row in rows {
        match filled.last_mut() {
            Some(above) if is_stamped(&row, text) && fits_a_blank(&row, above) => above.extend(row),
            Some(above) if is_stamped(above, text) && fits_a_blank(above, &row) => {
                above.extend(row);
            }
            _ => filled.push(row),
        }
    }
    filled
}

/// Whether a row is no more than a short number.
fn is_stamped(row: &[Run], text: &str) -> bool {
    let letters = || row.iter().filter_map(|run| run.letters(text)).flat_map(str::chars);
    row.len() <= STAMPED.1
        && letters().filter(|c| !c.is_whitespace()).take(STAMPED.1 + 1).count() <= STAMPED.1
        && letters().any(|c| c.is_ascii_digit())
}

/// Whether a row fits between two words of another one, at nearly its height.
fn fits_a_blank(row: &[Run], line: &[Run]) -> bool {
    fn shown(row: &[Run]) -> impl Iterator<Item = (f32, f32)> {
        row.iter().filter(|run| !run.is_space).map(|run| (run.x0, run.x1))
    }
    let (Some(first), Some(other)) = (row.first(), line.first()) else { return false };
    let size = first.size.max(other.size);
    if line.len() > LONGEST || (first.y - other.y).abs() >= STAMPED.0 * size {
        return false;
    }
    let x0 = shown(row).map(|x| x.0).fold(f32::MAX, f32::min);
    let x1 = shown(row).map(|x| x.1).fold(f32::MIN, f32::max);
    let left = shown(line).map(|x| x.1).filter(|end| *end <= x0 + BLANK.1 * size);
    let right = shown(line).map(|x| x.0).filter(|start| *start >= x1 - BLANK.1 * size);
    let (from, to) = (left.fold(f32::MIN, f32::max), right.fold(f32::MAX, f32::min));
    let is_free = shown(line).all(|w| w.1 <= from || w.0 >= to);
    is_free && to - from < BLANK.0 * size
}

/// Takes what is printed over out of a line of runs, sorted from left to right.
pub(super) fn give_way(row: &mut Vec<Run>, text: &str) {
    if row.len() > MOST.0 || !collides(row) {
        return;
    }
    let layers = layers(row);
    if layers.len() > MOST.1 {
        return;
    }
    let mut is_lost = vec![false; row.len()];
    for (place, later) in layers.iter().enumerate() {
        for earlier in layers.get(..place).unwrap_or_default() {
            let (earlier, later) = (runs(row, earlier), runs(row, later));
            if !earlier.iter().any(|(_, a)| later.iter().any(|(_, b)| covers(a, b))) {
                continue;
            }
            let is_shown = |layer: &[(usize, &Run)]| layer.iter().any(|(_, run)| run.is_visible);
            let (winner, loser) = if is_shown(&earlier) && !is_shown(&later) {
                (earlier, later)
            } else {
                (later, earlier)
            };
            let said: String = winner.iter().filter_map(|(_, run)| run.letters(text)).collect();
            let gives_way = |run: &Run| {
                let is_beside = winner.iter().any(|(_, other)| is_beside(run, other));
                is_beside && run.letters(text).is_some_and(|letters| said.contains(letters))
            };
            let over = |run: &Run| winner.iter().any(|(_, other)| covers(run, other));
            let covered: Vec<&Run> = loser.iter().map(|(_, r)| *r).filter(|r| over(r)).collect();
            let same = covered.iter().filter(|run| gives_way(run)).count();
            let is_copy = is_shown(&winner) && !is_shown(&loser) && same * 2 >= covered.len();
            for (at, run) in loser {
                if let Some(lost) = is_lost.get_mut(at) {
                    *lost |= (is_copy && over(run)) || gives_way(run);
                }
            }
        }
    }
    let mut lost = is_lost.into_iter();
    row.retain(|_| !lost.next().unwrap_or(false));
}

/// Whether any run lies over another, as far as those beside each other tell.
fn collides(row: &[Run]) -> bool {
    let mut widest: Option<&Run> = None;
    row.iter().filter(|run| is_text(run)).any(|run| {
        let found = widest.is_some_and(|before| covers(before, run));
        if widest.is_none_or(|before| before.x1 < run.x1) {
            widest = Some(run);
        }
        found
    })
}

fn is_text(run: &Run) -> bool {
    !run.is_space && run.glyphs > 1
}

/// Whether one of two runs of letters lies over the other.
fn covers(a: &Run, b: &Run) -> bool {
    let common = a.x1.min(b.x1) - a.x0.max(b.x0);
    let narrower = (a.x1 - a.x0).min(b.x1 - b.x0);
    let enough = (COVERED.0 * narrower).min(COVERED.1 * a.size.min(b.size));
    is_text(a) && is_text(b) && common > enough
}

fn is_beside(run: &Run, winner: &Run) -> bool {
    let white = (run.x0 - winner.x1).max(winner.x0 - run.x1);
    white < BESIDE * run.size.max(winner.size)
}

/// The runs of a line in groups drawn one after another, in the order of drawing: where the count
/// of runs jumps, or a run lies over one of its own group, another group begins.
fn layers(row: &[Run]) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..row.len()).collect();
    order.sort_by_key(|at| row.get(*at).map(|run| run.order));
    let mut layers: Vec<Vec<usize>> = Vec::new();
    let mut last: Option<usize> = None;
    for at in order {
        let Some(run) = row.get(at) else { continue };
        let follows = last.is_some_and(|last| run.order - last <= 1);
        last = Some(run.order);
        match layers.last_mut() {
            Some(layer)
                if follows
                    && !layer.iter().filter_map(|at| row.get(*at)).any(|o| covers(o, run)) =>
            {
                layer.push(at);
            }
            _ => layers.push(vec![at]),
        }
    }
    layers
}

fn runs<'r>(row: &'r [Run], layer: &[usize]) -> Vec<(usize, &'r Run)> {
    layer.iter().filter_map(|at| Some((*at, row.get(*at)?))).collect()
}
