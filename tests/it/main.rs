//! All integration tests, one binary: subjects as modules.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on fails, and says where"
)]

mod archive;
mod classes;
mod oracle;
mod serve;
