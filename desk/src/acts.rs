//! What happens in a conversation. Each act is kept first and told afterwards, so that nobody hears of what is not so.

use std::collections::HashMap;
use std::sync::{MutexGuard, PoisonError};

use kefu_wire::chatwoot::{MessageType, Presence, Queue};
use kefu_wire::console::{self, Agent, Availability, Event, Status};
use kefu_wire::handoff::Handoff;
use serde_json::{Value, json};

use crate::attachment::Upload;
use crate::clock::now;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::shape::agent_shape;
use crate::store::Outcome;
use crate::store::conversations::{Conversation, InLine, word};
use crate::store::messages::{Body, Kept, Message, NewMessage};

/// What the survey asks; clients that know the type show their own words.
const SURVEY: &str = "Please rate the conversation";

/// What a visitor says.
#[derive(Debug, Default)]
pub struct Said {
    /// The words.
    pub content: String,
    /// Makes a retry the same message.
    pub echo_id: Option<String>,
    /// The hand-over that they begin.
    pub handoff: Option<Box<Handoff>>,
    /// The files that go along.
    pub uploads: Vec<Upload>,
}

impl Desk {
    // ---- What visitors do -------------------------------------------------------------------

    /// A visitor wrote. What was over is open again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visitor_writes(
        &self,
        conversation: &mut Conversation,
        said: Said,
    ) -> Answer<kefu_wire::chatwoot::Message> {
        let Said { content, echo_id, handoff, uploads } = said;
        let covered = handoff.as_deref().map(in_short);
        let body = Body { content, covered, ..Body::default() };
        let new =
            NewMessage { content_type: "text", echo_id, body, uploads, ..NewMessage::default() };
        let now = now();
        let mut becomes = conversation.clone();
        becomes.active_at = now;
        let is_over = conversation.status != Status::Open;
        if is_over {
            self.reopen(&mut becomes).await?;
        }
        let moves_queue = is_over || handoff.is_some();
        let brought = handoff.clone();
        if let Some(handoff) = handoff {
            take_up(&mut becomes, *handoff);
        }
        let (message, kept) = self.store.add_message(&becomes, new, now).await?;
        if kept == Kept::New {
            Metrics::count(&self.metrics.messages_in);
            let was = std::mem::replace(conversation, becomes);
            self.tell_message(conversation, &message).await?;
            self.tell_change(conversation, was.status).await?;
            if was.assignee != conversation.assignee {
                self.tell_agent(conversation, None);
            }
            if moves_queue || self.gives_out && conversation.assignee.is_none() {
                self.tell_queue().await?;
            }
            // That the visitor waits does not depend on it.
            if let Some(handoff) = brought
                && let Err(error) = self.note_missed(conversation.id, &handoff).await
            {
                tracing::error!(%error, "what was asked in vain could not be noted");
            }
        }
        Ok(self.message_shape(&message).await?)
    }

    /// Somebody who is there keeps what they had; otherwise it waits again.
    async fn reopen(&self, conversation: &mut Conversation) -> Outcome<()> {
        let agent = match conversation.assignee {
            Some(agent) => self.store.agent(agent).await?,
            None => None,
        };
        let is_there = agent
            .is_some_and(|agent| agent.availability == Availability::Online && !agent.is_disabled);
        if !is_there {
            conversation.assignee = None;
            conversation.waiting_since = now();
        }
        if conversation.status == Status::Resolved {
            conversation.reopened += 1;
        }
        conversation.status = Status::Open;
        conversation.snoozed_until = None;
        Ok(())
    }

    /// A visitor ends the conversation, or leaves the queue.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visitor_ends(&self, conversation: &mut Conversation) -> Answer<()> {
        self.end(conversation, "Conversation was resolved by the visitor").await
    }

    /// A visitor has read everything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visitor_has_seen(&self, conversation: &mut Conversation) -> Answer<()> {
        conversation.contact_seen_at = now();
        self.store.keep_conversation(conversation).await?;
        let at = conversation.contact_seen_at / 1_000;
        self.hub.tell_consoles(&Event::Seen { conversation: conversation.id, at });
        Ok(())
    }

    /// A visitor types, or stopped.
    pub fn visitor_types(&self, conversation: &Conversation, is_typing: bool) {
        let conversation = conversation.id;
        self.hub.tell_consoles(&Event::Typing { conversation, agent: None, is_typing });
    }

    /// A visitor says how content they are.
    ///
    /// # Errors
    /// When there is no such survey, or the database fails.
    pub async fn visitor_rates(
        &self,
        conversation: &mut Conversation,
        message: i64,
        rating: i64,
        feedback: String,
    ) -> Answer<kefu_wire::chatwoot::Message> {
        if !(1..=5).contains(&rating) {
            return Err(Refusal::Invalid("a rating is a whole number from 1 to 5"));
        }
        let messages = self.store.messages(conversation.id).await?;
        let survey = messages.into_iter().find(|one| one.id == message);
        let mut survey =
            survey.filter(|one| one.new.content_type == "input_csat").ok_or(Refusal::NotFound)?;
        let response =
            json!({ "csat_survey_response": { "rating": rating, "feedback_message": feedback } });
        survey.new.body.attributes.insert("submitted_values".to_owned(), response);
        self.store.change_message(survey.id, &survey.new.body).await?;
        conversation.rating = Some(rating);
        conversation.content.feedback = feedback;
        conversation.has_new_content = true;
        self.store.keep_conversation(conversation).await?;
        let shape = self.message_shape(&survey).await?;
        self.tell_contact(conversation, "message.updated", &json!(shape));
        self.tell_summary(conversation).await?;
        Ok(shape)
    }

    // ---- What people of the site do ---------------------------------------------------------

    /// A person writes to the visitor, or a note to the others.
    ///
    /// # Errors
    /// When somebody else has the conversation, or the database fails.
    pub async fn agent_writes(
        &self,
        conversation: &mut Conversation,
        agent: &Agent,
        reply: console::Reply,
        uploads: Vec<Upload>,
    ) -> Answer<kefu_wire::chatwoot::Message> {
        if !reply.is_note {
            match conversation.assignee {
                None => self.claim(conversation, agent).await?,
                Some(one) if one == agent.id => {}
                Some(_) => return Err(Refusal::Conflict("somebody else has this conversation")),
            }
        }
        let body = Body { content: reply.content, ..Body::default() };
        let new = NewMessage {
            kind: MessageType::Outgoing,
            content_type: "text",
            is_private: reply.is_note,
            agent: Some(agent.id),
            echo_id: Some(reply.echo_id).filter(|id| !id.is_empty()),
            body,
            uploads,
        };
        let now = now();
        let mut becomes = conversation.clone();
        if !reply.is_note {
            becomes.active_at = now;
            becomes.agent_seen_at = now;
            becomes.status = Status::Open;
        }
        let (message, kept) = self.store.add_message(&becomes, new, now).await?;
        if kept == Kept::New {
            Metrics::count(&self.metrics.messages_out);
            let was = std::mem::replace(conversation, becomes);
            self.tell_message(conversation, &message).await?;
            self.tell_change(conversation, was.status).await?;
        }
        Ok(self.message_shape(&message).await?)
    }

    /// A person takes a conversation that waits.
    ///
    /// # Errors
    /// When somebody was quicker, or the database fails.
    pub async fn claim(&self, conversation: &mut Conversation, agent: &Agent) -> Answer<()> {
        let was = conversation.status;
        if was != Status::Open {
            conversation.status = Status::Open;
            conversation.assignee = None;
            self.store.keep_conversation(conversation).await?;
        }
        if !self.store.claim(conversation.id, agent.id, now()).await? {
            let now = self.store.conversation(conversation.id).await?.ok_or(Refusal::NotFound)?;
            *conversation = now;
            return match conversation.assignee {
                Some(one) if one == agent.id => Ok(()),
                _ => Err(Refusal::Conflict("somebody was quicker")),
            };
        }
        self.joined(conversation, agent, was).await?;
        self.tell_queue().await?;
        Ok(())
    }

    /// Tells that somebody has a conversation now.
    async fn joined(
        &self,
        conversation: &mut Conversation,
        agent: &Agent,
        was: Status,
    ) -> Outcome<()> {
        conversation.assignee = Some(agent.id);
        self.declined().remove(&conversation.id);
        self.note(conversation, format!("{} joined the conversation", agent.name)).await?;
        self.tell_agent(conversation, Some(agent));
        self.tell_change(conversation, was).await
    }

    fn declined(&self) -> MutexGuard<'_, HashMap<i64, i64>> {
        self.declined.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives those who wait to whoever is online and has room: the most urgent first, each to the one who has least.
    async fn give_out(&self) -> Outcome<()> {
        let agents = self.store.agents().await?;
        let mut loads = self.store.loads().await?;
        let has_room = |agent: &Agent, loads: &HashMap<i64, u32>| {
            agent.availability == Availability::Online
                && !agent.is_disabled
                && loads.get(&agent.id).copied().unwrap_or_default() < agent.room
        };
        if !agents.iter().any(|agent| has_room(agent, &loads)) {
            return Ok(());
        }
        for one in self.store.line(now()).await? {
            let load = |agent: &&Agent| loads.get(&agent.id).copied().unwrap_or_default();
            // Whoever put it back does not get it again.
            let declined = self.declined().get(&one.id).copied();
            let is_free = |agent: &&Agent| {
                has_room(agent, &loads)
                    && declined != Some(agent.id)
                    && suits(agent, &one.department, &agents)
            };
            let free = agents.iter().filter(is_free);
            let Some(agent) = free.min_by_key(|agent| (load(agent), agent.id)) else { continue };
            // What it is about comes with the first words.
            if !self.store.has_words(one.id).await?
                || !self.store.claim(one.id, agent.id, now()).await?
            {
                continue;
            }
            *loads.entry(agent.id).or_default() += 1;
            if let Some(mut conversation) = self.store.conversation(one.id).await? {
                self.joined(&mut conversation, agent, Status::Open).await?;
            }
        }
        Ok(())
    }

    /// A conversation goes to somebody else, to another department, or back into the queue.
    ///
    /// # Errors
    /// When there is nobody of that number, or the database fails.
    pub async fn assign(
        &self,
        conversation: &mut Conversation,
        by: &Agent,
        to: console::Assign,
    ) -> Answer<()> {
        let agent = match to.agent {
            Some(id) => {
                let agent = self.store.agent(id).await?;
                Some(
                    agent
                        .filter(|agent| !agent.is_disabled)
                        .ok_or(Refusal::Invalid("nobody has that number"))?,
                )
            }
            None => None,
        };
        let is_for_others = to.department.is_some();
        if let Some(department) = to.department {
            conversation.department = department;
        }
        let was = conversation.status;
        conversation.status = Status::Open;
        conversation.assignee = agent.as_ref().map(|agent| agent.id);
        if agent.is_none() {
            conversation.waiting_since = now();
            self.declined().insert(conversation.id, by.id);
        }
        self.store.keep_conversation(conversation).await?;
        let note = match &agent {
            Some(agent) => format!("{} handed the conversation to {}", by.name, agent.name),
            None if is_for_others => {
                format!("{} handed the conversation to {}", by.name, conversation.department)
            }
            None => format!("{} put the conversation back into the queue", by.name),
        };
        self.note(conversation, note).await?;
        self.tell_agent(conversation, agent.as_ref());
        self.tell_change(conversation, was).await?;
        self.tell_queue().await?;
        Ok(())
    }

    /// A person ends a conversation, and the visitor is asked how content they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_ends(&self, conversation: &mut Conversation, agent: &Agent) -> Answer<()> {
        // Before the end, since whoever hears of the end may listen no longer.
        if conversation.status != Status::Resolved && conversation.rating.is_none() {
            let body = Body { content: SURVEY.to_owned(), ..Body::default() };
            let new = NewMessage {
                kind: MessageType::Template,
                content_type: "input_csat",
                body,
                ..NewMessage::default()
            };
            let (message, _) = self.store.add_message(conversation, new, now()).await?;
            self.tell_message(conversation, &message).await?;
        }
        self.end(conversation, &format!("Conversation was resolved by {}", agent.name)).await
    }

    async fn end(&self, conversation: &mut Conversation, note: &str) -> Answer<()> {
        if conversation.status == Status::Resolved {
            return Ok(());
        }
        let was = conversation.status;
        self.declined().remove(&conversation.id);
        conversation.status = Status::Resolved;
        conversation.active_at = now();
        self.store.keep_conversation(conversation).await?;
        self.store.note_end(conversation.id, now()).await?;
        self.note(conversation, note.to_owned()).await?;
        self.tell_change(conversation, was).await?;
        self.tell_queue().await?;
        Ok(())
    }

    /// A conversation rests for a while.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn snooze(&self, conversation: &mut Conversation, minutes: u32) -> Answer<()> {
        let was = conversation.status;
        conversation.status = Status::Snoozed;
        conversation.snoozed_until = Some(now() + i64::from(minutes.max(1)) * 60_000);
        self.store.keep_conversation(conversation).await?;
        self.tell_change(conversation, was).await?;
        self.tell_queue().await?;
        Ok(())
    }

    /// Conversations whose rest is over are open again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn wake(&self) -> Outcome<()> {
        for mut conversation in self.store.awakening(now()).await? {
            let was = conversation.status;
            conversation.status = Status::Open;
            conversation.snoozed_until = None;
            if conversation.assignee.is_none() {
                conversation.waiting_since = now();
            }
            self.store.keep_conversation(&conversation).await?;
            self.tell_change(&conversation, was).await?;
            self.tell_queue().await?;
        }
        Ok(())
    }

    /// A person has read everything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agent_has_seen(&self, conversation: &mut Conversation) -> Answer<()> {
        conversation.agent_seen_at = now();
        self.store.keep_conversation(conversation).await?;
        let at = conversation.agent_seen_at / 1_000;
        let data = json!({ "id": conversation.id, "agent_last_seen_at": at });
        self.tell_contact(conversation, "conversation.updated", &data);
        self.tell_summary(conversation).await?;
        Ok(())
    }

    /// A person types, or stopped; notes are typed unseen.
    pub fn agent_types(&self, conversation: &Conversation, agent: &Agent, is_typing: bool) {
        let id = conversation.id;
        let event = if is_typing { "conversation.typing_on" } else { "conversation.typing_off" };
        let user = agent_shape(agent);
        let data = json!({ "conversation": { "id": id }, "user": user, "is_private": false });
        self.tell_contact(conversation, event, &data);
        self.hub.tell_consoles(&Event::Typing {
            conversation: id,
            agent: Some(agent.id),
            is_typing,
        });
    }

    /// A person comes, goes, or does not want more just now; whoever waits hears of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_availability(&self, agent: i64, availability: Availability) -> Outcome<()> {
        self.store.set_availability(agent, availability).await?;
        if let Some(agent) = self.store.agent(agent).await? {
            self.hub.tell_consoles(&Event::Agent { agent });
        }
        self.tell_queue().await
    }

    // ---- The queue --------------------------------------------------------------------------

    /// Who is there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn presence(&self) -> Outcome<Presence> {
        let waiting = self.store.line(now()).await?.len() as u32;
        let expected_wait = self.store.expected_wait(waiting + 1).await?;
        Ok(Presence { online: self.online().await?, waiting, expected_wait })
    }

    async fn online(&self) -> Outcome<u32> {
        let agents = self.store.agents().await?;
        let is_online =
            |agent: &&Agent| agent.availability == Availability::Online && !agent.is_disabled;
        Ok(agents.iter().filter(is_online).count() as u32)
    }

    /// Where a conversation stands in the queue, if it does.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn place_in_queue(&self, one: &Conversation) -> Outcome<Option<Queue>> {
        if one.status != Status::Open || one.assignee.is_some() {
            return Ok(None);
        }
        let waiting = self.store.line(now()).await?;
        let Some(place) = waiting.iter().position(|other| other.id == one.id) else {
            return Ok(None);
        };
        let position = place as u32 + 1;
        let expected_wait = self.store.expected_wait(position).await?;
        Ok(Some(Queue { position, expected_wait, online: self.online().await? }))
    }

    /// Tells everybody who waits where they stand now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_queue(&self) -> Outcome<()> {
        if self.gives_out {
            self.give_out().await?;
        }
        let (online, pace) = (self.online().await?, self.store.pace().await?);
        let waiting = self.store.line(now()).await?;
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let mut telling = HashMap::with_capacity(waiting.len());
        for (place, InLine { id, contact, .. }) in waiting.into_iter().enumerate() {
            if !self.hub.is_listening(contact) {
                continue;
            }
            let position = place as u32 + 1;
            let expected_wait = pace.map(|pace| pace.wait(position));
            let queue = Queue { position, expected_wait, online };
            // Whoever comes back fetches it; whoever was told is told again only when something is new.
            if told.get(&id) != Some(&queue) {
                self.hub.tell(contact, "kefu.queue", &json!({ "id": id, "queue": &queue }));
            }
            telling.insert(id, queue);
        }
        *told = telling;
        Ok(())
    }

    // ---- Telling ----------------------------------------------------------------------------

    /// A line about the conversation that both sides read.
    async fn note(&self, conversation: &Conversation, content: String) -> Outcome<()> {
        let body = Body { content, ..Body::default() };
        let kind = MessageType::Activity;
        let new = NewMessage { kind, content_type: "text", body, ..NewMessage::default() };
        let (message, _) = self.store.add_message(conversation, new, now()).await?;
        self.tell_message(conversation, &message).await
    }

    async fn tell_message(&self, conversation: &Conversation, message: &Message) -> Outcome<()> {
        if !message.new.is_private {
            let shape = self.message_shape(message).await?;
            self.tell_contact(conversation, "message.created", &json!(shape));
        }
        let shape = self.console_shape(message).await?;
        self.hub.tell_consoles(&Event::Message { message: Box::new(shape) });
        Ok(())
    }

    fn tell_agent(&self, conversation: &Conversation, agent: Option<&Agent>) {
        let data = json!({ "id": conversation.id, "agent": agent.map(agent_shape) });
        self.tell_contact(conversation, "kefu.agent", &data);
    }

    /// Something about a conversation is not as it was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tell_change(&self, conversation: &Conversation, was: Status) -> Outcome<()> {
        if conversation.status != was {
            let data = json!({ "id": conversation.id, "status": word(conversation.status) });
            self.tell_contact(conversation, "conversation.status_changed", &data);
        }
        self.tell_summary(conversation).await
    }

    async fn tell_summary(&self, conversation: &Conversation) -> Outcome<()> {
        if !self.hub.has_consoles() {
            return Ok(());
        }
        let summary = self.summary(conversation, now()).await?;
        self.hub.tell_consoles(&Event::Conversation { summary });
        Ok(())
    }

    fn tell_contact(&self, conversation: &Conversation, event: &str, data: &Value) {
        self.hub.tell(conversation.contact_id, event, data);
    }
}

