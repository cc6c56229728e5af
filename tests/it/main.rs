//! All integration tests, one binary: subjects as modules.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and says where"
)]

mod api_fuzz;
mod archive;
mod archive_page;
mod asking;
mod citations_page;
mod classes;
mod cli;
mod corpus;
mod data;
mod encodings;
mod export;
mod fence;
mod forms;
mod house;
mod index;
mod languages;
mod leaves;
mod likeness;
mod mcp;
mod numbers;
mod ocr;
mod office;
mod oracle;
mod pages;
mod questions;
mod ranking;
mod readme;
mod recovered;
mod saved;
mod schema;
mod serve;
mod suggest;
mod support;
mod tasks_page;
mod web;
