//! Buttons that speak for the visitor.

use leptos::prelude::*;

use super::body::Anchor;
use super::words::Words;
use crate::i18n::Text;
use crate::session::{Choice, ChoiceAction, Session};

/// The buttons under a message.
#[component]
pub(super) fn Choices(
    /// The buttons; nothing is shown for none.
    choices: Vec<Choice>,
) -> impl IntoView {
    (!choices.is_empty()).then(|| {
        view! { <div class="choices">{choices.into_iter().map(one).collect_view()}</div> }
    })
}

/// The buttons above the input box, as the turn and the page have them.
#[component]
pub(super) fn QuickReplies() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let choices = Memo::new(move |_| session.quick_replies());
    view! {
        <Show when=move || !choices.with(Vec::is_empty)>
            <div class="quick-replies" role="group" aria-label=move || words.say(Text::QuickReplies)>
                {move || choices.get().into_iter().map(one).collect_view()}
            </div>
        </Show>
    }
}

fn one(choice: Choice) -> AnyView {
    let session = Session::expect();
    let words = Words::expect();
    if let ChoiceAction::Link(url) = &choice.action {
        let url = url.clone();
        return view! { <Anchor url>{words.choice(&choice)}</Anchor> }.into_any();
    }
    let label = choice.clone();
    view! {
        <button type="button" on:click=move |_| session.choose(&choice)>
            {move || words.choice(&label)}
        </button>
    }
    .into_any()
}
