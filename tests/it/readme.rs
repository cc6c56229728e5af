//! What the README says to type works.

use super::serve::{encoded, get};
use super::support::Archive;
use super::web::{archive, id_of};
use tracuu::serve::{self, State};

const README: &str = include_str!("../../README.md");

/// The address that a line with `curl` asks for.
fn address(line: &str, id: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://127.0.0.1:7878")?;
    let (path, rest) = rest.split_at(rest.find(['\'', ' ']).unwrap_or(rest.len()));
    let mut address = path.replace("/ID", &format!("/{id}"));
    let mut mark = if path.contains('?') { '&' } else { '?' };
    let mut add = |name: &str, value: &str| {
        address.push_str(&format!("{mark}{name}={}", encoded(value)));
        mark = '&';
    };
    if let Some((_, given)) = rest.split_once("--data-urlencode '") {
        let (name, value) = given.split_once('\'')?.0.split_once('=')?;
        add(name, value);
    }
    if let Some((_, given)) = rest.split_once(" -d ") {
        let (name, value) = given.split_whitespace().next()?.split_once('=')?;
        add(name, value);
    }
    Some(address)
}

/// Every route that answers programs has an example, and every example an answer.
#[tokio::test]
async fn examples_for_programs_are_answered() {
    let archive: Archive = archive();
    let router = serve::router(State::new(&archive.index(), "127.0.0.1:0".parse().unwrap(), None));
    let id = id_of(&archive, "a.txt");
    let lines: Vec<&str> = README.lines().filter(|line| line.starts_with("$ curl ")).collect();
    for line in &lines {
        let address = address(line, &id).unwrap_or_else(|| panic!("no address in {line}"));
        let answer = get(&router, &address).await;
        // This directive is a text file: its page has no picture, and the answer says so.
        let wanted = if line.contains("/pages/") { 404 } else { 200 };
        assert_eq!(answer.status, wanted, "{line}");
    }
    let described = get(&router, "/api/openapi.json").await.json();
    for path in described["paths"].as_object().unwrap().keys() {
        let path = path.replace("{id}", "ID").replace("{page}", "1");
        let path = path.split("/{").next().unwrap();
        let has_example = lines.iter().any(|line| line.contains(path));
        // These stand elsewhere in the README, or beside another.
        let elsewhere = path.ends_with("/compare") || path.ends_with(".atom");
        assert!(has_example || elsewhere, "no example of {path}");
    }
}
