//! What the widget needs of the world: time, storage, network, chance. Everything else is a function of these.
//!
//! `Platform` is the whole border: the browser stands behind it in the widget, a fake one in the native tests.
//! Never names leptos; `JsValue` stops here.

#[cfg(target_arch = "wasm32")]
mod browser;
#[cfg(target_arch = "wasm32")]
mod listener;

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

#[cfg(target_arch = "wasm32")]
pub use browser::{Browser, World, text};
#[cfg(target_arch = "wasm32")]
pub use listener::{Listener, SizeObserver};

/// A future that runs on the page's own thread and ends with the widget.
pub type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// Milliseconds since 1970, UTC.
pub type Millis = u64;

/// Why something could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser allows none: private mode, a setting, an in-app webview.
    Blocked,
    /// There is no room left.
    Full,
}

/// Why a request had no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostError {
    /// No connection, or the page's policy forbids it.
    Network,
    /// No answer in time.
    Timeout,
}

/// A request to a server.
pub struct Request<'a> {
    /// Where it goes.
    pub url: &'a str,
    /// The JSON to post; without it the address is only asked.
    pub json: Option<String>,
    /// Tells a retry from a second request; empty for none.
    pub idempotency_key: &'a str,
    /// After so many milliseconds it has failed.
    pub timeout_ms: u32,
    /// Whether what is posted changes something that is there: `PATCH`.
    pub patches: bool,
}

/// A socket. Closed when it is dropped.
pub trait Socket {
    /// Says something; nothing once it is closed.
    fn send(&self, text: &str);
    /// The next text that the other side says; nothing once it is closed.
    fn next(&self) -> Task<Option<String>>;
}

/// What a clock on a wall shows, somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WallClock {
    /// Such as 2026.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// Minutes since midnight.
    pub minute: u16,
}

/// The page around the widget.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageInfo {
    /// Path, such as `/cart`.
    pub path: String,
    /// Address without query and fragment.
    pub url: String,
    /// Title.
    pub title: String,
    /// What it is about, by `<meta name="kefu:about" content="…">`; empty for nothing.
    pub about: String,
}

/// How a moment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Hour and minute.
    Time,
    /// Day and month, with the weekday.
    Day,
    /// Both, with the year.
    Full,
}

/// A file that the visitor has chosen.
#[derive(Clone)]
pub struct Picked {
    /// What they call it.
    pub name: String,
    /// The file itself, as the browser has it.
    pub file: Rc<dyn Any>,
}

/// The engine, wherever it runs, and what else is fetched after the panel.
pub trait Brain {
    /// Asks it; the errand and its answer are text.
    ///
    /// `answered` hears `None` when the engine could not be loaded or broke; asking again then tries anew.
    fn ask(&self, errand: String, answered: Box<dyn FnOnce(Option<String>)>);

    /// Prepares a file, posts it to `url` as `echo_id`, and gives the HTTP status and what was answered. The status is 0
    /// where there was no answer.
    ///
    /// `told` hears from time to time how many percent have gone, and says whether to go on.
    fn send_file(
        &self,
        file: Picked,
        url: String,
        echo_id: String,
        told: Box<dyn Fn(f64) -> bool>,
    ) -> Task<(u16, String)>;
}

/// The world as the session sees it.
pub trait Platform {
    /// Now.
    fn now(&self) -> Millis;
    /// A fresh unique id.
    fn new_id(&self) -> String;
    /// The clock on the wall of a time zone (IANA name); UTC's where the zone is not known.
    fn wall_clock(&self, time_zone: &str) -> WallClock;
    /// A moment in the visitor's own time zone and language.
    fn write_moment(&self, at: Millis, moment: Moment, locale: &str) -> String;
    /// The number of the day, in the visitor's own time zone, on which a moment lies.
    fn local_day(&self, at: Millis) -> i64;
    /// ISO 8601 in UTC.
    fn write_iso(&self, at: Millis) -> String;
    /// Whether the browser says that its visitor wants no tracking (Global Privacy Control, Do Not Track).
    fn wants_no_tracking(&self) -> bool;
    /// The host of an address as it is resolved: letters of other scripts become their ASCII form (`xn--…`).
    fn host_of(&self, url: &str) -> String;
    /// The page around the widget.
    fn page(&self) -> PageInfo;
    /// How far down the page the visitor has scrolled, in percent.
    fn scrolled(&self) -> u32;
    /// Whether focus in a text field brings up a keyboard on the screen.
    fn has_touch_keyboard(&self) -> bool;

    /// Reads one value of those that the tabs of the site share.
    fn read(&self, key: &str) -> Option<String>;
    /// Keeps one value until it is removed; where anything written so far could not be kept, it lives as long as the page,
    /// and the error says why.
    fn write(&self, key: &str, value: &str) -> Result<(), StorageError>;
    /// Forgets one value.
    fn remove(&self, key: &str);
    /// Every key that starts with `prefix`, in any order.
    fn keys(&self, prefix: &str) -> Vec<String>;
    /// The name of this tab, if it has one already: it survives a reload and goes with the tab.
    fn tab(&self) -> Option<String>;
    /// Gives this tab a name.
    fn name_tab(&self, name: &str);

    /// Makes a request; the answer is the HTTP status and the body. A page is no answer: some networks put theirs in its place.
    fn request(&self, request: Request<'_>) -> Task<Result<(u16, String), PostError>>;
    /// Opens a socket, at an address of the web or a path of the site.
    fn connect(&self, url: &str) -> Box<dyn Socket>;
    /// Waits until this tab leads among those of the site; it does until what is given is dropped.
    fn lead(&self) -> Task<Box<dyn Any>>;
    /// Waits.
    fn sleep(&self, ms: u32) -> Task<()>;
    /// Runs a task until it ends or the widget does.
    fn spawn(&self, task: Task<()>);
    /// Ends every task that still runs.
    fn stop(&self);
}
