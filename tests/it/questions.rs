//! Questions as people type them, each with how it is understood: `questions.tsv`.

use std::fs;
use std::path::PathBuf;
use tracuu::search;

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/questions.tsv")
}

/// How a question is understood: as it is rewritten, read and advised upon.
fn understood(question: &str) -> String {
    let reading = search::read(question);
    let rewritten = reading.rewritten.map(|text| format!("{text} → ")).unwrap_or_default();
    let advice: Vec<String> = reading
        .advice
        .iter()
        .map(|advice| {
            let advice = serde_json::to_value(advice).unwrap();
            format!(" !{}", advice["advice"].as_str().unwrap())
        })
        .collect();
    let typing = tracuu::text::leftover::decoded(question);
    let typing = typing.map(|text| format!(" ?{text}")).unwrap_or_default();
    format!("{rewritten}{}{}{typing}", reading.text, advice.concat())
}

/// Each line: the question, a tab, how it is understood. After a change on purpose run this with
/// `TRACUU_WRITE_QUESTIONS=1`, and read every line that changes.
#[test]
fn questions_are_understood_as_written_down() {
    let text = fs::read_to_string(file()).unwrap();
    let questions: Vec<&str> = text.lines().map(|line| line.split('\t').next().unwrap()).collect();
    assert!(questions.len() >= 200);
    let now: String = questions
        .iter()
        .map(|question| format!("{question}\t{}\n", understood(question)))
        .collect();
    if std::env::var_os("TRACUU_WRITE_QUESTIONS").is_some() {
        fs::write(file(), &now).unwrap();
    }
    for (now, then) in now.lines().zip(text.lines()) {
        assert_eq!(now, then);
    }
}
