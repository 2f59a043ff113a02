//! What the widget finds around itself in a tab: a storage shared with other tabs, a scripted network,
//! timers that ring when the clock is moved, and tasks that run when they are polled.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::future;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Wake, Waker};

use futures::channel::oneshot;
use kefu_widget::platform::{
    Millis, Moment, PageInfo, Platform, PostError, Request, Socket, StorageError, Task, WallClock,
};
use kefu_widget::session::Session;
use kefu_wire::handoff::Handoff as Packet;

use super::Engines;
use super::chat::{API, Chat};
use crate::calendar;

/// What the other end of the network does with a request.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// It answers at once with this HTTP status.
    Status(u16),
    /// It answers with this status after so many milliseconds.
    Slow(u32, u16),
    /// It never answers.
    Never,
    /// There is no connection.
    Offline,
}

/// A request as the other end saw it.
#[derive(Clone, Debug)]
pub struct Posted {
    /// Milliseconds since the world began.
    pub at: u64,
    /// Where it went.
    pub url: String,
    /// The header that tells a retry from a second request.
    pub idempotency_key: String,
    /// Its body, letter by letter.
    pub json: String,
    /// Its body, read.
    pub packet: Packet,
}

/// A question of a flow to the site, as the site saw it.
#[derive(Clone, Debug)]
pub struct Called {
    /// Where it went.
    pub url: String,
    /// The header that tells a retry from a second request; empty for none.
    pub idempotency_key: String,
    /// What was posted, if anything was.
    pub json: Option<String>,
}

/// What the storage of the browser does with a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// It keeps it.
    Open,
    /// It refuses everything, also to read: private mode, a setting, an in-app webview.
    Blocked,
    /// It has no room for more: what is there can be replaced by something no longer, as in real browsers.
    Full,
}

/// What all tabs see.
pub(super) struct Shared {
    start: u64,
    pub(super) clock: Cell<u64>,
    ids: Cell<u32>,
    pub(super) path: RefCell<String>,
    pub(super) storage: Cell<Storage>,
    pub(super) lasting: RefCell<BTreeMap<String, String>>,
    /// Every write that was tried, of every tab and area.
    pub(super) writes: RefCell<Vec<String>>,
    /// What tabs have yet to be told of the lasting storage: who changed it, and which key; `None` is all.
    pub(super) news: RefCell<VecDeque<(u32, Option<String>)>>,
    pub(super) answers: RefCell<BTreeMap<String, VecDeque<Answer>>>,
    pub(super) posts: RefCell<Vec<Posted>>,
    pub(super) bodies: RefCell<BTreeMap<String, String>>,
    pub(super) calls: RefCell<Vec<Called>>,
    pub(super) about: RefCell<String>,
    pub(super) scrolled: Cell<u32>,
    pub(super) wants_no_tracking: Cell<bool>,
    pub(super) chat: Rc<Chat>,
    /// The tabs that lead or wait to, in their order, and how to tell them.
    leaders: RefCell<Vec<(u32, Option<oneshot::Sender<()>>)>>,
    timers: RefCell<Vec<(u64, oneshot::Sender<()>)>>,
    pub(super) tabs: RefCell<Vec<(Rc<FakePlatform>, Session)>>,
    pub(super) engines: Cell<Engines>,
    /// How often any engine was asked.
    pub(super) asked: Cell<usize>,
    /// What engines that are still loading will be asked.
    pub(super) held: RefCell<Vec<Box<dyn FnOnce()>>>,
    woken: Arc<Woken>,
}

