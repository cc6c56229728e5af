//! Fonts of every kind, in files written here: legacy ones, and ones whose characters the file does
//! not tell.

mod file;

use super::tests::{read, texts};
use crate::text::legacy::Charset;
use file::{File, encode, show};
use proptest::prelude::*;
use std::fmt::Write as _;

const TEXT: [&str; 6] = [
    "Sở Xây dựng báo cáo kết quả kiểm tra",
    "Thực hiện kế hoạch công tác năm học mới",
    "đoàn kiểm tra đã làm việc với mười hai đơn vị",
    "phát hiện những thiếu sót trong hồ sơ lưu trữ",
    "yêu cầu thủ trưởng các đơn vị khắc phục",
    "quy định của pháp luật về cán bộ, công chức",
];

/// The lines of the sample in a font of one-byte codes.
fn lines(font: &str, charset: Charset) -> String {
    let line = |(at, text): (usize, &&str)| show(font, 72, 700 - 20 * at, &encode(charset, text));
    TEXT.iter().enumerate().map(line).collect()
}

fn sample() -> String {
    TEXT.join("\n") + "\n"
}

fn one_page(file: File, content: String) -> String {
    texts(&read(&file.pages(&[content]))).concat()
}

#[test]
fn fonts_are_read_by_their_names() {
    for (name, charset) in [
        (".VnTime", Charset::Tcvn3),
        ("ABCDEF+.VnTime,Bold", Charset::Tcvn3),
        ("VnTimeBold", Charset::Tcvn3),
        ("VNI-Times-Italic", Charset::Vni),
        ("VISCII-Times", Charset::Viscii),
        ("VPSTimes", Charset::Vps),
    ] {
        let mut file = File::default();
        file.simple("F", name);
        assert_eq!(one_page(file, lines("F", charset)), sample(), "{name}");
    }
}

#[test]
fn fonts_of_one_page_are_read_each_by_its_own() {
    let mut file = File::default();
    file.simple("A", ".VnTime");
    file.simple("B", "VNI-Times");
    file.simple("C", "TimesNewRoman");
    let content = show("A", 72, 700, &encode(Charset::Tcvn3, "Sở"))
        + &show("C", 90, 700, b"T\xE0i ")
        + &show("B", 114, 700, &encode(Charset::Vni, "chính huyện"));
    assert_eq!(one_page(file, content), "Sở Tài chính huyện\n");
}

#[test]
fn a_word_may_change_its_font() {
    let mut file = File::default();
    file.simple("F", "CourierNew");
    file.simple("V", "VNI-Courier");
    // The marks alone are in the legacy font.
    let content =
        show("F", 72, 700, b"huye") + &show("V", 96, 700, b"\xE4") + &show("F", 102, 700, b"n");
    assert_eq!(one_page(file, content), "huyện\n");
}

#[test]
fn marks_may_be_drawn_over_their_letters() {
    let mut file = File::default();
    file.simple("V", "VNI-Times");
    // The mark takes no width: the letter after it stands where the vowel ends.
    let content = "BT /V 12 Tf 72 700 Td [(hoa)<F8>500(n)] TJ ET".to_owned();
    assert_eq!(one_page(file, content), "hoàn\n");
}

#[test]
fn fonts_of_capitals_show_capitals() {
    let mut file = File::default();
    file.simple("F", ".VnTimeH");
    let content = show("F", 72, 700, &encode(Charset::Tcvn3, "Quyết định số 15"));
    assert_eq!(one_page(file, content), "QUYẾT ĐỊNH SỐ 15\n");
}

#[test]
fn a_soft_hyphen_is_a_letter_where_the_font_says_so() {
    // WinAnsiEncoding shows 0xAD as a hyphen.
    let mut file = File::default();
    file.simple("F", ".VnTime");
    let content = show("F", 72, 700, b"tr\xADng b\xB5y l\xADu tr\xF7 15-CV");
    assert_eq!(one_page(file, content), "trưng bày lưu trữ 15-CV\n");
}

