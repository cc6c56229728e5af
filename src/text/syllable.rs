//! syllable
