//! Data of the library in words.

use super::{Lang, Word};
use crate::document::{Cap, Encoding, Failure, Origin, Outcome, PageStatus, Warning};
use crate::error::Error;
use crate::search::{Advice, Match, field_names};
use crate::text::quality::Verdict;

/// A whole number with the separators of the language: `1.204`, `1,204`.
#[must_use]
pub fn count(lang: Lang, number: u64) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A share from 0 to 1 in per cent, rounded down, so that only the whole is 100: `87 %`, `87%`.
#[must_use]
pub fn percent(lang: Lang, share: f32) -> String {
    let share = (f64::from(share) * 100.0 + 1e-4).floor();
    match lang {
        Lang::Vi => format!("{share}%"),
        Lang::En => format!("{share} %"),
    }
}

/// A size: `512 B`, `1,5 MB` (of 1,000,000 bytes).
#[must_use]
pub fn bytes(lang: Lang, bytes: u64) -> String {
    let units = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} B");
    }
    let mut value = bytes as f64;
    let mut unit = "B";
    for next in units {
        if value < 999.95 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    let text = format!("{value:.1} {unit}");
    match lang {
        Lang::Vi => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A date of a record (`2026-05-08`, `2026-05`, `2026`): `08/5/2026` in Vietnamese, where days
/// below 10 and months 1 and 2 take a zero; as it is in English.
#[must_use]
pub fn date(lang: Lang, date: &str) -> String {
    let parts: Vec<&str> = date.split('-').collect();
    let month = |month: &str| match month.trim_start_matches('0') {
        "1" => "01".to_owned(),
        "2" => "02".to_owned(),
        other => other.to_owned(),
    };
    match (lang, parts.as_slice()) {
        (Lang::Vi, [year, m, day]) => format!("{day}/{}/{year}", month(m)),
        (Lang::Vi, [year, m]) => format!("{}/{year}", month(m)),
        _ => date.to_owned(),
    }
}

/// What became of a file, in full: `đã đọc được 3/12 trang`.
#[must_use]
pub fn outcome(lang: Lang, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Read => super::READ.to(lang).to_owned(),
        Outcome::Partial { read, pages, unread, .. } => {
            let unread = unread.iter().map(|(status, pages)| (page_status(lang, *status), pages));
            let unread: Vec<_> = match lang {
                Lang::Vi => unread.map(|(status, n)| format!("{n} trang {status}")).collect(),
                Lang::En => unread.map(|(status, n)| format!("{n} {status}")).collect(),
            };
            match lang {
                Lang::Vi => format!("đã đọc được {read}/{pages} trang ({})", unread.join("; ")),
                Lang::En => format!("{read} of {pages} pages read ({})", unread.join("; ")),
            }
        }
        Outcome::Scan { pages } => pages_of(lang, super::SCAN, *pages),
        Outcome::Junk { pages, .. } => pages_of(lang, super::JUNK, *pages),
        Outcome::Opened { members, cut } => opened(lang, *members, cut.as_ref()),
        Outcome::Failed(reason) => failure(lang, reason),
    }
}

/// What became of an archive or a mail: `đã mở, có 12 tệp`.
fn opened(lang: Lang, members: u32, cut: Option<&Failure>) -> String {
    let number = count(lang, u64::from(members));
    let mut text = match (lang, cut) {
        (Lang::Vi, None) => format!("đã mở, có {number} tệp"),
        (Lang::Vi, Some(_)) => format!("chỉ mở được một phần, đã thấy {number} tệp"),
        (Lang::En, None) => format!("opened, {number} files"),
        (Lang::En, Some(_)) => format!("opened in part, {number} files found"),
    };
    if members == 1 && lang == Lang::En {
        text = text.replace("1 files", "1 file");
    }
    cut.map_or(text.clone(), |cut| format!("{text}: {}", failure(lang, cut)))
}

fn pages_of(lang: Lang, what: Word, pages: u32) -> String {
    let unit = match lang {
        Lang::Vi => "trang",
        Lang::En if pages == 1 => "page",
        Lang::En => "pages",
    };
    format!("{} ({} {unit})", what.to(lang), count(lang, u64::from(pages)))
}

/// What a person can do about files with this outcome; `None` where nothing helps, or nothing need.
#[must_use]
pub fn remedy(lang: Lang, code: &str) -> Option<&'static str> {
    let word = match code {
        "encrypted" => super::REMEDY_ENCRYPTED,
        "scan" | "junk" => super::REMEDY_SCAN,
        "damaged" => super::REMEDY_DAMAGED,
        "too-large" => super::REMEDY_TOO_LARGE,
        "timed-out" => super::REMEDY_TIMED_OUT,
        "out-of-memory" => super::REMEDY_OUT_OF_MEMORY,
        "over-limit" => super::REMEDY_OVER_LIMIT,
        "opened-in-part" => super::REMEDY_OPENED_IN_PART,
        "secret" => super::REMEDY_SECRET,
        "unreadable" => super::REMEDY_UNREADABLE,
        _ => return None,
    };
    Some(word.to(lang))
}

