//! Thay mặt: the body on whose behalf a directive is signed (TM., T/M).
//!
//! In: the signer's capacity and the issuer. Out: the body's name. The header of a provincial committee's
//! letter says "Tỉnh ủy Hưng Yên", its signature "T/M BAN THƯỜNG VỤ"; citations of such letters name
//! "Ban Thường vụ Tỉnh ủy Hưng Yên".

use super::spelling::spell;
use crate::text::fold::fold;

/// How "on behalf of" is written, folded.
const MARKS: [&str; 7] = ["t/m", "tm.", "tm ", "t.m.", "t.m ", "tm/", "thay mat "];

/// Organs that say nothing without the committee or body that they are of, folded.
const ORGANS: [&str; 11] = [
    "ban thuong vu",
    "ban chap hanh",
    "thuong truc",
    "ban can su dang",
    "dang doan",
    "ban thuong truc",
    "doan chu tich",
    "uy ban kiem tra",
    "btv",
    "hoi dong",
    "tap the lanh dao",
];

/// Heads of Party committees, folded.
const COMMITTEES: [&str; 8] =
    ["tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang uy", "dang bo", "chi bo"];

/// The body on whose behalf a directive is signed; `None` if it is signed in the signer's own name.
///
/// A standing committee is one of a Party committee, not of an office of it: of an issuer that is such an
/// office the body above it is meant, `parent`.
pub(super) fn acting(capacity: &str, issuer: Option<&str>, parent: Option<&str>) -> Option<String> {
    let (mark, part) = capacity.split("; ").find_map(|part| {
        let folded = fold(part);
        let mark = MARKS.into_iter().find(|mark| folded.starts_with(mark))?;
        Some((mark, part))
    })?;
    let body: String = part.chars().skip(mark.chars().count()).collect();
    let body = body.trim_matches(|c: char| !c.is_alphanumeric());
    if body.is_empty() {
        return None;
    }
    let spelled = spell(body);
    let folded = fold(&spelled);
    let Some(issuer) = issuer else { return Some(spelled) };
    // "TM. ỦY BAN NHÂN DÂN" of the Ủy ban nhân dân tỉnh Hưng Yên.
    if fold(issuer).starts_with(&folded) {
        return Some(issuer.to_owned());
    }
    let organ = ORGANS.contains(&folded.as_str());
    let is_committee = |name: &str| COMMITTEES.iter().any(|head| fold(name).starts_with(head));
    let issuer = match parent {
        Some(parent) if organ && is_committee(parent) && !is_committee(issuer) => parent,
        _ => issuer,
    };
    // "T/M BAN THƯỜNG VỤ TỈNH ỦY": the committee is named, its place is not.
    let head = issuer.split(' ').take(2).collect::<Vec<_>>().join(" ");
    if let Some(of) = folded.strip_suffix(&fold(&head)).filter(|of| !of.is_empty()) {
        let organ: String = spelled.chars().take(of.chars().count()).collect();
        return Some(format!("{}{issuer}", organ));
    }
    Some(if organ { format!("{spelled} {issuer}") } else { spelled })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies() {
        for (capacity, issuer, wanted) in [
            ("T/M BAN THƯỜNG VỤ", "Tỉnh ủy Hưng Yên", Some("Ban Thường vụ Tỉnh ủy Hưng Yên")),
            (
                "T/M BAN THƯỜNG VỤ TỈNH ỦY",
                "Tỉnh ủy Hưng Yên",
                Some("Ban Thường vụ Tỉnh ủy Hưng Yên"),
            ),
            ("T/M TỈNH ỦY", "Tỉnh ủy Hưng Yên", Some("Tỉnh ủy Hưng Yên")),
            (
                "TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH",
                "Ủy ban nhân dân tỉnh Hưng Yên",
                Some("Ủy ban nhân dân tỉnh Hưng Yên"),
            ),
            ("TM. CHÍNH PHỦ; KT. THỦ TƯỚNG", "Chính phủ", Some("Chính phủ")),
            ("T/M BỘ CHÍNH TRỊ", "Ban Chấp hành Trung ương", Some("Bộ Chính trị")),
            ("KT. CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hưng Yên", None),
            ("TUQ. CHỦ TỊCH", "Ủy ban nhân dân tỉnh Hưng Yên", None),
        ] {
            assert_eq!(acting(capacity, Some(issuer), None).as_deref(), wanted, "{capacity}");
        }
        let (office, above) = ("Ban Tổ chức Tỉnh ủy Quảng Trị", "Tỉnh ủy Quảng Trị");
        let body = acting("T/M BAN THƯỜNG VỤ", Some(office), Some(above));
        assert_eq!(body.as_deref(), Some("Ban Thường vụ Tỉnh ủy Quảng Trị"));
    }
}
