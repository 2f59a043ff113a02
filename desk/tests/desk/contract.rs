//! Every call and event of Chatwoot's client API, as request and expected shape.
//!
//! Runs against a desk of its own; with `KEFU_CONTRACT_URL` and `KEFU_CONTRACT_INBOX` against that installation.

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::world::{Desk, Visitor};

/// Where the contract is tried; a desk of our own lives as long as this.
struct Party {
    base: String,
    inbox: String,
    desk: Option<Desk>,
}

async fn party() -> Party {
    match (std::env::var("KEFU_CONTRACT_URL"), std::env::var("KEFU_CONTRACT_INBOX")) {
        (Ok(base), Ok(inbox)) => Party { base, inbox, desk: None },
        _ => {
            let desk = Desk::open().await;
            Party { base: desk.base.clone(), inbox: desk.inbox.clone(), desk: Some(desk) }
        }
    }
}

/// A name, and what its value must be.
type Field = (&'static str, fn(&Value) -> bool);

/// Each name must be there, with a value of this kind.
fn has(value: &Value, fields: &[Field]) {
    for (name, fits) in fields {
        assert!(fits(&value[name]), "{name} in {value:#}");
    }
}

const MESSAGE: &[Field] = &[
    ("id", Value::is_number),
    ("content", Value::is_string),
    ("message_type", Value::is_number),
    ("content_type", Value::is_string),
    ("created_at", Value::is_number),
    ("conversation_id", Value::is_number),
    ("attachments", |value| value.is_array() || value.is_null()),
];

const CONVERSATION: &[Field] = &[
    ("id", Value::is_number),
    ("uuid", Value::is_string),
    ("inbox_id", Value::is_number),
    ("status", Value::is_string),
    ("messages", Value::is_array),
    ("contact_last_seen_at", |value| value.is_number() || value.is_string()),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_inbox_says_what_it_is() {
    let party = party().await;
    let url = format!("{}/public/api/v1/inboxes/{}", party.base, party.inbox);
    let inbox: Value = reqwest::get(&url).await.unwrap().json().await.unwrap();
    has(
        &inbox,
        &[
            ("identifier", Value::is_string),
            ("name", Value::is_string),
            ("timezone", Value::is_string),
            ("csat_survey_enabled", Value::is_boolean),
        ],
    );
    assert_eq!(reqwest::get(format!("{url}x")).await.unwrap().status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_made_shown_and_changed() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({ "name": "Ada" })).await;
    let contact = visitor.get("").await;
    has(
        &contact,
        &[
            ("source_id", Value::is_string),
            ("pubsub_token", Value::is_string),
            ("id", Value::is_number),
        ],
    );
    assert_eq!(contact["name"], "Ada");
    assert_eq!(contact["pubsub_token"], visitor.token.as_str());
    let changed = visitor
        .call(
            Method::PATCH,
            "",
            Some(&json!({ "email": "ada@example.com", "phone_number": "+8613800138000" })),
        )
        .await;
    assert_eq!(changed.status(), 200);
    let changed: Value = changed.json().await.unwrap();
    assert_eq!((&changed["email"], &changed["name"]), (&json!("ada@example.com"), &json!("Ada")));
    drop(party.desk);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_begun_listed_and_shown() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({})).await;
    let attributes = json!({ "custom_attributes": { "priority": 40, "language": "zh-CN" } });
    let made = visitor.post("/conversations", &attributes).await;
    has(&made, CONVERSATION);
    assert_eq!(made["status"], "open");
    let id = made["id"].as_i64().unwrap();
    has(&visitor.get(&format!("/conversations/{id}")).await, CONVERSATION);
    let all = visitor.get("/conversations").await;
    assert_eq!(all.as_array().unwrap().len(), 1);
    has(&all[0], CONVERSATION);
}

#[tokio::test(flavor = "multi_thread")]
async fn messages_are_written_and_fetched_in_pages() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({})).await;
    let id = visitor.begin().await;
    let messages = format!("/conversations/{id}/messages");
    for number in 0..25 {
        let sent =
            json!({ "content": format!("message {number}"), "echo_id": format!("echo {number}") });
        let sent = visitor.post(&messages, &sent).await;
        has(&sent, MESSAGE);
        assert_eq!((&sent["message_type"], &sent["conversation_id"]), (&json!(0), &json!(id)));
    }
    let newest = visitor.get(&messages).await;
    let newest = newest.as_array().unwrap();
    assert_eq!(newest.last().unwrap()["content"], "message 24");
    let oldest = newest[0]["id"].as_i64().unwrap();
    let before = visitor.get(&format!("{messages}?before={oldest}")).await;
    let before = before.as_array().unwrap();
    assert_eq!(before.len() + newest.len(), 25, "pages neither overlap nor leave anything out");
    assert_eq!(before[0]["content"], "message 0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_goes_along_as_a_form() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({})).await;
    let id = visitor.begin().await;
    // The smallest picture there is.
    let gif =
        b"GIF89a\x01\0\x01\0\0\0\0!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";
    let picture = Part::bytes(gif.to_vec()).file_name("dot.gif").mime_str("image/gif").unwrap();
    let form = Form::new().text("content", "look").text("echo_id", "e1");
    let form = form.part("attachments[]", picture);
    let sent = visitor.send_form(&format!("/conversations/{id}/messages"), form).await;
    assert_eq!(sent.status(), 200);
    let sent: Value = sent.json().await.unwrap();
    has(&sent, MESSAGE);
    has(
        &sent["attachments"][0],
        &[
            ("id", Value::is_number),
            ("file_type", |kind| kind == "image"),
            ("data_url", Value::is_string),
            ("thumb_url", Value::is_string),
            ("file_size", Value::is_number),
        ],
    );
    let url = sent["attachments"][0]["data_url"].as_str().unwrap();
    assert_eq!(reqwest::get(url).await.unwrap().bytes().await.unwrap().as_ref(), gif);
}

