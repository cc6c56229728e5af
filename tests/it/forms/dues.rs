//! Deadlines: how one is put, and what it says.

use super::random::Random;
use super::truth::Due;
use jiff::civil::Date;
use tracuu::directive::deadline::DeadlineKind as Kind;

/// The words of a deadline.
pub(super) struct Words {
    /// Before the task: `Trước ngày 31/10/2025, `; else empty.
    pub(super) before: String,
    /// Behind it: `, hoàn thành trước ngày 31/10/2025`; else empty.
    pub(super) behind: String,
    pub(super) kinds: Vec<Kind>,
    pub(super) date: Option<String>,
}

impl Words {
    /// The deadline of somebody.
    pub(super) fn of(&self, who: &[String], inherited: bool) -> Due {
        Due {
            kinds: self.kinds.clone(),
            date: self.date.clone(),
            who: who.to_vec(),
            inherited,
            words: format!("{}…{}", self.before, self.behind),
        }
    }
}

fn ahead(random: &mut Random, day: Date) -> Date {
    let days = i32::try_from(random.within(10, 200)).unwrap();
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

/// A day as it is printed, maybe in words, maybe in bold.
fn printed(random: &mut Random, date: Date) -> String {
    let (d, m, y) = (date.day(), date.month(), date.year());
    let month = if m < 3 { format!("{m:02}") } else { m.to_string() };
    match random.below(10) {
        0 | 1 => format!("ngày {d:02} tháng {month} năm {y}"),
        2 => format!("{d:02}/{month}/{y}"),
        3 => format!("ngày **{d:02}/{month}/{y}**"),
        4 => format!("ngày {d:02}/{m:02}/{y}"),
        _ => format!("ngày {d:02}/{month}/{y}"),
    }
}

/// Some day to come, as it is printed, and as it is read.
pub(super) fn day_ahead(random: &mut Random, day: Date) -> (String, String) {
    let date = ahead(random, day);
    (printed(random, date), date.to_string())
}

fn quarter(random: &mut Random, date: Date) -> (String, String) {
    let at = usize::try_from((date.month() - 1) / 3).unwrap();
    let (roman, y) = (["I", "II", "III", "IV"][at], date.year());
    let text = if random.chance(60) {
        format!("quý {roman}/{y}")
    } else {
        format!("quý {roman} năm {y}")
    };
    (text, format!("{y}-Q{}", at + 1))
}

fn month(random: &mut Random, date: Date) -> (String, String) {
    let (m, y) = (date.month(), date.year());
    let padded = if random.chance(30) { format!("{m:02}") } else { m.to_string() };
    let text = match random.below(4) {
        0 => format!("tháng {padded} năm {y}"),
        1 => format!("tháng **{padded}/{y}**"),
        _ => format!("tháng {padded}/{y}"),
    };
    (text, format!("{y}-{m:02}"))
}

/// A deadline on a day, that may be the first word of an item: `Trước ngày D`.
pub(super) fn leading(random: &mut Random, day: Date) -> Words {
    let date = ahead(random, day);
    let (words, kind, date) = match random.below(5) {
        0 => {
            let (text, known) = month(random, date);
            (format!("Trong {text}"), Kind::Within, known)
        }
        1 => {
            let (text, known) = quarter(random, date);
            (format!("Trong {text}"), Kind::Within, known)
        }
        2 => (format!("Chậm nhất đến {}", printed(random, date)), Kind::AtLatest, date.to_string()),
        _ => (format!("Trước {}", printed(random, date)), Kind::Before, date.to_string()),
    };
    let before = format!("{words}, ");
    Words { before, behind: String::new(), kinds: vec![kind], date: Some(date) }
}

/// Any deadline. `own` is the directive's day, if it says one, `name` what it calls itself.
pub(super) fn any(random: &mut Random, day: Date, own: Option<Date>, name: &str) -> Words {
    match random.below(20) {
        0 | 1 => leading(random, day),
        2 | 3 => recurring(random),
        4 | 5 => period(random, day, own, name),
        6 => beginning(random, day),
        7 | 8 => within(random, day),
        9..=12 => at_latest(random, day),
        _ => before(random, day),
    }
}

fn behind(text: String, kinds: &[Kind], date: Option<String>) -> Words {
    Words { before: String::new(), behind: text, kinds: kinds.to_vec(), date }
}

fn before(random: &mut Random, day: Date) -> Words {
    let date = ahead(random, day);
    let d = printed(random, date);
    let hour = random.pick(&["17 giờ", "17 giờ 00", "17h00"]);
    let text = match random.below(9) {
        0 => format!("; hoàn thành trước {d}"),
        1 => format!(" (hoàn thành trước {d})"),
        2 => format!(" (**hoàn thành trước {}**)", d.replace("**", "")),
        3 => format!(", xong trước {d}"),
        4 => format!(", báo cáo kết quả trước {d}"),
        5 => format!(" trước {d}"),
        6 if d.starts_with("ngày") => format!(", gửi về Văn phòng trước {hour} {d}"),
        7 => format!("; thời hạn hoàn thành: trước {d}"),
        _ => format!(", hoàn thành trước {d}"),
    };
    behind(text, &[Kind::Before], Some(date.to_string()))
}

fn at_latest(random: &mut Random, day: Date) -> Words {
    let date = ahead(random, day);
    let d = printed(random, date);
    let text = match random.below(9) {
        0 => format!(", hoàn thành chậm nhất là {d}"),
        1 => format!(", chậm nhất vào {d}"),
        2 => format!("; hoàn thành chậm nhất {d}"),
        3 => format!(", chậm nhất đến {d} phải hoàn thành"),
        4 => format!(" (chậm nhất {d})"),
        5 => format!(", báo cáo kết quả chậm nhất {d}"),
        6 => format!("; hạn cuối {d}"),
        7 => format!(", xong không muộn hơn {d}"),
        _ => {
            let kinds = [Kind::AtLatest, Kind::Within, Kind::Before];
            return behind(
                format!(", thời gian nhận hồ sơ đến hết {d}"),
                &kinds,
                Some(date.to_string()),
            );
        }
    };
    behind(text, &[Kind::AtLatest], Some(date.to_string()))
}

fn within(random: &mut Random, day: Date) -> Words {
    let date = ahead(random, day);
    let (text, known) = match random.below(5) {
        0 | 1 => quarter(random, date),
        2 => (format!("năm {}", date.year()), date.year().to_string()),
        _ => month(random, date),
    };
    let text = match random.below(4) {
        0 => format!(" (hoàn thành trong {text})"),
        1 => format!(" trong {text}"),
        2 => format!("; xong trong {text}"),
        _ => format!(", hoàn thành trong {text}"),
    };
    behind(text, &[Kind::Within], Some(known))
}

fn beginning(random: &mut Random, day: Date) -> Words {
    let date = ahead(random, day);
    if random.chance(50) {
        let (text, known) = month(random, date);
        return behind(format!(", ngay từ {text}"), &[Kind::From], Some(known));
    }
    let d = format!("{:02}/{}/{}", date.day(), date.month(), date.year());
    behind(format!(", thực hiện từ ngày {d}"), &[Kind::From], Some(date.to_string()))
}

fn recurring(random: &mut Random) -> Words {
    let d = random.within(5, 28);
    let text = match random.below(7) {
        0 => format!("; báo cáo kết quả trước ngày {d:02} hằng tháng"),
        1 => "; định kỳ hằng quý báo cáo kết quả".to_owned(),
        2 => "; định kỳ 6 tháng, hằng năm báo cáo kết quả".to_owned(),
        3 => "; định kỳ báo cáo kết quả thực hiện".to_owned(),
        4 => format!("; chậm nhất ngày {d} hằng tháng gửi báo cáo"),
        5 => format!(" (báo cáo trước ngày {d} hàng tháng)"),
        _ => "; hằng tháng báo cáo kết quả".to_owned(),
    };
    behind(text, &[Kind::Recurring], None)
}

fn period(random: &mut Random, day: Date, own: Option<Date>, name: &str) -> Words {
    let amount = random.within(5, 30);
    let later = |date: Date| {
        let span = jiff::Span::new().days(i32::try_from(amount).unwrap());
        date.checked_add(span).unwrap().to_string()
    };
    let comma = random.pick(&["", ","]);
    let (text, date) = match random.below(4) {
        0 => (format!("trong thời hạn {amount:02} ngày{comma} kể từ ngày ký"), own.map(later)),
        1 => {
            let since = ahead(random, day);
            let d = format!("{:02}/{}/{}", since.day(), since.month(), since.year());
            (format!("trong thời hạn {amount:02} ngày{comma} kể từ ngày {d}"), Some(later(since)))
        }
        2 => (
            format!(
                "trong thời hạn {amount:02} ngày làm việc{comma} kể từ ngày nhận được {name} này"
            ),
            None,
        ),
        _ => (format!("trong thời hạn {amount:02} ngày kể từ ngày nhận đủ hồ sơ hợp lệ"), None),
    };
    behind(format!(", hoàn thành {text}"), &[Kind::Within], date)
}
