//! The desk while somebody sets the clock on its wall.
#![cfg(all(target_os = "linux", any(target_arch = "x86_64", target_arch = "aarch64")))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use reqwest::Method;
use serde_json::json;

use crate::process::{DESK, Process};
use crate::world::{Agent, Folder, Visitor};

const DAY: i64 = 86_400;

/// Compiles the clock that can be set.
fn clock(folder: &Folder) -> PathBuf {
    let library = folder.path().join("clock.so");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clock/lib.rs");
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let done = Command::new(compiler)
        .args(["--edition", "2024", "--crate-type", "cdylib", "--crate-name", "clock", "-o"])
        .args([&library, &source])
        .status()
        .unwrap();
    assert!(done.success());
    library
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_jumps_loses_nothing_and_keeps_the_order() {
    let (folder, tools) = (Folder::new(), Folder::new());
    let setting = tools.path().join("seconds");
    let set = |seconds: i64| fs::write(&setting, seconds.to_string()).unwrap();
    set(0);
    let library = clock(&tools);
    let environment = [("LD_PRELOAD", library.as_path()), ("KEFU_TEST_CLOCK", setting.as_path())];
    let desk = Process::start_as(&[DESK], &folder, "127.0.0.1:0", &environment).await;
    let agent = Agent::accept(&desk.base, &desk.owner_link, "").await;
    let visitor = Visitor::come(&desk.base, &desk.inbox, json!({})).await;
    let id = visitor.begin().await;
    let mut socket = visitor.listen().await;
    let said_at = async |words: &str| {
        let path = format!("/conversations/{id}/messages");
        // Twice, as after an answer that was lost.
        let message = json!({ "content": words, "echo_id": words });
        visitor.post(&path, &message).await;
        visitor.post(&path, &message).await["created_at"].as_i64().unwrap()
    };
    let today = said_at("today").await;
    assert_eq!(agent.act(id, "claim", &json!({})).await, 204);

    set(-DAY);
    let yesterday = said_at("yesterday").await;
    assert!((DAY - 600..=DAY + 600).contains(&(today - yesterday)), "the clock was set");
    assert_eq!(agent.say(id, "still here").await, 200, "who is in stays in");
    let told =
        socket.until("the answer", |frame| frame["message"]["data"]["content"] == "still here");
    told.await;

    set(2 * DAY);
    said_at("in two days").await;
    let late = agent.call(Method::GET, "/agents", None).await;
    assert_eq!(late.status(), 401, "twelve hours are over");
    let second = Visitor::come(&desk.base, &desk.inbox, json!({})).await;
    let waiting = second.begin().await;
    second.say(waiting, "me too").await;
    let queue = &second.get(&format!("/conversations/{waiting}")).await["kefu_queue"];
    assert_eq!(queue["position"], 1, "{queue}");

    set(0);
    let words = visitor.reads(id).await;
    let of_people: Vec<_> = words.iter().filter(|words| !words.contains("joined")).collect();
    assert_eq!(of_people, ["today", "yesterday", "still here", "in two days"]);
    let health = reqwest::get(format!("{}/health", desk.base)).await.unwrap();
    assert_eq!(health.status(), 200);
    desk.kill().await;
    let store = kefu_desk::store::Store::open(folder.path()).await.unwrap();
    assert_eq!(store.problems().await.unwrap(), [""; 0]);
}
