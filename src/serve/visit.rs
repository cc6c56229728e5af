//! In which language a request is answered, and where the same page is in the other.
//!
//! Of a page: `lang=` of the address, else what the browser was asked to remember, else Vietnamese: the
//! browsers of offices often speak English without anybody having chosen it. Of the API: `lang=`, else
//! what `Accept-Language` names first, else English.

use super::page::encoded;
use crate::wording::Lang;
use axum::extract::{FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use std::convert::Infallible;

/// The cookie with the language.
const COOKIE: &str = "lang";
/// How long it is kept, in seconds: a year.
const KEPT: u32 = 31_536_000;

/// A look at a page.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    /// Its language.
    pub(crate) lang: Lang,
    /// The address of the same page in the other language.
    pub(crate) other: String,
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::new(&parts.uri, &parts.headers))
    }
}

impl Visit {
    /// Of a request.
    pub(crate) fn new(uri: &Uri, headers: &HeaderMap) -> Self {
        let lang = lang(uri, headers);
        let given = parameters(uri);
        let kept = given.iter().filter(|(name, _)| name != COOKIE && name != "token");
        let mut kept: Vec<String> =
            kept.map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        let other = match lang {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        };
        kept.push(format!("{COOKIE}={}", code(other)));
        Self { lang, other: format!("{}?{}", uri.path(), kept.join("&")) }
    }
}

/// The language of a page.
pub(crate) fn lang(uri: &Uri, headers: &HeaderMap) -> Lang {
    named(uri).or_else(|| remembered(headers)).unwrap_or(Lang::Vi)
}

/// The language of an answer for programs.
pub(crate) fn lang_of_program(uri: &Uri, headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let first = accepted.and_then(|accepted| of_code(accepted.trim().get(..2)?));
    named(uri).or(first).unwrap_or(Lang::En)
}

/// The code of a language, as addresses and documents name it.
pub(crate) fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => "vi",
        Lang::En => "en",
    }
}

fn of_code(text: &str) -> Option<Lang> {
    [Lang::Vi, Lang::En].into_iter().find(|lang| code(*lang).eq_ignore_ascii_case(text))
}

fn parameters(uri: &Uri) -> Vec<(String, String)> {
    Query::<Vec<(String, String)>>::try_from_uri(uri).map(|query| query.0).unwrap_or_default()
}

fn named(uri: &Uri) -> Option<Lang> {
    let given = parameters(uri);
    given.iter().rev().find(|(name, _)| name == COOKIE).and_then(|(_, value)| of_code(value))
}

fn remembered(headers: &HeaderMap) -> Option<Lang> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(|cookies| cookies.split(';'));
    cookies.find_map(|cookie| {
        let (name, value) = cookie.trim().split_once('=')?;
        (name == COOKIE).then(|| of_code(value)).flatten()
    })
}

/// Has the browser remember the language that an address names.
pub(crate) async fn remember(request: Request, next: Next) -> Response {
    let named = named(request.uri()).filter(|_| !request.uri().path().starts_with("/api/"));
    let mut response = next.run(request).await;
    if let Some(lang) = named {
        let cookie = format!("{COOKIE}={}; Max-Age={KEPT}; SameSite=Lax; Path=/", code(lang));
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(of: &[(header::HeaderName, &'static str)]) -> HeaderMap {
        of.iter().map(|(name, value)| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn a_page_is_vietnamese_unless_somebody_chose() {
        let plain = Uri::from_static("/?q=kl+202");
        let english = Uri::from_static("/?q=kl+202&lang=en");
        let browser = headers(&[(header::ACCEPT_LANGUAGE, "en-US,en;q=0.9")]);
        let cookie = headers(&[(header::COOKIE, "tracuu=ab; lang=en")]);
        assert_eq!(lang(&plain, &browser), Lang::Vi);
        assert_eq!(lang(&plain, &cookie), Lang::En);
        assert_eq!(lang(&english, &browser), Lang::En);
        assert_eq!(lang(&Uri::from_static("/?lang=vi"), &cookie), Lang::Vi);
        assert_eq!(lang(&Uri::from_static("/?lang=fr"), &HeaderMap::new()), Lang::Vi);
        assert_eq!(Visit::new(&english, &browser).other, "/?q=kl%20202&lang=vi");
        let token = Uri::from_static("/status?token=x");
        assert_eq!(Visit::new(&token, &browser).other, "/status?lang=en");
    }

    #[test]
    fn a_program_is_answered_in_english_unless_it_asks() {
        let uri = Uri::from_static("/api/v1/search");
        assert_eq!(lang_of_program(&uri, &HeaderMap::new()), Lang::En);
        let asked = headers(&[(header::ACCEPT_LANGUAGE, "vi-VN,vi;q=0.9,en;q=0.8")]);
        assert_eq!(lang_of_program(&uri, &asked), Lang::Vi);
        let named = Uri::from_static("/api/v1/search?lang=vi");
        assert_eq!(lang_of_program(&named, &HeaderMap::new()), Lang::Vi);
    }
}
