//! The lookup keys of a directive and of what it cites, see [`super::number`].
//!
//! In: records. Out: keys for the index's number fields.

use super::kind;
use super::number::{Number, Symbol};
use super::{Citation, Directive};

impl Directive {
    /// The keys its own number is found by; of an unnumbered directive those of its symbol.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let year = self.year.and_then(|year| u16::try_from(year).ok());
        let symbol = || {
            let key = Symbol::parse(self.symbol.as_deref()?)?.key();
            Some(vec![super::number::folded(&key), key])
        };
        keys(self.number.as_deref(), year, self.kind_name.as_deref())
            .or_else(symbol)
            .unwrap_or_default()
    }
}

impl Citation {
    /// The keys the cited number is found by. A bare one has none with a body.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let year = self.date.as_deref().and_then(|date| date.get(..4)?.parse().ok());
        keys(Some(&self.number), year, self.kind_name.as_deref()).unwrap_or_default()
    }
}

fn keys(number: Option<&str>, year: Option<u16>, kind: Option<&str>) -> Option<Vec<String>> {
    Some(Number::parse(number?)?.keys(year, kind.and_then(kind::of_name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_and_cited() {
        let own = Directive {
            number: Some("66-QĐ/TW".into()),
            symbol: Some("QĐ/TW".into()),
            kind_name: Some("Quy định".into()),
            year: Some(2017),
            ..Directive::default()
        };
        for key in ["qđ:66/tw", "qyđ:66", "qđ:66", "qyđ:66:2017", "#66", "~qd:66/tw", "/qđ/tw"]
        {
            assert!(own.keys().contains(&key.to_owned()), "{key}");
        }
        let blank = Directive { symbol: Some("UBND-NC".into()), ..Directive::default() };
        assert_eq!(blank.keys(), ["~//ubnd-nc", "//ubnd-nc"]);
        assert!(Directive::default().keys().is_empty());
    }
}
