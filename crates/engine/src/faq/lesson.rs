//! What an index learns from the pack's own phrasings: which of them speak for which entry, and which against.
//!
//! Multinomial logistic regression in its dual form: instead of a weight for each word and entry it keeps a few
//! weights for each phrasing, so that what was learned stays small beside the pack.
//! See Keerthi and others, "A sequential dual method for large scale multi-class linear SVMs" (2008),
//! for the form; the loss here is the logistic one.

use super::maths::exp;

/// How sharply a likeness counts.
const SCALE: f32 = 10.0;
/// What every phrasing has in common with every text: lets an entry be likelier from the start.
const COMMON: f32 = 0.06;
/// How far one look at a phrasing moves its weights.
const STEP: f32 = 0.3;
/// Looks at each phrasing.
pub(super) const ROUNDS: usize = 12;
/// Entries that a phrasing speaks about: its own and those it is told apart from.
const SPOKEN: usize = 8;
/// A phrasing speaks about an entry only if it was mistaken for it with at least this probability.
const MISTAKEN: f32 = 0.003;

/// What was learned.
#[derive(Clone, Debug, Default)]
pub(super) struct Lesson {
    /// For each phrasing, the entries it speaks about and how much for (or against) them.
    pub voices: Vec<Vec<(u32, f32)>>,
    /// For each entry, the sum of all voices.
    pub common: Vec<f32>,
}

/// How likely each entry is, before and after they are compared.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    /// For each entry, how much speaks for it.
    pub votes: Vec<f32>,
    /// The sum of the exponentials of the votes, of which an entry's probability is a share.
    pub whole: f32,
}

impl Lesson {
    /// Before anything is learned each phrasing speaks for its own entry alone.
    pub fn new(entry_of: &[u32], entries: usize) -> Self {
        let mut lesson = Self { voices: Vec::new(), common: vec![0.0; entries] };
        for entry in entry_of {
            lesson.voices.push(vec![(*entry, STEP)]);
            lesson.common[*entry as usize] += STEP;
        }
        lesson
    }

    /// Looks once at a phrasing and mends what it says.
    pub fn study(&mut self, phrasing: usize, entry_of: &[u32], neighbours: &[(u32, f32)]) {
        let verdict = self.judge(neighbours.iter().copied());
        self.mend(phrasing, entry_of[phrasing], &verdict);
    }

    fn mend(&mut self, phrasing: usize, own: u32, verdict: &Verdict) {
        let voices = &mut self.voices[phrasing];
        for (entry, vote) in (0_u32..).zip(&verdict.votes) {
            let mistaken = exp(*vote) / verdict.whole;
            let change = if entry == own { 1.0 - mistaken } else { -mistaken } * STEP;
            if mistaken < MISTAKEN && entry != own {
                continue;
            }
            match voices.iter_mut().find(|(spoken, _)| *spoken == entry) {
                Some((_, weight)) => *weight += change,
                None => voices.push((entry, change)),
            }
            self.common[entry as usize] += change;
        }
        while voices.len() > SPOKEN {
            let mut least = 0;
            for at in 1..voices.len() {
                if voices[at].1.abs() < voices[least].1.abs() {
                    least = at;
                }
            }
            let (entry, weight) = voices.swap_remove(least);
            self.common[entry as usize] -= weight;
        }
    }

    /// Lets every phrasing speak, the louder the more it is like the text.
    pub fn judge(&self, likeness: impl Iterator<Item = (u32, f32)>) -> Verdict {
        let mut votes: Vec<f32> = self.common.iter().map(|sum| sum * COMMON * SCALE).collect();
        for (phrasing, likeness) in likeness {
            for (entry, weight) in &self.voices[phrasing as usize] {
                votes[*entry as usize] += likeness * weight * SCALE;
            }
        }
        let whole = votes.iter().map(|vote| exp(*vote)).sum();
        Verdict { votes, whole }
    }

    /// What speaks for an entry before the message is looked at.
    pub fn prejudice(&self, entry: usize) -> f32 {
        self.common[entry] * COMMON * SCALE
    }

    /// Takes back what a phrasing of this likeness said, as if it had never been there.
    pub fn take_back(&self, verdict: &mut Verdict, phrasing: usize, likeness: f32) {
        for (entry, weight) in &self.voices[phrasing] {
            verdict.votes[*entry as usize] -= (likeness + COMMON) * weight * SCALE;
        }
    }
}
