//! Addresses of answers: all that is asked stands in them.

use crate::search::{self, Match, Request, Sort};
use crate::serve::page::encoded;

/// The address of the answer to a request.
pub(super) fn address(of: &Request) -> String {
    let mut address = format!("/?q={}", encoded(&of.query));
    if of.limit != search::DEFAULT_LIMIT {
        address.push_str(&format!("&limit={}", of.limit));
    }
    address.push_str(&kept(of));
    if let Some(after) = &of.after {
        address.push_str(&format!("&after={}", encoded(after)));
    }
    address
}

/// The address of every hit of it as a table.
pub(super) fn table(of: &Request) -> String {
    format!("/api/v1/search.csv?q={}{}", encoded(&of.query), kept(of))
}

/// What is asked for beside the question, its first page.
fn kept(of: &Request) -> String {
    let mut kept = String::new();
    for (is_set, flag) in [(of.loose, "loose"), (of.verified, "verified")] {
        if is_set {
            kept.push_str(&format!("&{flag}=1"));
        }
    }
    if let Some((name, _)) = Sort::NAMES.iter().find(|(_, sort)| *sort == of.sort)
        && of.sort != Sort::default()
    {
        kept.push_str(&format!("&sort={name}"));
    }
    if let Some(code) = of.only.map(Match::code) {
        kept.push_str(&format!("&match={code}"));
    }
    kept
}

/// The address of another question, asked in the same order.
pub(super) fn other(of: &Request, query: &str) -> String {
    let Request { limit, sort, .. } = *of;
    address(&Request { limit, sort, ..Request::new(query) })
}

/// The address of the question with a further condition.
pub(super) fn narrowed(of: &Request, by: &str) -> String {
    let query = format!("{} {by}", of.query.trim_end());
    address(&Request { query, after: None, ..of.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_is_asked() {
        let plain = Request::new("hạ tầng");
        assert_eq!(address(&plain), "/?q=h%E1%BA%A1%20t%E1%BA%A7ng");
        let full = Request {
            limit: 5,
            after: Some("h20".into()),
            loose: true,
            verified: true,
            sort: Sort::Newest,
            only: Some(Match::Exact),
            ..Request::new("kl")
        };
        let said = "&loose=1&verified=1&sort=newest&match=exact";
        assert_eq!(address(&full), format!("/?q=kl&limit=5{said}&after=h20"));
        assert_eq!(table(&full), format!("/api/v1/search.csv?q=kl{said}"));
        assert_eq!(other(&full, "nq"), "/?q=nq&limit=5&sort=newest");
        assert_eq!(narrowed(&full, "x"), format!("/?q=kl%20x&limit=5{said}"));
    }
}
