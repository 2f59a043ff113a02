//! The back button: on a phone it closes the panel first, as visitors expect of anything that fills the screen.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::History;

use super::Listener;
use super::page::window;

/// Marks the step of the history that the open panel adds.
const MARK: &str = "kefu";

/// The panel's step in the history of the page.
///
/// Going back is told only later, by an event; what is asked for meanwhile waits for it.
pub struct BackStep {
    state: Rc<State>,
    _listener: Option<Listener>,
}

#[derive(Default)]
struct State {
    wanted: Cell<bool>,
    returning: Cell<bool>,
}

impl BackStep {
    /// Watches the history; `left` is called when the visitor goes back from the panel.
    pub fn new(left: impl Fn() + 'static) -> Self {
        let state = Rc::<State>::default();
        let listener = window().map(|window| {
            let state = state.clone();
            Listener::new(&window, "popstate", move |_| {
                if state.returning.replace(false) {
                    state.add();
                } else if state.wanted.replace(false) {
                    left();
                }
            })
        });
        Self { state, _listener: listener }
    }

    /// Adds the step.
    pub fn add(&self) {
        self.state.wanted.set(true);
        self.state.add();
    }

    /// Takes it away again.
    pub fn take(&self) {
        let wanted = self.state.wanted.replace(false);
        if let Some(history) = marked().filter(|_| wanted && !self.state.returning.get()) {
            self.state.returning.set(true);
            let _ = history.back();
        }
    }
}

impl Drop for BackStep {
    fn drop(&mut self) {
        // Nobody will be there to hear of a step back, so the step stays and only its mark goes.
        if let Some(history) = marked() {
            let _ = history.replace_state(&JsValue::NULL, "");
        }
    }
}

impl State {
    fn add(&self) {
        if self.wanted.get() && !self.returning.get() && marked().is_none() {
            let history = window().and_then(|window| window.history().ok());
            let _ = history.map(|history| history.push_state(&MARK.into(), ""));
        }
    }
}

/// The history, if its current step is ours.
fn marked() -> Option<History> {
    let history = window()?.history().ok()?;
    let mark = history.state().ok()?.as_string();
    (mark.as_deref() == Some(MARK)).then_some(history)
}