#[test]
fn a_unicode_font_may_have_the_name_of_a_legacy_one() {
    let mut file = File::default();
    file.simple("F", "VNI-Times");
    let content =
        show("F", 72, 700, b"l\xE0 ph\xE1p t\xE0i ch\xEDnh t\xECnh h\xECnh b\xE1o c\xE1o");
    assert_eq!(one_page(file, content), "là pháp tài chính tình hình báo cáo\n");
}

#[test]
fn fonts_whose_names_hide_it_are_told_by_their_words() {
    for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps] {
        let mut file = File::default();
        file.simple("F", "ABCDEF+TT12Ct00");
        file.of_width("C", "Arial", 450);
        let content = lines("F", charset)
            + &show(
                "C",
                72,
                300,
                b"le caf\xE9 et la na\xEFvet\xE9 d'\xEAtre press\xE9 \xE0 No\xEBl",
            );
        let text = one_page(file, content);
        assert_eq!(
            text,
            sample() + "\nle café et la naïveté d'être pressé à Noël\n",
            "{charset:?}"
        );
    }
}

#[test]
fn other_languages_stay_as_they_are() {
    let french = "Les \u{E9}l\u{E8}ves fran\u{E7}ais pr\u{E9}f\u{E8}rent la m\u{EA}me le\u{E7}on \
        \u{E0} c\u{F4}t\u{E9} de la for\u{EA}t tr\u{E8}s \u{E9}paisse o\u{F9} no\u{EB}l brille";
    let german = "M\u{FC}ller h\u{F6}rt gern sch\u{F6}ne T\u{F6}ne, w\u{E4}hrend gr\u{FC}ne \
        B\u{E4}ume f\u{FC}r gro\u{DF}e K\u{F6}nige \u{FC}ber H\u{E4}user ragen";
    let symbols = "5 \u{B5}m \u{B1}3 \u{B0}C \u{D7} 2 \u{F7} 7 \u{BD} \u{A7}4 10\u{B5}s";
    for text in [french, german, symbols] {
        let mut file = File::default();
        file.simple("F", "Arial");
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap()).collect();
        assert_eq!(one_page(file, show("F", 72, 700, &bytes)), format!("{text}\n"));
    }
}

#[test]
fn what_a_later_page_tells_holds_for_an_earlier_one() {
    let mut file = File::default();
    file.simple("F", "TT1");
    let first = show("F", 72, 700, &encode(Charset::Tcvn3, "kiểm tra hồ sơ"));
    let document = read(&file.pages(&[first, lines("F", Charset::Tcvn3)]));
    assert_eq!(texts(&document), ["kiểm tra hồ sơ\n", &sample()]);
}

#[test]
fn glyphs_of_a_type_3_font_are_told_by_their_codes() {
    let mut file = File::default();
    let glyph = file.stream(b"500 0 d0 0 0 400 600 re f");
    let (mut names, mut procedures) = (String::new(), String::new());
    for code in 32..=255 {
        let _ = write!(names, "/a{code} ");
        let _ = write!(procedures, "/a{code} {glyph} 0 R ");
    }
    let widths = "500 ".repeat(224);
    file.font(
        "F",
        &format!(
            "<</Type/Font/Subtype/Type3/FontBBox[0 0 1000 1000]/FontMatrix[.001 0 0 .001 0 0]\
             /CharProcs<<{procedures}>>/Encoding<</Differences[32 {names}]>>/FirstChar 32\
             /LastChar 255/Widths[{widths}]/Resources<<>>>>"
        ),
    );
    file.simple("C", "Arial");
    let content = lines("F", Charset::Tcvn3) + &show("C", 72, 300, b"Plain text");
    assert_eq!(one_page(file, content), sample() + "\nPlain text\n");
}

