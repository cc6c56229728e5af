//! What people type, and what they do not mean by it.

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The part of the query that is taken, and its keys.
fn read(query: &str) -> Vec<(String, Vec<String>)> {
    let found = numbers_in_query(query);
    found.into_iter().map(|(range, n)| (query.get(range).unwrap().to_owned(), n.keys())).collect()
}

fn one(query: &str) -> String {
    let found = numbers_in_query(query);
    assert_eq!(found.len(), 1, "{query}: {found:?}");
    found[0].1.keys().join(" ")
}

#[test]
fn full_numbers_in_any_writing() {
    for query in [
        "202-KL/TW",
        "202 KL TW",
        "202/KL-TW",
        "202 KL/TW",
        "Kết luận số 202 - kl/tw",
        "202kl/tw",
        "202 kl tw",
        "202 – KL / TW",
        "202\u{a0}KL\u{a0}TW",
        "kết luận 202-kl/tw",
        "KẾT LUẬN SỐ 202-KL/TW",
        "kl 202/tw",
        "kl 202 tw",
        "0202-KL/TW",
        "kết luận 202 tw",
        "số 202-KL/TW",
        "202-KL/\nTW",
    ] {
        assert_eq!(one(query), "kl:202/tw", "{query}");
        let decomposed: String = query.nfd().collect();
        assert_eq!(one(&decomposed), "kl:202/tw", "{query} decomposed");
        assert_eq!(numbers_in_query(query)[0].0, 0..query.len(), "{query}");
    }
    assert_eq!(one("33/CD-TTg"), "cđ:33/ttg");
    assert_eq!(one("33/cđ-ttg"), "cđ:33/ttg");
    assert_eq!(one("178/2024/NĐ-CP"), "nđ:178:2024/cp");
    assert_eq!(one("nghị định số 178/2024/nđ-cp"), "nđ:178:2024/cp");
    assert_eq!(one("2-KH/BCĐ"), "kh:2/bcđ");
    assert_eq!(one("kế hoạch 02 bcđ"), "kh:2/bcđ");
    assert_eq!(one("11410/BXD-KHCNMT&VLXD"), ":11410/bxd-khcnmt&vlxd");
    assert_eq!(one("luật 95/2025/QH15"), ":95:2025/qh15");
    assert_eq!(one("công văn 12 ubnd"), "cv:12/ubnd cv:12/ubnd-");
}

#[test]
fn kind_and_number() {
    for (query, key) in [
        ("kl 202", "kl:202"),
        ("kl202", "kl:202"),
        ("KL202", "kl:202"),
        ("kết luận 202", "kl:202"),
        ("ket luan so 202", "kl:202"),
        ("Kết luận số: 202", "kl:202"),
        ("nq18", "nq:18"),
        ("nq 57", "nq:57"),
        ("nghi quyet 57", "nq:57"),
        ("nđ 178/2024", "nđ:178:2024"),
        ("nd 178", "nđ:178"),
        ("nghị định 178", "nđ:178"),
        ("công điện 33", "cđ:33"),
        ("cđ 33", "cđ:33"),
        ("cd 33", "cđ:33"),
        ("cv 472", "cv:472"),
        ("cv 2025", "cv:2025"),
        ("kế hoạch 443", "kh:443"),
        ("202-KL", "kl:202"),
        ("18-NQ", "nq:18"),
        ("quy định 66", "qyđ:66"),
        ("tt 05", "tt:5 ttri:5"),
        ("nghị quyết 18 năm 2017", "nq:18:2017"),
        ("nghị quyết 19 ngày 16/6/2022", "nq:19"),
        ("đề án số 06", "đa:6"),
    ] {
        assert_eq!(one(query), key, "{query}");
    }
    assert_eq!(read("kết luận 202 bộ chính trị")[0].0, "kết luận 202");
    assert_eq!(read("báo cáo kl 202 về")[0].0, "kl 202");
}

