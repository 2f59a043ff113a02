//! A conversation from the queue to its end, from both sides.

use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Agent, Desk, Socket, Visitor};

/// A hand-over as the widget sends it.
fn handoff(id: &str, score: u32) -> Value {
    json!({
        "kefu_handoff": 1, "id": id, "requested_at": "2026-11-28T02:00:00Z", "reason": "complaint",
        "why": "客户不满意", "locale": "zh-CN", "within_hours": true, "message": "杯子碎了",
        "contact": "13800138000",
        "priority": { "score": score, "parts": [{ "what": "mood", "points": score }], "waiting_minute": 1, "waiting_most": 20 },
        "transcript": [{ "author": "visitor", "at": "2026-11-28T01:59:00Z", "text": "怎么退货" }],
        "tried": ["return-how"],
        "profile": {
            "values": [{ "field": "phone", "value": "13900139000" }],
            "consent": { "purposes": ["order"], "policy_version": "2026-11", "policy_url": "/privacy.html", "locale": "zh-CN", "at": "2026-11-28T01:58:00Z" },
        },
    })
}

async fn hand_over(visitor: &Visitor, score: u32) -> i64 {
    let id = visitor.begin().await;
    let packet = handoff(&format!("packet {id}"), score);
    let first = json!({ "content": "杯子碎了\n\n手机 13900139000", "echo_id": packet["id"], "kefu_handoff": packet });
    visitor.post(&format!("/conversations/{id}/messages"), &first).await;
    id
}

async fn queue(agent: &Agent) -> Vec<i64> {
    let list = agent.get("/conversations?view=queue").await;
    list.as_array().unwrap().iter().map(|one| one["id"].as_i64().unwrap()).collect()
}

/// A shop with two people at the desk.
async fn shop() -> (Desk, Agent, Agent) {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "小李").await;
    (desk, owner, agent)
}

