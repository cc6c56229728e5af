//! Who acts: the subject of a clause, an item or a heading.
//!
//! In: tokens and a place. Out: the names as they are written, and where the verb begins. A named body
//! (`Sở Nội vụ`) or a phrase that begins like one (`Các sở, ban, ngành`, `Thủ trưởng các đơn vị`).
//! Whom the names mean is not decided here.

use super::super::body;
use super::super::tokens::{Gap, Tokens};
use super::words::{HEADS, NOUNS, OPEN, PLURAL, VERBS};
use crate::text::fold::fold;
use std::ops::Range;

/// Who acts, and the token behind the names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Actor {
    pub(super) names: Vec<String>,
    pub(super) end: usize,
    /// It says only through whom ("Chỉ đạo Sở Y tế …"): who leads stands above.
    pub(super) led: bool,
}

/// The longest phrase that names who acts, in tokens.
const LONGEST: usize = 60;

/// Who is named at the beginning of `range`.
pub(super) fn at(tokens: &Tokens, range: Range<usize>) -> Option<Actor> {
    let asks = ["giao", "cho", "de nghi", "yeu cau", "phan cong", "rieng", "doi voi", "ve phia"];
    let start = past(tokens, range.start, &asks);
    let leading = past(tokens, start, &["lanh dao", "chi dao", ","]);
    let led = leading > start;
    let first =
        phrase(tokens, leading..range.end).or_else(|| obliged(tokens, leading..range.end))?;
    let mut actor = Actor { names: first.0, end: first.1, led };
    // "A yêu cầu B …", "A lãnh đạo, chỉ đạo B …"
    for (verbs, keeps) in [
        (&["yeu cau", "de nghi", "giao", "cho", "phan cong", "thong nhat"][..], false),
        (&["lanh dao", "chi dao", ",", "don doc"][..], true),
    ] {
        let next = past(tokens, actor.end, verbs);
        if next > actor.end
            && next < range.end
            && let Some((names, end)) = phrase(tokens, next..range.end)
        {
            let before = if keeps { std::mem::take(&mut actor.names) } else { Vec::new() };
            actor.names = before.into_iter().chain(names).collect();
            actor.end = end;
        }
    }
    Some(actor)
}

/// Whoever it is that a sentence obliges: `Thương nhân đầu mối kinh doanh xăng dầu có trách nhiệm …`.
fn obliged(tokens: &Tokens, range: Range<usize>) -> Option<(Vec<String>, usize)> {
    const FARTHEST: usize = 16;
    const DUTIES: [&str; 4] = ["co trach nhiem", "chiu trach nhiem", "phai", "chu tri"];
    let limit = range.end.min(range.start + FARTHEST);
    let ends = |i: &usize| [';', '.', ':', ','].into_iter().any(|sign| tokens.is_sign(*i, sign));
    let stop = (range.start..limit).find(ends).unwrap_or(limit);
    let duty = (range.start..stop).find(|i| DUTIES.iter().any(|duty| tokens.spells(*i, duty)))?;
    let named =
        capital(tokens, range.start) && !verbs_at(tokens, range.start) && duty > range.start;
    named.then(|| (vec![tokens.line(range.start..duty)], duty))
}

/// Whether the word at token `at` is a known verb, whatever its capital.
fn verbs_at(tokens: &Tokens, at: usize) -> bool {
    let (word, next) = (tokens.folded(at), tokens.folded(at + 1));
    VERBS.iter().any(|verb| verb.split_once(' ').map_or(*verb == word, |v| v == (word, next)))
}

/// Past these folded words and signs, in any order.
fn past(tokens: &Tokens, mut at: usize, words: &[&str]) -> usize {
    while let Some(word) = words.iter().find(|word| tokens.spells(at, word)) {
        at += word.split(' ').count();
    }
    at
}

/// The phrase that names who acts at the beginning of `range`: its names, and the token behind it.
fn phrase(tokens: &Tokens, range: Range<usize>) -> Option<(Vec<String>, usize)> {
    let (mut at, named) = head(tokens, range.start)?;
    let first = range.start..at;
    let mut names = vec![first];
    let limit = range.end.min(range.start + LONGEST);
    let done = named && tokens.is_word(at) && !goes_on(tokens, at);
    while !done && at < limit && tokens.gap(at) < Gap::Paragraph {
        let named = capital(tokens, at).then(|| body::named_by(tokens, at)).flatten();
        if let Some(end) = named.filter(|end| *end > at && *end <= limit) {
            at = end;
            if tokens.is_word(at) && !goes_on(tokens, at) {
                names.last_mut().into_iter().for_each(|name| name.end = at);
                break;
            }
        } else if tokens.is_sign(at, '(') {
            at = (at..limit).find(|i| tokens.is_sign(*i, ')')).map_or(limit, |close| close + 1);
        } else if ends(tokens, at, range.start) || tokens.is_digits(at) && !goes_on(tokens, at) {
            break;
        } else if let Some(verb) = verb_from(tokens, at) {
            at = verb;
            names.last_mut().into_iter().for_each(|name| name.end = at);
            break;
        } else if let Some(next) = joint(tokens, at) {
            at = head(tokens, next).map_or(next, |(end, _)| end);
            names.push(next..at);
            continue;
        } else {
            at += 1;
        }
        if let Some(name) = names.last_mut() {
            name.end = at;
        }
    }
    // Cut off in the middle: no verb and no end came.
    if at == limit && limit < range.end && tokens.gap(at) < Gap::Paragraph {
        return None;
    }
    let spelled = |name: Range<usize>| {
        tokens.line(name).trim_matches(|c: char| !c.is_alphanumeric() && c != ')').to_owned()
    };
    let names: Vec<String> =
        names.into_iter().map(spelled).filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then_some((names, at))
}

