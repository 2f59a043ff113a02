//! What the page can order, and that nothing is left when it orders the end.

use kefu_e2e::{Shop, Value, Visit, json};

/// Keeps commands until the loader comes, as the guide for site owners has it.
const STUB: &str =
    "window.Kefu = window.Kefu || function () { (Kefu.q = Kefu.q || []).push(arguments); };
    window.heard = [];
    addEventListener('kefu:open', () => window.heard.push('event open'));
    Kefu('on', 'open', () => window.heard.push('open'));
    Kefu('on', 'close', () => window.heard.push('close'));
    Kefu('ready', () => window.heard.push('ready'));
    Kefu('open');";

/// Counts what listens, waits or observes, from before the loader on.
const COUNT: &str = "
    window.Kefu = undefined;
    const live = new Map();
    const named = (target) => [[window, 'window'], [document, 'document'], [visualViewport, 'viewport'],
        [document.documentElement, 'root'], [document.body, 'body']].find(([known]) => known === target)?.[1]
        ?? (target instanceof MediaQueryList ? 'media ' + target.media : null);
    const change = (key, by) => live.set(key, (live.get(key) ?? 0) + by);
    const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
    const known = new WeakMap();
    const key = (target, type, heard, options) => {
        const own = known.get(heard) ?? known.set(heard, Math.random()).get(heard);
        return type + ' ' + own + ' ' + !!(options?.capture ?? options);
    };
    const each = new Map();
    EventTarget.prototype.addEventListener = function (type, heard, options) {
        const name = heard && named(this ?? window);
        if (name && !options?.once) {
            const set = each.get(name) ?? each.set(name, new Set()).get(name);
            set.add(key(this, type, heard, options));
        }
        return add.call(this ?? window, type, heard, options);
    };
    EventTarget.prototype.removeEventListener = function (type, heard, options) {
        const name = heard && named(this ?? window);
        if (name) each.get(name)?.delete(key(this, type, heard, options));
        return remove.call(this ?? window, type, heard, options);
    };
    const timers = new Set();
    const { setTimeout: start, clearTimeout: stop, setInterval: repeat, clearInterval: unrepeat } = window;
    window.setTimeout = (then, ...rest) => {
        const id = start(() => { timers.delete(id); if (typeof then === 'function') then(); }, ...rest);
        timers.add(id);
        return id;
    };
    window.clearTimeout = (id) => { timers.delete(id); stop(id); };
    window.setInterval = (...rest) => { const id = repeat(...rest); timers.add(id); return id; };
    window.clearInterval = (id) => { timers.delete(id); unrepeat(id); };
    let observers = 0;
    for (const kind of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver']) {
        const { observe, disconnect } = window[kind].prototype;
        const watching = new WeakSet();
        window[kind].prototype.observe = function (...rest) {
            if (!watching.has(this)) { watching.add(this); observers++; }
            return observe.apply(this, rest);
        };
        window[kind].prototype.disconnect = function () {
            if (watching.delete(this)) observers--;
            return disconnect.call(this);
        };
    }
    window.leftOver = () => ({
        listeners: [...each].flatMap(([name, set]) => [...set].map((one) => name + ' ' + one.split(' ')[0])),
        timers: timers.size, observers,
    });
    delete window.Kefu;
    window.globalsBefore = Object.keys(window);";

/// Globals of this test and of the browser's driver.
const OF_THE_TEST: &str = "['globalsBefore', 'ret_nodes', 'se_exportedFunctionSymbol']";

#[tokio::test]
async fn commands_given_before_the_loader_came_are_carried_out() {
    let shop = Shop::new().file("stub.js", STUB).tag("<script src=\"/stub.js\"></script>{tag}");
    let visit = shop.visit().await;
    visit.hears("bot", "您好，欢迎来到山野集").await;
    visit
        .until(
            "everybody was told",
            "window.heard.includes('ready') && window.heard.includes('open')",
        )
        .await;
    visit.click("button", "关闭对话").await;
    visit.until("the end was told", "window.heard.at(-1) === 'close'").await;
    let heard: Vec<String> = visit.value("window.heard").await;
    assert_eq!(heard.iter().filter(|one| *one == "open").count(), 1, "{heard:?}");
    assert!(heard.contains(&"event open".to_owned()), "{heard:?}");
}

#[tokio::test]
async fn the_page_opens_closes_hides_and_shows_it() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.run("Kefu('open');").await;
    visit.find("dialog", "山野集").await;
    visit.run("Kefu('close');").await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.run("Kefu('toggle');").await;
    visit.find("dialog", "山野集").await;
    visit.run("Kefu('toggle');").await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.run("Kefu('hide');").await;
    visit.sees_no_more("button", "在线客服").await;
    visit.run("Kefu('show');").await;
    visit.find("button", "在线客服").await;
}

#[tokio::test]
async fn the_page_sets_language_and_theme() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.run("Kefu('locale', 'en'); Kefu('theme', 'dark'); Kefu('open');").await;
    visit.find("button", "Talk to a human").await;
    visit.hears("bot", "Welcome to Shanye Goods.").await;
    visit.find("button", "Chat").await;
    let dark = brightness(&visit).await;
    visit.run("Kefu('theme', 'light'); Kefu('locale', 'zh-TW');").await;
    visit.find("button", "轉真人").await;
    let light = brightness(&visit).await;
    assert!(dark < 60.0 && light > 200.0, "dark is {dark}, light is {light}");
}

