//! What a visitor experiences while a flow asks them, and the site.

use kefu_widget::session::handoff::Handoff;
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::{Choice, ChoiceAction, View};
use leptos::prelude::*;

use crate::world::{Answer, GEAR_STORE, Tab, World};

const ORDER: &str = "/api/order?no=KF20260001";
const SHIPPED: &str = r#"{"status": "shipped", "items": [{"title": "Boots"}]}"#;
const LOOKING: &str = "bot: Looking up KF20260001 …";
const ON_ITS_WAY: &str = "bot: It is on its way with 1 item, expected soon.";
const NOT_FOUND: &str = "bot: I could not find this order.";
const ANOTHER: &str = "bot: Look up another order?";

/// A visitor whose order the site is asked for.
fn asked(answer: Answer, body: &str) -> (World, Tab) {
    let world = World::new(GEAR_STORE);
    world.site_answers(ORDER, answer, body);
    let tab = world.open_tab();
    tab.open();
    tab.send("look up my order KF20260001");
    (world, tab)
}

fn is_waiting(tab: &Tab) -> bool {
    untrack(|| tab.is_waiting())
}

#[test]
fn the_site_is_asked_and_its_answer_is_said() {
    let (world, tab) = asked(Answer::Slow(2_000, 200), SHIPPED);
    assert_eq!(tab.last_said(), LOOKING);
    assert!(is_waiting(&tab), "the visitor sees that somebody is at it");

    world.advance(2_000);
    assert!(!is_waiting(&tab));
    assert_eq!(tab.said()[3..], [ON_ITS_WAY, ANOTHER]);
    let calls = world.calls();
    assert_eq!((calls[0].url.as_str(), &calls[0].json), (ORDER, &None));
    assert_eq!((calls.len(), calls[0].idempotency_key.as_str()), (1, ""));
    assert!(world.posts().is_empty());
}

#[test]
fn a_site_that_does_not_answer_in_time_is_told_of() {
    let (world, tab) = asked(Answer::Never, "");
    world.advance(7_999);
    assert_eq!(tab.last_said(), LOOKING);
    world.advance(1);
    assert_eq!(tab.last_said(), NOT_FOUND);
    assert_eq!(tab.view().get_untracked(), View::Person, "the flow hands over");
}

#[test]
fn without_a_connection_the_visitor_is_told_at_once() {
    let (world, tab) = asked(Answer::Offline, "");
    world.settle();
    assert_eq!(tab.last_said(), NOT_FOUND);
}

#[test]
fn what_the_site_does_not_know_is_told_apart() {
    let (world, tab) = asked(Answer::Status(404), "{}");
    world.settle();
    assert_eq!(tab.said()[3..], [NOT_FOUND, ANOTHER]);
}

#[test]
fn an_answer_that_comes_after_the_visitor_left_the_flow_is_not_said() {
    let (world, tab) = asked(Answer::Slow(2_000, 200), SHIPPED);
    tab.send("never mind");
    assert_eq!(tab.last_said(), "bot: *Cancelled*");
    world.advance(10_000);
    assert_eq!(tab.last_said(), "bot: *Cancelled*");
}

#[test]
fn an_answer_that_comes_after_the_widget_is_gone_reaches_nobody() {
    let (world, tab) = asked(Answer::Slow(2_000, 200), SHIPPED);
    world.close(tab);
    world.advance(10_000);
}

#[test]
fn a_reload_while_the_site_is_asked_ends_in_its_failure_not_in_silence() {
    let (world, tab) = asked(Answer::Slow(2_000, 200), SHIPPED);
    world.settle();
    let tab = world.reload(tab);
    assert!(is_waiting(&tab));
    world.advance(8_000);
    assert_eq!(tab.last_said(), NOT_FOUND);
    assert_eq!(world.calls().len(), 1, "nothing is asked twice");
}