fn capital(tokens: &Tokens, at: usize) -> bool {
    tokens.nfc(at).starts_with(char::is_uppercase)
}

/// Whether a new name begins behind a joint at `at`: its first token.
fn joint(tokens: &Tokens, at: usize) -> Option<usize> {
    if tokens.is_sign(at, ';') {
        return begins(tokens, at + 1).then_some(at + 1);
    }
    let comma = tokens.is_sign(at, ',');
    let and = tokens.folded(at + usize::from(comma)) == "va";
    let next = at + usize::from(comma) + usize::from(and);
    (next > at && capital(tokens, next) && begins(tokens, next)).then_some(next)
}

/// Whether a phrase that names who acts begins at token `at`.
fn begins(tokens: &Tokens, at: usize) -> bool {
    head(tokens, at).is_some()
}

/// Where the head of a phrase that names who acts ends: a named body, `Công an`, `Các cơ quan`. What is
/// printed in capitals throughout is a heading. And whether it is a named body, which is whole.
fn head(tokens: &Tokens, at: usize) -> Option<(usize, bool)> {
    let loud = |i: usize| {
        let word = tokens.nfc(i);
        word.chars().count() > 1 && word.chars().all(char::is_uppercase)
    };
    if loud(at) && loud(at + 1) && tokens.is_word(at + 1) {
        return None;
    }
    if let Some(end) = capital(tokens, at).then(|| body::named_by(tokens, at)).flatten() {
        return Some((end, true));
    }
    let plural = ["cac", "nhung", "toan the", "tung"].into_iter().find(|w| tokens.spells(at, w));
    if plural.is_none() && !capital(tokens, at) {
        return None;
    }
    let at = plural.map_or(at, |w| at + w.split(' ').count());
    let few = if plural.is_some() { &PLURAL[..] } else { &[] };
    // "Các trường hợp" is nobody.
    if tokens.spells(at, "truong hop") {
        return None;
    }
    let heads = HEADS.iter().chain(few).filter(|head| tokens.spells(at, head));
    heads.map(|head| (at + head.split(' ').count(), false)).max()
}

/// Whether the phrase ends before token `at`: at a verb, a sentence's end, a colon.
fn ends(tokens: &Tokens, at: usize, start: usize) -> bool {
    if ['.', ':', '!', '?'].into_iter().any(|sign| tokens.is_sign(at, sign)) {
        // "TP. Hồ Chí Minh"
        let short = at.checked_sub(1).is_some_and(|b| matches!(tokens.folded(b), "tp" | "tx"));
        return !short;
    }
    if tokens.is_sign(at, ',') {
        return begins_verb(tokens, at + 1);
    }
    at > start && begins_verb(tokens, at)
}

/// Whether a verb stands at token `at`, and is no part of a name.
fn begins_verb(tokens: &Tokens, at: usize) -> bool {
    if capital(tokens, at) {
        return false;
    }
    let next = tokens.folded(at + 1);
    match tokens.folded(at) {
        // "tổ chức đảng", "tổ chức chính trị - xã hội", "tổ chức đoàn thể"
        "to" if next == "chuc" => !matches!(
            tokens.folded(at + 2),
            "dang" | "chinh" | "doan" | "hoi" | "trong" | "," | "co"
        ),
        // "cơ quan có liên quan", "cơ quan có thẩm quyền", "cơ sở"
        "co" => !matches!(next, "lien" | "tham" | "chuc" | "tru" | "von" | "quan" | "so"),
        // "cơ quan chuyên trách tham mưu, giúp việc", "đơn vị được giao"
        "tham" | "giup" if (1..=4).any(|back| trach(tokens, at, back)) => false,
        "tham" if (at + 2..at + 4).any(|i| tokens.spells(i, "giup viec")) => false,
        "giup" if at > 2 && (at - 3..at).any(|i| tokens.spells(i, "tham muu")) => false,
        "duoc" => !matches!(next, "giao" | "phan" | "uy"),
        // Not "tổ chức đảng", which is the same without marks.
        "da" | "dang" => matches!(tokens.nfc(at), "đã" | "đang"),
        word => VERBS.iter().any(|verb| match verb.split_once(' ') {
            Some((first, second)) => first == word && second == next,
            None => *verb == word,
        }),
    }
}

