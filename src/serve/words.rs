//! The Vietnamese of the page, in the register of an office: every code and state in words.
//!
//! Field names follow the registers and forms of Nghị định 30/2020/NĐ-CP, Phụ lục IV and V.

use super::problem::{Problem, Wanted};
use super::shown;
use crate::document::{Failure, Format, Origin, Outcome, PageStatus, Warning};
use crate::index::Summary;
use crate::search::{Advice, Match};
use crate::text::quality::Verdict;

/// How a directive matched. `any_word` says that not even all the words were found.
pub(crate) fn matched(how: Match, any_word: bool) -> &'static str {
    match how {
        Match::NumberOwn => "Chính văn bản này",
        Match::NumberCited => "Có viện dẫn số này",
        Match::Exact => "Đúng nguyên văn",
        Match::Unaccented => "Khớp không phân biệt dấu",
        Match::Recovered => "Khớp trên chữ máy khôi phục – cần đối chiếu bản gốc",
        Match::Near => "Gần khớp",
        Match::Words if any_word => "Chỉ có một số từ",
        Match::Words => "Đủ các từ nhưng không liền nhau",
    }
}

/// What an origin of text is called; short, as a value of a facet.
pub(crate) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Text => "Chữ trong tệp",
        Origin::Ocr => "Chữ máy nhận dạng từ ảnh",
        Origin::Mixed => "Một phần do máy nhận dạng từ ảnh",
        Origin::Recovered => "Chữ máy khôi phục",
    }
}

/// How well a text can be read.
pub(crate) fn quality(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "đọc tốt",
        Verdict::Unmarked => "viết không dấu",
        Verdict::Foreign => "phần lớn không phải tiếng Việt",
        Verdict::Junk => "chữ hỏng nhiều, cần đối chiếu bản gốc",
        Verdict::TooShort => "quá ít chữ để đánh giá",
    }
}

/// What a file is.
pub(crate) fn format(format: Format) -> &'static str {
    match format {
        Format::Txt => "Văn bản thô (TXT)",
        Format::Pdf => "PDF",
    }
}

/// What a reader of a record should know.
pub(crate) fn warning(warning: Warning) -> &'static str {
    match warning {
        Warning::Unnumbered => "Chưa ghi số, ngày.",
        Warning::PagesUnread => "Có trang chưa đọc được.",
        Warning::SecondReader => {
            "Tệp có lỗi cấu trúc, phải đọc bằng cách dự phòng; bố cục chữ có thể không đúng."
        }
        Warning::BytesReplaced => "Có ký tự hỏng trong tệp, hiện thành “\u{FFFD}”.",
        Warning::PagesCut => "Tệp có quá nhiều trang, phần cuối chưa được đọc.",
        Warning::TextCut => "Tệp có quá nhiều chữ, phần cuối chưa được đọc.",
    }
}

/// What became of a page without text; nothing, if it has some.
pub(crate) fn page_status(status: PageStatus) -> Option<&'static str> {
    match status {
        PageStatus::Text => None,
        PageStatus::JunkText => Some("Trang này có chữ nhưng không đọc được."),
        PageStatus::Scan => Some("Trang quét, chưa nhận dạng chữ."),
        PageStatus::Blank => Some("Trang trắng."),
        PageStatus::Encrypted => Some("Trang đặt mật khẩu, chưa đọc được nội dung."),
        PageStatus::Damaged => Some("Trang hỏng, không đọc được."),
        PageStatus::Timeout => Some("Trang đọc quá lâu, đã bỏ qua."),
    }
}

/// A group of files in the state of the archive, by the code of the outcome.
pub(crate) fn outcome_group(code: &str) -> &'static str {
    match code {
        "read" => "Đã đọc hết",
        "partial" => "Chỉ đọc được một phần",
        "scan" => "Tệp quét, chưa nhận dạng chữ",
        "empty" => "Tệp rỗng",
        "not-a-document" => "Không phải văn bản hoặc PDF",
        "encrypted" => "Tệp đặt mật khẩu",
        "damaged" => "Tệp hỏng, không mở được",
        "too-large" => "Tệp quá lớn",
        "unreadable" => "Hệ thống không cho đọc tệp",
        _ => "Không đọc được",
    }
}

