//! Chatwoot's public client API: what a widget sends and what it is answered.
//!
//! Lenient in what is read (unknown fields, ids as numbers or texts, nothing where something was meant), strict in
//! what is sent. Fields that only Kefu's desk knows begin with `kefu`; Chatwoot ignores them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::handoff::Handoff;
use crate::lenient;

/// Values by the names that a site gave them.
pub type Attributes = Map<String, Value>;

/// Who wrote a message, as `message_type` numbers it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageType {
    /// The visitor.
    #[default]
    Incoming,
    /// A person of the site.
    Outgoing,
    /// The desk, about the conversation.
    Activity,
    /// The desk, with something to answer.
    Template,
}

impl MessageType {
    /// Its number.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Self::Incoming => 0,
            Self::Outgoing => 1,
            Self::Activity => 2,
            Self::Template => 3,
        }
    }

    /// The type with this number; what is not known is an activity.
    #[must_use]
    pub fn of(number: i64) -> Self {
        match number {
            0 => Self::Incoming,
            1 => Self::Outgoing,
            3 => Self::Template,
            _ => Self::Activity,
        }
    }
}

/// `GET /inboxes/{inbox}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Inbox {
    /// Public name of the inbox in addresses.
    pub identifier: String,
    /// What people call it.
    pub name: String,
    /// IANA name of its time zone.
    pub timezone: String,
    /// Whether visitors are asked how content they are.
    pub csat_survey_enabled: bool,
    /// Whether the inbox keeps business hours of its own.
    pub working_hours_enabled: bool,
    /// Whether contacts must prove who they are.
    pub identity_validation_enabled: bool,
    /// Who is there now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kefu_presence: Option<Presence>,
}

/// Who is there, and how long one waits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Presence {
    /// So many people take conversations now.
    pub online: u32,
    /// So many visitors wait for one.
    pub waiting: u32,
    /// How long the next one will wait, from what was measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_wait: Option<Minutes>,
}

/// A range of minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Minutes {
    /// At least.
    pub from: u32,
    /// At most.
    pub to: u32,
}

/// `POST /inboxes/{inbox}/contacts`, and the changes of `PATCH …/contacts/{source_id}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactChange {
    /// Secret name of the contact in addresses; the server makes one where it is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// Who it is in the site's own books.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// Proof of `identifier`: its HMAC-SHA256 with the inbox's token, in lowercase hex; a desk of Kefu's takes a token (JWT), too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier_hash: Option<String>,
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Phone number, such as `+8613800138000`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<String>,
    /// Address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avatar_url: Option<String>,
    /// Anything else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<Attributes>,
}

/// A contact as its own browser sees it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// Secret name of the contact in addresses.
    pub source_id: String,
    /// Opens the realtime channel.
    pub pubsub_token: String,
    /// Number.
    #[serde(deserialize_with = "lenient::id")]
    pub id: i64,
    /// Name.
    #[serde(deserialize_with = "lenient::or_default")]
    pub name: String,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone_number: Option<String>,
}

/// `POST …/contacts/{source_id}/conversations`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewConversation {
    /// Priority, tags, reason, language, page and the like.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom_attributes: Option<Attributes>,
}

/// A conversation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Conversation {
    /// Number.
    #[serde(deserialize_with = "lenient::id")]
    pub id: i64,
    /// Unique everywhere.
    #[serde(deserialize_with = "lenient::or_default")]
    pub uuid: String,
    /// Number of its inbox.
    #[serde(deserialize_with = "lenient::id")]
    pub inbox_id: i64,
    /// When the visitor last read it, in seconds since 1970.
    #[serde(deserialize_with = "lenient::seconds")]
    pub contact_last_seen_at: i64,
    /// When a person last read it.
    #[serde(deserialize_with = "lenient::seconds")]
    pub agent_last_seen_at: i64,
    /// `open`, `resolved`, `pending` or `snoozed`.
    pub status: String,
    /// Its newest messages.
    #[serde(deserialize_with = "lenient::or_default")]
    pub messages: Vec<Message>,
    /// Whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Where it stands in the queue, while it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kefu_queue: Option<Queue>,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kefu_agent: Option<Sender>,
}

/// A place in the queue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Queue {
    /// 1 is the next.
    pub position: u32,
    /// How long it will take, from what was measured; absent where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_wait: Option<Minutes>,
    /// So many people take conversations now; with none, a message waits for them.
    pub online: u32,
}

/// `POST …/conversations/{id}/messages`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewMessage {
    /// The words.
    pub content: String,
    /// Chosen by the sender: comes back over the socket, and at Kefu's desk makes a retry the same message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub echo_id: Option<String>,
    /// The whole hand-over, for the desk to show in parts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kefu_handoff: Option<Box<Handoff>>,
}

