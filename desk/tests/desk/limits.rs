//! How often something may be done, and how much of it at once.

use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::world::{Agent, Desk, PATIENCE};

/// How often the desk is asked whether it has happened.
const PACE: Duration = Duration::from_millis(20);

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_tries_to_sign_in_guess_nothing_and_cost_next_to_nothing() {
    let desk = behind_a_proxy().await;
    let owner = desk.owner().await;
    let (http, url) = (Client::new(), format!("{}/desk/api/sign-in", desk.base));
    // The right password is among them, where somebody who guesses would come to it.
    let attempt = |number: usize| {
        let password =
            if number == 9_999 { "correct horse".to_owned() } else { format!("guess {number}") };
        let sign_in = json!({ "email": kefu_desk::OWNER, "password": password });
        let request = http.post(&url).header("x-forwarded-for", "192.0.2.66");
        let request = request.json(&sign_in).timeout(PATIENCE);
        async move {
            let answer = request.send().await.unwrap();
            (answer.status(), answer.headers().contains_key("retry-after"))
        }
    };
    let answers: Vec<_> = stream::iter(0..10_000).map(attempt).buffered(32).collect().await;
    let count = |status: StatusCode| answers.iter().filter(|(one, _)| *one == status).count();
    assert_eq!(count(StatusCode::OK), 0, "nobody came in");
    let checked = count(StatusCode::FORBIDDEN);
    assert!((1..100).contains(&checked), "only a few passwords were looked at: {checked}");
    assert_eq!(count(StatusCode::TOO_MANY_REQUESTS), 10_000 - checked);
    let all_say_when = answers.iter().all(|(status, says)| *says == (*status == 429));
    assert!(all_say_when, "each says when to come again");
    assert_eq!(owner.get("/me").await["me"]["name"], "王姐", "who is in stays in");
    let metrics =
        reqwest::get(format!("{}/metrics", desk.base)).await.unwrap().text().await.unwrap();
    let counted = format!("\nkefu_desk_failed_sign_ins_total {checked}\n");
    assert!(metrics.contains(&counted), "{metrics}");
}

/// A desk behind a proxy, which says whose request it is.
async fn behind_a_proxy() -> Desk {
    Desk::open_with(|options| kefu_desk::Options { is_behind_proxy: true, ..options }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_without_end_waits_and_nobody_else_does() {
    let desk = behind_a_proxy().await;
    let http = Client::new();
    for path in ["/desk/api/me", "/health", "/desk/api/agents", "/public/api/v1/inboxes/x"] {
        let url = format!("{}{path}", desk.base);
        let ask = |address: String| {
            http.get(&url).header("x-forwarded-for", address).timeout(PATIENCE).send()
        };
        // All addresses of one network count as one. While they ask, a few requests become free again.
        let mut asked = 0;
        let refused = loop {
            let mine = (asked..asked + 320).map(|number| {
                let request = ask(format!("2001:db8:{:x}::{number:x}", path.len()));
                async move { request.await.unwrap() }
            });
            let answers: Vec<_> = stream::iter(mine).buffered(32).collect().await;
            asked += answers.len();
            if let Some(answer) = answers.into_iter().find(|answer| answer.status() == 429) {
                break answer;
            }
            assert!(asked < 60_000, "{path} has no limit");
        };
        assert!(asked >= 3_000, "{path}: {asked}");
        assert!(refused.headers().contains_key("retry-after"), "{path}");
        let other = ask(format!("2001:db8:ffff:{:x}::1", path.len())).await.unwrap();
        assert_ne!(other.status(), 429, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_does_not_take_all_the_room_for_files() {
    let desk = behind_a_proxy().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let path = format!(
        "/public/api/v1/inboxes/{}/contacts/{}/conversations/{id}/messages",
        desk.inbox, visitor.source
    );
    // Uploads that do not go on; some may come while another one is under way, and are refused.
    let host = desk.base.trim_start_matches("http://").to_owned();
    let mut stuck = Vec::new();
    for _ in 0..8 {
        let mut socket = TcpStream::connect(&host).await.unwrap();
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: {host}\r\nx-forwarded-for: 192.0.2.7\r\ncontent-length: 1000\r\n\
             content-type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
        );
        socket.write_all(head.as_bytes()).await.unwrap();
        stuck.push(socket);
    }
    let send = |address: &'static str| {
        let picture = Part::bytes(b"\x89PNG\r\n\x1a\n0000".to_vec()).file_name("a.png");
        let form = Form::new().text("content", "").part("attachments[]", picture);
        let request = Client::new().post(format!("{}{path}", desk.base)).multipart(form);
        request.header("x-forwarded-for", address).timeout(PATIENCE).send()
    };
    // The desk hears of them one after the other.
    let refusal = async {
        loop {
            let answer = send("192.0.2.7").await.unwrap();
            if answer.status() != 200 {
                return answer;
            }
            tokio::time::sleep(PACE).await;
        }
    };
    let refused = timeout(PATIENCE, refusal).await.expect("three are enough");
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "5");
    assert_eq!(send("192.0.2.8").await.unwrap().status(), 200, "there is room for others");
    drop(stuck);
    // Whoever hangs up gives the room back.
    let room = async {
        while send("192.0.2.7").await.unwrap().status() == 429 {
            tokio::time::sleep(PACE).await;
        }
    };
    timeout(PATIENCE, room).await.expect("there is room again");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_too_often_that_visitors_ask_is_not_believed() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let url = format!("{}/public/api/v1/inboxes/{}?kefu_chat=1", desk.base, desk.inbox);
    for _ in 0..130 {
        assert_eq!(reqwest::get(&url).await.unwrap().status(), 200);
    }
    assert_eq!(chats(&owner).await, 120);
}

async fn chats(owner: &Agent) -> u64 {
    let figures: Value = owner.get("/figures").await;
    let answer = owner.call(Method::GET, "/figures.csv", None).await;
    let table = answer.text().await.unwrap();
    let of_days = table.lines().skip(1).map(|line| line.split(',').nth(1).unwrap());
    let in_table: u64 = of_days.map(|count| count.parse::<u64>().unwrap()).sum();
    let counted = figures["chats"].as_u64().unwrap();
    assert_eq!(counted, in_table, "the page and the table say the same");
    counted
}
