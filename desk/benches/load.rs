//! How much the desk bears: idle visitors held, messages delivered, and how the database grows.
//!
//! The desk is the real program in a process of its own, on loopback, with a fresh folder; the load comes from this one.
//! Messages follow a clock rather than each other (open loop): a late one is measured from the moment at which it was due,
//! so that a desk that stalls does not look quick.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    missing_docs
)]

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use futures_util::SinkExt;
use futures_util::stream::{self, StreamExt};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// So many things are asked for at a time while everything is set up.
const AT_ONCE: usize = 32;

/// How long idle visitors are held before the memory is read.
const HELD: Duration = Duration::from_secs(10);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

struct Load {
    idle: usize,
    conversations: usize,
    rate: u32,
    seconds: u32,
}

#[tokio::main]
async fn main() {
    let load = Load {
        idle: given("--idle", 10_000),
        conversations: given("--conversations", 1_000),
        rate: given("--rate", 500) as u32,
        seconds: given("--seconds", 20) as u32,
    };
    println!(
        "Method: kefu-desk as a process of its own on loopback, SQLite on this disk with every commit synced;"
    );
    println!("the load comes from one other process on the same machine ({} cores).", cores());
    let folder = std::env::temp_dir().join(format!("kefu-load-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let mut desk = Desk::start(&folder);
    let visitors = visitors(&desk, load.idle.max(load.conversations)).await;
    hold_idle(&desk, &visitors[..load.idle]).await;
    let heard = open_console(&desk).await;
    deliver(&desk, &visitors[..load.conversations], &load).await;
    println!("meanwhile a console was open, and was told {} events", heard.lock().unwrap());
    desk.stop();
    growth(&folder, load.rate * load.seconds);
    let _ = std::fs::remove_dir_all(&folder);
}

fn given(name: &str, usual: usize) -> usize {
    let words: Vec<String> = std::env::args().collect();
    let place = words.iter().position(|word| word == name);
    let value = place.and_then(|place| words.get(place + 1));
    value.map_or(usual, |value| value.parse().expect("a whole number"))
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(0, std::num::NonZero::get)
}

/// The desk as a process.
struct Desk {
    process: Child,
    base: String,
    api: String,
    cable: String,
    /// Where the owner sets a password.
    owner_link: String,
    http: Client,
}

impl Desk {
    fn start(data: &Path) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_kefu-desk"))
            .args(["serve", "--listen", "127.0.0.1:0", "--ready-json", "--behind-proxy", "--data"])
            .arg(data)
            .env("RUST_LOG", "error")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the desk starts");
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).expect("it says where it listens");
        let (at, inbox) =
            (ready["listen"].as_str().unwrap(), ready["inbox_identifier"].as_str().unwrap());
        Self {
            process,
            base: format!("http://{at}"),
            owner_link: ready["owner_link"].as_str().unwrap().to_owned(),
            api: format!("http://{at}/public/api/v1/inboxes/{inbox}/contacts"),
            cable: format!("ws://{at}/cable"),
            http: Client::new(),
        }
    }

    /// Posts as a visitor of an address of their own, since addresses are limited.
    async fn post(&self, number: usize, url: &str, body: &Value) -> Option<Value> {
        let request = self.http.post(url).header("x-forwarded-for", address(number)).json(body);
        let answer = request.send().await.ok()?;
        if answer.status().is_success() { answer.json().await.ok() } else { None }
    }

    /// Waits until the desk has noticed that the idle visitors are gone.
    async fn until_nobody_listens(&self) {
        let url = format!("{}/metrics", self.base);
        loop {
            let page = self.http.get(&url).send().await.expect("the desk answers");
            if page.text().await.expect("in words").contains("kefu_desk_listeners 0\n") {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Resident memory in MB.
    fn memory(&self) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id()));
        let status = status.expect("the desk lives, on a system that tells");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        kilobytes / 1_024.0
    }

    fn stop(&mut self) {
        let id = self.process.id().to_string();
        Command::new("kill").arg(&id).status().expect("kill");
        self.process.wait().expect("it ends");
    }
}

