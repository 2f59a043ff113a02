//! Chatwoot's public client API: what a visitor's browser asks of the desk.

mod access;
mod contacts;
mod conversations;

pub use contacts::read;

use std::sync::Arc;

use axum::extract::{DefaultBodyLimit, Path, State};
use axum::response::Response;
use axum::routing::{get, patch, post};
use axum::{Json, Router, middleware};
use kefu_wire::chatwoot::Inbox;

use crate::attachment::{JSON_LIMIT, UPLOAD_LIMIT};
use crate::desk::Desk;
use crate::refusal::{Answer, Refusal};

/// The calls under `/public/api/v1`.
pub fn router(desk: &Arc<Desk>) -> Router<Arc<Desk>> {
    let contact = "/inboxes/{inbox}/contacts/{source}";
    let conversations = format!("{contact}/conversations");
    let one = format!("{conversations}/{{id}}");
    let calls = Router::new()
        .route("/inboxes/{inbox}", get(inbox))
        .route("/inboxes/{inbox}/contacts", post(contacts::create))
        .route(contact, get(contacts::show).patch(contacts::change).delete(contacts::erase))
        .route(&format!("{contact}/export"), get(contacts::export))
        .route(&conversations, get(conversations::list).post(conversations::create))
        .route(&one, get(conversations::show))
        .route(
            &format!("{one}/messages"),
            get(conversations::messages)
                .post(conversations::write)
                .layer(DefaultBodyLimit::max(UPLOAD_LIMIT + JSON_LIMIT)),
        )
        .route(&format!("{one}/messages/{{message}}"), patch(conversations::change_message))
        .route(&format!("{one}/toggle_typing"), post(conversations::typing))
        .route(&format!("{one}/update_last_seen"), post(conversations::seen))
        .route(&format!("{one}/toggle_status"), post(conversations::end))
        .layer(DefaultBodyLimit::max(JSON_LIMIT));
    Router::new()
        .nest("/public/api/v1", calls)
        .route("/public/files/{token}/{name}", get(file))
        .layer(middleware::from_fn_with_state(Arc::clone(desk), access::check))
}

/// `GET /public/files/{token}/{name}`: a file of a message, for whoever knows its secret name.
async fn file(
    State(desk): State<Arc<Desk>>,
    Path((token, _)): Path<(String, String)>,
) -> Answer<Response> {
    let (file, bytes) = desk.store.file(&token).await?.ok_or(Refusal::NotFound)?;
    Ok(file.response(bytes))
}

async fn inbox(State(desk): State<Arc<Desk>>, Path(inbox): Path<String>) -> Answer<Json<Inbox>> {
    known(&desk, &inbox)?;
    Ok(Json(Inbox {
        identifier: inbox,
        name: "Kefu".to_owned(),
        timezone: "UTC".to_owned(),
        csat_survey_enabled: true,
        working_hours_enabled: false,
        identity_validation_enabled: false,
        kefu_presence: Some(desk.presence().await?),
    }))
}

/// Whether the inbox is ours.
fn known(desk: &Desk, inbox: &str) -> Answer<()> {
    if inbox == desk.identifier { Ok(()) } else { Err(Refusal::NotFound) }
}
