//! What is stamped over a page: the stamp of a digital signature, a watermark across the text.
//!
//! In: the glyphs of one direction in the order in which they are drawn. The stamps are taken out
//! of them, so that no line of the page is mixed with theirs; they are kept, beside the text.
//! Skewed text does not come so far ([`orient`](super::orient)).

use super::orient::Placed;
use crate::text::fold::fold_char;
use std::ops::Range;

/// How the stamp of a signature begins, and what stands in it later: folded, without spaces.
const HEADS: [&str; 5] = ["nguoiky", "kyboi", "digitallysignedby", "signedby", "signature"];
const TIMES: [&str; 4] = ["thoigianky", "ngayky", "date:", "time:"];
/// Glyphs from a stamp's head within which its time begins: names of organs are long.
const WITHIN: usize = 400;
/// Ems between the lines of a stamp, and from its left edge to where a line of it may begin.
const NEXT: (f32, f32) = (2.2, 12.0);
/// By how much sizes within a stamp may differ.
const ALIKE: f32 = 1.34;
/// Times the usual size from which letters across others are a watermark.
const LARGE: f32 = 2.5;
/// Glyphs that a watermark crosses at least.
const CROSSED: usize = 3;
/// Groups of large letters looked at on a page.
const MOST: usize = 64;
/// Glyphs of a stamp at most.
const LONGEST: usize = 2000;

/// Takes the stamps out of the glyphs.
pub(super) fn take<'p>(glyphs: &mut Vec<Placed<'p>>) -> Vec<Vec<Placed<'p>>> {
    let mut stamps: Vec<Range<usize>> = watermarks(glyphs);
    stamps.extend(signatures(glyphs));
    stamps.sort_by_key(|range| range.start);
    let mut end = 0;
    stamps.retain(|range| {
        let is_apart = range.start >= end;
        end = end.max(range.end);
        is_apart
    });
    let mut taken: Vec<_> =
        stamps.into_iter().rev().map(|range| glyphs.drain(range).collect()).collect();
    taken.reverse();
    taken
}

/// The stamps of signatures: from a head to the time, and on as long as the lines follow closely.
fn signatures(glyphs: &[Placed<'_>]) -> Vec<Range<usize>> {
    let (mut text, mut places) = (String::with_capacity(glyphs.len()), Vec::new());
    for (place, placed) in glyphs.iter().enumerate() {
        for c in placed.glyph.text.chars().filter(|c| !c.is_whitespace()) {
            let folded = fold_char(c).to_ascii_lowercase();
            if folded.is_ascii() {
                text.push(folded);
                places.push(place);
            }
        }
    }
    let mut stamps: Vec<Range<usize>> = Vec::new();
    let mut times: Vec<usize> =
        TIMES.iter().flat_map(|time| text.match_indices(time)).map(|(at, _)| at).collect();
    times.sort_unstable();
    for time in times {
        let head = text.get(time.saturating_sub(WITHIN)..time).unwrap_or_default();
        let heads = HEADS.iter().filter_map(|name| head.rfind(name));
        let Some(back) = heads.min().map(|at| head.len() - at) else { continue };
        let (Some(start), Some(time)) = (places.get(time - back), places.get(time)) else {
            continue;
        };
        if stamps.last().is_some_and(|last| last.end > *start) {
            continue;
        }
        let range = *start..closely(glyphs, *start);
        if range.contains(time) {
            stamps.push(range);
        }
    }
    stamps
}

/// Where the lines that follow one another from a glyph on end.
fn closely(glyphs: &[Placed<'_>], start: usize) -> usize {
    let Some((first, rest)) = glyphs.get(start..).and_then(<[_]>::split_first) else {
        return start;
    };
    let (left, size) = (first.x0, first.glyph.size);
    let mut y = first.y;
    let follows = |placed: &&Placed<'_>| {
        let ratio = placed.glyph.size / size;
        let down = placed.y - y;
        let is_close = down > -0.6 * size
            && down < NEXT.0 * size
            && placed.x0 > left - NEXT.1 * size
            && (1.0 / ALIKE..ALIKE).contains(&ratio);
        y = placed.y;
        is_close
    };
    start + 1 + rest.iter().take(LONGEST).take_while(follows).count()
}

/// Large letters drawn across smaller ones.
fn watermarks(glyphs: &[Placed<'_>]) -> Vec<Range<usize>> {
    let largest = glyphs.iter().map(|p| p.glyph.size).fold(0.0, f32::max);
    let mut sizes: Vec<f32> =
        glyphs.iter().step_by(glyphs.len() / 512 + 1).map(|p| p.glyph.size).collect();
    sizes.sort_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    if largest < LARGE * usual {
        return Vec::new();
    }
    let (mut found, mut looked_at) = (Vec::new(), 0);
    let mut start = 0;
    let alike = |a: &Placed<'_>, b: &Placed<'_>| a.y == b.y && a.glyph.size == b.glyph.size;
    for group in glyphs.chunk_by(alike) {
        let range = start..start + group.len();
        start = range.end;
        let Some(first) = group.first().filter(|p| p.glyph.size >= LARGE * usual) else { continue };
        looked_at += 1;
        if looked_at > MOST {
            break;
        }
        let size = first.glyph.size;
        let x0 = group.iter().map(|p| p.x0).fold(f32::MAX, f32::min);
        let x1 = group.iter().map(|p| p.x1).fold(f32::MIN, f32::max);
        let is_crossed = |p: &&Placed<'_>| {
            p.glyph.size * LARGE < size
                && (x0..x1).contains(&p.x0)
                && (first.y - 0.7 * size..first.y).contains(&(p.y - 0.3 * p.glyph.size))
                && p.glyph.text.chars().any(|c| !c.is_whitespace())
        };
        if glyphs.iter().filter(is_crossed).take(CROSSED).count() == CROSSED {
            found.push(range);
        }
    }
    found
}
