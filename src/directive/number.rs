//! Số, ký hiệu: the number of a directive as a type.
//!
//! In: a written number (by [`Number::parse`], or found in running text by [`super::scan`]).
//! Out: its canonical spelling, equality, and the keys it is looked up under. Reads no documents.
//!
//! # Lookup keys
//!
//! A document is indexed under *all* keys of its number ([`Number::keys`]) and of every number it
//! cites; a query is looked up under the keys of its most specific reading
//! ([`super::query::NumberQuery::keys`]). Keys are lower case, without leading zeros, and the same
//! for both ways round (`202-KL/TW`, `202/KL-TW`):
//!
//! | key | of `202-KL/TW` | of `178/2024/NĐ-CP` | of `012/UBND-NC` | asked for by |
//! |---|---|---|---|---|
//! | full | `kl:202/tw` | `nđ:178:2024/cp` | `:12/ubnd-nc` | a number with its body |
//! | kind | `kl:202` | `nđ:178`, `nđ:178:2024` | `cv:12` | `kl 202`, `nđ 178/2024` |
//! | head | | | `cv:12/ubnd-` | `công văn 12 ubnd` |
//! | number | `#202` | `#178`, `#178:2024` | `#12` | `số 202` |
//! | symbol | `/kl/tw` | `/nđ/cp` | `//ubnd-nc` | `/UBND-NC` |
//!
//! Each also stands folded behind a `~` (`~nd:178:2024/cp`), for a query that is typed wholly
//! without marks. Looking up the folded key finds marked and unmarked forms alike, so a hit under
//! it alone is one "regardless of marks".

use super::agency;
use super::grammar;
use super::kind::{self, Kind, System};
use crate::text::fold::fold;
use std::fmt;
use std::hash::{Hash, Hasher};

/// The digits of a number as they are written, with a letter or part: `02`, `66.7`, `12a`.
#[derive(Debug, Clone)]
pub struct Numeral(String);

impl Numeral {
    /// Longest run of digits in a number.
    pub const DIGITS: usize = 5;

    /// From digits, then maybe `.` and digits, or a letter; as [`grammar`] has read them.
    pub(super) fn new(written: impl Into<String>) -> Self {
        Self(written.into())
    }

    /// As written, OCR slips repaired: `02`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Without leading zeros, in lower case: `2`, `66.7`, `12a`.
    #[must_use]
    pub fn key(&self) -> String {
        let bare = self.0.trim_start_matches('0');
        let bare = if bare.starts_with(|c: char| c.is_ascii_digit()) {
            bare.to_owned()
        } else {
            format!("0{bare}")
        };
        bare.to_lowercase()
    }
}

/// How a number and its symbol are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// Party: `202-KL/TW`.
    Party,
    /// State, a kind before the body: `33/CĐ-TTg`, with a year `178/2024/NĐ-CP`.
    State,
    /// State, no kind: a letter `11410/BXD-KHCN`, a law `95/2025/QH15`, an old act `45/CP`.
    Letter,
    /// Before 1992: `217-HĐBT`.
    Old,
    /// A kind and no body: `18-NQ`.
    Bare,
}

/// Ký hiệu: what follows the number. Built by [`Symbol::new`], which repairs and spells it.
#[derive(Debug, Clone)]
pub struct Symbol {
    form: Form,
    kind: Option<String>,
    body: Option<String>,
    /// A slash stands between kind and body, as it was written.
    is_slashed: bool,
}

/// Until which year the State wrote kind and body as the Party does, `15-L/CTN`: the Law on the promulgation
/// of legal documents of 1996 and its decree 101/CP of 23 September 1997 ended it.
const SLASHED: i16 = 1997;

impl Symbol {
    /// The symbol of these letters, spelled as its kind and its body are spelled; `202/KL-TW` and
    /// `33-CĐ/TTg` are turned the way their body writes numbers.
    #[must_use]
    pub fn new(form: Form, kind: Option<&str>, body: Option<&str>) -> Self {
        let kind = kind.map(|k| match kind::spelling(k) {
            Some(spelled) => spelled.to_owned(),
            None if k.chars().all(char::is_lowercase) => k.to_uppercase(),
            None => k.to_owned(),
        });
        let body = body.map(|body| {
            let parts: Vec<String> = body.split('-').map(agency::spelling).collect();
            parts.join("-")
        });
        let is_slashed = form == Form::Party;
        let mut symbol = Self { form, kind, body, is_slashed };
        symbol.form = match form {
            Form::Party | Form::State => match symbol.system() {
                System::State => Form::State,
                System::Party => Form::Party,
                System::Both => form,
            },
            other => other,
        };
        symbol
    }

