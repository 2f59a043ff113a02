//! What visitors are owed: to be asked, to see what is kept and where it went, and to have it gone.

use crate::accessibility::nothing_found;
use crate::live::{hand_over, reads, takes};
use crate::person::handed_over;
use kefu_e2e::keys::Key;
use kefu_e2e::live::LiveShop;
use kefu_e2e::{Device, Shop, Trouble, Value, Visit, json};

const CARD: &str = "我的卡号是 6222 0000 0000 0000 004";

#[tokio::test]
async fn a_card_number_is_asked_about_before_it_goes_to_people() {
    let visit = handed_over().await;
    write(&visit, CARD).await;
    visit.find("alert", "这里像是有银行卡号，发出去之前先问您一声。").await;
    visit.find("paragraph", "我的卡号是 **** **** **** ***0 004").await;
    assert_eq!(visit.desk().handoffs().len(), 1, "nothing has left");
    visit.click("button", "再改改").await;
    visit.sees_no_more("button", "遮住再发").await;
    visit
        .until(
            "the words are still there",
            "all('textbox', '请输入您的问题')[0].value.includes('6222')",
        )
        .await;

    visit.click("button", "发送").await;
    visit.click("button", "遮住再发").await;
    visit.hears("visitor", "我的卡号是 **** **** **** ***0 004").await;
    let sent = visit.handoffs(2).await;
    assert_eq!(sent[1].message, "我的卡号是 **** **** **** ***0 004");

    write(&visit, "登录密码是hunter2abc").await;
    visit.find("alert", "这里像是有密码…").await;
    assert!(!visit.sees("button", "照原样发").await, "a password does not go as it is");
    visit.click("button", "遮住再发").await;
    assert_eq!(visit.handoffs(3).await[2].message, "登录密码是**********");

    write(&visit, CARD).await;
    visit.click("button", "照原样发").await;
    assert_eq!(visit.handoffs(4).await[3].message, CARD);
}

#[tokio::test]
async fn what_is_found_in_a_hand_over_is_asked_about_there() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("密码：hunter2abc 登不上").await;
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    visit.fill("想对客服说的话（选填）", CARD).await;
    visit.click("button", "转给客服").await;
    visit.find("alert", "这里像是有银行卡号，发出去之前先问您一声。").await;
    assert_eq!(visit.desk().handoffs().len(), 0, "nothing has left");
    visit.click("button", "遮住再发").await;
    let sent = visit.handoffs(1).await;
    assert_eq!(sent[0].message, "我的卡号是 **** **** **** ***0 004");
    let transcript = json!(sent[0].transcript).to_string();
    assert!(
        transcript.contains("密码：**********") && !transcript.contains("hunter2"),
        "{transcript}"
    );
}

#[tokio::test]
async fn the_visitor_sees_what_is_kept_where_it_went_and_what_they_agreed_to() {
    let visit = agreed(Shop::new()).await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给").await;
    open_privacy(&visit).await;
    visit
        .until(
            "the conversation is told",
            "/对话消息 · \\d/.test(root().querySelector('.privacy').textContent)",
        )
        .await;
    let told: String = visit.value("tidy(root().querySelector('.privacy').textContent)").await;
    for words in [
        "您填的资料 · 1",
        "加密保存",
        "所在页面, 对话记录, 资料",
        "· 同意 · 核对和处理您的订单",
        "· 不同意 · 新茶",
    ] {
        assert!(told.contains(words), "{words} is not in {told}");
    }
    let digest = visit
        .promised(
            "kept().then(async (texts) => {
                const record = Object.entries(texts).filter(([name]) => name.startsWith('kefu:consent:'))
                    .map(([, text]) => JSON.parse(text)).find((one) => one.purpose === 'order');
                const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode('核对和处理您的订单、退换与发票。'));
                const hex = [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
                return [record.given, record.version, record.locale, record.how, record.sha256 === hex, record.at > 1.7e12];
            })",
        )
        .await;
    assert_eq!(digest, json!([true, "2026-11", "zh-CN", "form", true, true]));

    visit.click("button", "撤回").await;
    visit.until("it is withdrawn", "kept().then((texts) => !('kefu:profile' in texts))").await;
    visit
        .until(
            "and on the record",
            "kept().then((texts) => /\"how\":\"panel\"/.test(Object.values(texts).join()))",
        )
        .await;
    visit.sees_no_more("button", "撤回").await;
    visit.click("button", "返回对话").await;
    visit
        .until(
            "the chat is back",
            "!root().querySelector('.privacy') && !root().querySelector('[inert]')",
        )
        .await;
}

