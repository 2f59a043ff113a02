//! The way to a person: always in view, honest about what became of it, and nothing to repeat.

use kefu_e2e::keys::Key;
use kefu_e2e::{Shop, Trouble, Visit, json};

#[tokio::test]
async fn the_button_to_a_person_is_there_whatever_the_panel_shows() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    assert!(visit.sees("button", "转人工").await, "before a single message");
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.find("heading", "我的资料").await;
    visit.click("button", "转人工").await;
    visit.find("heading", "联系客服").await;
    assert!(visit.sees("button", "转人工").await);
    visit.click("button", "返回对话").await;
    visit.find("textbox", "请输入您的问题").await;
    assert!(visit.sees("button", "转人工").await);
}

#[tokio::test]
async fn a_hand_over_brings_everything_that_a_person_needs() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.click("button", "转人工").await;
    visit.has_focus("heading", "联系客服").await;
    visit.find("paragraph", "客服在线").await;
    visit.fill("想对客服说的话（选填）", "我在西藏，买两口锅").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;

    let handoffs = visit.handoffs(1).await;
    let handoff = &handoffs[0];
    assert_eq!((handoff.reason.as_str(), handoff.locale.as_str()), ("button", "zh-CN"));
    assert_eq!(handoff.message, "我在西藏，买两口锅");
    assert!(handoff.within_hours && handoff.profile.is_none() && handoff.continues.is_none());
    assert_eq!(handoff.tried, ["ship-cost"]);
    let page = handoff.page.as_ref().expect("the page goes along");
    assert_eq!(page.title, "山野集 · 茶、器与厨房小物");
    assert!(page.url.starts_with("http://127.0.0.1:") && page.url.ends_with('/'), "{}", page.url);
    let lines = handoff.transcript.as_ref().expect("the conversation goes along");
    let authors: Vec<&str> = lines.iter().map(|line| line.author.as_str()).collect();
    assert_eq!(authors, ["bot", "visitor", "bot"]);
    assert_eq!(lines[1].text, "运费怎么算");
    assert_eq!(lines[2].entry.as_deref(), Some("ship-cost"));
    assert!(lines[2].text.contains("铸铁锅一律包邮"), "{:?}", lines[2]);
}

#[tokio::test]
async fn a_person_can_be_asked_for_without_a_single_message_before() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await[0].message, "");
}

#[tokio::test]
async fn the_visitor_sees_what_goes_along_and_can_take_it_out() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
    visit.click("button", "转人工").await;
    visit.click("summary", "查看内容").await;
    let seen = "all('group', '查看内容').at(-1).textContent";
    visit
        .until("the preview shows the conversation", &format!("{seen}.includes('铸铁锅一律包邮')"))
        .await;
    visit.click("checkbox", "对话记录").await;
    visit
        .until("the preview shows it no more", &format!("!{seen}.includes('铸铁锅一律包邮')"))
        .await;
    visit.click("checkbox", "当前页面").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    let handoff = &visit.handoffs(1).await[0];
    assert!(
        handoff.transcript.is_none() && handoff.page.is_none() && handoff.tried.is_empty(),
        "{handoff:#?}"
    );
}

#[tokio::test]
async fn a_profile_goes_along_with_the_consent_it_was_given_under() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "更多").await;
    visit.click("button", "我的资料").await;
    visit.fill("姓名…", "王小明").await;
    visit.click("checkbox", "核对和处理您的订单…").await;
    visit.click("button", "同意并保存").await;
    visit.hears("system", "资料已保存").await;
    visit.click("button", "转人工").await;
    visit.find("checkbox", "我的资料").await;
    visit.click("button", "转给客服").await;
    let profile = visit.handoffs(1).await.remove(0).profile.expect("the profile goes along");
    assert_eq!(profile.values.len(), 1);
    assert_eq!(profile.values[0].value, "王小明");
    assert_eq!(profile.consent.purposes, ["order"]);
    assert_eq!(
        (profile.consent.policy_version.as_str(), profile.consent.locale.as_str()),
        ("2026-11", "zh-CN")
    );
}

