//! Talking with people in the panel itself, over Chatwoot's client API.
//!
//! What the visitor writes waits in the rows until it is acknowledged, in its order; whether a message whose answer
//! was lost has arrived is found out by fetching, never by sending it again. One tab of the site leads: it holds the
//! socket and sends, the others see what it keeps.

mod cable;
mod files;
mod outbox;
mod thread;
mod wire;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use kefu_engine::json::Value;
use kefu_engine::pack::{Channel, ChannelKind};
use leptos::prelude::untrack;

use super::handoff::{ATTEMPTS, Cause, Handoff, pause_before};
use super::transcript::{Body, Delivery, Note, Row, Said, SavedRow};
use super::watch::{Facet, Watch};
use super::{Happened, Session};
use crate::platform::{Millis, Picked};

pub use files::{Received, Upload};
pub use thread::{Agent, Queue, Thread};
use wire::{Api, Asked, Fault, Message};

/// The desk hears that the visitor types at most this often.
const TYPING_MS: Millis = 3_000;

/// Whoever was said to type and does nothing more has stopped after so long.
const TYPED_MS: u32 = 8_000;

/// Whoever has asked nothing for half an hour and asks again visits again.
const VISIT_MS: Millis = 30 * 60_000;

/// So long after an end it is looked once more for what came with it.
const AFTERWARDS_MS: u32 = 4_000;

/// What a page remembers of talking with people, beside what is kept.
#[derive(Default)]
pub(super) struct Attendance {
    /// Whether this page waits to lead, or does.
    is_attending: Cell<bool>,
    /// Whether it leads.
    leads: Cell<bool>,
    /// Whether it is sending what waits.
    is_sending: Cell<bool>,
    /// When the desk last heard that the visitor types; 0 when it heard that they stopped.
    typed_at: Cell<Millis>,
    /// When it was last heard that a person types; 0 when they stopped.
    agent_typed_at: Cell<Millis>,
    /// Whether the desk cannot be reached just now.
    is_cut_off: Cell<bool>,
    /// The last file that did not arrive, with its row: as long as this page is there, it can be sent again.
    unsent: RefCell<Option<(Rc<str>, Picked)>>,
    /// Who the visitor is, as the site calls them, and all that it says: JSON with `identifier` and `identifier_hash`.
    identity: RefCell<(String, String)>,
    /// Who is there, as the desk said when the visitor last looked.
    presence: RefCell<Option<Queue>>,
}

impl Session {
    /// The conversation with people, if there was one.
    pub fn thread(self) -> Watch<Option<Thread>> {
        self.watch(Facet::Thread, |model| &model.thread)
    }

    /// Whether the desk cannot be reached just now, although a person has the conversation.
    pub fn is_cut_off(self) -> bool {
        self.thread().track();
        self.is_live() && self.inner().attendance.is_cut_off.get()
    }

    /// Whether a person types.
    pub fn is_agent_typing(self) -> bool {
        self.thread().track();
        self.inner().attendance.agent_typed_at.get() > 0 && self.is_live()
    }

    /// A person types, or has stopped.
    fn heard_typing(self, is_typing: bool) {
        let inner = self.inner();
        let now = if is_typing { inner.platform.now() } else { 0 };
        if inner.attendance.agent_typed_at.replace(now) != now {
            self.change(Facet::Thread, |_| ());
        }
        if is_typing {
            let wait = inner.platform.sleep(TYPED_MS);
            inner.platform.spawn(Box::pin(async move {
                wait.await;
                if self.inner().attendance.agent_typed_at.get() == now {
                    self.heard_typing(false);
                }
            }));
        }
    }

    /// Who is there, as the desk says; nothing where it does not say, or was not asked yet.
    pub fn presence(self) -> Option<Queue> {
        self.thread().track();
        self.inner().attendance.presence.borrow().clone()
    }

