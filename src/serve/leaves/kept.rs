//! What was made last, kept in memory as far as it fits.

use lru::LruCache;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Values by key, the one used longest ago given up first; as many as have so many bytes together.
#[derive(Debug)]
pub(super) struct Kept<K: Hash + Eq, V> {
    most: usize,
    held: Mutex<Held<K, V>>,
}

#[derive(Debug)]
struct Held<K: Hash + Eq, V> {
    /// Each with its bytes.
    values: LruCache<K, (V, usize)>,
    bytes: usize,
}

/// Bytes that any value takes, beside its own.
const BESIDE: usize = 200;

impl<K: Hash + Eq, V: Clone> Kept<K, V> {
    /// Nothing yet; at most so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self { most, held: Mutex::new(Held { values: LruCache::unbounded(), bytes: 0 }) }
    }

    pub(super) fn get(&self, key: &K) -> Option<V> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.values.get(key).map(|(value, _)| value.clone())
    }

    /// Keeps a value of so many bytes, unless it alone is too large.
    pub(super) fn put(&self, key: K, value: V, bytes: usize) {
        let bytes = bytes.saturating_add(BESIDE);
        if bytes > self.most {
            return;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, before)) = held.values.put(key, (value, bytes)) {
            held.bytes = held.bytes.saturating_sub(before);
        }
        held.bytes = held.bytes.saturating_add(bytes);
        while held.bytes > self.most {
            let Some((_, (_, oldest))) = held.values.pop_lru() else { break };
            held.bytes = held.bytes.saturating_sub(oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_makes_room() {
        let kept = Kept::new(3 * (1000 + BESIDE));
        for key in 1..=3 {
            kept.put(key, key, 1000);
        }
        assert_eq!(kept.get(&1), Some(1));
        kept.put(4, 4, 1000);
        assert_eq!([1, 2, 3, 4].map(|key| kept.get(&key)), [Some(1), None, Some(3), Some(4)]);
        // A value put twice counts once; one that is too large is not kept and costs no other.
        for _ in 0..9 {
            kept.put(4, 4, 1000);
        }
        kept.put(5, 5, 1 << 20);
        assert_eq!([1, 3, 4, 5].map(|key| kept.get(&key)), [Some(1), Some(3), Some(4), None]);
        kept.put(6, 6, 3 * 1000);
        assert_eq!([1, 3, 4, 6].map(|key| kept.get(&key)), [None, None, None, Some(6)]);
        let held = kept.held.lock().unwrap();
        assert_eq!((held.values.len(), held.bytes), (1, 3000 + BESIDE));
    }
}
