//! A contact's conversations, and what is said in them.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use kefu_wire::chatwoot::{self, MessageChange, NewConversation, NewMessage, Typing};
use serde::Deserialize;
use tokio::sync::MutexGuard;

use super::contacts::{find, read};
use crate::acts::Said;
use crate::attachment::{Form, is_form, json_of};
use crate::clock::now;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};
use crate::store::contacts::Contact;
use crate::store::conversations::{Conversation, Wanted};

/// Longest message, in characters; the readable form of a hand-over is within it.
const MESSAGE_LIMIT: usize = 150_000;

/// Longest `echo_id`, in characters.
const ECHO_LIMIT: usize = 128;

type Place = Path<(String, String, i64)>;

/// `GET …/conversations`
pub async fn list(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
) -> Answer<Json<Vec<chatwoot::Conversation>>> {
    let contact = find(&desk, &inbox, &source).await?;
    let mut shapes = Vec::new();
    for one in desk.store.conversations(Wanted::OfContact(contact.id), now()).await? {
        shapes.push(desk.conversation_shape(&one, None).await?);
    }
    Ok(Json(shapes))
}

/// `POST …/conversations`
pub async fn create(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source)): Path<(String, String)>,
    new: Result<Json<NewConversation>, JsonRejection>,
) -> Answer<Json<chatwoot::Conversation>> {
    let contact = find(&desk, &inbox, &source).await?;
    let attributes = read(new)?.custom_attributes.unwrap_or_default();
    desk.count_message(&contact)?;
    let _turn = desk.turn().await;
    let one = desk.store.add_conversation(contact.id, attributes, now()).await?;
    Metrics::count(&desk.metrics.conversations);
    desk.tell_change(&one, one.status).await?;
    desk.tell_queue().await?;
    let contact = desk.contact_shape(&contact, &source);
    Ok(Json(desk.conversation_shape(&one, Some(contact)).await?))
}

/// `GET …/conversations/{id}`
pub async fn show(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
) -> Answer<Json<chatwoot::Conversation>> {
    let (contact, one) = own(&desk, &inbox, &source, id).await?;
    let contact = desk.contact_shape(&contact, &source);
    Ok(Json(desk.conversation_shape(&one, Some(contact)).await?))
}

/// Which messages are wanted.
#[derive(Debug, Default, Deserialize)]
pub struct Before {
    before: Option<i64>,
}

/// `GET …/conversations/{id}/messages?before=…`
pub async fn messages(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
    Query(Before { before }): Query<Before>,
) -> Answer<Json<Vec<chatwoot::Message>>> {
    let (_, one) = own(&desk, &inbox, &source, id).await?;
    let messages = desk.store.public_messages(one.id, before).await?;
    Ok(Json(desk.message_shapes(&messages).await?))
}

/// `POST …/conversations/{id}/messages`: JSON, or a form with files.
pub async fn write(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
    request: Request,
) -> Answer<Json<chatwoot::Message>> {
    let said = if is_form(&request) {
        // Whoever has no conversation here, or writes too often, sends nothing large.
        let (contact, _) = own(&desk, &inbox, &source, id).await?;
        desk.count_message(&contact)?;
        said_in_form(&desk, request).await?
    } else {
        said(request).await?
    };
    let Said { content, echo_id, uploads, .. } = &said;
    if content.trim().is_empty() && uploads.is_empty() {
        return Err(Refusal::Invalid("a message without words says nothing"));
    }
    let is_long = |text: &str, most: usize| text.chars().nth(most).is_some();
    if is_long(content, MESSAGE_LIMIT) {
        return Err(Refusal::Invalid("a message has at most 150,000 characters"));
    }
    if echo_id.as_deref().is_some_and(|id| is_long(id, ECHO_LIMIT)) {
        return Err(Refusal::Invalid("an echo_id has at most 128 characters"));
    }
    let (_turn, contact, mut one) = own_turn(&desk, &inbox, &source, id).await?;
    desk.count_message(&contact)?;
    Ok(Json(desk.visitor_writes(&mut one, said).await?))
}