/// With a capital at its head, as a line begins.
#[must_use]
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Why nothing of a file was read.
#[must_use]
pub fn failure(lang: Lang, failure: &Failure) -> String {
    let word = |word: Word| word.to(lang).to_owned();
    match failure {
        Failure::Empty => word(super::EMPTY),
        Failure::NotADocument => word(super::NOT_A_DOCUMENT),
        Failure::Encrypted => word(super::ENCRYPTED),
        Failure::Damaged { detail } => format!("{} ({detail})", super::DAMAGED.to(lang)),
        Failure::TooLarge { size, limit } => {
            let (size, limit) = (bytes(lang, *size), bytes(lang, *limit));
            format!("{} ({size} > {limit})", super::TOO_LARGE.to(lang))
        }
        Failure::TimedOut { seconds } => format!("{} ({seconds} s)", super::TIMED_OUT.to(lang)),
        Failure::OutOfMemory { limit } => {
            format!("{} ({})", super::OUT_OF_MEMORY.to(lang), bytes(lang, *limit))
        }
        Failure::OverLimit { cap, limit } => {
            let limit = match cap {
                Cap::Unpacked => bytes(lang, *limit),
                Cap::Members | Cap::Depth | Cap::Ratio => count(lang, *limit),
            };
            format!("{} ({cap}={limit})", super::OVER_LIMIT.to(lang))
        }
        Failure::Secret { level } => format!("{} ({level})", super::SECRET.to(lang)),
        Failure::Unreadable { detail } => format!("{} ({detail})", super::UNREADABLE.to(lang)),
    }
}

/// The code of an outcome in words, for counts; a code of a later version as it is.
#[must_use]
pub fn outcome_of_code(lang: Lang, code: &str) -> &str {
    let word = match code {
        "read" => super::READ,
        "partial" => super::PARTIAL,
        "scan" => super::SCAN,
        "junk" => super::JUNK,
        "empty" => super::EMPTY,
        "not-a-document" => super::NOT_A_DOCUMENT,
        "encrypted" => super::ENCRYPTED,
        "damaged" => super::DAMAGED,
        "too-large" => super::TOO_LARGE,
        "timed-out" => super::TIMED_OUT,
        "out-of-memory" => super::OUT_OF_MEMORY,
        "opened" => super::OPENED,
        "opened-in-part" => super::OPENED_IN_PART,
        "over-limit" => super::OVER_LIMIT,
        "secret" => super::SECRET,
        "unreadable" => super::UNREADABLE,
        other => return other,
    };
    word.to(lang)
}

/// How a directive matched.
#[must_use]
pub fn matched(lang: Lang, matched: Match) -> &'static str {
    match matched {
        Match::NumberOwn => super::MATCH_NUMBER_OWN,
        Match::NumberCited => super::MATCH_NUMBER_CITED,
        Match::Exact => super::MATCH_EXACT,
        Match::Unaccented => super::MATCH_UNACCENTED,
        Match::Synonym => super::MATCH_SYNONYM,
        Match::Recovered => super::MATCH_RECOVERED,
        Match::Near => super::MATCH_NEAR,
        Match::Words => super::MATCH_WORDS,
    }
    .to(lang)
}

