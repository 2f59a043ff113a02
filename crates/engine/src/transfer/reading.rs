//! What a recogniser made of a message: a score, and the words that made it.

use super::cues::{Hit, Sign};
use super::heard::Heard;

/// What was seen in a message.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The sum of the weights.
    pub score: i32,
    /// The words with what they tell and how much they weigh, in their order.
    pub seen: Vec<Seen>,
}

/// One word that counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// What it tells.
    pub tells: Sign,
    /// How much.
    pub weight: i32,
    /// As it was read.
    pub words: String,
}

impl Reading {
    pub(super) fn of(heard: &Heard, hits: &[Hit]) -> Self {
        let mut reading = Self::default();
        for hit in hits {
            reading.add(hit.tells, hit.weight, &heard.text[hit.start..hit.end]);
        }
        reading
    }

    /// Whether something was seen that tells this.
    pub fn tells(&self, sign: Sign) -> bool {
        self.seen.iter().any(|one| one.tells == sign && one.weight > 0)
    }

    pub(super) fn add(&mut self, tells: Sign, weight: i32, words: &str) {
        self.score += weight;
        self.seen.push(Seen { tells, weight, words: words.to_owned() });
    }
}
