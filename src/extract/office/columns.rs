//! The columns of a table whose file tells widths: a cell takes those that lie within it.

use super::story::Table;

/// Edges so near to each other are one, in twentieths of a point: tables are drawn by hand.
const NEAR: i32 = 60;

/// Sets how many columns each cell takes, by where the cells of each row end; rows that tell none
/// stay as they are.
pub(super) fn set_spans(table: &mut Table, edges: &[Vec<i32>]) {
    let mut all: Vec<i32> = edges.iter().flatten().copied().collect();
    all.sort_unstable();
    all.dedup();
    let mut columns: Vec<i32> = Vec::new();
    for edge in all {
        if columns.last().is_none_or(|last| edge.saturating_sub(*last) > NEAR) {
            columns.push(edge);
        }
    }
    for (row, rights) in table.rows.iter_mut().zip(edges) {
        let mut from = 0;
        for (cell, right) in row.iter_mut().zip(rights) {
            let to = columns.partition_point(|column| column <= right);
            cell.span = u16::try_from(to.saturating_sub(from)).unwrap_or(u16::MAX).max(1);
            from = from.max(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::office::story::Cell;

    #[test]
    fn cells_take_the_columns_that_lie_within_them() {
        let edges = [vec![1000, 2000, 3000], vec![2010, 3000], vec![], vec![3005], vec![i32::MAX]];
        let cells = |row: &Vec<i32>| vec![Cell::default(); row.len().max(2)];
        let mut table = Table { rows: edges.iter().map(cells).collect(), is_ruled: false };
        set_spans(&mut table, &edges);
        let spans: Vec<Vec<u16>> =
            table.rows.iter().map(|row| row.iter().map(|cell| cell.span).collect()).collect();
        assert_eq!(spans, [vec![1, 1, 1], vec![2, 1], vec![0, 0], vec![3, 0], vec![4, 0]]);
    }
}
