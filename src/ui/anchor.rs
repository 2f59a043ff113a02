//! A link within the conversation.

use leptos::prelude::*;

use super::live::live;
use super::words::Words;
use crate::i18n::Text;

/// A link: pages elsewhere open in a new window and say so, so that the conversation stays.
#[component]
pub(super) fn Anchor(
    /// Where it leads; checked before it got here.
    url: String,
    /// What it is called.
    children: Children,
) -> impl IntoView {
    let words = Words::expect();
    let elsewhere = url.starts_with("http");
    view! {
        <a
            href=url
            target=elsewhere.then_some("_blank")
            rel=elsewhere.then_some("noopener noreferrer")
        >
            {children()}
            {elsewhere.then(|| view! { <span class="unseen">{live(words.text(Text::OpensNewWindow))}</span> })}
        </a>
    }
    .into_any()
}
