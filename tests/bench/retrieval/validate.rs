//! Weights chosen on some questions and judged on others.

use super::model::Setting;

/// A weight: its name, the values tried, how it is set.
type Turn = (&'static str, &'static [f64], fn(&mut Setting, f64));

const TURNS: [Turn; 8] = [
    ("pair k1", &[0.15, 0.3, 0.45, 0.6, 0.9], |setting, x| setting.pair_k1 = x),
    ("pair b", &[0.2, 0.3, 0.4, 0.5, 0.75], |setting, x| setting.pair_b = x),
    ("k1", &[0.4, 0.6, 0.9, 1.2], |setting, x| setting.k1 = x),
    ("b", &[0.3, 0.5, 0.75], |setting, x| setting.b = x),
    ("pairs", &[0.5, 0.75, 1.0, 1.5, 2.0], |setting, x| setting.pairs = x),
    ("subject", &[0.0, 0.25, 0.5, 1.0], |setting, x| setting.subject = x),
    ("share", &[0.0, 0.25, 0.5], |setting, x| setting.share = x),
    ("skips", &[0.0], |setting, x| setting.skips = x),
];
/// Pairs with a word between would need a field of their own: what they would bring, by request.
const SKIPS: [f64; 4] = [0.0, 0.2, 0.4, 0.6];
const FOLDS: usize = 5;
const ROUNDS: usize = 2;

/// Chooses the weights one after the other, each time without one fold of the questions, and judges
/// them on that fold; then once more on all questions. `figure` is a setting's figure of each question.
pub(crate) fn cross_validate(with_skips: bool, figure: &dyn Fn(&Setting) -> Vec<f64>) {
    let mut known: Vec<(Setting, Vec<f64>)> = Vec::new();
    let mut figures = |by: Setting| -> Vec<f64> {
        if let Some((_, found)) = known.iter().find(|(setting, _)| *setting == by) {
            return found.clone();
        }
        let found = figure(&by);
        known.push((by, found.clone()));
        found
    };
    let mut held_out = Vec::new();
    for fold in (0..FOLDS).map(Some).chain([None]) {
        let is_in = |at: usize| Some(at % FOLDS) == fold;
        let mut mean = |by: Setting| {
            let all = figures(by);
            let others = all.iter().enumerate().filter(|(at, _)| !is_in(*at));
            super::mean(others.map(|(_, value)| *value))
        };
        let mut best = Setting::REFERENCE;
        let mut value = mean(best);
        for (name, values, turn) in TURNS.iter().cycle().take(TURNS.len() * ROUNDS) {
            let values = if *name == "skips" && with_skips { &SKIPS[..] } else { values };
            for &x in values {
                let mut by = best;
                turn(&mut by, x);
                let found = mean(by);
                if found > value {
                    (best, value) = (by, found);
                }
            }
        }
        println!(
            "  {}: {value:.4} {best}",
            fold.map_or("all".into(), |fold| format!("not {fold}"))
        );
        let all = figures(best);
        held_out.extend(all.iter().enumerate().filter(|(at, _)| is_in(*at)).map(|(_, v)| *v));
    }
    println!("  held out: {:.4}", super::mean(held_out.into_iter()));
}
