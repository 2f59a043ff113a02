//! The human side: takes conversations over Chatwoot's client API, keeps them, and gives people a console to answer.
//!
//! One server for a site of normal size. Knows the wire, and nothing of the widget; of the engine only what it would say.

mod acts;
mod attachment;
mod cable;
mod callers;
mod client;
mod clock;
mod console;
mod desk;
mod door;
mod hub;
pub mod identity;
mod knowledge;
mod limits;
mod metrics;
mod refusal;
mod second_step;
pub mod secrets;
mod shape;
pub mod site;
pub mod store;

use std::future::IntoFuture;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONNECTION, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Router, middleware};
use kefu_wire::console::{Availability, NewAgent, Role};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{MissedTickBehavior, interval};

use crate::clock::now;
use crate::desk::Desk;
use crate::refusal::{Answer, Refusal};
use crate::store::Store;

pub use crate::clock::now as now_ms;

/// How long an answer that is on its way may take when the desk is told to stop.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often the desk looks for conversations whose rest is over.
const UPKEEP: Duration = Duration::from_secs(15);

/// The first agent, until they have said who they are.
pub const OWNER: &str = "owner@desk.invalid";

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder of what is kept.
    pub data: PathBuf,
    /// Where to listen; port 0 for any that is free.
    pub listen: SocketAddr,
    /// Where visitors and agents find the desk, if not where it listens.
    pub public_url: Option<String>,
    /// The folder of the built site: the widget, the console, the demo.
    pub site: Option<PathBuf>,
    /// The path of the site's pack, such as `/shop.kefu.json`: versions that are published here take its place.
    pub pack: Option<String>,
    /// The sites that may talk to it; all, when there are none.
    pub origins: Vec<String>,
    /// The public name of the inbox, at the first start; a random one without it.
    pub inbox_identifier: Option<String>,
    /// Whether conversations go to whoever is online by themselves, rather than wait to be taken.
    pub gives_out: bool,
    /// Whether the address of a request stands in a header of the proxy before the desk.
    pub is_behind_proxy: bool,
}

impl Options {
    /// A desk on this data, without a site, for any origin.
    #[must_use]
    pub fn new(data: PathBuf, listen: SocketAddr) -> Self {
        Self {
            data,
            listen,
            public_url: None,
            site: None,
            pack: None,
            origins: Vec::new(),
            inbox_identifier: None,
            gives_out: false,
            is_behind_proxy: false,
        }
    }
}

/// A desk at work. Dropping it stops it, too, without waiting for anything.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    /// The public name of the inbox.
    pub inbox_identifier: String,
    /// Where the owner sets a password; until they have.
    pub owner_link: Option<String>,
    desk: Arc<Desk>,
    stop: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
}

/// Why a desk does not start.
#[derive(Debug)]
pub enum Failure {
    /// It cannot listen there.
    Listen(SocketAddr, io::Error),
    /// It cannot keep anything.
    Store(store::Error),
    /// This folder is none.
    Site(PathBuf),
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Listen(at, error) if error.kind() == io::ErrorKind::AddrInUse => {
                write!(f, "{at} is taken by another program; name a free port with --listen")
            }
            Self::Listen(at, error) => write!(f, "cannot listen on {at}: {error}"),
            Self::Store(error) => write!(f, "{error}"),
            Self::Site(path) => write!(
                f,
                "{} is not a folder; name that of the built site with --site, or leave it out",
                path.display()
            ),
        }
    }
}

impl std::error::Error for Failure {}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

/// Everything that is kept of a contact, also while a desk works on it; nothing where there is no such contact.
///
/// # Errors
/// When the folder cannot be read, or the database fails.
pub async fn export(
    data: &Path,
    public_url: &str,
    contact: i64,
) -> Result<Option<serde_json::Value>, store::Error> {
    let store = Store::visit(data).await?;
    let options = Options::new(data.to_owned(), SocketAddr::from(([127, 0, 0, 1], 0)));
    let (_stop, stopping) = watch::channel(false);
    let desk = Desk::new(store, &options, public_url.to_owned(), stopping).await?;
    let Some(contact) = desk.store.contact_numbered(contact).await? else { return Ok(None) };
    let subject = format!("contact {}", contact.id);
    desk.store.audit("terminal", "export", &subject, "", now()).await?;
    let everything = desk.export(&contact).await;
    // It fails only where the database does.
    Ok(everything.ok())
}

