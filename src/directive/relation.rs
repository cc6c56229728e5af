//! What a directive does with the documents that it cites: căn cứ, thay thế, triển khai thực hiện …
//!
//! In: tokens, blocks, where the mentions stand. Out: a [`Relation`] for each mention, by the verb that
//! governs it. A mention inside the subject of another one ("Công văn số 111 … về việc thực hiện Kết
//! luận số 202") is that other paper's affair, not the directive's.

use super::Relation;
use super::block::Block;
use super::tokens::{Gap, Tokens};
use std::ops::Range;

/// Where a relation may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Where {
    Anywhere,
    /// In the subject and the opening: before the first item.
    Opening,
}

/// Folded words that govern a mention, how many tokens may stand between, and where they count.
const VERBS: [(&str, Relation, usize, Where); 44] = [
    ("thay the", Relation::Replaces, 14, Where::Anywhere),
    ("thay cho", Relation::Replaces, 4, Where::Anywhere),
    ("bai bo", Relation::Repeals, 14, Where::Anywhere),
    ("huy bo", Relation::Repeals, 14, Where::Anywhere),
    ("thu hoi", Relation::Withdraws, 6, Where::Anywhere),
    ("sua doi", Relation::Amends, 40, Where::Anywhere),
    ("sua doi bo sung", Relation::Amends, 40, Where::Anywhere),
    ("bo sung", Relation::Amends, 24, Where::Anywhere),
    ("dieu chinh", Relation::Amends, 14, Where::Anywhere),
    ("dinh chinh", Relation::Corrects, 16, Where::Anywhere),
    ("huong dan", Relation::Guides, 14, Where::Opening),
    ("huong dan thi hanh", Relation::Guides, 16, Where::Opening),
    ("huong dan thuc hien", Relation::Guides, 16, Where::Opening),
    ("quy dinh chi tiet", Relation::Guides, 24, Where::Opening),
    ("chi tiet thi hanh", Relation::Guides, 24, Where::Opening),
    ("phuc dap", Relation::RepliesTo, 6, Where::Anywhere),
    ("tra loi", Relation::RepliesTo, 6, Where::Anywhere),
    ("tiep theo", Relation::Follows, 4, Where::Anywhere),
    ("theo de nghi tai", Relation::ProposedIn, 4, Where::Anywhere),
    ("theo de nghi cua", Relation::ProposedIn, 24, Where::Anywhere),
    ("xet de nghi cua", Relation::ProposedIn, 24, Where::Anywhere),
    ("xet de nghi tai", Relation::ProposedIn, 4, Where::Anywhere),
    ("xet to trinh", Relation::ProposedIn, 4, Where::Anywhere),
    ("xet de nghi", Relation::ProposedIn, 24, Where::Anywhere),
    ("gui kem theo", Relation::Encloses, 4, Where::Anywhere),
    ("gui kem", Relation::Encloses, 4, Where::Anywhere),
    ("kem theo", Relation::Encloses, 3, Where::Anywhere),
    ("nhan duoc", Relation::Received, 6, Where::Anywhere),
    ("can cu", Relation::BasedOn, 6, Where::Anywhere),
    ("thi hanh", Relation::Implements, 8, Where::Opening),
    ("thuc hien", Relation::Implements, 8, Where::Opening),
    ("trien khai", Relation::Implements, 8, Where::Opening),
    ("quan triet", Relation::Implements, 8, Where::Opening),
    ("cu the hoa", Relation::Implements, 8, Where::Opening),
    ("chap hanh", Relation::Implements, 8, Where::Opening),
    ("so ket", Relation::Mentions, 10, Where::Opening),
    ("tong ket", Relation::Mentions, 10, Where::Opening),
    ("duoc sua doi", Relation::Mentions, 40, Where::Anywhere),
    ("duoc bo sung", Relation::Mentions, 40, Where::Anywhere),
    ("duoc thay the", Relation::Mentions, 14, Where::Anywhere),
    ("bi bai bo", Relation::Mentions, 14, Where::Anywhere),
    ("bi thay the", Relation::Mentions, 14, Where::Anywhere),
    ("theo quy dinh", Relation::Mentions, 6, Where::Anywhere),
    ("quy dinh tai", Relation::Mentions, 6, Where::Anywhere),
];

