//! Who must not get in, and is told so with the right status.

use reqwest::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ORIGIN};
use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::world::{Agent, Desk, Socket, Visitor};

#[tokio::test(flavor = "multi_thread")]
async fn nobody_reaches_the_conversation_of_another() {
    let desk = Desk::open().await;
    let (owner, stranger) = (desk.visitor().await, desk.visitor().await);
    let id = owner.begin().await;
    owner.say(id, "我的地址是……").await;
    let one = format!("/conversations/{id}");
    let words = json!({ "content": "x", "typing_status": "on" });
    for (method, path) in [
        (Method::GET, one.clone()),
        (Method::GET, format!("{one}/messages")),
        (Method::POST, format!("{one}/messages")),
        (Method::POST, format!("{one}/toggle_typing")),
        (Method::POST, format!("{one}/toggle_status")),
        (Method::POST, format!("{one}/update_last_seen")),
    ] {
        let body = (method == Method::POST).then_some(&words);
        let answer = stranger.call(method.clone(), &path, body).await;
        assert_eq!(answer.status(), 404, "{method} {path}");
    }
    let guessed = format!("{}/public/api/v1/inboxes/{}/contacts/1", desk.base, desk.inbox);
    assert_eq!(reqwest::get(guessed).await.unwrap().status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_somebody_is_is_believed_with_the_sites_word_alone() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let forged = json!({ "identifier": "ada", "identifier_hash": "0".repeat(64) });
    assert_eq!(visitor.call(Method::PATCH, "", Some(&forged)).await.status(), 403);
    let create = format!("{}/public/api/v1/inboxes/{}/contacts", desk.base, desk.inbox);
    let answer = Client::new().post(create).json(&forged).send().await.unwrap();
    assert_eq!(answer.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_signing_in_the_console_says_nothing() {
    let desk = Desk::open().await;
    let me = reqwest::get(format!("{}/desk/api/me", desk.base)).await.unwrap();
    assert_eq!(me.text().await.unwrap(), "null");
    for path in [
        "/conversations?view=all",
        "/conversations/1",
        "/agents",
        "/audit",
        "/figures",
        "/figures.csv",
        "/knowledge",
        "/canned",
    ] {
        let answer = reqwest::get(format!("{}/desk/api{path}", desk.base)).await.unwrap();
        assert_eq!(answer.status(), 401, "{path}");
    }
    assert_eq!(Socket::try_open(&desk.base, "/desk/cable", &[]).await.err(), Some(401));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_foreign_page_with_our_cookie_changes_nothing_and_hears_nothing() {
    let desk = Desk::open().await;
    let agent = desk.owner().await;
    let cookie = agent.cookie.split(';').next().unwrap().to_owned();
    assert!(agent.cookie.contains("HttpOnly") && agent.cookie.contains("SameSite=Strict"));
    let url = format!("{}/desk/api/availability", desk.base);
    let forged = Client::new().put(url).header("cookie", &cookie).json(&json!("online"));
    assert_eq!(forged.send().await.unwrap().status(), 403);
    let headers = [("cookie", cookie.as_str()), ("origin", "https://evil.example")];
    assert_eq!(Socket::try_open(&desk.base, "/desk/cable", &headers).await.err(), Some(403));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_sites_that_are_named_may_talk_to_it() {
    let desk = Desk::open_with(|options| kefu_desk::Options {
        origins: vec!["https://shop.example".to_owned()],
        ..options
    })
    .await;
    let url = format!("{}/public/api/v1/inboxes/{}", desk.base, desk.inbox);
    let ask = |origin: &'static str| Client::new().get(&url).header(ORIGIN, origin).send();
    let good = ask("https://shop.example").await.unwrap();
    assert_eq!(good.status(), 200);
    assert_eq!(good.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "https://shop.example");
    for origin in ["https://evil.example", "https://shop.example.evil.example", "null"] {
        assert_eq!(ask(origin).await.unwrap().status(), 403, "{origin}");
    }
    let headers = [("origin", "https://evil.example")];
    assert_eq!(Socket::try_open(&desk.base, "/cable", &headers).await.err(), Some(403));
    let preflight =
        Client::new().request(Method::OPTIONS, &url).header(ORIGIN, "https://shop.example");
    assert_eq!(preflight.send().await.unwrap().status(), 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_message_is_refused_and_says_why() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let path = format!("/conversations/{id}/messages");
    let url = format!(
        "{}/public/api/v1/inboxes/{}/contacts/{}{path}",
        desk.base, desk.inbox, visitor.source
    );
    let send = |body: String| {
        Client::new().post(&url).header("content-type", "application/json").body(body).send()
    };
    for body in
        ["", "{", "[]", "null", "{\"content\": 7}", "{\"content\": \"\"}", "{\"content\": \"  \"}"]
    {
        let answer = send(body.to_owned()).await.unwrap();
        assert_eq!(answer.status(), 422, "{body}");
        assert!(answer.text().await.unwrap().contains("error"), "{body}");
    }
    let long = json!({ "content": "字".repeat(150_001) }).to_string();
    assert_eq!(send(long).await.unwrap().status(), 422);
    let huge = json!({ "content": "x".repeat(2_000_000) }).to_string();
    assert_eq!(send(huge).await.unwrap().status(), 413);
    let plain = Client::new().post(&url).body("{\"content\":\"x\"}").send().await.unwrap();
    assert_eq!(plain.status(), 422, "a form on a foreign page can post any text but JSON");
    assert_eq!(visitor.reads(id).await, [""; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_writes_too_often_is_asked_to_wait() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let path = format!("/conversations/{id}/messages");
    let mut refused = None;
    // More than enough, also where a disk is so slow that the limit refills meanwhile.
    for number in 0..1_000 {
        let answer = visitor
            .call(Method::POST, &path, Some(&json!({ "content": number.to_string() })))
            .await;
        if answer.status() == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("so many messages in a moment are too many");
    assert!(refused.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    let another = desk.visitor().await;
    another.begin().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_a_password_does_not_get_far() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let url = format!("{}/desk/api/sign-in", desk.base);
    let http = Client::new();
    let mut statuses = Vec::new();
    for number in 0..200 {
        let guess = json!({ "email": "li@shop.example", "password": format!("guess {number}") });
        statuses.push(http.post(&url).json(&guess).send().await.unwrap().status().as_u16());
    }
    assert!(statuses.iter().all(|status| [403, 429].contains(status)), "{statuses:?}");
    assert!(statuses.iter().filter(|status| **status == 403).count() <= 10, "{statuses:?}");
    // Whoever is in stays in.
    assert_eq!(agent.get("/me").await["me"]["id"], agent.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn before_a_subscription_nothing_is_told_and_nonsense_is_ignored() {
    let desk = Desk::open().await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let mut socket = Socket::open(&desk.base, "/cable", &[]).await;
    for nonsense in
        [json!(7), json!({ "command": "message", "data": "{}" }), json!({ "command": ["x"] })]
    {
        socket.say(&nonsense).await;
    }
    visitor.say(id, "secret").await;
    for _ in 0..2 {
        let ping = socket.until("a ping", |frame| {
            assert!(!frame.to_string().contains("secret"), "{frame}");
            frame["type"] == "ping"
        });
        ping.await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_may_do_what_agents_do_and_no_more() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let new = json!({ "email": "x@shop.example", "name": "X" });
    assert_eq!(agent.call(Method::POST, "/agents", Some(&new)).await.status(), 403);
    assert_eq!(agent.call(Method::GET, "/audit", None).await.status(), 403);
    let supervisor = json!({ "email": "s@shop.example", "name": "S", "role": "supervisor" });
    let invited = owner.post("/agents", &supervisor).await;
    let supervisor = Agent::accept(&desk.base, invited["link"].as_str().unwrap(), "").await;
    let above = json!({ "email": "o@shop.example", "name": "O", "role": "owner" });
    assert_eq!(supervisor.call(Method::POST, "/agents", Some(&above)).await.status(), 403);
    assert_eq!(supervisor.call(Method::POST, "/agents", Some(&new)).await.status(), 200);
    assert_eq!(supervisor.call(Method::POST, "/agents", Some(&new)).await.status(), 409);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_works_once() {
    let desk = Desk::open().await;
    let link = desk.running().owner_link.clone().unwrap();
    let token = link.split("#invitation=").nth(1).unwrap();
    let url = format!("{}/desk/api/invitation", desk.base);
    let accept = |token: &str, password: &str| {
        let body = json!({ "token": token, "password": password });
        let request = Client::new().post(&url).json(&body);
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(accept(token, "short").await, 422);
    assert_eq!(accept("guessed", "correct horse").await, 403);
    assert_eq!(accept(token, "correct horse").await, 200);
    assert_eq!(accept(token, "another horse").await, 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_source_id_that_could_be_guessed_is_none() {
    let desk = Desk::open().await;
    let url = format!("{}/public/api/v1/inboxes/{}/contacts", desk.base, desk.inbox);
    for source in ["", "1", "abc", &"x".repeat(500)] {
        let answer =
            Client::new().post(&url).json(&json!({ "source_id": source })).send().await.unwrap();
        assert_eq!(answer.status(), 422, "{source}");
    }
    let own = json!({ "source_id": "0b9f8c1e-5d7a-4c55-9d3e-2f6f7f1f8a10" });
    let one = Visitor::come(&desk.base, &desk.inbox, own.clone()).await;
    let again = Visitor::come(&desk.base, &desk.inbox, own).await;
    assert_eq!((one.source, one.token), (again.source, again.token), "a retry is the same contact");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_of_the_console_forbids_what_it_does_not_need() {
    let desk = Desk::open().await;
    let answer = reqwest::get(format!("{}/desk/api/agents", desk.base)).await.unwrap();
    let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("x-frame-options"), "DENY");
    assert_eq!(header("cache-control"), "no-store");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["error"], "sign in first");
}
