//! How much a text has in common with each phrasing of a pack: an inverted index over their features.

use crate::text::{Feature, KINDS, Kind, kind};

use super::maths::ln;

/// Weight of each kind, in the order of `Kind`.
const WEIGHTS: [f32; KINDS] = [1.0, 0.6, 1.1, 1.3, 1.2, 0.5, 0.8, 0.9];

/// A text of whose words so few are known is in another script or language.
const FEW: f32 = 0.4;
/// A text of whose sounds so many are known is meant to be heard.
const MOST: f32 = 0.5;

/// How much louder the sounds of a phrasing are when nothing else of it is compared.
const ALONE: f32 = 3.0;

/// Every phrasing by what it is made of.
#[derive(Debug, Default)]
pub(super) struct Postings {
    /// Sorted features; `phrasings[starts[i]..starts[i + 1]]` have the i-th.
    known: Vec<Feature>,
    starts: Vec<u32>,
    phrasings: Vec<u32>,
    /// How much the i-th feature tells: the rarer, the more.
    rarity: Vec<f32>,
    /// What each phrasing is multiplied with, so that every phrasing is equally long: a list for each kind, since a
    /// feature has only one and its phrasings then lie close together.
    shares: [Vec<f32>; KINDS],
}

/// A text as the index sees it.
#[derive(Debug, Default)]
pub(super) struct Likeness {
    /// For each phrasing, from 0, nothing in common, to 1, the same features.
    pub of: Vec<f32>,
    /// Share of the words that the pack uses too.
    pub known_words: f32,
}

impl Postings {
    /// Indexes texts by their features.
    pub fn new(texts: &[Vec<Feature>]) -> Self {
        // A feature and its phrasing in one number, so that sorting it sorts by feature, then by phrasing.
        let mut pairs: Vec<u64> = Vec::new();
        for (phrasing, text) in (0_u64..).zip(texts) {
            pairs.extend(text.iter().map(|feature| u64::from(*feature) << 32 | phrasing));
        }
        pairs.sort_unstable();
        let mut index = Self { phrasings: Vec::with_capacity(pairs.len()), ..Self::default() };
        let mut squares = vec![[0.0_f32; KINDS]; texts.len()];
        for same in pairs.chunk_by(|a, b| a >> 32 == b >> 32) {
            let feature = (same[0] >> 32) as Feature;
            let rarity = 1.0 + ln((1 + texts.len()) as f32 / (1 + same.len()) as f32);
            index.known.push(feature);
            index.starts.push(index.phrasings.len() as u32);
            index.rarity.push(rarity);
            for pair in same {
                let phrasing = *pair as u32;
                squares[phrasing as usize][kind(feature)] += rarity * rarity;
                index.phrasings.push(phrasing);
            }
        }
        index.starts.push(index.phrasings.len() as u32);
        for squares in &squares {
            for (list, share) in index.shares.iter_mut().zip(shares(squares)) {
                list.push(share);
            }
        }
        index
    }

    /// Number of phrasings.
    pub fn len(&self) -> usize {
        self.shares[0].len()
    }

    /// Compares a text with every phrasing.
    pub fn compare(&self, text: &[Feature]) -> Likeness {
        let mut known: Vec<usize> = Vec::with_capacity(text.len());
        let mut squares = [0.0_f32; KINDS];
        let (mut all, mut understood) = ([0_u16; KINDS], [0_u16; KINDS]);
        for feature in text {
            all[kind(*feature)] += 1;
            // What no phrasing has says nothing about which one is meant.
            if let Ok(at) = self.known.binary_search(feature) {
                understood[kind(*feature)] += 1;
                squares[kind(*feature)] += self.rarity[at] * self.rarity[at];
                known.push(at);
            }
        }
        let share = |kind: Kind| {
            f32::from(understood[kind as usize]) / f32::from(all[kind as usize].max(1))
        };
        // Most single characters stand somewhere in a pack; two in a row are more like a word.
        let [word, han] = [Kind::Word, Kind::Han].map(|kind| kind as usize);
        let both = |counts: &[u16; KINDS]| f32::from(counts[word] + counts[han]);
        let mut known_words = both(&understood) / both(&all).max(1.0);
        // Pinyin has no word in common with a pack of characters, but most of its sounds; what else it has in
        // common with words of other languages is chance.
        let is_pinyin = all[Kind::Sound as usize] + 1 >= all[Kind::Word as usize]
            && known_words < FEW
            && share(Kind::Sound) >= MOST;
        if is_pinyin {
            known_words = share(Kind::Sound);
            for (kind, square) in squares.iter_mut().enumerate() {
                if kind != Kind::Sound as usize {
                    *square = 0.0;
                }
            }
        }
        let shares = shares(&squares);
        // Sounds are a small part of what a phrasing is made of; heard alone they stand for the whole.
        let loudness = if is_pinyin { ALONE } else { 1.0 };
        let mut of = vec![0.0_f32; self.len()];
        for at in known {
            let kind = kind(self.known[at]);
            let weight = self.rarity[at] * self.rarity[at] * shares[kind] * loudness;
            let shares = &self.shares[kind];
            for phrasing in self.having(at) {
                of[*phrasing as usize] += weight * shares[*phrasing as usize];
            }
        }
        Likeness { of, known_words }
    }

    /// Share of the words of a phrasing that also stand in one that `counts`.
    pub fn known_words(&self, text: &[Feature], counts: impl Fn(u32) -> bool) -> f32 {
        let is_word = |one: &Feature| {
            [Kind::Word, Kind::Han].iter().any(|as_word| kind(*one) == *as_word as usize)
        };
        let words = text.iter().filter(|feature| is_word(feature));
        let (mut all, mut known) = (0, 0);
        for word in words {
            all += 1;
            let at = self.known.binary_search(word);
            known += u32::from(at.is_ok_and(|at| self.having(at).iter().any(|one| counts(*one))));
        }
        known as f32 / all.max(1) as f32
    }

    fn having(&self, at: usize) -> &[u32] {
        &self.phrasings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// What each kind is multiplied with, so that kinds have their weights and the whole has length 1.
fn shares(squares: &[f32; KINDS]) -> [f32; KINDS] {
    let mut whole = 0.0;
    for (square, weight) in squares.iter().zip(WEIGHTS) {
        if *square > 0.0 {
            whole += weight * weight;
        }
    }
    let mut shares = [0.0; KINDS];
    for (kind, share) in shares.iter_mut().enumerate() {
        if squares[kind] > 0.0 {
            *share = WEIGHTS[kind] / f32::sqrt(squares[kind] * whole);
        }
    }
    shares
}
