//! What a search answers: the shapes of `schema/search.schema.json`.
//!
//! Plain data that the terminal, the API and the page all show; nothing is computed here.

use crate::document::{DocId, Origin};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How a directive matched, the strongest first. Each directive counts once, under its strongest.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// The directive itself has the number asked for.
    NumberOwn,
    /// It cites the number asked for.
    NumberCited,
    /// Every syllable as typed, marks included.
    Exact,
    /// Equal without marks, where the question has none or the passage is written without.
    Unaccented,
    /// By another name or abbreviation of what was typed (`UBND`); the reading says which.
    Synonym,
    /// In text restored by guess.
    Recovered,
    /// Not counted in the total: a mark missing on either side, one tone or letter wrong, or the
    /// words near each other.
    Near,
    /// Not counted in the total: all the words, apart; or, where even that is empty or the question is
    /// a whole sentence, any of them.
    Words,
}

impl Match {
    /// All, the strongest first.
    pub const ALL: [Self; 8] = [
        Self::NumberOwn,
        Self::NumberCited,
        Self::Exact,
        Self::Unaccented,
        Self::Synonym,
        Self::Recovered,
        Self::Near,
        Self::Words,
    ];

    /// Its code, as it stands in JSON.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NumberOwn => "number-own",
            Self::NumberCited => "number-cited",
            Self::Exact => "exact",
            Self::Unaccented => "unaccented",
            Self::Synonym => "synonym",
            Self::Recovered => "recovered",
            Self::Near => "near",
            Self::Words => "words",
        }
    }

    /// The match with this code.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|matched| matched.code() == code)
    }
}

/// The whole answer to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Answer {
    /// What was typed.
    pub query: String,
    /// How it was understood.
    pub reading: Reading,
    /// Directives that match strictly: the sum of [`Answer::counts`].
    pub total: u64,
    /// The total, by strongest match.
    pub counts: Counts,
    /// Directives that match nearly; not in the total.
    pub near: u64,
    /// Directives that hold all the words, apart; not in the total.
    pub also: u64,
    /// For a question without marks: the marked forms that the archive holds, the likeliest first.
    /// The first is the one counted under `unaccented`; each other is a question of its own.
    pub readings: Vec<FormCount>,
    /// What bodies named in the question became, and what they were before: a question each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formers: Vec<Former>,
    /// What an input method left over, as the question that it means: `hạ tầng số` of `haj taangf soos`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typing: Option<FormCount>,
    /// For a question that finds nothing strictly, with its first page: the nearest questions that do, in
    /// the archive's own words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub did_you_mean: Vec<FormCount>,
    /// Files of which nothing, or not everything, could be read: an answer cannot speak for them.
    pub unreadable: u64,
    /// Milliseconds from question to answer.
    pub took_ms: u64,
    /// Counts over all strict hits (over the listed step where nothing is strict).
    pub facets: Facets,
    /// This page of hits.
    pub hits: Vec<Hit>,
    /// The cursor of the next page; `None` on the last.
    pub next: Option<String>,
}

/// Strict hits by strongest match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Counts {
    /// See [`Match::NumberOwn`].
    pub number_own: u64,
    /// See [`Match::NumberCited`].
    pub number_cited: u64,
    /// See [`Match::Exact`].
    pub exact: u64,
    /// See [`Match::Unaccented`].
    pub unaccented: u64,
    /// See [`Match::Synonym`].
    pub synonym: u64,
    /// See [`Match::Recovered`].
    pub recovered: u64,
}

impl Counts {
    /// The sum of all steps.
    #[must_use]
    pub fn total(&self) -> u64 {
        let numbers = self.number_own + self.number_cited;
        numbers + self.exact + self.unaccented + self.synonym + self.recovered
    }

