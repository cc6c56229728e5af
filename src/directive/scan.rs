//! Numbers in running text.
//!
//! In: the tokens of a document. Out: every written number with its place and what stands before
//! it. A list shares its symbol (`433, 443,⏎440, 416 -KH/TU`); a number may break over a line or a
//! page. Linear in the text: a numeral is looked at once, a list holds at most [`LIST`].

use super::date;
use super::grammar::{self, Mode};
use super::kind::Kind;
use super::lead::{self, Lead};
use super::number::{Number, Numeral};
use super::query;
use super::tokens::{Gap, Tokens};

/// Most numerals that share a symbol.
const LIST: usize = 30;

/// A number in a text.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The number; of a bare one kind and numeral only.
    pub(super) number: Number,
    /// Kind word and "số" before it (before the list, for each of a list).
    pub(super) lead: Lead,
    /// The token after it (after the list).
    pub(super) end: usize,
}

/// Every number in the tokens, in order.
pub(super) fn numbers(tokens: &Tokens) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        i = if bounded(tokens, i) { at(tokens, i, &mut found) } else { i + 1 };
    }
    found
}

/// The number or list at token `i`; the token to go on from.
fn at(tokens: &Tokens, i: usize, found: &mut Vec<Found>) -> usize {
    let Some((first, after)) = grammar::numeral(tokens, i) else { return i + 1 };
    let lead = lead::before(tokens, i, None);
    let named = lead.kind.is_some() || lead.so;
    if let Some(tail) = grammar::tail(tokens, after, Mode::Text, named) {
        let number = Number::new(first, tail.year, tail.symbol);
        let lead = lead::before(tokens, i, Some(number.symbol()));
        if !is_form(tokens, i) && !is_address(tokens, after, tail.end, lead) {
            found.push(Found { number, lead, end: tail.end });
        }
        return tail.end;
    }
    let list = list(tokens, i, named);
    if !list.is_empty() {
        let end = list.last().map_or(after, |f| f.end);
        found.extend(list);
        return end;
    }
    if let Some(number) = lead.kind.and_then(|kind| bare(tokens, &first, after, kind, lead)) {
        found.push(Found { number, lead, end: after });
    }
    after
}

/// Several numerals before one symbol. Only behind a kind word or "số", where the numerals can be
/// nothing else.
fn list(tokens: &Tokens, i: usize, named: bool) -> Vec<Found> {
    let (mut numerals, mut next): (Vec<Numeral>, usize) = (Vec::new(), i);
    while let Some((numeral, after)) =
        grammar::numeral(tokens, next).filter(|_| numerals.len() < LIST)
    {
        numerals.push(numeral);
        if let Some(tail) = grammar::tail(tokens, after, Mode::Text, true) {
            let lead = lead::before(tokens, i, Some(&tail.symbol));
            if !(named || lead.so || lead.kind.is_some()) {
                break;
            }
            let number = |n| Number::new(n, tail.year, tail.symbol.clone());
            let one = |n| Found { number: number(n), lead, end: tail.end };
            return numerals.into_iter().map(one).collect();
        }
        match separator(tokens, after) {
            Some(at) => next = at,
            None => break,
        }
    }
    Vec::new()
}

/// `,` or `;` or "và" between the numerals of a list: the token after it.
fn separator(tokens: &Tokens, i: usize) -> Option<usize> {
    let comma = usize::from(tokens.is_sign(i, ',') || tokens.is_sign(i, ';'));
    let and = usize::from(tokens.folded(i + comma) == "va");
    let at = i + comma + and;
    let near = (i..=at).all(|k| tokens.gap(k) <= Gap::Line);
    (at > i && near).then_some(at)
}

/// Left boundary: not after a letter, a digit, `/` or `-`; but directly after "số" or the letters
/// of a kind (`số202-KL/TW`).
fn bounded(tokens: &Tokens, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return true };
    let joins = |sign| tokens.is_sign(before, sign);
    let inside = before > 0 && tokens.glued(before);
    // "15/ 202-KL/TW" is no number 202, and in "Số:   / 2026/NQ-HĐND" the number is blank.
    let year = || grammar::year(tokens, i).is_some() && tokens.is_sign(i + 1, '/');
    if joins('/') && tokens.gap(i) <= Gap::Space && (inside || year()) {
        return false;
    }
    if !tokens.glued(i) {
        return true;
    }
    if tokens.is_word(before) {
        let so = tokens.folded(before) == "so";
        let letters = tokens.nfc(before);
        let kind = letters.chars().count() > 1 && super::kind::spelling(letters).is_some();
        return !inside && (so || kind) && tokens.is_digits(i);
    }
    let signs = ['/', '_', '@', '#', '=', '%', '&', '?', '\\', '$', '+'];
    let glue = ['-', '.', ',', ':'];
    !(tokens.is_digits(before)
        || signs.into_iter().any(joins)
        || inside && glue.into_iter().any(joins))
}

