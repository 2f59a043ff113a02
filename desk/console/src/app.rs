//! The whole page: the door, or the desk behind it.

use kefu_wire::console::{Availability, Role};
use leptos::prelude::*;

use crate::conversation::Conversation;
use crate::door::Door;
use crate::figures::Figures;
use crate::knowledge::Knowledge;
use crate::list::List;
use crate::state::{Desk, View};
use crate::team::Team;
use crate::texts::{
    ALL, AVAILABILITY, AWAY, BUSY, DISCONNECTED, DISMISS, FIGURES, KNOWLEDGE, LANGUAGE, MINE,
    ONLINE, QUEUE, SIGN_OUT, SOUND, TEAM, Text,
};
use crate::{chime, room};

/// The console.
#[component]
pub fn App() -> impl IntoView {
    let desk = Desk::new();
    provide_context(desk);
    desk.look_who_is_here();
    Effect::new(move || {
        let language = if desk.is_english.get() { "en" } else { "zh-CN" };
        if let Some(root) = document().document_element() {
            // A page without a language is read all the same.
            let _ = root.set_attribute("lang", language);
        }
    });
    view! {
        <Show when=move || desk.is_ready.get()>
            <Show when=move || desk.me.with(Option::is_some) fallback=Door>
                <Behind/>
            </Show>
        </Show>
    }
}

/// What is seen by those who are signed in.
#[component]
fn Behind() -> impl IntoView {
    let desk = Desk::here();
    let is_list = move || matches!(desk.view.get(), View::Queue | View::Mine | View::All);
    view! {
        <header class="bar">
            <h1 class="brand">"Kefu"</h1>
            <nav>
                <Tab view=View::Queue text=QUEUE/>
                <Tab view=View::Mine text=MINE/>
                <Tab view=View::All text=ALL/>
                <Tab view=View::Knowledge text=KNOWLEDGE/>
                <Tab view=View::Figures text=FIGURES/>
                <Tab view=View::Team text=TEAM/>
            </nav>
            <AvailabilityChoice/>
            <button
                class="quiet"
                aria-pressed=move || (!desk.is_silent.get()).to_string()
                on:click=move |_| desk.switch_sound()
            >
                {move || desk.say(SOUND)}
            </button>
            <button class="quiet" on:click=move |_| desk.switch_language()>
                {move || desk.say(LANGUAGE)}
            </button>
            <button class="quiet" on:click=move |_| desk.leave()>{move || desk.say(SIGN_OUT)}</button>
        </header>
        <div class="notices" role="status" aria-live="polite">
            <Show when=move || !desk.is_connected.get()>
                <p class="notice">{move || desk.say(DISCONNECTED)}</p>
            </Show>
            <Show when=move || desk.notice.with(|notice| !notice.is_empty())>
                <p class="notice bad">
                    {move || desk.notice.get()}
                    <button class="quiet" on:click=move |_| desk.notice.set(String::new())>
                        {move || desk.say(DISMISS)}
                    </button>
                </p>
            </Show>
        </div>
        <Show when=is_list fallback=Rest>
            <main class="columns" data-open=move || desk.open.get().is_some().to_string()>
                <List/>
                <Conversation/>
            </main>
        </Show>
    }
}

#[component]
fn Rest() -> impl IntoView {
    let desk = Desk::here();
    view! {
        {move || match desk.view.get() {
            View::Knowledge => view! { <Knowledge/> }.into_any(),
            View::Figures => view! { <Figures/> }.into_any(),
            _ => view! { <Team/> }.into_any(),
        }}
    }
}

/// A view to choose.
#[component]
fn Tab(
    /// Which.
    view: View,
    /// What it is called.
    text: Text,
) -> impl IntoView {
    let desk = Desk::here();
    let current = move || (desk.view.get() == view).then_some("page");
    view! {
        <button class="tab" aria-current=current on:click=move |_| desk.show(view)>
            {move || desk.say(text)}
        </button>
    }
}

/// Whether this agent takes conversations.
#[component]
fn AvailabilityChoice() -> impl IntoView {
    let desk = Desk::here();
    let mine = move || {
        let id = desk.own_id();
        desk.agents.with(|agents| {
            agents
                .iter()
                .find(|agent| agent.id == id)
                .map(|agent| agent.availability)
                .unwrap_or_default()
        })
    };
    let choice = move |availability, text: Text| {
        view! {
            <button
                class="choice"
                aria-pressed=move || (mine() == availability).to_string()
                on:click=move |_| {
                    room::ask_to_notify();
                    chime::allow();
                    desk.act("PUT", "/availability".to_owned(), availability);
                }
            >
                <span class="dot" data-availability=word(availability) aria-hidden="true"></span>
                {move || desk.say(text)}
            </button>
        }
    };
    view! {
        <div class="availability" role="group" aria-label=move || desk.say(AVAILABILITY)>
            {choice(Availability::Online, ONLINE)}
            {choice(Availability::Busy, BUSY)}
            {choice(Availability::Away, AWAY)}
        </div>
    }
}

/// As people say it.
#[must_use]
pub fn said(availability: Availability) -> Text {
    match availability {
        Availability::Online => ONLINE,
        Availability::Busy => BUSY,
        Availability::Away => AWAY,
    }
}

/// As it stands in attributes.
#[must_use]
pub fn word(availability: Availability) -> &'static str {
    match availability {
        Availability::Online => "online",
        Availability::Busy => "busy",
        Availability::Away => "away",
    }
}

/// Whether somebody may invite others.
#[must_use]
pub fn may_invite(role: Role) -> bool {
    role >= Role::Supervisor
}
