//! How the desk fares, now and over the last day.

use kefu_wire::console::Figures as Counted;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::moment::duration;
use crate::state::Desk;
use crate::texts::{
    AS_TABLE, ASKED_IN_VAIN, BY_DAY, BY_HOUR, CHATS, CONTAINED, CSAT, FIRST_CONTACT, FIRST_REPLY,
    LIVE, NOT_MEASURED, REASONS, RESOLUTION, RESOLVED, TODAY, Text, WAITING, reason,
};

const MINUTE_MS: f64 = 60_000.0;

/// The figures; counted anew every time they are looked at, and every minute.
#[component]
pub fn Figures() -> impl IntoView {
    let desk = Desk::here();
    let counted = RwSignal::new(None::<Counted>);
    let minute = Memo::new(move |_| (desk.now.get() / MINUTE_MS) as i64);
    Effect::new(move || {
        minute.track();
        spawn_local(async move {
            match api::get("/figures").await {
                Ok(figures) => counted.set(Some(figures)),
                Err(fault) => desk.tell(&fault),
            }
        });
    });
    view! { <main class="figures" tabindex="0">{move || counted.get().map(|one| page(desk, one))}</main> }
}

/// A bar of a chart, which says its number to those who do not see it.
fn bar(count: u32, most: u32, label: String) -> impl IntoView {
    let title = label.clone();
    view! {
        <li title=title>
            <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                <rect x="0" width="1" y=1.0 - f64::from(count) / f64::from(most) height="1"/>
            </svg>
            <span class="unseen">{label}</span>
        </li>
    }
}

fn page(desk: Desk, one: Counted) -> impl IntoView {
    let number = move |title: Text, value: String| {
        view! {
            <div class="figure">
                <dt>{move || desk.say(title)}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let none = move || desk.say(NOT_MEASURED).to_owned();
    let time = move |seconds: Option<u32>| seconds.map_or_else(none, duration);
    let answers: u32 = one.ratings.iter().sum();
    let content: u32 = one.ratings[3..].iter().sum();
    // A share, and of how many.
    let share = move |part: u32, of: u32| match of {
        0 => none(),
        _ => format!("{} % ({of})", part * 100 / of),
    };
    let most = one.by_hour.iter().copied().max().unwrap_or_default().max(1);
    let bars = one
        .by_hour
        .iter()
        .enumerate()
        .map(|(hour, count)| bar(*count, most, format!("−{} h: {count}", 24 - hour)));
    let busiest = one.by_day.iter().map(|day| day.conversations).max().unwrap_or_default().max(1);
    let days = one
        .by_day
        .iter()
        .map(|day| bar(day.conversations, busiest, format!("{}: {}", day.date, day.conversations)));
    let reasons = one.reasons.into_iter().map(|(word, count)| {
        let why = reason(&word);
        view! { <li><span>{move || desk.say(why)}</span> <b>{count}</b></li> }
    });
    view! {
        <dl class="numbers">
            {number(WAITING, one.waiting.to_string())}
            {number(LIVE, one.live.to_string())}
            {number(TODAY, one.today.to_string())}
            {number(RESOLVED, one.resolved.to_string())}
            {number(FIRST_REPLY, time(one.first_reply_seconds))}
            {number(RESOLUTION, time(one.resolution_seconds))}
            {number(CSAT, share(content, answers))}
            {number(CHATS, one.chats.to_string())}
            {number(CONTAINED, share(one.chats.saturating_sub(one.handed_over), one.chats))}
            {number(FIRST_CONTACT, share(one.first_contact, one.ended))}
            {number(ASKED_IN_VAIN, one.unanswered.to_string())}
        </dl>
        <section>
            <h2>{move || desk.say(BY_HOUR)}</h2>
            <ol class="hours">{bars.collect_view()}</ol>
        </section>
        <section>
            <h2>{move || desk.say(BY_DAY)}</h2>
            <ol class="hours">{days.collect_view()}</ol>
            <p><a href="/desk/api/figures.csv" download="">{move || desk.say(AS_TABLE)}</a></p>
        </section>
        <section>
            <h2>{move || desk.say(REASONS)}</h2>
            <ul class="reasons">{reasons.collect_view()}</ul>
        </section>
    }
}
