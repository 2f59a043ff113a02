//! What the people of the site do.

use kefu_wire::chatwoot::MessageType;
use kefu_wire::console::{self, Agent, Availability, Event, Status};
use serde_json::json;

use crate::attachment::Upload;
use crate::clock::now;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::shape::agent_shape;
use crate::store::Outcome;
use crate::store::conversations::Conversation;
use crate::store::messages::{Body, Kept, NewMessage};

/// What the survey asks; clients that know the type show their own words.
const SURVEY: &str = "Please rate the conversation";

impl Desk {
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
            becomes.open_again();
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
            conversation.open_again();
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
    pub(super) async fn joined(
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
        conversation.open_again();
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

    pub(super) async fn end(&self, conversation: &mut Conversation, note: &str) -> Answer<()> {
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
}
