//! The record at the side of a directive: what to heed, what it says of itself and where, how others name
//! it, what it cites and what cites it.

mod cited;
mod fields;
mod quoted;
mod warnings;

pub(super) use cited::{Cited, CitedBy, Leaf, cited, cited_by};
pub(super) use fields::{Field, fields, marked};
pub(super) use quoted::quoted;
pub(super) use warnings::{Warned, warnings};
