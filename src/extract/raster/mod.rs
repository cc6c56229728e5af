//! The image of a page, as an OCR program wants it: one shade a pixel, lines level, no grain.
//!
//! In: pixels in colour. Out: a [`Raster`]. Of the colours the red one is taken: red stamps and red
//! headings fade into the paper, blue ink stays (measured on 26 stamped pages: character error 3.9 % in
//! grey, 0.5 % in red).

mod grain;
mod skew;

use serde::{Deserialize, Serialize};

/// Pixels an inch of a page that is drawn for OCR: more gains nothing (measured: 0.43 % character error at
/// 200, 0.39 % at 300, 0.75 % at 150).
const RESOLUTION: f32 = 200.0;
/// Points an inch.
const POINTS: f32 = 72.0;

/// The image of one page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Raster {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Pixels a point of the page.
    pub scale: f32,
    /// By how many degrees the lines of the page fall to the right; the raster is turned back by it,
    /// around its middle.
    pub skew: f32,
    /// Shades, 0 is black; rows from the top, from left to right. Goes through pipes apart.
    #[serde(skip)]
    pub gray: Vec<u8>,
}

impl Raster {
    /// From pixels of red, green, blue and a fourth byte, painted on white; `scale`: pixels a point.
    #[must_use]
    pub(super) fn from_colours(width: u32, height: u32, scale: f32, rgba: &[u8]) -> Self {
        let red = rgba.chunks_exact(4).map(|pixel| pixel.first().copied().unwrap_or(u8::MAX));
        let read = Self { width, height, scale, skew: 0.0, gray: red.collect() };
        grain::smoothed(read.levelled())
    }

    /// Pixels an inch.
    #[must_use]
    pub fn resolution(&self) -> f32 {
        self.scale * POINTS
    }

    /// Whether there is a shade for each pixel: of one that came through a pipe nothing is known.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        let pixels = u64::from(self.width) * u64::from(self.height);
        pixels > 0 && self.gray.len() as u64 == pixels && self.scale > 0.0 && self.skew.is_finite()
    }

    /// Turned so that its lines are level, if they are not.
    fn levelled(self) -> Self {
        match skew::skew(&self) {
            Some(skew) => self.turned(skew),
            None => self,
        }
    }

    /// Turned by so many degrees against the clock; what comes in at the corners is white.
    fn turned(self, degrees: f32) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let middle = (self.width as f32 / 2.0, self.height as f32 / 2.0);
        let mut gray = Vec::with_capacity(self.gray.len());
        for y in 0..self.height {
            let dy = y as f32 + 0.5 - middle.1;
            for x in 0..self.width {
                let dx = x as f32 + 0.5 - middle.0;
                gray.push(self.shade(
                    dx * cos - dy * sin + middle.0 - 0.5,
                    dx * sin + dy * cos + middle.1 - 0.5,
                ));
            }
        }
        Self { gray, skew: self.skew + degrees, ..self }
    }

    /// The shade at a place between pixels, by the four around it.
    fn shade(&self, x: f32, y: f32) -> u8 {
        let (left, top) = (x.floor(), y.floor());
        let (right_part, lower_part) = (x - left, y - top);
        let (left, top) = (left as i64, top as i64);
        let row = |y| {
            let (a, b) = (f32::from(self.pixel(left, y)), f32::from(self.pixel(left + 1, y)));
            a + (b - a) * right_part
        };
        let (upper, lower) = (row(top), row(top + 1));
        (upper + (lower - upper) * lower_part).round() as u8
    }

    fn pixel(&self, x: i64, y: i64) -> u8 {
        let inside = (0..i64::from(self.width)).contains(&x) && y >= 0;
        let at = usize::try_from(y * i64::from(self.width) + x).ok().filter(|_| inside);
        at.and_then(|at| self.gray.get(at)).copied().unwrap_or(u8::MAX)
    }
}

/// The resolution, in pixels a point, at which a page of this size (points) is drawn with at most so
/// many pixels. `image`: pixels a point of the image that covers it, if one does: pages whose size is
/// wrong (one point a pixel, or a stamp's size) are drawn by it.
#[must_use]
pub(super) fn scale(size: (f32, f32), image: Option<f32>, most: usize) -> Option<f32> {
    /// Points of the longer side of pages that are what they say: A6 to A2.
    const SOUND: std::ops::RangeInclusive<f32> = 410.0..=1700.0;
    let long = size.0.max(size.1);
    let (width, height) = (f64::from(size.0), f64::from(size.1));
    if !(width > 0.0 && height > 0.0 && (width * height).is_finite()) {
        return None;
    }
    let usual = RESOLUTION / POINTS;
    let wanted = image.filter(|scale| !SOUND.contains(&long) && *scale > 0.0);
    // An image of unknown size is drawn as it is, or as A3 would be.
    let wanted = wanted.map_or(usual, |scale| scale.min(3308.0 / long));
    let largest = (most as f64 / (width * height)).sqrt() as f32;
    // Renderers count pixels of a side in 16 bits.
    Some(wanted.min(largest).min(32_000.0 / long)).filter(|scale| scale * size.0.min(size.1) >= 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn red_fades_and_blue_stays() {
        let pixels = [[255, 0, 0, 255], [0, 0, 255, 255], [0, 0, 0, 255], [255, 255, 255, 255]];
        let raster = Raster::from_colours(2, 2, 1.0, &pixels.concat());
        assert_eq!(raster.gray, [255, 0, 0, 255]);
        assert!(raster.is_whole());
        assert!(!Raster { width: 3, ..raster }.is_whole());
    }

    #[test]
    fn a_turned_raster_keeps_its_middle() {
        let mut raster =
            Raster { width: 101, height: 101, scale: 1.0, skew: 0.0, gray: vec![255; 101 * 101] };
        for x in 20..81_usize {
            raster.gray[50 * 101 + x] = 0;
        }
        let turned = raster.turned(90.0);
        assert_eq!(turned.skew, 90.0);
        assert_eq!((turned.pixel(50, 25), turned.pixel(50, 75), turned.pixel(25, 50)), (0, 0, 255));
    }

    #[test]
    fn pages_are_drawn_at_a_size_that_can_be_read() {
        let a4 = (595.0, 842.0);
        let usual = scale(a4, None, 16_000_000);
        assert_eq!(usual, Some(RESOLUTION / POINTS));
        assert_eq!(scale(a4, Some(600.0 / 72.0), 16_000_000), usual);
        // One point a pixel; the size of a stamp.
        assert_eq!(scale((2480.0, 3508.0), Some(1.0), 16_000_000), Some(3308.0 / 3508.0));
        assert_eq!(scale((119.0, 168.0), Some(2339.0 / 168.0), 16_000_000), Some(2339.0 / 168.0));
        let plan = scale((2384.0, 3370.0), None, 16_000_000).unwrap();
        assert!((plan * plan * 2384.0 * 3370.0 - 16e6).abs() < 1e4);
        for nonsense in [(0.0, 5.0), (f32::NAN, 5.0), (f32::INFINITY, 1.0), (1e-3, 1e9)] {
            assert_eq!(scale(nonsense, None, 16_000_000), None, "{nonsense:?}");
        }
    }
}
