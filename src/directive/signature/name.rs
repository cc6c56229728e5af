//! Họ tên: names of persons on a line of a signature block.
//!
//! In: a line. Out: the name.

use crate::directive::agency;
use crate::directive::lines::Line;
use crate::text::fold::fold;

/// The person whom a line names.
pub(super) fn on_line(line: &Line) -> Option<String> {
    let name = without_mark(line);
    let is_marked = name.len() < line.text.len();
    person(name).filter(|_| is_marked || !is_note(line))
}

/// The person whom a line names in capitals, below a title: `PHAN VĂN NAM`. The family name tells it from
/// a body; the name is given as other names are.
pub(super) fn in_capitals(line: &Line) -> Option<String> {
    let name = without_mark(line);
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    let is_family = words.first().is_some_and(|first| FAMILIES.contains(&first.as_str()));
    let is_word = |word: &String| word.chars().all(char::is_alphabetic) && word.len() > 1;
    let fits = (2..=5).contains(&words.len()) && words.iter().all(is_word);
    let is_body = || agency::place(name).is_some() || is_note(line);
    if !(line.is_capitals() && is_family && fits) || is_body() {
        return None;
    }
    let spelled = |word: &String| {
        let mut letters = word.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect::<String>()
    };
    Some(words.iter().map(spelled).collect::<Vec<_>>().join(" "))
}

/// Whether a line has the President's name, which is that of a city, too.
pub(super) fn is_president(line: &Line) -> bool {
    let name = without_mark(line);
    name == PRESIDENT || name == PRESIDENT.to_uppercase()
}

/// A line without "Đã ký" before or behind the name: `(Đã ký) Phan Văn Nam`, `Phan Văn Nam – Đã ký`.
fn without_mark(line: &Line) -> &str {
    const MARKS: [&str; 3] = ["da ky", "da ki", "ky ten"];
    let between = |c: char| !c.is_alphanumeric();
    let words = |from: usize, count: usize| {
        let words =
            line.text.split(' ').skip(from).take(count).map(|word| word.trim_matches(between));
        fold(&words.collect::<Vec<_>>().join(" "))
    };
    let ends: Vec<usize> = line.text.match_indices(' ').map(|(at, _)| at).collect();
    let text = line.text.as_str();
    let cut = match ends.len() {
        0 | 1 => None,
        last if MARKS.contains(&words(0, 2).as_str()) => {
            ends.get(1).filter(|_| last > 1).and_then(|at| text.get(*at..))
        }
        last if MARKS.contains(&words(last - 1, 2).as_str()) => {
            last.checked_sub(2).and_then(|at| ends.get(at)).and_then(|at| text.get(..*at))
        }
        _ => None,
    };
    cut.unwrap_or(text).trim_matches(between)
}

/// A person's name in `text`: two to six words with a capital each, a rank or degree maybe before them.
pub(super) fn person(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = text.split(' ').collect();
    let named = |word: &&str| {
        let mut chars = word.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        capital && chars.all(|c| c.is_lowercase() || c == '.' || c == '\'')
    };
    // "Đại tướng Lương Tam Quang"
    const RANKS: [&str; 8] = [
        "dai tuong",
        "thuong tuong",
        "trung tuong",
        "thieu tuong",
        "dai ta",
        "thuong ta",
        "trung ta",
        "thieu ta",
    ];
    // "PGS.TS. Lương Tam Quang"
    const DEGREES: [&str; 10] =
        ["ts.", "ths.", "gs.", "pgs.", "gs.ts.", "pgs.ts.", "bs.", "ks.", "cn.", "ls."];
    let folded = fold(text);
    let ranked = RANKS.iter().any(|rank| folded.starts_with(rank));
    let degrees = folded.split(' ').take_while(|word| DEGREES.contains(word)).count();
    let name = words.get(if ranked { 2 } else { degrees }..).unwrap_or_default();
    let fits = (2..=6).contains(&name.len()) && name.iter().all(named);
    (fits && agency::place(text).is_none()).then(|| text.to_owned())
}

/// What is no name though it has capitals.
fn is_note(line: &Line) -> bool {
    const NOTES: [&str; 9] = [
        "noi nhan", "da ky", "ky boi", "nguoi ky", "nhu tren", "luu", "phu luc", "kem theo", "dieu",
    ];
    line.text.contains(':') || NOTES.iter().any(|note| line.begins(note))
}

/// Who signed acts from 1945 to 1969; a city has his name.
pub(super) const PRESIDENT: &str = "Hồ Chí Minh";

/// Family names of Vietnam, those of nearly all its people; in lower case.
const FAMILIES: [&str; 77] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
    "hồ", "ngô", "dương", "lý", "đinh", "trịnh", "đoàn", "mai", "cao", "trương", "lương", "tô",
    "hà", "tạ", "phùng", "đào", "nông", "tôn", "chu", "vương", "lâm", "triệu", "thái", "la",
    "quách", "kiều", "châu", "tống", "hứa", "đàm", "nghiêm", "bạch", "lưu", "giáp", "sầm", "từ",
    "tăng", "ung", "vi", "lò", "lều", "đồng", "thân", "lại", "khuất", "cù", "khổng", "viên",
    "ngụy", "bế", "ma", "giàng", "vàng", "thào", "sùng", "hoa", "doãn", "mạc", "thạch", "trang",
    "kim", "ông", "tòng", "quàng", "cầm",
];
