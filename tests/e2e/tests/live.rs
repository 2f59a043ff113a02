//! A visitor and people of the site, each in a browser of their own, talking.

use kefu_e2e::live::{LiveShop, choose_photo};
use kefu_e2e::{Device, Visit, given};

/// A visitor who has asked the assistant something, and then for a person.
pub(crate) async fn handed_over(shop: &LiveShop) -> Visit {
    let visitor = shop.visitor(Device::LAPTOP).await;
    visitor.open_chat().await;
    visitor.ask("运费怎么算").await;
    visitor.hears("bot", "满 99 元包邮").await;
    hand_over(&visitor, "转给客服").await;
    visitor
}

pub(crate) async fn hand_over(visitor: &Visit, button: &str) {
    visitor.click("button", "转人工").await;
    visitor.click("button", button).await;
    visitor.hears("system", "在线客服").await;
}

/// The agent opens the conversation that stands first, and takes it.
pub(crate) async fn takes(agent: &Visit) {
    agent.click("button", "排队").await;
    agent.click("button", "接起下一位").await;
    agent.find("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    agent
        .until("it is theirs", "all('paragraph').some((one) => one.innerText.includes('joined'))")
        .await;
}

pub(crate) async fn writes(agent: &Visit, words: &str) {
    agent.click("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    agent.press(words.to_owned()).await;
    agent.click("button", "发送").await;
    reads(agent, words).await;
}

/// The agent hands the conversation to somebody, or to a department.
pub(crate) async fn hands_on(agent: &Visit, to: &str) {
    agent
        .until_with(
            "they can be chosen",
            "[...document.querySelectorAll('.head option')].some((one) => one.text === arguments[0])",
            kefu_e2e::json!([to]),
        )
        .await;
    agent
        .run_with(
            "const choice = document.querySelector('.head select');
            choice.value = [...choice.options].find((one) => one.text === arguments[0]).value;
            choice.dispatchEvent(new Event('change', { bubbles: true }));",
            kefu_e2e::json!([to]),
        )
        .await;
}

/// The agent's page shows these words.
pub(crate) async fn reads(agent: &Visit, words: &str) {
    agent
        .until_with(
            &format!("the agent reads “{words}”"),
            "[...document.querySelectorAll('.said')].some((one) => one.innerText.includes(arguments[0]))",
            kefu_e2e::json!([words]),
        )
        .await;
}

#[tokio::test]
async fn a_visitor_and_two_agents_talk_from_the_first_word_to_the_last() {
    let shop = LiveShop::open().await;
    let (li, wang) = (shop.agent("小李").await, shop.agent("王姐").await);
    let visitor = handed_over(&shop).await;
    visitor.find("paragraph", "正在排队，您是第 1 位。").await;

    takes(&li).await;
    visitor.hears("system", "小李 来为您服务了").await;
    visitor.find("paragraph", "小李 · 客服").await;
    li.until(
        "what was said before is there",
        "document.querySelector('.before').innerText.includes('运费怎么算')",
    )
    .await;

    li.click("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    // It is shown as long as it goes on, so on a slow machine it goes on.
    for _ in 0..100 {
        if visitor.sees("paragraph", "正在输入…").await {
            break;
        }
        li.press("您").await;
    }
    visitor.find("paragraph", "正在输入…").await;
    li.press("好，我来看看".to_owned()).await;
    li.click("button", "发送").await;
    visitor.hears("agent", "您好，我来看看").await;
    visitor.ask("收到的杯子碎了").await;
    reads(&li, "收到的杯子碎了").await;
    visitor
        .until(
            "it was read",
            "rows().findLast((row) => row.author === 'visitor').delivery === 'seen'",
        )
        .await;
    li.find("paragraph", "访客已读").await;

    hands_on(&li, "王姐").await;
    visitor.hears("system", "王姐 来为您服务了").await;
    wang.click("button", "我的").await;
    wang.click("button", "访客 #1…").await;
    reads(&wang, "收到的杯子碎了").await;
    writes(&wang, "马上给您补一只").await;
    visitor.hears("agent", "马上给您补一只").await;

    wang.click("button", "解决").await;
    visitor.hears("system", "人工服务已结束").await;
    visitor.click("button", "很满意").await;
    visitor.hears("system", "谢谢您的评价").await;
    visitor.ask("发票").await;
    visitor.hears("bot", "结算时勾选「开发票」").await;
    assert_eq!(visitor.console_errors().await, [""; 0]);
    for agent in [&li, &wang] {
        assert_eq!(agent.console_errors().await, [""; 0]);
    }
}

#[tokio::test]
async fn pictures_go_both_ways_and_without_the_place_where_they_were_taken() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = handed_over(&shop).await;
    takes(&li).await;
    visitor.hears("system", "小李 来为您服务了").await;
    choose_photo(&visitor).await;
    visitor.hears("visitor", "杯子.jpg").await;
    visitor.until("it arrived", "['sent', 'seen'].includes(rows().at(-1).delivery)").await;
    li.until("the agent sees it", "document.querySelector('.picture img')?.naturalWidth > 0").await;
    let seen = li
        .promised(
            "(async () => {
                const picture = document.querySelector('.picture img');
                const bytes = await (await fetch(picture.src)).arrayBuffer();
                const text = new TextDecoder('latin1').decode(bytes);
                return [picture.alt, picture.naturalWidth, text.includes('GPS'), text.includes('Exif')];
            })()",
        )
        .await;
    assert_eq!(seen, kefu_e2e::json!(["杯子.jpg", 2560, false, false]));

    choose_photo(&li).await;
    li.click("button", "发送").await;
    li.until("both are there", "document.querySelectorAll('.picture img').length === 2").await;
    let sent = li
        .promised(
            "(async () => {
                const picture = [...document.querySelectorAll('.picture img')].at(-1);
                const bytes = await (await fetch(picture.src)).arrayBuffer();
                const text = new TextDecoder('latin1').decode(bytes);
                return [picture.alt, text.includes('GPS'), text.includes('Exif')];
            })()",
        )
        .await;
    assert_eq!(sent, kefu_e2e::json!(["杯子.jpg", false, false]));
    let shown = "[...document.querySelector('kefu-chat').shadowRoot.querySelectorAll('[data-author=agent] img')]";
    visitor
        .until("the visitor sees it", &format!("{shown}.some((one) => one.naturalWidth > 0)"))
        .await;
    assert_eq!(
        visitor.value::<Vec<String>>(&format!("{shown}.map((one) => one.alt)")).await,
        ["杯子.jpg"]
    );
    assert_eq!(visitor.console_errors().await, [""; 0]);
    assert_eq!(li.console_errors().await, [""; 0]);
}

