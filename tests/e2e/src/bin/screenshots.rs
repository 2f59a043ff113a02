//! Takes the pictures of the documentation: every state once on a wide screen and once on a phone,
//! and the two that matter most in other schemes and languages.

use std::path::Path;
use std::{fs, process};

use kefu_e2e::{Device, STANDING_CLOCK, Shop, Trouble, Visit, given};

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
    Look { name: "phone-dark-en", device: Device::PHONE.dark(), english: true, every_state: true },
    Look { name: "wide-dark-en", device: Device::LAPTOP.dark(), english: true, every_state: false },
    Look { name: "wide-light-en", device: Device::LAPTOP, english: true, every_state: false },
    Look { name: "phone-light-zh", device: Device::PHONE, english: false, every_state: false },
];

/// What is said and pressed on the way, in one language.
struct Words {
    page: &'static str,
    bubble: &'static str,
    card: (&'static str, &'static str),
    unsure: (&'static str, &'static str),
    more: &'static str,
    my_data: &'static str,
    person: &'static str,
    message: (&'static str, &'static str),
    hand_over: &'static str,
    again: &'static str,
    close: &'static str,
}

const CHINESE: Words = Words {
    page: "/",
    bubble: "在线客服",
    card: ("盖碗总烫手，怎么拿？", "云栖盖碗 · 150 毫升"),
    unsure: ("退货退款", "怎么退货？"),
    more: "更多",
    my_data: "我的资料",
    person: "转人工",
    message: ("想对客服说的话（选填）", "想换一只大一点的盖碗，可以吗？"),
    hand_over: "转给客服",
    again: "重试",
    close: "关闭对话",
};

const ENGLISH: Words = Words {
    page: "/en.html",
    bubble: "Chat",
    card: ("My gaiwan burns my fingers", "Yunqi gaiwan · 150 ml"),
    unsure: ("delivery cost", "What does delivery cost?"),
    more: "More",
    my_data: "My details",
    person: "Talk to a human",
    message: ("Your message (optional)", "Can I exchange my gaiwan for a larger one?"),
    hand_over: "Hand over",
    again: "Try again",
    close: "Close chat",
};

#[tokio::main]
async fn main() {
    let folder = given("KEFU_SCREENSHOTS");
    if let Err(error) = fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        process::exit(1);
    }
    for look in &LOOKS {
        take(look, &folder).await;
    }
}

async fn take(look: &Look, folder: &Path) {
    let words = if look.english { ENGLISH } else { CHINESE };
    let visit = Shop::new().script_first(STANDING_CLOCK).visit_at(words.page, look.device).await;
    let shoot = async |state: &str| {
        let path = folder.join(format!("{state}-{}.png", look.name));
        rest(&visit).await;
        fs::write(&path, visit.picture().await).expect("the picture can be written");
        println!("{}", path.display());
    };

    visit.find("button", words.bubble).await;
    if look.every_state {
        shoot("closed").await;
    }
    visit.open_chat().await;
    shoot("open").await;
    if look.every_state {
        visit.ask(words.card.0).await;
        visit.find("heading", words.card.1).await;
        shoot("answering").await;
        visit.ask(words.unsure.0).await;
        visit.find("button", words.unsure.1).await;
        shoot("suggestions").await;
        visit.click("button", words.more).await;
        visit.click("button", words.my_data).await;
        visit.find("heading", words.my_data).await;
        shoot("form").await;
    }
    visit.click("button", words.person).await;
    visit.fill(words.message.0, words.message.1).await;
    shoot("hand-over").await;
    if look.every_state {
        visit.desk().set_trouble(Trouble::Refuse);
        visit.click("button", words.hand_over).await;
        visit.find("button", words.again).await;
        shoot("error").await;
    }
    visit.click("button", words.close).await;
}

/// Waits until nothing moves or is still to be loaded.
async fn rest(visit: &Visit) {
    visit.stands_still().await;
    let loaded = "[...document.images, ...root().querySelectorAll('img')].every((one) => one.complete || one.loading === 'lazy')";
    visit.until("the images are loaded", loaded).await;
    visit.settle().await;
}
