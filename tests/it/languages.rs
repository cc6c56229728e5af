//! The page in both languages: which one, who remembers it, and that nothing is left in the other.

use super::serve::{encoded, get, get_with};
use axum::Router;
use tracuu::index::Writer;
use tracuu::serve::{self, State};

/// An index without a directive: all that its pages say is our own.
fn empty() -> (tempfile::TempDir, Router) {
    let folder = tempfile::tempdir().unwrap();
    Writer::open(folder.path()).unwrap().finish().unwrap();
    let router = serve::router(State::new(folder.path(), "127.0.0.1:7878".parse().unwrap(), None));
    (folder, router)
}

/// Letters that only Vietnamese has.
pub(super) fn vietnamese(text: &str) -> Vec<&str> {
    let has_marks = |word: &&str| word.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    text.split(|c: char| !c.is_alphabetic()).filter(has_marks).collect()
}

#[tokio::test]
async fn english_pages_are_english() {
    let (_folder, router) = empty();
    for address in [
        "/status",
        "/tasks",
        "/nowhere",
        "/documents/0123456789abcdef",
        "/numbers/1-KL%2FTW",
        "/?q=xyz",
    ] {
        let mark = if address.contains('?') { '&' } else { '?' };
        let page = get(&router, &format!("{address}{mark}lang=en")).await;
        assert!(page.text().contains("<html lang=\"en\">"), "{address}");
        // The name of the program, the way to the other language, and how to type a field.
        let ours = ["tra", "cứu", "Tiếng", "Việt", "loại", "từ", "đến"];
        let left: Vec<_> =
            vietnamese(page.text()).into_iter().filter(|word| !ours.contains(word)).collect();
        assert!(left.is_empty(), "{address}: {left:?}");
    }
}

#[tokio::test]
async fn vietnamese_pages_are_vietnamese_whatever_the_browser_speaks() {
    let (_folder, router) = empty();
    for address in ["/", "/status", "/tasks", "/nowhere", "/?q=xyz"] {
        let page = get_with(&router, address, &[("accept-language", "en-US,en;q=0.9")]).await;
        assert!(page.text().contains("<html lang=\"vi\">"), "{address}");
        assert_eq!(page.header("set-cookie"), "", "{address}");
        for english in ["Search", "Archive", "Deadlines", "could not"] {
            assert!(!page.text().contains(english), "{english} in {address}");
        }
    }
}

#[tokio::test]
async fn a_chosen_language_is_remembered() {
    let (_folder, router) = empty();
    let chosen = get(&router, "/status?lang=en").await;
    let cookie = chosen.header("set-cookie");
    assert!(cookie.starts_with("lang=en;") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert!(chosen.text().contains("href=\"/status?lang=vi\""));
    let later = get_with(&router, "/?q=xyz", &[("cookie", "lang=en")]).await;
    assert!(later.text().contains("<html lang=\"en\">"));
    // What one language keeps is not what the other gets.
    let tag = later.header("etag").to_owned();
    let held = [("cookie", "lang=en"), ("if-none-match", &tag)];
    assert_eq!(get_with(&router, "/?q=xyz", &held).await.status, 304);
    let other = [("cookie", "lang=vi"), ("if-none-match", &tag)];
    assert_eq!(get_with(&router, "/?q=xyz", &other).await.status, 200);
    let search = get(&router, &format!("/?q={}&lang=en", encoded("hạ tầng \"số\""))).await;
    let same = format!("href=\"/?q={}&#38;lang=vi\"", encoded("hạ tầng \"số\""));
    assert!(search.text().contains(&same), "{same}");
}

#[tokio::test]
async fn problems_for_programs_come_in_the_language_asked_for() {
    let (_folder, router) = empty();
    let wrong = "/api/v1/search?q=a&limit=0";
    let english = get(&router, wrong).await;
    assert_eq!(english.header("content-language"), "en");
    assert!(english.text().contains("give a whole number from 1 to 1000"));
    let vietnamese = get_with(&router, wrong, &[("accept-language", "vi-VN,vi;q=0.9")]).await;
    assert_eq!(vietnamese.header("content-language"), "vi");
    assert!(vietnamese.text().contains("cần một số từ 1 đến 1000"));
    assert!(vietnamese.text().contains("\"code\":\"bad-parameter\""));
}
