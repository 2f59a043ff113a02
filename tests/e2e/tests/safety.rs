//! What visitors type and what packs say is never parsed as HTML, and no link of theirs runs anything.

use kefu_e2e::{Shop, Value, Visit, json};

/// Tries every door, each with its own mark.
const HOSTILE: [&str; 8] = [
    "<img src=x onerror=\"window.hacked=1\">",
    "<script>window.hacked=1</script>",
    "<svg onload=\"window.hacked=1\"></svg>",
    "\"><iframe srcdoc=\"<script>parent.hacked=1</script>\"></iframe>",
    "javascript:window.hacked=1",
    "[x](javascript:window.hacked=1)",
    "![x](x\" onerror=\"window.hacked=1)",
    "</textarea><a href=\"javascript:window.hacked=1\">x</a>{{constructor.constructor('window.hacked=1')()}}",
];

/// Elements and attributes that only hostile words would bring.
const TRACES: &str = "[...root().querySelectorAll('*')].filter((one) =>
    ['SCRIPT', 'IFRAME', 'OBJECT', 'EMBED'].includes(one.tagName)
    || [...one.attributes].some((attribute) => attribute.name.startsWith('on'))
    || /^\\s*(javascript|data):/i.test(one.getAttribute('href') ?? '')
    || (one.tagName === 'IMG' && !one.getAttribute('src').startsWith('/img/'))).map((one) => one.outerHTML)";

#[tokio::test]
async fn what_the_visitor_types_stays_text() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    for words in HOSTILE {
        visit.ask(words).await;
        if !visit.sees("textbox", "请输入您的问题").await {
            visit.click("button", "返回对话").await;
        }
    }
    unharmed(&visit).await;
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("visitor", HOSTILE[0]).await;
    unharmed(&visit).await;
}

#[tokio::test]
async fn a_hostile_pack_is_only_words() {
    let evil = HOSTILE.join(" ");
    let everywhere = json!({ "zh-CN": evil, "en": evil });
    let button = json!([
        { "label": everywhere, "link": "javascript:window.hacked=1" },
        { "label": { "zh-CN": "说话" }, "say": everywhere },
    ]);
    let shop = Shop::new().pack(|pack| {
        pack["brand"] = json!({
            "name": everywhere, "tagline": everywhere, "assistant": everywhere, "logo": "x\" onerror=\"window.hacked=1",
        });
        pack["greeting"] = everywhere.clone();
        pack["theme"] = json!({ "accent": "red;background:url(/stolen)" });
        pack["quick_replies"] = json!([{ "button": { "label": everywhere, "ask": "evil" }, "turn": "always" }]);
        pack["channels"] = json!([
            { "id": "a", "kind": "link", "url": "javascript:window.hacked=1", "label": everywhere },
            { "id": "b", "kind": "link", "url": "tel:1", "label": everywhere },
        ]);
        pack["profile"]["intro"] = everywhere.clone();
        pack["profile"]["fields"][0]["label"] = everywhere.clone();
        pack["profile"]["purposes"][0]["text"] = everywhere.clone();
        pack["faq"] = json!([{
            "id": "evil", "question": everywhere, "keywords": { "zh-CN": ["坏"] }, "answer": everywhere, "buttons": button,
            "cards": [{
                "title": everywhere, "text": everywhere, "image": "javascript:window.hacked=1", "image_alt": everywhere, "buttons": button,
            }],
        }]);
    });
    let visit = shop.visit().await;
    visit.open_chat().await;
    visit.ask("坏").await;
    visit.until("the answer is there", "rows().at(-1).author === 'bot'").await;
    unharmed(&visit).await;
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    unharmed(&visit).await;
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.find("heading", "我的资料").await;
    unharmed(&visit).await;
    assert!(!visit.requests().iter().any(|one| one.contains("stolen")), "{:?}", visit.requests());
}

#[tokio::test]
async fn a_privacy_policy_that_is_no_link_is_not_followed() {
    let shop = Shop::new()
        .pack(|pack| pack["profile"]["policy"]["url"] = json!("javascript:window.hacked=1"));
    let visit = shop.visit().await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    if visit.sees("button", "我的资料").await {
        visit.click("button", "我的资料").await;
        visit.find("heading", "我的资料").await;
    }
    unharmed(&visit).await;
}

async fn unharmed(visit: &Visit) {
    visit.settle().await;
    assert_eq!(
        visit.value::<Value>("window.hacked ?? null").await,
        Value::Null,
        "something was executed"
    );
    assert_eq!(visit.value::<Vec<String>>(TRACES).await, [""; 0], "words became elements");
}
