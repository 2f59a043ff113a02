//! A question that visitors asked in vain becomes an entry, and the next visitor is answered.

use reqwest::{Client, Method, StatusCode};
use serde_json::{Value, json};

use crate::world::{Agent, Desk, Folder};

const PACK: &str = r#"{
    "kefu": 1,
    "brand": { "name": "山野" },
    "locales": ["zh-CN", "en"],
    "faq": [
        { "id": "shipping", "question": { "zh-CN": "运费怎么算？", "en": "How much is shipping?" },
          "answer": { "zh-CN": "满 99 元包邮。", "en": "Free from 99 yuan on." }, "keywords": ["运费", "shipping"] },
        { "id": "refund", "question": { "zh-CN": "怎么退货？", "en": "How do I return something?" },
          "answer": { "zh-CN": "七天内都可以退。", "en": "Within seven days." }, "buttons": [{ "human": true }] }
    ]
}"#;

/// A desk in front of a site with a pack.
async fn desk_with_pack(site: &Folder) -> Desk {
    std::fs::write(site.path().join("shop.kefu.json"), PACK).unwrap();
    let path = site.path().to_owned();
    Desk::open_with(|mut options| {
        options.site = Some(path);
        options.pack = Some("/shop.kefu.json".to_owned());
        options
    })
    .await
}

/// A visitor asks something in vain, and then for a person.
async fn asked_in_vain(desk: &Desk, question: &str) -> (crate::world::Visitor, i64) {
    let visitor = desk.visitor().await;
    let id = visitor.begin().await;
    let at = "2026-11-20T02:00:00.000Z";
    let handoff = json!({
        "kefu_handoff": 1, "id": "h", "requested_at": at, "reason": "unanswered", "locale": "zh-CN",
        "within_hours": true, "transcript": [
            { "author": "bot", "at": at, "text": "您好" },
            { "author": "visitor", "at": at, "text": "运费怎么算" },
            { "author": "bot", "at": at, "text": "您是想问这些吗？", "missed": true },
            { "author": "visitor", "at": at, "text": "运费怎么算？" },
            { "author": "bot", "at": at, "text": "满 99 元包邮。", "entry": "shipping" },
            { "author": "visitor", "at": at, "text": question },
            { "author": "bot", "at": at, "text": "不太明白", "missed": true },
        ]
    });
    let said = json!({ "content": "转人工", "echo_id": "h", "kefu_handoff": handoff });
    visitor.post(&format!("/conversations/{id}/messages"), &said).await;
    (visitor, id)
}

async fn published(desk: &Desk) -> Value {
    reqwest::get(format!("{}/shop.kefu.json", desk.base)).await.unwrap().json().await.unwrap()
}

async fn tried(agent: &Agent, question: &str, draft: Option<&Value>) -> Value {
    let asked = json!({ "question": question, "locale": "zh-CN", "draft": draft });
    agent.post("/knowledge/try", &asked).await
}

