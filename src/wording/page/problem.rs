//! What can go wrong with a request, by its stable code: for people and programs alike.

use super::super::{Lang, Word};

/// Declares problems: `"code" => "tiêu đề", "title"; "làm gì", "what to do";`
macro_rules! problems {
    ($($code:literal => $vi:literal, $en:literal; $what_vi:literal, $what_en:literal;)*) => {
        const PROBLEMS: &[(&str, Word, Word)] = &[$((
            $code,
            Word { vi: $vi, en: $en },
            Word { vi: $what_vi, en: $what_en },
        )),*];
    };
}

problems! {
    "no-such-page" => "Không có trang này", "Nothing is at this address";
        "Địa chỉ có thể đã gõ sai hoặc trang không còn nữa. Các địa chỉ của API: /api/openapi.json.",
        "The address may be mistyped. Those of the API are listed in /api/openapi.json.";
    "no-such-document" => "Không có văn bản này trong kho", "No such directive";
        "Văn bản có thể đã được đưa ra khỏi kho, hoặc tệp đã thay đổi nội dung. Hãy tìm lại.",
        "It may have left the archive, or its file has another content now: search for it anew.";
    "bad-parameter" => "Địa chỉ không đúng", "A parameter cannot be read";
        "", "";
    "bad-request" => "Yêu cầu không đúng", "The request cannot be read";
        "Máy chủ không hiểu được địa chỉ hoặc yêu cầu này.",
        "Its address or headers are malformed.";
    "method-not-allowed" => "Yêu cầu không đúng", "Only GET and HEAD are answered";
        "Máy chủ này chỉ cho xem, không nhận dữ liệu gửi lên.",
        "This server only reads: use GET or HEAD.";
    "request-too-large" => "Yêu cầu quá lớn", "The request is too large";
        "Máy chủ này không nhận dữ liệu gửi lên.",
        "No request to this server needs a body.";
    "unauthorized" => "Cần mã truy cập", "A token is needed";
        "Mở lại bằng liên kết có mã truy cập do người quản trị cung cấp (địa chỉ kết thúc bằng ?token=…). Chương trình gửi “Authorization: Bearer TOKEN”.",
        "Open the link that the administrator gave you (its address ends with ?token=…). Programs send the header `Authorization: Bearer TOKEN`.";
    "wrong-host" => "Tên máy chủ không đúng", "The Host header names another host";
        "Máy chủ chỉ phục vụ trên máy này: dùng localhost hoặc 127.0.0.1.",
        "Use the address that the server was started with, localhost or 127.0.0.1.";
    "file-changed" => "Tệp đã thay đổi", "The file has changed since it was indexed";
        "Tệp đã thay đổi sau lần cập nhật gần nhất; hãy cập nhật lại kho.",
        "Its content is no longer the one that was indexed: run `tracuu index` again.";
    "file-gone" => "Không còn tệp gốc", "The file is not where it was";
        "Tệp đã được chuyển đi hoặc xóa sau lần cập nhật gần nhất; hãy cập nhật lại kho.",
        "It was moved or removed since it was indexed: run `tracuu index` again.";
    "file-unreadable" => "Không đọc được tệp gốc", "The file cannot be read";
        "Không có quyền đọc tệp, hoặc ổ đĩa lỗi. Báo người quản trị.",
        "The system refuses its bytes: check the permissions and the disk.";
    "file-encrypted" => "Tệp gốc đặt mật khẩu", "The file is closed by a password";
        "Chạy lại “tracuu serve” với “--passwords TỆP”, hoặc xem chữ đã đọc.",
        "Start `tracuu serve` with --passwords FILE, or see the text that was read.";
    "no-picture" => "Không có ảnh trang này", "There is no picture of such a page";
        "Văn bản không có trang này, hoặc là tệp văn bản thô.",
        "The directive has fewer pages, or it is a text file: those have no pictures.";
    "not-drawn" => "Không vẽ được trang gốc", "The page cannot be drawn";
        "Trang bị hỏng, có mật khẩu, hoặc quá nặng. Hãy xem chữ hoặc mở bản gốc.",
        "It is damaged, closed by a password, or takes too much time or memory: read its text, or ask for the file itself.";
    "no-index" => "Chưa có kho văn bản", "There is no index";
        "Chạy lệnh “tracuu index THƯ-MỤC” để đưa văn bản vào kho; trang này sẽ tự nhận ra.",
        "Run `tracuu index FOLDER` first; it is taken up by itself.";
    "index-outdated" => "Kho do phiên bản khác lập", "The index was made by another version";
        "Chạy lại “tracuu index THƯ-MỤC” bằng phiên bản và bảng dữ liệu (--data) của máy chủ, hoặc khởi động lại máy chủ.",
        "Run `tracuu index` again with the version and the tables (--data) of the server, or start the server with those of the index.";
    "index-broken" => "Không mở được kho văn bản", "The index cannot be opened";
        "Nhật ký của máy chủ ghi lý do. Báo người quản trị.",
        "The server's log says why. Tell the administrator.";
    "busy" => "Máy chủ đang bận", "Too many questions at once";
        "Nhiều người đang tìm, thử lại sau ít giây.",
        "Others are searching: ask again in some seconds (those in Retry-After).";
    "timeout" => "Tìm quá lâu", "The answer took too long";
        "Câu tìm cần quá nhiều thời gian. Thêm dấu hoặc thêm từ rồi thử lại.",
        "Ask for less: fewer words without marks, or a smaller limit.";
    "internal" => "Máy chủ gặp lỗi", "A fault of the server";
        "Nhật ký của máy chủ ghi lý do. Báo người quản trị.",
        "The server's log has more under this request's id. Tell the administrator.";
}

