//! The way to a person: who is there, what goes along, and every other way to reach them.

use super::anchor::leads_to;
use super::field::labelled;
use super::guard::guard;
use super::icon::{Shape, icon};
use super::press::word;
use super::shares::shares_view;
use super::status_bar::expected_wait;
use super::words::Words;
use crate::dom::{Element, State, el, soon};
use crate::i18n::Text;
use crate::session::channel::{Offer, Place, Way};
use crate::session::packet::{Shares, Words as Said};
use crate::session::{Session, View};

/// Shown when the visitor asked for a person, in words or by the button.
pub(super) fn person(session: Session) -> Element {
    let words = Words(session);
    let title = el("h3 tabindex=-1").says(words.text(Text::PersonTitle));
    focus_soon(&title);
    let way = move || session.offers().iter().find_map(posting);
    let has_links = move || session.offers().iter().any(is_link);
    let links = move || {
        session
            .offers()
            .into_iter()
            .filter(is_link)
            .map(|offer| link_offer(session, offer))
            .collect()
    };
    let other_ways = move || {
        el("section.ways")
            .when(move || way().is_some(), move || el("h4").says(words.text(Text::OrReachUs)))
            .child(el("ul").each(links))
    };
    el("div.page")
        .child(title)
        .child(who_is_there(session, move || way() == Some(true)))
        .when(move || way() == Some(true), move || hand_over_form(session, true))
        .when(move || way() == Some(false), move || hand_over_form(session, false))
        .when(has_links, other_ways)
        .when(move || session.offers().is_empty(), move || el("p").says(words.text(Text::NoWay)))
}

/// The focus goes to what has just come up.
pub(super) fn focus_soon(title: &Element) {
    let title = title.clone();
    soon(move || title.focus());
}

/// Whether a channel takes the hand-over itself, and then whether people are there.
fn posting(offer: &Offer) -> Option<bool> {
    match offer.way {
        Way::Live => Some(true),
        Way::Message => Some(false),
        Way::Link { .. } => None,
    }
}

fn is_link(offer: &Offer) -> bool {
    posting(offer).is_none()
}

/// `open` says whether a channel is open, whatever the site's hours say.
fn who_is_there(session: Session, open: impl Fn() -> bool + Copy + 'static) -> Element {
    let words = Words(session);
    let sentence = move || match session.closed_until() {
        None if session.presence().is_some_and(|presence| presence.online == 0) => {
            words.say(Text::NobodyOnline).to_owned()
        }
        Some((next, holiday)) if !open() => {
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
        _ => {
            let wait = session.presence().map(|presence| expected_wait(words, &presence));
            let there = words.say(Text::PeopleThere).to_owned();
            wait.filter(|wait| !wait.is_empty()).map_or(there.clone(), |wait| there + " " + &wait)
        }
    };
    let is_nobody = move || session.presence().is_some_and(|presence| presence.online == 0);
    let there = move || word(open() || session.closed_until().is_none() && !is_nobody());
    el("p.presence").live("data-there", there).says(sentence)
}

/// What the visitor adds, and what goes along.
///
/// `there` says whether people are there, or a message is left for them.
fn hand_over_form(session: Session, there: bool) -> Element {
    let words = Words(session);
    let shares = State::new(Shares::default());
    let said = State::new(Said::default());
    let tried = State::new(false);
    let message_error = move || {
        let missing = !there && tried.get() && said.with(|said| said.message.trim().is_empty());
        (if missing { words.say(Text::MessageMissing) } else { "" }).to_owned()
    };
    // People who are away need it to answer at all; to people who are there it may be left.
    let contact_error = move || {
        let contact = said.get().contact;
        let left_out = there && contact.trim().is_empty();
        let wrong = tried.get() && !left_out && !session.is_contact(&contact);
        (if wrong { words.say(Text::ContactWrong) } else { "" }).to_owned()
    };
    let contact_label = move || {
        let label = words.say(Text::YourContact);
        if there { words.with(Text::Optional, label) } else { label.to_owned() }
    };
    let message = el("textarea rows=2 maxlength=2000")
        .on("input", move |event| said.change(|said| said.message = event.value()));
    let contact = el("input type=text autocomplete=email maxlength=200")
        .on("input", move |event| said.change(|said| said.contact = event.value()));
    let message_label = if there { Text::YourMessage } else { Text::YourMessageRequired };
    let go = if there { Text::HandOverNow } else { Text::LeaveMessage };
    let form = el("form.form novalidate")
        // What was found was found in other words.
        .on("input", move |_| drop(session.drop_held()))
        .on("submit", move |event| {
            event.prevent();
            tried.set(true);
            if message_error().is_empty() && contact_error().is_empty() {
                let Said { message, contact } = said.get();
                let said =
                    Said { message: message.trim().to_owned(), contact: contact.trim().to_owned() };
                session.hand_over(shares.get(), said);
            }
        })
        .child(labelled("message", words.text(message_label), message_error, message))
        .child(labelled("contact", contact_label, contact_error, contact))
        .child(shares_view(session, shares));
    guard(session, form, View::Person).child(el("button.primary type=submit").says(words.text(go)))
}

/// A way that leads elsewhere.
fn link_offer(session: Session, offer: Offer) -> Element {
    let words = Words(session);
    let Way::Link { url, place } = offer.way.clone() else { return el("li") };
    let shape = match place {
        Place::WeChat => Shape::WeChat,
        Place::WhatsApp | Place::Phone => Shape::Phone,
        Place::Mail => Shape::Mail,
        Place::Web => Shape::Web,
    };
    let name = offer.clone();
    let link = el("a.way")
        .child(icon(shape))
        .child(el("span").says(move || words.offer(&name)))
        .on("click", move |_| {
            session.link_opened(&offer, words.offer(&offer));
            session.show(View::Chat);
        });
    el("li").child(leads_to(link, &url, words))
}
