//! The archive's page: what was read, and what was not, by its name.

use crate::support::House;

pub(crate) async fn what_was_not_read_is_named(house: &House) {
    let tab = house.tab().await;
    tab.open("/").await;
    tab.click(".counts .unread").await;
    tab.until("location.pathname === '/status'").await;
    tab.is_whole().await;
    tab.holds("document.querySelector('.top [aria-current=page]').pathname === '/status'").await;
    for name in ["bi cat cut.pdf", "co mat khau.pdf", "tep rong.pdf"] {
        tab.holds(&format!("document.querySelector('main').textContent.includes('{name}')")).await;
    }
}

pub(crate) async fn bars_lead_to_what_they_count(house: &House) {
    let tab = house.tab().await;
    for (bar, count) in [
        (".years li:last-child a", ".years li:last-child .n"),
        ("table.bars tr:first-child a", "table.bars tr:first-child td"),
    ] {
        tab.open("/status").await;
        let said = tab
            .text(&format!("document.querySelector('{count}').firstChild.textContent.trim()"))
            .await;
        tab.click(bar).await;
        tab.until("location.pathname === '/'").await;
        tab.is_whole().await;
        tab.holds(&format!(
            "document.querySelector('.counts h1').textContent.startsWith('{said} ')"
        ))
        .await;
    }
}
