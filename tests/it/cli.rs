//! The command line as people and scripts use it: results on stdout, the rest on stderr, exit codes.

use super::support::{Archive, call, json, letter, said, tracuu};
use serde_json::Value;
use std::fs;
use std::io::Read;
use std::process::Stdio;

fn archive() -> Archive {
    let archive = Archive::new();
    for seed in 0..5 {
        archive.write(&format!("{seed}.txt"), letter(seed));
    }
    archive
}

fn on(archive: &Archive, arguments: &[&str]) -> (i32, String, String) {
    let index = archive.index();
    call(["--index", index.to_str().unwrap()].iter().chain(arguments))
}

fn index(archive: &Archive) -> (i32, String, String) {
    on(archive, &["index", archive.files().to_str().unwrap()])
}

#[test]
fn index_reports_and_its_exit_code_tells() {
    let archive = archive();
    let (code, out, err) = index(&archive);
    assert_eq!((code, &json(&out)["new"]), (0, &Value::from(5)));
    assert!(err.contains("5 new"), "the summary is for people: {err}");
    archive.write("broken.txt", [0; 9]);
    let (code, out, err) = index(&archive);
    assert_eq!((code, &json(&out)["outcomes"]["not-a-document"]), (1, &Value::from(1)));
    assert!(err.contains("broken.txt: neither a text, a PDF, a Word file nor a web page"), "{err}");
    let (code, _, _) = index(&archive);
    assert_eq!(code, 1, "what failed is still not read");
    let files = archive.files();
    let (code, out, err) = on(&archive, &["index", "--quiet", files.to_str().unwrap()]);
    assert_eq!((code, out.as_str(), err.as_str()), (1, "", ""));
    let table = ["--format", "table", "--lang", "vi", "index", files.to_str().unwrap()];
    let (_, out, err) = on(&archive, &table);
    assert!(out.contains("5  đọc được") && out.contains("Chưa đọc được"), "{out}");
    assert_eq!(err, "");
}

#[test]
fn an_empty_folder_says_so() {
    let archive = Archive::new();
    let (code, out, err) = index(&archive);
    assert_eq!((code, &json(&out)["outcomes"]), (0, &serde_json::json!({})));
    assert!(err.contains("There are no files under these paths"), "{err}");
    let (code, out, _) = on(&archive, &["search", "hạ tầng"]);
    assert_eq!((code, &json(&out)["total"]), (1, &Value::from(0)));
}

#[test]
fn wrong_uses_say_what_where_and_what_to_do() {
    let archive = archive();
    let nowhere = archive.path("nowhere");
    let file = archive.path("1.txt");
    let (nowhere, file) = (nowhere.to_str().unwrap(), file.to_str().unwrap());
    let files = archive.files();
    let files = files.to_str().unwrap();
    for (arguments, expected) in [
        (vec!["--index", nowhere, "search", "x"], vec![nowhere, "tracuu index"]),
        (vec!["--index", nowhere, "status"], vec![nowhere, "tracuu index"]),
        (vec!["--index", nowhere, "show", "1-CV/TU"], vec![nowhere, "tracuu index"]),
        (vec!["--index", files, "search", "x"], vec!["not an index", "--index"]),
        (vec!["--index", file, "status"], vec!["not an index", "--index"]),
        (vec!["--index", files, "index", files], vec!["not an index", "--index"]),
        (vec!["index", nowhere], vec![nowhere, "no such file", "check the path"]),
        (vec!["read", nowhere], vec![nowhere, "no such file"]),
        (vec!["index"], vec!["PATH"]),
        (vec!["search"], vec!["QUERY"]),
        (vec!["search", "--limit", "0", "x"], vec!["--limit", "1..=1000"]),
        (vec!["search", "x", "--format", "xml"], vec!["xml", "jsonl"]),
        (vec!["finde", "x"], vec!["finde"]),
        (vec!["show", "x", "--page", "1"], vec!["--text"]),
        (vec!["serve", "--address", "here"], vec!["here", "--address"]),
    ] {
        let (code, out, err) = call(&arguments);
        assert_eq!((code, out.as_str()), (2, ""), "{arguments:?} {err}");
        for part in expected {
            assert!(err.contains(part), "{arguments:?}: {part:?} is not in {err}");
        }
    }
    let (_, _, err) = call(["--lang", "vi", "--index", nowhere, "search", "x"]);
    assert!(err.contains("chưa có kho tại"), "{err}");
}

