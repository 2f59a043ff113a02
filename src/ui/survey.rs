//! How content the visitor is, asked once when people have ended a conversation. Nothing is chosen beforehand.

use super::press::press;
use super::words::Words;
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::Session;

/// From not at all to very much.
const ANSWERS: [Text; 5] = [Text::Rate1, Text::Rate2, Text::Rate3, Text::Rate4, Text::Rate5];

/// Adds the question above the input box, as long as it is open.
pub(super) fn survey(session: Session, home: Element) -> Element {
    let words = Words(session);
    let is_open = move || {
        session.thread().with(|thread| thread.as_ref().is_some_and(|one| one.survey.is_some()))
    };
    let question = move || {
        let answers = (1..)
            .zip(ANSWERS)
            .map(|(rating, text)| press("choice", words.text(text), move || session.rate(rating)));
        let mut answers: Vec<Element> = answers.collect();
        answers.push(press("link", words.text(Text::RateNot), move || session.decline_rating()));
        el("div.survey").child(el("p").says(words.text(Text::RateTitle))).child(
            el("div.choices role=group")
                .live("aria-label", words.text(Text::RateTitle))
                .children(answers),
        )
    };
    home.when(is_open, question)
}
