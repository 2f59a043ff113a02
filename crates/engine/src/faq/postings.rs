//! How much a text has in common with each phrasing of a pack: an inverted index over their features.

use crate::text::{Feature, KINDS, Kind, kind};

use super::maths::ln;
use super::vocabulary::{Texts, Vocabulary};

/// So many kinds are weighed: the beginnings of words count as words.
const WEIGHED: usize = Kind::Beginning as usize;

/// Weight of each of them, in the order of `Kind`.
const WEIGHTS: [f32; WEIGHED] = [1.0, 0.6, 1.1, 1.3, 1.2, 0.5, 0.8, 0.9];

/// A text of whose words so few are known is in another script or language.
const FEW: f32 = 0.4;
/// A text of whose sounds so many are known is meant to be heard.
const MOST: f32 = 0.5;

/// How much louder the sounds of a phrasing are when nothing else of it is compared.
const ALONE: f32 = 3.0;

/// Each phrasing learns from so many that are most like it.
const NEIGHBOURS: usize = 300;
/// What stands in more phrasings than this hardly tells which of them are near each other.
const RARE: usize = 1_500;

/// Every phrasing by what it is made of.
#[derive(Debug, Default)]
pub(super) struct Postings {
    vocabulary: Vocabulary,
    /// `phrasings[starts[i]..starts[i + 1]]` have the i-th feature.
    starts: Vec<u32>,
    phrasings: Vec<u32>,
    /// How much the i-th feature tells of which entry is meant.
    rarity: Vec<f32>,
    /// What each phrasing is multiplied with, so that every phrasing is equally long: a list for each kind, since a
    /// feature has only one and its phrasings then lie close together.
    shares: [Vec<f32>; WEIGHED],
}

