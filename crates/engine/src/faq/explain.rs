//! What speaks for an entry, for owners who wonder why it was found or was not. The widget does not carry it.

use crate::text::{Feature, KINDS, features, is_cjk, kind, normalise};

use super::Because;
use super::index::Index;

/// A phrasing or keyword that is like a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Alike {
    /// Its words as they are compared: small letters, no marks.
    pub words: String,
    /// Whether it is a keyword or a phrasing.
    pub written_as: Because,
    /// From 0, nothing in common, to 1, the same.
    pub likeness: f32,
    /// How many features of each kind both have, in the order of `text::Kind`.
    pub shared: [usize; KINDS],
}

impl Index {
    /// The phrasings and keywords of an entry that are like a message, the most like it first.
    pub fn alike(&self, message: &str, entry: usize) -> Vec<Alike> {
        let text = features(&self.mended(&normalise(message)));
        let likeness = self.postings.compare(&text);
        // In a very large pack the phrasings of an entry are compared as one.
        let is_apart = self.entry_of.len() == self.exact.len();
        let together = self.entry_of.binary_search(&(entry as u32)).unwrap_or_default();
        let own = self.exact.iter().enumerate().filter(|(_, (_, own, _))| *own == entry);
        let mut alike: Vec<Alike> = own
            .map(|(at, one)| (likeness.of[if is_apart { at } else { together }], one))
            .filter(|(likeness, _)| *likeness > 0.0)
            .map(|(likeness, (words, _, written_as))| Alike {
                words: words.clone(),
                written_as: *written_as,
                likeness,
                shared: shared(&text, &features(words)),
            })
            .collect();
        alike.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        // What is written twice stands side by side now.
        alike.dedup_by(|a, b| a.words == b.words);
        alike
    }

    /// The words of a message that are taken for others, each with the one of the pack that it is taken for.
    pub fn slips(&self, message: &str) -> Vec<(String, String)> {
        let text = normalise(message);
        let mut slips = Vec::new();
        for (run, meant) in self.spelling.read_as(&text, self.postings.vocabulary()) {
            slips.extend(meant.map(|meant| (run.letters.iter().collect(), meant.iter().collect())));
        }
        slips
    }

    /// The words of a message that stand nowhere in the pack, in any form: they make every entry less certain.
    pub fn unknown_words(&self, message: &str) -> Vec<String> {
        let mut unknown: Vec<String> = Vec::new();
        for word in words(&self.mended(&normalise(message))) {
            if !self.postings.knows(&features(&word)) && !unknown.contains(&word) {
                unknown.push(word);
            }
        }
        unknown
    }
}

/// How many features of each kind two texts share.
fn shared(one: &[Feature], other: &[Feature]) -> [usize; KINDS] {
    let mut shared = [0; KINDS];
    for feature in one.iter().filter(|feature| other.binary_search(feature).is_ok()) {
        shared[kind(*feature)] += 1;
    }
    shared
}

/// The words of a normalised text; each Chinese character is one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joins = false;
    for letter in text.chars() {
        let in_word = letter != ' ' && !is_cjk(letter);
        match words.last_mut() {
            Some(word) if joins && in_word => word.push(letter),
            _ if letter != ' ' => words.push(letter.to_string()),
            _ => {}
        }
        joins = in_word;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack;
    use crate::text::Kind;

    fn index() -> Index {
        let (pack, _) = pack::load(include_bytes!("../../tests/data/corner_shop.kefu.json"));
        Index::new(&pack)
    }

    #[test]
    fn the_most_alike_comes_first_with_what_is_shared() {
        let alike = index().alike("How long does my refund take?", 0);
        assert_eq!(alike[0].words, "how long does a refund take");
        assert_eq!(alike[0].written_as, Because::Phrasing);
        assert_eq!(alike[0].shared[Kind::Word as usize], 5, "how, long, does, refund, take");
        assert!(alike[0].likeness > 0.5 && alike.is_sorted_by(|a, b| a.likeness >= b.likeness));
        assert_eq!(index().alike("invoice!", 2).last().map(|one| one.likeness > 0.0), Some(true));
    }

    #[test]
    fn the_same_words_are_wholly_alike() {
        let alike = index().alike("发票", 2);
        assert_eq!(alike[0].written_as, Because::Keyword);
        assert!((alike[0].likeness - 1.0).abs() < 1e-5);
    }

    #[test]
    fn words_that_no_entry_uses_are_told_once() {
        let index = index();
        assert_eq!(index.unknown_words("Refunds of my tent, a TENT?"), ["of", "tent"]);
        assert_eq!(index.unknown_words("帐篷退款"), ["帐", "篷"]);
        assert_eq!(index.unknown_words("退款到账"), [""; 0]);
    }

    #[test]
    fn slips_are_told_and_are_no_unknown_words() {
        let index = index();
        let slips = index.slips("An invocie, please");
        assert_eq!(slips, [("invocie".to_owned(), "invoice".to_owned())]);
        assert!(!index.unknown_words("An invocie, please").contains(&"invocie".to_owned()));
        assert_eq!(index.alike("invocie", 2)[0].words, "invoice");
        assert!(index.slips("An invoice").is_empty() && index.slips("").is_empty());
    }

    #[test]
    fn nothing_is_like_what_is_no_question() {
        assert_eq!(index().alike("???", 0), []);
        assert_eq!(index().alike("refund", 99), []);
        assert!(index().unknown_words("").is_empty());
    }
}
