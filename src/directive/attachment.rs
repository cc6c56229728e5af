//! Tài liệu kèm theo: what a text says is enclosed, and its annexes.
//!
//! In: tokens and lines. Out: names, on one line each, in the order of the text, without doubles.

use super::lead;
use super::lines::Line;
use super::tokens::{Gap, Tokens};

/// Most names that are kept.
const MOST: usize = 100;
/// The longest name that is kept, in tokens.
const LONGEST: usize = 40;

/// What is enclosed.
pub(super) fn attachments(tokens: &Tokens, lines: &[Line]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for at in 0..tokens.len() {
        if found.len() >= MOST {
            break;
        }
        let name = enclosed(tokens, at).filter(|name| name.chars().count() > 3);
        found.extend(name.filter(|name| !found.contains(name)));
    }
    for name in lines.iter().filter_map(annex) {
        if found.len() < MOST && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// What a place of the text says is enclosed: `(kèm theo Danh sách …)`, `(có Phụ lục kèm theo)`,
/// `gửi kèm theo Báo cáo …`, `Ban hành kèm theo Quyết định này Quy chế …`.
fn enclosed(tokens: &Tokens, at: usize) -> Option<String> {
    let word = |i: usize| tokens.folded(i);
    if word(at) != "kem" || !tokens.is_word(at) {
        return None;
    }
    let behind = at + 1 + usize::from(word(at + 1) == "theo");
    // "(Kèm theo Công văn số …)" stands on an annex, and names the paper that it belongs to.
    let of_annex = tokens.nfc(at) == "Kèm" && lead::word_at(tokens, behind).is_some();
    if of_annex {
        return None;
    }
    let before = at.checked_sub(1)?;
    // "(có các văn bản kèm theo)"
    let open = (before.saturating_sub(LONGEST)..=before).rev().find(|i| tokens.is_sign(*i, '('));
    let closed = tokens.is_sign(behind, ')') || tokens.is_sign(behind, '.');
    if let Some(open) = open.filter(|_| closed) {
        let first = open + 1 + usize::from(matches!(word(open + 1), "co" | "xin"));
        return (first < at).then(|| tokens.line(first..at));
    }
    let sends = matches!(word(before), "gui" | "dinh" | "xin" | "duoc");
    let bracket = tokens.is_sign(before, '(');
    let issues = word(before) == "hanh";
    if !(sends || bracket || issues) || tokens.gap(behind) > Gap::Line {
        return None;
    }
    let mut first = behind;
    if issues {
        // "… kèm theo Quyết định này Quy chế …"; of another's decision nothing is enclosed here.
        let this = (behind..behind + 4).find(|i| tokens.nfc(*i) == "này")?;
        first = this + 1;
    }
    first += usize::from(tokens.is_sign(first, ':'));
    first += usize::from(word(first) == "cong") * 2;
    let stops = |i: &usize| {
        tokens.gap(*i) == Gap::Paragraph
            || [')', ';', '.', ':'].into_iter().any(|sign| tokens.is_sign(*i, sign))
    };
    let end = (first..first + LONGEST).find(stops).unwrap_or(first + LONGEST);
    let capital = tokens.nfc(first).starts_with(char::is_uppercase);
    let several = matches!(word(first), "cac" | "ban" | "mau" | "danh" | "ho" | "du");
    ((capital || several) && end > first).then(|| tokens.line(first..end))
}

/// The annex that a line is the title of: `PHỤ LỤC`, `Phụ lục II`, `PHỤ LỤC SỐ 01`.
fn annex(line: &Line) -> Option<String> {
    let rest = line.folded.strip_prefix("phu luc")?;
    let rest = rest.trim_start_matches([' ', ':', '.']).trim_start_matches("so ");
    let numbered = rest.is_empty()
        || rest.len() <= 4 && rest.chars().all(|c| c.is_ascii_digit() || "ivx.:".contains(c));
    let titled = line.text.starts_with(char::is_uppercase);
    (numbered && titled && line.words() <= 4)
        .then(|| line.text.trim_end_matches([':', '.']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Vec<String> {
        let lines = lines(&[Page { text: text.into(), status: PageStatus::Text }]);
        attachments(&Tokens::of_text(text), &lines)
    }

    #[test]
    fn enclosed_papers_and_annexes() {
        for (text, wanted) in [
            ("theo quy định (có các Văn bản kèm theo); về", &["các Văn bản"][..]),
            ("(kèm theo Danh sách thành viên Tổ công tác).", &["Danh sách thành viên Tổ công tác"]),
            ("xin gửi kèm theo Báo cáo kết quả rà soát.", &["Báo cáo kết quả rà soát"]),
            (
                "Ban hành kèm theo Quyết định này Quy chế làm việc của Sở.",
                &["Quy chế làm việc của Sở"],
            ),
            ("Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND.", &[]),
            ("./.\n\nPHỤ LỤC I\nDanh mục\n\nPhụ lục số 02\nBiểu", &["PHỤ LỤC I", "Phụ lục số 02"]),
            ("theo Phụ lục của Nghị định", &[]),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
    }
}
