//! Whatever fails, the bubble opens, says what it can, and shows the ways to a person.

use std::time::Instant;

use kefu_e2e::keys::Key;
use kefu_e2e::live::LiveShop;
use kefu_e2e::{Device, Shop, Trouble, Visit, json};

use crate::live::{reads, takes};

/// Why a browser cannot run the widget, what the visitor is told, and what the page has first.
const CAUSES: [(&str, &str, &str); 3] = [
    (
        "网站的设置不允许聊天。",
        "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">",
        "",
    ),
    ("浏览器太旧，用不了聊天。", "", "delete window.WebAssembly;"),
    (
        "聊天出错了。",
        "",
        "WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(1);",
    ),
];

#[tokio::test]
async fn where_the_widget_cannot_run_the_owners_answers_and_the_ways_to_a_person_come_up() {
    for (why, head, script) in CAUSES {
        let visit = Shop::new().head(head).script_first(script).visit().await;
        visit.click("button", "在线客服").await;
        visit.find("dialog", "在线客服").await;
        visit.find("paragraph", why).await;
        visit.has_focus("heading", "在线客服").await;
        visit.find("link", "微信客服").await;
        visit.find("link", "电话 400-000-0000").await;
        visit.find("link", "写邮件").await;
        let question = "[...root().querySelectorAll('summary')].find((one) => one.innerText === '怎么开发票？')";
        visit.run(&format!("{question}.click();")).await;
        let answer =
            format!("{question}.nextElementSibling.innerText.includes('结算时勾选「开发票」')");
        visit.until("the owner's answer is there", &answer).await;
        visit.click("button", "关闭").await;
        visit.sees_no_more("dialog", "在线客服").await;
        visit.has_focus("button", "在线客服").await;
    }
}

#[tokio::test]
async fn where_the_policy_forbids_webassembly_the_owner_is_told() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'self'\">";
    let visit = Shop::new().head(policy).visit().await;
    visit.click("button", "在线客服").await;
    visit.find("dialog", "在线客服").await;
    let console = visit.console_errors().await.join("\n");
    assert!(console.contains("wasm-unsafe-eval"), "{console}");
    visit.click("button", "在线客服").await;
    visit.sees_no_more("dialog", "在线客服").await;
}

#[tokio::test]
async fn a_message_is_left_even_where_the_widget_cannot_run() {
    let visit = Shop::new().script_first("delete window.WebAssembly;").visit().await;
    visit.click("button", "在线客服").await;
    visit.fill("给我们留言", "杯子碎了").await;
    visit.fill("您的电话或邮箱", "13800138000").await;
    visit.press(Key::Enter).await;
    visit.find("status", "已发出，我们会联系您。").await;
    let handoff = visit.handoffs(1).await.remove(0);
    assert_eq!((handoff.message.as_str(), handoff.contact.as_str()), ("杯子碎了", "13800138000"));
    assert_eq!(
        handoff.page.map(|page| page.title).unwrap_or_default(),
        "山野集 · 茶、器与厨房小物"
    );
}

#[tokio::test]
async fn a_message_goes_by_the_next_channel_where_one_fails_even_without_the_widget() {
    let visit = Shop::new()
        .script_first("delete window.WebAssembly;")
        .pack(|pack| {
            let nobody = json!({ "id": "gone", "kind": "webhook", "url": "/hooks/gone" });
            pack["channels"].as_array_mut().expect("there are channels").insert(0, nobody);
        })
        .visit()
        .await;
    visit.click("button", "在线客服").await;
    visit.fill("给我们留言", "杯子碎了").await;
    visit.fill("您的电话或邮箱", "13800138000").await;
    visit.press(Key::Enter).await;
    visit.find("status", "已发出，我们会联系您。").await;
    assert!(visit.requests().contains(&"POST /hooks/gone".to_owned()));
    assert_eq!(visit.handoffs(1).await[0].message, "杯子碎了");
}

#[tokio::test]
async fn a_message_is_sealed_even_where_the_widget_cannot_run() {
    let mut visit = Shop::new().sealed().script_first("delete window.WebAssembly;").visit().await;
    visit.click("button", "在线客服").await;
    visit.fill("给我们留言", "杯子碎了").await;
    visit.fill("您的电话或邮箱", "13800138000").await;
    visit.shut_the_shop().await;
    visit.press(Key::Enter).await;
    visit.find("status", "没有发出去，请再试。").await;
    visit.reopen_the_shop().await;
    visit.click("button", "发送").await;
    visit.find("status", "已发出，我们会联系您。").await;
    assert_eq!(
        visit.handoffs(1).await[0].message,
        "杯子碎了",
        "it takes nothing that is not sealed"
    );
}

