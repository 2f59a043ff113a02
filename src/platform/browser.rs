//! The platform of the widget: a browser's window.

use std::cell::RefCell;

use futures::future::{AbortHandle, Abortable};
use js_sys::{Date, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, AbortSignal, Response, Storage, Window};

use super::{
    Area, Millis, Moment, PageInfo, Platform, PostError, Request, Socket, StorageError, Task,
    WallClock, intl, socket,
};

/// Once this many tasks are remembered, the ended ones are forgotten.
const SWEEP_TASKS_AT: usize = 16;

/// Digits of an id.
const HEX: [&str; 16] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

/// The browser around us.
pub struct Browser {
    window: Window,
    tasks: RefCell<Vec<AbortHandle>>,
}

impl Browser {
    /// The browser that runs this code; `None` outside one.
    pub fn new() -> Option<Self> {
        Some(Self { window: web_sys::window()?, tasks: RefCell::default() })
    }

    /// Touching `localStorage` throws where it is blocked, so it is asked for each time, never held.
    fn storage(&self, area: Area) -> Result<Storage, StorageError> {
        let storage = match area {
            Area::Lasting => self.window.local_storage(),
            Area::Tab => self.window.session_storage(),
        };
        storage.ok().flatten().ok_or(StorageError::Blocked)
    }
}

/// A request as the browser wants it. Not by `gloo_net`, whose builder would bring the parts of addresses, lists of
/// headers and formatting into every download.
fn built(request: &Request<'_>, signal: Option<AbortSignal>) -> Result<web_sys::Request, JsValue> {
    let (init, headers) = (Object::new(), Object::new());
    let set = |home: &Object, name: &str, value: &JsValue| Reflect::set(home, &name.into(), value);
    if !request.idempotency_key.is_empty() {
        set(&headers, "Idempotency-Key", &request.idempotency_key.into())?;
    }
    if let Some(json) = &request.json {
        set(&headers, "Content-Type", &"application/json".into())?;
        set(&init, "method", &(if request.patches { "PATCH" } else { "POST" }).into())?;
        set(&init, "body", &json.into())?;
    }
    set(&init, "headers", &headers)?;
    if let Some(signal) = signal {
        set(&init, "signal", &signal)?;
    }
    web_sys::Request::new_with_str_and_init(request.url, init.unchecked_ref())
}

impl Platform for Browser {
    fn now(&self) -> Millis {
        Date::now() as Millis
    }

    fn new_id(&self) -> String {
        // Not `randomUUID`, which exists on https pages only; nobody may guess the name of a contact.
        let mut bytes = [0; 16];
        if let Ok(crypto) = self.window.crypto() {
            let _ = crypto.get_random_values_with_u8_array(&mut bytes);
        }
        bytes.iter().fold(String::new(), |id, byte| {
            id + HEX[usize::from(byte >> 4)] + HEX[usize::from(byte & 15)]
        })
    }

    fn wall_clock(&self, time_zone: &str) -> WallClock {
        intl::wall_clock(self.now(), time_zone)
    }

    fn write_moment(&self, at: Millis, moment: Moment, locale: &str) -> String {
        intl::write(at, moment, locale)
    }

    fn local_day(&self, at: Millis) -> i64 {
        let offset = intl::date(at).get_timezone_offset() as i64 * 60_000;
        (at as i64 - offset).div_euclid(86_400_000)
    }

    fn write_iso(&self, at: Millis) -> String {
        intl::date(at).to_iso_string().into()
    }

    fn page(&self) -> PageInfo {
        let location = self.window.location();
        let path = location.pathname().unwrap_or_default();
        let document = self.window.document();
        let about = document.as_ref().and_then(|document| {
            document.query_selector("meta[name='kefu:about']").ok()??.get_attribute("content")
        });
        PageInfo {
            url: location.origin().unwrap_or_default() + &path,
            path,
            title: document.as_ref().map(web_sys::Document::title).unwrap_or_default(),
            about: about.unwrap_or_default(),
        }
    }

    fn scrolled(&self) -> u32 {
        super::page::scrolled().unwrap_or_default()
    }

    fn has_touch_keyboard(&self) -> bool {
        super::page::has_touch_keyboard()
    }

    fn read(&self, area: Area, key: &str) -> Option<String> {
        self.storage(area).ok()?.get_item(key).ok().flatten()
    }

    fn write(&self, area: Area, key: &str, value: &str) -> Result<(), StorageError> {
        self.storage(area)?.set_item(key, value).map_err(|_| StorageError::Full)
    }

    fn remove(&self, area: Area, key: &str) {
        if let Ok(storage) = self.storage(area) {
            let _ = storage.remove_item(key);
        }
    }

    fn keys(&self, area: Area, prefix: &str) -> Vec<String> {
        let Ok(storage) = self.storage(area) else { return Vec::new() };
        let length = storage.length().unwrap_or(0);
        (0..length)
            .filter_map(|i| storage.key(i).ok().flatten())
            .filter(|key| key.starts_with(prefix))
            .collect()
    }

    fn request(&self, request: Request<'_>) -> Task<Result<(u16, String), PostError>> {
        // The guard ends the request also when the task is dropped, as happens when the widget goes away.
        let guard = AbortOnDrop(AbortController::new().ok());
        let signal = guard.0.as_ref().map(AbortController::signal);
        let built = built(&request, signal);
        let (wants_body, window) = (request.wants_body, self.window.clone());
        let deadline = self.sleep(request.timeout_ms);
        Box::pin(async move {
            let guard = guard;
            let sent = async move {
                let sent = window.fetch_with_request(&built?);
                let response: Response = JsFuture::from(sent).await?.unchecked_into();
                let body = if wants_body {
                    JsFuture::from(response.text()?).await?.as_string().unwrap_or_default()
                } else {
                    String::new()
                };
                Ok((response.status(), body))
            };
            let deadline = async {
                deadline.await;
                Err(PostError::Timeout)
            };
            let sent = async { sent.await.map_err(|_: JsValue| PostError::Network) };
            let first = futures::future::select(Box::pin(sent), Box::pin(deadline)).await;
            drop(guard);
            first.factor_first().0
        })
    }

    fn connect(&self, url: &str) -> Box<dyn Socket> {
        Box::new(socket::WebSocketOf::open(&self.window, url))
    }

    fn lead(&self) -> Task<Box<dyn std::any::Any>> {
        Box::pin(socket::lead(self.window.clone()))
    }

    fn sleep(&self, ms: u32) -> Task<()> {
        let timer = Timer::start(&self.window, ms);
        Box::pin(async move {
            let _ = JsFuture::from(timer.promise.clone()).await;
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

struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// A timer of the window that is cleared when it is dropped.
struct Timer {
    window: Window,
    id: i32,
    promise: Promise,
}

impl Timer {
    fn start(window: &Window, ms: u32) -> Self {
        let mut id = 0;
        let promise = Promise::new(&mut |resolve, _| {
            let ms = i32::try_from(ms).unwrap_or(i32::MAX);
            let started = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(resolve.unchecked_ref(), ms);
            id = started.unwrap_or_default();
        });
        Self { window: window.clone(), id, promise }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.window.clear_timeout_with_handle(self.id);
    }
}
