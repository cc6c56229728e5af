//! Documents to cite, and the ways to write a citation.

use super::random::Random;
use super::truth::Cited;
use super::words;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A document that may be cited.
#[derive(Clone)]
pub(super) struct Source {
    /// The word before the number: `Thông báo kết luận`.
    word: &'static str,
    kind_name: &'static str,
    numeral: String,
    /// What follows the numeral: `-KL/TW`, `/2024/NĐ-CP`.
    tail: String,
    date: Date,
    /// As the text says it.
    pub(super) issuer: String,
    pub(super) topic: &'static str,
    /// A number of the Party: it may have white around its dash.
    party: bool,
    /// The title of a law: `Luật Đê điều`.
    title: Option<&'static str>,
}

/// What a first mention says besides the number.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) date: bool,
    pub(super) issuer: bool,
    pub(super) topic: bool,
}

/// How a date is written behind a number.
fn dated(random: &mut Random, date: Date, party: bool) -> (String, String) {
    let (d, m, y) = (date.day(), date.month(), date.year());
    let day = if random.chance(80) { format!("{d:02}") } else { d.to_string() };
    let month = if m < 3 { format!("{m:02}") } else { m.to_string() };
    let comma = if party && random.chance(50) { "," } else { "" };
    let iso = date.to_string();
    match random.below(12) {
        0 => (format!(" năm {y}"), y.to_string()),
        1 => (format!("{comma} ngày {day}-{month}-{y}"), iso),
        2..=4 => (format!("{comma} ngày {day} tháng {month} năm {y}"), iso),
        _ => (format!("{comma} ngày {day}/{month}/{y}"), iso),
    }
}

const LAWS: [(&str, &str); 4] = [
    ("Luật Đê điều", "79/2006/QH11"),
    ("Luật Đầu tư công", "58/2024/QH15"),
    ("Luật Tổ chức chính quyền địa phương", "72/2025/QH15"),
    ("Luật Lưu trữ", "33/2024/QH15"),
];

impl Source {
    /// Some document of before `day`.
    pub(super) fn any(random: &mut Random, day: Date, party: bool) -> Self {
        match (party, random.below(10)) {
            (true, 0..=6) | (false, 0..=1) => Self::party(random, day),
            (true, _) | (false, 2..=6) => Self::central(random, day),
            _ => Self::local(random, day),
        }
    }

    fn new(
        random: &mut Random,
        day: Date,
        word: (&'static str, &'static str),
        tail: String,
        issuer: &str,
    ) -> Self {
        let back = i32::try_from(random.within(5, 500)).unwrap();
        let date = day.checked_sub(jiff::Span::new().days(back)).unwrap();
        let number = random.within(1, if tail.contains('-') { 999 } else { 9999 });
        Self {
            word: word.0,
            kind_name: word.1,
            numeral: if number < 10 { format!("0{number}") } else { number.to_string() },
            party: tail.starts_with('-'),
            tail: tail.replace("{year}", &date.year().to_string()),
            date,
            issuer: issuer.to_owned(),
            topic: random.pick(&words::TOPICS),
            title: None,
        }
    }

    fn party(random: &mut Random, day: Date) -> Self {
        let rows: [(&str, &str, &str, &str); 14] = [
            ("Kết luận", "Kết luận", "-KL/TW", "Bộ Chính trị, Ban Bí thư"),
            ("Kết luận", "Kết luận", "-KL/TW", "Ban Bí thư"),
            ("Nghị quyết", "Nghị quyết", "-NQ/TW", "Bộ Chính trị"),
            ("Nghị quyết", "Nghị quyết", "-NQ/TW", "Ban Chấp hành Trung ương Đảng khóa XIII"),
            ("Chỉ thị", "Chỉ thị", "-CT/TW", "Ban Bí thư"),
            ("Quy định", "Quy định", "-QĐ/TW", "Bộ Chính trị"),
            ("Hướng dẫn", "Hướng dẫn", "-HD/BTCTW", "Ban Tổ chức Trung ương"),
            ("Công văn", "Công văn", "-CV/TU", "Ban Thường vụ Tỉnh ủy"),
            ("Kế hoạch", "Kế hoạch", "-KH/TU", "Ban Thường vụ Tỉnh ủy"),
            ("Thông báo kết luận", "Thông báo", "-TB/TU", "Ban Thường vụ Tỉnh ủy"),
            ("Chương trình hành động", "Chương trình", "-CTr/TU", "Tỉnh ủy"),
            ("Quyết định", "Quyết định", "-QĐ/TU", "Ban Thường vụ Tỉnh ủy"),
            ("Thông báo", "Thông báo", "-TB/VPTU", "Văn phòng Tỉnh ủy"),
            ("Công văn", "Công văn", "-CV/ĐU", "Đảng ủy Ủy ban nhân dân tỉnh"),
        ];
        let (word, kind, tail, issuer) = random.pick(&rows);
        Self::new(random, day, (word, kind), tail.into(), issuer)
    }