    /// Reads a symbol alone, as [`Symbol`] displays it: `CV/TU`, `UBND-NC`, `NĐ-CP`, `/UBND-NC`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        grammar::symbol(text)
    }

    /// The symbol of a paper of `year`: of one of old it stays as it was written.
    #[must_use]
    pub fn of_year(self, year: Option<i16>) -> Self {
        let is_old = self.is_slashed && year.is_some_and(|year| year <= SLASHED);
        Self { form: if is_old { Form::Party } else { self.form }, ..self }
    }

    /// How number and symbol are put together.
    #[must_use]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The letters of the kind: `KL`; a letter of the State has none.
    #[must_use]
    pub fn kind_letters(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The letters of the body and its unit: `TW`, `UBND-NC`, `QH15`.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The letters of the body without its unit: `UBND` of `UBND-NC`.
    #[must_use]
    pub fn body_head(&self) -> Option<&str> {
        self.body.as_deref().and_then(|body| body.split('-').next())
    }

    /// State or Party, by the body, else by the kind; `Both` if neither tells.
    #[must_use]
    pub fn system(&self) -> System {
        let of_body = self.body_head().and_then(agency::of_symbol).map(|a| a.system);
        let of_kind = || {
            let kinds = self.kind.as_deref().map_or(&[][..], kind::all_of_letters);
            match kinds {
                [kind] => kind.system,
                _ => System::Both,
            }
        };
        of_body.filter(|&system| system != System::Both).unwrap_or_else(of_kind)
    }

    /// The kind that the letters stand for. A letter of the State with a unit is a Công văn; the
    /// word before a number may say otherwise, and then the word is right.
    #[must_use]
    pub fn kind(&self) -> Option<&'static Kind> {
        match (&self.kind, self.form) {
            // "31-BYT/TT": the body stands before the kind.
            (Some(letters), Form::Party) => kind::of_letters(letters, System::Party)
                .or_else(|| kind::of_letters(self.body.as_deref()?, System::State)),
            (Some(letters), Form::State) => kind::of_letters(letters, System::State),
            (Some(letters), _) => kind::of_letters(letters, System::Both),
            (None, Form::Letter) if self.body.as_deref().is_some_and(|b| b.contains('-')) => {
                kind::of_name("Công văn")
            }
            _ => None,
        }
    }

    /// The letters of the kind; none where they are a body's (`31-BYT/TT`), or where the paper is `said` to be
    /// an act of another kind: in `10 TC/TCT` of a Thông tư they are those of the Bộ Tài chính.
    #[must_use]
    pub fn letters_of_kind(&self, said: Option<&Kind>) -> Option<&str> {
        let letters = self.kind_letters()?;
        let kinds = kind::all_of_letters(letters);
        let is_state = self.system() == System::State;
        let is_old = self.form == Form::Party && self.system() != System::Party;
        let decides = |said: &&Kind| {
            let is_letter = said.abbreviation() == "CV";
            said.act && is_state || is_old && (said.act || is_letter)
        };
        let is_other = said.filter(decides).is_some_and(|said| !kinds.contains(&said));
        let is_body = is_old && kinds.is_empty() && agency::of_symbol(letters).is_some();
        (!is_other && !is_body).then_some(letters)
    }

    /// The symbol key: `/kl/tw`.
    #[must_use]
    pub fn key(&self) -> String {
        format!(
            "/{}/{}",
            self.kind.as_deref().unwrap_or_default().to_lowercase(),
            self.body.as_deref().unwrap_or_default().to_lowercase()
        )
    }
}

impl fmt::Display for Symbol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let between = if self.form == Form::State { "-" } else { "/" };
        match (&self.kind, &self.body) {
            (Some(kind), Some(body)) => write!(f, "{kind}{between}{body}"),
            (Some(one), None) | (None, Some(one)) => f.write_str(one),
            (None, None) => Ok(()),
        }
    }
}

impl PartialEq for Symbol {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}
impl Eq for Symbol {}

/// Số, ký hiệu. Equal if they are the same number in any writing: `02-KH/BCĐ` = `2-kh/bcđ`.
#[derive(Debug, Clone)]
pub struct Number {
    numeral: Numeral,
    year: Option<u16>,
    symbol: Symbol,
}

impl Number {
    /// Puts a number together.
    #[must_use]
    pub fn new(numeral: Numeral, year: Option<u16>, symbol: Symbol) -> Self {
        Self { numeral, year, symbol }
    }

