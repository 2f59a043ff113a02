//! Chance for tests: the same in every run.

#![allow(dead_code, reason = "each test program throws them in its own way")]

/// Numbers that look like chance and are the same in every run (the generator of Knuth's MMIX).
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A place in a list of so many.
    pub fn roll(&mut self, below: usize) -> usize {
        self.below(below as u64) as usize
    }

    /// One of several.
    pub fn one<'t>(&mut self, of: &[&'t str]) -> &'t str {
        of[self.roll(of.len())]
    }
}
