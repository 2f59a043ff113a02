//! Turns scores into a decision: answer, ask back, or say that we do not know.

/// Why an entry was found; the order is the precedence of exact matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// The message is one of the owner's keywords.
    Keyword,
    /// The message is one of the entry's phrasings.
    Phrasing,
    /// The message shares words with the entry.
    Words,
}

/// An entry that may be the one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Its place in the pack.
    pub entry: usize,
    /// From 0, nothing in common, to 1, the same words.
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

/// From this score an entry is answered if nothing is close behind.
const ANSWER: f32 = 0.45;
/// From this score an entry is worth asking about.
const SUGGEST: f32 = 0.28;
/// The runner-up must stay this share of the best behind, or we ask.
const LEAD: f32 = 0.90;
/// A suggestion further behind than this would only be noise.
const KEEP: f32 = 0.60;
/// More buttons than this are a list to read, not a question to answer.
const MOST: usize = 3;

pub(super) fn decide(ranked: &[Match]) -> Decision {
    let Some(first) = ranked.first().filter(|first| first.score >= SUGGEST) else {
        return Decision::Unknown;
    };
    let runner_up = ranked.get(1).map_or(0.0, |second| second.score);
    if first.score >= ANSWER && runner_up <= first.score * LEAD {
        return Decision::Answer(*first);
    }
    let near = ranked.iter().take(MOST).take_while(|one| one.score >= first.score * KEEP);
    Decision::Suggest(near.copied().collect())
}
