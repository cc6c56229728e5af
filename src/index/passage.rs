//! How well the text of a page can be read, part by part: which passages of it are not good
//! Vietnamese. Nearly every page has none.

use crate::text::quality::{BAD, ENOUGH, Features, Verdict};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use utoipa::ToSchema;

/// A run of lines that is not good Vietnamese.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PoorPassage {
    /// The page, from 1.
    pub page: u32,
    /// Where it begins, in bytes of the page's text.
    pub start: usize,
    /// Behind its last byte.
    pub end: usize,
    /// From 0 (junk) to 1 (as it should be).
    pub quality: f32,
    /// What it is instead: `unmarked`, `foreign`, `junk`.
    pub verdict: Verdict,
}

/// Words from which a line speaks for itself; a shorter one goes with the line before.
const LINE: u32 = 8;

/// A run of lines that are all poor, or all good.
struct Run {
    range: Range<usize>,
    features: Features,
    is_poor: bool,
}

/// The counts over a page, and its poor passages: runs of lines with enough words to say. `page` is
/// its number, from 1.
pub(super) fn judged(page: u32, text: &str) -> (Features, Vec<PoorPassage>) {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let features = Features::of(line);
        let says = features.words >= LINE;
        let is_poor = says && features.score() < BAD;
        let range = at..at + line.len();
        at = range.end;
        match runs.last_mut() {
            Some(run) if !says || run.is_poor == is_poor => {
                run.range.end = range.end;
                run.features = run.features + features;
            }
            _ => runs.push(Run { range, features, is_poor }),
        }
    }
    let all = runs.iter().fold(Features::default(), |all, run| all + run.features);
    (all, runs.iter().filter_map(|run| run.passage(page)).collect())
}

impl Run {
    fn passage(&self, page: u32) -> Option<PoorPassage> {
        let verdict = self.features.verdict();
        let is_poor = self.is_poor && verdict != Verdict::TooShort && self.features.score() < BAD;
        is_poor.then(|| PoorPassage {
            page,
            start: self.range.start,
            end: self.range.end,
            quality: self.features.score(),
            verdict,
        })
    }
}

/// How well a text with these counts can be read; `None` if it has too few words to say.
pub(super) fn quality(features: &Features) -> Option<f32> {
    (features.words >= ENOUGH).then(|| features.score())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::fold;

    const GOOD: &str = "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành, địa phương tập trung rà soát,\n\
        hoàn thiện cơ sở dữ liệu dùng chung, bảo đảm kết nối thông suốt, an toàn thông tin trong\n\
        quá trình vận hành chính quyền địa phương hai cấp, báo cáo kết quả trước ngày cuối tháng.\n";
    const JUNK: &str = "Uy ban nhdn dan tinh yéu cAu cdc s&, nganh, dia phuong tdp trung ra soat,\n\
        hodn thién co s& dit liéu ding chung, bdo dam két ndi thdng subt, an toan thdng tin trong\n\
        qué trinh van hanh chinh quyén dia phuong hai cép, bdo cdo két qua trudc ngay cudi thang.\n";

    #[test]
    fn poor_passages_are_named_by_where_they_stand() {
        let bare = fold(GOOD);
        let text = format!("{GOOD}{JUNK}{GOOD}{bare}{bare}Da ky\n{GOOD}");
        let (features, poor) = judged(3, &text);
        assert_eq!(features, Features::of(&text));
        let found: Vec<_> =
            poor.iter().map(|p| (p.page, p.verdict, text.get(p.start..p.end).unwrap())).collect();
        let twice = format!("{bare}{bare}Da ky\n");
        assert_eq!(found, [(3, Verdict::Junk, JUNK), (3, Verdict::Unmarked, twice.as_str())]);
        assert!(poor.iter().all(|passage| passage.quality < 0.3));
    }

    #[test]
    fn good_and_short_texts_have_none() {
        assert!(judged(1, GOOD).1.is_empty());
        assert!(judged(1, "Phat trien ha tang so").1.is_empty());
        assert!(judged(1, "").1.is_empty());
    }
}
