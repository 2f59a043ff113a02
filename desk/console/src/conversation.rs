//! The open conversation: what was said, what can be done with it, and a box to write.

use kefu_wire::chatwoot::Message;
use kefu_wire::console::{Assign, Canned, Details, Reply, Snooze, Status};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::moment::time;
use crate::packet::Packet;
use crate::state::Desk;
use crate::texts::{
    BACK, BACK_TO_QUEUE, CANNED, CHOOSE, CLAIM, HAND_TO, LOOKS, MESSAGES, MODE, NOT_SENT, NOTE,
    REPLY, RESOLVE, SEEN, SEND, SNOOZE, TYPES, VISITOR, WRITE_NOTE, WRITE_REPLY,
};

/// Minutes that a conversation rests.
const SNOOZE_MINUTES: u32 = 60;

/// Closer to the end than this counts as reading the end, in pixels; a message that has just come is within it.
const NEAR: i32 = 160;

/// How often the visitor is told that somebody types, in milliseconds.
const TYPING_MS: f64 = 3_000.0;

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

fn summary<T>(desk: Desk, read: impl FnOnce(&Details) -> T) -> Option<T> {
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
    let others = move || {
        let (open, me) = (desk.open.get(), desk.own_id());
        let looking = desk.looking.get();
        let here = looking.iter().filter(|(agent, at)| Some(*at) == open && *agent != me);
        let names: Vec<String> = here.map(|(agent, _)| desk.name_of(*agent)).collect();
        names.join(", ")
    };
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
            <span class="others">
                {move || {
                    let others = others();
                    (!others.is_empty()).then(|| format!("{others} {}", desk.say(LOOKS)))
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
    let hand = move |_| {
        let Some(choice) = choice.get_untracked() else { return };
        let chosen = choice.value();
        choice.set_value("");
        let agent = match chosen.as_str() {
            "" => return,
            "queue" => None,
            number => number.parse().ok(),
        };
        let assign = Assign { agent, department: None };
        desk.act("POST", format!("/conversations/{}/assign", id(desk)), assign);
    };
    view! {
        <select node_ref=choice aria-label=move || desk.say(HAND_TO) on:change=hand>
            <option value="">{move || desk.say(HAND_TO)}</option>
            <option value="queue">{move || desk.say(BACK_TO_QUEUE)}</option>
            <For each=others key=|one| one.id let:one>
                <option value=one.id.to_string()>{one.name}</option>
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
    let known = StoredValue::new(0);
    Effect::new(move || {
        let count = summary(desk, |one| one.messages.len()).unwrap_or_default();
        desk.is_visitor_typing.track();
        let Some(list) = list.get() else { return };
        let below = list.scroll_height() - list.scroll_top() - list.client_height();
        let is_first = known.get_value() == 0;
        known.set_value(count);
        if is_first || below < NEAR {
            request_animation_frame(move || list.set_scroll_top(list.scroll_height()));
        }
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

/// One message.
#[component]
fn Line(
    /// As the desk tells it.
    one: Message,
) -> impl IntoView {
    let desk = Desk::here();
    let side = match (one.message_type, one.is_private) {
        (_, true) => "note",
        (0, _) => "visitor",
        (1, _) => "agent",
        _ => "activity",
    };
    let sender = one.sender.map(|sender| sender.name).unwrap_or_default();
    let name = move || match side {
        "visitor" => desk.say(VISITOR).to_owned(),
        "note" => format!("{sender} · {}", desk.say(NOTE)),
        _ => sender.clone(),
    };
    view! {
        <article class="line" data-side=side>
            <p class="by">{name} " " <time>{time(one.created_at * 1_000)}</time></p>
            <p class="said" dir="auto">{one.content}</p>
        </article>
    }
}

/// Where an agent writes. Enter sends unless an input method composes; what does not arrive stays in the box.
#[component]
fn Composer(
    /// The conversation that it writes to.
    id: i64,
) -> impl IntoView {
    let desk = Desk::here();
    let (text, is_note) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (wrong, is_sending) = (RwSignal::new(String::new()), RwSignal::new(false));
    // The same words sent again after a failure are the same message.
    let echo = RwSignal::new(String::new());
    let typed_at = StoredValue::new(0.0);
    let input = NodeRef::<html::Textarea>::new();
    let stopped = move || {
        if typed_at.get_value() > 0.0 {
            typed_at.set_value(0.0);
            desk.act("POST", format!("/conversations/{id}/typing/off"), ());
        }
    };
    let change_mode = move |note: bool| {
        is_note.set(note);
        echo.set(String::new());
    };
    let send = move || {
        let (words, csrf) = (text.get_untracked(), desk.csrf());
        if words.trim().is_empty() || is_sending.get_untracked() {
            return;
        }
        if echo.with_untracked(String::is_empty) {
            echo.set(format!("console-{}-{}", js_sys::Date::now(), js_sys::Math::random()));
        }
        is_sending.set(true);
        let reply = Reply {
            content: words.clone(),
            is_note: is_note.get_untracked(),
            echo_id: echo.get_untracked(),
        };
        spawn_local(async move {
            let path = format!("/conversations/{id}/messages");
            match api::send::<_, Message>("POST", &path, &reply, &csrf).await {
                Ok(_) => {
                    // What was typed meanwhile is the next message.
                    if text.with_untracked(|text| *text == words) {
                        text.set(String::new());
                    }
                    stopped();
                    echo.set(String::new());
                    wrong.set(String::new());
                }
                Err(fault) => {
                    let why = match &fault {
                        api::Fault::Refused { why, .. } => why.clone(),
                        _ => String::new(),
                    };
                    wrong.set(untrack(|| desk.say(NOT_SENT)).to_owned() + &why);
                    desk.tell(&fault);
                }
            }
            is_sending.set(false);
        });
    };
    let typed = move || {
        let now = js_sys::Date::now();
        if text.with_untracked(String::is_empty) {
            stopped();
        } else if !is_note.get_untracked() && now > typed_at.get_value() + TYPING_MS {
            typed_at.set_value(now);
            desk.act("POST", format!("/conversations/{id}/typing/on"), ());
        }
        echo.set(String::new());
    };
    let canned = move || {
        let words = text.get();
        let Some(search) = words.strip_prefix('/').map(str::to_lowercase) else {
            return Vec::new();
        };
        let all = desk.canned.get();
        all.into_iter().filter(|one| one.short.to_lowercase().starts_with(&search)).collect()
    };
    let name = move || summary(desk, |one| one.summary.contact.clone()).unwrap_or_default();
    let choose = move |content: String| {
        text.set(content.replace("{{name}}", &name()));
        if let Some(input) = input.get_untracked() {
            // A box that is gone needs no focus.
            let _ = input.focus();
        }
    };
    let hint = move || desk.say(if is_note.get() { WRITE_NOTE } else { WRITE_REPLY });
    view! {
        <form
            class="composer"
            data-note=move || is_note.get().to_string()
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <div class="modes" role="group" aria-label=move || desk.say(MODE)>
                <button type="button" class="tab" aria-pressed=move || (!is_note.get()).to_string()
                    on:click=move |_| change_mode(false)>{move || desk.say(REPLY)}</button>
                <button type="button" class="tab" aria-pressed=move || is_note.get().to_string()
                    on:click=move |_| change_mode(true)>{move || desk.say(NOTE)}</button>
            </div>
            <Show when=move || !canned().is_empty()>
                <ul class="canned" aria-label=move || desk.say(CANNED)>
                    <For each=canned key=|one| one.id let:one>
                        <Shortcut one choose=Callback::new(choose)/>
                    </For>
                </ul>
            </Show>
            <textarea
                rows="3"
                maxlength="10000"
                node_ref=input
                aria-label=hint
                placeholder=hint
                prop:value=move || text.get()
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    typed();
                }
                on:keydown=move |event| {
                    let is_composing = event.is_composing() || event.key_code() == 229;
                    if event.key() == "Enter" && !event.shift_key() && !is_composing {
                        event.prevent_default();
                        send();
                    }
                }
            ></textarea>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <button class="primary" type="submit" disabled=move || text.with(|text| text.trim().is_empty())>
                {move || desk.say(SEND)}
            </button>
        </form>
    }
}

/// A reply that is written often.
#[component]
fn Shortcut(
    /// Which.
    one: Canned,
    /// Takes its words.
    choose: Callback<String>,
) -> impl IntoView {
    let Canned { short, content, .. } = one;
    let words = content.clone();
    view! {
        <li>
            <button type="button" on:click=move |_| choose.run(words.clone())>
                <b>"/" {short}</b> " " {content}
            </button>
        </li>
    }
}
