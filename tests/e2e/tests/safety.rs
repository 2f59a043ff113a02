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
        pack["feedback"] = json!({ "yes": everywhere, "no": everywhere });
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

/// Our own corpus of hostile strings, one JSON object with `kind` and `text` a line.
const ATTACKS: &str = include_str!("../data/attacks.jsonl");

fn attacks() -> Vec<String> {
    let read = |line: &str| -> Value { serde_json::from_str(line).expect("each line is JSON") };
    ATTACKS.lines().map(|line| read(line)["text"].as_str().expect("a text").to_owned()).collect()
}

/// What sticks out of the panel at its sides, but for what can be scrolled to within it.
const STICKS_OUT: &str = "((panel) => [...panel.querySelectorAll('*')].filter((one) => {
    const { left, right, width } = one.getBoundingClientRect();
    const home = panel.getBoundingClientRect();
    const clips = (within) => within !== panel && (getComputedStyle(within).overflowX !== 'visible' || clips(within.parentElement));
    return width > 1 && seen(one) && (left < home.left - 2 || right > home.right + 2) && !clips(one.parentElement);
}).map((one) => one.outerHTML.slice(0, 120)))(root().querySelector('.panel'))";

/// What makes the conversation wider than it is, so that it would scroll sideways.
const SCROLLS: &str = "((log) => log && log.scrollWidth > log.clientWidth + 1 ? [...log.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > log.getBoundingClientRect().right).map((one) => one.outerHTML.slice(0, 200)) : [])(
    root().querySelector('[role=log]'))";

#[tokio::test]
async fn a_thousand_attacks_are_only_words() {
    let attacks = attacks();
    assert!(attacks.len() >= 300);
    let visit = Shop::new().pack(|pack| in_every_field(pack, &attacks)).visit().await;
    visit.be_patient();
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.until("the answer is there", "rows().length > 2 && rows().at(-1).author === 'bot'").await;
    unharmed_by_all(&visit).await;

    // What the page may tell of a visitor who agreed to it, so that it is kept and goes on to the rules of the pack.
    assert_eq!(visit.promised("Kefu('consent', { personal: true })").await, true);
    // Each call writes anew all that is kept, so every fourth string has to do.
    let some: Vec<&String> = attacks.iter().step_by(4).collect();
    let told = format!(
        "(async (attacks) => {{
            for (const text of attacks) {{
                await Kefu('track', text, {{ [text]: text }});
                await Kefu('tag', text);
                await Kefu('set', {{ name: text }});
            }}
            return JSON.parse((await kept())['kefu:history'] ?? '[]').length;
        }})({})",
        json!(some)
    );
    visit
        .run(&format!(
            "window.kept_facts = 0; {told}.then((count) => {{ window.kept_facts = count; }});"
        ))
        .await;
    visit.until("it is kept", "window.kept_facts > 200").await;
    unharmed_by_all(&visit).await;

    // What it may tell of anybody.
    let told = "((attacks) => { for (const text of attacks) {
        const values = { [text]: text, name: text };
        Kefu('event', text, values); Kefu('track', text, values); Kefu('set', values); Kefu('tag', text); Kefu('untag', text);
        Kefu('consent', { [text]: true }); Kefu('locale', text); Kefu('theme', text);
        Kefu('identify', { identifier: text, identifier_hash: text, name: text, email: text });
    } Kefu('identify', null); Kefu('locale', 'zh-CN'); Kefu('theme', 'light'); return true; })(arguments[0])";
    visit.until_with("the page has told it", told, json!([attacks])).await;
    unharmed_by_all(&visit).await;

    // What visitors, agents and an earlier release have said.
    let now = visit.value::<f64>("Date.now()").await as u64 - 3_600_000;
    let rows: serde_json::Map<String, Value> = attacks
        .iter()
        .enumerate()
        .flat_map(|(at, text)| {
            let row = |side: usize, body: Value| {
                let at = now + (at * 10 + side) as u64;
                let row = json!({ "at": at, "body": body, "delivery": "sent" }).to_string();
                (format!("kefu:row:{at:014}-attack-{side}"), Value::from(row))
            };
            [
                row(0, json!({ "visitor": text })),
                row(1, json!({ "agent": { "text": text, "name": text } })),
                row(2, json!({ "system": { "joined": text } })),
            ]
        })
        .collect();
    let kept = visit.run_with("return keep(arguments[0]);", json!([rows])).await;
    assert_eq!(kept, rows.len());
    let profile = json!({
        "values": [{ "field": "name", "value": attacks.concat().chars().take(100_000).collect::<String>() }], "erase_at": 9_999_999_999_999_u64,
        "purposes": ["order"], "policy_version": "2026-11", "policy_url": "javascript:pwned=1", "locale": "zh-CN", "at": "2026-11-28T00:00:00.000Z",
    });
    visit
        .run_with("return keep({ 'kefu:profile': arguments[0] });", json!([profile.to_string()]))
        .await;
    visit.reload().await;
    visit.open_chat().await;
    visit.until("they are there", "rows().length > 20").await;
    let mut seen = 0;
    loop {
        unharmed_by_all(&visit).await;
        let first: Value = visit.value("root().querySelector('[data-author]').textContent").await;
        visit.run("root().querySelector('[role=log]').scrollTop = 0;").await;
        visit.settle().await;
        let above: Value = visit.value("root().querySelector('[data-author]').textContent").await;
        seen += 1;
        if above == first {
            break;
        }
    }
    assert!(seen > attacks.len() * 3 / 200, "only {seen} screens were looked at");

    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    unharmed_by_all(&visit).await;
    visit.run("Kefu('privacy');").await;
    visit.find("heading", "隐私与数据").await;
    unharmed_by_all(&visit).await;
}

