//! Which of the candidates the sentence means: the likeliest row of syllables, and how sure each is.
//!
//! In: places, each with what may stand there. Out: of each place the choice of the likeliest row, and
//! the probability of every candidate. By pairs of syllables first, forwards and backwards; of what
//! they leave, by triples, in the same way.

use super::model::{BREAK, Language, Syllable};
use super::sums::{add, shares_of, sum_of};

/// Weight of the language against the print. Counts come from laws and news, so what an office writes
/// is less surprising than they say.
const LANGUAGE: f32 = 0.75;
/// Exponent of what a probability is made of: neighbours are counted as independent, which they are not.
const SOFT: f32 = 0.8;
/// The least probability by pairs of what triples look at, and the most that they look at of a place.
const LEAST: f32 = 0.001;
const KEPT: usize = 9;

/// What may stand at a place, and the natural logarithm of the probability that it is printed so.
pub(super) type Place = Vec<(Syllable, f32)>;

/// What is found out about a place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Decision {
    /// The candidate of the likeliest row.
    pub(super) choice: usize,
    /// The probability of each candidate, given all other places; 0 of what is hardly possible.
    pub(super) shares: Vec<f32>,
}

/// A candidate that triples look at.
#[derive(Clone, Copy)]
struct Kept {
    at: usize,
    syllable: Syllable,
    fit: f32,
}

/// Decides each place; a place has at least one candidate.
pub(super) fn decide(language: &Language, places: &[Place]) -> Vec<Decision> {
    let shares = by_pairs(language, places);
    let kept: Vec<Vec<Kept>> =
        places.iter().zip(&shares).map(|(place, shares)| kept(place, shares)).collect();
    let edge = [Kept { at: 0, syllable: BREAK, fit: 0.0 }];
    let of = |at: Option<usize>| at.and_then(|at| kept.get(at)).map_or(&edge[..], Vec::as_slice);
    // At each place the pairs of what stands before it and what stands there; `steps` by what
    // stands before those.
    let mut steps: Vec<Vec<f32>> = Vec::with_capacity(places.len());
    let (mut sums, mut tops) = (vec![vec![0.0_f32]], vec![vec![0.0_f32]]);
    for at in 0..places.len() {
        let (first, second) = (of(at.checked_sub(2)), of(at.checked_sub(1)));
        let step = step(language, first, second, of(Some(at)));
        let (sum, top) = forwards(&step, &sums, &tops, second.len(), of(Some(at)).len());
        steps.push(step);
        sums.push(sum);
        tops.push(top);
    }
    let mut decisions: Vec<Decision> = Vec::with_capacity(places.len());
    let mut behind = vec![0.0; sums.last().map_or(0, Vec::len)];
    let mut chosen: Option<(usize, usize)> = None;
    for (at, place) in places.iter().enumerate().rev() {
        let (first, second, third) = (of(at.checked_sub(2)), of(at.checked_sub(1)), of(Some(at)));
        let (Some(sum), Some(top), Some(step)) =
            (sums.get(at + 1), tops.get(at + 1), steps.get(at))
        else {
            break;
        };
        let mut shares = vec![0.0; place.len()];
        let of_pairs = shares_of(sum, &behind);
        for row in of_pairs.chunks(third.len().max(1)) {
            for (kept, share) in third.iter().zip(row) {
                if let Some(place) = shares.get_mut(kept.at) {
                    *place += share;
                }
            }
        }
        let (second_choice, choice) = chosen.unwrap_or_else(|| {
            let best = best(top.iter().copied());
            (best / third.len().max(1), best % third.len().max(1))
        });
        decisions.push(Decision { choice: third.get(choice).map_or(0, |kept| kept.at), shares });
        // What stands before the chosen pair in the likeliest row.
        let pair = |first: usize| first * second.len() + second_choice;
        let row = |first: usize| {
            let before = tops.get(at).and_then(|tops| tops.get(pair(first))).copied();
            let step = step.get(pair(first) * third.len() + choice).copied();
            before.zip(step).map_or(f32::NEG_INFINITY, |(before, step)| before + step)
        };
        chosen = Some((best((0..first.len()).map(row)), second_choice));
        behind = step
            .chunks(third.len().max(1))
            .enumerate()
            .map(|(pair, row)| {
                let second = pair % second.len().max(1);
                let from = second * third.len();
                sum_of(row, behind.get(from..from + third.len()).unwrap_or_default())
            })
            .collect();
    }
    decisions.reverse();
    decisions
}

