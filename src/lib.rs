//! tracuu: full-text search and an archive index for Vietnamese directives.
//!
//! The modules stand in the order in which a file becomes an answer; none imports one declared
//! after it (`tests/it/house.rs` holds the house to that):
//!
//! ```text
//!           ┌──── text ────┐                     ingest (a folder, in parallel)
//!           ▼              ▼                       ▼
//! bytes ──extract──▶ pages ──directive──▶ record ──index──▶ tantivy ──search──▶ hits ──serve──▶ page
//!                                                                                    └──mcp──▶ assistant
//! └──────── fence (in a process apart) ────────┘        pages of scans ──ocr──▶ words ──extract──▶ pages
//! ```

pub mod error;
pub mod document;
pub mod text;
pub mod data;
pub mod extract;
pub mod directive;
pub mod fence;
pub mod ocr;
pub mod index;
pub mod ingest;
pub mod search;
pub mod wording;
pub mod serve;
pub mod mcp;