/// What stands before a verb that only proposes, folded.
const PROPOSALS: [&str; 9] = [
    "de nghi",
    "kien nghi",
    "de xuat",
    "xem xet",
    "tham muu",
    "nghien cuu",
    "du thao",
    "ra soat",
    "trinh",
];

/// A mention with what governs it.
#[derive(Debug, Clone, Copy)]
struct Governed {
    relation: Relation,
    /// It stands in the subject of another mention.
    nested: bool,
    end: usize,
}

/// The relation of each mention. `mentions` are token ranges in the order of the text; those of a list
/// that shares a symbol are equal.
pub(super) fn relations(
    tokens: &Tokens,
    blocks: &[Block],
    mentions: &[Range<usize>],
) -> Vec<Relation> {
    const LONGEST: usize = 900;
    let first_item = blocks.iter().find(|b| b.is_labelled() && b.text < b.tokens.end);
    let opening = first_item.map_or(LONGEST, |block| block.tokens.start);
    let reader = Reader { tokens, blocks, opening };
    let mut governed: Vec<Governed> = Vec::with_capacity(mentions.len());
    let mut block = 0;
    for (at, mention) in mentions.iter().enumerate() {
        while blocks.get(block).is_some_and(|b| b.tokens.end <= mention.start) {
            block += 1;
        }
        let of_list = at.checked_sub(1).filter(|before| mentions.get(*before) == Some(mention));
        let found = match of_list.and_then(|before| governed.get(before).copied()) {
            Some(same) => same,
            None => reader.governed(mention, block, &governed),
        };
        governed.push(found);
    }
    governed.into_iter().map(|found| found.relation).collect()
}

struct Reader<'t> {
    tokens: &'t Tokens,
    blocks: &'t [Block],
    /// The token of the first item.
    opening: usize,
}