/// What the bytes of a text file were.
#[must_use]
pub fn encoding(lang: Lang, encoding: Encoding) -> &'static str {
    match (lang, encoding) {
        (_, Encoding::Utf8) => "UTF-8",
        (_, Encoding::Utf16Le | Encoding::Utf16Be) => "UTF-16",
        (_, Encoding::Tcvn3) => "TCVN3 (ABC)",
        (_, Encoding::Vni) => "VNI",
        (_, Encoding::Windows1258) => "Windows-1258",
        (_, Encoding::Viscii) => "VISCII",
        (_, Encoding::Vps) => "VPS",
        (_, Encoding::Windows1252) => "Windows-1252",
        (Lang::Vi, Encoding::Utf8AsWindows1252) => "UTF-8 bị đọc nhầm là Windows-1252",
        (Lang::En, Encoding::Utf8AsWindows1252) => "UTF-8 misread as Windows-1252",
        (Lang::Vi, Encoding::Mixed) => "nhiều bảng mã trong một tệp",
        (Lang::En, Encoding::Mixed) => "several in one file",
        (Lang::Vi, Encoding::Unknown) => "chưa nhận ra",
        (Lang::En, Encoding::Unknown) => "not recognised",
    }
}

/// How a text came to be.
#[must_use]
pub fn origin(lang: Lang, origin: Origin) -> &'static str {
    match (lang, origin) {
        (Lang::Vi, Origin::Text) => "chữ có sẵn trong tệp",
        (Lang::En, Origin::Text) => "the file's own text",
        (Lang::Vi, Origin::Ocr) => "máy nhận dạng chữ từ ảnh",
        (Lang::En, Origin::Ocr) => "read by OCR",
        (Lang::Vi, Origin::Mixed) => "một phần do máy nhận dạng chữ",
        (Lang::En, Origin::Mixed) => "partly read by OCR",
        (Lang::Vi, Origin::Recovered) => "máy khôi phục – cần đối chiếu bản gốc",
        (Lang::En, Origin::Recovered) => "recovered: compare with the original",
    }
}

/// What became of a page.
#[must_use]
pub fn page_status(lang: Lang, status: PageStatus) -> &'static str {
    match (lang, status) {
        (Lang::Vi, PageStatus::Text) => "đọc được",
        (Lang::En, PageStatus::Text) => "read",
        (Lang::Vi, PageStatus::JunkText) => "chữ hỏng, chưa đọc được",
        (Lang::En, PageStatus::JunkText) => "its text is junk",
        (Lang::Vi, PageStatus::Scan) => "ảnh quét, chưa nhận dạng chữ",
        (Lang::En, PageStatus::Scan) => "an image, waiting for OCR",
        (Lang::Vi, PageStatus::Blank) => "trang trắng",
        (Lang::En, PageStatus::Blank) => "blank",
        (Lang::Vi, PageStatus::Encrypted) => "đặt mật khẩu",
        (Lang::En, PageStatus::Encrypted) => "closed by a password",
        (Lang::Vi, PageStatus::Damaged) => "hỏng",
        (Lang::En, PageStatus::Damaged) => "damaged",
        (Lang::Vi, PageStatus::Timeout) => "đọc quá lâu, đã dừng",
        (Lang::En, PageStatus::Timeout) => "took too long",
    }
}

/// What a text is, to read.
#[must_use]
pub fn verdict(lang: Lang, verdict: Verdict) -> &'static str {
    match (lang, verdict) {
        (Lang::Vi, Verdict::Good) => "đọc tốt",
        (Lang::En, Verdict::Good) => "good",
        (Lang::Vi, Verdict::Unmarked) => "viết không dấu",
        (Lang::En, Verdict::Unmarked) => "written without marks",
        (Lang::Vi, Verdict::Foreign) => "phần lớn không phải tiếng Việt",
        (Lang::En, Verdict::Foreign) => "mostly not Vietnamese",
        (Lang::Vi, Verdict::Junk) => "chữ hỏng nhiều, cần đối chiếu bản gốc",
        (Lang::En, Verdict::Junk) => "much of it is junk: compare it with the original",
        (Lang::Vi, Verdict::TooShort) => "quá ít chữ để đánh giá",
        (Lang::En, Verdict::TooShort) => "too few words to say",
    }
}

