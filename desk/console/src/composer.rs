//! The box in which an agent writes, and what goes along.

use kefu_wire::chatwoot::Message;
use kefu_wire::console::{Canned, Found, Reply, Tried, Try};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileList, FormData, HtmlInputElement};

use crate::conversation::summary;
use crate::line::size;
use crate::state::Desk;
use crate::texts::{
    ATTACH, CANNED, FILES, FROM_KNOWLEDGE, MODE, NOT_SENT, NOTE, PICTURE_UNREADABLE, REPLY, SEND,
    TAKE_OUT, WRITE_NOTE, WRITE_REPLY,
};
use crate::{api, picture};

/// How often the visitor is told that somebody types, in milliseconds.
const TYPING_MS: f64 = 3_000.0;

/// The files that the desk takes, as a browser's dialog wants to know it.
const TAKEN: &str = ".png,.jpg,.jpeg,.gif,.webp,.bmp,.pdf,.mp3,.mp4,.ogg,.csv";

/// Where an agent writes. Enter sends unless an input method composes; what does not arrive stays in the box.
#[component]
pub fn Composer(
    /// The conversation that it writes to.
    id: i64,
) -> impl IntoView {
    let desk = Desk::here();
    let (text, is_note) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (wrong, is_sending) = (RwSignal::new(String::new()), RwSignal::new(false));
    // The same words sent again after a failure are the same message.
    let echo = RwSignal::new(String::new());
    // Browsers hand files to this thread alone.
    let files = RwSignal::new_local(Vec::<File>::new());
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
        let chosen = files.get_untracked();
        if words.trim().is_empty() && chosen.is_empty() || is_sending.get_untracked() {
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
            let sent = if chosen.is_empty() {
                api::send::<_, Message>("POST", &path, &reply, &csrf).await
            } else {
                match form(&reply, &chosen).await {
                    Ok(form) => api::send_form(&path, &form, &csrf).await,
                    Err(_) => Err(api::Fault::Refused {
                        status: 0,
                        why: untrack(|| desk.say(PICTURE_UNREADABLE)).to_owned(),
                    }),
                }
            };
            if echo.is_disposed() {
                // The agent has gone on to another conversation, and the box with it.
                if let Err(fault) = &sent {
                    desk.tell(fault);
                }
                return;
            }
            match sent {
                Ok(_) => {
                    files.update(|files| files.retain(|file| !chosen.contains(file)));
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
    // What follows a question mark at the beginning is asked of the assistant.
    let answers = RwSignal::new(Vec::<Found>::new());
    let search = move || {
        let words = text.get_untracked();
        let Some(question) = words.strip_prefix(['?', '？']).map(str::trim) else {
            return answers.set(Vec::new());
        };
        let locale = untrack(|| summary(desk, |one| one.summary.locale.clone()));
        let asked =
            Try { question: question.to_owned(), locale: locale.unwrap_or_default(), draft: None };
        let csrf = desk.csrf();
        spawn_local(async move {
            let found = api::send::<_, Tried>("POST", "/knowledge/try", &asked, &csrf).await;
            // Somebody who types on is not shown what they asked before.
            // And whoever has gone on to another conversation is shown nothing here.
            if text.try_with_untracked(|text| *text == words) == Some(true) {
                answers.set(found.ok().flatten().unwrap_or_default().entries);
            }
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
        search();
    };
    let take = move |list: Option<FileList>| {
        let Some(list) = list.filter(|list| list.length() > 0) else { return };
        files.update(|files| files.extend((0..list.length()).filter_map(|at| list.get(at))));
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
        answers.set(Vec::new());
        echo.set(String::new());
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
            <Show when=move || !answers.with(Vec::is_empty)>
                <ul class="canned" aria-label=move || desk.say(FROM_KNOWLEDGE)>
                    <For each=move || answers.get() key=|one| one.id.clone() let:one>
                        <Answer one choose=Callback::new(choose)/>
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
                on:paste=move |event| {
                    // A picture from the clipboard; text goes where text goes.
                    take(event.clipboard_data().and_then(|pasted| pasted.files()));
                }
                on:keydown=move |event| {
                    let is_composing = event.is_composing() || event.key_code() == 229;
                    if event.key() == "Enter" && !event.shift_key() && !is_composing {
                        event.prevent_default();
                        send();
                    }
                }
            ></textarea>
            <Chosen files echo/>
            <p class="wrong" role="alert">{move || wrong.get()}</p>
            <div class="sending">
                <label class="attach">
                    <input type="file" multiple accept=TAKEN on:change=move |event| {
                        let input = event_target::<HtmlInputElement>(&event);
                        take(input.files());
                        input.set_value("");
                    }/>
                    {move || desk.say(ATTACH)}
                </label>
                <button
                    class="primary"
                    type="submit"
                    disabled=move || text.with(|text| text.trim().is_empty()) && files.with(Vec::is_empty)
                >
                    {move || desk.say(SEND)}
                </button>
            </div>
        </form>
    }
}

/// The files that go along, each of which can be taken out again.
#[component]
fn Chosen(
    /// Which.
    files: RwSignal<Vec<File>, LocalStorage>,
    /// With other files it is another message.
    echo: RwSignal<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let items = move || {
        let chosen = files.get().into_iter().enumerate();
        chosen
            .map(|(at, file)| {
                let (name, bytes) = (file.name(), file.size() as i64);
                let label = format!("{}: {name}", untrack(|| desk.say(TAKE_OUT)));
                view! {
                    <li>
                        {name} " · " {size(bytes)} " "
                        <button type="button" class="quiet" aria-label=label on:click=move |_| {
                            files.update(|files| drop(files.remove(at)));
                            echo.set(String::new());
                        }>"×"</button>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !files.with(Vec::is_empty)>
            <ul class="chosen" aria-label=move || desk.say(FILES)>{items}</ul>
        </Show>
    }
}

/// A reply with files, as the desk takes it.
async fn form(reply: &Reply, files: &[File]) -> Result<FormData, JsValue> {
    let form = FormData::new().unwrap_or_else(|_| JsValue::UNDEFINED.unchecked_into());
    // They fail only where there is no form at all, which no browser has.
    let _ = form.append_with_str("content", &reply.content);
    let _ = form.append_with_str("echo_id", &reply.echo_id);
    let _ = form.append_with_str("is_note", &reply.is_note.to_string());
    for file in files {
        let clean = picture::cleaned(file).await?;
        let _ = form.append_with_blob_and_filename("attachments[]", &clean, &file.name());
    }
    Ok(form)
}

/// What the assistant would say.
#[component]
fn Answer(
    /// Which.
    one: Found,
    /// Takes its words.
    choose: Callback<String>,
) -> impl IntoView {
    let words = one.answer.clone();
    view! {
        <li>
            <button type="button" on:click=move |_| choose.run(words.clone())>
                <b>{one.question}</b> " " {one.answer}
            </button>
        </li>
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
