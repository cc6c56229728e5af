//! Questions in everyday words → the language of questions: `văn bản chưa có số` → `số:trống`.
//!
//! In: the whole question. Out: the same in the language of questions, if it has one of the forms of
//! [`FORMS`] from its first word to its last; `=` before it takes it as it is.

use super::piece::is_quote;
use crate::directive::query::{length_of_body, numbers_in_query};
use crate::search::days::days;
use crate::search::field::kinds_named;
use crate::text::fold::fold;
use crate::text::token::tokens;
use std::ops::Range;

/// A form: words (`a|b` for either, `?` before one that may be left out, `_` between words that are one),
/// and places `<number> <body> <kind> <days> <name> <rest>`; and what it asks for.
const FORMS: [(&str, &str); 34] = [
    // Who carries a document out, cites it, ends it.
    (
        "<number> ?da ?duoc|da CARRIED bang|boi|qua|tai|o|trong ?nhung|cac PAPER nao",
        "thựchiện:\"{number}\"",
    ),
    ("?nhung|cac PAPER nao ?da CARRIED <number>", "thựchiện:\"{number}\""),
    ("?nhung|cac PAPER CARRIED <number>", "thựchiện:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?co CITED ?den|toi <number>", "việndẫn:\"{number}\""),
    ("<number> ?da ?duoc CITED boi|o|trong|tai ?nhung|cac PAPER nao", "việndẫn:\"{number}\""),
    ("?nhung|cac PAPER ?nao can_cu ?vao|theo <number>", "căncứ:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?da huong_dan ?thi_hanh|thuc_hien <number>", "hướngdẫn:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?da tra_loi|phuc_dap <number>", "trảlời:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?da thay_the <number>", "thaythế:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?da sua_doi|sua_doi_bo_sung <number>", "sửađổi:\"{number}\""),
    ("?nhung|cac PAPER ?nao ?da bai_bo|huy_bo <number>", "bãibỏ:\"{number}\""),
    ("<number> ?da bi|duoc thay_the boi|bang ?PAPER nao", "thaythế:\"{number}\""),
    ("<number> ?da bi|duoc sua_doi|sua_doi_bo_sung boi|bang|tai ?PAPER nao", "sửađổi:\"{number}\""),
    (
        "<number> con|het hieu_luc ?hay ?khong|chua",
        "thaythế:\"{number}\" OR bãibỏ:\"{number}\" OR số:\"{number}\"",
    ),
    // What a record lacks.
    ("?tim ?nhung|cac PAPER chua|khong ?co|ghi so ?ky_hieu", "số:trống"),
    ("?tim ?nhung|cac PAPER chua|khong ?co|ghi ngay ?thang ?ban_hanh", "ngày:trống"),
    // Tasks.
    ("<body> ?da ?duoc|bi giao ?lam|thuc_hien ?nhung|cac TASK gi|nao", "giao:\"{body}\""),
    ("<body> phai|can|co lam|thuc_hien|TASK ?nhung|cac ?viec|nhiem_vu gi|nao", "giao:\"{body}\""),
    ("?nhung|cac TASK ?duoc giao cho|cua <body>", "giao:\"{body}\""),
    ("?nhung|cac TASK cua <body>", "giao:\"{body}\""),
    ("?nhung|cac TASK ?nao ?phai|can hoan_thanh|xong|lam_xong <days>", "hạn:\"{days}\""),
    ("?nhung|cac TASK ?nao den_han|het_han <days>", "hạn:\"{days}\""),
    // By the record.
    ("?tim ?nhung|cac <kind> ?ban_hanh <days>", "loại:\"{kind}\" ngày:\"{days}\""),
    (
        "?tim ?nhung|cac <kind> ?ban_hanh <days> ABOUT <rest>",
        "loại:\"{kind}\" ngày:\"{days}\" {rest}",
    ),
    ("?tim ?nhung|cac PAPER ?ban_hanh|ky <days>", "ngày:\"{days}\""),
    ("?tim ?nhung|cac PAPER ?ban_hanh <days> ABOUT <rest>", "ngày:\"{days}\" {rest}"),
    ("?tim ?nhung|cac PAPER do <name> ky ?ban_hanh", "ký:\"{name}\""),
    ("<name> ky|da_ky ?nhung|cac PAPER nao", "ký:\"{name}\""),
    ("?tim ?nhung|cac PAPER cua <body> ?ban_hanh <days>", "cơquan:\"{body}\" ngày:\"{days}\""),
    ("<body> ?da ban_hanh ?nhung|cac PAPER nao ABOUT <rest>", "cơquan:\"{body}\" {rest}"),
    ("<body> ?da ban_hanh ?nhung|cac PAPER nao", "cơquan:\"{body}\""),
    // Asked for in so many words.
    ("?tim ?nhung|cac <kind> nao ?co SAYS <rest>", "loại:\"{kind}\" {rest}"),
    ("?tim ?nhung|cac PAPER nao ?co SAYS <rest>", "{rest}"),
    ("tim|liet_ke|cho_toi_xem ?tat_ca ?nhung|cac PAPER ?co SAYS <rest>", "{rest}"),
];

