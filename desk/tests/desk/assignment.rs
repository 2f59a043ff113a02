//! A desk that gives out who waits: to those who are there, the least busy first.

use serde_json::{Value, json};

use crate::world::{Agent, Desk, Visitor};

async fn desk() -> (Desk, Agent) {
    let desk = Desk::open_with(|mut options| {
        options.gives_out = true;
        options
    })
    .await;
    let owner = desk.owner().await;
    (desk, owner)
}

async fn agent(desk: &Desk, owner: &Agent, name: &str, department: &str, room: u32) -> Agent {
    let new = json!({
        "email": format!("{name}@shop.example"), "name": name, "department": department, "room": room,
    });
    let invited = owner.post("/agents", &new).await;
    Agent::accept(&desk.base, invited["link"].as_str().unwrap(), "").await
}

async fn hand_over(desk: &Desk, department: &str, score: u32) -> (Visitor, i64) {
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let packet = json!({
        "kefu_handoff": 1, "id": format!("h{id}"), "requested_at": "2026-11-28T02:00:00Z", "reason": "button",
        "locale": "zh-CN", "within_hours": true, "department": department,
        "priority": { "score": score, "parts": [], "waiting_minute": 0, "waiting_most": 0 },
    });
    let said = json!({ "content": "你好", "echo_id": "e", "kefu_handoff": packet });
    visitor.post(&format!("/conversations/{id}/messages"), &said).await;
    (visitor, id)
}

/// Who has a conversation.
async fn has(owner: &Agent, id: i64) -> Option<i64> {
    let details: Value = owner.get(&format!("/conversations/{id}")).await;
    details["summary"]["assignee"].as_i64()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_least_to_do_gets_the_next() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 5).await;
    let wang = agent(&desk, &owner, "wang", "", 5).await;
    li.is("online").await;
    wang.is("online").await;
    let mut given = Vec::new();
    for _ in 0..4 {
        let (_, id) = hand_over(&desk, "", 0).await;
        given.push(has(&owner, id).await.unwrap());
    }
    assert_eq!(given, [li.id, wang.id, li.id, wang.id]);
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_gets_more_than_they_have_room_for_and_the_most_urgent_goes_first() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 1).await;
    li.is("online").await;
    let (_, first) = hand_over(&desk, "", 0).await;
    let (_, calm) = hand_over(&desk, "", 10).await;
    let (_, angry) = hand_over(&desk, "", 70).await;
    assert_eq!((has(&owner, calm).await, has(&owner, angry).await), (None, None));
    assert_eq!(li.act(first, "resolve", &json!({})).await, 204);
    assert_eq!((has(&owner, calm).await, has(&owner, angry).await), (None, Some(li.id)));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_online_gets_those_who_wait_and_who_is_busy_gets_nobody() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 5).await;
    let (visitor, id) = hand_over(&desk, "", 0).await;
    assert_eq!(has(&owner, id).await, None);
    li.is("busy").await;
    assert_eq!(has(&owner, id).await, None);
    let mut socket = visitor.listen().await;
    li.is("online").await;
    assert_eq!(has(&owner, id).await, Some(li.id));
    let joined = socket.event("kefu.agent").await;
    assert_eq!(joined["agent"]["name"], "li");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_department_gets_its_own_and_one_without_people_is_answered_by_anybody() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 5).await;
    let care = agent(&desk, &owner, "care", "Care", 1).await;
    li.is("online").await;
    care.is("online").await;
    let (_, own) = hand_over(&desk, "care", 0).await;
    assert_eq!(has(&owner, own).await, Some(care.id));
    let (_, waits) = hand_over(&desk, "care", 0).await;
    assert_eq!(has(&owner, waits).await, None, "its people have no room, and are there");
    let (_, other) = hand_over(&desk, "press", 0).await;
    assert_eq!(has(&owner, other).await, Some(li.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_back_goes_to_somebody_else_or_waits() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 5).await;
    li.is("online").await;
    let (_, id) = hand_over(&desk, "", 0).await;
    assert_eq!(li.act(id, "assign", &json!({ "agent": null })).await, 204);
    assert_eq!(has(&owner, id).await, None, "not to the one who put it back");
    let wang = agent(&desk, &owner, "wang", "", 5).await;
    wang.is("online").await;
    assert_eq!(has(&owner, id).await, Some(wang.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_without_a_word_is_given_to_nobody_yet() {
    let (desk, owner) = desk().await;
    let li = agent(&desk, &owner, "li", "", 5).await;
    li.is("online").await;
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    assert_eq!(has(&owner, id).await, None);
    visitor.say(id, "在吗").await;
    assert_eq!(has(&owner, id).await, Some(li.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desk_that_is_not_told_to_gives_out_nothing() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    owner.is("online").await;
    let (_, id) = hand_over(&desk, "", 0).await;
    assert_eq!(has(&owner, id).await, None);
}
