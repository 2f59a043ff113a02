//! The calls of Chatwoot's client API: what is sent, and what of the answers matters here.

use std::rc::Rc;

use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, object};
use kefu_engine::pack::Channel;

use super::thread::{Agent, Queue};
use crate::platform::{Millis, Platform, PostError, Request, Task};
use crate::session::handoff::{Cause, Outcome, TIMEOUT_MS, outcome};

/// Lines of a hand-over that people read in the first message; the desk shows all of it in parts.
const MOST_LINES: usize = 40;

/// Why a call came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It may succeed later, and may have been done already.
    Again(Cause),
    /// It never will.
    Never,
    /// The desk does not know this contact or conversation.
    Gone,
}

/// What a call will come to. Boxed, so that each call is a small machine of its own.
pub(super) type Asked = Task<Result<Value, Fault>>;

/// A message of the desk.
#[derive(Clone, Debug, Default)]
pub(super) struct Message {
    pub(super) id: u64,
    pub(super) at: Millis,
    pub(super) content: String,
    pub(super) echo_id: String,
    pub(super) sender: Agent,
    pub(super) is_private: bool,
    pub(super) is_answered: bool,
    kind: u64,
    content_type: String,
}

impl Message {
    pub(super) fn read(value: &Value) -> Self {
        let submitted = value.get("content_attributes").and_then(|one| one.get("submitted_values"));
        let mut content = text(value, "content");
        // Files are shown as links to them.
        for file in value.get("attachments").and_then(Value::as_array).into_iter().flatten() {
            if !content.is_empty() {
                content.push('\n');
            }
            content.push_str(&text(file, "data_url"));
        }
        Self {
            id: number(value, "id"),
            at: number(value, "created_at") * 1_000,
            content,
            echo_id: text(value, "echo_id"),
            sender: value.get("sender").map(agent).unwrap_or_default(),
            is_private: value.get("private").and_then(Value::as_bool).unwrap_or_default(),
            is_answered: submitted.is_some_and(|values| !values.is_null()),
            kind: number(value, "message_type"),
            content_type: text(value, "content_type"),
        }
    }

    pub(super) fn is_own(&self) -> bool {
        self.kind == 0
    }

    pub(super) fn is_agents(&self) -> bool {
        self.kind == 1
    }

    pub(super) fn is_survey(&self) -> bool {
        self.content_type == "input_csat"
    }
}

/// A text of an object; empty for anything else.
pub(super) fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A number of an object, also one that is written as a text or with a fraction; 0 for anything else.
pub(super) fn number(value: &Value, name: &str) -> u64 {
    let digits = match value.get(name) {
        Some(Value::Number(digits) | Value::String(digits)) => digits,
        _ => return 0,
    };
    digits.split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or_default()
}

/// Somebody who answers.
pub(super) fn agent(value: &Value) -> Agent {
    Agent { name: text(value, "name"), title: text(value, "kefu_title") }
}

/// A place in the queue.
pub(super) fn queue(value: &Value) -> Queue {
    let small = |value: &Value, name| u32::try_from(number(value, name)).unwrap_or_default();
    let wait = value.get("expected_wait").unwrap_or(&Value::Null);
    Queue {
        position: small(value, "position"),
        from: small(wait, "from"),
        to: small(wait, "to"),
        online: small(value, "online"),
    }
}

/// What is known of the queue before one is in it: the next place, and who is there.
pub(super) fn presence(value: &Value) -> Queue {
    let waiting = u32::try_from(number(value, "waiting")).unwrap_or_default();
    Queue { position: waiting + 1, ..queue(value) }
}

/// The hand-over in words, for those who see nothing but messages.
pub(super) fn readable(handoff: &Value) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut add = |line: String| {
        if !line.is_empty() {
            lines.push(line);
        }
    };
    add(text(handoff, "message"));
    add(text(handoff, "why"));
    add(text(handoff, "contact"));
    let profile =
        handoff.get("profile").and_then(|one| one.get("values")).and_then(Value::as_array);
    for value in profile.into_iter().flatten() {
        add(text(value, "field") + ": " + &text(value, "value"));
    }
    add(tags(handoff));
    if let Some(page) = handoff.get("page") {
        add(text(page, "title") + " " + &text(page, "url"));
    }
    let transcript = handoff.get("transcript").and_then(Value::as_array);
    let transcript = transcript.map(Vec::as_slice).unwrap_or_default();
    for line in transcript.get(transcript.len().saturating_sub(MOST_LINES)..).unwrap_or_default() {
        add(text(line, "author") + ": " + &text(line, "text"));
    }
    lines.join("\n")
}

