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
/// Bytes passed over to find those.
const SEEN: usize = 8 << 20;

/// The share of legal words from which a file is mostly what most of its groups say; below, it is
/// in a Western language of which some words happen to be legal, or mixed through and through.
const MOSTLY: f32 = 0.4;

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
    pub(super) fn of(bytes: &[u8], is_utf8: bool) -> Self {
        let (mut of_bytes, mut of_shown) = (Votes::default(), Votes::default());
        let (mut seen, mut asked, mut has_plain) = (0, 0, false);
        for group in groups(bytes, is_utf8) {
            if asked > SAMPLE || seen > SEEN {
                break;
            }
            seen += group.bytes.len();
            has_plain |= group.kind == Kind::Vietnamese;
            let prefix = prefix(group.bytes);
            if group.kind == Kind::Invalid {
                let candidates = Reading::of_bytes().filter_map(|r| Candidate::of(r, prefix));
                let candidates: Vec<Candidate> = candidates.collect();
                for candidate in &candidates {
                    of_bytes.hear(*candidate);
                }
                of_bytes.count(best(candidates.into_iter()).filter(Candidate::is_vietnamese));
            } else if group.kind == Kind::Latin {
                let plain = Candidate::of(Reading::Plain, prefix);
                of_shown.count(plain.and_then(|plain| shown(prefix, plain.score)).or(plain));
            } else {
                continue;
            }
            asked += prefix.len();
        }
        let shown = of_shown.winner().filter(|winner| *winner != Reading::Plain);
        let bytes = of_bytes.winner().filter(|winner| of_bytes.share(*winner) >= MOSTLY);
        Self { bytes, shown, has_plain }
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
        let best = best(Reading::of_bytes().filter_map(|r| Candidate::of(r, bytes)));
        let best = best.filter(|best| best.is_surely_vietnamese() || usual.is_some());
        let best = best.filter(Candidate::is_vietnamese);
        let best_quality = best.map_or(0.0, |best| best.score.quality());
        let plain = Candidate::of(Reading::Plain, bytes).filter(|_| is_damaged_utf8(bytes));
        if plain.is_some_and(|plain| plain.score.quality() >= best_quality) {
            return Reading::Plain;
        }
        let is_western = is_western(bytes);
        match (best, usual) {
            // A few words are no reason to leave what the file is.
            (Some(best), Some(usual)) if !best.beats(usual) => usual.reading,
            (Some(best), _) => best.reading,
            (None, Some(usual)) if !(is_western && usual.is_foreign()) => usual.reading,
            (None, _) if is_western => Reading::Western,
            (None, _) => Reading::Unknown,
        }
    }

    fn of_latin(self, bytes: &[u8]) -> Reading {
        let Some(plain) = Candidate::of(Reading::Plain, bytes) else { return Reading::Plain };
        let usual = self.shown.and_then(|usual| Candidate::of(usual, bytes));
        let usual = usual.filter(|usual| self.is_usual_better(plain.score, *usual));
        if let Some(usual) = usual.filter(|usual| usual.score.marked_share() >= 0.9) {
            return usual.reading;
        }
        match (shown(bytes, plain.score), usual) {
            (Some(found), Some(usual)) if !found.beats(usual) => usual.reading,
            (Some(found), _) => found.reading,
            (None, Some(usual)) => usual.reading,
            (None, None) => self.by_chance(bytes).unwrap_or(Reading::Plain),
        }
    }

    /// Whether a group is read as others of its file are: one word that gets better will do.
    fn is_usual_better(self, plain: Score, usual: Candidate) -> bool {
        let wrong = |score: Score| score.marked - score.legal_marked;
        let is_better = wrong(usual.score) < wrong(plain);
        let is_good = wrong(usual.score) * 4 <= usual.score.marked || is_sure(usual.reading);
        let is_enough = if self.has_plain { is_better && is_good } else { is_better || is_good };
        is_enough && usual.score.quality() >= plain.quality()
    }

    /// Bytes of the file's encoding that happen to be UTF-8.
    fn by_chance(self, bytes: &[u8]) -> Option<Reading> {
        let usual = Candidate::of(self.bytes?, bytes)?;
        let plain = Candidate::of(Reading::Plain, bytes)?;
        let is_better = plain.score.legal_marked == 0 && usual.score.legal_marked > 0;
        (is_better && usual.is_vietnamese()).then_some(usual.reading)
    }
}

/// Words that speak for each reading.
#[derive(Default)]
struct Votes {
    /// Of the groups that choose it.
    words: Vec<(Reading, u32)>,
    /// How all groups read with it.
    all: Vec<Candidate>,
}

