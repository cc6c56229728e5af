//! The API under fire: for every route that `schema/openapi.json` describes, hundreds of requests with
//! parameters that are missing, empty, huge, of other types, given twice, of any characters. Whatever is asked,
//! the answer is one that is described: its status, its content type, its body. And none is a fault of ours.

use super::support::{Archive, json, letter};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt;
use jsonschema::Validator;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use tower::ServiceExt;
use tracuu::serve::{self, State};

/// Requests to each route.
const REQUESTS: usize = 500;

/// What means something somewhere.
const TELLING: [&str; 36] = [
    "hạ tầng số",
    "ha tang so",
    "\"hạ tầng số\" -giáo",
    "202-KL/TW",
    "3-CV/TU",
    "kết luận 202",
    "số:trống",
    "từ:2025 đến:2026-12-31",
    "hạn:<2025-12-31",
    "hạ tần* OR (số NEAR/5 tầng)",
    "((((",
    "\"",
    "-",
    "OR",
    "*",
    "1",
    "0",
    "true",
    "false",
    "20",
    "1000",
    "100",
    "h1",
    "newest",
    "number",
    "exact",
    "near",
    "csv",
    "ics",
    "json",
    "past",
    "undated",
    "2025-12-01",
    "2025-02-30",
    "0000-00-00",
    "-9999-01-01",
];
/// What means nothing, or should not.
const HOSTILE: [&str; 30] = [
    "",
    " ",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "0x10",
    "1001",
    "4294967296",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "999999999999999999999999",
    "NaN",
    "null",
    "[]",
    "{}",
    "h",
    "h-1",
    "h18446744073709551615",
    "\u{0}",
    "a\u{0}b",
    "\r\nX: y",
    "\u{1b}[2J\u{7}",
    "\u{202e}đảo",
    "../../etc",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "𝒽ạ\u{300}\u{301}\u{302}\u{303}",
    "ﬁ\u{fffd}\u{10ffff}",
];
/// What stands in an address as it is: escapes that are none, or of no text.
const RAW: [&str; 6] = ["%FF", "%zz", "%", "%C3%28", "+%2B+", "%ED%A0%80"];

/// A parameter's value, as it stands in the address.
fn value(ids: Vec<String>) -> impl Strategy<Value = String> {
    prop_oneof![
        6 => select(TELLING.to_vec()).prop_map(encoded),
        6 => select(HOSTILE.to_vec()).prop_map(encoded),
        3 => select(ids).prop_map(encoded),
        1 => select(RAW.to_vec()).prop_map(str::to_owned),
        3 => any::<String>().prop_map(encoded),
        2 => any::<i64>().prop_map(|number| number.to_string()),
        1 => (select(vec!["hạ tầng ", "((", "\" ", "9", "a* ", "\u{301}"]), 100..800usize)
            .prop_map(|(part, times)| encoded(part.repeat(times))),
    ]
}

fn encoded(text: impl AsRef<str>) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    let one = |b: u8| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.as_ref().bytes().map(one).collect()
}

/// What is described of a route.
struct Route {
    path: String,
    in_path: Vec<String>,
    in_query: Vec<String>,
    /// Parameters without which there is no answer.
    required: Vec<String>,
    /// Those that take the id of a directive.
    ids: Vec<String>,
    /// By status: content types, and the check of those that are JSON.
    answers: BTreeMap<u16, BTreeMap<String, Option<Validator>>>,
}

fn routes(described: &Value) -> Vec<Route> {
    let checks = |content: &Value| {
        let types = content.as_object().into_iter().flatten();
        let check = |(kind, of): (&String, &Value)| {
            let schema = json!({ "components": described["components"], "allOf": [of["schema"]] });
            let is_json = kind.ends_with("json");
            let check = is_json.then(|| jsonschema::draft202012::new(&schema).unwrap());
            (kind.clone(), check)
        };
        types.map(check).collect()
    };
    let mut routes = Vec::new();
    for (path, item) in described["paths"].as_object().unwrap() {
        let route = &item["get"];
        let parameters = route["parameters"].as_array().cloned().unwrap_or_default();
        let named = |wanted: &dyn Fn(&Value) -> bool| -> Vec<String> {
            let found = parameters.iter().filter(|of| wanted(of));
            found.map(|of| of["name"].as_str().unwrap().to_owned()).collect()
        };
        let is_id = |of: &Value| {
            of["schema"]["pattern"].as_str().is_some_and(|pattern| pattern.contains("{16}"))
        };
        let answers = route["responses"].as_object().unwrap().iter();
        routes.push(Route {
            path: path.clone(),
            in_path: named(&|of| of["in"] == "path"),
            in_query: named(&|of| of["in"] == "query"),
            required: named(&|of| of["in"] == "query" && of["required"] == true),
            ids: named(&is_id),
            answers: answers
                .map(|(status, of)| (status.parse().unwrap(), checks(&of["content"])))
                .collect(),
        });
    }
    routes
}

