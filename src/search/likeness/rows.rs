//! Two texts put side by side, passage by passage.
//!
//! In: two [`Text`]s. Out: rows. Equal passages are aligned first; what lies between them is compared word
//! by word, and passages that share enough of their words stand in one row, several of one text beside one
//! of the other where the one joins what the other parts. A passage that stands elsewhere was moved.

use super::words::{Marks, Text};
use serde::Serialize;
use similar::{Algorithm, DiffTag, capture_diff_slices_deadline};
use std::collections::HashMap;
use std::ops::Range;
use std::time::{Duration, Instant};
use utoipa::ToSchema;

/// After so long what is not aligned yet is said to be changed as a whole.
const PATIENCE: Duration = Duration::from_secs(3);
/// Two passages are one that was changed if they share this part of the words of the shorter one.
const CHANGED: f32 = 0.4;
/// A passage of fewer words that stands elsewhere says nothing of having been moved.
const LEAST_MOVED: usize = 4;

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Both have it.
    Same,
    /// Both have it with other words.
    Changed,
    /// Both have it, at other places.
    Moved,
    /// The first alone has it.
    OnlyA,
    /// The second alone has it.
    OnlyB,
}

/// A passage, or some that belong together, in both texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Passage {
    /// What became of it.
    pub change: Change,
    /// In the first text.
    pub a: Option<Place>,
    /// In the second text.
    pub b: Option<Place>,
    /// Of a changed passage: word by word. Those of both and of `a` are the first text, those of both and
    /// of `b` the second, but for punctuation.
    pub pieces: Vec<Piece>,
}

/// Where a passage stands, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Place {
    /// The page, from 1.
    pub page: u32,
    /// On one line.
    pub text: String,
}

/// Words that follow one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Piece {
    /// Whose they are.
    pub of: Whose,
    /// On one line.
    pub text: String,
}

/// Whose words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// Both texts have them.
    Both,
    /// The first alone.
    A,
    /// The second alone.
    B,
}

/// Two texts side by side.
pub(super) struct Rows<'t> {
    a: &'t Text,
    b: &'t Text,
    marks: Marks,
    keys: (Vec<u64>, Vec<u64>),
    until: Instant,
    rows: Vec<Row>,
}

/// Words of both texts that belong together.
struct Row {
    change: Change,
    a: Range<usize>,
    b: Range<usize>,
}

/// Passages of both texts, by their places in the lists of passages.
type Ranges = (Range<usize>, Range<usize>);

impl<'t> Rows<'t> {
    /// Puts two texts side by side.
    pub(super) fn new(a: &'t Text, b: &'t Text, marks: Marks) -> Self {
        let keys = (a.keys(marks), b.keys(marks));
        let until = Instant::now() + PATIENCE;
        let mut rows = Self { a, b, marks, keys, until, rows: Vec::new() };
        rows.align();
        rows.find_moved();
        rows
    }

    /// The rows in words.
    pub(super) fn worded(&self) -> Vec<Passage> {
        self.rows.iter().map(|row| self.passage(row)).collect()
    }

    fn align(&mut self) {
        let hashes = |text: &Text| -> Vec<u64> {
            text.passages().iter().map(|passage| text.hash(passage, self.marks)).collect()
        };
        let (a, b) = (hashes(self.a), hashes(self.b));
        let ops = capture_diff_slices_deadline(Algorithm::Patience, &a, &b, Some(self.until));
        let mut gap: Ranges = (0..0, 0..0);
        for op in ops {
            let (tag, a, b) = op.as_tag_tuple();
            if tag == DiffTag::Equal {
                self.compare_gap(&gap);
                for (a, b) in a.clone().zip(b.clone()) {
                    self.push(Change::Same, a..a + 1, b..b + 1);
                }
                gap = (a.end..a.end, b.end..b.end);
            } else {
                (gap.0.end, gap.1.end) = (a.end.max(gap.0.end), b.end.max(gap.1.end));
            }
        }
        self.compare_gap(&gap);
    }

    /// Passages that no equal one of the other text stands beside.
    fn compare_gap(&mut self, (of_a, of_b): &Ranges) {
        let (words_a, words_b) = (words(self.a, of_a), words(self.b, of_b));
        let shared = self.shared(&words_a, &words_b);
        let (mut at_a, mut at_b) = (of_a.start, of_b.start);
        for (in_a, in_b) in self.groups((of_a, of_b), &shared) {
            self.alone((at_a..in_a.start, at_b..in_b.start));
            let (a, b) = (words(self.a, &in_a), words(self.b, &in_b));
            let (key_a, key_b) = (self.keys.0.get(a), self.keys.1.get(b));
            let change = if key_a == key_b { Change::Same } else { Change::Changed };
            (at_a, at_b) = (in_a.end, in_b.end);
            self.push(change, in_a, in_b);
        }
        self.alone((at_a..of_a.end, at_b..of_b.end));
    }

    /// The words that both have, in order: where they begin in each, and how many follow one another.
    fn shared(&self, a: &Range<usize>, b: &Range<usize>) -> Vec<(usize, usize, usize)> {
        let (Some(keys_a), Some(keys_b)) = (self.keys.0.get(a.clone()), self.keys.1.get(b.clone()))
        else {
            return Vec::new();
        };
        let until = Some(self.until);
        let ops = capture_diff_slices_deadline(Algorithm::Myers, keys_a, keys_b, until);
        let equal = ops.iter().map(|op| op.as_tag_tuple());
        let equal = equal.filter(|(tag, ..)| *tag == DiffTag::Equal);
        equal.map(|(_, x, y)| (a.start + x.start, b.start + y.start, x.len())).collect()
    }

