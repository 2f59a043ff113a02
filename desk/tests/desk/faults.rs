//! The desk where its disk is full, its database held by another program, or a listener does not listen.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use crate::process::{DESK, Process};
use crate::world::{Desk, Folder, Visitor};

fn message(words: &str, echo: &str) -> Value {
    json!({ "content": words, "echo_id": echo })
}

#[tokio::test(flavor = "multi_thread")]
async fn while_another_program_holds_the_database_it_says_so_and_goes_on_afterwards() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let messages = format!("/conversations/{id}/messages");
    let file = SqliteConnectOptions::new().filename(desk.folder.path().join("desk.sqlite"));
    let mut other = file.connect().await.unwrap();
    sqlx::query("BEGIN IMMEDIATE").execute(&mut other).await.unwrap();
    let refused = visitor.call(Method::POST, &messages, Some(&message("one", "e1"))).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE, "after a while, not never");
    assert_eq!(visitor.reads(id).await, [""; 0], "reading goes on meanwhile");
    sqlx::query("ROLLBACK").execute(&mut other).await.unwrap();
    for _ in 0..2 {
        visitor.post(&messages, &message("one", "e1")).await;
    }
    assert_eq!(visitor.reads(id).await, ["one"]);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn on_a_full_disk_nothing_is_acknowledged_that_is_not_kept() {
    let folder = Folder::new();
    // No file may grow beyond a megabyte: what a full disk looks like to a program. The signal for it is set aside.
    let script = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\"";
    let command = ["sh", "-c", script, DESK];
    let small = Process::start_as(&command, &folder, "127.0.0.1:0", &[]).await;
    let visitor = Visitor::come(&small.base, &small.inbox, json!({})).await;
    let id = visitor.begin().await;
    let messages = format!("/conversations/{id}/messages");
    let long = "字".repeat(20_000);
    let mut kept = 0;
    loop {
        let words = message(&format!("{kept} {long}"), &format!("e{kept}"));
        match visitor.call(Method::POST, &messages, Some(&words)).await.status() {
            StatusCode::OK => kept += 1,
            StatusCode::SERVICE_UNAVAILABLE => break,
            other => panic!("{other}"),
        }
        assert!(kept < 55, "the file has no limit, or nobody counts");
    }
    assert!(kept > 0);
    let health = reqwest::get(format!("{}/health", small.base)).await.unwrap();
    assert_eq!(health.status(), StatusCode::OK, "it is still there, and reads");
    small.kill().await;

    let large = Process::start(&folder).await;
    let visitor = visitor.at(&large.base, &large.inbox);
    let again = message(&format!("{kept} {long}"), &format!("e{kept}"));
    visitor.post(&messages, &again).await;
    let mut numbers = Vec::new();
    let mut before = i64::MAX;
    while numbers.len() <= kept {
        let page = visitor.get(&format!("{messages}?before={before}")).await;
        let page = page.as_array().unwrap();
        before = page[0]["id"].as_i64().unwrap();
        let number =
            |one: &Value| one["content"].as_str().unwrap().split(' ').next().unwrap().to_owned();
        numbers.extend(page.iter().rev().map(number));
    }
    numbers.reverse();
    let expected: Vec<String> = (0..=kept).map(|number| number.to_string()).collect();
    assert_eq!(numbers, expected, "what was acknowledged is there, once and in its order");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_does_not_listen_is_cut_off_and_holds_nobody_up() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    // Nobody reads from these any more.
    let deaf = visitor.listen().await;
    let deaf_console = owner.listen().await;
    let long = "字".repeat(9_000);
    for number in 0..400 {
        let words =
            json!({ "content": format!("{number} {long}"), "echo_id": format!("e{number}") });
        let status = owner.act(id, "messages", &words).await;
        assert_eq!(status, 200, "message {number}");
    }
    let mut fresh = visitor.listen().await;
    owner.say(id, "still here").await;
    assert_eq!(fresh.event("message.created").await["content"], "still here");
    drop((deaf, deaf_console));
}