    fn central(random: &mut Random, day: Date) -> Self {
        if random.chance(18) {
            let (title, number) = random.pick(&LAWS);
            let mut law = Self::new(random, day, ("Luật", "Luật"), String::new(), "Quốc hội");
            let (numeral, tail) = number.split_at(number.find('/').unwrap());
            (law.numeral, law.tail, law.title) = (numeral.into(), tail.into(), Some(title));
            return law;
        }
        let (ministry, letters, unit) = random.pick(&words::MINISTRIES);
        let rows: [(&str, String, String); 10] = [
            ("Nghị định", "/{year}/NĐ-CP".into(), "Chính phủ".into()),
            ("Nghị định", "/{year}/NĐ-CP".into(), "Chính phủ".into()),
            ("Nghị quyết", "/NQ-CP".into(), "Chính phủ".into()),
            ("Quyết định", "/QĐ-TTg".into(), "Thủ tướng Chính phủ".into()),
            ("Chỉ thị", "/CT-TTg".into(), "Thủ tướng Chính phủ".into()),
            ("Công điện", "/CĐ-TTg".into(), "Thủ tướng Chính phủ".into()),
            ("Thông tư", format!("/{{year}}/TT-{letters}"), ministry.to_owned()),
            ("Thông tư", format!("/{{year}}/TT-{letters}"), format!("Bộ trưởng {ministry}")),
            ("Công văn", format!("/{letters}-{unit}"), ministry.to_owned()),
            ("Nghị quyết", "/{year}/UBTVQH15".into(), "Ủy ban Thường vụ Quốc hội".into()),
        ];
        let (kind, tail, issuer) = random.pick(&rows);
        Self::new(random, day, (kind, kind), tail, &issuer)
    }

    /// Of a body of the province.
    pub(super) fn local(random: &mut Random, day: Date) -> Self {
        let (department, letters, unit) = random.pick(&words::DEPARTMENTS);
        let rows: [(&str, String, String); 8] = [
            ("Quyết định", "/QĐ-UBND".into(), "Ủy ban nhân dân tỉnh".into()),
            ("Quyết định", "/{year}/QĐ-UBND".into(), "Ủy ban nhân dân tỉnh".into()),
            ("Quyết định", "/QĐ-UBND".into(), "Chủ tịch Ủy ban nhân dân tỉnh".into()),
            ("Kế hoạch", "/KH-UBND".into(), "UBND tỉnh".into()),
            ("Nghị quyết", "/NQ-HĐND".into(), "Hội đồng nhân dân tỉnh".into()),
            ("Công văn", "/UBND-KT".into(), "Ủy ban nhân dân tỉnh".into()),
            ("Công văn", format!("/{letters}-{unit}"), department.to_owned()),
            ("Báo cáo", format!("/BC-{letters}"), department.to_owned()),
        ];
        let (kind, tail, issuer) = random.pick(&rows);
        Self::new(random, day, (kind, kind), tail, &issuer)
    }