#[tokio::test]
async fn the_theme_of_the_page_is_followed_live() {
    let visit = Shop::new().attribute("data-theme=\"host\"").visit().await;
    visit.open_chat().await;
    visit.run("document.documentElement.dataset.theme = 'dark';").await;
    visit.until("the panel is dark", "root().querySelector('[data-scheme=dark]')").await;
    visit.run("document.documentElement.dataset.theme = 'light';").await;
    visit.until("the panel is light", "root().querySelector('[data-scheme=light]')").await;
}

#[tokio::test]
async fn handlers_can_be_taken_back() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit
        .run(
            "window.heard = []; const note = (name) => () => window.heard.push(name); window.b = note('b');
             window.undo = Kefu('on', 'open', note('a')); Kefu('on', 'open', window.b); Kefu('on', 'open', note('c'));
             Kefu('on', 'open', () => { throw new Error('the trouble of the page'); }); Kefu('on', 'open', note('d'));",
        )
        .await;
    visit.open_chat().await;
    visit.until("all were told", "window.heard.join('') === 'abcd'").await;
    visit.run("window.undo(); Kefu('off', 'open', window.b); Kefu('close'); window.heard = []; Kefu('open');").await;
    visit.until("only those who stayed were told", "window.heard.join('') === 'cd'").await;
    visit.run("Kefu('off', 'open'); Kefu('close'); window.heard = []; Kefu('open');").await;
    visit.find("dialog", "山野集").await;
    assert_eq!(visit.value::<Vec<String>>("window.heard").await, [""; 0]);
}

#[tokio::test]
async fn an_unknown_command_harms_nobody() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.run("Kefu('dance'); Kefu('constructor'); Kefu('__proto__'); Kefu();").await;
    visit.open_chat().await;
}

#[tokio::test]
async fn included_twice_there_is_one_widget() {
    let visit = Shop::new().tag("{tag}{tag}").visit().await;
    visit.open_chat().await;
    assert_eq!(visit.value::<usize>("document.querySelectorAll('kefu-chat').length").await, 1);
    assert_eq!(visit.rows().await.len(), 1);
}

#[tokio::test]
async fn destroy_leaves_nothing_and_a_second_load_works() {
    let visit = Shop::new().script_first(COUNT).visit().await;
    visit.find("button", "在线客服").await;
    let before: Value = visit.value("window.leftOver()").await;
    assert_eq!(before["timers"], json!(0), "the loader alone sets no timer");
    let sheets: usize = visit.value("document.adoptedStyleSheets.length").await;
    visit.run("Kefu('theme', 'host');").await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.run("Kefu('theme', 'host'); Kefu('theme', 'auto'); Kefu('theme', 'host');").await;
    let during: Value = visit.value("window.leftOver()").await;
    assert!(
        during["listeners"].as_array().is_some_and(|list| !list.is_empty()),
        "this test sees listeners: {during}"
    );
    assert!(
        during["observers"].as_u64().is_some_and(|count| count > 0),
        "this test sees observers: {during}"
    );

    visit.run("Kefu('destroy');").await;
    visit.settle().await;
    assert_eq!(visit.value::<usize>("document.querySelectorAll('kefu-chat').length").await, 0);
    let after: Value = visit.value("window.leftOver()").await;
    assert_eq!(after, json!({ "listeners": [], "timers": 0, "observers": 0 }));
    assert_eq!(visit.value::<usize>("document.adoptedStyleSheets.length").await, sheets);
    let fresh: Vec<String> = visit
        .value(&format!("Object.keys(window).filter((name) => ![...window.globalsBefore, ...{OF_THE_TEST}].includes(name))"))
        .await;
    assert_eq!(fresh, ["Kefu"], "only the stub stays");

    visit
        .run(
            "Kefu('open'); const tag = document.createElement('script'); tag.src = '/kefu/kefu.js';
             tag.dataset.pack = '/shop.kefu.json'; document.body.append(tag);",
        )
        .await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    assert_eq!(visit.console_errors().await, [""; 0]);
}

#[tokio::test]
async fn destroy_in_the_middle_of_a_hand_over_ends_it_quietly() {
    let visit = Shop::new().script_first(COUNT).trouble(kefu_e2e::Trouble::Hang).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.find("paragraph", "正在联系客服…").await;
    visit.console_errors().await;
    visit.run("Kefu('destroy');").await;
    visit.settle().await;
    let after: Value = visit.value("window.leftOver()").await;
    assert_eq!(after, json!({ "listeners": [], "timers": 0, "observers": 0 }));
    assert_eq!(visit.console_errors().await, [""; 0]);
}

async fn brightness(visit: &Visit) -> f64 {
    let script = "getComputedStyle(all('dialog')[0]).backgroundColor.match(/[\\d.]+/g).slice(0, 3).map(Number).reduce((a, b) => a + b) / 3";
    visit.value(script).await
}
