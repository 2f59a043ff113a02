//! A whole visit, every write and request of it recorded, and compared with what `docs/privacy.md` tells.

use kefu_e2e::Device;
use kefu_e2e::live::LiveShop;

use crate::live::{hand_over, takes, writes};
use crate::rights::agrees;

const MAP: &str = include_str!("../../../docs/privacy.md");

/// Records what is written anywhere, in front of every script of the page.
const RECORD: &str = "
    const wrote = window.wrote = [];
    const watch = (home, name, tell) => {
        const own = home[name];
        home[name] = function (...values) { wrote.push(tell.apply(this, values)); return own.apply(this, values); };
    };
    watch(Storage.prototype, 'setItem', function (name) { return (this === localStorage ? 'local ' : 'session ') + name; });
    for (const verb of ['put', 'add']) watch(IDBObjectStore.prototype, verb, function (value, name) {
        return this.transaction.db.name + '/' + this.name + ' ' + (name ?? '');
    });
    watch(CacheStorage.prototype, 'open', (name) => 'cache ' + name);
    watch(Navigator.prototype, 'sendBeacon', (url) => 'beacon ' + url);
    const fields = window.fields = new Set();
    const note = (value, path) => {
        if (Array.isArray(value)) value.forEach((one) => note(one, path));
        else if (value && typeof value === 'object') Object.entries(value).forEach(([name, one]) => note(one, path ? path + '.' + name : name));
        else if (path === 'identifier' || path === 'data') note(JSON.parse(value), 'socket');
        else fields.add(path);
    };
    const send = window.fetch;
    window.fetch = function (url, options) {
        if (options?.body) typeof options.body === 'string' ? note(JSON.parse(options.body), '') : fields.add('body of ' + url);
        return send.apply(this, arguments);
    };
    const say = WebSocket.prototype.send;
    WebSocket.prototype.send = function (text) { note(JSON.parse(text), ''); return say.call(this, text); };
    const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
    Object.defineProperty(document, 'cookie', { get: () => cookie.get.call(document), set: (text) => wrote.push('cookie ' + text) });";

#[tokio::test]
async fn a_whole_visit_keeps_and_sends_only_what_the_data_map_names() {
    let shop = LiveShop::open().await;
    let agent = shop.agent("lin").await;
    let visit = shop.visitor(Device::LAPTOP).await;
    // The recorder comes with each page, in front of its scripts.
    visit
        .devtools("Page.addScriptToEvaluateOnNewDocument", kefu_e2e::json!({ "source": RECORD }))
        .await;
    visit.reload().await;

    agrees(&visit, &["核对和处理您的订单…", "记住您问过什么…"]).await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    hand_over(&visit, "转给客服").await;
    takes(&agent).await;
    writes(&agent, "您好").await;
    visit.hears("agent", "您好").await;
    visit.press("写一半").await;
    visit.until("all kinds of records are there", "kept().then((texts) => Object.keys(texts).some((name) => name.startsWith('kefu:draft:')) && 'kefu:history' in texts)").await;

    let wrote: Vec<String> = visit.value("[...new Set(window.wrote)]").await;
    let names: Vec<&str> = MAP
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .filter(|name| name.starts_with("kefu:"))
        .collect();
    assert!(names.len() >= 10, "the map names what is kept: {names:?}");
    let is_named = |key: &str| {
        names.iter().any(|name| match name.split_once('<') {
            Some((prefix, _)) => key.starts_with(prefix) && key.len() > prefix.len(),
            None => key == *name,
        })
    };
    let undeclared: Vec<&String> = wrote
        .iter()
        .filter(|one| match one.split_once(' ') {
            Some(("kefu/records", key)) => !is_named(key),
            Some(("kefu/keys", "1")) | Some(("session", "kefu:tab")) => false,
            _ => true,
        })
        .collect();
    assert!(undeclared.is_empty(), "written and not in docs/privacy.md: {undeclared:?}");
    for kind in
        ["kefu:row:", "kefu:state", "kefu:profile", "kefu:consent:", "kefu:sent:", "kefu:thread"]
    {
        assert!(wrote.iter().any(|one| one.contains(kind)), "{kind} was written: {wrote:?}");
    }

    let is_declared = |request: &str| {
        let (method, path) = request.split_once(' ').unwrap_or_default();
        let is_file = |path: &str| {
            ["/kefu/", "/img/"].iter().any(|folder| path.starts_with(folder))
                || ["/", "/shop.css", "/shop.kefu.json", "/favicon.ico"].contains(&path)
        };
        method == "GET" && (is_file(path) || path == "/cable")
            || path.starts_with("/public/api/v1/inboxes/shanye-demo") && !path.contains("王")
    };
    let undeclared: Vec<String> =
        visit.requests().into_iter().filter(|request| !is_declared(request)).collect();
    assert!(undeclared.is_empty(), "asked for and not in docs/privacy.md: {undeclared:?}");
    let declared: Vec<&str> = MAP
        .split("## What is sent, field by field")
        .nth(1)
        .expect("the map tells what is sent")
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('|'))
        .flat_map(|(names, _)| names.split(['`', ',', ' ']).filter(|name| !name.is_empty()))
        .collect();
    let sent: Vec<String> = visit.value("[...window.fields].sort()").await;
    let undeclared: Vec<&String> = sent
        .iter()
        .filter(|field| {
            !declared.iter().any(|name| {
                *field == name || field.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
            })
        })
        .collect();
    assert!(undeclared.is_empty(), "sent and not in docs/privacy.md: {undeclared:?}");
    for field in ["kefu_handoff.transcript.text", "kefu_handoff.profile.values.value", "content"] {
        assert!(sent.iter().any(|one| one == field), "{field} was sent: {sent:?}");
    }
    let queries: Vec<String> = visit
        .requests()
        .into_iter()
        .filter(|one| one.contains('?') && !one.ends_with("?kefu_chat=1"))
        .collect();
    assert!(queries.is_empty(), "values in an address: {queries:?}");
}
