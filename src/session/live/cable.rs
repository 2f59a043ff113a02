//! The socket to the desk: opened by the tab that leads, watched, opened again, and after each time what was missed is
//! fetched, since nothing is told twice.

use futures::future::{Either, select};
use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, object};
use leptos::prelude::untrack;

use super::AFTERWARDS_MS;
use super::outbox::pause;
use super::thread::Thread;
use super::wire::{self, Api, Fault, Message};
use crate::platform::Socket;
use crate::session::Session;

/// The desk says that it is there every three seconds; after this long it is not.
const SILENCE_MS: u32 = 10_000;

/// Every so many pings the desk hears that the visitor is still there.
const PRESENCE_PINGS: u32 = 8;

/// So many pages of missed messages are fetched at most, of twenty each.
const MOST_PAGES: usize = 50;

impl Session {
    /// Talks with the desk as long as a person has the conversation, if no other tab does.
    pub(in crate::session) fn attend(self) {
        let inner = self.inner();
        if !untrack(|| self.is_live()) || inner.attendance.is_attending.replace(true) {
            return;
        }
        let platform = inner.platform.clone();
        inner.platform.spawn(Box::pin(async move {
            // A page that keeps nothing shares nothing with the others, and leads itself.
            let is_alone = self.inner().vault.trouble().is_some();
            let (mut lead, mut failures) = (None, 0);
            while untrack(|| self.is_live()) {
                if failures > 0 {
                    platform.sleep(pause(failures, platform.now())).await;
                }
                if lead.is_none() && !is_alone {
                    lead = Some(platform.lead().await);
                }
                let Some((api, thread)) = self.api() else { break };
                let socket = platform.connect(api.cable());
                let worked = self.converse(&*socket, &thread).await;
                failures = if worked { 1 } else { failures + 1 };
                if worked {
                    // A page that sleeps holds nobody up: another one may lead meanwhile.
                    self.inner().attendance.leads.set(false);
                    lead = None;
                }
                if untrack(|| self.is_live()) {
                    // Where sockets do not get through, what is fetched from time to time has to do.
                    let is_cut_off = worked || self.take_the_lead().await.is_err();
                    self.set_cut_off(is_cut_off);
                }
            }
            if self.thread().with_untracked(|thread| thread.as_ref().is_some_and(|one| one.is_over))
            {
                // The question how content one is may come after the end.
                platform.sleep(AFTERWARDS_MS).await;
                self.look_back().await;
            }
            let attendance = &self.inner().attendance;
            attendance.leads.set(false);
            attendance.is_attending.set(false);
            self.set_cut_off(false);
            drop(lead);
            // Somebody may have been asked for again meanwhile.
            self.attend();
        }));
    }

