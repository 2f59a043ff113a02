//! Where the hand-over stands, and what the visitor can do about it. Also tells what is wrong around the conversation.

use super::press::press;
use super::words::{Words, cause};
use crate::dom::{Element, el};
use crate::i18n::Text;
use crate::session::handoff::Handoff;
use crate::session::live::Queue;
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
        Handoff::Reached { .. } if session.is_live() => vec![
            el("p").says(move || where_it_stands(session)),
            call_off(match has_agent(session) {
                true => Text::EndChat,
                false => Text::LeaveQueue,
            }),
        ],
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
            let text = match session.trouble().get() {
                Some(Trouble::Full) => Text::TroubleFull,
                Some(Trouble::PrivacyNotLoaded) => Text::TroublePrivacy,
                _ => Text::TroubleNotKept,
            };
            words.say(text).to_owned()
        })
    };
    let bar = el("div.status")
        .live("data-stage", move || stage().to_owned())
        .flag("hidden", move || stage() == "none")
        .each(handoff);
    home.child(bar).when(move || session.trouble().get().is_some(), trouble)
}

fn has_agent(session: Session) -> bool {
    session.thread().with(|thread| thread.as_ref().is_some_and(|one| one.agent.is_some()))
}

/// Who has the conversation, or how long it takes until somebody does; before all whether anything arrives at all.
fn where_it_stands(session: Session) -> String {
    let words = Words(session);
    if session.is_cut_off() {
        return words.say(Text::CutOff).to_owned();
    }
    let (agent, queue) = session.thread().with(|thread| {
        thread.as_ref().map(|one| (one.agent.clone(), one.queue.clone())).unwrap_or_default()
    });
    match (agent, queue) {
        (Some(agent), _) => words.with(Text::TalkingTo, &agent.name),
        (None, Some(queue)) if queue.online > 0 => {
            let place = words.with(Text::QueuePlace, &queue.position.to_string());
            let wait = expected_wait(words, &queue);
            if wait.is_empty() { place } else { place + " " + &wait }
        }
        (None, Some(_)) => words.say(Text::NobodyThere).to_owned(),
        (None, None) => words.say(Text::WithPeople).to_owned(),
    }
}

/// As a range, since nobody knows it better; nothing where nothing was measured.
pub(super) fn expected_wait(words: Words, queue: &Queue) -> String {
    match (queue.from, queue.to) {
        (_, 0) => String::new(),
        (from, to) if from >= to => words.with(Text::QueueWait, &to.to_string()),
        (from, to) => {
            words.with(Text::QueueWait, &[&*from.to_string(), "–", &*to.to_string()].concat())
        }
    }
}
