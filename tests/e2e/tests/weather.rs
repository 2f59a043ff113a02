//! Talking with people over a network, and with a desk, that do not do as they should.

use std::time::Duration;

use kefu_e2e::Visit;
use kefu_e2e::live::LiveShop;

use crate::live::{handed_over, reads, takes, writes};

/// Everything that the visitor wrote has arrived.
const ALL_ARRIVED: &str = "rows().filter((row) => row.author === 'visitor' && row.delivery)
    .every((row) => row.delivery === 'sent' || row.delivery === 'seen')";

/// A visitor and the agent who has taken their conversation.
async fn talking(shop: &LiveShop) -> (Visit, Visit) {
    let li = shop.agent("小李").await;
    let visitor = handed_over(shop).await;
    takes(&li).await;
    visitor.hears("system", "小李 来为您服务了").await;
    (visitor, li)
}

/// The agent sees that the visitor said just this, last and in this order.
async fn heard_last(li: &Visit, words: &[&str]) {
    li.be_patient();
    reads(li, words[words.len() - 1]).await;
    let said =
        "[...document.querySelectorAll('[data-side=visitor] .said')].map((one) => one.innerText)";
    let said: Vec<String> = li.value(said).await;
    assert_eq!(said[said.len() - words.len()..], *words);
    for one in words {
        assert_eq!(said.iter().filter(|other| other == one).count(), 1, "{one}");
    }
}

#[tokio::test]
async fn half_a_minute_in_which_the_network_swallows_everything_loses_and_doubles_nothing() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    visitor.be_patient();
    visitor.swallow_everything(true);
    visitor.run("window.swallowedAt = performance.now();").await;
    visitor.ask("第一句").await;
    visitor.ask("第二句").await;
    visitor.find("paragraph", "连接断了，正在重连。您写的话会保留，连上就发出。").await;
    writes(&li, "还在吗？").await;
    visitor.until("half a minute is over", "performance.now() - window.swallowedAt > 30000").await;
    visitor.swallow_everything(false);
    visitor
        .until(
            "both arrived",
            "rows().filter((row) => row.author === 'visitor').slice(-2).every((row) => row.delivery !== 'sending')",
        )
        .await;
    visitor.hears("agent", "还在吗？").await;
    li.be_patient();
    reads(&li, "第二句").await;
    let said = "[...document.querySelectorAll('[data-side=visitor] .said')].map((one) => one.innerText).slice(-2)";
    assert_eq!(li.value::<Vec<String>>(said).await, ["第一句", "第二句"]);
    let heard = visitor.rows().await.into_iter().filter(|row| row.author == "agent").count();
    assert_eq!(heard, 1, "what was fetched and what was told is one");
}

#[tokio::test]
async fn where_every_fifth_request_is_lost_nothing_else_is() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    visitor.be_patient();
    visitor.lose_every(5);
    let words: Vec<String> = (1..=10).map(|number| format!("第{number}句话")).collect();
    for one in &words {
        visitor.ask(one).await;
    }
    visitor.until("all of it arrived", ALL_ARRIVED).await;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    heard_last(&li, &words).await;
    writes(&li, "都收到了").await;
    visitor.hears("agent", "都收到了").await;
    assert!(visitor.lost() > 1, "the network was bad");
}

#[tokio::test]
async fn a_network_that_wants_a_sign_in_first_keeps_no_message() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    visitor.be_patient();
    let tried = visitor.requests().len();
    visitor.want_sign_in(true);
    visitor.ask("在吗").await;
    visitor.tried_since(tried, "POST", "/messages").await;
    visitor.want_sign_in(false);
    visitor.until("it arrived", ALL_ARRIVED).await;
    heard_last(&li, &["在吗"]).await;
}

#[tokio::test]
async fn a_desk_that_takes_a_message_and_answers_500_has_it_once() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    visitor.be_patient();
    visitor.spoil_messages(3);
    for words in ["第一句", "第二句", "第三句"] {
        visitor.ask(words).await;
    }
    heard_last(&li, &["第一句", "第二句", "第三句"]).await;
    visitor.until("all arrived", ALL_ARRIVED).await;
    assert_eq!(visitor.messages_to_spoil(), 0, "each was answered with an error");
    heard_last(&li, &["第一句", "第二句", "第三句"]).await;
}

#[tokio::test]
async fn answers_that_take_longer_than_anybody_waits_double_nothing() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    visitor.be_patient();
    visitor.delay_answers(Duration::from_secs(8));
    visitor.ask("慢一点").await;
    reads(&li, "慢一点").await;
    visitor.run("window.askedAt = performance.now();").await;
    visitor.until("it was tried again", "performance.now() - window.askedAt > 9000").await;
    visitor.delay_answers(Duration::ZERO);
    visitor.until("it arrived", ALL_ARRIVED).await;
    writes(&li, "不急").await;
    visitor.hears("agent", "不急").await;
    heard_last(&li, &["慢一点"]).await;
}

#[tokio::test]
async fn a_page_that_sleeps_lets_go_and_has_everything_when_it_wakes() {
    let shop = LiveShop::open().await;
    let (visitor, li) = talking(&shop).await;
    let listeners = |count: u32| {
        format!(
            "(() => {{
                const request = new XMLHttpRequest();
                request.open('GET', '/metrics', false);
                request.send();
                return request.responseText.includes('kefu_desk_listeners {count}\\n');
            }})()"
        )
    };
    li.until("the visitor listens", &listeners(1)).await;
    let is = |state: &'static str| {
        visitor.devtools("Page.setWebLifecycleState", kefu_e2e::json!({ "state": state }))
    };
    is("frozen").await;
    li.until("the visitor sleeps", &listeners(0)).await;
    writes(&li, "您睡着了吗？").await;
    is("active").await;
    visitor.be_patient();
    visitor.hears("agent", "您睡着了吗？").await;
    li.until("the visitor listens again", &listeners(1)).await;
    visitor.ask("醒了").await;
    visitor.until("it arrived", ALL_ARRIVED).await;
    heard_last(&li, &["醒了"]).await;
}
