//! The house stands in order: no module imports one that `src/lib.rs` declares after it, and only
//! `index` and `search` know which store is below.

use regex::Regex;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// A file's code without its comments (a `//` inside a text literal ends the line, too: no harm).
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The modules in the order of their declaration.
fn declared(lib: &str) -> Vec<String> {
    let module = Regex::new(r"(?m)^(?:pub )?mod (\w+);").unwrap();
    module.captures_iter(&code(lib)).map(|found| found[1].to_owned()).collect()
}

/// The modules of the crate that a file names: `crate::x`, `crate::{x, y::z}`.
fn named(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let path = Regex::new(r"\bcrate::(\{|\w+)").unwrap();
    let mut names = BTreeSet::new();
    for found in path.captures_iter(&code) {
        if &found[1] != "{" {
            names.insert(found[1].to_owned());
            continue;
        }
        let (mut depth, mut name, mut is_first) = (1, String::new(), true);
        for c in code[found.get(0).unwrap().end()..].chars() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 1 && is_first && (c.is_alphanumeric() || c == '_') {
                name.push(c);
            } else {
                is_first &= c.is_whitespace() && name.is_empty();
                if depth == 1 && c == ',' || depth == 0 {
                    names.extend((!name.is_empty()).then(|| std::mem::take(&mut name)));
                    is_first = true;
                }
            }
            if depth == 0 {
                break;
            }
        }
    }
    names
}

/// Every source file with the module it belongs to; `main` and `cmd` are the binary.
fn files() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    for entry in walkdir::WalkDir::new(source()) {
        let path = entry.unwrap().into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix(source()).unwrap();
            let module = inside.components().next().unwrap().as_os_str().to_str().unwrap();
            files.push((module.trim_end_matches(".rs").to_owned(), path));
        }
    }
    files
}

#[test]
fn no_module_imports_one_declared_after_it() {
    let order = declared(&fs::read_to_string(source().join("lib.rs")).unwrap());
    assert!(order.len() >= 9, "{order:?}");
    let mut wrong = Vec::new();
    for (module, path) in files() {
        let Some(place) = order.iter().position(|name| *name == module) else { continue };
        for name in named(&fs::read_to_string(&path).unwrap()) {
            let later = order.iter().position(|other| *other == name).is_some_and(|at| at > place);
            if later {
                wrong.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_its_place() {
    let order = declared(&fs::read_to_string(source().join("lib.rs")).unwrap());
    let modules: BTreeSet<String> = files().into_iter().map(|(module, _)| module).collect();
    let binary = ["lib", "main", "cmd"];
    for module in modules.iter().filter(|module| !binary.contains(&module.as_str())) {
        assert!(order.contains(module), "{module} is not declared in lib.rs");
    }
}

#[test]
fn only_index_and_search_name_the_store() {
    for (module, path) in files() {
        if module != "index" && module != "search" {
            let code = code(&fs::read_to_string(&path).unwrap());
            assert!(!code.contains("tantivy"), "{} names tantivy", path.display());
        }
    }
}

#[test]
fn the_binary_alone_knows_the_terminal() {
    for (module, path) in files() {
        if module != "cmd" && module != "main" {
            let code = code(&fs::read_to_string(&path).unwrap());
            for name in ["clap", "indicatif", "anstream", "anstyle", "ctrlc"] {
                let found = code.contains(&format!("{name}::"));
                assert!(!found, "{} names {name}", path.display());
            }
        }
    }
}

#[test]
fn the_reading_of_paths_is_right() {
    assert_eq!(declared("//! pub mod no;\npub mod a;\nmod b;\n"), ["a", "b"]);
    let text = "use crate::{\n    b::{c, d},\n    e,\n};\nfn f() { crate::g::h() } // crate::i\nuse crate::j;";
    assert_eq!(named(text), ["b", "e", "g", "j"].map(str::to_owned).into());
    assert_eq!(named("use crate::{a};"), ["a".to_owned()].into());
}
