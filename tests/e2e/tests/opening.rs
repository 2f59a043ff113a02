//! Opening and closing, by mouse and by keyboard.

use kefu_e2e::Shop;
use kefu_e2e::keys::Key;

#[tokio::test]
async fn resting_the_mouse_on_the_bubble_downloads_and_a_click_opens() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    assert_eq!(visit.widget_requests().len(), 1);
    visit.hover("button", "在线客服").await;
    visit
        .until(
            "the widget is there",
            "performance.getEntriesByType('resource').some((one) => one.name.endsWith('.wasm'))",
        )
        .await;
    assert!(!visit.sees("dialog", "山野集").await, "nothing opens by itself");
    visit.click("button", "在线客服").await;
    visit.hears("bot", "您好，欢迎来到山野集").await;
    let requests = visit.widget_requests();
    for module in ["/kefu/kefu-", "/kefu/brain-"] {
        let of_module = |one: &&String| one.contains(module) && one.ends_with(".wasm");
        assert_eq!(requests.iter().filter(of_module).count(), 1, "{requests:?}");
    }
}

#[tokio::test]
async fn the_open_panel_greets_and_takes_the_focus_to_the_input_box() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.find("dialog", "山野集").await;
    visit.hears("bot", "我是自动助手小集").await;
    visit.has_focus("textbox", "请输入您的问题").await;
    visit.find("button", "关闭…").await;
}

#[tokio::test]
async fn escape_closes_the_panel_and_returns_focus_to_the_bubble() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.has_focus("textbox", "请输入您的问题").await;
    visit.press(Key::Escape).await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.has_focus("button", "在线客服").await;
}

#[tokio::test]
async fn the_close_button_closes_the_panel_and_returns_focus_to_the_bubble() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "关闭对话").await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.has_focus("button", "在线客服").await;
}

#[tokio::test]
async fn the_keyboard_alone_is_enough() {
    let visit = Shop::new().visit().await;
    visit.find("button", "在线客服").await;
    visit.run("document.querySelector('footer a:last-of-type').focus(); [...document.querySelectorAll('a')].at(-1).focus();").await;
    visit.press(Key::Tab).await;
    visit.has_focus("button", "在线客服").await;
    visit.press(Key::Enter).await;
    visit.hears("bot", "您好，欢迎来到山野集").await;
    visit.has_focus("textbox", "请输入您的问题").await;
    visit.press("运费怎么算").await;
    visit.press(Key::Enter).await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.press(Key::Escape).await;
    visit.has_focus("button", "在线客服").await;
    visit.press(Key::Space).await;
    visit.has_focus("textbox", "请输入您的问题").await;
}

#[tokio::test]
async fn the_focus_can_leave_the_open_panel() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.has_focus("textbox", "请输入您的问题").await;
    for _ in 0..30 {
        visit.press(Key::Tab).await;
        if visit.value("document.activeElement !== host()").await {
            return;
        }
    }
    panic!("Tab never leaves the panel, which the page around it stays usable beside");
}

#[tokio::test]
async fn the_bubble_closes_what_it_opened() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "在线客服").await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.find("button", "在线客服").await;
}