#[tokio::test]
async fn the_privacy_panel_is_usable_by_keys_and_by_ear() {
    let visit = agreed(Shop::new()).await;
    open_privacy(&visit).await;
    visit.until("all of it is there", "all('button', '全部删除').length").await;
    visit.press(Key::Escape).await;
    visit.sees_no_more("button", "全部删除").await;
    visit.find("textbox", "请输入您的问题").await;
}

#[tokio::test]
async fn everything_can_be_taken_along() {
    let visit = agreed(Shop::new()).await;
    let data = visit.promised("Kefu('exportData')").await;
    let kept = data["json"]["kept"].as_object().expect("what is kept").clone();
    assert!(kept.keys().any(|name| name.starts_with("kefu:row:")), "{kept:?}");
    assert_eq!(kept["kefu:profile"]["values"][0]["value"], "王小明");
    assert_eq!(data["json"]["consents"].as_array().map(Vec::len), Some(4));
    let page = data["html"].as_str().expect("a page");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("王小明"), "{page}");
}

#[tokio::test]
async fn what_is_erased_is_gone_here_and_at_the_desk() {
    let shop = LiveShop::open().await;
    let agent = shop.agent("lin").await;
    let visit = shop.visitor(Device::LAPTOP).await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    hand_over(&visit, "转给客服").await;
    visit.ask("我的秘密是小熊").await;
    takes(&agent).await;
    reads(&agent, "我的秘密是小熊").await;
    let exported = visit.promised("Kefu('exportData')").await;
    assert!(exported["json"]["desk"].to_string().contains("我的秘密是小熊"), "{exported}");

    open_privacy(&visit).await;
    visit.click("button", "全部删除").await;
    visit.find("alert", "删掉这台设备上的一切…").await;
    visit.click("button", "确定删除").await;
    visit.until("it is told", "/已经删除。.*· 已经删除。/.test(tidy(root().querySelector('.privacy [role=status]')?.textContent))").await;
    nothing_is_left(&visit).await;
    visit.click("button", "返回对话").await;
    visit
        .until("the conversation is gone", "rows().every((row) => row.author !== 'visitor')")
        .await;
    agent.until("and at the desk", "!document.body.innerText.includes('我的秘密是小熊')").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
}

#[tokio::test]
async fn a_webhook_is_asked_to_erase_what_it_got() {
    let visit = handed_over().await;
    erases_at_the_webhook(&visit).await;
}

/// Looks at every letter that passes.
const READ_ON_THE_WAY: &str = "
    window.bodies = [];
    const send = window.fetch;
    window.fetch = (url, options) => {
        if (/hooks/.test(url)) window.bodies.push(options.body);
        return send(url, options);
    };";

#[tokio::test]
async fn a_sealed_letter_that_is_sent_again_is_the_same_letter() {
    let visit = Shop::new().sealed().trouble(Trouble::FailFirst(1)).visit().await;
    visit.run(READ_ON_THE_WAY).await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    let bodies = visit.promised("window.bodies").await;
    assert_eq!(bodies.as_array().map(Vec::len), Some(2));
    assert_eq!(bodies[0], bodies[1]);
}