/// Words that stand for each other in a form.
const CLASSES: [(&str, &str); 6] = [
    (
        "CARRIED",
        "trien_khai_thuc_hien|trien_khai|thuc_hien|cu_the_hoa|quan_triet|to_chuc_thuc_hien",
    ),
    ("CITED", "vien_dan|nhac|nhac_toi|neu|dan_chieu|de_cap"),
    ("PAPER", "van_ban|tai_lieu|giay_to"),
    ("TASK", "viec|cong_viec|nhiem_vu"),
    ("ABOUT", "ve|noi_ve|lien_quan_den"),
    (
        "SAYS",
        "ve|noi_ve|noi_den|noi_toi|de_cap_den|de_cap|nhac_den|quy_dinh_ve|lien_quan_den|lien_quan_toi",
    ),
];

/// The words of a question.
struct Words<'t> {
    text: &'t str,
    folded: Vec<String>,
    bytes: Vec<Range<usize>>,
}

/// A question in everyday words, in the language of questions.
pub(super) fn read(typed: &str) -> Option<String> {
    if typed.contains(is_quote) || typed.contains([':', '=', '|', '*', '<', '>']) {
        return None;
    }
    let (folded, bytes) =
        tokens(typed).map(|token| (fold(token.text), token.start..token.end())).unzip();
    let words = Words { text: typed, folded, bytes };
    FORMS.iter().find_map(|(form, asks)| {
        let form: Vec<&str> = form.split(' ').collect();
        let mut places = Vec::new();
        words.fits(&form, 0, &mut places).then(|| filled(asks, &places))
    })
}

/// What is asked for, with the places filled in.
fn filled(asks: &str, places: &[(&str, &str)]) -> String {
    let mut text = asks.to_owned();
    for (name, value) in places {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

impl<'t> Words<'t> {
    /// Whether the words from `at` on have the rest of a form; its places are filled.
    fn fits<'f>(&self, form: &[&'f str], at: usize, places: &mut Vec<(&'f str, &'t str)>) -> bool {
        let Some((first, rest)) = form.split_first() else { return at == self.folded.len() };
        if let Some(place) = first.strip_prefix('<').and_then(|place| place.strip_suffix('>')) {
            let mut ends: Vec<usize> = self.ends(place, at);
            ends.sort_unstable_by_key(|end| std::cmp::Reverse(*end));
            return ends.into_iter().any(|end| {
                let Some(value) = self.slice(at, end) else { return false };
                places.push((place, value));
                let fits = self.fits(rest, end, places);
                if !fits {
                    places.pop();
                }
                fits
            });
        }
        let (first, is_free) = match first.strip_prefix('?') {
            Some(first) => (first, true),
            None => (*first, false),
        };
        let ways = first.split('|').flat_map(|way| {
            let class = CLASSES.iter().find(|(name, _)| *name == way);
            class.map_or(way, |(_, ways)| ways).split('|')
        });
        ways.map(|way| way.split('_').collect::<Vec<&str>>()).any(|way| {
            let here = self.folded.get(at..at + way.len()).unwrap_or_default();
            here.iter().eq(way.iter()) && self.fits(rest, at + way.len(), places)
        }) || is_free && self.fits(rest, at, places)
    }

    fn slice(&self, from: usize, to: usize) -> Option<&'t str> {
        let (first, last) = (self.bytes.get(from)?, self.bytes.get(to.checked_sub(1)?)?);
        self.text.get(first.start..last.end)
    }

    /// Where what may stand in a place ends, in words.
    fn ends(&self, place: &str, at: usize) -> Vec<usize> {
        const LONGEST: usize = 12;
        let Some(start) = self.bytes.get(at).map(|bytes| bytes.start) else { return Vec::new() };
        let rest = self.text.get(start..).unwrap_or_default();
        let word_at = |byte: usize| {
            let end = self.bytes.iter().position(|bytes| bytes.end == start + byte);
            end.map(|last| last + 1)
        };
        let up_to = |is: &dyn Fn(&str) -> bool| {
            let last = self.folded.len().min(at + LONGEST);
            (at + 1..=last).filter(|end| self.slice(at, *end).is_some_and(is)).collect()
        };
        match place {
            "number" => numbers_in_query(rest)
                .first()
                .filter(|(range, _)| range.start == 0)
                .and_then(|(range, _)| word_at(range.end))
                .into_iter()
                .collect(),
            "body" => length_of_body(&capitalized(rest)).and_then(word_at).into_iter().collect(),
            "kind" => up_to(&|name| !kinds_named(name).is_empty() && name.chars().count() > 3),
            "days" => up_to(&|text| days(text).is_some()),
            "name" => {
                let is_name = |name: &str| {
                    name.split_whitespace().count() > 1
                        && name.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
                };
                up_to(&is_name)
            }
            "rest" => (at < self.folded.len()).then_some(self.folded.len()).into_iter().collect(),
            _ => Vec::new(),
        }
    }
}

