//! The parameters of an address, each read with an answer that says what is wrong with it.

use super::problem::{Problem, Wanted};
use crate::document::DocId;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use std::ops::RangeInclusive;

/// What stands behind the `?`. Of a name given twice the last counts; unknown names are left alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parameters(Vec<(String, String)>);

impl<S: Sync> FromRequestParts<S> for Parameters {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let read = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri);
        Ok(Self(read.map_err(|_| Problem::BadRequest)?.0))
    }
}

impl Parameters {
    /// The text given under a name; nothing, if it is empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().rev().find(|(given, _)| given == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }

    /// A whole number within limits.
    pub(crate) fn number(
        &self,
        name: &'static str,
        range: RangeInclusive<usize>,
    ) -> Result<Option<usize>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match text.parse() {
            Ok(number) if range.contains(&number) => Ok(Some(number)),
            _ => Err(Problem::BadParameter {
                name,
                value: text.into(),
                wanted: Wanted::Number { least: *range.start(), most: *range.end() },
            }),
        }
    }

    /// One of some words.
    pub(crate) fn one_of<T>(
        &self,
        name: &'static str,
        words: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, Problem> {
        let Some(text) = self.text(name) else { return Ok(None) };
        let wanted = Wanted::OneOf(words);
        let wrong = || Problem::BadParameter { name, value: text.into(), wanted };
        parse(text).map(Some).ok_or_else(wrong)
    }

    /// `1` or `0`; not given is 0.
    pub(crate) fn flag(&self, name: &'static str) -> Result<bool, Problem> {
        match self.text(name) {
            None | Some("0" | "false") => Ok(false),
            Some("1" | "true") => Ok(true),
            Some(other) => {
                Err(Problem::BadParameter { name, value: other.into(), wanted: Wanted::Flag })
            }
        }
    }
}

/// The id in a path.
pub(crate) fn id(given: &str) -> Result<DocId, Problem> {
    DocId::parse(given).ok_or_else(|| Problem::BadParameter {
        name: "id",
        value: given.into(),
        wanted: Wanted::Id,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Parameters {
        Parameters(Query::try_from_uri(&address.parse().unwrap()).unwrap().0)
    }

    #[test]
    fn numbers_and_flags_are_what_they_should_be() {
        let given = of("/?limit=20&loose=1&text=0&after=");
        assert_eq!(given.number("limit", 1..=1000), Ok(Some(20)));
        assert_eq!(given.number("page", 1..=9), Ok(None));
        assert_eq!((given.flag("loose"), given.flag("text")), (Ok(true), Ok(false)));
        assert_eq!(given.text("after"), None);
        for wrong in ["abc", "0", "1001", "-1", "1.5", "99999999999999999999"] {
            let given = of(&format!("/?limit={wrong}"));
            assert!(given.number("limit", 1..=1000).is_err(), "{wrong}");
        }
        assert!(of("/?loose=maybe").flag("loose").is_err());
    }
}
