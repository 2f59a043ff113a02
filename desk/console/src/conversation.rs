//! The open conversation: who it is, what can be done with it, and what was said.

use std::collections::BTreeSet;

use kefu_wire::console::{Assign, Details, Snooze, Status};
use leptos::html;
use leptos::prelude::*;

use crate::composer::Composer;
use crate::line::Line;
use crate::packet::Packet;
use crate::state::Desk;
use crate::texts::{
    BACK, BACK_TO_QUEUE, CHOOSE, CLAIM, DEPARTMENT, HAND_TO, LOOKS, MESSAGES, RESOLVE, SEEN,
    SNOOZE, TYPES, VISITOR,
};

/// Minutes that a conversation rests.
const SNOOZE_MINUTES: u32 = 60;

/// Closer to the end than this counts as reading the end, in pixels; a message that has just come is within it.
const NEAR: i32 = 160;

/// The conversation, or a word on how to open one.
#[component]
pub fn Conversation() -> impl IntoView {
    let desk = Desk::here();
    let inside = move |id: i64| {
        view! {
            <section class="conversation" aria-label=move || desk.say(MESSAGES)>
                <Head/>
                <Transcript/>
                <Composer id/>
            </section>
            <Packet/>
        }
    };
    // Each conversation has a box of its own: what was begun for one visitor is never sent to another.
    view! {
        <Show
            when=move || desk.open.get().is_some()
            fallback=move || view! { <p class="choose">{move || desk.say(CHOOSE)}</p> }
        >
            <For each=move || desk.open.get() key=|id| *id let:id>
                {inside(id)}
            </For>
        </Show>
    }
}

/// Something of the open conversation, if there is one.
pub fn summary<T>(desk: Desk, read: impl FnOnce(&Details) -> T) -> Option<T> {
    desk.details.with(|details| details.as_ref().map(read))
}

fn id(desk: Desk) -> i64 {
    desk.open.get_untracked().unwrap_or_default()
}

/// Who it is, who else looks, and what can be done.
#[component]
fn Head() -> impl IntoView {
    let desk = Desk::here();
    let name = move || {
        let name = summary(desk, |one| one.summary.contact.clone()).unwrap_or_default();
        if name.is_empty() { desk.say(VISITOR).to_owned() } else { name }
    };
    let names_of = move |agents: RwSignal<Vec<(i64, i64)>>| {
        let (open, me) = (desk.open.get(), desk.own_id());
        let agents = agents.get();
        let here = agents.iter().filter(|(agent, at)| Some(*at) == open && *agent != me);
        let names: Vec<String> = here.map(|(agent, _)| desk.name_of(*agent)).collect();
        names.join(", ")
    };
    let (others, writing) = (move || names_of(desk.looking), move || names_of(desk.writing));
    let status = move || summary(desk, |one| one.summary.status);
    let is_waiting = move || {
        summary(desk, |one| one.summary.assignee.is_none()) == Some(true)
            && status() != Some(Status::Resolved)
    };
    let can_end = move || status().is_some_and(|status| status != Status::Resolved);
    let act = move |what: &str| format!("/conversations/{}/{what}", id(desk));
    view! {
        <header class="head">
            <button class="quiet back" on:click=move |_| desk.close_conversation()>
                {move || desk.say(BACK)}
            </button>
            <h2>{name}</h2>
            <span class="others" role="status">
                {move || {
                    let (looking, writing) = (others(), writing());
                    if !writing.is_empty() {
                        Some(format!("{writing} {}", desk.say(TYPES)))
                    } else if !looking.is_empty() {
                        Some(format!("{looking} {}", desk.say(LOOKS)))
                    } else {
                        None
                    }
                }}
            </span>
            <Show when=is_waiting>
                <button class="primary" on:click=move |_| desk.act("POST", act("claim"), ())>
                    {move || desk.say(CLAIM)}
                </button>
            </Show>
            <Show when=can_end>
                <HandTo/>
                <button on:click=move |_| {
                    desk.act("POST", act("snooze"), Snooze { minutes: SNOOZE_MINUTES });
                }>{move || desk.say(SNOOZE)}</button>
                <button on:click=move |_| desk.act("POST", act("resolve"), ())>
                    {move || desk.say(RESOLVE)}
                </button>
            </Show>
        </header>
    }
}

