//! What is known of the language and of misreadings, as `tests/make-restoration-model` packs it.
//!
//! In: the file that is part of the program. Out: [`Language`], the probability of a syllable behind
//! two others, and the rows of misreadings. Unpacked at the first damaged page: 40 ms and 9 MB that
//! an archive of good text never pays. The format is described in `make.py`, beside what writes it.

use flate2::read::ZlibDecoder;
use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

/// The file.
static PACKED: &[u8] = include_bytes!("model.bin");
const HEAD: &[u8] = b"tracuu restoration 2\n";

/// A syllable, by its number in the model.
pub(super) type Syllable = u16;

/// Punctuation, or a paragraph's end.
pub(super) const BREAK: Syllable = 0;
/// A number.
pub(super) const NUMBER: Syllable = 1;
/// An abbreviation or a symbol.
pub(super) const ABBREVIATION: Syllable = 2;
/// Anything else.
pub(super) const OTHER: Syllable = 3;
/// The first number of a real syllable.
pub(super) const FIRST: usize = 4;

/// The model, unpacked.
pub(super) struct Model {
    pub(super) language: Language,
    /// Letter, what was printed for it, natural logarithm of the probability.
    pub(super) misreadings: HashMap<char, HashMap<String, f32>>,
    /// Natural logarithm of what is left for the unseen.
    pub(super) unseen: HashMap<char, f32>,
    /// Onsets and rimes, as they are written.
    pub(super) units: HashMap<String, Unit>,
}

/// How an onset or a rime is misread as a whole.
pub(super) struct Unit {
    /// Natural logarithm of what is left to its letters, each by itself.
    pub(super) left: f32,
    /// What was printed for it, natural logarithm of the probability.
    pub(super) seen: Vec<(String, f32)>,
}

/// Probabilities of syllables in a row.
pub(super) struct Language {
    syllables: Vec<String>,
    single: Vec<u8>,
    pairs: Rows,
    triples: Rows,
}

/// What follows each context: rows of syllables in order, with their probabilities.
struct Rows {
    /// Where each row begins, and behind the last where it ends.
    start: Vec<u32>,
    back: Vec<u8>,
    next: Vec<Syllable>,
    probability: Vec<u8>,
}

#[expect(clippy::expect_used, reason = "the file is part of the program; a test reads it")]
static MODEL: LazyLock<Model> = LazyLock::new(|| read(PACKED).expect("model.bin"));

/// The model; unpacked when it is first asked for.
pub(super) fn model() -> &'static Model {
    &MODEL
}

impl Language {
    /// How many syllables there are, the four markers included.
    pub(super) fn len(&self) -> usize {
        self.syllables.len()
    }

    /// A syllable's letters: lower case, NFC, the tone in its old place (`hòa`).
    pub(super) fn letters(&self, syllable: Syllable) -> &str {
        self.syllables.get(usize::from(syllable)).map_or("", String::as_str)
    }

    /// Natural logarithm of a syllable's probability, whatever stands before it.
    pub(super) fn alone(&self, syllable: Syllable) -> f32 {
        logarithm(self.single.get(usize::from(syllable)).copied().unwrap_or(u8::MAX))
    }

    /// Natural logarithm of the probability of `b` behind `a`.
    pub(super) fn behind(&self, a: Syllable, b: Syllable) -> f32 {
        match self.pairs.find(usize::from(a), b) {
            Ok(at) => self.pairs.probability(at),
            Err(back) => back + self.alone(b),
        }
    }

    /// Where the pair stands, to ask for what follows it; `None` if it is not known.
    pub(super) fn pair(&self, a: Syllable, b: Syllable) -> Option<usize> {
        self.pairs.find(usize::from(a), b).ok()
    }

    /// Natural logarithm of the probability of `c` behind a pair whose second syllable is `b`.
    pub(super) fn behind_pair(&self, pair: Option<usize>, b: Syllable, c: Syllable) -> f32 {
        match pair.map(|pair| self.triples.find(pair, c)) {
            Some(Ok(at)) => self.triples.probability(at),
            Some(Err(back)) => back + self.behind(b, c),
            None => self.behind(b, c),
        }
    }
}

impl Rows {
    /// Where the syllable stands in a row, or the logarithm of the row's back-off.
    fn find(&self, row: usize, syllable: Syllable) -> Result<usize, f32> {
        let bounds = self.start.get(row).zip(self.start.get(row + 1));
        let (from, to) = bounds.map_or((0, 0), |(from, to)| (*from as usize, *to as usize));
        let back =
            || if from == to { 0.0 } else { logarithm(self.back.get(row).copied().unwrap_or(0)) };
        let next = self.next.get(from..to).unwrap_or_default();
        next.binary_search(&syllable).map(|at| from + at).map_err(|_| back())
    }

