//! No page errs, none asks a stranger for anything, and this is noticed where it happens.

use crate::places::places;
use crate::support::House;

pub(crate) async fn no_page_errs_or_asks_a_stranger(house: &House) {
    let tab = house.tab().await;
    for place in places(house) {
        tab.open(&place.address).await;
        let status = tab.number("performance.getEntriesByType('navigation')[0].responseStatus");
        assert_eq!(status.await, f64::from(place.status), "{}", place.name);
        let mut errors = tab.errors();
        if place.status >= 400 {
            // The browser says that it was answered with a problem, which is what was asked for.
            errors.retain(|error| !error.contains(&format!("status of {}", place.status)));
        }
        assert!(errors.is_empty(), "{}: {errors:#?}", place.name);
        assert_eq!(tab.strangers(), Vec::<String>::new(), "{}", place.name);
    }
}

/// The other tests would see it: each kind of error and request arrives.
pub(crate) async fn what_goes_wrong_is_noticed(house: &House) {
    let tab = house.tab().await;
    tab.open("/").await;
    assert_eq!((tab.errors(), tab.strangers()), (Vec::new(), Vec::new()));
    for (wrong, sign) in [
        ("console.error('of the page')", "of the page"),
        ("setTimeout(() => { throw new Error('thrown late'); })", "thrown late"),
        ("document.head.append(Object.assign(document.createElement('style')))", "style-src"),
        ("document.body.append(Object.assign(new Image(), { src: '/khong-co.png' }))", "404"),
        ("document.body.append(Object.assign(new Image(), { src: '//evil.example/' }))", "img-src"),
    ] {
        tab.value(&format!("{wrong}; 0")).await;
        tab.until_error(sign).await;
    }
    // The same machine by another name is a stranger.
    tab.value("location.href = location.href.replace('127.0.0.1', 'localhost')").await;
    tab.until("location.hostname === 'localhost' && document.readyState === 'complete'").await;
    assert!(tab.strangers().iter().any(|url| url.starts_with("http://localhost:")));
}