/// What pairs leave of a place: the likeliest candidates, one at least.
fn kept(place: &Place, shares: &[f32]) -> Vec<Kept> {
    let mut all: Vec<(usize, f32)> = shares.iter().copied().enumerate().collect();
    all.sort_by(|a, b| b.1.total_cmp(&a.1));
    let likely = all.iter().enumerate().take(KEPT);
    let likely = likely.take_while(|(rank, (_, share))| *rank == 0 || *share >= LEAST);
    likely
        .filter_map(|(_, (at, _))| {
            place.get(*at).map(|&(syllable, fit)| Kept { at: *at, syllable, fit })
        })
        .collect()
}

/// How likely each third is behind each pair: by first, second, third.
fn step(language: &Language, first: &[Kept], second: &[Kept], third: &[Kept]) -> Vec<f32> {
    let mut step = Vec::with_capacity(first.len() * second.len() * third.len());
    for before in first {
        for last in second {
            let pair = language.pair(before.syllable, last.syllable);
            step.extend(third.iter().map(|next| {
                let behind = language.behind_pair(pair, last.syllable, next.syllable);
                SOFT * (next.fit + LANGUAGE * behind)
            }));
        }
    }
    step
}

/// From the pairs of the place before to those of this one: their sums, and the likeliest row to each.
fn forwards(
    step: &[f32],
    sums: &[Vec<f32>],
    tops: &[Vec<f32>],
    second: usize,
    third: usize,
) -> (Vec<f32>, Vec<f32>) {
    let (sums, tops) =
        (sums.last().map_or(&[][..], Vec::as_slice), tops.last().map_or(&[][..], Vec::as_slice));
    let mut sum = vec![f32::NEG_INFINITY; second * third];
    let mut top = sum.clone();
    for (pair, row) in step.chunks(third.max(1)).enumerate() {
        let (Some(before), Some(best)) = (sums.get(pair), tops.get(pair)) else { break };
        let from = pair % second.max(1) * third;
        let ends = sum.iter_mut().zip(top.iter_mut()).skip(from);
        for ((sum, top), step) in ends.zip(row) {
            *sum = add(*sum, before + step);
            *top = top.max(best + step);
        }
    }
    (sum, top)
}

/// The place of the greatest.
fn best(values: impl Iterator<Item = f32>) -> usize {
    values.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).map_or(0, |(at, _)| at)
}

/// The probability of each candidate at each place, by pairs of syllables.
fn by_pairs(language: &Language, places: &[Place]) -> Vec<Vec<f32>> {
    let start: Place = vec![(BREAK, 0.0)];
    let mut forward: Vec<Vec<f32>> = vec![vec![0.0]];
    let mut steps: Vec<Vec<Vec<f32>>> = Vec::with_capacity(places.len());
    let mut before = &start;
    for place in places {
        let step: Vec<Vec<f32>> = place
            .iter()
            .map(|(syllable, fit)| {
                let fit = |last| fit + LANGUAGE * language.behind(last, *syllable);
                before.iter().map(|(last, _)| SOFT * fit(*last)).collect()
            })
            .collect();
        let known = forward.last().map_or(&[][..], Vec::as_slice);
        forward.push(step.iter().map(|row| sum_of(row, known)).collect());
        steps.push(step);
        before = place;
    }
    let mut backward = vec![0.0; places.last().map_or(1, Vec::len)];
    let mut all = Vec::with_capacity(places.len());
    for (step, forward) in steps.iter().zip(forward.iter().skip(1)).rev() {
        all.push(shares_of(forward, &backward));
        let width = step.first().map_or(0, Vec::len);
        backward = (0..width)
            .map(|from| {
                let column: Vec<f32> = step
                    .iter()
                    .map(|row| row.get(from).copied().unwrap_or(f32::NEG_INFINITY))
                    .collect();
                sum_of(&column, &backward)
            })
            .collect();
    }
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::super::model::{FIRST, model};
    use super::*;

    fn number(syllable: &str) -> Syllable {
        let language = &model().language;
        let mut all = (FIRST..language.len()).filter_map(|at| Syllable::try_from(at).ok());
        all.find(|at| language.letters(*at) == syllable).unwrap()
    }

    /// "hạ tầng số" with each syllable as likely to be another.
    fn places() -> Vec<Place> {
        [&["hà", "hạ"][..], &["tăng", "tầng"], &["số", "sổ"]]
            .map(|words| words.iter().map(|word| (number(word), -1.0)).collect())
            .to_vec()
    }

    #[test]
    fn the_sentence_decides() {
        let decided = decide(&model().language, &places());
        let choices: Vec<usize> = decided.iter().map(|place| place.choice).collect();
        assert_eq!(choices, [1, 1, 0]);
        for place in decided {
            assert!(place.shares[place.choice] > 0.8, "{place:?}");
            assert!((place.shares.iter().sum::<f32>() - 1.0).abs() < 1e-3, "{place:?}");
        }
    }

    #[test]
    fn nothing_is_nothing() {
        assert!(decide(&model().language, &[]).is_empty());
    }
}
