//! What is done once, when the program is built, instead of at each of its starts.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

/// Tables that people edit as TOML and the program reads as JSON: to parse them as TOML took a tenth
/// of the time that `tracuu read` needs for a short file.
const TABLES: [&str; 3] = ["kinds", "agencies", "synonyms"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = env::var("OUT_DIR")?;
    for table in TABLES {
        let path = format!("schema/{table}.toml");
        println!("cargo::rerun-if-changed={path}");
        let value: toml::Table = toml::from_str(&fs::read_to_string(&path)?)
            .map_err(|error| format!("{path}: {error}"))?;
        let json = serde_json::to_string(&value)?;
        fs::write(Path::new(&out).join(format!("{table}.json")), json)?;
    }
    // Each start of a position-independent program rewrites 51,000 addresses in 0.9 MB of tables (of
    // glyph names, mostly) before `main`, and every file that `tracuu read` is given costs two starts:
    // 3 of 18 ms for three pages. The addresses of stack, heap and libraries stay random.
    let target = |key: &str| env::var(format!("CARGO_CFG_TARGET_{key}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    Ok(())
}
