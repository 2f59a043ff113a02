//! Every phrasing of a pack, ready to be searched.

use crate::pack::Pack;
use crate::text::{Feature, features, normalise};

use super::confidence::{Bars, Thresholds, certainty};
use super::decide::{Because, Decision, Match, decide};
use super::lesson::{Lesson, ROUNDS};
use super::postings::{Likeness, Postings};

/// So many entries are ranked: more than are ever suggested.
const RANKED: usize = 8;

/// Each phrasing learns from so many that are most like it.
const NEIGHBOURS: usize = 300;

/// Every phrasing of a pack, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Normalised phrasings and keywords with their entry, for exact matches.
    exact: Vec<(String, usize, Because)>,
    postings: Postings,
    /// Entry of each phrasing.
    entry_of: Vec<u32>,
    lesson: Lesson,
    thresholds: Thresholds,
}

impl Index {
    /// Indexes the questions, other phrasings and keywords of a pack, and learns from them.
    pub fn new(pack: &Pack) -> Self {
        let mut index = Self::default();
        let mut texts: Vec<Vec<Feature>> = Vec::new();
        for (number, entry) in pack.faq.iter().enumerate() {
            let phrasings = entry.question.texts().chain(entry.alt.iter());
            let phrasings = phrasings.map(|text| (text, Because::Phrasing));
            let keywords = entry.keywords.iter().map(|text| (text, Because::Keyword));
            for (text, because) in phrasings.chain(keywords) {
                let text = normalise(text);
                if !text.is_empty() {
                    texts.push(features(&text));
                    index.entry_of.push(number as u32);
                    index.exact.push((text, number, because));
                }
            }
        }
        index.postings = Postings::new(&texts);
        index.lesson = Lesson::new(&index.entry_of, pack.faq.len());
        index.learn(&texts);
        index
    }

    fn learn(&mut self, texts: &[Vec<Feature>]) {
        let compare = |text| neighbours(&self.postings.compare(text));
        let neighbours: Vec<Vec<(u32, f32)>> = texts.iter().map(|text| compare(text)).collect();
        for _ in 0..ROUNDS {
            self.lesson.study(&self.entry_of, &neighbours);
        }
        self.thresholds =
            Thresholds::of_pack(&self.postings, &self.lesson, &self.entry_of, texts, &neighbours);
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

    fn rank(&self, text: &str) -> Vec<Match> {
        let likeness = self.postings.compare(&features(text));
        let verdict = self.lesson.judge((0..).zip(likeness.of.iter().copied()));
        let mut ranked: Vec<Match> = Vec::with_capacity(RANKED + 1);
        for (entry, vote) in verdict.votes.iter().enumerate() {
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

/// The phrasings most like a text.
fn neighbours(likeness: &Likeness) -> Vec<(u32, f32)> {
    let mut near: Vec<u64> = Vec::new();
    for (phrasing, likeness) in (0_u64..).zip(&likeness.of) {
        if *likeness > 0.0 {
            // Positive numbers sort like their bits.
            near.push(u64::from(likeness.to_bits()) << 32 | phrasing);
        }
    }
    near.sort_unstable();
    let nearest = near.iter().rev().take(NEIGHBOURS);
    nearest.map(|one| (*one as u32, f32::from_bits((one >> 32) as u32))).collect()
}
