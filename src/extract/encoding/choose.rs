//! Which reading a group of lines has: by what it says itself, and by what the file says.
//!
//! In: the groups of a file. Out: a [`Reading`] for each. UTF-8 is changed on strong evidence only:
//! it must read badly as it is, and well when it is decoded.

use super::group::{Group, Kind, groups};
use super::reading::Reading;
use super::score::Score;
use encoding_rs::UTF_8;

/// Bytes of a group that are looked at.
const PREFIX: usize = 4 << 10;
/// Bytes of groups looked at to find what the file is.
const SAMPLE: usize = 256 << 10;

/// The readings that a file has mostly, if any.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Usual {
    /// Of what is no UTF-8.
    pub(super) bytes: Option<Reading>,
    /// Of what is UTF-8 and is not meant so.
    pub(super) shown: Option<Reading>,
    /// Some of the file is UTF-8 and is meant so.
    pub(super) has_plain: bool,
}

impl Usual {
    /// Asks the first groups that are not plainly UTF-8 what they are; each has as many votes as
    /// words that speak for its reading.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut votes: Vec<(Reading, u32)> = Vec::new();
        let (mut asked, mut has_plain) = (0, false);
        for group in groups(bytes) {
            if asked > SAMPLE {
                break;
            }
            has_plain |= group.kind == Kind::Vietnamese;
            if !matches!(group.kind, Kind::Invalid | Kind::Latin) {
                continue;
            }
            let prefix = prefix(group.bytes);
            asked += prefix.len();
            let found = if group.kind == Kind::Invalid {
                best(prefix, Reading::of_bytes()).filter(|found| found.is_vietnamese())
            } else {
                shown(prefix, Reading::of_shown())
            };
            let Some(Candidate { reading, score }) = found else { continue };
            match votes.iter_mut().find(|(voted, _)| *voted == reading) {
                Some((_, count)) => *count += score.legal_marked,
                None => votes.push((reading, score.legal_marked)),
            }
        }
        let most = |of: fn(&Reading) -> bool| {
            let votes = votes.iter().filter(|(reading, _)| of(reading));
            votes.max_by_key(|(_, count)| *count).map(|(reading, _)| *reading)
        };
        Self {
            bytes: most(|reading| matches!(reading, Reading::Bytes(_))),
            shown: most(|reading| !matches!(reading, Reading::Bytes(_))),
            has_plain,
        }
    }

    /// The reading of one group.
    pub(super) fn reading(self, group: Group<'_>) -> Reading {
        let prefix = prefix(group.bytes);
        match group.kind {
            Kind::Vietnamese => Reading::Plain,
            Kind::Invalid => self.of_invalid(prefix),
            Kind::Latin => self.of_latin(prefix),
            Kind::Foreign if self.shown.is_some() => self.of_latin(prefix),
            Kind::Foreign => self.by_chance(prefix).unwrap_or(Reading::Plain),
            // Capitals of VISCII and VPS among the control characters.
            Kind::Ascii if group.bytes.iter().any(|b| super::is_stray_control(*b)) => {
                self.bytes.or(self.shown).unwrap_or(Reading::Plain)
            }
            Kind::Ascii => Reading::Plain,
        }
    }

    fn of_invalid(self, bytes: &[u8]) -> Reading {
        let usual = self.bytes.and_then(|usual| Candidate::of(usual, bytes));
        if let Some(usual) = usual.filter(|u| u.is_vietnamese() && u.score.marked_share() >= 0.9) {
            return usual.reading;
        }
        let best = best(bytes, Reading::of_bytes()).filter(Candidate::is_vietnamese);
        let best_quality = best.map_or(0.0, |best| best.score.quality());
        let plain = Candidate::of(Reading::Plain, bytes).filter(|_| is_damaged_utf8(bytes));
        if plain.is_some_and(|plain| plain.score.quality() >= best_quality) {
            return Reading::Plain;
        }
        let usual_or = |other| usual.map_or(other, |usual| usual.reading);
        match best {
            // A few words are no reason to leave what the file is.
            Some(best) if best.beats(usual) => best.reading,
            Some(best) => usual_or(best.reading),
            None if is_western(bytes) => usual_or(Reading::Western),
            None => usual_or(Reading::Unknown),
        }
    }

    fn of_latin(self, bytes: &[u8]) -> Reading {
        let Some(plain) = Candidate::of(Reading::Plain, bytes) else { return Reading::Plain };
        let usual = self.shown.and_then(|usual| Candidate::of(usual, bytes));
        if let Some(usual) = usual.filter(|usual| self.is_usual_better(plain.score, usual.score)) {
            return usual.reading;
        }
        let found = shown(bytes, Reading::of_shown()).map(|found| found.reading);
        found.or_else(|| self.by_chance(bytes)).unwrap_or(Reading::Plain)
    }

    /// Whether a group is read as others of its file are: a word that gets better will do.
    fn is_usual_better(self, plain: Score, usual: Score) -> bool {
        let is_good = usual.marked_share() >= 0.75 && usual.legal_marked > 0;
        let gains = usual.legal > plain.legal && usual.quality() > plain.quality();
        is_good && (gains || !self.has_plain && usual.quality() >= plain.quality())
    }

    /// Bytes of the file's encoding that happen to be UTF-8.
    fn by_chance(self, bytes: &[u8]) -> Option<Reading> {
        let usual = Candidate::of(self.bytes?, bytes)?;
        let plain = Candidate::of(Reading::Plain, bytes)?;
        let is_better = plain.score.legal_marked == 0 && usual.score.legal_marked > 0;
        (is_better && usual.is_vietnamese()).then_some(usual.reading)
    }
}

