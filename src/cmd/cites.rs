//! `tracuu cites`: what a document cites and what cites it, as trees.

use super::arguments::{CitesArguments, Format, Special};
use super::{Context, Exit, clean, record};
use std::fmt::Write as _;
use tracuu::directive::Relation;
use tracuu::index::Index;
use tracuu::search::graph::{Asked, Branch, Neighbourhood, Node, Tree, neighbourhood};
use tracuu::wording::{self as w, Lang};

pub(super) fn run(context: &mut Context, arguments: &CitesArguments) -> anyhow::Result<Exit> {
    let index = Index::open(&context.index)?;
    let asked = Asked {
        query: arguments.what.join(" "),
        depth: arguments.depth,
        most: if arguments.all { usize::MAX } else { arguments.limit.into() },
    };
    let found = neighbourhood(&index.snapshot(), &asked)?;
    if found.documents.is_empty() {
        let query = clean::line(&found.query);
        context.say(&match context.lang {
            Lang::Vi => format!("Kho không có, và không văn bản nào trong kho viện dẫn: {query}"),
            Lang::En => format!("Neither held nor cited by anything held: {query}"),
        });
    }
    if context.out.special() == Some(Special::Dot) {
        context.out.text(&dot(&found))?;
        return Ok(exit(&found));
    }
    match context.out.format() {
        Format::Table => {
            for line in lines(context, &found) {
                context.out.line(line)?;
            }
        }
        Format::Json => context.out.json(&found)?,
        Format::Jsonl => {
            for tree in &found.documents {
                context.out.json_line(tree)?;
            }
        }
        Format::Csv => {
            context.out.csv_head(&[
                "of",
                "direction",
                "depth",
                "relation",
                "number",
                "date",
                "kind",
                "issuer",
                "subject",
                "held",
            ])?;
            let mut rows = Vec::new();
            for tree in &found.documents {
                for (way, branches) in [("cites", &tree.cites), ("cited_by", &tree.cited_by)] {
                    csv_rows(context.lang, &label(&tree.node), way, 1, branches, &mut rows);
                }
            }
            for row in rows {
                context.out.csv_row(row)?;
            }
        }
    }
    Ok(exit(&found))
}

fn exit(found: &Neighbourhood) -> Exit {
    if found.documents.is_empty() { Exit::Part } else { Exit::Done }
}

fn lines(context: &Context, found: &Neighbourhood) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, tree) in found.documents.iter().enumerate() {
        if at > 0 {
            lines.push(String::new());
        }
        lines.push(described(context, &tree.node));
        if tree.node.held.is_none() {
            lines.push(format!("  {}", w::NOT_HELD_ONLY_CITED.to(context.lang)));
        }
        side(context, w::CITES, &tree.cites, tree.cites_left, &mut lines);
        side(context, w::CITED_BY, &tree.cited_by, tree.cited_by_left, &mut lines);
    }
    lines
}

fn side(
    context: &Context,
    title: w::Word,
    branches: &[Branch],
    left: u64,
    lines: &mut Vec<String>,
) {
    if branches.is_empty() && left == 0 {
        return;
    }
    let total = context.count(branches.len() as u64 + left);
    lines.push(format!("{} ({total}):", title.to(context.lang)));
    tree(context, branches, left, "", lines);
}

fn tree(context: &Context, branches: &[Branch], left: u64, indent: &str, lines: &mut Vec<String>) {
    let count = branches.len();
    for (at, branch) in branches.iter().enumerate() {
        let last = at + 1 == count && left == 0;
        let relations: Vec<&str> =
            branch.relations.iter().map(|relation| w::relation(context.lang, *relation)).collect();
        let mut line = format!(
            "{indent}{} {}: {}",
            if last { "└─" } else { "├─" },
            relations.join(", "),
            described(context, &branch.node)
        );
        if !branch.certain {
            line.push_str(w::UNCERTAIN.to(context.lang));
        }
        if branch.seen {
            line.push_str(w::SEEN_ABOVE.to(context.lang));
        }
        lines.push(line);
        let indent = format!("{indent}{}  ", if last { " " } else { "│" });
        tree(context, &branch.branches, branch.left, &indent, lines);
    }
    if left > 0 {
        let left = context.count(left);
        lines.push(match context.lang {
            Lang::Vi => format!("{indent}└─ … và {left} văn bản nữa (--limit, --all)"),
            Lang::En => format!("{indent}└─ … and {left} more (--limit, --all)"),
        });
    }
}

