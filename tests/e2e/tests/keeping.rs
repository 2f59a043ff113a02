//! What is kept of a conversation: across reloads, across tabs, long ones and damaged ones.

use kefu_e2e::keys::Key;
use kefu_e2e::{Device, Shop, Value, Visit};

/// Turns one question and its answer into many, in whatever format they are kept.
const MULTIPLY: &str = "kept().then(async (texts) => {
    const pair = Object.entries(texts).filter(([name]) => name.startsWith('kefu:row:')).sort().slice(-2)
        .map(([name, text]) => [name, JSON.parse(text)]);
    const many = {};
    for (let number = 0; number < 2499; number++) pair.forEach(([name, row], side) => {
        const at = Math.trunc(row.at) - 2 * (2499 - number) * 1000 + side - 60000;
        const id = String(at).padStart(14, '0') + '-' + name.split('-').slice(1).join('-').slice(0, -6) + String(number).padStart(6, '0');
        many['kefu:row:' + id] = JSON.stringify({ ...row, at }).replaceAll('运费怎么算', '第 ' + number + ' 问');
    });
    return keep(many);
})";

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
    visit.until("the loader is there", "typeof Kefu === 'function'").await;
    visit.run("Kefu('eraseData');").await;
    visit.turn_to(&first).await;
    visit
        .until("the conversation is gone", "rows().every((row) => row.author !== 'visitor')")
        .await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
}

/// The vaults of the releases so far, each as it lay in a browser after a visit with everything that is kept; the keys
/// are in them, since there they cannot be taken out.
const RELEASED: [&str; 1] = [include_str!("../data/vault-0.1.0.json")];

#[tokio::test]
async fn what_every_release_kept_is_still_read() {
    for sample in RELEASED {
        let kept: Value = serde_json::from_str(sample).expect("it is JSON");
        // What is kept goes after its time, so the visitor comes back soon.
        let clock = format!(
            "const late = Date.now() - {} - 3600000;
            window.Date = class extends Date {{
                constructor(...given) {{ super(...(given.length ? given : [Date.now()])); }}
                static now() {{ return super.now() - late; }}
            }};",
            kept["at"]
        );
        let shop = Shop::new().script_first(&clock);
        let visit = shop.visit_at("/shop.kefu.json", Device::LAPTOP).await;
        let put = format!(
            "(async ({{ key, tab, records }}) => {{
                sessionStorage.setItem('kefu:tab', tab);
                const read = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
                const opened = indexedDB.open('kefu', 1);
                opened.onupgradeneeded = () => ['records', 'keys'].forEach((name) => opened.result.createObjectStore(name));
                const db = await answerOf(opened);
                const secret = await crypto.subtle.importKey('raw', read(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
                await answerOf(db.transaction('keys', 'readwrite').objectStore('keys').put(secret, 1));
                db.close();
                return putRecords(records.map(({{ name, v, iv, data }}) => [name, {{ v, iv: read(iv), data: read(data).buffer }}]));
            }})({kept})"
        );
        let count = kept["records"].as_array().map_or(0, Vec::len);
        assert_eq!(visit.promised(&put).await, count);
        visit.console_errors().await; // That page has no icon.
        visit.go_to("/").await;
        visit.open_chat().await;
        visit.hears("bot", "满 99 元包邮").await;
        visit.hears("visitor", "是急件").await;
        visit
            .until(
                "the draft is there",
                "all('textbox', '请输入您的问题')[0].value === '还没写完的话'",
            )
            .await;
        visit.click("button", "更多").await;
        visit.click("button", "隐私与数据").await;
        visit.has_focus("heading", "隐私与数据").await;
        let told: String = visit.value("tidy(root().querySelector('.privacy').textContent)").await;
        for words in ["您填的资料 · 1", "对话记录, 资料", "· 同意 · 核对和处理您的订单"]
        {
            assert!(told.contains(words), "{}: {words} is not in {told}", kept["release"]);
        }
        visit.click("button", "返回对话").await;
        visit.fill("请输入您的问题", "有人吗").await;
        visit.press(Key::Enter).await;
        let sent = visit.handoffs(1).await;
        assert_eq!(sent[0].message, "有人吗", "people still have the conversation");
        assert_eq!(visit.console_errors().await, [""; 0]);
    }
}

