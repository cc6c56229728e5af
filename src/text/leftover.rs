//! What an input method left over → what was meant: Telex (`haj taangf soos`) and VNI
//! (`ha5 ta62ng so61`).
//!
//! In: words typed while no input method was on. Out: the syllables that the keys stand for. Of a word
//! that is a syllable as it stands nothing is made. Rules: the key tables of the two methods.

use super::letter::{Letter, letter};
use super::syllable::is_legal;
use unicode_normalization::UnicodeNormalization;

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const CIRCUMFLEX: char = '\u{302}';
const TILDE: char = '\u{303}';
const BREVE: char = '\u{306}';
const HOOK: char = '\u{309}';
const HORN: char = '\u{31b}';
const DOT: char = '\u{323}';

/// A text whose left-over keys are read; `None` if none of its words has any, or one word can be read
/// neither as it stands nor by its keys.
#[must_use]
pub fn decoded(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut any = false;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        let space = piece.get(word.len()..).unwrap_or_default();
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        // Two capitals are an abbreviation, or an operator of a question.
        let is_short = core.len() == 2 && core.bytes().all(|b| b.is_ascii_uppercase());
        let is_number = core.chars().all(|c| c.is_ascii_digit());
        if core.is_empty() || is_short || is_number || is_legal(core) {
            out.push_str(piece);
            continue;
        }
        let syllable = syllable(core)?;
        let (before, behind) = word.split_once(core)?;
        out.extend([before, &syllable, behind, space]);
        any = true;
    }
    any.then_some(out)
}

/// The syllable that one word's keys stand for.
#[must_use]
pub fn syllable(word: &str) -> Option<String> {
    const LONGEST: usize = 12;
    let plain = word.is_ascii() && word.starts_with(|c: char| c.is_ascii_alphabetic());
    if !plain || word.len() > LONGEST {
        return None;
    }
    let read = if word.contains(|c: char| c.is_ascii_digit()) { vni(word) } else { telex(word) };
    let read = read?;
    let is_new = read.chars().any(|c| letter(c).is_some_and(Letter::is_marked));
    (is_new && is_legal(&read)).then_some(read)
}

/// Telex: `aa ee oo` and `dd`, `w`, and the tones `f s r x j` behind their vowel.
fn telex(word: &str) -> Option<String> {
    let mut typed = Typed::default();
    for c in word.chars() {
        let key = c.to_ascii_lowercase();
        let tone = match key {
            'f' => Some(GRAVE),
            's' => Some(ACUTE),
            'r' => Some(HOOK),
            'x' => Some(TILDE),
            'j' => Some(DOT),
            _ => None,
        };
        // A consonant before any vowel is itself; behind one no syllable has these.
        if let Some(tone) = tone.filter(|_| typed.has_vowel()) {
            // A second one takes the first back: no left-over then.
            typed.tone.replace(tone).is_none().then_some(())?;
        } else if key == 'w' {
            if !typed.hook() {
                typed.push(if c == 'W' { 'U' } else { 'u' });
                typed.hook().then_some(())?;
            }
        } else if !(matches!(key, 'a' | 'e' | 'o') && typed.circumflex(key)
            || key == 'd' && typed.stroke())
        {
            typed.push(c);
        }
    }
    typed.syllable()
}

/// VNI: the digits 1 to 5 for the tones, 6 for the circumflex, 7 for the horn, 8 for the breve, 9 for đ.
fn vni(word: &str) -> Option<String> {
    let mut typed = Typed::default();
    for c in word.chars() {
        match c {
            '1' => typed.tone = Some(ACUTE),
            '2' => typed.tone = Some(GRAVE),
            '3' => typed.tone = Some(HOOK),
            '4' => typed.tone = Some(TILDE),
            '5' => typed.tone = Some(DOT),
            '6' => {
                let vowels = ['a', 'e', 'o'];
                vowels.into_iter().any(|vowel| typed.circumflex(vowel)).then_some(())?;
            }
            '7' | '8' => typed.hook().then_some(())?,
            '9' => typed.stroke().then_some(())?,
            '0' => typed.tone = None,
            _ => typed.push(c),
        }
    }
    typed.syllable()
}

/// Letters typed so far, each with the mark that makes it another letter.
#[derive(Default)]
struct Typed {
    letters: Vec<(char, Option<char>)>,
    tone: Option<char>,
    has_stroke: bool,
}

impl Typed {
    fn push(&mut self, c: char) {
        self.letters.push((c, None));
    }

    fn has_vowel(&self) -> bool {
        self.letters.iter().any(|(c, _)| is_vowel(*c))
    }

    /// Puts a circumflex on the last of these vowels that has no mark.
    fn circumflex(&mut self, vowel: char) -> bool {
        let fits = |(c, mark): &&mut (char, Option<char>)| {
            c.eq_ignore_ascii_case(&vowel) && mark.is_none()
        };
        let found = self.letters.iter_mut().rev().find(fits);
        found.is_some_and(|(_, mark)| mark.replace(CIRCUMFLEX).is_none())
    }

