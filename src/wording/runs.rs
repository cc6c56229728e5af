//! What is said of runs: how far one is, how one ended.

use super::{Lang, bytes, count};
use crate::index::{End, Run, Running, Stage};
use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};
use std::time::Duration;

/// How far the run is that is on: `Đang cập nhật kho: 1.204/5.000 tệp, còn khoảng 6 phút`.
#[must_use]
pub fn running(lang: Lang, run: &Running) -> String {
    let of = &run.progress;
    let count = |number| count(lang, number);
    let files = format!("{}/{}", count(of.files_done), count(of.files));
    let mut text = match (of.stage, lang) {
        (Stage::Walk, Lang::Vi) => {
            return format!("Đang cập nhật kho: đang tìm tệp, đã thấy {}", count(of.found));
        }
        (Stage::Walk, Lang::En) => {
            return format!(
                "The archive is being updated: looking for files, {} so far",
                count(of.found)
            );
        }
        (Stage::Read, Lang::Vi) => format!("Đang cập nhật kho: {files} tệp"),
        (Stage::Read, Lang::En) => format!("The archive is being updated: {files} files"),
        (Stage::Finish, Lang::Vi) => format!("Đang cập nhật kho: đã đọc {files} tệp, đang ghi kho"),
        (Stage::Finish, Lang::En) => {
            format!("The archive is being updated: {files} files read, writing the index")
        }
    };
    if of.scans > 0 {
        let (done, all) = (count(of.scans_done), count(of.scans));
        text.push_str(&match lang {
            Lang::Vi => format!(", nhận dạng chữ {done}/{all} trang"),
            Lang::En => format!(", {done}/{all} pages read by OCR"),
        });
    }
    if let Some(left) = run.seconds_left {
        text.push_str(&time_left(lang, Duration::from_secs(left)));
    }
    text
}

/// `, còn khoảng 6 phút`.
#[must_use]
pub fn time_left(lang: Lang, left: Duration) -> String {
    match lang {
        Lang::Vi => format!(", còn khoảng {}", duration(lang, left)),
        Lang::En => format!(", about {} left", duration(lang, left)),
    }
}

/// A time for people: `40 giây`, `6 phút`, `2 giờ`.
#[must_use]
pub fn duration(lang: Lang, duration: Duration) -> String {
    let seconds = duration.as_secs();
    let (number, vi, en) = match seconds {
        0..=89 => (seconds.max(1), "giây", "s"),
        90..=5399 => ((seconds + 30) / 60, "phút", "min"),
        _ => (seconds.saturating_add(1800) / 3600, "giờ", "h"),
    };
    format!("{} {}", count(lang, number), if lang == Lang::Vi { vi } else { en })
}

/// How long a run took.
#[must_use]
pub fn run_time(lang: Lang, run: &Run) -> String {
    duration(lang, Duration::try_from_secs_f64(run.seconds).unwrap_or_default())
}

/// A moment of the journal as the clock showed it in Vietnam: `22/11/2026 21:05`; what is none as it is.
#[must_use]
pub fn moment(lang: Lang, text: &str) -> String {
    let Ok(at) = text.parse::<Timestamp>() else { return text.to_owned() };
    let at = at.to_zoned(TimeZone::fixed(offset(7)));
    match lang {
        Lang::Vi => at.strftime("%d/%m/%Y %H:%M").to_string(),
        Lang::En => at.strftime("%Y-%m-%d %H:%M").to_string(),
    }
}

/// How a run ended.
#[must_use]
pub fn run_end(lang: Lang, run: &Run) -> String {
    let left = |text: &str, what: &str| match run.left {
        0 => text.to_owned(),
        left => format!("{text}, {}", what.replace("{}", &count(lang, left))),
    };
    match (&run.end, lang) {
        (End::Done, Lang::Vi) => "hoàn thành".into(),
        (End::Done, Lang::En) => "done".into(),
        (End::Stopped, Lang::Vi) => left("dừng theo yêu cầu", "còn {} tệp chưa xét"),
        (End::Stopped, Lang::En) => left("stopped on request", "{} files left"),
        (End::Killed, Lang::Vi) => {
            left("bị ngắt giữa chừng, không rõ lý do", "còn {} tệp chưa xét; hãy chạy lại")
        }
        (End::Killed, Lang::En) => {
            left("stopped without an end, nobody knows why", "{} files left; run it again")
        }
        (End::Failed { code, detail }, Lang::Vi) => {
            format!("không thành: {}", fault(lang, code, detail.as_deref()))
        }
        (End::Failed { code, detail }, Lang::En) => {
            format!("failed: {}", fault(lang, code, detail.as_deref()))
        }
    }
}

