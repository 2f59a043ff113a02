//! Who else is at the desk, inviting others, and what is written often.

use kefu_wire::console::{Canned, Invited, NewAgent, Role};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::app::{may_invite, said, word};
use crate::second_step::SecondStep;
use crate::state::Desk;
use crate::texts::{
    CANNED, CONTENT, DEPARTMENT, EMAIL, INVITE, INVITE_LINK, INVITE_SOMEBODY, KEEP, NAME, REMOVE,
    ROLE, ROLE_AGENT, ROLE_OWNER, ROLE_SUPERVISOR, SHORT, TEAM, TITLE, Text,
};

/// The people.
#[component]
pub fn Team() -> impl IntoView {
    let desk = Desk::here();
    let mine = move || desk.me.with(|me| me.as_ref().map(|me| me.me.role)).unwrap_or_default();
    view! {
        <main class="team">
            <section>
                <h2>{move || desk.say(TEAM)}</h2>
                <ul class="people">
                    <For
                        each=move || desk.agents.get()
                        key=|one| (one.id, one.availability as u8, one.is_disabled)
                        let:one
                    >
                        <li data-disabled=one.is_disabled.to_string()>
                            <span class="dot" data-availability=word(one.availability) aria-hidden="true"></span>
                            <b>{one.name}</b>
                            " "
                            {one.title}
                            " "
                            <span class="quiet-text">
                                {one.email} " · " {move || desk.say(role(one.role))} " · "
                                {move || desk.say(said(one.availability))}
                            </span>
                        </li>
                    </For>
                </ul>
            </section>
            <Show when=move || may_invite(mine())>
                <Invite/>
            </Show>
            <CannedReplies/>
            <SecondStep/>
        </main>
    }
}

fn role(role: Role) -> Text {
    match role {
        Role::Agent => ROLE_AGENT,
        Role::Supervisor => ROLE_SUPERVISOR,
        Role::Owner => ROLE_OWNER,
    }
}

/// Invites somebody.
#[component]
fn Invite() -> impl IntoView {
    let desk = Desk::here();
    let (email, name) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (title, rank) = (RwSignal::new(String::new()), RwSignal::new("agent".to_owned()));
    let department = RwSignal::new(String::new());
    let link = RwSignal::new(String::new());
    let invite = move |event: SubmitEvent| {
        event.prevent_default();
        let role =
            if rank.get_untracked() == "supervisor" { Role::Supervisor } else { Role::Agent };
        let new = NewAgent {
            email: email.get_untracked(),
            name: name.get_untracked(),
            title: title.get_untracked(),
            department: department.get_untracked(),
            role,
            ..NewAgent::default()
        };
        let csrf = desk.csrf();
        spawn_local(async move {
            match api::send::<_, Invited>("POST", "/agents", &new, &csrf).await {
                Ok(invited) => {
                    link.set(invited.unwrap_or_default().link);
                    [email, name, title].iter().for_each(|field| field.set(String::new()));
                    if let Ok(agents) = api::get("/agents").await {
                        desk.agents.set(agents);
                    }
                }
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    view! {
        <section>
            <h2>{move || desk.say(INVITE_SOMEBODY)}</h2>
            <form class="fields" on:submit=invite>
                <label>{move || desk.say(EMAIL)} <input type="email" required=true bind:value=email/></label>
                <label>{move || desk.say(NAME)} <input type="text" required=true bind:value=name/></label>
                <label>{move || desk.say(TITLE)} <input type="text" bind:value=title/></label>
                <label>{move || desk.say(DEPARTMENT)} <input type="text" bind:value=department/></label>
                <label>
                    {move || desk.say(ROLE)}
                    <select bind:value=rank>
                        <option value="agent">{move || desk.say(ROLE_AGENT)}</option>
                        <option value="supervisor">{move || desk.say(ROLE_SUPERVISOR)}</option>
                    </select>
                </label>
                <button class="primary" type="submit">{move || desk.say(INVITE)}</button>
            </form>
            <div role="status">
                <Show when=move || link.with(|link| !link.is_empty())>
                    <p>{move || desk.say(INVITE_LINK)}</p>
                    <p><code>{move || link.get()}</code></p>
                </Show>
            </div>
        </section>
    }
}

/// What is written often.
#[component]
fn CannedReplies() -> impl IntoView {
    let desk = Desk::here();
    let (short, content) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let fetch = move || {
        spawn_local(async move {
            if let Ok(all) = api::get("/canned").await {
                desk.canned.set(all);
            }
        });
    };
    let keep = move |event: SubmitEvent| {
        event.prevent_default();
        let canned =
            Canned { id: 0, short: short.get_untracked(), content: content.get_untracked() };
        let csrf = desk.csrf();
        spawn_local(async move {
            match api::send::<_, i64>("PUT", "/canned", &canned, &csrf).await {
                Ok(_) => {
                    short.set(String::new());
                    content.set(String::new());
                    fetch();
                }
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    let remove = move |id: i64| {
        let csrf = desk.csrf();
        spawn_local(async move {
            match api::send::<_, ()>("DELETE", &format!("/canned/{id}"), &(), &csrf).await {
                Ok(_) => fetch(),
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    view! {
        <section>
            <h2>{move || desk.say(CANNED)}</h2>
            <ul class="people">
                <For each=move || desk.canned.get() key=|one| (one.id, one.content.clone()) let:one>
                    <li>
                        <b>"/" {one.short}</b>
                        " "
                        <span dir="auto">{one.content}</span>
                        " "
                        <button class="quiet" on:click=move |_| remove(one.id)>{move || desk.say(REMOVE)}</button>
                    </li>
                </For>
            </ul>
            <form class="fields" on:submit=keep>
                <label>{move || desk.say(SHORT)} <input type="text" required=true maxlength="40" bind:value=short/></label>
                <label>{move || desk.say(CONTENT)} <input type="text" required=true bind:value=content/></label>
                <button type="submit">{move || desk.say(KEEP)}</button>
            </form>
        </section>
    }
}