/// Raised when some task can go on.
#[derive(Default)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Shared {
    /// Waits until the clock has moved on so far.
    pub(super) fn wait(&self, ms: u32) -> Task<()> {
        let (waiting, rung) = oneshot::channel();
        let due = self.clock.get() + u64::from(ms);
        self.timers.borrow_mut().push((due, waiting));
        Box::pin(async move {
            let _ = rung.await;
        })
    }

    pub(super) fn beginning_at(start: u64) -> Self {
        Self {
            start,
            clock: Cell::new(start),
            ids: Cell::default(),
            path: RefCell::new("/".to_owned()),
            storage: Cell::new(Storage::Open),
            lasting: RefCell::default(),
            writes: RefCell::default(),
            news: RefCell::default(),
            answers: RefCell::default(),
            posts: RefCell::default(),
            bodies: RefCell::default(),
            calls: RefCell::default(),
            about: RefCell::default(),
            scrolled: Cell::default(),
            wants_no_tracking: Cell::default(),
            chat: Rc::default(),
            leaders: RefCell::default(),
            timers: RefCell::default(),
            tabs: RefCell::default(),
            engines: Cell::default(),
            asked: Cell::default(),
            held: RefCell::default(),
            woken: Arc::default(),
        }
    }

    /// The first one leads.
    fn appoint(&self) {
        if let Some(tell) = self.leaders.borrow_mut().first_mut().and_then(|(_, tell)| tell.take())
        {
            let _ = tell.send(());
        }
    }

    fn next_number(&self) -> u32 {
        self.ids.set(self.ids.get() + 1);
        self.ids.get()
    }

    /// Polls every task until none of them can go on. Says whether any could.
    pub(super) fn poll_tasks(&self) -> bool {
        let waker = Waker::from(self.woken.clone());
        let mut context = Context::from_waker(&waker);
        let mut moved = false;
        while self.woken.0.swap(false, Ordering::Relaxed) {
            moved = true;
            for (platform, _) in self.tabs.borrow().clone() {
                // The list is taken out while its tasks run, because they may spawn others.
                let mut tasks = platform.tasks.take();
                tasks.retain_mut(|task| task.as_mut().poll(&mut context).is_pending());
                platform.tasks.borrow_mut().append(&mut tasks);
            }
        }
        moved
    }

    /// Tells each tab what the others wrote. Says whether there was anything to tell.
    pub(super) fn spread_news(&self) -> bool {
        let mut told = false;
        loop {
            let Some((from, key)) = self.news.borrow_mut().pop_front() else { return told };
            told = true;
            for (platform, session) in self.tabs.borrow().clone() {
                if platform.number != from {
                    platform.hear(key.as_deref());
                    session.other_tab_wrote(key.as_deref());
                }
            }
        }
    }

    /// When the next timer rings; those that nobody waits for any more are forgotten.
    pub(super) fn next_timer(&self) -> Option<u64> {
        let mut timers = self.timers.borrow_mut();
        timers.retain(|(_, waiting)| !waiting.is_canceled());
        timers.iter().map(|(due, _)| *due).min()
    }

    /// Rings every timer that is due. Says whether any was.
    pub(super) fn ring(&self) -> bool {
        let now = self.clock.get();
        let timers = self.timers.take();
        let (due, later): (Vec<_>, Vec<_>) = timers.into_iter().partition(|(due, _)| *due <= now);
        self.timers.replace(later);
        let rung = !due.is_empty();
        for (_, waiting) in due {
            // Whoever waited may have gone; then nobody needs to be told.
            let _ = waiting.send(());
        }
        rung
    }
}

/// A tab's place among those that want to lead; the next one does when it is dropped.
struct Lead {
    shared: Rc<Shared>,
    number: u32,
}

impl Drop for Lead {
    fn drop(&mut self) {
        self.shared.leaders.borrow_mut().retain(|(number, _)| *number != self.number);
        self.shared.appoint();
    }
}

/// What the widget finds around itself in one tab.
pub(super) struct FakePlatform {
    pub(super) number: u32,
    shared: Rc<Shared>,
    /// The name of the tab, which lives as long as it.
    pub(super) own: RefCell<Option<String>>,
    /// What could not be kept: it lives as long as the page.
    held: RefCell<BTreeMap<String, String>>,
    tasks: RefCell<Vec<Task<()>>>,
}

