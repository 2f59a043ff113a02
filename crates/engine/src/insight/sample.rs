//! A fair sample of texts, of bounded size.
//!
//! The most frequent texts of several bounded lists cannot be told from the lists: what was rare in each may be
//! frequent in all. So each occurrence draws a number, and those with the lowest numbers stay. Whatever is merged
//! with whatever, the same ones stay, and a text that is a tenth of all is about a tenth of the sample.

use crate::json::Value;

use super::Counted;
use crate::kept::{Kept, field, object};

/// So many occurrences are kept.
pub const MOST_SAMPLED: usize = 400;

/// Occurrences of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    /// How many there were in all.
    seen: u32,
    /// The numbers that were drawn, in order, with their texts.
    drawn: Vec<Drawn>,
}

/// An occurrence and the number it drew.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    number: u64,
    text: String,
}

impl Sample {
    /// Takes in one occurrence; `salt` tells it from others of the same text.
    pub fn add(&mut self, text: &str, salt: u64) {
        self.seen = self.seen.saturating_add(1);
        self.put(draw(text, salt), text);
    }

    /// Takes in another sample.
    pub fn merge(&mut self, other: &Self) {
        self.seen = self.seen.saturating_add(other.seen);
        for one in &other.drawn {
            self.put(one.number, &one.text);
        }
    }

    /// Each text with about how often it came up, the most frequent first; exact while all occurrences are there.
    pub fn counts(&self) -> Vec<Counted> {
        let mut counts: Vec<Counted> = Vec::new();
        for one in &self.drawn {
            super::add(&mut counts, &one.text, 1);
        }
        let mut ranked: Vec<Counted> = Vec::new();
        for mut one in counts {
            let all = u64::from(one.count) * u64::from(self.seen) / self.drawn.len() as u64;
            one.count = u32::try_from(all).unwrap_or(u32::MAX);
            let place = ranked.partition_point(|better| better.count >= one.count);
            ranked.insert(place, one);
        }
        ranked
    }

    fn put(&mut self, number: u64, text: &str) {
        let before = |one: &Drawn| (one.number, one.text.as_str()) < (number, text);
        let place = self.drawn.partition_point(before);
        if place < MOST_SAMPLED {
            self.drawn.insert(place, Drawn { number, text: text.to_owned() });
            self.drawn.truncate(MOST_SAMPLED);
        }
    }
}

/// A number for an occurrence (FNV-1a with a last mix), of 53 bits so that other programs can read it.
fn draw(text: &str, salt: u64) -> u64 {
    let bytes = salt.to_le_bytes().into_iter().chain(text.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 11
}

crate::kept_struct!(Drawn { number, text });

impl Kept for Sample {
    fn write(&self) -> Value {
        object([("seen", self.seen.write()), ("drawn", self.drawn.write())])
    }

    fn read(value: &Value) -> Option<Self> {
        let mut sample = Self { seen: field(value, "seen")?, drawn: Vec::new() };
        let drawn: Vec<Drawn> = field(value, "drawn")?;
        drawn.iter().for_each(|one| sample.put(one.number, &one.text));
        Some(sample)
    }
}
