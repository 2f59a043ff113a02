//! Who asks: from which page, from which address, and how often.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::clock::now;
use crate::desk::Desk;
use crate::limits::{AtOnce, Place, network};
use crate::metrics::Metrics;
use crate::refusal::{Answer, Refusal};

/// After so many seconds somebody may try again where too many send files at once.
const BUSY_SECONDS: u64 = 5;

/// Refuses those who ask too often.
pub async fn limit(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    match desk.count_request(request.headers(), peer) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    }
}

impl Desk {
    /// Whether pages of this origin may talk to the desk. What is no browser says no origin, and may.
    pub fn may_come_from(&self, origin: Option<&HeaderValue>) -> bool {
        let Some(origin) = origin.filter(|_| !self.origins.is_empty()) else { return true };
        self.origins.iter().any(|one| one.as_bytes() == origin.as_bytes())
            || self.public_url.as_bytes() == origin.as_bytes()
    }

    /// By what somebody who asks is counted: the other end of the connection, or whom the proxy before us names last.
    pub fn caller(&self, headers: &HeaderMap, peer: SocketAddr) -> String {
        let named = || {
            // The proxy adds to the end; what stands before it is anybody's word.
            let line = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
            line.rsplit(',').next()?.trim().parse().ok()
        };
        network(self.is_behind_proxy.then(named).flatten().unwrap_or_else(|| peer.ip()))
    }

    /// Counts a request.
    ///
    /// # Errors
    /// When they are too many.
    pub fn count_request(&self, headers: &HeaderMap, peer: SocketAddr) -> Answer<()> {
        self.counted(self.requests.count(&self.caller(headers, peer), now()))
    }

    /// Puts down that something was refused for being too often, if it was.
    ///
    /// # Errors
    /// When it was.
    pub fn counted(&self, counted: Answer<()>) -> Answer<()> {
        if counted.is_err() {
            Metrics::count(&self.metrics.too_often);
        }
        counted
    }

    /// A place among `uploads`, which is held as long as the upload is in memory.
    ///
    /// # Errors
    /// When too many are under way, in all or of this caller.
    pub fn upload_place(&self, uploads: &Arc<AtOnce>, request: &Request) -> Answer<Place> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(SocketAddr::from(([0, 0, 0, 0], 0)), |peer| peer.0);
        let place = uploads.take(self.caller(request.headers(), peer));
        place.ok_or(Refusal::TooOften(BUSY_SECONDS))
    }
}
