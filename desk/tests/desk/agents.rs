//! What agents may read, and what is written down about it.

use reqwest::Method;
use serde_json::json;

use crate::world::{Agent, Desk, Visitor};

/// A visitor who has handed over a phone number.
async fn with_a_number(desk: &Desk) -> (Visitor, i64) {
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let packet = json!({
        "kefu_handoff": 1, "id": "p1", "requested_at": "2026-11-28T02:00:00Z", "reason": "button",
        "locale": "zh-CN", "within_hours": true, "message": "请回电", "contact": "mei@example.com",
        "profile": {
            "values": [{ "field": "phone", "value": "13900139000" }],
            "consent": { "purposes": ["reply"], "policy_version": "1", "policy_url": "/p", "locale": "zh-CN", "at": "2026-11-28T01:58:00Z" },
        },
    });
    let first =
        json!({ "content": "请回电\n手机 13900139000", "echo_id": "p1", "kefu_handoff": packet });
    visitor.post(&format!("/conversations/{id}/messages"), &first).await;
    (visitor, id)
}

async fn sees(agent: &Agent, id: i64) -> String {
    agent.get(&format!("/conversations/{id}")).await.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_are_covered_for_those_who_do_not_need_them() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let (_visitor, id) = with_a_number(&desk).await;
    let seen = sees(&agent, id).await;
    assert!(!seen.contains("13900139000") && !seen.contains("mei@example.com"), "{seen}");
    assert!(seen.contains("请回电") && seen.contains("\"is_covered\":true"));
    assert!(sees(&owner, id).await.contains("13900139000"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_covered_number_is_shown_for_a_reason_that_stays() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let (_visitor, id) = with_a_number(&desk).await;
    let path = format!("/conversations/{id}/reveal");
    let without = agent.call(Method::POST, &path, Some(&json!({ "reason": "  " }))).await;
    assert_eq!(without.status(), 422);
    let shown = agent.post(&path, &json!({ "reason": "visitor asked to be called" })).await;
    assert_eq!(shown["values"][0], json!({ "field": "phone", "value": "13900139000" }));
    assert_eq!(shown["values"][1]["value"], "mei@example.com");
    let log = owner.get("/audit").await;
    let line = log.as_array().unwrap().iter().find(|line| line["action"] == "reveal").unwrap();
    assert_eq!(line["detail"], "visitor asked to be called");
    assert_eq!(line["actor"], format!("agent {}", agent.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visitor_takes_everything_along_and_has_it_erased() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let (visitor, id) = with_a_number(&desk).await;
    owner.act(id, "claim", &json!({})).await;
    owner.say(id, "马上回电").await;
    let everything = visitor.get("/export").await.to_string();
    for part in ["13900139000", "马上回电", "小陈"] {
        assert!(everything.contains(part), "{part}");
    }
    assert_eq!(visitor.call(Method::DELETE, "", None).await.status(), 204);
    assert_eq!(visitor.call(Method::GET, "", None).await.status(), 404);
    assert_eq!(owner.call(Method::GET, &format!("/conversations/{id}"), None).await.status(), 404);
    let log = owner.get("/audit").await.to_string();
    assert!(log.contains("erase") && log.contains("export"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_no_longer_an_agent_is_out_at_once() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let store = kefu_desk::store::Store::visit(desk.folder.path()).await.unwrap();
    assert!(store.disable_agent("LI@shop.example", 1).await.unwrap());
    assert_eq!(agent.call(Method::GET, "/agents", None).await.status(), 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn canned_replies_are_kept_changed_and_removed() {
    let desk = Desk::open().await;
    let agent = desk.owner().await;
    let put = |content: &str| {
        let body = json!({ "short": "hi", "content": content });
        let agent = &agent;
        async move { agent.call(Method::PUT, "/canned", Some(&body)).await.status() }
    };
    assert_eq!(put("您好").await, 200);
    assert_eq!(put("您好 {{name}}").await, 200);
    assert_eq!(put(" ").await, 422);
    let all = agent.get("/canned").await;
    assert_eq!((all.as_array().unwrap().len(), &all[0]["content"]), (1, &json!("您好 {{name}}")));
    let id = all[0]["id"].as_i64().unwrap();
    assert_eq!(agent.call(Method::DELETE, &format!("/canned/{id}"), None).await.status(), 204);
    assert_eq!(agent.get("/canned").await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_covered_number_reaches_no_console_by_any_way() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let mut socket = agent.listen().await;
    let (visitor, id) = with_a_number(&desk).await;
    let mut heard = String::new();
    let until_listed = socket.until("the conversation", |frame| {
        assert!(!frame.to_string().contains("13900139000"), "{frame}");
        frame["event"] == "conversation" && frame["summary"]["reason"] == "button"
    });
    heard.push_str(&until_listed.await.to_string());
    assert!(heard.contains("请回电"));
    // A second hand-over into the same conversation covers the first one, too.
    let packet = json!({
        "kefu_handoff": 1, "id": "p2", "requested_at": "2026-11-28T03:00:00Z", "reason": "button",
        "locale": "zh-CN", "within_hours": true,
    });
    let again = json!({ "content": "once more", "echo_id": "other", "kefu_handoff": packet });
    visitor.post(&format!("/conversations/{id}/messages"), &again).await;
    let seen = sees(&agent, id).await;
    let listed = agent.get("/conversations?view=all").await.to_string();
    assert!(!seen.contains("13900139000") && !listed.contains("13900139000"), "{seen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_uncovers_for_others_what_is_covered_for_them() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let supervisor = json!({ "email": "s@shop.example", "name": "S", "role": "supervisor" });
    let link = owner.post("/agents", &supervisor).await["link"].as_str().unwrap().to_owned();
    let supervisor = Agent::accept(&desk.base, &link, "").await;
    let accomplice = json!({ "email": "x@shop.example", "name": "X", "sees_sensitive": true });
    let refused = supervisor.call(Method::POST, "/agents", Some(&accomplice)).await;
    assert_eq!(refused.status(), 403);
    assert_eq!(owner.call(Method::POST, "/agents", Some(&accomplice)).await.status(), 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_erased_leaves_the_screens_of_the_agents() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let (visitor, id) = with_a_number(&desk).await;
    let mut socket = owner.listen().await;
    assert_eq!(visitor.call(Method::DELETE, "", None).await.status(), 204);
    let told = socket.until("it is told", |frame| frame["event"] == "erased").await;
    assert_eq!(told["conversation"], id);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_put_out_leaves_nobody_alone() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let (_visitor, id) = with_a_number(&desk).await;
    assert_eq!(agent.act(id, "claim", &json!({})).await, 204);
    let store = kefu_desk::store::Store::visit(desk.folder.path()).await.unwrap();
    store.disable_agent("li@shop.example", 1).await.unwrap();
    assert_eq!(owner.get("/conversations?view=queue").await[0]["id"], id);
}