/// "Số 12 TT/LB" with nothing else that says a paper may be that of a house; letters begin at token `i`.
fn is_address(tokens: &Tokens, i: usize, end: usize, lead: Lead) -> bool {
    let is_told = lead.kind.is_some() || date::behind_number(tokens, end).is_some();
    tokens.is_word(i) && !is_told
}

/// `Mẫu số 01/KK-TNCN`, `Phụ lục 02/…` name forms, not directives.
fn is_form(tokens: &Tokens, i: usize) -> bool {
    let mut at = i;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return false };
        match tokens.folded(before) {
            "mau" | "bieu" | "luc" | "hieu" => return true,
            "so" | ":" => at = before,
            _ => return false,
        }
    }
    false
}

/// `Nghị quyết 18`: a kind and a number, where the word cannot be a verb and the number no count.
fn bare(tokens: &Tokens, numeral: &Numeral, end: usize, kind: &Kind, lead: Lead) -> Option<Number> {
    const CITED: [&str; 6] = ["NQ", "NĐ", "KL", "CT", "CV", "CĐ"];
    let cited = CITED.contains(&kind.abbreviation());
    let capital = tokens.nfc(lead.start).starts_with(char::is_uppercase);
    let short = numeral.as_str().len() <= 4 && numeral.as_str().bytes().all(|b| b.is_ascii_digit());
    // "Chương trình số 730" may be one that the text cites in full: whoever resolves it decides.
    let certain = short && (lead.so || cited && capital);
    // Only a sign that ends a phrase may touch it, and no digit behind that ("12,5").
    let closes = [',', ';', ')', '"', '”', '.', ':'].into_iter().any(|s| tokens.is_sign(end, s))
        && !(tokens.glued(end + 1) && tokens.is_digits(end + 1));
    let follows = tokens.glued(end) && !closes;
    let ranged = tokens.is_sign(end, '-') && tokens.is_digits(end + 1);
    let tailed = tokens.is_sign(end, '/') || tokens.is_sign(end, '%');
    if !certain || follows || ranged || tailed || query::is_counted(tokens, end) {
        return None;
    }
    if !lead.so && !goes_on(tokens, end) {
        return None;
    }
    Some(Number::bare(numeral.clone(), kind))
}

