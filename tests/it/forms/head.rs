//! The head of a paper: the columns of the form, one after the other or row by row.

use super::desk::Desk;
use super::print::{Block, wrap};
use super::random::Random;
use tracuu::directive::kind::System;

/// The number as a form prints it; blank where there is none.
fn number(desk: &mut Desk) -> String {
    let symbol = desk.truth.symbol.clone().unwrap();
    let random = &mut desk.random;
    let party = desk.office.system == System::Party;
    // The year in a blank number's symbol is printed before it.
    match (&desk.truth.number, party) {
        (Some(number), true) => {
            let spaced = number.replacen('-', " - ", 1);
            let before = number.replacen('-', " -", 1);
            match random.below(8) {
                0 | 1 => format!("Số {spaced}"),
                2 => format!("Số ^{{*}}{spaced}"),
                3 => format!("Số: {number}"),
                4 => format!("Số {before}"),
                5 => format!("Số {}", number.replacen('-', "–", 1)),
                _ => format!("Số {number}"),
            }
        }
        (Some(number), false) => match random.below(8) {
            0 => format!("Số:{number}"),
            1 => format!("Số: {}", number.replacen('/', " /", 1)),
            2 => format!("Số : {number}"),
            3 => format!("Số {number}"),
            4 => format!("Số: {}", number.replace('Đ', "Ð")),
            _ => format!("Số: {number}"),
        },
        (None, true) => {
            let blank = random.pick(&["      ", " ", "……", " ….. "]);
            let dash = random.pick(&["-", "- "]);
            format!("Số {blank}{dash}{symbol}")
        }
        (None, false) => {
            let blank = random.pick(&["      ", " ", "……", "         "]);
            format!("Số: {blank}/{symbol}")
        }
    }
}

fn dated(desk: &mut Desk) -> String {
    let (day, random) = (desk.day, &mut desk.random);
    let city = random.pick(&["Thành phố Hồ Chí Minh, ", "TP. Hồ Chí Minh, "]);
    let place = match desk.truth.place.as_deref() {
        Some("Thành phố Hồ Chí Minh") => city.to_owned(),
        Some(place) => format!("{place}, "),
        None => String::new(),
    };
    if desk.truth.date.is_none() {
        let blank = random.pick(&["     ", " ", " … ", " ...... "]);
        return format!("{place}ngày{blank}tháng{blank}năm {}", day.year());
    }
    let (d, m) = (day.day(), day.month());
    let days = if random.chance(85) { format!("{d:02}") } else { d.to_string() };
    let months = if m < 3 || random.chance(15) { format!("{m:02}") } else { m.to_string() };
    let word = if place.is_empty() { "Ngày" } else { "ngày" };
    format!("{place}{word} {days} tháng {months} năm {}", day.year())
}

/// Marks of secrecy, urgency, circulation and draft, entered into the truth.
fn marks(desk: &mut Desk) -> Vec<String> {
    let mut marks = Vec::new();
    let random = &mut desk.random;
    if random.chance(6) {
        let (mark, name) =
            random.pick(&[("MẬT", "Mật"), ("TỐI MẬT", "Tối mật"), ("TUYỆT MẬT", "Tuyệt mật")]);
        desk.truth.secrecy = Some(name);
        marks.push(mark);
    }
    if random.chance(10) {
        let all = [
            ("KHẨN", "Khẩn"),
            ("THƯỢNG KHẨN", "Thượng khẩn"),
            ("HỎA TỐC", "Hỏa tốc"),
            ("HỎA TỐC HẸN GIỜ", "Hỏa tốc"),
        ];
        let (mark, name) = random.pick(&all);
        desk.truth.urgency = Some(name);
        marks.push(mark);
    }
    if random.chance(6) {
        let (mark, name) = random.pick(&[
            ("LƯU HÀNH NỘI BỘ", "Lưu hành nội bộ"),
            ("XEM XONG TRẢ LẠI", "Xem xong trả lại"),
        ]);
        desk.truth.circulation.push(name);
        marks.push(mark);
    }
    if random.chance(6) {
        desk.truth.draft = true;
        marks.push(random.pick(&["DỰ THẢO", "DỰ THẢO LẦN 2"]));
    }
    marks.into_iter().map(str::to_owned).collect()
}

