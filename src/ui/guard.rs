//! What was found in words that are about to go to people, and what the visitor wants done about it.

use leptos::prelude::untrack;

use super::press::press;
use super::words::Words;
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::{Session, View};

/// Adds the question as long as something waits for an answer, in the part of the panel where it was written.
pub(super) fn guard(session: Session, home: Element, place: View) -> Element {
    let is_here = move || session.view().get() == place && session.holds_at(place);
    home.when(is_here, move || question(session))
}

fn question(session: Session) -> Element {
    let words = Words(session);
    let Some(held) = untrack(|| session.held().get()) else { return el("div") };
    let may_stay = held.may_stay;
    let found = move || {
        let names: Vec<&str> = held.kinds.iter().map(|kind| words.say(name(kind))).collect();
        words.with(Text::GuardFound, &names.join(words.say(Text::GuardAnd)))
    };
    let act =
        move |class, text, act: fn(Session)| press(class, words.text(text), move || act(session));
    el("div.survey")
        .child(el("p role=alert").says(found))
        .child(el("p.quiet").text(&held.covered))
        .child(
            el("div.choices role=group")
                .live("aria-label", words.text(Text::GuardHow))
                .child(act("choice", Text::GuardCovered, |session| session.send_held(true)))
                .when(
                    move || may_stay,
                    move || act("choice", Text::GuardAsIs, |session| session.send_held(false)),
                )
                .child(act("link", Text::GuardEdit, |session| drop(session.drop_held()))),
        )
}

fn name(kind: &str) -> Text {
    match kind {
        "id_card" => Text::IdCard,
        "bank_card" => Text::BankCard,
        "phone" => Text::PhoneNumber,
        "email" => Text::EmailAddress,
        "code" => Text::OneTimeCode,
        "passport" => Text::Passport,
        _ => Text::Password,
    }
}
