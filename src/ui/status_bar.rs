//! Where the hand-over stands, and what the visitor can do about it. Also tells what is wrong around the conversation.

use super::press::press;
use super::words::{Words, cause};
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::handoff::Handoff;
use crate::session::{Session, Trouble, View};

/// Adds a line above the input box; nothing while all is as usual.
pub(super) fn status_bar(session: Session, home: Element) -> Element {
    let words = Words(session);
    let line = move |text| el("p").says(words.text(text));
    let act = move |text, act: fn(Session)| press("link", words.text(text), move || act(session));
    let call_off = move |text| act(text, Session::back_to_assistant);
    let handoff = move || match session.handoff().get() {
        Handoff::None => Vec::new(),
        Handoff::Sending { .. } => vec![line(Text::Waiting), call_off(Text::CallOff)],
        Handoff::Reached { .. } => vec![line(Text::WithPeople), call_off(Text::BackToAssistant)],
        Handoff::Failed { cause: why } => vec![
            line(cause(why)),
            act(Text::TryAgain, Session::retry),
            act(Text::OtherWays, |session| session.show(View::Person)),
            call_off(Text::CallOff),
        ],
    };
    let stage = move || session.handoff().with(Handoff::stage);
    let trouble = move || {
        el("p.status role=alert").says(move || {
            let full = session.trouble().get() == Some(Trouble::Full);
            words.say(if full { Text::TroubleFull } else { Text::TroubleNotKept }).to_owned()
        })
    };
    let bar = el("div.status")
        .live("data-stage", move || stage().to_owned())
        .flag("hidden", move || stage() == "none")
        .each(handoff);
    home.child(bar).when(move || session.trouble().get().is_some(), trouble)
}