    /// Counts one directive under its strongest match; near and words are not counted.
    pub fn add(&mut self, strongest: Match) {
        match strongest {
            Match::NumberOwn => self.number_own += 1,
            Match::NumberCited => self.number_cited += 1,
            Match::Exact => self.exact += 1,
            Match::Unaccented => self.unaccented += 1,
            Match::Synonym => self.synonym += 1,
            Match::Recovered => self.recovered += 1,
            Match::Near | Match::Words => {}
        }
    }
}

/// How a question was understood.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Reading {
    /// In words, in Vietnamese: `cụm từ “hạ tầng số”; từ ngày 01/01/2025`.
    pub text: String,
    /// The question in the language of questions, where it was asked in everyday words: `thựchiện:148-KL/TW`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rewritten: Option<String>,
    /// Part by part, in the order typed.
    pub parts: Vec<ReadingPart>,
    /// What could not be taken as typed, and what was done instead.
    pub advice: Vec<Advice>,
}

/// One part of a question as it was understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "part", rename_all = "kebab-case")]
pub enum ReadingPart {
    /// Words, looked for as a phrase first.
    Words {
        /// As typed.
        text: String,
        /// What in it was looked for by other names, too.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        synonyms: Vec<Synonym>,
    },
    /// A phrase in quotation marks: nothing but the phrase.
    Phrase {
        /// Without the quotation marks.
        text: String,
    },
    /// Words or phrases near each other, in any order.
    Near {
        /// Each as typed.
        texts: Vec<String>,
        /// The most words between one and the next.
        words: u32,
    },
    /// Either of these.
    Either {
        /// Each part by part.
        #[schema(no_recursion)]
        options: Vec<Vec<ReadingPart>>,
    },
    /// The number of a directive.
    Number {
        /// Canonical as far as it was given: `202-KL/TW`, `202-KL/…`.
        text: String,
    },
    /// A field and its value.
    Field {
        /// The field's code: `number`, `kind`, `issuer`, `from` …
        field: String,
        /// The value as understood.
        value: String,
        /// The question without it.
        #[serde(default)]
        off: String,
    },
    /// Words that must not occur.
    Without {
        /// Without the minus sign.
        text: String,
    },
}

/// Words that were looked for by other names, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Synonym {
    /// As typed.
    pub typed: String,
    /// The other names.
    pub means: Vec<String>,
    /// The question that takes these words as they are.
    pub off: String,
}

/// What a body named in a question was before, or became.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Former {
    /// Its other name.
    pub name: String,
    /// Since when the later name is in force, as far as it is known: `2025-03-01`, `1992`.
    pub since: String,
    /// It is the later name.
    pub is_later: bool,
}

/// Something the reader of a question could not take as typed. A question is always readable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "advice", rename_all = "kebab-case")]
pub enum Advice {
    /// More than the limit was typed; the rest was left out.
    TooLong {
        /// Characters kept.
        limit: usize,
    },
    /// No such field; its name and value were taken as words.
    UnknownField {
        /// As typed.
        field: String,
        /// Where in the question, in characters.
        at: usize,
    },
    /// The value does not fit the field (`từ:hôm qua`); the part was left out.
    BadValue {
        /// The field as typed.
        field: String,
        /// The value as typed.
        value: String,
        /// Where in the question, in characters.
        at: usize,
    },
    /// A quotation mark without its partner; read to the end of the question.
    OpenQuote {
        /// Where in the question, in characters.
        at: usize,
    },
    /// A bracket of a group without its partner; read to the end of the question.
    OpenGroup {
        /// Where in the question, in characters.
        at: usize,
    },
    /// Groups stand deeper in each other than is read: brackets were taken as punctuation.
    TooDeep {
        /// The deepest that is read.
        limit: usize,
        /// Where in the question, in characters.
        at: usize,
    },
    /// `OR`, `|` or `NEAR` with nothing on one side; it was left out.
    LoneOperator {
        /// Where in the question, in characters.
        at: usize,
    },
    /// A beginning of a word that is too short (`h*`); it was taken as a word.
    ShortPrefix {
        /// Where in the question, in characters.
        at: usize,
    },
    /// Nothing but exclusions: there is nothing to look for.
    OnlyWithout,
    /// Nothing to look for was typed.
    Empty,
}