/// Whether what follows a bare number lets it be one: no word, a capital, or a word that goes on
/// with a citation. "Kết luận 3 việc" counts.
fn goes_on(tokens: &Tokens, i: usize) -> bool {
    const WORDS: [&str; 23] = [
        "ve", "v", "cua", "ngay", "nam", "khoa", "va", "nay", "thi", "da", "duoc", "co", "tai",
        "do", "la", "de", "voi", "tren", "cho", "den", "trong", "quy", "truoc",
    ];
    !tokens.is_word(i)
        || tokens.gap(i) >= Gap::Paragraph
        || tokens.nfc(i).starts_with(char::is_uppercase)
        || WORDS.contains(&tokens.folded(i))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Page, PageStatus};
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    fn found(text: &str) -> Vec<String> {
        numbers(&Tokens::of_text(text)).iter().map(|f| f.number.to_string()).collect()
    }

    #[test]
    fn writings() {
        for (text, wanted) in [
            ("theo Kết luận số 202-KL/TW của", "202-KL/TW"),
            ("theo Kết luận\nsố 202-KL/\nTW của", "202-KL/TW"),
            ("thực hiện 57-\nNQ/TW", "57-NQ/TW"),
            ("sé 472 -cv/TU Hung Yén", "472-CV/TU"),
            ("Số ^{*}453 - CV/TU", "453-CV/TU"),
            ("số202-KL/TW", "202-KL/TW"),
            ("**Công văn 59-CV/BCĐ** năm", "59-CV/BCĐ"),
            ("Nghi dinh s6 178/2024/NP-CP,", "178/2024/NĐ-CP"),
            ("33/CÐ-TTg", "33/CĐ-TTg"),
            ("33/CT -TTg", "33/CT-TTg"),
            ("Nghị quyết số 704\n- NQ/TW, ngày", "704-NQ/TW"),
            ("126/2024/NĐ-CP1 quy định", "126/2024/NĐ-CP"),
            ("95/2025/QH151 và", "95/2025/QH15"),
            ("3190 /BHXH-CNTT", "3190/BHXH-CNTT"),
            ("11410/BXD-KHCNMT&VLXD", "11410/BXD-KHCNMT&VLXD"),
            ("66.7/2025/NQ-CP", "66.7/2025/NQ-CP"),
            ("Nghị định số 217-HĐBT ngày", "217-HĐBT"),
            ("Nghị định số 45/CP ngày", "45/CP"),
            ("Nghị quyết 595/NQ-UBTVQH15", "595/NQ-UBTVQH15"),
            ("QUYẾT ĐỊNH SỐ 33/QĐ-TTG", "33/QĐ-TTg"),
            ("số I1-KL/TW", "11-KL/TW"),
            ("(12/2015/TTLT-BTC-BNV).", "12/2015/TTLT-BTC-BNV"),
            ("– 202–KL/TW;", "202-KL/TW"),
            ("công văn số 905 CT/NV của", "905-CT/NV"),
            ("số 812 TC/QĐ/TCT ngày 9/10/1992", "812-TC/QĐ/TCT"),
            ("Nghị quyết 18 về", "18-NQ"),
            ("12a/KH-UBND", "12a/KH-UBND"),
        ] {
            assert_eq!(found(text), [wanted], "{text}");
            let decomposed: String = text.nfd().collect();
            assert_eq!(found(&decomposed), [wanted], "{text} decomposed");
        }
        assert_eq!(
            found("các Ké hoach sb 433, 443,\n440, 416 -KH/TU cta"),
            ["433-KH/TU", "443-KH/TU", "440-KH/TU", "416-KH/TU"]
        );
        assert_eq!(found("Kế hoạch số 12 và 13-KH/TU"), ["12-KH/TU", "13-KH/TU"]);
        assert_eq!(found("năm 2023, 2024, 12-KH/TU"), ["12-KH/TU"]);
    }

    #[test]
    fn no_numbers() {
        for text in [
            "nhiệm kỳ 2025-2030",
            "24/7",
            "ngày 15/12/2025",
            "quý II/2026",
            "3.000/2.500 tỷ đồng",
            "khoản 2 Điều 5",
            "15/202-KL/TW-BC",
            "nhà số 12 TT/LB phố",
            "Mẫu số 01/KK-TNCN",
            "Số:   /2026/NQ-HĐND",
            "Số: / 2026/NQ-HĐND",
            "Số: …… / 2026/NQ-HĐND",
            "QCVN 16:2017/BXD-VLXD",
            "Kết luận 3 việc",
            "Kế hoạch 5 năm 2021-2025",
            "Nghị quyết 12,5%",
            "https://a.vn/12/QD-TTg",
            "1584/Nguyễn Trãi - Hà Nội",
            "1/Sở - ngành",
            "202-KL/TW-based",
        ] {
            assert!(found(text).iter().all(|n| n == "202-KL/TW-BC"), "{text}: {:?}", found(text));
        }
        assert!(found("1202-KL/TW").iter().all(|n| n != "202-KL/TW"));
    }

    #[test]
    fn over_a_page_end() {
        let page = |text: &str| Page { text: text.into(), status: PageStatus::Text };
        let tokens = Tokens::of_pages(&[page("theo Kết luận số 202-\n\n"), page("\n\nKL/TW của")]);
        let all = numbers(&tokens);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].number.to_string(), "202-KL/TW");
        let span = tokens.span(all[0].lead.start..all[0].end).unwrap();
        assert_eq!((span.page, span.end as usize), (1, "theo Kết luận số 202-".len()));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,200}") {
            let tokens = Tokens::of_text(&text);
            for number in numbers(&tokens) {
                let span = tokens.span(number.lead.start..number.end).unwrap();
                prop_assert!(text.get(span.start as usize..span.end as usize).is_some());
            }
        }
    }
}
