//! The visitor reads what was said long ago.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{ENGLISH, SHOP, Visit, document, until, window};

/// So many rows are in the page at first, and so many come on top of them.
const STEP: usize = 60;

/// More than two steps of rows.
const MANY: usize = 150;

/// A visitor with a long conversation behind them, in front of a panel that shows a few rows of it.
async fn with_a_long_conversation() -> Visit {
    // Whoever was here before is gone with their storage before this conversation is put there.
    drop(Visit::begin().await);
    let storage = window().local_storage().unwrap().unwrap();
    for i in 0..MANY {
        let at = 1_795_140_000_000_u64 + i as u64 * 1_000;
        let row = format!(r#"{{"at":{at},"body":{{"visitor":"message {i}"}},"delivery":"sent"}}"#);
        storage.set_item(&format!("kefu:row:{at:014}-seed"), &row).unwrap();
    }
    let visit = Visit::again(SHOP, ENGLISH).await;
    // The tests carry no style sheet of the widget's; this is all they need of one.
    let style = document().create_element("style").unwrap();
    style.set_text_content(Some("[role=log] { height: 200px; overflow-y: auto }"));
    visit.shadow().append_child(&style).unwrap();
    visit.open().await;
    visit
}

fn first_and_count(visit: &Visit) -> (String, usize) {
    let said = visit.said();
    (said.first().cloned().unwrap_or_default(), said.len())
}

#[wasm_bindgen_test]
async fn only_the_newest_rows_are_in_the_page_and_the_last_is_in_view() {
    let visit = with_a_long_conversation().await;
    assert_eq!(first_and_count(&visit), ("visitor: message 90".to_owned(), STEP));
    assert_eq!(visit.last_said(), "visitor: message 149");
    let list = visit.the("[role=log]");
    until("the end is in view", || {
        list.scroll_top() > 0 && list.scroll_height() - list.scroll_top() - list.client_height() < 2
    })
    .await;
}

#[wasm_bindgen_test]
async fn scrolling_up_brings_older_rows_and_keeps_the_place() {
    let visit = with_a_long_conversation().await;
    let list = visit.the("[role=log]");
    until("the end is in view", || list.scroll_top() > 0).await;
    for (first, count) in [("visitor: message 30", 2 * STEP), ("visitor: message 0", MANY)] {
        list.set_scroll_top(0);
        until("older rows are there", || visit.said().len() == count).await;
        assert_eq!(first_and_count(&visit).0, first);
        until("what was in view still is", || list.scroll_top() > 0).await;
    }
}

#[wasm_bindgen_test]
async fn who_reads_further_up_is_left_in_peace_and_can_jump_to_the_end() {
    let visit = with_a_long_conversation().await;
    let list = visit.the("[role=log]");
    until("the end is in view", || list.scroll_top() > 0).await;
    assert!(visit.button("To the latest").is_none());
    list.set_scroll_top(300);
    until("the way back is offered", || visit.button("To the latest").is_some()).await;
    visit.press("To the latest");
    until("the end is in view", || visit.button("To the latest").is_none()).await;
}

#[wasm_bindgen_test]
async fn an_answer_is_followed_to_the_end() {
    let visit = with_a_long_conversation().await;
    let list = visit.the("[role=log]");
    visit.ask("invoice").await;
    until("it is in view", || list.scroll_height() - list.scroll_top() - list.client_height() < 2)
        .await;
    assert_eq!(visit.last_said(), "bot: Ask for it after delivery.");
}

#[wasm_bindgen_test]
async fn when_less_room_is_left_the_end_stays_in_view() {
    let visit = with_a_long_conversation().await;
    let list = visit.the("[role=log]");
    let at_end = || list.scroll_height() - list.scroll_top() - list.client_height() < 2;
    until("the end is in view", || list.scroll_top() > 0 && at_end()).await;
    list.style().set_property("height", "90px").unwrap();
    until("there is less room", || list.client_height() == 90).await;
    until("the end is in view again", at_end).await;
}
