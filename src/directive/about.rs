//! What a cited document is about, as the citing one says: `về tổ chức kỳ họp thứ nhất …`.
//!
//! In: tokens, and the place behind a mention, its date and its issuer. Out: the words, on one line.

use super::body;
use super::kind;
use super::tokens::{Gap, Tokens};

/// How the subject of a cited document begins, folded.
const BEGINNINGS: [&str; 6] = ["ve", "v", "quy dinh", "phe duyet", "ban hanh", "huong dan"];

/// The longest subject that is read, in tokens.
const LONGEST: usize = 90;

/// The subject of the document that is cited before token `at`. `mentions` are the tokens at which
/// further mentions begin, in order.
pub(super) fn about(tokens: &Tokens, at: usize, mentions: &[usize]) -> Option<String> {
    let begins = |words: &&&str| {
        words.split(' ').zip(at..).all(|(word, i)| tokens.folded(i) == word)
            && tokens.gap(at) <= Gap::Line
    };
    BEGINNINGS.iter().find(begins)?;
    // "V/v" has a slash; "v" alone is nothing.
    if tokens.folded(at) == "v" && !tokens.is_sign(at + 1, '/') {
        return None;
    }
    let end = (at + 1..=at + LONGEST).find(|i| stops(tokens, *i, mentions))?;
    let said = tokens.line(at..end);
    let said = said.trim_end_matches([' ', ',', '"', '”']);
    (end > at + 2).then(|| said.to_owned())
}

/// Whether the subject ends before token `i`.
fn stops(tokens: &Tokens, i: usize, mentions: &[usize]) -> bool {
    let sign = |sign| tokens.is_sign(i, sign);
    if tokens.gap(i) == Gap::Paragraph && !tokens.nfc(i).starts_with(char::is_lowercase) {
        return true;
    }
    if sign(';') || sign(':') || sign('(') || sign(')') {
        return true;
    }
    if sign('.') {
        return !tokens.glued(i + 1) || tokens.is_sign(i + 1, '/');
    }
    let next = i + 1;
    if sign(',') {
        // What goes on with the sentence: who acts, when, another mention.
        let actor = tokens.nfc(next).starts_with(char::is_uppercase)
            && body::named_by(tokens, next).is_some_and(|end| goes_on(tokens, end));
        let time = matches!(tokens.folded(next), "ngay" | "trong" | "truoc" | "cham" | "hoan");
        return actor || time || mentions.binary_search(&next).is_ok();
    }
    if tokens.folded(i) != "va" {
        return false;
    }
    let several = matches!(tokens.folded(next), "cac" | "nhung" | "mot");
    let paper = next + usize::from(several);
    let named = several
        && kind::names_from(tokens.folded(paper))
            .any(|name| name.words.iter().zip(paper..).all(|(word, at)| tokens.folded(at) == word));
    let van_ban = several && tokens.folded(paper) == "van" && tokens.folded(paper + 1) == "ban";
    named
        || van_ban
        || mentions.binary_search(&next).is_ok()
        || mentions.binary_search(&paper).is_ok()
}

/// Whether the sentence goes on behind a body with what that does: "… yêu cầu", "… có ý kiến".
fn goes_on(tokens: &Tokens, end: usize) -> bool {
    let word = tokens.folded(end);
    let joins =
        matches!(word, "ve" | "va" | "o" | "tai" | "tinh" | "khoa" | "thanh" | "cac" | "xa");
    tokens.is_word(end) && tokens.nfc(end).starts_with(char::is_lowercase) && !joins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_of_cited_documents() {
        for (text, wanted) in [
            (
                "về tổ chức kỳ họp thứ nhất và nâng cao hiệu quả, Ban Thường vụ Tỉnh ủy yêu cầu:",
                Some("về tổ chức kỳ họp thứ nhất và nâng cao hiệu quả"),
            ),
            (
                "về việc tổ chức khám sức khỏe cho người dân, ngay từ tháng 5/2026.",
                Some("về việc tổ chức khám sức khỏe cho người dân"),
            ),
            ("về công tác văn thư;", Some("về công tác văn thư")),
            ("về tổng kết và các văn bản có liên quan.", Some("về tổng kết")),
            (
                "quy định chi tiết một số điều của Luật Đất đai.",
                Some("quy định chi tiết một số điều của Luật Đất đai"),
            ),
            ("của các cơ quan", None),
        ] {
            assert_eq!(about(&Tokens::of_text(text), 0, &[]).as_deref(), wanted, "{text}");
        }
    }
}