    /// A number of which kind and digits are known: `18-NQ`.
    #[must_use]
    pub fn bare(numeral: Numeral, kind: &Kind) -> Self {
        Self::new(numeral, None, Symbol::new(Form::Bare, Some(kind.abbreviation()), None))
    }

    /// Reads one number as a person writes it, nothing before and nothing after it but a kind word
    /// and "số": `202-KL/TW`, `202 KL TW`, `Kết luận số 202 - kl/tw`, and the canonical form of any
    /// number, `18-NQ` included.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        grammar::number(text)
    }

    /// The number of a paper of `year`, see [`Symbol::of_year`].
    #[must_use]
    pub fn of_year(self, year: Option<i16>) -> Self {
        Self { symbol: self.symbol.of_year(year), ..self }
    }

    /// The digits.
    #[must_use]
    pub fn numeral(&self) -> &Numeral {
        &self.numeral
    }

    /// The year inside the number.
    #[must_use]
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// What follows the digits and the year.
    #[must_use]
    pub fn symbol(&self) -> &Symbol {
        &self.symbol
    }

    /// The kind by the letters, see [`Symbol::kind`].
    #[must_use]
    pub fn kind(&self) -> Option<&'static Kind> {
        self.symbol.kind()
    }

    /// The identity of the number (not of the document: a number may recur in a later term).
    #[must_use]
    pub fn full_key(&self) -> String {
        let kind = self.symbol.kind.as_deref().unwrap_or_default().to_lowercase();
        let head = numbered(&kind, &self.numeral, self.year);
        match &self.symbol.body {
            Some(body) => format!("{head}/{}", body.to_lowercase()),
            None => head,
        }
    }

    /// [`Number::full_key`] without marks, for a query typed without marks.
    #[must_use]
    pub fn folded_key(&self) -> String {
        folded(&self.full_key())
    }

    /// Kind and number without a body: by the letters as written and by the kind they stand for;
    /// of acts with and without their year. `dated` is the year of the document, `named` the kind
    /// that the word before the number says (`66-QĐ/TW` is a Quy định).
    #[must_use]
    pub fn kind_keys(&self, dated: Option<u16>, named: Option<&Kind>) -> Vec<String> {
        let mut kinds: Vec<String> = Vec::new();
        kinds.extend(self.kind().map(Kind::key));
        // Letters that say more than their kind (QĐNS), or that no kind is known for.
        let letters = self.symbol.kind.as_deref();
        kinds.extend(
            letters
                .filter(|&l| self.kind().is_none_or(|kind| kind.abbreviation() != l))
                .map(str::to_lowercase),
        );
        kinds.extend(named.map(Kind::key));
        let mut keys = Vec::new();
        for kind in &kinds {
            keys.push(numbered(kind, &self.numeral, None));
            for year in [self.year, dated].into_iter().flatten() {
                keys.push(numbered(kind, &self.numeral, Some(year)));
            }
            if let Some(head) = self.symbol.body_head()
                && self.symbol.body() != Some(head)
            {
                let number = numbered(kind, &self.numeral, None);
                keys.push(format!("{number}/{}-", head.to_lowercase()));
            }
        }
        keys.sort();
        keys.dedup();
        keys
    }

    /// Every key the number is indexed under, see the head of this file; sorted, without doubles.
    #[must_use]
    pub fn keys(&self, dated: Option<u16>, named: Option<&Kind>) -> Vec<String> {
        let mut keys = self.kind_keys(dated, named);
        keys.push(self.full_key());
        keys.push(format!("#{}", self.numeral.key()));
        for year in [self.year, dated].into_iter().flatten() {
            keys.push(format!("#{}:{year}", self.numeral.key()));
        }
        keys.push(self.symbol.key());
        let unmarked: Vec<String> = keys.iter().map(|key| folded(key)).collect();
        keys.extend(unmarked);
        keys.sort();
        keys.dedup();
        keys
    }
}

/// `kind:number[:year]`.
pub(super) fn numbered(kind: &str, numeral: &Numeral, year: Option<u16>) -> String {
    match year {
        Some(year) => format!("{kind}:{}:{year}", numeral.key()),
        None => format!("{kind}:{}", numeral.key()),
    }
}

/// A key without marks.
pub(super) fn folded(key: &str) -> String {
    format!("~{}", fold(key))
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.numeral.0)?;
        if let Some(year) = self.year {
            write!(f, "/{year}")?;
        }
        let join = match self.symbol.form {
            Form::Party | Form::Old | Form::Bare => '-',
            Form::State | Form::Letter => '/',
        };
        write!(f, "{join}{}", self.symbol)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.full_key() == other.full_key()
    }
}
impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.full_key().hash(state);
    }
}