/// An address of one's own, since addresses are limited.
fn address(number: usize) -> String {
    format!("10.{}.{}.{}", number >> 16 & 255, number >> 8 & 255, number & 255)
}

impl Drop for Desk {
    fn drop(&mut self) {
        // It has ended already, unless the bench broke off.
        let _ = self.process.kill();
    }
}

/// A visitor who is known to the desk.
#[derive(Clone)]
struct Visitor {
    number: usize,
    source: String,
    token: String,
}

async fn visitors(desk: &Desk, count: usize) -> Vec<Visitor> {
    let began = Instant::now();
    let come = |number: usize| async move {
        let made = desk.post(number, &desk.api, &json!({})).await.expect("a contact is made");
        let text = |name: &str| made[name].as_str().unwrap().to_owned();
        Visitor { number, source: text("source_id"), token: text("pubsub_token") }
    };
    let all = stream::iter(0..count).map(come).buffered(AT_ONCE).collect().await;
    println!("\n{count} contacts made in {:.1} s", began.elapsed().as_secs_f64());
    all
}

async fn listen(desk: &Desk, visitor: &Visitor) -> Socket {
    let mut request = desk.cable.as_str().into_client_request().unwrap();
    request.headers_mut().insert("x-forwarded-for", address(visitor.number).parse().unwrap());
    let (mut socket, _) = connect_async(request).await.expect("the desk takes a socket");
    let identifier = json!({ "channel": "RoomChannel", "pubsub_token": visitor.token }).to_string();
    let subscribe = json!({ "command": "subscribe", "identifier": identifier }).to_string();
    socket.send(Message::text(subscribe)).await.expect("it is heard");
    while let Some(Ok(frame)) = socket.next().await {
        if frame.to_text().is_ok_and(|text| text.contains("confirm_subscription")) {
            return socket;
        }
    }
    panic!("the desk hung up");
}

/// An agent's console, which is told whatever happens; gives how many events it was told.
async fn open_console(desk: &Desk) -> Arc<Mutex<u64>> {
    let token = desk.owner_link.split("#invitation=").nth(1).unwrap();
    let accept = json!({ "token": token, "password": "correct horse" });
    let url = format!("{}/desk/api/invitation", desk.base);
    let entered = desk.http.post(url).json(&accept).send().await.expect("the owner comes in");
    let cookie = entered.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap();
    let url = format!("{}/desk/cable", desk.base.replacen("http", "ws", 1));
    let mut request = url.into_client_request().unwrap();
    request.headers_mut().insert("cookie", cookie.parse().unwrap());
    let (mut socket, _) = connect_async(request).await.expect("the console listens");
    let heard = Arc::new(Mutex::new(0));
    let count = Arc::clone(&heard);
    tokio::spawn(async move {
        while let Some(Ok(_)) = socket.next().await {
            *count.lock().unwrap() += 1;
        }
    });
    heard
}

async fn hold_idle(desk: &Desk, visitors: &[Visitor]) {
    let before = desk.memory();
    let began = Instant::now();
    let sockets: Vec<Socket> =
        stream::iter(visitors).map(|one| listen(desk, one)).buffered(AT_ONCE).collect().await;
    let took = began.elapsed().as_secs_f64();
    // Pings go on meanwhile, and are read, as browsers do.
    let pings = Arc::new(Mutex::new(0_u64));
    let readers: Vec<_> = sockets
        .into_iter()
        .map(|mut socket| {
            let pings = Arc::clone(&pings);
            tokio::spawn(async move {
                while let Some(Ok(_)) = socket.next().await {
                    *pings.lock().unwrap() += 1;
                }
            })
        })
        .collect();
    tokio::time::sleep(HELD).await;
    let lost = readers.iter().filter(|reader| reader.is_finished()).count();
    println!(
        "{} idle sockets opened in {took:.1} s; after {} s {lost} lost, {} pings heard; memory {:.0} MB (before {before:.0} MB)",
        visitors.len(),
        HELD.as_secs(),
        pings.lock().unwrap(),
        desk.memory(),
    );
    readers.iter().for_each(tokio::task::JoinHandle::abort);
    desk.until_nobody_listens().await;
}

