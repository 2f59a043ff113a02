//! How an index comes about, in steps small enough to be taken between two frames of a page.
//!
//! Each step does the same work whoever takes it and however many are taken at a time, so that a browser and the
//! command line end with the same index.

use std::mem;

use crate::pack::Pack;
use crate::text::{normalise, take_apart};

use super::confidence::{Thresholds, Trial};
use super::decide::Because;
use super::index::Index;
use super::lesson::Lesson;
use super::postings::Postings;
use super::pupil::{Pupil, ROUNDS};
use super::recall;
use super::vocabulary::{Texts, Vocabulary};

/// Each phrasing learns from so many that are most like it.
const NEIGHBOURS: usize = 300;

/// A pack with more phrasings than this is searched as it is written: learning would take minutes.
const MOST_LEARNT: usize = 30_000;

/// What is still to be learnt from.
#[derive(Debug, Default)]
pub(super) struct Study {
    /// Phrasings that are not looked at yet, the last one first.
    unread: Vec<(String, u32, Because)>,
    /// What others learned from the same phrasings; empty if nobody did.
    learned: Vec<u8>,
    vocabulary: Vocabulary,
    texts: Texts,
    pupil: Pupil,
    /// For each phrasing, those most like it and how much.
    neighbours: Vec<Vec<(u32, f32)>>,
    trials: Trial,
    stage: Stage,
    /// The phrasing that is looked at next.
    at: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Stage {
    /// Takes each phrasing apart.
    #[default]
    Reading,
    /// Finds what is like each phrasing.
    Comparing,
    /// Learns which phrasing speaks for which entry; so many rounds are over.
    Learning(usize),
    /// Tries each phrasing, to see how certain is certain.
    Trying,
}

impl Study {
    pub fn new(pack: &Pack, learned: &[u8]) -> Self {
        let mut unread = Vec::new();
        for (number, entry) in (0_u32..).zip(&pack.faq) {
            let phrasings = entry.question.texts().chain(entry.alt.iter());
            unread.extend(phrasings.map(|text| (text.to_owned(), number, Because::Phrasing)));
            let keywords = entry.keywords.iter();
            unread.extend(keywords.map(|text| (text.to_owned(), number, Because::Keyword)));
        }
        unread.reverse();
        Self { unread, learned: learned.to_vec(), ..Self::default() }
    }

    /// Takes one step; whether there is another.
    pub fn step(&mut self, index: &mut Index) -> bool {
        match self.stage {
            Stage::Reading => match self.unread.pop() {
                Some((text, entry, because)) => self.read(index, &text, entry, because),
                None => {
                    index.postings = Postings::new(mem::take(&mut self.vocabulary), &self.texts);
                    let recalled = recall::read(&self.learned, index.entries, &index.entry_of);
                    if let Some((lesson, thresholds)) = recalled {
                        (index.lesson, index.thresholds) = (lesson, thresholds);
                        return false;
                    }
                    if self.texts.len() > MOST_LEARNT {
                        index.lesson = Lesson::none(index.entries, &index.entry_of);
                        return false;
                    }
                    self.pupil = Pupil::new(&index.entry_of, index.entries);
                    self.stage = Stage::Comparing;
                }
            },
            _ if self.at == self.texts.len() => {
                self.at = 0;
                self.stage = match self.stage {
                    Stage::Learning(over) if over + 1 < ROUNDS => Stage::Learning(over + 1),
                    Stage::Learning(_) => {
                        index.lesson = mem::take(&mut self.pupil).settle();
                        Stage::Trying
                    }
                    Stage::Trying => {
                        index.thresholds = Thresholds::of(&mem::take(&mut self.trials));
                        return false;
                    }
                    Stage::Reading | Stage::Comparing => Stage::Learning(0),
                };
            }
            Stage::Comparing => {
                let likeness = index.postings.likeness(self.texts.of(self.at), 1.0);
                self.neighbours.push(neighbours(&likeness));
                self.at += 1;
            }
            Stage::Learning(_) => {
                self.pupil.study(self.at, &index.entry_of, &self.neighbours[self.at]);
                self.at += 1;
            }
            Stage::Trying => {
                let Index { postings, lesson, entry_of, .. } = index;
                let near = &self.neighbours[self.at];
                self.trials.hold(postings, lesson, entry_of, self.at, self.texts.of(self.at), near);
                self.at += 1;
            }
        }
        true
    }

    fn read(&mut self, index: &mut Index, text: &str, entry: u32, because: Because) {
        let text = normalise(text);
        if !text.is_empty() {
            self.texts.add(&mut self.vocabulary, &take_apart(&text));
            index.entry_of.push(entry);
            index.exact.push((text, entry as usize, because));
        }
    }
}

/// The phrasings most like a text, the most like it first.
fn neighbours(likeness: &[f32]) -> Vec<(u32, f32)> {
    // How many phrasings there are for each beginning of the bits of a likeness, which is at most a little above 1:
    // positive numbers sort like their bits.
    let beginning = |likeness: f32| (likeness.to_bits() >> 16) as usize & 0x3fff;
    let mut many = vec![0_u32; 0x4000];
    for likeness in likeness {
        many[beginning(*likeness)] += 1;
    }
    // Only those from here on can be among the nearest; to sort the others too would take most of the time.
    let mut from = many.len();
    let mut found = 0;
    while found < NEIGHBOURS && from > 1 {
        from -= 1;
        found += many[from] as usize;
    }
    let mut near: Vec<u64> = Vec::with_capacity(found);
    for (phrasing, likeness) in (0_u64..).zip(likeness) {
        if *likeness > 0.0 && beginning(*likeness) >= from {
            near.push(u64::from(likeness.to_bits()) << 32 | phrasing);
        }
    }
    near.sort_unstable();
    let nearest = near.iter().rev().take(NEIGHBOURS);
    nearest.map(|one| (*one as u32, f32::from_bits((one >> 32) as u32))).collect()
}
