//! Without any script all of it works: the page is whole as it comes.

use crate::places::{LONG, WORDS, places};
use crate::support::House;

pub(crate) async fn everything_works_without_a_script(house: &House) {
    let tab = house.tab().await;
    tab.without_script().await;
    tab.open("/").await;
    // The script has not run: what it makes is not there.
    tab.holds("document.querySelector('#suggestions') === null").await;
    tab.click("input[name=q]").await;
    tab.write(WORDS).await;
    tab.click(".box button").await;
    let asked = "new URLSearchParams(location.search).get('q')";
    tab.until(&format!("{asked} === '{WORDS}'")).await;
    tab.is_whole().await;
    let all = tab.number("document.querySelectorAll('.hit').length").await;
    tab.click_named("aside li a", "Kết luận").await;
    tab.until("document.querySelector('.chips a') !== null").await;
    assert!(tab.number("document.querySelectorAll('.hit').length").await < all);
    tab.value("document.querySelector('input[name=from]').value = '2025-01-01'").await;
    tab.click(".days button").await;
    tab.until("document.querySelectorAll('.chips a').length === 2").await;

    tab.click(".hit h2 a").await;
    let at = |hit: u32| {
        format!(
            "document.readyState === 'complete' && (() => {{
                const mark = document.querySelector('.current')?.getBoundingClientRect();
                return mark && mark.top > 0 && mark.bottom < innerHeight
                    && document.querySelector('.toolbar .hits b').textContent === '{hit}';
            }})()"
        )
    };
    tab.until("location.pathname.startsWith('/documents/')").await;
    tab.until(&at(1)).await;
    tab.click(".hits a[rel=next]").await;
    tab.until(&at(2)).await;
    tab.click_named(".sizes a", "200%").await;
    tab.until("location.search.includes('zoom=2')").await;
    tab.until(&at(2)).await;
    tab.click_named(".views a", "Chữ").await;
    tab.until("document.querySelector('mark.current') !== null").await;
    tab.until(&at(2)).await;
    tab.click(".back a").await;
    tab.until("document.querySelector('.hit') !== null").await;
    tab.open(&house.document(LONG, "")).await;
    tab.click_named(".contents a", "2").await;
    tab.until("location.hash === '#page-2'").await;

    tab.open("/tasks").await;
    tab.click_named("aside li a", "Sở Nội vụ").await;
    tab.until("location.search.includes('who=')").await;
    tab.click("input[name=who]").await;
    tab.value("document.querySelector('input[name=who]').value = ''").await;
    tab.write("Văn phòng").await;
    tab.click(".days button").await;
    tab.until("new URLSearchParams(location.search).get('who') === 'Văn phòng'").await;
    tab.until("document.querySelectorAll('.tasks li').length > 0").await;

    tab.click(".top nav a[hreflang=en]").await;
    tab.until("document.documentElement.lang === 'en'").await;
    for place in places(house) {
        tab.open(&place.address).await;
        tab.holds("document.querySelector('main h1').textContent.trim() !== ''").await;
        // Nothing is there that only a script would make work.
        tab.holds(
            "[...document.querySelectorAll('button:not([type=submit])')].every((b) => b.hidden)",
        )
        .await;
    }
}
