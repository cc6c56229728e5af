//! What stands first, why, and how good a ranking is.

use super::archive::Archive;
use super::support::{self, call, json};
use serde_json::Value;
use std::fs;
use tracuu::search::{Answer, Match, Request, ScoreOf, search};

/// A directive; the subject goes into its head.
fn directive(number: u32, day: &str, subject: &str, body: &str) -> String {
    format!(
        "TỈNH ỦY HƯNG YÊN\n*\nSố {number}-CV/TU\nHưng Yên, ngày {day}\n\nV/v {subject}\n\n\
         Kính gửi: Các đảng ủy trực thuộc.\n\n{body}\n"
    )
}

const CHAFF: &str = "Ban Thường vụ yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện những \
    nội dung nêu trên và báo cáo kết quả theo quy định.";

fn names(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.path.as_str()).collect()
}

fn explained(archive: &Archive, query: &str) -> Answer {
    search(&archive.snapshot(), &Request { explain: true, ..Request::new(query) }).unwrap()
}

#[test]
fn the_subject_stands_above_the_body() {
    let often = "Phát triển hạ tầng số. ".repeat(9);
    let long = CHAFF.repeat(20);
    let texts = [
        ("body", directive(1, "08 tháng 5 năm 2026", "giao nhiệm vụ", &often)),
        ("subject", directive(2, "08 tháng 5 năm 2020", "phát triển hạ tầng số", &long)),
    ];
    let archive = Archive::new(texts.iter().map(|(name, text)| (*name, text.as_str())));
    for query in ["hạ tầng số", "\"hạ tầng số\"", "ha tang so", "HẠ TẦNG"] {
        let answer = explained(&archive, query);
        assert_eq!(names(&answer), ["subject", "body"], "{query}");
        let of = |at: usize| -> Vec<ScoreOf> {
            let explanation = answer.hits[at].explanation.as_ref().unwrap();
            explanation.parts.iter().map(|part| part.of).collect()
        };
        assert!(of(0).contains(&ScoreOf::SubjectPhrase) && of(0).contains(&ScoreOf::SubjectWord));
        assert!(of(1).iter().all(|of| matches!(of, ScoreOf::Word | ScoreOf::Pair)), "{query}");
    }
}

#[test]
fn the_newer_stands_above_the_older_at_equal_relevance() {
    let body = format!("Phát triển hạ tầng số. {CHAFF}");
    let days = ["08 tháng 5 năm 2020", "09 tháng 5 năm 2026", "10 tháng 11 năm 2023"];
    let texts = days.map(|day| directive(3, day, "giao nhiệm vụ", &body));
    let archive =
        Archive::new(["2020", "2026", "2023"].into_iter().zip(texts.each_ref().map(|t| &**t)));
    let answer = explained(&archive, "hạ tầng số");
    assert_eq!(names(&answer), ["2026", "2023", "2020"]);
    let day = |at: usize| answer.hits[at].explanation.as_ref().unwrap().day;
    assert_eq!([day(0), day(1), day(2)], [20_260_509, 20_231_110, 20_200_508]);
}

#[test]
fn the_own_number_stands_above_the_cited_one() {
    let citing = format!("Thực hiện Công văn số 7-CV/TU về hạ tầng số. {CHAFF}");
    let texts = [
        ("citing", directive(8, "08 tháng 5 năm 2026", "phát triển hạ tầng số", &citing)),
        (
            "own",
            directive(7, "08 tháng 5 năm 2020", "giao nhiệm vụ", &format!("{CHAFF} Hạ tầng số.")),
        ),
    ];
    let archive = Archive::new(texts.iter().map(|(name, text)| (*name, text.as_str())));
    assert_eq!(names(&archive.ask("7-CV/TU")), ["own", "citing"]);
    let answer = explained(&archive, "7-CV/TU hạ tầng số");
    assert_eq!(names(&answer), ["own", "citing"]);
    assert!(answer.hits[0].explanation.as_ref().unwrap().has_number);
}

