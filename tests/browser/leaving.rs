//! The widget goes away, and leaves nothing behind.

use js_sys::{Function, Reflect};
use kefu_widget::embed;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{PopStateEvent, StorageEvent};

use crate::network::{Answer, Network};
use crate::visit::{ENGLISH, GREETING, SHOP, Visit, document, quiet, tell, until, window};

/// Counts who listens to the page, and catches what is thrown where no test can see it.
struct Witness(JsValue);

impl Witness {
    fn begin() -> Self {
        Self(js_sys::eval(include_str!("witness.js")).unwrap())
    }

    fn call(&self, name: &str) -> String {
        let function: Function = Reflect::get(&self.0, &name.into()).unwrap().unchecked_into();
        function.call0(&self.0).unwrap().as_string().unwrap_or_default()
    }

    /// What is listened to outside the widget, such as `storage popstate`.
    fn listening(&self) -> String {
        self.call("listening")
    }

    /// What was thrown and not caught.
    fn thrown(&self) -> String {
        self.call("thrown")
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.call("end");
    }
}

#[wasm_bindgen_test]
async fn nothing_is_left_in_the_shadow_root() {
    let visit = Visit::opened().await;
    visit.ask("invoice").await;
    embed::unmount();
    assert_eq!(visit.shadow().child_element_count(), 0);
    assert_eq!(visit.heard().last(), Some(&("close".to_owned(), String::new())));
}

#[wasm_bindgen_test]
async fn nobody_listens_to_the_page_any_more() {
    let witness = Witness::begin();
    let visit = Visit::with(SHOP, r#"{"locale":"en","theme":"host"}"#).await;
    visit.open().await;
    assert!(witness.listening().contains("storage"), "{}", witness.listening());
    embed::unmount();
    assert_eq!(witness.listening(), "");
}

#[wasm_bindgen_test]
async fn what_happens_on_the_page_afterwards_is_not_heard() {
    let witness = Witness::begin();
    let visit = Visit::opened().await;
    visit.ask("invoice").await;
    let panel = visit.panel();
    let (row, row_key) = {
        let storage = window().local_storage().unwrap().unwrap();
        let key = (0..storage.length().unwrap())
            .filter_map(|i| storage.key(i).unwrap())
            .find(|key| key.starts_with("kefu:row:"))
            .unwrap();
        (storage.get_item(&key).unwrap().unwrap(), key)
    };
    embed::unmount();
    let heard = visit.heard();

    window().local_storage().unwrap().unwrap().set_item(&row_key, &row).unwrap();
    window().dispatch_event(&StorageEvent::new("storage").unwrap()).unwrap();
    window().dispatch_event(&PopStateEvent::new("popstate").unwrap()).unwrap();
    tell(&window().visual_viewport().unwrap(), "resize");
    tell(&window().visual_viewport().unwrap(), "scroll");
    document().document_element().unwrap().set_attribute("data-theme", "dark").unwrap();
    document().document_element().unwrap().remove_attribute("data-theme").unwrap();
    // Somebody may still hold a piece of the old widget.
    tell(&panel, "keydown");
    embed::command("open", "");
    quiet().await;
    assert_eq!(visit.heard(), heard);
    assert_eq!(visit.shadow().child_element_count(), 0);
    assert_eq!(witness.thrown(), "");
}

#[wasm_bindgen_test]
async fn going_in_the_moment_something_is_said_throws_nothing() {
    let witness = Witness::begin();
    let visit = Visit::opened().await;
    // What follows the new rows to their end waits for a frame, and the widget does not.
    visit.ask("invoice").await;
    embed::unmount();
    quiet().await;
    assert_eq!(witness.thrown(), "");
}

#[wasm_bindgen_test]
async fn a_page_may_take_it_away_while_it_is_told_of_something() {
    for event in ["message", "handoff", "close"] {
        let witness = Witness::begin();
        let visit = Visit::opened().await;
        visit.leaves_at(event);
        match event {
            "handoff" => visit.press("Talk to a human"),
            "close" => embed::command("close", ""),
            _ => visit.submit("invoice"),
        }
        until("it is gone", || visit.shadow().child_element_count() == 0).await;
        quiet().await;
        assert_eq!(witness.thrown(), "", "{event}");
    }
}

#[wasm_bindgen_test]
async fn an_answer_from_the_desk_that_comes_too_late_reaches_nobody() {
    let witness = Witness::begin();
    let network = Network::answers(&[Answer::Held(200)]);
    let visit = Visit::opened().await;
    visit.press("Talk to a human");
    until("the form is there", || visit.button("Hand over").is_some()).await;
    visit.press("Hand over");
    until("it is on its way", || network.count() == 1).await;
    embed::unmount();
    until("the request ends with the widget", || network.asked()[0].signal().aborted()).await;
    let heard = visit.heard();
    network.release();
    quiet().await;
    assert_eq!(visit.heard(), heard);
    assert_eq!(witness.thrown(), "");
}

#[wasm_bindgen_test]
async fn leaving_twice_is_leaving_once_and_one_can_come_back() {
    let visit = Visit::opened().await;
    embed::unmount();
    embed::unmount();
    visit.mount(SHOP, ENGLISH);
    visit.open().await;
    assert_eq!(visit.said(), [GREETING]);
}
