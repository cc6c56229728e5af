//! What the page says beyond the catalogue ([`crate::wording`]): sentences that only the page needs,
//! and the catalogue's words as the page sets them.

use super::problem::{Problem, Wanted};
use super::shown;
use crate::document::{Encoding, Format, Origin, Outcome, PageStatus, Warning};
use crate::index::Summary;
use crate::search::{Advice, Match};
use crate::text::quality::Verdict;
use crate::wording::{self, Lang};

pub(crate) use crate::wording::sentence;

/// The page speaks Vietnamese.
const LANG: Lang = Lang::Vi;

/// `1.204`.
pub(crate) fn count(number: impl Into<u64>) -> String {
    wording::count(LANG, number.into())
}

/// `12,4 MB`.
pub(crate) fn size(bytes: u64) -> String {
    wording::bytes(LANG, bytes)
}

/// How a directive matched. `any_word` says that not even all the words were found.
pub(crate) fn matched(how: Match, any_word: bool) -> &'static str {
    match how {
        Match::Words if any_word => "Chỉ có một số từ",
        how => wording::matched(LANG, how),
    }
}

/// What the bytes of a text file were.
pub(crate) fn encoding(encoding: Encoding) -> String {
    sentence(wording::encoding(LANG, encoding))
}

/// How a text came to be.
pub(crate) fn origin(origin: Origin) -> String {
    sentence(wording::origin(LANG, origin))
}

/// What a reader of a record should know.
pub(crate) fn warning(warning: Warning) -> String {
    sentence(wording::warning(LANG, warning))
}

/// What could not be taken as typed.
pub(crate) fn advice(advice: &Advice) -> String {
    shown::line(&wording::advice(LANG, advice))
}

/// What became of a page without text; nothing, if it has some.
pub(crate) fn page_status(status: PageStatus) -> Option<String> {
    (status != PageStatus::Text).then(|| page(status))
}

/// A group of files in the state of the archive, by the code of the outcome.
pub(crate) fn outcome_group(code: &str) -> String {
    sentence(wording::outcome_of_code(LANG, code))
}

/// What a person can do about a group of outcomes.
pub(crate) fn remedy(code: &str) -> Option<&'static str> {
    wording::remedy(LANG, code)
}

/// What became of a page, as the head of a row.
pub(crate) fn page(status: PageStatus) -> String {
    sentence(wording::page_status(LANG, status))
}

/// What became of one file, in full.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    sentence(&shown::line(&wording::outcome(LANG, outcome)))
}

/// How well a text can be read.
pub(crate) fn quality(verdict: Verdict) -> &'static str {
    wording::verdict(LANG, verdict)
}

/// What a file is.
pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Txt => "Văn bản thô (TXT)",
        Format::Pdf => "PDF",
    }
}

