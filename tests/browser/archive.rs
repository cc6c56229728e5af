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
