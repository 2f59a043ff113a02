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

/// Every phrasing of a pack, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    /// Normalised phrasings and keywords with their entry, sorted, for exact matches.
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
        // Stable: of two entries with the same words the first one keeps them, as the diagnostics say.
        index.exact.sort_by(|a, b| (&a.0, a.2).cmp(&(&b.0, b.2)));
        index.weigh(&vectors);
        index
    }

    fn weigh(&mut self, vectors: &[Vec<(Feature, f32)>]) {
        let mut triples: Vec<(Feature, u32, f32)> = Vec::new();
        for (phrasing, vector) in vectors.iter().enumerate() {
            triples
                .extend(vector.iter().map(|(feature, count)| (*feature, phrasing as u32, *count)));
        }
        triples.sort_unstable_by_key(|(feature, phrasing, _)| (*feature, *phrasing));
        let total = vectors.len() as f32;
        let mut squares = vec![0.0_f32; vectors.len()];
        for same in triples.chunk_by(|a, b| a.0 == b.0) {
            let rarity = (1.0 + total / same.len() as f32).ln();
            self.known.push(same[0].0);
            self.starts.push(self.postings.len() as u32);
            self.rarity.push(rarity);
            for (_, phrasing, count) in same {
                let weight = damped(*count) * rarity;
                squares[*phrasing as usize] += weight * weight;
                self.postings.push(Posting { phrasing: *phrasing, weight });
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
        let at = self.exact.partition_point(|(known, _, _)| *known < text);
        if let Some((known, entry, because)) = self.exact.get(at)
            && *known == text
        {
            return Decision::Answer(Match { entry: *entry, score: 1.0, because: *because });
        }
        decide(&self.rank(&text))
    }

    /// Entries with something in common with a normalised text, best first.
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
        let mut ranked: Vec<Match> = (0..best.len())
            .filter(|entry| best[*entry] > 0.0)
            .map(|entry| {
                let mean = sum[entry] / self.phrasings_of[entry].max(1) as f32;
                let score = BEST_PHRASING * best[entry] + (1.0 - BEST_PHRASING) * mean;
                Match { entry, score, because: Because::Words }
            })
            .collect();
        // Equal scores keep the order of the pack: the owner's order is the only one we know.
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score));
        ranked
    }
}

/// The tenth "very" says less than the first.
fn damped(count: f32) -> f32 {
    1.0 + count.ln()
}
