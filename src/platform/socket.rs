//! A socket to a server, and the lock by which one tab of the site leads.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, MessageEvent, WebSocket, Window};

use super::{Listener, Socket, Task};

/// What holds the lead among the tabs of a site.
const LOCK: &str = "kefu:lead";

/// A socket of the browser.
pub(super) struct WebSocketOf {
    /// None where the page's policy forbids it, the address is none, or there is no network.
    socket: Option<WebSocket>,
    heard: Rc<RefCell<Heard>>,
    _listeners: Vec<Listener>,
}

/// What was heard and not asked for yet, and who waits for more.
#[derive(Default)]
struct Heard {
    texts: VecDeque<String>,
    is_over: bool,
    waiting: Option<Waker>,
}

impl Heard {
    fn end(&mut self) {
        self.is_over = true;
        self.wake();
    }

    fn wake(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.wake();
        }
    }
}

impl WebSocketOf {
    pub(super) fn open(window: &Window, url: &str) -> Self {
        let origin = window.location().origin().unwrap_or_default();
        let url = if url.starts_with('/') { origin + url } else { url.to_owned() };
        // `http` becomes `ws`, and `https` `wss`.
        let address = ["ws", url.strip_prefix("http").unwrap_or(&url)].concat();
        let has_network = window.navigator().on_line();
        let socket = if has_network { WebSocket::new(&address).ok() } else { None };
        // Without a network it is over as soon as there is one, and is opened again.
        let is_over = has_network && socket.is_none();
        let heard = Rc::new(RefCell::new(Heard { is_over, ..Heard::default() }));
        // A page that is put to sleep lets go, and so does one that changes its network. What a page does between two
        // sockets waits while it sleeps.
        let mut listeners = Vec::new();
        let mut let_go_at = |target: &EventTarget, name| {
            let (end, socket) = (heard.clone(), socket.clone());
            listeners.push(Listener::new(target, name, move |_| {
                if let Some(socket) = &socket {
                    let _ = socket.close();
                }
                end.borrow_mut().end();
            }));
        };
        for name in ["offline", "online", "pagehide"] {
            let_go_at(window, name);
        }
        if let Some(document) = window.document() {
            let_go_at(&document, "freeze");
        }
        if let Some(socket) = &socket {
            let (words, end) = (heard.clone(), heard.clone());
            listeners.push(Listener::new(socket, "message", move |event| {
                let event: MessageEvent = event.unchecked_into();
                let mut heard = words.borrow_mut();
                heard.texts.extend(event.data().as_string());
                heard.wake();
            }));
            listeners.push(Listener::new(socket, "close", move |_: Event| {
                end.borrow_mut().end();
            }));
        }
        Self { socket, heard, _listeners: listeners }
    }
}

impl Socket for WebSocketOf {
    fn send(&self, text: &str) {
        if let Some(socket) = &self.socket {
            let _ = socket.send_with_str(text);
        }
    }

    fn next(&self) -> Task<Option<String>> {
        let heard = self.heard.clone();
        Box::pin(std::future::poll_fn(move |context| {
            let mut heard = heard.borrow_mut();
            match heard.texts.pop_front() {
                Some(text) => Poll::Ready(Some(text)),
                None if heard.is_over => Poll::Ready(None),
                None => {
                    heard.waiting = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        }))
    }
}

impl Drop for WebSocketOf {
    fn drop(&mut self) {
        if let Some(socket) = &self.socket {
            let _ = socket.close();
        }
    }
}

/// The lead, wanted or held; given back when it is dropped.
struct Lead(Rc<RefCell<Wish>>);

/// What is wanted of the lock.
enum Wish {
    /// To have it.
    Open,
    /// Nothing any more.
    Over,
    /// To keep it until this is called.
    Granted(Function),
}

impl Drop for Lead {
    fn drop(&mut self) {
        if let Wish::Granted(release) = self.0.replace(Wish::Over) {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Waits for the lead. Where the browser knows no locks, every tab leads: the desk takes each message once all the same.
pub(super) async fn lead(window: Window) -> Box<dyn std::any::Any> {
    let lead = Lead(Rc::new(RefCell::new(Wish::Open)));
    let locks = Reflect::get(&window.navigator(), &"locks".into()).unwrap_or_default();
    let request = Reflect::get(&locks, &"request".into()).ok();
    let Some(request) = request.and_then(|request| request.dyn_into::<Function>().ok()) else {
        return Box::new(lead);
    };
    let granted = Promise::new(&mut |granted, failed| {
        let wish = lead.0.clone();
        // It is called once, if ever, and maybe long after this tab has no use for it.
        let hold = Closure::once_into_js(move || {
            let _ = granted.call0(&JsValue::NULL);
            // The lock is held as long as this promise is open.
            Promise::new(&mut |release, _| {
                if matches!(*wish.borrow(), Wish::Over) {
                    let _ = release.call0(&JsValue::NULL);
                } else {
                    wish.replace(Wish::Granted(release));
                }
            })
        });
        // Refused at once or later: then this tab leads as if there were no locks.
        let asked = request.call2(&locks, &LOCK.into(), &hold).unwrap_or_default();
        let then = Reflect::get(&asked, &"then".into()).ok();
        match then.and_then(|then| then.dyn_into::<Function>().ok()) {
            Some(then) => drop(then.call2(&asked, &JsValue::UNDEFINED, &failed)),
            None => drop(failed.call0(&JsValue::NULL)),
        }
    });
    let _ = JsFuture::from(granted).await;
    Box::new(lead)
}