#[test]
fn the_locale_chooses_the_language() {
    let archive = archive();
    let error = |name: &str, locale: &str| {
        let mut command = tracuu();
        command.env(name, locale).arg("--index").arg(archive.path("none")).arg("status");
        said(&command.output().unwrap()).2
    };
    assert!(error("LANG", "vi_VN.UTF-8").contains("chưa có kho"));
    assert!(error("LC_ALL", "vi").contains("chưa có kho"));
    assert!(error("LC_ALL", "en_US.UTF-8").contains("no index"));
    assert!(error("LANG", "C").contains("no index"));
}

#[test]
fn search_in_every_form() {
    let archive = archive();
    index(&archive);
    let (code, out, _) = on(&archive, &["search", "hạ tầng số"]);
    let answer = json(&out);
    assert_eq!((code, &answer["total"], &answer["query"]), (0, &5.into(), &"hạ tầng số".into()));
    let (_, split, _) = on(&archive, &["search", "hạ", "tầng", "số"]);
    assert_eq!(json(&split)["hits"].as_array().unwrap().len(), 5);

    let (_, out, _) = on(&archive, &["--format", "jsonl", "search", "hạ tầng số", "--limit", "2"]);
    let hits: Vec<Value> = out.lines().map(json).collect();
    assert_eq!(hits.len(), 2);
    assert_eq!(hits[0]["match"], "exact");
    let all = ["--format", "jsonl", "search", "hạ tầng số", "--limit", "2", "--all"];
    assert_eq!(on(&archive, &all).1.lines().count(), 5);
    let (_, out, _) = on(&archive, &["search", "hạ tầng số", "--limit", "2"]);
    let next = json(&out)["next"].as_str().unwrap().to_owned();
    let (_, out, _) = on(&archive, &["search", "hạ tầng số", "--limit", "2", "--after", &next]);
    let ids =
        |hits: &Value| hits.as_array().unwrap().iter().map(|h| h["id"].clone()).collect::<Vec<_>>();
    let second = ids(&json(&out)["hits"]);
    assert_eq!(second.len(), 2);
    assert!(second.iter().all(|id| hits.iter().all(|hit| hit["id"] != *id)));

    let (_, out, _) = on(&archive, &["--format", "csv", "search", "hạ tầng số"]);
    assert!(out.starts_with('\u{feff}'));
    let mut rows = csv::Reader::from_reader(out.trim_start_matches('\u{feff}').as_bytes());
    assert_eq!(rows.headers().unwrap().get(0), Some("number"));
    assert_eq!(rows.records().count(), 5);

    let (_, out, _) = on(&archive, &["--format", "table", "--lang", "vi", "search", "hạ tầng số"]);
    assert!(out.contains("[Đúng nguyên văn]") && out.contains("«hạ tầng số»"), "{out}");
    assert!(!out.contains('\u{1b}'), "no colours where nobody sees them");

    let (code, out, _) = on(&archive, &["search", "đường sắt cao tốc"]);
    assert_eq!((code, &json(&out)["total"]), (1, &0.into()));
}

#[test]
fn an_answer_tells_of_files_it_cannot_speak_for() {
    let archive = archive();
    archive.write("broken.txt", [0; 9]);
    index(&archive);
    let (code, out, _) = on(&archive, &["--format", "table", "search", "đường sắt cao tốc"]);
    assert_eq!(code, 1);
    assert!(out.contains("1 files could not be read") && out.contains("not certain"), "{out}");
}

