//! The webhook: takes a hand-over once, however often it comes, and says why when it does not.

use std::sync::Arc;

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kefu_wire::handoff::{Handoff, VERSION};
use serde_json::{Value, json};

use super::inbox::{Inbox, Kept, Mood};

/// A conversation of a thousand messages has about a tenth of this, in bytes.
const LIMIT: usize = 1_000_000;

/// `POST /hooks/handoff`: 201 when it is kept now, 200 when it was before.
pub async fn receive(State(inbox): State<Arc<Inbox>>, headers: HeaderMap, body: Body) -> Response {
    match inbox.attempt() {
        Mood::Good => {}
        Mood::Overloaded => return refuse(StatusCode::SERVICE_UNAVAILABLE, "try again later"),
        Mood::Refusing => return refuse(StatusCode::INTERNAL_SERVER_ERROR, "this desk is broken"),
        Mood::Hanging => {
            inbox.stopped().await;
            return refuse(StatusCode::SERVICE_UNAVAILABLE, "this desk has stopped");
        }
    }
    match read(&inbox, &headers, body).await {
        Ok(Letter::Erasure(asked)) => {
            inbox.note_erasure(asked);
            StatusCode::NO_CONTENT.into_response()
        }
        Ok(Letter::Handoff(handoff)) => {
            let id = handoff.id.clone();
            let status = match inbox.keep(*handoff) {
                Kept::New => StatusCode::CREATED,
                Kept::Already => StatusCode::OK,
            };
            (status, Json(json!({ "id": id }))).into_response()
        }
        Err((status, reason)) => refuse(status, &reason),
    }
}

/// What comes by webhook.
enum Letter {
    Handoff(Box<Handoff>),
    Erasure(Value),
}

async fn read(
    inbox: &Inbox,
    headers: &HeaderMap,
    body: Body,
) -> Result<Letter, (StatusCode, String)> {
    // A form on a foreign page can post any text but this type, which browsers ask us about first.
    let kind = headers.get(CONTENT_TYPE).map(|kind| kind.as_bytes()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with(b"application/json") {
        let reason = "send it as application/json";
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, reason.to_owned()));
    }
    let bytes = to_bytes(body, LIMIT).await.map_err(|_| {
        let reason = format!("the hand-over has more than {LIMIT} bytes, or broke off");
        (StatusCode::PAYLOAD_TOO_LARGE, reason)
    })?;
    let bad = |reason: String| (StatusCode::BAD_REQUEST, reason);
    let bytes = match &inbox.key {
        Some(key) => {
            let letter = String::from_utf8_lossy(&bytes);
            key.open(&letter).map_err(|why| bad(why.to_string()))?
        }
        None => bytes.to_vec(),
    };
    let letter: Value =
        serde_json::from_slice(&bytes).map_err(|error| bad(format!("this is no JSON: {error}")))?;
    if letter["kefu_erase"] == 1 {
        return Ok(Letter::Erasure(letter));
    }
    let handoff: Handoff = serde_json::from_value(letter)
        .map_err(|error| bad(format!("this is not a hand-over: {error}")))?;
    if handoff.kefu_handoff != VERSION {
        let found = handoff.kefu_handoff;
        return Err(bad(format!("version {found} is not known here; write {VERSION}")));
    }
    if handoff.id.trim().is_empty() {
        return Err(bad("the id is empty".to_owned()));
    }
    if headers.get("idempotency-key").is_some_and(|key| key.as_bytes() != handoff.id.as_bytes()) {
        return Err(bad("the header Idempotency-Key is not the id of the hand-over".to_owned()));
    }
    Ok(Letter::Handoff(Box::new(handoff)))
}

fn refuse(status: StatusCode, reason: &str) -> Response {
    (status, Json(json!({ "error": reason }))).into_response()
}
