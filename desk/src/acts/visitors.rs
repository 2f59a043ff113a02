//! What visitors do.

use kefu_wire::console::{Availability, Event, Status};
use kefu_wire::handoff::Handoff;
use serde_json::json;

use crate::attachment::Upload;
use crate::clock::now;
use crate::desk::Desk;
use crate::limits::Place;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::store::Outcome;
use crate::store::conversations::Conversation;
use crate::store::messages::{Body, Kept, NewMessage};

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
    /// Held until they are kept.
    pub place: Option<Place>,
}

impl Desk {
    /// A visitor wrote. What was over is open again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn visitor_writes(
        &self,
        conversation: &mut Conversation,
        said: Said,
    ) -> Answer<kefu_wire::chatwoot::Message> {
        let Said { content, echo_id, handoff, uploads, place: _place } = said;
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
        conversation.open_again();
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
