//! Who may ask at all: from which page, and how often.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, ORIGIN, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::clock::now;
use crate::desk::Desk;
use crate::metrics::Metrics;
use crate::refusal::Refusal;

/// Refuses foreign pages and those who ask too often, and tells browsers what pages may do.
pub async fn check(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let origin = request.headers().get(ORIGIN).cloned();
    if !desk.may_come_from(origin.as_ref()) {
        return Refusal::Forbidden("this page may not talk to this desk").into_response();
    }
    let is_preflight = request.method() == Method::OPTIONS;
    let address = desk.address_of(request.headers(), peer);
    let mut response = if is_preflight {
        StatusCode::NO_CONTENT.into_response()
    } else if let Err(refusal) = desk.requests.count(&address.to_string(), now()) {
        Metrics::count(&desk.metrics.too_often);
        refusal.into_response()
    } else {
        next.run(request).await
    };
    let headers = response.headers_mut();
    // Files say themselves how long they may be kept.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(VARY, HeaderValue::from_static("origin"));
    let allowed =
        if desk.origins.is_empty() { Some(HeaderValue::from_static("*")) } else { origin };
    if let Some(origin) = allowed {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            ACCESS_CONTROL_ALLOW_METHODS,
            HeaderValue::from_static("GET, POST, PATCH, DELETE"),
        );
        headers.insert(
            ACCESS_CONTROL_ALLOW_HEADERS,
            HeaderValue::from_static("content-type, idempotency-key"),
        );
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    }
    response
}

impl Desk {
    /// Whether pages of this origin may talk to the desk. What is no browser says no origin, and may.
    pub fn may_come_from(&self, origin: Option<&HeaderValue>) -> bool {
        let Some(origin) = origin.filter(|_| !self.origins.is_empty()) else { return true };
        self.origins.iter().any(|one| one.as_bytes() == origin.as_bytes())
            || self.public_url.as_bytes() == origin.as_bytes()
    }

    /// Who asks: the other end of the connection, or whom the proxy before us names last.
    pub fn address_of(&self, headers: &HeaderMap, peer: SocketAddr) -> IpAddr {
        let named = || {
            // The proxy adds to the end; what stands before it is anybody's word.
            let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            line.rsplit(',').next()?.trim().parse().ok()
        };
        self.is_behind_proxy.then(named).flatten().unwrap_or_else(|| peer.ip())
    }
}
