//! A desk as the widget meets it over the network: Chatwoot's client API, in memory, as unreliable as a test wants it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use futures::StreamExt;
use futures::channel::mpsc;
use kefu_widget::platform::{Socket, Task};
use serde_json::{Value, json};

/// Where its calls begin.
pub const API: &str = "/public/api/v1/inboxes/front";

/// What becomes of the next message that is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is taken, and nobody says so.
    AnswerLost,
    /// It is not taken, and nobody says so.
    Lost,
    /// It is refused for good.
    Refused,
    /// The desk is not well.
    Broken,
}

/// The desk.
#[derive(Default)]
pub struct Chat {
    /// Whether it can be reached at all.
    pub is_down: Cell<bool>,
    /// Whether sockets do not get through, as behind some proxies.
    pub has_no_sockets: Cell<bool>,
    /// Whether it knows what Chatwoot does not: `echo_id` in fetched messages.
    pub is_ours: Cell<bool>,
    online: Cell<u32>,
    fates: RefCell<VecDeque<Fate>>,
    /// So many milliseconds after it has done something, it says so; over the socket it tells at once.
    pub answers_after: Cell<u32>,
    contacts: RefCell<Vec<Value>>,
    conversations: RefCell<Vec<Conversation>>,
    sockets: RefCell<Vec<mpsc::UnboundedSender<String>>>,
    numbers: Cell<u64>,
    calls: RefCell<Vec<String>>,
    chats: Cell<usize>,
    identities: RefCell<Vec<Value>>,
    identifier: RefCell<String>,
}

#[derive(Clone, Default)]
struct Conversation {
    id: u64,
    status: &'static str,
    messages: Vec<Value>,
    attributes: Value,
    rating: Option<u64>,
}

impl Chat {
    fn next(&self) -> u64 {
        self.numbers.set(self.numbers.get() + 1);
        self.numbers.get()
    }

    // ---- The widget's side ------------------------------------------------------------------

    /// Answers a call; nothing when the answer is lost on the way.
    pub(super) fn answer(
        &self,
        method: &str,
        url: &str,
        body: Option<&str>,
        now: u64,
    ) -> Option<(u16, String)> {
        if self.is_down.get() {
            return None;
        }
        let path = url.strip_prefix(API).unwrap_or_default();
        let parts: Vec<&str> =
            path.split('?').next().unwrap_or_default().split('/').skip(1).collect();
        self.calls.borrow_mut().push(format!("{method} {}", path_of(&parts)));
        let body: Value =
            body.map(|body| serde_json::from_str(body).expect("it sends JSON")).unwrap_or_default();
        let ok = |value: Value| Some((200, value.to_string()));
        match (method, &parts[..]) {
            ("GET", []) => {
                self.chats.set(self.chats.get() + usize::from(url.ends_with("?kefu_chat=1")));
                ok(
                    json!({ "identifier": "front", "kefu_presence": { "online": self.online.get(), "waiting": 2 } }),
                )
            }
            ("PATCH", ["contacts", _]) => {
                let is_forged = body["identifier_hash"] == "forged";
                self.identities.borrow_mut().push(body);
                if is_forged { Some((403, "{}".to_owned())) } else { ok(json!({ "id": 1 })) }
            }
            ("POST", ["contacts"]) => {
                self.contacts.borrow_mut().push(body);
                ok(json!({ "id": 1, "pubsub_token": "token" }))
            }
            ("GET", ["contacts", _]) => ok(json!({ "id": 1, "pubsub_token": "token" })),
            ("GET", ["contacts", _, "conversations"]) => {
                let all = self.conversations.borrow();
                ok(all.iter().map(|one| self.shape(one)).collect())
            }
            ("POST", ["contacts", _, "conversations"]) => {
                let one = Conversation {
                    id: self.next(),
                    status: "open",
                    attributes: body["custom_attributes"].clone(),
                    ..Conversation::default()
                };
                let shape = self.shape(&one);
                self.conversations.borrow_mut().push(one);
                let mut fates = self.fates.borrow_mut();
                if fates.front() == Some(&Fate::AnswerLost) {
                    fates.pop_front();
                    return None;
                }
                ok(shape)
            }
            ("GET", ["contacts", _, "conversations", id]) => {
                let all = self.conversations.borrow();
                let one = all.iter().find(|one| one.id.to_string() == *id);
                one.map_or(Some((404, "{}".to_owned())), |one| ok(self.shape(one)))
            }
            ("GET", ["contacts", _, "conversations", id, "messages"]) => {
                let all = self.conversations.borrow();
                let Some(one) = all.iter().find(|one| one.id.to_string() == *id) else {
                    return Some((404, "{}".to_owned()));
                };
                let before =
                    url.split("before=").nth(1).and_then(|id| id.parse().ok()).unwrap_or(u64::MAX);
                let page: Vec<Value> = one
                    .messages
                    .iter()
                    .rev()
                    .filter(|message| message["id"].as_u64() < Some(before))
                    .take(20)
                    .map(|message| self.fetched(message))
                    .collect();
                ok(page.into_iter().rev().collect())
            }
            ("POST", ["contacts", _, "conversations", id, "messages"]) => {
                let fate = self.fates.borrow_mut().pop_front();
                match fate {
                    Some(Fate::Lost) => return None,
                    Some(Fate::Refused) => return Some((422, "{}".to_owned())),
                    Some(Fate::Broken) => return Some((503, "{}".to_owned())),
                    Some(Fate::AnswerLost) | None => {}
                }
                let message = json!({
                    "id": self.next(), "content": body["content"], "message_type": 0, "content_type": "text",
                    "created_at": now / 1_000, "conversation_id": id.parse::<u64>().unwrap(),
                    "echo_id": body["echo_id"], "kefu_handoff": body["kefu_handoff"],
                });
                self.keep(&message);
                self.tell("message.created", &message);
                if fate.is_some() { None } else { ok(message) }
            }
            ("PATCH", ["contacts", _, "conversations", id, "messages", _]) => {
                match self.fates.borrow_mut().pop_front() {
                    Some(Fate::Lost) => return None,
                    Some(Fate::Refused) => return Some((422, "{}".to_owned())),
                    _ => {}
                }
                let rating = body["csat_survey_response"]["rating"].as_u64();
                self.with(id.parse().unwrap(), |one| one.rating = rating);
                ok(json!({}))
            }
            ("POST", ["contacts", _, "conversations", id, "toggle_status"]) => {
                self.with(id.parse().unwrap(), |one| one.status = "resolved");
                ok(json!({}))
            }
            ("POST", ["contacts", _, "conversations", _, "toggle_typing" | "update_last_seen"]) => {
                Some((200, String::new()))
            }
            other => panic!("the widget calls what Chatwoot does not know: {other:?}"),
        }
    }