/// To whom it can go.
#[component]
fn HandTo() -> impl IntoView {
    let desk = Desk::here();
    let choice = NodeRef::<html::Select>::new();
    let others = move || {
        let has_it = summary(desk, |one| one.summary.assignee).flatten();
        let agents = desk.agents.get();
        agents
            .into_iter()
            .filter(move |one| Some(one.id) != has_it && !one.is_disabled)
            .collect::<Vec<_>>()
    };
    let departments = move || {
        let agents = desk.agents.get();
        let working = agents.into_iter().filter(|one| !one.is_disabled);
        working.map(|one| one.department).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>()
    };
    let hand = move |_| {
        let Some(choice) = choice.get_untracked() else { return };
        let chosen = choice.value();
        choice.set_value("");
        let assign = match chosen.split_once(':') {
            Some((_, department)) => {
                Assign { agent: None, department: Some(department.to_owned()) }
            }
            None if chosen.is_empty() => return,
            // What is no number is the queue.
            None => Assign { agent: chosen.parse().ok(), department: None },
        };
        desk.act("POST", format!("/conversations/{}/assign", id(desk)), assign);
    };
    view! {
        <select node_ref=choice aria-label=move || desk.say(HAND_TO) on:change=hand>
            <option value="">{move || desk.say(HAND_TO)}</option>
            <option value="queue">{move || desk.say(BACK_TO_QUEUE)}</option>
            <For each=others key=|one| one.id let:one>
                <option value=one.id.to_string()>{one.name}</option>
            </For>
            <For each=departments key=String::clone let:one>
                <option value=format!("department:{one}")>{move || desk.say(DEPARTMENT)} " · " {one.clone()}</option>
            </For>
        </select>
    }
}

/// What was said.
#[component]
fn Transcript() -> impl IntoView {
    let desk = Desk::here();
    let list = NodeRef::<html::Div>::new();
    let messages = move || summary(desk, |one| one.messages.clone()).unwrap_or_default();
    // The newest is followed, unless the agent reads further up.
    let (known, height) = (StoredValue::new(0), StoredValue::new(0));
    Effect::new(move || {
        let count = summary(desk, |one| one.messages.len()).unwrap_or_default();
        desk.is_visitor_typing.track();
        let Some(list) = list.get() else { return };
        // From where the end was before, however tall what came is.
        let below = height.get_value() - list.scroll_top() - list.client_height();
        let follows = known.get_value() == 0 || below < NEAR;
        known.set_value(count);
        request_animation_frame(move || {
            // The conversation may have been closed meanwhile.
            height.try_set_value(list.scroll_height());
            if follows {
                list.set_scroll_top(list.scroll_height());
            }
        });
    });
    let is_seen = move || {
        summary(desk, |one| {
            let last = one
                .messages
                .iter()
                .rfind(|message| message.message_type == 1 && !message.is_private);
            last.is_some_and(|last| one.contact_seen_at >= last.created_at)
        }) == Some(true)
    };
    view! {
        <div class="transcript" role="log" tabindex="0" aria-label=move || desk.say(MESSAGES) node_ref=list>
            <For each=messages key=|one| one.id let:one>
                <Line one/>
            </For>
            <Show when=is_seen>
                <p class="seen">{move || desk.say(SEEN)}</p>
            </Show>
            <Show when=move || desk.is_visitor_typing.get()>
                <p class="typing">{move || desk.say(VISITOR)} " " {move || desk.say(TYPES)}</p>
            </Show>
        </div>
    }
}
