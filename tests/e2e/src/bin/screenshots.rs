//! Takes the pictures of the documentation: every state once on a wide screen and once on a phone,
//! and the two that matter most in other schemes and languages.

use std::path::Path;
use std::{fs, process};

use kefu_e2e::keys::Key;
use kefu_e2e::live::{LiveShop, PASSWORD, choose_photo};
use kefu_e2e::words::{self, Asked};
use kefu_e2e::{Device, STANDING_CLOCK, Shop, Trouble, Visit, given, json};

/// One scheme and language on one device.
struct Look {
    name: &'static str,
    device: Device,
    english: bool,
    /// All states, or only the most important ones.
    every_state: bool,
}

const LOOKS: [Look; 5] = [
    Look { name: "wide-light-zh", device: Device::LAPTOP, english: false, every_state: true },
    Look {
        name: "phone-dark-en",
        device: Device::PHONE.dark().english(),
        english: true,
        every_state: true,
    },
    Look {
        name: "wide-dark-en",
        device: Device::LAPTOP.dark().english(),
        english: true,
        every_state: false,
    },
    Look {
        name: "wide-light-en",
        device: Device::LAPTOP.english(),
        english: true,
        every_state: false,
    },
    Look { name: "phone-light-zh", device: Device::PHONE, english: false, every_state: false },
];

/// What is said and pressed on the way, in one language.
struct Words {
    page: &'static str,
    bubble: &'static str,
    more: &'static str,
    my_data: &'static str,
    save: &'static str,
    privacy: &'static str,
    /// A message with a number in it, and the way to send it without.
    card: (&'static str, &'static str),
    person: &'static str,
    message: (&'static str, &'static str),
    hand_over: &'static str,
    again: &'static str,
    close: &'static str,
}

const CHINESE: Words = Words {
    page: "/",
    bubble: "在线客服",
    more: "更多",
    my_data: "我的资料",
    save: "同意并保存",
    privacy: "隐私与数据",
    card: ("钱退到这张卡：6222 0000 0000 0000 004", "遮住再发"),
    person: "转人工",
    message: ("想对客服说的话（选填）", "想换一只大一点的盖碗，可以吗？"),
    hand_over: "转给客服",
    again: "重试",
    close: "关闭对话",
};

const ENGLISH: Words = Words {
    page: "/en.html",
    bubble: "Chat",
    more: "More",
    my_data: "My details",
    save: "Agree and save",
    privacy: "Privacy and data",
    card: ("Refund it to my card 6222 0000 0000 0000 004", "Send it covered"),
    person: "Talk to a human",
    message: ("Your message (optional)", "Can I exchange my gaiwan for a larger one?"),
    hand_over: "Hand over",
    again: "Try again",
    close: "Close chat",
};

#[tokio::main]
async fn main() {
    let folder = given("KEFU_SCREENSHOTS");
    let asked = words::of_the_built_shop().and_then(|asked| {
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        Ok(asked)
    });
    let [chinese, english] = asked.unwrap_or_else(|reason| {
        eprintln!("{reason}");
        process::exit(1);
    });
    for look in &LOOKS {
        let (words, asked) = if look.english { (ENGLISH, &english) } else { (CHINESE, &chinese) };
        take(look, words, asked, &folder).await;
    }
    take_people(&folder).await;
}

async fn shoot(visit: &Visit, folder: &Path, name: &str) {
    let path = folder.join(format!("{name}.png"));
    // A caret that blinks is never at rest.
    visit
        .run(
            "const sheet = new CSSStyleSheet();
        sheet.replaceSync('* { caret-color: transparent }');
        const home = isConsole ? document : root();
        home.adoptedStyleSheets = [...home.adoptedStyleSheets, sheet];",
        )
        .await;
    fs::write(&path, visit.still_picture().await).expect("the picture can be written");
    println!("{}", path.display());
}