#[tokio::test]
async fn what_is_sealed_for_the_site_is_read_by_nobody_on_its_way() {
    let visit = Shop::new().sealed().visit().await;
    visit.run(READ_ON_THE_WAY).await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    let sent = visit.handoffs(1).await;
    assert!(json!(sent[0].transcript).to_string().contains("运费怎么算"));
    write(&visit, "是急件").await;
    assert_eq!(visit.handoffs(2).await[1].message, "是急件");
    let taken = visit.promised("Kefu('exportData')").await.to_string();
    assert!(taken.contains("/hooks/handoff") && !taken.contains("#seal"), "{taken}");
    erases_at_the_webhook(&visit).await;
    let bodies = visit.promised("window.bodies").await;
    let bodies = bodies.as_array().expect("a list");
    assert_eq!(bodies.len(), 3);
    for body in bodies {
        let body = body.as_str().expect("a text");
        let read: Value = serde_json::from_str(body).expect("it is JSON");
        let names: Vec<&String> = read.as_object().expect("an object").keys().collect();
        assert_eq!(names, ["kefu_sealed", "key", "enc", "ciphertext"], "{body}");
    }
}

#[tokio::test]
async fn what_could_not_be_sealed_without_a_network_is_sealed_and_sent_with_one() {
    let mut visit = Shop::new().sealed().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.shut_the_shop().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "没能联系上客服").await;
    visit.reopen_the_shop().await;
    visit.click("button", "重试").await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await.len(), 1);
}

#[tokio::test]
async fn where_nothing_can_be_sealed_nothing_is_sent() {
    let visit = Shop::new()
        .sealed()
        .script_first("SubtleCrypto.prototype.deriveBits = () => Promise.reject(new DOMException('no', 'NotSupportedError'));")
        .visit()
        .await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "没能联系上客服").await;
    assert_eq!(visit.desk().attempts(), 0);
}

async fn erases_at_the_webhook(visit: &Visit) {
    let id = visit.desk().handoffs()[0].id.clone();
    let report = visit.promised("Kefu('eraseData')").await;
    assert_eq!(report, json!([{ "to": "/hooks/handoff", "result": "asked" }]));
    let asked = visit.desk().erasures();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0]["handoffs"], json!([id]));
    nothing_is_left(visit).await;
}

#[tokio::test]
async fn logging_out_on_a_shared_device_leaves_nothing_of_the_last_person() {
    let visit = agreed(Shop::new()).await;
    visit.promised("Kefu('logout')").await;
    nothing_is_left(&visit).await;
    visit
        .until(
            "the conversation is gone",
            "rows().length && rows().every((row) => row.author !== 'visitor')",
        )
        .await;
    visit.reload().await;
    visit.open_chat().await;
    visit
        .until("it begins anew", "rows().length && rows().every((row) => row.author !== 'visitor')")
        .await;
}

#[tokio::test]
async fn where_nothing_can_be_kept_erasing_still_begins_anew() {
    let visit = Shop::new()
        .script_first("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });")
        .visit()
        .await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    assert_eq!(visit.promised("Kefu('eraseData')").await, json!([]));
    visit
        .until("it begins anew", "rows().length && rows().every((row) => row.author !== 'visitor')")
        .await;
}

#[tokio::test]
async fn what_is_kept_is_shown_also_where_the_chat_is_closed() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.run("Kefu('privacy');").await;
    visit.has_focus("heading", "隐私与数据").await;
    visit.find("paragraph", "什么都没有存。").await;
}

#[tokio::test]
async fn a_decision_that_was_made_without_a_network_is_on_the_record_once_there_is_one() {
    let mut visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.shut_the_shop().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    visit
        .until(
            "it was asked for",
            "performance.getEntriesByType('resource').some((one) => /rights-/.test(one.name))",
        )
        .await;
    let recorded = "kept().then((texts) => Object.keys(texts).some((name) => name.startsWith('kefu:consent:')))";
    assert_eq!(visit.promised(recorded).await, false);
    visit.reopen_the_shop().await;
    open_privacy(&visit).await;
    visit
        .until(
            "it is on the record",
            "/· 同意 · 核对和处理您的订单/.test(tidy(root().querySelector('.privacy').textContent))",
        )
        .await;
    visit.click("button", "撤回").await;
    visit.until("it is withdrawn", "kept().then((texts) => !('kefu:profile' in texts))").await;
}

