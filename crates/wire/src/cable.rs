//! The realtime frames of `/cable`: ActionCable, JSON in text frames.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// How often the server says that it is there, in seconds.
pub const PING_SECONDS: u64 = 3;

/// What a client sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Command {
    /// `subscribe`, `unsubscribe` or `message`.
    pub command: String,
    /// JSON within JSON; it comes back byte by byte.
    pub identifier: String,
    /// JSON within JSON, for `message`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
}

/// What an identifier says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Channel {
    /// `RoomChannel`.
    pub channel: String,
    /// The contact's.
    pub pubsub_token: String,
}

/// What a server sends.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Frame {
    /// `welcome`, `ping`, `confirm_subscription`, `reject_subscription` or `disconnect`; absent for an event.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The subscription that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
    /// The event, or the time of a ping.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<Value>,
    /// Whether to come back after a `disconnect`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reconnect: Option<bool>,
}

/// The first frame.
#[must_use]
pub fn welcome() -> String {
    json!({ "type": "welcome" }).to_string()
}

/// A sign of life at a moment in seconds since 1970.
#[must_use]
pub fn ping(now: i64) -> String {
    json!({ "type": "ping", "message": now }).to_string()
}

/// The last frame before the server goes.
#[must_use]
pub fn disconnect(reason: &str) -> String {
    json!({ "type": "disconnect", "reason": reason, "reconnect": true }).to_string()
}

/// The answer to a subscription.
#[must_use]
pub fn answer(identifier: &str, is_confirmed: bool) -> String {
    let kind = if is_confirmed { "confirm_subscription" } else { "reject_subscription" };
    json!({ "identifier": identifier, "type": kind }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_read_as_chatwoot_writes_them() {
        let ping: Frame = serde_json::from_str(r#"{"type":"ping","message":1732000000}"#).unwrap();
        assert_eq!(ping.kind.as_deref(), Some("ping"));
        let away: Frame = serde_json::from_str(
            r#"{"type":"disconnect","reason":"server_restart","reconnect":true,"more":1}"#,
        )
        .unwrap();
        assert_eq!(away.reconnect, Some(true));
        let event: Frame = serde_json::from_str(
            r#"{"identifier":"{\"channel\":\"RoomChannel\"}","message":{"event":"message.created","data":{"id":1}}}"#,
        )
        .unwrap();
        assert_eq!(event.kind, None);
        assert_eq!(event.message.unwrap()["data"]["id"], 1);
    }

    #[test]
    fn an_identifier_comes_back_byte_by_byte() {
        let identifier = r#"{"pubsub_token":"t",  "channel":"RoomChannel"}"#;
        let frame: Frame = serde_json::from_str(&answer(identifier, true)).unwrap();
        assert_eq!(frame.identifier.as_deref(), Some(identifier));
        let channel: Channel = serde_json::from_str(identifier).unwrap();
        assert_eq!(channel.pubsub_token, "t");
    }
}