#[test]
fn show_by_id_and_by_number() {
    let archive = archive();
    archive.write("other-3.txt", letter(3).replace("08 tháng 5", "09 tháng 6"));
    archive.write("cites.txt", "Thực hiện Kết luận số 202-KL/TW, ngày 12/9/2025 của Bộ Chính trị.");
    index(&archive);
    let id = archive.read()["1.txt"].clone();
    let (code, out, _) = on(&archive, &["show", id.as_str()]);
    assert_eq!((code, &json(&out)["id"]), (0, &id.as_str().into()));
    assert_eq!(json(&out)["number"], "1-CV/TU");
    for writing in [&["show", "1-CV/TU"][..], &["show", "công", "văn", "1", "cv", "tu"]] {
        let (code, out, err) = on(&archive, writing);
        assert_eq!((code, &json(&out)["id"]), (0, &id.as_str().into()), "{err}");
    }
    let (code, out, _) = on(&archive, &["--format", "table", "show", "1-CV/TU", "--text"]);
    assert_eq!((code, out.as_str()), (0, letter(1).as_str()));
    let (code, _, err) = on(&archive, &["show", "1-CV/TU", "--text", "--page", "2"]);
    assert!(code == 2 && err.contains("no page 2"), "{err}");

    let (code, out, err) = on(&archive, &["show", "3-CV/TU"]);
    assert_eq!((code, json(&out).as_array().unwrap().len()), (1, 2), "{err}");
    assert!(err.contains("2 directives have the number 3-CV/TU"), "{err}");

    let (code, out, err) = on(&archive, &["--lang", "vi", "show", "202-KL/TW"]);
    assert_eq!((code, out.as_str()), (1, ""));
    let expected = "Kho chưa có bản chính của 202-KL/TW; có 1 văn bản viện dẫn.";
    assert!(err.contains(expected), "{err}");
    let (code, _, err) = on(&archive, &["show", "0123456789abcdef"]);
    assert!(code == 1 && err.contains("0123456789abcdef"), "{err}");
    let (code, _, err) = on(&archive, &["show", "hạ tầng"]);
    assert!(code == 2 && err.contains("neither an id"), "{err}");
}

#[test]
fn read_needs_no_index() {
    let archive = archive();
    archive.write("broken.txt", [0; 9]);
    archive.write("pages.txt", "một hai ba\u{c}bốn năm sáu");
    let path = |name: &str| archive.path(name).to_str().unwrap().to_owned();
    let (code, out, _) = call(["read", &path("1.txt")]);
    let read = json(&out);
    assert_eq!((code, &read["number"], &read["outcome"]), (0, &"1-CV/TU".into(), &"read".into()));
    let (code, out, _) = call(["read", &path("1.txt"), &path("broken.txt"), "--text"]);
    let read = json(&out);
    assert_eq!((code, &read[1]["code"]), (1, &"not-a-document".into()));
    assert_eq!(read[0]["text"][0]["text"], letter(1));
    let (_, out, _) = call(["read", "--text", "--format", "table", &path("pages.txt")]);
    assert_eq!(out, "một hai ba\n\u{c}bốn năm sáu\n");
    let (code, out, _) = call(["read", "--format", "csv", &path("1.txt"), &path("broken.txt")]);
    assert_eq!((code, out.lines().count()), (1, 3));
    let (code, out, _) = call(["read", "--format", "table", archive.files().to_str().unwrap()]);
    assert!(code == 1 && out.contains("not a file"), "{out}");
}

#[test]
fn status_lists_what_was_not_read() {
    let archive = archive();
    archive.write("broken.txt", [0; 9]);
    index(&archive);
    let (code, out, _) = on(&archive, &["status"]);
    let status = json(&out);
    assert_eq!((code, &status["directives"], &status["unread"]), (0, &5.into(), &1.into()));
    assert_eq!(status["unread_files"][0]["code"], "not-a-document");
    assert_eq!((&status["running"], &status["runs"][0]["end"]), (&Value::Null, &"done".into()));
    let (_, out, _) = on(&archive, &["--format", "csv", "status"]);
    assert!(out.lines().count() == 2 && out.contains("broken.txt"), "{out}");
    let (_, out, _) = on(&archive, &["--format", "table", "--lang", "vi", "status"]);
    assert!(out.contains("5 văn bản, 6 tệp") && out.contains("không phải văn bản"), "{out}");
    assert!(out.contains("Lần cập nhật gần nhất: ") && out.contains("hoàn thành"), "{out}");
    let (_, out, _) = on(&archive, &["--format", "table", "--lang", "en", "status"]);
    assert!(out.contains("Last run: ") && out.contains(", done\n  6 new"), "{out}");
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let archive = Archive::new();
    let hostile = format!("{}\u{1b}]0;x\u{7} hạ tầng số \u{202e}txt\u{9b}2J", letter(1));
    archive.write("a\u{1b}[31m\u{202e}.txt", hostile);
    index(&archive);
    let id = archive.read().into_values().next().unwrap();
    for arguments in [
        &["--format", "table", "search", "hạ tầng số"][..],
        &["--format", "json", "search", "hạ tầng số"],
        &["--format", "table", "show", id.as_str()],
        &["--format", "table", "show", id.as_str(), "--text"],
        &["--format", "json", "show", id.as_str(), "--text"],
        &["--format", "table", "status"],
    ] {
        let (code, out, _) = on(&archive, arguments);
        assert_eq!(code, 0, "{arguments:?}");
        let bad = |c: char| c.is_control() && c != '\n' || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!out.contains(bad), "{arguments:?}: {out:?}");
    }
}