/// Puts every string somewhere, and each kind of field gets many of them.
fn in_every_field(pack: &mut Value, attacks: &[String]) {
    let share = |part: usize| {
        let words: Vec<&str> = attacks.iter().skip(part).step_by(12).map(String::as_str).collect();
        json!({ "zh-CN": words.join(" ") })
    };
    let buttons = |part: usize| -> Value {
        let one = |text: &String| json!({ "label": { "zh-CN": text }, "link": text });
        attacks.iter().skip(part).step_by(12).map(one).collect()
    };
    pack["brand"] =
        json!({ "name": share(0), "tagline": share(1), "assistant": share(2), "logo": attacks[7] });
    pack["greeting"] = share(3);
    pack["theme"] = json!({ "accent": attacks[11] });
    pack["remember"] = json!({ "events": "personal", "pages": "personal" });
    pack["profile"]["intro"] = share(4);
    pack["profile"]["fields"][0]["label"] = share(5);
    pack["profile"]["purposes"][0]["text"] = share(6);
    pack["profile"]["purposes"][1]["recipient"] = share(7);
    let channels = pack["channels"].as_array_mut().expect("there are channels");
    let link = |(at, text): (usize, &String)| json!({ "id": format!("attack-{at}"), "kind": "link", "url": text, "label": { "zh-CN": text } });
    channels.extend(attacks.iter().enumerate().step_by(12).map(link));
    let entry = pack["faq"]
        .as_array_mut()
        .expect("there are entries")
        .iter_mut()
        .find(|one| one["id"] == "ship-cost");
    let entry = entry.expect("the shop tells what delivery costs");
    let cards = |part: usize| json!([{ "title": share(part), "text": share(part + 1), "image": attacks[3], "image_alt": share(part), "buttons": buttons(part) }]);
    // A picture of the site's own is the owner's to show; what is left are none.
    let words: Vec<&str> = attacks
        .iter()
        .map(String::as_str)
        .filter(|text| !(text.contains("![") && text.contains("/pwned")))
        .collect();
    entry["answer"] = json!({ "zh-CN": words.join("\n\n") });
    entry["buttons"] = buttons(8);
    entry["cards"] = cards(9);
}

async fn unharmed_by_all(visit: &Visit) {
    visit.settle().await;
    let harm: Value = visit
        .value("[window.pwned ?? null, document.title.includes('pwned'), ({}).pwned ?? null, Object.keys(Object.prototype).length]")
        .await;
    assert_eq!(harm, json!([null, false, null, 0]), "something was executed");
    assert_eq!(visit.value::<Vec<String>>(TRACES).await, [""; 0], "words became elements");
    assert_eq!(
        visit.value::<Vec<String>>(STICKS_OUT).await,
        [""; 0],
        "words break out of the panel"
    );
    assert_eq!(visit.value::<Vec<String>>(SCROLLS).await, [""; 0], "words widen the conversation");
    let asked: Vec<String> =
        visit.requests().into_iter().filter(|one| one.contains("/pwned")).collect();
    assert_eq!(asked, [""; 0], "something was asked for");
}

#[tokio::test]
async fn a_link_that_looks_like_another_shows_where_it_leads() {
    let visit = Shop::new()
        .pack(|pack| {
            let entries = pack["faq"].as_array_mut().expect("there are entries");
            let entry = entries.iter_mut().find(|one| one["id"] == "ship-cost").expect("it is there");
            entry["answer"] = json!({ "zh-CN": "[付款](https://exаmple.com/pay) [example.com](https://example.org/x) [真的](https://example.com/)" });
        })
        .visit()
        .await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.find("link", "付款 (xn--exmple-4nf.com)…").await;
    visit.find("link", "example.com (example.org)…").await;
    let plain: String = visit.value("tidy(all('link', '真的…')[0].textContent)").await;
    assert!(!plain.contains("example.com"), "{plain}");
}

#[tokio::test]
async fn a_module_that_was_changed_does_not_run() {
    let visit = Shop::new()
        .script_first(
            "const fetched = window.fetch;
             window.fetch = (url, options) => fetched(url, options).catch((error) => { window.refused = [String(url), !!(options && options.integrity)]; throw error; });",
        )
        .change_module()
        .visit()
        .await;
    visit.click("button", "在线客服").await;
    visit.has_focus("heading", "在线客服").await;
    let refused: Value = visit
        .value("window.refused.map((one) => one === true || /kefu-[0-9a-f]+\\.wasm$/.test(one))")
        .await;
    assert_eq!(refused, json!([true, true]));
}