#[tokio::test]
async fn a_visitor_whom_the_site_knows_need_not_say_who_they_are() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = shop.visitor(Device::LAPTOP).await;
    let hash = shop.vouches_for("ada").await;
    // Before the widget is loaded, as pages do it.
    visitor
        .run_with(
            "Kefu('identify', { identifier: 'ada', identifier_hash: arguments[0], name: 'Ada Lovelace' });",
            kefu_e2e::json!([hash]),
        )
        .await;
    visitor.open_chat().await;
    visitor.ask("运费怎么算").await;
    visitor.hears("bot", "满 99 元包邮").await;
    hand_over(&visitor, "转给客服").await;
    takes(&li).await;
    li.find("heading", "网站确认的身份").await;
    li.until("her name is there", "document.body.innerText.includes('Ada Lovelace')").await;
    assert_eq!(visitor.console_errors().await, [""; 0]);
}

#[tokio::test]
async fn the_queue_moves_as_others_are_taken_and_can_be_left() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let first = handed_over(&shop).await;
    let second = handed_over(&shop).await;
    second.find("paragraph", "正在排队，您是第 2 位。").await;
    takes(&li).await;
    first.hears("system", "小李 来为您服务了").await;
    second.find("paragraph", "正在排队，您是第 1 位。").await;
    second.click("button", "不等了，回到自动助手").await;
    li.click("button", "排队").await;
    li.find("paragraph", "没有人在等").await;
    second.ask("发票").await;
    second.hears("bot", "结算时勾选「开发票」").await;
}

#[tokio::test]
async fn with_nobody_there_a_message_is_left_and_the_answer_is_there_on_return() {
    let shop = LiveShop::open().await;
    let visitor = shop.visitor(Device::PHONE).await;
    visitor.open_chat().await;
    visitor.click("button", "转人工").await;
    visitor.find("paragraph", "现在没有人在线，您可以留言。").await;
    visitor.fill("留言内容", "昨天的包裹没到").await;
    visitor.fill("怎样联系您（手机或邮箱）", "13800138000").await;
    visitor.click("button", "提交留言").await;
    visitor.hears("system", "在线客服").await;
    visitor.find("paragraph", "现在没有人在线。您的话已经收到，有人上线就回复您。").await;
    visitor.go_to("/privacy.html").await;

    let li = shop.agent("小李").await;
    takes(&li).await;
    reads(&li, "昨天的包裹没到").await;
    li.until("the number is covered", "!document.body.innerText.includes('13800138000')").await;
    writes(&li, "已经帮您催了，今天送到").await;
    visitor.go_to("/").await;
    visitor.open_chat().await;
    visitor.hears("agent", "已经帮您催了，今天送到").await;
}

