//! The visitor opens the panel, and closes it.

use std::cell::Cell;
use std::rc::Rc;

use kefu_widget::embed;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{ENGLISH, GREETING, Key, SHOP, Visit, is_phone, quiet, strike, until, window};

#[wasm_bindgen_test]
async fn nothing_is_shown_or_said_before_the_panel_opens() {
    let visit = Visit::begin().await;
    quiet().await;
    assert!(!visit.is_open());
    assert!(visit.said().is_empty());
    assert!(visit.heard().is_empty());
    assert_eq!(visit.focused_name(), "", "the page keeps its focus");
}

#[wasm_bindgen_test]
async fn opening_greets_once_and_tells_the_page() {
    let visit = Visit::opened().await;
    assert!(visit.is_open());
    assert_eq!(visit.said(), [GREETING]);
    assert_eq!(visit.heard_of("open").len(), 1);
    assert_eq!(visit.heard_of("message"), ["bot"]);

    visit.press("Close chat");
    visit.open().await;
    assert_eq!(visit.said(), [GREETING]);
}

#[wasm_bindgen_test]
async fn the_panel_is_a_dialog_named_after_the_shop() {
    let visit = Visit::opened().await;
    assert_eq!(visit.panel().get_attribute("aria-label").as_deref(), Some("Tea House"));
    assert_eq!(visit.root().lang(), "en");
    let log = visit.the("[role=log]");
    assert_eq!(log.get_attribute("aria-label").as_deref(), Some("Conversation"));
}

#[wasm_bindgen_test]
async fn opening_puts_the_focus_where_the_visitor_writes() {
    let visit = Visit::opened().await;
    assert_eq!(visit.focused_name(), "Write your question");
}

#[wasm_bindgen_test]
async fn escape_closes_the_panel_and_tells_the_page() {
    let visit = Visit::opened().await;
    strike(&visit.composer(), Key::named("Escape"));
    visit.closed().await;
    assert_eq!(visit.heard_of("close").len(), 1);
}

#[wasm_bindgen_test]
async fn escape_in_a_form_goes_back_to_the_conversation_first() {
    let visit = Visit::opened().await;
    visit.press("Talk to a human");
    until("the form is there", || visit.button("Hand over").is_some()).await;
    strike(&visit.field("Your message"), Key::named("Escape"));
    until("the conversation is back", || visit.button("Hand over").is_none()).await;
    assert!(visit.is_open());
    until("one can write again", || visit.focused_name() == "Write your question").await;

    strike(&visit.composer(), Key::named("Escape"));
    visit.closed().await;
}

#[wasm_bindgen_test]
async fn escape_closes_an_open_menu_and_not_the_panel() {
    let visit = Visit::opened().await;
    visit.press("More");
    until("the menu is open", || visit.button("My details").is_some()).await;
    // The focus is still on the button that opened it.
    strike(&visit.button("More").unwrap(), Key::named("Escape"));
    until("the menu is closed", || visit.button("My details").is_none()).await;
    assert!(visit.is_open());
}

#[wasm_bindgen_test]
async fn escape_that_ends_a_composition_closes_nothing() {
    let visit = Visit::opened().await;
    let ends_composition = Key { composing: true, ..Key::named("Escape") };
    strike(&visit.composer(), ends_composition);
    quiet().await;
    assert!(visit.is_open());
}

#[wasm_bindgen_test]
async fn each_part_of_the_panel_takes_the_focus_when_it_is_shown() {
    let visit = Visit::opened().await;
    visit.press("Talk to a human");
    until("the way to a person has it", || {
        visit.focused().is_some_and(|one| one.tag_name() == "H3")
            && visit.focused_name() == "Talk to a human"
    })
    .await;
    visit.press("Back to the chat");
    until("one can write again", || visit.focused_name() == "Write your question").await;

    visit.press("More");
    until("the menu is open", || visit.button("My details").is_some()).await;
    visit.press("My details");
    until("the form has it", || {
        visit.focused().is_some_and(|one| one.tag_name() == "H3")
            && visit.focused_name() == "My details"
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_page_can_open_and_close_the_panel() {
    let visit = Visit::begin().await;
    embed::command("toggle", "");
    until("it is open", || visit.is_open()).await;
    embed::command("toggle", "");
    visit.closed().await;
    embed::command("dance", "wildly");
    quiet().await;
    assert!(!visit.is_open(), "what the page asks in vain changes nothing");
}

#[wasm_bindgen_test]
async fn a_panel_that_is_opened_again_at_once_stays_open() {
    let visit = Visit::opened().await;
    let went_back = Rc::new(Cell::new(false));
    let heard = {
        let went_back = went_back.clone();
        Closure::<dyn FnMut()>::new(move || went_back.set(true))
    };
    window().set_onpopstate(Some(heard.as_ref().unchecked_ref()));
    embed::command("close", "");
    embed::command("open", "");
    // On a phone the browser goes back in its history only some time after it was asked.
    until("the browser has gone back", || went_back.get() || !is_phone()).await;
    window().set_onpopstate(None);
    quiet().await;
    assert!(visit.is_open());
}

#[wasm_bindgen_test]
async fn mounting_twice_gives_one_widget() {
    let visit = Visit::begin().await;
    visit.mount(SHOP, ENGLISH);
    visit.open().await;
    assert_eq!(visit.all(".kefu").len(), 1);
    assert_eq!(visit.all("[role=dialog]").len(), 1);
    assert_eq!(visit.said(), [GREETING]);
    assert_eq!(visit.heard_of("open").len(), 1, "and it speaks with one voice");
}

#[wasm_bindgen_test]
async fn a_pack_that_cannot_be_read_gives_a_widget_that_still_talks() {
    let visit = Visit::with("this is no pack", "nor is this a config").await;
    visit.open().await;
    assert!(visit.said()[0].starts_with("bot: Hello, I am the automatic assistant."));
    visit.ask("anything").await;
    assert!(visit.last_said().starts_with("bot: I am sorry"));
}
