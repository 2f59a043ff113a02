//! The engine is somewhere else, and may come late or not at all.

use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::transcript::Body;
use kefu_widget::session::{ChoiceAction, Say, Standard};
use leptos::prelude::untrack;

use crate::world::{
    Answer, CORNER_SHOP, DESK, Engines, GEAR_STORE, PHONE_LAB, STAFFED_SHOP, Tab, World,
};

fn shows_that_it_waits(tab: &Tab) -> bool {
    untrack(|| tab.is_waiting())
}

#[test]
fn a_question_that_comes_before_the_engine_waits_for_it() {
    let world = World::new(CORNER_SHOP);
    world.engines_are(Engines::Loading);
    let tab = world.open_tab();
    tab.open();
    tab.send("How long does delivery take?");
    tab.send("thanks");
    assert_eq!(tab.said(), ["visitor: How long does delivery take?", "visitor: thanks"]);
    assert!(shows_that_it_waits(&tab));

    world.engines_are(Engines::Ready);
    let answers = &tab.said()[2..];
    assert_eq!(answers.len(), 2, "each has one answer, and nobody greets in between: {answers:?}");
    assert_eq!(answers[1], "bot: *Glad*");
    assert!(!shows_that_it_waits(&tab));
}

#[test]
fn the_greeting_waits_too_and_comes_once() {
    let world = World::new(CORNER_SHOP);
    world.engines_are(Engines::Loading);
    let tab = world.open_tab();
    tab.open();
    tab.close();
    tab.open();
    assert_eq!(tab.said(), [""; 0]);
    world.engines_are(Engines::Ready);
    assert_eq!(tab.said().len(), 1);
}

#[test]
fn who_has_closed_the_panel_before_the_greeting_is_greeted_the_next_time() {
    let world = World::new(CORNER_SHOP);
    world.engines_are(Engines::Loading);
    let tab = world.open_tab();
    tab.open();
    tab.close();
    world.engines_are(Engines::Ready);
    assert_eq!((tab.said().len(), tab.unread_now()), (0, 0));
    tab.open();
    assert_eq!(tab.said().len(), 1);
}

#[test]
fn without_an_engine_the_visitor_is_told_and_can_reach_a_person_or_ask_again() {
    let world = World::new(CORNER_SHOP);
    world.engines_are(Engines::Lost);
    let tab = world.open_tab();
    tab.open();
    tab.send("refund");
    let Body::Bot(message) = tab.last_row().body.as_ref().clone() else { panic!() };
    assert_eq!(message.say, Say::Standard(Standard::NotLoaded));
    let actions: Vec<_> = message.choices.iter().map(|choice| choice.action.clone()).collect();
    assert_eq!(actions, [ChoiceAction::Say("refund".to_owned()), ChoiceAction::Human]);

    world.engines_are(Engines::Ready);
    tab.choose(&message.choices[0]);
    assert_ne!(tab.last_row().body, Body::Bot(message).into());
    assert!(tab.last_said().starts_with("bot: "));
}

#[test]
fn an_answer_that_comes_after_a_person_did_is_not_said() {
    let world = World::new(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Status(200)]);
    let tab = world.open_tab();
    tab.open();
    world.engines_are(Engines::Loading);
    tab.send("refund");
    tab.hand_over_everything();
    world.advance(1_000);
    assert_eq!(world.only_post().url, DESK);
    let before = tab.said();
    world.engines_are(Engines::Ready);
    assert_eq!(tab.said(), before);
}

#[test]
fn an_answer_that_comes_after_the_widget_is_gone_reaches_nobody() {
    let world = World::new(CORNER_SHOP);
    world.engines_are(Engines::Loading);
    let tab = world.open_tab();
    tab.open();
    tab.send("refund");
    world.close(tab);
    world.engines_are(Engines::Ready);
}

#[test]
fn a_hand_over_does_not_wait_long_for_the_engine_and_goes_once() {
    let world = World::new(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Status(200)]);
    world.engines_are(Engines::Loading);
    let tab = world.open_tab();
    tab.open();
    tab.ask_for_person();
    let words = || Words { message: "my kitchen is on fire".to_owned(), ..Words::default() };
    tab.hand_over(Shares::default(), words());
    tab.hand_over(Shares::default(), words());
    world.advance(500);
    assert_eq!(world.posts().len(), 0);
    world.advance(600);
    assert_eq!(world.only_post().packet.message, "my kitchen is on fire");
    world.engines_are(Engines::Ready);
    world.advance_hours(1);
    assert_eq!(world.posts().len(), 1);
}

#[test]
fn words_for_a_person_are_on_their_way_from_the_first_moment_on_also_over_a_reload() {
    let world = World::new(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Slow(5_000, 200)]);
    let tab = world.open_tab();
    tab.open();
    tab.ask_for_person();
    tab.hand_over(
        Shares::default(),
        Words { message: "my kitchen is on fire".to_owned(), ..Words::default() },
    );
    assert_eq!(tab.stage().stage(), "sending");
    let tab = world.reload(tab);
    world.advance(5_000);
    assert_eq!(world.posts().last().unwrap().packet.message, "my kitchen is on fire");
    assert_eq!(tab.stage().stage(), "reached");
}

#[test]
fn a_call_that_the_engine_does_not_live_to_hear_of_ends_its_flow_and_is_told() {
    const ORDER: &str = "/api/order?no=KF20260001";
    let world = World::new(GEAR_STORE);
    world.site_answers(ORDER, Answer::Slow(2_000, 200), r#"{"status": "shipped"}"#);
    let tab = world.open_tab();
    tab.open();
    tab.send("look up my order KF20260001");
    world.engines_are(Engines::Lost);
    world.advance(2_000);
    assert_eq!(tab.last_said(), "bot: *NotLoaded*");
    assert!(!shows_that_it_waits(&tab));
}

#[test]
fn nobody_is_spoken_to_while_a_question_waits_for_its_answer() {
    let world = World::new(PHONE_LAB);
    world.show_page("/p/12");
    world.scroll_to(60);
    let tab = world.open_tab();
    tab.open();
    world.engines_are(Engines::Loading);
    tab.send("is it waterproof");
    world.advance_hours(1);
    world.engines_are(Engines::Ready);
    let said = tab.said();
    let question = said.iter().position(|line| line == "visitor: is it waterproof").unwrap();
    assert_eq!(said.len(), question + 2, "one question, one answer: {said:?}");
}
