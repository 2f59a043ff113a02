//! On a phone, on a small one, and with large letters.

use kefu_e2e::{Device, Shop, Value, Visit, json};

#[tokio::test]
async fn on_a_phone_the_panel_fills_the_screen() {
    let visit = Shop::new().visit_with(Device::PHONE).await;
    visit.open_chat().await;
    visit.stands_still().await;
    let place: Value = visit.value("(({ x, y, width, height }) => [x, y, width, height])(all('dialog')[0].getBoundingClientRect())").await;
    let screen: Value = visit.value("[0, 0, innerWidth, innerHeight]").await;
    assert_eq!(place, screen);
    assert!(!visit.sees("button", "在线客服").await, "the bubble does not cover the input box");
}

#[tokio::test]
async fn on_a_phone_opening_brings_up_no_keyboard() {
    let visit = Shop::new().visit_with(Device::PHONE).await;
    visit.open_chat().await;
    visit.has_focus("dialog", "山野集").await;
}

#[tokio::test]
async fn the_back_button_closes_the_panel_and_stays_on_the_page() {
    let visit = Shop::new().visit_with(Device::PHONE).await;
    visit.run("window.samePage = true;").await;
    visit.open_chat().await;
    visit.go_back().await;
    visit.sees_no_more("dialog", "山野集").await;
    assert!(visit.value::<bool>("window.samePage === true && location.pathname === '/'").await);
    visit.open_chat().await;
    visit.click("button", "关闭对话").await;
    visit.sees_no_more("dialog", "山野集").await;
    visit.until("no step is left in the history", "history.state !== 'kefu'").await;
    assert!(visit.value::<bool>("window.samePage").await);
}

#[tokio::test]
async fn no_text_field_makes_the_browser_zoom() {
    let visit = Shop::new().visit_with(Device::PHONE).await;
    visit.open_chat().await;
    let smallest = "Math.min(...[...root().querySelectorAll('input:not([type=checkbox]), textarea, select')].map((one) => parseFloat(getComputedStyle(one).fontSize)))";
    assert!(visit.value::<f64>(smallest).await >= 16.0);
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    assert!(visit.value::<f64>(smallest).await >= 16.0);
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.find("heading", "我的资料").await;
    assert!(visit.value::<f64>(smallest).await >= 16.0);
}

#[tokio::test]
async fn nothing_scrolls_sideways_on_the_smallest_phone() {
    let visit = Shop::new().visit_with(Device::SMALL_PHONE).await;
    everywhere_fits(&visit).await;
    everything_is_big_enough_to_hit(&visit).await;
}

#[tokio::test]
async fn letters_of_twice_the_size_fit_on_a_laptop() {
    let visit = Shop::new().visit_with(Device::LAPTOP.with_font_size(32)).await;
    everywhere_fits(&visit).await;
    let size: String =
        visit.value("getComputedStyle(root().querySelector('[role=log] p')).fontSize").await;
    assert_eq!(size, "30px", "the letters follow the visitor's own size");
}

#[tokio::test]
async fn letters_of_twice_the_size_fit_on_a_phone() {
    let visit = Shop::new().visit_with(Device::PHONE.with_font_size(32)).await;
    everywhere_fits(&visit).await;
}

#[tokio::test]
async fn what_can_be_tapped_is_big_enough() {
    let visit = Shop::new().visit_with(Device::PHONE).await;
    visit.open_chat().await;
    everything_is_big_enough_to_hit(&visit).await;
}

#[tokio::test]
async fn turned_on_its_side_the_input_box_is_in_view() {
    let visit = Shop::new().visit_with(Device::LAPTOP).await;
    let metrics = json!({ "width": 844, "height": 390, "deviceScaleFactor": 1, "mobile": false });
    visit.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
    visit.open_chat().await;
    visit.stands_still().await;
    let bottom: f64 =
        visit.value("all('textbox', '请输入您的问题')[0].getBoundingClientRect().bottom").await;
    assert!(bottom <= 390.0, "{bottom}");
    let room: f64 = visit.value("root().querySelector('[role=log]').clientHeight").await;
    assert!(room >= 60.0, "{room} pixels are left for the conversation");
}

/// Walks through the panel and looks for what sticks out sideways, and for the way to a person.
async fn everywhere_fits(visit: &Visit) {
    visit.open_chat().await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.find("heading", "云栖盖碗 · 150 毫升").await;
    fits(visit, "the conversation").await;
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    fits(visit, "the way to a person").await;
    visit.click("button", "更多").await;
    fits(visit, "the menu").await;
    visit.click("button", "我的资料").await;
    visit.find("heading", "我的资料").await;
    fits(visit, "the form").await;
    visit.click("button", "返回对话").await;
    visit.find("textbox", "请输入您的问题").await;
}

async fn fits(visit: &Visit, place: &str) {
    visit.stands_still().await;
    let outside: Vec<Value> = visit
        .value(
            "(() => { const panel = all('dialog')[0].getBoundingClientRect();
                return [...all('dialog')[0].querySelectorAll('*')].filter((one) => seen(one) && !one.closest('.unseen, svg'))
                    .map((one) => [one, one.getBoundingClientRect()])
                    .filter(([, box]) => box.width && (box.left < panel.left - 1 || box.right > panel.right + 1))
                    .map(([one, box]) => [one.tagName + '.' + one.className, tidy(one.textContent).slice(0, 20), box.left, box.right]); })()",
        )
        .await;
    assert_eq!(outside, [Value::Null; 0], "in {place} this sticks out of the panel");
    let sideways: Vec<String> = visit
        .value(
            "[document.documentElement, ...all('dialog')[0].querySelectorAll('*')].filter((one) =>
                one.scrollWidth > one.clientWidth + 1 && one.clientWidth && getComputedStyle(one).display !== 'inline'
                && (one === document.documentElement || ['auto', 'scroll', 'hidden'].includes(getComputedStyle(one).overflowX)) && !one.closest('.unseen') && getComputedStyle(one).textOverflow !== 'ellipsis')
                .map((one) => one.tagName + '.' + one.className + ' ' + one.scrollWidth + ' > ' + one.clientWidth)",
        )
        .await;
    assert_eq!(sideways, [""; 0], "in {place} this scrolls sideways or is cut off");
    let button = visit.find("button", "转人工").await.rect().await.expect("it has a place");
    let on_top: bool = visit
        .run_with(
            "const hit = root().elementFromPoint(arguments[0], arguments[1]); return !!hit?.closest('button') && nameOf(hit.closest('button')) === '转人工';",
            json!([button.x + button.width / 2.0, button.y + button.height / 2.0]),
        )
        .await
        == json!(true);
    assert!(on_top, "in {place} the button to a person is in view and nothing lies over it");
}

/// WCAG 2.2 asks for 24 pixels; links within a sentence are excepted.
async fn everything_is_big_enough_to_hit(visit: &Visit) {
    visit.stands_still().await;
    let small: Vec<Value> = visit
        .value(
            "[...all('button'), ...all('textbox')].map((one) => [nameOf(one), one.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24).map(([name, box]) => [name, box.width, box.height])",
        )
        .await;
    assert_eq!(small, [Value::Null; 0], "this is too small for a finger");
}
