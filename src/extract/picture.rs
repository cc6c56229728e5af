//! The picture of a page, as a person looks at it: pixels in colour → a PNG.
//!
//! Packed for speed: whoever turns a page waits for it. A page of black on white, as most are, is
//! kept in shades of grey, a third of the bytes to filter and to pack.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use serde::{Deserialize, Serialize};

/// Pixels an inch of a page that is shown as it is.
const RESOLUTION: f32 = 110.0;
/// Points an inch.
const POINTS: f32 = 72.0;
/// Pixels of a page that is shown as it is, whatever size it says: a photograph of A7, and A3 (A4 has
/// 1.1 million). Scans often say one point a pixel, or the size of a stamp.
const PIXELS: std::ops::RangeInclusive<f32> = 300_000.0..=2_400_000.0;
/// Pixels of a side: renderers count them in 16 bits.
const SIDE: f32 = 32_000.0;

/// How large a page is drawn.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub enum Zoom {
    /// As it is read on a screen: 110 pixels an inch.
    #[default]
    One,
    /// Half as large again.
    OneAndHalf,
    /// Twice as large.
    Two,
    /// Three times as large.
    Three,
}

impl Zoom {
    /// All, the smallest first.
    pub const ALL: [Self; 4] = [Self::One, Self::OneAndHalf, Self::Two, Self::Three];

    /// As it stands in an address: `1.5`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::OneAndHalf => "1.5",
            Self::Two => "2",
            Self::Three => "3",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|zoom| zoom.code() == code)
    }

    fn factor(self) -> f32 {
        match self {
            Self::One => 1.0,
            Self::OneAndHalf => 1.5,
            Self::Two => 2.0,
            Self::Three => 3.0,
        }
    }
}

/// The picture of one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// The PNG. Goes through pipes apart.
    #[serde(skip)]
    pub png: Vec<u8>,
}

impl Picture {
    /// From pixels of red, green, blue and a fourth byte, painted on white.
    ///
    /// # Errors
    /// If there is not a pixel for each place.
    pub(super) fn from_colours(
        width: u32,
        height: u32,
        rgba: &[u8],
    ) -> Result<Self, png::EncodingError> {
        let pixels = || rgba.as_chunks::<4>().0.iter();
        let is_grey = pixels().all(|[red, green, blue, _]| red == green && green == blue);
        let (colours, bytes): (_, Vec<u8>) = if is_grey {
            (ColorType::Grayscale, pixels().map(|[grey, ..]| *grey).collect())
        } else {
            (
                ColorType::Rgb,
                pixels().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect(),
            )
        };
        let mut png = Vec::with_capacity(bytes.len() / 8);
        let mut encoder = Encoder::new(&mut png, width, height);
        encoder.set_color(colours);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Fast);
        // What is alike from row to row is most of a page; trying every filter costs twice the time.
        encoder.set_filter(Filter::Up);
        encoder.write_header()?.write_image_data(&bytes)?;
        Ok(Self { width, height, png })
    }
}

/// Pixels a point at which a page of this size (points) is drawn, with at most so many pixels.
#[must_use]
pub(super) fn scale(size: (f32, f32), zoom: Zoom, most: usize) -> Option<f32> {
    let (width, height) = size;
    let area = width * height;
    if !(width > 0.0 && height > 0.0 && area.is_finite()) {
        return None;
    }
    let (least, largest) = PIXELS.into_inner();
    let usual = RESOLUTION / POINTS;
    let scale = usual.clamp((least / area).sqrt(), (largest / area).sqrt()) * zoom.factor();
    let scale = scale.min((most as f32 / area).sqrt()).min(SIDE / width.max(height));
    // A line of pixels is no page.
    (scale * width.min(height) >= 1.0).then_some(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(picture: &Picture) -> (ColorType, Vec<u8>) {
        let mut reader = png::Decoder::new(std::io::Cursor::new(&picture.png)).read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        assert_eq!((info.width, info.height), (picture.width, picture.height));
        (info.color_type, bytes)
    }

    #[test]
    fn grey_pages_are_packed_as_such_and_colours_stay() {
        let grey = [[7, 7, 7, 255], [255, 255, 255, 255]].concat();
        let picture = Picture::from_colours(2, 1, &grey).unwrap();
        assert_eq!(decoded(&picture), (ColorType::Grayscale, vec![7, 255]));
        let red = [[200, 0, 0, 255], [255, 255, 255, 255]].concat();
        let picture = Picture::from_colours(1, 2, &red).unwrap();
        assert_eq!(decoded(&picture), (ColorType::Rgb, vec![200, 0, 0, 255, 255, 255]));
        assert!(Picture::from_colours(3, 2, &red).is_err());
    }

    #[test]
    fn whatever_size_a_page_says_it_is_drawn_to_be_read() {
        let pixels = |width: f32, height: f32, zoom| {
            scale((width, height), zoom, 16_000_000).map(|scale| width * height * scale * scale)
        };
        let about = |found: Option<f32>, wanted: f32| {
            assert!((found.unwrap() / wanted - 1.0).abs() < 0.02, "{found:?} {wanted}");
        };
        about(pixels(595.0, 842.0, Zoom::One), 910.0 * 1286.0);
        about(pixels(595.0, 842.0, Zoom::Three), 9.0 * 910.0 * 1286.0);
        about(pixels(2480.0, 3508.0, Zoom::One), 2_400_000.0);
        about(pixels(60.0, 85.0, Zoom::OneAndHalf), 2.25 * 300_000.0);
        about(pixels(14_400.0, 14_400.0, Zoom::Three), 16_000_000.0);
        for (width, height) in [(1e9, 1.0), (0.0, 9.0), (f32::NAN, 9.0), (1e30, 1e30)] {
            assert_eq!(pixels(width, height, Zoom::One), None, "{width} {height}");
        }
        assert!(Zoom::ALL.iter().all(|zoom| Zoom::parse(zoom.code()) == Some(*zoom)));
    }
}
