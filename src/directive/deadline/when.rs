//! What a text says of time: `hoàn thành trước ngày 15/12/2025`, `trong quý II/2026`, `định kỳ hằng quý`.
//!
//! In: tokens and a place. Out: [`When`], what is said there and where it ends. Whether it is a task's
//! deadline at all is decided by [`super`].

use super::super::date;
use super::super::tokens::{Gap, Tokens};
use super::due::{Due, Own, Reader};
use super::{DeadlineKind, Period, Precision};
use std::ops::Range;

/// What is said of time.
#[derive(Debug, Clone)]
pub(super) struct When {
    /// The tokens that say it.
    pub(super) tokens: Range<usize>,
    pub(super) relation: DeadlineKind,
    pub(super) due: Option<Due>,
    pub(super) period: Option<Period>,
}

/// What is said of time at token `i`.
pub(super) fn at(tokens: &Tokens, i: usize, own: Own) -> Option<When> {
    let read = Reader { tokens, own };
    let found = match tokens.folded(i) {
        "truoc" => read.before(i),
        "cham" | "muon" => (tokens.folded(i + 1) == "nhat").then(|| read.at_latest(i, i + 2))?,
        "khong" => match (tokens.folded(i + 1), tokens.folded(i + 2)) {
            ("muon", "hon") | ("cham", "hon") => read.at_latest(i, i + 3),
            ("qua", "ngay") => read.at_latest(i, i + 2),
            _ => None,
        },
        "han" => read.limit(i),
        "den" => (tokens.folded(i + 1) == "het").then(|| read.until(i))?,
        "thoi" => (tokens.folded(i + 1) == "gian").then(|| read.limit(i + 1))?,
        "trong" => read.within(i),
        "hoan" => (tokens.folded(i + 1) == "thanh").then(|| read.done(i))?,
        "ngay" | "bat" | "tu" | "thuc" | "trien" | "ap" => read.from(i),
        "dinh" => (tokens.folded(i + 1) == "ky").then(|| read.periodic(i))?,
        "hang" | "moi" => read.every(i),
        _ => None,
    };
    found.map(|when| with_done(tokens, when))
}

/// "hoàn thành" (xong) directly before belongs to it.
fn with_done(tokens: &Tokens, when: When) -> When {
    let word = |back: usize| when.tokens.start.checked_sub(back).map(|at| tokens.folded(at));
    let near = |back: usize| {
        let at = (when.tokens.start + 1).checked_sub(back);
        at.is_some_and(|at| tokens.gap(at) <= Gap::Line)
    };
    let done = |first: usize| {
        word(first) == Some("thanh") && word(first + 1) == Some("hoan") && near(first)
    };
    let back = match () {
        () if done(1) => 2,
        () if word(1) == Some("xong") && done(2) => 3,
        () if word(1) == Some("xong") => 1,
        () => 0,
    };
    When { tokens: when.tokens.start - back..when.tokens.end, ..when }
}