    /// A proposal (Tờ trình) of a body.
    pub(super) fn proposal(random: &mut Random, day: Date, party: bool) -> Self {
        let (tail, issuer) = if party {
            ("-TTr/BTCTU".to_owned(), "Ban Tổ chức Tỉnh ủy")
        } else {
            let (department, letters, _) = random.pick(&words::DEPARTMENTS);
            (format!("/TTr-{letters}"), department)
        };
        Self::new(random, day, ("Tờ trình", "Tờ trình"), tail, issuer)
    }

    /// One of the same office: a kind with these letters.
    pub(super) fn of(
        random: &mut Random,
        day: Date,
        kind: &'static str,
        tail: &str,
        issuer: &str,
    ) -> Self {
        Self::new(random, day, (kind, kind), tail.to_owned(), issuer)
    }

    /// Another number of the same series, for a list that shares its symbol.
    pub(super) fn sibling(&self, random: &mut Random) -> Self {
        Self { numeral: random.within(1000, 1900).to_string(), ..self.clone() }
    }

    pub(super) fn canonical(&self) -> String {
        format!("{}{}", self.numeral, self.tail)
    }

    /// Kind and numeral: two with the same cannot be told apart by a bare mention.
    pub(super) fn bare(&self) -> String {
        format!("{} {}", self.kind_name, self.numeral)
    }

    pub(super) fn numeral(&self) -> &str {
        &self.numeral
    }

    pub(super) fn tail(&self) -> &str {
        &self.tail
    }

    pub(super) fn kind_name(&self) -> &'static str {
        self.kind_name
    }

    pub(super) fn truth(&self) -> Cited {
        Cited {
            number: self.canonical(),
            kind_name: self.kind_name.to_owned(),
            date: None,
            issuer: None,
            mentions: 0,
            relations: BTreeSet::new(),
        }
    }

    /// The number as it is printed.
    fn printed(&self, random: &mut Random) -> String {
        let (numeral, tail) = (&self.numeral, &self.tail);
        match random.below(24) {
            0 if self.party => format!("{numeral} - {}", &tail[1..]),
            1 if self.party => format!("{numeral} -{}", &tail[1..]),
            2 if self.party => format!("{numeral}–{}", &tail[1..]),
            3 => format!("{numeral} {tail}"),
            4 if tail.ends_with("NĐ-CP") || tail.ends_with("QĐ-TTg") => {
                format!("{numeral}{tail}{}", random.pick(&["1", "2", "¹", "²"]))
            }
            5 if tail.contains("QĐ") => format!("{numeral}{}", tail.replace("QĐ", "QÐ")),
            _ => format!("{numeral}{tail}"),
        }
    }

    /// A first mention, and what it says, entered into `truth`.
    pub(super) fn full(&self, random: &mut Random, said: Said, truth: &mut Cited) -> String {
        truth.mentions += 1;
        let word = self.title.unwrap_or(self.word);
        let so = if self.title.is_none() && random.chance(10) { "" } else { "số " };
        let mut text = format!("{word} {so}{}", self.printed(random));
        if said.date {
            let (date, known) = dated(random, self.date, self.party);
            text.push_str(&date);
            // A whole date says more than a year.
            if truth.date.as_ref().is_none_or(|before| before.len() < known.len()) {
                truth.date = Some(known);
            }
        }
        if said.issuer {
            text.push_str(&format!(" của {}", self.issuer));
            truth.issuer = Some(self.issuer.clone());
        }
        if said.topic {
            let about = if random.chance(50) { "về" } else { "về việc" };
            text.push_str(&format!(" {about} {}", self.topic));
        }
        text
    }

    /// A later mention. `bare` where only this one of its kind has the numeral.
    pub(super) fn later(&self, random: &mut Random, bare: bool, truth: &mut Cited) -> String {
        truth.mentions += 1;
        let kind = self.kind_name;
        let cited = matches!(kind, "Nghị quyết" | "Kết luận" | "Chỉ thị" | "Nghị định");
        let word = self.title.unwrap_or(self.word);
        match random.below(10) {
            0 if bare && cited => format!("{word} {}", self.numeral),
            1 if bare && self.title.is_none() => format!("{word} số {}", self.numeral),
            2..=4 if self.party => format!("{word} {}", self.canonical()),
            _ => format!("{word} số {}", self.canonical()),
        }
    }
}
