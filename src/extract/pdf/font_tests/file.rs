//! PDF files with fonts of every kind, and the codes of legacy fonts.

use crate::text::legacy::{Charset, decode};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Fonts and other objects, of which pages are made.
#[derive(Default)]
pub(super) struct File {
    objects: Vec<Vec<u8>>,
    fonts: String,
}

impl File {
    /// Adds an object; its number. The catalogue and the page tree come first.
    pub(super) fn add(&mut self, object: impl AsRef<[u8]>) -> usize {
        self.objects.push(object.as_ref().to_vec());
        self.objects.len() + 2
    }

    pub(super) fn stream(&mut self, bytes: &[u8]) -> usize {
        let head = format!("<</Length {}>>\nstream\n", bytes.len());
        self.add([head.as_bytes(), bytes, b"\nendstream"].concat())
    }

    pub(super) fn font(&mut self, key: &str, dictionary: &str) {
        let number = self.add(dictionary);
        let _ = write!(self.fonts, "/{key} {number} 0 R ");
    }

    /// A font of one-byte codes that is not embedded, every glyph half an em wide.
    pub(super) fn simple(&mut self, key: &str, name: &str) {
        self.of_width(key, name, 500);
    }

    /// The same with glyphs of another width.
    pub(super) fn of_width(&mut self, key: &str, name: &str, width: u32) {
        let widths = format!("{width} ").repeat(224);
        self.font(
            key,
            &format!(
                "<</Type/Font/Subtype/TrueType/BaseFont/{name}/Encoding/WinAnsiEncoding\
                 /FirstChar 32/LastChar 255/Widths[{widths}]>>"
            ),
        );
    }

    /// A composite font with this program, whose codes are its glyphs.
    pub(super) fn composite(&mut self, key: &str, program: &[u8], to_unicode: Option<&str>) {
        let program = self.stream(program);
        let descriptor =
            self.add(format!("<</Type/FontDescriptor/Flags 4/FontFile2 {program} 0 R>>"));
        let descendant = self.add(format!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Sample/DW 500/CIDToGIDMap/Identity\
             /FontDescriptor {descriptor} 0 R>>"
        ));
        let table = to_unicode.map(|table| {
            let codes = "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
            format!("/ToUnicode {} 0 R", self.stream(format!("{codes}{table}").as_bytes()))
        });
        self.font(
            key,
            &format!(
                "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Sample/Encoding/Identity-H\
                 /DescendantFonts[{descendant} 0 R]{}>>",
                table.unwrap_or_default()
            ),
        );
    }

    pub(super) fn pages(mut self, contents: &[String]) -> Vec<u8> {
        let mut kids = String::new();
        for content in contents {
            let content = self.stream(content.as_bytes());
            let fonts = self.fonts.clone();
            let page = self.add(format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {content} 0 R\
                 /Resources<</Font<<{fonts}>>>>>>"
            ));
            let _ = write!(kids, "{page} 0 R ");
        }
        let root = [
            b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
            format!("<</Type/Pages/Kids[{kids}]/Count {}>>", contents.len()).into_bytes(),
        ];
        let mut file = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (at, object) in root.iter().chain(&self.objects).enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", file.len());
            file.extend(format!("{} 0 obj\n", at + 1).as_bytes());
            file.extend(object);
            file.extend(b"\nendobj\n");
        }
        let (start, size) = (file.len(), self.objects.len() + 3);
        file.extend(
            format!(
                "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\n\
                 startxref\n{start}\n%%EOF\n"
            )
            .as_bytes(),
        );
        file
    }
}

/// The bytes of a text in a legacy encoding.
pub(super) fn encode(charset: Charset, text: &str) -> Vec<u8> {
    let singles = (1..=255_u8).map(|a| vec![a]);
    let pairs = (0x41..=255_u8).flat_map(|a| (0x80..=255_u8).map(move |b| vec![a, b]));
    let mut spellings: HashMap<String, Vec<u8>> = HashMap::new();
    for bytes in singles.chain(pairs) {
        let free = spellings.entry(decode(charset, &bytes));
        // VNI writes in two what it has in one byte as a character of the west as well.
        if charset == Charset::Vni {
            free.insert_entry(bytes);
        } else {
            free.or_insert(bytes);
        }
    }
    text.chars().flat_map(|c| spellings[&c.to_string()].clone()).collect()
}

/// The operators that show codes in a font, at a place from the lower left corner.
pub(super) fn show(font: &str, x: usize, y: usize, codes: &[u8]) -> String {
    let codes = codes.iter().fold(String::new(), |mut hex, code| {
        let _ = write!(hex, "{code:02X}");
        hex
    });
    format!("BT /{font} 12 Tf {x} {y} Td <{codes}> Tj ET\n")
}