    fn probability(&self, at: usize) -> f32 {
        logarithm(self.probability.get(at).copied().unwrap_or(u8::MAX))
    }

    fn read(input: &mut Input<'_>, rows: usize) -> Option<Self> {
        let mut all =
            Self { start: vec![0], back: Vec::new(), next: Vec::new(), probability: Vec::new() };
        for _ in 0..rows {
            let count = input.varint()? as usize;
            all.back.push(if count > 0 { input.byte()? } else { 0 });
            let mut syllable = 0_u32;
            for _ in 0..count {
                syllable += input.varint()?;
                all.next.push(Syllable::try_from(syllable).ok()?);
            }
            all.probability.extend_from_slice(input.take(count)?);
            all.start.push(u32::try_from(all.next.len()).ok()?);
        }
        Some(all)
    }
}

fn logarithm(byte: u8) -> f32 {
    f32::from(byte) / -14.0
}

/// `None` if it is not as described.
fn read(packed: &[u8]) -> Option<Model> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut bytes).ok()?;
    let mut input = Input(bytes.strip_prefix(HEAD)?);
    let syllables = (0..input.number()?).map(|_| input.text()).collect::<Option<Vec<_>>>()?;
    let single = input.take(syllables.len())?.to_vec();
    let pairs = Rows::read(&mut input, syllables.len())?;
    let triples = Rows::read(&mut input, pairs.next.len())?;
    let mut misreadings: HashMap<char, HashMap<String, f32>> = HashMap::new();
    for _ in 0..input.number()? {
        let (letter, printed, value) = (input.letter()?, input.text()?, input.real()?);
        misreadings.entry(letter).or_default().insert(printed, value);
    }
    let unseen = (0..input.number()?).map(|_| Some((input.letter()?, input.real()?)));
    let unseen = unseen.collect::<Option<_>>()?;
    let units = (0..input.number()?).map(|_| Some((input.text()?, input.unit()?)));
    let units = units.collect::<Option<_>>()?;
    let language = Language { syllables, single, pairs, triples };
    input.0.is_empty().then_some(Model { language, misreadings, unseen, units })
}

/// What is still to be read.
struct Input<'b>(&'b [u8]);

impl<'b> Input<'b> {
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn varint(&mut self) -> Option<u32> {
        let (mut value, mut shift) = (0_u32, 0);
        loop {
            let byte = self.byte()?;
            value |= u32::from(byte & 127).checked_shl(shift)?;
            if byte < 128 {
                return Some(value);
            }
            shift += 7;
        }
    }

    fn number(&mut self) -> Option<u32> {
        self.take(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    fn real(&mut self) -> Option<f32> {
        self.take(4)?.try_into().ok().map(f32::from_le_bytes)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::from(self.byte()?);
        String::from_utf8(self.take(length)?.to_vec()).ok()
    }

    fn unit(&mut self) -> Option<Unit> {
        let (left, count) = (self.real()?, self.varint()?);
        let seen = (0..count).map(|_| Some((self.text()?, logarithm(self.byte()?))));
        Some(Unit { left, seen: seen.collect::<Option<_>>()? })
    }

    fn letter(&mut self) -> Option<char> {
        self.text()?.chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(syllable: &str) -> Syllable {
        let at = model().language.syllables.iter().position(|s| s == syllable).unwrap();
        Syllable::try_from(at).unwrap()
    }

    #[test]
    fn what_is_said_often_is_likely() {
        let language = &model().language;
        let [ha, tang, so, bo] = ["hạ", "tầng", "số", "bò"].map(number);
        assert!(language.behind(ha, tang) > language.behind(ha, bo) + 3.0);
        let pair = language.pair(ha, tang);
        assert!(pair.is_some());
        assert!(language.behind_pair(pair, tang, so) > language.behind_pair(pair, tang, bo) + 2.0);
    }

    /// What follows a context adds up to one, but for the rounding of each to a byte.
    #[test]
    fn probabilities_add_up() {
        let language = &model().language;
        let all = || (0..language.len()).map(|at| Syllable::try_from(at).unwrap());
        for word in ["hạ", "chính", "<s>"].map(number) {
            let sum: f32 = all().map(|next| language.behind(word, next).exp()).sum();
            assert!((0.9..1.1).contains(&sum), "{sum}");
        }
    }

    #[test]
    fn a_file_cut_short_is_refused() {
        assert!(read(PACKED.get(..PACKED.len() - 9).unwrap()).is_none());
        assert!(read(b"").is_none());
    }
}
