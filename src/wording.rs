//! The words of the interface, in Vietnamese and English: one catalogue for terminal and page.
//!
//! Vietnamese in the register of offices; names of fields follow the registers and forms of Nghị
//! định 30/2020/NĐ-CP (App. IV, V). Nothing is computed or looked up here.

pub mod asking;
pub mod csv;
mod ics;
mod ocr;
mod quote;
pub mod page;
mod record;
mod runs;
mod say;
mod sheet;
mod tables;

pub use ics::calendar;
pub use ocr::{no_ocr, ocr_fault, waiting};
pub use quote::{Quote, quote};
pub use record::{deadline_kind, due, number, relation, superseded, task_state};
pub use runs::{duration, moment, run_counts, run_end, run_time, running, time_left};
pub use say::{
    advice, bytes, count, date, encoding, error, failure, matched, origin, outcome,
    outcome_of_code, page_status, percent, remedy, sentence, verdict, warning,
};
pub use sheet::{
    ALIKE_HEAD, HIT_HEAD, MISSING_HEAD, PASSAGE_HEAD, TASK_HEAD, alike_row, hit_row, missing_by,
    missing_row, passage_row, task_row,
};

/// The languages of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// One text of the interface in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// In Vietnamese.
    pub vi: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Word {
    /// The text in a language.
    #[must_use]
    pub const fn to(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Vi => self.vi,
            Lang::En => self.en,
        }
    }
}

/// Declares texts: `NAME: "tiếng Việt", "English";`
macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {$(
        #[doc = concat!($en, " (", $vi, ").")]
        pub const $name: Word = Word { vi: $vi, en: $en };
    )*};
}

