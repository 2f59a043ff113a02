//! Asking and being answered, in two languages, by keyboard and by buttons.

use kefu_e2e::keys::Key;
use kefu_e2e::{Shop, Value, Visit, json};

#[tokio::test]
async fn a_question_in_chinese_gets_the_sites_own_answer() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    let answer = visit.hears("bot", "满 99 元包邮（新疆、西藏、青海、内蒙古满 199 元）").await;
    assert!(answer.text.contains("铸铁锅一律包邮"), "{answer:?}");
    assert!(visit.sees("listitem", "满 99 元包邮…").await, "the site wrote a list");
}

#[tokio::test]
async fn an_english_page_speaks_english() {
    let visit = Shop::new().visit_at("/en.html", kefu_e2e::Device::LAPTOP).await;
    visit.open_chat().await;
    visit.hears("bot", "Welcome to Shanye Goods.").await;
    visit.ask("how much is shipping").await;
    visit.hears("bot", "cast iron always ships free").await;
    visit.find("button", "Talk to a human").await;
}

#[tokio::test]
async fn the_visitor_can_change_the_language_and_it_stays_changed() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.click("button", "更多").await;
    visit.click("button", "English").await;
    visit.find("button", "Talk to a human").await;
    visit.ask("do you ship abroad").await;
    visit.hears("bot", "bamboo and wood do not go to Australia").await;
    visit.reload().await;
    visit.open_chat().await;
    visit.find("button", "Talk to a human").await;
}

#[tokio::test]
async fn traditional_characters_are_spoken() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    visit.click("button", "繁體中文").await;
    visit.find("button", "轉真人").await;
    visit.find("textbox", "請輸入您的問題").await;
    assert_eq!(visit.value::<String>("root().querySelector('[lang]').lang").await, "zh-TW");
}

#[tokio::test]
async fn traditional_characters_are_understood() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("運費怎麼算").await;
    visit.hears("bot", "满 99 元包邮").await;
}

#[tokio::test]
async fn every_message_says_who_when_and_what_became_of_it() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    let rows = visit.rows().await;
    let authors: Vec<&str> = rows.iter().map(|row| row.author.as_str()).collect();
    assert_eq!(authors, ["bot", "visitor", "bot"]);
    for row in &rows {
        let (hour, minute) =
            row.time.split_once(':').unwrap_or_else(|| panic!("no time in {row:?}"));
        assert!(hour.parse::<u8>().is_ok_and(|hour| hour < 24), "{row:?}");
        assert!(minute.parse::<u8>().is_ok_and(|minute| minute < 60), "{row:?}");
    }
    let delivery: Vec<Option<&str>> = rows.iter().map(|row| row.delivery.as_deref()).collect();
    assert_eq!(delivery, [None, Some("sent"), None]);
    let times: Vec<String> = visit.value("all('time').map((time) => time.dateTime)").await;
    assert!(times.iter().all(|time| time.ends_with('Z') && time.len() == 24), "{times:?}");
    let named: Vec<String> =
        visit.value("[...root().querySelectorAll('.author')].map((one) => one.textContent)").await;
    assert_eq!(
        named,
        ["小集 · 自动助手", "小集 · 自动助手"],
        "an automatic answer says that it is one"
    );
}

#[tokio::test]
async fn after_two_questions_without_an_answer_a_person_is_offered() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("量子力学的薛定谔方程").await;
    visit.hears("bot", "抱歉，这个问题我还不会回答").await;
    visit.ask("blub xyzzy").await;
    let offer = visit.hears("bot", "让同事来回答，好吗？").await;
    assert!(offer.text.ends_with("转人工"), "the offer has its button: {offer:?}");
    visit.run("[...root().querySelectorAll('[role=log] button')].at(-1).click();").await;
    visit.find("heading", "联系客服").await;
}

#[tokio::test]
async fn an_uncertain_question_gets_suggestions_that_answer_when_pressed() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("退货退款").await;
    visit.hears("bot", "您想问的是不是").await;
    visit.find("button", "怎么退货？").await;
    visit.click("button", "退款多久到账？").await;
    visit.hears("visitor", "退款多久到账？").await;
    visit.until("the answer is there", "rows().at(-1).author === 'bot'").await;
    let rows = visit.rows().await;
    let last = rows.last().expect("there are rows");
    assert!(!last.text.contains("您想问的是不是"), "{last:?}");
}

