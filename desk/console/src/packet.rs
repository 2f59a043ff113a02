//! What came along with the hand-over: why, how urgent, who, from where, and what was said before.

use kefu_wire::console::{Reveal, Revealed};
use kefu_wire::handoff::{Evidence, Handoff, Line, Priority, Tag};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::state::Desk;
use crate::texts::{
    ABOUT, ASSISTANT, BEFORE, CONSENT, CONTACT, COVERED, MESSAGE, MOOD, PAGE, PER_MINUTE, PRIORITY,
    PROFILE, REASON, REVEAL, TAGS, TOPIC, TRIED, Text, URGENCY, VALUE, VISITOR, VOUCHED_FOR,
    WHY_REVEAL, reason,
};

/// Everything about the visitor of the open conversation.
#[component]
pub fn Packet() -> impl IntoView {
    let desk = Desk::here();
    let handoff =
        move || desk.details.with(|details| details.as_ref().and_then(|one| one.handoff.clone()));
    let vouched_for = move || {
        desk.details.with(|details| details.as_ref().and_then(|one| one.vouched_for.clone()))
    };
    let is_covered =
        move || desk.details.with(|details| details.as_ref().is_some_and(|one| one.is_covered));
    view! {
        <section class="packet" tabindex="0" aria-label=move || desk.say(ABOUT)>
            {move || vouched_for().map(|name| part(desk, VOUCHED_FOR, view! { <p dir="auto">{name}</p> }))}
            {move || handoff().map(|handoff| view! { <Parts handoff/> })}
            <Show when=is_covered>
                <Uncover/>
            </Show>
        </section>
    }
}

/// A part, where there is something in it.
fn part(desk: Desk, title: Text, content: impl IntoView + 'static) -> impl IntoView {
    view! {
        <section>
            <h3>{move || desk.say(title)}</h3>
            {content}
        </section>
    }
}

#[component]
fn Parts(
    /// As the widget sent it.
    handoff: Handoff,
) -> impl IntoView {
    let desk = Desk::here();
    let why = reason(&handoff.reason);
    let sentence = handoff.why;
    let words = |text: String| view! { <p dir="auto">{text}</p> };
    let some = |text: &String| !text.is_empty();
    let reason = view! {
        <p>{move || desk.say(why)}</p>
        <p class="quiet-text" dir="auto">{sentence}</p>
    };
    let link = handoff.page.map(|page| {
        let is_web = page.url.starts_with("https://") || page.url.starts_with("http://");
        let title = if page.title.is_empty() { page.url.clone() } else { page.title };
        if is_web {
            view! { <a href=page.url target="_blank" rel="noopener noreferrer">{title}</a> }
                .into_any()
        } else {
            view! { <span>{title}</span> }.into_any()
        }
    });
    let profile = handoff.profile.map(|profile| {
        let values = profile.values.into_iter().map(|value| {
            view! { <dt>{value.field}</dt><dd dir="auto">{value.value}</dd> }
        });
        let consent = [
            profile.consent.purposes.join(", "),
            profile.consent.policy_version,
            profile.consent.at,
        ];
        view! {
            <dl>{values.collect_view()}</dl>
            <p class="quiet-text">{move || desk.say(CONSENT)} ": " {consent.join(" · ")}</p>
        }
    });
    let tags = handoff.tags;
    let lines = handoff.transcript.unwrap_or_default();
    view! {
        {part(desk, REASON, reason)}
        {handoff.priority.map(|priority| part(desk, PRIORITY, priority_parts(desk, &priority)))}
        {some(&handoff.message).then(|| part(desk, MESSAGE, words(handoff.message)))}
        {some(&handoff.contact).then(|| part(desk, CONTACT, words(handoff.contact)))}
        {profile.map(|profile| part(desk, PROFILE, profile))}
        {(!tags.is_empty()).then(|| part(desk, TAGS, tag_list(tags)))}
        {link.map(|link| part(desk, PAGE, link))}
        {(!handoff.tried.is_empty()).then(|| part(desk, TRIED, words(handoff.tried.join(", "))))}
        {(!lines.is_empty()).then(|| part(desk, BEFORE, transcript(desk, lines)))}
    }
}

fn priority_parts(desk: Desk, priority: &Priority) -> impl IntoView + use<> {
    let named = |what: &str| match what {
        "urgency" => URGENCY,
        "mood" => MOOD,
        "topic" => TOPIC,
        _ => VALUE,
    };
    let parts: Vec<_> =
        priority.parts.iter().map(|part| (named(&part.what), part.points)).collect();
    let (score, minute) = (priority.score, priority.waiting_minute);
    let sum = move || {
        let parts: Vec<String> =
            parts.iter().map(|(what, points)| format!("{} {points}", desk.say(*what))).collect();
        format!("{score} / 100  {}", parts.join(" + "))
    };
    view! {
        <p>{sum}</p>
        <p class="quiet-text">{move || desk.say(PER_MINUTE)} {minute}</p>
    }
}

fn tag_list(tags: Vec<Tag>) -> impl IntoView {
    let tags = tags.into_iter().map(|tag| {
        let name = if tag.label.is_empty() { tag.id } else { tag.label };
        let why: Vec<String> = tag.evidence.iter().map(evidence).collect();
        view! { <li><b>{name}</b> " " <span class="quiet-text">{why.join("; ")}</span></li> }
    });
    view! { <ul>{tags.collect_view()}</ul> }
}

fn evidence(one: &Evidence) -> String {
    let not = if one.not { "not " } else { "" };
    format!("{not}{}: {} ×{}", one.about, one.names.join(", "), one.count)
}

fn transcript(desk: Desk, lines: Vec<Line>) -> impl IntoView {
    let lines = lines.into_iter().map(|line| {
        let author = match line.author.as_str() {
            "visitor" => VISITOR,
            _ => ASSISTANT,
        };
        view! {
            <li data-author=line.author>
                <b>{move || desk.say(author)}</b> " " <span dir="auto">{line.text}</span>
            </li>
        }
    });
    view! { <ol class="before">{lines.collect_view()}</ol> }
}

/// Shows covered values, for a reason.
#[component]
fn Uncover() -> impl IntoView {
    let desk = Desk::here();
    let why = RwSignal::new(String::new());
    let values = RwSignal::new(Vec::new());
    let reveal = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(id) = desk.open.get_untracked() else { return };
        let (reveal, csrf) = (Reveal { reason: why.get_untracked() }, desk.csrf());
        spawn_local(async move {
            let path = format!("/conversations/{id}/reveal");
            match api::send::<_, Revealed>("POST", &path, &reveal, &csrf).await {
                Ok(revealed) => values.set(revealed.unwrap_or_default().values),
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    view! {
        <form class="uncover" on:submit=reveal>
            <p class="quiet-text">{move || desk.say(COVERED)}</p>
            <label>
                {move || desk.say(WHY_REVEAL)}
                <input type="text" required=true maxlength="500" bind:value=why/>
            </label>
            <button type="submit">{move || desk.say(REVEAL)}</button>
            <dl role="status">
                <For each=move || values.get() key=|one| one.field.clone() let:one>
                    <dt>{one.field}</dt>
                    <dd dir="auto">{one.value}</dd>
                </For>
            </dl>
        </form>
    }
}
