//! A directive that is opened: at the word that was asked for, from there on to the next, to its pages, to what it cites.

use crate::places::{LETTER, LONG, PDF, WORDS};
use crate::support::{House, Tab, question};

/// The mark of the present hit is in the window, below what stays at its top.
const IN_SIGHT: &str = "(() => {
    const mark = document.querySelector('.current');
    if (!mark || document.readyState !== 'complete') return false;
    const box = mark.getBoundingClientRect();
    const bar = document.querySelector('.toolbar').getBoundingClientRect();
    const under = bar.height > 0 && bar.top <= 0 ? bar.bottom : 0;
    return box.width > 4 && box.top >= under && box.bottom <= innerHeight
        && box.left >= 0 && box.right <= innerWidth;
})()";
/// The picture below the present hit is there.
const IS_DRAWN: &str = "(() => {
    const picture = document.querySelector('.print:has(.current) img');
    return picture !== null && picture.complete && picture.naturalWidth > 300;
})()";

async fn is_at(tab: &Tab, hit: u32) {
    let current = "document.querySelector('.toolbar .hits b')?.textContent";
    tab.until(&format!("{current} === '{hit}'")).await;
    tab.until(IN_SIGHT).await;
}

pub(crate) async fn a_hit_is_opened_where_it_stands(house: &House) {
    let tab = house.tab().await;
    // A low window, so that the hit is not in sight by chance.
    tab.resize((1280, 420)).await;
    tab.open(&question(WORDS)).await;
    tab.click_named(".hit h2 a", "Triển khai thực hiện Kết luận số 202-KL/TW của Bộ Chính trị")
        .await;
    tab.until("location.pathname.startsWith('/documents/')").await;
    is_at(&tab, 1).await;
    tab.until(IS_DRAWN).await;
    tab.holds("scrollY > 0").await;
    // A text file: the word itself is marked.
    tab.open(&(house.document(LETTER, "tài sản công") + "#here")).await;
    is_at(&tab, 1).await;
    tab.holds(
        "document.querySelector('mark.current').textContent.toLowerCase().includes('tài sản')",
    )
    .await;
    assert_eq!(tab.errors(), Vec::<String>::new());
}

pub(crate) async fn hits_are_walked(house: &House) {
    let tab = house.tab().await;
    tab.resize((1280, 500)).await;
    for view in ["image", "text"] {
        let address = house.document(LONG, "ủy ban nhân dân");
        tab.open(&format!("{address}&view={view}#here")).await;
        is_at(&tab, 1).await;
        tab.click(".hits a[rel=next]").await;
        is_at(&tab, 2).await;
        tab.press("n").await;
        is_at(&tab, 3).await;
        tab.press("p").await;
        is_at(&tab, 2).await;
        tab.click(".hits a[rel=prev]").await;
        is_at(&tab, 1).await;
        tab.holds("document.querySelector('.hits a[rel=prev]') === null").await;
    }
    let last =
        "Number(document.querySelector('.toolbar .hits b').nextSibling.textContent.slice(1))";
    let last = tab.number(last).await;
    assert!(last > 10.0, "{last}");
    tab.open(&format!("{}&hit={last}#here", house.document(LONG, "ủy ban nhân dân"))).await;
    tab.until(IN_SIGHT).await;
    tab.until(IS_DRAWN).await;
    tab.holds("document.querySelector('.hits a[rel=next]') === null").await;
}

pub(crate) async fn marks_stay_on_their_words_when_enlarged(house: &House) {
    let tab = house.tab().await;
    tab.open(&(house.document(PDF, WORDS) + "#here")).await;
    // Where the mark stands on its picture, in shares of it, and how wide the picture is.
    let place = "(() => {
        const mark = document.querySelector('.current').getBoundingClientRect();
        const leaf = document.querySelector('.print:has(.current) img').getBoundingClientRect();
        return [(mark.x - leaf.x) / leaf.width, (mark.y - leaf.y) / leaf.height,
            mark.width / leaf.width, mark.height / leaf.height, leaf.width];
    })()";
    tab.until(IS_DRAWN).await;
    let numbers = async || {
        let value = tab.value(place).await;
        [0, 1, 2, 3, 4].map(|at| value[at].as_f64().unwrap())
    };
    let small = numbers().await;
    for (size, times) in [("150%", 1.5), ("200%", 2.0), ("300%", 3.0)] {
        tab.click_named(".sizes a", size).await;
        let current = "document.querySelector('.sizes [aria-current]')?.textContent";
        tab.until(&format!("{current} === '{size}'")).await;
        tab.until(IS_DRAWN).await;
        tab.until(IN_SIGHT).await;
        let large = numbers().await;
        assert!((large[4] / small[4] - times).abs() < 0.02, "{size}: {small:?} {large:?}");
        for side in 0..4 {
            assert!((large[side] - small[side]).abs() < 0.004, "{size}: {small:?} {large:?}");
        }
    }
}

pub(crate) async fn a_citation_is_followed(house: &House) {
    let tab = house.tab().await;
    tab.open(&house.document(PDF, WORDS)).await;
    let cited = "[...document.querySelectorAll('.cite li')]
        .find((li) => li.textContent.includes('202-KL/TW')).querySelector('.state')";
    tab.value(&format!("{cited}.id = 'followed'")).await;
    tab.click("#followed").await;
    let number = "document.querySelector('.title .no')?.textContent";
    tab.until(&format!("{number} === '202-KL/TW'")).await;
    tab.is_whole().await;
    tab.holds("document.querySelectorAll('.print img').length >= 2").await;
    // Where it is cited: the mark is in sight.
    tab.value("history.back()").await;
    tab.until(&format!("{number} === '118-CV/TU'")).await;
    tab.click(".cite small a[href*='page=']").await;
    tab.until("location.hash === '#here'").await;
    tab.until(IN_SIGHT).await;
}

pub(crate) async fn pages_are_turned(house: &House) {
    let tab = house.tab().await;
    tab.open(&house.document(LONG, "")).await;
    tab.click_named(".contents a", "2").await;
    tab.until(
        "(() => {
            const second = document.querySelector('#page-2');
            const picture = second && second.querySelector('img');
            if (!picture || !picture.complete || picture.naturalWidth < 300) return false;
            const top = second.getBoundingClientRect().top;
            return top >= 0 && top < innerHeight / 2;
        })()",
    )
    .await;
}

pub(crate) async fn text_is_one_click_away(house: &House) {
    let tab = house.tab().await;
    tab.open(&house.document(PDF, WORDS)).await;
    tab.holds("document.querySelector('.print') !== null").await;
    tab.click_named(".views a", "Chữ").await;
    tab.until("document.querySelector('.sheet .text mark.current') !== null").await;
    tab.until(IN_SIGHT).await;
    tab.holds("document.querySelector('mark.current').textContent.toLowerCase() === 'hạ tầng số'")
        .await;
    tab.click_named(".views a", "Bản gốc").await;
    tab.until("document.querySelector('.print .current') !== null").await;
    tab.until(IN_SIGHT).await;
}
