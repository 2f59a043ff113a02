//! A visitor at the shop: what they do, and what they perceive.

use std::cell::Cell;
use std::time::{Duration, Instant};

use kefu_seal::Key as SealingKey;
use kefu_wire::handoff::Handoff;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Key, WebElement};

use crate::browser::Browser;
use crate::door::Door;
use crate::receiver::{self, Options, Receiver, Trouble};
use crate::shop::Folder;

const PERCEIVE: &str = include_str!("perceive.js");

/// Nothing that a test usually waits for takes so long, on the slowest machine with other work to do.
const PATIENCE: Duration = Duration::from_secs(40);

/// A hand-over that nobody answers takes 21 seconds to fail.
const LONG_PATIENCE: Duration = Duration::from_secs(90);

/// How often the browser is asked whether it has happened.
const PACE: Duration = Duration::from_millis(40);

/// A message as it stands in the transcript.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Row {
    /// `visitor`, `bot`, `agent` or `system`.
    pub author: String,
    /// The words, in one line.
    pub text: String,
    /// The written time.
    pub time: String,
    /// What became of it, for the visitor's own.
    pub delivery: Option<String>,
}

/// A shop with a visitor in it. Dropping it ends the browser first.
pub struct Visit {
    browser: Browser,
    door: Door,
    desk: Option<Receiver>,
    folder: Folder,
    /// To which the shop wants letters sealed, while it is off the net.
    key: Option<SealingKey>,
    patience: Cell<Duration>,
}

impl Visit {
    pub(crate) fn new(
        browser: Browser,
        door: Door,
        desk: Option<Receiver>,
        folder: Folder,
    ) -> Self {
        Self { browser, door, desk, folder, key: None, patience: Cell::new(PATIENCE) }
    }

    /// From now on waits long enough for a hand-over that nobody answers.
    pub fn be_patient(&self) {
        self.patience.set(LONG_PATIENCE);
    }

    // ---- The shop's side ----

    /// The human side.
    pub fn desk(&self) -> &Receiver {
        self.desk.as_ref().expect("the shop is open")
    }

    /// Takes the shop off the net.
    pub async fn shut_the_shop(&mut self) {
        self.door.lead(None);
        if let Some(desk) = self.desk.take() {
            self.key = desk.key();
            desk.stop().await;
        }
    }

    /// Puts the shop back on the net, where it was.
    pub async fn reopen_the_shop(&mut self) {
        let dir = self.folder.path().to_owned();
        let options = Options { dir, trouble: Trouble::None, key: self.key.clone() };
        let desk = receiver::serve(options).await.expect("the desk opens again");
        self.door.lead(Some(desk.address));
        self.desk = Some(desk);
    }

    /// From now on the network keeps its connections and brings nothing, or everything again.
    pub fn swallow_everything(&self, everything: bool) {
        self.door.swallow(everything);
    }

    /// From now on the network wants its visitors to sign in and says so in the place of every answer, or does no more.
    pub fn want_sign_in(&self, wants: bool) {
        self.door.want_sign_in(wants);
    }

    /// From now on every so many requests one is lost.
    pub fn lose_every(&self, count: usize) {
        self.door.lose_every(count);
    }

    /// How many requests were lost since then.
    pub fn lost(&self) -> usize {
        self.door.lost()
    }

    /// From now on every answer takes so much longer.
    pub fn delay_answers(&self, delay: Duration) {
        self.door.delay(delay);
    }

    /// The next messages are taken, and answered with an error all the same.
    pub fn spoil_messages(&self, count: usize) {
        self.door.spoil(count);
    }

    /// How many messages are still to be answered with an error.
    pub fn messages_to_spoil(&self) -> usize {
        self.door.to_spoil()
    }

    /// Changes the site pack, for whoever loads it from now on.
    pub fn change_pack(&self, change: impl FnOnce(&mut Value)) {
        self.folder.change_pack(change);
    }

    /// Puts the engine's module back.
    pub fn bring_back_the_engine(&self) {
        let gone = self.folder.engine("gone");
        std::fs::rename(&gone, gone.with_extension("wasm")).expect("the folder can be written");
    }

    /// Every request that the browser made, such as `GET /kefu/kefu.js`.
    pub fn requests(&self) -> Vec<String> {
        self.door.requests()
    }