/// What became of one file, in full.
pub(crate) fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Read => "Đã đọc hết".into(),
        Outcome::Partial { read, pages } => format!("Đã đọc được {read}/{pages} trang"),
        Outcome::Scan => "Chưa nhận dạng chữ".into(),
        Outcome::Failed(failure) => match failure {
            Failure::Empty => "Tệp rỗng, không có chữ".into(),
            Failure::NotADocument => "Không phải văn bản hoặc PDF".into(),
            Failure::Encrypted => "Tệp đặt mật khẩu, chưa đọc được nội dung".into(),
            Failure::Damaged { .. } => "Tệp hỏng, không mở được".into(),
            Failure::TooLarge { bytes, limit } => {
                let (bytes, limit) = (shown::size(*bytes), shown::size(*limit));
                format!("Tệp {bytes}, quá giới hạn {limit}")
            }
            Failure::Unreadable { .. } => "Không có quyền đọc, hoặc ổ đĩa lỗi".into(),
        },
    }
}

/// What of the archive could not be read: `37 tệp quét chưa nhận dạng chữ · 5 tệp không đọc được`.
/// Empty if everything was read.
pub(crate) fn unread(summary: &Summary) -> Vec<String> {
    let partial = summary.outcomes.get("partial").copied().unwrap_or_default();
    let failed = summary.unread.saturating_sub(summary.scans).saturating_sub(partial);
    [
        (summary.scans, "tệp quét chưa nhận dạng chữ"),
        (partial, "tệp chỉ đọc được một phần"),
        (failed, "tệp không đọc được"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{} {what}", shown::count(count)))
    .collect()
}

/// What could not be taken as typed.
pub(crate) fn advice(advice: &Advice) -> String {
    match advice {
        Advice::TooLong { limit } => {
            format!("Câu tìm quá dài, chỉ dùng {limit} ký tự đầu.")
        }
        Advice::UnknownField { field, .. } => format!(
            "Không có trường “{}”. Dùng: số, loại, từ, đến. Đã tìm như từ thường.",
            shown::line(field)
        ),
        Advice::BadValue { field, value, .. } => format!(
            "Không hiểu giá trị “{}” của trường “{}”, đã bỏ qua. Ví dụ: từ:2025-01-01, loại:KL.",
            shown::line(value),
            shown::line(field)
        ),
        Advice::OpenQuote { .. } => "Thiếu dấu ngoặc kép đóng, đã tìm đến hết câu.".into(),
        Advice::OnlyWithout => "Câu tìm chỉ có phần loại trừ; thêm ít nhất một từ cần tìm.".into(),
        Advice::Empty => "Chưa có từ nào để tìm.".into(),
    }
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
        Problem::NoIndex => (
            "Chưa có kho văn bản",
            "Chạy lệnh “tracuu index THƯ-MỤC” để đưa văn bản vào kho; trang này sẽ tự nhận ra."
                .into(),
        ),
        Problem::IndexOutdated => (
            "Kho do phiên bản khác lập",
            "Chạy lại “tracuu index THƯ-MỤC” bằng phiên bản của máy chủ, hoặc khởi động lại máy chủ."
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
        [] => format!(
            "Không tìm thấy văn bản khớp. Kho đã đọc hết {} tệp.",
            shown::count(summary.files)
        ),
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
    format!("Kho chưa có bản chính của {number}; có {} văn bản viện dẫn.", shown::count(citing))
}

/// Several directives with one number.
pub(crate) fn several(number: &str, own: u64) -> String {
    format!(
        "Có {} văn bản cùng số {number}, khác ngày hoặc cơ quan ban hành. Chọn đúng văn bản.",
        shown::count(own)
    )
}

/// The date of a directive, or what is known of it.
pub(crate) fn date(date: Option<&str>, year: Option<i16>, is_numbered: bool) -> String {
    match (date, year) {
        (Some(date), _) => shown::date(date),
        (None, Some(year)) if is_numbered => format!("{year}, chưa ghi ngày"),
        (None, Some(year)) => format!("{year}, chưa ghi số, ngày"),
        (None, None) if is_numbered => "chưa ghi ngày".into(),
        (None, None) => "chưa ghi số, ngày".into(),
    }
}