    fn fetched(&self, message: &Value) -> Value {
        let mut message = message.clone();
        if !self.is_ours.get() {
            message["echo_id"] = Value::Null;
        }
        message
    }

    fn shape(&self, one: &Conversation) -> Value {
        let messages: Vec<Value> =
            one.messages.iter().map(|message| self.fetched(message)).collect();
        json!({ "id": one.id, "status": one.status, "messages": messages })
    }

    fn keep(&self, message: &Value) {
        let id = message["conversation_id"].as_u64().unwrap();
        self.with(id, |one| one.messages.push(message.clone()));
    }

    fn with(&self, id: u64, act: impl FnOnce(&mut Conversation)) {
        let mut all = self.conversations.borrow_mut();
        act(all.iter_mut().find(|one| one.id == id).expect("there is such a conversation"));
    }

    /// Opens a socket.
    pub(super) fn connect(self: &Rc<Self>) -> Box<dyn Socket> {
        let (tell, heard) = mpsc::unbounded();
        if !self.is_down.get() && !self.has_no_sockets.get() {
            tell.unbounded_send(json!({ "type": "welcome" }).to_string()).unwrap();
            self.sockets.borrow_mut().push(tell);
        }
        Box::new(End { chat: self.clone(), heard: Rc::new(RefCell::new(heard)) })
    }

    fn subscribe(&self, frame: &str) {
        let frame: Value = serde_json::from_str(frame).unwrap();
        if frame["command"] == "subscribe" {
            let identifier = frame["identifier"].as_str().unwrap().to_owned();
            let confirmed = json!({ "type": "confirm_subscription", "identifier": identifier });
            self.identifier.replace(identifier);
            self.say(&confirmed);
        }
    }

    fn say(&self, frame: &Value) {
        let mut sockets = self.sockets.borrow_mut();
        sockets.retain(|socket| socket.unbounded_send(frame.to_string()).is_ok());
    }

    // ---- The test's side --------------------------------------------------------------------

    /// Tells whoever listens.
    pub fn tell(&self, event: &str, data: &Value) {
        let identifier = self.identifier.borrow().clone();
        self.say(&json!({ "identifier": identifier, "message": { "event": event, "data": data } }));
    }

