//! Conversations as agents see and change them.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use kefu_wire::chatwoot;
use kefu_wire::console::{Assign, Details, Reply, Reveal, Revealed, Snooze, Summary};
use kefu_wire::handoff::Handoff;
use serde::Deserialize;

use crate::attachment::{Form, is_form, json_of};
use crate::clock::now;
use crate::desk::Desk;
use crate::door::Present;
use crate::refusal::{Answer, Refusal};
use crate::store::conversations::{Conversation, Wanted};

/// So many conversations are listed at most.
const MOST: i64 = 200;

/// Longest message, in characters.
const MESSAGE_LIMIT: usize = 10_000;

/// What stands in the place of a value that is covered.
const COVERED: &str = "•••";

/// Which conversations are wanted.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    /// `queue`, `mine` or `all`.
    #[serde(default)]
    view: String,
}

/// `GET /conversations?view=…`
pub async fn list(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Query(View { view }): Query<View>,
) -> Answer<Json<Vec<Summary>>> {
    let wanted = match view.as_str() {
        "queue" => Wanted::Waiting,
        "mine" => Wanted::Of(present.agent.id),
        "all" => Wanted::All(MOST),
        _ => return Err(Refusal::Invalid("view is queue, mine or all")),
    };
    let now = now();
    let mut list = Vec::new();
    for one in desk.store.conversations(wanted, now).await? {
        list.push(desk.summary(&one, now).await?);
    }
    Ok(Json(list))
}

/// `GET /conversations/{id}`
pub async fn show(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
) -> Answer<Json<Details>> {
    let one = find(&desk, id).await?;
    let mut messages = Vec::new();
    for message in desk.store.messages(id).await? {
        messages.push(desk.console_shape(&message).await?);
    }
    let mut handoff = one.content.handoff.clone();
    let mut vouched_for = vouched_for(&desk, &one).await?;
    let is_covered = !present.agent.sees_sensitive && cover(handoff.as_mut(), vouched_for.as_mut());
    desk.store.audit(&present.name(), "read", &subject(id), "", now()).await?;
    Ok(Json(Details {
        summary: desk.summary(&one, now()).await?,
        messages,
        handoff,
        is_covered,
        vouched_for,
        contact_seen_at: one.contact_seen_at / 1_000,
    }))
}

/// Who the visitor is in the books of the site, where it has vouched for that.
async fn vouched_for(desk: &Desk, one: &Conversation) -> Answer<Option<String>> {
    let contact = desk.store.contact_numbered(one.contact_id).await?;
    let verified = contact.filter(|contact| contact.is_verified);
    Ok(verified.and_then(|contact| contact.profile.identifier))
}

/// Puts dots in the place of the values of a profile, of where to reach the visitor, and of who they are. Says whether
/// there were any.
fn cover(handoff: Option<&mut Handoff>, vouched_for: Option<&mut String>) -> bool {
    let within = handoff.into_iter().flat_map(|Handoff { profile, contact, .. }| {
        let values = profile.iter_mut().flat_map(|profile| &mut profile.values);
        values.map(|one| &mut one.value).chain([contact])
    });
    let mut covered = false;
    for value in within.chain(vouched_for) {
        if !value.is_empty() {
            COVERED.clone_into(value);
            covered = true;
        }
    }
    covered
}

/// `POST /conversations/{id}/reveal`: the values as they are, for a reason that is written down.
pub async fn reveal(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
    Json(Reveal { reason }): Json<Reveal>,
) -> Answer<Json<Revealed>> {
    let reason: String = reason.trim().chars().take(500).collect();
    if reason.is_empty() {
        return Err(Refusal::Invalid("say what it is needed for"));
    }
    let one = find(&desk, id).await?;
    desk.store.audit(&present.name(), "reveal", &subject(id), &reason, now()).await?;
    let mut values = Vec::new();
    let identifier = vouched_for(&desk, &one).await?;
    if let Some(handoff) = one.content.handoff {
        values = handoff.profile.map(|profile| profile.values).unwrap_or_default();
        if !handoff.contact.is_empty() {
            let (field, value) = ("contact".to_owned(), handoff.contact);
            values.push(kefu_wire::handoff::ProfileValue { field, value });
        }
    }
    if let Some(value) = identifier {
        values.push(kefu_wire::handoff::ProfileValue { field: "identifier".to_owned(), value });
    }
    Ok(Json(Revealed { values }))
}

/// `POST /next`: the one that goes first among those that wait; none when nobody does.
pub async fn next(State(desk): State<Arc<Desk>>, present: Present) -> Answer<Json<Option<i64>>> {
    let _turn = desk.turn().await;
    let waiting = desk.store.conversations(Wanted::Waiting, now()).await?;
    let Some(mut one) = waiting.into_iter().next() else { return Ok(Json(None)) };
    desk.claim(&mut one, &present.agent).await?;
    Ok(Json(Some(one.id)))
}

/// `POST /conversations/{id}/messages`: JSON, or a form with files.
pub async fn write(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
    request: Request,
) -> Answer<Json<chatwoot::Message>> {
    let (reply, uploads, _place) = if is_form(&request) {
        let form = Form::read(&desk, &desk.agents_uploads, request).await?;
        let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
        let is_note = form.text("is_note") == Some("true");
        let reply = Reply { content: text("content"), is_note, echo_id: text("echo_id") };
        (reply, form.uploads, form.place)
    } else {
        (json_of(request).await?, Vec::new(), None)
    };
    if reply.content.trim().is_empty() && uploads.is_empty() {
        return Err(Refusal::Invalid("a message without words says nothing"));
    }
    if reply.content.chars().nth(MESSAGE_LIMIT).is_some() {
        return Err(Refusal::Invalid("a message has at most 10,000 characters"));
    }
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    Ok(Json(desk.agent_writes(&mut one, &present.agent, reply, uploads).await?))
}

/// `POST /conversations/{id}/claim`
pub async fn claim(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    desk.claim(&mut one, &present.agent).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /conversations/{id}/assign`
pub async fn assign(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
    Json(to): Json<Assign>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    desk.assign(&mut one, &present.agent, to).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /conversations/{id}/resolve`
pub async fn resolve(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    desk.agent_ends(&mut one, &present.agent).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /conversations/{id}/snooze`
pub async fn snooze(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Path(id): Path<i64>,
    Json(Snooze { minutes }): Json<Snooze>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    desk.snooze(&mut one, minutes).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /conversations/{id}/seen`
pub async fn seen(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    let mut one = find(&desk, id).await?;
    desk.agent_has_seen(&mut one).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /conversations/{id}/typing/{on|off}`
pub async fn typing(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path((id, state)): Path<(i64, String)>,
) -> Answer<StatusCode> {
    let one = find(&desk, id).await?;
    desk.agent_types(&one, &present.agent, state == "on");
    Ok(StatusCode::NO_CONTENT)
}

async fn find(desk: &Desk, id: i64) -> Answer<Conversation> {
    desk.store.conversation(id).await?.ok_or(Refusal::NotFound)
}

fn subject(id: i64) -> String {
    format!("conversation {id}")
}
