//! A sample of each call, message and frame, in the shape in which Chatwoot and the desk write it.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::fmt::Debug;

use kefu_wire::cable::{Channel, Command, Frame};
use kefu_wire::chatwoot::{
    Contact, ContactChange, Conversation, Inbox, Message, MessageChange, NewConversation,
    NewMessage, Typing,
};
use kefu_wire::console::Event;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn sample<T: DeserializeOwned>(name: &str) -> T {
    let file = format!("{}/samples/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Reads a sample; what is written of it is read as the same.
fn comes_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str) -> T {
    let read: T = sample(name);
    let written = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<T>(&written).unwrap(), read, "{name}");
    read
}

#[test]
fn what_is_known_of_an_inbox_and_a_contact_is_read() {
    let inbox: Inbox = comes_back("inbox");
    assert_eq!((inbox.identifier.as_str(), inbox.working_hours_enabled), ("WqXJ8nGc", true));
    assert_eq!(inbox.kefu_presence.unwrap().expected_wait.unwrap().to, 4);
    let contact: Contact = comes_back("contact");
    assert_eq!((contact.id, contact.name.as_str(), contact.email), (17, "小陈", None));
}

#[test]
fn conversations_and_messages_are_read_with_their_files() {
    let conversation: Conversation = comes_back("conversation");
    assert_eq!((conversation.id, conversation.contact_last_seen_at), (42, 1_732_000_000));
    assert_eq!(conversation.messages[0].content, "在吗");
    assert_eq!(conversation.kefu_queue.unwrap().position, 2);
    let message: Message = comes_back("message");
    assert_eq!((message.content.as_str(), message.attachments[0].file_size), ("", 48_211));
    assert_eq!(message.echo_id.as_deref(), Some("01732000001234-a1"));
    let survey: Message = comes_back("survey");
    let submitted = &survey.content_attributes["submitted_values"];
    assert_eq!(submitted["csat_survey_response"]["rating"], 5);
}

#[test]
fn what_is_sent_has_these_names_and_no_others() {
    for (name, written) in [
        ("contact_change", json!(comes_back::<ContactChange>("contact_change"))),
        ("new_conversation", json!(comes_back::<NewConversation>("new_conversation"))),
        ("new_message", json!(comes_back::<NewMessage>("new_message"))),
        ("typing", json!(comes_back::<Typing>("typing"))),
    ] {
        assert_eq!(written, sample::<Value>(name), "{name}");
    }
    let change: MessageChange = comes_back("message_change");
    assert_eq!(change.csat_survey_response.unwrap().rating, 4);
    assert!(matches!(comes_back("console_event"), Event::Typing { conversation: 42, .. }));
}

#[test]
fn frames_of_the_socket_are_told_apart() {
    let kind = |name: &str| sample::<Frame>(name).kind.unwrap_or_default();
    assert_eq!(kind("frame_welcome"), "welcome");
    assert_eq!(kind("frame_ping"), "ping");
    assert_eq!(kind("frame_confirm"), "confirm_subscription");
    assert_eq!(sample::<Frame>("frame_disconnect").reconnect, Some(true));
    let event: Frame = sample("frame_event");
    assert_eq!(event.message.unwrap()["data"]["status"], "resolved");
    let subscribe: Command = sample("command_subscribe");
    assert_eq!(subscribe.command, "subscribe");
    let channel: Channel = serde_json::from_str(&subscribe.identifier).unwrap();
    assert_eq!(channel.pubsub_token, "t");
    assert_eq!(
        sample::<Command>("command_presence").data.as_deref(),
        Some(r#"{"action":"update_presence"}"#)
    );
}
