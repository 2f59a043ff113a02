//! One message: who, what, when, and for the visitor's own what became of it.

use leptos::html;
use leptos::prelude::*;

use super::body::BodyView;
use super::icon::Shape;
use super::live::{Press, live, when};
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
    /// Where the visitor's last words note where they are.
    question: StoredValue<Option<NodeRef<html::Div>>>,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let author = row.author();
    let at = row.at;
    let own = (author == Author::Visitor).then(|| view! { <DeliveryView row=row.clone() /> });
    let place = NodeRef::new();
    if author == Author::Visitor {
        question.set_value(Some(place));
    }
    let seen = named && matches!(author, Author::Bot | Author::Agent);
    view! {
        <div node_ref=place class="row" data-author=author.word()>
            <span class=if seen { "author" } else { "unseen" }>{live(move || words.author(author))}</span>
            <BodyView body=row.body />
            <div class="meta">
                <time
                    datetime=session.write_iso(at)
                    title=live(move || session.write_moment(at, Moment::Full))>
                    {live(move || session.write_moment(at, Moment::Time))}
                </time>
                {own}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn DeliveryView(row: Row) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let delivery = row.delivery.clone();
    let state = move || delivery.get();
    let (said, failed) = (state.clone(), state.clone());
    let row = StoredValue::new(row);
    let again = move || {
        let act = move |()| row.with_value(|row| session.resend(row));
        let label = live(words.text(Text::SendAgain));
        view! { <Press class="link" icon=Shape::Retry label act /> }.into_any()
    };
    let word = move || match said() {
        Delivery::Sent => words.say(Text::Sent),
        Delivery::Sending => words.say(Text::Sending),
        Delivery::Failed => words.say(Text::NotSent),
    };
    let name = move || match state() {
        Delivery::Sent => "sent",
        Delivery::Sending => "sending",
        Delivery::Failed => "failed",
    };
    view! {
        <span class="delivery" data-state=live(name)>{live(word)}</span>
        {when(move || failed() == Delivery::Failed, again)}
    }
    .into_any()
}
