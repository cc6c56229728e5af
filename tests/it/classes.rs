//! The classes that every measured engine gets wrong: generated archives of at least 5,000 directives,
//! some of which mention what is asked for, and some nearly. None may be missed, and none may be false
//! in the step it belongs to, whether the question is quoted or bare.

use crate::archive::Archive;
use std::sync::LazyLock;
use tracuu::search::Answer;
use unicode_normalization::UnicodeNormalization;

/// Sentences around what is mentioned, so that no two directives are alike.
const BEFORE: [&str; 8] = [
    "Các cơ quan, đơn vị tập trung đầu tư",
    "Ủy ban nhân dân cấp xã khẩn trương rà soát, hoàn thiện",
    "Trong quý tới, các địa phương tiếp tục phát triển",
    "Sở Khoa học và Công nghệ tham mưu nâng cấp",
    "Yêu cầu thủ trưởng các đơn vị quan tâm",
    "Kết quả kiểm tra cho thấy còn hạn chế về",
    "Tỉnh ưu tiên nguồn lực cho",
    "Đề nghị các ngành phối hợp bảo đảm",
];
const BEHIND: [&str; 8] = [
    "phục vụ người dân và doanh nghiệp trên địa bàn.",
    "theo đúng tiến độ đã đề ra trong kế hoạch năm.",
    "và báo cáo kết quả về Văn phòng để tổng hợp.",
    "bảo đảm kết nối thông suốt giữa các cấp chính quyền.",
    "gắn với cải cách hành chính, nâng cao chất lượng phục vụ.",
    "nhất là ở vùng sâu, vùng xa của tỉnh.",
    "trước khi trình cấp có thẩm quyền xem xét, quyết định.",
    "để kịp thời tháo gỡ khó khăn, vướng mắc phát sinh.",
];

/// A directive that mentions `what` in its own surroundings.
fn directive(number: usize, what: &str) -> String {
    let before = BEFORE[number % BEFORE.len()];
    let behind = BEHIND[(number / BEFORE.len()) % BEHIND.len()];
    let other = BEFORE[(number / 3 + 1) % BEFORE.len()];
    format!(
        "Văn bản thứ {number} của kỳ báo cáo này.\n\n{before} {what} {behind}\n\n{other} các nhiệm \
         vụ khác được giao, {behind}\n"
    )
}

/// Directives in an archive, at least.
const ENOUGH: usize = 5000;

/// An archive in which every directive of a class stands so many times, in other surroundings.
struct Classes {
    archive: Archive,
    times: usize,
}

/// A class: its name, how many directives it has, and what each says, in turn.
type Class<'c> = (&'c str, usize, Vec<String>);