    /// Whether a person has the conversation here in the panel.
    pub fn is_live(self) -> bool {
        let channel = self.handoff().with(|handoff| match handoff {
            Handoff::Reached { channel, .. } => Some(channel.clone()),
            _ => None,
        });
        channel.is_some_and(|channel| self.live_channel(&channel).is_some())
    }

    /// The channel of this id, if people answer in the panel by it.
    pub(super) fn live_channel(self, id: &str) -> Option<Channel> {
        let inner = self.inner();
        let mut channels = inner.pack.channels.iter();
        channels.find(|channel| channel.id == id && channel.kind == ChannelKind::Chatwoot).cloned()
    }

    fn api(self) -> Option<(Api, Thread)> {
        let thread = self.thread().get_untracked()?;
        let channel = self.live_channel(&thread.channel)?;
        Some((Api::of(self.inner().platform.clone(), &channel, &thread.source), thread))
    }

    fn change_thread(self, change: impl FnOnce(&mut Thread)) {
        let inner = self.inner();
        self.change(Facet::Thread, |model| {
            let thread = model.thread.get_or_insert_default();
            change(thread);
            inner.vault.keep_thread(thread);
        });
    }

    fn set_cut_off(self, is_cut_off: bool) {
        if self.inner().attendance.is_cut_off.replace(is_cut_off) != is_cut_off {
            self.change(Facet::Thread, |_| ());
        }
    }

    // ---- Reaching people --------------------------------------------------------------------

    /// Lets the desk count that the assistant is asked something, at the first question of a visit and without a word
    /// of it, so that it can tell how often no person was needed.
    pub(super) fn count_chat(self) {
        let now = self.inner().platform.now();
        let is_of_now =
            |row: &Row| matches!(*row.body, Body::Visitor(_)) && row.at + VISIT_MS > now;
        if !self.rows().with_untracked(|rows| rows.iter().any(is_of_now)) {
            self.look_who_is_there("?kefu_chat=1");
        }
    }

    /// The site says who the visitor is, or that it is nobody it knows: told to the people at the desk with the
    /// hand-over, or now where a person has the conversation. Whoever comes after somebody else begins anew.
    pub fn identify(self, identity: &str) {
        let who = wire::text(&Value::parse(identity).unwrap_or_default(), "identifier");
        let inner = self.inner();
        let of_thread = self.thread().get_untracked().map(|thread| thread.who);
        let last = [inner.vault.state().who, of_thread];
        if last.iter().flatten().any(|last| !last.is_empty() && *last != who) {
            self.leave_thread();
            self.thread_ended();
            self.change_thread(|thread| *thread = Thread::default());
            self.forget_person();
        }
        inner.attendance.identity.replace((who, identity.to_owned()));
        self.keep_state();
        if untrack(|| self.is_live()) {
            self.vouch();
        }
    }

    /// Who the site says the visitor is; nothing for somebody it does not know.
    pub(super) fn who(self) -> Option<String> {
        let who = self.inner().attendance.identity.borrow().0.clone();
        Some(who).filter(|who| !who.is_empty())
    }

    /// Has the desk verify who the visitor is. What it does not believe changes nothing.
    fn vouch(self) {
        let (who, identity) = self.inner().attendance.identity.borrow().clone();
        let Some((api, _)) = self.api().filter(|_| !who.is_empty()) else { return };
        self.change_thread(|thread| thread.who = who);
        self.insist(Box::new(move || api.identify(&identity)), Box::new(|_| ()));
    }

    /// Asks the desk who is there, for the visitor to decide by; `why` is the query of the address, if there is one.
    pub(super) fn look_who_is_there(self, why: &'static str) {
        let inner = self.inner();
        let live = |channel: &&Channel| channel.kind == ChannelKind::Chatwoot;
        let Some(channel) = inner.pack.channels.iter().find(live) else { return };
        let api = Api::of(inner.platform.clone(), channel, "");
        inner.platform.spawn(Box::pin(async move {
            if let Ok(inbox) = api.inbox(why).await {
                let presence = inbox.get("kefu_presence").map(wire::presence);
                self.inner().attendance.presence.replace(presence);
                self.change(Facet::Thread, |_| ());
            }
        }));
    }

