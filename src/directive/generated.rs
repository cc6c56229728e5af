//! Generated numbers and directives: what is written must be read, however it is laid out.

use super::kind::{System, kinds};
use super::number::Number;
use super::query::numbers_in_query;
use super::tokens::Tokens;
use super::{Directive, read, scan};
use crate::document::{Page, PageStatus, Warning};
use crate::text::fold::fold;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const PARTY: [&str; 8] = ["TW", "TU", "HU", "ĐU", "VPTU", "BTCTU", "UBKTTU", "BTGDVTU"];
const STATE: [&str; 8] = ["CP", "TTg", "UBND", "HĐND", "BYT", "BGDĐT", "BLĐTBXH", "SNV"];
const LETTER: [&str; 6] =
    ["UBND-NC", "BXD-KHCNMT&VLXD", "BHXH-CNTT", "VPCP-KTTH", "SNV-TCBC", "UBND-VX1"];

/// A number in its canonical spelling, of any kind and form.
fn number() -> impl Strategy<Value = String> {
    let kind = prop::sample::select(kinds().iter().collect::<Vec<_>>());
    let numeral = prop_oneof![
        8 => (1u32..20000).prop_map(|n| if n < 10 { format!("0{n}") } else { n.to_string() }),
        1 => (1u32..999, prop::char::range('a', 'e')).prop_map(|(n, c)| format!("{n}{c}")),
    ];
    (kind, numeral, 0usize..8, 0u8..4, 1990u16..2035).prop_map(|(kind, n, body, form, year)| {
        let letters = kind.abbreviation();
        match (form, kind.system) {
            (0, _) => format!("{n}/{}", LETTER[body % LETTER.len()]),
            (1, System::Party) | (2 | 3, System::Party | System::Both) => {
                format!("{n}-{letters}/{}", PARTY[body])
            }
            (1, _) => format!("{n}/{year}/{letters}-{}", STATE[body]),
            _ => format!("{n}/{letters}-{}", STATE[body]),
        }
    })
}

/// The ways a number is written. `bare` ones are not meant for running text.
fn ways(number: &str) -> Vec<String> {
    let broken = number.replacen('/', "/\n", 1);
    vec![
        number.to_owned(),
        number.replace('-', " - "),
        number.replace('-', "–"),
        number.replacen('/', " / ", 1),
        broken,
        number.nfd().collect(),
        number.replace('Đ', "Ð"),
        number.to_uppercase(),
        number.to_lowercase(),
    ]
}

fn found(text: &str) -> Vec<Number> {
    scan::numbers(&Tokens::of_text(text)).into_iter().map(|f| f.number).collect()
}

proptest! {
    #[test]
    fn display_is_parsed_to_the_same_number(text in number()) {
        let number = Number::parse(&text).unwrap();
        prop_assert_eq!(&number.to_string(), &text);
        prop_assert_eq!(Number::parse(&number.to_string()), Some(number));
    }

    #[test]
    fn every_way_of_writing_is_the_same_number(text in number()) {
        let number = Number::parse(&text).unwrap();
        // The unit of a letter may hold a digit or "&"; its capitals cannot be guessed back.
        for way in ways(&text) {
            let in_query = numbers_in_query(&way);
            prop_assert_eq!(in_query.len(), 1, "{:?}", way);
            prop_assert_eq!(in_query[0].1.keys(), vec![number.full_key()], "{:?}", way);
            let known = number.symbol().form() != super::number::Form::Letter;
            if known || way.chars().any(char::is_uppercase) && !way.contains(" - ") {
                let sentence = format!("thực hiện Văn bản số {way} của cơ quan");
                prop_assert_eq!(found(&sentence), vec![number.clone()], "{:?}", way);
            }
        }
        // Without marks it is found by the folded key, where it is not found by the repaired one.
        let unmarked = fold(&text);
        let keys = number.keys(None, None);
        let (_, query) = &numbers_in_query(&unmarked)[0];
        let asked = [query.keys(), query.folded_keys()].concat();
        prop_assert!(asked.iter().any(|key| keys.contains(key)), "{} {:?}", unmarked, asked);
    }

    #[test]
    fn near_misses_are_never_equal(a in number(), b in number(), digit in 1u32..10) {
        let (x, y) = (Number::parse(&a).unwrap(), Number::parse(&b).unwrap());
        prop_assert_eq!(x == y, a.trim_start_matches('0') == b.trim_start_matches('0'));
        for near in [format!("{digit}{a}"), format!("{a}X"), format!("{a}-BC"), format!("15/{a}")] {
            prop_assert_ne!(Number::parse(&near), Some(x.clone()), "{}", near);
            prop_assert!(!found(&format!("theo số {near} của")).contains(&x), "{}", near);
            let asked = numbers_in_query(&near);
            prop_assert!(asked.iter().all(|(_, q)| q.keys() != [x.full_key()]), "{}", near);
        }
    }

    #[test]
    fn kind_and_digits_find_every_body(text in number(), spelled in any::<bool>()) {
        let number = Number::parse(&text).unwrap();
        let Some(kind) = number.kind().filter(|kind| !kind.titled) else { return Ok(()) };
        let word = if spelled { kind.name.as_str() } else { kind.abbreviation() };
        let query = format!("{word} số {}", number.numeral().as_str());
        let asked = numbers_in_query(&query);
        prop_assert_eq!(asked.len(), 1, "{}", query);
        let keys = number.keys(None, None);
        prop_assert!(asked[0].1.keys().iter().any(|k| keys.contains(k)), "{} {:?}", query, asked);
    }
}

