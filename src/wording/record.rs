//! What records say of other documents and of time, in words.

use super::Lang;
use crate::directive::Relation;
use crate::directive::deadline::DeadlineKind;
use crate::search::tasks::TaskState;

/// A number, or its symbol behind the place of a number that is blank: `453-CV/TU`, `…/UBND-NC`.
#[must_use]
pub fn number(number: Option<&str>, symbol: Option<&str>) -> Option<String> {
    let blank = || symbol.map(|symbol| format!("…/{symbol}"));
    number.map(str::to_owned).or_else(blank)
}

/// What a directive does with a document that it cites: `Căn cứ`.
#[must_use]
pub fn relation(lang: Lang, relation: Relation) -> &'static str {
    let (vi, en) = match relation {
        Relation::Replaces => ("Thay thế", "replaces"),
        Relation::Repeals => ("Bãi bỏ", "repeals"),
        Relation::Withdraws => ("Thu hồi", "withdraws"),
        Relation::Amends => ("Sửa đổi, bổ sung", "amends"),
        Relation::Corrects => ("Đính chính", "corrects"),
        Relation::Implements => ("Triển khai thực hiện", "implements"),
        Relation::Guides => ("Hướng dẫn", "guides"),
        Relation::RepliesTo => ("Phúc đáp", "replies to"),
        Relation::Follows => ("Tiếp theo", "follows"),
        Relation::Received => ("Nhận được", "received"),
        Relation::ProposedIn => ("Theo đề nghị tại", "proposed in"),
        Relation::Encloses => ("Gửi kèm", "encloses"),
        Relation::BasedOn => ("Căn cứ", "based on"),
        Relation::Mentions => ("Viện dẫn", "mentions"),
    };
    pick(lang, vi, en)
}

/// What another document does with a directive: `Được thay thế bởi`.
#[must_use]
pub fn superseded(lang: Lang, relation: Relation) -> &'static str {
    let (vi, en) = match relation {
        Relation::Replaces => ("Được thay thế bởi", "Replaced by"),
        Relation::Repeals => ("Bị bãi bỏ bởi", "Repealed by"),
        Relation::Withdraws => ("Bị thu hồi bởi", "Withdrawn by"),
        Relation::Amends => ("Được sửa đổi, bổ sung bởi", "Amended by"),
        Relation::Corrects => ("Được đính chính bởi", "Corrected by"),
        _ => ("Được viện dẫn tại", "Cited by"),
    };
    pick(lang, vi, en)
}

/// How a task stands to its date: `Chậm nhất`.
#[must_use]
pub fn deadline_kind(lang: Lang, kind: DeadlineKind) -> &'static str {
    let (vi, en) = match kind {
        DeadlineKind::Before => ("Trước", "Before"),
        DeadlineKind::AtLatest => ("Chậm nhất", "At latest"),
        DeadlineKind::Within => ("Trong", "Within"),
        DeadlineKind::From => ("Từ", "From"),
        DeadlineKind::Recurring => ("Định kỳ", "Recurring"),
    };
    pick(lang, vi, en)
}

/// The date of a deadline with its unit: `ngày 15/12/2025`, `tháng 9/2025`, `quý II/2026`, `năm 2025`.
#[must_use]
pub fn due(lang: Lang, date: &str) -> String {
    let year = date.get(..4).unwrap_or_default();
    let rest = date.get(5..).unwrap_or_default();
    match (lang, rest) {
        (Lang::En, _) => date.to_owned(),
        (Lang::Vi, "") => format!("năm {year}"),
        (Lang::Vi, "Q1") => format!("quý I/{year}"),
        (Lang::Vi, "Q2") => format!("quý II/{year}"),
        (Lang::Vi, "Q3") => format!("quý III/{year}"),
        (Lang::Vi, "Q4") => format!("quý IV/{year}"),
        (Lang::Vi, month) if month.len() == 2 => format!("tháng {}", super::date(lang, date)),
        (Lang::Vi, _) => format!("ngày {}", super::date(lang, date)),
    }
}

/// Where a task stands: `Đã qua thời hạn (chưa rõ kết quả)`.
#[must_use]
pub fn task_state(lang: Lang, state: TaskState) -> &'static str {
    let (vi, en) = match state {
        TaskState::Past => ("Đã qua thời hạn (chưa rõ kết quả)", "Past its date (result unknown)"),
        TaskState::Open => ("Chưa đến thời hạn", "To come"),
        TaskState::Begun => ("Đã đến thời điểm bắt đầu", "Begun"),
        TaskState::Undated => ("Không có ngày", "Without a date"),
        TaskState::Done => ("Đã ghi nhận hoàn thành", "Noted as done"),
    };
    pick(lang, vi, en)
}

fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
