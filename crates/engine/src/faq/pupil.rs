//! How a lesson is learned: multinomial logistic regression in its dual form, one phrasing after the other.
//!
//! Instead of a weight for each word and entry it keeps a few weights for each phrasing, so that what was learned
//! stays small beside the pack.
//! See Keerthi and others, "A sequential dual method for large scale multi-class linear SVMs" (2008),
//! for the form; the loss here is the logistic one.

use std::mem;

use super::lesson::{COMMON, Lesson, SCALE};
use super::maths::exp;

/// How far one look at a phrasing moves its weights.
const STEP: f32 = 0.3;
/// Looks at each phrasing.
pub(super) const ROUNDS: usize = 16;
/// Entries that a phrasing speaks about: its own and those it is told apart from.
const SPOKEN: usize = 8;
/// A phrasing speaks about an entry only if it was mistaken for it with at least this probability.
const MISTAKEN: f32 = 0.003;

/// Who learns.
#[derive(Debug, Default)]
pub(super) struct Pupil {
    /// For each phrasing, the entries it speaks about and how much for (or against) them.
    voices: Vec<Vec<(u32, f32)>>,
    /// For each entry, the sum of all voices.
    common: Vec<f32>,
    /// For each entry, the exponential of what speaks for it before a message is looked at, and their sum.
    before: Vec<f32>,
    whole: f64,
    /// While phrasings are heard, the vote for each entry that was spoken about, and for all others no number.
    votes: Vec<f32>,
}

impl Pupil {
    /// Before anything is learned each phrasing speaks for its own entry alone.
    pub fn new(entry_of: &[u32], entries: usize) -> Self {
        let mut pupil = Self {
            common: vec![0.0; entries],
            before: vec![1.0; entries],
            whole: entries as f64,
            votes: vec![f32::NAN; entries],
            ..Self::default()
        };
        for entry in entry_of {
            pupil.voices.push(vec![(*entry, STEP)]);
            pupil.shift(*entry, STEP);
        }
        pupil
    }

    /// What was learned, in whole grains.
    pub fn settle(&self) -> Lesson {
        Lesson::new(self.common.len(), &self.voices)
    }

    /// Looks once at a phrasing and mends what it says of the entries that it is like.
    pub fn study(&mut self, phrasing: usize, entry_of: &[u32], neighbours: &[(u32, f32)]) {
        let own = entry_of[phrasing];
        let mut votes = self.heard(neighbours);
        if votes.iter().all(|(entry, _)| *entry != own) {
            votes.push((own, self.prejudice(own)));
        }
        // The entries that nobody spoke about weigh what they weighed before.
        let mut whole = self.whole;
        for (entry, vote) in &votes {
            whole += f64::from(exp(*vote) - self.before[*entry as usize]);
        }
        for (entry, vote) in votes {
            let mistaken = exp(vote) / whole as f32;
            let change = if entry == own { 1.0 - mistaken } else { -mistaken } * STEP;
            if mistaken >= MISTAKEN || entry == own {
                self.mend(phrasing, entry, change);
            }
        }
        while self.voices[phrasing].len() > SPOKEN {
            let voices = &mut self.voices[phrasing];
            let mut least = 0;
            for at in 1..voices.len() {
                if voices[at].1.abs() < voices[least].1.abs() {
                    least = at;
                }
            }
            let (entry, weight) = voices.swap_remove(least);
            self.shift(entry, -weight);
        }
    }

    /// The votes for the entries that these phrasings speak about, in the order of the entries.
    fn heard(&mut self, neighbours: &[(u32, f32)]) -> Vec<(u32, f32)> {
        let mut spoken: Vec<u64> = Vec::new();
        for (phrasing, likeness) in neighbours {
            for (entry, weight) in &self.voices[*phrasing as usize] {
                let vote = &mut self.votes[*entry as usize];
                if vote.is_nan() {
                    *vote = self.common[*entry as usize] * COMMON * SCALE;
                    spoken.push(u64::from(*entry));
                }
                *vote += likeness * weight * SCALE;
            }
        }
        spoken.sort_unstable();
        let mut heard = Vec::with_capacity(spoken.len() + 1);
        for entry in spoken {
            let vote = mem::replace(&mut self.votes[entry as usize], f32::NAN);
            heard.push((entry as u32, vote));
        }
        heard
    }

    fn mend(&mut self, phrasing: usize, entry: u32, change: f32) {
        let voices = &mut self.voices[phrasing];
        match voices.iter_mut().find(|(spoken, _)| *spoken == entry) {
            Some((_, weight)) => *weight += change,
            None => voices.push((entry, change)),
        }
        self.shift(entry, change);
    }

    fn shift(&mut self, entry: u32, change: f32) {
        let at = entry as usize;
        self.common[at] += change;
        let before = exp(self.prejudice(entry));
        self.whole += f64::from(before - self.before[at]);
        self.before[at] = before;
    }

    /// What speaks for an entry before a text is looked at.
    fn prejudice(&self, entry: u32) -> f32 {
        self.common[entry as usize] * COMMON * SCALE
    }
}
