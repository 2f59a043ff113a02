//! Telling both sides what has happened.

use kefu_wire::chatwoot::MessageType;
use kefu_wire::console::{Agent, Event, Status};
use serde_json::{Value, json};

use crate::clock::now;
use crate::desk::Desk;
use crate::shape::agent_shape;
use crate::store::Outcome;
use crate::store::conversations::{Conversation, word};
use crate::store::messages::{Body, Message, NewMessage};

impl Desk {
    /// A line about the conversation that both sides read.
    pub(super) async fn note(&self, conversation: &Conversation, content: String) -> Outcome<()> {
        let body = Body { content, ..Body::default() };
        let kind = MessageType::Activity;
        let new = NewMessage { kind, content_type: "text", body, ..NewMessage::default() };
        let (message, _) = self.store.add_message(conversation, new, now()).await?;
        self.tell_message(conversation, &message).await
    }

    pub(super) async fn tell_message(
        &self,
        conversation: &Conversation,
        message: &Message,
    ) -> Outcome<()> {
        if !message.new.is_private {
            let shape = self.message_shape(message).await?;
            self.tell_contact(conversation, "message.created", &json!(shape));
        }
        let shape = self.console_shape(message).await?;
        self.hub.tell_consoles(&Event::Message { message: Box::new(shape) });
        Ok(())
    }

    pub(super) fn tell_agent(&self, conversation: &Conversation, agent: Option<&Agent>) {
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

    pub(super) async fn tell_summary(&self, conversation: &Conversation) -> Outcome<()> {
        if !self.hub.has_consoles() {
            return Ok(());
        }
        let summary = self.summary(conversation, now()).await?;
        self.hub.tell_consoles(&Event::Conversation { summary });
        Ok(())
    }

    pub(super) fn tell_contact(&self, conversation: &Conversation, event: &str, data: &Value) {
        self.hub.tell(conversation.contact_id, event, data);
    }
}
