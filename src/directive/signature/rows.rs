//! A signature block that was read across with the recipients beside it.
//!
//! In: lines. Out: the same lines, the block below the recipients.

use super::name;
use super::{AFTER, is_capacity, is_title};
use crate::directive::lines::Line;

/// Takes a signature block apart from the recipients it was read across with, row by row:
/// `- Như trên; PHÓ CHỦ TỊCH`, `- Lưu: VT. Nguyễn Văn An`.
pub(in crate::directive) fn unweave(lines: Vec<Line>) -> Vec<Line> {
    let (mut inside, mut listed) = (false, 0);
    let mut apart = Vec::with_capacity(lines.len());
    let mut signed: Vec<Line> = Vec::new();
    for line in lines {
        let head = line.begins("noi nhan");
        if head {
            (inside, listed) = (true, 0);
        } else if inside && listed > AFTER {
            inside = false;
        }
        let bullet = line.text.starts_with(['-', '–', '+', '•']);
        if inside && (head || bullet) {
            let (left, right) = cut(&line, !signed.is_empty())
                .map_or((line, None), |(left, right)| (left, Some(right)));
            signed.extend(right);
            // Lưu closes the list.
            inside = !left.folded.trim_start_matches(['-', '–', '+', '•', ' ']).starts_with("luu");
            apart.push(left);
        } else if inside && signs(&line, !signed.is_empty()) {
            signed.push(line);
        } else {
            inside &= line.text.starts_with(char::is_lowercase) || line.begins("(da ky");
            apart.append(&mut signed);
            apart.push(line);
        }
        if !inside {
            apart.append(&mut signed);
        }
        listed += 1;
    }
    apart.append(&mut signed);
    apart
}

/// Whether a line beside the recipients is part of the signature's block, which may have `begun`.
fn signs(line: &Line, begun: bool) -> bool {
    is_capacity(line)
        || is_title(line)
        || name::on_line(line).is_some()
        || begun && line.begins("(da ky")
}

/// A recipient and what of the signature stands behind it on its row. A name counts where the block
/// has begun above it.
fn cut(line: &Line, begun: bool) -> Option<(Line, Line)> {
    let kept = line.folded.trim_start_matches(['-', '–', '+', '•', ' ']).starts_with("luu");
    // The head may have lost its colon.
    let head = line.begins("noi nhan") && !line.text.contains(':');
    let head = head.then(|| line.text.match_indices(' ').nth(1)).flatten();
    // "Lưu: VT, KT." ends in a unit, not in a capacity.
    let ends: &[char] = if kept { &['.'] } else { &[';', '.', ':', ','] };
    head.into_iter().chain(line.text.match_indices(ends)).find_map(|(at, sign)| {
        let (left, right) = line.text.split_at_checked(at + sign.len())?;
        let right = Line { gap: false, ..Line::new(right, false) };
        let named = begun || kept && sign == ".";
        let signs = is_capacity(&right)
            || is_title(&right)
            || right.begins("(da ky")
            || (named && !right.text.contains([';', ',']) && name::on_line(&right).is_some());
        signs.then(|| (Line::new(left, line.gap), right))
    })
}