impl Route {
    /// An address: what stands in the path, and each parameter not at all, once, or several times, in any order.
    fn address(&self, runner: &mut TestRunner, ids: &[String]) -> String {
        let (any_value, an_id) = (value(ids.to_vec()), select(ids.to_vec()));
        let mut draw = |name: &str| {
            let is_id = self.ids.iter().any(|id| id == name);
            if is_id && any::<bool>().new_tree(runner).unwrap().current() {
                return an_id.new_tree(runner).unwrap().current();
            }
            // Few pages that chance names exist.
            if name == "page" && any::<bool>().new_tree(runner).unwrap().current() {
                return "1".into();
            }
            any_value.new_tree(runner).unwrap().current()
        };
        let mut path = self.path.clone();
        for name in &self.in_path {
            let mut value = draw(name);
            while value.is_empty() {
                value = draw(name);
            }
            path = path.replace(&format!("{{{name}}}"), &value);
        }
        let names = self.in_query.iter().chain(&self.in_query).map(String::as_str).chain(["lạ"]);
        let mut pair = |name: &str| format!("{}={}", encoded(name), draw(name));
        let pairs: Vec<String> = names.map(&mut pair).collect();
        let mut given: Vec<String> = self.required.iter().map(|name| pair(name)).collect();
        // Mostly two, so that one that is wrong does not hide all others.
        let most = pairs.len().min(if pairs.len() > 4 { 3 } else { 2 });
        let few = proptest::sample::subsequence(pairs, 0..=most).prop_shuffle();
        if any::<bool>().new_tree(runner).unwrap().current() {
            given.clear();
        }
        given.extend(few.new_tree(runner).unwrap().current());
        if given.is_empty() { path } else { format!("{path}?{}", given.join("&")) }
    }

    /// What is wrong with an answer, if anything is.
    fn fault(&self, status: u16, kind: &str, body: &[u8]) -> Option<String> {
        // A stream of all hits may still be on its way out when the next ones are asked for.
        let is_busy = || serde_json::from_slice(body).is_ok_and(|of: Value| of["code"] == "busy");
        if status >= 500 && !is_busy() {
            return Some(format!("a fault of ours: {status}"));
        }
        let Some(kinds) = self.answers.get(&status) else {
            return Some(format!("the status {status} is not described"));
        };
        if kinds.is_empty() {
            return (!body.is_empty()).then(|| "a body where none is described".into());
        }
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let Some(check) = kinds.get(kind) else {
            return Some(format!("{status} as {kind:?} is not described"));
        };
        let check = check.as_ref()?;
        let text = std::str::from_utf8(body).unwrap();
        for line in text.lines().filter(|_| kind.ends_with("jsonl")).chain([text]) {
            if kind.ends_with("jsonl") && line == text {
                continue;
            }
            if let Err(error) = check.validate(&json(line)) {
                return Some(format!("{} is not as described: {error}", error.instance_path()));
            }
        }
        None
    }
}

fn archive() -> Archive {
    let archive = Archive::new();
    for seed in 0..4 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    archive.write("3 ban sao.txt", letter(3).replace("tập trung", "tích cực"));
    archive.write(
        "ke hoach.txt",
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG VÂN\n-------\nSố: 15/KH-UBND\nSông Vân, ngày 02 tháng 12 năm 2025\n\n\
         KẾ HOẠCH\nThực hiện Kết luận số 202-KL/TW ngày 14/11/2025 của Bộ Chính trị\n\n\
         1. Sở Nội vụ rà soát hạ tầng số, hoàn thành trước ngày 31/12/2025.\n\u{c}\
         2. Hằng quý, các xã báo cáo theo Công văn số 3-CV/TU.\n",
    );
    archive.write("hong.txt", [0; 9]);
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("sample-corpus/2026/xa Dong May/BB 03 hop giao ban.pdf");
    archive.write("trang.pdf", fs::read(sample).unwrap());
    archive.run();
    archive
}

#[tokio::test]
async fn whatever_is_asked_the_answer_is_one_that_is_described() {
    let archive = archive();
    let place = "127.0.0.1:7878".parse().unwrap();
    let router: Router = serve::router(State::new(&archive.index(), place, None));
    let described = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/openapi.json");
    let described: Value = json(&fs::read_to_string(described).unwrap());
    let mut ids: Vec<String> = archive.read().values().map(ToString::to_string).collect();
    ids.push("0123456789abcdef".into());
    let mut runner = TestRunner::deterministic();
    let (mut faults, mut seen) = (Vec::new(), BTreeMap::<String, BTreeSet<u16>>::new());
    for route in routes(&described) {
        for turn in 0..REQUESTS {
            let address = route.address(&mut runner, &ids);
            let mut request = Request::get(&address).header("host", "localhost:7878");
            if turn % 16 == 0 {
                request = request.header("if-none-match", "*");
            }
            let request = request.body(Body::empty()).unwrap();
            let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
            let body = body.collect().await.unwrap().to_bytes();
            let kind = parts.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap());
            let status = parts.status.as_u16();
            seen.entry(route.path.clone()).or_default().insert(status);
            if let Some(fault) = route.fault(status, kind, &body) {
                faults.push(format!("{address:.300}: {fault:.600}"));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults[..faults.len().min(20)].join("\n")
    );
    // The fire reached what it was meant for.
    for (path, statuses) in &seen {
        assert!(statuses.contains(&200), "{path}: {statuses:?}");
        let takes = !path.ends_with("/progress") && !path.ends_with("/saved");
        assert_eq!(statuses.contains(&400), takes, "{path}: {statuses:?}");
    }
}
