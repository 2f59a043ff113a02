//! The desk over real HTTP.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod hook;
mod pages;
mod program;
mod site;

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use kefu_desk::{Options, Running, Trouble, serve};
use kefu_wire::handoff::{Handoff, VERSION};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self'; style-src 'self'";

/// A folder of one test, gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kefu-desk-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A built shop, as far as serving it goes.
    fn shop() -> Self {
        let folder = Self::new();
        fs::create_dir_all(folder.0.join("kefu")).unwrap();
        for (name, content) in [
            ("index.html", "<!doctype html><title>Shop</title>"),
            ("kefu/kefu.js", "// The loader, long enough to be worth compressing, in any case."),
            ("kefu/kefu-01234567.wasm", "\0asm, and some more bytes to make it a file."),
            ("shop.kefu.json", "{}"),
        ] {
            fs::write(folder.0.join(name), content).unwrap();
        }
        folder
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A desk on a free port. The client of these tests blocks, so they run on several threads.
async fn desk(folder: &Folder, trouble: Trouble) -> Running {
    serve(Options { dir: folder.0.clone(), port: 0, trouble }).await.unwrap()
}

/// The least that a hand-over says.
fn handoff(id: &str) -> Handoff {
    let packet = serde_json::json!({
        "kefu_handoff": VERSION,
        "id": id,
        "requested_at": "2026-11-20T10:00:00Z",
        "reason": "button",
        "locale": "zh-CN",
        "within_hours": true,
    });
    serde_json::from_value(packet).unwrap()
}

/// A response as it came over the wire.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (one, value) = line.split_once(": ")?;
            one.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

/// No answer takes so long, on the slowest machine with other work to do.
const PATIENCE: Duration = Duration::from_secs(60);

/// Sends bytes and reads until the desk closes; `None` when it closes without an answer.
fn send(address: SocketAddr, request: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    // A desk that has read enough closes its end while we still write; what it said counts.
    let _ = stream.write_all(request);
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
}

fn get(address: SocketAddr, path: &str) -> Answer {
    get_with(address, path, "")
}

fn get_with(address: SocketAddr, path: &str, headers: &str) -> Answer {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: desk\r\nconnection: close\r\n{headers}\r\n");
    send(address, request.as_bytes()).unwrap()
}

fn post(address: SocketAddr, headers: &str, body: &[u8]) -> Option<Answer> {
    let length = body.len();
    let head = format!(
        "POST /hooks/handoff HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n"
    );
    send(address, &[head.as_bytes(), body].concat())
}

fn hand_over(address: SocketAddr, handoff: &Handoff) -> Option<Answer> {
    let key = &handoff.id;
    let headers = format!("content-type: application/json\r\nidempotency-key: {key}\r\n");
    post(address, &headers, &serde_json::to_vec(handoff).unwrap())
}
