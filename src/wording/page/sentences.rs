//! Sentences of the page with counts, dates and names in them.

use crate::index::Summary;
use crate::search::Match;
use crate::wording::{Lang, count, date, matched};

/// How a directive matched where not even all the words were found.
#[must_use]
pub fn any_word(lang: Lang, how: Match) -> &'static str {
    match (how, lang) {
        (Match::Words, Lang::Vi) => "Chỉ có một số từ",
        (Match::Words, Lang::En) => "only some of the words",
        (how, lang) => matched(lang, how),
    }
}

/// What of the archive could not be read: `37 tệp quét chưa nhận dạng chữ`, `5 tệp không đọc được`.
/// Empty if everything was read.
#[must_use]
pub fn unread(lang: Lang, summary: &Summary) -> Vec<String> {
    let of = |code: &str| summary.outcomes.get(code).copied().unwrap_or_default();
    let (partial, junk) = (of("partial"), of("junk"));
    let failed = summary.unread.saturating_sub(summary.scans + partial + junk);
    let kinds = match lang {
        Lang::Vi => [
            (summary.scans, "tệp quét chưa nhận dạng chữ"),
            (junk, "tệp có chữ hỏng"),
            (partial, "tệp chỉ đọc được một phần"),
            (failed, "tệp không đọc được"),
        ],
        Lang::En => [
            (summary.scans, "scanned, not yet read by OCR"),
            (junk, "with damaged text"),
            (partial, "read in part"),
            (failed, "could not be read"),
        ],
    };
    let some = kinds.into_iter().filter(|(files, _)| *files > 0);
    some.map(|(files, what)| match lang {
        Lang::Vi => format!("{} {what}", count(lang, files)),
        Lang::En => format!("{} {what}", plural(files, "file", "files")),
    })
    .collect()
}

fn plural(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(Lang::En, number), if number == 1 { one } else { many })
}

/// Nothing matches, and how sure that is.
#[must_use]
pub fn nothing_found(lang: Lang, summary: &Summary) -> String {
    if summary.files == 0 {
        return match lang {
            Lang::Vi => "Kho chưa có văn bản nào.".into(),
            Lang::En => "The archive is empty.".into(),
        };
    }
    let files = count(lang, summary.files);
    match (lang, unread(lang, summary).as_slice()) {
        (Lang::Vi, []) => format!("Không tìm thấy văn bản khớp. Kho đã đọc hết {files} tệp."),
        (Lang::En, []) => format!(
            "No directive matches. {} of the archive could all be read.",
            if summary.files == 1 { "The one file".into() } else { format!("The {files} files") }
        ),
        (Lang::Vi, unread) => format!(
            "Không tìm thấy văn bản khớp trong phần đã đọc được. Còn {} nên chưa thể khẳng định là \
             không có.",
            unread.join(", ")
        ),
        (Lang::En, unread) => format!(
            "No directive matches in what could be read. There are {}, so that nobody can say that \
             there is none.",
            unread.join(", ")
        ),
    }
}

/// Nothing matches strictly, something else does.
#[must_use]
pub fn nothing_strict(lang: Lang, summary: &Summary) -> String {
    let is_whole = summary.unread == 0;
    match (lang, is_whole) {
        (Lang::Vi, true) => "Không có văn bản khớp đúng như câu tìm.".into(),
        (Lang::Vi, false) => {
            "Không có văn bản khớp đúng như câu tìm trong phần đã đọc được.".into()
        }
        (Lang::En, true) => "No directive matches just as asked.".into(),
        (Lang::En, false) => "No directive matches just as asked in what could be read.".into(),
    }
}

/// A number that the archive only cites.
#[must_use]
pub fn only_cited(lang: Lang, number: &str, citing: u64) -> String {
    match lang {
        Lang::Vi => format!(
            "Kho chưa có bản chính của {number}; có {} văn bản viện dẫn.",
            count(lang, citing)
        ),
        Lang::En => format!(
            "The archive does not hold {number} itself; {} it.",
            plural(citing, "directive cites", "directives cite")
        ),
    }
}

/// Several directives with one number.
#[must_use]
pub fn several(lang: Lang, number: &str, own: u64) -> String {
    let own = count(lang, own);
    match lang {
        Lang::Vi => format!(
            "Có {own} văn bản cùng số {number}, khác ngày hoặc cơ quan ban hành. Chọn đúng văn bản."
        ),
        Lang::En => format!(
            "{own} directives have the number {number}, of other dates or issuers. Choose the right one."
        ),
    }
}

