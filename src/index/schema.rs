//! The fields of the index, as promised in `schema/index.json`.

use super::analyzer::{BODY, BodyAnalyzer, PAIRS, PairAnalyzer};
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TokenizerManager;

/// Raise it when the meaning of a field, the analyzer, the extraction or the record changes: the
/// index is then built anew beside the old one.
pub const VERSION: u32 = 9;
/// A new release reads everything again, even where nobody thought of raising [`VERSION`].
const RELEASE: &str = env!("CARGO_PKG_VERSION");
/// Hexadecimal digits in a [`fingerprint`].
pub(super) const FINGERPRINT_DIGITS: usize = 12;

/// Handles of all fields.
#[derive(Debug, Clone, Copy)]
pub struct Fields {
    /// Of a directive: its id.
    pub id: Field,
    /// Of a directive: all pages, joined by form feeds; keys with positions.
    pub body: Field,
    /// Of a directive: the same text as folded syllable pairs, for ranking.
    pub pairs: Field,
    /// Of a directive: what its damaged pages most likely said; keys of all readings with positions.
    pub recovered: Field,
    /// Of a directive: the same as JSON, word by word.
    pub guesses: Field,
    /// Of a directive: its trích yếu; keys with positions.
    pub subject: Field,
    /// Of a directive: its record as JSON.
    pub record: Field,
    /// Of a directive: the keys of its own number.
    pub number_own: Field,
    /// Of a directive: the keys of the numbers it cites.
    pub number_cited: Field,
    /// Of a directive: its own number as a term of the graph ([`super::edge`]).
    pub own: Field,
    /// Of a directive: what it cites, as terms of the graph.
    pub cites: Field,
    /// Of a directive: what a list shows of it ([`super::card`]).
    pub card: Field,
    /// Of a directive: the last day of each of its deadlines, as yyyymmdd; 0 of those without a date.
    pub due: Field,
    /// Of a directive: its độ mật; only where secret papers are admitted.
    pub secrecy: Field,
    /// Of a directive: abbreviation of its kind.
    pub kind: Field,
    /// Of a directive: its issuer.
    pub issuer: Field,
    /// Of a directive: who signed it.
    pub signer: Field,
    /// Of a directive: its địa danh.
    pub place: Field,
    /// Of a directive: who its tasks are given to.
    pub task: Field,
    /// Of a directive: its number as it stands in a register: by symbol, year, numeral; none if it is blank.
    pub number_order: Field,
    /// Of a directive: the first day its date can be, as yyyymmdd.
    pub date_first: Field,
    /// Of a directive: the last day its date can be, as yyyymmdd.
    pub date_last: Field,
    /// Of a directive: how its text came to be.
    pub origin: Field,
    /// Of a file: its path.
    pub file_path: Field,
    /// Of a file: the directive it holds, or would hold: the id of its content.
    pub file_of: Field,
    /// Of a file: blake3 of its content, 32 bytes; none if it was not read.
    pub file_hash: Field,
    /// Of a file: its size in bytes.
    pub file_bytes: Field,
    /// Of a file: nanoseconds from 1970 to its last change.
    pub file_changed: Field,
    /// Of a file: nanoseconds from 1970 to when it was looked at.
    pub file_seen: Field,
    /// Of a file: its outcome as JSON.
    pub file_outcome: Field,
}

/// The schema and its handles.
#[must_use]
pub fn build() -> (Schema, Fields) {
    let text = |tokenizer: &str, option: IndexRecordOption| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(tokenizer).set_index_option(option),
        )
    };
    let with_positions = IndexRecordOption::WithFreqsAndPositions;
    // Found as a whole, never ranked by: no lengths.
    let whole = || {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        )
    };
    let column = || TextOptions::default().set_fast("raw");
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", whole() | FAST),
        body: schema.add_text_field("body", text(BODY, with_positions) | STORED),
        pairs: schema.add_text_field("pairs", text(PAIRS, IndexRecordOption::WithFreqs)),
        recovered: schema.add_text_field("recovered", text(BODY, with_positions)),
        guesses: schema.add_text_field("guesses", STORED),
        subject: schema.add_text_field("subject", text(BODY, with_positions)),
        record: schema.add_text_field("record", STORED),
        number_own: schema.add_text_field("number_own", whole()),
        number_cited: schema.add_text_field("number_cited", whole()),
        own: schema.add_text_field("own", whole()),
        cites: schema.add_text_field("cites", whole() | FAST),
        card: schema.add_text_field("card", column()),
        due: schema.add_u64_field("due", FAST),
        secrecy: schema.add_text_field("secrecy", whole() | FAST),
        kind: schema.add_text_field("kind", whole() | FAST),
        issuer: schema.add_text_field("issuer", whole() | FAST),
        signer: schema.add_text_field("signer", column()),
        place: schema.add_text_field("place", column()),
        task: schema.add_text_field("task", column()),
        number_order: schema.add_text_field("number_order", column()),
        date_first: schema.add_u64_field("date_first", FAST),
        date_last: schema.add_u64_field("date_last", FAST),
        origin: schema.add_text_field("origin", whole() | FAST),
        file_path: schema.add_text_field("file_path", whole() | FAST),
        file_of: schema.add_text_field("file_of", whole() | FAST),
        file_hash: schema.add_bytes_field("file_hash", FAST),
        file_bytes: schema.add_u64_field("file_bytes", FAST),
        file_changed: schema.add_i64_field("file_changed", FAST),
        file_seen: schema.add_i64_field("file_seen", FAST),
        file_outcome: schema.add_text_field("file_outcome", column()),
    };
    (schema.build(), fields)
}

/// The analyzers under the names that the schema uses.
#[must_use]
pub fn analyzers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(BODY, BodyAnalyzer);
    manager.register(PAIRS, PairAnalyzer);
    manager
}

/// The name of the folder of an index with this schema, [`VERSION`], release of the program and tables of
/// the user, if there are any: a change of any is another folder.
#[must_use]
pub fn fingerprint() -> String {
    let (schema, _) = build();
    let json = serde_json::to_string(&schema).unwrap_or_default();
    let tables = crate::data::fingerprint().unwrap_or_default();
    let hash = blake3::hash(format!("{VERSION}\n{RELEASE}\n{json}{tables}").as_bytes());
    hash.to_hex().chars().take(FINGERPRINT_DIGITS).collect()
}