#[tokio::test]
async fn a_quick_reply_asks_for_the_visitor() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.find("group", "快捷提问").await;
    visit.click("button", "开发票").await;
    visit.hears("visitor", "开发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    visit.find("button", "几天能收到").await;
    assert!(
        !visit.sees("button", "送礼选什么").await,
        "what was offered at the start is offered no more"
    );
}

#[tokio::test]
async fn whoever_says_that_an_answer_did_not_help_is_offered_a_person() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("怎么开发票？").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    visit.find("button", "有帮助").await;
    visit.click("button", "没帮助").await;
    visit.hears("visitor", "没帮助").await;
    visit.hears("bot", "没有帮到您").await;
    visit.until("a person is offered under it", "rows().at(-1).text.includes('转人工')").await;
    assert!(!visit.sees("button", "没帮助").await, "it is not asked twice");
}

#[tokio::test]
async fn a_button_under_an_answer_asks_the_next_question() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("发票").await;
    visit.click("button", "抬头写错了").await;
    visit.hears("visitor", "抬头写错了").await;
    visit.until("the answer is there", "rows().at(-1).author === 'bot'").await;
}

#[tokio::test]
async fn links_lead_only_where_they_may_and_never_take_the_conversation_away() {
    let visit = answering(
        "[网页](https://maps.example.com/a) [电话](tel:+86-400) [邮件](mailto:a@b.example) [本站](/returns.html)\n\n\
         https://bare.example.com/x [坏](javascript:window.hacked=1) [坏二](data:text/html,x) [坏三](//evil.example/)",
    )
    .await;
    let links: Value = visit
        .value("all('link').filter((one) => one.closest('[data-author=bot]')).map((one) => [one.getAttribute('href'), one.target, one.rel])")
        .await;
    let away = ["_blank", "noopener noreferrer"];
    assert_eq!(
        links,
        json!([
            ["https://maps.example.com/a", away[0], away[1]],
            ["tel:+86-400", "", ""],
            ["mailto:a@b.example", "", ""],
            ["/returns.html", "", ""],
            ["https://bare.example.com/x", away[0], away[1]],
        ])
    );
    visit.find("link", "网页（在新窗口打开）").await;
    let row = visit.hears("bot", "[坏](javascript:window.hacked=1)").await;
    assert!(
        row.text.contains("[坏二](data:text/html,x)"),
        "what is no link stays what was written: {row:?}"
    );
}

#[tokio::test]
async fn images_come_with_words_and_only_from_allowed_hosts() {
    let visit =
        answering("![三只碗](/img/bowl-sizes.svg)\n\n![外面的](https://evil.example/track.png)")
            .await;
    visit.find("img", "三只碗").await;
    visit.until("the image is loaded", "all('img', '三只碗')[0].naturalWidth > 0").await;
    let row = visit.hears("bot", "外面的").await;
    assert!(row.text.contains("https://evil.example/track.png"), "{row:?}");
    assert!(!visit.sees("img", "外面的").await);
}

#[tokio::test]
async fn cards_have_a_picture_a_title_and_buttons() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("盖碗总烫手，怎么拿？").await;
    visit.find("heading", "云栖盖碗 · 150 毫升").await;
    visit.find("img", "青釉盖碗").await;
    visit.until("the picture is loaded", "all('img', '青釉盖碗')[0].naturalWidth > 0").await;
    visit.hears("bot", "青釉，外撇碗沿，一人三两泡。¥168").await;
    visit.find("link", "看商品").await;
}