#[tokio::test]
async fn where_their_data_cannot_be_shown_the_visitor_is_told_and_it_is_shown_when_asked_again() {
    const NOT_NOW: &str = "“隐私与数据”没能打开，可能是网络断了，请稍后再试。";
    let mut visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.shut_the_shop().await;
    visit.click("button", "更多").await;
    visit.click("button", "隐私与数据").await;
    visit.find("alert", NOT_NOW).await;
    visit.reopen_the_shop().await;
    open_privacy(&visit).await;
    visit.sees_no_more("alert", NOT_NOW).await;
}

const ORDERS: &str = "核对和处理您的订单…";
const MEMORY: &str = "记住您问过什么…";
/// Whether the visitor is asked again; the privacy view may lie over it.
const ASKS: &str = "!!root().querySelector('.terms')";
const CHANGED: &str = "资料用途的说明改了，您之前的同意已失效。";

#[tokio::test]
async fn a_purpose_in_other_words_is_asked_about_again_and_what_was_typed_stays() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS, MEMORY]).await;
    are_agreed(&visit, &["order", "personal"]).await;
    visit.change_pack(|pack| {
        pack["profile"]["purposes"][3]["text"]["zh-CN"] =
            json!("记住您问过什么，也告诉合作的店家。");
    });
    visit.reload().await;
    visit.open_chat().await;
    visit.find("status", CHANGED).await;
    are_agreed(&visit, &["order"]).await;
    nothing_found(&visit, "asked again").await;
    visit.click("button", "看看").await;
    visit.sees_no_more("status", CHANGED).await;
    let typed = "all('textbox', '姓名…')[0].value === '王小明'";
    visit.until("what was typed is there", typed).await;
    let ticked = "all('checkbox', '记住您问过什么…')[0].checked";
    assert!(!visit.value::<bool>(ticked).await, "nobody agreed to the new words");
    visit.click("checkbox", MEMORY).await;
    visit.click("button", "同意并保存").await;
    are_agreed(&visit, &["order", "personal"]).await;
    are_on_record(&visit, "personal", json!([[true, "form"], [false, "changed"], [true, "form"]]))
        .await;

    is_not_asked_any_more(&visit).await;
}

#[tokio::test]
async fn who_refuses_what_has_changed_is_not_asked_again() {
    let visit = Shop::new()
        .pack(|pack| {
            let purpose = &mut pack["profile"]["purposes"][2];
            purpose["kind"] = json!("sharing");
            purpose["recipient"] = json!("Post House");
        })
        .visit()
        .await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &["新茶、开窑的消息…"]).await;
    are_agreed(&visit, &["news"]).await;
    visit.change_pack(|pack| pack["profile"]["purposes"][2]["recipient"] = json!("Any House"));
    visit.reload().await;
    visit.open_chat().await;
    visit.find("status", CHANGED).await;
    visit.click("button", "不同意").await;
    visit.has_focus("textbox", "请输入您的问题").await;
    are_on_record(&visit, "news", json!([[true, "form"], [false, "changed"], [false, "panel"]]))
        .await;
    is_not_asked_any_more(&visit).await;
    is_erased(&visit).await;
}

#[tokio::test]
async fn who_refuses_in_one_tab_takes_back_what_they_agreed_to_in_another() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    are_agreed(&visit, &["order"]).await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("2"));
    visit.reload().await;
    visit.open_chat().await;
    visit.find("status", CHANGED).await;
    let (first, _) = visit.open_tab("/").await;
    visit.open_chat().await;
    visit.click("button", "看看").await;
    visit.click("checkbox", ORDERS).await;
    visit.click("button", "同意并保存").await;
    are_agreed(&visit, &["order"]).await;
    visit.turn_to(&first).await;
    visit.click("button", "不同意").await;
    is_erased(&visit).await;
    let decisions = json!([[true, "form"], [false, "changed"], [true, "form"], [false, "panel"]]);
    are_on_record(&visit, "order", decisions).await;
}

