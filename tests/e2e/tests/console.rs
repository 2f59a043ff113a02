//! What agents have beside talking: coming in, hearing that somebody writes, and the figures.

use std::time::{SystemTime, UNIX_EPOCH};

use kefu_e2e::Device;
use kefu_e2e::keys::Key;
use kefu_e2e::live::{LiveShop, PASSWORD};
use totp_rs::{Builder, Secret, Totp};

use crate::live::{handed_over, hands_on, reads, takes};

/// What an authenticator app shows, so many time steps from now.
fn shown_by(app: &Totp, steps: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("it is after 1970").as_secs();
    app.generate(now + 30 * steps).to_string()
}

#[tokio::test]
async fn an_agent_signs_in_with_a_second_step() {
    let shop = LiveShop::open().await;
    let li = shop.agent_on("li", Device::LAPTOP).await;
    li.click("button", "同事").await;
    li.find("paragraph", "现在只用密码登录。").await;
    li.fill("密码", PASSWORD).await;
    li.press(Key::Enter).await;
    li.until(
        "there is something to scan",
        "document.querySelector('.scan path')?.getBBox().width > 20",
    )
    .await;
    let key: String = li.value("document.querySelector('section code').innerText").await;
    let key = Secret::try_from_base32(&key).expect("it is the key of an app");
    let app = Builder::new().with_secret(key).build().expect("an app takes it");
    li.fill("验证器里的 6 位数字", &shown_by(&app, 0)).await;
    li.press(Key::Enter).await;
    li.find("button", "关闭").await;

    li.click("button", "退出").await;
    // The list of colleagues asks for an address, too.
    li.find("heading", "登录").await;
    li.fill("邮箱", "li@shop.example").await;
    li.fill("密码", PASSWORD).await;
    li.press(Key::Enter).await;
    li.find("alert", "密码对了，请再输入验证器里的数字").await;
    li.fill("验证器里的 6 位数字", "000000x").await;
    li.press(Key::Enter).await;
    li.find("alert", "数字不对，或已经用过").await;
    li.fill("验证器里的 6 位数字", &shown_by(&app, 1)).await;
    li.press(Key::Enter).await;
    li.find("button", "排队").await;
}

#[tokio::test]
async fn a_visitor_who_writes_is_heard_unless_the_agent_wants_silence() {
    let shop = LiveShop::open().await;
    let (li, wang) = (shop.agent("小李").await, shop.agent("王姐").await);
    for agent in [&li, &wang] {
        agent
            .run(
                "window.notes = 0;
                const make = BaseAudioContext.prototype.createOscillator;
                BaseAudioContext.prototype.createOscillator = function () { window.notes++; return make.call(this); };",
            )
            .await;
    }
    let visitor = handed_over(&shop).await;
    for agent in [&li, &wang] {
        agent.until("it rings, two notes high", "window.notes === 2").await;
    }
    takes(&li).await;
    li.click("button", "全部").await;
    visitor.ask("有人吗").await;
    reads(&li, "有人吗").await;
    wang.click("button", "全部").await;
    wang.click("button", "访客 #1…").await;
    reads(&wang, "有人吗").await;
    assert_eq!(wang.value::<u64>("window.notes").await, 2, "it is no business of hers");
    li.click("button", "提示音").await;
    li.until("it is silent", "all('button', '提示音')[0].ariaPressed === 'false'").await;
    let before: u64 = li.value("window.notes").await;
    visitor.ask("在吗").await;
    reads(&li, "在吗").await;
    assert_eq!(li.value::<u64>("window.notes").await, before);
    li.click("button", "提示音").await;
    li.until("one hears how it sounds", &format!("window.notes === {before} + 2")).await;
    assert_eq!(li.console_errors().await, [""; 0]);
}

#[tokio::test]
async fn the_figures_tell_how_often_no_person_was_needed() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let helped = shop.visitor(Device::LAPTOP).await;
    helped.open_chat().await;
    helped.ask("运费怎么算").await;
    helped.hears("bot", "满 99 元包邮").await;
    helped.ask("怎么开发票").await;
    helped.hears("bot", "结算时勾选「开发票」").await;
    let _handed_over = handed_over(&shop).await;
    li.click("button", "数据").await;
    let figure = |name: &str, value: &str| {
        format!(
            "[...document.querySelectorAll('.figure')].some((one) => one.innerText === '{name}\\n{value}')"
        )
    };
    li.until("two visits asked something", &figure("问过机器人的访问（24 小时）", "2")).await;
    li.until("one of them needed nobody", &figure("无需真人（24 小时）", "50 % (2)")).await;
}

#[tokio::test]
async fn colleagues_see_who_writes_and_a_department_takes_over() {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let wang = shop.agent_of("售后", "王姐").await;
    let visitor = handed_over(&shop).await;
    takes(&li).await;
    wang.click("button", "全部").await;
    wang.click("button", "访客 #1…").await;
    reads(&wang, "运费怎么算").await;
    li.find("status", "王姐 也在看").await;
    li.click("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    li.press("我问问售后").await;
    wang.find("status", "小李 正在输入…").await;
    hands_on(&li, "部门 · 售后").await;
    visitor.find("paragraph", "正在排队，您是第 1 位。").await;
    wang.until(
        "it is said to whom it went",
        "all('paragraph').some((one) => one.innerText === '小李 handed the conversation to 售后')",
    )
    .await;
    takes(&wang).await;
    visitor.hears("system", "王姐 来为您服务了").await;
}

#[tokio::test]
async fn what_is_said_while_the_console_fetches_is_not_lost() {
    let mut shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = handed_over(&shop).await;
    takes(&li).await;
    // The answer is held back, as on a slow network, while what happens is told.
    li.run(
        "const real = window.fetch;
        window.fetch = async (request) => {
            const answer = await real.call(window, request);
            if (request.url.endsWith('/conversations/1')) {
                await new Promise((go) => { window.release = go; });
            }
            return answer;
        };",
    )
    .await;
    shop.close().await;
    visitor.find("paragraph", "连接断了，正在重连。您写的话会保留，连上就发出。").await;
    shop.reopen().await;
    li.be_patient();
    visitor.be_patient();
    li.until("it fetches", "window.release !== undefined").await;
    // What is read is told: once for what the visitor says, and once more for what was fetched.
    let seen = "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('/seen')).length";
    let before: u32 = li.value(seen).await;
    visitor.ask("还在吗").await;
    reads(&li, "还在吗").await;
    li.until("it was told", &format!("{seen} === {before} + 1")).await;
    li.run("window.release();").await;
    li.until("what was fetched is shown", &format!("{seen} === {before} + 2")).await;
    reads(&li, "还在吗").await;
}
