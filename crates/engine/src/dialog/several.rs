//! Several questions in one message: the first clear one is answered, the others are offered.

use crate::faq::Decision;

use super::message::Choice;
use super::{Action, Context, Engine, Turn};

/// Of a long message only so many sentences are asked on their own.
const MOST: usize = 4;

/// What a message asks for, sentence by sentence.
pub(super) struct Several {
    /// The entry that is answered.
    pub first: usize,
    /// The entries that are offered with it.
    others: Vec<usize>,
}

impl Several {
    /// Whether there is more than one question.
    pub fn are_many(&self) -> bool {
        !self.others.is_empty()
    }
}

impl Engine {
    /// The entries that the sentences of a message ask for, if there are sentences with an answer of their own.
    pub(super) fn several(&self, text: &str) -> Option<Several> {
        let sentences: Vec<&str> = text
            .split(['?', '？', '。', '!', '！', ';', '；', '\n'])
            .flat_map(|part| part.split(". "))
            .filter(|sentence| !sentence.trim().is_empty())
            .take(MOST)
            .collect();
        if sentences.len() < 2 {
            return None;
        }
        let mut asked: Vec<usize> = Vec::new();
        for sentence in sentences {
            if let Decision::Answer(found) = self.index().find(sentence)
                && !asked.contains(&found.entry)
            {
                asked.push(found.entry);
            }
        }
        let (first, others) = asked.split_first()?;
        Some(Several { first: *first, others: others.to_vec() })
    }

    /// Offers the other questions under the answer to the first.
    pub(super) fn offer_others(&self, turn: &mut Turn, several: &Several, context: &Context<'_>) {
        let message = turn.actions.iter_mut().find_map(|action| match action {
            Action::Say(message) if message.entry.is_some() => Some(message),
            _ => None,
        });
        let Some(message) = message else { return };
        for entry in several.others.iter().filter_map(|other| self.pack().faq.get(*other)) {
            let choice = Choice::asking(entry, context.locale);
            if !message.choices.iter().any(|other| other.action == choice.action) {
                message.choices.push(choice);
            }
        }
    }
}