    /// Hands the packet over: a contact, a conversation, a first message. What was done in an earlier attempt is
    /// found and not done again.
    pub(super) async fn open_thread(
        self,
        channel: &Channel,
        packet: &str,
        json: &str,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), Cause> {
        let mut last = Cause::Network;
        for attempt in 1..=ATTEMPTS {
            let pause = pause_before(attempt);
            if pause > 0 {
                self.inner().platform.sleep(pause).await;
            }
            if !go_on() {
                break;
            }
            match self.step_in(channel, packet, json, go_on).await {
                Ok(()) => return Ok(()),
                Err(Fault::Never) => {
                    last = Cause::Refused;
                    break;
                }
                Err(Fault::Again(cause)) => last = cause,
                // The desk does not know us any more: we begin anew.
                Err(Fault::Gone) => {
                    last = Cause::Refused;
                    self.change_thread(|thread| *thread = Thread::default());
                }
            }
        }
        // What was begun waits for nobody.
        self.leave_thread();
        Err(last)
    }

    async fn step_in(
        self,
        channel: &Channel,
        packet: &str,
        json: &str,
        go_on: &dyn Fn() -> bool,
    ) -> Result<(), Fault> {
        let platform = self.inner().platform.clone();
        let known = self.thread().with_untracked(|thread| {
            thread.as_ref().is_some_and(|thread| thread.channel == channel.id)
        });
        if !known {
            let (channel, source) = (channel.id.clone(), platform.new_id());
            self.change_thread(|thread| *thread = Thread { channel, source, ..Thread::default() });
        }
        // What a person has ended is not gone on with.
        self.change_thread(|thread| {
            if thread.is_over {
                *thread = thread.begun_anew();
            }
        });
        let handoff = Value::parse(json).unwrap_or_default();
        let Some((api, mut thread)) = self.api() else { return Err(Fault::Never) };
        let is_new = thread.token.is_empty();
        if is_new {
            let contact = api.create_contact(&handoff).await?;
            thread.token = wire::text(&contact, "pubsub_token");
            let token = thread.token.clone();
            self.change_thread(|thread| thread.token = token);
        }
        self.vouch();
        let mut is_begun = thread.conversation != 0;
        if thread.conversation == 0 {
            // An attempt whose answer was lost may have begun one.
            let begun = if is_new { None } else { Api::empty_one(&api.conversations().await?) };
            is_begun = begun.is_some();
            let conversation = match begun {
                Some(id) => id,
                None => wire::numbered(&api.create_conversation(&handoff).await?)?,
            };
            thread.conversation = conversation;
            self.change_thread(|thread| {
                *thread = Thread { conversation, ..thread.begun_anew() };
            });
        }
        if !go_on() {
            return Err(Fault::Never);
        }
        let words = wire::readable(&handoff);
        let sent = if is_begun {
            let messages = Api::page(&api.messages(thread.conversation, None).await?)?;
            let is_it = |one: &Message| {
                let is_same = one.echo_id.is_empty() && one.content == words;
                one.is_own() && one.id > thread.own && (is_same || one.echo_id == packet)
            };
            messages.into_iter().find(is_it).map(|message| (message.id, message.at / 1_000))
        } else {
            None
        };
        let (own, own_at) = match sent {
            Some(sent) => sent,
            None => {
                let sent = api.send(thread.conversation, &words, packet, json).await?;
                (wire::numbered(&sent)?, wire::number(&sent, "created_at"))
            }
        };
        self.change_thread(|thread| {
            thread.newest = own;
            (thread.own, thread.own_at) = (own, own_at);
        });
        Ok(())
    }

