//! The language of questions over an archive: operators, groups, fields, synonyms, facets, order.

use super::archive::Archive;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tracuu::search::{Answer, FacetValue, Match, Request, Sort, search};

/// A State letter.
fn letter(number: &str, date: &str, signer: &str, body: &str) -> String {
    let (day, rest) = date.split_once('/').unwrap();
    let (month, year) = rest.split_once('/').unwrap();
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n\nSố: {number}/UBND-NC\nV/v {}\n\nSông Vân, ngày {day} tháng {month} năm \
         {year}\n\nKính gửi: Các sở, ban, ngành tỉnh.\n\n{body}\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ \
         TỊCH\n\n{signer}\n",
        body.split('.').next().unwrap().to_lowercase()
    )
}

static ARCHIVE: LazyLock<Archive> = LazyLock::new(|| {
    let texts = [
        ("a", letter("12", "05/3/2025", "Nguyễn Văn An", "Quản lý đất đai. Tỉnh yêu cầu rà soát quỹ đất và quy hoạch của địa phương.")),
        ("b", letter("7", "20/6/2025", "Trần Thị Bình", "Phát triển hạ tầng số. Việc đầu tư hạ tầng, gắn với kinh tế số, được ưu tiên. Sở Nội vụ báo cáo trước ngày 15/8/2025.")),
        ("c", letter("103", "11/01/2026", "Nguyễn Văn An", "Chuyển đổi số. UBND tỉnh giao các sở thực hiện Kết luận số 202-KL/TW ngày 31/10/2025 của Bộ Chính trị về hạ tầng số.")),
        ("d", letter("", "  /  /2026", "Trần Thị Bình", "Quy hoạch. Thay thế Công văn số 12/UBND-NC ngày 05/3/2025 của Ủy ban nhân dân tỉnh về quản lý đất đai.")),
        ("e", "TỈNH ỦY SÔNG VÂN\n*\nSố 31-KH/TU\n\nSông Vân, ngày 02 tháng 02 năm 2026\n\nKẾ HOẠCH\nthực hiện Kết luận số 202-KL/TW\n\nTriển khai đồng bộ hạ tầng số cấp xã; không để chậm.\n\nT/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nLê Minh Châu\n".to_owned()),
    ];
    Archive::new(texts.iter().map(|(name, text)| (*name, text.as_str())))
});

/// The names of what matches strictly, in a row.
fn found(question: &str) -> String {
    ARCHIVE.strict(question).concat()
}

#[test]
fn operators_and_groups() {
    for (question, wanted) in [
        ("đất đai", "ad"),
        ("đất đai OR hạ tầng số", "abcde"),
        ("đất đai | 202-KL/TW", "acde"),
        ("(đất đai OR hạ tầng số) -\"chuyển đổi số\"", "abde"),
        ("hạ tầng số -(202-KL/TW OR \"đất đai\")", "b"),
        ("\"hạ tầng\" NEAR/5 \"kinh tế số\"", "b"),
        ("\"kinh tế số\" NEAR/5 \"hạ tầng\"", "b"),
        ("\"đầu tư\" NEAR/1 \"kinh tế số\"", ""),
        ("chuyển đổ* số", "c"),
        ("quy ho*", "ad"),
        ("quỹ đấ*", "a"),
        ("quy đấ*", ""),
        // One letter is no beginning.
        ("quy h*", ""),
        ("+số +hóa", ""),
    ] {
        assert_eq!(found(question), wanted, "{question}");
    }
}

#[test]
fn fields() {
    for (question, wanted) in [
        ("ký:\"Nguyễn Văn An\"", "ac"),
        ("ký:\"nguyen van an\"", "ac"),
        ("ký:\"Nguyên Văn An\"", ""),
        ("cơquan:\"Tỉnh ủy\"", "e"),
        ("cơquan:UBND", "abcd"),
        ("nơi:\"Sông Vân\" ngày:2026", "cde"),
        ("loại:KH", "e"),
        ("loại:CV OR loại:KH", "abcde"),
        ("tríchyếu:\"chuyển đổi số\"", "c"),
        ("ngày:quý II/2025", "b"),
        ("từ:1/2026 đến:1/2026", "cd"),
        ("hạn:<1/9/2025", "b"),
        ("giao:\"Sở Nội vụ\"", "b"),
        ("số:trống", "d"),
        ("văn bản chưa có số", "d"),
        ("việndẫn:202-KL/TW", "ce"),
        ("thựchiện:202-KL/TW", "ce"),
        ("văn bản nào thay thế công văn 12/UBND-NC?", "d"),
        ("Sở Nội vụ được giao việc gì?", "b"),
        ("số:12/UBND-NC", "ad"),
    ] {
        assert_eq!(found(question), wanted, "{question}");
    }
}

