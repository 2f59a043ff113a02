//! Turns scores into a decision: answer, ask back, or say that we do not know.

use super::confidence::Bars;

/// Why an entry was found; the order is the precedence of exact matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The message is one of the owner's keywords.
    Keyword,
    /// The message is one of the entry's phrasings.
    Phrasing,
    /// The message is worded like the entry's phrasings, and unlike those of others.
    Words,
}

/// An entry that may be the one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Its place in the pack.
    pub entry: usize,
    /// From 0, certainly another, to 1, certainly this one; the pack itself sets where answers begin.
    pub score: f32,
    /// Why it was found.
    pub because: Because,
}

/// What to do with a message.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// This entry answers it.
    Answer(Match),
    /// One of these, up to three, might.
    Suggest(Vec<Match>),
    /// Nothing here does.
    Unknown,
}

/// More buttons than this are a list to read, not a question to answer.
const MOST: usize = 3;

pub(super) fn decide(ranked: &[Match], bars: Bars) -> Decision {
    let Some(first) = ranked.first() else { return Decision::Unknown };
    let leads = ranked.get(1).is_none_or(|second| Bars::leads(first.score, second.score));
    if first.because != Because::Words || first.score >= bars.answer && leads {
        Decision::Answer(*first)
    } else if first.score >= bars.suggest {
        let near = ranked.iter().take(MOST).filter(|one| Bars::beside(one.score, first.score));
        Decision::Suggest(near.copied().collect())
    } else {
        Decision::Unknown
    }
}
