//! Everything that led to what the widget says: how the message was heard, which entries may be meant and why, and
//! the decision as a sentence. For the owners of a pack, at the command line and on their own pages; visitors do not
//! download it.

mod tell;

pub use tell::{MOST_TOLD, NAMES};

use crate::dialog::{Action, Choice, ChoiceAction, Engine, Message, Turn};
use crate::faq::{Alike, Bars, Because, Decision, Match};
use crate::pack::Entry;
use crate::text::normalise;
use crate::transfer::{self, Heard, Reading, TransferReason};

/// What led to a turn.
pub struct Explanation {
    /// How the recognisers read the message, by what they look for.
    pub heard: [(&'static str, Reading); 3],
    /// The topic for people that it speaks of.
    pub topic: Option<String>,
    /// Words that are taken for slips, each with the one of the pack that it is taken for.
    pub slips: Vec<(String, String)>,
    /// The words that stand nowhere in the pack.
    pub unknown_words: Vec<String>,
    /// From which scores on an entry is answered and worth asking about.
    pub bars: Bars,
    /// The entries that may be meant, best first.
    pub candidates: Vec<Candidate>,
    /// What was decided.
    pub kind: &'static str,
    /// The same as sentences.
    pub decision: String,
}

/// An entry that may be meant.
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// How sure the index is.
    pub score: f32,
    /// Why it was found.
    pub because: Because,
    /// Its phrasings as they stand in the pack, the most like the message first.
    pub alike: Vec<(String, Alike)>,
}

/// Explains the first turn after `question`.
pub fn explain(engine: &Engine, question: &str, turn: &Turn) -> Explanation {
    let (index, pack) = (engine.index(), engine.pack());
    let heard = Heard::new(question);
    let ranked = index.candidates(question);
    let candidate = |one: &Match| {
        let entry = &pack.faq[one.entry];
        let alike = index.alike(question, one.entry);
        Candidate {
            id: entry.id.clone(),
            score: one.score,
            because: one.because,
            alike: alike.into_iter().map(|one| (written(entry, &one.words), one)).collect(),
        }
    };
    let candidates: Vec<Candidate> = ranked.iter().map(candidate).collect();
    let bars = index.bars();
    let (kind, mut decision) = match handed_over(turn) {
        Some(reason) => (
            "hand_over",
            format!(
                "The visitor is led to a person ({}), whatever the entries say.",
                reason.word()
            ),
        ),
        None => decided(&index.find(question), &candidates, bars),
    };
    if kind != "hand_over" {
        decision += &otherwise(kind, &candidates, turn);
    }
    Explanation {
        heard: [
            ("request", transfer::request(&heard)),
            ("mood", transfer::mood(&heard)),
            ("urgency", transfer::urgency(&heard)),
        ],
        topic: transfer::topic(question, &pack.transfer).map(|topic| topic.id.clone()),
        slips: index.slips(question),
        unknown_words: index.unknown_words(question),
        bars,
        candidates,
        kind,
        decision,
    }
}

/// A phrasing or keyword as the owner wrote it.
fn written(entry: &Entry, words: &str) -> String {
    let mut texts = entry.question.texts().chain(entry.alt.iter()).chain(entry.keywords.iter());
    let found = texts.find(|text| normalise(text) == words);
    found.unwrap_or(words).to_owned()
}

fn handed_over(turn: &Turn) -> Option<TransferReason> {
    turn.actions.iter().find_map(|action| match action {
        Action::HandOver(reason) => Some(*reason),
        _ => None,
    })
}

/// What the index decides, and why.
fn decided(decision: &Decision, candidates: &[Candidate], bars: Bars) -> (&'static str, String) {
    let Some(first) = candidates.first() else {
        return (
            "unknown",
            "Nothing is known: no entry has anything in common with this.".to_owned(),
        );
    };
    let (id, score) = (&first.id, percent(first.score));
    let (answer, suggest) = (percent(bars.answer), percent(bars.suggest));
    match decision {
        Decision::Answer(_) => {
            let why = match (first.because, candidates.get(1)) {
                (Because::Keyword, _) => "the message is one of its keywords".to_owned(),
                (Because::Phrasing, _) => {
                    "the message is one of its phrasings, word for word".to_owned()
                }
                (Because::Words, None) => {
                    format!("{score} is at least {answer}, and nothing else may be meant")
                }
                (Because::Words, Some(next)) => {
                    let (other, lower) = (&next.id, percent(next.score));
                    format!(
                        "{score} is at least {answer} and clearly ahead of \"{other}\" with {lower}"
                    )
                }
            };
            ("answer", format!("\"{id}\" is answered: {why}."))
        }
        Decision::Suggest(_) if first.score >= bars.answer => {
            let next = candidates.get(1).map_or("", |next| next.id.as_str());
            let why = format!("\"{id}\" is not clearly ahead of \"{next}\"");
            ("suggest", format!("The visitor is asked what they mean: {why}."))
        }
        Decision::Suggest(_) => {
            let why = format!(
                "the best, \"{id}\" with {score}, is below {answer}, from which on it would be answered"
            );
            ("suggest", format!("The visitor is asked what they mean: {why}."))
        }
        Decision::Unknown => {
            let why = format!(
                "the best, \"{id}\" with {score}, is below {suggest}, from which on it would be worth asking about"
            );
            ("unknown", format!("Nothing is known: {why}."))
        }
    }
}

/// Where the conversation does something else than the index says: a flow that the message begins with, a feature
/// that it names, an offer.
fn otherwise(kind: &str, candidates: &[Candidate], turn: &Turn) -> String {
    let messages = || {
        turn.actions.iter().filter_map(|action| match action {
            Action::Say(message) => Some(message),
            _ => None,
        })
    };
    let mut more = String::new();
    let flow = turn.dialog.flow.as_ref().map(|running| running.flow.as_str());
    let answered = messages().find_map(|message| message.entry.as_deref()).or(flow);
    let first = candidates.first().map(|first| first.id.as_str());
    match answered {
        Some(id) if kind != "answer" || first != Some(id) => {
            more += &format!(
                " Yet \"{id}\" is answered, because the message begins with it, goes on from before, or names it."
            );
        }
        None if kind == "answer" => {
            more += " Yet the visitor is asked which of its kind is meant, or something else goes first.";
        }
        _ => {}
    }
    let offers = |message: &Message| {
        let human = |choice: &Choice| choice.action == ChoiceAction::Human;
        message.choices.iter().any(human)
    };
    if let Some(reason) = turn.dialog.standing.offered.filter(|_| messages().any(offers)) {
        more += &format!(" A person is offered ({}).", reason.word());
    }
    more
}

/// A score as people read it; small ones are not nothing, and only what is certain is 100 %.
pub fn percent(score: f32) -> String {
    match score * 100.0 {
        hundredths if hundredths < 0.01 => "less than 0.01 %".to_owned(),
        hundredths if hundredths < 1.0 => format!("{hundredths:.2} %"),
        hundredths if hundredths < 10.0 => format!("{hundredths:.1} %"),
        hundredths if hundredths > 99.0 && score < 1.0 => "99 %".to_owned(),
        hundredths => format!("{hundredths:.0} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn small_scores_are_not_nothing_and_large_ones_not_certain() {
        let told = [0.0, 0.00012, 0.042, 0.5, 0.9999, 1.0].map(percent);
        assert_eq!(told, ["less than 0.01 %", "0.01 %", "4.2 %", "50 %", "99 %", "100 %"]);
    }
}