#[tokio::test]
async fn a_hand_over_that_waits_loses_what_is_no_longer_agreed_to_and_nothing_else() {
    let visit = Shop::new().trouble(Trouble::Refuse).visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    are_agreed(&visit, &["order"]).await;
    visit.click("button", "转人工").await;
    visit.fill("想对客服说的话（选填）", "是急件").await;
    visit.click("button", "转给客服").await;
    visit.find("button", "重试").await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("2"));
    visit.reload().await;
    visit.open_chat().await;
    visit.find("status", CHANGED).await;
    let without = "kept().then((texts) => !('profile' in JSON.parse(texts['kefu:packet'])))";
    visit.until("it goes without", without).await;
    visit.desk().set_trouble(Trouble::None);
    visit.click("button", "重试").await;
    let sent = visit.handoffs(1).await;
    assert_eq!((sent[0].message.as_str(), sent[0].profile.is_none()), ("是急件", true));
}

#[tokio::test]
async fn who_withdraws_while_the_browser_refuses_has_that_on_the_record_too() {
    let visit = Shop::new()
        .script_first("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => /gpc/.test(location.search) });")
        .visit()
        .await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS, "新茶、开窑的消息…"]).await;
    are_agreed(&visit, &["order", "news"]).await;
    visit.go_to("/?gpc").await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.click("button", "撤回同意并删除").await;
    are_on_record(&visit, "news", json!([[true, "form"], [false, "withdrawn"]])).await;
}

#[tokio::test]
async fn a_purpose_of_another_version_is_asked_about_again() {
    let visit = Shop::new()
        .pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("1"))
        .visit()
        .await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS, MEMORY]).await;
    are_agreed(&visit, &["order", "personal"]).await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("2"));
    visit.reload().await;
    visit.open_chat().await;
    visit.find("status", CHANGED).await;
    are_agreed(&visit, &["personal"]).await;
    are_on_record(&visit, "order", json!([[true, "form"], [false, "changed"]])).await;
    let record = "kept().then((texts) => consents(texts, 'order').at(-1).version)";
    assert_eq!(visit.promised(record).await, "2026-11 · 1", "that is the one that ended");
}

/// Lets the page's clock go fast by as many days as its address says.
const LATER: &str = "
    const ahead = 86400000 * new URLSearchParams(location.search).get('days');
    window.Date = class extends Date {
        constructor(...given) { super(...(given.length ? given : [Date.now()])); }
        static now() { return super.now() + ahead; }
    };";

#[tokio::test]
async fn each_purpose_ends_when_its_own_time_is_over() {
    let visit = Shop::new().script_first(LATER).visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &["客服不在线时…", ORDERS]).await;
    are_agreed(&visit, &["reply", "order"]).await;
    visit.go_to("/?days=89").await;
    visit.open_chat().await;
    open_privacy(&visit).await;
    visit.until("both are listed", "all('button', '撤回').length === 2").await;
    visit.go_to("/?days=91").await;
    visit.open_chat().await;
    are_agreed(&visit, &["order"]).await;
    open_privacy(&visit).await;
    visit
        .until(
            "it says so",
            "/ · 不再有效 · 客服不在线时/.test(tidy(root().querySelector('.privacy').textContent))",
        )
        .await;
    assert!(!visit.value::<bool>(ASKS).await, "an end is no change");
    visit.go_to("/?days=366").await;
    visit.open_chat().await;
    is_erased(&visit).await;
}

#[tokio::test]
async fn who_agreed_under_a_clock_that_was_ahead_is_asked_once_and_heard() {
    let visit = Shop::new().script_first(LATER).visit_at("/?days=300", Device::LAPTOP).await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    are_agreed(&visit, &["order"]).await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("2"));
    visit.go_to("/").await;
    visit.open_chat().await;
    visit.click("button", "看看").await;
    visit.click("checkbox", ORDERS).await;
    visit.click("button", "同意并保存").await;
    are_agreed(&visit, &["order"]).await;
    visit.reload().await;
    visit.open_chat().await;
    open_privacy(&visit).await;
    visit.until("it is listed", "all('button', '撤回').length === 1").await;
    assert!(!visit.value::<bool>(ASKS).await, "it was answered");
    let decisions = json!([[true, "form"], [false, "changed"], [true, "form"]]);
    are_on_record(&visit, "order", decisions).await;
}