    /// The visitor leaves the queue, or the conversation.
    pub(super) fn leave_thread(self) {
        self.call_off_file();
        let Some((_, thread)) = self.api() else { return };
        if thread.conversation == 0 {
            return;
        }
        let leaving = if thread.is_over { 0 } else { thread.conversation };
        self.change_thread(|thread| *thread = Thread { leaving, ..thread.begun_anew() });
        self.finish_leaving();
    }

    /// Tells the desk of a conversation that the visitor has left, until it knows.
    pub(super) fn finish_leaving(self) {
        let Some((api, thread)) = self.api() else { return };
        if thread.leaving == 0 {
            return;
        }
        let ask = move || api.end(thread.leaving);
        let then = move |answer| {
            if !matches!(answer, Err(Fault::Again(_))) {
                self.change_thread(|thread| thread.leaving = 0);
            }
        };
        self.insist(Box::new(ask), Box::new(then));
    }

    /// Asks for something until it is done, refused, or was tried often enough, and then tells what came of it.
    fn insist(self, ask: Box<dyn Fn() -> Asked>, then: Box<dyn FnOnce(Result<Value, Fault>)>) {
        let platform = self.inner().platform.clone();
        self.inner().platform.spawn(Box::pin(async move {
            let mut answer = ask().await;
            for attempt in 2..=ATTEMPTS {
                if !matches!(answer, Err(Fault::Again(_))) {
                    break;
                }
                platform.sleep(pause_before(attempt)).await;
                answer = ask().await;
            }
            then(answer);
        }));
    }

    /// Asks for something of which nobody needs to know whether it was done.
    fn mention(self, asked: Asked) {
        self.inner().platform.spawn(Box::pin(async move {
            let _ = asked.await;
        }));
    }

    // ---- What people do ---------------------------------------------------------------------

    /// Takes in messages of the desk, the oldest first: what is new is shown, and what of ours is there counts as sent.
    fn take_in(self, messages: Vec<Message>) {
        for message in messages {
            let (newest, own) = self.thread().with_untracked(|thread| {
                thread.as_ref().map_or((u64::MAX, u64::MAX), |thread| (thread.newest, thread.own))
            });
            // What is found by its name may be older than what was acknowledged before it, such as a large file.
            if message.is_own() && (message.id > own || !message.echo_id.is_empty()) {
                self.acknowledge(&message);
            }
            if message.id <= newest || message.is_private {
                continue;
            }
            let id = message.id;
            if message.is_survey() {
                let open = (!message.is_answered).then_some(id);
                self.change_thread(|thread| thread.survey = open);
            } else if message.is_agents() {
                self.agent_wrote(&message);
            }
            self.change_thread(|thread| thread.newest = id);
        }
    }

    fn agent_wrote(self, message: &Message) {
        let Message { id, at, content, sender, .. } = message;
        if !sender.name.is_empty() {
            self.meet(Some(sender.clone()));
        }
        self.heard_typing(false);
        let mark = "-m".to_owned() + &id.to_string();
        // Another tab, or another try, may have shown it already.
        if self.rows().with_untracked(|rows| rows.iter().any(|row| row.id.ends_with(&mark))) {
            return;
        }
        let said = Said { name: sender.name.clone(), text: content.clone() };
        let newest = self.rows().with_untracked(|rows| rows.last().map_or(0, |row| row.at));
        let at = (*at).max(newest + 1);
        let id = super::transcript::id_at(at, &mark);
        self.put(&Row::new(
            &id,
            SavedRow { at, body: Body::Agent(said), delivery: Delivery::Sent },
        ));
        self.tell_seen();
    }

    /// Somebody has the conversation now, or nobody has it any more.
    fn meet(self, agent: Option<Agent>) {
        let known = self
            .thread()
            .with_untracked(|thread| thread.as_ref().and_then(|thread| thread.agent.clone()));
        if known == agent {
            return;
        }
        if let Some(agent) = &agent
            && known.is_none_or(|known| known.name != agent.name)
        {
            self.append(Body::System(Note::Joined(agent.name.clone())), Delivery::Sent);
        }
        self.change_thread(|thread| {
            thread.queue = None;
            thread.agent = agent;
        });
    }

