//! The visitor wants a person.

use js_sys::JSON;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Request;

use crate::network::{Answer, Network};
use crate::visit::{ENGLISH, Key, SHOP, Visit, fill, quiet, strike, tick, until};

/// The shop at an hour at which nobody is there, whenever this test runs.
fn closed_shop() -> String {
    let hours = r#""hours": { "time_zone": "UTC", "week": {} }, "theme""#;
    SHOP.replacen("\"theme\"", hours, 1)
}

/// A visitor who has asked something and is now in front of the form.
async fn at_the_form() -> Visit {
    let visit = Visit::opened().await;
    visit.ask("invoice").await;
    visit.press("Talk to a human");
    until("the form is there", || visit.button("Hand over").is_some()).await;
    visit
}

async fn packet(request: &Request) -> kefu_wire::handoff::Handoff {
    let json = JsFuture::from(request.clone().unwrap().json().unwrap()).await.unwrap();
    let text: String = JSON::stringify(&json).unwrap().into();
    serde_json::from_str(&text).unwrap()
}

#[wasm_bindgen_test]
async fn the_button_to_a_person_is_always_there() {
    let visit = Visit::opened().await;
    assert!(visit.button("Talk to a human").is_some());
    visit.ask("invoice").await;
    assert!(visit.button("Talk to a human").is_some());
}

#[wasm_bindgen_test]
async fn asking_in_words_shows_the_same_form() {
    let visit = Visit::opened().await;
    visit.write("I want to talk to a human");
    strike(&visit.composer(), Key::named("Enter"));
    until("the form is there", || visit.button("Hand over").is_some()).await;
}

#[wasm_bindgen_test]
async fn the_visitor_sees_what_goes_along_before_anything_is_sent() {
    let network = Network::answers(&[Answer::Status(200)]);
    let visit = at_the_form().await;
    let preview = visit.all("details [role=group]").remove(0).text_content().unwrap();
    assert!(preview.contains("Ask for it after delivery."), "{preview}");
    assert!(preview.contains("http"), "the address of the page: {preview}");

    tick(&visit.field("The conversation"));
    until("the conversation is taken out", || {
        let preview = visit.all("details [role=group]").remove(0).text_content().unwrap();
        !preview.contains("Ask for it after delivery.")
    })
    .await;
    assert_eq!(network.count(), 0);
}

#[wasm_bindgen_test]
async fn handing_over_sends_what_is_ticked_and_says_who_has_it() {
    let network = Network::answers(&[Answer::Status(201)]);
    let visit = at_the_form().await;
    tick(&visit.field("The page you are on"));
    fill(&visit.field("Your message"), "It is urgent");
    visit.press("Hand over");
    until("they have it", || {
        visit.last_said().starts_with("system: the desk has what you agreed to share")
    })
    .await;

    let request = network.asked().remove(0);
    assert_eq!(request.method(), "POST");
    assert!(request.url().ends_with("/desk"));
    let packet = packet(&request).await;
    let key = request.headers().get("Idempotency-Key").unwrap();
    assert_eq!(key.as_deref(), Some(packet.id.as_str()));
    assert_eq!(packet.message, "It is urgent");
    assert_eq!(packet.page, None);
    assert_eq!(packet.transcript.map(|lines| lines.len()), Some(3));
    assert_eq!(visit.heard_of("handoff"), ["requested", "sending", "reached"]);
    assert!(visit.button("Back to the assistant").is_some());
}

#[wasm_bindgen_test]
async fn waiting_is_shown_and_can_be_called_off() {
    let network = Network::answers(&[Answer::Held(200)]);
    let visit = at_the_form().await;
    visit.press("Hand over");
    until("it is on its way", || visit.button("Call it off").is_some()).await;
    assert!(visit.words().contains("Contacting our people"));
    visit.press("Call it off");
    until("it is called off", || visit.last_said() == "system: You called it off.").await;
    network.release();
    quiet().await;
    assert_eq!(visit.last_said(), "system: You called it off.");
    assert!(visit.button("Call it off").is_none());
}

#[wasm_bindgen_test]
async fn a_refusal_is_told_and_can_be_tried_again() {
    let network = Network::answers(&[Answer::Status(404), Answer::Status(200)]);
    let visit = at_the_form().await;
    visit.press("Hand over");
    until("it is refused", || visit.button("Try again").is_some()).await;
    assert!(visit.words().contains("The other side cannot take it right now."));
    visit.press("Try again");
    until("they have it", || visit.button("Back to the assistant").is_some()).await;
    let (first, second) = (packet(&network.asked()[0]).await, packet(&network.asked()[1]).await);
    assert_eq!(first, second, "the very same packet");
}

#[wasm_bindgen_test]
async fn a_later_message_shows_what_became_of_it() {
    let network = Network::answers(&[Answer::Status(200), Answer::Held(403), Answer::Status(200)]);
    let visit = at_the_form().await;
    visit.press("Hand over");
    until("they have it", || visit.button("Back to the assistant").is_some()).await;

    visit.write("hello");
    strike(&visit.composer(), Key::named("Enter"));
    let state =
        || visit.all("[data-author=visitor] [data-state]").pop().unwrap().text_content().unwrap();
    until("it is on its way", || state() == "Sending").await;
    network.release();
    until("it failed", || state() == "Not delivered").await;
    visit.press("Send again");
    until("it arrived", || state() == "Sent").await;
    assert_eq!(visit.said().iter().filter(|line| *line == "visitor: hello").count(), 1);
    assert!(visit.button("Send again").is_none());
}

#[wasm_bindgen_test]
async fn when_nobody_is_there_a_message_needs_words_and_a_way_to_answer() {
    let network = Network::answers(&[Answer::Status(200)]);
    let visit = Visit::with(&closed_shop(), ENGLISH).await;
    visit.open().await;
    visit.press("Talk to a human");
    until("a message can be left", || visit.button("Leave the message").is_some()).await;
    assert!(visit.words().contains("Our people are away now."));

    visit.press("Leave the message");
    until("the errors are there", || !visit.error_of("Your message").is_empty()).await;
    assert!(visit.error_of("How to reach you").starts_with("Enter a phone number"));
    assert_eq!(network.count(), 0);

    fill(&visit.field("Your message"), "Call me");
    fill(&visit.field("How to reach you"), "+44 20 7946 0958");
    visit.press("Leave the message");
    until("they have it", || visit.last_said().starts_with("system: the desk has your message"))
        .await;
    let packet = packet(&network.asked()[0]).await;
    assert!(!packet.within_hours);
    assert_eq!(packet.contact, "+44 20 7946 0958");
}

#[wasm_bindgen_test]
async fn the_other_ways_to_a_person_are_links() {
    let visit = at_the_form().await;
    let phone = visit.link("Phone us").unwrap();
    assert_eq!(phone.get_attribute("href").as_deref(), Some("tel:+864000000000"));
    assert!(!phone.has_attribute("target"), "a call opens no window");
}
