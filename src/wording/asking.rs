//! What can be typed to find something: the help of the page and of the terminal. Each example is a
//! question that is read without advice (under test, as is that the README has them all).

use super::Word;

/// A way to ask: examples, and what they find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Questions.
    pub examples: &'static [&'static str],
    /// What they find.
    pub finds: Word,
}

macro_rules! ways {
    ($($($example:literal),+ => $vi:literal, $en:literal;)+) => {
        [$(Way { examples: &[$($example),+], finds: Word { vi: $vi, en: $en } }),+]
    };
}

/// All ways to ask, the most usual first.
pub static WAYS: [Way; 21] = ways! {
    "202-KL/TW", "kl 202", "Kết luận số 202 - kl/tw" =>
        "văn bản có số này, và các văn bản viện dẫn số này; viết cách nào cũng được",
        "the directive with this number, then those that cite it; in any writing";
    "202-KL/TW ngày 31/10/2025" =>
        "số này, đúng ngày ban hành này",
        "the number, of this date";
    "hạ tầng số" =>
        "đúng cụm từ này, không vượt qua dấu câu; sau đó mới đến các từ gần nhau, rời nhau",
        "the phrase; where no directive has it, the words near each other, then apart";
    "ha tang so" =>
        "mọi cách viết có dấu của cụm từ, kèm số văn bản của từng cách",
        "texts without marks, and the likeliest form with marks; the other forms are offered";
    "\"chuyển đổi số\"" =>
        "chỉ đúng cụm từ trong ngoặc kép",
        "the phrase alone";
    "hạ tầng số -\"cấp xã\"", "+số hóa" =>
        "bỏ văn bản có từ hoặc cụm từ sau dấu trừ; từ sau dấu cộng phải có đúng như gõ",
        "without a word or phrase; with a word just as it is typed";
    "đất đai OR quy hoạch", "đất đai | quy hoạch" =>
        "một trong hai",
        "either of them";
    "(đất đai OR quy hoạch) -đấu giá" =>
        "nhóm trong ngoặc đơn, khi có OR, dấu cộng, trừ hoặc trường ở trong",
        "a group, where an operator or a field stands in the brackets";
    "hạ tầng NEAR/5 \"kinh tế số\"" =>
        "hai cụm từ cách nhau không quá 5 từ, thứ tự nào cũng được",
        "both phrases with at most 5 words between, in any order";
    "hạ tần*" =>
        "từ bắt đầu như vậy",
        "words that begin so";
    "UBND tỉnh", "=UBND tỉnh" =>
        "cả tên đầy đủ (Ủy ban nhân dân tỉnh); dấu = trước từ thì chỉ tìm đúng từ đó",
        "the full name, too (Ủy ban nhân dân tỉnh); with = before it only as it is typed";
    "loại:KL", "loại:kế hoạch" =>
        "theo tên loại",
        "one kind of directive";
    "cơquan:\"Sở Nội vụ\"", "ký:\"Nguyễn Văn An\"", "nơi:\"Hưng Yên\"" =>
        "theo cơ quan ban hành, người ký, địa danh",
        "by issuer, signer, place";
    "tríchyếu:\"chuyển đổi số\"" =>
        "có trong trích yếu",
        "in the subject";
    "từ:2025-01-01 đến:2026-01", "ngày:tháng 3 năm 2025", "ngày:2024..2025", "ngày:quý I/2025" =>
        "theo ngày ban hành; ghi ngày, tháng, quý, năm hoặc khoảng",
        "by date: a day, month, quarter, year or a range, in any writing";
    "hạn:<31/12/2025", "giao:\"Sở Nội vụ\"" =>
        "theo thời hạn của nhiệm vụ, theo nơi được giao",
        "by when a task falls due, by who has it";
    "việndẫn:202-KL/TW", "thựchiện:202-KL/TW", "thaythế:15/2020/QĐ-UBND" =>
        "văn bản viện dẫn, triển khai, thay thế số này (cũng: căncứ, sửađổi, bãibỏ, thuhồi, hướngdẫn, trảlời)",
        "what cites, carries out, replaces this number (also: căncứ, sửađổi, bãibỏ, thuhồi, hướngdẫn, trảlời)";
    "số:453-CV/TU", "số:trống", "ngày:trống" =>
        "chỉ theo số, ký hiệu; văn bản chưa ghi số, chưa ghi ngày",
        "a number and nothing else; directives without a number, without a date";
    "nguồn:ocr", "mật:có" =>
        "theo nguồn chữ (chữ, ocr, khôi phục), theo độ mật",
        "by where the text comes from (text, ocr, recovered), by secrecy";
    "148-KL/TW đã được triển khai bằng văn bản nào?", "Sở Nội vụ được giao việc gì?" =>
        "hỏi bằng lời thường",
        "asked in everyday words";
    "công văn ngày 8 tháng 9 năm 2025", "văn bản chưa có số" =>
        "theo loại và ngày, theo chỗ còn trống, bằng lời thường",
        "by kind and date, by what is blank, in everyday words";
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_read_without_advice() {
        for example in WAYS.iter().flat_map(|way| way.examples) {
            let reading = crate::search::read(example);
            assert!(
                reading.advice.is_empty() && !reading.parts.is_empty(),
                "{example}: {reading:?}"
            );
        }
    }

    #[test]
    fn the_readme_has_every_example() {
        let readme = include_str!("../../README.md");
        for example in WAYS.iter().flat_map(|way| way.examples) {
            // In a table a bar must be escaped.
            let written = format!("`{}`", example.replace('|', "\\|"));
            assert!(readme.contains(&written), "{example}");
        }
    }
}
