//! Listeners that stop listening when they are dropped.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, EventTarget, ResizeObserver};

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

/// Tells when the size of an element changes, until it is dropped.
pub struct SizeObserver {
    observer: ResizeObserver,
    _changed: Closure<dyn FnMut(JsValue)>,
}

impl SizeObserver {
    /// Starts to observe; browsers that know nothing of sizes observe nothing.
    pub fn new(element: &Element, changed: impl FnMut(JsValue) + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut(JsValue)>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