/// Whether a word goes on with the naming of who acts: a noun of offices, or what joins them.
fn goes_on(tokens: &Tokens, at: usize) -> bool {
    let word = tokens.nfc(at).to_lowercase();
    // "Trường Tiểu học số 2"; the number of a page is none.
    let numbered = tokens.is_digits(at) && at > 0 && tokens.folded(at - 1) == "so";
    let unmarked = word.is_ascii() && NOUNS.iter().any(|noun| fold(noun) == word);
    // "trên địa bàn"; "bàn giao" is a verb.
    let area = word != "bàn" || at > 0 && tokens.folded(at - 1) == "dia";
    capital(tokens, at) || numbered || (unmarked || NOUNS.contains(&word.as_str())) && area
}

/// Where the verb is, if what stands at token `at` is no noun of offices: there, or behind a noun that
/// more may follow ("các trường mầm non công lập rà soát") at the next verb that is known.
fn verb_from(tokens: &Tokens, at: usize) -> Option<usize> {
    const FARTHEST: usize = 7;
    if !tokens.is_word(at) || goes_on(tokens, at) {
        return None;
    }
    let before = at.checked_sub(1).map(|before| tokens.folded(before));
    if !before.is_some_and(|before| OPEN.contains(&before)) {
        return Some(at);
    }
    let stops = |i: &usize| !(tokens.is_word(*i) || tokens.is_digits(*i));
    let end = (at..at + FARTHEST).find(stops).unwrap_or(at + FARTHEST);
    let verb = (at + 1..end).find(|i| begins_verb(tokens, *i));
    verb.or_else(|| tokens.is_sign(end, ':').then_some(end)).or(Some(at))
}

fn trach(tokens: &Tokens, at: usize, back: usize) -> bool {
    at.checked_sub(back).is_some_and(|before| tokens.folded(before) == "trach")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<(Vec<String>, bool)> {
        let tokens = Tokens::of_text(text);
        at(&tokens, 0..tokens.len()).map(|actor| (actor.names, actor.led))
    }

    #[test]
    fn subjects() {
        for (text, names) in [
            ("Sở Nội vụ tham mưu triển khai", &["Sở Nội vụ"][..]),
            ("Giao Sở Nội vụ chủ trì, phối hợp với các sở", &["Sở Nội vụ"]),
            (
                "Sở Tài chính, Sở Xây dựng và Công an tỉnh rà soát",
                &["Sở Tài chính", "Sở Xây dựng", "Công an tỉnh"],
            ),
            ("Các sở, ban, ngành tỉnh báo cáo", &["Các sở, ban, ngành tỉnh"]),
            (
                "Các cấp ủy, tổ chức đảng, cơ quan, đơn vị khẩn trương",
                &["Các cấp ủy, tổ chức đảng, cơ quan, đơn vị"],
            ),
            (
                "Thủ trưởng các sở, ngành; Chủ tịch Ủy ban nhân dân xã, phường căn cứ chức năng",
                &["Thủ trưởng các sở, ngành", "Chủ tịch Ủy ban nhân dân xã, phường"],
            ),
            ("Ban Tổ chức Tỉnh ủy chủ trì", &["Ban Tổ chức Tỉnh ủy"]),
            ("Ban Thường vụ Đảng ủy các xã, phường", &["Ban Thường vụ Đảng ủy các xã, phường"]),
            (
                "Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh chỉ đạo các cơ quan liên quan",
                &["Đảng ủy UBND tỉnh", "UBND tỉnh"],
            ),
            (
                "Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị thực hiện",
                &["các cơ quan, đơn vị"],
            ),
            (
                "Chủ tịch Ủy ban nhân dân các xã có trách nhiệm",
                &["Chủ tịch Ủy ban nhân dân các xã"],
            ),
        ] {
            assert_eq!(
                of(text).map(|(names, _)| names),
                Some(names.iter().map(ToString::to_string).collect()),
                "{text}"
            );
        }
        let led = of("Chỉ đạo Thường trực Hội đồng nhân dân xã, phường hoàn thiện hồ sơ");
        assert_eq!(led, Some((vec!["Thường trực Hội đồng nhân dân xã, phường".into()], true)));
    }

    #[test]
    fn no_subjects() {
        for text in [
            "Tập trung lãnh đạo, chỉ đạo thực hiện",
            "Rà soát, đánh giá",
            "Tổ chức thực hiện các nhiệm vụ",
            "Bộ máy được kiện toàn",
            "Tham mưu Ban Thường vụ Tỉnh ủy",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
