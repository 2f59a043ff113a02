//! One message: who, what, when, and for the visitor's own what became of it.

use leptos::prelude::*;

use super::body::BodyView;
use super::icon::{Icon, Shape};
use super::words::Words;
use crate::i18n::Text;
use crate::session::transcript::{Author, Delivery, Row};
use crate::session::{Moment, Session};

/// A row of the transcript.
#[component]
pub(super) fn RowView(
    /// The message.
    row: Row,
    /// Whether the author is shown, as at the first of several in a row.
    named: bool,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let author = row.author();
    let at = row.at;
    let own = (author == Author::Visitor).then(|| view! { <DeliveryView row=row.clone() /> });
    let seen = named && matches!(author, Author::Bot | Author::Agent);
    view! {
        <div class="row" data-author=author.word()>
            <span class=if seen { "author" } else { "unseen" }>{move || words.author(author)}</span>
            <BodyView body=row.body.clone() />
            <div class="meta">
                <time datetime=session.write_iso(at) title=move || session.write_moment(at, Moment::Full)>
                    {move || session.write_moment(at, Moment::Time)}
                </time>
                {own}
            </div>
        </div>
    }
}

#[component]
fn DeliveryView(row: Row) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let delivery = row.delivery.clone();
    let word = move || match delivery.get() {
        Delivery::Sent => ("sent", words.say(Text::Sent)),
        Delivery::Sending => ("sending", words.say(Text::Sending)),
        Delivery::Failed => ("failed", words.say(Text::NotSent)),
    };
    let failed = {
        let delivery = row.delivery.clone();
        move || delivery.get() == Delivery::Failed
    };
    let row = StoredValue::new(row);
    view! {
        {move || {
            let (state, word) = word();
            view! { <span class="delivery" data-state=state>{word}</span> }
        }}
        <Show when=failed>
            <button type="button" class="link" on:click=move |_| row.with_value(|row| session.resend(row))>
                <Icon shape=Shape::Retry />
                {move || words.say(Text::SendAgain)}
            </button>
        </Show>
    }
}