async fn deliver(desk: &Desk, visitors: &[Visitor], load: &Load) {
    let begin = |visitor: Visitor| async move {
        let url = format!("{}/{}/conversations", desk.api, visitor.source);
        let made = desk.post(visitor.number, &url, &json!({})).await.expect("a conversation");
        let socket = listen(desk, &visitor).await;
        (visitor.number, format!("{url}/{}/messages", made["id"]), socket)
    };
    let talking: Vec<_> =
        stream::iter(visitors.iter().cloned()).map(begin).buffered(AT_ONCE).collect().await;
    let due: Arc<Mutex<HashMap<String, Instant>>> = Arc::default();
    let delays: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let mut places = Vec::new();
    for (number, url, mut socket) in talking {
        places.push((number, url));
        let (due, delays) = (Arc::clone(&due), Arc::clone(&delays));
        tokio::spawn(async move {
            while let Some(Ok(frame)) = socket.next().await {
                let Ok(frame) = serde_json::from_str::<Value>(frame.to_text().unwrap_or_default())
                else {
                    continue;
                };
                if frame["message"]["event"] != "message.created" {
                    continue;
                }
                let echo = frame["message"]["data"]["echo_id"].as_str().unwrap_or_default();
                if let Some(due) = due.lock().unwrap().remove(echo) {
                    delays.lock().unwrap().push(due.elapsed());
                }
            }
        });
    }
    let count = load.rate * load.seconds;
    let failed = Arc::new(Mutex::new(0_u32));
    let at_once = Arc::new(Semaphore::new(2_000));
    let began = Instant::now();
    let mut sending = Vec::new();
    for number in 0..count {
        let at = began + Duration::from_secs_f64(f64::from(number) / f64::from(load.rate));
        tokio::time::sleep_until(at.into()).await;
        let (visitor, url) = places[number as usize % places.len()].clone();
        let echo = format!("echo-{number}");
        due.lock().unwrap().insert(echo.clone(), at);
        let permit = Arc::clone(&at_once).acquire_owned().await.unwrap();
        let (failed, http) = (Arc::clone(&failed), desk.http.clone());
        sending.push(tokio::spawn(async move {
            let _permit = permit;
            let address = address(visitor);
            let body = json!({ "content": "请问我的包裹现在到哪里了？", "echo_id": echo });
            let sent = http.post(&url).header("x-forwarded-for", address).json(&body).send().await;
            if !sent.is_ok_and(|answer| answer.status().is_success()) {
                *failed.lock().unwrap() += 1;
            }
        }));
    }
    for one in sending {
        let _ = one.await;
    }
    let took = began.elapsed().as_secs_f64();
    // Until all have arrived, or nothing more is to be expected.
    let patience = Instant::now() + Duration::from_secs(10);
    while !due.lock().unwrap().is_empty() && Instant::now() < patience {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut delays = delays.lock().unwrap().clone();
    delays.sort_unstable();
    let at = |share: f64| {
        let place = ((delays.len() as f64 * share) as usize).min(delays.len().saturating_sub(1));
        delays.get(place).map_or(f64::NAN, |delay| delay.as_secs_f64() * 1_000.0)
    };
    println!(
        "{count} messages in {} conversations, {} a second asked for, {:.0} reached; {} delivered to the socket, {} refused",
        visitors.len(),
        load.rate,
        f64::from(count) / took,
        delays.len(),
        failed.lock().unwrap(),
    );
    println!(
        "from the moment a message is due to its arrival at the socket: p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, longest {:.1} ms",
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
    );
}

/// What the messages cost on the disk, after the desk has closed its file.
fn growth(folder: &Path, messages: u32) {
    let file: PathBuf = folder.join("desk.sqlite");
    let bytes = std::fs::metadata(file).map_or(0, |file| file.len());
    println!(
        "the database has {:.1} MB with {messages} messages and everything else: {:.0} KB for each 1,000",
        bytes as f64 / 1_048_576.0,
        bytes as f64 / 1_024.0 / f64::from(messages) * 1_000.0,
    );
}
