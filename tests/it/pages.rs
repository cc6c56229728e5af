//! What runs over a page's end, and what stands there: page numbers, running headers, footnotes.

use super::archive::Archive;
use super::support;
use tracuu::index::Snapshot;
use tracuu::search::{Answer, Match, Request, search};

/// A text of three pages under a running header, its page numbers below.
const GAZETTE: &str = "UBND TỈNH HƯNG YÊN\nSố: 15/UBND-NC\n\nUBND tỉnh yêu cầu các sở, ban, ngành và địa \
    phương phát triển hạ\n\n1\n\u{c}CÔNG BÁO/Số 123/Ngày 02-3-2025\n\ntầng số phục vụ người dân; thực \
    hiện Kết luận số 202-\n\n2\n\u{c}CÔNG BÁO/Số 123/Ngày 02-3-2025\n\nKL/TW của Bộ Chính trị và kế \
    hoạch phát triển hạ tầng số\n\n3\n\u{c}CÔNG BÁO/Số 123/Ngày 02-3-2025\n\ncủa tỉnh năm nay.\n\n4\n";

fn ask(snapshot: &Snapshot, query: &str) -> Answer {
    search(snapshot, &Request::new(query)).unwrap()
}

/// What is marked, with the page.
fn marked(answer: &Answer) -> Vec<(u32, String)> {
    let snippets = answer.hits.iter().flat_map(|hit| &hit.snippets);
    let of = |snippet: &tracuu::search::Snippet| {
        let chars: Vec<char> = snippet.text.chars().collect();
        let text = |[from, to]: &[u32; 2]| chars[*from as usize..*to as usize].iter().collect();
        snippet.marks.iter().map(|mark| (snippet.page, text(mark))).collect::<Vec<_>>()
    };
    snippets.flat_map(of).collect()
}

#[test]
fn phrases_and_numbers_run_past_what_stands_at_a_pages_end() {
    let archive = support::Archive::new();
    archive.write("gazette.txt", GAZETTE);
    archive.run();
    let snapshot = archive.snapshot();

    let answer = ask(&snapshot, "\"hạ tầng số\"");
    assert_eq!((answer.counts.exact, answer.hits[0].occurrences), (1, 2));
    let expected = [(1, "hạ"), (2, "tầng số"), (3, "hạ tầng số")];
    assert_eq!(marked(&answer), expected.map(|(page, text)| (page, text.to_owned())));
    assert!(answer.hits[0].snippets.iter().all(|snippet| !snippet.text.contains("CÔNG BÁO")));

    for phrase in ["\"hạ tầng số của tỉnh\"", "\"công báo\""] {
        assert_eq!(ask(&snapshot, phrase).counts.exact, 1, "{phrase}");
    }
    let none = ["\"hạ 1\"", "\"hạ tầng số 3\"", "\"hạ tầng số công báo\"", "\"hạ công báo\""];
    for phrase in none {
        assert_eq!(ask(&snapshot, phrase).total, 0, "{phrase}");
    }
    let answer = ask(&snapshot, "202-KL/TW");
    assert_eq!((answer.counts.number_cited, answer.hits[0].matched), (1, Match::NumberCited));
    let record = snapshot.directive(&answer.hits[0].id).unwrap().unwrap().record;
    assert_eq!(record.directive.citations.len(), 1);
    assert_eq!(record.directive.number.as_deref(), Some("15/UBND-NC"));
}

#[test]
fn a_footnote_stands_beside_the_sentence_that_runs_over_the_page() {
    let archive = Archive::new([(
        "note",
        "Các sở phát triển hạ\n\n1 Nghị quyết số 57-NQ/TW về đột\u{b}\nphá chuyển đổi số\u{b}\n2\u{b}\n\u{c}\
         tầng số của tỉnh.\n",
    )]);
    for phrase in ["\"phát triển hạ tầng số\"", "\"đột phá chuyển đổi số\"", "57-NQ/TW"]
    {
        assert_eq!(archive.strict(phrase), ["note"], "{phrase}");
    }
    assert!(archive.strict("\"chuyển đổi số tầng số\"").is_empty());
}