/// Starts a desk.
///
/// # Errors
/// When it cannot listen, its folder is in use, or there is no such site.
pub async fn serve(options: Options) -> Result<Running, Failure> {
    if let Some(site) = options.site.as_ref().filter(|site| !site.is_dir()) {
        return Err(Failure::Site(site.clone()));
    }
    // The data first: a second desk on them must not even listen.
    let store = Store::open(&options.data).await?;
    let at = options.listen;
    let listener = TcpListener::bind(at).await.map_err(|error| Failure::Listen(at, error))?;
    let address = listener.local_addr().map_err(|error| Failure::Listen(at, error))?;
    let public_url = options.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let public_url = public_url.trim_end_matches('/').to_owned();
    let (stop, mut stopping) = watch::channel(false);
    let desk = Arc::new(Desk::new(store, &options, public_url, stopping.clone()).await?);
    let owner_link = owner_link(&desk).await?;
    let mut options = options;
    if let (Some(site), Some(path)) = (&options.site, &options.pack)
        && !desk.take_site_pack(&site.join(path.trim_start_matches('/'))).await?
    {
        options.pack = None;
    }
    for agent in desk.store.agents().await? {
        // Whoever was there when the desk stopped, and does not come back, is not promised to anybody.
        if agent.availability != Availability::Away {
            desk.leave_later(agent.id);
        }
    }
    tokio::spawn(keep_up(Arc::clone(&desk)));
    let router = router(&desk, &options);
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, service).with_graceful_shutdown(async move {
        // An error means that the desk was dropped, which stops it as well.
        let _ = stopping.wait_for(|stop| *stop).await;
    });
    let server = tokio::spawn(server.into_future());
    let inbox_identifier = desk.identifier.clone();
    Ok(Running { address, inbox_identifier, owner_link, desk, stop, server })
}

fn router(desk: &Arc<Desk>, options: &Options) -> Router {
    let site = options.site.as_deref();
    let limit = middleware::from_fn_with_state(Arc::clone(desk), callers::limit);
    let own = Router::new()
        .route("/health", get(health))
        .route("/metrics", get(metrics))
        .route("/cable", get(cable::connect))
        .merge(console::router(site))
        .layer(limit)
        // It counts, too, and tells a foreign page so in a way that its browser lets it read.
        .merge(client::router(desk));
    let own = match &options.pack {
        Some(path) => own.route(path, get(pack)),
        None => own,
    };
    let own = own.layer(middleware::map_response(says_that_it_ends)).with_state(Arc::clone(desk));
    match site {
        Some(site) => own.fallback_service(site::router(site)),
        None => own,
    }
}

/// Of what is too large the rest is not read, and the connection ends with the answer. A caller who is not told would
/// use it for the next request and lose that.
async fn says_that_it_ends(mut response: Response) -> Response {
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// The first start has nobody who could invite anybody: whoever reads what it prints is the owner.
async fn owner_link(desk: &Desk) -> Result<Option<String>, store::Error> {
    let agents = desk.store.agents().await?;
    if agents.iter().any(|agent| agent.role == Role::Owner && agent.email != OWNER) {
        return Ok(None);
    }
    let known = desk.store.agent_by_email(OWNER).await?;
    let id = match known {
        Some(known) if known.password.is_some() => return Ok(None),
        Some(known) => Some(known.agent.id),
        None => {
            let owner = NewAgent {
                email: OWNER.to_owned(),
                name: "Owner".to_owned(),
                role: Role::Owner,
                sees_sensitive: true,
                ..NewAgent::default()
            };
            desk.store.add_agent(&owner, now()).await?
        }
    };
    let Some(id) = id else { return Ok(None) };
    let token = desk.store.invite(id, now()).await?;
    Ok(Some(desk.invitation_link(&token)))
}

/// The site pack, in its newest version. Browsers ask every time whether there is a newer one.
async fn pack(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Answer<Response> {
    let (version, json) = desk.store.pack().await?.ok_or(Refusal::NotFound)?;
    let tag = format!("\"pack-{version}\"");
    let is_known =
        headers.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if is_known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "application/json")], json).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(ETAG, tag);
    }
    Ok(response)
}

async fn health(State(desk): State<Arc<Desk>>) -> Answer<&'static str> {
    desk.store.is_there().await?;
    Ok("ok\n")
}

async fn metrics(State(desk): State<Arc<Desk>>) -> Answer<(StatusCode, String)> {
    let waiting = desk.presence().await?.waiting;
    Ok((StatusCode::OK, desk.metrics.page(desk.hub.listeners(), waiting)))
}

async fn keep_up(desk: Arc<Desk>) {
    let mut ticks = interval(UPKEEP);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            () = desk.stopped() => return,
        }
        let _turn = desk.turn().await;
        if let Err(error) = desk.wake().await {
            tracing::error!(%error, "conversations at rest could not be looked at");
        }
    }
}

impl Running {
    /// Invites somebody, as `kefu-desk agent add` does; gives the link with which they set a password.
    ///
    /// # Errors
    /// When the address is taken, or the database fails.
    pub async fn invite(&self, new: &NewAgent) -> Result<Option<String>, store::Error> {
        let Some(id) = self.desk.store.add_agent(new, now()).await? else { return Ok(None) };
        let token = self.desk.store.invite(id, now()).await?;
        Ok(Some(self.desk.invitation_link(&token)))
    }

    /// Stops taking requests, tells those who listen, waits a moment for what is under way, and closes the data.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        if tokio::time::timeout(PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        self.desk.store.close().await;
    }
}
