//! Sums of probabilities that are given by their natural logarithms.

/// Logarithm of the sum of exponentials of `a + b`, place by place.
pub(super) fn sum_of(a: &[f32], b: &[f32]) -> f32 {
    let top = a.iter().zip(b).map(|(a, b)| a + b).fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY {
        return top;
    }
    top + a.iter().zip(b).map(|(a, b)| (a + b - top).exp()).sum::<f32>().ln()
}

/// Logarithm of the sum of the exponentials of two.
pub(super) fn add(a: f32, b: f32) -> f32 {
    let (more, less) = (a.max(b), a.min(b));
    if less == f32::NEG_INFINITY { more } else { more + (less - more).exp().ln_1p() }
}

/// What each is of the whole.
pub(super) fn shares_of(forward: &[f32], backward: &[f32]) -> Vec<f32> {
    let whole = sum_of(forward, backward);
    forward.iter().zip(backward).map(|(f, b)| (f + b - whole).exp()).collect()
}