#[test]
fn a_broken_pipe_is_success() {
    let archive = Archive::new();
    for seed in 0..40 {
        archive.write(&format!("{seed}.txt"), letter(seed).repeat(400));
    }
    index(&archive);
    let mut command = tracuu();
    command.arg("--index").arg(archive.index()).args(["--format", "json", "read", "--text"]);
    for seed in 0..40 {
        command.arg(archive.path(&format!("{seed}.txt")));
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let output = child.wait_with_output().unwrap();
    let (code, _, err) = said(&output);
    assert_eq!((code, err.as_str()), (0, ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_is_done() {
    let archive = Archive::new();
    for seed in 0..300 {
        archive.write(&format!("{seed}.txt"), letter(seed).repeat(60));
    }
    let run = |wait: std::time::Duration| {
        let mut command = tracuu();
        command.arg("--index").arg(archive.index()).arg("index").arg(archive.files());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        std::thread::sleep(wait);
        let id = child.id().to_string();
        std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
        said(&child.wait_with_output().unwrap())
    };
    let mut wait = std::time::Duration::from_millis(400);
    let (mut code, mut out, mut err) = run(wait);
    while code == 0 && wait.as_millis() > 20 {
        // It was quicker than we are: anew, and sooner.
        fs::remove_dir_all(archive.index()).unwrap();
        wait /= 2;
        (code, out, err) = run(wait);
    }
    if code == -1 {
        eprintln!("SKIPPED: the signal came before the program listened");
        return;
    }
    assert_eq!(code, 2, "{err}");
    assert_eq!(json(&out)["stopped"], true);
    assert!(err.contains("Stopped; what was read is kept"), "{err}");
    archive.assert_whole();
    assert_eq!(index(&archive).0, 0);
    assert_eq!(archive.read().len(), 300);
    archive.assert_whole();
}

/// Serves until the other end is told; gives the first line of an answer.
fn get(address: &str, path: &str) -> String {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn serve_indexes_says_where_and_answers() {
    let archive = archive();
    archive.write("broken.txt", [0; 9]);
    let mut command = tracuu();
    command.arg("--index").arg(archive.index()).args(["serve", "--address", "127.0.0.1:0"]);
    command.arg(archive.files()).stderr(Stdio::piped()).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stderr.take().unwrap()));
    let mut said = Vec::new();
    let address = loop {
        let line = lines.next().expect("it ended before it served").unwrap();
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next());
        match address {
            Some(address) => break address.to_owned(),
            None => said.push(line),
        }
    };
    let said = said.join("\n");
    let live = get(&address, "/livez");
    let found = get(&address, "/api/v1/search?q=h%E1%BA%A1%20t%E1%BA%A7ng");
    let (code, _, err) = on(&archive, &["serve", "--address", &address]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(said.contains("5 new") || said.contains("6 new"), "{said}");
    assert!(said.contains("broken.txt"), "{said}");
    assert!(live.contains("200") && found.contains("200"), "{live} {found}");
    assert!(code == 2 && err.contains("is taken") && err.contains("--address"), "{err}");
}

#[test]
fn completions_man_pages_and_help() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, out, _) = call(["gen", "completions", shell]);
        assert!(code == 0 && out.contains("tracuu") && out.contains("search"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let (code, _, err) = call(["gen", "man", folder.path().to_str().unwrap()]);
    assert_eq!(code, 0, "{err}");
    let page = fs::read_to_string(folder.path().join("tracuu-search.1")).unwrap();
    assert!(page.contains("QUERY"));
    for verb in ["index", "search", "show", "read", "status", "serve", "gen"] {
        let (code, out, _) = call([verb, "--help"]);
        assert!(code == 0 && out.contains("Examples:"), "{verb}: {out}");
    }
}
