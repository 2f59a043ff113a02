//! The engine of a page, in the place of what the loader would fetch.

use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use kefu_engine::dialog::Engine;
use kefu_engine::{errand, pack};
use wasm_bindgen::prelude::*;

/// What the loader hands to the widget: a function that starts the engine.
pub struct Assistant {
    start: Closure<dyn FnMut() -> Promise>,
}

impl Assistant {
    /// An engine that answers from this pack.
    pub fn of(pack: &str) -> Self {
        let engine = Rc::new(Engine::new(pack::usable(pack.as_bytes()).0));
        let start = Closure::new(move || {
            let engine = engine.clone();
            let ask = Closure::<dyn FnMut(String) -> Promise>::new(move |errand: String| {
                let answer = errand::run(&engine, &errand).unwrap();
                Promise::resolve(&JsValue::from(answer))
            });
            let started = Object::new();
            let stop = Closure::<dyn FnMut()>::new(|| {});
            Reflect::set(&started, &"ask".into(), &ask.into_js_value()).unwrap();
            Reflect::set(&started, &"stop".into(), &stop.into_js_value()).unwrap();
            Promise::resolve(&JsValue::from(started))
        });
        Self { start }
    }

    /// The function.
    pub fn start(&self) -> Function {
        let start: &Function = self.start.as_ref().unchecked_ref();
        start.clone()
    }
}
