//! An inverted index over every phrasing of a pack, scored by the cosine of tf-idf weights.

use crate::pack::Pack;
use crate::text::{Feature, features, normalise};

use super::decide::{Because, Decision, Match, decide};

/// How much the best single phrasing says beside all phrasings of the entry together.
///
/// One phrasing that matches is strong evidence; the rest of the entry tells near ties apart.
const BEST_PHRASING: f32 = 0.8;

/// Weight of a feature that the pack never uses, as a share of the rarest one's.
///
/// At 1 any polite padding or typing error hides a match; at 0 one shared word would look like a full match.
const UNSEEN: f32 = 0.3;

/// So many entries are ranked: more than are ever suggested.
const RANKED: usize = 8;

/// Every phrasing of a pack, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Normalised phrasings and keywords with their entry, for exact matches.
    exact: Vec<(String, usize, Because)>,
    /// Sorted features; `postings[starts[i]..starts[i + 1]]` belong to the i-th.
    known: Vec<Feature>,
    starts: Vec<u32>,
    postings: Vec<Posting>,
    /// Rarity of the i-th feature, as `ln(1 + n / df)`.
    rarity: Vec<f32>,
    /// Entry of each phrasing.
    entry_of: Vec<u32>,
    /// Phrasings of each entry.
    phrasings_of: Vec<u32>,
}

/// One occurrence: a phrasing and the feature's share of its length-1 vector.
#[derive(Clone, Copy, Debug)]
struct Posting {
    phrasing: u32,
    weight: f32,
}

impl Index {
    /// Indexes the questions, other phrasings and keywords of a pack.
    pub fn new(pack: &Pack) -> Self {
        let mut index = Self::default();
        let mut vectors = Vec::new();
        for (number, entry) in pack.faq.iter().enumerate() {
            let before = vectors.len();
            for phrasing in entry.question.texts().chain(entry.alt.iter()) {
                let text = normalise(phrasing);
                if !text.is_empty() {
                    vectors.push(features(&text));
                    index.exact.push((text, number, Because::Phrasing));
                }
            }
            for keyword in entry.keywords.iter() {
                let text = normalise(keyword);
                if !text.is_empty() {
                    vectors.push(features(&text));
                    index.exact.push((text, number, Because::Keyword));
                }
            }
            index.entry_of.resize(vectors.len(), number as u32);
            index.phrasings_of.push((vectors.len() - before) as u32);
        }
        index.weigh(&vectors);
        index
    }

    fn weigh(&mut self, vectors: &[Vec<(Feature, f32)>]) {
        // Feature, phrasing and count in one number, so that sorting it sorts by feature, then by phrasing.
        let mut triples: Vec<u64> = Vec::new();
        for (phrasing, vector) in (0..).zip(vectors) {
            let triple = |(feature, count): &(Feature, f32)| triple(*feature, phrasing, *count);
            triples.extend(vector.iter().map(triple));
        }
        triples.sort_unstable();
        let total = vectors.len() as f32;
        let mut squares = vec![0.0_f32; vectors.len()];
        for same in triples.chunk_by(|a, b| feature_of(*a) == feature_of(*b)) {
            let rarity = (1.0 + total / same.len() as f32).ln();
            self.known.push(feature_of(same[0]));
            self.starts.push(self.postings.len() as u32);
            self.rarity.push(rarity);
            for triple in same {
                let (phrasing, count) = phrasing_and_count(*triple);
                let weight = damped(count) * rarity;
                squares[phrasing as usize] += weight * weight;
                self.postings.push(Posting { phrasing, weight });
            }
        }
        self.starts.push(self.postings.len() as u32);
        for posting in &mut self.postings {
            posting.weight /= squares[posting.phrasing as usize].sqrt();
        }
    }

    /// Finds the entry a message asks for, or says that it does not know.
    pub fn find(&self, message: &str) -> Decision {
        let text = normalise(message);
        if text.is_empty() {
            return Decision::Unknown;
        }
        // Of two entries with the same words the first one keeps them, and a keyword goes before a phrasing.
        let same = self.exact.iter().filter(|(known, ..)| *known == text);
        if let Some((_, entry, because)) = same.min_by_key(|(_, entry, because)| (*because, *entry))
        {
            return Decision::Answer(Match { entry: *entry, score: 1.0, because: *because });
        }
        decide(&self.rank(&text))
    }

    /// The entries that have most in common with a normalised text, best first.
    fn rank(&self, text: &str) -> Vec<Match> {
        let mut by_phrasing = vec![0.0_f32; self.entry_of.len()];
        // What no phrasing has makes the message longer, so the match weaker.
        let unseen = UNSEEN * (1.0 + self.entry_of.len() as f32).ln();
        let mut square = 0.0;
        for (feature, count) in features(text) {
            let place = self.known.binary_search(&feature);
            let weight = damped(count) * place.map_or(unseen, |i| self.rarity[i]);
            square += weight * weight;
            let Ok(i) = place else { continue };
            for posting in &self.postings[self.starts[i] as usize..self.starts[i + 1] as usize] {
                by_phrasing[posting.phrasing as usize] += weight * posting.weight;
            }
        }
        let length = f32::sqrt(square).max(f32::MIN_POSITIVE);
        let mut best = vec![0.0_f32; self.phrasings_of.len()];
        let mut sum = vec![0.0_f32; self.phrasings_of.len()];
        for (phrasing, score) in by_phrasing.iter().enumerate() {
            let entry = self.entry_of[phrasing] as usize;
            let cosine = score / length;
            best[entry] = best[entry].max(cosine);
            sum[entry] += cosine;
        }
        let mut ranked: Vec<Match> = Vec::with_capacity(RANKED + 1);
        for entry in (0..best.len()).filter(|entry| best[*entry] > 0.0) {
            let mean = sum[entry] / self.phrasings_of[entry].max(1) as f32;
            let score = BEST_PHRASING * best[entry] + (1.0 - BEST_PHRASING) * mean;
            // Equal scores keep the order of the pack: the owner's order is the only one we know.
            let place = ranked.partition_point(|better| better.score >= score);
            if place < RANKED {
                ranked.insert(place, Match { entry, score, because: Because::Words });
                ranked.truncate(RANKED);
            }
        }
        ranked
    }
}

/// Phrasings of a pack that a triple can count: 24 bits, more than any pack of `MAX_BYTES` has.
const PHRASING_BITS: u32 = 24;

/// A count is only told apart up to here; it is damped anyway.
const MOST_COUNTED: f32 = 255.0;

fn triple(feature: Feature, phrasing: u32, count: f32) -> u64 {
    let rest = u64::from(phrasing) << 8 | count.min(MOST_COUNTED) as u64;
    u64::from(feature) << (PHRASING_BITS + 8) | rest
}

fn feature_of(triple: u64) -> Feature {
    (triple >> (PHRASING_BITS + 8)) as Feature
}

fn phrasing_and_count(triple: u64) -> (u32, f32) {
    ((triple >> 8) as u32 & ((1 << PHRASING_BITS) - 1), (triple & 0xff) as f32)
}

/// The tenth "very" says less than the first.
fn damped(count: f32) -> f32 {
    1.0 + count.ln()
}
