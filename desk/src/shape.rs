//! What is kept, in the shapes that travel.

use kefu_wire::chatwoot::{self, Attachment, MessageType, Sender};
use kefu_wire::console::{Agent, Summary};

use crate::attachment::File;
use crate::desk::Desk;
use crate::secrets;
use crate::store::Outcome;
use crate::store::agents::availability_word;
use crate::store::contacts::Contact;
use crate::store::conversations::{Conversation, word};
use crate::store::messages::{Body, Message};

/// So many characters of the newest words stand in a list.
const NEWEST: usize = 120;

impl Desk {
    /// The token with which a contact listens. It follows from the secret name, so that it need not be kept.
    #[must_use]
    pub fn pubsub_token(&self, source_id: &str) -> String {
        secrets::hmac(&self.pubsub_secret, source_id)
    }

    /// A contact as its own browser sees it.
    #[must_use]
    pub fn contact_shape(&self, contact: &Contact, source_id: &str) -> chatwoot::Contact {
        let profile = &contact.profile;
        chatwoot::Contact {
            source_id: source_id.to_owned(),
            pubsub_token: self.pubsub_token(source_id),
            id: contact.id,
            name: profile.name.clone().unwrap_or_default(),
            email: profile.email.clone(),
            phone_number: profile.phone_number.clone(),
        }
    }

    /// A message as it travels.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_shape(&self, message: &Message) -> Outcome<chatwoot::Message> {
        let sender = match (message.new.kind, message.new.agent) {
            (MessageType::Incoming, _) => {
                Some(Sender { kind: "contact".to_owned(), ..Sender::default() })
            }
            (_, Some(agent)) => self.store.agent(agent).await?.as_ref().map(agent_shape),
            (_, None) => None,
        };
        Ok(chatwoot::Message {
            id: message.id,
            content: message.new.body.content.clone(),
            message_type: message.new.kind.number(),
            content_type: message.new.content_type.to_owned(),
            content_attributes: message.new.body.attributes.clone(),
            created_at: message.created_at / 1_000,
            conversation_id: message.conversation_id,
            attachments: message.new.body.files.iter().map(|file| self.file_shape(file)).collect(),
            sender,
            echo_id: message.new.echo_id.clone(),
            is_private: message.new.is_private,
        })
    }

    fn file_shape(&self, file: &File) -> Attachment {
        let data_url = self.public_url.clone() + &file.path();
        Attachment {
            id: file.id,
            file_type: file.kind().to_owned(),
            thumb_url: if file.kind() == "image" { data_url.clone() } else { String::new() },
            data_url,
            file_size: file.size.cast_signed(),
        }
    }

    /// A message as the people of the site see it: a hand-over in words has the profile in it, which the console
    /// shows apart, to those who may see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn console_shape(&self, message: &Message) -> Outcome<chatwoot::Message> {
        let mut shape = self.message_shape(message).await?;
        if let Some(covered) = &message.new.body.covered {
            shape.content.clone_from(covered);
        }
        Ok(shape)
    }

    /// Messages as they travel.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_shapes(&self, messages: &[Message]) -> Outcome<Vec<chatwoot::Message>> {
        let mut shapes = Vec::with_capacity(messages.len());
        for message in messages {
            shapes.push(self.message_shape(message).await?);
        }
        Ok(shapes)
    }

    /// A conversation as the visitor's browser sees it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn conversation_shape(
        &self,
        one: &Conversation,
        contact: Option<chatwoot::Contact>,
    ) -> Outcome<chatwoot::Conversation> {
        let messages = self.store.public_messages(one.id, None).await?;
        let agent = match one.assignee {
            Some(agent) => self.store.agent(agent).await?,
            None => None,
        };
        Ok(chatwoot::Conversation {
            id: one.id,
            uuid: one.uuid.clone(),
            inbox_id: 1,
            contact_last_seen_at: one.contact_seen_at / 1_000,
            agent_last_seen_at: one.agent_seen_at / 1_000,
            status: word(one.status).to_owned(),
            messages: self.message_shapes(&messages).await?,
            contact,
            kefu_queue: self.place_in_queue(one).await?,
            kefu_agent: agent.as_ref().map(agent_shape),
        })
    }

    /// A conversation as it stands in a list of the console.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn summary(&self, one: &Conversation, now: i64) -> Outcome<Summary> {
        let gist = self.store.gist(one).await?;
        let handoff = one.content.handoff.as_ref();
        let newest = gist.newest.map(in_short);
        let text =
            |name: &str| one.content.custom_attributes.get(name)?.as_str().map(str::to_owned);
        Ok(Summary {
            id: one.id,
            contact: gist.contact,
            status: one.status,
            assignee: one.assignee,
            department: one.department.clone(),
            reason: one.reason.clone(),
            priority: one.priority(now),
            waiting_since: one.waiting_since,
            active_at: one.active_at,
            newest: newest.unwrap_or_default().chars().take(NEWEST).collect(),
            unread: gist.unread,
            locale: handoff
                .map(|handoff| handoff.locale.clone())
                .or_else(|| text("language"))
                .unwrap_or_default(),
            rating: one.rating,
        })
    }
}

/// What a message says, for a list: of one without words, what its file is called.
fn in_short(body: Body) -> String {
    let words = body.covered.unwrap_or(body.content);
    match body.files.into_iter().next() {
        Some(file) if words.is_empty() => file.name,
        _ => words,
    }
}

/// An agent as visitors see them.
#[must_use]
pub fn agent_shape(agent: &Agent) -> Sender {
    Sender {
        id: agent.id,
        name: agent.name.clone(),
        avatar_url: String::new(),
        kind: "user".to_owned(),
        kefu_title: agent.title.clone(),
        kefu_availability: availability_word(agent.availability).to_owned(),
    }
}