/// What a reader of a record should know.
#[must_use]
pub fn warning(lang: Lang, warning: Warning) -> &'static str {
    match (lang, warning) {
        (Lang::Vi, Warning::Unnumbered) => "chưa ghi số, ngày",
        (Lang::En, Warning::Unnumbered) => "number and date are blank",
        (Lang::Vi, Warning::PagesUnread) => "có trang chưa đọc được",
        (Lang::En, Warning::PagesUnread) => "some pages could not be read",
        (Lang::Vi, Warning::SecondReader) => "đọc bằng cách dự phòng, bố cục có thể không đúng",
        (Lang::En, Warning::SecondReader) => "read by the second reader: layout may be rough",
        (Lang::Vi, Warning::BytesReplaced) => "có ký tự hỏng, đã thay bằng \u{FFFD}",
        (Lang::En, Warning::BytesReplaced) => "broken characters were replaced by \u{FFFD}",
        (Lang::Vi, Warning::PagesCut) => "quá nhiều trang, phần sau không đọc",
        (Lang::En, Warning::PagesCut) => "too many pages: the rest was not read",
        (Lang::Vi, Warning::TextCut) => "quá nhiều chữ, phần sau không đọc",
        (Lang::En, Warning::TextCut) => "too much text: the rest was not read",
        (Lang::Vi, Warning::NumberDoubted) => {
            "số đọc từ ảnh, chưa chắc đúng: cần đối chiếu bản gốc"
        }
        (Lang::En, Warning::NumberDoubted) => {
            "its number was read off an image and is not certain: see the original"
        }
        (Lang::Vi, Warning::RecordUnread) => "chỉ đọc được chữ, chưa lập được hồ sơ văn bản",
        (Lang::En, Warning::RecordUnread) => "its text was read, its record could not be made out",
    }
}

/// What could not be taken as typed in a question.
#[must_use]
pub fn advice(lang: Lang, advice: &Advice) -> String {
    match (lang, advice) {
        (Lang::Vi, Advice::TooLong { limit }) => {
            format!("Câu tìm quá dài, chỉ dùng {limit} ký tự đầu.")
        }
        (Lang::En, Advice::TooLong { limit }) => {
            format!("The question is too long: its first {limit} characters are used.")
        }
        (Lang::Vi, Advice::UnknownField { field, .. }) => {
            format!("Không có trường \"{field}\". Dùng: {}.", field_names().join(", "))
        }
        (Lang::En, Advice::UnknownField { field, .. }) => {
            format!("There is no field \"{field}\". Use: {}.", field_names().join(", "))
        }
        (Lang::Vi, Advice::BadValue { field, value, .. }) => {
            format!("Không hiểu \"{value}\" của trường \"{field}\"; phần này bỏ qua.")
        }
        (Lang::En, Advice::BadValue { field, value, .. }) => {
            format!("\"{value}\" does not fit the field \"{field}\"; that part is left out.")
        }
        (Lang::Vi, Advice::OpenQuote { .. }) => {
            "Thiếu dấu ngoặc kép đóng; cụm từ được hiểu đến hết câu.".into()
        }
        (Lang::En, Advice::OpenQuote { .. }) => {
            "A quotation mark is not closed: the phrase is read to the end.".into()
        }
        (Lang::Vi, Advice::OpenGroup { .. }) => {
            "Thiếu dấu ngoặc đóng; nhóm được hiểu đến hết câu.".into()
        }
        (Lang::En, Advice::OpenGroup { .. }) => {
            "A bracket is not closed: the group is read to the end.".into()
        }
        (Lang::Vi, Advice::TooDeep { limit, .. }) => {
            format!("Nhóm lồng nhau quá {limit} tầng; các dấu ngoặc được bỏ qua.")
        }
        (Lang::En, Advice::TooDeep { limit, .. }) => {
            format!("Groups are nested deeper than {limit}: their brackets are passed over.")
        }
        (Lang::Vi, Advice::LoneOperator { .. }) => {
            "OR, | và NEAR cần có từ ở cả hai bên; dấu này được bỏ qua.".into()
        }
        (Lang::En, Advice::LoneOperator { .. }) => {
            "OR, | and NEAR need words on both sides: it is left out.".into()
        }
        (Lang::Vi, Advice::ShortPrefix { .. }) => {
            "Trước dấu * cần ít nhất 2 chữ; từ này được tìm nguyên vẹn.".into()
        }
        (Lang::En, Advice::ShortPrefix { .. }) => {
            "At least 2 letters must stand before *: it is looked for as a word.".into()
        }
        (Lang::Vi, Advice::OnlyWithout) => "Chỉ có phần loại trừ; hãy thêm từ cần tìm.".into(),
        (Lang::En, Advice::OnlyWithout) => {
            "There are only exclusions: add what to look for.".into()
        }
        (Lang::Vi, Advice::Empty) => "Chưa nhập gì để tìm.".into(),
        (Lang::En, Advice::Empty) => "Nothing to look for was typed.".into(),
    }
}

