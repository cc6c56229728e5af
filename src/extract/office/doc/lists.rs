//! The lists of a Word file ([MS-DOC] 2.9.131 to 2.9.150).

use super::bytes::Bytes;
use super::properties::Characters;
use super::sprm::Modifiers;
use crate::extract::office::counting::{LEVELS, LONGEST, Level, List, Numeral, Part};
use crate::extract::office::lists::{Lists, Use};
use std::collections::HashMap;

/// Bytes of a list, of a use of it, of a level, before what has no fixed length.
const LIST: usize = 28;
const USE: usize = 16;
const LEVEL: usize = 28;
/// Lists and uses of a file; merged ones have thousands.
const MOST: usize = 65_536;

/// Reads the lists. `lists` goes on behind the table: the levels stand there. `fonts`: their names.
pub(super) fn read(lists: Bytes<'_>, uses: Bytes<'_>, fonts: &[String]) -> Lists {
    let lists = read_lists(lists, fonts);
    // Paragraphs name them by their numbers from 1.
    let uses = (1..).zip(read_uses(uses, fonts)).collect();
    Lists::new(lists, uses)
}

fn read_lists(table: Bytes<'_>, fonts: &[String]) -> HashMap<i64, List> {
    let count = usize::from(table.u16(0).unwrap_or_default()).min(MOST);
    let mut at = 2 + count * LIST;
    let mut lists = HashMap::new();
    for list in (0..count).map_while(|index| table.part(2 + index * LIST, LIST)) {
        let is_simple = list.byte(26).is_some_and(|flags| flags & 1 != 0);
        let mut levels = Vec::new();
        for _ in 0..if is_simple { 1 } else { LEVELS } {
            let Some((level, end)) = read_level(table, at, fonts) else { return lists };
            levels.push(level);
            at = end;
        }
        lists.insert(list.i32(0).unwrap_or_default().into(), List { levels });
    }
    lists
}

fn read_uses(table: Bytes<'_>, fonts: &[String]) -> Vec<Use> {
    let count = table.size(0).unwrap_or_default().min(MOST);
    let mut at = 4 + count.saturating_mul(USE);
    let mut uses = Vec::new();
    for item in (0..count).map_while(|index| table.part(4 + index * USE, USE)) {
        let mut own = Use { list: item.i32(0).unwrap_or_default().into(), ..Use::default() };
        let changes = item.byte(12).unwrap_or_default();
        at += 4;
        for _ in 0..changes {
            let (Some(start), Some(flags)) = (table.i32(at), table.u32(at + 4)) else { break };
            at += 8;
            let level = usize::try_from(flags & 0xF).unwrap_or_default();
            if flags & 0x20 != 0 {
                let Some((changed, end)) = read_level(table, at, fonts) else { break };
                own.levels.insert(level, changed);
                at = end;
            } else if flags & 0x10 != 0 {
                own.starts.insert(level, start.into());
            }
        }
        uses.push(own);
    }
    uses
}

/// A level, and where it ends.
fn read_level(table: Bytes<'_>, at: usize, fonts: &[String]) -> Option<(Level, usize)> {
    let head = table.part(at, LEVEL)?;
    let (characters, paragraph) = (usize::from(head.byte(24)?), usize::from(head.byte(25)?));
    let modifiers = table.part(at + LEVEL + paragraph, characters)?;
    let properties = Characters::default().with(Modifiers::of_97(modifiers));
    let font = properties.font.or(properties.ascii_font);
    let font = font.and_then(|number| fonts.get(usize::from(number))).cloned();
    let (units, end) = table.counted_text(at + LEVEL + paragraph + characters)?;
    let places: Vec<usize> =
        (6..6 + LEVELS).filter_map(|at| head.byte(at)).map(usize::from).collect();
    let mut label = Vec::new();
    let mut text = Vec::new();
    for (index, unit) in units.iter().enumerate().take(LONGEST) {
        if usize::from(*unit) < LEVELS && places.contains(&(index + 1)) {
            push_text(&mut label, &mut text);
            label.push(Part::Number(usize::from(*unit)));
        } else {
            text.push(*unit);
        }
    }
    push_text(&mut label, &mut text);
    let level = Level {
        numeral: Numeral::of_code(head.byte(4)?.into()),
        label,
        start: head.i32(0)?.into(),
        is_legal: head.byte(5)? & 0x04 != 0,
        font,
    };
    Some((level, end))
}

fn push_text(label: &mut Vec<Part>, text: &mut Vec<u16>) {
    if !text.is_empty() {
        label.push(Part::Text(String::from_utf16_lossy(text)));
        text.clear();
    }
}