/// Room for the comparing of phrasings with each other, used again for each: large lists that come and go between
/// small ones that stay would leave memory full of holes.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// For each phrasing, how much it has in common with one.
    of: Vec<f32>,
    /// For each feature, how much it counts in that one.
    weight_of: Vec<f32>,
    /// How many phrasings there are for each beginning of the bits of a likeness.
    many: Vec<u32>,
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
    /// Indexes texts, each of an entry, by their features. Where `length_counts` a long text is more like any other
    /// than a short one: texts of many phrasings are long because much is known of how they are asked for.
    pub fn new(
        vocabulary: Vocabulary,
        texts: &Texts,
        entry_of: &[u32],
        length_counts: bool,
    ) -> Self {
        let mut index = Self { vocabulary, rarity: telling(texts, entry_of), ..Self::default() };
        let mut end = 0;
        for count in texts.counts() {
            index.starts.push(end);
            end += count;
        }
        index.starts.push(end);
        index.phrasings = vec![0; end as usize];
        let mut free = index.starts.clone();
        // Slices, since a list would be asked by a call each time.
        let (free, phrasings) = (&mut free[..], &mut index.phrasings[..]);
        let (known, rarity) = (index.vocabulary.features(), &index.rarity[..]);
        let mut whole = [0.0_f32; WEIGHED];
        let mut lengths: Vec<f32> = Vec::new();
        for phrasing in 0..texts.len() {
            let mut squares = [0.0_f32; WEIGHED];
            for number in texts.of(phrasing) {
                let at = *number as usize;
                phrasings[free[at] as usize] = phrasing as u32;
                free[at] += 1;
                squares[weighed_as(known[at])] += rarity[at] * rarity[at];
            }
            let shares = shares(&squares);
            for kind in 0..WEIGHED {
                index.shares[kind].push(shares[kind]);
                whole[kind] += squares[kind];
                if length_counts {
                    lengths.push(squares[kind]);
                }
            }
        }
        // The fourth root of how much longer it is than others: half of what its length took from it comes back.
        for (at, length) in lengths.iter().enumerate() {
            let (kind, phrasing) = (at % WEIGHED, at / WEIGHED);
            let others = whole[kind] / texts.len() as f32;
            if *length > 0.0 {
                index.shares[kind][phrasing] *= f32::sqrt(f32::sqrt(*length / others));
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
        let (mut all, mut understood) = ([0_u16; KINDS], [0_u16; KINDS]);
        let mut known: Vec<u32> = Vec::with_capacity(text.len());
        for feature in text {
            all[kind(*feature)] += 1;
            // What no phrasing has says nothing about which one is meant.
            if let Some(number) = self.vocabulary.number(*feature) {
                understood[kind(*feature)] += 1;
                known.push(number);
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
        let mut loudness = 1.0;
        if is_pinyin {
            known_words = share(Kind::Sound);
            known.retain(|number| self.kind(*number) == Kind::Sound as usize);
            // Sounds are a small part of what a phrasing is made of; heard alone they stand for the whole.
            loudness = ALONE;
        }
        Likeness { of: self.likeness(&known, loudness), known_words }
    }

    /// The features of the pack.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The numbers of those features that the pack has.
    pub fn numbers(&self, text: &[Feature]) -> Vec<u32> {
        text.iter().filter_map(|feature| self.vocabulary.number(*feature)).collect()
    }

    /// How much each phrasing has in common with a text of these features.
    fn likeness(&self, text: &[u32], loudness: f32) -> Vec<f32> {
        let weights = self.weights(text);
        let mut of = vec![0.0_f32; self.len()];
        for (number, weight) in text.iter().zip(&weights) {
            self.add(*number, weight * loudness, &mut of);
        }
        of
    }

    /// The phrasings that have most in common with one of them, the most like it first.
    pub fn nearest(&self, texts: &Texts, phrasing: usize, room: &mut Room) -> Vec<(u32, f32)> {
        let text = texts.of(phrasing);
        let weights = self.weights(text);
        // Common features stand in so many phrasings that looking through these takes most of the time, and they
        // hardly tell which phrasings are near.
        let Room { of, weight_of, many } = room;
        of.resize(self.len(), 0.0);
        weight_of.resize(self.rarity.len(), 0.0);
        // Slices, since a list would be asked by a call each time.
        let (of, weight_of) = (&mut of[..], &mut weight_of[..]);
        of.fill(0.0);
        for (number, weight) in text.iter().zip(&weights) {
            if self.having(*number).len() <= RARE {
                self.add(*number, *weight, of);
            }
        }
        for (number, weight) in text.iter().zip(weights) {
            weight_of[*number as usize] = weight;
        }
        let known = self.vocabulary.features();
        let mut near: Vec<u64> = Vec::with_capacity(NEIGHBOURS);
        for other in most(of, many) {
            // Of those that are near the common features count, too.
            let mut likeness = 0.0;
            for number in texts.of(other as usize) {
                let weight = weight_of[*number as usize];
                if weight > 0.0 {
                    likeness +=
                        weight * self.shares[weighed_as(known[*number as usize])][other as usize];
                }
            }
            // Positive numbers sort like their bits.
            near.push(u64::from(likeness.to_bits()) << 32 | u64::from(other));
        }
        for number in text {
            weight_of[*number as usize] = 0.0;
        }
        near.sort_unstable();
        let nearest = near.iter().rev();
        nearest.map(|one| (*one as u32, f32::from_bits((one >> 32) as u32))).collect()
    }

    /// Adds what a feature says to the likeness of the phrasings that have it.
    fn add(&self, number: u32, weight: f32, of: &mut [f32]) {
        let shares = &self.shares[self.kind(number)][..];
        for phrasing in self.having(number) {
            of[*phrasing as usize] += weight * shares[*phrasing as usize];
        }
    }

    /// How much each feature of a text counts.
    fn weights(&self, text: &[u32]) -> Vec<f32> {
        let mut squares = [0.0_f32; WEIGHED];
        for number in text {
            let rarity = self.rarity[*number as usize];
            squares[self.kind(*number)] += rarity * rarity;
        }
        let shares = shares(&squares);
        let weight = |number: &u32| {
            let rarity = self.rarity[*number as usize];
            rarity * rarity * shares[self.kind(*number)]
        };
        text.iter().map(weight).collect()
    }

    /// Share of the words of a phrasing that also stand in one that `counts`.
    pub fn known_words(&self, text: &[u32], counts: impl Fn(u32) -> bool) -> f32 {
        let (mut all, mut known) = (0, 0);
        for word in
            text.iter().filter(|number| is_word(self.vocabulary.features()[**number as usize]))
        {
            all += 1;
            known += u32::from(self.having(*word).iter().any(|one| counts(*one)));
        }
        known as f32 / all.max(1) as f32
    }

    /// Whether the pack uses all words of a text.
    #[cfg(feature = "explain")]
    pub fn knows(&self, text: &[Feature]) -> bool {
        let mut words = text.iter().filter(|feature| is_word(**feature));
        words.all(|word| self.vocabulary.number(*word).is_some())
    }

    fn kind(&self, number: u32) -> usize {
        weighed_as(self.vocabulary.features()[number as usize])
    }

    fn having(&self, number: u32) -> &[u32] {
        let at = number as usize;
        &self.phrasings[self.starts[at] as usize..self.starts[at + 1] as usize]
    }
}

/// How much each feature tells of which entry is meant: 1 for what all entries have alike, and as many nats more as
/// it takes away from not knowing, which is the logarithm of the number of entries.
///
/// The inverse document frequency of a feature, but for phrasings that are not equally likely to be of each entry:
/// what stands in many phrasings of one entry tells more than what stands in as many of several. See Dumais,
/// "Improving the retrieval of information from external sources" (1991), for weights from entropy.
fn telling(texts: &Texts, entry_of: &[u32]) -> Vec<f32> {
    // Of each feature: the last entry that has it, in how many phrasings of that, and the sum of `m ln m` over the
    // numbers m of phrasings that entries have it in.
    let mut had = vec![(u32::MAX, 0_u32, 0.0_f32); texts.counts().count()];
    let mut entries = 0;
    let mut before = u32::MAX;
    for (phrasing, entry) in entry_of.iter().enumerate() {
        entries += u32::from(*entry != before);
        before = *entry;
        for number in texts.of(phrasing) {
            let (last, many, sum) = &mut had[*number as usize];
            if last == entry {
                *sum += times_ln(*many + 1) - times_ln(*many);
                *many += 1;
            } else {
                (*last, *many) = (*entry, 1);
            }
        }
    }
    let most = ln(entries as f32);
    let told = |(count, (.., sum)): (u32, (u32, u32, f32))| {
        1.0 + most - ln(count as f32) + sum / count as f32
    };
    texts.counts().zip(had).map(told).collect()
}

/// `m ln m`.
fn times_ln(many: u32) -> f32 {
    many as f32 * ln(many as f32)
}

/// The kind that a feature is weighed with.
fn weighed_as(feature: Feature) -> usize {
    let own = kind(feature);
    if own == Kind::Beginning as usize { Kind::Word as usize } else { own }
}

fn is_word(feature: Feature) -> bool {
    [Kind::Word, Kind::Han].iter().any(|as_word| kind(feature) == *as_word as usize)
}

/// What each kind is multiplied with, so that kinds have their weights and the whole has length 1.
fn shares(squares: &[f32; WEIGHED]) -> [f32; WEIGHED] {
    let mut whole = 0.0;
    for (square, weight) in squares.iter().zip(WEIGHTS) {
        if *square > 0.0 {
            whole += weight * weight;
        }
    }
    let mut shares = [0.0; WEIGHED];
    for (kind, share) in shares.iter_mut().enumerate() {
        if squares[kind] > 0.0 {
            *share = WEIGHTS[kind] / f32::sqrt(squares[kind] * whole);
        }
    }
    shares
}

/// The phrasings that are most like a text, in their own order.
fn most(likeness: &[f32], many: &mut Vec<u32>) -> Vec<u32> {
    // How many phrasings there are for each beginning of the bits of a likeness, which is at most a little above 1.
    let beginning = |likeness: f32| (likeness.to_bits() >> 14) as usize & 0xffff;
    many.resize(0x10000, 0);
    let many = &mut many[..];
    many.fill(0);
    for likeness in likeness {
        many[beginning(*likeness)] += 1;
    }
    // The last beginning of which not all can be among them.
    let (mut from, mut room) = (many.len(), NEIGHBOURS);
    while from > 1 && many[from - 1] as usize <= room {
        from -= 1;
        room -= many[from] as usize;
    }
    let mut found = Vec::with_capacity(NEIGHBOURS);
    for (phrasing, likeness) in (0..).zip(likeness) {
        let beginning = beginning(*likeness);
        if *likeness > 0.0 && beginning + 1 >= from {
            // Of those the first ones of the pack.
            if beginning >= from {
                found.push(phrasing);
            } else if room > 0 {
                room -= 1;
                found.push(phrasing);
            }
        }
    }
    found
}
