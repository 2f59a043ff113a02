//! A desk of one test, a visitor's browser, and an agent's.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use kefu_desk::{Options, Running, serve};
use reqwest::multipart::Form;
use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// No answer takes so long, on the slowest machine with other work to do.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A folder of one test, gone when the test ends.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("kefu-desk-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn options(data: &Path) -> Options {
    Options::new(data.to_owned(), ([127, 0, 0, 1], 0).into())
}

/// A desk on a free port, with its data in a folder of its own.
pub struct Desk {
    pub folder: Folder,
    pub running: Option<Running>,
    pub base: String,
    pub inbox: String,
}

impl Desk {
    pub async fn open() -> Self {
        Self::open_with(|options| options).await
    }

    pub async fn open_with(change: impl FnOnce(Options) -> Options) -> Self {
        let folder = Folder::new();
        let running = serve(change(options(folder.path()))).await.unwrap();
        let base = format!("http://{}", running.address);
        let inbox = running.inbox_identifier.clone();
        Self { folder, running: Some(running), base, inbox }
    }

    /// Stops it and starts it again, on another port.
    pub async fn restart(&mut self) {
        self.running.take().unwrap().stop().await;
        let running = serve(options(self.folder.path())).await.unwrap();
        self.base = format!("http://{}", running.address);
        self.running = Some(running);
    }

    pub fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    pub async fn visitor(&self) -> Visitor {
        Visitor::come(&self.base, &self.inbox, json!({ "name": "小陈" })).await
    }

    /// The owner, who has just set a password.
    pub async fn owner(&self) -> Agent {
        let link = self.running().owner_link.clone().unwrap();
        Agent::accept(&self.base, &link, "王姐").await
    }

    /// Somebody whom the owner invited.
    pub async fn agent(&self, owner: &Agent, name: &str) -> Agent {
        let new = json!({ "email": format!("{name}@shop.example"), "name": name, "title": "客服" });
        let invited = owner.post("/agents", &new).await;
        Agent::accept(&self.base, invited["link"].as_str().unwrap(), "").await
    }
}

/// A visitor's browser.
pub struct Visitor {
    http: Client,
    base: String,
    api: String,
    pub source: String,
    pub token: String,
}

impl Visitor {
    pub async fn come(base: &str, inbox: &str, contact: Value) -> Self {
        let http = Client::new();
        let api = format!("{base}/public/api/v1/inboxes/{inbox}");
        let made = http.post(format!("{api}/contacts")).json(&contact).send().await.unwrap();
        assert_eq!(made.status(), StatusCode::OK);
        let made: Value = made.json().await.unwrap();
        let source = made["source_id"].as_str().unwrap().to_owned();
        let token = made["pubsub_token"].as_str().unwrap().to_owned();
        Self { http, base: base.to_owned(), api: format!("{api}/contacts/{source}"), source, token }
    }

    /// The same visitor, at a desk that listens elsewhere now.
    pub fn at(self, base: &str, inbox: &str) -> Self {
        let api = format!("{base}/public/api/v1/inboxes/{inbox}/contacts/{}", self.source);
        Self { base: base.to_owned(), api, ..self }
    }

    /// Asks something that may be refused.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Response {
        let mut request = self.http.request(method, format!("{}{path}", self.api));
        if let Some(body) = body {
            request = request.json(body);
        }
        request.timeout(PATIENCE).send().await.unwrap()
    }

    /// Sends a form with files, which may be refused.
    pub async fn send_form(&self, path: &str, form: Form) -> Response {
        let request = self.http.post(format!("{}{path}", self.api)).multipart(form);
        request.timeout(PATIENCE).send().await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        read(self.call(Method::GET, path, None).await).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        read(self.call(Method::POST, path, Some(body)).await).await
    }

    /// Begins a conversation, and gives its number.
    pub async fn begin(&self) -> i64 {
        let made = self.post("/conversations", &json!({ "custom_attributes": {} })).await;
        made["id"].as_i64().unwrap()
    }

    pub async fn say(&self, conversation: i64, words: &str) -> Value {
        let path = format!("/conversations/{conversation}/messages");
        self.post(&path, &json!({ "content": words })).await
    }

    /// What the visitor may read of a conversation.
    pub async fn reads(&self, conversation: i64) -> Vec<String> {
        let messages = self.get(&format!("/conversations/{conversation}/messages")).await;
        let words = |message: &Value| message["content"].as_str().unwrap().to_owned();
        messages.as_array().unwrap().iter().map(words).collect()
    }

    pub async fn listen(&self) -> Socket {
        let mut socket = Socket::open(&self.base, "/cable", &[]).await;
        let identifier =
            json!({ "channel": "RoomChannel", "pubsub_token": self.token }).to_string();
        socket.say(&json!({ "command": "subscribe", "identifier": identifier })).await;
        socket.until("it listens", |frame| frame["type"] == "confirm_subscription").await;
        socket
    }
}

/// An agent's browser.
pub struct Agent {
    http: Client,
    base: String,
    pub csrf: String,
    pub id: i64,
    pub cookie: String,
}