#[tokio::test]
async fn asking_for_a_person_in_words_leads_to_the_same_place() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.ask("转人工").await;
    visit.find("heading", "联系客服").await;
    visit.click("button", "转给客服").await;
    assert_eq!(visit.handoffs(1).await[0].reason, "asked_for_human");
}

#[tokio::test]
async fn other_ways_to_a_person_are_offered_as_links() {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.find("link", "微信客服…").await;
    for (name, href) in [
        ("微信客服…", "https://work.weixin.qq.com/kfid/kfcexample"),
        ("电话 400-000-0000…", "tel:+86-400-000-0000"),
        ("写邮件…", "mailto:care@shanye.example.com"),
    ] {
        let found = visit
            .run_with("return all('link', arguments[0])[0]?.getAttribute('href');", json!([name]))
            .await;
        assert_eq!(found, json!(href), "{name}");
    }
}

#[tokio::test]
async fn a_webhook_that_fails_twice_takes_it_once() {
    let visit = Shop::new().trouble(Trouble::FailFirst(2)).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.find("paragraph", "正在联系客服…").await;
    visit.hears("system", "已转给在线客服").await;
    visit.handoffs(1).await;
    assert_eq!(visit.desk().attempts(), 3);
}

#[tokio::test]
async fn when_nobody_answers_it_says_so_loses_nothing_and_can_be_tried_again() {
    let visit = Shop::new().trouble(Trouble::Hang).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.fill("想对客服说的话（选填）", "壶盖碎了").await;
    visit.click("button", "转给客服").await;
    visit.find("paragraph", "正在联系客服…").await;
    visit.click("textbox", "请输入您的问题").await;
    visit.press("写了一半的话").await;
    visit.be_patient();
    visit.hears("system", "没能联系上客服。您写的内容还在").await;
    visit.find("paragraph", "对方没有及时响应。").await;
    visit.find("button", "其他方式").await;
    assert_eq!(visit.desk().attempts(), 3);
    assert_eq!(visit.desk().handoffs(), []);
    assert_eq!(
        visit.value::<String>("all('textbox', '请输入您的问题')[0].value").await,
        "写了一半的话"
    );

    visit.desk().set_trouble(Trouble::None);
    visit.click("button", "重试").await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await[0].message, "壶盖碎了");
}

#[tokio::test]
async fn the_words_of_a_failed_hand_over_do_not_claim_to_be_sent() {
    let visit = refused().await;
    assert_ne!(visit.hears("visitor", "壶盖碎了").await.delivery.as_deref(), Some("sent"));
    visit.desk().set_trouble(Trouble::None);
    visit.click("button", "重试").await;
    visit.hears("system", "已转给在线客服").await;
    visit
        .until(
            "now it is sent",
            "rows().find((row) => row.text === '壶盖碎了').delivery === 'sent'",
        )
        .await;
}

#[tokio::test]
async fn every_button_offered_after_a_failed_hand_over_does_what_it_says() {
    let visit = refused().await;
    visit.desk().set_trouble(Trouble::None);
    let again = if visit.sees("button", "重新发送").await { "重新发送" } else { "重试" };
    visit.click("button", again).await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await[0].message, "壶盖碎了");
}

#[tokio::test]
async fn a_hand_over_under_way_survives_a_reload_and_arrives_once() {
    let visit = Shop::new().trouble(Trouble::Hang).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.fill("想对客服说的话（选填）", "壶盖碎了").await;
    visit.click("button", "转给客服").await;
    visit.find("paragraph", "正在联系客服…").await;
    visit
        .until(
            "it is kept",
            "kept().then((texts) => 'kefu:packet' in texts && /sending/.test(texts['kefu:state']))",
        )
        .await;
    visit.desk().set_trouble(Trouble::None);
    visit.reload().await;
    visit.open_chat().await;
    visit.hears("system", "已转给在线客服").await;
    assert_eq!(visit.handoffs(1).await[0].message, "壶盖碎了");
}

