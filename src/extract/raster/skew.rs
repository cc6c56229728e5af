//! By how much the lines of a scanned page are off level.
//!
//! In: a raster. Out: degrees. For each angle the dark points of the page are counted by rows that
//! run at that angle: level with the lines of text the counts differ most from row to row.

use super::Raster;
use std::ops::RangeInclusive;

/// Degrees that are tried: scanners and people are off by less.
const TRIED: RangeInclusive<i16> = -5..=5;
/// Steps a degree, at first and around the best.
const COARSE: i16 = 4;
const FINE: i16 = 20;
/// Degrees below which turning costs more sharpness than it gains.
const LEAST: f32 = 0.1;
/// By how much the counts must differ more than as the page stands.
const BETTER: f64 = 1.1;
/// Pixels of the longer side of what is looked at.
const LOOKED_AT: u32 = 1200;
/// Dark points looked at: a page full of text has 60,000; more is a picture.
const POINTS: usize = 400_000;

/// Degrees by which lines fall to the right; `None` if they are level, or nothing can be said.
pub(super) fn skew(raster: &Raster) -> Option<f32> {
    let points = dark_points(raster);
    if points.len() < 200 || points.len() > POINTS {
        return None;
    }
    let score = |degrees: f32| score(&points, degrees);
    let level = score(0.0);
    let best = |steps: &mut dyn Iterator<Item = f32>| {
        steps.map(|degrees| (degrees, score(degrees))).max_by(|a, b| a.1.total_cmp(&b.1))
    };
    let steps = TRIED.start() * COARSE..=TRIED.end() * COARSE;
    let (near, _) = best(&mut steps.map(|step| f32::from(step) / f32::from(COARSE)))?;
    let around = FINE / COARSE;
    let (degrees, most) =
        best(&mut (-around..=around).map(|step| near + f32::from(step) / f32::from(FINE)))?;
    // At the edge of what is tried it is no line of text that goes so.
    let is_sound = degrees.abs() >= LEAST && degrees.abs() < f32::from(*TRIED.end());
    (is_sound && most > level * BETTER).then_some(degrees)
}

/// The places of the dark points of the raster, made smaller by whole steps, from its middle.
fn dark_points(raster: &Raster) -> Vec<(f32, f32)> {
    let step = raster.width.max(raster.height).div_ceil(LOOKED_AT).max(1);
    let width = usize::try_from(raster.width).unwrap_or(usize::MAX).max(1);
    let cell = usize::try_from(step).unwrap_or(1);
    let middle = (raster.width as f32 / 2.0, raster.height as f32 / 2.0);
    let mut points = Vec::new();
    let mut darkest = vec![u8::MAX; width.div_ceil(cell)];
    for (rows, y) in raster.gray.chunks(width * cell).zip(0_u32..) {
        darkest.fill(u8::MAX);
        for row in rows.chunks(width) {
            for (shades, least) in row.chunks(cell).zip(&mut darkest) {
                *least = shades.iter().copied().fold(*least, u8::min);
            }
        }
        for (shade, x) in darkest.iter().zip(0_u32..) {
            if *shade < 128 {
                let (x, y) = ((x * step) as f32, (y * step) as f32);
                points.push(((x - middle.0) / step as f32, (y - middle.1) / step as f32));
            }
        }
        if points.len() > POINTS {
            break;
        }
    }
    points
}

/// The sum of the squares of differences between the counts of neighbouring rows.
fn score(points: &[(f32, f32)], degrees: f32) -> f64 {
    let slope = degrees.to_radians().tan();
    let reach = LOOKED_AT as f32;
    let mut rows = vec![0_i64; 2 * LOOKED_AT as usize];
    for (x, y) in points {
        let row = (y - x * slope + reach).max(0.0) as usize;
        if let Some(count) = rows.get_mut(row) {
            *count += 1;
        }
    }
    rows.iter().zip(rows.iter().skip(1)).map(|(a, b)| ((a - b) * (a - b)) as f64).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines of words, falling to the right by so many degrees.
    fn page(degrees: f32) -> Raster {
        let (width, height) = (1654_u32, 2339_u32);
        let mut gray = vec![255_u8; (width * height) as usize];
        let slope = degrees.to_radians().tan();
        for y in 0..height {
            for x in 200..1450_u32 {
                let level = y as f32 - (x as f32 - 827.0) * slope;
                let is_line = (200.0..2100.0).contains(&level) && level.rem_euclid(40.0) < 18.0;
                // Ink without a pattern of its own.
                let mixed = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503)) >> 7;
                if is_line && x % 90 < 70 && mixed.is_multiple_of(3) {
                    gray[(y * width + x) as usize] = 20;
                }
            }
        }
        Raster { width, height, scale: 1.0, skew: 0.0, gray }
    }

    #[test]
    fn skew_is_found() {
        for degrees in [-3.0, -0.7, 0.4, 2.2] {
            let found = skew(&page(degrees)).unwrap();
            assert!((found - degrees).abs() < 0.11, "{degrees}: {found}");
        }
        let levelled = page(1.5).levelled();
        assert!((levelled.skew - 1.5).abs() < 0.11);
        assert_eq!(skew(&levelled), None);
    }

    #[test]
    fn level_and_empty_pages_stay() {
        assert_eq!(skew(&page(0.0)), None);
        assert_eq!(skew(&Raster::default()), None);
        let black = Raster { gray: vec![0; 100 * 100], width: 100, height: 100, ..page(0.0) };
        assert_eq!(skew(&black), None);
    }
}