/// The number that an answer gives; one without is none of the desk's.
pub(super) fn numbered(answer: &Value) -> Result<u64, Fault> {
    match number(answer, "id") {
        0 => Err(Fault::Again(Cause::Network)),
        id => Ok(id),
    }
}

fn tags(handoff: &Value) -> String {
    let tags = handoff.get("tags").and_then(Value::as_array).into_iter().flatten();
    let names: Vec<String> = tags.map(|tag| text(tag, "id")).collect();
    names.join(", ")
}

fn read(answer: Result<(u16, String), PostError>) -> Result<Value, Fault> {
    match answer {
        Ok((404 | 410, _)) => Err(Fault::Gone),
        // An answer that is no JSON is that of a captive portal, or of a proxy.
        Ok((200..=299, body)) if !body.is_empty() => {
            Value::parse(&body).ok_or(Fault::Again(Cause::Network))
        }
        answer => match outcome(answer.map(|(status, _)| status)) {
            Outcome::Taken => Ok(Value::Null),
            Outcome::TryAgain(cause) => Err(Fault::Again(cause)),
            Outcome::GiveUp(_) => Err(Fault::Never),
        },
    }
}

/// The API of one inbox, for one contact.
#[derive(Clone)]
pub(super) struct Api {
    platform: Rc<dyn Platform>,
    inbox: String,
    contact: String,
    cable: String,
}

impl Api {
    pub(super) fn of(platform: Rc<dyn Platform>, channel: &Channel, source: &str) -> Self {
        let base = channel.url.trim_end_matches('/');
        let inbox = [base, "/public/api/v1/inboxes/", &channel.inbox_identifier].concat();
        let contact = [&inbox, "/contacts/", source].concat();
        Self { platform, inbox, contact, cable: [base, "/cable"].concat() }
    }

    /// Where the socket is.
    pub(super) fn cable(&self) -> &str {
        &self.cable
    }

    fn call(&self, url: &str, json: Option<String>, patches: bool) -> Asked {
        let request = Request { url, json, patches, idempotency_key: "", timeout_ms: TIMEOUT_MS };
        let answer = self.platform.request(request);
        Box::pin(async move { read(answer.await) })
    }

    fn conversation(&self, id: u64, rest: &str) -> String {
        [&self.contact, "/conversations/", &id.to_string(), rest].concat()
    }

    pub(super) fn inbox(&self, query: &str) -> Asked {
        self.call(&[&self.inbox, query].concat(), None, false)
    }

    pub(super) fn create_contact(&self, handoff: &Value) -> Asked {
        let source = self.contact.rsplit('/').next().unwrap_or_default();
        let values = handoff.get("profile").and_then(|one| one.get("values"));
        let values = values.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let given = |field: &str| {
            let value = values.iter().find(|one| text(one, "field") == field);
            value.map_or(Value::Null, |one| text(one, "value").write())
        };
        let body = object([
            ("source_id", Value::from(source)),
            ("name", given("name")),
            ("email", given("email")),
            ("phone_number", given("phone")),
        ]);
        let url = [&self.inbox, "/contacts"].concat();
        self.call(&url, Some(body.write()), false)
    }

    /// Tells who the contact is, as the site vouches for it.
    pub(super) fn identify(&self, identity: &str) -> Asked {
        self.call(&self.contact, Some(identity.to_owned()), true)
    }

    pub(super) fn contact(&self) -> Asked {
        self.call(&self.contact, None, false)
    }

    pub(super) fn conversations(&self) -> Asked {
        self.call(&[&self.contact, "/conversations"].concat(), None, false)
    }

    /// The conversation among them that was begun and in which nothing was said yet.
    pub(super) fn empty_one(all: &Value) -> Option<u64> {
        let is_empty = |one: &&Value| {
            let messages = one.get("messages").and_then(Value::as_array);
            text(one, "status") == "open" && messages.is_none_or(Vec::is_empty)
        };
        let empty = all.as_array().and_then(|all| all.iter().rfind(is_empty));
        empty.map(|one| number(one, "id"))
    }