words! {
    // fields of a record
    ID: "Mã văn bản", "Id";
    NUMBER: "Số, ký hiệu", "Number";
    DATE: "Ngày ban hành", "Date";
    KIND: "Tên loại", "Kind";
    ISSUER: "Cơ quan ban hành", "Issuer";
    PLACE: "Địa danh", "Place";
    SUBJECT: "Trích yếu", "Subject";
    SIGNER: "Người ký", "Signer";
    CAPACITY: "Quyền hạn ký", "Capacity";
    TITLE: "Chức vụ", "Title";
    ADDRESSEES: "Kính gửi", "To";
    RECIPIENTS: "Nơi nhận", "Recipients";
    SECRECY: "Độ mật", "Secrecy";
    URGENCY: "Mức độ khẩn", "Urgency";
    DRAFT: "Dự thảo", "Draft";
    CITES: "Viện dẫn", "Cites";
    CITED_BY: "Được viện dẫn tại", "Cited by";
    NOT_HELD_ONLY_CITED: "Kho chưa có bản chính của văn bản này.", "The archive holds no original of it.";
    UNCERTAIN: " (có thể là văn bản khác cùng số)", " (maybe another with this number)";
    SEEN_ABOVE: " (đã nêu)", " (see above)";
    PARENT: "Cơ quan chủ quản", "Parent body";
    ACTING: "Thay mặt", "On behalf of";
    CIRCULATION: "Phạm vi lưu hành", "Circulation";
    ATTACHMENTS: "Tài liệu kèm theo", "Attachments";
    COPY: "Bản sao", "Copy";
    SUPERSEDED: "Theo văn bản có trong kho (không thay cho việc tra cứu hiệu lực)", "By the documents held (no statement of law)";
    DEADLINES: "Nhiệm vụ và thời hạn", "Deadlines";
    CORRECTED: "Đã hiệu đính", "Corrected by hand";
    WHO: "Cơ quan, người thực hiện", "Who";
    WHAT: "Nội dung", "What";
    ITEM: "mục", "item";
    DONE: "Đã hoàn thành theo", "Done, by";
    LATER: "Văn bản sau đó có viện dẫn", "Later directives that cite it";
    INHERITED: " (theo câu dẫn ở trên)", " (by the lead-in above)";
    HELD: "có trong kho", "held";
    NOT_HELD: "chưa có trong kho", "not held";
    COPIES: "Bản trùng", "Copies";
    SAME_NUMBER: "Trùng số, khác nội dung", "Same number, other text";
    FILE: "Tệp", "File";
    FILES: "tệp", "files";
    FOLDER: "thư mục", "folder";
    DOCUMENTS: "văn bản", "directives";
    PAGE: "Trang", "Page";
    PAGES: "Số trang", "Pages";
    FORMAT: "Định dạng", "Format";
    ENCODING: "Bảng mã", "Encoding";
    ORIGIN: "Nguồn chữ", "Text from";
    QUALITY: "Chất lượng chữ", "Quality of the text";
    RESTORED: "Chữ của trang này do máy khôi phục; ‹…› là chỗ chưa chắc. Xem chữ đã đọc được: --raw", "The text of this page is restored by guess; ‹…› is not certain. As it was read: --raw";
    POOR: "Đoạn khó đọc", "Hard to read";
    WARNINGS: "Lưu ý", "Notes";
    SIZE: "Dung lượng", "Size";
    UNNUMBERED: "(chưa ghi số)", "(unnumbered)";
    UNDATED: "(chưa ghi ngày)", "(undated)";
    // what became of files
    OUTCOME: "Kết quả", "Outcome";
    REASON: "Lý do", "Reason";
    READ: "đọc được", "read";
    PARTIAL: "chỉ đọc được một phần", "read in part";
    SCAN: "tệp quét chưa nhận dạng chữ", "scanned, waiting for OCR";
    JUNK: "chữ trong tệp hỏng, chưa đọc được", "its text is junk";
    OPENED: "tệp nén hoặc thư điện tử, đã mở", "archives and mails, opened";
    OPENED_IN_PART: "tệp nén hoặc thư điện tử, chỉ mở được một phần", "archives and mails, opened in part";
    OVER_LIMIT: "vượt mức cho phép khi mở tệp nén", "over a limit on archives";
    EMPTY: "tệp rỗng", "empty";
    NOT_A_DOCUMENT: "không phải văn bản TXT, PDF, Word hay trang web", "neither a text, a PDF, a Word file nor a web page";
    ENCRYPTED: "tệp đặt mật khẩu, chưa đọc được nội dung", "closed by a password";
    DAMAGED: "tệp hỏng, không mở được", "damaged";
    TOO_LARGE: "lớn hơn mức cho phép", "larger than the limit";
    TIMED_OUT: "đọc quá thời gian cho phép", "took longer than the limit";
    OUT_OF_MEMORY: "cần nhiều bộ nhớ hơn mức cho phép", "took more memory than the limit";
    SECRET: "có dấu chỉ độ mật: không đưa nội dung vào kho", "marked secret: nothing of it is kept";
    UNREADABLE: "không mở được", "cannot be opened";
    // what to do about them
    REMEDY_ENCRYPTED: "cho mật khẩu: tracuu index THƯ-MỤC --passwords TỆP",
        "give passwords: tracuu index PATH --passwords FILE";
    REMEDY_SCAN: "nhận dạng chữ: tracuu index THƯ-MỤC --ocr", "read it by OCR: tracuu index PATH --ocr";
    REMEDY_DAMAGED: "tìm bản khác của tệp", "look for another copy";
    REMEDY_TOO_LARGE: "nâng mức: tracuu index THƯ-MỤC --limit file-bytes=2g",
        "raise the limit: tracuu index PATH --limit file-bytes=2g";
    REMEDY_TIMED_OUT: "cho thêm thời gian: tracuu index THƯ-MỤC --retry --limit page-time=60s",
        "give more time: tracuu index PATH --retry --limit page-time=60s";
    REMEDY_OUT_OF_MEMORY: "cho thêm bộ nhớ: tracuu index THƯ-MỤC --retry --limit memory=4g",
        "give more memory: tracuu index PATH --retry --limit memory=4g";
    REMEDY_SECRET: "báo người phụ trách; nếu kho được phép giữ: tracuu index THƯ-MỤC --allow-secret",
        "tell who is in charge; if the archive may hold it: tracuu index PATH --allow-secret";
    REMEDY_UNREADABLE: "xem quyền đọc tệp, rồi chạy lại tracuu index",
        "check who may read it, then run tracuu index again";
    REMEDY_OVER_LIMIT: "nâng mức nếu tin cậy tệp này, ví dụ: tracuu index THƯ-MỤC --limit unpacked=32g",
        "if you trust the file, raise the limit, for example: tracuu index PATH --limit unpacked=32g";
    REMEDY_OPENED_IN_PART: "xem lý do ở từng tệp; sau đó: tracuu index THƯ-MỤC --retry",
        "see why beside each file; then: tracuu index PATH --retry";
    // matches
    MATCH: "Cách khớp", "Match";
    MATCH_NUMBER_OWN: "Chính văn bản này", "this very number";
    MATCH_NUMBER_CITED: "Có viện dẫn số này", "cites this number";
    MATCH_EXACT: "Đúng nguyên văn", "word for word";
    MATCH_UNACCENTED: "Khớp không phân biệt dấu", "regardless of marks";
    MATCH_SYNONYM: "Khớp theo tên gọi khác", "by another name";
    MATCH_RECOVERED: "Khớp trên chữ máy khôi phục – cần đối chiếu bản gốc",
        "in recovered text: compare with the original";
    MATCH_NEAR: "Gần giống", "nearly";
    MATCH_WORDS: "Đủ các từ nhưng không liền nhau", "all the words, apart";
    WHEN_SAVED: "xem lần cuối", "last looked at";
    NOTHING_FOUND: "Không tìm thấy văn bản khớp trong phần đã đọc được.",
        "No directive matches in what could be read.";
}
