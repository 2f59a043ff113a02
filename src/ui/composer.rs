//! Where the visitor writes.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, Shape};
use super::live::{live, next_frame};
use super::words::Words;
use crate::i18n::Text;
use crate::session::{MESSAGE_LIMIT, Session};

/// The limit is told when so many characters are left.
const WARN_AT: usize = 200;

/// Browsers that do not set `isComposing` on the key that ends a composition still give it this code.
const COMPOSING_KEY: u32 = 229;

/// The input box and its button. It grows with the text, and Enter sends unless an input method is composing.
#[component]
pub(super) fn Composer(
    /// The box, for those who put the focus there.
    node: NodeRef<html::Textarea>,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let draft = session.draft();
    let left = Memo::new(move |_| {
        draft.with(|text| MESSAGE_LIMIT as isize - text.trim().chars().count() as isize)
    });
    let over = move || (left.get() < 0).to_string();
    let blank = Memo::new(move |_| draft.with(|text| text.trim().is_empty()));
    let cannot_send = move || blank.get() || left.get() < 0;
    let send = move || {
        if !cannot_send() {
            session.send(&draft.get_untracked());
        }
    };
    let typed = move |event: Event| session.set_draft(&event_target_value(&event));
    let key = move |event: KeyboardEvent| {
        let composing = event.is_composing() || event.key_code() == COMPOSING_KEY;
        if event.key() == "Enter" && !event.shift_key() && !composing {
            event.prevent_default();
            untrack(send);
        }
    };
    // The height follows the text, also when it is emptied by sending or filled by a reload.
    Effect::new(move |_| {
        draft.track();
        session.is_open().track();
        if let Some(node) = node.get() {
            next_frame(session, move || {
                let style = (*node).style();
                let _ = style.set_property("height", "auto");
                let _ = style.set_property("height", &format!("{}px", node.scroll_height()));
            });
        }
    });
    view! {
        <form
            class="composer"
            on:submit=move |event| {
                event.prevent_default();
                untrack(send);
            }
        >
            <textarea
                node_ref=node
                rows="1"
                enterkeyhint="send"
                autocomplete="off"
                aria-label=live(words.text(Text::WriteHere))
                placeholder=live(words.text(Text::WriteHere))
                aria-invalid=live(over)
                aria-describedby="limit"
                prop:value=live(move || draft.get())
                on:input=typed
                on:keydown=key
            ></textarea>
            <button
                type="submit"
                class="send"
                aria-label=live(words.text(Text::Send))
                disabled=live(cannot_send)
            >
                <Icon shape=Shape::Send />
            </button>
            <p id="limit" class="limit" role="status" data-over=live(over)>
                {live(move || limit_words(words, left.get()))}
            </p>
        </form>
    }
    .into_any()
}

fn limit_words(words: Words, left: isize) -> String {
    match usize::try_from(left) {
        Ok(left) if left > WARN_AT => String::new(),
        Ok(left) => words.with(Text::LettersLeft, &left.to_string()),
        Err(_) => words.with(Text::LettersOver, &left.unsigned_abs().to_string()),
    }
}
