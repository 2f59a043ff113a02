//! What an index has learned from the pack's own phrasings: which of them speak for which entry, and which against.

use super::maths::exp;

/// How sharply a likeness counts.
pub(super) const SCALE: f32 = 6.0;
/// What every phrasing has in common with every text: lets an entry be likelier from the start.
pub(super) const COMMON: f32 = 0.08;

/// What is learned from so many phrasings is kept in whole grains of this size, few enough to be stored in a byte.
/// Sums of them are exact, so that nothing depends on the order in which they are taken.
///
/// A large pack has coarser grains, because what it says is repeated by more neighbours and must still be small
/// beside its text.
pub(super) fn grain(phrasings: usize) -> f32 {
    match phrasings {
        0..=2_000 => 1.0 / 64.0,
        2_001..=5_000 => 1.0 / 16.0,
        _ => 1.0 / 8.0,
    }
}

/// What was learned.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lesson {
    /// The entries that phrasings speak about and how much for (or against) them, phrasing after phrasing.
    voices: Vec<(u32, f32)>,
    /// Where the voices of each phrasing end.
    ends: Vec<u32>,
    /// For each entry, the sum of all voices; empty where nothing was learned.
    common: Vec<f32>,
    entries: usize,
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
    /// A lesson of what each phrasing says, in whole grains.
    pub fn new(entries: usize, voices: &[Vec<(u32, f32)>]) -> Self {
        let mut lesson = Self::empty(entries);
        let grain = grain(voices.len());
        // What is cut off from one phrasing is given to the next that speaks of the same entry: many small voices
        // together are what tells some entries apart.
        let mut rest = vec![0.0; entries];
        for spoken in voices {
            for (entry, weight) in spoken {
                let rest = &mut rest[*entry as usize];
                let wanted = weight + *rest;
                let kept = f32::from((wanted / grain) as i8) * grain;
                *rest = wanted - kept;
                lesson.say(*entry, kept);
            }
            lesson.end_phrasing();
        }
        lesson
    }

    /// A lesson about entries in which nothing is said yet.
    pub fn empty(entries: usize) -> Self {
        Self { common: vec![0.0; entries], entries, ..Self::default() }
    }

    /// The phrasing that is written down speaks about an entry, with so much weight.
    pub fn say(&mut self, entry: u32, weight: f32) {
        if weight != 0.0 {
            self.voices.push((entry, weight));
            self.common[entry as usize] += weight;
        }
    }

    /// The phrasing that is written down has said all.
    pub fn end_phrasing(&mut self) {
        self.ends.push(self.voices.len() as u32);
    }

    /// Whether anything was learned.
    #[cfg(feature = "diagnostics")]
    pub fn is_taught(&self) -> bool {
        !self.common.is_empty()
    }

    /// Where nothing is learned each phrasing speaks for its own entry.
    pub fn none(entries: usize, entry_of: &[u32]) -> Self {
        Self {
            voices: entry_of.iter().map(|entry| (*entry, 1.0)).collect(),
            ends: (1..=entry_of.len() as u32).collect(),
            common: Vec::new(),
            entries,
        }
    }

    /// Number of entries.
    #[cfg(feature = "diagnostics")]
    pub fn entries(&self) -> usize {
        self.entries
    }

    /// What a phrasing says about entries.
    pub fn voices(&self, phrasing: usize) -> &[(u32, f32)] {
        let start = phrasing.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.voices[start as usize..self.ends[phrasing] as usize]
    }

    /// Lets every phrasing speak, the louder the more it is like the text.
    ///
    /// Where nothing was learned only the one most like it speaks: otherwise the entry with most phrasings would
    /// always be the loudest.
    pub fn judge(&self, likeness: impl Iterator<Item = (u32, f32)>) -> Verdict {
        let mut votes = vec![0.0; self.entries];
        for (vote, common) in votes.iter_mut().zip(&self.common) {
            *vote = common * COMMON * SCALE;
        }
        for (phrasing, likeness) in likeness.filter(|(_, likeness)| *likeness > 0.0) {
            for (entry, weight) in self.voices(phrasing as usize) {
                let vote = &mut votes[*entry as usize];
                if self.common.is_empty() {
                    *vote = f32::max(*vote, likeness * SCALE);
                } else {
                    *vote += likeness * weight * SCALE;
                }
            }
        }
        let whole = votes.iter().map(|vote| exp(*vote)).sum();
        Verdict { votes, whole }
    }

    /// What speaks for an entry before the message is looked at.
    pub fn prejudice(&self, entry: usize) -> f32 {
        self.common.get(entry).map_or(0.0, |common| common * COMMON * SCALE)
    }

    /// Takes back what a phrasing of this likeness said, as if it had never been there.
    pub fn take_back(&self, verdict: &mut Verdict, phrasing: usize, likeness: f32) {
        for (entry, weight) in self.voices(phrasing) {
            verdict.votes[*entry as usize] -= (likeness + COMMON) * weight * SCALE;
        }
    }
}