    /// A person ended the conversation: the assistant is back.
    fn thread_ended(self) {
        if !untrack(|| self.is_live()) {
            return;
        }
        // What arrived now would begin anew what is over.
        self.call_off_file();
        self.change_thread(|thread| {
            thread.is_over = true;
            thread.queue = None;
        });
        self.give_up_waiting();
        self.append(Body::System(Note::Ended), Delivery::Sent);
        self.set_handoff(Handoff::None);
    }

    /// People have read until this moment of the desk's clock.
    fn was_read(self, until: Millis) {
        let own_at = self
            .thread()
            .with_untracked(|thread| thread.as_ref().map_or(Millis::MAX, |thread| thread.own_at));
        // Nobody has read anything at 0.
        if until == 0 || until < own_at {
            return;
        }
        let rows = self.rows().get_untracked();
        let handed_over =
            |row: &Row| matches!(&*row.body, Body::System(Note::Reached(_) | Note::MessageLeft(_)));
        // The words that went along stand right before the note.
        let began = rows.iter().rposition(handed_over).unwrap_or(rows.len()).saturating_sub(1);
        for row in rows.iter().skip(began) {
            let is_own = matches!(*row.body, Body::Visitor(_) | Body::File(_));
            if is_own && row.delivery.get_untracked() == Delivery::Sent {
                self.set_delivery(row, Delivery::Seen);
            }
        }
    }

    // ---- What the visitor does --------------------------------------------------------------

    /// The visitor types, or has stopped.
    pub(super) fn tell_typing(self, is_typing: bool) {
        if !untrack(|| self.is_live()) {
            return;
        }
        let inner = self.inner();
        let (now, last) = (inner.platform.now(), inner.attendance.typed_at.get());
        let is_news = if is_typing { now >= last + TYPING_MS } else { last > 0 };
        if !is_news {
            return;
        }
        inner.attendance.typed_at.set(if is_typing { now } else { 0 });
        if let Some((api, thread)) = self.api() {
            self.mention(api.typing(thread.conversation, is_typing));
        }
    }

    /// The visitor has what people wrote before their eyes.
    pub(super) fn tell_seen(self) {
        let is_looking = self.is_open().get_untracked() && untrack(|| self.is_live());
        let Some((api, thread)) = self.api().filter(|_| is_looking) else { return };
        if thread.seen < thread.newest {
            self.change_thread(|thread| thread.seen = thread.newest);
            // It is told again with the next message.
            self.mention(api.seen(thread.conversation));
        }
    }

    /// The visitor says how content they are, from 1 to 5.
    pub fn rate(self, rating: u32) {
        let Some((api, thread)) = self.api() else { return };
        let Some(survey) = thread.survey else { return };
        self.change_thread(|thread| thread.survey = None);
        let ask = move || api.rate(thread.conversation, survey, rating);
        let then = move |answer| match answer {
            Ok(_) => {
                self.append(Body::System(Note::Rated), Delivery::Sent);
            }
            // It can be said again.
            Err(Fault::Again(_)) => self.change_thread(|thread| thread.survey = Some(survey)),
            Err(Fault::Never | Fault::Gone) => {}
        };
        self.insist(Box::new(ask), Box::new(then));
    }

    /// The visitor does not want to say how content they are.
    pub fn decline_rating(self) {
        self.change_thread(|thread| thread.survey = None);
    }

    /// A row goes to its place, here and in the other tabs.
    fn put(self, row: &Row) {
        self.change(Facet::Rows, |model| super::transcript::place(&mut model.rows, row.clone()));
        self.keep_row(row);
        self.count_unread();
        self.tell(Happened::Message(row.author()));
    }
}
