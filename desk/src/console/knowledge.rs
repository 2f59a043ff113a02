//! What the assistant knows, as the console asks for it.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use kefu_wire::console::{Draft, Knowledge, Publish, Role, Tried, Try};

use crate::clock::now;
use crate::desk::Desk;
use crate::door::Present;
use crate::knowledge::locales;
use crate::refusal::{Answer, Refusal};

/// So many questions and versions are shown.
const MOST: i64 = 100;

/// Longest question that is tried, in characters; visitors' own have the same limit.
const QUESTION_LIMIT: usize = 2_000;

/// `GET /knowledge`
pub async fn show(State(desk): State<Arc<Desk>>, _: Present) -> Answer<Json<Knowledge>> {
    let (version, json) = desk.store.pack().await?.unwrap_or_default();
    Ok(Json(Knowledge {
        version,
        locales: locales(&json),
        unanswered: desk.store.unanswered(MOST).await?,
        versions: desk.store.pack_versions(MOST).await?,
    }))
}

/// `POST /knowledge/try`
pub async fn attempt(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Json(asked): Json<Try>,
) -> Answer<Json<Tried>> {
    if asked.question.chars().nth(QUESTION_LIMIT).is_some() {
        return Err(Refusal::Invalid("a question has at most 2,000 characters"));
    }
    Ok(Json(desk.try_question(asked).await?))
}

/// `GET /knowledge/entries/{id}`: an entry, to be changed.
pub async fn entry(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Path(id): Path<String>,
) -> Answer<Json<Draft>> {
    Ok(Json(desk.entry(&id).await?))
}

/// `POST /knowledge/publish`: gives the number of the new version.
pub async fn publish(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(Publish { base, draft, settles }): Json<Publish>,
) -> Answer<Json<i64>> {
    present.must_be(Role::Supervisor)?;
    let version = desk.publish(base, &draft, settles, &present.agent.name).await?;
    note(&desk, &present, "publish", version).await?;
    Ok(Json(version))
}

/// `POST /knowledge/restore/{version}`: makes an older version the newest again.
pub async fn restore(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Path(version): Path<i64>,
) -> Answer<Json<i64>> {
    present.must_be(Role::Supervisor)?;
    let newest = desk.restore(version, &present.agent.name).await?;
    note(&desk, &present, "restore", newest).await?;
    Ok(Json(newest))
}

/// `DELETE /knowledge/unanswered/{id}`: it needs no entry.
pub async fn settle(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    desk.store.settle_unanswered(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn note(desk: &Desk, present: &Present, action: &'static str, version: i64) -> Answer<()> {
    let subject = format!("pack {version}");
    desk.store.audit(&present.name(), action, &subject, "", now()).await?;
    Ok(())
}