fn described(context: &Context, node: &Node) -> String {
    let mut text = node.kind_name.clone().unwrap_or_default();
    let _ = write!(
        text,
        " {}",
        record::number(context, node.number.as_deref(), node.symbol.as_deref())
    );
    if let Some(date) = &node.date {
        let _ = write!(text, ", {}", w::date(context.lang, date));
    }
    if let Some(issuer) = &node.issuer {
        let _ = write!(text, ", {issuer}");
    }
    if let Some(subject) = &node.subject {
        let _ = write!(text, ": {subject}");
    }
    let held = match &node.held {
        Some(id) => format!(" [{id}]"),
        None => format!(" ({})", w::NOT_HELD.to(context.lang)),
    };
    clean::line(&format!("{}{held}", text.trim()))
}

/// A document in a few words.
fn label(node: &Node) -> String {
    let number = w::number(node.number.as_deref(), node.symbol.as_deref());
    let id = || node.held.as_ref().map(ToString::to_string).unwrap_or_default();
    let number = number.unwrap_or_else(id);
    match &node.date {
        Some(date) => format!("{number} ({date})"),
        None => number,
    }
}

fn csv_rows(
    lang: Lang,
    of: &str,
    way: &str,
    depth: usize,
    branches: &[Branch],
    rows: &mut Vec<[String; 10]>,
) {
    for branch in branches {
        let relations: Vec<&str> =
            branch.relations.iter().map(|relation| w::relation(lang, *relation)).collect();
        let node = &branch.node;
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        rows.push([
            of.to_owned(),
            way.to_owned(),
            depth.to_string(),
            relations.join(", "),
            node.number.clone().or(node.symbol.clone()).unwrap_or_default(),
            text(&node.date),
            text(&node.kind_name),
            text(&node.issuer),
            text(&node.subject),
            node.held.as_ref().map(ToString::to_string).unwrap_or_default(),
        ]);
        csv_rows(lang, &label(node), way, depth + 1, &branch.branches, rows);
    }
}

/// The trees as a graph of Graphviz: an arrow leads from what cites to what is cited.
fn dot(found: &Neighbourhood) -> String {
    let mut out = String::from("digraph cites {\n  rankdir=LR;\n  node [shape=box];\n");
    for tree in &found.documents {
        let _ = writeln!(out, "  {} [style=bold];", named(&tree.node));
        arrows(&mut out, tree);
    }
    out.push_str("}\n");
    out
}

fn arrows(out: &mut String, tree: &Tree) {
    fn walk(out: &mut String, from: &Node, branches: &[Branch], forward: bool) {
        for branch in branches {
            let (a, b) = (named(from), named(&branch.node));
            let (a, b) = if forward { (a, b) } else { (b, a) };
            let relation = branch.relations.first().copied().unwrap_or(Relation::Mentions);
            let relation = serde_json::to_string(&relation).unwrap_or_default();
            let _ = writeln!(out, "  {a} -> {b} [label={relation}];");
            if branch.node.held.is_none() {
                let _ = writeln!(out, "  {} [style=dashed];", named(&branch.node));
            }
            walk(out, &branch.node, &branch.branches, forward);
        }
    }
    walk(out, &tree.node, &tree.cites, true);
    walk(out, &tree.node, &tree.cited_by, false);
}

/// A node's name, quoted.
fn named(node: &Node) -> String {
    format!("\"{}\"", clean::line(&label(node)).replace('\\', "\\\\").replace('"', "\\\""))
}
