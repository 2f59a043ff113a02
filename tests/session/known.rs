//! What the desk is told of a visitor beside what they say to people.

use serde_json::{Value, json};

use crate::live::{LIVE_SHOP, visitor, with_people};
use crate::world::World;

fn ada(hash: &str) -> Value {
    json!({ "identifier": "ada", "identifier_hash": hash, "name": "Ada" })
}

#[test]
fn a_visit_counts_once_at_its_first_question_and_not_before() {
    let world = World::new(LIVE_SHOP);
    let tab = world.open_tab();
    tab.open();
    world.settle();
    assert_eq!(world.chat().chats(), 0, "nothing was asked");
    for _ in 0..3 {
        tab.send("refund");
        world.settle();
    }
    assert_eq!(world.chat().chats(), 1);
    let second = world.open_tab();
    second.open();
    second.send("refund");
    world.settle();
    assert_eq!(world.chat().chats(), 1, "the same visit in another tab");
    world.advance(31 * 60_000);
    second.send("refund");
    world.settle();
    assert_eq!(world.chat().chats(), 2, "whoever comes back later visits again");
}

#[test]
fn a_desk_that_is_away_is_not_counted_with_and_nothing_else_happens() {
    let world = World::new(LIVE_SHOP);
    world.chat().set_down(true);
    let tab = world.open_tab();
    tab.open();
    tab.send("refund");
    world.settle();
    assert_eq!(tab.last_said(), "bot: Three to five working days.");
}

#[test]
fn who_the_site_says_it_is_is_told_with_the_hand_over_and_not_before() {
    let (world, tab) = visitor();
    tab.identify(&ada("of the site").to_string());
    world.settle();
    assert!(world.chat().identities().is_empty(), "nobody was asked for");
    tab.hand_over_everything();
    world.settle();
    assert_eq!(world.chat().identities(), [ada("of the site")]);
    tab.send("hello?");
    world.settle();
    assert_eq!(world.chat().identities().len(), 1, "once is enough");
}

#[test]
fn whoever_signs_in_while_a_person_is_there_is_known_at_once() {
    let (world, tab) = with_people();
    world.settle();
    tab.identify(&ada("of the site").to_string());
    world.settle();
    assert_eq!(world.chat().identities(), [ada("of the site")]);
}

#[test]
fn nobody_is_told_of_before_they_ask_for_a_person_again() {
    let (world, tab) = with_people();
    world.chat().resolves();
    world.advance(10_000);
    let tab = world.reload(tab);
    tab.identify(&ada("of the site").to_string());
    world.settle();
    assert!(world.chat().identities().is_empty(), "{:?}", world.chat().identities());
    tab.open();
    tab.hand_over_everything();
    world.settle();
    assert_eq!(world.chat().identities(), [ada("of the site")]);
}

#[test]
fn whoever_comes_after_somebody_else_begins_a_conversation_of_their_own() {
    for next in [json!({ "identifier": "bob", "identifier_hash": "x" }), Value::Null] {
        let (world, tab) = visitor();
        tab.identify(&ada("of the site").to_string());
        tab.hand_over_everything();
        world.settle();
        tab.identify(&next.to_string());
        world.advance(10_000);
        assert_eq!(world.chat().status(), "resolved", "hers is left");
        tab.send("refund");
        tab.hand_over_everything();
        world.settle();
        assert_eq!(world.chat().begun(), 2);
        assert_eq!(world.chat().contacts(), 2, "and not that of her contact");
        let told: Vec<Value> =
            world.chat().identities().iter().map(|one| one["identifier"].clone()).collect();
        assert_eq!(told[0], "ada");
        assert_eq!(told.get(1), next.get("identifier"), "{told:?}");
    }
}

#[test]
fn a_forged_identity_changes_nothing() {
    let (world, tab) = visitor();
    tab.identify(&ada("forged").to_string());
    tab.hand_over_everything();
    world.advance(60_000);
    assert_eq!(world.chat().identities().len(), 1, "a refusal is not asked again");
    tab.send("hello?");
    world.settle();
    assert_eq!(world.chat().has(), ["hello?"], "the conversation goes on");
}
