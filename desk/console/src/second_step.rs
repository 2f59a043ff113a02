//! Signing in with a second step: turned on, and off again, by the agent themselves.

use kefu_wire::console::{Code, Password, SecondStep as Known, SecondStepKey};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::state::Desk;
use crate::texts::{
    CODE, PASSWORD, SCAN, SECOND_STEP, SECOND_STEP_IS_OFF, SECOND_STEP_IS_ON, TURN_OFF, TURN_ON,
};

const PATH: &str = "/second-step";

/// So many modules are left free around a code, as the standard wants it.
const QUIET_ZONE: i32 = 4;

/// The second step of this agent.
#[component]
pub fn SecondStep() -> impl IntoView {
    let desk = Desk::here();
    let is_on = RwSignal::new(None::<bool>);
    let key = RwSignal::new(None::<SecondStepKey>);
    let code = RwSignal::new(String::new());
    let fetch = move || {
        spawn_local(async move {
            match api::get::<Known>(PATH).await {
                Ok(known) => is_on.set(Some(known.is_on)),
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    fetch();
    let password = RwSignal::new(String::new());
    let prepare = move |event: SubmitEvent| {
        event.prevent_default();
        let (csrf, typed) = (desk.csrf(), Password { password: password.get_untracked() });
        password.set(String::new());
        spawn_local(async move {
            match api::send::<_, SecondStepKey>("POST", PATH, &typed, &csrf).await {
                Ok(made) => key.set(made),
                Err(fault) => desk.tell(&fault),
            }
        });
    };
    let change = move |verb: &'static str| {
        let (csrf, typed) = (desk.csrf(), Code { code: code.get_untracked() });
        spawn_local(async move {
            match api::send::<_, ()>(verb, PATH, &typed, &csrf).await {
                Ok(_) => {
                    key.set(None);
                    fetch();
                }
                Err(fault) => desk.tell(&fault),
            }
            code.set(String::new());
        });
    };
    let form = move |verb: &'static str, label| {
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            change(verb);
        };
        view! {
            <form class="fields" on:submit=submit>
                <label>
                    {move || desk.say(CODE)}
                    <input type="text" inputmode="numeric" autocomplete="one-time-code" required=true maxlength="7" bind:value=code/>
                </label>
                <button class="primary" type="submit">{move || desk.say(label)}</button>
            </form>
        }
    };
    view! {
        <section>
            <h2>{move || desk.say(SECOND_STEP)}</h2>
            {move || match (is_on.get(), key.get()) {
                (None, _) => ().into_any(),
                (Some(true), _) => view! {
                    <p>{move || desk.say(SECOND_STEP_IS_ON)}</p>
                    {form("DELETE", TURN_OFF)}
                }
                .into_any(),
                (Some(false), None) => view! {
                    <p>{move || desk.say(SECOND_STEP_IS_OFF)}</p>
                    <form class="fields" on:submit=prepare>
                        <label>
                            {move || desk.say(PASSWORD)}
                            <input type="password" autocomplete="current-password" required=true bind:value=password/>
                        </label>
                        <button type="submit">{move || desk.say(TURN_ON)}</button>
                    </form>
                }
                .into_any(),
                (Some(false), Some(key)) => view! {
                    <p>{move || desk.say(SCAN)}</p>
                    {drawn(&key.address)}
                    <p><code>{key.secret.clone()}</code></p>
                    {form("PUT", TURN_ON)}
                }
                .into_any(),
            }}
        </section>
    }
}

/// What an app scans. Dark on light in both schemes, since not every app reads it the other way round.
fn drawn(address: &str) -> impl IntoView + use<> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y)));
    let path: String = dark
        .filter(|(x, y)| code.get_module(*x, *y))
        .map(|(x, y)| format!("M{x} {y}h1v1h-1z"))
        .collect();
    let whole = size + 2 * QUIET_ZONE;
    let frame = format!("-{QUIET_ZONE} -{QUIET_ZONE} {whole} {whole}");
    Some(view! {
        <svg class="scan" viewBox=frame aria-hidden="true" shape-rendering="crispEdges">
            <path d=path/>
        </svg>
    })
}
