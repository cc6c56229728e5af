//! A directive that is full of scripts is shown, and none of them runs.

use crate::support::{HOSTILE, House, question};

pub(crate) async fn nothing_of_a_directive_runs(house: &House) {
    let tab = house.tab().await;
    let document = house.document(HOSTILE, "tường lửa");
    for address in [
        question("tường lửa"),
        question("<script>alert(7)</script> tường lửa"),
        question("\"><img src=x onerror=alert(8)>"),
        document.clone(),
        format!("{document}&lang=en"),
        "/tasks?who=<script>alert(9)</script>".into(),
        "/status".into(),
        "/<script>alert(10)</script>".into(),
    ] {
        tab.open(&address).await;
        // What it says stands there as text, and nothing of it is an element.
        tab.holds("!document.querySelector('main iframe, main script, main [onerror], [onload]')")
            .await;
        tab.holds("![...document.links].some((a) => a.protocol === 'javascript:')").await;
        let errors = tab.errors();
        assert!(errors.iter().all(|error| error.contains("status of 404")), "{errors:#?}");
        assert_eq!(tab.strangers(), Vec::<String>::new(), "{address}");
    }
    tab.open(&document).await;
    tab.holds("document.querySelector('.sheet').textContent.includes('<svg onload=alert(3)>')")
        .await;
    // Suggestions are made by the script of the page.
    tab.open("/").await;
    tab.click("input[name=q]").await;
    tab.write("666").await;
    tab.until("document.querySelector('#suggestions li') !== null").await;
    tab.holds("!document.querySelector('#suggestions img, #suggestions script')").await;
    assert_eq!(tab.errors(), Vec::<String>::new());
}