impl Reader<'_> {
    fn when(&self, start: usize, relation: DeadlineKind, (due, end): (Option<Due>, usize)) -> When {
        When { tokens: start..end, relation, due, period: None }
    }

    /// `trước (17 giờ) (ngày) 15/12/2025`, `trước ngày 25 hằng tháng`.
    fn before(&self, i: usize) -> Option<When> {
        let at = self.past(i + 1, &["het"]);
        let at = self.hour(at);
        if let Some(end) = self.recurring_day(at) {
            return Some(self.when(i, DeadlineKind::Recurring, (None, end)));
        }
        // "trước 30 ngày": how long before something.
        let said = matches!(self.word(at), "ngay" | "thang" | "quy" | "nam" | "cuoi" | "dau");
        let (due, end) = self.due(at, said)?;
        Some(self.when(i, DeadlineKind::Before, (Some(due), end)))
    }

    /// Behind "chậm nhất" and the like: a date, or a period.
    fn at_latest(&self, start: usize, at: usize) -> Option<When> {
        let at = self.past(at, &["la", "vao", "den", "trong", "truoc", "het", "sau", "cho"]);
        let at = at + usize::from(self.tokens.is_sign(at, ':'));
        let at = self.hour(at);
        if let Some(end) = self.recurring_day(at) {
            return Some(self.when(start, DeadlineKind::Recurring, (None, end)));
        }
        if let Some((due, end)) = self.due(at, true) {
            return Some(self.when(start, DeadlineKind::AtLatest, (Some(due), end)));
        }
        self.period(start, at, DeadlineKind::AtLatest)
    }

    /// `hạn cuối là ngày …`, `thời hạn hoàn thành: …`, `hạn nộp đến hết ngày …`.
    fn limit(&self, i: usize) -> Option<When> {
        const WHAT: [&str; 12] = [
            "cuoi", "chot", "hoan", "thanh", "bao", "cao", "gui", "nop", "cung", "thuc", "hien",
            "ve",
        ];
        let named = self.past(i + 1, &WHAT);
        let colon = named + usize::from(self.tokens.is_sign(named, ':'));
        let at = self.past(colon, &["la", "den", "vao", "het", "cho"]);
        // "lãi trong hạn vào ngày": nothing says that a task's is meant.
        let named = named > i + 1 || colon > named || matches!(self.word(i + 1), "la" | "den");
        // "thời hạn trước ngày": said by "trước".
        if !named || at == i + 1 || self.word(at) == "truoc" || self.word(at) == "cham" {
            return None;
        }
        let at = self.hour(at);
        let (due, end) = self.due(at, true)?;
        let start = i - usize::from(i > 0 && self.tokens.folded(i - 1) == "thoi");
        Some(self.when(start, DeadlineKind::AtLatest, (Some(due), end)))
    }

    /// `đến hết ngày 17/7/2025`; not the end of a span ("từ ngày … đến hết ngày …").
    fn until(&self, i: usize) -> Option<When> {
        const FARTHEST: usize = 12;
        let spans = (i.saturating_sub(FARTHEST)..i).any(|at| {
            self.tokens.folded(at) == "tu" && matches!(self.tokens.folded(at + 1), "ngay" | "thang")
        });
        let unit = matches!(self.word(i + 2), "ngay" | "thang" | "quy" | "nam")
            || date::digits_at(self.tokens, i + 2).is_some();
        let (due, end) = (unit && !spans).then(|| self.due(i + 2, true)).flatten()?;
        Some(self.when(i, DeadlineKind::AtLatest, (Some(due), end)))
    }

    /// `trong tháng 9/2025`, `trong quý II/2026`, `trong thời hạn 10 ngày làm việc kể từ ngày …`.
    fn within(&self, i: usize) -> Option<When> {
        let at = i + 1;
        if matches!(self.word(at), "thoi" | "vong") {
            let named = matches!(self.word(at + 1), "han" | "gian");
            let at = at + 1 + usize::from(named);
            let at = self.past(at, &["toi", "da", "khong", "qua", "cham", "nhat", "la"]);
            return self.period(i, at, DeadlineKind::Within);
        }
        let at = self.past(at, &["nua", "dau", "cuoi"]);
        let unit = matches!(self.word(at), "thang" | "quy" | "nam" | "ngay");
        let (due, end) = unit.then(|| self.due(at, true)).flatten()?;
        Some(self.when(i, DeadlineKind::Within, (Some(due), end)))
    }

    /// `hoàn thành (xong) (vào) ngày …`, `hoàn thành quý II/2026`.
    fn done(&self, i: usize) -> Option<When> {
        let at = self.past(i + 2, &["xong", "vao", "den", "het"]);
        let at = at + usize::from(self.tokens.is_sign(at, ':'));
        let unit = matches!(self.word(at), "thang" | "quy" | "nam" | "ngay" | "cuoi");
        let (due, end) = unit.then(|| self.due(at, true)).flatten()?;
        let day = due.precision == Precision::Day;
        let relation = if day { DeadlineKind::AtLatest } else { DeadlineKind::Within };
        Some(self.when(i, relation, (Some(due), end)))
    }

    /// `ngay từ tháng 5/2026`, `bắt đầu từ ngày 01/7/2026`; `từ ngày …` where a sentence begins.
    fn from(&self, i: usize) -> Option<When> {
        let tu = |at: usize| self.word(at) == "tu";
        let verb = |a: &str, b: &str| self.word(i) == a && self.word(i + 1) == b;
        let at = match self.tokens.folded(i) {
            "ngay" if tu(i + 1) => i + 2,
            "bat" if verb("bat", "dau") && tu(i + 2) => i + 3,
            "thuc" if verb("thuc", "hien") => self.since(i + 2)?,
            "trien" if verb("trien", "khai") => self.since(i + 2)?,
            "ap" if verb("ap", "dung") => self.since(i + 2)?,
            "tu" if self.opens(i) && matches!(self.word(i + 1), "ngay" | "thang" | "quy") => i + 1,
            _ => return None,
        };
        let (due, end) = self.due(at, true)?;
        // "từ ngày … đến ngày …" is how long something lasts.
        let lasts = self.word(end) == "den" || self.tokens.is_sign(end, '-');
        (!lasts).then(|| self.when(i, DeadlineKind::From, (Some(due), end)))
    }

    /// `từ ngày`, `kể từ ngày` at `at`: the token of what follows "từ".
    fn since(&self, at: usize) -> Option<usize> {
        let at = self.past(at, &["bat", "dau", "ke"]);
        (self.word(at) == "tu").then_some(at + 1)
    }

    /// Whether a sentence or a clause begins at token `i`.
    fn opens(&self, i: usize) -> bool {
        let signs = ['.', ';', ':', '-', '+', '(', ')'];
        i.checked_sub(1).is_none_or(|before| {
            self.tokens.gap(i) == Gap::Paragraph
                || signs.into_iter().any(|sign| self.tokens.is_sign(before, sign))
        })
    }

    /// `định kỳ hằng tháng`, `định kỳ 6 tháng`, `định kỳ báo cáo`.
    fn periodic(&self, i: usize) -> Option<When> {
        let at = i + 2;
        let comma = usize::from(self.tokens.is_sign(at, ','));
        let end = match self.cycle(at) {
            Some(end) => end,
            None if is_report_verb(self.word(at + comma), self.word(at + comma + 1)) => at,
            None => return None,
        };
        Some(self.when(i, DeadlineKind::Recurring, (None, end)))
    }

    /// `hằng tháng báo cáo`, where a clause begins.
    fn every(&self, i: usize) -> Option<When> {
        let clause = self.opens(i) || i.checked_sub(1).is_some_and(|b| self.tokens.is_sign(b, ','));
        let end = clause.then(|| self.cycle(i)).flatten()?;
        let at = end + usize::from(self.tokens.is_sign(end, ','));
        let reports = is_report_verb(self.word(at), self.word(at + 1));
        reports.then(|| self.when(i, DeadlineKind::Recurring, (None, end)))
    }

    /// `hằng tháng`, `hàng quý, 6 tháng và năm`, `06 tháng/lần` at `at`; where it ends.
    fn cycle(&self, at: usize) -> Option<usize> {
        let unit = |at: usize| matches!(self.word(at), "ngay" | "tuan" | "thang" | "quy" | "nam");
        let mut end = if matches!(self.word(at), "hang" | "moi") {
            let count = usize::from(self.tokens.is_digits(at + 1));
            unit(at + 1 + count).then_some(at + 2 + count)?
        } else if self.tokens.is_digits(at) && unit(at + 1) {
            at + 2
        } else {
            return None;
        };
        // "quý, 6 tháng, 1 năm"
        loop {
            let next = end + usize::from(self.tokens.is_sign(end, ',') || self.word(end) == "va");
            let next = self.past(next, &["hang", "moi"]);
            let next = next + usize::from(self.tokens.is_digits(next));
            if next == end || !unit(next) || self.tokens.is_digits(next + 1) {
                break;
            }
            end = next + 1;
        }
        let times = self.tokens.is_sign(end, '/') && self.word(end + 1) == "lan";
        let once = self.tokens.is_digits(end) && self.word(end + 1) == "lan";
        Some(end + if times || once { 2 } else { 0 })
    }

    /// `ngày 25 hằng tháng`, `ngày 30/4 hằng năm`, `ngày 20 của tháng cuối quý`; where it ends.
    fn recurring_day(&self, at: usize) -> Option<usize> {
        let at = self.past(at, &["ngay"]);
        let mut end = self.tokens.is_digits(at).then_some(at + 1)?;
        let joined = self.tokens.is_sign(end, '/') || self.word(end) == "thang";
        if joined && self.tokens.is_digits(end + 1) {
            end += 2;
        }
        let end = self.past(end, &["cua", "dau", "cuoi"]);
        if matches!(self.word(end), "hang" | "moi") {
            return self.cycle(end);
        }
        // "trước ngày 31/01 năm sau", "… của năm kế tiếp": every year's.
        let next = matches!(self.word(end + 1), "sau" | "ke" | "truoc" | "tiep" | "cuoi" | "lien");
        (self.word(end) == "nam" && next).then_some(end + 2)
    }
}

