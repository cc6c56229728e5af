//! Why a hit stands where it stands, as a table.

use super::{Context, clean, table};
use tracuu::search::{Explanation, ScoreOf, ScorePart};

/// Lines below a hit: what its score is the sum of, the heaviest first, and what decides between equal
/// ones.
pub(super) fn lines(context: &Context, explanation: &Explanation) -> Vec<String> {
    let mut parts: Vec<&ScorePart> = explanation.parts.iter().collect();
    parts.sort_by(|a, b| b.score.total_cmp(&a.score));
    let figure = |value: f32| context.decimal(format!("{value:.2}"));
    let row = |part: &ScorePart| {
        vec![
            format!("   + {}", figure(part.score)),
            format!("= {}", figure(part.weight)),
            format!("× {}", figure(part.frequency)),
            of(context, part.of).to_owned(),
            format!("“{}”", clean::line(&part.text)),
            format!("({}×)", part.occurrences),
        ]
    };
    let rows: Vec<Vec<String>> = parts.into_iter().map(row).collect();
    let mut lines = table::columns(&rows, &[0]);
    let sum: f32 = explanation.parts.iter().map(|part| part.score).sum();
    let mut order = Vec::new();
    if explanation.has_number {
        order.push(context.word("đúng số, ký hiệu", "its own number").to_owned());
    }
    order.push(format!("{} {}", context.word("điểm", "score"), figure(sum)));
    order.push(format!("{} {}", context.word("bậc", "step"), explanation.relevance));
    order.push(match explanation.day {
        0 => context.word("không rõ ngày", "no date").to_owned(),
        day => format!("{} {day}", context.word("ngày", "day")),
    });
    lines.push(format!("   {}", order.join(" · ")));
    lines
}

fn of(context: &Context, of: ScoreOf) -> &str {
    match of {
        ScoreOf::Word => context.word("tiếng", "word"),
        ScoreOf::Pair => context.word("hai tiếng liền nhau", "pair"),
        ScoreOf::SubjectWord => context.word("tiếng trong trích yếu", "word of the subject"),
        ScoreOf::SubjectPhrase => context.word("cụm từ trong trích yếu", "phrase in the subject"),
        ScoreOf::Recovered => context.word("chữ phục hồi", "restored text"),
    }
}