    /// So many people are there.
    pub fn people(&self, online: u32) {
        self.online.set(online);
    }

    /// What becomes of the next messages.
    pub fn next_messages(&self, fates: &[Fate]) {
        self.fates.borrow_mut().extend(fates);
    }

    /// The network is down, or up again.
    pub fn set_down(&self, is_down: bool) {
        self.is_down.set(is_down);
        if is_down {
            self.sockets.borrow_mut().clear();
        }
    }

    /// Every socket is closed.
    pub fn hang_up(&self) {
        self.sockets.borrow_mut().clear();
    }

    /// A sign of life.
    pub fn ping(&self) {
        self.say(&json!({ "type": "ping", "message": 1 }));
    }

    /// A person writes; whoever does not listen fetches it later.
    pub fn writes(&self, name: &str, words: &str, now: u64) {
        let id =
            self.conversations.borrow().last().map(|one| one.id).expect("there is a conversation");
        let message = json!({
            "id": self.next(), "content": words, "message_type": 1, "content_type": "text",
            "created_at": now / 1_000, "conversation_id": id, "sender": { "name": name, "type": "user" },
        });
        self.keep(&message);
        self.tell("message.created", &message);
    }

    /// A person ends the conversation and asks how it was.
    pub fn resolves(&self) {
        let id = self.conversations.borrow().last().map(|one| one.id).unwrap();
        self.with(id, |one| one.status = "resolved");
        let survey = json!({
            "id": self.next(), "content": "?", "message_type": 3, "content_type": "input_csat",
            "created_at": 1, "conversation_id": id,
        });
        self.keep(&survey);
        // As Chatwoot does: the end first.
        self.tell("conversation.status_changed", &json!({ "id": id, "status": "resolved" }));
        self.tell("message.created", &survey);
    }

    /// The visitor's words that the desk has, in their order; the hand-over itself left out.
    pub fn has(&self) -> Vec<String> {
        let all = self.conversations.borrow();
        let own =
            |message: &&Value| message["message_type"] == 0 && message["kefu_handoff"].is_null();
        let last = all.last().map(|one| one.messages.clone()).unwrap_or_default();
        last.iter()
            .filter(own)
            .map(|message| message["content"].as_str().unwrap().to_owned())
            .collect()
    }

    /// How many hand-overs arrived, and what the conversation says of the last.
    pub fn handoffs(&self) -> (usize, Value) {
        let all = self.conversations.borrow();
        let messages = all.iter().flat_map(|one| &one.messages);
        let count = messages.filter(|message| !message["kefu_handoff"].is_null()).count();
        (count, all.last().map(|one| one.attributes.clone()).unwrap_or_default())
    }

    /// How many conversations were begun.
    pub fn begun(&self) -> usize {
        self.conversations.borrow().len()
    }

    /// How content the visitor of the last conversation was.
    pub fn rating(&self) -> Option<u64> {
        self.conversations.borrow().last().and_then(|one| one.rating)
    }

    /// Where the last conversation stands.
    pub fn status(&self) -> &'static str {
        self.conversations.borrow().last().map_or("", |one| one.status)
    }

    /// In how many visits the assistant was asked something, as far as the desk was told.
    pub fn chats(&self) -> usize {
        self.chats.get()
    }

    /// How many contacts were made.
    pub fn contacts(&self) -> usize {
        self.contacts.borrow().len()
    }

    /// Who the visitor was said to be, each time.
    pub fn identities(&self) -> Vec<Value> {
        self.identities.borrow().clone()
    }

    /// How often something was called, such as `POST typing`.
    pub fn called(&self, call: &str) -> usize {
        self.calls.borrow().iter().filter(|one| *one == call).count()
    }

    /// How many sockets are open.
    pub fn listeners(&self) -> usize {
        self.sockets.borrow_mut().retain(|socket| !socket.is_closed());
        self.sockets.borrow().len()
    }
}

fn path_of(parts: &[&str]) -> String {
    parts.last().map_or(String::new(), |last| (*last).to_owned())
}

/// The widget's end of a socket.
struct End {
    chat: Rc<Chat>,
    heard: Rc<RefCell<mpsc::UnboundedReceiver<String>>>,
}

impl Socket for End {
    fn send(&self, text: &str) {
        self.chat.subscribe(text);
    }

    fn next(&self) -> Task<Option<String>> {
        let heard = self.heard.clone();
        Box::pin(async move {
            std::future::poll_fn(|context| heard.borrow_mut().poll_next_unpin(context)).await
        })
    }
}
