//! Questions as they are understood.

use super::*;
use crate::search::answer::ReadingPart;
use proptest::prelude::*;

fn parts(typed: &str) -> Vec<String> {
    parse(typed).reading.parts.into_iter().map(part).collect()
}

fn part(of: ReadingPart) -> String {
    match of {
        ReadingPart::Words { text, .. } => format!("words {text}"),
        ReadingPart::Phrase { text } => format!("phrase {text}"),
        ReadingPart::Number { text } => format!("number {text}"),
        ReadingPart::Field { field, value, .. } => format!("{field} {value}"),
        ReadingPart::Without { text } => format!("without {text}"),
        ReadingPart::Near { texts, words } => format!("near {words} {}", texts.join(" | ")),
        ReadingPart::Either { options } => {
            let option = |option: Vec<ReadingPart>| {
                option.into_iter().map(part).collect::<Vec<_>>().join(" + ")
            };
            format!("either {}", options.into_iter().map(option).collect::<Vec<_>>().join(" | "))
        }
    }
}

#[test]
fn words_phrases_and_what_must_not_occur() {
    assert_eq!(parts("hạ tầng số"), ["words hạ tầng số"]);
    assert_eq!(parts("\"hạ tầng số\""), ["phrase hạ tầng số"]);
    assert_eq!(parts("“hạ tầng số” cấp xã"), ["phrase hạ tầng số", "words cấp xã"]);
    assert_eq!(parts("hạ tầng -số hóa"), ["words hạ tầng", "without số", "words hóa"]);
    assert_eq!(parts("hạ tầng -\"số hóa\""), ["words hạ tầng", "without số hóa"]);
    assert_eq!(parts("kinh tế - xã hội"), ["words kinh tế - xã hội"]);
    assert_eq!(parts("chính quyền 2 cấp"), ["words chính quyền 2 cấp"]);
}

#[test]
fn numbers_in_any_writing() {
    for typed in [
        "202-KL/TW",
        "202 KL TW",
        "202/KL-TW",
        "202kl/tw",
        "Kết luận số 202 - kl/tw",
        "202 -KL/TW",
        "202 – KL/TW",
        "\"202-KL/TW\"",
        "số:202-KL/TW",
        "số:202 KL TW",
    ] {
        let read = parts(typed);
        assert_eq!(read, ["number 202-KL/TW"], "{typed}");
    }
    let read = parts("202-KL/TW chuyển đổi số");
    assert_eq!(read, ["number 202-KL/TW", "words chuyển đổi số"]);
}

#[test]
fn fields_in_vietnamese_and_english() {
    assert_eq!(parts("loại:KL hạ tầng"), ["kind Kết luận", "words hạ tầng"]);
    assert_eq!(parts("loai:\"kế hoạch\" số hóa"), ["kind Kế hoạch", "words số hóa"]);
    assert_eq!(parts("loại:kế hoạch hạ tầng"), ["kind Kế hoạch", "words hạ tầng"]);
    assert_eq!(
        parts("từ:2025-01-01 đến:2026-01 đất đai"),
        ["from từ ngày 01/01/2025", "to đến hết ngày 31/01/2026", "words đất đai"]
    );
    assert_eq!(parts("từ: 2025"), ["from từ ngày 01/01/2025"]);
    for (typed, wanted) in [
        ("cơquan:\"Sở Nội vụ\" số hóa", &["issuer Sở Nội vụ", "words số hóa"][..]),
        ("cơ quan", &["words cơ quan"]),
        ("coquan:sở nội vụ số hóa", &["issuer sở nội vụ", "words số hóa"]),
        ("ký:Nguyễn Văn An đất đai", &["signer Nguyễn Văn An", "words đất đai"]),
        ("nơi:Hưng Yên", &["place Hưng Yên"]),
        ("năm:2025 đất đai", &["date năm 2025", "words đất đai"]),
        ("ngày:tháng 3 năm 2025 đất đai", &["date tháng 3/2025", "words đất đai"]),
        ("ngày:2024..2025", &["date từ 01/01/2024 đến 31/12/2025"]),
        ("hạn:<2025-12-31", &["due đến hết ngày 30/12/2025"]),
        ("hạn:<31/12/2025 giao:Sở Nội vụ", &["due đến hết ngày 30/12/2025", "task Sở Nội vụ"]),
        ("số:trống loại:CV", &["number không ghi", "kind Công văn"]),
        ("việndẫn:202-KL/TW", &["citing 202-KL/TW"]),
        ("thựchiện:202-KL/TW số hóa", &["implements 202-KL/TW", "words số hóa"]),
        ("tríchyếu:\"chuyển đổi số\"", &["subject chuyển đổi số"]),
        ("nguồn:ocr", &["origin nhận dạng từ ảnh"]),
        ("mật:\"tối mật\"", &["secrecy tối mật"]),
    ] {
        assert_eq!(parts(typed), wanted, "{typed}");
    }
}