/// A message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Message {
    /// Number; later messages have greater ones.
    #[serde(deserialize_with = "lenient::id")]
    pub id: i64,
    /// The words.
    #[serde(deserialize_with = "lenient::or_default")]
    pub content: String,
    /// See [`MessageType`].
    #[serde(deserialize_with = "lenient::id")]
    pub message_type: i64,
    /// `text`, `input_csat` and others.
    #[serde(deserialize_with = "lenient::or_default")]
    pub content_type: String,
    /// What the type needs.
    #[serde(deserialize_with = "lenient::or_default")]
    pub content_attributes: Attributes,
    /// In seconds since 1970.
    #[serde(deserialize_with = "lenient::seconds")]
    pub created_at: i64,
    /// Number of its conversation.
    #[serde(deserialize_with = "lenient::id")]
    pub conversation_id: i64,
    /// Files.
    #[serde(deserialize_with = "lenient::or_default")]
    pub attachments: Vec<Attachment>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sender: Option<Sender>,
    /// As it was sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub echo_id: Option<String>,
    /// A note among the people of the site; no visitor ever sees one.
    #[serde(rename = "private", deserialize_with = "lenient::or_default")]
    pub is_private: bool,
}

/// A file of a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Attachment {
    /// Number.
    #[serde(deserialize_with = "lenient::id")]
    pub id: i64,
    /// `image`, `audio`, `video` or `file`.
    pub file_type: String,
    /// Where it is.
    pub data_url: String,
    /// Where a small picture of it is; empty for what is no picture.
    #[serde(deserialize_with = "lenient::or_default")]
    pub thumb_url: String,
    /// In bytes.
    #[serde(deserialize_with = "lenient::or_default")]
    pub file_size: i64,
}

/// Somebody who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sender {
    /// Number.
    #[serde(deserialize_with = "lenient::id")]
    pub id: i64,
    /// Name.
    #[serde(deserialize_with = "lenient::or_default")]
    pub name: String,
    /// Address of a picture.
    #[serde(deserialize_with = "lenient::or_default")]
    pub avatar_url: String,
    /// `contact`, `user` or `agent_bot`.
    #[serde(rename = "type", deserialize_with = "lenient::or_default")]
    pub kind: String,
    /// What they do at the site.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kefu_title: String,
    /// `online`, `busy` or `away`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub kefu_availability: String,
}

/// `POST …/conversations/{id}/toggle_typing`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typing {
    /// `on` or `off`.
    pub typing_status: String,
}

/// `PATCH …/messages/{id}`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MessageChange {
    /// How content the visitor is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub csat_survey_response: Option<Rating>,
    /// As Chatwoot's own forms send it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub submitted_values: Option<Value>,
}

/// How content a visitor is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rating {
    /// From 1, not at all, to 5, very much.
    pub rating: i64,
    /// In their own words.
    #[serde(deserialize_with = "lenient::or_default")]
    pub feedback_message: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_chatwoot_is_read_with_all_that_is_not_ours() {
        let json = r#"{"id": "42", "content": null, "message_type": 1, "content_type": "text", "status": "sent",
            "content_attributes": null, "created_at": 1732000000.5, "conversation_id": 7, "source_id": null,
            "attachments": [{"id": 3, "message_id": 42, "file_type": "image", "account_id": 1, "extension": null,
                "data_url": "https://x.example/a.png", "thumb_url": "", "file_size": 123, "width": 1}],
            "sender": {"id": 5, "name": "Mei", "available_name": "Mei", "avatar_url": null, "type": "user"}}"#;
        let message: Message = serde_json::from_str(json).unwrap();
        assert_eq!((message.id, message.content.as_str()), (42, ""));
        assert_eq!(message.created_at, 1_732_000_000);
        assert_eq!(MessageType::of(message.message_type), MessageType::Outgoing);
        assert_eq!(message.attachments[0].file_size, 123);
        assert_eq!(message.sender.unwrap().avatar_url, "");
        assert!(!message.is_private);
    }

    #[test]
    fn what_is_absent_is_empty() {
        let conversation: Conversation = serde_json::from_str("{}").unwrap();
        assert_eq!(conversation, Conversation::default());
        let contact: Contact =
            serde_json::from_str(r#"{"id": 1, "name": null, "source_id": "s"}"#).unwrap();
        assert_eq!((contact.name.as_str(), contact.email), ("", None));
    }

    #[test]
    fn an_id_that_is_none_is_refused() {
        for id in ["\"x\"", "{}", "1.5"] {
            let json = format!(r#"{{"id": {id}}}"#);
            assert!(serde_json::from_str::<Message>(&json).is_err(), "{id}");
        }
    }

    #[test]
    fn nothing_is_sent_that_was_not_said() {
        assert_eq!(serde_json::to_string(&ContactChange::default()).unwrap(), "{}");
        let message = NewMessage { content: "你好".to_owned(), ..NewMessage::default() };
        assert_eq!(serde_json::to_string(&message).unwrap(), r#"{"content":"你好"}"#);
    }
}
