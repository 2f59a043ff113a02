//! The way to a person: who is there, what goes along, and every other way to reach them.

use leptos::html;
use leptos::prelude::*;

use super::field::LabelledField;
use super::icon::{Icon, Shape};
use super::live::{live, when};
use super::words::Words;
use crate::i18n::Text;
use crate::session::channel::{Offer, Place, Way};
use crate::session::packet::{Shares, Words as Said};
use crate::session::transcript::Author;
use crate::session::{Session, View};

/// Shown when the visitor asked for a person, in words or by the button.
#[component]
pub(super) fn Person() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let title = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    let offers = Memo::new(move |_| session.offers());
    let way = move || offers.with(|offers| offers.iter().find_map(posting));
    let links = move || {
        let offers = offers.get();
        offers.into_iter().filter(|offer| matches!(offer.way, Way::Link { .. })).collect::<Vec<_>>()
    };
    let form = move || way().map(|there| view! { <HandOverForm there /> }.into_any());
    let other_ways = move || {
        let more = when(
            move || way().is_some(),
            move || view! { <h4>{live(words.text(Text::OrReachUs))}</h4> }.into_any(),
        );
        let links = links().into_iter().map(|offer| view! { <li><LinkOffer offer /></li> });
        view! { <section class="ways">{more}<ul>{links.collect_view()}</ul></section> }.into_any()
    };
    let nobody = move || view! { <p>{live(words.text(Text::NoWay))}</p> }.into_any();
    view! {
        <div class="page">
            <h3 node_ref=title tabindex="-1">{live(words.text(Text::PersonTitle))}</h3>
            <WhoIsThere there=live(move || way() == Some(true)) />
            {form}
            {when(move || !links().is_empty(), other_ways)}
            {when(move || offers.with(Vec::is_empty), nobody)}
        </div>
    }
    .into_any()
}

/// Whether a channel takes the hand-over itself, and then whether people are there.
fn posting(offer: &Offer) -> Option<bool> {
    match offer.way {
        Way::Live => Some(true),
        Way::Message => Some(false),
        Way::Link { .. } => None,
    }
}

#[component]
fn WhoIsThere(
    /// Whether a channel is open, whatever the site's hours say.
    there: Signal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let sentence = move || match session.closed_until() {
        _ if there.get() => words.say(Text::PeopleThere).to_owned(),
        None => words.say(Text::PeopleThere).to_owned(),
        Some((next, holiday)) => {
            let back = if next.is_empty() {
                words.say(Text::PeopleAway).to_owned()
            } else {
                words.with(Text::PeopleBackAt, &next)
            };
            if holiday.is_empty() {
                back
            } else {
                words.with(Text::HolidayToday, &holiday) + " " + &back
            }
        }
    };
    let there = live(move || (there.get() || session.closed_until().is_none()).to_string());
    view! { <p class="presence" data-there=there>{live(sentence)}</p> }.into_any()
}

/// What goes to the people, to be seen and taken out before it goes.
#[component]
fn HandOverForm(
    /// Whether people are there, or a message is left for them.
    there: bool,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let shares = RwSignal::new(Shares::default());
    let message = RwSignal::new(String::new());
    let contact = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let message_error = move || {
        let missing = !there && tried.get() && message.with(|text| text.trim().is_empty());
        if missing { words.say(Text::MessageMissing).to_owned() } else { String::new() }
    };
    // People who are away need it to answer at all; to people who are there it may be left.
    let contact_error = move || {
        let contact = contact.get();
        let left_out = there && contact.trim().is_empty();
        let wrong = tried.get() && !left_out && !session.is_contact(&contact);
        if wrong { words.say(Text::ContactWrong).to_owned() } else { String::new() }
    };
    let contact_label = move || {
        let label = words.say(Text::YourContact);
        if there { words.with(Text::Optional, label) } else { label.to_owned() }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(message_error).is_empty() && untrack(contact_error).is_empty() {
            let said = Said {
                message: message.get_untracked().trim().to_owned(),
                contact: contact.get_untracked().trim().to_owned(),
            };
            session.hand_over(shares.get_untracked(), said);
        }
    };
    let message_label = move || {
        words.say(if there { Text::YourMessage } else { Text::YourMessageRequired }).to_owned()
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <LabelledField
                id="message".to_owned()
                label=live(message_label)
                error=live(message_error)
            >
                <textarea
                    id="message"
                    rows="2"
                    maxlength="2000"
                    aria-describedby="message-error"
                    prop:value=message
                    on:input=move |event| message.set(event_target_value(&event))
                ></textarea>
            </LabelledField>
            <LabelledField
                id="contact".to_owned()
                label=live(contact_label)
                error=live(contact_error)
            >
                <input
                    id="contact"
                    type="text"
                    autocomplete="email"
                    maxlength="200"
                    aria-describedby="contact-error"
                    prop:value=contact
                    on:input=move |event| contact.set(event_target_value(&event))
                />
            </LabelledField>
            <SharesView shares />
            <button type="submit" class="primary">
                {live(words.text(if there { Text::HandOverNow } else { Text::LeaveMessage }))}
            </button>
        </form>
    }
    .into_any()
}

