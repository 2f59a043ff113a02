//! Chatwoot's public client API: what a visitor's browser asks of the desk.

mod access;
mod contacts;
mod conversations;

pub use contacts::read;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, DefaultBodyLimit, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, patch, post};
use axum::{Json, Router, middleware};
use kefu_wire::chatwoot::Inbox;
use serde::Deserialize;

use crate::attachment::{JSON_LIMIT, UPLOAD_LIMIT};
use crate::clock::now;
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

/// Why somebody looks at the inbox.
#[derive(Debug, Default, Deserialize)]
struct Looking {
    /// Not 0 at the first question of a visit; counted, for how often no person is needed.
    #[serde(default)]
    kefu_chat: u8,
}

/// `GET /inboxes/{inbox}`, and `?kefu_chat=1` at the first question of a visit.
async fn inbox(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(inbox): Path<String>,
    Query(looking): Query<Looking>,
    headers: HeaderMap,
) -> Answer<Json<Inbox>> {
    known(&desk, &inbox)?;
    // Who says so too often is not believed, and sees the inbox all the same.
    if looking.kefu_chat > 0 && desk.chats.count(&desk.caller(&headers, peer), now()).is_ok() {
        desk.store.count_chat(now()).await?;
    }
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