#[tokio::test]
async fn what_the_pack_gives_less_time_since_is_erased_in_that_time() {
    let visit = Shop::new().script_first(LATER).visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    are_agreed(&visit, &["order"]).await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["retention_days"] = json!(30));
    visit.go_to("/?days=31").await;
    visit.open_chat().await;
    is_erased(&visit).await;
    are_on_record(&visit, "order", json!([[true, "form"], [false, "over"]])).await;
}

#[tokio::test]
async fn a_withdrawal_of_which_nothing_was_heard_is_on_the_record_all_the_same() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    fills_and_agrees(&visit, &[ORDERS]).await;
    are_agreed(&visit, &["order"]).await;
    // As a page that was left in the middle of it.
    visit.promised("vault((db) => answerOf(db.transaction('records', 'readwrite').objectStore('records').delete('kefu:profile')))").await;
    visit.change_pack(|pack| {
        pack["profile"]["purposes"][1]["text"]["zh-CN"] = json!("也转给合作的店家。");
    });
    visit.reload().await;
    visit.open_chat().await;
    open_privacy(&visit).await;
    are_on_record(&visit, "order", json!([[true, "form"], [false, "withdrawn"]])).await;
    let told = "/ · 不同意 · order \\(当时的说明\\)/.test(tidy(root().querySelector('.privacy').textContent))";
    visit.until("the words of then are not told to be those of now", told).await;
    assert!(!visit.value::<bool>(ASKS).await, "who took it back is not asked");
}

#[tokio::test]
async fn who_wants_no_tracking_is_not_asked_and_is_told_why() {
    let visit = Shop::new()
        .pack(|pack| {
            pack["profile"]["purposes"][2]["kind"] = json!("marketing");
            pack["profile"]["purposes"][3]["kind"] = json!("personalisation");
        })
        .script_first("Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { get: () => true });")
        .visit()
        .await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.find("paragraph", "您的浏览器要求不被跟踪…").await;
    let asked: usize = visit.value("all('checkbox').length").await;
    assert_eq!(asked, 2, "only what they came for");
    let agreed = visit.promised("Kefu('consent', { news: true })").await;
    assert_eq!(agreed, false, "the page cannot agree for them");
    visit
        .until("nothing is kept of it", "kept().then((texts) => !('kefu:profile' in texts))")
        .await;
}

#[tokio::test]
async fn a_purpose_says_who_else_gets_the_data_and_asks_for_age_where_the_pack_does() {
    let visit = Shop::new()
        .pack(|pack| {
            pack["profile"]["purposes"][1]["kind"] = json!("sharing");
            pack["profile"]["purposes"][1]["recipient"] = json!({ "zh-CN": "由青鸟快递处理" });
            pack["profile"]["age_gate"] = json!({ "zh-CN": "我已满 14 岁，或者监护人同意" });
        })
        .visit()
        .await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.fill("姓名…", "王小明").await;
    visit
        .click(
            "checkbox",
            "核对和处理您的订单、退换与发票。 保存 365 天 · 由青鸟快递处理 · 需要您单独同意",
        )
        .await;
    visit.click("button", "同意并保存").await;
    visit.find("alert", "请先确认这一项。").await;
    let agreed = visit.promised("Kefu('consent', { reply: true })").await;
    assert_eq!(agreed, false, "the page cannot answer for their age");
    visit.click("checkbox", "我已满 14 岁，或者监护人同意").await;
    visit.click("button", "同意并保存").await;
    visit.hears("system", "资料已保存").await;
}

#[tokio::test]
async fn without_consent_the_page_is_told_that_a_call_was_held_back() {
    let visit = Shop::new()
        .pack(|pack| pack["remember"] = json!({ "events": "personal", "pages": "personal" }))
        .visit()
        .await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    let calls = "Promise.all([Kefu('track', 'order_paid', { amount: 99 }), Kefu('page'), Kefu('tag', 'vip'), Kefu('untag', 'vip'), Kefu('set', { name: '王小明' })])";
    assert_eq!(visit.promised(calls).await, json!([false, false, false, false, false]));
    visit
        .until(
            "nothing is kept of it",
            "kept().then((texts) => !/order_paid|vip|王小明/.test(Object.values(texts)))",
        )
        .await;

    assert_eq!(visit.promised("Kefu('consent', { personal: true })").await, true);
    assert_eq!(visit.promised(calls).await, json!([true, true, true, true, true]));
    visit.until("it is kept", "kept().then((texts) => /order_paid/.test(texts['kefu:history']) && /王小明/.test(texts['kefu:profile']) && !/tag:vip/.test(texts['kefu:history']))").await;
    assert_eq!(
        visit.promised("Kefu('set', { shoe_size: '43' })").await,
        false,
        "the form has no such field"
    );
    assert_eq!(visit.promised("Kefu('consent', { personal: false })").await, true);
    visit
        .until(
            "it is gone",
            "kept().then((texts) => !('kefu:profile' in texts) && !('kefu:history' in texts))",
        )
        .await;
}

