//! Pictures → a PDF with a page for each: scans that somebody pasted into an office file are read and
//! shown as those of a PDF are.
//!
//! In: JPEGs and PNGs. Out: the PDF; none if no picture is as large as a page that can be read.

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, Stream, dictionary};
use png::{ColorType, Transformations};
use std::io::{Cursor, Write};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

/// The least pixels of a side, and of a picture, that may be a page: A5 at 50 an inch.
const SIDE: u32 = 290;
const PIXELS: u64 = 120_000;
/// The most pixels of a picture that is unpacked: A3 at 400 an inch.
const LARGEST: u64 = 40_000_000;
/// A4 in points, and pixels an inch of a picture that is smaller.
const PAPER: (f32, f32) = (595.0, 842.0);
const RESOLUTION: f32 = 100.0;
const POINTS: f32 = 72.0;

/// A picture as a PDF keeps it.
struct Sheet {
    width: u32,
    height: u32,
    colours: &'static str,
    filter: &'static str,
    bytes: Vec<u8>,
}

/// The PDF: `before` empty pages, then those of the pictures.
pub(super) fn album(pictures: Vec<Vec<u8>>, before: usize) -> Option<Vec<u8>> {
    let sheets: Vec<Sheet> = pictures.into_iter().filter_map(sheet).collect();
    if sheets.is_empty() {
        return None;
    }
    let mut pdf = Document::with_version("1.5");
    let tree = pdf.new_object_id();
    let mut pages: Vec<Object> = Vec::new();
    for sheet in (0..before).map(|_| None).chain(sheets.into_iter().map(Some)) {
        let page = page(&mut pdf, sheet, tree.into());
        pages.push(page);
    }
    let count = i64::try_from(pages.len()).ok()?;
    pdf.objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).ok()?;
    Some(bytes)
}

/// Adds a page: that of a picture, or an empty one.
fn page(pdf: &mut Document, sheet: Option<Sheet>, tree: Object) -> Object {
    let (width, height) = sheet.as_ref().map_or(PAPER, Sheet::size);
    let mut page = dictionary! {
        "Type" => "Page",
        "Parent" => tree,
        "MediaBox" => vec![0.into(), 0.into(), width.into(), height.into()],
    };
    if let Some(sheet) = sheet {
        let picture = pdf.add_object(sheet.stream());
        let content = format!("q {width} 0 0 {height} 0 0 cm /P Do Q");
        let content = pdf.add_object(Stream::new(Dictionary::new(), content.into_bytes()));
        page.set("Resources", dictionary! { "XObject" => dictionary! { "P" => picture } });
        page.set("Contents", content);
    }
    pdf.add_object(page).into()
}

impl Sheet {
    /// Its size on paper in points: as large as goes on A4, unless it has few pixels.
    fn size(&self) -> (f32, f32) {
        let (width, height) = (self.width as f32, self.height as f32);
        let (long, short) = (width.max(height), width.min(height));
        let scale = (PAPER.1 / long).min(PAPER.0 / short).min(POINTS / RESOLUTION);
        (width * scale, height * scale)
    }

    fn stream(self) -> Stream {
        let described = dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(self.width),
            "Height" => i64::from(self.height),
            "ColorSpace" => self.colours,
            "BitsPerComponent" => 8,
            "Filter" => self.filter,
        };
        Stream::new(described, self.bytes).with_compression(false)
    }
}

/// A picture that can be a page.
fn sheet(bytes: Vec<u8>) -> Option<Sheet> {
    let sheet = if bytes.starts_with(b"\x89PNG") { drawing(&bytes)? } else { photograph(bytes)? };
    can_be_page(sheet.width, sheet.height).then_some(sheet)
}

fn can_be_page(width: u32, height: u32) -> bool {
    let pixels = u64::from(width) * u64::from(height);
    width.min(height) >= SIDE && (PIXELS..=LARGEST).contains(&pixels)
}

/// A JPEG stays as it is.
fn photograph(bytes: Vec<u8>) -> Option<Sheet> {
    let mut decoder = JpegDecoder::new(ZCursor::new(&bytes));
    decoder.decode_headers().ok()?;
    let described = decoder.info()?;
    let colours = match described.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        _ => return None,
    };
    let (width, height) = (described.width.into(), described.height.into());
    Some(Sheet { width, height, colours, filter: "DCTDecode", bytes })
}

/// A PNG is unpacked, laid on white, and packed as a PDF does.
fn drawing(bytes: &[u8]) -> Option<Sheet> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if !can_be_page(width, height) {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    // Of one that was cut off the upper part is there.
    let colours = reader.next_frame(&mut pixels).map(|frame| frame.color_type);
    let colours = colours.unwrap_or_else(|_| reader.output_color_type().0);
    let (colours, shades) = match colours {
        ColorType::Grayscale => ("DeviceGray", pixels),
        ColorType::GrayscaleAlpha => ("DeviceGray", on_white::<2, 1>(&pixels)),
        ColorType::Rgb => ("DeviceRGB", pixels),
        ColorType::Rgba => ("DeviceRGB", on_white::<4, 3>(&pixels)),
        ColorType::Indexed => return None,
    };
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&shades).ok()?;
    Some(Sheet { width, height, colours, filter: "FlateDecode", bytes: packed.finish().ok()? })
}

/// Pixels of `N` shades and one that says how far they cover the white of the paper.
fn on_white<const ALL: usize, const SHADES: usize>(pixels: &[u8]) -> Vec<u8> {
    let blended = |shade: u8, cover: u8| {
        let (shade, cover) = (u16::from(shade), u16::from(cover));
        u8::try_from((shade * cover + 255 * (255 - cover)) / 255).unwrap_or(u8::MAX)
    };
    let pixels = pixels.as_chunks::<ALL>().0.iter();
    pixels
        .flat_map(|pixel| {
            let cover = pixel.last().copied().unwrap_or(u8::MAX);
            pixel.iter().take(SHADES).map(move |shade| blended(*shade, cover))
        })
        .collect()
}
