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
use super::postings::{Postings, Room};
use super::pupil::{Pupil, ROUNDS};
use super::recall;
use super::vocabulary::{Texts, Vocabulary};

/// A pack with more phrasings than this is searched as it is written: learning would take minutes.
const MOST_LEARNT: usize = 30_000;

/// So many phrasings tell how certain is certain; more of them would tell the same.
const MOST_TRIED: usize = 4_000;
/// Where nothing is learned, this many: a visitor may be waiting.
const MOST_TRIED_WHOLE: usize = 200;

/// What is still to be learnt from.
#[derive(Debug, Default)]
pub(super) struct Study {
    /// Phrasings that are not looked at yet, the last one first.
    unread: Vec<(String, u32, Because)>,
    /// Whether there is too much to learn from; then entries are searched as a whole, since nothing tells which of
    /// their phrasings matter.
    is_large: bool,
    /// What others learned from the same phrasings; empty if nobody did.
    learned: Vec<u8>,
    vocabulary: Vocabulary,
    texts: Texts,
    pupil: Pupil,
    /// For each phrasing, those most like it and how much.
    neighbours: Vec<Vec<(u32, f32)>>,
    /// Where phrasings are compared.
    room: Room,
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
    /// The same in a pack whose entries are searched as a whole.
    TryingWhole,
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
        let is_large = unread.len() > MOST_LEARNT;
        Self { unread, is_large, learned: learned.to_vec(), ..Self::default() }
    }

    /// Takes one step; whether there is another.
    pub fn step(&mut self, index: &mut Index) -> bool {
        match self.stage {
            Stage::Reading => match self.unread.pop() {
                Some((text, entry, because)) => self.read(index, &text, entry, because),
                None => {
                    index.postings = Postings::new(
                        mem::take(&mut self.vocabulary),
                        &self.texts,
                        &index.entry_of,
                        self.is_large,
                    );
                    let recalled = recall::read(&self.learned, index.entries, &index.entry_of);
                    if let Some((lesson, thresholds)) = recalled {
                        (index.lesson, index.thresholds) = (lesson, thresholds);
                        return false;
                    }
                    if self.is_large {
                        index.lesson = Lesson::none(index.entries, &index.entry_of);
                        self.stage = Stage::TryingWhole;
                        return true;
                    }
                    self.pupil = Pupil::new(&index.entry_of, index.entries);
                    self.stage = Stage::Comparing;
                }
            },
            Stage::TryingWhole => {
                let Index { postings, lesson, entry_of, exact, .. } = index;
                let Some((text, entry, _)) = exact.get(self.at) else {
                    index.thresholds = Thresholds::of(&mem::take(&mut self.trials));
                    return false;
                };
                self.trials.hold_whole(postings, lesson, entry_of, (text, *entry as u32));
                self.at += exact.len().div_ceil(MOST_TRIED_WHOLE);
            }
            _ if self.at >= self.texts.len() => {
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
                    _ => Stage::Learning(0),
                };
            }
            Stage::Comparing => {
                let Self { texts, at, room, .. } = self;
                self.neighbours.push(index.postings.nearest(texts, *at, room));
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
                self.at += self.texts.len().div_ceil(MOST_TRIED);
            }
        }
        true
    }

    fn read(&mut self, index: &mut Index, text: &str, entry: u32, because: Because) {
        let text = normalise(text);
        if !text.is_empty() {
            let joins = self.is_large && index.entry_of.last() == Some(&entry);
            index.spelling.read(&text);
            self.texts.add(&mut self.vocabulary, &take_apart(&text), joins);
            if !joins {
                index.entry_of.push(entry);
            }
            index.exact.push((text, entry as usize, because));
        }
    }
}