/// What a generated directive says.
#[derive(Debug, Clone)]
struct Said {
    form: Form,
    place: &'static str,
    digits: Option<u32>,
    date: Option<(i8, i8)>,
    year: i16,
    subject: &'static str,
    cited: (u32, u32, i8),
    name: &'static str,
    layout: Layout,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    StateLetter,
    StateAct,
    PartyLetter,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Layout {
    /// The left column, then the right one.
    Columns,
    /// Row by row, a wide gap between the columns.
    Wide,
    /// Row by row, a single space between them.
    Rows,
}

fn said() -> impl Strategy<Value = Said> {
    let forms = [Form::StateLetter, Form::StateAct, Form::PartyLetter];
    let layouts = [Layout::Columns, Layout::Wide, Layout::Rows];
    let subjects = [
        "tăng cường quản lý đất đai trên địa bàn tỉnh",
        "triển khai Kế hoạch số 88-KH/TU và sơ kết 2 năm thực hiện",
        "rà soát, sắp xếp đội ngũ cán bộ cấp xã giai đoạn 2026-2030",
        "chuẩn bị kỳ họp quý II/2026 và nhiệm kỳ 2026-2031",
    ];
    (
        prop::sample::select(forms.to_vec()),
        prop::sample::select(vec!["Nghệ An", "Cà Mau", "Lào Cai", "Bắc Ninh"]),
        prop::option::weighted(0.8, 1u32..9000),
        prop::option::weighted(0.8, (1i8..28, 1i8..13)),
        2000i16..2030,
        prop::sample::select(subjects.to_vec()),
        (1u32..999, 1u32..999, 1i8..28),
        prop::sample::select(vec!["Vũ Thị Mai Anh", "Đỗ Văn Ý", "Hoàng Phủ Ngọc Tường Vi"]),
        prop::sample::select(layouts.to_vec()),
    )
        .prop_map(|(form, place, digits, date, year, subject, cited, name, layout)| Said {
            form,
            place,
            digits,
            date,
            year,
            subject,
            cited,
            name,
            layout,
        })
}

impl Said {
    fn symbol(&self) -> &'static str {
        match self.form {
            Form::StateLetter => "UBND-NC",
            Form::StateAct => "QĐ-UBND",
            Form::PartyLetter => "CV/TU",
        }
    }

    fn number(&self) -> Option<String> {
        let join = if self.form == Form::PartyLetter { '-' } else { '/' };
        self.digits.map(|n| format!("{n:02}{join}{}", self.symbol()))
    }

