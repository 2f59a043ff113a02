//! Personal data on its way to people: nothing that may not simply go leaves before the visitor has decided.

use kefu_widget::session::View;
use kefu_widget::session::handoff::Handoff;
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::transcript::Delivery;
use leptos::prelude::untrack;

use crate::world::{Answer, DESK, Engines, STAFFED_SHOP, Tab, World};

const CARD: &str = "my card is 6222 0000 0000 0000 004";
const CARD_COVERED: &str = "my card is **** **** **** ***0 004";
const SECRET: &str = "card 6222000000000000004, password: hunter2abc";

/// The shop with a guard of its own.
fn shop(guard: &str) -> String {
    let pack = STAFFED_SHOP.trim_end();
    let open = pack.strip_suffix('}').expect("a pack is an object").trim_end();
    format!("{open}, \"guard\": {guard}}}")
}

fn with_a_person(pack: &str) -> (World, Tab) {
    let world = World::new(pack);
    let tab = world.open_tab();
    tab.open();
    world.answers(DESK, &[Answer::Status(201)]);
    tab.hand_over_everything();
    world.settle();
    assert!(matches!(tab.stage(), Handoff::Reached { .. }), "{:?}", tab.stage());
    (world, tab)
}

/// Writes something and sends it, as the composer does.
fn write(tab: &Tab, text: &str) {
    tab.set_draft(text);
    tab.send(text);
}

fn messages(world: &World) -> Vec<String> {
    world.settle();
    world.posts()[1..].iter().map(|post| post.packet.message.clone()).collect()
}

#[test]
fn a_card_number_waits_for_the_visitor_and_goes_as_they_decide() {
    for (covered, sent) in [(true, CARD_COVERED), (false, CARD)] {
        let (world, tab) = with_a_person(STAFFED_SHOP);
        write(&tab, CARD);
        assert_eq!(messages(&world), [""; 0], "nothing has left");
        assert_eq!(tab.draft().get_untracked(), CARD, "and nothing is lost");
        let held = tab.held().get_untracked().expect("it waits");
        assert_eq!(held.kinds, ["bank_card"]);
        assert_eq!(held.covered, CARD_COVERED);
        assert!(held.may_stay);

        tab.send_held(covered);
        assert_eq!(messages(&world), [sent]);
        assert_eq!(tab.last_said(), format!("visitor: {sent}"), "what was sent is what is shown");
        let last = tab.rows().with_untracked(|rows| rows.last().unwrap().delivery.get_untracked());
        assert_eq!(last, Delivery::Sent);
        assert_eq!(tab.draft().get_untracked(), "");
        assert_eq!(tab.held().get_untracked(), None);
    }
}

#[test]
fn a_password_goes_covered_or_not_at_all() {
    let (world, tab) = with_a_person(STAFFED_SHOP);
    write(&tab, SECRET);
    let held = tab.held().get_untracked().expect("it waits");
    assert_eq!(held.kinds, ["bank_card", "password"]);
    assert!(!held.may_stay);
    tab.send_held(false);
    assert_eq!(messages(&world), ["card ***************0004, password: **********"]);
}

#[test]
fn who_changes_their_words_sends_the_changed_ones() {
    let (world, tab) = with_a_person(STAFFED_SHOP);
    write(&tab, CARD);
    tab.set_draft("my card is the blue one");
    assert_eq!(tab.held().get_untracked(), None, "what was found was found in other words");
    tab.send_held(false);
    assert_eq!(messages(&world), [""; 0]);
    tab.send("my card is the blue one");
    assert_eq!(messages(&world), ["my card is the blue one"]);

    write(&tab, CARD);
    assert!(tab.drop_held().is_some());
    assert_eq!(tab.draft().get_untracked(), CARD);
    assert_eq!(messages(&world).len(), 1);
}

