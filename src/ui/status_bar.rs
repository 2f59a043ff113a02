//! Where the hand-over stands, and what the visitor can do about it. Also tells what is wrong around the conversation.

use leptos::prelude::*;

use super::words::{Words, cause};
use crate::i18n::Text;
use crate::session::handoff::Handoff;
use crate::session::{Session, Trouble, View};

/// A line above the input box; nothing while all is as usual.
#[component]
pub(super) fn StatusBar() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let handoff = move || match session.handoff().get() {
        Handoff::None => ().into_any(),
        Handoff::Sending { .. } => view! {
            <p>{move || words.say(Text::Waiting)}</p>
            <Act text=Text::CallOff act=move || session.back_to_assistant() />
        }
        .into_any(),
        Handoff::Reached { .. } => view! {
            <p>{move || words.say(Text::WithPeople)}</p>
            <Act text=Text::BackToAssistant act=move || session.back_to_assistant() />
        }
        .into_any(),
        Handoff::Failed { cause: why } => view! {
            <p>{move || words.say(cause(why))}</p>
            <Act text=Text::TryAgain act=move || session.retry() />
            <Act text=Text::OtherWays act=move || session.show(View::Person) />
            <Act text=Text::CallOff act=move || session.back_to_assistant() />
        }
        .into_any(),
    };
    let stage = move || {
        session.handoff().with(|handoff| match handoff {
            Handoff::None => "none",
            Handoff::Sending { .. } => "sending",
            Handoff::Reached { .. } => "reached",
            Handoff::Failed { .. } => "failed",
        })
    };
    view! {
        <div class="status" data-stage=stage hidden=move || stage() == "none">{handoff}</div>
        <Show when=move || session.trouble().get().is_some()>
            <p class="status" role="alert">
                {move || words.say(match session.trouble().get() {
                    Some(Trouble::Full) => Text::TroubleFull,
                    Some(Trouble::NotKept) | None => Text::TroubleNotKept,
                })}
            </p>
        </Show>
    }
}

#[component]
fn Act(text: Text, act: impl Fn() + Send + 'static) -> impl IntoView {
    let words = Words::expect();
    view! {
        <button type="button" class="link" on:click=move |_| act()>
            {move || words.say(text)}
        </button>
    }
}