async fn told(socket: &mut Socket, event: &str) -> Value {
    socket.until(event, |frame| frame["event"] == event).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_most_urgent_goes_first_and_each_hears_where_they_stand() {
    let (desk, owner, agent) = shop().await;
    agent.is("online").await;
    let (calm, angry) = (desk.visitor().await, desk.visitor().await);
    let mut socket = calm.listen().await;
    let first = hand_over(&calm, 10).await;
    let place = socket.event("kefu.queue").await;
    assert_eq!((&place["queue"]["position"], &place["queue"]["online"]), (&json!(1), &json!(1)));
    let second = hand_over(&angry, 60).await;
    let overtaken = socket
        .until("being overtaken", |frame| frame["message"]["data"]["queue"]["position"] == 2)
        .await;
    assert_eq!(overtaken["message"]["data"]["id"], first);
    assert_eq!(queue(&owner).await, [second, first]);

    assert_eq!(agent.post("/next", &json!({})).await, json!(second));
    let moved =
        socket.until("moving up", |frame| frame["message"]["data"]["queue"]["position"] == 1);
    moved.await;
    let shown = calm.get(&format!("/conversations/{first}")).await;
    assert_eq!(shown["kefu_queue"]["position"], 1);
    assert_eq!(
        shown["kefu_queue"].get("expected_wait"),
        None,
        "nothing was measured, nothing is promised"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_told_a_range_once_it_was_measured() {
    let (desk, _owner, agent) = shop().await;
    for _ in 0..5 {
        let visitor = desk.visitor().await;
        let id = hand_over(&visitor, 0).await;
        assert_eq!(agent.act(id, "claim", &json!({})).await, 204);
    }
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    let shown = visitor.get(&format!("/conversations/{id}")).await;
    let wait = &shown["kefu_queue"]["expected_wait"];
    let (from, to) = (wait["from"].as_u64().unwrap(), wait["to"].as_u64().unwrap());
    assert!(from <= to && to >= 1, "{wait}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_conversation_is_taken_once_however_many_want_it() {
    let (desk, owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    let nothing = json!({});
    let (one, other) =
        tokio::join!(owner.act(id, "claim", &nothing), agent.act(id, "claim", &nothing));
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [204, 409]);
    let (winner, loser) = if one == 204 { (&owner, &agent) } else { (&agent, &owner) };
    assert_eq!(winner.act(id, "claim", &nothing).await, 204, "it is theirs already");
    assert_eq!(loser.say(id, "hello").await, 409);
    assert_eq!(winner.say(id, "您好，我来看看").await, 200);
    assert_eq!(visitor.reads(id).await.last().unwrap(), "您好，我来看看");
}

#[tokio::test(flavor = "multi_thread")]
async fn both_sides_hear_what_the_other_writes_types_and_reads() {
    let (desk, _owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let (mut ours, mut theirs) = (visitor.listen().await, agent.listen().await);
    let id = hand_over(&visitor, 0).await;
    assert_eq!(told(&mut theirs, "message").await["message"]["conversation_id"], id);
    agent.act(id, "claim", &json!({})).await;
    let joined = ours.event("kefu.agent").await;
    assert_eq!(
        (&joined["agent"]["name"], &joined["agent"]["kefu_title"]),
        (&json!("小李"), &json!("客服"))
    );

    agent.act(id, "typing/on", &json!({})).await;
    assert_eq!(ours.event("conversation.typing_on").await["conversation"]["id"], id);
    agent.say(id, "请稍等").await;
    let message =
        ours.until("the answer", |frame| frame["message"]["data"]["message_type"] == 1).await;
    assert_eq!(message["message"]["data"]["sender"]["name"], "小李");

    let typing = json!({ "typing_status": "on" });
    visitor.call(Method::POST, &format!("/conversations/{id}/toggle_typing"), Some(&typing)).await;
    assert_eq!(told(&mut theirs, "typing").await["conversation"], id);
    visitor.call(Method::POST, &format!("/conversations/{id}/update_last_seen"), None).await;
    assert_eq!(told(&mut theirs, "seen").await["conversation"], id);
    agent.act(id, "seen", &json!({})).await;
    let seen = ours.event("conversation.updated").await;
    assert!(seen["agent_last_seen_at"].as_i64().unwrap() > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_among_agents_never_reaches_the_visitor() {
    let (desk, owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    let mut socket = visitor.listen().await;
    let note = json!({ "content": "老客户，注意语气", "is_note": true, "echo_id": "n1" });
    assert_eq!(owner.act(id, "messages", &note).await, 200);
    agent.act(id, "claim", &json!({})).await;
    agent.say(id, "您好").await;
    let heard = socket.until("the answer", |frame| {
        assert!(!frame.to_string().contains("语气"), "{frame}");
        frame["message"]["data"]["message_type"] == 1
    });
    heard.await;
    assert!(visitor.reads(id).await.iter().all(|words| !words.contains("语气")));
    let everything = visitor.get("/export").await.to_string();
    assert!(!everything.contains("语气"));
    let details = agent.get(&format!("/conversations/{id}")).await;
    assert!(details["messages"].to_string().contains("语气"));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_from_agent_to_agent_and_the_visitor_is_told() {
    let (desk, owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    owner.act(id, "claim", &json!({})).await;
    let mut socket = visitor.listen().await;
    assert_eq!(owner.act(id, "assign", &json!({ "agent": agent.id })).await, 204);
    assert_eq!(socket.event("kefu.agent").await["agent"]["name"], "小李");
    let details = agent.get(&format!("/conversations/{id}")).await;
    assert_eq!(details["handoff"]["transcript"][0]["text"], "怎么退货", "the next one reads all");
    assert!(visitor.reads(id).await.last().unwrap().contains("小李"));
    assert_eq!(owner.act(id, "assign", &json!({ "agent": null })).await, 204);
    assert_eq!(queue(&agent).await, [id]);
    assert_eq!(owner.act(id, "assign", &json!({ "agent": 999 })).await, 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_ends_with_a_question_and_begins_again_with_a_word() {
    let (desk, _owner, agent) = shop().await;
    agent.is("online").await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    agent.act(id, "claim", &json!({})).await;
    agent.say(id, "好了").await;
    let mut socket = visitor.listen().await;
    assert_eq!(agent.act(id, "resolve", &json!({})).await, 204);
    // The question comes before the end, since whoever hears of the end may listen no longer.
    let survey = socket
        .until("the survey", |frame| {
            assert_ne!(frame["message"]["event"], "conversation.status_changed");
            frame["message"]["data"]["content_type"] == "input_csat"
        })
        .await;
    assert_eq!(socket.event("conversation.status_changed").await["status"], "resolved");
    let survey = survey["message"]["data"]["id"].as_i64().unwrap();
    let path = format!("/conversations/{id}/messages/{survey}");
    for (rating, status) in [(0, 422), (6, 422), (4, 200)] {
        let change =
            json!({ "csat_survey_response": { "rating": rating, "feedback_message": "很快" } });
        let answer = visitor.call(Method::PATCH, &path, Some(&change)).await;
        assert_eq!(answer.status(), status, "{rating}");
    }
    let list = agent.get("/conversations?view=all").await;
    assert_eq!((&list[0]["rating"], &list[0]["status"]), (&json!(4), &json!("resolved")));

    visitor.say(id, "还有一个问题").await;
    let list = agent.get("/conversations?view=mine").await;
    assert_eq!(list[0]["id"], id, "who is still there goes on with it");
    assert_eq!((&list[0]["status"], &list[0]["unread"]), (&json!("open"), &json!(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn with_nobody_there_a_message_waits_and_the_answer_is_found_on_return() {
    let (desk, _owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    let shown = visitor.get(&format!("/conversations/{id}")).await;
    assert_eq!(shown["kefu_queue"]["online"], 0, "nobody is promised");
    agent.is("online").await;
    agent.act(id, "claim", &json!({})).await;
    agent.say(id, "昨晚没人，抱歉。已经给您补发。").await;
    let back = visitor.get(&format!("/conversations/{id}")).await;
    let last = back["messages"].as_array().unwrap().last().unwrap();
    assert_eq!(last["content"], "昨晚没人，抱歉。已经给您补发。");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_when_nobody_has_them_any_more_is_told_so() {
    let (desk, _owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 30).await;
    agent.act(id, "claim", &json!({})).await;
    agent.act(id, "resolve", &json!({})).await;
    let mut socket = visitor.listen().await;
    visitor.say(id, "还有").await;
    assert_eq!(socket.event("kefu.agent").await["agent"], Value::Null);
    assert_eq!(socket.event("kefu.queue").await["queue"]["position"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_the_queue_makes_room() {
    let (desk, owner, _agent) = shop().await;
    let (one, other) = (desk.visitor().await, desk.visitor().await);
    let first = hand_over(&one, 0).await;
    let second = hand_over(&other, 0).await;
    assert_eq!(queue(&owner).await, [first, second]);
    one.post(&format!("/conversations/{first}/toggle_status"), &json!({})).await;
    assert_eq!(queue(&owner).await, [second]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_message_sent_again_is_the_same_message() {
    let (desk, _owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    let message = json!({ "content": "在吗", "echo_id": "row 7" });
    let path = format!("/conversations/{id}/messages");
    let first = visitor.post(&path, &message).await;
    let again = visitor.post(&path, &message).await;
    assert_eq!(first["id"], again["id"]);
    assert_eq!(visitor.reads(id).await.iter().filter(|words| *words == "在吗").count(), 1);
    agent.act(id, "claim", &json!({})).await;
    let reply = json!({ "content": "在的", "echo_id": "a1" });
    for _ in 0..2 {
        assert_eq!(agent.act(id, "messages", &reply).await, 200);
    }
    assert_eq!(visitor.reads(id).await.iter().filter(|words| *words == "在的").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_count_what_happened() {
    let (desk, owner, agent) = shop().await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    hand_over(&desk.visitor().await, 0).await;
    agent.act(id, "claim", &json!({})).await;
    agent.say(id, "您好").await;
    agent.act(id, "resolve", &json!({})).await;
    let figures = owner.get("/figures").await;
    assert_eq!(
        (&figures["today"], &figures["resolved"], &figures["waiting"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(figures["reasons"], json!([["complaint", 2]]));
    assert!(
        figures["first_reply_seconds"].is_number() && figures["resolution_seconds"].is_number()
    );
    assert_eq!(figures["by_hour"].as_array().unwrap().last().unwrap(), &json!(2));
    let days = figures["by_day"].as_array().unwrap();
    let in_all: u64 = days.iter().map(|day| day["conversations"].as_u64().unwrap()).sum();
    assert_eq!(in_all, 2, "on one day, or on two around midnight");
    let table = owner.call(Method::GET, "/figures.csv", None).await;
    assert_eq!(table.headers()["content-type"], "text/csv; charset=utf-8");
    let table = table.text().await.unwrap();
    assert_eq!(table.lines().count(), 1 + days.len(), "{table}");
    assert!(
        table.lines().nth(1).unwrap().starts_with(days[0]["date"].as_str().unwrap()),
        "{table}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_tell_how_often_no_person_was_needed_and_how_often_once_was_enough() {
    let (desk, owner, agent) = shop().await;
    let figures = async || {
        let figures = owner.get("/figures").await;
        let days = figures["by_day"].as_array().unwrap();
        let number = |from: &Value, name: &str| from[name].as_u64().unwrap();
        for name in ["chats", "handed_over", "first_contact"] {
            let of_days: u64 = days.iter().map(|day| number(day, name)).sum();
            assert_eq!(number(&figures, name), of_days, "{name}, by the days");
        }
        ["chats", "handed_over", "ended", "first_contact"].map(|name| number(&figures, name))
    };
    let inbox = format!("{}/public/api/v1/inboxes/{}", desk.base, desk.inbox);
    for query in ["", "?kefu_chat=1", "?kefu_chat=1", "?kefu_chat=1", "?kefu_chat=0"] {
        reqwest::get(format!("{inbox}{query}")).await.unwrap();
    }
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    assert_eq!(figures().await, [3, 1, 0, 0]);
    agent.act(id, "claim", &json!({})).await;
    agent.act(id, "resolve", &json!({})).await;
    assert_eq!(figures().await, [3, 1, 1, 1]);
    visitor.say(id, "还是碎的").await;
    agent.act(id, "claim", &json!({})).await;
    agent.act(id, "resolve", &json!({})).await;
    assert_eq!(figures().await, [3, 1, 1, 0], "once was not enough");

    agent.say(id, "您再试试").await;
    agent.act(id, "resolve", &json!({})).await;
    assert_eq!(figures().await, [3, 1, 1, 0]);

    let other = desk.visitor().await;
    for number in 0..2 {
        let id = hand_over(&other, number).await;
        agent.act(id, "claim", &json!({})).await;
        agent.act(id, "resolve", &json!({})).await;
    }
    assert_eq!(figures().await, [3, 3, 3, 1], "whoever comes again had not been helped");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_rests_comes_back_with_a_word_of_the_visitor() {
    let (desk, _owner, agent) = shop().await;
    agent.is("online").await;
    let visitor = desk.visitor().await;
    let id = hand_over(&visitor, 0).await;
    agent.act(id, "claim", &json!({})).await;
    assert_eq!(agent.act(id, "snooze", &json!({ "minutes": 60 })).await, 204);
    assert_eq!(agent.get("/conversations?view=mine").await[0]["status"], "snoozed");
    visitor.say(id, "我找到照片了").await;
    assert_eq!(agent.get("/conversations?view=mine").await[0]["status"], "open");
}
