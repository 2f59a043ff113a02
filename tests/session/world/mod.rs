//! A world that a test holds in its hands: a clock that moves when told, a network that answers as scripted,
//! and tabs that share one storage as the tabs of a browser do.
//!
//! Nothing runs by itself. A verb of the session may spawn a task, ask the network or write to the storage;
//! `settle` then lets everything happen that can happen without time passing, and `advance` lets time pass.

mod brain;
mod chat;
mod platform;
mod tab;

use std::cell::RefCell;
use std::rc::Rc;

use kefu_engine::dialog::{Engine, Standard};
use kefu_engine::pack::{self, Front};
use kefu_widget::platform::Platform;
use kefu_widget::session::{Happened, Session, Setup};
use leptos::prelude::*;

pub use brain::Engines;
use brain::HereAndNow;
pub use chat::{Chat, Fate};
pub use platform::{Answer, Called, Posted, Storage};
use platform::{FakePlatform, Shared};
pub use tab::{STANDARD, Tab};

/// The engine's own example: quick replies by page and turn, links instead of webhooks.
pub const CORNER_SHOP: &str =
    include_str!("../../../crates/engine/tests/data/corner_shop.kefu.json");

/// A shop that may know its visitors.
pub const KNOWN_SHOP: &str = include_str!("../known_shop.kefu.json");

/// A shop with two webhooks, `desk` before `spare`, and a form with a field of every checked kind.
pub const STAFFED_SHOP: &str = include_str!("../staffed_shop.kefu.json");

/// The engine's shop with flows that ask the site.
pub const GEAR_STORE: &str = include_str!("../../../crates/engine/tests/data/gear_store.kefu.json");

/// The engine's shop with triggers and greetings for occasions.
pub const PHONE_LAB: &str = include_str!("../../../crates/engine/tests/data/phone_lab.kefu.json");

/// The engine's shop that asks whether an answer helped.
pub const LAMP_SHOP: &str = include_str!("../../../crates/engine/tests/data/lamp_shop.kefu.json");

/// Where `STAFFED_SHOP` hands over first.
pub const DESK: &str = "https://desk.shop.example/hook";

/// Where it hands over when the desk does not take it.
pub const SPARE: &str = "https://spare.shop.example/hook";

/// A Friday, ten in the morning in Shanghai: people are there.
const START: u64 = 1_795_140_000_000;

/// The browser and the network around it.
pub struct World {
    shared: Rc<Shared>,
    pack: RefCell<String>,
}

impl World {
    /// A browser with an empty storage, in front of the site of this pack.
    pub fn new(pack: &str) -> Self {
        Self { shared: Rc::new(Shared::beginning_at(START)), pack: RefCell::new(pack.to_owned()) }
    }

    // ---- Tabs -------------------------------------------------------------------------------

    /// A new tab with the site in English.
    pub fn open_tab(&self) -> Tab {
        self.open_tab_in("en")
    }

    /// A new tab with the site in this language.
    pub fn open_tab_in(&self, locale: &str) -> Tab {
        self.load(locale, None)
    }

    /// The tab loads its page again: what ran there is gone, what it kept for itself is not.
    pub fn reload(&self, tab: Tab) -> Tab {
        let kept = tab.platform.own.borrow().clone();
        let locale = tab.page_locale.clone();
        self.close(tab);
        self.load(&locale, kept)
    }

    /// The tab is closed in the middle of whatever it was doing.
    pub fn close(&self, tab: Tab) {
        let Tab { platform: gone, owner, .. } = tab;
        self.shared.tabs.borrow_mut().retain(|(platform, _)| platform.number != gone.number);
        // A browser drops what a page was doing before it drops the page.
        gone.stop();
        owner.cleanup();
    }

    fn load(&self, locale: &str, own: Option<String>) -> Tab {
        let platform = Rc::new(FakePlatform::new(&self.shared, own));
        let (pack, whole) = pack::usable(self.pack.borrow().as_bytes());
        let front = Front::of(self.pack.borrow().as_bytes());
        assert!(whole, "the packs of these tests have no mistakes in them");
        let heard: Rc<RefCell<Vec<Happened>>> = Rc::default();
        let owner = Owner::new();
        let session = owner.with(|| {
            let heard = heard.clone();
            Session::new(Setup {
                platform: platform.clone(),
                brain: Box::new(HereAndNow::new(Engine::new(pack), &self.shared)),
                pack: front,
                locale: locale.to_owned(),
                standard: |_: Standard, _: &str| STANDARD,
                why: |reason, _| reason.word(),
                heard: Box::new(move |happened| heard.borrow_mut().push(happened)),
            })
        });
        self.shared.tabs.borrow_mut().push((platform.clone(), session));
        Tab { session, owner, platform, page_locale: locale.to_owned(), heard }
    }

    /// The site publishes another pack; pages that load from now on read it.
    pub fn publish(&self, pack: &str) {
        self.pack.replace(pack.to_owned());
    }