async fn said(request: Request) -> Answer<Said> {
    let new: NewMessage = json_of(request).await?;
    let echo_id = new.echo_id.filter(|id| !id.is_empty());
    let (content, handoff) = (new.content, new.kefu_handoff);
    Ok(Said { content, echo_id, handoff, ..Said::default() })
}

async fn said_in_form(desk: &Desk, request: Request) -> Answer<Said> {
    let form = Form::read(desk, &desk.uploads, request).await?;
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    let echo_id = Some(text("echo_id")).filter(|id| !id.is_empty());
    let content = text("content");
    Ok(Said { content, echo_id, handoff: None, uploads: form.uploads, place: form.place })
}

/// `PATCH …/messages/{message}`: the answer to a survey.
pub async fn change_message(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id, message)): Path<(String, String, i64, i64)>,
    change: Result<Json<MessageChange>, JsonRejection>,
) -> Answer<Json<chatwoot::Message>> {
    let change = read(change)?;
    // As Chatwoot's own page sends it, or as its form messages do.
    let within = change.submitted_values.as_ref().and_then(|values| {
        serde_json::from_value(values.get("csat_survey_response")?.clone()).ok()
    });
    let rating: chatwoot::Rating = change
        .csat_survey_response
        .or(within)
        .ok_or(Refusal::Invalid("only a csat_survey_response can be changed"))?;
    let (_turn, _, mut one) = own_turn(&desk, &inbox, &source, id).await?;
    let feedback: String = rating.feedback_message.chars().take(2_000).collect();
    Ok(Json(desk.visitor_rates(&mut one, message, rating.rating, feedback).await?))
}

/// `POST …/toggle_typing`
pub async fn typing(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
    typing: Result<Json<Typing>, JsonRejection>,
) -> Answer<StatusCode> {
    let (_, one) = own(&desk, &inbox, &source, id).await?;
    match read(typing)?.typing_status.as_str() {
        "on" => desk.visitor_types(&one, true),
        "off" => desk.visitor_types(&one, false),
        _ => return Err(Refusal::Invalid("typing_status is on or off")),
    }
    Ok(StatusCode::OK)
}

/// `POST …/update_last_seen`
pub async fn seen(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
) -> Answer<StatusCode> {
    let (_turn, _, mut one) = own_turn(&desk, &inbox, &source, id).await?;
    desk.visitor_has_seen(&mut one).await?;
    Ok(StatusCode::OK)
}

/// `POST …/toggle_status`: ends the conversation, or leaves the queue.
pub async fn end(
    State(desk): State<Arc<Desk>>,
    Path((inbox, source, id)): Place,
) -> Answer<Json<chatwoot::Conversation>> {
    let (_turn, contact, mut one) = own_turn(&desk, &inbox, &source, id).await?;
    desk.visitor_ends(&mut one).await?;
    let contact = desk.contact_shape(&contact, &source);
    Ok(Json(desk.conversation_shape(&one, Some(contact)).await?))
}

impl Desk {
    /// Counts what a contact says.
    fn count_message(&self, contact: &Contact) -> Answer<()> {
        self.counted(self.messages.count(&contact.id.to_string(), now()))
    }
}

/// The same, and nothing else happens in any conversation until the guard is dropped.
async fn own_turn<'d>(
    desk: &'d Desk,
    inbox: &str,
    source: &str,
    id: i64,
) -> Answer<(MutexGuard<'d, ()>, Contact, Conversation)> {
    let turn = desk.turn().await;
    let (contact, one) = own(desk, inbox, source, id).await?;
    Ok((turn, contact, one))
}

/// A conversation, which must be the contact's own.
async fn own(desk: &Desk, inbox: &str, source: &str, id: i64) -> Answer<(Contact, Conversation)> {
    let contact = find(desk, inbox, source).await?;
    let one = desk.store.conversation(id).await?;
    let one = one.filter(|one| one.contact_id == contact.id).ok_or(Refusal::NotFound)?;
    Ok((contact, one))
}
