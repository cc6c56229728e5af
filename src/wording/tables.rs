//! What is wrong in a table of a user, and what to do.

use super::Lang;
use crate::data::BUILT_IN;
use crate::error::{TableFault, Wrong};

/// File, line, what, what to do.
pub(super) fn fault(lang: Lang, fault: &TableFault) -> String {
    let what = match lang {
        Lang::Vi => {
            let line = fault.line.map(|line| format!(", dòng {line}")).unwrap_or_default();
            format!("{}{line}: {}", fault.file.display(), wrong_vi(&fault.wrong))
        }
        Lang::En => fault.to_string(),
    };
    format!("{what}; {}", remedy(lang, &fault.wrong))
}

fn wrong_vi(wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoTable => "trong thư mục này không có bảng nào".into(),
        Wrong::UnknownTable => "không có bảng tên như vậy".into(),
        Wrong::NotUtf8 => "tệp không viết bằng UTF-8".into(),
        Wrong::Malformed(what) => format!("sai cách viết ({what})"),
        Wrong::Nameless => "mục này không có tên".into(),
        Wrong::NoLetters(name) => format!("\"{name}\" không có chữ viết tắt"),
        Wrong::NotLetters(letters) => {
            format!("\"{letters}\" không phải chữ viết tắt: chỉ được gồm chữ cái")
        }
        Wrong::Twice(name) => format!("\"{name}\" đã có ở mục khác"),
        Wrong::Backwards(name) => format!("\"{name}\" kết thúc trước khi bắt đầu"),
        Wrong::NoChange => "thay đổi này không có cả `from` lẫn `to`".into(),
        Wrong::Unlisted(name) => format!("\"{name}\" không có trong danh sách nào của tệp này"),
        Wrong::EndedBefore(name) => format!("\"{name}\" đã kết thúc trước thay đổi này"),
        Wrong::ThereBefore(name) => {
            format!("\"{name}\" đã có trước thay đổi này và không kết thúc bởi nó")
        }
    }
}

fn remedy(lang: Lang, wrong: &Wrong) -> String {
    let tables: Vec<String> = BUILT_IN.iter().map(|table| format!("{}.toml", table.name)).collect();
    let tables = tables.join(", ");
    match (lang, wrong) {
        (Lang::Vi, Wrong::NoTable) => {
            format!("các bảng là {tables}; lấy bảng gốc để sửa: tracuu gen data THƯ-MỤC")
        }
        (Lang::En, Wrong::NoTable) => {
            format!("the tables are {tables}; get the built-in ones with: tracuu gen data DIR")
        }
        (Lang::Vi, Wrong::UnknownTable) => format!("đổi tên hoặc bỏ tệp; các bảng là {tables}"),
        (Lang::En, Wrong::UnknownTable) => format!("rename or remove it; the tables are {tables}"),
        (Lang::Vi, _) => "sửa chỗ đó, hoặc so với bảng gốc: tracuu gen data THƯ-MỤC-MỚI".into(),
        (Lang::En, _) => {
            "correct it, or compare with the built-in table: tracuu gen data NEW-DIR".into()
        }
    }
}
