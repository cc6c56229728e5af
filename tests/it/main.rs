//! All integration tests, one binary: subjects as modules.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that cannot go on fails, and says where"
)]

mod archive;
mod classes;
mod cli;
mod corpus;
mod data;
mod encodings;
mod fence;
mod forms;
mod house;
mod index;
mod numbers;
mod ocr;
mod oracle;
mod pages;
mod ranking;
mod recovered;
mod schema;
mod serve;
mod suggest;
mod support;
mod web;