/// A visitor and people of the site, from the queue to the last question.
async fn take_people(folder: &Path) {
    let shop = LiveShop::open().await;
    let li = shop.agent("小李").await;
    let visitor = shop.visitor(Device::LAPTOP).await;
    let other = shop.visitor(Device::PHONE.dark()).await;
    for (one, question) in [(&visitor, "盖碗总烫手，怎么拿？"), (&other, "运费怎么算")]
    {
        one.open_chat().await;
        one.ask(question).await;
        one.hears("bot", "").await;
        one.click("button", "转人工").await;
        one.fill("想对客服说的话（选填）", "想换一只大一点的，可以吗？").await;
        one.click("button", "转给客服").await;
        one.find("button", "不等了，回到自动助手").await;
    }
    other.find("paragraph", "正在排队，您是第 2 位。").await;
    shoot(&other, folder, "queue-phone-dark-zh").await;
    li.click("button", "排队").await;
    li.click("button", "接起下一位").await;
    li.click("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    li.press("您好，可以换。大号的盖碗容量是 180 毫升，您看合适吗？".to_owned()).await;
    li.click("button", "发送").await;
    visitor.hears("agent", "您好，可以换").await;
    visitor.ask("合适，怎么寄回？").await;
    choose_photo(&visitor).await;
    visitor.until("it arrived", "['sent', 'seen'].includes(rows().at(-1).delivery)").await;
    li.until("it is there", "document.querySelector('.picture img')?.naturalWidth > 0").await;
    li.click("textbox", "写给访客，输入 / 选常用语，? 查知识库").await;
    li.press("就是这只，对吗？".to_owned()).await;
    choose_photo(&li).await;
    li.click("button", "发送").await;
    let shown = "[...root().querySelectorAll('[data-author=agent] img')].some((one) => one.naturalWidth > 0)";
    visitor.until("it came back", shown).await;
    visitor.find("paragraph", "小李 正在为您服务").await;
    shoot(&visitor, folder, "person-wide-light-zh").await;
    li.until("it was heard", "document.querySelectorAll('[data-side=visitor]').length > 1").await;
    shoot(&li, folder, "console-wide-light-zh").await;
    let wang = shop.agent_on("王姐", Device::LAPTOP.dark()).await;
    wang.click("button", "English").await;
    wang.click("button", "All").await;
    wang.click("button", "Visitor #1…").await;
    wang.until("the conversation is there", "document.querySelectorAll('.line').length > 2").await;
    shoot(&wang, folder, "console-wide-dark-en").await;
    wang.click("button", "Figures").await;
    wang.find("heading", "Reasons").await;
    shoot(&wang, folder, "figures-wide-dark-en").await;
    let phone = shop.agent_on("小周", Device::PHONE).await;
    phone.find("button", "接起下一位").await;
    shoot(&phone, folder, "console-phone-light-zh").await;
    li.click("button", "解决").await;
    visitor.find("button", "很满意").await;
    shoot(&visitor, folder, "survey-wide-light-zh").await;
    take_knowledge(&shop, &li, folder).await;
    li.click("button", "同事").await;
    li.fill("密码", PASSWORD).await;
    li.press(Key::Enter).await;
    li.find("textbox", "验证器里的 6 位数字").await;
    li.bring_into_view("button", "开启").await;
    shoot(&li, folder, "second-step-wide-light-zh").await;
}

/// What is there where the widget cannot run.
async fn take_lite(look: &Look, words: &Words, folder: &Path) {
    let shop = Shop::new().script_first("delete window.WebAssembly;");
    let visit = shop.visit_at(words.page, look.device).await;
    visit.click("button", words.bubble).await;
    visit.find("dialog", words.bubble).await;
    visit.run("root().querySelector('summary').click();").await;
    shoot(&visit, folder, &format!("lite-{}", look.name)).await;
}

/// What somebody agreed to is now said in other words.
async fn take_changed(look: &Look, words: &Words, folder: &Path) {
    let visit = Shop::new().script_first(STANDING_CLOCK).visit_at(words.page, look.device).await;
    visit.open_chat().await;
    visit.promised("Kefu('consent', { order: true })").await;
    visit.change_pack(|pack| pack["profile"]["purposes"][1]["version"] = json!("2"));
    visit.reload().await;
    visit.open_chat().await;
    visit.until("it is asked again", "root().querySelector('.terms')").await;
    shoot(&visit, folder, &format!("changed-{}", look.name)).await;
}

/// A question that was asked in vain, and the answer in the making.
async fn take_knowledge(shop: &LiveShop, li: &Visit, folder: &Path) {
    let visitor = shop.visitor(Device::LAPTOP).await;
    visitor.open_chat().await;
    visitor.ask("可以在店里求婚吗？").await;
    visitor.until("it was answered", "rows().length > 2 && rows().at(-1).author === 'bot'").await;
    visitor.click("button", "转人工").await;
    visitor.click("button", "转给客服").await;
    visitor.find("button", "不等了，回到自动助手").await;
    li.click("button", "知识库").await;
    li.click("button", "写答案").await;
    li.click("textbox", "答案 · zh-CN").await;
    li.press("可以。提前一天告诉我们，茶室留给您。".to_owned()).await;
    li.click("button", "用草稿试一试").await;
    li.find("paragraph", "会这样回答：").await;
    shoot(li, folder, "knowledge-wide-light-zh").await;
}

async fn take(look: &Look, words: Words, asked: &Asked, folder: &Path) {
    let visit = Shop::new().script_first(STANDING_CLOCK).visit_at(words.page, look.device).await;
    let shoot = async |state: &str| {
        let path = folder.join(format!("{state}-{}.png", look.name));
        // A caret that blinks is never at rest.
        visit.run("root().adoptedStyleSheets.forEach((sheet) => sheet.insertRule('* { caret-color: transparent }'));").await;
        fs::write(&path, visit.still_picture().await).expect("the picture can be written");
        println!("{}", path.display());
    };

    visit.find("button", words.bubble).await;
    if look.every_state {
        shoot("closed").await;
    }
    visit.open_chat().await;
    shoot("open").await;
    if look.every_state {
        visit.ask(&asked.with_card.0).await;
        visit.find("heading", &asked.with_card.1).await;
        shoot("answering").await;
        visit.ask(asked.unsure.0).await;
        visit.find("button", &asked.unsure.1).await;
        shoot("suggestions").await;
        visit.click("button", words.more).await;
        visit.click("button", words.my_data).await;
        visit.find("heading", words.my_data).await;
        shoot("form").await;
        visit.bring_into_view("button", words.save).await;
        shoot("consent").await;
        visit.click("button", words.more).await;
        visit.click("button", words.privacy).await;
        visit.find("heading", words.privacy).await;
        visit
            .until(
                "all of it is there",
                "root().querySelectorAll('.privacy .choices button').length > 3",
            )
            .await;
        shoot("privacy").await;
        visit.press(Key::Escape).await;
    }
    visit.click("button", words.person).await;
    if look.every_state {
        visit.fill(words.message.0, words.card.0).await;
        visit.click("button", words.hand_over).await;
        visit.bring_into_view("button", words.card.1).await;
        shoot("guard").await;
    }
    visit.fill(words.message.0, words.message.1).await;
    visit.bring_into_view("textbox", words.message.0).await;
    shoot("hand-over").await;
    if look.every_state {
        visit.desk().set_trouble(Trouble::Refuse);
        visit.click("button", words.hand_over).await;
        visit.find("button", words.again).await;
        shoot("error").await;
    }
    visit.click("button", words.close).await;
    if look.every_state {
        take_lite(look, &words, folder).await;
        take_changed(look, &words, folder).await;
    }
}
