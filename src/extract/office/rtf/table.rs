//! What a row of a table is like, as it is told apart from what stands in it.

use crate::extract::office::builder::Edge;

/// Cells of a row that are told; Word has 63.
const CELLS: usize = 1_000;
/// Sides of a cell with lines from which it is one of a table to the eye.
const SIDES: u8 = 3;

/// What a line that is told next is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Line {
    /// A side of a cell.
    Side,
    /// Between all cells.
    Inside,
    #[default]
    Other,
}

/// A row.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) edges: Vec<Edge>,
    /// Lines are drawn around its cells.
    pub(super) is_ruled: bool,
    line: Line,
    /// Of the cell that is being told.
    sides: u8,
    is_merged: bool,
}

impl Row {
    /// Takes a control word; whether it is one about rows.
    pub(super) fn take(&mut self, word: &str, number: Option<i32>) -> bool {
        match word {
            "trowd" => {
                self.edges.clear();
                (self.is_ruled, self.line, self.sides, self.is_merged) =
                    (false, Line::Other, 0, false);
            }
            "cellx" => {
                if self.edges.len() < CELLS {
                    let right = number.unwrap_or(0);
                    self.edges.push(Edge { right, is_merged: self.is_merged });
                }
                self.is_ruled |= self.sides >= SIDES;
                (self.line, self.sides, self.is_merged) = (Line::Other, 0, false);
            }
            "clmrg" => self.is_merged = true,
            // What has a head is a table, with lines or without.
            "trhdr" => self.is_ruled = true,
            "clbrdrt" | "clbrdrb" | "clbrdrl" | "clbrdrr" => self.line = Line::Side,
            "trbrdrh" | "trbrdrv" => self.line = Line::Inside,
            "brdrnone" | "brdrnil" | "brdrtbl" => self.line = Line::Other,
            "brdrw" | "brdrcf" => {}
            _ if word.starts_with("trbrdr") || is_of_paragraph(word) => self.line = Line::Other,
            // All others are ways to draw a line.
            _ if word.starts_with("brdr") => {
                match self.line {
                    Line::Side => self.sides = self.sides.saturating_add(1),
                    Line::Inside => self.is_ruled = true,
                    Line::Other => {}
                }
                self.line = Line::Other;
            }
            _ => return false,
        }
        true
    }
}

/// Whether lines of a paragraph, a character or a page follow.
fn is_of_paragraph(word: &str) -> bool {
    const OTHERS: [&str; 8] =
        ["brdrt", "brdrb", "brdrl", "brdrr", "brdrbtw", "brdrbar", "box", "chbrdr"];
    OTHERS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(words: &[(&str, i32)]) -> Row {
        let mut row = Row::default();
        for (word, number) in words {
            assert!(row.take(word, Some(*number)), "{word}");
        }
        row
    }

    #[test]
    fn lines_around_cells_rule_a_table() {
        let side = |side| [(side, 0), ("brdrs", 0), ("brdrw", 10)];
        let three = [side("clbrdrt"), side("clbrdrl"), side("clbrdrb")].concat();
        let ruled = row(&[&three[..], &[("clmrg", 0), ("cellx", 900)]].concat());
        assert!(ruled.is_ruled && ruled.edges == [Edge { right: 900, is_merged: true }]);
        assert!(!row(&[&three[..6], &[("cellx", 900)]].concat()).is_ruled);
        assert!(!row(&[("trbrdrh", 0), ("brdrnone", 0), ("trbrdrt", 0), ("brdrs", 0)]).is_ruled);
        assert!(row(&[("trbrdrv", 0), ("brdrdb", 0)]).is_ruled);
        assert!(!Row::default().take("trgaph", Some(1)));
    }
}
