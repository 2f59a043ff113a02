//! The engine in its own module, which the loader fetches after the panel.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{Brain, Picked, Task};

#[wasm_bindgen]
extern "C" {
    /// What `start` of `brain.js` makes.
    type Started;

    #[wasm_bindgen(method, catch)]
    fn ask(this: &Started, errand: &str) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn send(
        this: &Started,
        file: &JsValue,
        url: &str,
        echo_id: &str,
        told: &JsValue,
    ) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method)]
    fn stop(this: &Started);
}

/// The engine behind a function that starts it. Ends with this handle.
pub struct Assistant {
    start: Function,
    /// A promise of `Started`; none before it is wanted, and after it failed.
    started: Rc<RefCell<Option<Promise>>>,
}

impl Assistant {
    /// Begins to load it.
    pub fn new(start: Function) -> Self {
        let assistant = Self { start, started: Rc::default() };
        // Whether it fails is seen when it is asked.
        drop(assistant.started());
        assistant
    }

    fn started(&self) -> Option<Promise> {
        let mut started = self.started.borrow_mut();
        if started.is_none() {
            let promise = self.start.call0(&JsValue::NULL).ok()?;
            *started = Some(promise.unchecked_into());
        }
        started.clone()
    }
}

async fn answer(started: Option<Promise>, errand: &str) -> Option<String> {
    let started: Started = JsFuture::from(started?).await.ok()?.unchecked_into();
    JsFuture::from(started.ask(errand).ok()?).await.ok()?.as_string()
}

impl Brain for Assistant {
    fn ask(&self, errand: String, answered: Box<dyn FnOnce(Option<String>)>) {
        let started = self.started();
        let place = self.started.clone();
        spawn_local(async move {
            let answer = answer(started, &errand).await;
            if answer.is_none() {
                end(place.take());
            }
            answered(answer);
        });
    }

    fn send_file(
        &self,
        file: Picked,
        url: String,
        echo_id: String,
        told: Box<dyn Fn(f64) -> bool>,
    ) -> Task<(u16, String)> {
        let started = self.started();
        Box::pin(async move {
            let told = Closure::wrap(told);
            sent(started, &file, &url, &echo_id, told.as_ref()).await.unwrap_or_default()
        })
    }
}

async fn sent(
    started: Option<Promise>,
    file: &Picked,
    url: &str,
    echo_id: &str,
    told: &JsValue,
) -> Option<(u16, String)> {
    let started: Started = JsFuture::from(started?).await.ok()?.unchecked_into();
    let sent = started.send(file.file.downcast_ref()?, url, echo_id, told).ok()?;
    let answer = JsFuture::from(sent).await.ok()?.as_string()?;
    let (status, body) = answer.split_once(' ')?;
    Some((status.parse().ok()?, body.to_owned()))
}

impl Drop for Assistant {
    fn drop(&mut self) {
        end(self.started.take());
    }
}

fn end(started: Option<Promise>) {
    let Some(started) = started else { return };
    spawn_local(async move {
        if let Ok(started) = JsFuture::from(started).await {
            started.unchecked_into::<Started>().stop();
        }
    });
}
