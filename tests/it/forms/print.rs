//! From paragraphs to pages: lines broken, pages ended, the ways to write the same letters.

use super::random::Random;
use tracuu::document::{Page, PageStatus};
use unicode_normalization::UnicodeNormalization;

/// A part of the paper.
pub(super) enum Block {
    /// Lines that stand as they are.
    Rows(Vec<String>),
    /// Paragraphs of running text.
    Text(Vec<String>),
    /// A new page.
    Page,
}

/// Tones as schools write them, and as older papers do.
const TONES: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// The text with tones on the last vowel: `hòa` → `hoà`, `Ủy` → `Uỷ`.
pub(super) fn old_tones(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut old = String::new();
    let mut at = 0;
    while at < chars.len() {
        let two: String = chars[at..(at + 2).min(chars.len())].iter().collect();
        let inside = chars.get(at + 2).is_some_and(|c| c.is_alphabetic());
        let small = two.to_lowercase();
        let found = TONES.iter().find(|(new, _)| *new == small).filter(|_| !inside);
        let Some((_, written)) = found else {
            old.push(chars[at]);
            at += 1;
            continue;
        };
        for (c, was) in written.chars().zip(two.chars()) {
            if was.is_uppercase() { old.extend(c.to_uppercase()) } else { old.push(c) }
        }
        at += 2;
    }
    old
}

/// Lines of at most `width` characters; a number may break behind its dash.
pub(super) fn wrap(random: &mut Random, text: &str, width: usize, dashes: bool) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        let used = line.chars().count();
        if used == 0 || used + 1 + word.chars().count() <= width {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
            continue;
        }
        let coded = word.chars().any(|c| c.is_ascii_digit())
            && word.chars().any(char::is_uppercase)
            && !word.starts_with('(');
        match word.find('-').map(|dash| word.split_at(dash + 1)) {
            Some((left, right))
                if dashes
                    && coded
                    && !right.is_empty()
                    && random.chance(50)
                    && used + 1 + left.chars().count() <= width =>
            {
                line.push(' ');
                line.push_str(left);
                lines.push(right.to_owned());
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// How the whole paper is printed.
struct Style {
    /// Characters in a line of text; none where each paragraph is one line.
    width: Option<usize>,
    /// An empty line between paragraphs.
    gaps: bool,
    /// Where a page ends, in parts of 100 of the text's lines.
    breaks: Vec<usize>,
    numbered: bool,
    /// The number of a page is plain text, between two paragraphs.
    plain: bool,
    /// No empty line anywhere, as a copied text has it.
    dense: bool,
}

fn style(random: &mut Random) -> Style {
    let width = random.chance(65).then(|| random.within(62, 96));
    let gaps = width.is_some() || random.chance(70);
    let breaks = match random.below(4) {
        0 => vec![],
        1 => vec![random.within(35, 65), random.within(70, 90)],
        _ => vec![random.within(30, 85)],
    };
    Style {
        width,
        gaps,
        breaks,
        numbered: random.chance(50),
        plain: random.chance(12),
        dense: random.chance(8),
    }
}

/// The pages.
pub(super) fn pages(random: &mut Random, blocks: &[Block]) -> Vec<Page> {
    let style = style(random);
    let mut lines: Vec<String> = Vec::new();
    // Lines after which a page may end: inside running text.
    let mut seams: Vec<usize> = Vec::new();
    for block in blocks {
        match block {
            Block::Rows(rows) => lines.extend(rows.iter().cloned()),
            Block::Page => lines.push("\u{c}".into()),
            Block::Text(paragraphs) => {
                for paragraph in paragraphs {
                    let start = lines.len();
                    lines.extend(match style.width {
                        Some(width) => wrap(random, paragraph, width, true),
                        None => halves(random, paragraph),
                    });
                    let whole = lines.len().saturating_sub(1);
                    seams.extend(if style.plain { whole..lines.len() } else { start..lines.len() });
                    if style.gaps {
                        lines.push(String::new());
                    }
                }
            }
        }
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
    }
    let ends: Vec<usize> = style
        .breaks
        .iter()
        .filter_map(|part| seams.get(seams.len() * part / 100).copied())
        .collect();
    let mut texts = vec![String::new()];
    for (at, line) in lines.iter().enumerate() {
        // A half that no page's end parts goes on with the other half.
        let (line, half) = line.strip_suffix('\u{1}').map_or((line.as_str(), false), |l| (l, true));
        let ended = ends.contains(&at) && at + 1 < lines.len();
        if style.dense && line.is_empty() && !ended {
            continue;
        }
        if line == "\u{c}" {
            texts.push(String::new());
            continue;
        }
        texts.last_mut().unwrap().push_str(line);
        texts.last_mut().unwrap().push_str(if half && !ended { " " } else { "\n" });
        if ended {
            let number = texts.len() + 1;
            texts.push(match style {
                Style { plain: true, .. } => format!("{number}\n\n"),
                Style { numbered: true, .. } => format!("{number}\u{b}\n\n"),
                _ => String::new(),
            });
        }
    }
    let (old, decomposed) = (random.chance(18), random.chance(12));
    let write = |text: String| {
        let text = if old { old_tones(&text) } else { text };
        let text = if decomposed { text.nfd().collect() } else { text };
        Page { text, status: PageStatus::Text }
    };
    texts.into_iter().map(write).collect()
}

/// A long paragraph in two, so that a page may end inside it; the first is marked.
fn halves(random: &mut Random, paragraph: &str) -> Vec<String> {
    let spaces: Vec<usize> = paragraph.match_indices(' ').map(|(at, _)| at).collect();
    if spaces.len() < 12 {
        return vec![paragraph.to_owned()];
    }
    let at = spaces[random.within(6, spaces.len() - 3)];
    vec![format!("{}\u{1}", &paragraph[..at]), paragraph[at + 1..].to_owned()]
}