/// The visitor writes something and sends it, whatever becomes of it.
async fn write(visit: &Visit, words: &str) {
    visit.fill("请输入您的问题", words).await;
    visit.press(Key::Enter).await;
}

/// A visitor who has asked something and filled the form.
async fn agreed(shop: Shop) -> Visit {
    let visit = shop.visit().await;
    agrees(&visit, &[ORDERS]).await;
    visit.until("it is on the record", "kept().then((texts) => Object.keys(texts).filter((name) => name.startsWith('kefu:consent:')).length === 4)").await;
    visit
}

/// They ask something, fill the form and agree to these purposes.
pub(crate) async fn agrees(visit: &Visit, purposes: &[&str]) {
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    fills_and_agrees(visit, purposes).await;
}

/// They fill the form and agree to these purposes.
async fn fills_and_agrees(visit: &Visit, purposes: &[&str]) {
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.fill("姓名…", "王小明").await;
    for purpose in purposes {
        visit.click("checkbox", purpose).await;
    }
    visit.click("button", "同意并保存").await;
    visit.hears("system", "资料已保存").await;
}

/// Comes again, and is not asked about what was decided.
async fn is_not_asked_any_more(visit: &Visit) {
    visit.reload().await;
    visit.open_chat().await;
    open_privacy(visit).await;
    visit.until("it is listed", "root().querySelectorAll('.privacy li').length > 3").await;
    assert!(!visit.value::<bool>(ASKS).await, "it was answered");
}

/// Waits until nothing is kept of what the visitor gave.
async fn is_erased(visit: &Visit) {
    visit.until("it is erased", "kept().then((texts) => !('kefu:profile' in texts))").await;
}

/// Waits until just these purposes are agreed to, and until that is on the record.
async fn are_agreed(visit: &Visit, purposes: &[&str]) {
    let agreed = json!(purposes);
    let stands = "JSON.stringify(JSON.parse(texts['kefu:profile'] || '{}').purposes)";
    let recorded = "consents(texts, id).at(-1)?.given";
    visit
        .until(
            &format!("{agreed} are agreed to"),
            &format!(
                "kept().then((texts) => {stands} === '{agreed}' && {agreed}.every((id) => {recorded}))"
            ),
        )
        .await;
}

/// Waits until these are the decisions about a purpose, the oldest first, each with how it was made.
async fn are_on_record(visit: &Visit, purpose: &str, wanted: Value) {
    let told = format!(
        "kept().then((texts) => consents(texts, '{purpose}').map((one) => [one.given, one.how]))"
    );
    visit
        .until(
            &format!("{wanted} are on the record"),
            &format!("{told}.then((told) => JSON.stringify(told) === '{wanted}')"),
        )
        .await;
}

async fn open_privacy(visit: &Visit) {
    visit.click("button", "更多").await;
    visit.click("button", "隐私与数据").await;
    visit.has_focus("heading", "隐私与数据").await;
}

/// Looks into every storage of the site.
async fn nothing_is_left(visit: &Visit) {
    let script = "indexedDB.databases().then((found) => [
        found.map((one) => one.name), Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])";
    visit
        .until("nothing is left", &format!("{script}.then((all) => all.flat().join('') === '')"))
        .await;
    assert_eq!(visit.promised(script).await, json!([[], [], [], ""]));
    assert_eq!(
        visit.promised("window.caches ? caches.keys() : []").await,
        Value::Array(Vec::new())
    );
}