    /// The pages that are loaded, and those to come, are at this path.
    pub fn show_page(&self, path: &str) {
        self.shared.path.replace(path.to_owned());
    }

    /// What the pages are about, as they say themselves.
    pub fn page_is_about(&self, about: &str) {
        self.shared.about.replace(about.to_owned());
    }

    /// The browser says of its visitor that they want no tracking.
    pub fn wants_no_tracking(&self) {
        self.shared.wants_no_tracking.set(true);
    }

    /// The visitor scrolls down to so many percent of the page.
    pub fn scroll_to(&self, percent: u32) {
        self.shared.scrolled.set(percent);
    }

    // ---- Time -------------------------------------------------------------------------------

    /// Everything happens that can happen without time passing.
    pub fn settle(&self) {
        loop {
            let polled = self.shared.poll_tasks();
            let told = self.shared.spread_news();
            let rung = self.shared.ring();
            if !polled && !told && !rung {
                return;
            }
        }
    }

    /// So many milliseconds pass, and everything happens that happens in them, in its order.
    pub fn advance(&self, ms: u64) {
        self.settle();
        let end = self.shared.clock.get() + ms;
        while let Some(due) = self.shared.next_timer().filter(|due| *due <= end) {
            self.shared.clock.set(due);
            self.settle();
        }
        self.shared.clock.set(end);
    }

    /// So many hours pass.
    pub fn advance_hours(&self, hours: u64) {
        self.advance(hours * 3_600_000);
    }

    /// So many days pass.
    pub fn advance_days(&self, days: u64) {
        self.advance_hours(days * 24);
    }

    // ---- The engine -------------------------------------------------------------------------

    /// How engines fare from now on. Those that get ready answer what they were asked meanwhile.
    pub fn engines_are(&self, engines: Engines) {
        self.shared.engines.set(engines);
        if engines != Engines::Loading {
            let held = self.shared.held.take();
            held.into_iter().for_each(|ask| ask());
        }
    }

    /// How often any of them was asked.
    pub fn asked(&self) -> usize {
        self.shared.asked.get()
    }

    // ---- People -----------------------------------------------------------------------------

    /// The desk where people answer.
    pub fn chat(&self) -> &Chat {
        &self.shared.chat
    }

    /// A person writes.
    pub fn person_writes(&self, name: &str, words: &str) {
        self.shared.chat.writes(name, words, self.shared.clock.get());
    }

    // ---- Network ----------------------------------------------------------------------------

    /// How requests to this address are answered, one by one; the last answer is given from then on.
    pub fn answers(&self, url: &str, answers: &[Answer]) {
        let answers = answers.iter().copied().collect();
        self.shared.answers.borrow_mut().insert(url.to_owned(), answers);
    }

    /// How questions of flows to this address are answered, and with which words.
    pub fn site_answers(&self, url: &str, answer: Answer, body: &str) {
        self.answers(url, &[answer]);
        self.shared.bodies.borrow_mut().insert(url.to_owned(), body.to_owned());
    }

    /// Every question of a flow to the site so far.
    pub fn calls(&self) -> Vec<Called> {
        self.shared.calls.borrow().clone()
    }

    /// Every request so far.
    pub fn posts(&self) -> Vec<Posted> {
        self.shared.posts.borrow().clone()
    }

    /// The only request so far.
    pub fn only_post(&self) -> Posted {
        let mut posts = self.posts();
        assert_eq!(posts.len(), 1, "{posts:#?}");
        posts.remove(0)
    }

    // ---- Storage ----------------------------------------------------------------------------

    /// From now on the storage does this with a write.
    pub fn storage_is(&self, storage: Storage) {
        self.shared.storage.set(storage);
    }

    /// Whether any tab has tried to keep anything, for itself or for all.
    pub fn was_written_to(&self) -> bool {
        !self.shared.writes.borrow().is_empty()
    }

    /// The keys of the lasting storage that start like this.
    pub fn kept_keys(&self, prefix: &str) -> Vec<String> {
        let lasting = self.shared.lasting.borrow();
        lasting.keys().filter(|key| key.starts_with(prefix)).cloned().collect()
    }

    /// A value of the lasting storage.
    pub fn kept(&self, key: &str) -> Option<String> {
        self.shared.lasting.borrow().get(key).cloned()
    }

    /// Puts a value into the lasting storage, as another release of the widget, or an accident, left it there.
    pub fn put(&self, key: &str, value: &str) {
        self.shared.lasting.borrow_mut().insert(key.to_owned(), value.to_owned());
    }

    /// A page of the site erases the whole lasting storage; every tab but its own hears of it.
    pub fn storage_is_cleared_by(&self, tab: &Tab) {
        self.shared.lasting.borrow_mut().clear();
        self.shared.news.borrow_mut().push_back((tab.platform.number, None));
    }
}