#[test]
fn the_answer_is_said_once_also_with_the_conversation_in_two_tabs() {
    let (world, tab) = asked(Answer::Slow(2_000, 200), SHIPPED);
    world.settle();
    let other = world.open_tab();
    world.advance(20_000);
    assert_eq!(tab.said()[3..], [ON_ITS_WAY, ANOTHER]);
    assert_eq!(other.said(), tab.said());
}

#[test]
fn a_flow_goes_on_after_a_reload_and_in_another_tab() {
    let world = World::new(GEAR_STORE);
    let tab = world.open_tab();
    tab.open();
    tab.send("start a return");
    tab.send("KF20260001");
    let tab = world.reload(tab);
    tab.send("Wrong size");
    assert_eq!(tab.last_said(), "bot: When shall we collect it? Any day within two weeks.");
    world.settle();
    let other = world.open_tab();
    other.send("tomorrow");
    assert_eq!(other.last_said(), "bot: Which phone number shall the courier call?");
}

#[test]
fn a_flow_of_a_pack_that_has_changed_is_dropped() {
    let world = World::new(GEAR_STORE);
    let tab = world.open_tab();
    tab.open();
    tab.send("start a return");
    world.publish(
        &GEAR_STORE
            .replace("\"slot\": \"order\"", "\"slot\": \"number\"")
            .replace("slot.order", "slot.number"),
    );
    let tab = world.reload(tab);
    tab.send("invoice");
    assert!(
        tab.last_said().starts_with("bot: Ask for it on the order page"),
        "and nothing after it"
    );
}

#[test]
fn what_changes_something_is_posted_once_with_a_key() {
    let url = "https://shop.example/api/returns";
    let world = World::new(GEAR_STORE);
    world.site_answers(url, Answer::Status(201), r#"{"number": "R-1"}"#);
    let tab = world.open_tab();
    tab.open();
    for words in ["start a return KF20260001", "Wrong size", "tomorrow", "+44 20 7946 0958", "yes"]
    {
        tab.send(words);
    }
    world.settle();
    assert_eq!(tab.last_said(), "bot: Done, your return number is R-1.");
    let calls = world.calls();
    assert_eq!(calls.len(), 1);
    assert!(!calls[0].idempotency_key.is_empty());
    let json = calls[0].json.as_deref().unwrap();
    assert!(json.contains(r#""phone":"+442079460958""#), "{json}");
}

#[test]
fn a_button_starts_a_flow_and_shows_as_the_visitors_words() {
    let world = World::new(GEAR_STORE);
    let tab = world.open_tab();
    tab.open();
    let reply = untrack(|| tab.quick_replies()).remove(0);
    assert_eq!(reply.action, ChoiceAction::Flow("order-status".to_owned()));
    tab.choose(&reply);
    assert_eq!(
        tab.said()[1..],
        ["visitor: My order", "bot: What is the order number? It is KF and eight digits."]
    );
}

#[test]
fn the_buttons_of_a_question_answer_it() {
    let (world, tab) = asked(Answer::Status(200), SHIPPED);
    world.settle();
    tab.choose(&Choice { label: None, action: ChoiceAction::Say("No".to_owned()) });
    assert_eq!(tab.last_said(), "bot: All right, I am here if you need me.");
}

#[test]
fn a_person_who_has_taken_over_ends_the_flow() {
    let world = World::new(GEAR_STORE);
    world.site_answers(ORDER, Answer::Slow(2_000, 200), SHIPPED);
    world.answers("/hook", &[Answer::Status(200)]);
    let tab = world.open_tab();
    tab.open();
    tab.send("look up my order KF20260001");
    tab.ask_for_person();
    tab.hand_over(Shares::default(), Words::default());
    world.settle();
    assert!(matches!(tab.stage(), Handoff::Reached { .. }));
    world.advance(5_000);
    assert!(!tab.said().contains(&ON_ITS_WAY.to_owned()), "the assistant is silent");
    tab.back_to_assistant();
    tab.send("invoice");
    assert!(tab.last_said().starts_with("bot: Ask for it on the order page"));
}
