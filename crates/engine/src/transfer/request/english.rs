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
    if let Some((from, to)) =
        call_back(&words).filter(|(from, _)| !refused(offset(clause, words[*from])))
    {
        return clause
            .get(offset(clause, words[from])..offset(clause, words[to]) + words[to].len());
    }
    for (i, word) in words.iter().enumerate() {
        let Some(kind) = kind(&words, i) else { continue };
        let from = i.saturating_sub(BETWEEN + 1);
        let wish =
            |list: &str| words[from..i].iter().rposition(|one| is(one, list)).map(|at| from + at);
        let talk = wish(TALK).filter(|at| !one_of(words[*at + 1], DETAILS)).or_else(|| {
            wish(PASS).filter(|at| passes(words[*at + 1]) && !one_of(before(&words, *at), THINGS))
        });
        let call = wish(CALL).filter(|at| !one_of(before(&words, *at), THINGS));
        let want = wish(WANT).or(wish(HAVE).filter(|at| *at > 1 && one_of(words[*at - 2], MAY)));
        // Who could not talk to anybody only tells of it.
        let thanks = words.iter().any(|one| one_of(one, THANKS));
        let in_vain = |at: usize| {
            let before = before(&words, at);
            one_of(before, UNABLE) || thanks && before == "for"
        };
        let (talk, call) = (talk.filter(|at| !in_vain(*at)), call.filter(|at| !in_vain(*at)));
        let talk = talk.or_else(|| to_talk_to(&words, i).then_some(i));
        let wished = match kind {
            Kind::Anybody => talk,
            Kind::Desk => talk.or(call).or(want.filter(|_| words.len() <= 5)),
            Kind::Person => talk.or(call).or(want),
        };
        let alone = words.len() <= 3
            && kind != Kind::Anybody
            && words.iter().enumerate().all(|(at, one)| at == i || beside(one));
        let named = kind == Kind::Person || words.get(i + 1) == Some(&"else");
        let looks = named
            && words[..i].iter().any(|one| one_of(one, MAY))
            && words[i + 1..].iter().take(BETWEEN - 1).any(|one| one_of(one, LOOKS));
        let asks_about = is_about(&words, i + 1) || is_about(&words, i + 2);
        let at = offset(clause, word);
        if (wished.is_some() || alone || looks)
            && !(asks_about && talk.or(call).is_none())
            && !refused(at)
        {
            let start = offset(clause, words[wished.unwrap_or(i)]);
            return clause.get(start..at + word.len());
        }
    }
    None
}

fn before<'c>(words: &[&'c str], at: usize) -> &'c str {
    at.checked_sub(1).map_or("", |at| words[at])
}

/// Whether the word behind "transfer" leads to whom, and is not what is to be transferred.
fn passes(next: &str) -> bool {
    one_of(next, TO_WHOM)
        || is(next, PERSON)
        || is(next, ANYBODY)
        || one_of(next, REAL)
        || one_of(next, OF_CUSTOMERS)
}

/// Whether a word says no more than the name of people beside it.
fn beside(word: &str) -> bool {
    !word.is_ascii()
        || one_of(word, BESIDE)
        || one_of(word, REAL)
        || is(word, OF_CUSTOMERS)
        || is(word, WANT)
        || is(word, TALK)
}

/// Whether the words behind a person say what for: "anyone I could talk to".
fn to_talk_to(words: &[&str], person: usize) -> bool {
    let after = &words[person + 1..];
    let Some(at) = after.iter().take(BETWEEN + 1).position(|one| one_of(one, "talk,speak,chat"))
    else {
        return false;
    };
    after[..at].iter().any(|one| one_of(one, "to,i,we"))
        && !after[at..].iter().any(|one| one_of(one, "me,us"))
}

/// From which word to which a call is asked for: "call me", "have somebody call us", "arrange a call".
fn call_back(words: &[&str]) -> Option<(usize, usize)> {
    let to_visitor = |at: usize| words.get(at).is_some_and(|one| one_of(one, "me,us"));
    let goes_on = |at: usize| words.get(at).is_none_or(|next| one_of(next, CALL_GOES_ON));
    for (i, word) in words.iter().enumerate() {
        if words[..i].iter().any(|one| one_of(one, NOT_BIDDEN)) {
            return None;
        }
        let noun = *word == "callback"
            || one_of(before(words, i), "a,back") && one_of(word, "call,ring") && goes_on(i + 1);
        let from = i.saturating_sub(BETWEEN);
        let person = (from..i).find(|at| kind(words, *at).is_some());
        if noun || one_of(word, RING) && to_visitor(i + 1) {
            let bidden = if noun {
                (from..i).find(|at| one_of(words[*at], ARRANGE))
            } else {
                person.or((one_of(before(words, i), BIDDING) && goes_on(i + 2)).then_some(i))
            };
            if let Some(from) = bidden {
                return Some((from, if noun { i } else { i + 1 }));
            }
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
        // "One of your agents" is anyone, "one agent" has been there.
        let praised =
            before(2) != "of" && [2, 3].iter().any(|steps| one_of(before(*steps), PRAISED));
        return (!praised && !is_about(words, i + 1)).then_some(Kind::Person);
    }
    let support = word == "support" && after.is_empty() && one_of(before(1), SUPPORT);
    (support || is(word, ANYBODY)).then_some(Kind::Anybody)
}

/// Whether a word asks about people, such as for their e-mail; "have an agent e-mail me" asks for them.
fn is_about(words: &[&str], at: usize) -> bool {
    words.get(at).is_some_and(|one| one_of(one, ABOUT))
        && !words.get(at + 1).is_some_and(|next| one_of(next, "me,us"))
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