#[component]
fn SharesView(shares: RwSignal<Shares>) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let part = move |text: Text, read: fn(&Shares) -> bool, write: fn(&mut Shares, bool)| {
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=live(move || shares.with(read))
                    on:change=move |event| shares.update(|shares| write(shares, event_target_checked(&event)))
                />
                <span>{live(words.text(text))}</span>
            </label>
        }
        .into_any()
    };
    let profile =
        move || part(Text::ShareProfile, |shares| shares.profile, |shares, on| shares.profile = on);
    view! {
        <fieldset class="shares">
            <legend>{live(words.text(Text::WhatGoesAlong))}</legend>
            {part(Text::ShareTranscript, |shares| shares.transcript, |shares, on| shares.transcript = on)}
            {part(Text::SharePage, |shares| shares.page, |shares, on| shares.page = on)}
            {when(move || session.has_profile(), profile)}
            <details>
                <summary>{live(words.text(Text::SeeWhatIsShared))}</summary>
                <Preview shares />
            </details>
        </fieldset>
    }
    .into_any()
}

/// The very words that will be seen.
#[component]
fn Preview(shares: RwSignal<Shares>) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let lines = move || {
        let rows = session.rows().get();
        // What the widget says of itself does not go along.
        let shared = rows.iter().filter(|row| row.author() != Author::System);
        shared.map(|row| view! { <li>{words.said(row)}</li> }).collect_view()
    };
    let profile = move || shares.with(|shares| shares.profile) && session.has_profile();
    let label = live(words.text(Text::SeeWhatIsShared));
    view! {
        <div class="preview" tabindex="0" role="group" aria-label=label>
            {when(
                move || shares.with(|shares| shares.page),
                move || view! { <p>{session.page_address()}</p> }.into_any(),
            )}
            {when(profile, move || view! { <p>{session.profile_line()}</p> }.into_any())}
            {when(
                move || shares.with(|shares| shares.transcript),
                move || view! { <ul>{lines()}</ul> }.into_any(),
            )}
        </div>
    }
    .into_any()
}

/// A way that leads elsewhere.
#[component]
fn LinkOffer(offer: Offer) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let Way::Link { url, place } = offer.way.clone() else {
        return ().into_any();
    };
    let shape = match place {
        Place::WeChat => Shape::WeChat,
        Place::WhatsApp | Place::Phone => Shape::Phone,
        Place::Mail => Shape::Mail,
        Place::Web => Shape::Web,
    };
    let elsewhere = url.starts_with("http");
    let name = offer.clone();
    let opened = move |_| {
        session.link_opened(&offer, words.offer(&offer));
        session.show(View::Chat);
    };
    view! {
        <a
            class="way"
            href=url
            target=elsewhere.then_some("_blank")
            rel=elsewhere.then_some("noopener noreferrer")
            on:click=opened
        >
            <Icon shape />
            <span>{live(move || words.offer(&name))}</span>
            {elsewhere.then(|| view! { <span class="unseen">{live(words.text(Text::OpensNewWindow))}</span> })}
        </a>
    }
    .into_any()
}