#[tokio::test]
async fn a_hand_over_under_way_can_be_called_off() {
    let visit = Shop::new().trouble(Trouble::Hang).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.click("button", "取消").await;
    visit.hears("system", "已取消转人工。").await;
    visit.ask("运费怎么算").await;
    visit.hears("bot", "满 99 元包邮").await;
}

#[tokio::test]
async fn after_the_hand_over_messages_go_to_the_people_and_the_assistant_is_silent() {
    let visit = handed_over().await;
    visit.ask("运费怎么算").await;
    let handoffs = visit.handoffs(2).await;
    assert_eq!(handoffs[1].continues.as_ref(), Some(&handoffs[0].id));
    assert_eq!(handoffs[1].message, "运费怎么算");
    visit.until("the message is delivered", "rows().at(-1).delivery === 'sent'").await;
    visit.settle().await;
    let rows = visit.rows().await;
    assert_eq!(
        rows.iter().filter(|row| row.author == "bot").count(),
        1,
        "only the greeting: {rows:#?}"
    );
    assert!(!visit.sees("group", "快捷提问").await, "and offers nothing");
    visit.find("paragraph", "已转人工").await;

    visit.click("button", "回到自动助手").await;
    visit.hears("system", "您又在和自动助手对话了。").await;
    visit.ask("发票").await;
    visit.hears("bot", "结算时勾选「开发票」").await;
    assert_eq!(visit.handoffs(2).await.len(), 2, "what is said to the assistant stays here");
}

#[tokio::test]
async fn a_message_to_the_people_that_does_not_arrive_says_so_and_can_be_sent_again() {
    let visit = handed_over().await;
    visit.desk().set_trouble(Trouble::Refuse);
    visit.ask("还在吗").await;
    visit.until("it is told", "rows().at(-1).delivery === 'failed'").await;
    visit.desk().set_trouble(Trouble::None);
    visit.click("button", "重新发送").await;
    visit.until("it is delivered", "rows().at(-1).delivery === 'sent'").await;
    assert_eq!(visit.handoffs(2).await[1].message, "还在吗");
}

#[tokio::test]
async fn after_hours_a_message_can_be_left_with_a_way_to_answer_it() {
    let shop = Shop::new().pack(|pack| {
        pack["hours"] = json!({ "time_zone": "Asia/Shanghai", "week": {} });
        pack["channels"][0]["always"] = json!(false);
    });
    let visit = shop.visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.find("paragraph", "客服现在不在线。").await;
    visit.click("button", "提交留言").await;
    visit.find("alert", "请写下留言。").await;
    visit.find("alert", "请填写手机号或邮箱…").await;
    visit.fill("留言内容", "壶盖碎了").await;
    visit.fill("怎样联系您（手机或邮箱）", "138 0013 8000").await;
    visit.press(Key::Enter).await;
    visit.hears("system", "留言已交给在线客服").await;
    let handoff = &visit.handoffs(1).await[0];
    assert!(!handoff.within_hours);
    assert_eq!((handoff.message.as_str(), handoff.contact.as_str()), ("壶盖碎了", "138 0013 8000"));
}

pub(crate) async fn handed_over() -> Visit {
    let visit = Shop::new().visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "已转给在线客服").await;
    visit
}

/// A hand-over with words that nobody took.
async fn refused() -> Visit {
    let visit = Shop::new().trouble(Trouble::Refuse).visit().await;
    visit.open_chat().await;
    visit.click("button", "转人工").await;
    visit.fill("想对客服说的话（选填）", "壶盖碎了").await;
    visit.click("button", "转给客服").await;
    visit.hears("system", "没能联系上客服").await;
    visit
}
