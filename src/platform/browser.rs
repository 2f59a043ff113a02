//! The platform of the widget: a browser's window, through `public/kefu/platform.js`.

use std::any::Any;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use futures::future::{AbortHandle, Abortable};
use js_sys::{Date, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use super::{
    Brain, Millis, Moment, PageInfo, Picked, Platform, PostError, Request, Socket, StorageError,
    Task, WallClock,
};

/// Once this many tasks are remembered, the ended ones are forgotten.
const SWEEP_TASKS_AT: usize = 16;

#[wasm_bindgen]
extern "C" {
    /// What `around` of `platform.js` gives.
    #[derive(Clone)]
    pub type World;

    #[wasm_bindgen(method)]
    fn read(this: &World, name: &str) -> Option<String>;
    #[wasm_bindgen(method)]
    fn write(this: &World, name: &str, text: &str) -> u8;
    #[wasm_bindgen(method)]
    fn remove(this: &World, name: &str);
    #[wasm_bindgen(method)]
    fn keys(this: &World, prefix: &str) -> Vec<String>;
    #[wasm_bindgen(method)]
    fn listen(this: &World, heard: &JsValue);
    #[wasm_bindgen(method)]
    fn tab(this: &World) -> Option<String>;
    #[wasm_bindgen(method, js_name = nameTab)]
    fn name_tab(this: &World, name: &str);
    /// The words of a language, by its tag.
    #[wasm_bindgen(method)]
    pub fn words(this: &World, tag: &str) -> Promise;

    #[wasm_bindgen(method)]
    fn request(
        this: &World,
        url: &str,
        json: Option<String>,
        idempotency_key: &str,
        timeout_ms: u32,
        patches: bool,
    ) -> Promise;
    #[wasm_bindgen(method)]
    fn connect(this: &World, url: &str) -> Handle;
    #[wasm_bindgen(method)]
    fn lead(this: &World) -> Handle;
    #[wasm_bindgen(method)]
    fn assistant(this: &World, start: &Function) -> Handle;

    #[wasm_bindgen(method)]
    fn clock(this: &World, at: f64, time_zone: &str) -> f64;
    #[wasm_bindgen(method)]
    fn moment(this: &World, at: f64, style: u8, locale: &str) -> String;
    #[wasm_bindgen(method)]
    fn sleep(this: &World, ms: u32) -> Handle;
    #[wasm_bindgen(method)]
    fn iso(this: &World, at: f64) -> String;
    #[wasm_bindgen(method)]
    fn day(this: &World, at: f64) -> f64;

    #[wasm_bindgen(method)]
    fn untracked(this: &World) -> bool;
    #[wasm_bindgen(method, js_name = hostOf)]
    fn host_of(this: &World, url: &str) -> String;
    #[wasm_bindgen(method)]
    fn page(this: &World) -> Vec<String>;
    #[wasm_bindgen(method)]
    fn id(this: &World) -> String;
    #[wasm_bindgen(method)]
    fn scrolled(this: &World) -> u32;
    #[wasm_bindgen(method)]
    fn touch(this: &World) -> bool;
    /// Keeps `data-scheme` of an element true.
    #[wasm_bindgen(method)]
    pub fn scheme(this: &World, word: &str, root: &HtmlElement);
    /// Keeps the size of the visible part of the screen in the style of an element.
    #[wasm_bindgen(method)]
    pub fn viewport(this: &World, root: &HtmlElement);
    /// The panel has opened or closed: on a phone the way back leads out of it.
    #[wasm_bindgen(method)]
    pub fn back(this: &World, opened: bool);
    /// The widget goes, and no way back leads out of the panel any more.
    #[wasm_bindgen(method)]
    pub fn stay(this: &World);
    #[wasm_bindgen(method, js_name = onBack)]
    fn on_back(this: &World, left: &JsValue);

    /// Ends everything that was begun.
    #[wasm_bindgen(method)]
    pub fn close(this: &World);

    /// Something that the page does for us until it is closed.
    type Handle;

    #[wasm_bindgen(method, getter)]
    fn granted(this: &Handle) -> Promise;
    #[wasm_bindgen(method, getter)]
    fn over(this: &Handle) -> Promise;
    #[wasm_bindgen(method)]
    fn send(this: &Handle, text: &str);
    #[wasm_bindgen(method)]
    fn next(this: &Handle) -> Promise;
    #[wasm_bindgen(method)]
    fn ask(this: &Handle, errand: &str) -> Promise;
    #[wasm_bindgen(method, js_name = send)]
    fn send_file(
        this: &Handle,
        file: &JsValue,
        url: &str,
        echo_id: &str,
        told: &JsValue,
    ) -> Promise;
    #[wasm_bindgen(method, js_name = close)]
    fn end(this: &Handle);
}

/// A handle that is closed when it is dropped.
struct Open(Handle);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// The text that a promise comes to.
pub async fn text(promise: Promise) -> Option<String> {
    JsFuture::from(promise).await.ok()?.as_string()
}

/// A status and what was answered, as the scripts write them.
fn answer(text: &str) -> Option<(u16, String)> {
    let (status, body) = text.split_once(' ')?;
    Some((status.parse().ok()?, body.to_owned()))
}

/// The browser around us.
pub struct Browser {
    world: World,
    changed: OnceCell<Closure<dyn FnMut(Option<String>)>>,
    left: OnceCell<Closure<dyn FnMut()>>,
    tasks: RefCell<Vec<AbortHandle>>,
}

impl Browser {
    /// The browser around this code, as the script has it.
    pub fn new(world: World) -> Self {
        let (changed, left, tasks) = Default::default();
        Self { world, changed, left, tasks }
    }

    /// Calls back with the name of what another tab changed, `None` where it erased everything, and with nothing in the
    /// name when it has changed whether anything can be kept.
    pub fn on_change(&self, heard: impl FnMut(Option<String>) + 'static) {
        let heard = self.changed.get_or_init(|| Closure::new(heard));
        self.world.listen(heard.as_ref());
    }

    /// Calls back when the visitor goes back from the panel.
    pub fn on_back(&self, left: impl FnMut() + 'static) {
        let left = self.left.get_or_init(|| Closure::new(left));
        self.world.on_back(left.as_ref());
    }

    /// The engine that `start` starts; it is loaded from now on.
    pub fn assistant(&self, start: &Function) -> Assistant {
        Assistant(Rc::new(Open(self.world.assistant(start))))
    }
}

impl Platform for Browser {
    fn now(&self) -> Millis {
        Date::now() as Millis
    }

    fn new_id(&self) -> String {
        self.world.id()
    }

    fn wall_clock(&self, time_zone: &str) -> WallClock {
        let clock = self.world.clock(Date::now(), time_zone) as u64;
        let (date, minute) = (clock / 10_000, clock % 10_000);
        let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        WallClock { year: year as u16, month: month as u8, day: day as u8, minute: minute as u16 }
    }

    fn write_moment(&self, at: Millis, moment: Moment, locale: &str) -> String {
        self.world.moment(at as f64, moment as u8, locale)
    }

    fn local_day(&self, at: Millis) -> i64 {
        self.world.day(at as f64) as i64
    }

    fn write_iso(&self, at: Millis) -> String {
        self.world.iso(at as f64)
    }

    fn wants_no_tracking(&self) -> bool {
        self.world.untracked()
    }

    fn host_of(&self, url: &str) -> String {
        self.world.host_of(url)
    }

    fn page(&self) -> PageInfo {
        let mut parts = self.world.page().into_iter();
        let mut next = || parts.next().unwrap_or_default();
        PageInfo { path: next(), url: next(), title: next(), about: next() }
    }

    fn scrolled(&self) -> u32 {
        self.world.scrolled()
    }

    fn has_touch_keyboard(&self) -> bool {
        self.world.touch()
    }

    fn read(&self, key: &str) -> Option<String> {
        self.world.read(key)
    }

    fn write(&self, key: &str, value: &str) -> Result<(), StorageError> {
        match self.world.write(key, value) {
            0 => Ok(()),
            1 => Err(StorageError::Blocked),
            _ => Err(StorageError::Full),
        }
    }

    fn remove(&self, key: &str) {
        self.world.remove(key);
    }

    fn keys(&self, prefix: &str) -> Vec<String> {
        self.world.keys(prefix)
    }

    fn tab(&self) -> Option<String> {
        self.world.tab()
    }

    fn name_tab(&self, name: &str) {
        self.world.name_tab(name);
    }

    fn request(&self, request: Request<'_>) -> Task<Result<(u16, String), PostError>> {
        let Request { url, json, idempotency_key, timeout_ms, patches } = request;
        let asked = self.world.request(url, json, idempotency_key, timeout_ms, patches);
        Box::pin(async move {
            match text(asked).await.and_then(|text| answer(&text)) {
                Some((1, _)) => Err(PostError::Timeout),
                Some(answer) if answer.0 > 0 => Ok(answer),
                _ => Err(PostError::Network),
            }
        })
    }

    fn connect(&self, url: &str) -> Box<dyn Socket> {
        Box::new(Open(self.world.connect(url)))
    }

    fn lead(&self) -> Task<Box<dyn Any>> {
        let lead = Open(self.world.lead());
        Box::pin(async move {
            let _ = JsFuture::from(lead.0.granted()).await;
            Box::new(lead) as Box<dyn Any>
        })
    }

    fn sleep(&self, ms: u32) -> Task<()> {
        let sleep = Open(self.world.sleep(ms.min(i32::MAX as u32)));
        Box::pin(async move {
            let _ = JsFuture::from(sleep.0.over()).await;
        })
    }

    fn stop(&self) {
        for task in self.tasks.take() {
            task.abort();
        }
    }

    fn spawn(&self, task: Task<()>) {
        let (handle, registration) = AbortHandle::new_pair();
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() >= SWEEP_TASKS_AT {
            tasks.retain(|task| !task.is_aborted());
        }
        tasks.push(handle);
        spawn_local(async move {
            // An aborted task has nobody left to tell.
            let _ = Abortable::new(task, registration).await;
        });
    }
}

impl Socket for Open {
    fn send(&self, text: &str) {
        self.0.send(text);
    }

    fn next(&self) -> Task<Option<String>> {
        Box::pin(text(self.0.next()))
    }
}

/// The engine in its own module, which the loader fetches after the panel. Ends with this.
pub struct Assistant(Rc<Open>);

impl Brain for Assistant {
    fn ask(&self, errand: String, answered: Box<dyn FnOnce(Option<String>)>) {
        let asked = self.0.0.ask(&errand);
        spawn_local(async move { answered(text(asked).await) });
    }

    fn send_file(
        &self,
        file: Picked,
        url: String,
        echo_id: String,
        told: Box<dyn Fn(f64) -> bool>,
    ) -> Task<(u16, String)> {
        let assistant = self.0.clone();
        Box::pin(async move {
            let Some(file) = file.file.downcast_ref() else { return (0, String::new()) };
            let told = Closure::wrap(told);
            let sent = assistant.0.send_file(file, &url, &echo_id, told.as_ref());
            text(sent).await.and_then(|text| answer(&text)).unwrap_or_default()
        })
    }
}
