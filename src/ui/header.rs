//! The header: whose widget this is, who answers, the way to a person, and out.

use leptos::prelude::*;

use super::icon::Shape;
use super::live::{Press, live, when};
use super::words::Words;
use crate::i18n::{Text, own_name};
use crate::session::handoff::Handoff;
use crate::session::{Session, View};

/// Always in view, and with it the button to a person.
#[component]
pub(super) fn Header() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let elsewhere = move || session.view().get() != View::Chat;
    let menu = RwSignal::new(false);
    let back = move || {
        let act = move |()| session.show(View::Chat);
        view! { <Press class="tool" icon=Shape::Back bare=true label=live(words.text(Text::Back)) act /> }
            .into_any()
    };
    let logo = move || {
        let logo = session.logo().unwrap_or_default();
        view! { <img class="logo" src=logo alt="" width="36" height="36" /> }.into_any()
    };
    // The focus may still be on the button that opened the menu.
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && menu.get_untracked() {
            event.stop_propagation();
            menu.set(false);
        }
    };
    let toggle = move |()| menu.update(|open| *open = !*open);
    view! {
        <div class="header" on:keydown=escape>
            {when(elsewhere, back)}
            {when(move || !elsewhere() && session.logo().is_some(), logo)}
            <div class="title">
                <h2>{live(move || session.pack_text(|pack| &pack.brand.name))}</h2>
                <p>{live(move || who_answers(session, words))}</p>
            </div>
            <Press
                class="to-person"
                label=live(words.text(Text::TalkToPerson))
                act=move |()| session.ask_for_person()
            />
            <Press
                class="tool"
                icon=Shape::More
                bare=true
                label=live(words.text(Text::Menu))
                expanded=live(move || menu.get())
                act=toggle
            />
            <Press
                class="tool"
                icon=Shape::Close
                bare=true
                label=live(words.text(Text::Close))
                act=move |()| session.close()
            />
            {when(move || menu.get(), move || view! { <Menu open=menu /> }.into_any())}
        </div>
    }
    .into_any()
}

/// The line under the name: an automatic assistant says that it is one.
fn who_answers(session: Session, words: Words) -> String {
    let with_people = session.handoff().with(|handoff| matches!(handoff, Handoff::Reached { .. }));
    let tagline = session.pack_text(|pack| &pack.brand.tagline);
    match (with_people, tagline.is_empty()) {
        (true, _) => words.say(Text::WithPeople).to_owned(),
        (false, true) => words.say(Text::AutomaticAnswers).to_owned(),
        (false, false) => tagline,
    }
}

/// What is needed now and then: the visitor's own data, and the language.
#[component]
fn Menu(
    /// Whether it is open; it closes itself when something was chosen.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let my_data = session.with_form(|_| ()).map(|()| {
        let act = move |()| {
            open.set(false);
            session.show(View::Profile);
        };
        view! { <Press class="item" label=live(words.text(Text::MyData)) act /> }
    });
    let languages = session.languages().into_iter().map(|tag| {
        let name = own_name(&tag).to_owned();
        let (lang, own) = (tag.clone(), tag.clone());
        let pressed = live(move || session.locale().with(|locale| *locale == own));
        let act = move |()| {
            open.set(false);
            session.choose_locale(&tag);
        };
        view! { <div lang=lang><Press class="item" label=name pressed act /></div> }
    });
    view! {
        <div class="menu">
            {my_data}
            <div class="languages" role="group" aria-label=live(words.text(Text::Language))>
                {languages.collect_view()}
            </div>
        </div>
    }
}
