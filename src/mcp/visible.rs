//! Text for an assistant, without what a person who reads along would not see: control characters, those
//! that turn the reading direction, and those that are never drawn and can carry words of their own.

use serde_json::Value;

/// Stands for what was taken out, one for one: places counted in characters stay.
const INSTEAD: char = '\u{fffd}';

/// Cleans every text of an answer, and the names of its values, too.
pub(super) fn value(of: &mut Value) {
    match of {
        Value::String(text) => block(text),
        Value::Array(values) => values.iter_mut().for_each(value),
        Value::Object(object) => {
            if object.keys().any(|key| key.chars().any(is_hidden)) {
                let entries = std::mem::take(object).into_iter();
                object.extend(entries.map(|(mut key, value)| {
                    block(&mut key);
                    (key, value)
                }));
            }
            object.values_mut().for_each(value);
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Cleans a text of several lines.
pub(super) fn block(text: &mut String) {
    if text.chars().any(|c| shown(c) != c) {
        *text = text.chars().map(shown).collect();
    }
}

/// On one line.
pub(super) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace()).collect();
    let mut text = words.join(" ");
    block(&mut text);
    text
}

fn shown(c: char) -> char {
    match c {
        // Some programs end a line there.
        '\u{2028}' | '\u{2029}' => ' ',
        c if is_hidden(c) => INSTEAD,
        c => c,
    }
}

fn is_hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t' | '\u{b}'))
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}')
        || matches!(c, '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_nobody_sees_is_seen_to_be_there() {
        let hostile = "a\u{1b}[2J\u{202e}b\r\nc\u{85}\u{2028}d\u{e0041}\u{e0042}\td";
        let mut of = json!({ "text": [hostile], hostile: 1 });
        value(&mut of);
        let clean = "a\u{fffd}[2J\u{fffd}b\u{fffd}\nc\u{fffd} d\u{fffd}\u{fffd}\td";
        assert_eq!(of, json!({ "text": [clean], clean: 1 }));
        assert_eq!(clean.chars().count(), hostile.chars().count());
        assert_eq!(line("Kết luận\nsố 202-KL/TW\u{7}"), "Kết luận số 202-KL/TW\u{fffd}");
    }

    #[test]
    fn vietnamese_stays_as_it_is() {
        let mut text =
            "Kết luận số 202-KL/TW — “hạ tầng số” ta\u{302}\u{300}ng\n\t1\u{b}\n".to_owned();
        let before = text.clone();
        block(&mut text);
        assert_eq!(text, before);
    }
}
