//! The header: whose widget this is, who answers, the way to a person, and out.

use super::icon::Shape;
use super::press::{press, tool, word};
use super::words::Words;
use crate::dom::{Element, State, el};
use crate::i18n::{Text, own_name};
use crate::session::handoff::Handoff;
use crate::session::{Session, View};

/// Always in view, and with it the button to a person.
pub(super) fn header(session: Session) -> Element {
    let words = Words(session);
    let elsewhere = move || session.view().get() != View::Chat;
    let menu = State::new(false);
    let back = move || tool(Shape::Back, words.text(Text::Back), move || session.show(View::Chat));
    let logo = move || {
        let logo = session.logo().unwrap_or_default();
        el("img.logo alt= width=36 height=36").attr("src", &logo)
    };
    let menu_button =
        tool(Shape::More, words.text(Text::Menu), move || menu.change(|open| *open = !*open));
    el("div.header")
        // The focus may still be on the button that opened the menu.
        .on("keydown", move |event| {
            if event.is_key("Escape") && menu.get() {
                event.stop();
                menu.set(false);
            }
        })
        .when(elsewhere, back)
        .when(move || !elsewhere() && session.logo().is_some(), logo)
        .child(
            el("div.title")
                .child(el("h2").says(move || session.pack_text(|pack| &pack.brand.name)))
                .child(el("p").says(move || who_answers(session))),
        )
        .child(press("to-person", words.text(Text::TalkToPerson), move || session.ask_for_person()))
        .child(menu_button.live("aria-expanded", move || word(menu.get())))
        .child(tool(Shape::Close, words.text(Text::Close), move || session.close()))
        .when(move || menu.get(), move || menu_of(session, menu))
}

/// The line under the name: an automatic assistant says that it is one.
fn who_answers(session: Session) -> String {
    let words = Words(session);
    let agent = session.thread().with(|thread| thread.as_ref().and_then(|one| one.agent.clone()));
    if let Some(agent) = agent.filter(|_| session.is_live()) {
        let dot = if agent.title.is_empty() { "" } else { " · " };
        return [&agent.name, dot, &agent.title].concat();
    }
    let with_people = session.handoff().with(|handoff| matches!(handoff, Handoff::Reached { .. }));
    let tagline = session.pack_text(|pack| &pack.brand.tagline);
    match (with_people, tagline.is_empty()) {
        (true, _) => words.say(Text::WithPeople).to_owned(),
        (false, true) => words.say(Text::AutomaticAnswers).to_owned(),
        (false, false) => tagline,
    }
}

/// What is needed now and then: the visitor's own data, and the language.
///
/// `open` says whether it is open; it closes itself when something was chosen.
fn menu_of(session: Session, open: State<bool>) -> Element {
    let words = Words(session);
    let mut menu = el("div.menu");
    if session.with_form(|_| ()).is_some() {
        menu = menu.child(press("item", words.text(Text::MyData), move || {
            open.set(false);
            session.show(View::Profile);
        }));
    }
    menu = menu.child(press("item", words.text(Text::Privacy), move || {
        open.set(false);
        session.show_privacy();
    }));
    let languages = session.languages().into_iter().map(|tag| {
        let (name, own, chosen) = (own_name(&tag).to_owned(), tag.clone(), tag.clone());
        let act = move || {
            open.set(false);
            session.choose_locale(&chosen);
        };
        let pressed = move || word(session.locale().with(|locale| *locale == own));
        let choice = press("item", move || name.clone(), act).live("aria-pressed", pressed);
        el("div").attr("lang", &tag).child(choice)
    });
    menu.child(
        el("div.languages role=group")
            .live("aria-label", words.text(Text::Language))
            .children(languages.collect()),
    )
}