    /// Makes ă, ơ, ư, or ươ of the last vowels that have no mark.
    fn hook(&mut self) -> bool {
        let is = |at: usize, vowel: char| {
            let at = self.letters.get(at);
            at.is_some_and(|(c, mark)| c.eq_ignore_ascii_case(&vowel) && mark.is_none())
        };
        let last = |vowel: char| (0..self.letters.len()).rev().find(|at| is(*at, vowel));
        let both = last('o').filter(|at| *at > 0 && is(*at - 1, 'u') && !self.is_of_onset(*at - 1));
        let horned = both.or_else(|| last('o')).or_else(|| last('u'));
        let (at, mark) = match (last('a'), horned) {
            // "ưa" is "ua" with its horn: "muwa", "muaw".
            (Some(_), Some(horned)) if !self.is_of_onset(horned) => (horned, HORN),
            (Some(a), _) => (a, BREVE),
            (None, Some(horned)) => (horned, HORN),
            (None, None) => return false,
        };
        if let Some(before) = both.filter(|o| *o == at).and_then(|o| o.checked_sub(1))
            && let Some((_, mark)) = self.letters.get_mut(before)
        {
            *mark = Some(HORN);
        }
        self.letters.get_mut(at).is_some_and(|(_, held)| held.replace(mark).is_none())
    }

    /// Whether the letter is the u of qu.
    fn is_of_onset(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.letters.get(before));
        before.is_some_and(|(c, _)| matches!(c, 'q' | 'Q'))
    }

    /// Makes đ of the d at the beginning.
    fn stroke(&mut self) -> bool {
        let is_d = self.letters.first().is_some_and(|(c, _)| matches!(c, 'd' | 'D'));
        let is_new = is_d && !self.has_stroke;
        self.has_stroke |= is_new;
        is_new
    }

    fn syllable(self) -> Option<String> {
        let toned = self.tone.and_then(|tone| Some((self.bearer()?, tone)));
        if self.tone.is_some() && toned.is_none() {
            return None;
        }
        let mut out = String::new();
        for (at, (c, mark)) in self.letters.iter().enumerate() {
            match c {
                'd' if at == 0 && self.has_stroke => out.push('đ'),
                'D' if at == 0 && self.has_stroke => out.push('Đ'),
                c => out.push(*c),
            }
            out.extend(mark);
            out.extend(toned.filter(|(bearer, _)| *bearer == at).map(|(_, tone)| tone));
        }
        Some(out.nfc().collect())
    }

    /// The vowel that the tone stands on: the last with a mark, the second before a consonant or among
    /// three, else the first.
    fn bearer(&self) -> Option<usize> {
        let vowel = |at: &usize| self.letters.get(*at).is_some_and(|(c, _)| is_vowel(*c));
        let all: Vec<usize> = (0..self.letters.len()).filter(vowel).collect();
        let first = self.letters.first().map(|(c, _)| c.to_ascii_lowercase());
        // The u of "qu" and the i of "gi" are no vowels where another follows.
        let is_onset = all.len() > 1
            && all.first() == Some(&1)
            && self.letters.get(1).is_some_and(|(c, _)| {
                let c = c.to_ascii_lowercase();
                (first, c) == (Some('q'), 'u') || (first, c) == (Some('g'), 'i')
            });
        let vowels = all.get(usize::from(is_onset)..).unwrap_or_default();
        let marked = |at: &&usize| self.letters.get(**at).is_some_and(|(_, mark)| mark.is_some());
        if let Some(marked) = vowels.iter().rev().find(marked) {
            return Some(*marked);
        }
        let closed = vowels.last().is_some_and(|last| last + 1 < self.letters.len());
        let second = vowels.len() > 2 || closed && vowels.len() > 1;
        vowels.get(usize::from(second)).copied()
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telex_and_vni() {
        for (typed, meant) in [
            ("haj taangf soos", "hạ tầng số"),
            ("ha5 ta62ng so61", "hạ tầng số"),
            ("Haj Taangf Soos", "Hạ Tầng Số"),
            ("truwowngf ddaij hocj", "trường đại học"),
            ("truowngf", "trường"),
            ("nguwowif", "người"),
            ("nguoiwf", "người"),
            ("chuyeenr ddooir soos", "chuyển đổi số"),
            ("chuye63n d9o63i so61", "chuyển đổi số"),
            ("quyeets ddinhj", "quyết định"),
            ("ddieuef", "điều"),
            ("mwa", "mưa"),
            ("muaw", "mưa"),
            ("quaanj", "quận"),
            ("giaos ducj", "giáo dục"),
            ("giaf", "già"),
            ("hoaf", "hòa"),
            ("thuyr", "thủy"),
            ("khoer", "khỏe"),
            ("awn", "ăn"),
            ("DDAARNG UYR", "ĐẨNG ỦY"),
            ("uy3 ban nha6n da6n", "ủy ban nhân dân"),
            ("triển khai haj taangf", "triển khai hạ tầng"),
        ] {
            assert_eq!(decoded(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn what_is_none() {
        for typed in [
            "hạ tầng số",
            "ha tang so",
            "202-KL/TW",
            "hello world",
            "",
            "  ",
            "2025",
            "kl 202",
            "so 12",
            "windows",
            "Express",
            "x",
            "ww",
            "f",
            "a1b2c3",
            "hạ tầng OR số",
        ] {
            assert_eq!(decoded(typed), None, "{typed}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_word_is_read_or_left(text in ".{0,40}") {
            if let Some(read) = decoded(&text) {
                proptest::prop_assert_ne!(&read, &text);
                proptest::prop_assert_eq!(decoded(&read), None);
            }
        }
    }
}
