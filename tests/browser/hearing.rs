//! The visitor hears the widget instead of seeing it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{MutationObserver, MutationObserverInit};

use crate::visit::{ENGLISH, SHOP, Visit, quiet, until};

/// What a screen reader says of the live region outside the panel, one entry for each change of its words.
struct Listener {
    spoken: Rc<RefCell<Vec<String>>>,
    observer: MutationObserver,
    _changed: Closure<dyn FnMut(js_sys::Array)>,
}

impl Listener {
    fn to(visit: &Visit) -> Self {
        let region = visit.all(".kefu > [role=status][aria-live=polite]").remove(0);
        let spoken = Rc::<RefCell<Vec<String>>>::default();
        let changed = {
            let (spoken, region) = (spoken.clone(), region.clone());
            Closure::new(move |_| {
                let words = region.text_content().unwrap_or_default();
                if !words.trim().is_empty() {
                    spoken.borrow_mut().push(words.trim().to_owned());
                }
            })
        };
        let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).unwrap();
        let everything = MutationObserverInit::new();
        everything.set_child_list(true);
        everything.set_character_data(true);
        everything.set_subtree(true);
        observer.observe_with_options(&region, &everything).unwrap();
        Self { spoken, observer, _changed: changed }
    }

    fn spoken(&self) -> Vec<String> {
        self.spoken.borrow().clone()
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

#[wasm_bindgen_test]
async fn each_message_of_others_is_said_once_with_its_buttons() {
    let visit = Visit::begin().await;
    let listener = Listener::to(&visit);
    visit.open().await;
    visit.ask("invoice").await;
    quiet().await;
    assert_eq!(
        listener.spoken(),
        [
            "Automatic assistant: Good day, ask me anything.",
            "Automatic assistant: Ask for it after delivery.\nAnd a refund?",
        ]
    );
}

#[wasm_bindgen_test]
async fn the_same_answer_is_said_again_when_it_is_given_again() {
    let visit = Visit::opened().await;
    let listener = Listener::to(&visit);
    visit.ask("invoice").await;
    quiet().await;
    visit.ask("invoice").await;
    quiet().await;
    assert_eq!(listener.spoken().len(), 2, "silence would say that nothing was answered");
}

#[wasm_bindgen_test]
async fn what_stood_there_before_is_not_said() {
    let first = Visit::opened().await;
    first.ask("invoice").await;
    let again = Visit::again(SHOP, ENGLISH).await;
    let listener = Listener::to(&again);
    again.open().await;
    quiet().await;
    assert!(listener.spoken().is_empty(), "{:?}", listener.spoken());
}

#[wasm_bindgen_test]
async fn a_change_of_language_says_nothing_anew() {
    let visit = Visit::opened().await;
    visit.ask("asdfghjkl").await;
    quiet().await;
    let listener = Listener::to(&visit);
    kefu_widget::embed::command("locale", "zh-CN");
    until("it speaks Chinese", || visit.button("转人工").is_some()).await;
    quiet().await;
    assert!(listener.spoken().is_empty(), "{:?}", listener.spoken());
}

#[wasm_bindgen_test]
async fn the_conversation_itself_is_silent() {
    let visit = Visit::opened().await;
    // Two voices would say everything twice.
    assert_eq!(visit.the("[role=log]").get_attribute("aria-live").as_deref(), Some("off"));
}
