//! The way to a person: who is there, what goes along, and every other way to reach them.

use leptos::html;
use leptos::prelude::*;

use super::field::LabelledField;
use super::icon::{Icon, Shape};
use super::words::Words;
use crate::i18n::Text;
use crate::session::channel::{Offer, Place, Way};
use crate::session::packet::{Shares, Words as Said};
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
    view! {
        <div class="page">
            <h3 node_ref=title tabindex="-1">{move || words.say(Text::PersonTitle)}</h3>
            <WhoIsThere live=Signal::derive(move || way() == Some(true)) />
            {move || way().map(|live| view! { <HandOverForm live /> })}
            <Show when=move || !links().is_empty()>
                <section class="ways">
                    <h4>
                        <Show when=move || way().is_some()>{move || words.say(Text::OrReachUs)}</Show>
                    </h4>
                    <ul>
                        {move || links().into_iter().map(|offer| view! { <li><LinkOffer offer /></li> }).collect_view()}
                    </ul>
                </section>
            </Show>
            <Show when=move || offers.with(Vec::is_empty)>
                <p>{move || words.say(Text::NoWay)}</p>
            </Show>
        </div>
    }
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
fn WhoIsThere(live: Signal<bool>) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let sentence = move || match session.closed_until() {
        _ if live.get() => words.say(Text::PeopleThere).to_owned(),
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
    let there = move || live.get() || session.closed_until().is_none();
    view! { <p class="presence" data-there=move || there().to_string()>{sentence}</p> }
}

/// What goes to the people, to be seen and taken out before it goes.
#[component]
fn HandOverForm(
    /// Whether people are there, or a message is left for them.
    live: bool,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let shares = RwSignal::new(Shares::default());
    let message = RwSignal::new(String::new());
    let contact = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let message_error = move || {
        let missing = !live && tried.get() && message.with(|text| text.trim().is_empty());
        if missing { words.say(Text::MessageMissing).to_owned() } else { String::new() }
    };
    let contact_error = move || {
        let wrong = !live && tried.get() && !session.is_contact(&contact.get());
        if wrong { words.say(Text::ContactWrong).to_owned() } else { String::new() }
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
        words.say(if live { Text::YourMessage } else { Text::YourMessageRequired }).to_owned()
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <LabelledField
                id="message".to_owned()
                label=Signal::derive(message_label)
                error=Signal::derive(message_error)
            >
                <textarea
                    id="message"
                    rows="2"
                    maxlength="2000"
                    aria-describedby="message-error"
                    prop:value=move || message.get()
                    on:input=move |event| message.set(event_target_value(&event))
                ></textarea>
            </LabelledField>
            {(!live).then(|| view! {
                <LabelledField
                    id="contact".to_owned()
                    label=Signal::derive(move || words.say(Text::YourContact).to_owned())
                    error=Signal::derive(contact_error)
                >
                    <input
                        id="contact"
                        type="text"
                        autocomplete="email"
                        maxlength="200"
                        aria-describedby="contact-error"
                        prop:value=move || contact.get()
                        on:input=move |event| contact.set(event_target_value(&event))
                    />
                </LabelledField>
            })}
            <SharesView shares />
            <button type="submit" class="primary">
                {move || words.say(if live { Text::HandOverNow } else { Text::LeaveMessage })}
            </button>
        </form>
    }
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
                    prop:checked=move || shares.with(read)
                    on:change=move |event| shares.update(|shares| write(shares, event_target_checked(&event)))
                />
                <span>{move || words.say(text)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="shares">
            <legend>{move || words.say(Text::WhatGoesAlong)}</legend>
            {part(Text::ShareTranscript, |shares| shares.transcript, |shares, on| shares.transcript = on)}
            {part(Text::SharePage, |shares| shares.page, |shares, on| shares.page = on)}
            <Show when=move || session.has_profile()>
                {part(Text::ShareProfile, |shares| shares.profile, |shares, on| shares.profile = on)}
            </Show>
            <details>
                <summary>{move || words.say(Text::SeeWhatIsShared)}</summary>
                <Preview shares />
            </details>
        </fieldset>
    }
}

/// The very words that will be seen.
#[component]
fn Preview(shares: RwSignal<Shares>) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let lines = move || {
        let rows = session.rows().get();
        rows.iter().map(|row| view! { <li>{words.spoken(row)}</li> }).collect_view()
    };
    view! {
        <div class="preview" tabindex="0" role="group" aria-label=move || words.say(Text::SeeWhatIsShared)>
            <Show when=move || shares.with(|shares| shares.page)>
                <p>{session.page_address()}</p>
            </Show>
            <Show when=move || shares.with(|shares| shares.profile) && session.has_profile()>
                <p>{move || session.profile_line()}</p>
            </Show>
            <Show when=move || shares.with(|shares| shares.transcript)>
                <ul>{lines}</ul>
            </Show>
        </div>
    }
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
            <span>{move || words.offer(&name)}</span>
            {elsewhere.then(|| view! { <span class="unseen">{move || words.say(Text::OpensNewWindow)}</span> })}
        </a>
    }
    .into_any()
}
