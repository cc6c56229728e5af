//! Fields: an instruction, and what came of it when the file was last laid out.

/// Where the text in hand stands in a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Field {
    /// In what it computes: the characters so far.
    Instruction(String),
    /// In what came of it.
    Result,
    /// In the number of a page, which is one of a layout that is not here.
    PageNumber,
}

impl Field {
    /// Before its instruction.
    pub(super) fn begin() -> Self {
        Self::Instruction(String::new())
    }

    /// What follows is the result of this instruction.
    pub(super) fn result_of(instruction: &str) -> Self {
        match instruction.split_whitespace().next() {
            Some("PAGE" | "NUMPAGES" | "SECTIONPAGES") => Self::PageNumber,
            _ => Self::Result,
        }
    }

    /// More of the instruction, if that is where the text stands.
    pub(super) fn instruct(&mut self, text: &str) {
        /// Bytes that tell what it is.
        const ENOUGH: usize = 64;
        if let Self::Instruction(instruction) = self
            && instruction.len() < ENOUGH
        {
            instruction.push_str(text.get(..text.floor_char_boundary(ENOUGH)).unwrap_or_default());
        }
    }

    /// The instruction ends, the result begins.
    pub(super) fn separate(&mut self) {
        if let Self::Instruction(instruction) = self {
            *self = Self::result_of(instruction);
        }
    }

    /// Whether the text in hand is shown.
    pub(super) fn is_shown(&self) -> bool {
        *self == Self::Result
    }
}
