//! The real program, killed again and again while both sides write: nothing lost, nothing doubled, the order kept.

use std::time::Duration;

use reqwest::{Client, StatusCode};
use serde_json::{Value, json};

use crate::process::{DESK, Process};
use crate::world::{Agent, Folder, Visitor};

/// Messages of each side.
const MESSAGES: usize = 1_000;

/// How often the program is killed meanwhile.
const KILLS: usize = 6;

/// Sends until it is taken, with the same `echo_id` each time, as the widget and the console do.
async fn deliver(http: &Client, url: &str, headers: &[(&str, &str)], message: &Value) {
    loop {
        let mut request = http.post(url).json(message).timeout(Duration::from_secs(10));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        match request.send().await.map(|answer| answer.status()) {
            Ok(StatusCode::OK) => return,
            Ok(status) if status == 429 || status.is_server_error() => {}
            Ok(status) => panic!("{status}"),
            // The program is gone; another one comes.
            Err(_) => {}
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_again_and_again_it_loses_nothing_doubles_nothing_and_keeps_the_order() {
    let folder = Folder::new();
    let mut program = Process::start(&folder).await;
    let (listen, base, inbox) =
        (program.listen.clone(), program.base.clone(), program.inbox.clone());
    let agent = Agent::accept(&base, &program.owner_link, "").await;
    // The limit of one contact is no part of this: each writes some.
    let mut conversations = Vec::new();
    for _ in 0..20 {
        let visitor = Visitor::come(&base, &inbox, json!({})).await;
        let id = visitor.begin().await;
        assert_eq!(agent.act(id, "claim", &json!({})).await, 204);
        let url = format!(
            "{base}/public/api/v1/inboxes/{inbox}/contacts/{}/conversations/{id}/messages",
            visitor.source
        );
        conversations.push((id, visitor, url));
    }
    let each = MESSAGES / conversations.len();
    let cookie = agent.cookie.split(';').next().unwrap().to_owned();
    let mut writers = Vec::new();
    for (id, _, url) in &conversations {
        let (url, http) = (url.clone(), Client::new());
        writers.push(tokio::spawn(async move {
            for number in 0..each {
                let message = json!({ "content": format!("visitor {number}"), "echo_id": format!("v{number}") });
                deliver(&http, &url, &[], &message).await;
            }
        }));
        let (url, http) = (format!("{base}/desk/api/conversations/{id}/messages"), Client::new());
        let (cookie, csrf) = (cookie.clone(), agent.csrf.clone());
        writers.push(tokio::spawn(async move {
            let headers = [("cookie", cookie.as_str()), ("x-csrf-token", csrf.as_str())];
            for number in 0..each {
                let message = json!({ "content": format!("agent {number}"), "echo_id": format!("a{number}") });
                deliver(&http, &url, &headers, &message).await;
            }
        }));
    }
    let mut kills = 0;
    while kills < KILLS {
        // A different moment each time, early enough that there is still something to be lost.
        tokio::time::sleep(Duration::from_millis(60 + 37 * kills as u64)).await;
        program.kill().await;
        program = Process::start_as(&[DESK], &folder, &listen, &[]).await;
        kills += 1;
    }
    for writer in writers {
        writer.await.unwrap();
    }
    program.kill().await;
    let store = kefu_desk::store::Store::open(folder.path()).await.unwrap();
    assert_eq!(store.problems().await.unwrap(), [""; 0]);
    for (id, _, _) in &conversations {
        let messages = store.messages(*id).await.unwrap();
        for side in ["visitor", "agent"] {
            let words = messages.iter().map(|one| one.new.body.content.as_str());
            let said: Vec<&str> =
                words.filter(|words| words.starts_with(&format!("{side} "))).collect();
            let expected: Vec<String> =
                (0..each).map(|number| format!("{side} {number}")).collect();
            assert_eq!(said, expected, "conversation {id}");
        }
    }
}
