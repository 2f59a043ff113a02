//! What is kept of a conversation: across reloads, across tabs, long ones and damaged ones.

use kefu_e2e::{Shop, Visit};

/// Turns one question and its answer into `pairs` of them, in whatever format they are kept.
const MULTIPLY: &str = "
    const kept = Object.keys(localStorage).filter((key) => key.startsWith('kefu:row:')).sort();
    const pair = kept.slice(-2).map((key) => [key, JSON.parse(localStorage.getItem(key))]);
    for (let number = 0; number < arguments[0]; number++) pair.forEach(([key, row], side) => {
        const at = Math.trunc(row.at) - 2 * (arguments[0] - number) * 1000 + side - 60000;
        const id = String(at).padStart(14, '0') + '-' + key.split('-').slice(1).join('-').slice(0, -6) + String(number).padStart(6, '0');
        const text = JSON.stringify({ ...row, at }).replaceAll('运费怎么算', '第 ' + number + ' 问');
        localStorage.setItem('kefu:row:' + id, text);
    });
    return Object.keys(localStorage).filter((key) => key.startsWith('kefu:row:')).length;";

/// The conversation, which scrolls.
const LOG: &str = "root().querySelector('[role=log]')";

/// Whether its end is in view.
const AT_THE_END: &str = "((log) => log.scrollHeight - log.scrollTop - log.clientHeight < 4)(root().querySelector('[role=log]'))";

#[tokio::test]
async fn a_reload_keeps_the_conversation_and_what_was_being_typed() {
    let visit = talking().await;
    visit.press("写了一半").await;
    visit.until("it is in the box", "focused().value === '写了一半'").await;
    let before = visit.rows().await;
    visit.reload().await;
    visit.open_chat().await;
    visit.shows(&before).await;
    visit
        .until("the draft is back", "all('textbox', '请输入您的问题')[0].value === '写了一半'")
        .await;
    visit.fill("请输入您的问题", "").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
}

#[tokio::test]
async fn two_tabs_show_the_same_conversation() {
    let visit = talking().await;
    let (first, second) = visit.open_tab("/").await;
    visit.open_chat().await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    let there = visit.rows().await;
    visit.turn_to(&first).await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    visit.shows(&there).await;
    visit.ask("怎么联系你们").await;
    visit.hears("bot", "400-000-0000").await;
    let here = visit.rows().await;
    visit.turn_to(&second).await;
    visit.hears("bot", "400-000-0000").await;
    visit.shows(&here).await;
}

#[tokio::test]
async fn what_one_tab_erases_is_gone_in_the_other() {
    let visit = talking().await;
    let (first, _) = visit.open_tab("/").await;
    visit.run("localStorage.clear();").await;
    visit.turn_to(&first).await;
    visit
        .until("the conversation is gone", "rows().every((row) => row.author !== 'visitor')")
        .await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
}

#[tokio::test]
async fn damaged_and_later_records_are_set_aside() {
    let visit = talking().await;
    let key = "'kefu:row:99999999999990-x'";
    visit
        .run(&format!(
            "localStorage.setItem({key}, '{{{{{{');
             localStorage.setItem('kefu:row:99999999999991-y', '{{\"at\": 99999999999991, \"body\": {{\"hologram\": 7}}}}');
             localStorage.setItem('kefu:row:nonsense', 'null');
             localStorage.setItem('kefu:state', '[1, 2');
             localStorage.setItem('kefu:profile', '{{\"version\": 12}}');
             localStorage.setItem('kefu:packet', '7');"
        ))
        .await;
    visit.console_errors().await;
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    assert_eq!(visit.console_errors().await, [""; 0]);
    let left: String = visit.value(&format!("localStorage.getItem({key})")).await;
    assert_eq!(left, "{{{", "a later release may still read it");
}

#[tokio::test]
async fn who_scrolled_up_and_asks_sees_the_answer() {
    let visit = scrolled_up().await;
    visit.ask("你们的店在哪里？").await;
    visit.hears("bot", "杭州龙坞茶镇").await;
    the_newest_answer_is_in_view(&visit).await;
}

#[tokio::test]
async fn who_reads_further_up_is_told_of_news_and_left_in_peace() {
    let visit = scrolled_up().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给").await;
    visit.click("button", "有新消息").await;
    visit.until("the end is in view", AT_THE_END).await;
    visit.sees_no_more("button", "有新消息").await;
}

#[tokio::test]
async fn five_thousand_messages_open_at_the_end_and_load_as_one_scrolls_up() {
    let visit = talking().await;
    let kept = visit.run_with(MULTIPLY, kefu_e2e::json!([2_499])).await;
    assert!(kept.as_u64().is_some_and(|kept| kept >= 5_000), "{kept}");
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("bot", "满 99 元包邮").await;
    let shown = visit.rows().await.len();
    assert!((20..=200).contains(&shown), "{shown} rows are in the page");
    visit.until("the end is in view", AT_THE_END).await;
    visit.run(&format!("{LOG}.scrollTop = 0;")).await;
    visit.until("older messages come", &format!("rows().length > {shown}")).await;
    visit.until("what was in view stays in view", &format!("{LOG}.scrollTop > 48")).await;
    let shown = visit.rows().await.len();
    assert!(shown <= 300, "{shown} rows are in the page");
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    the_newest_answer_is_in_view(&visit).await;
}

async fn the_newest_answer_is_in_view(visit: &Visit) {
    visit
        .until(
            "the answer is in view",
            "(({ top, bottom }, list) => top < list.bottom && bottom > list.top)(
                [...root().querySelectorAll('[data-author=bot]')].at(-1).getBoundingClientRect(),
                root().querySelector('[role=log]').getBoundingClientRect())",
        )
        .await;
}

async fn talking() -> Visit {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit
}

/// A longer conversation, of which the beginning is in view.
async fn scrolled_up() -> Visit {
    let visit = talking().await;
    for question in ["盖碗总烫手，怎么拿？", "发票", "怎么联系你们"] {
        visit.ask(question).await;
    }
    visit.hears("bot", "400-000-0000").await;
    // The view follows the last answer first, and would take the visitor back to the end.
    visit.until("the end is in view", AT_THE_END).await;
    visit.settle().await;
    visit.run(&format!("{LOG}.scrollTop = 0;")).await;
    visit.find("button", "回到最新").await;
    visit
}
