//! What tools and screen readers make of the widget, in every state, scheme and language.

use kefu_e2e::keys::Key;
use kefu_e2e::{Device, Shop, Trouble, Visit, given};

#[tokio::test]
async fn axe_finds_nothing_in_chinese_and_light() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    nothing_found(&visit, "closed").await;
    visit.open_chat().await;
    nothing_found(&visit, "open").await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.find("heading", "云栖盖碗 · 150 毫升").await;
    visit.ask("退货退款").await;
    visit.hears("bot", "您想问的是不是").await;
    nothing_found(&visit, "with cards and suggestions").await;
    visit.click("button", "更多").await;
    nothing_found(&visit, "with the menu").await;
    visit.click("button", "我的资料").await;
    visit.click("button", "同意并保存").await;
    visit.find("alert", "请至少勾选一项用途，或者选择不填。").await;
    nothing_found(&visit, "profile form with an error").await;
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    nothing_found(&visit, "way to a person").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    nothing_found(&visit, "handed over").await;
    visit.fill("请输入您的问题", "我的卡号是 6222 0000 0000 0000 004").await;
    visit.press(Key::Enter).await;
    visit.find("alert", "这里像是有银行卡号…").await;
    nothing_found(&visit, "with a question about a number").await;
    visit.click("button", "更多").await;
    visit.click("button", "隐私与数据").await;
    visit.find("button", "全部删除").await;
    nothing_found(&visit, "what is kept").await;
    visit.click("button", "全部删除").await;
    visit.find("alert", "删掉这台设备上的一切…").await;
    nothing_found(&visit, "before everything is erased").await;
}

#[tokio::test]
async fn axe_finds_nothing_in_english_and_dark() {
    let visit =
        Shop::new().trouble(Trouble::Refuse).visit_at("/en.html", Device::LAPTOP.dark()).await;
    visit.find("button", "Chat").await;
    nothing_found(&visit, "closed").await;
    visit.open_chat().await;
    visit.ask("how much is shipping").await;
    visit.hears("bot", "cast iron always ships free").await;
    nothing_found(&visit, "open").await;
    visit.click("button", "More").await;
    visit.click("button", "My details").await;
    visit.find("heading", "My details").await;
    nothing_found(&visit, "profile form").await;
    visit.click("button", "Talk to a human").await;
    visit.find("heading", "Talk to a human").await;
    nothing_found(&visit, "way to a person").await;
    visit.click("button", "Hand over").await;
    visit.find("button", "Try again").await;
    nothing_found(&visit, "failed hand-over").await;
}

#[tokio::test]
async fn axe_finds_nothing_on_a_phone_in_the_dark() {
    let visit = Shop::new().visit_with(Device::PHONE.dark()).await;
    visit.open_chat().await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.find("heading", "云栖盖碗 · 150 毫升").await;
    nothing_found(&visit, "open").await;
}

#[tokio::test]
async fn axe_finds_nothing_where_the_chat_cannot_open() {
    for device in [Device::LAPTOP, Device::PHONE.dark()] {
        let shop = Shop::new().script_first("delete window.WebAssembly;");
        let visit = shop.visit_with(device).await;
        visit.click("button", "在线客服").await;
        visit.find("link", "写邮件").await;
        nothing_found(&visit, "the lite panel").await;
    }
}

#[tokio::test]
async fn each_new_message_is_announced_once_and_only_once() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit
        .run(
            "window.said = []; const regions = [...root().querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert]')];
             new MutationObserver((changes) => changes.forEach((change) => {
                 const region = regions.find((one) => one.contains(change.target));
                 const text = tidy(region?.textContent);
                 if (text && window.said.at(-1) !== text) window.said.push(text);
             })).observe(root(), { subtree: true, childList: true, characterData: true });",
        )
        .await;
    assert_eq!(visit.value::<usize>("all('log').length").await, 1);
    assert_eq!(
        visit.value::<String>("all('log')[0].getAttribute('aria-live')").await,
        "off",
        "the region speaks, not the list"
    );
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    visit.settle().await;
    let said: Vec<String> = visit.value("window.said").await;
    assert_eq!(said.len(), 2, "{said:#?}");
    assert!(
        said[0].starts_with("小集 · 自动助手: ") && said[0].contains("铸铁锅一律包邮"),
        "{said:#?}"
    );
    assert!(said[1].contains("开发票") && !said[1].contains("包邮"), "only what is new: {said:#?}");
}

#[tokio::test]
async fn the_same_answer_twice_is_announced_twice() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit
        .run(
            "window.spoken = 0; const region = root().querySelector('[aria-live=polite]');
             new MutationObserver(() => window.spoken++).observe(region, { subtree: true, childList: true, characterData: true });",
        )
        .await;
    for times in 1..=2 {
        visit.ask("运费怎么算").await;
        visit.until("it is spoken", &format!("window.spoken >= {times}")).await;
    }
}

#[tokio::test]
async fn history_is_not_announced_when_the_page_loads() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.settle().await;
    assert_eq!(
        visit.value::<String>("tidy(root().querySelector('[aria-live=polite]').textContent)").await,
        ""
    );
}

#[tokio::test]
async fn going_through_a_form_and_back_never_loses_the_focus() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.has_focus("heading", "联系客服").await;
    visit.press(Key::Escape).await;
    visit.has_focus("textbox", "请输入您的问题").await;
    visit.click("button", "更多").await;
    visit.press(Key::Escape).await;
    visit.sees_no_more("button", "我的资料").await;
    visit.find("dialog", "山野集").await;
    visit.until("the focus is still in the panel", "focused()?.closest('[role=dialog]')").await;
}

#[tokio::test]
async fn who_wants_no_motion_sees_none() {
    let visit = Shop::new().visit().await;
    visit.wants_no_motion().await;
    visit.run("addEventListener('animationstart', () => { window.moved = true; }, true);").await;
    visit.open_chat().await;
    visit.run("root().addEventListener('animationstart', () => { window.moved = true; });").await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.settle().await;
    assert!(!visit.value::<bool>("!!window.moved || root().getAnimations().length > 0").await);
}

pub(crate) async fn nothing_found(visit: &Visit, state: &str) {
    visit.stands_still().await;
    if !visit.value::<bool>("'axe' in window").await {
        let axe = std::fs::read_to_string(given("KEFU_AXE")).expect("axe-core is there");
        visit.run(&axe).await;
    }
    let found = visit
        .promised(
            "axe.run({ include: [['kefu-chat']] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] })
                .then(({ violations }) => violations.filter((one) => one.id !== 'region').flatMap((one) => one.nodes.map((node) =>
                    one.id + ': ' + one.help + '\\n  ' + node.html.slice(0, 200) + '\\n  ' + node.failureSummary)).join('\\n'))",
        )
        .await;
    let found = found.as_str().expect("axe answers in words");
    assert!(found.is_empty(), "axe finds in the state “{state}”:\n{found}");
}
