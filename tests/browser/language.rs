//! Two languages: the switch stays on the page, and is remembered.

use crate::places::WORDS;
use crate::support::{House, question};

pub(crate) async fn the_other_language_stays(house: &House) {
    let tab = house.tab().await;
    tab.open(&format!("{}&sort=newest", question(WORDS))).await;
    tab.holds("document.documentElement.lang === 'vi'").await;
    let hits = "[...document.querySelectorAll('.hit h2')].map((h) => h.textContent).join()";
    let before = tab.text(hits).await;
    tab.click(".top nav a[hreflang=en]").await;
    tab.until("document.documentElement.lang === 'en' && document.readyState === 'complete'").await;
    assert_eq!(tab.text(hits).await, before, "the same page");
    tab.holds("new URLSearchParams(location.search).get('sort') === 'newest'").await;
    tab.holds(&format!("document.querySelector('input[name=q]').value === '{WORDS}'")).await;
    // Links name no language, and the next page is in English all the same.
    tab.click(".top nav a[href='/tasks']").await;
    tab.until("location.pathname === '/tasks' && document.documentElement.lang === 'en'").await;
    tab.open("/").await;
    tab.holds("document.documentElement.lang === 'en'").await;
    tab.click(".top nav a[hreflang=vi]").await;
    tab.until("document.documentElement.lang === 'vi'").await;
    tab.open("/status").await;
    tab.holds("document.documentElement.lang === 'vi'").await;
    // Another person's browser knows nothing of it.
    let other = house.tab().await;
    other.open("/").await;
    other.holds("document.documentElement.lang === 'vi'").await;
}