#[test]
fn other_names_are_a_step_of_their_own() {
    let answer = ARCHIVE.ask("UBND tỉnh");
    // The heads of the others say it in full, over two lines.
    assert_eq!((answer.counts.exact, answer.counts.synonym), (1, 3));
    let off = ARCHIVE.ask("=UBND tỉnh");
    assert_eq!((off.counts.exact, off.counts.synonym), (1, 0));
    let quoted = ARCHIVE.ask("\"UBND tỉnh\"");
    assert_eq!((quoted.counts.exact, quoted.counts.synonym), (1, 0));
    let by_name = answer.hits.iter().find(|hit| hit.matched == Match::Synonym).unwrap();
    let snippet = &by_name.snippets[0];
    let chars: Vec<char> = snippet.text.chars().collect();
    let [from, to] = snippet.marks[0];
    let marked: String = chars[from as usize..to as usize].iter().collect();
    assert_eq!(marked.to_lowercase(), "ủy ban nhân dân tỉnh");
}

#[test]
fn left_overs_of_an_input_method_are_offered() {
    let typing = ARCHIVE.ask("haj taangf soos").typing.unwrap();
    assert_eq!((typing.text.as_str(), typing.count), ("hạ tầng số", 3));
    assert_eq!(ARCHIVE.ask("hạ tầng số").typing, None);
}

/// Counts by value, by looking at every hit.
fn counted(
    answer: &Answer,
    of: impl Fn(&tracuu::search::Hit) -> Option<String>,
) -> BTreeMap<String, u64> {
    let mut counts = BTreeMap::new();
    for value in answer.hits.iter().filter_map(of) {
        *counts.entry(value).or_default() += 1;
    }
    counts
}

fn of_facet(values: &[FacetValue]) -> BTreeMap<String, u64> {
    values.iter().map(|value| (value.value.clone(), value.count)).collect()
}

#[test]
fn facets_count_what_is_listed() {
    for question in
        ["đất đai OR hạ tầng số", "loại:CV", "ngày:2026", "số", "UBND tỉnh", "202-KL/TW"]
    {
        let answer = ARCHIVE.ask(question);
        let facets = &answer.facets;
        assert_eq!(
            of_facet(&facets.issuer),
            counted(&answer, |hit| hit.issuer.clone()),
            "{question}"
        );
        let years = counted(&answer, |hit| hit.year.map(|year| year.to_string()));
        assert_eq!(of_facet(&facets.year), years, "{question}");
        let origins = counted(&answer, |hit| Some(hit.origin.code().to_owned()));
        assert_eq!(of_facet(&facets.origin), origins, "{question}");
        let matches = counted(&answer, |hit| Some(hit.matched.code().to_owned()));
        assert_eq!(of_facet(&facets.matched), matches, "{question}");
        let kinds: u64 = facets.kind.iter().map(|kind| kind.count).sum();
        let with_kind = answer.hits.iter().filter(|hit| hit.kind_name.is_some()).count();
        assert_eq!(kinds, with_kind as u64, "{question}");
        // Each value of a facet is a question that finds as many.
        for issuer in &facets.issuer {
            let narrowed = ARCHIVE.ask(&format!("({question}) cơquan:\"{}\"", issuer.value));
            assert_eq!(narrowed.total, issuer.count, "{question}: {}", issuer.value);
        }
    }
}

#[test]
fn orders() {
    let names = |sort| {
        let request = Request { limit: 10, sort, ..Request::new("loại:CV OR loại:KH") };
        let answer = search(&ARCHIVE.snapshot(), &request).unwrap();
        answer.hits.into_iter().map(|hit| hit.path).collect::<String>()
    };
    // "d" may be of any day of its year.
    assert_eq!(names(Sort::Newest), "decba");
    assert_eq!(names(Sort::Oldest), "abced");
    let by_number = names(Sort::Number);
    assert!(by_number.ends_with('d'), "{by_number}");
    let place = |name: char| by_number.find(name).unwrap();
    assert!(place('b') < place('a') && place('a') < place('c'), "7 and 12 of 2025, 103 of 2026");
}

#[test]
fn one_way_to_match_alone() {
    let only = |matched| {
        let request = Request { only: Some(matched), ..Request::new("UBND tỉnh") };
        search(&ARCHIVE.snapshot(), &request).unwrap().hits.len()
    };
    assert_eq!((only(Match::Exact), only(Match::Synonym), only(Match::Recovered)), (1, 3, 0));
}
