//! What every response tells the browser to refuse, and which hosts a request may name.

use super::problem::Problem;
use super::state::State;
use axum::extract::{self, Request};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, SocketAddr};

/// Nothing from elsewhere, nothing inline, no frame around the page.
const POLICY: &str = "default-src 'self'; object-src 'none'; base-uri 'none'; \
                      form-action 'self'; frame-ancestors 'none'";

/// Put on every response that does not say otherwise itself.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "private, no-cache"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// Adds [`HEADERS`].
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Refuses a request that names a host which is not this machine, while the server is for this
/// machine alone: a foreign site whose name was made to point here (DNS rebinding) could otherwise
/// read the archive with the browser's help.
pub(crate) async fn host(
    extract::State(state): extract::State<State>,
    request: Request,
    next: Next,
) -> Response {
    let named = request.uri().authority().cloned().or_else(|| {
        request.headers().get(header::HOST).and_then(|host| host.to_str().ok()?.parse().ok())
    });
    let is_named = named.is_some() || request.headers().contains_key(header::HOST);
    let is_known = named.is_some_and(|named| is_known(&named, state.address()));
    // No name at all comes from no browser.
    if is_named && !is_known {
        return Problem::WrongHost.into_response();
    }
    next.run(request).await
}

fn is_known(named: &Authority, bound: SocketAddr) -> bool {
    if !bound.ip().is_loopback() {
        return true;
    }
    let host = named.host().trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(ip) => ip.is_loopback() || ip == bound.ip(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_for_this_machine_goes_by_its_names_only() {
        let here: SocketAddr = "127.0.0.1:7878".parse().unwrap();
        for known in ["localhost:7878", "LOCALHOST", "127.0.0.1:1", "[::1]:7878", "127.0.0.2"] {
            assert!(is_known(&known.parse().unwrap(), here), "{known}");
        }
        for foreign in ["evil.example", "localhost.evil.example:7878", "192.168.1.7:7878"] {
            assert!(!is_known(&foreign.parse().unwrap(), here), "{foreign}");
        }
        let everywhere: SocketAddr = "0.0.0.0:7878".parse().unwrap();
        assert!(is_known(&"may-chu.noi-bo".parse().unwrap(), everywhere));
    }
}
