//! Where the hand-over stands, and what the visitor can do about it. Also tells what is wrong around the conversation.

use leptos::prelude::*;

use super::live::{Press, live, when};
use super::words::{Words, cause};
use crate::i18n::Text;
use crate::session::handoff::Handoff;
use crate::session::{Session, Trouble, View};

/// A line above the input box; nothing while all is as usual.
#[component]
pub(super) fn StatusBar() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let call_off = move |text| act(words, text, move |()| session.back_to_assistant());
    let handoff = move || match session.handoff().get() {
        Handoff::None => Vec::new(),
        Handoff::Sending { .. } => vec![line(words, Text::Waiting), call_off(Text::CallOff)],
        Handoff::Reached { .. } => {
            vec![line(words, Text::WithPeople), call_off(Text::BackToAssistant)]
        }
        Handoff::Failed { cause: why } => vec![
            line(words, cause(why)),
            act(words, Text::TryAgain, move |()| session.retry()),
            act(words, Text::OtherWays, move |()| session.show(View::Person)),
            call_off(Text::CallOff),
        ],
    };
    let stage = move || session.handoff().with(Handoff::stage);
    let trouble = move || {
        let text = move || match session.trouble().get() {
            Some(Trouble::Full) => words.say(Text::TroubleFull),
            Some(Trouble::NotKept) | None => words.say(Text::TroubleNotKept),
        };
        view! { <p class="status" role="alert">{live(text)}</p> }.into_any()
    };
    view! {
        <div class="status" data-stage=live(stage) hidden=live(move || stage() == "none")>
            {handoff}
        </div>
        {when(move || session.trouble().get().is_some(), trouble)}
    }
    .into_any()
}

fn line(words: Words, text: Text) -> AnyView {
    view! { <p>{live(words.text(text))}</p> }.into_any()
}

fn act(words: Words, text: Text, act: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    view! { <Press class="link" label=live(words.text(text)) act /> }.into_any()
}
