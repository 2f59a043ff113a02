//! What goes along to a person, to be seen and taken out before it goes.

use super::words::Words;
use crate::dom::{Element, State, el};
use crate::i18n::Text;
use crate::session::Session;
use crate::session::packet::Shares;
use crate::session::transcript::{Author, Body, Row};

/// The parts that go along, one by one, and the very words that will be seen.
pub(super) fn shares_view(session: Session, shares: State<Shares>) -> Element {
    let words = Words(session);
    let part = move |text: Text, part: fn(&mut Shares) -> &mut bool| {
        tick(
            el("input type=checkbox"),
            move || *part(&mut shares.get()),
            move |on| shares.change(|shares| *part(shares) = on),
            el("span").says(words.text(text)),
        )
    };
    let preview = el("details")
        .child(el("summary").says(words.text(Text::SeeWhatIsShared)))
        .child(preview(session, shares));
    el("fieldset.shares")
        .child(el("legend").says(words.text(Text::WhatGoesAlong)))
        .child(part(Text::ShareTranscript, |shares| &mut shares.transcript))
        .child(part(Text::SharePage, |shares| &mut shares.page))
        .when(
            move || session.has_profile(),
            move || part(Text::ShareProfile, |shares| &mut shares.profile),
        )
        .child(preview)
}

/// A box to tick, and what it is for.
pub(super) fn tick(
    input: Element,
    ticked: impl Fn() -> bool + 'static,
    act: impl Fn(bool) + 'static,
    label: Element,
) -> Element {
    let input = input.flag("checked", ticked).on("change", move |event| act(event.is_checked()));
    el("label.tick").child(input).child(label)
}

fn preview(session: Session, shares: State<Shares>) -> Element {
    let words = Words(session);
    let lines = move || {
        let rows = session.rows().get();
        // What the widget says of itself does not go along.
        let shared = rows.iter().filter(|row| row.author() != Author::System);
        let text = |row: &Row| match &*row.body {
            Body::Visitor(text) => words.by(row, &session.covered(text)),
            _ => words.said(row),
        };
        shared.map(|row| el("li").text(&text(row))).collect()
    };
    el("div.preview tabindex=0 role=group")
        .live("aria-label", words.text(Text::SeeWhatIsShared))
        .when(move || shares.get().page, move || el("p").text(&session.page_address()))
        .when(
            move || shares.get().profile && session.has_profile(),
            move || el("p").says(move || session.profile_line()),
        )
        .when(move || shares.get().transcript, move || el("ul").each(lines))
}