#[test]
fn a_score_is_the_sum_of_its_parts() {
    let texts: Vec<String> = (0..9)
        .map(|at| {
            let body = "phát triển hạ tầng số tại cơ sở ".repeat(at);
            directive(10, "08 tháng 5 năm 2026", "hạ tầng và số hóa", &format!("{body}. {CHAFF}"))
        })
        .collect();
    let named: Vec<String> = (0..9).map(|at| at.to_string()).collect();
    let archive = Archive::new(named.iter().zip(&texts).map(|(name, text)| (&**name, &**text)));
    for query in [
        "hạ tầng số",
        "ha tang so",
        "phát triển \"hạ tầng\"",
        "ha tầng so",
        "cơ quan nào chịu trách nhiệm phát triển hạ tầng số ở cơ sở",
    ] {
        let answer = explained(&archive, query);
        assert!(!answer.hits.is_empty(), "{query}");
        for hit in &answer.hits {
            let parts = &hit.explanation.as_ref().unwrap().parts;
            let sum: f32 = parts.iter().map(|part| part.score).sum();
            assert!((sum - hit.score).abs() < 0.001 * hit.score, "{query}: {sum} {}", hit.score);
            for part in parts {
                assert!((part.weight * part.frequency - part.score).abs() < 1e-3);
            }
        }
    }
    assert!(archive.ask("hạ tầng số").hits.iter().all(|hit| hit.explanation.is_none()));
}

/// One directive happens to hold all words of a question, another answers it.
#[test]
fn a_long_question_is_not_answered_by_what_happens_to_hold_its_words() {
    let answer = "Sở Khoa học và Công nghệ chịu trách nhiệm xây dựng hạ tầng số tại các xã.";
    let filler = format!("{} ", CHAFF.repeat(30));
    let chance: String = "cơ quan. nào. chịu. trách. nhiệm. xây. dựng. hạ. tầng. số. tại. xã."
        .split(' ')
        .map(|word| format!("{filler}{word} "))
        .collect();
    let texts = [("answer", answer), ("chance", &*chance), ("other", CHAFF)];
    let archive = Archive::new(texts);
    let found = archive.ask("cơ quan nào chịu trách nhiệm xây dựng hạ tầng số tại xã");
    assert_eq!(found.total, 0);
    assert_eq!(found.also, 1);
    assert_eq!(names(&found)[..2], ["answer", "chance"]);
    assert!(found.hits.iter().all(|hit| hit.matched == Match::Words));
    // A short one asks for all of its words.
    assert_eq!(names(&archive.ask("trách tầng nào")), ["chance"]);
}

/// What a long question asks for beside its words holds, however they are found.
#[test]
fn numbers_phrases_and_exclusions_bind_long_questions() {
    let texts = [
        ("own", directive(7, "08 tháng 5 năm 2026", "giao nhiệm vụ", CHAFF)),
        ("other", directive(9, "08 tháng 5 năm 2026", "triển khai nhiệm vụ nghiêm túc", CHAFF)),
    ];
    let archive = Archive::new(texts.iter().map(|(name, text)| (*name, text.as_str())));
    let long = "đã được các cấp nghiêm túc triển khai thực hiện bằng gì";
    assert_eq!(names(&archive.ask(&format!("7-CV/TU {long}"))), ["own"]);
    assert_eq!(names(&archive.ask(&format!("{long} -\"giao nhiệm vụ\""))), ["other"]);
    assert_eq!(names(&archive.ask(&format!("\"triển khai nhiệm vụ\" {long}"))), ["other"]);
    assert_eq!(archive.ask(long).hits.len(), 2);
}

/// Writes a judged set into an archive's folder, and measures.
fn measured(archive: &support::Archive, questions: &str, more: &[&str]) -> (i32, String, String) {
    let path = archive.index().with_file_name("questions.jsonl");
    fs::write(&path, questions).unwrap();
    let index = archive.index();
    let fixed = ["--index", index.to_str().unwrap(), "eval", path.to_str().unwrap()];
    call(fixed.iter().chain(more))
}

fn archive() -> support::Archive {
    let archive = support::Archive::new();
    for seed in 0..5 {
        archive.write(&format!("a/{seed}.txt"), support::letter(seed));
    }
    archive.run();
    archive
}

