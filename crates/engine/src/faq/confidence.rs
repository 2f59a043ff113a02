//! How sure we may be, and from where on a pack's answers can be trusted: calibrated on the pack itself.

use super::lesson::{Lesson, Verdict};
use super::maths::{between, exp, ln};
use super::postings::Postings;
use crate::text::features;

/// What a message whose words the pack all uses gains over one whose words it does not know.
const KNOWN_WORDS: f32 = 6.0;

/// Of the phrasings that are tried without their own entry, this share may not be answered.
const REFUSED: f32 = 0.95;
/// Of the phrasings that are tried on the rest of their entry, this share is not even worth asking about.
const LOST: f32 = 0.06;
/// Of the phrasings that are tried on the rest of their entry, those above this share are as sure as a right answer
/// need be.
const SURE: f32 = 0.75;
/// Where so few of them find their entry, that says nothing of answers to visitors,
const FEW_FOUND: f32 = 0.4;
/// and where so many do, it says enough.
const MOST_FOUND: f32 = 0.7;
/// Fewer trials than this say less.
const MANY_TRIALS: f32 = 100.0;
/// A message may be less certain than the pack's own words, read back, by this factor.
const CLEAR: f32 = 0.8;
/// An entry so much less certain than the first is hardly the one: it would only be noise.
const BESIDE: f32 = 5.0;
/// An entry must be so much more certain than the next one, or the visitor is asked.
const LEAD: f32 = 1.0;
/// From here on an entry is answered in a pack that was not tried, being too large or empty.
const UNTRIED: f32 = 12.0;
/// Below this no pack knows what is meant.
const LEAST: f32 = 4.0;

/// How certain an entry is, on an open scale: what speaks for it, how far it is ahead of the others, and how much
/// of the message was understood.
pub(super) fn certainty(vote: f32, verdict: &Verdict, known_words: f32) -> f32 {
    vote + ln(exp(vote) / verdict.whole) + KNOWN_WORDS * known_words
}

/// From which certainty on an entry is answered, and from which on it is worth asking about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Thresholds {
    pub answer: f32,
    pub suggest: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { answer: UNTRIED, suggest: UNTRIED - BESIDE }
    }
}

/// The scores from which on an entry is answered and suggested.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bars {
    /// The score from which on an entry is answered.
    pub answer: f32,
    /// The score from which on it is suggested.
    pub suggest: f32,
}

impl Bars {
    /// Whether an entry of this score may be meant beside one of a higher score.
    pub fn beside(score: f32, higher: f32) -> bool {
        certainty_of(score) >= certainty_of(higher) - BESIDE
    }

    /// Whether an entry of this score is clearly the one, before one of a lower score.
    pub fn leads(score: f32, lower: f32) -> bool {
        certainty_of(score) >= certainty_of(lower) + LEAD
    }
}

/// What lies between two certainties is the logarithm of the odds between their scores.
fn certainty_of(score: f32) -> f32 {
    ln(score / (1.0 - score).max(f32::EPSILON))
}

/// How certain the index is of phrasings whose answer is known.
#[derive(Debug, Default)]
pub(super) struct Trial {
    /// Of each phrasing, read back: the best that a message can be.
    read: Vec<f32>,
    /// Of each, as if it had not been written: what a right answer is like.
    known: Vec<f32>,
    /// For how many of those another entry came first.
    mistaken: usize,
    /// Of each, as if its whole entry had not been: what a wrong answer is like.
    foreign: Vec<f32>,
}

