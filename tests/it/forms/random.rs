//! Chance that can be had again: splitmix64.

/// A source of numbers that a seed decides.
pub(super) struct Random(u64);

impl Random {
    /// For directive `index` of the form `form`.
    pub(super) fn new(seed: u64, form: u64, index: u64) -> Self {
        // Each part goes through the mixer: streams that start a step apart would be the same one.
        let mut mixed = 0;
        for part in [seed, form, index] {
            mixed = Self(mixed ^ part).next();
        }
        Self(mixed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Less than `end`, which is not 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From `from` up to `to`, both included.
    pub(super) fn within(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to - from + 1)
    }

    /// True that many times of 100.
    pub(super) fn chance(&mut self, of_100: usize) -> bool {
        self.below(100) < of_100
    }

    /// One of these.
    pub(super) fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}