#[tokio::test]
async fn a_page_in_the_place_of_an_answer_is_no_receipt_for_a_message_either() {
    let visit = Shop::new().script_first("delete window.WebAssembly;").visit().await;
    visit.click("button", "在线客服").await;
    visit.fill("给我们留言", "杯子碎了").await;
    visit.fill("您的电话或邮箱", "13800138000").await;
    visit.want_sign_in(true);
    visit.press(Key::Enter).await;
    visit.find("status", "没有发出去，请再试。").await;
    visit.want_sign_in(false);
    visit.click("button", "发送").await;
    visit.find("status", "已发出，我们会联系您。").await;
    assert_eq!(visit.handoffs(1).await.len(), 1);
}

#[tokio::test]
async fn a_message_that_is_not_taken_stays_and_is_sent_again() {
    let visit = Shop::new()
        .trouble(Trouble::FailFirst(1))
        .script_first("delete window.WebAssembly;")
        .visit()
        .await;
    visit.click("button", "在线客服").await;
    visit.fill("给我们留言", "杯子碎了").await;
    visit.fill("您的电话或邮箱", "13800138000").await;
    visit.press(Key::Enter).await;
    visit.find("status", "没有发出去，请再试。").await;
    visit.click("button", "发送").await;
    visit.find("status", "已发出，我们会联系您。").await;
    assert_eq!(visit.handoffs(1).await.len(), 1, "once");
}

#[tokio::test]
async fn a_message_to_the_desk_is_left_even_where_the_widget_cannot_run() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = shop.visitor(Device::LAPTOP).await;
    let source = json!({ "source": "delete window.WebAssembly;" });
    visitor.devtools("Page.addScriptToEvaluateOnNewDocument", source).await;
    visitor.reload().await;
    visitor.click("button", "在线客服").await;
    visitor.fill("给我们留言", "杯子碎了").await;
    visitor.fill("您的电话或邮箱", "13800138000").await;
    visitor.press(Key::Enter).await;
    visitor.find("status", "已发出，我们会联系您。").await;
    takes(&li).await;
    reads(&li, "杯子碎了").await;
}

#[tokio::test]
async fn a_pack_with_anything_in_the_place_of_its_lists_still_leads_to_a_person() {
    let visit = Shop::new()
        .script_first("delete window.WebAssembly;")
        .pack(|pack| {
            pack["faq"] = json!({ "a": 1 });
            pack["quick_replies"] = json!([null, 7]);
            pack["channels"] = json!([null, "x", { "id": "mail", "kind": "link", "url": "mailto:a@b.example", "label": 7 }]);
        })
        .visit()
        .await;
    visit.click("button", "在线客服").await;
    visit.find("link", "mailto:a@b.example").await;
    visit.find("paragraph", "浏览器太旧，用不了聊天。").await;
}

/// Makes every function of the widget fail as long as `breaks` is true, as after a fault in it.
const FRAGILE: &str = "
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...given) => {
        const { instance, module } = await real.apply(WebAssembly, given);
        const fragile = (made) => (...given) => {
            if (window.breaks) throw new WebAssembly.RuntimeError('unreachable');
            return made(...given);
        };
        const exports = Object.fromEntries(Object.entries(instance.exports)
            .map(([name, made]) => [name, typeof made === 'function' ? fragile(made) : made]));
        return { instance: { exports }, module };
    };";

