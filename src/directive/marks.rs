//! Dấu chỉ mức độ: secrecy, urgency, circulation, draft.
//!
//! In: a line. Out: the [`Mark`] that it is. A mark stands alone on its line (Nghị định 30/2020/NĐ-CP,
//! Appendix I; Hướng dẫn 05-HD/VPTW); the same words in a sentence, or in a subject that breaks there,
//! are none.

use super::lines::Line;

/// What a mark says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Độ mật.
    Secrecy(&'static str),
    /// Mức độ khẩn.
    Urgency(&'static str),
    /// Phạm vi lưu hành.
    Circulation(&'static str),
    /// Dự thảo.
    Draft,
}

/// The mark that a line is. `before` is the line above it.
pub(super) fn mark(line: &Line, before: Option<&Line>) -> Option<Mark> {
    let text = line.folded.trim_matches(|c: char| !c.is_alphanumeric());
    // "Độ mật: Mật", "ĐỘ KHẨN: HỎA TỐC"
    let named = ["do mat", "do khan", "muc do mat", "muc do khan"]
        .into_iter()
        .find_map(|name| text.strip_prefix(name).map(|rest| rest.trim_start_matches([':', ' '])));
    // A stamp's letters may have been read apart: "M Ậ T".
    let letters: String = named.unwrap_or(text).chars().filter(|c| !c.is_whitespace()).collect();
    let begins = line.text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let stands = line.is_capitals() || named.is_some() || begins.starts_with(char::is_uppercase);
    let broken = before.is_some_and(|above| above.folded.ends_with(" bi") && !line.gap);
    let secrecy = match letters.as_str() {
        "mat" => Some("Mật"),
        "toimat" => Some("Tối mật"),
        "tuyetmat" => Some("Tuyệt mật"),
        _ => None,
    };
    if let Some(level) = secrecy.filter(|_| stands && !broken) {
        return Some(Mark::Secrecy(level));
    }
    if !(line.is_capitals() || named.is_some()) {
        return None;
    }
    match letters.as_str() {
        "khan" => Some(Mark::Urgency("Khẩn")),
        "thuongkhan" => Some(Mark::Urgency("Thượng khẩn")),
        "hoatoc" | "hoatochengio" => Some(Mark::Urgency("Hỏa tốc")),
        "luuhanhnoibo" => Some(Mark::Circulation("Lưu hành nội bộ")),
        "xemxongtralai" => Some(Mark::Circulation("Xem xong trả lại")),
        "xemxongthuhoi" => Some(Mark::Circulation("Xem xong thu hồi")),
        "khongphobien" => Some(Mark::Circulation("Không phổ biến")),
        "khongsaochup" => Some(Mark::Circulation("Không sao chụp")),
        _ if text.starts_with("du thao") => Some(Mark::Draft),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words() {
        let of = |text: &str| mark(&Line::new(text, true), None);
        for text in ["MẬT", "Mật", "M Ậ T", "(MẬT)", "MAT", "Độ mật: Mật"] {
            assert_eq!(of(text), Some(Mark::Secrecy("Mật")), "{text}");
        }
        assert_eq!(of("TUYỆT MẬT"), Some(Mark::Secrecy("Tuyệt mật")));
        assert_eq!(of("ĐỘ KHẨN: HỎA TỐC"), Some(Mark::Urgency("Hỏa tốc")));
        assert_eq!(of("LƯU HÀNH NỘI BỘ"), Some(Mark::Circulation("Lưu hành nội bộ")));
        assert_eq!(of("DỰ THẢO LẦN 2"), Some(Mark::Draft));
        for text in ["mật", "BẢO VỆ BÍ MẬT NHÀ NƯỚC", "MẶT TRẬN", "Khẩn trương", "Độ mật: Thường"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        let above = Line::new("VỀ CÔNG TÁC BẢO VỆ BÍ", true);
        assert_eq!(mark(&Line::new("MẬT", false), Some(&above)), None);
    }
}
