//! A DOM event listener that stops listening when it is dropped.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// Listens as long as it lives.
pub struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Starts to listen.
    pub fn new(
        target: &EventTarget,
        name: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        // Fails only for targets that are no event targets, which the type rules out.
        let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback(self.name, callback);
    }
}