/// A question that finds something: a marked form of an unmarked one, or one that may be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FormCount {
    /// In a text's own marks: `hạ tầng số`.
    pub text: String,
    /// Directives that hold it.
    pub count: u64,
}

/// Counts by value over the hits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Facets {
    /// By kind (abbreviation and name).
    pub kind: Facet,
    /// By issuer.
    pub issuer: Facet,
    /// By year, newest first.
    pub year: Facet,
    /// By origin of the text.
    pub origin: Facet,
    /// By strongest match, the strongest first.
    #[serde(default, rename = "match")]
    pub matched: Facet,
    /// By độ mật, where secret papers are admitted.
    #[serde(default)]
    pub secrecy: Facet,
}

/// The values of one facet, most frequent first (years: newest first).
pub type Facet = Vec<FacetValue>;

/// One value of a facet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FacetValue {
    /// As a filter takes it.
    pub value: String,
    /// As a person reads it.
    pub label: String,
    /// Hits with it.
    pub count: u64,
}

/// One directive that matches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Hit {
    /// The directive.
    pub id: DocId,
    /// The file it was read from (the first of its copies).
    pub path: String,
    /// Number and symbol; `None` when blank.
    pub number: Option<String>,
    /// The symbol, also where the number is blank.
    pub symbol: Option<String>,
    /// Name of the kind.
    pub kind_name: Option<String>,
    /// `2026-05-08`.
    pub date: Option<String>,
    /// The year, also where the date is blank.
    pub year: Option<i16>,
    /// Cơ quan ban hành.
    pub issuer: Option<String>,
    /// Trích yếu.
    pub subject: Option<String>,
    /// How its text came to be.
    pub origin: Origin,
    /// Its strongest match.
    #[serde(rename = "match")]
    pub matched: Match,
    /// For ranking within the answer; no unit.
    pub score: f32,
    /// Places that match in it, at its strongest match.
    pub occurrences: u32,
    /// The best places, in reading order.
    pub snippets: Vec<Snippet>,
    /// Why it stands where it stands; where it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// Why a hit stands where it stands. Hits are ordered by their match; then those go first whose own
/// number was asked for; then the greater `relevance`; then the later `day`; then the greater score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Explanation {
    /// Its own number was asked for.
    pub has_number: bool,
    /// The score in steps of two in a hundred: within a step the newer directive goes first.
    pub relevance: i32,
    /// The last day that its date can be, as yyyymmdd; 0 if it has none.
    pub day: u64,
    /// What the score is the sum of.
    pub parts: Vec<ScorePart>,
}

/// A part of a score: `weight` times `frequency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ScorePart {
    /// What counts.
    pub of: ScoreOf,
    /// The words, as typed.
    pub text: String,
    /// The rarer in the archive, the more.
    pub weight: f32,
    /// How often it stands there.
    pub occurrences: u32,
    /// What that comes to: 1 for once in a text of middle length, more for more, never much more.
    pub frequency: f32,
    /// Weight times frequency.
    pub score: f32,
}

/// What a part of a score is for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreOf {
    /// A word of the text.
    Word,
    /// Two words next to each other, with any marks.
    Pair,
    /// A word of the subject.
    SubjectWord,
    /// The whole phrase in the subject: more than any mention in a text.
    SubjectPhrase,
    /// Places in a damaged text that most likely say the phrase.
    Recovered,
}

/// A place in a directive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Snippet {
    /// The page, from 1.
    pub page: u32,
    /// On one line, in NFC; … where it was cut.
    pub text: String,
    /// What matched: `[start, end)` in code points of `text`.
    pub marks: Vec<[u32; 2]>,
}
