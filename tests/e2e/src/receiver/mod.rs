//! A site's own server as tests need it: serves the shop and takes hand-overs by webhook, well or badly.

mod hook;
mod inbox;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::post;
use kefu_seal::Key;
use kefu_wire::handoff::Handoff;
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

pub use inbox::Trouble;

use inbox::Inbox;

/// How long an answer that is on its way may take when the receiver is told to stop.
const PATIENCE: Duration = Duration::from_secs(1);

/// What to serve.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the shop.
    pub dir: PathBuf,
    /// How the webhook misbehaves.
    pub trouble: Trouble,
    /// What must be sealed is sealed to this.
    pub key: Option<Key>,
}

/// A receiver at work. Dropping it stops it, too, without waiting for anything.
#[derive(Debug)]
pub struct Receiver {
    /// Where it listens.
    pub address: SocketAddr,
    inbox: Arc<Inbox>,
    stop: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
}

/// Starts a receiver on a free port of this machine.
///
/// # Errors
/// When no port is free.
pub async fn serve(options: Options) -> io::Result<Receiver> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let (stop, mut stopping) = watch::channel(false);
    let inbox = Arc::new(Inbox::new(options.trouble, options.key, stopping.clone()));
    let hook =
        Router::new().route("/hooks/handoff", post(hook::receive)).with_state(Arc::clone(&inbox));
    let router = kefu_desk::site::router(&options.dir).merge(hook);
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that the receiver was dropped, which stops it as well.
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    Ok(Receiver { address, inbox, stop, server })
}

impl Receiver {
    /// The hand-overs that were taken, in the order in which they came.
    pub fn handoffs(&self) -> Vec<Handoff> {
        self.inbox.handoffs()
    }

    /// What must be sealed is sealed to this.
    pub fn key(&self) -> Option<Key> {
        self.inbox.key.clone()
    }

    /// The letters, as they came, that asked for hand-overs to be erased.
    pub fn erasures(&self) -> Vec<Value> {
        self.inbox.erasures()
    }

    /// How often a hand-over was posted, whatever became of it.
    pub fn attempts(&self) -> usize {
        self.inbox.attempts()
    }

    /// From now on the webhook misbehaves like this.
    pub fn set_trouble(&self, trouble: Trouble) {
        self.inbox.set_trouble(trouble);
    }

    /// Stops taking requests and waits a moment for those that are under way.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
    }
}