/// Verbs of what is done again and again, folded.
fn is_report_verb(first: &str, second: &str) -> bool {
    const VERBS: [(&str, &str); 22] = [
        ("bao", "cao"),
        ("tong", "hop"),
        ("gui", ""),
        ("ra", "soat"),
        ("danh", "gia"),
        ("so", "ket"),
        ("tong", "ket"),
        ("kiem", "tra"),
        ("cap", "nhat"),
        ("cong", "bo"),
        ("cong", "khai"),
        ("thong", "ke"),
        ("giao", "ban"),
        ("to", "chuc"),
        ("hop", ""),
        ("thong", "tin"),
        ("theo", "doi"),
        ("doi", "chieu"),
        ("kiem", "diem"),
        ("don", "doc"),
        ("tham", "muu"),
        ("thong", "bao"),
    ];
    VERBS.iter().any(|(a, b)| *a == first && (b.is_empty() || *b == second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DeadlineKind::{AtLatest, Before, From, Recurring, Within};
    use jiff::civil::Date;

    fn of(text: &str) -> Option<(DeadlineKind, Option<String>, String)> {
        let own = Own { date: Date::new(2025, 9, 8).ok(), year: Some(2025) };
        let tokens = Tokens::of_text(text);
        (0..tokens.len())
            .find_map(|i| at(&tokens, i, own))
            .map(|when| (when.relation, when.due.map(Due::iso), tokens.line(when.tokens)))
    }

    #[test]
    fn dates() {
        for (text, relation, date, words) in [
            (
                "(hoàn thành trước ngày 15/12/2025);",
                Before,
                "2025-12-15",
                "hoàn thành trước ngày 15/12/2025",
            ),
            ("xong trước 31/10/2025, Sở", Before, "2025-10-31", "xong trước 31/10/2025"),
            ("trước 17 giờ 00 ngày 20/5/2026", Before, "2026-05-20", ""),
            ("trước ngày 15 tháng 12\nnăm 2025", Before, "2025-12-15", ""),
            ("trước ngày 20/5;", Before, "2026-05-20", "trước ngày 20/5"),
            ("trước tháng 11/2025", Before, "2025-11", ""),
            ("chậm nhất ngày **31/3/2026**;", AtLatest, "2026-03-31", "chậm nhất ngày 31/3/2026"),
            ("chậm nhất là ngày 01-4-2026", AtLatest, "2026-04-01", ""),
            ("chậm nhất đến hết ngày 30.4.2026", AtLatest, "2026-04-30", ""),
            ("chậm nhất trong quý I/2026", AtLatest, "2026-Q1", ""),
            (
                "thời hạn hoàn thành: 30/11/2025",
                AtLatest,
                "2025-11-30",
                "thời hạn hoàn thành: 30/11/2025",
            ),
            ("hạn cuối là ngày 30/11/2025", AtLatest, "2025-11-30", ""),
            ("Trong tháng 9/2025, Sở", Within, "2025-09", ""),
            ("trong tháng 10 năm 2025", Within, "2025-10", ""),
            ("trong quý II/2026.", Within, "2026-Q2", "trong quý II/2026"),
            ("(hoàn thành quý IV năm 2025)", Within, "2025-Q4", ""),
            ("hoàn thành trong năm 2026", Within, "2026", "hoàn thành trong năm 2026"),
            ("ngay từ tháng 5/2026", From, "2026-05", ""),
            ("bắt đầu từ ngày 01/7/2026", From, "2026-07-01", ""),
            ("Từ ngày 01/7/2026, các cơ quan", From, "2026-07-01", ""),
            ("trong thời hạn 10 ngày làm việc kể từ ngày ký", Within, "2025-09-22", ""),
            ("trong thời hạn 30 ngày, kể từ ngày 01/10/2025", Within, "2025-10-31", ""),
            ("trong vòng 02 tháng kể từ ngày ban hành Quyết định này", Within, "2025-11-08", ""),
        ] {
            let found = of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.0, found.1.as_deref()), (relation, Some(date)), "{text}");
            assert!(words.is_empty() || found.2 == words, "{text}: {}", found.2);
        }
    }

    #[test]
    fn without_a_date() {
        for (text, relation, words) in [
            ("trước ngày 25 hằng tháng)", Recurring, "trước ngày 25 hằng tháng"),
            ("trước ngày 30/4 hàng năm", Recurring, "trước ngày 30/4 hàng năm"),
            ("định kỳ hằng quý, 6 tháng, năm báo cáo", Recurring, "định kỳ hằng quý, 6 tháng, năm"),
            ("Định kỳ gửi báo cáo kết quả", Recurring, "Định kỳ"),
            ("định kỳ 6 tháng/lần", Recurring, "định kỳ 6 tháng/lần"),
            ("; hằng tháng, báo cáo Sở", Recurring, "hằng tháng"),
            (
                "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, Sở",
                Within,
                "trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ",
            ),
            (
                "trong vòng 30 (ba mươi) ngày kể từ ngày ký hợp đồng",
                Within,
                "trong vòng 30 (ba mươi) ngày kể từ ngày ký hợp đồng",
            ),
        ] {
            let found = of(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.0, found.1, found.2.as_str()), (relation, None, words), "{text}");
        }
    }

    #[test]
    fn not_of_time() {
        for text in [
            "khám sức khỏe định kỳ hoặc khám sàng lọc",
            "trước mắt tập trung",
            "trước ngày Nghị định này có hiệu lực",
            "trước 30 ngày",
            "quý II/2026",
            "từ ngày 01/4/2026 đến ngày 30/4/2026",
            "trong năm 2021 - 2025",
            "dự toán ngân sách hằng năm của cơ quan",
            "trong thời hạn luật định",
            "ngày 14/11/2025 của Ban",
            "chỉ trả lãi trong hạn vào ngày 12/5/2026",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
