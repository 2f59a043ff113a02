//! Hearing what happens at the desk as it happens, and being heard.

use std::cell::{Cell, RefCell};

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use serde_json::json;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, MessageEvent, Notification, NotificationPermission, WebSocket};

use crate::state::Desk;

/// The connection is opened again after this long.
const PAUSE_MS: u32 = 2_000;

/// How often the times on the page go on.
const TICK_MS: u32 = 5_000;

struct Room {
    socket: WebSocket,
    _heard: Closure<dyn FnMut(MessageEvent)>,
    _opened: Closure<dyn FnMut(Event)>,
    _closed: Closure<dyn FnMut(Event)>,
}

thread_local! {
    static ROOM: RefCell<Option<Room>> = const { RefCell::new(None) };
    /// Counts those who came in.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// What this agent looks at.
    static LOOKING: RefCell<Option<i64>> = const { RefCell::new(None) };
}

/// Listens as long as this agent is signed in.
pub fn listen(desk: Desk) {
    let turn = TURN.with(|turn| {
        turn.set(turn.get() + 1);
        turn.get()
    });
    spawn_local(async move {
        // Whoever comes in after a sign-out begins a turn of their own.
        while desk.me.with_untracked(Option::is_some) && TURN.get() == turn {
            desk.now.set(js_sys::Date::now());
            if desk.is_connected.get_untracked() {
                TimeoutFuture::new(TICK_MS).await;
            } else {
                open(desk);
                TimeoutFuture::new(PAUSE_MS).await;
                if TURN.get() == turn && !desk.is_connected.get_untracked() {
                    desk.look_whether_signed_in();
                }
            }
        }
    });
}

/// Hears nothing more.
pub fn close() {
    LOOKING.set(None);
    if let Some(room) = ROOM.take() {
        room.hang_up();
    }
}

impl Room {
    /// Ends with nobody left to be called back.
    fn hang_up(&self) {
        self.socket.set_onmessage(None);
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        // It ends with the page at the latest.
        let _ = self.socket.close();
    }
}

fn open(desk: Desk) {
    let Some(window) = web_sys::window() else { return };
    let origin = window.location().origin().unwrap_or_default().replacen("http", "ws", 1);
    let Ok(socket) = WebSocket::new(&format!("{origin}/desk/cable")) else { return };
    let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let text = event.data().as_string().unwrap_or_default();
        // What a later desk tells may be unknown here.
        if let Ok(event) = serde_json::from_str(&text) {
            desk.hear(event);
        }
    });
    let opened = Closure::<dyn FnMut(Event)>::new(move |_| {
        desk.is_connected.set(true);
        // What happened meanwhile is fetched.
        desk.fetch_list();
        desk.fetch_details();
        look_at(LOOKING.with_borrow(|looking| *looking));
    });
    let closed = Closure::<dyn FnMut(Event)>::new(move |_| desk.is_connected.set(false));
    socket.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
    socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
    let room = Room { socket, _heard: heard, _opened: opened, _closed: closed };
    if let Some(old) = ROOM.replace(Some(room)) {
        old.hang_up();
    }
}

/// Tells the others which conversation is looked at here.
pub fn look_at(conversation: Option<i64>) {
    LOOKING.set(conversation);
    ROOM.with_borrow(|room| {
        if let Some(room) = room {
            // Told again with the next connection.
            let _ = room.socket.send_with_str(&json!({ "looking": conversation }).to_string());
        }
    });
}

/// Asks whether this agent wants to be told while they look elsewhere.
pub fn ask_to_notify() {
    if Notification::permission() == NotificationPermission::Default {
        // Whoever says no is not told.
        let _ = Notification::request_permission();
    }
}

/// Whether this page has the agent's attention.
pub fn is_looked_at() -> bool {
    document().has_focus().unwrap_or(true)
}

/// Tells an agent who looks elsewhere; without any words of the visitor, since others may see the screen.
pub fn notify(words: &str) {
    if !is_looked_at() && Notification::permission() == NotificationPermission::Granted {
        let _ = Notification::new(words);
    }
}