#[tokio::test(flavor = "multi_thread")]
async fn typing_reading_and_ending_are_taken() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({})).await;
    let id = visitor.begin().await;
    let one = format!("/conversations/{id}");
    for status in ["on", "off"] {
        let typing = json!({ "typing_status": status });
        let answer =
            visitor.call(Method::POST, &format!("{one}/toggle_typing"), Some(&typing)).await;
        assert_eq!(answer.status(), 200);
    }
    let seen = visitor.call(Method::POST, &format!("{one}/update_last_seen"), None).await;
    assert_eq!(seen.status(), 200);
    let ended = visitor.post(&format!("{one}/toggle_status"), &json!({})).await;
    assert_eq!(ended["status"], "resolved");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cable_welcomes_pings_confirms_and_tells() {
    let party = party().await;
    let visitor = Visitor::come(&party.base, &party.inbox, json!({})).await;
    let id = visitor.begin().await;
    let mut socket = visitor.listen().await;
    socket.until("a ping", |frame| frame["type"] == "ping" && frame["message"].is_number()).await;
    let presence = json!({ "action": "update_presence" }).to_string();
    let identifier = json!({ "channel": "RoomChannel", "pubsub_token": visitor.token }).to_string();
    socket.say(&json!({ "command": "message", "identifier": identifier, "data": presence })).await;

    visitor
        .post(
            &format!("/conversations/{id}/messages"),
            &json!({ "content": "hello", "echo_id": "e1" }),
        )
        .await;
    let created = socket.event("message.created").await;
    has(&created, MESSAGE);
    assert_eq!((&created["content"], &created["echo_id"]), (&json!("hello"), &json!("e1")));

    visitor.post(&format!("/conversations/{id}/toggle_status"), &json!({})).await;
    let changed = socket.event("conversation.status_changed").await;
    assert_eq!((&changed["id"], &changed["status"]), (&json!(id), &json!("resolved")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_is_not_let_in_on_the_cable() {
    let party = party().await;
    let mut socket = crate::world::Socket::open(&party.base, "/cable", &[]).await;
    assert_eq!(socket.hear().await.unwrap()["type"], "welcome");
    let identifier = r#"{"channel":"RoomChannel", "pubsub_token":"guessed"}"#;
    socket.say(&json!({ "command": "subscribe", "identifier": identifier })).await;
    let refused = socket.until("a refusal", |frame| frame["type"] != "ping").await;
    assert_eq!(refused["type"], "reject_subscription");
    assert_eq!(refused["identifier"], identifier, "byte by byte");
}
