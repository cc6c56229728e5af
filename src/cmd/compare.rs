//! `tracuu compare`: what one directive has that another has not.

use super::arguments::{CompareArguments, Format};
use super::{Context, Exit, clean, record, show};
use anstyle::{AnsiColor, Style};
use tracuu::index::Index;
use tracuu::search::likeness::{Change, Comparison, Passage, Piece, Side, Whose, compare};
use tracuu::wording::{self as w, Lang};

/// Words of an unchanged stretch shown beside a change.
const BESIDE: usize = 8;

pub(super) fn run(context: &mut Context, arguments: &CompareArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let snapshot = index.snapshot();
    let Some(a) = show::one(context, &snapshot, &arguments.a)? else { return Ok(Exit::Part) };
    let Some(b) = show::one(context, &snapshot, &arguments.b)? else { return Ok(Exit::Part) };
    let compared = compare(&a, &b, arguments.all);
    match context.out.format() {
        Format::Table => {
            for line in lines(context, &compared) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&compared)?,
        Format::Jsonl => {
            for passage in &compared.passages {
                context.out.json_line(passage)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&w::PASSAGE_HEAD)?;
            for passage in &compared.passages {
                context.out.csv_row(w::passage_row(passage))?;
            }
        }
    }
    Ok(Exit::Done)
}

fn lines(context: &Context, compared: &Comparison) -> Vec<String> {
    let lang = context.lang;
    let (a_in_b, b_in_a) = (w::percent(lang, compared.a_in_b), w::percent(lang, compared.b_in_a));
    let mut lines = vec![
        side(context, "A", &compared.a),
        side(context, "B", &compared.b),
        match lang {
            Lang::Vi => format!("{a_in_b} của A có trong B; {b_in_a} của B có trong A"),
            Lang::En => format!("{a_in_b} of A is in B; {b_in_a} of B is in A"),
        },
    ];
    if compared.marks_ignored {
        lines.push(match lang {
            Lang::Vi => "Một văn bản gõ không dấu: so sánh không phân biệt dấu.".into(),
            Lang::En => "One of them is written without marks: marks do not count.".into(),
        });
    }
    if compared.is_same() {
        lines.push(match lang {
            Lang::Vi => "Lời văn như nhau.".into(),
            Lang::En => "Their words are the same.".into(),
        });
    }
    lines.push(String::new());
    for passage in &compared.passages {
        lines.extend(passage_lines(context, passage));
    }
    let same = context.count(compared.same);
    lines.push(match lang {
        Lang::Vi => format!("{same} đoạn giống nhau"),
        Lang::En => format!("{same} passages are the same"),
    });
    lines
}

fn side(context: &Context, letter: &str, side: &Side) -> String {
    let card = &side.document;
    let number = record::number(context, card.number.as_deref(), card.symbol.as_deref());
    let date = record::date(context, card.date.as_deref(), card.year);
    let issuer = card.issuer.as_deref().map(|issuer| format!(" · {issuer}")).unwrap_or_default();
    let path = clean::path(&side.path);
    format!("{letter}: {number} · {date}{} [{}] {path}", clean::line(&issuer), card.id)
}

fn passage_lines(context: &Context, passage: &Passage) -> Vec<String> {
    let page = w::PAGE.to(context.lang).to_lowercase();
    let (red, green) = (style(context, AnsiColor::Red), style(context, AnsiColor::Green));
    let of = |sign: &str, style: Style, at: &Option<tracuu::search::likeness::Place>| {
        let at = at.as_ref();
        let line = at.map(|at| format!("{sign} {page} {}: {}", at.page, clean::line(&at.text)));
        line.map(|line| format!("{style}{line}{style:#}"))
    };
    let lines = match passage.change {
        Change::Same => vec![of("=", Style::new(), &passage.a)],
        Change::OnlyA => vec![of("-", red, &passage.a)],
        Change::OnlyB => vec![of("+", green, &passage.b)],
        Change::Moved => {
            let to = passage.b.as_ref().map_or(0, |place| place.page);
            let line = of("~", Style::new(), &passage.a);
            vec![line.map(|line| match context.lang {
                Lang::Vi => format!("{line} (B: {page} {to})"),
                Lang::En => format!("{line} (in B: {page} {to})"),
            })]
        }
        Change::Changed => {
            let at = |place: &Option<tracuu::search::likeness::Place>| {
                place.as_ref().map_or(0, |place| place.page)
            };
            let (a, b) = (at(&passage.a), at(&passage.b));
            let pieces: Vec<String> = passage
                .pieces
                .iter()
                .enumerate()
                .map(|(n, piece)| {
                    let (is_first, is_last) = (n == 0, n + 1 == passage.pieces.len());
                    match piece.of {
                        Whose::A => format!("{red}[-{}-]{red:#}", clean::line(&piece.text)),
                        Whose::B => format!("{green}{{+{}+}}{green:#}", clean::line(&piece.text)),
                        Whose::Both => clean::line(&shortened(piece, is_first, is_last)),
                    }
                })
                .collect();
            let pages = if a == b { format!("{page} {a}") } else { format!("{page} {a} → {b}") };
            vec![Some(format!("± {pages}: {}", pieces.join(" ")))]
        }
    };
    lines.into_iter().flatten().collect()
}

/// An unchanged stretch of a changed passage: the words next to the changes.
fn shortened(piece: &Piece, is_first: bool, is_last: bool) -> String {
    let words: Vec<&str> = piece.text.split_whitespace().collect();
    let head = if is_first { 0 } else { BESIDE };
    let tail = if is_last { 0 } else { BESIDE };
    if words.len() <= head + tail + 1 {
        return words.join(" ");
    }
    let first = words.iter().take(head);
    let last = words.iter().skip(words.len() - tail);
    let parts: Vec<&str> = first.copied().chain(["…"]).chain(last.copied()).collect();
    parts.join(" ")
}

fn style(context: &Context, color: AnsiColor) -> Style {
    if context.out.is_styled() { color.on_default() } else { Style::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_stretches_are_shortened_between_changes() {
        let piece = |text: &str| Piece { of: Whose::Both, text: text.into() };
        let long = (0..40).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(shortened(&piece("một hai"), false, false), "một hai");
        assert_eq!(
            shortened(&piece(&long), false, false),
            "0 1 2 3 4 5 6 7 … 32 33 34 35 36 37 38 39"
        );
        assert_eq!(shortened(&piece(&long), true, false), "… 32 33 34 35 36 37 38 39");
        assert_eq!(shortened(&piece(&long), false, true), "0 1 2 3 4 5 6 7 …");
    }
}