/// `12 văn bản gần giống, 151 văn bản có đủ các từ nhưng không liền nhau`; empty of none.
#[must_use]
pub fn beyond(lang: Lang, near: u64, apart: u64) -> String {
    let kinds = match lang {
        Lang::Vi => [
            (near, "văn bản gần giống (khác dấu, sai một chữ, hoặc các từ gần nhau)"),
            (apart, "văn bản có đủ các từ nhưng không liền nhau"),
        ],
        Lang::En => [
            (near, "nearly the same (other marks, one letter wrong, or the words near each other)"),
            (apart, "with all the words, apart"),
        ],
    };
    let said = kinds.iter().filter(|(number, _)| *number > 0);
    let said = said.map(|(number, what)| match lang {
        Lang::Vi => format!("{} {what}", count(lang, *number)),
        Lang::En => format!("{} {what}", plural(*number, "directive", "directives")),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// When a body had another name: `từ 01/7/2025`, `trước 01/7/2025`.
#[must_use]
pub fn since(lang: Lang, day: &str, is_later: bool) -> String {
    match (lang, is_later) {
        (Lang::Vi, true) => format!("từ {day}"),
        (Lang::Vi, false) => format!("trước {day}"),
        (Lang::En, true) => format!("since {day}"),
        (Lang::En, false) => format!("before {day}"),
    }
}

/// `và 12 tệp khác`.
#[must_use]
pub fn more_files(lang: Lang, files: u64) -> String {
    match lang {
        Lang::Vi => format!("và {} tệp khác", count(lang, files)),
        Lang::En => format!("and {} more", plural(files, "file", "files")),
    }
}

/// `Trang 3/12`.
#[must_use]
pub fn pages_of(lang: Lang, page: u32, pages: u32) -> String {
    match lang {
        Lang::Vi => format!("Trang {page}/{pages}"),
        Lang::En => format!("Page {page} of {pages}"),
    }
}

/// The date of a directive, or what is known of it.
#[must_use]
pub fn day_of(lang: Lang, day: Option<&str>, year: Option<i16>, is_numbered: bool) -> String {
    let unknown = match (lang, is_numbered) {
        (Lang::Vi, true) => "chưa ghi ngày",
        (Lang::Vi, false) => "chưa ghi số, ngày",
        (Lang::En, true) => "undated",
        (Lang::En, false) => "unnumbered, undated",
    };
    match (day, year) {
        (Some(day), _) => date(lang, day),
        (None, Some(year)) => format!("{year}, {unknown}"),
        (None, None) => unknown.into(),
    }
}

/// `48 văn bản`.
#[must_use]
pub fn documents(lang: Lang, number: u64) -> String {
    match lang {
        Lang::Vi => format!("{} văn bản", count(lang, number)),
        Lang::En => plural(number, "directive", "directives"),
    }
}

/// That a person corrected a field: who, on which day, and what had been read.
#[must_use]
pub fn corrected(lang: Lang, by: Option<&str>, day: &str, was: Option<&str>) -> String {
    let who: Vec<&str> = by.filter(|by| !by.is_empty()).into_iter().chain([day]).collect();
    let who = who.join(", ");
    match (lang, was) {
        (Lang::Vi, Some(was)) => format!("Đã hiệu đính ({who}); máy đọc là “{was}”"),
        (Lang::Vi, None) => format!("Đã hiệu đính ({who}); máy không đọc được"),
        (Lang::En, Some(was)) => format!("Corrected by hand ({who}); was read as “{was}”"),
        (Lang::En, None) => format!("Corrected by hand ({who}); nothing was read"),
    }
}

/// `Viện dẫn 12 văn bản`.
#[must_use]
pub fn cites_count(lang: Lang, number: u64) -> String {
    match lang {
        Lang::Vi => format!("Viện dẫn {}", documents(lang, number)),
        Lang::En => format!("Cites {}", plural(number, "document", "documents")),
    }
}

/// `Được viện dẫn tại 12 văn bản`.
#[must_use]
pub fn cited_by_count(lang: Lang, number: u64) -> String {
    match lang {
        Lang::Vi => format!("Được viện dẫn tại {}", documents(lang, number)),
        Lang::En => format!("Cited by {}", documents(lang, number)),
    }
}

/// `và 12 văn bản khác`.
#[must_use]
pub fn further_documents(lang: Lang, number: u64) -> String {
    match lang {
        Lang::Vi => format!("và {} văn bản khác", count(lang, number)),
        Lang::En => format!("and {} more", count(lang, number)),
    }
}

/// A number that no document of the archive has or cites, or that is none.
#[must_use]
pub fn unknown_number(lang: Lang, number: &str) -> String {
    match lang {
        Lang::Vi => {
            format!("Kho không có, và không văn bản nào trong kho viện dẫn “{number}”.")
        }
        Lang::En => format!("The archive neither holds nor cites “{number}”."),
    }
}

/// `Tháng 12/2025`, `2025-12`.
#[must_use]
pub fn month_of(lang: Lang, year: i16, month: i8) -> String {
    let iso = format!("{year:04}-{month:02}");
    match lang {
        Lang::Vi => format!("Tháng {}", date(lang, &iso)),
        Lang::En => iso,
    }
}

/// `Kho có 1.204 văn bản`.
#[must_use]
pub fn archive_holds(lang: Lang, number: u64) -> String {
    let documents = documents(lang, number);
    match lang {
        Lang::Vi => format!("Kho có {documents}"),
        Lang::En => format!("The archive holds {documents}"),
    }
}

/// `12 trang`.
#[must_use]
pub fn pages(lang: Lang, number: u32) -> String {
    match lang {
        Lang::Vi => format!("{} trang", count(lang, u64::from(number))),
        Lang::En => plural(u64::from(number), "page", "pages"),
    }
}

/// What became of a directive by others that the archive holds; `said` is how: `Được thay thế bởi`.
#[must_use]
pub fn superseded_by(lang: Lang, said: &str, number: &str, day: Option<&str>) -> String {
    match lang {
        Lang::Vi => {
            let day = day.map(|day| format!(" ngày {day}")).unwrap_or_default();
            format!(
                "{said} {number}{day} (theo văn bản có trong kho; không thay cho việc tra cứu hiệu lực)"
            )
        }
        Lang::En => {
            let day = day.map(|day| format!(" of {day}")).unwrap_or_default();
            format!("{said} {number}{day} (by the directives held; no statement of law)")
        }
    }
}