#[tokio::test]
async fn what_is_written_while_the_desk_is_away_arrives_once_in_its_order() {
    let mut shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = handed_over(&shop).await;
    takes(&li).await;
    visitor.hears("system", "小李 来为您服务了").await;
    shop.close().await;
    visitor.find("paragraph", "连接断了，正在重连。您写的话会保留，连上就发出。").await;
    visitor.ask("第一句").await;
    visitor.ask("第二句").await;
    visitor.until("both wait", "rows().slice(-2).every((row) => row.delivery === 'sending')").await;
    shop.reopen().await;
    visitor.be_patient();
    visitor
        .until(
            "both arrived",
            "rows().slice(-2).every((row) => row.delivery === 'sent' || row.delivery === 'seen')",
        )
        .await;
    li.be_patient();
    reads(&li, "第二句").await;
    let said = "[...document.querySelectorAll('[data-side=visitor] .said')].map((one) => one.innerText).slice(-2)";
    assert_eq!(li.value::<Vec<String>>(said).await, ["第一句", "第二句"]);
}

#[tokio::test]
async fn what_was_asked_in_vain_is_answered_to_the_next_visitor() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = shop.visitor(Device::LAPTOP).await;
    visitor.open_chat().await;
    visitor.ask("这里可以停热气球吗").await;
    visitor.until("it does not know", "rows().at(-1).author === 'bot'").await;
    hand_over(&visitor, "转给客服").await;
    takes(&li).await;

    li.click("button", "知识库").await;
    li.click("button", "写答案").await;
    for (box_name, words) in [
        ("答案 · zh-CN", "可以，请停在后山的草坪上。"),
        ("问题 · en", "May I land a hot-air balloon?"),
        ("答案 · en", "Yes, on the meadow behind the hill."),
    ] {
        li.click("textbox", box_name).await;
        li.press(words.to_owned()).await;
    }
    li.click("button", "用草稿试一试").await;
    li.find("paragraph", "会这样回答：").await;
    li.find("paragraph", "可以，请停在后山的草坪上。").await;
    li.click("button", "发布").await;
    let told = "[...document.querySelectorAll('[role=status]')].some((one) => one.innerText.includes('已发布'))";
    li.until("it says so", told).await;
    li.find("paragraph", "都答上来了").await;

    let next = shop.visitor(Device::LAPTOP).await;
    next.open_chat().await;
    next.ask("这里可以停热气球吗？").await;
    next.hears("bot", "可以，请停在后山的草坪上。").await;
    li.click("button", "恢复这一版").await;
    li.until("it is undone", "document.querySelectorAll('.knowledge ol li').length === 3").await;
    next.reload().await;
    next.open_chat().await;
    next.ask("这里可以停热气球吗").await;
    next.until(
        "it does not know it any more",
        "rows().at(-1).author === 'bot' && !rows().at(-1).text.includes('草坪')",
    )
    .await;
}

#[tokio::test]
async fn what_anybody_writes_is_only_words_in_the_console() {
    let shop = LiveShop::open().await;
    let li = shop.agent("<img src=x onerror=alert(1)>").await;
    let visitor = handed_over(&shop).await;
    takes(&li).await;
    let hostile = "<script>window.hacked = 1</script><b>bold</b>";
    visitor.ask(hostile).await;
    reads(&li, hostile).await;
    writes(&li, "<i>italic</i> javascript:alert(1)").await;
    visitor.hears("agent", "<i>italic</i> javascript:alert(1)").await;
    for page in [&visitor, &li] {
        assert!(!page.value::<bool>("'hacked' in window").await);
        assert_eq!(
            page.value::<usize>(
                "document.querySelectorAll('.said b, .said i, .said script, .by img').length"
            )
            .await,
            0
        );
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_the_console() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = handed_over(&shop).await;
    for (device, name) in
        [(Device::LAPTOP, "甲"), (Device::LAPTOP.dark(), "乙"), (Device::PHONE, "丙")]
    {
        let agent = shop.agent_on(name, device).await;
        agent.click("button", "全部").await;
        agent.click("button", "访客 #1…").await;
        reads(&agent, "运费怎么算").await;
        nothing_found(&agent, "a conversation").await;
        agent.click("button", "数据").await;
        agent.find("heading", "每小时的对话").await;
        nothing_found(&agent, "the figures").await;
        agent.click("button", "知识库").await;
        agent.find("heading", "没答上来的问题").await;
        nothing_found(&agent, "what the assistant knows").await;
        agent.click("button", "同事").await;
        agent.find("heading", "邀请同事").await;
        nothing_found(&agent, "the team").await;
        agent.click("button", "退出").await;
        agent.find("heading", "登录").await;
        nothing_found(&agent, "the door").await;
    }
    drop((visitor, li));
}

async fn nothing_found(agent: &Visit, state: &str) {
    agent.settle().await;
    let axe = std::fs::read_to_string(given("KEFU_AXE")).expect("axe can be read");
    agent.run(&format!("{axe}\nwindow.axe = axe;")).await;
    let found = agent.promised("axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html + ' ' + node.failureSummary).join('\\n')))").await;
    assert_eq!(found, kefu_e2e::json!([]), "{state}");
}
