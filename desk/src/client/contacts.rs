//! A contact: made, shown, changed, taken away, and erased, all by itself.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kefu_wire::chatwoot::{self, ContactChange};
use kefu_wire::console::Event;
use serde_json::{Value, json};

use super::known;
use crate::clock::now;
use crate::desk::Desk;
use crate::identity;
use crate::refusal::{Answer, Refusal};
use crate::secrets;
use crate::store::contacts::{Contact, Profile};
use crate::store::conversations::Wanted;

/// A secret name that somebody else could guess is none.
const LEAST_SOURCE: usize = 16;

/// Longer names are no names.
const MOST_SOURCE: usize = 128;

/// `POST /inboxes/{inbox}/contacts`
pub async fn create(
    State(desk): State<Arc<Desk>>,
    Path(inbox): Path<String>,
    change: Result<Json<ContactChange>, JsonRejection>,
) -> Answer<Json<chatwoot::Contact>> {
    known(&desk, &inbox)?;
    let mut change = read(change)?;
    let source = change.source_id.take().unwrap_or_else(secrets::uuid);
    if !(LEAST_SOURCE..=MOST_SOURCE).contains(&source.len()) {
        return Err(Refusal::Invalid("a source_id has 16 to 128 characters"));
    }
    // As at Chatwoot, who one is is proved by a PATCH; on creating, a false proof is refused all the same.
    let is_verified = verify(&desk, &change)?;
    let mut profile = Profile::default();
    profile.change(change);
    let token = desk.pubsub_token(&source);
    let contact = desk.store.add_contact(&source, &token, &profile, is_verified, now()).await?;
    Ok(Json(desk.contact_shape(&contact, &source)))
}

/// `GET …/contacts/{source_id}`
pub async fn show(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
) -> Answer<Json<chatwoot::Contact>> {
    let contact = find(&desk, &inbox, &source).await?;
    Ok(Json(desk.contact_shape(&contact, &source)))
}

/// `PATCH …/contacts/{source_id}`
pub async fn change(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
    change: Result<Json<ContactChange>, JsonRejection>,
) -> Answer<Json<chatwoot::Contact>> {
    let change = read(change)?;
    let _turn = desk.turn().await;
    let mut contact = find(&desk, &inbox, &source).await?;
    let is_verified = verify(&desk, &change)?;
    if let Some(identifier) = &change.identifier {
        // Whoever comes after somebody on the same browser is not them.
        if contact.is_verified && contact.profile.identifier.as_ref() != Some(identifier) {
            return Err(Refusal::Conflict(
                "this contact is somebody else; begin with another source_id",
            ));
        }
        contact.is_verified = is_verified;
    }
    contact.profile.change(change);
    desk.store.keep_contact(&contact).await?;
    Ok(Json(desk.contact_shape(&contact, &source)))
}

/// `GET …/contacts/{source_id}/export`: everything that is kept of a contact. Kefu's own.
pub async fn export(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
) -> Answer<Json<Value>> {
    let contact = find(&desk, &inbox, &source).await?;
    let everything = desk.export(&contact).await?;
    desk.store.audit("visitor", "export", &subject(&contact), "", now()).await?;
    Ok(Json(everything))
}

/// `DELETE …/contacts/{source_id}`: erases a contact with all conversations. Kefu's own.
pub async fn erase(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let contact = find(&desk, &inbox, &source).await?;
    let erased = desk.store.conversations(Wanted::OfContact(contact.id), now()).await?;
    desk.store.erase_contact(contact.id).await?;
    desk.store.audit("visitor", "erase", &subject(&contact), "", now()).await?;
    for one in erased {
        desk.hub.tell_consoles(&Event::Erased { conversation: one.id });
    }
    desk.tell_queue().await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Desk {
    /// Everything that is kept of a contact.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn export(&self, contact: &Contact) -> Answer<Value> {
        let mut conversations = Vec::new();
        for one in self.store.conversations(Wanted::OfContact(contact.id), now()).await? {
            let messages = self.store.messages(one.id).await?;
            let mut messages = self.message_shapes(&messages).await?;
            messages.retain(|message| !message.is_private);
            conversations.push(json!({
                "id": one.id,
                "created_at": one.created_at / 1_000,
                "custom_attributes": one.content.custom_attributes,
                "handoff": one.content.handoff,
                "rating": one.rating,
                "feedback": one.content.feedback,
                "messages": messages,
            }));
        }
        Ok(json!({ "contact": contact.profile, "conversations": conversations }))
    }
}

/// The contact of an inbox with this secret name.
pub async fn find(desk: &Desk, inbox: &str, source: &str) -> Answer<Contact> {
    known(desk, inbox)?;
    desk.store.contact(source).await?.ok_or(Refusal::NotFound)
}

/// A contact as the audit log names it.
#[must_use]
pub fn subject(contact: &Contact) -> String {
    format!("contact {}", contact.id)
}

/// What was sent, or the sentence that says that it cannot be read.
pub fn read<T>(sent: Result<Json<T>, JsonRejection>) -> Answer<T> {
    match sent {
        Ok(Json(value)) => Ok(value),
        Err(JsonRejection::MissingJsonContentType(_)) => {
            Err(Refusal::Invalid("send it as application/json"))
        }
        Err(_) => {
            Err(Refusal::Invalid("this is not the JSON that belongs here, or too much of it"))
        }
    }
}

/// Whether the site vouches for who somebody says they are; a false proof is refused.
fn verify(desk: &Desk, change: &ContactChange) -> Answer<bool> {
    match (&change.identifier, &change.identifier_hash) {
        (Some(identifier), Some(word)) => {
            identity::vouches(&desk.hmac_token, identifier, word, now() / 1_000)
                .map(|()| true)
                .map_err(Refusal::Forbidden)
        }
        _ => Ok(false),
    }
}
