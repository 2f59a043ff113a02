//! Where the browser comes in: passes everything on to the desk and writes down what was asked for.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

const METHODS: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/// What a server says that has done something and then broke.
const SPOILED: &[u8] =
    b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// What a network answers in everybody's place until its visitors have signed in.
const SIGN_IN: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 65\r\nconnection: close\r\n\r\n<!doctype html><title>Hotel</title><form>Your room number?</form>";

/// What arrives of an answer that is lost on its way; with less of it, browsers ask again by themselves.
const LOST: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\n";

/// What a network does to what passes.
#[derive(Clone, Copy, Default)]
struct Weather {
    /// Whether it keeps its connections and brings nothing.
    swallows: bool,
    /// Whether it wants its visitors to sign in, and says so in the place of every answer.
    wants_sign_in: bool,
    /// Every so many requests one is lost, and its connection with it; none where it is 0.
    loses_every: usize,
    /// How long every answer takes more.
    delay: Duration,
}

/// An open door. Dropping it closes it.
pub(crate) struct Door {
    pub(crate) address: SocketAddr,
    /// Where it leads; nowhere while the shop is off the net.
    desk: Arc<Mutex<Option<SocketAddr>>>,
    requests: Arc<Mutex<Vec<String>>>,
    /// What the network does to what passes.
    weather: watch::Sender<Weather>,
    /// How many requests came while some are lost.
    counted: Arc<AtomicUsize>,
    /// So many messages are taken by the desk and answered with an error.
    spoils: Arc<AtomicUsize>,
    porter: JoinHandle<()>,
}

impl Door {
    pub(crate) async fn open(to: SocketAddr) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        let requests = Arc::<Mutex<Vec<String>>>::default();
        let desk = Arc::new(Mutex::new(Some(to)));
        let (book, way) = (Arc::clone(&requests), Arc::clone(&desk));
        let (weather, outside) = watch::channel(Weather::default());
        let (spoils, counted) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let (spoiling, counting) = (Arc::clone(&spoils), Arc::clone(&counted));
        let porter = tokio::spawn(async move {
            while let Ok((guest, _)) = listener.accept().await {
                let to = *way.lock().expect("nobody panics with the way in hand");
                // A guest who is let go sees a broken connection, as without a network.
                if let Some(to) = to {
                    let passage = Passage {
                        book: Arc::clone(&book),
                        weather: outside.clone(),
                        spoils: Arc::clone(&spoiling),
                        counted: Arc::clone(&counting),
                    };
                    tokio::spawn(passage.pass(guest, to));
                }
            }
        });
        Ok(Self { address, desk, requests, weather, counted, spoils, porter })
    }

    /// Leads elsewhere from now on, or nowhere. The port of a desk that is gone may be another's already.
    pub(crate) fn lead(&self, to: Option<SocketAddr>) {
        *self.desk.lock().expect("nobody panics with the way in hand") = to;
    }

    /// Swallows everything from now on, or lets it pass again.
    pub(crate) fn swallow(&self, everything: bool) {
        self.weather.send_modify(|weather| weather.swallows = everything);
    }

    /// From now on the network wants its visitors to sign in, or does no more.
    pub(crate) fn want_sign_in(&self, wants: bool) {
        self.weather.send_modify(|weather| weather.wants_sign_in = wants);
    }

    /// From now on every so many requests one is lost.
    pub(crate) fn lose_every(&self, count: usize) {
        self.counted.store(0, Ordering::SeqCst);
        self.weather.send_modify(|weather| weather.loses_every = count);
    }

    /// How many requests were lost.
    pub(crate) fn lost(&self) -> usize {
        let every = self.weather.borrow().loses_every;
        self.counted.load(Ordering::SeqCst).checked_div(every).unwrap_or_default()
    }

    /// Every answer takes so much longer from now on.
    pub(crate) fn delay(&self, delay: Duration) {
        self.weather.send_modify(|weather| weather.delay = delay);
    }

    /// The next messages are taken by the desk, and answered with an error all the same.
    pub(crate) fn spoil(&self, messages: usize) {
        self.spoils.store(messages, Ordering::SeqCst);
    }

    /// How many messages are still to be spoiled.
    pub(crate) fn to_spoil(&self) -> usize {
        self.spoils.load(Ordering::SeqCst)
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

/// One connection on its way through.
struct Passage {
    book: Arc<Mutex<Vec<String>>>,
    weather: watch::Receiver<Weather>,
    spoils: Arc<AtomicUsize>,
    counted: Arc<AtomicUsize>,
}

impl Passage {
    /// Ends when either side does; a desk that is gone looks to the browser like a broken connection.
    async fn pass(self, guest: TcpStream, to: SocketAddr) -> io::Result<()> {
        let desk = TcpStream::connect(to).await?;
        let (mut from_guest, mut to_guest) = guest.into_split();
        let (mut from_desk, mut to_desk) = desk.into_split();
        let is_spoiled = AtomicBool::new(false);
        let instead = Mutex::new(None);
        let asking = async {
            let mut bytes = vec![0; 16 * 1024];
            loop {
                let count = from_guest.read(&mut bytes).await?;
                if count == 0 {
                    return to_desk.shutdown().await;
                }
                // A browser waits for the answer before it asks again, so a request begins where a read does.
                if let Some(request) = request(&bytes[..count]) {
                    let is_message = request.starts_with("POST") && request.ends_with("/messages");
                    is_spoiled.store(is_message && self.spoils_one(), Ordering::SeqCst);
                    self.book.lock().expect("nobody panics with the book in hand").push(request);
                    let Weather { wants_sign_in, loses_every, .. } = *self.weather.borrow();
                    let is_lost = self.is_lost(loses_every);
                    let answer = wants_sign_in.then_some(SIGN_IN).or(is_lost.then_some(LOST));
                    if answer.is_some() {
                        *instead.lock().expect("nobody panics with the answer in hand") = answer;
                        return Ok(());
                    }
                }
                self.opened().await;
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
                self.opened().await;
                let delay = self.weather.borrow().delay;
                tokio::time::sleep(delay).await;
                if is_spoiled.load(Ordering::SeqCst) {
                    return to_guest.write_all(SPOILED).await;
                }
                to_guest.write_all(&bytes[..count]).await?;
            }
        };
        let ended = tokio::select! {
            ended = asking => ended,
            ended = answering => ended,
        };
        let instead = *instead.lock().expect("nobody panics with the answer in hand");
        if let Some(answer) = instead {
            to_guest.write_all(answer).await?;
            to_guest.shutdown().await?;
            // Closing on what was not read would break the answer as well.
            let mut rest = vec![0; 16 * 1024];
            while from_guest.read(&mut rest).await? > 0 {}
        }
        ended
    }

    /// Counts a request, and says whether it is one of those that are lost.
    fn is_lost(&self, every: usize) -> bool {
        every > 0 && (self.counted.fetch_add(1, Ordering::SeqCst) + 1).is_multiple_of(every)
    }

    /// Takes one of the messages that are to be spoiled, if there is one.
    fn spoils_one(&self) -> bool {
        let one_less = |count: usize| count.checked_sub(1);
        self.spoils.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less).is_ok()
    }

    /// Waits until something passes.
    async fn opened(&self) {
        // An error means that the door was closed, which ends the connection as well.
        let _ = self.weather.clone().wait_for(|weather| !weather.swallows).await;
    }
}

fn request(bytes: &[u8]) -> Option<String> {
    let line = bytes.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    let (method, path) = (words.next()?, words.next()?);
    METHODS.contains(&method).then(|| format!("{method} {path}"))
}