impl Votes {
    fn count(&mut self, vote: Option<Candidate>) {
        let Some(Candidate { reading, score }) = vote else { return };
        match self.words.iter_mut().find(|(voted, _)| *voted == reading) {
            Some((_, words)) => *words += score.legal_marked,
            None => self.words.push((reading, score.legal_marked)),
        }
    }

    fn hear(&mut self, candidate: Candidate) {
        match self.all.iter_mut().find(|heard| heard.reading == candidate.reading) {
            Some(heard) => heard.score = heard.score + candidate.score,
            None => self.all.push(candidate),
        }
    }

    fn winner(&self) -> Option<Reading> {
        let voted = self.words.iter().filter(|(_, words)| *words > 0);
        voted.max_by_key(|(_, words)| *words).map(|(reading, _)| *reading)
    }

    /// The share of legal words among the marked of all groups.
    fn share(&self, reading: Reading) -> f32 {
        let heard = self.all.iter().find(|heard| heard.reading == reading);
        heard.map_or(0.0, |heard| heard.score.marked_share())
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

    /// Whether this reads like Vietnamese. In French, a word in five with an accent happens to be a
    /// syllable, and hardly one has a letter that only Vietnamese has.
    fn is_vietnamese(&self) -> bool {
        let score = self.score;
        let is_special = score.special >= 2 && score.marked_share() >= 0.8;
        score.marked_share() >= 0.7
            && (score.legal_share() >= 0.5 || score.marked >= 10 || is_special)
    }

    /// Whether there are words enough to say so, if nothing else in the file does.
    fn is_surely_vietnamese(&self) -> bool {
        let score = self.score;
        score.marked >= 3 && score.special >= 2 && score.frequent > 0 && score.marked_share() >= 0.8
    }

    fn is_foreign(&self) -> bool {
        self.score.marked >= 5 && self.score.marked_share() < 0.3
    }

    fn beats(&self, usual: Self) -> bool {
        self.score.quality() >= usual.score.quality() + 0.3
            && self.score.legal_marked >= usual.score.legal_marked + 2
    }
}

/// The candidate that is most Vietnamese.
fn best(candidates: impl Iterator<Item = Candidate>) -> Option<Candidate> {
    candidates.fold(None, |best: Option<Candidate>, next| {
        let rank = |of: Candidate| (of.score.quality(), of.score.legal_marked);
        if best.is_none_or(|best| rank(next) > rank(best)) { Some(next) } else { best }
    })
}

/// Whether a text would be Vietnamese if it were decoded.
pub(in crate::extract) fn is_undecoded(text: &str) -> bool {
    !text.is_ascii() && shown(text.as_bytes(), Score::of(text)).is_some()
}

/// The reading of UTF-8 that is bad as it is (`plain`), and good when it is decoded.
fn shown(bytes: &[u8], plain: Score) -> Option<Candidate> {
    if plain.marked == 0 || plain.marked_share() > 0.75 {
        return None;
    }
    let readings = Reading::of_shown();
    let readings = readings.filter(|reading| is_sure(*reading) || plain.best_share() >= 0.5);
    // What cannot be restored once cannot be restored twice.
    let candidates = readings.map_while(|reading| match Candidate::of(reading, bytes) {
        None if is_sure(reading) => None,
        candidate => Some(candidate),
    });
    best(candidates.flatten()).filter(|found| {
        let score = found.score;
        let gained = score.legal.saturating_sub(plain.legal);
        // Beside English, more must speak for it.
        let is_good = score.legal_share() >= 0.8 && score.marked_share() >= 0.8
            || score.legal_share() >= 0.5 && score.marked_share() >= 0.9 && score.special >= 5
            || is_sure(found.reading) && score.marked_share() >= 0.8;
        is_good
            && score.special > 0
            && score.frequent > 0
            && gained >= 3
            && gained * 6 >= score.marked
    })
}

/// Nothing but UTF-8 shows as sequences of UTF-8.
fn is_sure(reading: Reading) -> bool {
    matches!(reading, Reading::Scrambled(_))
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
    odd * 5 <= letters && letters * 3 <= ascii
}

/// The first bytes of a group, up to white space.
fn prefix(bytes: &[u8]) -> &[u8] {
    let Some(window) = bytes.get(..PREFIX) else { return bytes };
    let end = window.iter().rposition(u8::is_ascii_whitespace);
    let before_character = || window.iter().rposition(|b| !(0x80..0xC0).contains(b));
    let end = end.or_else(before_character).filter(|at| *at > 0).unwrap_or(PREFIX);
    window.get(..end).unwrap_or(window)
}