impl Reader<'_> {
    fn governed(&self, mention: &Range<usize>, block: usize, before: &[Governed]) -> Governed {
        let Range { start, end } = *mention;
        let of_block = self.blocks.get(block);
        let text = of_block.map_or(0, |block| block.text);
        let found = |relation, nested| Governed { relation, nested, end };
        let previous = before.last().filter(|before| before.end > text);
        let clause = self.clause_start(start, text);
        let from = previous.map_or(clause, |before| clause.max(before.end));
        let verb = self.verb(from..start);
        let joined = self.joined(start);
        if let Some(previous) = previous {
            if verb.is_none() && joined == Some(';') {
                const FARTHEST: usize = 50;
                let of_block = before.iter().rev().take(FARTHEST).take_while(|b| b.end > text);
                let top = of_block.into_iter().find(|b| !b.nested);
                if let Some(top) = top {
                    return found(top.relation, false);
                }
            }
            // In one clause with the mention before it, and not joined to it: in its subject.
            let same_clause = previous.end > clause;
            if same_clause && verb.is_none_or(|(at, _)| !self.opens(at)) {
                let listed = joined.is_some() && verb.is_none();
                return found(
                    if listed { previous.relation } else { Relation::Mentions },
                    previous.nested || !listed,
                );
            }
        }
        let relation = match verb {
            Some((_, relation)) => relation,
            None if self.tokens.spells(text, "can cu") => Relation::BasedOn,
            None => self.above(of_block).unwrap_or(Relation::Mentions),
        };
        let relation = if self.ends_after(end) { Relation::Repeals } else { relation };
        found(relation, false)
    }

    /// The governing verb in `range`, the last one that reaches its end, and where it begins.
    fn verb(&self, range: Range<usize>) -> Option<(usize, Relation)> {
        let mut best: Option<(usize, usize, Relation)> = None;
        for (words, relation, gap, place) in VERBS {
            let n = words.split(' ').count();
            let first = range.start.max(range.end.saturating_sub(gap + n));
            // "ban hành kèm theo Quyết định …": that one encloses it.
            let issued = |at: usize| relation == Relation::Encloses && self.issued(at);
            let found = (first..(range.end + 1).saturating_sub(n))
                .rev()
                .find(|at| self.tokens.spells(*at, words) && !issued(*at));
            let Some(at) = found.filter(|_| place == Where::Anywhere || range.end <= self.opening)
            else {
                continue;
            };
            // The later one governs; of two that end together, the longer one.
            if best.is_none_or(|(end, start, _)| (at + n, start) > (end, at)) {
                best = Some((at + n, at, relation));
            }
        }
        let (_, at, relation) = best?;
        // "sửa đổi, bổ sung" is one verb, and so is what it is part of: "được sửa đổi, bổ sung".
        let at = if self.tokens.spells(at, "bo sung") { self.both(at) } else { at };
        let passive =
            at.checked_sub(1).is_some_and(|b| matches!(self.tokens.folded(b), "duoc" | "bi"));
        let proposed =
            (range.start..at).any(|i| PROPOSALS.iter().any(|p| self.tokens.spells(i, p)));
        let strong = relation <= Relation::Corrects;
        // "bãi bỏ khoản 2 Điều 5 của …" changes it.
        let part = relation <= Relation::Repeals
            && (at..range.end).any(|i| {
                matches!(self.tokens.folded(i), "khoan" | "diem" | "dieu" | "cum")
                    && self.tokens.folded(i + 1) != "le"
            });
        Some((
            at,
            match relation {
                _ if strong && (passive || proposed) => Relation::Mentions,
                _ if part => Relation::Amends,
                relation => relation,
            },
        ))
    }

    fn issued(&self, at: usize) -> bool {
        at.checked_sub(2).is_some_and(|at| self.tokens.spells(at, "ban hanh"))
    }

    /// Where "sửa đổi, bổ sung" begins, given where "bổ sung" does.
    fn both(&self, at: usize) -> usize {
        let comma = at.checked_sub(1).filter(|c| self.tokens.is_sign(*c, ','));
        let first = comma.unwrap_or(at).checked_sub(2);
        first.filter(|first| self.tokens.spells(*first, "sua doi")).unwrap_or(at)
    }

    /// Whether a verb at token `at` opens a clause of its own, behind a sign or "và".
    fn opens(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|before| {
            [',', ';', ':', '(', '.'].into_iter().any(|sign| self.tokens.is_sign(before, sign))
                || matches!(self.tokens.folded(before), "va" | "dong" | "thoi" | "nay")
                || self.tokens.gap(at) == Gap::Paragraph
        })
    }

    /// What joins a mention to the one before it: `,` (also for "và") or `;`.
    fn joined(&self, start: usize) -> Option<char> {
        let mut before = start.checked_sub(1)?;
        while matches!(self.tokens.folded(before), "cac" | "nhung") {
            before = before.checked_sub(1)?;
        }
        match self.tokens.folded(before) {
            "va" => {
                let sign = before.checked_sub(1).filter(|s| self.tokens.is_sign(*s, ';'));
                Some(if sign.is_some() { ';' } else { ',' })
            }
            "," => Some(','),
            ";" => Some(';'),
            _ => None,
        }
    }

    /// Where the clause of a mention begins: behind a point, a semicolon, a colon or a bracket.
    fn clause_start(&self, start: usize, text: usize) -> usize {
        let stops = |at: &usize| {
            [';', ':', '('].into_iter().any(|sign| self.tokens.is_sign(*at, sign))
                || self.tokens.is_sign(*at, '.') && !self.tokens.glued(*at + 1)
        };
        // A clause longer than this is none: text without points stays linear.
        const LONGEST: usize = 500;
        let first = text.max(start.saturating_sub(LONGEST));
        (first..start).rev().find(stops).map_or(first, |at| at + 1)
    }

    /// What a lead-in above an item says of those that it lists: "Các văn bản sau hết hiệu lực:".
    fn above(&self, block: Option<&Block>) -> Option<Relation> {
        let parent = self.blocks.get(block?.parent?)?;
        let leads = parent.leads(self.tokens);
        const LAST: usize = 60;
        let end = parent.tokens.end;
        let last = parent.tokens.start.max(end.saturating_sub(LAST))..end;
        let says = |words: &str| last.clone().any(|at| self.tokens.spells(at, words));
        let ended = says("het hieu luc") || says("bai bo");
        (leads && ended).then_some(Relation::Repeals)
    }

    /// Whether what follows a mention ends it: "… hết hiệu lực".
    fn ends_after(&self, end: usize) -> bool {
        const FARTHEST: usize = 40;
        let stops = |at: &usize| {
            self.tokens.is_sign(*at, ';')
                || self.tokens.is_sign(*at, '.') && !self.tokens.glued(*at + 1)
                || self.tokens.gap(*at) == Gap::Paragraph
        };
        let limit = (end..end + FARTHEST).find(stops).unwrap_or(end + FARTHEST);
        (end..limit).any(|at| self.tokens.spells(at, "het hieu luc"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{block, scan};
    use super::*;

    fn of(text: &str) -> Vec<(String, Relation)> {
        let tokens = Tokens::of_text(text);
        let found = scan::numbers(&tokens);
        let mentions: Vec<_> = found.iter().map(|f| f.lead.start..f.end).collect();
        let relations = relations(&tokens, &block::blocks(&tokens), &mentions);
        found.iter().map(|f| f.number.to_string()).zip(relations).collect()
    }

    fn wanted(pairs: &[(&str, Relation)]) -> Vec<(String, Relation)> {
        pairs.iter().map(|(number, relation)| ((*number).to_owned(), *relation)).collect()
    }

    #[test]
    fn verbs() {
        use Relation::*;
        for (text, pairs) in [
            (
                "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;",
                &[("30/2020/NĐ-CP", BasedOn)][..],
            ),
            (
                "Thực hiện nghiêm Kết luận số 27-KL/TW của Ban Bí thư về quý I; Công điện số 33/CĐ-TTg của Thủ tướng, UBND yêu cầu:",
                &[("27-KL/TW", Implements), ("33/CĐ-TTg", Implements)],
            ),
            ("V/v triển khai thực hiện Kết luận số 202-KL/TW", &[("202-KL/TW", Implements)]),
            (
                "Tỉnh nhận được Công văn số 111-CV/TU ngày 14/11/2025 của Tỉnh ủy về việc thực hiện Kết luận số 202-KL/TW của Bộ Chính trị; Công văn số 545-CV/ĐU của Đảng ủy",
                &[("111-CV/TU", Received), ("202-KL/TW", Mentions), ("545-CV/ĐU", Received)],
            ),
            (
                "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 12/QĐ-UBND ngày 05/3/2020 và Quyết định số 13/QĐ-UBND.",
                &[("12/QĐ-UBND", Replaces), ("13/QĐ-UBND", Replaces)],
            ),
            (
                "Điều 1. Sửa đổi, bổ sung một số điều của Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND",
                &[("12/QĐ-UBND", Amends)],
            ),
            (
                "Nghị định số 10/2020/NĐ-CP đã được sửa đổi, bổ sung bởi Nghị định số 11/2021/NĐ-CP",
                &[("10/2020/NĐ-CP", Mentions), ("11/2021/NĐ-CP", Mentions)],
            ),
            ("Bãi bỏ Quyết định số 12/QĐ-UBND ngày 05/3/2020.", &[("12/QĐ-UBND", Repeals)]),
            ("Bãi bỏ khoản 2 Điều 5 Quyết định số 12/QĐ-UBND.", &[("12/QĐ-UBND", Amends)]),
            (
                "Thông tư số 12/2020/TT-BTC hết hiệu lực kể từ ngày Thông tư này có hiệu lực.",
                &[("12/2020/TT-BTC", Repeals)],
            ),
            ("Đề nghị Bộ xem xét bãi bỏ Quyết định số 12/QĐ-BTC.", &[("12/QĐ-BTC", Mentions)]),
            (
                "Phúc đáp Công văn số 12/SNV-TC ngày 05/3/2020 của Sở Nội vụ",
                &[("12/SNV-TC", RepliesTo)],
            ),
            ("Tiếp theo Công văn số 12/UBND-NC", &[("12/UBND-NC", Follows)]),
            (
                "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 05/3/2020;",
                &[("12/TTr-SNV", ProposedIn)],
            ),
            ("gửi kèm theo Báo cáo số 12/BC-UBND", &[("12/BC-UBND", Encloses)]),
            ("Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND", &[("12/QĐ-UBND", Mentions)]),
            ("1. Sở Y tế.\n2. Tiếp tục thực hiện Kế hoạch số 12-KH/TU", &[("12-KH/TU", Mentions)]),
            (
                "Các văn bản sau hết hiệu lực:\na) Thông tư số 12/2020/TT-BTC;\nb) Thông tư số 13/2020/TT-BTC.",
                &[("12/2020/TT-BTC", Repeals), ("13/2020/TT-BTC", Repeals)],
            ),
        ] {
            assert_eq!(of(text), wanted(pairs), "{text}");
        }
    }
}
