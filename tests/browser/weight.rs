//! A page with all that it needs, but for pictures of pages, is at most 100 KB, even unpacked.

use crate::places::places;
use crate::support::House;

const MOST: f64 = 100_000.0;

/// Bytes of the page and of what it names, packed as they came and unpacked.
const WEIGHT: &str = "fetch(document.querySelector('link[rel=icon]').href)
    .then((icon) => icon.arrayBuffer())
    .then(() => {
        const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
            .filter((entry) => entry.initiatorType !== 'img');
        const sum = (key) => all.reduce((sum, entry) => sum + entry[key], 0);
        return [sum('transferSize'), sum('decodedBodySize'), all.length];
    })";

pub(crate) async fn pages_are_light(house: &House) {
    let tab = house.tab().await;
    tab.without_cache().await;
    for place in places(house) {
        tab.open(&place.address).await;
        let weight = tab.value(WEIGHT).await;
        let [packed, unpacked, parts] = [0, 1, 2].map(|at| weight[at].as_f64().unwrap());
        eprintln!("{}: {packed} bytes on the way, {unpacked} unpacked", place.name);
        assert!(parts >= 4.0, "{}: page, style, script and icon: {parts}", place.name);
        assert!(packed <= MOST && unpacked <= MOST, "{}: {packed}, {unpacked}", place.name);
    }
}