/// A font program with an empty glyph for each character of the sample, from glyph 1 on, and its
/// name for each where `by_name` says so, else a Unicode mapping.
fn program(by_name: bool) -> Vec<u8> {
    let characters = characters();
    let count = u16::try_from(characters.len() + 1).unwrap();
    let be = |values: &[u16]| -> Vec<u8> { values.iter().flat_map(|v| v.to_be_bytes()).collect() };
    let mut head = be(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]);
    head.extend(be(&[0; 8]));
    head.extend(be(&[0, 0, 1000, 1000, 0, 8, 2, 0, 0]));
    let mut hhea = be(&[1, 0, 800, 200]);
    hhea.extend(be(&[0; 13]));
    hhea.extend(be(&[1]));
    let mapped: Vec<(u16, u16)> = if by_name {
        vec![(0x20, 1)]
    } else {
        (1..)
            .zip(&characters)
            .map(|(glyph, c)| (u16::try_from(u32::from(*c)).unwrap(), glyph))
            .collect()
    };
    let segments = u16::try_from(mapped.len() + 1).unwrap();
    let mut cmap = be(&[0, 1, 3, 1, 0, 12, 4, 16 + segments * 8, 0, segments * 2, 0, 0, 0]);
    cmap.extend(mapped.iter().flat_map(|(c, _)| be(&[*c])));
    cmap.extend(be(&[0xFFFF, 0]));
    cmap.extend(mapped.iter().flat_map(|(c, _)| be(&[*c])));
    cmap.extend(be(&[0xFFFF]));
    cmap.extend(mapped.iter().flat_map(|(c, glyph)| be(&[glyph.wrapping_sub(*c)])));
    cmap.extend(be(&[1]));
    cmap.extend(be(&vec![0; usize::from(segments)]));
    let mut post = if by_name { be(&[2, 0]) } else { be(&[3, 0]) };
    post.extend(be(&[0; 14]));
    if by_name {
        post.extend(be(&[count]));
        post.extend((0..count).flat_map(|at| be(&[258 + at])));
        post.extend(b"\x07.notdef");
        for c in &characters {
            post.push(7);
            post.extend(format!("uni{:04X}", u32::from(*c)).as_bytes());
        }
    }
    let maxp = [be(&[1, 0, count]), be(&[0; 13])].concat();
    let hmtx = [be(&[500, 0]), be(&vec![0; characters.len()])].concat();
    let loca = be(&vec![0; usize::from(count) + 1]);
    let tables = [
        (b"cmap", cmap),
        (b"glyf", vec![0, 0]),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
        (b"post", post),
    ];
    let mut program = be(&[1, 0, 8, 128, 3, 0]);
    let mut data = Vec::new();
    let start = program.len() + 16 * tables.len();
    for (tag, table) in tables {
        program.extend(tag);
        for number in [0, start + data.len(), table.len()] {
            program.extend(u32::try_from(number).unwrap().to_be_bytes());
        }
        data.extend(table);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    program.extend(data);
    program
}

/// The characters of the sample; the place of one, plus one, is its glyph.
fn characters() -> Vec<char> {
    let mut characters: Vec<char> = TEXT.concat().chars().collect();
    characters.sort_unstable();
    characters.dedup();
    characters
}

/// The lines of the sample by their glyphs.
fn glyphs(font: &str) -> String {
    let characters = characters();
    let glyph = |c: char| u16::try_from(characters.binary_search(&c).unwrap() + 1).unwrap();
    let codes = |text: &str| text.chars().flat_map(|c| glyph(c).to_be_bytes()).collect::<Vec<_>>();
    let line = |(at, text): (usize, &&str)| show(font, 72, 700 - 20 * at, &codes(text));
    TEXT.iter().enumerate().map(line).collect()
}

#[test]
fn glyphs_without_characters_get_them_from_their_program() {
    for by_name in [false, true] {
        let mut file = File::default();
        file.composite("F", &program(by_name), None);
        assert_eq!(one_page(file, glyphs("F")), sample(), "by name: {by_name}");
    }
}

#[test]
fn nonsense_for_characters_is_not_believed() {
    let last = characters().len();
    for table in [
        format!("1 beginbfrange <0001> <{last:04X}> [{}] endbfrange", "<FFFD> ".repeat(last)),
        format!("1 beginbfrange <0001> <{last:04X}> [{}] endbfrange", "<0020> ".repeat(last)),
        format!("1 beginbfrange <0001> <{last:04X}> <E100> endbfrange"),
        // The characters of another subset.
        format!("1 beginbfrange <0001> <{last:04X}> <0021> endbfrange"),
    ] {
        let mut file = File::default();
        file.composite("F", &program(false), Some(&table));
        assert_eq!(one_page(file, glyphs("F")), sample(), "{table}");
    }
}

