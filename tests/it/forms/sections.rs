//! The sections of a directive: items with tasks, who does them, and by when.

use super::desk::Desk;
use super::dues::{self, Words};
use super::traps;
use super::truth::Due;
use super::words;
use tracuu::directive::deadline::DeadlineKind;

/// The first letter as a capital.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// How items of one section are numbered.
#[derive(Clone, Copy)]
enum Bullet {
    Dash,
    Letter,
    Decimal,
    Plus,
}

impl Bullet {
    fn at(self, section: usize, item: usize) -> String {
        match self {
            Self::Dash => "- ".to_owned(),
            Self::Letter => format!("{}) ", ["a", "b", "c", "d", "đ"][item % 5]),
            Self::Decimal => format!("{section}.{}. ", item + 1),
            Self::Plus => "+ ".to_owned(),
        }
    }
}

/// An item's sentence, entered into the truth: who does what until when. `who` is who does it if the
/// item says nobody, `above` the deadline of a lead-in.
fn item(desk: &mut Desk, named: bool, who: &[String], above: Option<&Words>) -> String {
    let mut task = desk.task();
    if desk.random.chance(25) {
        let cited = desk.mention();
        task = format!("{task} theo {cited}");
    }
    let due = desk.random.chance(if above.is_some() { 25 } else { 45 }).then(|| desk.due());
    let opens = due.as_ref().is_some_and(|due| !due.before.is_empty());
    let (text, who) = if named { with_doer(desk, &task, opens) } else { (task, who.to_vec()) };
    let mut text = if opens { text } else { capital(&text) };
    if let Some(due) = &due {
        text = format!("{}{text}{}", due.before, due.behind);
        desk.truth.dues.push(due.of(&who, false));
    } else if let Some(above) = above {
        desk.truth.dues.push(above.of(&who, true));
    }
    text.push('.');
    // A second one, of the same who.
    if due.is_some() && desk.random.chance(12) {
        let day = desk.day;
        let (date, known) = dues::day_ahead(&mut desk.random, day);
        text.push_str(&format!(" Báo cáo kết quả trước {date}."));
        desk.truth.dues.push(Due {
            kinds: vec![DeadlineKind::Before],
            date: Some(known),
            who: who.clone(),
            inherited: false,
            words: "second".into(),
        });
    }
    if desk.random.chance(12) {
        text.push(' ');
        let day = desk.day;
        text.push_str(&traps::sentence(&mut desk.random, day));
    }
    text
}

/// A sentence that says who does it. `inside`: something stands before it.
fn with_doer(desk: &mut Desk, task: &str, inside: bool) -> (String, Vec<String>) {
    let doer = desk.doer();
    let helper = loop {
        let other = desk.doer();
        if other != doer {
            break other;
        }
    };
    let text = match desk.random.below(9) {
        0 | 1 => format!("{doer} chủ trì, phối hợp với {helper} {task}"),
        2 => format!("Giao {doer} {task}"),
        3 => format!("Giao {doer} chủ trì, phối hợp với các cơ quan liên quan {task}"),
        4 if !inside => format!("{doer}: {}", capital(task)),
        5 => format!("Đề nghị {doer} {task}"),
        6 => format!("Yêu cầu {doer} {task}"),
        7 => format!("{doer} có trách nhiệm {task}"),
        _ => format!("{doer} {task}"),
    };
    let verb = ["Giao", "Đề nghị", "Yêu cầu"].iter().any(|verb| text.starts_with(verb));
    (if inside && verb { small(&text) } else { text }, vec![doer])
}

/// One section with number `n`.
pub(super) fn section(desk: &mut Desk, n: usize, number: &str, out: &mut Vec<String>) {
    let nobody = desk.truth.addressees.clone();
    match desk.random.below(10) {
        0 | 1 => {
            let text = item(desk, true, &[], None);
            out.push(format!("{number} {text}"));
        }
        2 | 3 => {
            let text = item(desk, false, &nobody, None);
            out.push(format!("{number} {text}"));
        }
        4..=6 => headed(desk, n, number, out),
        7 => {
            let heading = desk.random.pick(&words::HEADINGS);
            out.push(format!("{number} {heading}"));
            items(desk, n, &nobody, None, out);
        }
        _ => leading(desk, n, number, out),
    }
}

/// A heading that says who, and what they do.
fn headed(desk: &mut Desk, n: usize, number: &str, out: &mut Vec<String>) {
    let doer = desk.doer();
    let heading = match desk.random.below(6) {
        0 => format!("{doer} có trách nhiệm:"),
        1 => format!("Giao {doer} chủ trì, phối hợp với các cơ quan liên quan:"),
        2 => format!("Đối với {doer}"),
        3 => format!("{doer}:"),
        _ => doer.clone(),
    };
    out.push(format!("{number} {heading}"));
    items(desk, n, &[doer], None, out);
}

/// A lead-in with a deadline that its items take over.
fn leading(desk: &mut Desk, n: usize, number: &str, out: &mut Vec<String>) {
    let day = desk.day;
    let due = dues::leading(&mut desk.random, day);
    let (text, who) = if desk.random.chance(60) {
        let doer = desk.doer();
        (format!("{doer} tập trung thực hiện các nhiệm vụ sau:"), vec![doer])
    } else {
        ("tập trung hoàn thành các nhiệm vụ sau:".to_owned(), desk.truth.addressees.clone())
    };
    out.push(format!("{number} {}{text}", due.before));
    desk.truth.dues.push(due.of(&who, false));
    items(desk, n, &who, Some(&due), out);
}

fn items(desk: &mut Desk, n: usize, who: &[String], above: Option<&Words>, out: &mut Vec<String>) {
    let bullet = desk.random.pick(&[
        Bullet::Dash,
        Bullet::Dash,
        Bullet::Letter,
        Bullet::Decimal,
        Bullet::Decimal,
        Bullet::Plus,
    ]);
    let decimal = matches!(bullet, Bullet::Decimal);
    for i in 0..desk.random.within(2, 4) {
        let named = above.is_some() && desk.random.chance(35);
        let text = item(desk, named, who, above);
        let at = bullet.at(n, i);
        out.push(if decimal && desk.random.chance(20) {
            format!("{} {text}", at.trim_end().trim_end_matches('.'))
        } else {
            format!("{at}{text}")
        });
    }
}

/// Some sections, numbered.
pub(super) fn sections(desk: &mut Desk, out: &mut Vec<String>) {
    let sign = desk.random.pick(&[".", ".", ".", "-", ")"]);
    for n in 1..=desk.random.within(2, 5) {
        section(desk, n, &format!("{n}{sign}"), out);
        if desk.random.chance(15) {
            let day = desk.day;
            out.push(traps::sentence(&mut desk.random, day));
        }
    }
}
