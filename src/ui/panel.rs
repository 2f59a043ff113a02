//! The panel: header, what is being shown, and where the visitor writes.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::announcer::Announcer;
use super::choices::QuickReplies;
use super::composer::Composer;
use super::header::Header;
use super::live::{live, next_frame, when};
use super::person::Person;
use super::profile_form::ProfileForm;
use super::status_bar::StatusBar;
use super::transcript::Transcript;
use crate::session::{Session, View};

/// The whole panel. It closes on Escape and takes the focus when it opens.
#[component]
pub fn Panel() -> impl IntoView {
    let session = Session::expect();
    let open = session.is_open();
    let view = session.view();
    let panel = NodeRef::<html::Section>::new();
    let writing = NodeRef::<html::Textarea>::new();
    focus_when_opened(session, panel, writing);
    let escape = move |event: KeyboardEvent| {
        if event.key() != "Escape" || event.is_composing() {
            return;
        }
        event.stop_propagation();
        // One step at a time: a form closes before the panel does.
        if view.get_untracked() == View::Chat { session.close() } else { session.show(View::Chat) }
    };
    view! {
        <Announcer />
        <section
            node_ref=panel
            class="panel"
            role="dialog"
            aria-label=live(move || session.pack_text(|pack| &pack.brand.name))
            tabindex="-1"
            hidden=live(move || !open.get())
            on:keydown=escape
        >
            <Header />
            <div class="chat" hidden=live(move || view.get() != View::Chat)>
                <Transcript />
                <div class="foot">
                    <StatusBar />
                    <QuickReplies />
                    <Composer node=writing />
                </div>
            </div>
            {when(move || view.get() == View::Person, || view! { <Person /> }.into_any())}
            {when(move || view.get() == View::Profile, || view! { <ProfileForm /> }.into_any())}
        </section>
    }
}

/// Focus goes to the input box; on a device without keys to the panel, so that no keyboard covers the greeting.
fn focus_when_opened(
    session: Session,
    panel: NodeRef<html::Section>,
    writing: NodeRef<html::Textarea>,
) {
    Effect::new(move |was_in_chat: Option<bool>| {
        let in_chat = session.is_open().get() && session.view().get() == View::Chat;
        if in_chat && was_in_chat != Some(true) {
            next_frame(session, move || {
                let touch = session.has_touch_keyboard();
                let _ = match (writing.get_untracked(), panel.get_untracked()) {
                    (Some(writing), _) if !touch => writing.focus(),
                    (_, Some(panel)) => panel.focus(),
                    _ => Ok(()),
                };
            });
        }
        in_chat
    });
}