impl Trial {
    /// Tries one phrasing.
    pub fn hold(
        &mut self,
        postings: &Postings,
        lesson: &Lesson,
        entry_of: &[u32],
        phrasing: usize,
        text: &[u32],
        neighbours: &[(u32, f32)],
    ) {
        let own = entry_of[phrasing];
        let mut verdict = lesson.judge(neighbours.iter().copied());
        self.read.push(best(&mut verdict, 1.0, None));
        lesson.take_back(&mut verdict, phrasing, 1.0);
        let words = postings.known_words(text, |other| other as usize != phrasing);
        let known = best(&mut verdict, words, None);
        self.known.push(known);
        let vote = verdict.votes[own as usize];
        if verdict.votes.iter().any(|other| *other > vote) {
            self.mistaken += 1;
        }
        for (other, likeness) in neighbours {
            let other = *other as usize;
            if entry_of[other] == own && other != phrasing {
                lesson.take_back(&mut verdict, other, *likeness);
            }
        }
        let words = postings.known_words(text, |other| entry_of[other as usize] != own);
        self.foreign.push(best(&mut verdict, words, Some(own)));
    }
}

impl Trial {
    /// Tries one phrasing of an entry that is searched as a whole. How certain a right answer is without it cannot
    /// be told, since it cannot be taken out.
    pub fn hold_whole(
        &mut self,
        postings: &Postings,
        lesson: &Lesson,
        entry_of: &[u32],
        (text, own): (&str, u32),
    ) {
        let text = features(text);
        let likeness = postings.compare(&text);
        let mut verdict = lesson.judge((0..).zip(likeness.of));
        self.read.push(best(&mut verdict, likeness.known_words, None));
        let words =
            postings.known_words(&postings.numbers(&text), |other| entry_of[other as usize] != own);
        self.foreign.push(best(&mut verdict, words, Some(own)));
    }
}

impl Thresholds {
    /// Answers begin halfway between the best of messages and the worst of wrong answers, or earlier, where right
    /// answers are sure, as far as the phrasings of an entry find each other; suggestions begin with the worst of
    /// right ones.
    pub fn of(trial: &Trial) -> Self {
        let values = (at(&trial.read, 0.5), at(&trial.foreign, REFUSED));
        let (Some(read), Some(foreign)) = values else { return Self::default() };
        let careful = (foreign + read * CLEAR) / 2.0;
        let sure = at(&trial.known, SURE).unwrap_or(careful);
        let trials = trial.known.len() as f32;
        let found = 1.0 - trial.mistaken as f32 / trials.max(1.0);
        let trust = between((found - FEW_FOUND) / (MOST_FOUND - FEW_FOUND), 0.0, 1.0)
            * f32::min(trials / MANY_TRIALS, 1.0);
        let answer = careful - (careful - sure).max(0.0) * trust;
        let suggest = at(&trial.known, LOST).unwrap_or(answer - BESIDE);
        Self { answer, suggest: between(suggest, LEAST.min(answer), answer) }
    }

    /// A certainty as a score between 0 and 1, one half where answers begin.
    pub fn score(&self, certainty: f32) -> f32 {
        1.0 / (1.0 + exp(self.answer - certainty))
    }

    /// Where answers and suggestions begin, as scores.
    pub fn bars(&self) -> Bars {
        Bars { answer: self.score(self.answer), suggest: self.score(self.suggest) }
    }
}

/// The certainty of the likeliest entry but one.
fn best(verdict: &mut Verdict, words: f32, except: Option<u32>) -> f32 {
    let mut top = f32::MIN;
    verdict.whole = 0.0;
    for (entry, vote) in (0_u32..).zip(&verdict.votes) {
        if except != Some(entry) {
            verdict.whole += exp(*vote);
            top = top.max(*vote);
        }
    }
    certainty(top, verdict, words)
}

/// The value below which this share of a list lies.
fn at(list: &[f32], share: f32) -> Option<f32> {
    // Sorted as whole hundredths, like all else in the engine as `u64`: each type that is sorted costs
    // two kilobytes of code.
    let hundredths = |certainty: &f32| (between(*certainty, -1e4, 1e4) * 100.0 + 1e7) as u64;
    let mut sorted: Vec<u64> = list.iter().map(hundredths).collect();
    sorted.sort_unstable();
    let found = sorted.get((sorted.len() as f32 * share) as usize)?;
    Some((*found as f32 - 1e7) / 100.0)
}