/// The text with its first letter a capital: a body's name in a question may have none. As long as the
/// text itself, or the text itself.
fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    let whole = format!("{first}{}", chars.as_str());
    if whole.len() == text.len() { whole } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_in_everyday_words() {
        for (typed, wanted) in [
            ("148-KL/TW đã được triển khai bằng văn bản nào?", "thựchiện:\"148-KL/TW\""),
            ("148-kl/tw da duoc trien khai bang van ban nao", "thựchiện:\"148-kl/tw\""),
            (
                "văn bản nào triển khai thực hiện Kết luận số 148-KL/TW",
                "thựchiện:\"Kết luận số 148-KL/TW\"",
            ),
            ("Văn bản nào viện dẫn 202-KL/TW?", "việndẫn:\"202-KL/TW\""),
            ("văn bản nào thay thế 15/2020/QĐ-UBND", "thaythế:\"15/2020/QĐ-UBND\""),
            ("văn bản chưa có số", "số:trống"),
            ("các văn bản chưa ghi ngày", "ngày:trống"),
            ("sở nội vụ được giao việc gì", "giao:\"sở nội vụ\""),
            ("Sở Nội vụ được giao những nhiệm vụ gì?", "giao:\"Sở Nội vụ\""),
            ("nhiệm vụ của Sở Tài chính", "giao:\"Sở Tài chính\""),
            (
                "công văn ngày 8 tháng 9 năm 2025",
                "loại:\"công văn\" ngày:\"ngày 8 tháng 9 năm 2025\"",
            ),
            (
                "nghị quyết tháng 12 năm 2024 về chuyển đổi số",
                "loại:\"nghị quyết\" ngày:\"tháng 12 năm 2024\" chuyển đổi số",
            ),
            ("văn bản ban hành năm 2025 về đất đai", "ngày:\"năm 2025\" đất đai"),
            ("văn bản do Nguyễn Văn An ký", "ký:\"Nguyễn Văn An\""),
            ("công văn nào nói về hạ tầng số?", "loại:\"công văn\" hạ tầng số"),
            ("văn bản nào đề cập đến trí tuệ nhân tạo", "trí tuệ nhân tạo"),
            ("việc phải hoàn thành trước 31/12/2025", "hạn:\"trước 31/12/2025\""),
        ] {
            assert_eq!(read(typed).as_deref(), Some(wanted), "{typed}");
        }
    }

    #[test]
    fn words_that_are_no_question() {
        for typed in [
            "hạ tầng số",
            "văn bản",
            "triển khai 148-KL/TW",
            "\"văn bản chưa có số\"",
            "=văn bản chưa có số",
            "kế hoạch",
            "nghị quyết về chuyển đổi số",
            "công văn 472-CV/TU",
            "",
            "?",
            "năm 2025",
            "xử lý văn bản chưa có số trang",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
