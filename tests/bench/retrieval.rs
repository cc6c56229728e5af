//! Ranking measured on a judged set: ours, the store's own, and our weights cross-validated.
//!
//! ```text
//! TRACUU_RETRIEVAL=FOLDER cargo bench --bench retrieval [-- validate]
//! ```
//!
//! The folder holds `corpus.jsonl` (`id`, `title`, `text`) and `queries.jsonl` (`id`, `text`, `rel`), as
//! `tracuu eval` takes them. `validate` chooses the weights of ranking anew, by cross-validation over a
//! model of it in memory; it takes minutes.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark that cannot go on fails, and says where; it says what it measures"
)]

#[path = "retrieval/model.rs"]
mod model;
#[path = "retrieval/stock.rs"]
mod stock;
#[path = "retrieval/validate.rs"]
mod validate;

use model::{Model, Setting};
use rayon::prelude::*;
use std::path::Path;
use stock::Stock;
use tracuu::index::Index;
use tracuu::ingest::lines::{Line, fill};
use tracuu::search::judge::{CUTOFFS, Figures, Question};
use tracuu::search::trial::Trial;
use tracuu::text::typed::Typing;

/// Ranks looked at.
const RANKS: usize = 100;

fn main() {
    let Some(folder) = std::env::var_os("TRACUU_RETRIEVAL") else {
        println!("TRACUU_RETRIEVAL=FOLDER cargo bench --bench retrieval [-- validate]");
        println!("FOLDER holds corpus.jsonl (id, title, text) and queries.jsonl (id, text, rel)");
        return;
    };
    let documents = read(Path::new(&folder), "corpus.jsonl", Line::read);
    let questions = read(Path::new(&folder), "queries.jsonl", Question::read);
    let title = |line: &Line| line.title.clone().unwrap_or_default();
    let body = |line: &Line| format!("{}\n\n{}", title(line), line.text);
    let judged = |question: &Question, ranked: &[usize]| {
        let gains = question.gains(ranked, |at, name| documents[*at].id == name);
        Figures::of(&gains, &question.ideal(), &CUTOFFS)
    };

    println!("{:24}nDCG@10  MRR     R@10    R@20    R@100", "");
    let stock = Stock::new(documents.iter().map(body));
    for typing in Typing::ALL {
        let ask = |q: &Question| judged(q, &stock.ask(&typing.apply(&q.text), RANKS));
        show("stock", typing, questions.par_iter().map(ask).collect());
    }
    let model = Model::new(documents.iter().map(|line| (title(line), body(line))));
    let by_model = |by: &Setting, typing: Typing| -> Vec<Figures> {
        let ask = |q: &Question| judged(q, &model.ask(&typing.apply(&q.text), by, RANKS));
        questions.par_iter().map(ask).collect()
    };
    for typing in Typing::ALL {
        show("reference", typing, by_model(&Setting::REFERENCE, typing));
        show("model", typing, by_model(&Setting::OURS, typing));
    }
    let folder = tempfile::tempdir().expect("a folder");
    fill(folder.path(), documents.iter().cloned()).expect("an index");
    let snapshot = Index::open(folder.path()).expect("an index").snapshot();
    let trial = Trial::new(&snapshot, &questions).expect("an index");
    for typing in Typing::ALL {
        let ask = |q: &Question| trial.ask(q, typing, &CUTOFFS).expect("an answer").figures;
        show("tracuu", typing, questions.par_iter().map(ask).collect());
    }

    if std::env::args().any(|argument| argument == "validate") {
        let ndcg = |by: &Setting| {
            let plain = by_model(by, Typing::Plain);
            let unmarked = by_model(by, Typing::Unmarked);
            plain
                .iter()
                .zip(&unmarked)
                .map(|(a, b)| (a.ndcg_10 + b.ndcg_10) / 2.0)
                .collect::<Vec<f64>>()
        };
        println!("nDCG@10, mean of plain and unmarked");
        println!("  reference: {:.4}", mean(ndcg(&Setting::REFERENCE).into_iter()));
        println!("  ours: {:.4} {}", mean(ndcg(&Setting::OURS).into_iter()), Setting::OURS);
        validate::cross_validate(false, &ndcg);
        println!("with pairs that have a word between");
        validate::cross_validate(true, &ndcg);
    }
}

fn read<T>(folder: &Path, name: &str, line: fn(&str) -> Result<T, String>) -> Vec<T> {
    let text = std::fs::read_to_string(folder.join(name)).expect(name);
    text.lines().map(|text| line(text).expect(name)).collect()
}

fn show(what: &str, typing: Typing, all: Vec<Figures>) {
    let mean = Figures::mean(&all, &CUTOFFS);
    let recall: Vec<String> = mean.recall.iter().map(|r| format!("{:.4}", r.value)).collect();
    let (name, recall) = (typing.name(), recall.join("  "));
    println!("{what:12}{name:12}{:.4}  {:.4}  {recall}", mean.ndcg_10, mean.mrr);
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    if count > 0.0 { sum / count } else { 0.0 }
}
