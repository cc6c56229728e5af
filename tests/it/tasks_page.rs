//! `/tasks`: those past their date first, narrowed by what the address says; and links of an answer that
//! narrow it, order it, and take conditions back.

use super::serve::{encoded, get};
use super::support::Archive;
use super::web::archive;
use axum::Router;
use tracuu::serve::{self, State};

fn router(archive: &Archive) -> Router {
    serve::router(State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None))
}

#[tokio::test]
async fn tasks_are_listed_with_their_calendar() {
    let archive = archive();
    let router = router(&archive);
    let all = get(&router, "/tasks").await;
    assert_eq!(all.status, 200);
    assert_eq!(all.header("etag"), "", "it changes with the day");
    assert!(all.text().contains("Đã qua thời hạn (chưa rõ kết quả)"));
    assert!(all.text().contains("ngày 15/12/2025") && all.text().contains("Sở Nội vụ"));
    let month = get(&router, "/tasks?month=2025-12").await;
    let day = "href=\"/tasks?from=2025-12-15&#38;to=2025-12-15&#38;month=2025-12\"";
    assert!(month.text().contains("Tháng 12/2025") && month.text().contains(day));
    let none = get(&router, "/tasks?who=so+tai+chinh").await;
    assert!(none.text().contains("Không có nhiệm vụ nào khớp."));
    assert!(none.text().contains("who=so%20tai%20chinh"), "kept in the links");
    let some = get(&router, "/tasks?who=so+noi+vu&state=past").await;
    assert!(some.text().contains("ngày 15/12/2025"));
    let undated = get(&router, "/tasks?state=undated").await;
    assert!(undated.text().contains("hằng quý"));
    let english = get(&router, "/tasks?lang=en").await;
    assert!(english.text().contains("2025-12-15") && english.text().contains("Past its date"));
    for wrong in ["/tasks?month=2025-13", "/tasks?from=gestern", "/tasks?state=late"] {
        assert_eq!(get(&router, wrong).await.status, 400, "{wrong}");
    }
    for edge in ["/tasks?month=9999-12", "/tasks?month=0000-01", "/tasks?offset=1000000"] {
        assert_eq!(get(&router, edge).await.status, 200, "{edge}");
    }
}

#[tokio::test]
async fn conditions_are_taken_back_one_by_one() {
    let archive = archive();
    let router = router(&archive);
    let query = "công văn loại:CV từ:2025 cơquan:\"Tỉnh ủy Nghệ An\"";
    let page = get(&router, &format!("/?q={}&sort=oldest", encoded(query))).await;
    for without in [
        "công văn từ:2025 cơquan:\"Tỉnh ủy Nghệ An\"",
        "công văn loại:CV cơquan:\"Tỉnh ủy Nghệ An\"",
        "công văn loại:CV từ:2025",
    ] {
        let href = format!("href=\"/?q={}&#38;sort=oldest\"", encoded(without));
        assert!(page.text().contains(&href), "{without}");
    }
    let newest = format!("href=\"/?q={}&#38;sort=newest\"", encoded(query));
    assert!(page.text().contains(&newest), "another order");
    let table = format!("href=\"/api/v1/search.csv?q={}&#38;sort=oldest\"", encoded(query));
    assert!(page.text().contains(&table), "every hit as a table");
}

#[tokio::test]
async fn the_form_of_days_leads_to_a_question() {
    let archive = archive();
    let router = router(&archive);
    let sent = get(&router, "/?q=c%C3%B4ng+v%C4%83n&from=2025-01-01&to=2025-06-30").await;
    assert_eq!(sent.status, 303);
    let question = encoded("công văn từ:2025-01-01 đến:2025-06-30").replace("%2D", "-");
    assert_eq!(sent.header("location"), format!("/?q={question}"));
}
