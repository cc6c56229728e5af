//! What a call answers: a text for whoever reads, the whole in the shape of the API beside it; or advice.

use super::visible;
use crate::directive::Relation;
use crate::error::{Error, Fault};
use crate::index::Card;
use crate::search::Hit;
use crate::search::graph::Node;
use crate::wording::{self, Lang};
use rmcp::model::{CallToolResult, ContentBlock};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The answer of a tool.
#[derive(Debug)]
pub(super) struct Reply {
    /// Of our own words, but for names and short passages.
    pub(super) text: String,
    /// The words of a directive, in a block of their own.
    pub(super) quoted: Option<String>,
    /// All of it.
    pub(super) structured: Map<String, Value>,
}

/// Why a call has no answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The caller can do better: how.
    Advice {
        /// The stable code, as the API has it.
        code: &'static str,
        /// What, where, what to do.
        detail: String,
    },
    /// The index cannot be read.
    Failed(Error),
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Refusal {
    /// A wrong argument.
    pub(super) fn argument(detail: impl Into<String>) -> Self {
        Self::Advice { code: "bad-parameter", detail: detail.into() }
    }

    /// A fault of ours.
    pub(super) fn internal() -> Self {
        let detail = "A fault of tracuu; what it wrote to stderr says more.".into();
        Self::Advice { code: "internal", detail }
    }

    /// As the protocol has it: an answer that says that it is none.
    pub(super) fn into_result(self) -> CallToolResult {
        let (code, mut detail) = match self {
            Self::Advice { code, detail } => (code, detail),
            Self::Failed(error) => {
                if error.fault() == Fault::Machine {
                    tracing::error!(%error, "a call failed");
                }
                let code = match &error {
                    Error::NoIndex(_) => "no-index",
                    Error::Outdated(_) => "index-outdated",
                    Error::NoSuchDocument(_) => "no-such-document",
                    _ => "index-broken",
                };
                (code, wording::sentence(&wording::error(Lang::En, &error)))
            }
        };
        visible::block(&mut detail);
        let mut result = CallToolResult::error(vec![ContentBlock::text(detail.clone())]);
        result.structured_content = Some(json!({ "code": code, "detail": detail }));
        result
    }
}

impl Reply {
    /// An answer whose text follows.
    pub(super) fn new(of: &impl Serialize) -> Result<Self, Refusal> {
        // By way of text: a float of 32 bits keeps its few digits so.
        let read = serde_json::to_string(of).and_then(|text| serde_json::from_str(&text));
        match read {
            Ok(Value::Object(structured)) => {
                Ok(Self { text: String::new(), quoted: None, structured })
            }
            _ => Err(Refusal::internal()),
        }
    }

    /// Adds a line, whatever stands in it.
    pub(super) fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(&visible::line(line.as_ref()));
        self.text.push('\n');
    }

    /// Shortens a list of the whole answer; says how many are left out.
    pub(super) fn at_most(&mut self, key: &str, most: usize) -> usize {
        let Some(Value::Array(list)) = self.structured.get_mut(key) else { return 0 };
        let left = list.len().saturating_sub(most);
        list.truncate(most);
        left
    }

    /// As the protocol has it, with what no answer can speak for.
    pub(super) fn into_result(mut self, unread: u64) -> CallToolResult {
        self.structured.entry("unreadable").or_insert_with(|| unread.into());
        if unread > 0 {
            self.line(format!(
                "No answer speaks for {unread} files that could not be read, or not in full (status lists them)."
            ));
        }
        let mut blocks = vec![ContentBlock::text(self.text)];
        blocks.extend(self.quoted.map(|mut quoted| {
            visible::block(&mut quoted);
            ContentBlock::text(quoted)
        }));
        let mut structured = Value::Object(self.structured);
        visible::value(&mut structured);
        let mut result = CallToolResult::success(blocks);
        result.structured_content = Some(structured);
        result
    }
}

/// A document in a line: `Kết luận 202-KL/TW, 2025-10-31, Ban Chấp hành Trung ương: subject`.
pub(super) struct Title<'t> {
    pub(super) kind_name: Option<&'t str>,
    pub(super) number: Option<&'t str>,
    pub(super) symbol: Option<&'t str>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<&'t str>,
    pub(super) subject: Option<&'t str>,
}

impl std::fmt::Display for Title<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ", self.kind_name.unwrap_or("Directive"))?;
        match (self.number, self.symbol) {
            (Some(number), _) => f.write_str(number)?,
            (None, Some(symbol)) => write!(f, "…/{symbol} (number blank)")?,
            (None, None) => f.write_str("(no number)")?,
        }
        write!(f, ", {}", self.date.as_deref().unwrap_or("no date"))?;
        if let Some(issuer) = self.issuer {
            write!(f, ", {issuer}")?;
        }
        match self.subject {
            Some(subject) => write!(f, ": {subject}"),
            None => Ok(()),
        }
    }
}

impl<'t> From<&'t Card> for Title<'t> {
    fn from(card: &'t Card) -> Self {
        Self {
            kind_name: card.kind_name.as_deref(),
            number: card.number.as_deref(),
            symbol: card.symbol.as_deref(),
            date: Some(card.known_date()).filter(|date| !date.is_empty()),
            issuer: card.issuer.as_deref(),
            subject: card.subject.as_deref(),
        }
    }
}

impl<'t> From<&'t Hit> for Title<'t> {
    fn from(hit: &'t Hit) -> Self {
        Self {
            kind_name: hit.kind_name.as_deref(),
            number: hit.number.as_deref(),
            symbol: hit.symbol.as_deref(),
            date: hit.date.clone().or_else(|| hit.year.map(|year| year.to_string())),
            issuer: hit.issuer.as_deref(),
            subject: hit.subject.as_deref(),
        }
    }
}

impl<'t> From<&'t Node> for Title<'t> {
    fn from(node: &'t Node) -> Self {
        Self {
            kind_name: node.kind_name.as_deref(),
            number: node.number.as_deref(),
            symbol: node.symbol.as_deref(),
            date: node.date.clone(),
            issuer: node.issuer.as_deref(),
            subject: node.subject.as_deref(),
        }
    }
}

/// `implements, mentions`.
pub(super) fn relations(of: &[Relation]) -> String {
    let mut text = String::new();
    for (at, relation) in of.iter().enumerate() {
        let comma = if at > 0 { ", " } else { "" };
        let _ = write!(text, "{comma}{}", wording::relation(Lang::En, *relation));
    }
    text
}