    pub(super) fn create_conversation(&self, handoff: &Value) -> Asked {
        let copied = |name: &str| handoff.get(name).cloned().unwrap_or_default();
        let within = |part: &str, name: &str| {
            handoff.get(part).and_then(|part| part.get(name)).cloned().unwrap_or_default()
        };
        let consent = handoff.get("profile").and_then(|one| one.get("consent"));
        let consent = consent.map_or(Value::Null, |consent| {
            (text(consent, "policy_version") + " " + &text(consent, "at")).write()
        });
        let attributes = object([
            ("priority", within("priority", "score")),
            ("reason", copied("reason")),
            ("language", copied("locale")),
            ("page", within("page", "url")),
            ("department", copied("department")),
            ("tags", tags(handoff).write()),
            ("consent", consent),
        ]);
        let body = object([("custom_attributes", attributes)]);
        let url = [&self.contact, "/conversations"].concat();
        self.call(&url, Some(body.write()), false)
    }

    pub(super) fn show(&self, id: u64) -> Asked {
        self.call(&self.conversation(id, ""), None, false)
    }

    /// A page of messages, the oldest first: the newest, or those before a number.
    pub(super) fn messages(&self, id: u64, before: Option<u64>) -> Asked {
        let mut url = self.conversation(id, "/messages");
        if let Some(before) = before {
            url = url + "?before=" + &before.to_string();
        }
        self.call(&url, None, false)
    }

    /// What is in it.
    pub(super) fn page(page: &Value) -> Result<Vec<Message>, Fault> {
        let page = page.as_array().ok_or(Fault::Again(Cause::Network))?;
        Ok(page.iter().map(Message::read).collect())
    }

    /// Sends a message; `handoff` is the JSON of the packet that it brings, or empty.
    /// Where messages of a conversation go.
    pub(super) fn messages_url(&self, id: u64) -> String {
        self.conversation(id, "/messages")
    }

    pub(super) fn send(&self, id: u64, words: &str, echo_id: &str, handoff: &str) -> Asked {
        let content = Value::from(words).write();
        let echo = Value::from(echo_id).write();
        let mut body = ["{\"content\":", &content, ",\"echo_id\":", &echo].concat();
        if !handoff.is_empty() {
            body = body + ",\"kefu_handoff\":" + handoff;
        }
        body.push('}');
        self.call(&self.messages_url(id), Some(body), false)
    }

    pub(super) fn typing(&self, id: u64, is_typing: bool) -> Asked {
        let status = if is_typing { "on" } else { "off" };
        let body = object([("typing_status", Value::from(status))]).write();
        self.call(&self.conversation(id, "/toggle_typing"), Some(body), false)
    }

    pub(super) fn seen(&self, id: u64) -> Asked {
        let url = self.conversation(id, "/update_last_seen");
        self.call(&url, Some("{}".to_owned()), false)
    }

    pub(super) fn end(&self, id: u64) -> Asked {
        let url = self.conversation(id, "/toggle_status");
        self.call(&url, Some("{}".to_owned()), false)
    }

    pub(super) fn rate(&self, id: u64, survey: u64, rating: u32) -> Asked {
        let rating = object([("rating", rating.write())]);
        let body = object([("csat_survey_response", rating)]).write();
        let url = self.conversation(id, "/messages/") + &survey.to_string();
        self.call(&url, Some(body), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_however_they_are_written() {
        let json = r#"{"id": "7", "content": null, "message_type": 1, "created_at": 1732000000.25, "private": null,
            "sender": {"id": 1, "name": "Mei", "avatar_url": null}, "content_attributes": null,
            "attachments": [{"data_url": "https://x.example/a.png"}], "unknown": [1.5]}"#;
        let message = Message::read(&Value::parse(json).unwrap());
        assert_eq!((message.id, message.at), (7, 1_732_000_000_000));
        assert_eq!(message.content, "https://x.example/a.png");
        assert_eq!(message.sender.name, "Mei");
        assert!(message.is_agents() && !message.is_private && !message.is_survey());
        let nothing = Message::read(&Value::Null);
        assert_eq!((nothing.id, nothing.content.as_str()), (0, ""));
    }

    #[test]
    fn a_hand_over_reads_as_a_person_would_tell_it() {
        let json = r#"{"message": "杯子碎了", "why": "客户不满意", "contact": "", "tags": [{"id": "vip"}, {"id": "gift"}],
            "profile": {"values": [{"field": "phone", "value": "139"}]}, "page": {"title": "Cart", "url": "https://s/cart"},
            "transcript": [{"author": "visitor", "text": "怎么退货"}, {"author": "bot", "text": "七天内。"}]}"#;
        let expected = "杯子碎了\n客户不满意\nphone: 139\nvip, gift\nCart https://s/cart\nvisitor: 怎么退货\nbot: 七天内。";
        assert_eq!(readable(&Value::parse(json).unwrap()), expected);
    }
}
