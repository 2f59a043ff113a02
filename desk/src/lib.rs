//! The human side, first version: serves the shop, takes hand-overs and shows them to people.
//!
//! Hand-overs live in memory and are gone when the desk stops. It listens on this machine alone: there
//! is no log-in yet, so nobody else may reach it.

mod headers;
mod hook;
mod inbox;
mod orders;
mod page;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, IntoResponse};
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use kefu_wire::handoff::Handoff;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;

pub use inbox::Trouble;

use inbox::Inbox;

/// How long an answer that is on its way may take when the desk is told to stop.
const PATIENCE: Duration = Duration::from_secs(1);

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of the shop.
    pub dir: PathBuf,
    /// The port on 127.0.0.1; 0 for any that is free.
    pub port: u16,
    /// How the webhook misbehaves, for tests of those who call it.
    pub trouble: Trouble,
}

/// A desk at work. Dropping it stops it, too, without waiting for anything.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    inbox: Arc<Inbox>,
    stop: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
}

/// Starts a desk.
///
/// # Errors
/// When the folder cannot be read, or the port is taken (`AddrInUse`).
pub async fn serve(options: Options) -> io::Result<Running> {
    if !std::fs::metadata(&options.dir)?.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
    let address = listener.local_addr()?;
    let (stop, mut stopping) = watch::channel(false);
    let inbox = Arc::new(Inbox::new(options.trouble, stopping.clone()));
    let router = Router::new()
        .route("/hooks/handoff", post(hook::receive))
        .route("/api/order", get(orders::look_up))
        .route("/desk", get(show))
        .route("/desk/", get(show))
        .route("/desk/desk.css", get(style))
        .route("/desk/handoffs.json", get(list))
        .fallback_service(ServeDir::new(&options.dir))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn(headers::add))
        .with_state(Arc::clone(&inbox));
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        // An error means that the desk was dropped, which stops it as well.
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    Ok(Running { address, inbox, stop, server })
}

impl Running {
    /// The hand-overs that were taken, in the order in which they came.
    pub fn handoffs(&self) -> Vec<Handoff> {
        self.inbox.handoffs()
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

async fn show(State(inbox): State<Arc<Inbox>>) -> Html<String> {
    Html(page::page(&newest_first(&inbox)))
}

async fn list(State(inbox): State<Arc<Inbox>>) -> Json<Vec<Handoff>> {
    Json(newest_first(&inbox))
}

async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("desk.css"))
}

fn newest_first(inbox: &Inbox) -> Vec<Handoff> {
    let mut handoffs = inbox.handoffs();
    handoffs.reverse();
    handoffs
}
