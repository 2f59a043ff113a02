//! The door: signing in, and setting a password for those who were invited.

use kefu_wire::console::{Accept, CODE_NEEDED, SignIn, SignedIn};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api::{self, Fault};
use crate::state::Desk;
use crate::texts::{
    CODE, CODE_WANTED, EMAIL, INVITATION_USED, LANGUAGE, NAME, NOT_REACHED, PASSWORD,
    PASSWORD_RULE, SET_PASSWORD, SIGN_IN, TOO_OFTEN, Text, WRONG_CODE, WRONG_SIGN_IN,
};

/// Stands in the address of an invitation, behind `#`.
const INVITATION: &str = "#invitation=";

/// Whoever is not signed in sees this.
#[component]
pub fn Door() -> impl IntoView {
    let desk = Desk::here();
    let invitation = invitation();
    let is_invited = !invitation.is_empty();
    let title = if is_invited { SET_PASSWORD } else { SIGN_IN };
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let code = RwSignal::new(String::new());
    let (wrong, wants_code) = (RwSignal::new(None::<Text>), RwSignal::new(false));
    let enter = move |event: SubmitEvent| {
        event.prevent_default();
        let (name, password, token) = (name.get(), password.get(), invitation.clone());
        spawn_local(async move {
            let entered = if is_invited {
                let accept = Accept { token, name, password };
                api::send::<_, SignedIn>("POST", "/invitation", &accept, "").await
            } else {
                let sign_in = SignIn { email: name, password, code: code.get_untracked() };
                api::send::<_, SignedIn>("POST", "/sign-in", &sign_in, "").await
            };
            match entered {
                Ok(Some(me)) => {
                    forget_invitation();
                    desk.enter(me);
                }
                Ok(None) | Err(Fault::NotReached | Fault::SignInFirst) => {
                    wrong.set(Some(NOT_REACHED));
                }
                Err(Fault::Refused { why, .. }) if why == CODE_NEEDED => {
                    wants_code.set(true);
                    wrong.set(Some(CODE_WANTED));
                }
                Err(Fault::Refused { status, .. }) => wrong.set(Some(match status {
                    429 => TOO_OFTEN,
                    422 => PASSWORD_RULE,
                    _ if is_invited => INVITATION_USED,
                    _ if wants_code.get_untracked() => WRONG_CODE,
                    _ => WRONG_SIGN_IN,
                })),
            }
        });
    };
    let label = if is_invited { NAME } else { EMAIL };
    let (kind, purpose) = if is_invited { ("text", "name") } else { ("email", "username") };
    let secret = if is_invited { "new-password" } else { "current-password" };
    view! {
        <main class="door">
            <h1>"Kefu"</h1>
            <form on:submit=enter>
                <h2>{move || desk.say(title)}</h2>
                <label>
                    {move || desk.say(label)}
                    <input type=kind autocomplete=purpose required=!is_invited bind:value=name/>
                </label>
                <label>
                    {move || desk.say(PASSWORD)}
                    <input type="password" autocomplete=secret required=true bind:value=password/>
                </label>
                <Show when=move || wants_code.get()>
                    <label>
                        {move || desk.say(CODE)}
                        <input type="text" inputmode="numeric" autocomplete="one-time-code" required=true bind:value=code/>
                    </label>
                </Show>
                <Show when=move || is_invited>
                    <p class="hint">{move || desk.say(PASSWORD_RULE)}</p>
                </Show>
                <p class="wrong" role="alert">{move || wrong.get().map(|text| desk.say(text))}</p>
                <button class="primary" type="submit">{move || desk.say(title)}</button>
            </form>
            <button class="quiet" on:click=move |_| desk.switch_language()>
                {move || desk.say(LANGUAGE)}
            </button>
        </main>
    }
}

fn invitation() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.and_then(|hash| hash.strip_prefix(INVITATION).map(str::to_owned)).unwrap_or_default()
}

/// It works once, and stays in no history.
fn forget_invitation() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // It is of no use to anybody any more.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("/desk/"));
    }
}
