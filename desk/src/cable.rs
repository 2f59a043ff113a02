//! `/cable`: ActionCable as Chatwoot speaks it, for the browsers of visitors.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::HeaderMap;
use axum::http::header::ORIGIN;
use axum::response::{IntoResponse, Response};
use futures_util::SinkExt;
use kefu_wire::cable::{self, Channel, Command};
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::clock::now;
use crate::desk::Desk;
use crate::hub::Listener;
use crate::refusal::Refusal;

/// The protocol's name, for clients that ask for it.
const PROTOCOL: &str = "actioncable-v1-json";

/// What one connection holds for each direction, in bytes; thousands of idle ones have to fit.
const BUFFER: usize = 2_048;

/// Whoever takes nothing for so long is gone.
const PATIENCE: Duration = Duration::from_secs(20);

/// Nothing that a client says is longer, in bytes.
const FRAME_LIMIT: usize = 16_384;

/// Who has not subscribed after so many pings is sent away.
const PINGS_TO_SUBSCRIBE: u32 = 10;

/// `GET /cable`
pub async fn connect(
    State(desk): State<Arc<Desk>>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    if !desk.may_come_from(headers.get(ORIGIN)) {
        return Refusal::Forbidden("this page may not talk to this desk").into_response();
    }
    upgrade
        .protocols([PROTOCOL])
        .read_buffer_size(BUFFER)
        .write_buffer_size(BUFFER)
        .max_message_size(FRAME_LIMIT)
        .max_frame_size(FRAME_LIMIT)
        .on_upgrade(move |socket| async move {
            // An error means that the other side is gone.
            let _ = serve(&desk, socket).await;
        })
}

/// What the client listens to, once it does.
struct Subscription {
    /// As the client wrote it.
    identifier: String,
    listener: Listener,
}

impl Subscription {
    fn frame(&self, told: &str) -> String {
        // The identifier is a text in a frame; the event is JSON already.
        let identifier = serde_json::Value::from(self.identifier.as_str());
        format!("{{\"identifier\":{identifier},\"message\":{told}}}")
    }
}

async fn serve(desk: &Arc<Desk>, mut socket: WebSocket) -> Result<(), axum::Error> {
    tell(&mut socket, cable::welcome()).await?;
    let mut pings = interval(Duration::from_secs(cable::PING_SECONDS));
    pings.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut subscription: Option<Subscription> = None;
    let mut pings_alone = 0;
    loop {
        let told = async {
            match &mut subscription {
                Some(subscription) => subscription.listener.events.recv().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            received = socket.recv() => match received {
                Some(Ok(Message::Text(text))) => {
                    if let Some(answer) = hear(desk, &text, &mut subscription).await {
                        tell(&mut socket, answer).await?;
                    }
                }
                // Pings and pongs of the transport are seen to already.
                Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Binary(_))) => {}
                Some(Ok(Message::Close(_)) | Err(_)) | None => return Ok(()),
            },
            event = told => match (event, &subscription) {
                (Some(event), Some(subscription)) => {
                    tell(&mut socket, subscription.frame(&event)).await?;
                }
                // It did not keep up; it comes back and fetches what it missed.
                _ => return bid_farewell(socket, "slow").await,
            },
            _ = pings.tick() => {
                pings_alone = if subscription.is_some() { 0 } else { pings_alone + 1 };
                if pings_alone > PINGS_TO_SUBSCRIBE {
                    return bid_farewell(socket, "idle").await;
                }
                tell(&mut socket, cable::ping(now() / 1_000)).await?;
            },
            () = desk.stopped() => return bid_farewell(socket, "server_restart").await,
        }
    }
}

async fn bid_farewell(mut socket: WebSocket, reason: &str) -> Result<(), axum::Error> {
    tell(&mut socket, cable::disconnect(reason)).await?;
    socket.close().await
}

/// Says something to the other side, which does not have for ever to take it: a connection whose other end is gone
/// without a word takes what is said for a while, and then nothing.
async fn tell(socket: &mut WebSocket, text: String) -> Result<(), axum::Error> {
    match timeout(PATIENCE, socket.send(Message::text(text))).await {
        Ok(sent) => sent,
        Err(late) => Err(axum::Error::new(late)),
    }
}

/// Does what the client says, and gives what it is answered.
async fn hear(
    desk: &Arc<Desk>,
    text: &str,
    subscription: &mut Option<Subscription>,
) -> Option<String> {
    // What is none of ours is ignored, as it is at Chatwoot.
    let command: Command = serde_json::from_str(text).ok()?;
    match command.command.as_str() {
        "subscribe" => {
            let identifier = command.identifier;
            let channel: Channel = serde_json::from_str(&identifier).unwrap_or_default();
            let contact = if channel.channel == "RoomChannel" {
                desk.store.listener(&channel.pubsub_token).await.ok().flatten()
            } else {
                None
            };
            let answer = cable::answer(&identifier, contact.is_some());
            if let Some(contact) = contact {
                let listener = desk.hub.listen(contact);
                *subscription = Some(Subscription { identifier, listener });
            }
            Some(answer)
        }
        "unsubscribe" => {
            *subscription = None;
            None
        }
        // `update_presence` keeps the connection, which being here does already.
        _ => None,
    }
}
