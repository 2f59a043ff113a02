//! The visitor tells about themselves, or rather not.

use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::visit::{ENGLISH, SHOP, Visit, fill, tick, until, window};

/// A visitor in front of the form.
async fn at_the_form() -> Visit {
    let visit = Visit::opened().await;
    show_form(&visit).await;
    visit
}

async fn show_form(visit: &Visit) {
    visit.press("More");
    until("the menu is open", || visit.button("My details").is_some()).await;
    visit.press("My details");
    until("the form is there", || visit.button("Agree and save").is_some()).await;
}

fn is_kept() -> bool {
    window().local_storage().unwrap().unwrap().get_item("kefu:profile").unwrap().is_some()
}

#[wasm_bindgen_test]
async fn no_purpose_is_ticked_beforehand() {
    let visit = at_the_form().await;
    let boxes = visit.all("form [type=checkbox]");
    assert_eq!(boxes.len(), 2);
    assert!(boxes.iter().all(|one| !one.unchecked_ref::<HtmlInputElement>().checked()));
}

#[wasm_bindgen_test]
async fn each_purpose_says_how_long_and_the_policy_can_be_read() {
    let visit = at_the_form().await;
    let words = visit.words();
    for part in ["To serve you", "kept 30 days", "kept 90 days", "version 2026-11"] {
        assert!(words.contains(part), "{part} in {words}");
    }
    let policy = visit.link("Privacy policy").unwrap();
    assert_eq!(policy.get_attribute("href").as_deref(), Some("/privacy"));
}

#[wasm_bindgen_test]
async fn what_is_wrong_is_said_in_its_place_and_nothing_is_kept() {
    let visit = at_the_form().await;
    fill(&visit.field("E-mail"), "lin@");
    visit.press("Agree and save");
    until("the errors are there", || !visit.error_of("Name").is_empty()).await;
    assert_eq!(visit.error_of("Name"), "Please fill this in.");
    assert!(visit.error_of("E-mail").starts_with("Not an e-mail address."));
    assert!(visit.error_of("To serve you").starts_with("Tick at least one purpose"));
    for label in ["Name", "E-mail", "To serve you"] {
        let invalid = visit.field(label).get_attribute("aria-invalid");
        assert_eq!(invalid.as_deref(), Some("true"), "{label}");
    }
    assert_eq!(visit.field("Gender").get_attribute("aria-invalid").as_deref(), Some("false"));
    assert_eq!(
        visit.focused().map(|one| one.id()),
        Some(visit.field("Name").id()),
        "the first to mend"
    );
    assert!(!is_kept());
}

#[wasm_bindgen_test]
async fn a_mended_form_is_kept_and_can_be_seen_and_withdrawn() {
    let visit = at_the_form().await;
    visit.press("Agree and save");
    until("the errors are there", || !visit.error_of("Name").is_empty()).await;
    fill(&visit.field("Name"), "Lin");
    tick(&visit.field("To serve you"));
    visit.press("Agree and save");
    until("it is saved", || visit.last_said().contains("Your details are saved")).await;
    assert!(is_kept());

    let again = Visit::again(SHOP, ENGLISH).await;
    again.open().await;
    show_form(&again).await;
    assert_eq!(again.field("Name").unchecked_into::<HtmlInputElement>().value(), "Lin");
    assert!(again.field("To serve you").unchecked_into::<HtmlInputElement>().checked());
    assert!(!again.field("To send you offers").unchecked_into::<HtmlInputElement>().checked());

    again.press("Withdraw and erase");
    until("it is erased", || again.last_said() == "system: Your details are erased.").await;
    assert!(!is_kept());
}

#[wasm_bindgen_test]
async fn refusing_is_as_easy_as_agreeing_and_keeps_nothing() {
    let visit = at_the_form().await;
    fill(&visit.field("Name"), "Lin");
    let class = |button| visit.button(button).unwrap().class_name();
    assert_eq!(class("No, thanks"), class("Agree and save"), "neither is drawn as the better one");
    visit.press("No, thanks");
    until("the conversation is back", || visit.button("Agree and save").is_none()).await;
    assert!(!is_kept());

    show_form(&visit).await;
    assert_eq!(visit.field("Name").unchecked_into::<HtmlInputElement>().value(), "");
}