    /// The passages that share enough of their words, joined where one of the one belongs to two of the
    /// other. Since shared words are in order in both, so are the groups.
    fn groups(
        &self,
        of: (&Range<usize>, &Range<usize>),
        shared: &[(usize, usize, usize)],
    ) -> Vec<Ranges> {
        let (passages_a, passages_b) = (self.a.passages(), self.b.passages());
        let of_word = |passages: &[Range<usize>], word: usize| {
            passages.partition_point(|passage| passage.end <= word)
        };
        let mut common: Vec<((usize, usize), usize)> = Vec::new();
        for &(a, b, length) in shared {
            for step in 0..length {
                let pair = (of_word(passages_a, a + step), of_word(passages_b, b + step));
                match common.last_mut() {
                    Some((last, count)) if *last == pair => *count += 1,
                    _ => common.push((pair, 1)),
                }
            }
        }
        let mut groups: Vec<Ranges> = Vec::new();
        for ((a, b), count) in common {
            let length = |passages: &[Range<usize>], at| passages.get(at).map_or(0, Range::len);
            let shorter = length(passages_a, a).min(length(passages_b, b));
            if !of.0.contains(&a) || !of.1.contains(&b) || (count as f32) < CHANGED * shorter as f32
            {
                continue;
            }
            match groups.last_mut() {
                Some((in_a, in_b)) if in_a.contains(&a) || in_b.contains(&b) => {
                    (in_a.end, in_b.end) = (in_a.end.max(a + 1), in_b.end.max(b + 1));
                }
                _ => groups.push((a..a + 1, b..b + 1)),
            }
        }
        groups
    }

    fn alone(&mut self, (a, b): Ranges) {
        for at in a {
            self.push(Change::OnlyA, at..at + 1, 0..0);
        }
        for at in b {
            self.push(Change::OnlyB, 0..0, at..at + 1);
        }
    }

    fn push(&mut self, change: Change, a: Range<usize>, b: Range<usize>) {
        let (a, b) = (words(self.a, &a), words(self.b, &b));
        self.rows.push(Row { change, a, b });
    }

    /// What the one has here and the other there.
    fn find_moved(&mut self) {
        let mut elsewhere: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate().rev() {
            if row.change == Change::OnlyB && row.b.len() >= LEAST_MOVED {
                elsewhere.entry(self.b.hash(&row.b, self.marks)).or_default().push(at);
            }
        }
        let mut moved: HashMap<usize, Range<usize>> = HashMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if row.change == Change::OnlyA
                && let Some(other) = elsewhere.get_mut(&self.a.hash(&row.a, self.marks))
                && let Some(other) = other.pop().and_then(|at| Some((at, self.rows.get(at)?)))
            {
                moved.insert(at, other.1.b.clone());
                moved.insert(other.0, 0..0);
            }
        }
        let rows = std::mem::take(&mut self.rows).into_iter().enumerate();
        let moved = rows.filter_map(|(at, row)| match moved.get(&at) {
            Some(b) if b.is_empty() => None,
            Some(b) => Some(Row { change: Change::Moved, a: row.a, b: b.clone() }),
            None => Some(row),
        });
        self.rows = moved.collect();
    }

    fn passage(&self, row: &Row) -> Passage {
        let place = |text: &Text, words: &Range<usize>| {
            (!words.is_empty())
                .then(|| Place { page: text.page(words.start), text: text.said(words.clone()) })
        };
        let is_changed = row.change == Change::Changed;
        let pieces = if is_changed { self.pieces(&row.a, &row.b) } else { Vec::new() };
        Passage { change: row.change, a: place(self.a, &row.a), b: place(self.b, &row.b), pieces }
    }

    /// Shared words without those at their edges that are part of a changed figure or number.
    fn whole(
        &self,
        (mut x, mut y, mut length): (usize, usize, usize),
        a: &Range<usize>,
        b: &Range<usize>,
    ) -> (usize, usize, usize) {
        let is_joined = |x, y| self.a.is_joined(x) || self.b.is_joined(y);
        while length > 0 && (x > a.start || y > b.start) && is_joined(x, y) {
            (x, y, length) = (x + 1, y + 1, length - 1);
        }
        while length > 0
            && (x + length < a.end || y + length < b.end)
            && is_joined(x + length, y + length)
        {
            length -= 1;
        }
        (x, y, length)
    }

    fn pieces(&self, a: &Range<usize>, b: &Range<usize>) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let (mut at_a, mut at_b) = (a.start, b.start);
        let mut piece = |of, text: &Text, words: Range<usize>| {
            if !words.is_empty() {
                pieces.push(Piece { of, text: text.said(words) });
            }
        };
        for (x, y, length) in self.shared(a, b) {
            let (x, y, length) = self.whole((x, y, length), a, b);
            let is_outer =
                (x == a.start && y == b.start) || (x + length == a.end && y + length == b.end);
            // One word between two changes is rather a chance than what was kept.
            if length == 0 || length == 1 && !is_outer {
                continue;
            }
            piece(Whose::A, self.a, at_a..x);
            piece(Whose::B, self.b, at_b..y);
            piece(Whose::Both, self.a, x..x + length);
            (at_a, at_b) = (x + length, y + length);
        }
        piece(Whose::A, self.a, at_a..a.end);
        piece(Whose::B, self.b, at_b..b.end);
        pieces
    }
}

/// The words of some passages.
fn words(text: &Text, passages: &Range<usize>) -> Range<usize> {
    match text.passages().get(passages.clone()) {
        Some([first, .., last]) => first.start..last.end,
        Some([only]) => only.clone(),
        _ => 0..0,
    }
}