fn gift_wrap() -> Value {
    json!({
        "question": { "zh-CN": "可以包装成礼物吗？", "en": "Can you wrap it as a gift?" },
        "answer": { "zh-CN": "可以，结算时勾选礼品包装。", "en": "Yes, tick it at the checkout." },
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_asked_in_vain_becomes_an_entry_in_one_go() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    asked_in_vain(&desk, "能包装成礼物吗").await;
    asked_in_vain(&desk, "能包装成礼物吗？").await;
    let (visitor, id) = asked_in_vain(&desk, "门店几点关门").await;
    let once_more = json!({ "content": "转人工", "echo_id": "h2", "kefu_handoff": {
        "kefu_handoff": 1, "id": "h2", "requested_at": "2026-11-20T02:01:00.000Z", "reason": "button", "locale": "zh-CN",
        "within_hours": true, "transcript": [
            { "author": "visitor", "at": "2026-11-20T02:00:00.000Z", "text": "门店几点关门" },
            { "author": "bot", "at": "2026-11-20T02:00:00.000Z", "text": "不太明白", "missed": true },
        ]
    } });
    visitor.post(&format!("/conversations/{id}/messages"), &once_more).await;
    let knowledge = owner.get("/knowledge").await;
    assert_eq!(
        (&knowledge["version"], &knowledge["locales"]),
        (&json!(1), &json!(["zh-CN", "en"]))
    );
    let unanswered = knowledge["unanswered"].as_array().unwrap();
    let told: Vec<_> = unanswered.iter().map(|one| (&one["question"], &one["count"])).collect();
    assert_eq!(
        told,
        [(&json!("能包装成礼物吗？"), &json!(2)), (&json!("门店几点关门"), &json!(1))],
        "the most frequent first, and what was answered not at all"
    );

    let before = tried(&owner, "能包装成礼物吗", None).await;
    assert_eq!(before["is_answer"], false, "{before}");
    let draft = gift_wrap();
    let with_it = tried(&owner, "能包装成礼物吗", Some(&draft)).await;
    assert_eq!(with_it["is_answer"], true, "{with_it}");
    assert_eq!(with_it["entries"][0]["answer"], "可以，结算时勾选礼品包装。");
    assert_eq!(with_it["entries"][0]["id"], "", "it is the draft");
    assert_eq!(
        published(&desk).await["faq"].as_array().unwrap().len(),
        2,
        "nothing is published yet"
    );

    let publish = json!({ "base": 1, "draft": draft, "settles": unanswered[0]["id"] });
    assert_eq!(owner.post("/knowledge/publish", &publish).await, 2);
    let pack = published(&desk).await;
    assert_eq!(pack["faq"][2]["id"], "desk-2");
    assert_eq!(pack["faq"][2]["answer"]["en"], "Yes, tick it at the checkout.");
    let after = tried(&owner, "能包装成礼物吗", None).await;
    assert_eq!((&after["is_answer"], &after["entries"][0]["id"]), (&json!(true), &json!("desk-2")));
    let knowledge = owner.get("/knowledge").await;
    assert_eq!(knowledge["unanswered"].as_array().unwrap().len(), 1, "it waits no more");
    assert_eq!(knowledge["versions"][0]["author"], "王姐");
    assert_eq!(knowledge["versions"][0]["note"], "可以包装成礼物吗？");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_is_there_gets_other_words_and_keeps_the_rest() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    let mut draft = owner.get("/knowledge/entries/refund").await;
    assert_eq!(draft["answer"]["zh-CN"], "七天内都可以退。");
    draft["answer"] = json!({ "zh-CN": "十五天内都可以退。", "en": "Within fifteen days." });
    owner.post("/knowledge/publish", &json!({ "base": 1, "draft": draft })).await;
    let entry = &published(&desk).await["faq"][1];
    assert_eq!(
        (&entry["id"], &entry["answer"]["en"]),
        (&json!("refund"), &json!("Within fifteen days."))
    );
    assert_eq!(entry["buttons"], json!([{ "human": true }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_published_can_be_undone_and_survives_a_restart() {
    let site = Folder::new();
    let mut desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    let publish = json!({ "base": 1, "draft": gift_wrap() });
    owner.post("/knowledge/publish", &publish).await;
    assert_eq!(owner.post("/knowledge/restore/1", &json!({})).await, 3);
    assert_eq!(published(&desk).await, serde_json::from_str::<Value>(PACK).unwrap());
    assert_eq!(owner.post("/knowledge/restore/2", &json!({})).await, 4);

    let path = site.path().to_owned();
    desk.running.take().unwrap().stop().await;
    let mut options = crate::world::options(desk.folder.path());
    (options.site, options.pack) = (Some(path), Some("/shop.kefu.json".to_owned()));
    let running = kefu_desk::serve(options.clone()).await.unwrap();
    desk.base = format!("http://{}", running.address);
    desk.running = Some(running);
    assert_eq!(
        published(&desk).await["faq"][2]["id"],
        "desk-2",
        "the site's old file changes nothing"
    );

    std::fs::write(site.path().join("shop.kefu.json"), PACK.replace("99", "199")).unwrap();
    desk.running.take().unwrap().stop().await;
    let running = kefu_desk::serve(options).await.unwrap();
    desk.base = format!("http://{}", running.address);
    desk.running = Some(running);
    let pack = published(&desk).await.to_string();
    assert!(pack.contains("199") && !pack.contains("desk-2"), "what the site brings anew is taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_publish_at_once_one_is_told_to_look_again() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    let publish = json!({ "base": 1, "draft": gift_wrap() });
    let call = || owner.call(Method::POST, "/knowledge/publish", Some(&publish));
    let (one, other) = tokio::join!(call(), call());
    let mut statuses = [one.status().as_u16(), other.status().as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(published(&desk).await["faq"].as_array().unwrap().len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_entry_is_refused_and_who_may_not_publish_may_try() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    let agent = desk.agent(&owner, "li").await;
    let empty = json!({ "question": { "zh-CN": " " }, "answer": { "zh-CN": "x" } });
    let long = json!({ "question": { "zh-CN": "x" }, "answer": { "zh-CN": "字".repeat(5_001) } });
    let foreign =
        json!({ "entry": "nothing", "question": { "zh-CN": "x" }, "answer": { "zh-CN": "y" } });
    for draft in [empty, long, foreign] {
        let publish = json!({ "base": 1, "draft": draft });
        let answer = owner.call(Method::POST, "/knowledge/publish", Some(&publish)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{draft}");
    }
    let publish = json!({ "base": 1, "draft": gift_wrap() });
    let answer = agent.call(Method::POST, "/knowledge/publish", Some(&publish)).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    let answer = agent.call(Method::POST, "/knowledge/restore/1", Some(&json!({}))).await;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    assert_eq!(tried(&agent, "运费怎么算", None).await["entries"][0]["id"], "shipping");
    let none = owner.call(Method::POST, "/knowledge/restore/99", Some(&json!({}))).await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    assert_eq!(owner.get("/knowledge").await["version"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_goes_with_its_conversation_and_can_be_put_aside() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let owner = desk.owner().await;
    let (visitor, _) = asked_in_vain(&desk, "你们老板的电话是多少").await;
    asked_in_vain(&desk, "门店几点关门").await;
    visitor.call(Method::DELETE, "", None).await;
    let left = owner.get("/knowledge").await;
    assert_eq!(left["unanswered"].as_array().unwrap().len(), 1);
    let id = left["unanswered"][0]["id"].as_i64().unwrap();
    let path = format!("/knowledge/unanswered/{id}");
    let settled = owner.call(Method::DELETE, &path, None).await;
    assert_eq!(settled.status(), StatusCode::NO_CONTENT);
    assert_eq!(owner.get("/knowledge").await["unanswered"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_has_the_pack_is_not_sent_it_again() {
    let site = Folder::new();
    let desk = desk_with_pack(&site).await;
    let url = format!("{}/shop.kefu.json", desk.base);
    let first = reqwest::get(&url).await.unwrap();
    let tag = first.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(first.headers()["cache-control"], "no-cache");
    let again = Client::new().get(&url).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    let owner = desk.owner().await;
    owner.post("/knowledge/publish", &json!({ "base": 1, "draft": gift_wrap() })).await;
    let newer = Client::new().get(&url).header("if-none-match", &tag).send().await.unwrap();
    assert_eq!(newer.status(), StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pack_that_is_compiled_is_served_as_it_is() {
    let site = Folder::new();
    let compiled = [b"kefu\n{}\0".as_slice(), &[0xff, 0xfe]].concat();
    std::fs::write(site.path().join("shop.kefu.json"), &compiled).unwrap();
    let path = site.path().to_owned();
    let desk = Desk::open_with(|mut options| {
        (options.site, options.pack) = (Some(path), Some("/shop.kefu.json".to_owned()));
        options
    })
    .await;
    let served = reqwest::get(format!("{}/shop.kefu.json", desk.base)).await.unwrap();
    assert_eq!(served.bytes().await.unwrap(), compiled);
    assert_eq!(desk.owner().await.get("/knowledge").await["version"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_pack_there_is_nothing_to_know() {
    let desk = Desk::open().await;
    let owner = desk.owner().await;
    assert_eq!(owner.get("/knowledge").await["version"], 0);
    let asked = json!({ "question": "x", "locale": "en" });
    let answer = owner.call(Method::POST, "/knowledge/try", Some(&asked)).await;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}
