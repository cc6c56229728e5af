//! Who may ask: everybody, or whoever shows the token that the server was started with.
//!
//! Programs send `Authorization: Bearer TOKEN`. A browser opens any page once with `?token=TOKEN`
//! and gets a cookie that proves the token without holding it.

use super::page;
use super::problem::Problem;
use super::state::State;
use super::visit::Visit;
use axum::extract::{self, Request};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

const COOKIE: &str = "tracuu";
const PURPOSE: &str = "tracuu 2026 cookie of the page";

/// What a request is compared with. Hashes compare in constant time (`blake3::Hash`), so that no
/// clock tells how much of a guess was right.
pub(crate) struct Token {
    bearer: blake3::Hash,
    cookie: blake3::Hash,
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token")
    }
}

fn proof(token: &str) -> blake3::Hash {
    blake3::Hash::from_bytes(blake3::derive_key(PURPOSE, token.as_bytes()))
}

impl Token {
    pub(crate) fn new(token: &str) -> Self {
        Self { bearer: blake3::hash(token.as_bytes()), cookie: proof(token) }
    }

    fn is(&self, given: &str) -> bool {
        blake3::hash(given.as_bytes()) == self.bearer
    }

    fn is_shown(&self, headers: &HeaderMap) -> bool {
        let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
        let bearer = headers.get(header::AUTHORIZATION).and_then(text).is_some_and(|value| {
            value
                .split_once(' ')
                .is_some_and(|(how, given)| how.eq_ignore_ascii_case("bearer") && self.is(given))
        });
        let cookie = headers.get_all(header::COOKIE).iter().filter_map(text).any(|cookies| {
            cookies
                .split(';')
                .filter_map(|cookie| cookie.trim().split_once('='))
                .filter(|(name, _)| *name == COOKIE)
                .filter_map(|(_, given)| blake3::Hash::from_hex(given).ok())
                .any(|given| given == self.cookie)
        });
        bearer || cookie
    }
}

/// Lets through who shows the token; all, if the server has none. The health checks and the
/// stylesheet say nothing of the archive and are free.
pub(crate) async fn guard(
    extract::State(state): extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let Some(token) = state.token() else { return next.run(request).await };
    let path = request.uri().path();
    let is_free = path.starts_with("/assets/") || path == "/livez" || path == "/readyz";
    if is_free || token.is_shown(request.headers()) {
        return next.run(request).await;
    }
    match taken_out(request.uri()) {
        Some((given, rest)) if !path.starts_with("/api/") && token.is(&given) => {
            welcome(token, &rest, &Visit::new(request.uri(), request.headers()))
        }
        _ => Problem::Unauthorized.into_response(),
    }
}

/// The token in an address, and the address without it.
fn taken_out(uri: &Uri) -> Option<(String, String)> {
    let parameters = extract::Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?.0;
    let given = parameters.iter().find(|(name, _)| name == "token")?.1.clone();
    let rest: Vec<String> = parameters
        .iter()
        .filter(|(name, _)| name != "token")
        .map(|(name, value)| format!("{}={}", page::encoded(name), page::encoded(value)))
        .collect();
    let mark = if rest.is_empty() { "" } else { "?" };
    Some((given, format!("{}{mark}{}", uri.path(), rest.join("&"))))
}

/// Sets the cookie and goes on to the page. Not by a redirect: a browser that came from another
/// site would not send a `SameSite=Strict` cookie along with it.
fn welcome(token: &Token, rest: &str, visit: &Visit) -> Response {
    let mut response = page::welcome(rest, visit);
    let cookie = format!("{COOKIE}={}; HttpOnly; SameSite=Strict; Path=/", token.cookie.to_hex());
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_parted_from_its_token() {
        let uri = Uri::from_static("/documents/ab?q=h%E1%BA%A1+t%E1%BA%A7ng&token=x%26y&page=2");
        let (token, rest) = taken_out(&uri).unwrap();
        assert_eq!(token, "x&y");
        assert_eq!(rest, "/documents/ab?q=h%E1%BA%A1%20t%E1%BA%A7ng&page=2");
        assert_eq!(taken_out(&Uri::from_static("/?q=token")), None);
    }
}
