//! Asking for a person in English: a wish, and within a few words whom it is for.

use super::{one_of, starts};
use crate::transfer::cues::one_slip;
use crate::transfer::lexicon::request_en::*;

/// Between a wish and the person there are at most so many words.
const BETWEEN: usize = 5;

/// The words by which a clause asks for a person.
pub(super) fn asked(clause: &str) -> Option<&str> {
    let clause = clause.trim_end_matches('?').trim();
    if !clause.bytes().any(|byte| byte.is_ascii_lowercase())
        || IDENTITY.split(',').any(|words| place(clause, words).is_some())
    {
        return None;
    }
    let refusal = REFUSALS.split(',').filter_map(|refusal| place(clause, refusal)).max();
    // Who does not want a machine wants a person.
    let refused =
        |at: usize| refusal.is_some_and(|refusal| refusal < at && !machine(&clause[refusal..at]));
    let phrase = PHRASES.split(',').find_map(|phrase| {
        let at = place(clause, phrase)?;
        let about = starts(clause[at + phrase.len()..].trim_start(), ABOUT);
        let told = TOLD.split(',').any(|word| place(&clause[..at], word).is_some());
        (!refused(at) && !about && !told).then_some(phrase)
    });
    let to_talk = TO_TALK.split(',').find(|wish| clause.ends_with(wish) && !refused(clause.len()));
    if let Some(phrase) = phrase.or(to_talk) {
        return Some(phrase);
    }
    let words: Vec<&str> = clause.split(' ').collect();
    for (i, word) in words.iter().enumerate() {
        let Some(kind) = kind(&words, i) else { continue };
        let from = i.saturating_sub(BETWEEN + 1);
        let wish =
            |list: &str| words[from..i].iter().rposition(|one| is(one, list)).map(|at| from + at);
        let (talk, call, want) = (wish(TALK), wish(CALL), wish(WANT));
        let wished = match kind {
            Kind::Anybody => talk,
            Kind::Desk => talk.or(call).or(want.filter(|_| words.len() <= 5)),
            Kind::Person => talk.or(call).or(want),
        };
        let alone = words.len() <= 3 && kind != Kind::Anybody;
        let asks_about = words[i + 1..].iter().take(2).any(|one| one_of(one, ABOUT));
        let at = offset(clause, word);
        if (wished.is_some() || alone) && !(asks_about && talk.or(call).is_none()) && !refused(at) {
            let start = offset(clause, words[wished.unwrap_or(i)]);
            return clause.get(start..at + word.len());
        }
    }
    None
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Somebody.
    Anybody,
    /// Those who answer for the site.
    Desk,
    /// A person.
    Person,
}

/// Who is named at a place, if it is somebody of the site.
fn kind(words: &[&str], i: usize) -> Option<Kind> {
    let word = words[i];
    let before = |steps: usize| i.checked_sub(steps).map_or("", |at| words[at]);
    let after = words.get(i + 1).copied().unwrap_or_default();
    if one_of(before(1), OTHERS) || one_of(before(1), PRAISED) {
        return None;
    }
    if one_of(before(1), REAL) && (is(word, ANYBODY) || matches!(word, "one" | "being")) {
        return Some(Kind::Person);
    }
    if is(before(1), OF_CUSTOMERS) && is(word, DESK) {
        let named_again = is(after, PERSON) || one_of(after, DESK);
        let others = one_of(before(2), OTHERS) || one_of(before(2), PRAISED);
        return (!named_again && !others).then_some(Kind::Desk);
    }
    if is(word, PERSON) {
        let praised = [2, 3].iter().any(|steps| one_of(before(*steps), PRAISED));
        return (!praised && !one_of(after, ABOUT)).then_some(Kind::Person);
    }
    is(word, ANYBODY).then_some(Kind::Anybody)
}

/// Whether a word is on a list, or one slip of the finger away from it.
fn is(word: &str, list: &str) -> bool {
    let letters = word.as_bytes();
    list.split(',').any(|known| {
        let known = known.as_bytes();
        let long = known.len() > 4 && letters.len() > 4;
        let same_start = || known[0] == letters[0] || known[..2] == [letters[1], letters[0]];
        let slip = || long && same_start() && one_slip(letters, known);
        known == letters || slip() && !one_of(word, WORDS_OF_THEIR_OWN)
    })
}

/// Where whole words stand in a clause.
fn place(clause: &str, words: &str) -> Option<usize> {
    let bytes = clause.as_bytes();
    let letter = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_alphanumeric);
    clause
        .match_indices(words)
        .map(|(at, _)| at)
        .find(|at| (*at == 0 || !letter(at - 1)) && !letter(at + words.len()))
}

fn machine(text: &str) -> bool {
    MACHINES.split(',').any(|word| place(text, word).is_some())
}

/// Where a word that was cut out of a clause stands in it.
fn offset(clause: &str, word: &str) -> usize {
    word.as_ptr() as usize - clause.as_ptr() as usize
}