impl FakePlatform {
    pub(super) fn new(shared: &Rc<Shared>, own: Option<String>) -> Self {
        Self {
            number: shared.next_number(),
            shared: shared.clone(),
            own: RefCell::new(own),
            held: RefCell::default(),
            tasks: RefCell::default(),
        }
    }

    /// What another tab wrote is newer than what is held here.
    fn hear(&self, key: Option<&str>) {
        self.held.borrow_mut().retain(|held, _| key.is_some_and(|key| key != held));
    }

    fn keep(&self, key: &str, value: &str) -> Result<(), StorageError> {
        let before = self.shared.lasting.borrow().get(key).cloned();
        match self.shared.storage.get() {
            Storage::Blocked => return Err(StorageError::Blocked),
            Storage::Full if before.as_ref().is_none_or(|before| before.len() < value.len()) => {
                return Err(StorageError::Full);
            }
            Storage::Full | Storage::Open => {}
        }
        if before.as_deref() != Some(value) {
            self.shared.lasting.borrow_mut().insert(key.to_owned(), value.to_owned());
            self.tell_others(key);
        }
        Ok(())
    }

    fn is_blocked(&self) -> bool {
        self.shared.storage.get() == Storage::Blocked
    }

    /// Tells the others, as a browser does: never the tab itself.
    fn tell_others(&self, key: &str) {
        self.shared.news.borrow_mut().push_back((self.number, Some(key.to_owned())));
    }
}

impl Platform for FakePlatform {
    fn now(&self) -> Millis {
        self.shared.clock.get()
    }

    fn new_id(&self) -> String {
        format!("id-{:04}", self.shared.next_number())
    }

    fn wall_clock(&self, time_zone: &str) -> WallClock {
        calendar::wall_clock(self.shared.clock.get(), time_zone)
    }

    fn write_moment(&self, at: Millis, moment: Moment, locale: &str) -> String {
        format!("{moment:?} of {} in {locale}", self.write_iso(at))
    }

    fn local_day(&self, at: Millis) -> i64 {
        calendar::day(at)
    }

    fn write_iso(&self, at: Millis) -> String {
        calendar::iso(at)
    }

    fn wants_no_tracking(&self) -> bool {
        self.shared.wants_no_tracking.get()
    }

    fn host_of(&self, url: &str) -> String {
        kefu_engine::link::host(url).unwrap_or_default().to_owned()
    }

    fn page(&self) -> PageInfo {
        let path = self.shared.path.borrow().clone();
        let url = format!("https://shop.example{path}");
        let about = self.shared.about.borrow().clone();
        PageInfo { url, title: format!("The shop at {path}"), path, about }
    }

    fn scrolled(&self) -> u32 {
        self.shared.scrolled.get()
    }

    fn has_touch_keyboard(&self) -> bool {
        false
    }

    fn read(&self, key: &str) -> Option<String> {
        let held = self.held.borrow().get(key).cloned();
        let kept = || self.shared.lasting.borrow().get(key).cloned();
        held.or_else(|| if self.is_blocked() { None } else { kept() })
    }

    fn write(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.shared.writes.borrow_mut().push(key.to_owned());
        let mut held = self.held.borrow_mut();
        held.insert(key.to_owned(), value.to_owned());
        // Where there is room again, what had none goes along.
        let mut outcome = Ok(());
        held.retain(|key, value| match self.keep(key, value) {
            Ok(()) => false,
            Err(error) => {
                outcome = Err(error);
                true
            }
        });
        outcome
    }

    fn remove(&self, key: &str) {
        self.held.borrow_mut().remove(key);
        if !self.is_blocked() && self.shared.lasting.borrow_mut().remove(key).is_some() {
            self.tell_others(key);
        }
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        let mut keys: Vec<String> = self.held.borrow().keys().cloned().collect();
        if !self.is_blocked() {
            keys.extend(self.shared.lasting.borrow().keys().cloned());
        }
        keys.sort_unstable();
        keys.dedup();
        // Real browsers give keys in any order, so the tests give them in the least helpful one.
        keys.into_iter().rev().filter(|key| key.starts_with(prefix)).collect()
    }

