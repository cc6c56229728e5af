//! From the first key to the list of hits: suggestions, the keyboard, narrowing, going back.

use crate::places::WORDS;
use crate::support::{House, Tab, question};

const BOX: &str = "document.querySelector('input[name=q]')";
const OPTIONS: &str = "document.querySelectorAll('#suggestions li')";

/// The question that the address holds.
const ASKED: &str = "new URLSearchParams(location.search).get('q')";

async fn hits(tab: &Tab) -> f64 {
    tab.is_whole().await;
    tab.number("document.querySelectorAll('.hit').length").await
}

pub(crate) async fn typing_suggests(house: &House) {
    let tab = house.tab().await;
    tab.open("/").await;
    tab.holds(&format!("document.activeElement === {BOX}")).await;
    tab.write("hạ t").await;
    tab.until(&format!("{OPTIONS}.length >= 3")).await;
    tab.holds(&format!("{BOX}.getAttribute('aria-expanded') === 'true'")).await;
    let second = tab.text(&format!("{OPTIONS}[1].querySelector('bdi').textContent")).await;
    tab.press("ArrowDown").await;
    tab.press("ArrowDown").await;
    tab.holds(&format!("{OPTIONS}[1].ariaSelected === 'true'")).await;
    tab.holds(&format!("{BOX}.getAttribute('aria-activedescendant') === {OPTIONS}[1].id")).await;
    assert_eq!(tab.text(&format!("{BOX}.value")).await, second);
    // Escape gives back what was typed.
    tab.press("Escape").await;
    tab.holds(&format!("{BOX}.value === 'hạ t' && {OPTIONS}.length === 0")).await;
    tab.holds(&format!("{BOX}.getAttribute('aria-expanded') === 'false'")).await;
    tab.write("ầng").await;
    tab.until(&format!("{OPTIONS}.length > 0 && {OPTIONS}[0].textContent.includes('tầng')")).await;
    tab.press("ArrowDown").await;
    let first = tab.text(&format!("{BOX}.value")).await;
    tab.press("Enter").await;
    tab.until(&format!("{ASKED} === '{first}'")).await;
    assert!(hits(&tab).await > 5.0);
    tab.holds("document.querySelector('.hit mark') !== null").await;
    assert_eq!(tab.errors(), Vec::<String>::new());
}

pub(crate) async fn the_mouse_takes_a_suggestion(house: &House) {
    let tab = house.tab().await;
    tab.open("/status").await;
    tab.click("input[name=q]").await;
    tab.write("202").await;
    tab.click_named("#suggestions li", "202-KL/TW").await;
    tab.until(&format!("{ASKED} === '202-KL/TW'")).await;
    assert!(hits(&tab).await > 5.0);
    let first = "document.querySelector('.hit .no').textContent === '202-KL/TW'";
    tab.holds(first).await;
}

pub(crate) async fn keys_walk_the_hits(house: &House) {
    let tab = house.tab().await;
    tab.open(&question(WORDS)).await;
    let at = |place: usize| {
        format!("document.activeElement === document.querySelectorAll('.hit h2 a')[{place}]")
    };
    tab.press("/").await;
    tab.holds(&format!("document.activeElement === {BOX}")).await;
    // What stands there is selected, so that typing takes its place.
    tab.holds(&format!("{BOX}.selectionStart === 0 && {BOX}.selectionEnd === {BOX}.value.length"))
        .await;
    tab.holds(&format!("{BOX}.value === '{WORDS}'")).await;
    tab.press("ArrowDown").await;
    tab.holds(&at(0)).await;
    tab.press("ArrowDown").await;
    tab.holds(&at(1)).await;
    tab.press("ArrowUp").await;
    tab.holds(&at(0)).await;
    tab.press("Escape").await;
    tab.holds(&format!("document.activeElement === {BOX}")).await;
    tab.press("ArrowDown").await;
    tab.press("Enter").await;
    tab.until("location.pathname.startsWith('/documents/')").await;
    tab.is_whole().await;
    // And back to the list.
    tab.press("Escape").await;
    tab.until(&format!("location.pathname === '/' && {ASKED} === '{WORDS}'")).await;
}

