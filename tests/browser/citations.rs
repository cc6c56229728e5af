//! What is around a number, as a picture that leads on; and what of a directive can be copied.

use crate::places::{PDF, WORDS};
use crate::support::{House, Tab, question};

pub(crate) async fn a_number_leads_to_what_is_around_it(house: &House) {
    let tab = house.tab().await;
    tab.open(&question("202-KL/TW")).await;
    tab.click(".counts a[href^='/numbers/']").await;
    tab.until("location.pathname === '/numbers/202-KL%2FTW'").await;
    tab.is_whole().await;
    // As many dots as documents are listed, and the one asked for.
    let listed = tab.number("document.querySelectorAll('.web li').length").await;
    let drawn = tab.number("document.querySelectorAll('.tree circle').length").await;
    assert!(drawn > 10.0 && (drawn - listed - 1.0).abs() < 0.1, "{drawn} dots, {listed} lines");
    // No name stands over another, and none leaves the picture.
    tab.holds(
        "(() => {
            const svg = document.querySelector('.tree svg').getBoundingClientRect();
            const boxes = [...document.querySelectorAll('.tree a text')]
                .map((text) => text.getBoundingClientRect()).sort((a, b) => a.top - b.top);
            return boxes.every((box, at) => box.left >= svg.left && box.right <= svg.right
                && (at === 0 || box.top + 2 >= boxes[at - 1].top + boxes[at - 1].height * 0.8));
        })()",
    )
    .await;
    // The picture is for the eye and the mouse; keys and screen readers have the lists.
    tab.holds("[...document.querySelectorAll('.tree a')].every((a) => a.tabIndex === -1)").await;
    tab.click(".tree a.held:not(.first) circle").await;
    tab.until("location.pathname.startsWith('/documents/')").await;
    assert_eq!(tab.errors(), Vec::<String>::new());
}

/// Presses the button with these words, and waits until it says that it is done.
async fn copied(tab: &Tab, label: &str) -> String {
    let button = format!(
        "[...document.querySelectorAll('button[data-copy]')]
            .find((button) => button.textContent === '{label}')"
    );
    tab.holds(&format!("{button}.hidden === false")).await;
    let text = tab.text(&format!("{button}.dataset.copy")).await;
    tab.value(&format!("{button}.id = 'pressed'")).await;
    tab.click("#pressed").await;
    tab.until("document.querySelector('#pressed').textContent === 'Đã sao chép'").await;
    tab.until(&format!("document.querySelector('#pressed').textContent === '{label}'")).await;
    tab.value("document.querySelector('#pressed').removeAttribute('id')").await;
    text
}

pub(crate) async fn citations_and_addresses_are_copied(house: &House) {
    let tab = house.tab().await;
    tab.open(&house.document(PDF, WORDS)).await;
    let first = copied(&tab, "Sao chép trích dẫn").await;
    assert!(first.starts_with("Công văn số 118-CV/TU, ngày 18/11/2025 của "), "{first}");
    assert_eq!(copied(&tab, "Sao chép dạng nhắc lại").await, "Công văn 118-CV/TU");
    let address = copied(&tab, "Sao chép liên kết").await;
    let page = copied(&tab, "Sao chép liên kết đến trang 2").await;
    assert_eq!(tab.errors(), Vec::<String>::new());
    // They lead where they were copied.
    tab.open(&address).await;
    tab.until("document.querySelector('.toolbar .hits b')?.textContent === '1'").await;
    tab.open(&page).await;
    tab.until("document.querySelector('#page-2')?.getBoundingClientRect().top < innerHeight").await;
}

pub(crate) async fn a_value_is_shown_where_it_was_read(house: &House) {
    let tab = house.tab().await;
    tab.open(&house.document(PDF, WORDS)).await;
    tab.click("dd a[href*='field=signer']").await;
    tab.until("location.search.includes('field=signer')").await;
    tab.until(
        "(() => {
            const mark = document.querySelector('.print rect.current')?.getBoundingClientRect();
            return mark !== undefined && mark.top >= 0 && mark.bottom <= innerHeight;
        })()",
    )
    .await;
    tab.holds("document.querySelectorAll('.print rect').length === 1").await;
}

pub(crate) async fn text_stands_beside_the_original(house: &House) {
    let tab = house.tab().await;
    tab.open(&(house.document(PDF, WORDS) + "&view=both")).await;
    tab.holds(
        "(() => {
            const [picture, text] = document.querySelector('.pair').children;
            const [left, right] = [picture, text].map((of) => of.getBoundingClientRect());
            return left.right <= right.left && Math.abs(left.top - right.top) < 4;
        })()",
    )
    .await;
    tab.resize((390, 844)).await;
    tab.until("document.querySelector('.pair').children[1].getBoundingClientRect().left < 40")
        .await;
}