#[tokio::test]
async fn a_widget_that_breaks_makes_room_for_answers_and_another_one() {
    let visit = Shop::new().script_first(FRAGILE).visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    // In one turn, or a timer of the widget may meet the fault first, and the press would close what came in its place.
    visit.run("window.breaks = true; root().querySelector('.launcher button').click();").await;
    visit.find("paragraph", "聊天出错了。").await;
    visit.find("link", "写邮件").await;
    visit.run("window.breaks = false;").await;
    visit.click("button", "重试").await;
    visit.hears("visitor", "运费怎么算").await;
    visit.ask("怎么开发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
}

/// Breaks the widget while the visitor types, outside of any command, and lets the next one be.
const BREAK_WHILE_TYPING: &str = "
    window.breaks = true;
    root().querySelector('.composer textarea').dispatchEvent(new InputEvent('input', { bubbles: true }));
    window.breaks = false;";

#[tokio::test]
async fn a_fault_while_typing_restarts_it_once_with_the_conversation_and_the_draft() {
    let visit = Shop::new().script_first(FRAGILE).visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.fill("请输入您的问题", "还有一句").await;
    visit
        .until("it is kept", "kept().then((texts) => Object.values(texts).includes('还有一句'))")
        .await;
    visit.run(BREAK_WHILE_TYPING).await;
    visit
        .until(
            "a fresh one is there",
            "rows().length > 1 && all('textbox', '请输入您的问题')[0]?.value === '还有一句'",
        )
        .await;
    visit.hears("visitor", "运费怎么算").await;
    visit.fill("请输入您的问题", "").await;
    visit.ask("怎么开发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    // Once is bad luck, twice is a fault: the visitor gets what does not break.
    visit.run(BREAK_WHILE_TYPING).await;
    visit.find("paragraph", "聊天出错了。").await;
    visit.find("link", "写邮件").await;
}

/// Changes the browser's own functions as careless or hostile pages do, in front of the loader.
const HOSTILE_PAGE: [&str; 7] = [
    "Array.prototype.extra = function () {}; Array.prototype.flat = () => { throw new Error('flat'); }; Object.prototype.bad = 'x';",
    "Array.prototype.map = new Proxy(Array.prototype.map, { apply: (own, array, given) => Reflect.apply(own, array, given) });",
    "const push = history.pushState; history.pushState = function (...given) { window.routed = true; return push.apply(this, given); };",
    "window.fetch = new Proxy(fetch, { apply: (own, home, given) => Reflect.apply(own, window, given) });",
    "const Own = Promise; window.Promise = class extends Own {}; ",
    "Date.now = () => 0; Math.random = () => 0.5; window.requestIdleCallback = undefined; window.BroadcastChannel = undefined;",
    "JSON.toJSON = 1; String.prototype.toJSON = function () { return String(this); }; Object.freeze(Object.prototype); Object.freeze(Array.prototype);",
];

#[tokio::test]
async fn on_a_page_that_has_changed_the_browsers_own_functions_it_still_answers() {
    for script in HOSTILE_PAGE {
        let visit = Shop::new().script_first(script).visit().await;
        visit.open_chat().await;
        visit.ask("运费怎么算").await;
        visit.hears("bot", "满 99 元包邮").await;
    }
}

#[tokio::test]
async fn where_parsing_is_broken_the_way_to_a_person_is_still_there() {
    let visit =
        Shop::new().script_first("JSON.parse = () => { throw new Error('no'); };").visit().await;
    visit.click("button", "在线客服").await;
    visit.until("something to press comes up", "all('dialog').length && (all('link').length || all('button', '转人工').length || all('button', '重试').length)").await;
}

#[tokio::test]
async fn without_a_pack_it_says_so_and_can_be_tried_again() {
    let visit = Shop::new().without_pack().visit().await;
    visit.click("button", "在线客服").await;
    visit.find("dialog", "在线客服").await;
    visit.find("paragraph", "客服资料打不开。").await;
    visit.find("button", "重试").await;
}

#[tokio::test]
async fn when_the_network_is_back_trying_again_opens_the_chat() {
    let mut visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.shut_the_shop().await;
    visit.click("button", "在线客服").await;
    visit.find("alert", AGAIN).await;
    visit.reopen_the_shop().await;
    opens_when_tried_again(&visit).await;
}

#[tokio::test]
async fn a_network_that_answers_with_a_page_of_its_own_is_no_reason_to_be_dead() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.want_sign_in(true);
    visit.click("button", "在线客服").await;
    visit.find("alert", AGAIN).await;
    visit.want_sign_in(false);
    opens_when_tried_again(&visit).await;
}

#[tokio::test]
async fn a_page_in_the_place_of_an_answer_is_no_receipt_for_a_hand_over() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.want_sign_in(true);
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "没能联系上客服").await;
    visit.find("paragraph", "网络连接不上。").await;
    assert_eq!(visit.desk().attempts(), 0);
    visit.want_sign_in(false);
    visit.click("button", "重试").await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await.len(), 1);
}

