//! Search against a naive reading of the rules, on random texts and questions.

use crate::archive::Archive;
use proptest::prelude::*;
use tracuu::search::{Answer, Match};

/// Words that differ by marks, by tone placement, by a letter, or not at all.
const WORDS: [&str; 10] = ["hạ", "ha", "hà", "tầng", "tâng", "tang", "số", "so", "hòa", "hoà"];
/// What may stand between two words, and whether a phrase crosses it.
const BETWEEN: [(&str, bool); 11] = [
    (" ", true),
    ("  ", true),
    ("\n", true),
    (" - ", true),
    ("\u{a0}", true),
    ("\u{c}", true),
    ("\n\n- 7 -\u{b}\n\u{c}CÔNG BÁO\u{b}\n\n", true),
    ("\t\u{2029}", false),
    (", ", false),
    (". ", false),
    ("\n\n", false),
];
/// A paragraph with marks, so that no page is taken for one without.
const OPENING: &str = "Ủy ban nhân dân tỉnh yêu cầu thủ trưởng các ban, ngành, đơn vị trực \
    thuộc nghiêm túc triển khai thực hiện những nội dung sau đây.";

type Text = Vec<(usize, usize)>;

fn text() -> impl Strategy<Value = Text> {
    proptest::collection::vec((0..WORDS.len(), 0..BETWEEN.len()), 0..14)
}

fn written(text: &Text) -> String {
    let mut out = format!("{OPENING}\n\n");
    for (word, between) in text {
        out.push_str(WORDS[*word]);
        out.push_str(BETWEEN[*between].0);
    }
    out
}

/// An archive of texts, each named by its place in two digits.
fn archive(texts: &[Text]) -> Archive {
    let named: Vec<(String, String)> =
        texts.iter().enumerate().map(|(at, text)| (format!("{at:02}"), written(text))).collect();
    Archive::new(named.iter().map(|(name, text)| (&**name, &**text)))
}

/// hòa and hoà are one word.
fn same(a: &str, b: &str) -> bool {
    let one = |word: &str| word.replace("hoà", "hòa");
    one(a) == one(b)
}

fn mentions(text: &Text, phrase: &[&str]) -> usize {
    (0..text.len())
        .filter(|&start| {
            phrase.iter().enumerate().all(|(at, word)| {
                let here = text.get(start + at);
                let crosses = at == 0
                    || text.get(start + at - 1).is_some_and(|(_, between)| BETWEEN[*between].1);
                crosses && here.is_some_and(|(found, _)| same(WORDS[*found], word))
            })
        })
        .count()
}

fn marked(answer: &Answer) -> Vec<String> {
    let mut out = Vec::new();
    for snippet in answer.hits.iter().flat_map(|hit| &hit.snippets) {
        let chars: Vec<char> = snippet.text.chars().collect();
        for [from, to] in &snippet.marks {
            out.push(chars[*from as usize..*to as usize].iter().collect());
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_phrase_is_found_where_it_stands_and_nowhere_else(
        texts in proptest::collection::vec(text(), 1..12),
        phrase in proptest::collection::vec(0..WORDS.len(), 1..4),
    ) {
        let phrase: Vec<&str> = phrase.into_iter().map(|word| WORDS[word]).collect();
        // A question without any mark asks for readings; that is another test's business.
        prop_assume!(phrase.iter().any(|word| !word.is_ascii()));
        let archive = archive(&texts);
        let expected: Vec<String> = texts
            .iter()
            .enumerate()
            .filter(|(_, text)| mentions(text, &phrase) > 0)
            .map(|(at, _)| format!("{at:02}"))
            .collect();
        let query = phrase.join(" ");
        let answer = archive.ask(&query);
        prop_assert_eq!(answer.total, answer.counts.total());
        prop_assert_eq!(answer.counts.exact as usize, expected.len(), "{}", query);
        prop_assert_eq!(archive.strict(&query), expected, "{}", query);
        let quoted = archive.ask(&format!("\"{query}\""));
        prop_assert_eq!(quoted.counts, answer.counts);
        if answer.total > 0 {
            for hit in &answer.hits {
                prop_assert_eq!(hit.matched, Match::Exact);
                let text = &texts[hit.path.parse::<usize>().unwrap()];
                prop_assert!(hit.occurrences as usize <= mentions(text, &phrase));
                prop_assert!(!hit.snippets.is_empty());
            }
            for mark in marked(&answer) {
                let words: Vec<&str> =
                    mark.split([' ', '-']).filter(|word| !word.is_empty()).collect();
                prop_assert!(words.len() <= phrase.len(), "{mark}");
                for (found, asked) in words.iter().zip(&phrase) {
                    // A phrase over a page's end is marked on each page.
                    prop_assert!(
                        same(found, asked) || words.len() < phrase.len(),
                        "{} in {}", mark, query
                    );
                }
            }
        }
    }

    #[test]
    fn an_unmarked_question_counts_its_likeliest_reading_and_names_the_others(
        texts in proptest::collection::vec(text(), 1..10),
        phrase in proptest::sample::subsequence(vec!["ha", "tang", "so", "hoa"], 1..4),
    ) {
        let archive = archive(&texts);
        let query = phrase.join(" ");
        let answer = archive.ask(&query);
        let exact = texts.iter().filter(|text| mentions(text, &phrase) > 0).count();
        prop_assert_eq!(answer.counts.exact as usize, exact, "{}", &query);
        for form in &answer.readings {
            let words: Vec<&str> = form.text.split(' ').collect();
            let holding = texts.iter().filter(|text| mentions(text, &words) > 0).count();
            prop_assert_eq!(form.count as usize, holding, "{} of {}", form.text, &query);
        }
        let counts: Vec<u64> = answer.readings.iter().map(|form| form.count).collect();
        prop_assert!(counts.is_sorted_by(|a, b| a >= b), "the likeliest first");
    }
}
