//! Which way the page reads: its glyphs, turned so that text runs to the right, lines downwards.
//!
//! The direction of most glyphs decides; text at right angles to it comes apart, after it; skewed
//! text (watermarks, web stamps) is dropped.

use super::glyph::{Glyph, PageGlyphs, Rule};

/// A glyph on its line: `x0..x1` along it, `y` its baseline.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed<'p> {
    pub(super) glyph: &'p Glyph,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) y: f32,
}

/// The part of a page that reads in one direction, turned so that it reads to the right.
#[derive(Default)]
pub(super) struct Reading<'p> {
    pub(super) direction: Direction,
    pub(super) glyphs: Vec<Placed<'p>>,
    pub(super) rules: Vec<Rule>,
}

/// Which way text runs: degrees clockwise from the right.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Direction(f32);

impl Direction {
    /// Where the page so turned begins and ends, from top to bottom.
    pub(super) fn heights(self, page: &PageGlyphs) -> (f32, f32) {
        let corner = |x, y| turn(x, y, self.0).1;
        let (w, h) = (page.width, page.height);
        let corners = [corner(0.0, 0.0), corner(w, 0.0), corner(0.0, h), corner(w, h)];
        (corners.into_iter().fold(f32::MAX, f32::min), corners.into_iter().fold(f32::MIN, f32::max))
    }

    /// A box of text so turned, as it lies on the page.
    pub(super) fn on_page(self, box_: Rule) -> Rule {
        turn_rule(&box_, -self.0)
    }
}

/// Degrees off a direction up to which text belongs to it.
const SKEW: f32 = 3.5;

/// The page's readings: the main direction first, then a quarter turn at a time.
pub(super) fn readings(page: &PageGlyphs) -> Vec<Reading<'_>> {
    let main = main_angle(&page.glyphs);
    let mut readings: [Reading<'_>; 4] = Default::default();
    let mut last = main;
    for glyph in &page.glyphs {
        // A glyph without an advance (a combining mark) goes the way of the one before it.
        if glyph.dx != 0.0 || glyph.dy != 0.0 {
            last = angle(glyph);
        }
        let turns = ((last - main) / 90.0).round();
        if (last - main - turns * 90.0).abs() > SKEW {
            continue;
        }
        let quarter = turns.rem_euclid(4.0) as usize;
        if let Some(reading) = readings.get_mut(quarter) {
            let (x0, y) = turn(glyph.x, glyph.y, main + turns * 90.0);
            let x1 = x0 + glyph.dx.hypot(glyph.dy);
            reading.glyphs.push(Placed { glyph, x0, x1, y });
        }
    }
    for (turns, reading) in (0_u8..).zip(&mut readings) {
        if !reading.glyphs.is_empty() {
            let angle = main + f32::from(turns) * 90.0;
            reading.direction = Direction(angle);
            reading.rules = page.rules.iter().map(|r| turn_rule(r, angle)).collect();
        }
    }
    readings.into_iter().filter(|r| !r.glyphs.is_empty()).collect()
}

fn angle(glyph: &Glyph) -> f32 {
    if glyph.dy == 0.0 && glyph.dx > 0.0 { 0.0 } else { glyph.dy.atan2(glyph.dx).to_degrees() }
}

/// The direction of most glyphs in degrees, clockwise from the right.
fn main_angle(glyphs: &[Glyph]) -> f32 {
    let mut count = [0_u32; 360];
    for glyph in glyphs.iter().filter(|g| g.dx != 0.0 || g.dy != 0.0) {
        if let Some(n) = count.get_mut(angle(glyph).round().rem_euclid(360.0) as usize) {
            *n += 1;
        }
    }
    let best = (0_u16..).zip(&count).max_by_key(|(degree, n)| (**n, std::cmp::Reverse(*degree)));
    let best = best.map_or(0.0, |(degree, _)| f32::from(degree));
    // Most pages are not skewed at all; of those that are, the mean of the near angles is true.
    let near = glyphs.iter().map(angle).map(|a| (a - best + 180.0).rem_euclid(360.0) - 180.0);
    let near = near.filter(|off| off.abs() <= 1.5);
    let (sum, n) = near.fold((0.0, 0.0_f32), |(sum, n), off| (sum + off, n + 1.0));
    if n > 0.0 { best + sum / n } else { best }
}

/// The coordinates of a point after the page is turned by `-angle` degrees.
fn turn(x: f32, y: f32, angle: f32) -> (f32, f32) {
    if angle == 0.0 {
        return (x, y);
    }
    let (sin, cos) = angle.to_radians().sin_cos();
    (x * cos + y * sin, y * cos - x * sin)
}

fn turn_rule(rule: &Rule, angle: f32) -> Rule {
    if angle == 0.0 {
        return *rule;
    }
    let corners = [(rule.x0, rule.y0), (rule.x1, rule.y0), (rule.x0, rule.y1), (rule.x1, rule.y1)]
        .map(|(x, y)| turn(x, y, angle));
    let (first, rest) = (corners[0], &corners[1..]);
    let start = Rule { x0: first.0, y0: first.1, x1: first.0, y1: first.1 };
    rest.iter().fold(start, |r, (x, y)| Rule {
        x0: r.x0.min(*x),
        y0: r.y0.min(*y),
        x1: r.x1.max(*x),
        y1: r.y1.max(*y),
    })
}
