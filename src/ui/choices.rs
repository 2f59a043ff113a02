//! Buttons that speak for the visitor.

use leptos::prelude::*;

use super::anchor::Anchor;
use super::live::{Press, live, when};
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
    let some = move || !choices.with(Vec::is_empty);
    let replies = move || {
        view! {
            <div class="quick-replies" role="group" aria-label=live(words.text(Text::QuickReplies))>
                {move || choices.get().into_iter().map(one).collect_view()}
            </div>
        }
        .into_any()
    };
    when(some, replies)
}

fn one(choice: Choice) -> AnyView {
    let session = Session::expect();
    let words = Words::expect();
    if let ChoiceAction::Link(url) = &choice.action {
        let url = url.clone();
        return view! { <Anchor url>{words.choice(&choice)}</Anchor> }.into_any();
    }
    let label = choice.clone();
    let label = live(move || words.choice(&label));
    view! { <Press class="choice" label act=move |()| session.choose(&choice) /> }.into_any()
}