/// Whether an agent is the right one for a department: one of it, or anybody where it has nobody.
fn suits(agent: &Agent, department: &str, agents: &[Agent]) -> bool {
    let is_of = |agent: &Agent| agent.department.eq_ignore_ascii_case(department);
    let has_people = agents.iter().any(|one| !one.is_disabled && is_of(one));
    department.is_empty() || !has_people || is_of(agent)
}

/// A hand-over in words that everybody at the desk may read: what the visitor wrote for them, or said last.
fn in_short(handoff: &Handoff) -> String {
    if !handoff.message.is_empty() {
        return handoff.message.clone();
    }
    let mut lines = handoff.transcript.iter().flatten();
    lines.rfind(|line| line.author == "visitor").map(|line| line.text.clone()).unwrap_or_default()
}

/// What the hand-over says of the conversation that it begins.
fn take_up(conversation: &mut Conversation, handoff: Handoff) {
    if let Some(priority) = &handoff.priority {
        conversation.score = priority.score.min(100);
        conversation.waiting_minute = priority.waiting_minute;
        conversation.waiting_most = priority.waiting_most;
    }
    conversation.reason.clone_from(&handoff.reason);
    conversation.department.clone_from(&handoff.department);
    let mut lines = handoff.transcript.iter().flatten();
    conversation.has_asked |= lines.any(|line| line.author == "visitor");
    conversation.content.handoff = Some(handoff);
    conversation.has_new_content = true;
}
