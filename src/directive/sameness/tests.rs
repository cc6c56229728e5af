//! Names of bodies as headers and citations have them.

use super::*;
use crate::text::fold::fold;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

fn like(a: (&str, &str), b: (&str, &str)) -> Sameness {
    let on = |date: &str| (!date.is_empty()).then(|| When::parse(date).unwrap());
    let answer = same_body(a.0, on(a.1), b.0, on(b.1));
    assert_eq!(same_body(b.0, on(b.1), a.0, on(a.1)), answer, "the other way round: {a:?} {b:?}");
    answer
}

/// The act, if one became the other.
fn act(a: (&str, &str), b: (&str, &str)) -> Option<&'static str> {
    match like(a, b) {
        Sameness::Renamed(change) => change.by.as_deref(),
        other => panic!("{a:?} {b:?}: {other:?}"),
    }
}

#[test]
fn ways_to_write_one_name() {
    for (a, b) in [
        ("UBND tỉnh Hưng Yên", "Ủy ban nhân dân tỉnh Hưng Yên"),
        ("Uỷ ban nhân dân tỉnh Hưng Yên", "ỦY BAN NHÂN DÂN TỈNH HƯNG YÊN"),
        ("Chủ tịch UBND tỉnh Hưng Yên", "Ủy ban nhân dân tỉnh Hưng Yên"),
        ("HĐND tỉnh Hưng Yên", "Hội đồng nhân dân tỉnh Hưng Yên"),
        ("UBND TP. Hồ Chí Minh", "Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        ("Ban Thường vụ Tỉnh ủy Hưng Yên", "Tỉnh ủy Hưng Yên"),
        ("Thường trực Tỉnh ủy Hưng Yên", "Tỉnh uỷ Hưng Yên"),
        ("Ban Chấp hành Đảng bộ tỉnh Hưng Yên", "Ban Thường vụ Tỉnh ủy Hưng Yên"),
        ("Ban Thường vụ Thành ủy Hải Phòng", "Thành ủy Hải Phòng"),
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("Bộ GD&ĐT", "Bộ Giáo dục và Đào tạo"),
        ("Bộ Lao động – Thương binh và Xã hội", ""),
        ("Thống đốc Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước"),
        ("Bộ Chính trị, Ban Bí thư", "Bộ Chính trị"),
        ("Ban Bí thư Trung ương Đảng", "Ban Chấp hành Trung ương"),
        ("Giám đốc Sở Y tế tỉnh Hưng Yên", "Sở Y tế Hưng Yên"),
        ("UBND xã Tân Tiến, tỉnh Hưng Yên", "Ủy ban nhân dân xã Tân Tiến tỉnh Hưng Yên"),
    ] {
        let date = if a.contains("Lao động") { "2024-02-01" } else { "2026-02-01" };
        let b = if b.is_empty() { "Bộ Lao động - Thương binh và Xã hội" } else { b };
        assert_eq!(like((a, date), (b, date)), Sameness::Same, "{a} {b}");
    }
}

#[test]
fn other_bodies() {
    for (a, b) in [
        ("Thủ tướng Chính phủ", "Chính phủ"),
        ("Chủ tịch nước", "Chính phủ"),
        ("UBND tỉnh Hưng Yên", "UBND tỉnh Nghệ An"),
        ("UBND tỉnh Hưng Yên", "HĐND tỉnh Hưng Yên"),
        ("UBND tỉnh Hưng Yên", "Tỉnh ủy Hưng Yên"),
        ("Bộ Y tế", "Bộ Xây dựng"),
        ("Bộ Y tế", "UBND tỉnh Hưng Yên"),
        ("Ban Chấp hành Trung ương", "Văn phòng Trung ương Đảng"),
        ("Tỉnh ủy Hưng Yên", "Bộ Chính trị"),
        ("Sở Y tế tỉnh Hưng Yên", "Sở Y tế tỉnh Nghệ An"),
        ("Ban Chấp hành Trung ương khóa XII", "Ban Chấp hành Trung ương Đảng khóa XIII"),
    ] {
        let (a, b) = ((a, "2026-02-01"), (b, "2026-02-01"));
        assert_eq!(like(a, b), Sameness::Different, "{a:?} {b:?}");
    }
}

#[test]
fn nothing_is_said_where_nothing_is_sure() {
    for (a, b) in [
        ("Ban Thường vụ Tỉnh ủy", "Tỉnh ủy Hưng Yên"),
        ("UBND tỉnh", "UBND tỉnh"),
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("Ban Chỉ đạo", "Ban Chỉ đạo"),
        ("Ban Chỉ đạo", "Ban Chỉ đạo Trung ương"),
        ("Văn phòng UBND tỉnh Hưng Yên", "UBND tỉnh Hưng Yên"),
        ("UBND xã Tân Tiến", "UBND xã Tân Tiến"),
        ("UBND thành phố Hưng Yên", "UBND tỉnh Hưng Yên"),
        ("UBND tinh Hung Yen", "UBND tỉnh Hưng Yên"),
        ("UBND tỉnh Sông Vân", "UBND tỉnh Sông Vân"),
        ("Bộ Chính trị", "Ban Bí thư"),
        ("Thường trực Tỉnh ủy Hưng Yên", "Ban Thường vụ Tỉnh ủy Hưng Yên"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
        ("UBND tỉnh Thái Bình", "UBND tỉnh Thái Bình"),
        ("UBND huyện Kim Động, tỉnh Hưng Yên", "UBND huyện Kim Động, tỉnh Hưng Yên"),
        ("", ""),
        ("", "Chính phủ"),
        ("của", "xã"),
    ] {
        let (a, b) = ((a, "2026-02-01"), (b, "2026-02-01"));
        assert_eq!(like(a, b), Sameness::Unknown, "{a:?} {b:?}");
    }
}

#[test]
fn before_and_after_the_merger() {
    let (old, new) = (("UBND tỉnh Hưng Yên", "2025-03-01"), ("UBND tỉnh Hưng Yên", "2025-07-01"));
    assert_eq!(act(old, new), Some("Nghị quyết 202/2025/QH15"));
    assert_eq!(
        act(("Tỉnh ủy Thái Bình", "2024"), ("Tỉnh ủy Hưng Yên", "2026")),
        Some("Nghị quyết 202/2025/QH15")
    );
    assert_eq!(like(old, ("UBND tỉnh Hưng Yên", "2003")), Sameness::Same);
    assert_eq!(like(old, ("UBND tỉnh Hưng Yên", "2025")), Sameness::Unknown);
    assert_eq!(like(old, ("UBND tỉnh Hưng Yên", "")), Sameness::Unknown);
    assert_eq!(like(old, ("UBND tỉnh Thái Bình", "2025-03-01")), Sameness::Different);
    assert_eq!(like(("UBND tỉnh Nghệ An", "2024"), ("UBND tỉnh Nghệ An", "2026")), Sameness::Same);
    let hue = act(("Tỉnh ủy Thừa Thiên Huế", "2024"), ("Thành ủy Huế", "2025-02-01"));
    assert_eq!(hue, Some("Nghị quyết 175/2024/QH15"));
    // A commune that was redrawn, in a province that was not.
    let (old, new) =
        (("UBND xã Nam Đàn, tỉnh Nghệ An", "2024"), ("UBND xã Nam Đàn, tỉnh Nghệ An", "2026"));
    assert_eq!(like(old, new), Sameness::Unknown);
    let district = ("UBND huyện Kim Động, tỉnh Hưng Yên", "2024");
    assert_eq!(like(district, ("UBND huyện Kim Động tỉnh Hưng Yên", "2023")), Sameness::Same);
}

#[test]
fn ministries() {
    let merged = Some("Nghị quyết 176/2025/QH15");
    assert_eq!(act(("Bộ Giao thông vận tải", "2024"), ("Bộ Xây dựng", "2026")), merged);
    assert_eq!(act(("Bộ Xây dựng", "2024"), ("Bộ trưởng Bộ Xây dựng", "2026")), merged);
    assert_eq!(act(("Bộ Lao động - Thương binh và Xã hội", "2024"), ("Bộ Nội vụ", "2026")), merged);
    assert_eq!(
        like(("Bộ Giao thông vận tải", "2024"), ("Bộ Xây dựng", "2024")),
        Sameness::Different
    );
    // One name, two bodies that have nothing to do with each other.
    assert_eq!(like(("Bộ Nội vụ", "1990"), ("Bộ Nội vụ", "2010")), Sameness::Different);
    assert!(matches!(like(("Bộ Nội vụ", "1990"), ("Bộ Công an", "2010")), Sameness::Renamed(_)));
    assert!(matches!(
        like(("Hội đồng Chính phủ", "1975"), ("Chính phủ", "2010")),
        Sameness::Renamed(_)
    ));
    assert!(matches!(
        like(("Ủy ban hành chính tỉnh Nghệ An", "1970"), ("UBND tỉnh Nghệ An", "2000")),
        Sameness::Renamed(_)
    ));
    let party = like(
        ("Ban Tuyên giáo Trung ương", "2024"),
        ("Ban Tuyên giáo và Dân vận Trung ương", "2026"),
    );
    assert!(matches!(party, Sameness::Renamed(_)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn names_of_the_table_are_themselves_in_any_writing(
        at in 0usize..10_000, upper: bool, decomposed: bool, year in 1900i16..2030,
    ) {
        let names = agency::HISTORY.names();
        let name = names[at % names.len()];
        let mut written = if upper { name.to_uppercase() } else { name.to_owned() };
        if decomposed {
            written = written.nfd().collect();
        }
        let on = When::parse(&format!("{year:04}-06-15"));
        let answer = same_body(name, on, &written, on);
        let local = ["Ủy ban nhân dân", "Ủy ban hành chính"].contains(&name);
        let lives = agency::HISTORY.lives(name).unwrap();
        if !local && lives.iter().filter(|life| life.may_be(on)).count() == 1 {
            prop_assert_eq!(answer, Sameness::Same);
        } else {
            prop_assert_eq!(answer, Sameness::Unknown);
        }
        // Without marks nothing is sure, unless it has none.
        let bare = fold(name);
        let answer = same_body(name, on, &bare, on);
        prop_assert!(answer == Sameness::Unknown || name.to_lowercase() == bare);
    }

    #[test]
    fn any_text_is_a_name(a in ".{0,40}", b in "(UBND|tỉnh|xã|Hưng|Yên|thành phố|ủy|khóa|[ ,.-]){0,12}") {
        let _ = like((&a, ""), (&b, "2026"));
        let _ = like((&b, "2020"), (&b, "2026"));
    }
}
