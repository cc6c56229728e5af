//! The one integration test binary; each module is a subject.

mod cli;
mod house;
mod index;
mod schema;
mod support;
