//! Everybody can use the page: axe-core finds nothing against WCAG 2.2 AA or good practice, on any page, in
//! either language, by day and by night, on a desk and on a phone.

use crate::places::places;
use crate::support::{House, here};
use serde_json::Value;
use std::fs;
use std::sync::Arc;

const WIDE: (u32, u32) = (1280, 900);
const PHONE: (u32, u32) = (390, 844);

/// The source of axe-core, as npm has put it there; nothing is fetched here.
pub(crate) fn axe() -> Result<Arc<str>, String> {
    let place = here().join("node_modules").join("axe-core").join("axe.min.js");
    let source = fs::read_to_string(&place);
    source.map(Into::into).map_err(|error| {
        format!("{}: {error}; `npm ci --prefix tests/browser` gets it", place.display())
    })
}

/// Violations on the page as it is shown now: rule, what is wrong, where.
const RUN: &str = "axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'target-size': { enabled: true } },
    resultTypes: ['violations'],
    preload: false,
}).then(({ violations, passes }) => ({
    rules: passes.length,
    found: violations.flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.failureSummary.replace(/\\s+/g, ' ')} ${node.html}`)),
}))";

pub(crate) async fn axe_finds_nothing(house: &House, axe: &str, lang: &str) {
    let tab = house.tab().await;
    tab.open(&format!("/?lang={lang}")).await;
    let (mut looks, mut wrong) = (0, Vec::new());
    for place in places(house) {
        tab.open(&place.address).await;
        tab.holds(&format!("document.documentElement.lang === '{lang}'")).await;
        tab.value(&format!("{axe};0")).await;
        for (size, name) in [(WIDE, "wide"), (PHONE, "phone")] {
            tab.resize(size).await;
            for scheme in ["light", "dark"] {
                tab.prefer(scheme).await;
                let answer = tab.value(RUN).await;
                assert!(answer["rules"].as_u64().unwrap() > 10, "{}: {answer}", place.name);
                looks += 1;
                for found in answer["found"].as_array().unwrap() {
                    let found = found.as_str().map_or_else(|| Value::to_string(found), Into::into);
                    wrong.push(format!("{} ({name}, {scheme}): {found}", place.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{looks} looks, {} violations: {wrong:#?}", wrong.len());
}