#[test]
fn what_the_pack_allows_goes_at_once() {
    let (world, tab) = with_a_person(&shop(r#"{ "bank_card": "allow" }"#));
    write(&tab, CARD);
    write(&tab, "call 13800138000 or write to anna@example.com");
    assert_eq!(messages(&world), [CARD, "call 13800138000 or write to anna@example.com"]);
}

#[test]
fn a_channel_may_be_stricter_than_the_pack() {
    let pack = shop(
        r#"{ "phone": "allow" }, "channel_guards": [{ "channel": "desk", "guard": { "phone": "mask" } }]"#,
    );
    let (world, tab) = with_a_person(&pack);
    write(&tab, "call 13800138000");
    let held = tab.held().get_untracked().expect("it waits");
    assert!(!held.may_stay);
    tab.send_held(true);
    assert_eq!(messages(&world), ["call *******8000"]);
}

#[test]
fn nothing_is_asked_about_what_stays_in_the_browser() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    write(&tab, SECRET);
    assert_eq!(tab.held().get_untracked(), None);
    assert!(tab.said().contains(&format!("visitor: {SECRET}")), "{:?}", tab.said());
}

#[test]
fn what_goes_along_with_a_hand_over_is_covered_and_its_message_waits() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    write(&tab, SECRET);
    world.answers(DESK, &[Answer::Status(201)]);
    tab.ask_for_person();
    let words = Words { message: CARD.to_owned(), contact: "anna@example.com".to_owned() };
    tab.hand_over(Shares::default(), words);
    world.settle();
    assert!(world.posts().is_empty(), "nothing has left");
    assert_eq!(tab.stage(), Handoff::None);

    tab.send_held(false);
    world.settle();
    let packet = world.only_post().packet;
    assert_eq!((packet.message.as_str(), packet.contact.as_str()), (CARD, "anna@example.com"));
    let transcript = packet.transcript.expect("the conversation goes along");
    let said: Vec<&str> = transcript
        .iter()
        .filter(|line| line.author == "visitor")
        .map(|line| line.text.as_str())
        .collect();
    assert_eq!(said, ["card ***************0004, password: **********"]);
    assert!(!world.only_post().json.contains("hunter2abc"));
}

#[test]
fn where_the_engine_cannot_be_asked_a_person_is_not_kept_waiting() {
    for engines in [Engines::Lost, Engines::Loading] {
        let (world, tab) = with_a_person(STAFFED_SHOP);
        world.engines_are(engines);
        write(&tab, CARD);
        if engines == Engines::Loading {
            assert_eq!(messages(&world), [""; 0]);
            write(&tab, CARD);
        }
        world.advance(1_000);
        assert_eq!(messages(&world), [CARD], "{engines:?}: once, however often it was pressed");
        assert_eq!(tab.draft().get_untracked(), "");
    }
}

#[test]
fn what_was_found_in_a_hand_over_is_forgotten_when_other_words_are_handed_over() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    world.answers(DESK, &[Answer::Status(201)]);
    tab.ask_for_person();
    tab.hand_over(Shares::default(), Words { message: CARD.to_owned(), ..Words::default() });
    assert!(untrack(|| tab.holds_at(View::Person)) && !untrack(|| tab.holds_at(View::Chat)));
    tab.hand_over(
        Shares::default(),
        Words { message: "never mind".to_owned(), ..Words::default() },
    );
    world.settle();
    assert_eq!(world.only_post().packet.message, "never mind");
    assert_eq!(tab.held().get_untracked(), None);
}

#[test]
fn what_the_last_person_wrote_does_not_go_in_the_name_of_the_next() {
    let (world, tab) = with_a_person(STAFFED_SHOP);
    tab.identify(r#"{ "identifier": "ada" }"#);
    world.engines_are(Engines::Loading);
    write(&tab, CARD);
    tab.identify(r#"{ "identifier": "bob" }"#);
    world.advance(2_000);
    assert_eq!(messages(&world), [""; 0]);
    assert_eq!(tab.held().get_untracked(), None);
}
