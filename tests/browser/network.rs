//! A network that answers as a test says: `fetch` is replaced while it lives.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Request, RequestInit, Response, ResponseInit};

use crate::visit::window;

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// It is answered with this status.
    Status(u16),
    /// It is answered with this status when the test calls `release`.
    Held(u16),
}

/// The network, as far as `fetch` goes.
pub struct Network {
    before: JsValue,
    asked: Rc<RefCell<Vec<Request>>>,
    held: Held,
    _fetch: Closure<dyn FnMut(String, RequestInit) -> Promise>,
}

/// Requests that wait for their answer, and who waits for them.
type Held = Rc<RefCell<Vec<(u16, js_sys::Function)>>>;

impl Network {
    /// Answers requests one by one, and all later ones as the last.
    pub fn answers(answers: &[Answer]) -> Self {
        let asked = Rc::<RefCell<Vec<Request>>>::default();
        let held = Held::default();
        let mut script: VecDeque<Answer> = answers.iter().copied().collect();
        let fetch = {
            let (asked, held) = (asked.clone(), held.clone());
            Closure::new(move |url: String, init: RequestInit| {
                let request = Request::new_with_str_and_init(&url, &init).expect("it is one");
                asked.borrow_mut().push(request);
                let answer =
                    if script.len() > 1 { script.pop_front() } else { script.front().copied() };
                match answer.expect("the network has a script") {
                    Answer::Status(status) => Promise::resolve(&response(status)),
                    Answer::Held(status) => Promise::new(&mut |resolve, _| {
                        held.borrow_mut().push((status, resolve));
                    }),
                }
            })
        };
        let before = Reflect::get(&window(), &"fetch".into()).unwrap();
        Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        Self { before, asked, held, _fetch: fetch }
    }

    /// Answers what was held back.
    pub fn release(&self) {
        for (status, resolve) in self.held.take() {
            resolve.call1(&JsValue::NULL, &response(status)).unwrap();
        }
    }

    /// How many requests were made.
    pub fn count(&self) -> usize {
        self.asked.borrow().len()
    }

    /// The requests so far.
    pub fn asked(&self) -> Vec<Request> {
        self.asked.borrow().clone()
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        Reflect::set(&window(), &"fetch".into(), &self.before).unwrap();
    }
}

fn response(status: u16) -> JsValue {
    let init = ResponseInit::new();
    init.set_status(status);
    Response::new_with_opt_str_and_init(None, &init).unwrap().into()
}
