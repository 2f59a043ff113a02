//! What a handler is told of an event.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, KeyboardEvent};

use crate::platform::Picked;

/// Browsers that do not set `isComposing` on the key that ends a composition still give it this code.
const COMPOSING_KEY: u32 = 229;

/// Who hears of events: closures.
///
/// Like `FnMut(Heard)`, which behind a pointer would bring two more functions for each closure.
pub(super) trait Hear {
    /// Something happened.
    fn hear(&mut self, heard: Heard);
}

impl<F: FnMut(Heard)> Hear for F {
    fn hear(&mut self, heard: Heard) {
        self(heard);
    }
}

/// Something that happened on the page.
pub struct Heard(pub(super) Event);

impl Heard {
    /// Keeps the browser from doing what it usually does then.
    pub fn prevent(&self) {
        self.0.prevent_default();
    }

    /// Keeps the elements around from hearing of it.
    pub fn stop(&self) {
        self.0.stop_propagation();
    }

    /// Whether a key was pressed, and not while an input method composes.
    pub fn is_key(&self, name: &str) -> bool {
        let key: &KeyboardEvent = self.0.unchecked_ref();
        key.key() == name && !key.is_composing() && key.key_code() != COMPOSING_KEY
    }

    /// Whether the shift key was held.
    pub fn has_shift(&self) -> bool {
        self.0.unchecked_ref::<KeyboardEvent>().shift_key()
    }

    /// What stands in the control.
    pub fn value(&self) -> String {
        self.of_target("value").as_string().unwrap_or_default()
    }

    /// Whether the box is ticked.
    pub fn is_checked(&self) -> bool {
        self.of_target("checked").is_truthy()
    }

    /// The file that was chosen. The control is empty then, so that the same one can be chosen again.
    pub fn take_file(&self) -> Option<Picked> {
        let target = self.0.target()?;
        let files = Reflect::get(&target, &"files".into()).ok()?;
        let file = Reflect::get_u32(&files, 0).ok().filter(JsValue::is_object)?;
        let name = Reflect::get(&file, &"name".into()).ok()?.as_string()?;
        let _ = Reflect::set(&target, &"value".into(), &"".into());
        Some(Picked { name, file: Rc::new(file) })
    }

    fn of_target(&self, name: &str) -> JsValue {
        let target = self.0.target();
        target.and_then(|target| Reflect::get(&target, &name.into()).ok()).unwrap_or_default()
    }
}