pub(crate) async fn facets_narrow_and_chips_widen(house: &House) {
    let tab = house.tab().await;
    tab.open(&question(WORDS)).await;
    let all = hits(&tab).await;
    let shown = "Number([...document.querySelectorAll('aside li')]
        .find((li) => li.textContent.includes('Kế hoạch')).querySelector('.n').textContent)";
    let count = tab.number(shown).await;
    tab.click_named("aside li a", "Kế hoạch").await;
    tab.until("document.querySelector('.chips li') !== null").await;
    assert_eq!(hits(&tab).await, count, "as many as the filter has said, of {all}");
    tab.holds(
        "[...document.querySelectorAll('.hit .meta')].every((p) => p.textContent.includes('Kế hoạch'))",
    )
    .await;
    tab.click_named("aside li a", "Tỉnh ủy").await;
    tab.until("document.querySelectorAll('.chips li a').length === 2").await;
    assert!(hits(&tab).await < count);
    tab.click(".chips li a").await;
    tab.until("document.querySelectorAll('.chips li a').length === 1").await;
    tab.click(".chips li a").await;
    tab.until("document.querySelector('.chips') === null").await;
    assert_eq!(hits(&tab).await, all);
    tab.holds(&format!("{BOX}.value === '{WORDS}'")).await;
}

pub(crate) async fn days_narrow(house: &House) {
    let tab = house.tab().await;
    tab.open(&question(WORDS)).await;
    let all = hits(&tab).await;
    tab.value("document.querySelector('input[name=from]').value = '2026-01-01'").await;
    tab.click(".days button").await;
    tab.until("document.querySelector('.chips') !== null").await;
    let later = hits(&tab).await;
    assert!(0.0 < later && later < all, "{later} of {all}");
    let days = tab.text(&format!("{BOX}.value")).await;
    assert!(days.contains("từ:2026-01-01"), "{days}");
}

pub(crate) async fn going_back_restores(house: &House) {
    let tab = house.tab().await;
    tab.open("/").await;
    tab.write("202-KL/TW").await;
    tab.press("Enter").await;
    tab.until(&format!("{ASKED} === '202-KL/TW'")).await;
    let all = hits(&tab).await;
    tab.click_named("aside li a", "Công văn").await;
    tab.until("document.querySelector('.chips a') !== null").await;
    assert!(hits(&tab).await < all);
    tab.click(".hit h2 a").await;
    tab.until("location.pathname.startsWith('/documents/')").await;
    tab.is_whole().await;
    tab.value("history.back()").await;
    tab.until("document.querySelector('.chips a') !== null").await;
    assert!(hits(&tab).await < all);
    tab.value("history.back()").await;
    tab.until(&format!("location.pathname === '/' && {ASKED} === '202-KL/TW'")).await;
    assert_eq!(hits(&tab).await, all);
    tab.holds(&format!("{BOX}.value === '202-KL/TW'")).await;
    tab.value("history.back()").await;
    tab.until("document.querySelector('.start') !== null").await;
}

pub(crate) async fn more_hits_follow(house: &House) {
    let tab = house.tab().await;
    tab.open(&question("ủy ban nhân dân")).await;
    let titles = "[...document.querySelectorAll('.hit h2')].map((h) => h.textContent).join()";
    let before = tab.text(titles).await;
    tab.click(".pages a[rel=next]").await;
    tab.until("location.search.includes('after=')").await;
    assert!(hits(&tab).await > 0.0);
    assert_ne!(tab.text(titles).await, before);
    tab.click(".pages a").await;
    tab.until("!location.search.includes('after=')").await;
    tab.is_whole().await;
    assert_eq!(tab.text(titles).await, before);
}

pub(crate) async fn what_was_meant_is_offered(house: &House) {
    let tab = house.tab().await;
    tab.open(&question("hạ tầnh số")).await;
    tab.click_named(".readings a", "hạ tầng số").await;
    tab.until(&format!("{ASKED} === 'hạ tầng số'")).await;
    assert!(hits(&tab).await > 5.0);
    tab.open(&question("ha tang so")).await;
    tab.click_named(".readings a", "hạ tầng số").await;
    tab.until(&format!("{ASKED} === 'hạ tầng số'")).await;
}
