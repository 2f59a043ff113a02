//! Every feature of a pack by a number of its own, and which of them each phrasing has.

use crate::text::Feature;

/// The features that stand in a pack.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    /// The features in the order in which they were met.
    known: Vec<Feature>,
    /// For each place that a feature may lie at, one more than its number, or 0; a power of two of them.
    places: Vec<u32>,
}

/// What each phrasing has.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// The numbers of features, phrasing after phrasing.
    numbers: Vec<u32>,
    /// Where each phrasing ends.
    ends: Vec<u32>,
    /// How many phrasings have each feature, and the last one that had it, counted from 1.
    counts: Vec<(u32, u32)>,
}

impl Vocabulary {
    /// The number of a feature, if the pack has it.
    pub fn number(&self, feature: Feature) -> Option<u32> {
        let number = *self.places.get(self.place(feature))?;
        number.checked_sub(1)
    }

    /// The features by their numbers.
    pub fn features(&self) -> &[Feature] {
        &self.known
    }

    /// The number of a feature, which the pack has from now on.
    pub fn learn(&mut self, feature: Feature) -> u32 {
        // Half of the places stay free, so that a search soon ends at one.
        if self.known.len() * 2 >= self.places.len() {
            self.places = vec![0; (self.places.len() * 2).max(1 << 10)];
            for number in 0..self.known.len() {
                let place = self.place(self.known[number]);
                self.places[place] = number as u32 + 1;
            }
        }
        let place = self.place(feature);
        if self.places[place] == 0 {
            self.known.push(feature);
            self.places[place] = self.known.len() as u32;
        }
        self.places[place] - 1
    }

    /// Where a feature lies, or would lie.
    fn place(&self, feature: Feature) -> usize {
        // Slices, since a list would be asked by a call each time.
        let (places, known) = (&self.places[..], &self.known[..]);
        let mask = places.len().wrapping_sub(1);
        let mut place = (feature.wrapping_mul(0x9e37_79b1) >> 7) as usize & mask;
        while let Some(number) = places.get(place)
            && *number != 0
            && known[*number as usize - 1] != feature
        {
            place = (place + 1) & mask;
        }
        place
    }
}

impl Texts {
    /// Adds a phrasing by its features, some of which may be told more than once; one that `joins` becomes a part of
    /// the one before.
    pub fn add(&mut self, vocabulary: &mut Vocabulary, features: &[Feature], joins: bool) {
        if joins {
            self.ends.pop();
        }
        let phrasing = self.ends.len() as u32 + 1;
        let start = self.numbers.len();
        let mut end = start;
        // All the room at once: to ask for it number by number takes longer than the rest.
        self.numbers.resize(start + features.len(), 0);
        for feature in features {
            let number = vocabulary.learn(*feature);
            let at = number as usize;
            match self.counts.get_mut(at) {
                Some((_, last)) if *last == phrasing => continue,
                Some((count, last)) => {
                    *count += 1;
                    *last = phrasing;
                }
                None => self.counts.push((1, phrasing)),
            }
            self.numbers[end] = number;
            end += 1;
        }
        self.numbers.truncate(end);
        self.ends.push(end as u32);
    }

    /// The numbers of the features of a phrasing.
    pub fn of(&self, phrasing: usize) -> &[u32] {
        let start = phrasing.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.numbers[start as usize..self.ends[phrasing] as usize]
    }

    /// Number of phrasings.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many phrasings have each feature.
    pub fn counts(&self) -> impl Iterator<Item = u32> {
        self.counts.iter().map(|(count, _)| *count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_has_one_number_and_is_found_by_it() {
        let (mut vocabulary, mut texts) = (Vocabulary::default(), Texts::default());
        assert_eq!(vocabulary.number(7), None);
        let many: Vec<Feature> = (0..5_000).map(|one: u32| one.wrapping_mul(0x0123_4567)).collect();
        texts.add(&mut vocabulary, &many, false);
        texts.add(&mut vocabulary, &[many[3], many[3], 1], false);
        texts.add(&mut vocabulary, &[1, many[9]], true);
        for (number, feature) in (0..).zip(&many) {
            assert_eq!(vocabulary.number(*feature), Some(number));
            assert_eq!(vocabulary.features()[number as usize], *feature);
        }
        assert_eq!(texts.of(1), [3, 5_000, 9], "each once");
        assert_eq!((texts.len(), vocabulary.known.len()), (2, 5_001));
        assert_eq!(texts.counts().skip(3).take(2).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(vocabulary.number(2), None);
    }
}
