//! Vietnamese as characters and syllables: pure functions over text, no I/O.
//!
//! [`letter`] takes an accented letter apart, [`fold`] drops marks, [`syllable`] knows which
//! syllables the language has, [`key`] is what is compared in search, [`token`] cuts a text into
//! tokens and breaks, [`aside`] finds the lines beside the text, [`quality`] says whether a passage can
//! be read at all, [`restore`] guesses what a damaged one said, [`legacy`] decodes what was written before
//! Unicode, [`numeral`] reads small numbers in words, [`typed`] writes a text as other people would type it, [`leftover`] reads what an input method
//! left over.

pub mod aside;
pub mod fold;
pub mod key;
pub mod leftover;
pub mod legacy;
pub mod letter;
pub mod numeral;
pub mod quality;
pub mod restore;
pub mod syllable;
pub mod token;
pub mod typed;
