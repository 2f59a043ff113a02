//! Buttons that speak for the visitor.

use super::anchor::named;
use super::press::press;
use super::words::Words;
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::{Choice, ChoiceAction, Session};

/// The buttons under a message; nothing for none.
pub(super) fn choices(session: Session, choices: &[Choice]) -> Vec<Element> {
    if choices.is_empty() {
        return Vec::new();
    }
    let buttons = choices.iter().map(|choice| one(session, choice)).collect();
    vec![el("div.choices").children(buttons)]
}

/// The buttons above the input box, as the turn and the page have them.
pub(super) fn quick_replies(session: Session, home: Element) -> Element {
    let replies =
        move || session.quick_replies().iter().map(|choice| one(session, choice)).collect();
    let group = move || {
        el("div.quick-replies role=group")
            .live("aria-label", Words(session).text(Text::QuickReplies))
            .each(replies)
    };
    home.when(move || !session.quick_replies().is_empty(), group)
}

fn one(session: Session, choice: &Choice) -> Element {
    let words = Words(session);
    if let ChoiceAction::Link(url) = &choice.action {
        return named(el("a"), url, &words.choice(choice), words);
    }
    let (choice, label) = (choice.clone(), choice.clone());
    press("choice", move || words.choice(&label), move || session.choose(&choice))
}