/// The header; `subject` are the lines of a letter's subject.
pub(super) fn head(desk: &mut Desk, subject: &[String]) -> Vec<Block> {
    let (number, dated, marks) = (number(desk), dated(desk), marks(desk));
    let party = desk.office.system == System::Party;
    let mut bodies: Vec<String> = desk.office.header.concat();
    if party {
        bodies.push(desk.random.pick(&["*", "*", "-----"]).to_owned());
    }
    let motto: Vec<String> = if party {
        vec!["ĐẢNG CỘNG SẢN VIỆT NAM".into()]
    } else {
        let dash = desk.random.pick(&["-", "-", "–"]);
        vec![
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".into(),
            format!("Độc lập {dash} Tự do {dash} Hạnh phúc"),
        ]
    };
    // A rule under the motto, and under the body.
    let mut motto = motto;
    if desk.random.chance(12) {
        motto.push(desk.random.pick(&["_______________", "----------", "***"]).into());
        if !party {
            bodies.push("________".into());
        }
    }
    // Marks stand above the form, or below the left column.
    let above = desk.random.chance(40);
    let mut blocks = Vec::new();
    // Or a mark stands beside the date.
    let way = desk.random.below(11);
    let apart = matches!(way, 0..=4 | 9);
    let beside = apart && !above && marks.len() == 1 && desk.random.chance(40);
    let dated = match marks.first() {
        Some(mark) if beside => format!("{mark}{}{dated}", " ".repeat(12)),
        _ => dated,
    };
    if above && !marks.is_empty() {
        blocks.push(Block::Rows(marks.clone()));
    }
    let rows = |lines: Vec<String>| Block::Rows(lines);
    match way {
        // The right column first.
        9 => {
            let right = motto.into_iter().chain([dated]);
            right.for_each(|line| blocks.push(rows(vec![line])));
            blocks.push(rows(bodies));
            blocks.push(rows(vec![number]));
            if !subject.is_empty() {
                blocks.push(rows(subject.to_vec()));
            }
        }
        // No empty line anywhere.
        10 => {
            let mut all = bodies;
            all.extend(motto);
            all.extend([number, dated]);
            all.extend(subject.iter().cloned());
            blocks.push(rows(all));
        }
        // Column after column, each part for itself.
        0..=3 => {
            blocks.push(rows(bodies));
            blocks.push(rows(motto));
            blocks.push(rows(vec![number]));
            blocks.push(rows(vec![dated]));
            if !subject.is_empty() {
                blocks.push(rows(subject.to_vec()));
            }
        }
        // The whole left column, then the right one.
        4 => {
            blocks.push(rows(bodies));
            blocks.push(rows(vec![number]));
            if !subject.is_empty() {
                blocks.push(rows(subject.to_vec()));
            }
            motto.into_iter().chain([dated]).for_each(|line| blocks.push(rows(vec![line])));
        }
        way => {
            let wide = way < 7;
            let height = bodies.len().max(motto.len());
            let mut left = bodies;
            left.resize(height, String::new());
            let mut right = motto;
            right.resize(height, String::new());
            left.push(number);
            right.push(dated);
            let gap = desk.random.within(5, 20);
            let lines = left.into_iter().zip(right).map(|row| row_of(row, wide, gap)).collect();
            blocks.push(Block::Rows(lines));
            if !subject.is_empty() {
                blocks.push(rows(subject.to_vec()));
            }
        }
    }
    if !above && !beside && !marks.is_empty() {
        blocks.push(Block::Rows(marks));
    }
    blocks
}

/// A row of two columns.
pub(super) fn row_of((left, right): (String, String), wide: bool, gap: usize) -> String {
    match (left.is_empty(), right.is_empty()) {
        (_, true) => left,
        (true, _) if wide => format!("{}{right}", " ".repeat(40)),
        (true, _) => right,
        _ => format!("{left}{}{right}", " ".repeat(if wide { gap } else { 1 })),
    }
}

/// A letter's subject in lines of the left column.
pub(super) fn narrow(random: &mut Random, marker: &str, subject: &str) -> Vec<String> {
    let width = random.within(28, 48);
    wrap(random, &format!("{marker} {subject}"), width, false)
}