/// The title of a problem, and what to do about it; empty of a code that is none.
#[must_use]
pub fn problem(lang: Lang, code: &str) -> (&'static str, &'static str) {
    let found = PROBLEMS.iter().find(|(own, _, _)| *own == code);
    found.map_or(("", ""), |(_, title, what)| (title.to(lang), what.to(lang)))
}

/// What a parameter must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A whole number within limits.
    Number {
        /// The smallest.
        least: usize,
        /// The largest.
        most: usize,
    },
    /// `1` or `0`.
    Flag,
    /// The `next` of a former answer to the same question.
    Cursor,
    /// An id of 16 hexadecimal digits.
    Id,
    /// A day, such as 2025-12-31.
    Day,
    /// A month, such as 2025-12.
    Month,
    /// One of these words.
    OneOf(&'static str),
}

/// What is wrong with a parameter, and what is taken. `value` is as it may be shown.
#[must_use]
pub fn bad_parameter(lang: Lang, name: &str, value: &str, wanted: Wanted) -> String {
    let wanted = match (lang, wanted) {
        (Lang::Vi, Wanted::Number { least, most }) => {
            format!("cần một số từ {least} đến {most}")
        }
        (Lang::En, Wanted::Number { least, most }) => {
            format!("give a whole number from {least} to {most}")
        }
        (Lang::Vi, Wanted::Flag) => "cần 1 hoặc 0".into(),
        (Lang::En, Wanted::Flag) => "give 1 or 0".into(),
        (Lang::Vi, Wanted::Cursor) => "không thuộc về câu tìm này; hãy tìm lại từ trang đầu".into(),
        (Lang::En, Wanted::Cursor) => {
            "give the `next` of a former answer to the same question, or leave it out".into()
        }
        (Lang::Vi, Wanted::Id) => "mã văn bản gồm 16 chữ số hệ 16".into(),
        (Lang::En, Wanted::Id) => {
            "give an id of 16 hexadecimal digits, as search answers it".into()
        }
        (Lang::Vi, Wanted::Day) => "cần một ngày như 2025-12-31".into(),
        (Lang::En, Wanted::Day) => "give a day such as 2025-12-31".into(),
        (Lang::Vi, Wanted::Month) => "cần một tháng như 2025-12".into(),
        (Lang::En, Wanted::Month) => "give a month such as 2025-12".into(),
        (Lang::Vi, Wanted::OneOf(words)) => format!("cần một trong: {words}"),
        (Lang::En, Wanted::OneOf(words)) => format!("give one of: {words}"),
    };
    match lang {
        Lang::Vi => format!("Giá trị “{value}” của “{name}”: {wanted}."),
        Lang::En => format!("The parameter `{name}` is {value:?}: {wanted}."),
    }
}
