//! What falls due: narrowed by its state, by a body, by a day of the calendar, and followed to its page.

use crate::support::House;

pub(crate) async fn tasks_narrow_and_lead_to_their_page(house: &House) {
    let tab = house.tab().await;
    tab.open("/").await;
    tab.click_named(".top nav a", "Nhiệm vụ").await;
    tab.until("location.pathname === '/tasks'").await;
    tab.is_whole().await;
    let shown = "Number(document.querySelector('.counts b').textContent)";
    let all = tab.number(shown).await;
    assert!(all > 20.0, "{all}");
    tab.click_named("aside li a", "Sở Nội vụ").await;
    tab.until("new URLSearchParams(location.search).get('who') === 'Sở Nội vụ'").await;
    tab.is_whole().await;
    let some = tab.number(shown).await;
    assert!(0.0 < some && some < all, "{some} of {all}");
    tab.holds("document.querySelector('input[name=who]').value === 'Sở Nội vụ'").await;
    tab.click_named(".sorts a", "Đã qua thời hạn").await;
    tab.until("new URLSearchParams(location.search).get('state') === 'past'").await;
    tab.holds("location.search.includes('who=')").await;
    // A day of the calendar that has tasks.
    tab.open("/tasks?month=2025-12").await;
    tab.click(".calendar td a").await;
    tab.until("new URLSearchParams(location.search).get('from')?.startsWith('2025-12-')").await;
    tab.is_whole().await;
    tab.holds("document.querySelectorAll('.tasks li').length > 0").await;
    tab.click(".tasks .no").await;
    tab.until("location.pathname.startsWith('/documents/') && location.hash.startsWith('#page-')")
        .await;
}