/// A program that does not tell its characters.
fn bare_program() -> Vec<u8> {
    let mut bare = program(false);
    let at = bare.windows(4).position(|tag| tag == b"cmap").unwrap();
    bare[at..at + 4].copy_from_slice(b"none");
    bare
}

#[test]
fn codes_numbered_anew_are_read_by_what_they_show() {
    // Ghostscript makes a minus sign of 'ư' (0xAD in TCVN3), cairo a hyphen.
    for soft_hyphen in ['\u{AD}', '\u{2212}', '\u{2010}', '-'] {
        let mut table = format!("{} beginbfchar\n", characters().len());
        for (glyph, c) in (1..).zip(characters()) {
            let byte = encode(Charset::Tcvn3, &c.to_string())[0];
            let shown = if byte == 0xAD { soft_hyphen } else { char::from(byte) };
            let _ = writeln!(table, "<{glyph:04X}> <{:04X}>", u32::from(shown));
        }
        let mut file = File::default();
        file.composite("F", &bare_program(), Some(&(table + "endbfchar")));
        assert_eq!(one_page(file, glyphs("F")), sample(), "{soft_hyphen:?}");
    }
}

#[test]
fn a_font_of_one_letter_is_read_with_the_others() {
    // cairo puts what WinAnsiEncoding has no place for into a font of its own.
    let letter = characters().binary_search(&'ư').unwrap() + 1;
    let mut file = File::default();
    file.simple("F", "ABCDEF+F1");
    let table = format!("1 beginbfchar <{letter:04X}> <00AD> endbfchar");
    file.composite("G", &bare_program(), Some(&table));
    let mut content = String::new();
    for (at, text) in TEXT.iter().enumerate() {
        let mut x = 72;
        for part in text.split_inclusive('ư') {
            let others = part.trim_end_matches('ư');
            let codes = encode(Charset::Tcvn3, others);
            content += &show("F", x, 700 - 20 * at, &codes);
            x += codes.len() * 6;
            if others != part {
                content += &show("G", x, 700 - 20 * at, &[0, u8::try_from(letter).unwrap()]);
                x += 6;
            }
        }
    }
    assert_eq!(one_page(file, content), sample());
}

#[test]
fn what_nobody_tells_is_junk() {
    let mut file = File::default();
    file.composite("F", &bare_program(), None);
    let document = read(&file.pages(&[glyphs("F")]));
    assert_eq!(document.pages[0].status, crate::document::PageStatus::JunkText);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_broken_font_program_does_no_harm(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..30),
        by_name in any::<bool>(),
        keep in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut program = program(by_name);
        for (at, byte) in edits {
            let at = at.index(program.len());
            program[at] = byte;
        }
        if cut {
            program.truncate(keep.index(program.len()));
        }
        let mut file = File::default();
        file.composite("F", &program, None);
        file.simple("A", "Arial");
        let content = glyphs("F") + &show("A", 72, 300, b"Trang nguyen");
        let text = one_page(file, content);
        prop_assert!(text.contains("Trang nguyen"));
    }

    #[test]
    fn any_line_of_a_legacy_font_is_read(
        words in prop::collection::vec("(đ|kh|tr|ng|l)(ưở|iệ|uyế|ọ|ằ|ỹ|ẩ|ữ|ỗ)(n|ng|p)?", 1..9),
        charset in prop::sample::select(vec![
            (".VnTime", Charset::Tcvn3), ("VNI-Helve", Charset::Vni), ("VPS Times", Charset::Vps),
        ]),
    ) {
        let line = words.join(" ");
        let mut file = File::default();
        file.simple("F", &charset.0.replace(' ', "#20"));
        let content = show("F", 72, 700, &encode(charset.1, &line));
        prop_assert_eq!(one_page(file, content), format!("{line}\n"));
    }
}