/// What stopped a verb, where, and what to do about it.
#[must_use]
pub fn error(lang: Lang, error: &Error) -> String {
    match lang {
        Lang::Vi => error_vi(error),
        Lang::En => error_en(error),
    }
}

fn error_vi(error: &Error) -> String {
    match error {
        Error::NoSuchPath(path) => {
            format!("không có tệp hoặc thư mục {}; hãy kiểm tra lại đường dẫn", path.display())
        }
        Error::NoIndex(folder) => {
            format!("chưa có kho tại {}; lập kho bằng lệnh: tracuu index THƯ-MỤC", folder.display())
        }
        Error::NotAnIndex(folder) => format!(
            "{} không phải là kho của tracuu và không trống nên được giữ nguyên; hãy chọn nơi khác \
             bằng --index",
            folder.display()
        ),
        Error::Outdated(folder) => format!(
            "kho {} do phiên bản khác của tracuu hoặc với bảng dữ liệu khác (--data) lập; hãy cập nhật lại kho: tracuu index THƯ-MỤC",
            folder.display()
        ),
        Error::Busy(folder) => format!(
            "đang có một phiên cập nhật khác trên kho {}; thử lại sau khi phiên đó xong",
            folder.display()
        ),
        Error::NoSuchDocument(name) => format!("trong kho không có văn bản {name}"),
        Error::Table(fault) => super::tables::fault(Lang::Vi, fault),
        Error::DiskFull(folder) => format!(
            "ổ đĩa đầy khi ghi {}; dữ liệu đã cập nhật trước đó vẫn nguyên vẹn. Giải phóng ổ đĩa \
             rồi chạy lại lệnh",
            folder.display()
        ),
        Error::Io { path, source } => match source.kind() {
            std::io::ErrorKind::PermissionDenied => {
                format!("không có quyền đọc hoặc ghi {}", path.display())
            }
            _ => format!("{}: {source}", path.display()),
        },
        Error::Store(detail) => format!("lỗi của kho: {detail}"),
    }
}

fn error_en(error: &Error) -> String {
    match error {
        Error::NoSuchPath(_) => format!("{error}; check the path"),
        Error::NoIndex(_) => format!("{error} yet; make one with: tracuu index FOLDER"),
        Error::NotAnIndex(_) => {
            format!("{error}, so it is left alone; choose another place with --index")
        }
        Error::Table(fault) => super::tables::fault(Lang::En, fault),
        Error::Outdated(_) => format!("{error}; bring it up to date with: tracuu index FOLDER"),
        Error::Busy(_) => format!("{error}; try again when that run is done"),
        Error::DiskFull(_) => {
            format!("{error}; what was indexed before is whole. Free some space and run it again")
        }
        Error::Io { path, source } if source.kind() == std::io::ErrorKind::PermissionDenied => {
            format!("no permission to read or write {}", path.display())
        }
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_in_the_manner_of_each_language() {
        let of = |n| (count(Lang::Vi, n), count(Lang::En, n));
        assert_eq!(of(0), ("0".into(), "0".into()));
        assert_eq!(of(999), ("999".into(), "999".into()));
        assert_eq!(of(1_204), ("1.204".into(), "1,204".into()));
        assert_eq!(of(u64::MAX).1, "18,446,744,073,709,551,615");
        assert_eq!(bytes(Lang::Vi, 1_540_000), "1,5 MB");
        assert_eq!(bytes(Lang::En, 999_949), "999.9 kB");
        assert_eq!(bytes(Lang::En, 999_951), "1.0 MB");
        assert_eq!(bytes(Lang::En, 12), "12 B");
    }

    #[test]
    fn dates_as_offices_write_them() {
        assert_eq!(date(Lang::Vi, "2026-05-08"), "08/5/2026");
        assert_eq!(date(Lang::Vi, "2026-02-18"), "18/02/2026");
        assert_eq!(date(Lang::Vi, "2026-10-18"), "18/10/2026");
        assert_eq!(date(Lang::Vi, "2026-01"), "01/2026");
        assert_eq!(date(Lang::Vi, "2026"), "2026");
        assert_eq!(date(Lang::En, "2026-05-08"), "2026-05-08");
    }
}
