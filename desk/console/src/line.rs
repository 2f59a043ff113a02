//! One message, with its files.

use kefu_wire::chatwoot::{Attachment, Message};
use leptos::prelude::*;

use crate::moment::time;
use crate::state::Desk;
use crate::texts::{NOTE, VISITOR};

/// One message.
#[component]
pub fn Line(
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
            {(!one.content.is_empty()).then(|| view! { <p class="said" dir="auto">{one.content}</p> })}
            {one.attachments.into_iter().map(|one| view! { <File one/> }).collect_view()}
        </article>
    }
}

/// A file: a picture is shown, whatever else is named. Both open as a download.
#[component]
fn File(
    /// As the desk tells it.
    one: Attachment,
) -> impl IntoView {
    // The desk may be called otherwise by visitors; its files are beside this page all the same.
    let Some(place) = one.data_url.find(FILES) else { return ().into_any() };
    let url = one.data_url[place..].to_owned();
    let name = file_name(&url);
    if one.file_type == "image" {
        let picture = url.clone();
        view! {
            <a class="file picture" href=url download="">
                <img src=picture alt=name loading="lazy"/>
            </a>
        }
        .into_any()
    } else {
        view! {
            <a class="file" href=url download="">{name} " · " {size(one.file_size)}</a>
        }
        .into_any()
    }
}

/// Where the desk gives out files.
const FILES: &str = "/public/files/";

/// What a file is called, as its address ends.
fn file_name(url: &str) -> String {
    let last = url.rsplit('/').next().unwrap_or_default();
    js_sys::decode_uri_component(last).map_or_else(|_| last.to_owned(), String::from)
}

/// A number of bytes as people say it.
pub fn size(bytes: i64) -> String {
    match bytes {
        ..1_024 => format!("{bytes} B"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{:.1} MB", bytes as f64 / 1_048_576.0),
    }
}