#[test]
fn names_of_fields_and_numbers_do_not_mark_a_question() {
    for typed in ["loại:KL ha tang so", "từ:2025 \"ha tang so\"", "kết luận 202 chuyen doi so"]
    {
        let is_unmarked = parse(typed)
            .clauses
            .iter()
            .any(|clause| matches!(clause, Clause::Text(pattern, _) if pattern.is_unmarked));
        assert!(is_unmarked, "{typed}");
    }
}

#[test]
fn operators_and_groups() {
    for (typed, wanted) in [
        ("hạ tầng số OR chuyển đổi số", &["either words hạ tầng số | words chuyển đổi số"][..]),
        (
            "đất đai | \"quy hoạch\" | 202-KL/TW",
            &["either words đất đai | phrase quy hoạch | number 202-KL/TW"],
        ),
        ("(hạ tầng OR số hóa) cấp xã", &["either words hạ tầng | words số hóa", "words cấp xã"]),
        (
            "cấp xã (hạ tầng OR (số hóa -nông thôn))",
            &["words cấp xã", "either words hạ tầng | words số hóa + without nông + words thôn"],
        ),
        (
            "-(hạ tầng OR \"số hóa\") cấp xã",
            &["without (hạ tầng hoặc cụm từ “số hóa”)", "words cấp xã"],
        ),
        ("hạ tầng NEAR/5 \"số hóa\"", &["near 5 hạ tầng | số hóa"]),
        ("hạ tầng NEAR số hóa NEAR/3 nông thôn", &["near 10 hạ tầng | số hóa | nông thôn"]),
        ("+số hóa", &["phrase số", "words hóa"]),
        ("hạ tần*", &["words hạ tần*"]),
        ("loại:KL OR loại:NQ", &["either kind Kết luận | kind Nghị quyết"]),
        (
            "(loại:KL OR loại:NQ) đất đai",
            &["either kind Kết luận | kind Nghị quyết", "words đất đai"],
        ),
        // A pasted title keeps its brackets as punctuation.
        (
            "Kế hoạch phát triển (giai đoạn 2021-2025)",
            &["words Kế hoạch phát triển (giai đoạn 2021-2025)"],
        ),
        ("kinh tế (xã hội", &["words kinh tế (xã hội"]),
        (
            "Kết luận số 202-KL/TW ngày 31/10/2025 của Bộ Chính trị",
            &["number 202-KL/TW (31/10/2025)"],
        ),
        ("202-KL/TW năm 2025 đất đai", &["number 202-KL/TW (năm 2025)", "words đất đai"]),
    ] {
        assert_eq!(parts(typed), wanted, "{typed}");
    }
}

#[test]
fn operators_that_stand_alone_are_advice() {
    let advice = |typed: &str| parse(typed).reading.advice;
    assert_eq!(advice("đất OR"), [Advice::LoneOperator { at: 4 }]);
    assert_eq!(advice("OR đất"), [Advice::LoneOperator { at: 0 }]);
    assert_eq!(advice("NEAR/3 đất"), [Advice::LoneOperator { at: 0 }]);
    assert_eq!(advice("(đất OR nhà"), [Advice::OpenGroup { at: 0 }]);
    assert_eq!(advice("h* đất"), [Advice::ShortPrefix { at: 0 }]);
    let deep = format!("{}đất OR nhà{}", "(".repeat(9), ")".repeat(9));
    assert_eq!(advice(&deep), [Advice::TooDeep { limit: 8, at: 8 }]);
    assert!(advice("(((((((đất OR nhà)))))))").is_empty());
}

#[test]
fn what_cannot_be_read_is_advice() {
    let advice = |typed: &str| parse(typed).reading.advice;
    let unknown = Advice::UnknownField { field: "màu".into(), at: 8 };
    assert_eq!(advice("hạ tầng màu:đỏ"), [unknown]);
    assert_eq!(parts("hạ tầng màu:đỏ"), ["words hạ tầng", "words màu", "words đỏ"]);
    let wrong = Advice::BadValue { field: "từ".into(), value: "hôm".into(), at: 0 };
    assert_eq!(advice("từ:hôm qua"), [wrong]);
    assert_eq!(advice("hạ \"tầng"), [Advice::OpenQuote { at: 3 }]);
    assert_eq!(advice("-số"), [Advice::OnlyWithout]);
    for nothing in ["", "  ", "\"\"", "...", "- +"] {
        assert!(advice(nothing).contains(&Advice::Empty), "{nothing}");
    }
    let long = "hạ tầng ".repeat(1250);
    assert_eq!(advice(&long), [Advice::TooLong { limit: MAX_CHARS }]);
    assert!(advice("họp lúc 15:30 tại https://x").is_empty());
}

proptest! {
    #[test]
    fn every_question_is_readable(typed in "\\PC{0,600}") {
        parse(&typed);
    }

    #[test]
    fn every_question_of_signs_is_readable(
        typed in "([\"“” +:-]|số|từ|loại|đến|202|KL|TW|/|hạ tầng|2025|,|\n){0,40}"
    ) {
        let query = parse(&typed);
        let advised = !query.reading.advice.is_empty();
        prop_assert!(advised || !query.clauses.is_empty());
    }
}