/// A reading of some bytes, and how Vietnamese it makes them.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    reading: Reading,
    score: Score,
}

impl Candidate {
    fn of(reading: Reading, bytes: &[u8]) -> Option<Self> {
        Some(Self { reading, score: Score::of(&reading.read(bytes)?) })
    }

    /// Whether this can be nothing else, whatever stands around it. In French, a word in five with
    /// an accent happens to be a syllable, and hardly one has a letter that only Vietnamese has.
    fn is_vietnamese(&self) -> bool {
        let score = self.score;
        let is_special = score.special >= 2 && score.marked_share() >= 0.8;
        score.marked_share() >= 0.7
            && (score.legal_share() >= 0.5 || score.marked >= 10 || is_special)
    }

    fn beats(&self, usual: Option<Self>) -> bool {
        usual.is_none_or(|usual| {
            self.score.quality() >= usual.score.quality() + 0.3
                && self.score.legal_marked >= usual.score.legal_marked + 2
        })
    }
}

/// The reading that makes the bytes most Vietnamese.
fn best(bytes: &[u8], readings: impl Iterator<Item = Reading>) -> Option<Candidate> {
    let candidates = readings.filter_map(|reading| Candidate::of(reading, bytes));
    candidates.fold(None, |best: Option<Candidate>, next| {
        let rank = |of: Candidate| (of.score.quality(), of.score.legal_marked);
        if best.is_none_or(|best| rank(next) > rank(best)) { Some(next) } else { best }
    })
}

/// The reading of UTF-8 that is bad as it is, and good when it is decoded.
fn shown(bytes: &[u8], readings: impl Iterator<Item = Reading>) -> Option<Candidate> {
    let plain = Candidate::of(Reading::Plain, bytes)?.score;
    if plain.marked == 0 || plain.marked_share() > 0.75 || plain.best_share() < 0.5 {
        return None;
    }
    best(bytes, readings).filter(|found| {
        let score = found.score;
        let gained = score.legal.saturating_sub(plain.legal);
        // Beside English, more must speak for it.
        let is_good = score.legal_share() >= 0.8 && score.marked_share() >= 0.8
            || score.legal_share() >= 0.5 && score.marked_share() >= 0.9 && score.special >= 5;
        is_good && score.special > 0 && gained >= 2 && gained * 6 >= score.marked
    })
}

/// UTF-8 with a few bytes broken, as against text in another encoding: there the broken bytes are
/// the marked letters, every third of a Vietnamese text, and hardly a letter beyond ASCII comes
/// out right.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let (mut broken, mut right, mut all) = (0, 0, 0);
    for c in text.chars() {
        all += 1;
        match c {
            char::REPLACEMENT_CHARACTER => broken += 1,
            c if !c.is_ascii() => right += 1,
            _ => {}
        }
    }
    broken * 2 <= right && broken <= all / DAMAGE + 1
}

/// One broken character in this many is damage; more often, it is another encoding.
const DAMAGE: usize = 20;

/// Whether the bytes read sensibly as a Western language in Windows-1252: hardly anything but
/// letters beyond ASCII, each in a word with ASCII letters, and no capital behind a small one.
fn is_western(bytes: &[u8]) -> bool {
    let Some(text) = Reading::Western.read(bytes) else { return false };
    let (mut ascii, mut letters, mut odd) = (0_u32, 0_u32, 0_u32);
    let mut before = ' ';
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => ascii += 1,
            'À'..='ÿ' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' if c.is_alphabetic() => {
                letters += 1;
                odd += u32::from(before.is_lowercase() && c.is_uppercase());
            }
            '\u{80}'..='\u{9F}'
            | '¡'..='¦'
            | '¨'
            | 'ª'
            | '¬'
            | '¯'
            | '±'..='´'
            | '¶'
            | '¸'
            | '¹'
            | '¼'..='¾'
            | '×'
            | '÷'
            | 'ƒ' => {
                odd += 1;
            }
            _ => {}
        }
        before = c;
    }
    odd * 5 <= letters && letters * 4 <= ascii
}

/// The first bytes of a group, up to white space.
fn prefix(bytes: &[u8]) -> &[u8] {
    let Some(window) = bytes.get(..PREFIX) else { return bytes };
    let end = window.iter().rposition(u8::is_ascii_whitespace);
    let before_character = || window.iter().rposition(|b| !(0x80..0xC0).contains(b));
    let end = end.or_else(before_character).filter(|at| *at > 0).unwrap_or(PREFIX);
    window.get(..end).unwrap_or(window)
}
