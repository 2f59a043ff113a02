//! The visitor asks, and is answered.

use wasm_bindgen_test::wasm_bindgen_test;

use crate::visit::{ENGLISH, GREETING, SHOP, Visit, is_visible, until};

#[wasm_bindgen_test]
async fn an_answer_stands_under_its_question() {
    let visit = Visit::opened().await;
    visit.ask("invoice").await;
    assert_eq!(visit.said(), [GREETING, "visitor: invoice", "bot: Ask for it after delivery."]);
    assert_eq!(visit.heard_of("message"), ["bot", "visitor", "bot"]);
    assert_eq!(visit.composer().value(), "", "and one can write the next");
}

#[wasm_bindgen_test]
async fn the_send_button_sends_and_waits_for_something_to_send() {
    let visit = Visit::opened().await;
    let is_off = || visit.button("Send").unwrap().has_attribute("disabled");
    until("there is nothing to send", is_off).await;
    visit.write("  \n ");
    until("blanks are nothing", is_off).await;
    visit.write("invoice");
    until("there is something to send", || !is_off()).await;
    visit.press("Send");
    until("it is answered", || visit.said().len() == 3).await;
    until("the box is empty again", is_off).await;
}

#[wasm_bindgen_test]
async fn a_text_that_is_too_long_cannot_be_sent_and_says_by_how_much() {
    let visit = Visit::opened().await;
    let limit = || visit.the("[id=limit]").text_content().unwrap_or_default();
    visit.write(&"x".repeat(1_801));
    until("the end is near", || limit() == "199 characters left").await;
    visit.write(&"长".repeat(2_003));
    until("it is too long", || limit().starts_with("3 characters too many")).await;
    assert_eq!(visit.composer().get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(visit.button("Send").unwrap().has_attribute("disabled"));
}

#[wasm_bindgen_test]
async fn words_of_two_entries_ask_back_with_buttons() {
    let visit = Visit::opened().await;
    visit.ask("refund or parcel?").await;
    assert_eq!(visit.last_said(), "bot: Did you mean one of these?");
    for button in ["How long does a refund take?", "Where is my parcel?"] {
        assert!(visit.button(button).is_some(), "{button} among {:?}", visit.buttons());
    }
    visit.press("Where is my parcel?");
    until("it is answered", || visit.last_said() == "bot: On its way.").await;
    assert_eq!(visit.said()[3], "visitor: Where is my parcel?");
}

#[wasm_bindgen_test]
async fn a_button_under_an_answer_asks_on() {
    let visit = Visit::opened().await;
    visit.ask("invoice").await;
    visit.press("And a refund?");
    until("it is answered", || visit.last_said() == "bot: Three working days.").await;
}

#[wasm_bindgen_test]
async fn quick_replies_stand_in_a_named_group_and_go_when_they_no_longer_fit() {
    let visit = Visit::opened().await;
    let group = visit.the("[role=group][aria-label=Suggestions]");
    assert!(is_visible(&group));
    visit.press("Track a parcel");
    until("it is answered", || visit.last_said() == "bot: On its way.").await;
    until("they are gone", || visit.button("Track a parcel").is_none()).await;
}

#[wasm_bindgen_test]
async fn nobody_knows_twice_and_a_person_is_offered() {
    let visit = Visit::opened().await;
    visit.ask("asdfghjkl").await;
    visit.ask("qwertyuiop").await;
    assert!(visit.last_said().starts_with("bot: I still do not know"));
    let person = visit.the("[role=log] button");
    person.click();
    until("the way to a person is there", || visit.button("Hand over").is_some()).await;
}

#[wasm_bindgen_test]
async fn a_conversation_is_there_again_after_a_reload_and_so_is_what_was_typed() {
    let first = Visit::opened().await;
    first.ask("invoice").await;
    first.write("and what");
    until("it is kept", || first.composer().value() == "and what").await;
    let said = first.said();

    let again = Visit::again(SHOP, ENGLISH).await;
    again.open().await;
    assert_eq!(again.said(), said);
    assert_eq!(again.composer().value(), "and what");
    assert!(again.heard_of("message").is_empty(), "history is no news");
}
