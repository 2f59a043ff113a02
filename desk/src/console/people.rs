//! The people of the site, what they write often, and how all of them fare.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use kefu_wire::console::{
    Agent, AuditLine, Availability, Canned, Figures, Invited, NewAgent, Role,
};

use crate::clock::now;
use crate::desk::Desk;
use crate::door::Present;
use crate::refusal::{Answer, Refusal};
use crate::store::figures::csv;

/// So many lines of the audit log are shown.
const MOST_LINES: i64 = 500;

/// `PUT /availability`
pub async fn set_availability(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(availability): Json<Availability>,
) -> Answer<StatusCode> {
    let _turn = desk.turn().await;
    desk.set_availability(present.agent.id, availability).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /agents`
pub async fn list(State(desk): State<Arc<Desk>>, _: Present) -> Answer<Json<Vec<Agent>>> {
    Ok(Json(desk.store.agents().await?))
}

/// `POST /agents`: gives the link with which the invited sets a password.
pub async fn invite(
    State(desk): State<Arc<Desk>>,
    present: Present,
    Json(new): Json<NewAgent>,
) -> Answer<Json<Invited>> {
    present.must_be(Role::Supervisor)?;
    // Nobody gives what they do not have.
    present.must_be(new.role)?;
    if new.sees_sensitive && !present.agent.sees_sensitive {
        return Err(Refusal::Forbidden("what is covered for you, you cannot uncover for others"));
    }
    if !new.email.contains('@') || new.name.trim().is_empty() {
        return Err(Refusal::Invalid("an agent has an e-mail address and a name"));
    }
    let added = desk.store.add_agent(&new, now()).await?;
    let agent = added.ok_or(Refusal::Conflict("somebody has this address already"))?;
    desk.store.audit(&present.name(), "invite", &format!("agent {agent}"), "", now()).await?;
    let token = desk.store.invite(agent, now()).await?;
    Ok(Json(Invited { link: desk.invitation_link(&token) }))
}

/// `GET /audit`
pub async fn audit(
    State(desk): State<Arc<Desk>>,
    present: Present,
) -> Answer<Json<Vec<AuditLine>>> {
    present.must_be(Role::Owner)?;
    Ok(Json(desk.store.audit_lines(MOST_LINES).await?))
}

/// `GET /figures`
pub async fn figures(State(desk): State<Arc<Desk>>, _: Present) -> Answer<Json<Figures>> {
    Ok(Json(desk.store.figures(now()).await?))
}

/// `GET /figures.csv`: the figures of each day of the last year.
pub async fn figures_table(State(desk): State<Arc<Desk>>, _: Present) -> Answer<Response> {
    let table = csv(&desk.store.days(now(), 366).await?);
    let named = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"kefu-figures.csv\""),
    ];
    Ok((named, table).into_response())
}

/// `GET /canned`
pub async fn canned(State(desk): State<Arc<Desk>>, _: Present) -> Answer<Json<Vec<Canned>>> {
    Ok(Json(desk.store.canned().await?))
}

/// `PUT /canned`
pub async fn keep_canned(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Json(canned): Json<Canned>,
) -> Answer<Json<i64>> {
    if canned.short.trim().is_empty() || canned.content.trim().is_empty() {
        return Err(Refusal::Invalid("a canned reply has a short name and words"));
    }
    Ok(Json(desk.store.keep_canned(&canned).await?))
}

/// `DELETE /canned/{id}`
pub async fn remove_canned(
    State(desk): State<Arc<Desk>>,
    _: Present,
    Path(id): Path<i64>,
) -> Answer<StatusCode> {
    desk.store.remove_canned(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