fn fault(lang: Lang, code: &str, detail: Option<&str>) -> String {
    let what = match (code, lang) {
        ("busy", Lang::Vi) => "đang có một phiên cập nhật khác",
        ("busy", Lang::En) => "another run was on",
        ("disk-full", Lang::Vi) => "ổ đĩa đầy; dữ liệu đã cập nhật trước đó vẫn nguyên vẹn",
        ("disk-full", Lang::En) => "the disk was full; what was indexed before is whole",
        ("no-such-path", Lang::Vi) => "không có tệp hoặc thư mục này",
        ("no-such-path", Lang::En) => "no such file or folder",
        ("io", Lang::Vi) => "không đọc hoặc ghi được",
        ("io", Lang::En) => "reading or writing failed",
        ("store", Lang::Vi) => "lỗi của kho",
        ("store", Lang::En) => "the index failed",
        (_, Lang::Vi) => "lỗi khác",
        (_, Lang::En) => "another error",
    };
    match detail {
        Some(detail) => format!("{what} ({detail})"),
        None => what.to_owned(),
    }
}

/// What a run did, in counts; nothing of one that did not come to it.
#[must_use]
pub fn run_counts(lang: Lang, run: &Run) -> String {
    if !matches!(run.end, End::Done | End::Stopped) {
        return String::new();
    }
    let count = |number| count(lang, number);
    let mut parts: Vec<String> = [
        (run.new, "mới", "new"),
        (run.copies, "bản trùng mới", "new copies"),
        (run.changed, "thay đổi", "changed"),
        (run.unchanged, "giữ nguyên", "unchanged"),
        (run.gone, "không còn", "gone"),
    ]
    .map(|(number, vi, en)| match lang {
        Lang::Vi => format!("{vi} {}", count(number)),
        Lang::En => format!("{} {en}", count(number)),
    })
    .into();
    let more = [
        (run.unread, "chưa đọc được (đủ) {} tệp", "{} not read in full"),
        (run.scans_read, "nhận dạng chữ {} trang", "{} pages read by OCR"),
        (run.scans_failed, "không nhận dạng được {} trang", "{} pages not read by OCR"),
    ];
    for (number, vi, en) in more.into_iter().filter(|(number, ..)| *number > 0) {
        let text = if lang == Lang::Vi { vi } else { en };
        parts.push(text.replace("{}", &count(number)));
    }
    parts.push(match lang {
        Lang::Vi => format!("đã đọc {}", bytes(lang, run.bytes)),
        Lang::En => format!("{} read", bytes(lang, run.bytes)),
    });
    super::sentence(&parts.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Progress;

    #[test]
    fn times_are_rounded_for_people() {
        let of = |seconds| duration(Lang::Vi, Duration::from_secs(seconds));
        assert_eq!([of(0), of(40), of(360), of(7300)], ["1 giây", "40 giây", "6 phút", "2 giờ"]);
        assert_eq!(of(u64::MAX).split(' ').next_back(), Some("giờ"));
        assert_eq!(moment(Lang::Vi, "2026-11-22T20:05:00.250Z"), "23/11/2026 03:05");
        assert_eq!(moment(Lang::En, "gestern"), "gestern");
    }

    #[test]
    fn a_run_says_how_far_it_is() {
        let stage = Stage::Read;
        let progress = Progress { stage, files: 5000, files_done: 1204, ..Progress::default() };
        let run = Running {
            began: String::new(),
            updated: String::new(),
            progress,
            seconds_left: Some(360),
            paths: Vec::new(),
            more_paths: 0,
        };
        let said = "Đang cập nhật kho: 1.204/5.000 tệp, còn khoảng 6 phút";
        assert_eq!(running(Lang::Vi, &run), said);
        let said = "The archive is being updated: 1,204/5,000 files, about 6 min left";
        assert_eq!(running(Lang::En, &run), said);
    }
}