    /// Waits until something of this kind is asked for, after so many requests.
    pub async fn tried_since(&self, before: usize, method: &str, end: &str) {
        let started = Instant::now();
        let is_meant = |one: &String| one.starts_with(method) && one.ends_with(end);
        while !self.requests().iter().skip(before).any(is_meant) {
            if started.elapsed() > self.patience.get() {
                self.give_up(&format!("{method} …{end} is asked for")).await;
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// The requests for files of the widget.
    pub fn widget_requests(&self) -> Vec<String> {
        self.requests().into_iter().filter(|one| one.contains(" /kefu/")).collect()
    }

    /// Waits until the desk has so many hand-overs, and gives them.
    pub async fn handoffs(&self, count: usize) -> Vec<Handoff> {
        let started = Instant::now();
        loop {
            let handoffs = self.desk().handoffs();
            if handoffs.len() >= count {
                assert_eq!(handoffs.len(), count, "more hand-overs than wanted: {handoffs:#?}");
                return handoffs;
            }
            if started.elapsed() > self.patience.get() {
                let attempts = self.desk().attempts();
                self.give_up(&format!(
                    "the desk has {count} hand-overs; it has {} after {attempts} attempts",
                    handoffs.len()
                ))
                .await;
            }
            tokio::time::sleep(PACE).await;
        }
    }

    // ---- The browser ----

    /// Opens a page of the shop.
    pub async fn go_to(&self, path: &str) {
        let url = format!("http://{}{path}", self.door.address);
        self.browser.driver.goto(url).await.expect("the page opens");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        // Nobody is as fast as a driver: what was just written has been kept when a person reloads.
        self.until("what they wrote is kept", "wordsAreKept()").await;
        self.browser.driver.refresh().await.expect("the page reloads");
    }

    /// Goes back in history.
    pub async fn go_back(&self) {
        self.browser.driver.back().await.expect("there is a step back");
    }

    /// Opens a page of the shop in a second tab and goes on there; gives what `turn_to` takes.
    pub async fn open_tab(
        &self,
        path: &str,
    ) -> (thirtyfour::WindowHandle, thirtyfour::WindowHandle) {
        let first = self.browser.driver.window().await.expect("there is a tab");
        let second = self.browser.driver.new_tab().await.expect("a second tab opens");
        self.turn_to(&second).await;
        self.go_to(path).await;
        (first, second)
    }

    /// Goes on in another tab.
    pub async fn turn_to(&self, tab: &thirtyfour::WindowHandle) {
        self.browser.driver.switch_to_window(tab.clone()).await.expect("the tab is there");
    }

    /// Runs a script of the test; `host`, `root`, `all`, `rows` and so on of `perceive.js` are at hand.
    pub async fn run(&self, script: &str) -> Value {
        self.run_with(script, json!([])).await
    }

    /// Runs a script with `arguments`.
    pub async fn run_with(&self, script: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else { panic!("arguments are a list") };
        let whole = format!("{PERCEIVE}\n{script}");
        let answer = self.browser.driver.execute(whole, arguments).await;
        answer.unwrap_or_else(|error| panic!("the script failed: {script}\n{error}")).json().clone()
    }

    /// The value of a JavaScript expression.
    pub async fn value<T: DeserializeOwned>(&self, expression: &str) -> T {
        let value = self.run(&format!("return ({expression});")).await;
        serde_json::from_value(value.clone())
            .unwrap_or_else(|error| panic!("{expression} is {value}: {error}"))
    }

    /// Waits until a JavaScript expression is true, and gives its value. `what` says in words what is waited for.
    pub async fn until(&self, what: &str, expression: &str) -> Value {
        self.until_with(what, expression, json!([])).await
    }

    /// Waits like `until`, with `arguments` in the expression.
    pub async fn until_with(&self, what: &str, expression: &str, arguments: Value) -> Value {
        let script = format!("return ({expression});");
        let started = Instant::now();
        loop {
            let value = self.run_with(&script, arguments.clone()).await;
            if value != Value::Null && value != json!(false) && value != json!(0) {
                return value;
            }
            if started.elapsed() > self.patience.get() {
                self.give_up(what).await;
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Lets the browser come to rest: whatever was to follow the last event has followed.
    pub async fn settle(&self) {
        // Not by a script that the driver waits for: it leaves a timer of its own in the page.
        let script = "const rest = Symbol.for('rest');
            window[rest] = false;
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { window[rest] = true; })));";
        self.run(script).await;
        self.until("the browser comes to rest", "window[Symbol.for('rest')]").await;
    }

    /// Waits until no animation of the widget runs any more, but for those that never end.
    pub async fn stands_still(&self) {
        let still = "root().getAnimations().every((one) =>
            one.playState === 'finished' || one.effect.getTiming().iterations === Infinity)";
        self.until("nothing moves", still).await;
    }

    /// What a promise comes to.
    pub async fn promised(&self, expression: &str) -> Value {
        let script = format!(
            "{PERCEIVE}\nconst done = arguments[arguments.length - 1];
             Promise.resolve({expression}).then(done, (error) => done('failed: ' + error));"
        );
        let answer = self.browser.driver.execute_async(script, vec![]).await;
        answer.unwrap_or_else(|error| panic!("{expression}: {error}")).json().clone()
    }

    /// Asks the browser for what WebDriver has no words for.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Value {
        self.browser.devtools(method, parameters).await
    }

    /// The visitor wants no motion.
    pub async fn wants_no_motion(&self) {
        let features =
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        self.devtools("Emulation.setEmulatedMedia", features).await;
    }

    /// What stands in the browser's console as an error since the last time it was asked.
    pub async fn console_errors(&self) -> Vec<String> {
        let log = self.browser.driver.browser_log().await.expect("the browser has a log");
        log.into_iter().filter(|entry| entry.level == "SEVERE").map(|entry| entry.message).collect()
    }

    /// The screen as PNG.
    pub async fn picture(&self) -> Vec<u8> {
        self.browser.driver.screenshot_as_png().await.expect("the screen can be taken")
    }

    /// The screen once it has come to rest: all images are painted, and two pictures in a row are the same.
    pub async fn still_picture(&self) -> Vec<u8> {
        self.stands_still().await;
        let loaded = "[...document.images, ...root().querySelectorAll('img')].every((one) => one.complete || one.loading === 'lazy')";
        self.until("the images are loaded", loaded).await;
        let started = Instant::now();
        let mut before = self.picture().await;
        loop {
            self.settle().await;
            let picture = self.picture().await;
            if picture == before {
                return picture;
            }
            if started.elapsed() > self.patience.get() {
                self.give_up("two pictures in a row are the same").await;
            }
            before = picture;
        }
    }

    // ---- What the visitor does ----

    /// Presses keys, wherever the focus is.
    pub async fn press(&self, keys: impl Into<thirtyfour::TypingData>) {
        let typed = self.browser.driver.action_chain().send_keys(keys).perform().await;
        typed.expect("keys can be pressed");
    }

    /// Presses a key while another is held.
    pub async fn press_with(&self, held: Key, key: impl Into<char>) {
        let (held, key) = (char::from(held), key.into());
        let chain = self.browser.driver.action_chain();
        let typed = chain.key_down(held).key_down(key).key_up(key).key_up(held).perform().await;
        typed.expect("keys can be pressed");
    }

    /// Scrolls until what has this role and name is in view.
    pub async fn bring_into_view(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        element.scroll_into_view().await.expect("it can be scrolled to");
    }

    /// Rests the mouse on what has this role and name.
    pub async fn hover(&self, role: &str, name: &str) {
        let element = self.find(role, name).await;
        let moved =
            self.browser.driver.action_chain().move_to_element_center(&element).perform().await;
        moved.expect("the mouse can be moved");
    }

    /// Clicks what has this role and name; a name that ends in … is only the beginning of one.
    pub async fn click(&self, role: &str, name: &str) {
        let started = Instant::now();
        loop {
            // What was found may be drawn anew before the click arrives.
            match self.find(role, name).await.click().await {
                Ok(()) => return,
                Err(error) if started.elapsed() > self.patience.get() => {
                    self.give_up(&format!("{role} “{name}” can be clicked: {error}")).await;
                }
                Err(_) => tokio::time::sleep(PACE).await,
            }
        }
    }

    /// Types into the control with this name, in the place of what stands there.
    pub async fn fill(&self, name: &str, text: &str) {
        let started = Instant::now();
        // What was found may be drawn anew before the focus arrives.
        while let Err(error) = self.find("textbox", name).await.focus().await {
            if started.elapsed() > self.patience.get() {
                self.give_up(&format!("“{name}” takes the focus: {error}")).await;
            }
            tokio::time::sleep(PACE).await;
        }
        self.press_with(Key::Control, 'a').await;
        self.press(Key::Delete).await;
        self.press(text.to_owned()).await;
    }

    /// Opens the chat by its bubble and waits for the greeting, or the conversation.
    pub async fn open_chat(&self) {
        self.click("button", self.words().await.open).await;
        self.until("the panel is open and says something", "all('dialog').length && rows().length")
            .await;
    }

    /// Types a question and sends it with Enter.
    pub async fn ask(&self, question: &str) {
        let name = self.words().await.write_here;
        self.click("textbox", name).await;
        self.press(question).await;
        self.press(Key::Enter).await;
        self.until_with(
            "the question stands in the transcript",
            "rows().some((row) => row.author === 'visitor' && row.text === arguments[0])",
            json!([question.split_whitespace().collect::<Vec<_>>().join(" ")]),
        )
        .await;
    }

    // ---- What the visitor perceives ----

    /// What has this role and name; waits for it.
    pub async fn find(&self, role: &str, name: &str) -> WebElement {
        let what = format!("there is a {role} “{name}”");
        let (list, started) = (json!([role, name]), Instant::now());
        loop {
            let script = format!("{PERCEIVE}\nreturn all(...arguments)[0] ?? null;");
            let arguments = list.as_array().cloned().unwrap_or_default();
            let found = self
                .browser
                .driver
                .execute(script, arguments)
                .await
                .expect("the page can be searched");
            if !found.json().is_null() {
                return found.element().expect("an element was found");
            }
            if started.elapsed() > self.patience.get() {
                self.give_up(&what).await;
            }
            tokio::time::sleep(PACE).await;
        }
    }

    /// Whether there is something with this role and name right now.
    pub async fn sees(&self, role: &str, name: &str) -> bool {
        self.run_with("return all(...arguments).length > 0;", json!([role, name])).await
            == json!(true)
    }

    /// Waits until something with this role and name is gone.
    pub async fn sees_no_more(&self, role: &str, name: &str) {
        let what = format!("{role} “{name}” is gone");
        self.until_with(&what, "all(...arguments).length === 0", json!([role, name])).await;
    }

    /// The messages in the transcript.
    pub async fn rows(&self) -> Vec<Row> {
        self.value("rows()").await
    }

    /// Waits until the transcript is this one.
    pub async fn shows(&self, wanted: &[Row]) {
        let started = Instant::now();
        let mut rows = self.rows().await;
        while rows != wanted {
            if started.elapsed() > self.patience.get() {
                assert_eq!(rows, wanted);
            }
            tokio::time::sleep(PACE).await;
            rows = self.rows().await;
        }
    }

    /// Waits for a message by `author` that has these words in it, and gives it.
    pub async fn hears(&self, author: &str, words: &str) -> Row {
        let found = self
            .until_with(
                &format!("the {author} says “{words}”"),
                "rows().findLast((row) => row.author === arguments[0] && row.text.includes(arguments[1])) ?? null",
                json!([author, words]),
            )
            .await;
        serde_json::from_value(found).expect("a row is a row")
    }

    /// Waits until the focus is on what has this role and name.
    pub async fn has_focus(&self, role: &str, name: &str) {
        self.until_with(
            &format!("the focus is on the {role} “{name}”"),
            "focused() && roleOf(focused()) === arguments[0] && named(focused(), arguments[1])",
            json!([role, name]),
        )
        .await;
    }

    async fn words(&self) -> Words {
        let english: bool = self
            .value("(root().querySelector('[lang]') ?? document.documentElement).lang === 'en'")
            .await;
        if english { ENGLISH } else { CHINESE }
    }

    async fn give_up(&self, what: &str) -> ! {
        let script = "return [...root().children].filter(seen).map((part) => part.innerText).join('\\n---\\n')
            + '\\nfocus: ' + (focused() ? roleOf(focused()) + ' ' + nameOf(focused()) : 'none');";
        let shown = self.run(script).await;
        let console = self.console_errors().await.join("\n");
        panic!(
            "waited {} seconds and still not: {what}\nThe widget shows:\n{}\nThe console says:\n{console}",
            self.patience.get().as_secs(),
            shown.as_str().unwrap_or_default(),
        );
    }
}

/// The few words that every conversation needs.
struct Words {
    open: &'static str,
    write_here: &'static str,
}

const CHINESE: Words = Words { open: "在线客服…", write_here: "请输入您的问题" };
const ENGLISH: Words = Words { open: "Chat…", write_here: "Write your question" };