#[tokio::test]
async fn damaged_and_later_records_are_set_aside() {
    let visit = talking().await;
    // What is no record, what a later release sealed, what was sealed for another name, and what opens and makes no sense.
    let spoilt = visit
        .promised(
            "keep({
                'kefu:row:99999999999991-y': '{\"at\": 99999999999991, \"body\": {\"hologram\": 7}}',
                'kefu:row:nonsense': 'null', 'kefu:state': '[1, 2', 'kefu:profile': '{\"version\": 12}', 'kefu:packet': '7',
            }).then(records).then((found) => {
                const [, { iv, data }] = found.find(([name]) => name.startsWith('kefu:row:'));
                return putRecords([
                    ['kefu:row:99999999999990-x', 'no record'], ['kefu:row:99999999999992-z', { v: 9, sealed: 'otherwise' }],
                    ['kefu:row:99999999999993-z', { v: 1, iv, data }], ['kefu:row:99999999999994-z', { v: 1, iv, data: data.slice(1) }],
                    ['kefu:row:99999999999995-z', { v: 1 }],
                ]);
            })",
        )
        .await;
    assert_eq!(spoilt, 5);
    visit.console_errors().await;
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    assert_eq!(visit.console_errors().await, [""; 0]);
    let left =
        "records().then((found) => found.filter(([name]) => /9999999999999/.test(name)).length)";
    assert_eq!(visit.promised(left).await, 6, "a later release may still read them");
}

#[tokio::test]
async fn nothing_readable_lies_in_the_storage_of_the_site() {
    let visit = talking().await;
    visit.press("写了一半的秘密").await;
    visit
        .until("all of it is kept", "kept().then((texts) => /写了一半的秘密/.test(Object.values(texts)) && /运费/.test(Object.values(texts)))")
        .await;
    // Every byte of every record, and whatever else the site has.
    let readable = visit
        .promised(
            "records().then((found) => {
                const latin = (bytes) => new TextDecoder('latin1').decode(bytes);
                const needles = ['运费', '秘密', '包邮'].map((word) => latin(new TextEncoder().encode(word)));
                const lying = found.map(([name, { data, iv }]) => name + latin(data) + latin(iv)).join()
                    + JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage }) + document.cookie;
                return needles.filter((word) => lying.includes(word)).length + ['运费', '秘密'].filter((word) => lying.includes(word)).length;
            })",
        )
        .await;
    assert_eq!(readable, 0);
    let key = "vault(async (db, key) => [key instanceof CryptoKey, key.extractable, key.algorithm.name, key.algorithm.length])";
    assert_eq!(visit.promised(key).await, kefu_e2e::json!([true, false, "AES-GCM", 256]));
    assert_eq!(visit.value::<usize>("localStorage.length").await, 0);
    assert_eq!(visit.value::<Vec<String>>("Object.keys(sessionStorage)").await, ["kefu:tab"]);
}

#[tokio::test]
async fn with_another_key_what_was_kept_is_set_aside_and_a_new_conversation_begins() {
    let visit = talking().await;
    let before = visit.promised("records().then((found) => found.length)").await;
    visit
        .promised(
            "vault(async (db) => answerOf(db.transaction('keys', 'readwrite').objectStore('keys').put('no key', 1)))",
        )
        .await;
    // Not `reload`, which waits for words that nobody can read any more.
    visit.go_to("/").await;
    visit.open_chat().await;
    visit.until("it begins anew", "rows().every((row) => row.author !== 'visitor')").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("visitor", "发票").await;
    let after = visit.promised("records().then((found) => found.length)").await;
    assert!(after.as_u64() > before.as_u64(), "{before} records became {after}");
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
    assert_eq!(visit.promised(MULTIPLY).await, 4_998);
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