    /// Listens until the socket ends or falls silent. Says whether it ever worked.
    async fn converse(self, socket: &dyn Socket, thread: &Thread) -> bool {
        let platform = self.inner().platform.clone();
        let channel = object([
            ("channel", Value::from("RoomChannel")),
            ("pubsub_token", thread.token.write()),
        ]);
        // It must stay the same byte by byte.
        let identifier = channel.write();
        let (mut works, mut pings) = (false, 0);
        loop {
            let frame = match select(socket.next(), platform.sleep(SILENCE_MS)).await {
                Either::Left((Some(frame), _)) => frame,
                Either::Left((None, _)) | Either::Right(_) => return works,
            };
            if !untrack(|| self.is_live()) {
                return works;
            }
            let frame = Value::parse(&frame).unwrap_or_default();
            let say = |command: &str, data: Option<&str>| {
                let frame = object([
                    ("command", Value::from(command)),
                    ("identifier", Value::from(identifier.as_str())),
                    ("data", data.map_or(Value::Null, Value::from)),
                ]);
                socket.send(&frame.write());
            };
            match wire::text(&frame, "type").as_str() {
                "welcome" => say("subscribe", None),
                "confirm_subscription" => {
                    if self.take_the_lead().await.is_err() {
                        return works;
                    }
                    works = true;
                    self.set_cut_off(false);
                }
                "reject_subscription" => {
                    self.renew_token().await;
                    return works;
                }
                "disconnect" => return works,
                "ping" => {
                    pings += 1;
                    if pings % PRESENCE_PINGS == 0 {
                        say("message", Some(r#"{"action":"update_presence"}"#));
                    }
                }
                _ => {
                    if let Some(message) = frame.get("message") {
                        let data = message.get("data").unwrap_or(&Value::Null);
                        self.hear_event(&wire::text(message, "event"), data);
                    }
                }
            }
        }
    }

    /// The token may have changed; a contact that is gone ends the conversation.
    async fn renew_token(self) {
        let Some((api, _)) = self.api() else { return };
        match api.contact().await {
            Ok(contact) => {
                let token = wire::text(&contact, "pubsub_token");
                self.change_thread(|thread| thread.token = token);
            }
            Err(Fault::Gone | Fault::Never) => self.thread_ended(),
            Err(Fault::Again(_)) => {}
        }
    }

    /// Sends from now on, but not before what the desk has was fetched.
    async fn take_the_lead(self) -> Result<(), Fault> {
        self.catch_up().await?;
        self.inner().attendance.leads.set(true);
        self.send_what_waits();
        Ok(())
    }

    /// Looks for what came with the end, or right after it.
    async fn look_back(self) {
        let Some((api, thread)) = self.api().filter(|(_, thread)| thread.is_over) else { return };
        let page = api.messages(thread.conversation, None).await;
        if let Ok(messages) = page.and_then(|page| Api::page(&page)) {
            self.take_in(messages);
        }
    }

    /// Fetches what was missed: messages, where the conversation stands, and who has it.
    pub(super) async fn catch_up(self) -> Result<(), Fault> {
        let Some((api, thread)) = self.api() else { return Err(Fault::Never) };
        let mut missed: Vec<Message> = Vec::new();
        for _ in 0..MOST_PAGES {
            let before = missed.first().map(|oldest| oldest.id);
            let page = api.messages(thread.conversation, before).await;
            if matches!(page, Err(Fault::Gone)) {
                self.thread_ended();
            }
            let mut page = Api::page(&page?)?;
            let is_enough =
                page.first().is_none_or(|oldest| oldest.id <= thread.newest.min(thread.own));
            page.append(&mut missed);
            missed = page;
            if is_enough {
                break;
            }
        }
        let shown = api.show(thread.conversation).await?;
        self.take_in(missed);
        if let Some(agent) = shown.get("kefu_agent") {
            self.meet(Some(wire::agent(agent)));
        }
        let queue = shown.get("kefu_queue").map(wire::queue);
        if queue.is_some() {
            self.meet(None);
        }
        self.change_thread(|thread| thread.queue = queue);
        self.was_read(wire::number(&shown, "agent_last_seen_at"));
        if wire::text(&shown, "status") == "resolved" {
            self.thread_ended();
        }
        Ok(())
    }

    fn hear_event(self, event: &str, data: &Value) {
        let id = wire::number(data, "id");
        let ours = self
            .thread()
            .with_untracked(|thread| thread.as_ref().map_or(0, |thread| thread.conversation));
        let about = match event {
            "message.created" | "message.updated" => wire::number(data, "conversation_id"),
            "conversation.typing_on" | "conversation.typing_off" => {
                data.get("conversation").map_or(0, |one| wire::number(one, "id"))
            }
            _ => id,
        };
        if about != ours {
            return;
        }
        match event {
            "message.created" => self.take_in(vec![Message::read(data)]),
            "conversation.status_changed" if wire::text(data, "status") == "resolved" => {
                self.thread_ended();
            }
            "conversation.updated" => {
                self.was_read(wire::number(data, "agent_last_seen_at"));
            }
            "conversation.typing_on" | "conversation.typing_off" => {
                let by = data.get("user").map(|user| wire::text(user, "type")).unwrap_or_default();
                let is_private = data.get("is_private").and_then(Value::as_bool) == Some(true);
                if by != "contact" && !is_private {
                    self.heard_typing(event == "conversation.typing_on");
                }
            }
            "kefu.queue" => {
                let queue = data.get("queue").map(wire::queue);
                self.change_thread(|thread| thread.queue = queue);
            }
            "kefu.agent" => {
                let agent = data.get("agent").filter(|agent| !agent.is_null());
                self.meet(agent.map(wire::agent));
            }
            _ => {}
        }
    }
}