/// Classes whose directives mention one of their forms.
fn archive(classes: &[Class<'_>]) -> Classes {
    let none: [Class<'_>; 0] = [];
    Classes::new(classes, &none)
}

impl Classes {
    /// Directives that mention a form, and directives that are one.
    fn new(mentions: &[Class<'_>], whole: &[Class<'_>]) -> Self {
        let count: usize = mentions.iter().chain(whole).map(|(_, count, _)| count).sum();
        let times = ENOUGH.div_ceil(count);
        let mut texts = Vec::new();
        for (name, count, forms) in mentions {
            for at in 0..count * times {
                let text = directive(texts.len() + 1, &forms[at % count % forms.len()]);
                texts.push((format!("{name}-{at:04}"), text));
            }
        }
        for (name, count, forms) in whole {
            for at in 0..count * times {
                let text = format!("{} dot {at}.\n", forms[at % count % forms.len()]);
                texts.push((format!("{name}-{at:04}"), text));
            }
        }
        assert!(texts.len() >= ENOUGH);
        let archive = Archive::new(texts.iter().map(|(name, text)| (&**name, &**text)));
        Self { archive, times }
    }

    fn ask(&self, query: &str) -> Answer {
        self.archive.ask(query)
    }

    /// What is expected of so many directives of a class.
    fn times(&self, count: usize) -> u64 {
        (count * self.times) as u64
    }

    /// What is found of each class, and that nothing else is.
    fn assert_found(&self, query: &str, found: &[(&str, usize)]) {
        let names = self.archive.strict(query);
        let of = |name: &str, class: &str| {
            name.strip_prefix(class).is_some_and(|rest| rest.starts_with('-'))
        };
        for (class, expected) in found {
            let count = names.iter().filter(|name| of(name, class)).count();
            assert_eq!(count, expected * self.times, "{query}: {class}");
        }
        let is_other = |name: &&String| !found.iter().any(|(class, _)| of(name, class));
        let others: Vec<_> = names.iter().filter(is_other).take(20).collect();
        assert!(others.is_empty(), "{query}: false hits {others:?}");
    }
}

fn forms(forms: &[&str]) -> Vec<String> {
    forms.iter().map(|form| (*form).to_owned()).collect()
}

fn nfd(text: &str) -> String {
    text.nfd().collect()
}

static INFRASTRUCTURE: LazyLock<Classes> = LazyLock::new(|| {
    let mention = forms(&[
        "hạ tầng số",
        "HẠ TẦNG SỐ",
        "Hạ Tầng Số",
        &nfd("hạ tầng số"),
        &nfd("HẠ TẦNG SỐ"),
        "hạ\ntầng số",
        "hạ tầng\nsố",
        "hạ tầng \r\n   số",
        "hạ\u{a0}tầng\u{a0}số",
        "hạ tầng\u{202f}số",
        "hạ   tầng\tsố",
        "“hạ tầng số”",
        "**hạ tầng số**",
        "hạ tầ\u{ad}ng số",
        "hạ tầng – số",
        "hạ tầng\u{c}số",
        "(hạ tầng số)",
        "hạ tầng số,",
        "hạ tầng số:",
    ]);
    let near_miss = forms(&[
        "hạ tầng. Số liệu",
        "hạ tầng, số hóa",
        "hạ tầng; số hóa",
        "hạ tầng: số hóa",
        "hạ tầng (số hóa)",
        "hạ tầng\n\nSố liệu",
        "hạ tầng;\n- Số liệu",
        "hạ tầng\n2. Số liệu",
        "hạ tầng… Số liệu",
        "số hạ tầng",
        "tầng hạ số",
        "hạ tầng kỹ thuật số",
        "hạ tầng sổ",
        "hạ tầng sở",
        "hạ tăng số",
        "hà tầng số",
        "Hung Yên hạ tâng sô",
        "hạ tần số",
        "hạ tầng sốt",
    ]);
    // A passage without marks, as telegrams and old mail have them.
    let bare = "Trong quy toi, cac dia phuong tiep tuc phat trien ha tang so phuc vu nguoi dan va \
        doanh nghiep tren dia ban tinh theo dung tien do";
    let mentions = [
        ("mention", 380, mention),
        ("miss", 380, near_miss),
        ("marks", 40, forms(&["Hà tăng số", "hà tăng số"])),
    ];
    let whole = [
        ("bare", 200, forms(&[bare])),
        ("bare-miss", 200, forms(&[&bare.replace("ha tang so", "ha tang. So")])),
    ];
    Classes::new(&mentions, &whole)
});

#[test]
fn a_marked_phrase_is_found_as_typed_and_in_passages_without_marks() {
    let archive = &*INFRASTRUCTURE;
    let questions = [
        "\"hạ tầng số\"".to_owned(),
        "hạ tầng số".to_owned(),
        "HẠ TẦNG SỐ".to_owned(),
        nfd("hạ tầng số"),
        "“hạ  tầng số”".to_owned(),
        "hạ\u{a0}tầng số".to_owned(),
    ];
    for query in &questions {
        let answer = archive.ask(query);
        assert_eq!(answer.counts.exact, archive.times(380), "{query}");
        assert_eq!(answer.counts.unaccented, archive.times(200), "{query}");
        archive.assert_found(query, &[("mention", 380), ("bare", 200)]);
    }
}

#[test]
fn an_unmarked_phrase_is_found_in_its_likeliest_reading() {
    let archive = &*INFRASTRUCTURE;
    for query in ["ha tang so", "\"ha tang so\"", "HA TANG SO"] {
        let answer = archive.ask(query);
        assert_eq!(answer.counts.exact, archive.times(200), "{query}");
        assert_eq!(answer.counts.unaccented, archive.times(380), "{query}");
        archive.assert_found(query, &[("mention", 380), ("bare", 200)]);
        let readings: Vec<(&str, u64)> =
            answer.readings.iter().map(|form| (form.text.as_str(), form.count)).collect();
        assert_eq!(readings.first(), Some(&("hạ tầng số", archive.times(380))), "{query}");
        assert!(readings.contains(&("hà tăng số", archive.times(40))), "{query}: {readings:?}");
    }
    for query in ["hà tăng số", "\"hà tăng số\""] {
        archive.assert_found(query, &[("marks", 40), ("bare", 200)]);
    }
}

#[test]
fn marks_missing_or_wrong_are_near_and_never_in_the_total() {
    let archive = &*INFRASTRUCTURE;
    for query in ["ha tầng số", "hạ tầng sô"] {
        let answer = archive.ask(query);
        assert!(answer.near >= archive.times(380), "{query}: {}", answer.near);
        let exact = answer.counts.exact;
        assert_eq!(exact, 0, "{query}");
    }
}

#[test]
fn both_placements_of_the_tone_are_one_word() {
    let both = forms(&["nền văn hóa", "nền văn hoá", "NỀN VĂN HÓA", &nfd("nền văn hoá")]);
    let others = forms(&["nền văn hoa", "nền văn hỏa", "nền văn. Hóa chất", "nền hóa văn"]);
    let archive = archive(&[("both", 260, both), ("other", 260, others)]);
    for query in ["\"văn hóa\"", "văn hoá", "VĂN HOÁ", &nfd("văn hóa")] {
        archive.assert_found(query, &[("both", 260)]);
    }
}

#[test]
fn words_that_differ_by_marks_never_meet_in_a_strict_step() {
    let fund = forms(&["quỹ", "Quỹ", "QUỸ"]);
    let bare = forms(&["quy", "quý", "quỳ", "qui"]);
    let supply = forms(&["cung cấp", "Cung  cấp"]);
    let same_level = forms(&["cùng cấp", "CÙNG CẤP"]);
    let slips = forms(&["củng cấp", "cung cập"]);
    let archive = archive(&[
        ("fund", 200, fund),
        ("bare", 200, bare),
        ("supply", 200, supply),
        ("same", 200, same_level),
        ("slip", 200, slips),
    ]);
    for (query, class) in [("quỹ", "fund"), ("cung cấp", "supply"), ("cùng  cấp", "same")] {
        archive.assert_found(query, &[(class, 200)]);
        archive.assert_found(&format!("\"{query}\""), &[(class, 200)]);
    }
}

#[test]
fn reversed_words_are_listed_only_where_nothing_is_strict() {
    let reversed = forms(&["phân quyền, phân cấp", "phân quyền và phân cấp"]);
    let archive = archive(&[("reversed", 200, reversed), ("other", 200, forms(&["phân cấp"]))]);
    let answer = archive.ask("phân cấp phân quyền");
    assert_eq!((answer.total, answer.also), (0, archive.times(200)));
    assert_eq!(answer.hits.len(), 1000, "a page of them");
    let answer = archive.ask("\"phân cấp phân quyền\"");
    assert_eq!((answer.total, answer.near, answer.also, answer.hits.len()), (0, 0, 0, 0));
}

/// Every way of writing that directives have, of one number.
fn writings(kind: &str, number: &str, letters: &str, body: &str) -> Vec<String> {
    let lower = letters.to_lowercase();
    let low_body = body.to_lowercase();
    let mut all = forms(&[
        &format!("{kind} số {number}-{letters}/{body}"),
        &format!("{kind} {number}-{letters}/{body} của cấp trên"),
        &format!("{kind} số {number} - {letters}/{body}, ngày 14/11/2025"),
        &format!("{kind} số {number} -{letters}/{body}"),
        &format!("{kind} số {number}–{letters}/{body}"),
        &format!("{kind} số {number}-\n{letters}/{body}"),
        &format!("{kind} số {number}-{letters}/\n{body}"),
        &format!("{kind}\nsố {number}-{letters}/{body}"),
        &format!("{kind} số\n{number}-{letters}/{body}"),
        &format!("{kind} số\u{a0}{number}-{letters}/{body}"),
        &format!("{kind} số{number}-{letters}/{body}"),
        &format!("{kind} số {number}-{lower}/{low_body}"),
        &format!("{} SỐ {number}-{letters}/{body}", kind.to_uppercase()),
        &format!("các {kind} số 31, {number}, 77-{letters}/{body}"),
        &format!("{kind} số **{number}-{letters}/{body}**"),
        &format!("{kind} số {number}-{letters}/{body};"),
        &format!("({kind} số {number}-{letters}/{body})"),
        &format!("{kind} số {number}-{letters}/{body}\u{c}"),
    ]);
    all.push(nfd(&format!("{kind} số {number}-{letters}/{body}")));
    all
}

#[test]
fn a_number_is_found_in_every_writing_and_its_neighbours_are_not() {
    let near_misses = forms(&[
        "Kết luận số 202-KL/TU",
        "Kế hoạch số 202-KH/TW",
        "Kế hoạch số 202-KH/TU",
        "Kết luận số 1202-KL/TW",
        "Kết luận số 2021-KL/TW",
        "Kết luận số 20-KL/TW",
        "Kết luận số 202a-KL/TW",
        "Báo cáo số 15/202-KL/TW-BC",
        "Kết luận số 203-KL/TW",
        "Công văn số 202-CV/TW",
        "202 kết luận thanh tra",
        "Nghị quyết số 202/2025/QH15",
    ]);
    let archive = archive(&[
        ("cited", 400, writings("Kết luận", "202", "KL", "TW")),
        ("miss", 300, near_misses),
    ]);
    let questions = [
        "202-KL/TW",
        "202 KL TW",
        "202/KL-TW",
        "202 -KL/TW",
        "202–KL/TW",
        "202kl/tw",
        "202-kl/tw",
        "Kết luận số 202 - kl/tw",
        "ket luan so 202-kl/tw",
        "số:202-KL/TW",
        "\"202-KL/TW\"",
        "Kết luận số 202-KL/TW",
        &nfd("Kết luận số 202-KL/TW"),
    ];
    for query in questions {
        let answer = archive.ask(query);
        assert_eq!(answer.counts.number_cited, archive.times(400), "{query}");
        archive.assert_found(query, &[("cited", 400)]);
    }
    // No body named: the province's own too, and still no other kind and no other number.
    for query in ["kl 202", "kết luận 202", "KL202", "ket luan 202"] {
        archive.assert_found(query, &[("cited", 400), ("miss", 25)]);
    }
}

#[test]
fn numbers_of_other_forms_are_found_in_every_writing() {
    let acts = forms(&[
        "Nghị định số 178/2024/NĐ-CP",
        "Nghị định 178/2024/NĐ-CP ngày 31/12/2024",
        "Nghị định số 178/2024/ND-CP",
        "Nghị định số 178/2024/NĐ–CP",
        "Nghị định số 178/2024/NĐ-\nCP",
        "NGHỊ ĐỊNH SỐ 178/2024/NĐ-CP",
        "Nghị định số 178/2024/NĐ-CP1",
    ]);
    let telegrams = forms(&["Công điện số 33/CĐ-TTg", "Công điện số 33/CD-TTg ngày 23/4/2026"]);
    let others = forms(&[
        "Nghị định số 178/2023/NĐ-CP",
        "Nghị định số 78/2024/NĐ-CP",
        "Thông tư số 178/2024/TT-BTC",
        "Công điện số 133/CĐ-TTg",
        "Công điện số 33/CĐ-UBND",
        "Chỉ thị số 33/CT-TTg",
    ]);
    let archive =
        archive(&[("act", 210, acts), ("telegram", 200, telegrams), ("other", 240, others)]);
    for query in ["178/2024/NĐ-CP", "178/2024/nd-cp", "nđ 178/2024", "Nghị định 178/2024/NĐ-CP"]
    {
        archive.assert_found(query, &[("act", 210)]);
    }
    for query in ["33/CĐ-TTg", "33/CD-TTg", "công điện 33/cđ-ttg"] {
        archive.assert_found(query, &[("telegram", 200)]);
    }
    archive.assert_found("cđ 33", &[("telegram", 200), ("other", 40)]);
}
