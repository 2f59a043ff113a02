//! Every phrasing of a pack, ready to be searched.

use crate::pack::Pack;
use crate::text::{features, normalise};

use super::confidence::{Bars, Thresholds, certainty};
use super::decide::{Because, Decision, Match, decide};
use super::lesson::Lesson;
use super::postings::Postings;
#[cfg(feature = "diagnostics")]
use super::recall;
use super::spelling::Spelling;
use super::study::Study;

/// So many entries are ranked: more than are ever suggested.
const RANKED: usize = 8;

/// What the message itself must say for an entry to make it a candidate.
const LEAST_SAID: f32 = 0.18;

/// Every phrasing of a pack, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Normalised phrasings and keywords with their entry, for exact matches.
    pub(super) exact: Vec<(String, usize, Because)>,
    pub(super) postings: Postings,
    /// Entry of each phrasing.
    pub(super) entry_of: Vec<u32>,
    /// Number of entries.
    pub(super) entries: usize,
    pub(super) lesson: Lesson,
    /// How the pack spells its words.
    pub(super) spelling: Spelling,
    pub(super) thresholds: Thresholds,
    /// What is still to be done; searching before it is over would find less.
    study: Option<Box<Study>>,
}

impl Index {
    /// Indexes the questions, other phrasings and keywords of a pack, and learns from them.
    pub fn new(pack: &Pack) -> Self {
        let mut index = Self::begin(pack);
        while index.learn(usize::MAX) {}
        index
    }

    /// An index that has yet to `learn`.
    pub fn begin(pack: &Pack) -> Self {
        Self::recall(pack, &[])
    }

    /// An index that has yet to read the pack but knows already what others learned from it: the last part of a
    /// compiled pack. If it is about another pack, or empty, the index learns by itself.
    pub fn recall(pack: &Pack, learned: &[u8]) -> Self {
        let study = Some(Box::new(Study::new(pack, learned)));
        Self { entries: pack.faq.len(), study, ..Self::default() }
    }

    /// What was learned, for a compiled pack; nothing of a pack that is too large to be learned from.
    #[cfg(feature = "diagnostics")]
    pub fn learned(&self) -> Vec<u8> {
        recall::write(&self.lesson, &self.thresholds, &self.entry_of)
    }

    /// Takes so many small steps towards a complete index; whether some are left.
    pub fn learn(&mut self, steps: usize) -> bool {
        let Some(mut study) = self.study.take() else { return false };
        for _ in 0..steps {
            if !study.step(self) {
                return false;
            }
        }
        self.study = Some(study);
        true
    }

    /// Finds the entry a message asks for, or says that it does not know.
    pub fn find(&self, message: &str) -> Decision {
        decide(&self.candidates(message), self.bars())
    }

    /// The entries that a message may mean, best first, whether or not they are good enough to be answered.
    pub fn candidates(&self, message: &str) -> Vec<Match> {
        let text = normalise(message);
        let mut ranked = if text.is_empty() { Vec::new() } else { self.rank(&text) };
        // Of two entries with the same words the first one keeps them, and a keyword goes before a phrasing.
        let same = self.exact.iter().filter(|(known, ..)| *known == text);
        if let Some((_, entry, because)) = same.min_by_key(|(_, entry, because)| (*because, *entry))
        {
            ranked.retain(|one| one.entry != *entry);
            ranked.insert(0, Match { entry: *entry, score: 1.0, because: *because });
        }
        ranked
    }

    /// From which scores on this pack's entries are answered and suggested.
    pub fn bars(&self) -> Bars {
        self.thresholds.bars()
    }

    /// A normalised text as the pack would spell it.
    pub(super) fn mended(&self, text: &str) -> String {
        self.spelling.mend(text, self.postings.vocabulary())
    }

    fn rank(&self, text: &str) -> Vec<Match> {
        let likeness = self.postings.compare(&features(&self.mended(text)));
        let verdict = self.lesson.judge((0..).zip(likeness.of.iter().copied()));
        let mut ranked: Vec<Match> = Vec::with_capacity(RANKED + 1);
        for (entry, vote) in verdict.votes.iter().enumerate() {
            if vote - self.lesson.prejudice(entry) < LEAST_SAID {
                continue;
            }
            // Equal votes keep the order of the pack: the owner's order is the only one we know.
            let place = ranked.partition_point(|better| better.score >= *vote);
            if place < RANKED {
                ranked.insert(place, Match { entry, score: *vote, because: Because::Words });
                ranked.truncate(RANKED);
            }
        }
        for found in &mut ranked {
            let certainty = certainty(found.score, &verdict, likeness.known_words);
            found.score = self.thresholds.score(certainty);
        }
        ranked
    }
}
