//! `/numbers/…`: what is around a number, as a picture and as lists; and what the page of a directive
//! says of its record: where a value was read, who corrected it, how others name it, who cites it.

use super::serve::{encoded, get};
use super::support::Archive;
use super::web::{archive, id_of, run};
use axum::Router;
use tracuu::serve::{self, State};

fn router(archive: &Archive) -> Router {
    serve::router(State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None))
}

/// The part of a page between two marks.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[tokio::test]
async fn what_is_around_a_number_is_drawn_and_listed() {
    let archive = archive();
    let router = router(&archive);
    let page = get(&router, &format!("/numbers/{}", encoded("30-CV/TU"))).await;
    assert_eq!(page.status, 200);
    let text = page.text();
    assert!(text.contains("Sơ đồ viện dẫn: 30-CV/TU") && text.contains("Viện dẫn 1 văn bản"));
    let svg = between(text, "<svg", "</svg>");
    // 12-CV/TU above with the 7-KL/TW that it cites, 31-CV/TU below, one line each.
    assert_eq!(svg.matches("<circle").count(), 4, "{svg}");
    assert_eq!(svg.matches("<path").count(), 3);
    assert_eq!(svg.matches("class=\"missing").count(), 2, "a line and a dot: {svg}");
    let order: Vec<usize> = ["7-KL/TW<", "12-CV/TU<", "30-CV/TU<", "31-CV/TU<"]
        .iter()
        .map(|number| svg.find(&format!("<tspan class=\"no\">{number}")).unwrap())
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    // Each is a link: to the directive, or to what is known of one that is not held.
    for name in ["a.txt", "d.txt"] {
        assert!(svg.contains(&format!("href=\"/documents/{}\"", id_of(&archive, name))), "{name}");
    }
    assert!(svg.contains("href=\"/numbers/7-KL%2FTW\""), "{svg}");
    // The same for those who do not see it.
    let list = between(text, "<h3 id=\"cites-0\"", "<h3 id=\"cited-0\"");
    assert!(list.contains("12-CV/TU") && list.contains("Thay thế"), "{list}");
    assert!(list.contains("<ul>\n<li class=\"missing\">") && list.contains("7-KL/TW"), "{list}");
    assert!(list.contains("chưa có trong kho"));
    assert_eq!(list.matches("<ul").count(), list.matches("</ul>").count());
    assert_eq!(list.matches("<li").count(), list.matches("</li>").count());
    let cited = between(text, "<h3 id=\"cited-0\"", "</main>");
    assert!(cited.contains("31-CV/TU") && cited.contains("02/12/2025"));
    let near = get(&router, &format!("/numbers/{}?depth=1", encoded("30-CV/TU"))).await;
    assert!(!near.text().contains("7-KL/TW"), "two steps away");
    for wrong in ["0", "5", "x"] {
        let address = format!("/numbers/{}?depth={wrong}", encoded("30-CV/TU"));
        assert_eq!(get(&router, &address).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn documents_with_one_number_are_told_apart() {
    let archive = archive();
    let router = router(&archive);
    let page = get(&router, &format!("/numbers/{}", encoded("12 cv tu"))).await;
    assert_eq!(page.text().matches("<section class=\"around\"").count(), 2);
    assert!(page.text().contains("Tỉnh ủy Nghệ An") && page.text().contains("Tỉnh ủy Cà Mau"));
    let one = get(&router, &format!("/numbers/{}", id_of(&archive, "b.txt"))).await;
    assert_eq!(one.text().matches("<section class=\"around\"").count(), 1);
    assert!(one.text().contains("Sơ đồ viện dẫn: 12-CV/TU"));
}

#[tokio::test]
async fn a_number_that_is_only_cited_and_one_that_is_not() {
    let archive = archive();
    let router = router(&archive);
    let cited = get(&router, &format!("/numbers/{}", encoded("7-KL/TW"))).await;
    assert!(cited.text().contains("Chưa có bản chính") && cited.text().contains("12-CV/TU"));
    for nothing in ["999-KL/TW", "không phải số", "<script>alert(1)</script>"] {
        let page = get(&router, &format!("/numbers/{}", encoded(nothing))).await;
        assert_eq!(page.status, 200, "{nothing}");
        assert!(page.text().contains("Kho không có"), "{nothing}");
        assert!(!page.text().contains("<script>"), "{nothing}");
    }
    let english = get(&router, &format!("/numbers/{}?lang=en", encoded("999-KL/TW"))).await;
    assert!(english.text().contains("The archive neither holds nor cites"));
}

#[tokio::test]
async fn a_search_for_a_number_leads_to_what_is_around_it() {
    let archive = archive();
    let router = router(&archive);
    let found = get(&router, &format!("/?q={}", encoded("30 cv/tu"))).await;
    assert!(found.text().contains("href=\"/numbers/30-CV%2FTU\""), "{}", found.text());
    let words = get(&router, "/?q=ra+soat").await;
    assert!(!words.text().contains("href=\"/numbers/"));
}

#[tokio::test]
async fn a_record_says_where_it_was_read_and_who_cites_it() {
    let archive = archive();
    let router = router(&archive);
    let id = id_of(&archive, "a.txt");
    let page = get(&router, &format!("/documents/{id}")).await;
    let panel = between(page.text(), "<aside", "</aside>");
    let place = format!("href=\"/documents/{id}?field=number&#38;hit=1#hit-1\"");
    assert!(panel.contains(&place), "{panel}");
    // The place itself, marked.
    let there = get(&router, &format!("/documents/{id}?field=number&hit=1")).await;
    let marked = between(there.text(), "<mark id=\"hit-1\"", "</mark>");
    assert!(marked.contains("12-CV/TU"), "{marked}");
    assert_eq!(there.text().matches("<mark").count(), 1);
    assert!(there.text().contains("Nơi đọc được trong văn bản"));
    assert_eq!(get(&router, &format!("/documents/{id}?field=colour")).await.status, 400);
    // What replaces it, and what else cites it, leads there.
    let by = id_of(&archive, "c.txt");
    let warned = between(panel, "<ul class=\"warnings\">", "</ul>");
    assert!(warned.contains("Được thay thế bởi 30-CV/TU ngày 01/9/2025"), "{warned}");
    assert!(warned.contains(&format!("<a href=\"/documents/{by}\">")), "{warned}");
    assert!(panel.contains("Được viện dẫn tại 1 văn bản"), "{panel}");
    assert!(panel.contains(&format!("href=\"/numbers/{id}\"")), "{panel}");
    // How others name it.
    let quote = between(panel, "<p class=\"quote\" lang=\"vi\"><bdi>", "</bdi>");
    assert!(quote.starts_with("Công văn số 12-CV/TU, ngày 05/3/2025 của "), "{quote}");
    assert!(panel.contains("data-copy=\"Công văn 12-CV/TU\""), "{panel}");
}

#[tokio::test]
async fn a_correction_is_marked() {
    let archive = archive();
    let id = id_of(&archive, "b.txt");
    let fixed = ["fix", &id, "signer=Lê Thị Bình", "--by", "văn thư Hòa"];
    assert_eq!(run(&archive, &fixed).0, 0);
    let page = get(&router(&archive), &format!("/documents/{id}")).await;
    let panel = between(page.text(), "<aside", "</aside>");
    assert!(
        panel.contains("Lê Thị Bình") && panel.contains("Đã hiệu đính (văn thư Hòa, "),
        "{panel}"
    );
    let english = get(&router(&archive), &format!("/documents/{id}?lang=en")).await;
    assert!(english.text().contains("Corrected by hand (văn thư Hòa, "));
}
