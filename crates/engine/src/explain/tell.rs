//! An explanation as text for people.

use std::fmt::Write;

use super::{Candidate, Explanation, percent};
use crate::faq::Alike;
use crate::text::KINDS;
use crate::transfer::{CLEAR, Reading};

/// So many candidates, and phrasings of each, are told to people.
pub const MOST_TOLD: usize = 3;

/// What each kind of feature is called: when there is one, and when there are several.
pub const NAMES: [(&str, &str, &str); KINDS] = [
    ("word", "word", "words"),
    ("next", "pair in a row", "pairs in a row"),
    ("pair", "pair in any order", "pairs in any order"),
    ("piece", "piece of a word", "pieces of words"),
    ("han", "Chinese string", "Chinese strings"),
    ("sound", "pair of syllables", "pairs of syllables"),
    ("sense", "meaning", "meanings"),
    ("senses", "pair of meanings", "pairs of meanings"),
    ("beginning", "beginning of a word", "beginnings of words"),
];

impl Explanation {
    /// The explanation as people read it.
    pub fn as_text(&self) -> String {
        as_text(self)
    }
}

fn as_text(explanation: &Explanation) -> String {
    let mut out = String::from("\nHow it is heard\n");
    heard(explanation, &mut out);
    out.push_str("\nWords that the pack does not use\n  ");
    // Writing into a string cannot fail.
    let _ = match &explanation.unknown_words[..] {
        [] => writeln!(out, "None."),
        words => {
            writeln!(out, "{}. Each makes every entry less certain.", words.join(", "))
        }
    };
    for (typed, meant) in &explanation.slips {
        let _ = writeln!(out, "  \"{typed}\" is taken for a slip of \"{meant}\".");
    }
    let bars = explanation.bars;
    let (answer, suggest) = (percent(bars.answer), percent(bars.suggest));
    let _ = writeln!(
        out,
        "\nWhat may be meant (answered from {answer} on, worth asking about from {suggest} on)"
    );
    for one in explanation.candidates.iter().take(MOST_TOLD) {
        candidate(one, &mut out);
    }
    if explanation.candidates.is_empty() {
        out.push_str("  Nothing.\n");
    }
    let _ = writeln!(out, "\nDecision\n  {}", explanation.decision);
    out
}

fn heard(explanation: &Explanation, out: &mut String) {
    let mut nothing = true;
    for (about, Reading { score, seen }) in &explanation.heard {
        let (clear, what) = match *about {
            "request" => ("It asks for a person", "a request for a person"),
            "mood" => ("It complains", "a complaint"),
            _ => ("It is urgent", "urgency"),
        };
        if seen.is_empty() {
            continue;
        }
        nothing = false;
        let words = seen.iter().map(|one| format!("\"{}\" {:+}", one.words, one.weight));
        let words: Vec<String> = words.collect();
        let words = words.join(", ");
        let _ = match *score {
            CLEAR.. => writeln!(out, "  {clear}, with {score} points of {CLEAR}: {words}."),
            1.. => writeln!(out, "  Not clearly {what}, with {score} points of {CLEAR}: {words}."),
            _ => writeln!(out, "  This speaks against {what}: {words}."),
        };
    }
    if let Some(topic) = &explanation.topic {
        nothing = false;
        let _ = writeln!(out, "  It speaks of the topic \"{topic}\", which is left to people.");
    }
    if nothing {
        out.push_str("  No request for a person, no complaint, nothing urgent.\n");
    }
}

fn candidate(one: &Candidate, out: &mut String) {
    let _ = writeln!(out, "  {}: {}", one.id, percent(one.score));
    for (written, alike) in one.alike.iter().take(MOST_TOLD) {
        let likeness = percent(alike.likeness);
        let _ = writeln!(out, "    {likeness} like \"{written}\": {}", shared(alike));
    }
    if one.alike.is_empty() {
        out.push_str("    Nothing that it is worded with is like the message.\n");
    }
}

/// "2 words, 1 pair in a row".
fn shared(alike: &Alike) -> String {
    let counted = NAMES.iter().zip(alike.shared).filter(|(_, count)| *count > 0);
    let parts: Vec<String> = counted
        .map(|((_, one, many), count)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    parts.join(", ")
}