    /// The header's rows: left and right.
    fn rows(&self) -> Vec<(String, String)> {
        let digits = self.digits.map_or("      ".to_owned(), |n| format!("{n:02}"));
        let date = match self.date {
            Some((day, month)) => format!("ngày {day:02} tháng {month} năm {}", self.year),
            None => format!("ngày     tháng     năm {}", self.year),
        };
        let dated = format!("{}, {date}", self.place);
        let upper = self.place.to_uppercase();
        let row = |l: &str, r: &str| (l.to_owned(), r.to_owned());
        if self.form == Form::PartyLetter {
            vec![
                row(&format!("TỈNH ỦY {upper}"), "ĐẢNG CỘNG SẢN VIỆT NAM"),
                row("*", ""),
                row(&format!("Số {digits}-CV/TU"), &dated),
            ]
        } else {
            vec![
                row("ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                row(&format!("TỈNH {upper}"), "Độc lập - Tự do - Hạnh phúc"),
                row(&format!("Số: {digits}/{}", self.symbol()), &dated),
            ]
        }
    }

    fn text(&self) -> String {
        let mut rows = self.rows();
        let letter = self.form != Form::StateAct;
        if letter {
            // Two lines of the left column, as a form prints it.
            let words: Vec<&str> = self.subject.split(' ').collect();
            let (first, second) = words.split_at(words.len() / 2);
            rows.push((format!("V/v {}", first.join(" ")), String::new()));
            rows.push((second.join(" "), String::new()));
        }
        let join = |gap: &str| {
            let line = |(l, r): &(String, String)| {
                format!("{l}{}{r}", if r.is_empty() { "" } else { gap })
            };
            rows.iter().map(line).collect::<Vec<_>>().join("\n")
        };
        let header = match self.layout {
            Layout::Columns => {
                let left: Vec<&str> = rows.iter().map(|(l, _)| l.as_str()).collect();
                let right: Vec<&str> = rows.iter().map(|(_, r)| r.as_str()).collect();
                format!("{}\n{}", left.join("\n"), right.join("\n").trim_end())
            }
            Layout::Wide => join("        "),
            Layout::Rows => join(" "),
        };
        let (act, party, day) = self.cited;
        let cites = format!(
            "Kết luận số {party}-KL/TW, ngày {day}/4/2024 của Bộ Chính trị và Nghị định số \
             {act}/2023/NĐ-CP1 ngày 05 tháng 3 năm 2023 của Chính phủ"
        );
        let opening = if letter {
            format!(
                "Kính gửi:\n- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã, phường.\n\nThực hiện {cites}, yêu cầu các cơ quan thực hiện:"
            )
        } else {
            format!(
                "QUYẾT ĐỊNH\nVề việc {}\n\nCăn cứ {cites};\n\nQUYẾT ĐỊNH:\nĐiều 1. Thực hiện",
                self.subject
            )
        };
        let traps = "Nhiệm kỳ 2025-2030, trực 24/7, khoản 2 Điều 5, Mẫu số 01/KK-TNCN, quý II/2026, \
                     3.000/2.500 tỷ đồng, ngày 15/12/2025; thực hiện Kết luận số ";
        let (capacity, title) = if self.form == Form::PartyLetter {
            ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ")
        } else {
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        };
        format!(
            "{header}\n\n{opening}\n1. {traps}{party}-KL/TW.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT, NC.\n\n\
             {capacity}\n{title}\n\n{}",
            self.name
        )
    }
}

fn read_text(text: &str) -> Directive {
    read(&[Page { text: text.to_owned(), status: PageStatus::Text }])
}

proptest! {
    #[test]
    fn a_directive_is_read_in_any_layout(said in said(), decomposed in any::<bool>()) {
        let text = said.text();
        let text: String = if decomposed { text.nfd().collect() } else { text };
        let read = read_text(&text);
        prop_assert_eq!(&read.number, &said.number(), "{}", text);
        prop_assert_eq!(read.symbol.as_deref(), Some(said.symbol()));
        let date = said.date.map(|(day, month)| format!("{}-{month:02}-{day:02}", said.year));
        prop_assert_eq!(read.date, date);
        prop_assert_eq!(read.year, Some(said.year));
        let (kind, issuer) = match said.form {
            Form::StateLetter => ("Công văn", format!("Ủy ban nhân dân tỉnh {}", said.place)),
            Form::StateAct => ("Quyết định", format!("Ủy ban nhân dân tỉnh {}", said.place)),
            Form::PartyLetter => ("Công văn", format!("Tỉnh ủy {}", said.place)),
        };
        prop_assert_eq!(read.kind_name.as_deref(), Some(kind));
        prop_assert_eq!(read.issuer, Some(issuer), "{}", text);
        prop_assert_eq!(read.place.as_deref(), Some(said.place));
        prop_assert_eq!(read.subject.as_deref(), Some(said.subject), "{}", text);
        prop_assert_eq!(read.signer.as_ref().and_then(|s| s.name.as_deref()), Some(said.name));
        prop_assert_eq!(read.recipients, ["Như trên", "Lưu: VT, NC"]);
        prop_assert!(!read.draft);
        prop_assert_eq!(read.warnings.contains(&Warning::Unnumbered), said.digits.is_none());
        if said.form != Form::StateAct {
            prop_assert_eq!(read.addressees.len(), 2);
        }
        // Citations: all of them, and nothing else.
        let (act, party, day) = said.cited;
        let subject_cites = usize::from(said.subject.contains("88-KH/TU"));
        prop_assert_eq!(read.citations.len(), 2 + subject_cites, "{:?}", read.citations);
        let of = |number: String| read.citations.iter().find(|c| c.number == number).unwrap();
        let conclusion = of(format!("{party}-KL/TW"));
        let day = format!("2024-04-{day:02}");
        prop_assert_eq!(conclusion.date.as_deref(), Some(day.as_str()));
        prop_assert_eq!(conclusion.issuer.as_deref(), Some("Bộ Chính trị"));
        prop_assert_eq!(conclusion.mentions.len(), 2);
        let decree = of(format!("{act}/2023/NĐ-CP"));
        prop_assert_eq!(decree.date.as_deref(), Some("2023-03-05"));
        prop_assert_eq!(decree.issuer.as_deref(), Some("Chính phủ"));
        for citation in &read.citations {
            for mention in &citation.mentions {
                let span = mention.span.start as usize..mention.span.end as usize;
                prop_assert_eq!(text.get(span), Some(mention.text.as_str()));
            }
        }
    }

    #[test]
    fn any_text_is_a_directive(text in "(\\PC|\n){0,400}") {
        let _ = read_text(&text);
    }

    #[test]
    fn any_mix_of_parts_is_a_directive(parts in prop::collection::vec(prop::sample::select(vec![
        "Số: ", "12", "/", "UBND-NC", "\n", "\n\n", "Kính gửi:", "- ", "Nơi nhận:", "V/v ", "KT. ",
        "CHỦ TỊCH", "Hưng Yên, ", "ngày ", "tháng ", "năm 2025", "KẾ HOẠCH", "| Số hiệu |", "^{",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "\u{301}", "\t", "    ", "Kết luận số ", "của ", "<br>",
    ]), 0..60)) {
        let _ = read_text(&parts.concat());
    }
}
