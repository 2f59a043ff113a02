//! Where the browser comes in: passes everything on to the desk and writes down what was asked for.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// An open door. Dropping it closes it.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    /// Where it leads; nowhere while the shop is off the net.
    desk: Arc<Mutex<Option<SocketAddr>>>,
    requests: Arc<Mutex<Vec<String>>>,
    /// Whether anything passes: a network that swallows everything keeps its connections and brings nothing.
    passes: watch::Sender<bool>,
    porter: JoinHandle<()>,
}

impl Door {
    pub(crate) async fn open(to: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let desk = Arc::new(Mutex::new(Some(to)));
        let (book, way) = (Arc::clone(&requests), Arc::clone(&desk));
        let (passes, gate) = watch::channel(true);
        let porter = tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                let to = *way.lock().expect("nobody panics with the way in hand");
                // A guest who is let go sees a broken connection, as without a network.
                if let Some(to) = to {
                    tokio::spawn(pass(guest, to, Arc::clone(&book), gate.clone()));
                }
            }
        });
        Ok(Self { address, desk, requests, passes, porter })
    }

    /// Leads elsewhere from now on, or nowhere. The port of a desk that is gone may be another's already.
    pub(crate) fn lead(&self, to: Option<SocketAddr>) {
        *self.desk.lock().expect("nobody panics with the way in hand") = to;
    }

    /// Swallows everything from now on, or lets it pass again.
    pub(crate) fn swallow(&self, everything: bool) {
        self.passes.send_replace(!everything);
    }

    /// Every request so far, such as `GET /kefu/kefu.js`.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("nobody panics with the book in hand").clone()
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.porter.abort();
    }
}

/// Ends when either side does; a desk that is gone looks to the browser like a broken connection.
async fn pass(
    guest: TcpStream,
    to: SocketAddr,
    book: Arc<Mutex<Vec<String>>>,
    gate: watch::Receiver<bool>,
) -> io::Result<()> {
    let desk = TcpStream::connect(to).await?;
    let (mut from_guest, mut to_guest) = guest.into_split();
    let (mut from_desk, mut to_desk) = desk.into_split();
    let answers_gate = gate.clone();
    let asking = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let count = from_guest.read(&mut bytes).await?;
            if count == 0 {
                return to_desk.shutdown().await;
            }
            // A browser waits for the answer before it asks again, so a request begins where a read does.
            if let Some(request) = request(&bytes[..count]) {
                book.lock().expect("nobody panics with the book in hand").push(request);
            }
            opened(&gate).await;
            to_desk.write_all(&bytes[..count]).await?;
        }
    };
    let answering = async {
        let mut bytes = vec![0; 16 * 1024];
        loop {
            let count = from_desk.read(&mut bytes).await?;
            if count == 0 {
                return Ok(());
            }
            opened(&answers_gate).await;
            to_guest.write_all(&bytes[..count]).await?;
        }
    };
    tokio::select! {
        ended = asking => ended,
        ended = answering => ended,
    }
}

/// Waits until something passes.
async fn opened(gate: &watch::Receiver<bool>) {
    // An error means that the door was closed, which ends the connection as well.
    let _ = gate.clone().wait_for(|passes| *passes).await;
}

fn request(bytes: &[u8]) -> Option<String> {
    let line = bytes.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    METHODS.contains(&method).then(|| format!("{method} {path}"))
}
