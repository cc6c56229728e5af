//! Numbers of every kind and body of the tables: each way of writing is the same number, what an OCR
//! makes of them too, and near misses never are.

use std::collections::BTreeSet;
use tracuu::directive::agency::agencies;
use tracuu::directive::kind::{System, kinds};
use tracuu::directive::number::Number;
use tracuu::directive::query::numbers_in_query;
use tracuu::directive::read;
use tracuu::document::{Page, PageStatus};
use unicode_normalization::UnicodeNormalization;

/// A number for every kind with every body that may write it.
fn all() -> Vec<String> {
    let mut numbers = BTreeSet::new();
    let bodies =
        agencies().iter().filter_map(|agency| Some((agency.symbol.as_deref()?, agency.system)));
    let bodies: Vec<(&str, System)> = bodies.collect();
    for (at, kind) in kinds().iter().enumerate() {
        let letters = kind.abbreviation();
        for (n, (body, system)) in bodies.iter().enumerate() {
            if !kind.system.admits(*system) || letters == *body {
                continue;
            }
            let n = 11 + (at * 37 + n * 101) % 4_900;
            let party =
                *system == System::Party || *system == System::Both && kind.system == System::Party;
            numbers.insert(if party {
                format!("{n}-{letters}/{body}")
            } else if n % 3 == 0 {
                format!("{n}/{}/{letters}-{body}", 1995 + n % 31)
            } else {
                format!("{n}/{letters}-{body}")
            });
        }
    }
    numbers.into_iter().collect()
}

/// Those that are read back as they are written: all but a few whose letters mean another thing.
fn sound() -> Vec<(String, Number)> {
    let all = all();
    let sound: Vec<_> = all
        .iter()
        .filter_map(|text| Some((text.clone(), Number::parse(text)?)))
        .filter(|(text, number)| number.to_string() == *text)
        .collect();
    assert!(sound.len() * 100 >= all.len() * 99, "{} of {}", sound.len(), all.len());
    assert!(sound.len() > 3_000, "{}", sound.len());
    sound
}

fn ways(number: &str) -> Vec<String> {
    vec![
        number.replace('-', " - "),
        number.replace('-', "–"),
        number.replacen('/', " / ", 1),
        number.nfd().collect(),
        number.replace('Đ', "Ð"),
        number.to_lowercase(),
        number.to_uppercase(),
        format!("  {number} "),
    ]
}

/// What an OCR makes of digits and letters, where a true digit is left.
fn slips(number: &str) -> Vec<String> {
    let (digits, rest) = number.split_at(number.find(['-', '/']).unwrap());
    let mut slips = vec![format!("{digits}{}", rest.replace('Đ', "D"))];
    for (digit, misread) in [("1", "l"), ("1", "I"), ("0", "O")] {
        let slip = digits.replacen(digit, misread, 1);
        if slip != digits && slip.chars().any(|c| c.is_ascii_digit()) {
            slips.push(format!("{slip}{rest}"));
        }
    }
    slips
}

#[test]
fn every_way_of_writing_is_the_same_number() {
    for (text, number) in sound() {
        for way in ways(&text) {
            let asked = numbers_in_query(&way);
            assert_eq!(asked.len(), 1, "{way:?}");
            assert_eq!(asked[0].1.keys(), [number.full_key()], "{way:?} of {text}");
        }
    }
}

#[test]
fn what_an_ocr_makes_of_a_number_is_read_back() {
    let (mut read_back, mut tried) = (0, 0);
    for (text, number) in sound() {
        for slip in slips(&text) {
            // Without its mark a number may be another one: HD is Hướng dẫn and Hợp đồng, ĐA is DA.
            if Number::parse(&slip).is_some_and(|other| other.to_string() == slip && slip != text) {
                continue;
            }
            let name = number.kind().map_or("Văn bản", |kind| kind.name.as_str());
            let page = format!("Thực hiện {name} s6 {slip} của cơ quan, các đơn vị rà soát hồ sơ.");
            let page = Page { text: page, status: PageStatus::Text };
            let cited = read(&[page]).citations;
            tried += 1;
            read_back += usize::from(cited.iter().any(|cited| cited.number == text));
        }
    }
    assert!(tried > 3_000, "{tried}");
    assert!(read_back * 100 >= tried * 98, "{read_back} of {tried}");
}

#[test]
fn near_misses_are_never_equal() {
    let sound = sound();
    let (mut pairs, mut equal) = (0_u32, Vec::new());
    for (at, (text, number)) in sound.iter().enumerate() {
        let (digits, rest) = text.split_at(text.find(['-', '/']).unwrap());
        let n: u32 = digits.parse().unwrap();
        let (other, _) = &sound[(at + 1) % sound.len()];
        let misses = [
            format!("{}{rest}", n + 1),
            format!("1{text}"),
            format!("{digits}a{rest}"),
            format!("{text}-BC"),
            format!("15/{text}"),
            format!("{text}X"),
            format!("{digits}{}", &other[other.find(['-', '/']).unwrap()..]),
        ];
        for miss in misses {
            pairs += 1;
            if Number::parse(&miss).as_ref() == Some(number) {
                equal.push((text.clone(), miss));
            }
        }
    }
    assert!(pairs > 10_000, "{pairs}");
    assert!(equal.is_empty(), "{} of {pairs}: {:?}", equal.len(), &equal[..equal.len().min(9)]);
}
