//! `/desk/cable`: what happens, told to the consoles as it happens, and who looks at what.

use std::sync::{Arc, PoisonError};
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::http::header::{HOST, ORIGIN};
use axum::response::{IntoResponse, Response};
use futures_util::SinkExt;
use kefu_wire::console::{Availability, Event};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{interval, sleep};

use crate::clock::now;
use crate::desk::Desk;
use crate::door::Present;
use crate::refusal::Refusal;

/// Nothing that a console says is longer, in bytes.
const FRAME_LIMIT: usize = 4_096;

/// How often an idle connection is used, so that no proxy ends it.
const PING: Duration = Duration::from_secs(20);

/// Whoever is away for so long takes no more conversations.
const ABSENCE: Duration = Duration::from_secs(30);

/// What a console says.
#[derive(Deserialize)]
struct Looking {
    looking: Option<i64>,
}

/// `GET /desk/cable`
pub async fn connect(
    State(desk): State<Arc<Desk>>,
    present: Present,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    // Browsers send cookies along with sockets of any page; ours alone may open one.
    if !desk.is_own_page(&headers) {
        return Refusal::Forbidden("only the console's own page may listen").into_response();
    }
    upgrade.max_message_size(FRAME_LIMIT).on_upgrade(move |socket| async move {
        let agent = present.agent.id;
        desk.console_opened(agent);
        // An error means that the other side is gone.
        let _ = serve(&desk, &present, socket).await;
        desk.hub.tell_consoles(&Event::Looking { agent, conversation: None });
        if desk.console_closed(agent) {
            desk.leave_later(agent);
        }
    })
}

async fn serve(
    desk: &Arc<Desk>,
    present: &Present,
    mut socket: WebSocket,
) -> Result<(), axum::Error> {
    let agent = present.agent.id;
    let mut events = desk.hub.listen_as_console();
    let mut pings = interval(PING);
    loop {
        tokio::select! {
            received = socket.recv() => match received {
                Some(Ok(Message::Text(text))) => {
                    if let Ok(Looking { looking: conversation }) = serde_json::from_str(&text) {
                        desk.hub.tell_consoles(&Event::Looking { agent, conversation });
                    }
                }
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
                Some(Ok(_)) => {}
            },
            event = events.recv() => match event {
                Ok(event) => socket.send(Message::text(&*event)).await?,
                // It comes back and fetches what it missed.
                Err(RecvError::Lagged(_) | RecvError::Closed) => return socket.close().await,
            },
            _ = pings.tick() => {
                // Whoever has gone, or was put out, hears nothing more.
                let still = desk.store.signed_in(&present.token, now()).await;
                if !matches!(still, Ok(Some(_))) {
                    return socket.close().await;
                }
                socket.send(Message::Ping(Default::default())).await?;
            },
            () = desk.stopped() => return socket.close().await,
        }
    }
}

impl Desk {
    /// Whether a socket is opened by our own page: where we are said to be, or where the browser found us.
    fn is_own_page(&self, headers: &HeaderMap) -> bool {
        let Some(origin) = headers.get(ORIGIN) else { return true };
        let origin = origin.to_str().unwrap_or_default();
        let host = origin.split_once("://").map_or(origin, |(_, host)| host);
        origin == self.public_url
            || headers.get(HOST).is_some_and(|known| known.as_bytes() == host.as_bytes())
    }

    fn console_opened(&self, agent: i64) {
        let mut consoles = self.consoles.lock().unwrap_or_else(PoisonError::into_inner);
        *consoles.entry(agent).or_default() += 1;
    }

    /// Says whether it was the last one of this agent.
    fn console_closed(&self, agent: i64) -> bool {
        let mut consoles = self.consoles.lock().unwrap_or_else(PoisonError::into_inner);
        let count = consoles.entry(agent).or_default();
        *count = count.saturating_sub(1);
        let is_last = *count == 0;
        if is_last {
            consoles.remove(&agent);
        }
        is_last
    }

    fn has_console(&self, agent: i64) -> bool {
        self.consoles.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&agent)
    }

    /// Nobody is promised an agent whose console has been closed for a while.
    pub(crate) fn leave_later(self: &Arc<Self>, agent: i64) {
        let desk = Arc::clone(self);
        tokio::spawn(async move {
            tokio::select! {
                () = sleep(ABSENCE) => {}
                () = desk.stopped() => return,
            }
            let _turn = desk.turn().await;
            if !desk.has_console(agent)
                && let Err(error) = desk.set_availability(agent, Availability::Away).await
            {
                tracing::error!(%error, agent, "an agent who left could not be shown as away");
            }
        });
    }
}
