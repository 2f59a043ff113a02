//! The header: whose widget this is, who answers, the way to a person, and out.

use leptos::prelude::*;

use super::icon::{Icon, Shape};
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
    let name = move || session.pack_text(|pack| &pack.brand.name);
    let menu = RwSignal::new(false);
    view! {
        <header class="header">
            <Show
                when=elsewhere
                fallback=move || {
                    session.logo().map(|logo| view! { <img class="logo" src=logo alt="" width="36" height="36" /> })
                }
            >
                <button
                    type="button"
                    class="tool"
                    aria-label=move || words.say(Text::Back)
                    on:click=move |_| session.show(View::Chat)
                >
                    <Icon shape=Shape::Back />
                </button>
            </Show>
            <div class="title">
                <h2>{name}</h2>
                <p><WhoAnswers /></p>
            </div>
            <button type="button" class="to-person" on:click=move |_| session.ask_for_person()>
                <Icon shape=Shape::Person />
                <span>{move || words.say(Text::TalkToPerson)}</span>
            </button>
            <button
                type="button"
                class="tool"
                aria-label=move || words.say(Text::Menu)
                aria-expanded=move || menu.get().to_string()
                on:click=move |_| menu.update(|open| *open = !*open)
            >
                <Icon shape=Shape::More />
            </button>
            <button
                type="button"
                class="tool"
                aria-label=move || words.say(Text::Close)
                on:click=move |_| session.close()
            >
                <Icon shape=Shape::Close />
            </button>
            <Show when=move || menu.get()>
                <Menu done=move || menu.set(false) />
            </Show>
        </header>
    }
}

/// The line under the name: an automatic assistant says that it is one.
#[component]
fn WhoAnswers() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    move || {
        let with_people =
            session.handoff().with(|handoff| matches!(handoff, Handoff::Reached { .. }));
        let tagline = session.pack_text(|pack| &pack.brand.tagline);
        match (with_people, tagline.is_empty()) {
            (true, _) => words.say(Text::WithPeople).to_owned(),
            (false, true) => words.say(Text::AutomaticAnswers).to_owned(),
            (false, false) => tagline,
        }
    }
}

/// What is needed now and then: the visitor's own data, and the language.
#[component]
fn Menu(
    /// Called when something was chosen.
    done: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let has_form = session.with_form(|_| ()).is_some();
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            done();
        }
    };
    let languages = session.languages().into_iter().map(|tag| {
        let name = own_name(&tag).to_owned();
        let (lang, own) = (tag.clone(), tag.clone());
        let current = move || session.locale().with(|locale| *locale == own).to_string();
        let choose = move |_| {
            session.choose_locale(&tag);
            done();
        };
        view! {
            <button type="button" lang=lang aria-pressed=current on:click=choose>
                {name}
            </button>
        }
    });
    view! {
        <div class="menu" on:keydown=escape>
            {has_form.then(|| {
                let show = move |_| {
                    session.show(View::Profile);
                    done();
                };
                view! {
                    <button type="button" on:click=show>
                        {move || words.say(Text::MyData)}
                    </button>
                }
            })}
            <div class="languages" role="group" aria-label=move || words.say(Text::Language)>
                {languages.collect_view()}
            </div>
        </div>
    }
}