/// What of the archive could not be read: `37 tệp quét chưa nhận dạng chữ · 5 tệp không đọc được`.
/// Empty if everything was read.
pub(crate) fn unread(summary: &Summary) -> Vec<String> {
    let of = |code: &str| summary.outcomes.get(code).copied().unwrap_or_default();
    let (partial, junk) = (of("partial"), of("junk"));
    let failed = summary.unread.saturating_sub(summary.scans + partial + junk);
    [
        (summary.scans, "tệp quét chưa nhận dạng chữ"),
        (junk, "tệp có chữ hỏng"),
        (partial, "tệp chỉ đọc được một phần"),
        (failed, "tệp không đọc được"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(files, what)| format!("{} {what}", count(files)))
    .collect()
}

/// The title of a problem, and what to do about it.
pub(crate) fn problem(problem: &Problem) -> (&'static str, String) {
    match problem {
        Problem::NoSuchPage => {
            ("Không có trang này", "Địa chỉ có thể đã gõ sai hoặc trang không còn nữa.".into())
        }
        Problem::NoSuchDocument(_) => (
            "Không có văn bản này trong kho",
            "Văn bản có thể đã được đưa ra khỏi kho, hoặc tệp đã thay đổi nội dung. Hãy tìm lại."
                .into(),
        ),
        Problem::BadParameter { name, value, wanted } => {
            let value: String = shown::line(value).chars().take(60).collect();
            let wanted = match wanted {
                Wanted::Number { least, most } => format!("cần một số từ {least} đến {most}"),
                Wanted::Flag => "cần 1 hoặc 0".into(),
                Wanted::Cursor => "không thuộc về câu tìm này; hãy tìm lại từ trang đầu".into(),
                Wanted::Day => "cần một ngày như 2025-12-31".into(),
                Wanted::OneOf(words) => format!("cần một trong: {words}"),
                Wanted::Id => "mã văn bản gồm 16 chữ số hệ 16".into(),
            };
            ("Địa chỉ không đúng", format!("Giá trị “{value}” của “{name}”: {wanted}."))
        }
        Problem::BadRequest => {
            ("Yêu cầu không đúng", "Máy chủ không hiểu được địa chỉ hoặc yêu cầu này.".into())
        }
        Problem::MethodNotAllowed => {
            ("Yêu cầu không đúng", "Máy chủ này chỉ cho xem, không nhận dữ liệu gửi lên.".into())
        }
        Problem::TooLarge => ("Yêu cầu quá lớn", "Máy chủ này không nhận dữ liệu gửi lên.".into()),
        Problem::Unauthorized => (
            "Cần mã truy cập",
            "Mở lại bằng liên kết có mã truy cập do người quản trị cung cấp \
             (địa chỉ kết thúc bằng ?token=…)."
                .into(),
        ),
        Problem::WrongHost => (
            "Tên máy chủ không đúng",
            "Máy chủ chỉ phục vụ trên máy này: dùng localhost hoặc 127.0.0.1.".into(),
        ),
        Problem::FileChanged => (
            "Tệp đã thay đổi",
            "Tệp đã thay đổi sau lần cập nhật gần nhất; hãy cập nhật lại kho.".into(),
        ),
        Problem::FileGone => (
            "Không còn tệp gốc",
            "Tệp đã được chuyển đi hoặc xóa sau lần cập nhật gần nhất; hãy cập nhật lại kho."
                .into(),
        ),
        Problem::FileUnreadable => (
            "Không đọc được tệp gốc",
            "Không có quyền đọc tệp, hoặc ổ đĩa lỗi. Báo người quản trị.".into(),
        ),
        Problem::NoPicture => (
            "Không có ảnh trang này",
            "Văn bản không có trang này, hoặc là tệp văn bản thô.".into(),
        ),
        Problem::NotDrawn => (
            "Không vẽ được trang gốc",
            "Trang bị hỏng, có mật khẩu, hoặc quá nặng. Hãy xem chữ hoặc mở bản gốc.".into(),
        ),
        Problem::NoIndex => (
            "Chưa có kho văn bản",
            "Chạy lệnh “tracuu index THƯ-MỤC” để đưa văn bản vào kho; trang này sẽ tự nhận ra."
                .into(),
        ),
        Problem::IndexOutdated => (
            "Kho do phiên bản khác lập",
            "Chạy lại “tracuu index THƯ-MỤC” bằng phiên bản và bảng dữ liệu (--data) của máy chủ, hoặc \
             khởi động lại máy chủ."
                .into(),
        ),
        Problem::IndexBroken => (
            "Không mở được kho văn bản",
            "Nhật ký của máy chủ ghi lý do. Báo người quản trị.".into(),
        ),
        Problem::Busy => {
            ("Máy chủ đang bận", "Nhiều người đang tìm, thử lại sau ít giây.".into())
        }
        Problem::Timeout => (
            "Tìm quá lâu",
            "Câu tìm cần quá nhiều thời gian. Thêm dấu hoặc thêm từ rồi thử lại.".into(),
        ),
        Problem::Internal => {
            ("Máy chủ gặp lỗi", "Nhật ký của máy chủ ghi lý do. Báo người quản trị.".into())
        }
    }
}

/// Nothing matches, and how sure that is.
pub(crate) fn nothing_found(summary: &Summary) -> String {
    if summary.files == 0 {
        return "Kho chưa có văn bản nào.".into();
    }
    match unread(summary).as_slice() {
        [] => format!("Không tìm thấy văn bản khớp. Kho đã đọc hết {} tệp.", count(summary.files)),
        unread => format!(
            "Không tìm thấy văn bản khớp trong phần đã đọc được. Còn {} nên chưa thể khẳng định là \
             không có.",
            unread.join(", ")
        ),
    }
}

/// Nothing matches strictly, something else does.
pub(crate) fn nothing_strict(summary: &Summary) -> String {
    let part = if summary.unread > 0 { " trong phần đã đọc được" } else { "" };
    format!("Không có văn bản khớp đúng như câu tìm{part}.")
}

/// A number that the archive only cites.
pub(crate) fn only_cited(number: &str, citing: u64) -> String {
    format!("Kho chưa có bản chính của {number}; có {} văn bản viện dẫn.", count(citing))
}

/// Several directives with one number.
pub(crate) fn several(number: &str, own: u64) -> String {
    format!(
        "Có {} văn bản cùng số {number}, khác ngày hoặc cơ quan ban hành. Chọn đúng văn bản.",
        count(own)
    )
}

/// A date, or a year alone, in the Vietnamese form.
pub(crate) fn day(iso: &str) -> String {
    shown::line(&wording::date(LANG, iso))
}

/// The date of a directive, or what is known of it.
pub(crate) fn date(date: Option<&str>, year: Option<i16>, is_numbered: bool) -> String {
    match (date, year) {
        (Some(date), _) => day(date),
        (None, Some(year)) if is_numbered => format!("{year}, chưa ghi ngày"),
        (None, Some(year)) => format!("{year}, chưa ghi số, ngày"),
        (None, None) if is_numbered => "chưa ghi ngày".into(),
        (None, None) => "chưa ghi số, ngày".into(),
    }
}