#[test]
fn an_archive_is_measured_by_its_own_questions() {
    let archive = archive();
    let id = archive.read()["a/2.txt"].to_string();
    let questions = format!(
        "{{\"id\":\"by-number\",\"text\":\"nhiệm vụ số 1\",\"rel\":[\"1-CV/TU\"]}}\n\n\
         {{\"id\":\"by-id\",\"text\":\"nhiệm vụ thứ 2\",\"rel\":[\"{id}\"]}}\n\
         {{\"id\":\"by-path\",\"text\":\"nhiệm vụ thứ 3\",\"rel\":{{\"a/3.txt\":2}}}}\n"
    );
    let (code, out, err) = measured(&archive, &questions, &["--typing", "all", "--each"]);
    assert_eq!(code, 0, "{err}");
    let found = json(&out);
    let typings = found["typings"].as_array().unwrap();
    assert_eq!(typings.len(), 6);
    for typing in typings {
        assert_eq!(typing["questions"], 3);
        assert_eq!(typing["ndcg_10"], 1.0, "{typing:#}");
        assert_eq!(typing["recall"][2], serde_json::json!({"at": 100, "value": 1.0}));
        assert_eq!(typing["each"][0]["id"], "by-number");
        assert_eq!(typing["each"][0]["first"], 1);
    }
    assert_eq!(found["unheld"], Value::Array(Vec::new()));

    let unheld = r#"{"text":"nhiệm vụ thứ 3","rel":["3.txt","99-CV/TU"]}"#;
    let (code, out, err) = measured(&archive, unheld, &["--format", "csv", "--cutoffs", "1,5"]);
    assert_eq!(code, 1);
    assert!(err.contains("99-CV/TU"), "{err}");
    let out = out.trim_start_matches('\u{feff}');
    assert!(out.starts_with("typing,question,questions,first,ndcg_10,mrr,recall_1,recall_5\r\n"));
    assert!(out.contains("plain,,1,,0.6131,1.0000,0.5000,0.5000"), "{out}");
}

#[test]
fn a_set_of_ones_own_is_measured_without_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let corpus = write(
        "corpus.jsonl",
        "{\"id\":\"Luật A@1\",\"title\":\"Luật A\",\"text\":\"Hạ tầng số của tỉnh.\"}\n\
         {\"id\":\"Luật B@1\",\"title\":\"Luật B\",\"text\":\"Chuyển đổi số cấp xã.\"}\n",
    );
    let question = "{\"id\":1,\"text\":\"hạ tầng số\",\"rel\":[\"Luật A@1\"]}\n";
    let questions = write("questions.jsonl", question);
    let nowhere = folder.path().join("nowhere");
    let eval = |questions: &str, corpus: &str| {
        let index = nowhere.to_str().unwrap();
        call(["--index", index, "--format", "table", "eval", questions, "--corpus", corpus])
    };
    let (code, out, err) = eval(&questions, &corpus);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("nDCG@10") && out.contains("1.0000"), "{out}");
    assert!(!nowhere.exists());

    let broken = write("broken.jsonl", &format!("{question}\n{{\"text\":\"a\"}}\n"));
    for (questions, corpus) in [(&broken, &corpus), (&questions, &broken)] {
        let (code, _, err) = eval(questions, corpus);
        assert_eq!(code, 2);
        assert!(err.contains("broken.jsonl, line"), "{err}");
    }
    assert!(eval(&broken, &corpus).2.contains("line 3"));
    assert_eq!(eval(&write("empty.jsonl", "\n"), &corpus).0, 2);
    assert_eq!(eval("no-such-file.jsonl", &corpus).0, 2);
}

#[test]
fn an_explanation_is_as_promised_and_can_be_read() {
    let archive = archive();
    let index = archive.index();
    let globals = ["--index", index.to_str().unwrap(), "--lang", "vi"];
    let search = ["search", "--explain", "hạ tầng số"];
    let (code, out, _) = call(globals.iter().chain(&["--format", "table"]).chain(&search));
    assert_eq!(code, 0);
    assert!(out.contains("hai tiếng liền nhau") && out.contains("“hạ tầng”"), "{out}");
    assert!(out.contains("ngày 20260508"), "{out}");
}