#[test]
fn several_and_others() {
    let keys = |q: &str| read(q).into_iter().flat_map(|(_, k)| k).collect::<Vec<_>>();
    assert_eq!(keys("202-KL/TW, 57-NQ/TW"), ["kl:202/tw", "nq:57/tw"]);
    assert_eq!(keys("433, 443, 440-KH/TU"), ["kh:433/tu", "kh:443/tu", "kh:440/tu"]);
    assert_eq!(keys("/UBND-NC"), ["//ubnd-nc"]);
    assert_eq!(keys("số 453"), ["#453"]);
    assert_eq!(keys("văn bản số 453/2025"), ["#453:2025"]);
    let found = read("phân cấp theo kl 202 và nq18 \"hạ tầng số\"");
    assert_eq!(found[0].0, "kl 202");
    assert_eq!(found[1].0, "nq18");
    assert_eq!(number_in_field("453").map(|n| n.keys()), Some(vec!["#453".into()]));
    assert_eq!(number_in_field("kl 202").map(|n| n.keys()), Some(vec!["kl:202".into()]));
    assert_eq!(number_in_field("abc"), None);
}

#[test]
fn unmarked_queries_find_marked_numbers() {
    for (query, stored) in [
        ("33/cd-ttg", "33/CĐ-TTg"),
        ("12/hdnd-vp", "12/HĐND-VP"),
        ("02-kh/bcd", "02-KH/BCĐ"),
        ("05/kh-sgddt", "05/KH-SGDĐT"),
        ("7-hd/abcd", "7-HĐ/ABCĐ"),
        ("nd 178", "178/2024/NĐ-CP"),
        ("da so 06", "06/ĐA-UBND"),
    ] {
        let stored = Number::parse(stored).unwrap().keys(None, None);
        for (_, number) in numbers_in_query(query) {
            let keys = [number.keys(), number.folded_keys()].concat();
            assert!(keys.iter().any(|key| stored.contains(key)), "{query}: {keys:?}");
        }
    }
}

#[test]
fn words_are_no_numbers() {
    for query in [
        "2 cấp",
        "chính quyền địa phương 2 cấp",
        "năm 2025",
        "quý II/2026",
        "giai đoạn 2021-2026",
        "nhiệm kỳ 2025-2030",
        "15/12/2025",
        "ngày 08/5/2026",
        "hạ tầng số",
        "hạ tầng số 2",
        "chuyển đổi số 2025",
        "so 2",
        "kế hoạch năm 2025",
        "kế hoạch 2025",
        "kế hoạch 5 năm",
        "kế hoạch 5 năm 2021-2025",
        "báo cáo 6 tháng",
        "báo cáo 9/2025",
        "báo cáo 6 tháng đầu năm 2025",
        "nghị quyết 2 cấp",
        "kế hoạch 5 tu bổ di tích năm",
        "thông tư liên tịch",
        "đề án 06",
        "luật đất đai",
        "24/7",
        "3.000 tỷ đồng",
        "khoản 2 Điều 5",
        "quyết định 15/12/2025",
        "12 tt",
        "TCVN 5574:2018",
        "http://a.vn/1-2/x",
        "số 2 cấp",
    ] {
        let found: Vec<_> = read(query);
        let counted = query == "kế hoạch 5 tu bổ di tích năm";
        if counted {
            assert!(found.iter().all(|(_, keys)| keys == &["kh:5"]), "{found:?}");
        } else {
            assert!(found.is_empty(), "{query}: {found:?}");
        }
    }
}

#[test]
fn near_misses_have_other_keys() {
    let wanted = one("202-KL/TW");
    for near in ["1202-KL/TW", "202-KL/TU", "202-KH/TU", "2024-KL/TW", "20-KL/TW"] {
        assert_ne!(one(near), wanted, "{near}");
    }
    for near in ["15/202-KL/TW-BC", "202-KL/TW-BC", "x202-KL/TW", "202-KL/TWX"] {
        assert!(read(near).iter().all(|(_, keys)| *keys != [wanted.as_str()]), "{near}");
    }
}

proptest! {
    #[test]
    fn any_query_is_read(query in "\\PC{0,80}") {
        for (range, _) in numbers_in_query(&query) {
            prop_assert!(query.get(range).is_some());
        }
    }

    #[test]
    fn any_mix_of_pieces_is_read(pieces in prop::collection::vec(
        prop::sample::select(vec!["202", "-", "/", "KL", "TW", "số", " ", ",", "2024", "nq",
            "ubnd", "&", ".", "\n", "kết luận", "^{", "I", "CP1", "công văn", "\u{301}", "Đ"]),
        0..24,
    )) {
        let query = pieces.concat();
        let mut last = 0;
        for (range, _) in numbers_in_query(&query) {
            prop_assert!(range.start >= last && range.end >= range.start);
            prop_assert!(query.get(range.clone()).is_some());
            last = range.start;
        }
    }
}