#[tokio::test]
async fn on_a_network_of_the_second_generation_every_state_comes_by_itself() {
    let visit = Shop::new().visit().await;
    visit.be_patient();
    visit.find("button", "在线客服").await;
    // As browsers' own tools call it 2G: 0.8 seconds there and back, 250 kilobits a second down, 50 up.
    let network = json!({ "offline": false, "latency": 800, "downloadThroughput": 31_250, "uploadThroughput": 6_250 });
    visit.devtools("Network.enable", json!({})).await;
    visit.devtools("Network.emulateNetworkConditions", network).await;
    let started = Instant::now();
    let mut times = vec![];
    let mut passed =
        |state: &str| times.push(format!("{state} {:.1} s", started.elapsed().as_secs_f32()));
    visit.click("button", "在线客服").await;
    visit
        .until("the bubble says that it works", "all('button', '在线客服')[0]?.ariaBusy === 'true'")
        .await;
    passed("pressed");
    visit.hears("bot", "您好，欢迎来到山野集").await;
    passed("greeted");
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    passed("answered");
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    passed("handing over");
    visit.hears("system", "已转给在线客服").await;
    passed("handed over");
    println!("On 2G, from the press of the bubble: {}", times.join(", "));
    assert_eq!(visit.handoffs(1).await.len(), 1);
}

#[tokio::test]
async fn where_require_trusted_types_for_scripts_is_the_rule_it_answers_and_hands_over() {
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"require-trusted-types-for 'script'; trusted-types 'none'\">";
    let visit = Shop::new().head(policy).visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    hands_over(&visit).await;
    visit.click("button", "更多").await;
    visit.click("button", "隐私与数据").await;
    visit.has_focus("heading", "隐私与数据").await;
}

#[tokio::test]
async fn escape_closes_the_ways_to_a_person_too() {
    let visit = Shop::new().without_pack().visit().await;
    visit.click("button", "在线客服").await;
    visit.find("dialog", "在线客服").await;
    visit.has_focus("heading", "在线客服").await;
    visit.press(Key::Escape).await;
    visit.sees_no_more("dialog", "在线客服").await;
    visit.has_focus("button", "在线客服").await;
}

#[tokio::test]
async fn where_storage_is_blocked_it_answers_and_says_what_is_lost() {
    let visit = Shop::new()
        .script_first(
            "for (const area of ['localStorage', 'sessionStorage', 'indexedDB'])
                Object.defineProperty(window, area, { get() { throw new DOMException('denied', 'SecurityError'); } });",
        )
        .visit()
        .await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.find("alert", "浏览器不允许保存，关闭页面后对话会丢失。").await;
    hands_over(&visit).await;
}

#[tokio::test]
async fn where_storage_is_full_it_answers_and_says_what_is_lost() {
    let visit = Shop::new()
        .script_first("IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };")
        .visit()
        .await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.find("alert", "浏览器空间已满，新消息只保留到关闭页面。").await;
    hands_over(&visit).await;
}

#[tokio::test]
async fn when_the_shop_is_off_the_net_it_still_answers_and_shows_other_ways_to_a_person() {
    let mut visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.shut_the_shop().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "没能联系上客服").await;
    visit.find("paragraph", "网络连接不上。").await;
    visit.click("button", "其他方式").await;
    visit.find("link", "电话 400-000-0000…").await;
}

#[tokio::test]
async fn a_webhook_that_refuses_leads_to_other_ways() {
    let visit = Shop::new().trouble(Trouble::Refuse).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.find("paragraph", "对方暂时无法接收。").await;
    visit.click("button", "其他方式").await;
    visit.find("link", "微信客服…").await;
}

#[tokio::test]
async fn a_damaged_pack_still_opens() {
    let visit = Shop::new().file("shop.kefu.json", "{ \"kefu\": 1, ").visit().await;
    visit.click("button", "在线客服").await;
    visit.until("something opens", "all('dialog').length").await;
}

async fn hands_over(visit: &Visit) {
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    visit.handoffs(1).await;
}

/// What the bubble is called when nothing could be fetched.
const AGAIN: &str = "网络连接不上，重试";

/// A connection from before may still break under the first try; whoever wants to chat presses again.
async fn opens_when_tried_again(visit: &Visit) {
    let opened = "rows().length > 0";
    let told = format!("{opened} || all('button', '{AGAIN}').length > 0");
    for _ in 0..5 {
        visit.click("button", AGAIN).await;
        visit.until("it opens, or says again that it cannot", &told).await;
        if visit.value(opened).await {
            break;
        }
    }
    visit.hears("bot", "您好，欢迎来到山野集").await;
}
