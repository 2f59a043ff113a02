//! The panel: header, what is being shown, and where the visitor writes.

use std::cell::Cell;

use super::announcer::announcer;
use super::choices::quick_replies;
use super::composer::{composer, input_box};
use super::guard::guard;
use super::header::header;
use super::person::person;
use super::press::next_frame;
use super::profile_form::profile_form;
use super::status_bar::status_bar;
use super::survey::survey;
use super::transcript::transcript;
use crate::dom::{Element, el, follow};
use crate::session::{Session, View};

/// The whole panel, and the voice beside it. It closes on Escape and takes the focus when it opens.
pub fn panel(session: Session) -> [Element; 2] {
    let view = session.view();
    let input = input_box(session);
    let foot = survey(session, status_bar(session, el("div.foot")));
    let foot = guard(session, foot, View::Chat);
    let foot = quick_replies(session, foot).child(composer(session, input.clone()));
    let chat = el("div.chat")
        .flag("hidden", move || view.get() != View::Chat)
        .child(transcript(session))
        .child(foot);
    let panel = el("section.panel role=dialog tabindex=-1")
        .live("aria-label", move || session.pack_text(|pack| &pack.brand.name))
        .flag("hidden", move || !session.is_open().get())
        .on("keydown", move |event| {
            if !event.is_key("Escape") {
                return;
            }
            event.stop();
            // One step at a time: a form closes before the panel does.
            if view.get() == View::Chat { session.close() } else { session.show(View::Chat) }
        })
        .child(header(session))
        .child(chat)
        .when(move || view.get() == View::Person, move || person(session))
        .when(move || view.get() == View::Profile, move || profile_form(session));
    focus_when_opened(session, panel.clone(), input);
    [announcer(session), panel]
}

/// Focus goes to the input box; on a device without keys to the panel, so that no keyboard covers the greeting.
fn focus_when_opened(session: Session, panel: Element, input: Element) {
    let was_in_chat = Cell::new(false);
    follow(move || {
        let in_chat = session.is_open().get() && session.view().get() == View::Chat;
        if in_chat && !was_in_chat.get() {
            let (panel, input) = (panel.clone(), input.clone());
            next_frame(session, move || {
                let target = if session.has_touch_keyboard() { panel } else { input };
                target.focus();
            });
        }
        was_in_chat.set(in_chat);
    });
}
