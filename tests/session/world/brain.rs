//! The engine of a tab, which a test can hold back or lose.

use std::rc::Rc;

use kefu_engine::dialog::Engine;
use kefu_engine::errand;
use kefu_widget::platform::{Brain, Picked, Task};
use serde_json::json;

use super::platform::Shared;

/// How engines fare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engines {
    /// They answer at once.
    #[default]
    Ready,
    /// They are still on their way.
    Loading,
    /// They could not be loaded.
    Lost,
}

/// An engine in the same thread.
pub(super) struct HereAndNow {
    engine: Rc<Engine>,
    shared: Rc<Shared>,
}

impl HereAndNow {
    pub(super) fn new(engine: Engine, shared: &Rc<Shared>) -> Self {
        Self { engine: Rc::new(engine), shared: shared.clone() }
    }
}

impl Brain for HereAndNow {
    fn ask(&self, errand: String, answered: Box<dyn FnOnce(Option<String>)>) {
        let engine = self.engine.clone();
        let shared = self.shared.clone();
        shared.asked.set(shared.asked.get() + 1);
        let ask: Box<dyn FnOnce()> = Box::new(move || {
            let is_there = shared.engines.get() == Engines::Ready;
            answered(is_there.then(|| errand::run(&engine, &errand)).flatten());
        });
        if self.shared.engines.get() == Engines::Loading {
            self.shared.held.borrow_mut().push(ask);
        } else {
            ask();
        }
    }

    /// Half of the file has gone at once, and all of it a second later.
    fn send_file(
        &self,
        file: Picked,
        url: String,
        echo_id: String,
        told: Box<dyn Fn(f64) -> bool>,
    ) -> Task<(u16, String)> {
        let shared = self.shared.clone();
        let rest = shared.wait(1_000);
        Box::pin(async move {
            let goes_on = told(50.0);
            rest.await;
            if !goes_on || !told(99.0) {
                return (0, String::new());
            }
            if file.name.ends_with(".exe") {
                return (415, String::new());
            }
            let json = json!({ "content": "", "echo_id": echo_id }).to_string();
            let now = shared.clock.get();
            shared.chat.answer("POST", &url, Some(&json), now).unwrap_or_default()
        })
    }
}
