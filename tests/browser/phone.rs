//! On a phone everything is within reach of a thumb: no page is wider than the screen.

use crate::places::{LONG, WORDS, places};
use crate::support::House;

/// One of today, and the narrowest that WCAG 2.2 asks for (reflow).
const PHONES: [(u32, u32); 2] = [(390, 844), (320, 568)];

/// What sticks out.
const TOO_WIDE: &str = "[...document.querySelectorAll('body *')]
    .filter((one) => one.getBoundingClientRect().right > screen.width + 0.5)
    .filter((one) => !one.closest('.picture'))
    .map((one) => one.outerHTML.slice(0, 120))";

pub(crate) async fn no_page_is_wider_than_a_phone(house: &House) {
    let tab = house.tab().await;
    let mut wide = Vec::new();
    for lang in ["vi", "en"] {
        tab.open(&format!("/?lang={lang}")).await;
        for place in places(house) {
            for phone in PHONES {
                tab.resize(phone).await;
                tab.open(&place.address).await;
                let width = tab.number("document.scrollingElement.scrollWidth").await;
                if width > f64::from(phone.0) {
                    let what = tab.value(TOO_WIDE).await;
                    wide.push(format!("{} ({lang}, {}): {width}: {what}", place.name, phone.0));
                }
            }
        }
    }
    assert!(wide.is_empty(), "{wide:#?}");
}

pub(crate) async fn a_phone_can_do_it_all(house: &House) {
    let tab = house.tab().await;
    tab.resize(PHONES[0]).await;
    tab.open("/").await;
    tab.click("input[name=q]").await;
    tab.write(WORDS).await;
    tab.until("document.querySelector('#suggestions li') !== null").await;
    tab.press("Enter").await;
    tab.until("document.querySelectorAll('.hit').length > 5").await;
    tab.click_named("aside li a", "Kế hoạch").await;
    tab.until("document.querySelector('.chips') !== null").await;
    tab.click(".hit h2 a").await;
    tab.until("document.querySelector('.toolbar .hits') !== null").await;

    tab.open(&house.document(LONG, "ủy ban nhân dân")).await;
    tab.click(".hits a[rel=next]").await;
    tab.until("location.search.includes('hit=2')").await;
    tab.is_whole().await;
    // The bar with the hits stays in sight, the mark below it.
    tab.until(
        "(() => {
           const bar = document.querySelector('.toolbar .hits').getBoundingClientRect();
           const mark = document.querySelector('.current').getBoundingClientRect();
           return bar.top >= -1 && mark.top >= bar.bottom && mark.bottom <= innerHeight;
         })()",
    )
    .await;
    tab.click(".to-record").await;
    tab.until("document.querySelector('#record').getBoundingClientRect().top < innerHeight / 2")
        .await;
}
