//! The conversations of a view: who, why, how urgent, and what was said last.

use kefu_wire::console::{Status, Summary};
use leptos::prelude::*;

use crate::moment::since;
use crate::state::{Desk, View};
use crate::texts::{
    CONVERSATIONS, NEXT, NOBODY_WAITS, NOTHING_HERE, PRIORITY, UNREAD, VISITOR, reason,
};

/// The list.
#[component]
pub fn List() -> impl IntoView {
    let desk = Desk::here();
    let is_queue = move || desk.view.get() == View::Queue;
    let empty = move || if is_queue() { NOBODY_WAITS } else { NOTHING_HERE };
    let has_some = move || desk.list.with(|list| !list.is_empty());
    view! {
        <section class="list" aria-label=move || desk.say(CONVERSATIONS)>
            <Show when=move || is_queue() && has_some()>
                <button class="primary next" on:click=move |_| desk.take_next()>
                    {move || desk.say(NEXT)}
                </button>
            </Show>
            <Show when=has_some fallback=move || view! { <p class="empty">{desk.say(empty())}</p> }>
                <ul>
                    <For
                        each=move || desk.list.get()
                        key=|one| (one.id, one.active_at, one.priority, one.unread, one.status as u8, one.assignee)
                        let:one
                    >
                        <Item one/>
                    </For>
                </ul>
            </Show>
        </section>
    }
}

/// One of them.
#[component]
fn Item(
    /// As the desk tells it.
    one: Summary,
) -> impl IntoView {
    let desk = Desk::here();
    let Summary {
        id, contact, priority, newest, unread, active_at, waiting_since, assignee, ..
    } = one;
    let (is_over, why) = (one.status == Status::Resolved, one.reason);
    let at = if assignee.is_none() && !is_over { waiting_since } else { active_at };
    let name = move || {
        let name = if contact.is_empty() { desk.say(VISITOR).to_owned() } else { contact.clone() };
        format!("{name} #{id}")
    };
    let has_reason = !why.is_empty();
    view! {
        <li>
            <button
                class="item"
                aria-current=move || (desk.open.get() == Some(id)).then_some("true")
                data-over=is_over.to_string()
                on:click=move |_| desk.open_conversation(id)
            >
                <span class="who">{name}</span>
                <span class="when">{move || since(at, desk.now.get())}</span>
                <span class="words" dir="auto">{newest}</span>
                <span class="tags">
                    <Show when=move || !is_over && assignee.is_none()>
                        <span class="priority" data-high=(priority >= 50).to_string()>
                            {move || desk.say(PRIORITY)} " " {priority}
                        </span>
                    </Show>
                    {has_reason.then(|| {
                        let why = reason(&why);
                        view! { <span class="reason">{move || desk.say(why)}</span> }
                    })}
                    {assignee.map(|agent| view! { <span class="agent">{move || desk.name_of(agent)}</span> })}
                    {(unread > 0).then(|| view! { <span class="unread">{unread} " " {move || desk.say(UNREAD)}</span> })}
                </span>
            </button>
        </li>
    }
}
