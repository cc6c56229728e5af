//! All integration tests, one binary: subjects as modules.

mod archive;
mod classes;
mod oracle;