    fn tab(&self) -> Option<String> {
        if self.is_blocked() { None } else { self.own.borrow().clone() }
    }

    fn name_tab(&self, name: &str) {
        self.shared.writes.borrow_mut().push("the name of the tab".to_owned());
        if !self.is_blocked() {
            self.own.replace(Some(name.to_owned()));
        }
    }

    fn request(&self, request: Request<'_>) -> Task<Result<(u16, String), PostError>> {
        let Request { url, json, idempotency_key, timeout_ms, patches } = request;
        if url.starts_with(API) {
            let method = match (patches, &json) {
                (true, _) => "PATCH",
                (false, Some(_)) => "POST",
                (false, None) => "GET",
            };
            let answer = self.shared.chat.answer(method, url, json.as_deref(), self.now());
            let answer = answer.ok_or(PostError::Network);
            let wait = self.shared.chat.answers_after.get();
            if wait == 0 {
                return Box::pin(future::ready(answer));
            }
            let sleep = self.sleep(wait);
            return Box::pin(async move {
                sleep.await;
                answer
            });
        }
        let at = self.shared.clock.get() - self.shared.start;
        let (url, idempotency_key) = (url.to_owned(), idempotency_key.to_owned());
        let body = self.shared.bodies.borrow().get(&url).cloned().unwrap_or_default();
        if !url.ends_with("/hook") {
            let call = Called { url: url.clone(), idempotency_key, json };
            self.shared.calls.borrow_mut().push(call);
        } else {
            let json = json.expect("a hand-over has a packet");
            let packet: Packet = serde_json::from_str(&json).expect("only packets are posted");
            let written = serde_json::to_string(&packet).expect("a packet can be written");
            assert_eq!(json, written, "the types of the wire would write the same");
            let posted = Posted { at, url: url.clone(), idempotency_key, json, packet };
            self.shared.posts.borrow_mut().push(posted);
        }
        let mut answers = self.shared.answers.borrow_mut();
        let script = answers.get_mut(&url).unwrap_or_else(|| panic!("nobody answers at {url}"));
        let answer = if script.len() > 1 { script.pop_front() } else { script.front().copied() };
        let late = |wait, then| {
            let sleep = self.sleep(wait);
            async move {
                sleep.await;
                then
            }
        };
        match answer.expect("a script has at least one answer") {
            Answer::Status(status) => Box::pin(future::ready(Ok((status, body)))),
            Answer::Offline => Box::pin(future::ready(Err(PostError::Network))),
            Answer::Slow(wait, status) if wait < timeout_ms => {
                Box::pin(late(wait, Ok((status, body))))
            }
            Answer::Slow(..) | Answer::Never => Box::pin(late(timeout_ms, Err(PostError::Timeout))),
        }
    }

    fn connect(&self, _: &str) -> Box<dyn Socket> {
        self.shared.chat.connect()
    }

    fn lead(&self) -> Task<Box<dyn std::any::Any>> {
        let (tell, told) = oneshot::channel();
        let place = Lead { shared: self.shared.clone(), number: self.number };
        self.shared.leaders.borrow_mut().push((self.number, Some(tell)));
        self.shared.appoint();
        Box::pin(async move {
            let _ = told.await;
            Box::new(place) as Box<dyn std::any::Any>
        })
    }

    fn sleep(&self, ms: u32) -> Task<()> {
        self.shared.wait(ms)
    }

    fn spawn(&self, task: Task<()>) {
        self.tasks.borrow_mut().push(task);
        self.shared.woken.0.store(true, Ordering::Relaxed);
    }
    fn stop(&self) {
        self.tasks.borrow_mut().clear();
    }
}