impl Agent {
    /// Sets the password that a link is for, and is signed in.
    pub async fn accept(base: &str, link: &str, name: &str) -> Self {
        let token = link.split("#invitation=").nth(1).unwrap();
        let accept = json!({ "token": token, "name": name, "password": "correct horse" });
        Self::enter(base, "invitation", &accept).await
    }

    pub async fn enter(base: &str, door: &str, with: &Value) -> Self {
        let http = Client::builder().cookie_store(true).build().unwrap();
        let url = format!("{base}/desk/api/{door}");
        let entered = http.post(url).json(with).timeout(PATIENCE).send().await.unwrap();
        assert_eq!(entered.status(), StatusCode::OK);
        let cookie = entered.headers()["set-cookie"].to_str().unwrap().to_owned();
        let signed_in: Value = entered.json().await.unwrap();
        let csrf = signed_in["csrf"].as_str().unwrap().to_owned();
        let id = signed_in["me"]["id"].as_i64().unwrap();
        Self { http, base: base.to_owned(), csrf, id, cookie }
    }

    /// Asks something that may be refused.
    pub async fn call(&self, method: Method, path: &str, body: Option<&Value>) -> Response {
        let url = format!("{}/desk/api{path}", self.base);
        let mut request = self.http.request(method, url).header("x-csrf-token", &self.csrf);
        if let Some(body) = body {
            request = request.json(body);
        }
        request.timeout(PATIENCE).send().await.unwrap()
    }

    /// Sends a form with files, which may be refused.
    pub async fn send_form(&self, path: &str, form: Form) -> Response {
        let url = format!("{}/desk/api{path}", self.base);
        let request = self.http.post(url).header("x-csrf-token", &self.csrf).multipart(form);
        request.timeout(PATIENCE).send().await.unwrap()
    }

    pub async fn get(&self, path: &str) -> Value {
        read(self.call(Method::GET, path, None).await).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Value {
        read(self.call(Method::POST, path, Some(body)).await).await
    }

    /// Does something to a conversation; gives the status.
    pub async fn act(&self, conversation: i64, what: &str, body: &Value) -> u16 {
        let path = format!("/conversations/{conversation}/{what}");
        self.call(Method::POST, &path, Some(body)).await.status().as_u16()
    }

    pub async fn say(&self, conversation: i64, words: &str) -> u16 {
        self.act(conversation, "messages", &json!({ "content": words, "echo_id": "" })).await
    }

    pub async fn is(&self, availability: &str) {
        let availability = json!(availability);
        let answer = self.call(Method::PUT, "/availability", Some(&availability)).await;
        assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    }

    pub async fn listen(&self) -> Socket {
        let cookie = self.cookie.split(';').next().unwrap();
        let origin = self.base.clone();
        Socket::open(&self.base, "/desk/cable", &[("cookie", cookie), ("origin", &origin)]).await
    }
}

async fn read(answer: Response) -> Value {
    let (status, url) = (answer.status(), answer.url().clone());
    let text = answer.text().await.unwrap();
    assert!(status.is_success(), "{url}: {status} {text}");
    serde_json::from_str(&text).unwrap_or(Value::Null)
}

/// The other end of a socket.
pub struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    pub async fn open(base: &str, path: &str, headers: &[(&'static str, &str)]) -> Self {
        Self::try_open(base, path, headers).await.unwrap()
    }

    /// Opens a socket, or gives the status with which it was refused.
    pub async fn try_open(
        base: &str,
        path: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Self, u16> {
        let url = format!("{}{path}", base.replace("http://", "ws://"));
        let mut request = url.into_client_request().unwrap();
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().unwrap());
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(Self(socket)),
            Err(tokio_tungstenite::tungstenite::Error::Http(answer)) => {
                Err(answer.status().as_u16())
            }
            Err(error) => panic!("{error}"),
        }
    }

    pub async fn say(&mut self, frame: &Value) {
        self.0.send(Message::text(frame.to_string())).await.unwrap();
    }

    /// The next frame with words in it; nothing once the other side has closed.
    pub async fn hear(&mut self) -> Option<Value> {
        loop {
            let next = tokio::time::timeout(PATIENCE, self.0.next()).await.expect("it went silent");
            match next {
                Some(Ok(Message::Text(text))) => return Some(serde_json::from_str(&text).unwrap()),
                Some(Ok(Message::Close(_)) | Err(_)) | None => return None,
                Some(Ok(_)) => {}
            }
        }
    }

    /// Hears until something is so, and gives the frame.
    pub async fn until(&mut self, what: &str, is_so: impl Fn(&Value) -> bool) -> Value {
        loop {
            let Some(frame) = self.hear().await else { panic!("it ended before {what}") };
            if is_so(&frame) {
                return frame;
            }
        }
    }

    /// Hears until an event of this name, and gives what it tells.
    pub async fn event(&mut self, name: &str) -> Value {
        let mut frame = self.until(name, |frame| frame["message"]["event"] == name).await;
        frame["message"]["data"].take()
    }
}
