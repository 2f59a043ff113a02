//! Slips of the fingers: words that the pack does not use, one letter away from a word that it does.
//!
//! Pieces of words forgive typing errors too, but a word that is mended counts in full: as a word, with its
//! neighbours, by its sense, and as one that the pack knows.
//! Chinese slips are those of the input method, and sounds hear them.

use super::vocabulary::Vocabulary;
use crate::text::{Run, runs};

/// A shorter word is too likely to be another word: "form" and "from".
const SHORTEST: usize = 5;

/// The words of a pack, in their own letters.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: Vec<Vec<char>>,
    /// Which words these are, so that each is kept once.
    kept: Vocabulary,
}

impl Spelling {
    /// Reads the words of a normalised phrasing.
    pub fn read(&mut self, phrasing: &str) {
        for run in runs(phrasing) {
            let is_word = run.word.is_some() && run.letters.len() >= SHORTEST;
            if is_word && self.kept.number(run.spelling).is_none() {
                self.kept.learn(run.spelling);
                self.words.push(run.letters);
            }
        }
    }

    /// The runs of a normalised text, each slip with the word that was meant, given what the pack has `known`.
    pub fn read_as(&self, text: &str, known: &Vocabulary) -> Vec<(Run, Option<&[char]>)> {
        let mut read = Vec::new();
        for run in runs(text) {
            // A word with a sense is what it is, even where the pack does not use it.
            let is_strange =
                !run.has_sense && run.word.is_some_and(|word| known.number(word).is_none());
            let words = if is_strange { &self.words[..] } else { &[] };
            let meant = words.iter().find(|meant| is_slip(&run.letters, meant));
            read.push((run, meant.map(Vec::as_slice)));
        }
        read
    }

    /// A normalised text in which slips are mended.
    pub fn mend(&self, text: &str, known: &Vocabulary) -> String {
        let mut mended = String::with_capacity(text.len());
        for (run, meant) in self.read_as(text, known) {
            mended.extend(meant.unwrap_or(&run.letters));
        }
        mended
    }
}

/// Whether one word is the other with a letter left out, doubled or mistaken, or with two neighbours swapped. People
/// hardly ever slip on the first letter; of short words only a swap is sure to be none of another word.
///
/// See Damerau, "A technique for computer detection and correction of spelling errors" (1964): four in five slips
/// are one of these.
fn is_slip(typed: &[char], meant: &[char]) -> bool {
    let (longest, shortest) = (typed.len().max(meant.len()), typed.len().min(meant.len()));
    if shortest < SHORTEST || longest - shortest > 1 || typed.first() != meant.first() {
        return false;
    }
    let alike = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (typed, meant) = (&typed[alike..], &meant[alike..]);
    let alike = typed.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&typed[..typed.len() - alike], &meant[..meant.len() - alike]) {
        ([a, b], [c, d]) => a == d && b == c,
        (typed, meant) => longest > SHORTEST && typed.len() <= 1 && meant.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn one_slip_of_each_kind_is_seen_and_two_are_not() {
        let is_slip = |typed, meant| is_slip(&letters(typed), &letters(meant));
        for typed in ["cacel", "caancel", "camcel", "cnacel", "cancl"] {
            assert!(is_slip(typed, "cancel"), "{typed}");
        }
        for typed in ["cancel", "cael", "cmacel", "kancel", "cancelled", "canc"] {
            assert_eq!(is_slip(typed, "cancel"), typed == "cancel", "{typed}");
        }
        assert!(is_slip("odrer", "order") && !is_slip("older", "order"), "short words only swap");
        assert!(!is_slip("form", "from") && !is_slip("", "") && !is_slip("a", ""));
    }

    #[test]
    fn strange_words_are_mended_and_others_left() {
        let mut spelling = Spelling::default();
        let mut known = Vocabulary::default();
        spelling.read("please cancel my 订单 subscription");
        let mended = spelling.mend("cancl订单my subscirption 15 canc", &known);
        assert_eq!(mended, "cancel订单my subscription 15 canc");
        assert_eq!(spelling.mend("", &known), "");
        // "Stored" has a sense, so it is no slip of "storde".
        spelling.read("somebody storde it");
        assert_eq!(spelling.mend("stored sombody", &known), "stored somebody");
        known.learn(runs("sombody")[0].word.unwrap_or_default());
        assert_eq!(spelling.mend("sombody", &known), "sombody", "the pack writes it so");
    }

    #[test]
    fn each_form_of_a_word_can_be_meant() {
        let mut spelling = Spelling::default();
        spelling.read("can orders be cancelled");
        spelling.read("cancel my order cancel it");
        assert_eq!(spelling.words.len(), 4);
        let known = Vocabulary::default();
        assert_eq!(spelling.mend("cacel my odrer", &known), "cancel my order");
    }
}
