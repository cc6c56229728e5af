//! Tasks as a calendar: RFC 5545.
//!
//! In: tasks. Out: the text of an `.ics` file: one entry of a whole day for each dated task, on the last
//! day that its date means. Lines are folded at 75 bytes, as the standard asks, between characters.

use super::{Lang, date};
use crate::search::tasks::{Task, TaskState};
use jiff::Timestamp;

/// Bytes of a line, without its end.
const LONGEST: usize = 75;

/// A calendar of the tasks that have a date.
#[must_use]
pub fn calendar(lang: Lang, tasks: &[Task], now: Timestamp) -> String {
    let mut out = String::new();
    line(&mut out, "BEGIN:VCALENDAR");
    line(&mut out, "VERSION:2.0");
    line(&mut out, "PRODID:-//tracuu//tracuu//VI");
    line(&mut out, "CALSCALE:GREGORIAN");
    line(&mut out, "METHOD:PUBLISH");
    for task in tasks {
        event(&mut out, lang, task, now);
    }
    line(&mut out, "END:VCALENDAR");
    out
}

fn event(out: &mut String, lang: Lang, task: &Task, now: Timestamp) {
    let Some(day) = task.deadline.last_day() else { return };
    let Ok(next) = day.tomorrow() else { return };
    let document = &task.document;
    let number = document.number.as_deref().or(document.symbol.as_deref()).unwrap_or_default();
    let issued = document.date.as_deref().map(|day| date(lang, day)).unwrap_or_default();
    let title = format!("{}: {}", task.deadline.who.join("; "), task.deadline.what);
    let kind = document.kind_name.as_deref().unwrap_or_default();
    let said = format!(
        "{}\n{} {} {} {}",
        task.deadline.text,
        kind,
        number,
        issued,
        document.subject.as_deref().unwrap_or_default()
    );
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@tracuu", task.task));
    line(out, &format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
    line(out, &format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")));
    line(out, &format!("DTEND;VALUE=DATE:{}", next.strftime("%Y%m%d")));
    line(out, &format!("SUMMARY:{}", escaped(title.trim_start_matches([':', ' ']))));
    line(out, &format!("DESCRIPTION:{}", escaped(said.trim())));
    line(out, "TRANSP:TRANSPARENT");
    if task.state == TaskState::Done {
        line(out, "CATEGORIES:DONE");
    }
    line(out, "END:VEVENT");
}

/// A text as a value: RFC 5545, section 3.3.11; control characters have no place there.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A line, folded.
fn line(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        line(&mut out, &"ệ".repeat(60));
        assert!(out.split("\r\n").all(|line| line.len() <= LONGEST));
        assert_eq!(out.replace("\r\n ", "").trim_end(), "ệ".repeat(60));
    }

    #[test]
    fn texts_are_escaped() {
        assert_eq!(escaped("a; b, c\\d\ne\u{7}"), "a\\; b\\, c\\\\d\\ne ");
    }
}
