//! What a message says: words, lists, links, images, buttons and cards. Never HTML.

use std::sync::Arc;

use leptos::prelude::*;

use super::anchor::Anchor;
use super::choices::Choices;
use super::live::live;
use super::words::{Words, standard};
use crate::session::rich::{Block, Inline, plain};
use crate::session::transcript::Body;
use crate::session::{CardView, Message, Say, Session};

/// The body of a row.
#[component]
pub(super) fn BodyView(
    /// What it says.
    body: Arc<Body>,
) -> impl IntoView {
    match &*body {
        Body::Visitor(text) | Body::Agent(text) => {
            view! { <div class="bubble"><p>{inlines(plain(text))}</p></div> }.into_any()
        }
        Body::Bot(message) => view! { <BotMessage message=message.clone() /> }.into_any(),
        Body::System(note) => {
            let words = Words::expect();
            let note = note.clone();
            view! { <p class="note">{live(move || words.note(&note))}</p> }.into_any()
        }
    }
}

#[component]
fn BotMessage(message: Message) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let said = match message.say {
        Say::Text(text) => session.blocks(&text).into_iter().map(block).collect_view().into_any(),
        Say::Standard(one) => view! { <p>{live(words.text(standard(one)))}</p> }.into_any(),
    };
    view! {
        <div class="bubble">{said}</div>
        {message.cards.into_iter().map(|card| view! { <Card card /> }).collect_view()}
        <Choices choices=message.choices />
    }
    .into_any()
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Paragraph(parts) => view! { <p>{inlines(parts)}</p> }.into_any(),
        Block::Image { url, alt } => {
            view! { <img class="picture" src=url alt=alt loading="lazy" /> }.into_any()
        }
        Block::List { ordered, items } => {
            let items =
                items.into_iter().map(|item| view! { <li>{inlines(item)}</li> }).collect_view();
            if ordered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
    }
}

fn inlines(parts: Vec<Inline>) -> Vec<AnyView> {
    let part = |part| match part {
        Inline::Text(text) => text.into_any(),
        Inline::Link { url, label } => view! { <Anchor url>{label}</Anchor> }.into_any(),
    };
    parts.into_iter().map(part).collect()
}

#[component]
fn Card(card: CardView) -> impl IntoView {
    let picture = (!card.image.is_empty())
        .then(|| view! { <img src=card.image alt=card.image_alt loading="lazy" /> });
    view! {
        <div class="card">
            {picture}
            <h3>{card.title}</h3>
            {(!card.text.is_empty()).then(|| view! { <p>{card.text}</p> })}
            <Choices choices=card.choices />
        </div>
    }
    .into_any()
}
