//! Chance that is the same on every machine and in every run.

/// A row of numbers without a pattern (SplitMix64), decided by the number it begins with.
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// The row that begins with a number.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number below a limit; 0 where nothing is.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 32) as usize % limit.max(1)
    }

    /// Shuffles a list.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffled_list_has_the_same_members_in_an_order_that_the_seed_decides() {
        let shuffled = |seed| {
            let mut list: Vec<usize> = (0..50).collect();
            Chance::new(seed).shuffle(&mut list);
            list
        };
        assert_eq!(shuffled(1), shuffled(1));
        assert_ne!(shuffled(1), shuffled(2));
        let mut sorted = shuffled(1);
        sorted.sort_unstable();
        assert_eq!(sorted, (0..50).collect::<Vec<_>>());
    }
}
