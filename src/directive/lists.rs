//! Kính gửi and Nơi nhận: lists of bodies and people.
//!
//! In: lines. Out: the items without bullets and without the point at their end, and where the
//! list ended.

use super::lines::Line;

/// Most lines of one list.
const LONGEST: usize = 60;

/// Kính gửi (in a Tờ trình Kính trình).
pub(super) fn addressees(lines: &[Line]) -> Vec<String> {
    let Some(at) = lines.iter().position(is_addressed) else { return Vec::new() };
    items(lines, at).0
}

/// Whether a line begins "Kính gửi", damaged maybe ("Kinh gwri:"), or "Kính trình".
pub(super) fn is_addressed(line: &Line) -> bool {
    let damaged = || {
        let rest = line.folded.strip_prefix("kinh g")?;
        rest.split_once(':').map(|(word, _)| word.len() <= 5 && !word.contains(' '))
    };
    line.begins("kinh gui") || line.begins("kinh trinh") || damaged() == Some(true)
}

/// Nơi nhận.
pub(super) fn recipients(lines: &[Line]) -> Vec<String> {
    recipients_line(lines).map_or_else(Vec::new, |at| items(lines, at).0)
}

/// The line of "Nơi nhận": the first with a list below it.
pub(super) fn recipients_line(lines: &[Line]) -> Option<usize> {
    // "Nơi nhận được trình bày …" is a sentence about such lists.
    let goes_on = |line: &Line| {
        let mut words = line.text.split(' ').skip(1);
        words.next().is_some_and(|word| !word.ends_with(':'))
            && words.next().is_some_and(|word| word.starts_with(char::is_lowercase))
    };
    let starts = |line: &Line| line.begins("noi nhan") && line.words() < 14 && !goes_on(line);
    let listed = |at: usize| !items(lines, at).0.is_empty();
    (0..lines.len()).find(|&at| lines.get(at).is_some_and(starts) && listed(at))
}

/// The items of the list whose head is line `at`, and the line after it.
pub(super) fn items(lines: &[Line], at: usize) -> (Vec<String>, usize) {
    let mut items: Vec<String> = Vec::new();
    let mut next = at;
    // What stands on the head's own line, behind the colon.
    let head = lines.get(at).map_or("", |line| line.text.as_str());
    let inline = head.split_once(':').map_or("", |(_, rest)| rest).trim();
    let bulleted = inline.starts_with(BULLETS);
    push(&mut items, inline);
    next += 1;
    let mut listed = bulleted;
    while let Some(line) = lines.get(next).filter(|_| next < at + LONGEST) {
        let bullet = line.text.starts_with(BULLETS);
        if bullet {
            push(&mut items, &line.text);
            listed = true;
        } else if items.is_empty() && !line.is_capitals() && line.words() < 25 {
            // "Kính gửi:" and its only addressee on the next line.
            push(&mut items, &line.text);
        } else if !((goes_on(line, items.last(), listed)
            || listed && is_inner(line, items.last(), lines.get(next + 1)))
            && join(&mut items, &line.text))
        {
            break;
        }
        next += 1;
        // Lưu is the last recipient.
        if items.last().is_some_and(|item| crate::text::fold::fold(item).starts_with("luu")) {
            break;
        }
    }
    let items = items
        .iter()
        .flat_map(|item| split(item, listed))
        .map(|i| end(&i))
        .filter(|i| !i.is_empty());
    (items.collect(), next)
}

const BULLETS: [char; 5] = ['-', '–', '+', '•', '—'];

fn push(items: &mut Vec<String>, text: &str) {
    let text = text.trim_start_matches(BULLETS).trim();
    if !text.is_empty() {
        items.push(text.to_owned());
    }
}

fn join(items: &mut [String], text: &str) -> bool {
    let Some(last) = items.last_mut() else { return false };
    last.push(' ');
    last.push_str(text);
    true
}

/// Whether a line without a bullet goes on with the item above it.
fn goes_on(line: &Line, item: Option<&String>, listed: bool) -> bool {
    let small = line.text.starts_with(|c: char| c.is_lowercase() || c == '(');
    // Without bullets a semicolon asks for the next one.
    let closed = item.is_none_or(|item| item.ends_with('.') || item.ends_with(';') && listed);
    let open = item.is_some_and(|item| item.ends_with([',', ';']) && !listed) || small;
    !line.gap && !closed && open && !line.is_capitals() && line.words() < 25
}

/// Whether a short line that begins with a name lies inside a list: the item above it has no sign at
/// its end, it has one itself, or another item follows (`- Các đảng ủy trực thuộc⏎Tỉnh ủy,`).
fn is_inner(line: &Line, item: Option<&String>, after: Option<&Line>) -> bool {
    const LONGEST: usize = 10;
    let open = item.is_some_and(|item| !item.ends_with(['.', ';', ',', ':']));
    let ends = line.text.ends_with(['.', ';', ','])
        || after.is_some_and(|after| !after.gap && after.text.starts_with(BULLETS));
    open && ends && !line.gap && !line.is_capitals() && line.words() <= LONGEST
}

/// An item that names several without bullets: `Sở A; Sở B.`
fn split(item: &str, listed: bool) -> Vec<String> {
    if listed {
        return vec![item.to_owned()];
    }
    item.split(';').map(str::to_owned).collect()
}

/// Without the sign at the end, and the `./.` that may follow.
fn end(item: &str) -> String {
    item.trim().trim_end_matches(['.', ';', ',', '/', ' ', ':']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::lines::lines;
    use crate::document::{Page, PageStatus};

    fn of(text: &str) -> Vec<String> {
        addressees(&lines(&[Page { text: text.into(), status: PageStatus::Text }]))
    }

    #[test]
    fn shapes() {
        let two = ["Các sở, ban, ngành tỉnh", "Ủy ban nhân dân các xã"];
        assert_eq!(
            of("Kính gửi:\n\n- Các sở, ban, ngành tỉnh;\n- Ủy ban nhân dân các xã.\n\nNgày 3"),
            two
        );
        assert_eq!(
            of("Kính gửi: - Các sở, ban, ngành tỉnh,\n- Ủy ban nhân dân các xã\nThực hiện"),
            two
        );
        assert_eq!(
            of("Kính gửi: Các sở, ban, ngành tỉnh; Ủy ban nhân dân\ncác xã.\nThực hiện"),
            two
        );
        let broken = "Kính gửi:\n- Các sở, ban, ngành\ntỉnh,\n- Các đảng ủy trực thuộc\n\
                      Tỉnh ủy,\n- Giám đốc các Trung tâm\nY tế.\nNgày 3 tháng 5, ông";
        assert_eq!(
            of(broken),
            [
                "Các sở, ban, ngành tỉnh",
                "Các đảng ủy trực thuộc Tỉnh ủy",
                "Giám đốc các Trung tâm Y tế"
            ]
        );
        assert_eq!(
            of("Kính gửi: Công an tỉnh;\nTrường Chính trị.\nNgày 3"),
            ["Công an tỉnh", "Trường Chính trị"]
        );
        assert_eq!(of("Kính gửi: Bộ Nội vụ\nThực hiện Công văn"), ["Bộ Nội vụ"]);
        assert!(of("Ngày 3 tháng 5").is_empty());
    }
}