#[tokio::test]
async fn enter_that_ends_a_composition_does_not_send() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("textbox", "请输入您的问题").await;
    let composing = json!({ "text": "yunfei", "selectionStart": 6, "selectionEnd": 6 });
    visit.devtools("Input.imeSetComposition", composing).await;
    visit.until("the composition is in the box", "focused().value === 'yunfei'").await;
    visit.run("root().addEventListener('keydown', (event) => { window.composing = event.isComposing; }, true);").await;
    let enter = json!({ "type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229 });
    visit.devtools("Input.dispatchKeyEvent", enter).await;
    visit.settle().await;
    assert!(
        visit.value::<bool>("window.composing").await,
        "this test composes as an input method does"
    );
    visit.devtools("Input.insertText", json!({ "text": "运费怎么算" })).await;
    visit.until("the words are in the box", "focused().value === '运费怎么算'").await;
    assert!(visit.rows().await.iter().all(|row| row.author != "visitor"), "nothing is sent yet");
    visit.press(Key::Enter).await;
    visit.hears("visitor", "运费怎么算").await;
}

#[tokio::test]
async fn enter_of_an_input_method_that_only_gives_its_key_code_does_not_send() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("textbox", "请输入您的问题").await;
    visit.press("yunfei").await;
    visit
        .run(
            "for (const composing of [{ isComposing: true }, { keyCode: 229 }])
                focused().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true, ...composing }));",
        )
        .await;
    visit.settle().await;
    assert!(visit.rows().await.iter().all(|row| row.author != "visitor"));
    assert_eq!(visit.value::<String>("focused().value").await, "yunfei");
}

#[tokio::test]
async fn shift_and_enter_breaks_the_line_and_the_box_grows() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("textbox", "请输入您的问题").await;
    visit.press("第一行").await;
    let before: f64 = visit.value("focused().clientHeight").await;
    visit.press_with(Key::Shift, Key::Enter).await;
    visit.press("第二行").await;
    visit.until("two lines are in the box", "focused().value === '第一行\\n第二行'").await;
    visit
        .until(
            &format!("the box is higher than {before}"),
            &format!("focused().clientHeight > {before}"),
        )
        .await;
    visit.press(Key::Enter).await;
    visit.hears("visitor", "第一行").await;
    visit
        .until(
            "the box is empty and small again",
            &format!("focused().value === '' && focused().clientHeight <= {before}"),
        )
        .await;
}

#[tokio::test]
async fn the_limit_is_told_before_it_is_hit_and_holds() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("textbox", "请输入您的问题").await;
    visit.devtools("Input.insertText", json!({ "text": "长".repeat(1_790) })).await;
    visit.until("the words are in the box", "focused().value.length === 1790").await;
    assert!(!visit.sees("status", "还可输入 210 字").await);
    visit.devtools("Input.insertText", json!({ "text": "长".repeat(60) })).await;
    visit.find("status", "还可输入 150 字").await;
    visit.devtools("Input.insertText", json!({ "text": "长".repeat(160) })).await;
    visit.find("status", "超出 10 字，请删短后发送").await;
    assert!(visit.value::<bool>("all('button', '发送')[0].disabled").await);
    visit.press(Key::Enter).await;
    visit.settle().await;
    assert!(visit.rows().await.iter().all(|row| row.author != "visitor"), "too long is not sent");
    for _ in 0..10 {
        visit.press(Key::Backspace).await;
    }
    visit.press(Key::Enter).await;
    visit.hears("visitor", &"长".repeat(2_000)).await;
}

#[tokio::test]
async fn blank_text_is_not_sent() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("textbox", "请输入您的问题").await;
    visit.press("   ").await;
    visit.press(Key::Enter).await;
    visit.settle().await;
    assert_eq!(visit.rows().await.len(), 1);
    assert!(visit.value::<bool>("all('button', '发送')[0].disabled").await);
}

/// A shop that answers “测试” with these words.
async fn answering(answer: &str) -> Visit {
    let entry = json!({
        "id": "probe", "question": { "zh-CN": "测试一下" }, "keywords": { "zh-CN": ["测试"] }, "answer": { "zh-CN": answer },
    });
    let shop = Shop::new().pack(|pack| pack["faq"].as_array_mut().expect("a list").push(entry));
    let visit = shop.visit().await;
    visit.open_chat().await;
    visit.ask("测试").await;
    visit.until("the answer is there", "rows().at(-1).author === 'bot'").await;
    visit
}
