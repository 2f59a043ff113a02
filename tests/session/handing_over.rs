//! The way to a person: what is sent, to whom, how often, and what becomes of it.

use kefu_widget::session::channel::Way;
use kefu_widget::session::handoff::{Cause, Handoff};
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::transcript::{Body, Delivery};
use kefu_widget::session::{ChoiceAction, Happened, View};
use leptos::prelude::*;

use crate::world::{
    Answer, CORNER_SHOP, DESK, Posted, SPARE, STAFFED_SHOP, STANDARD, Storage, Tab, World,
};

/// A visitor who has asked the assistant something before they ask for a person.
fn visitor() -> (World, Tab) {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    tab.send("invoice");
    (world, tab)
}

/// A visitor whose hand-over the desk has just taken.
fn with_a_person() -> (World, Tab) {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(201)]);
    tab.hand_over_everything();
    world.settle();
    assert!(is_reached(&tab), "{:?}", tab.stage());
    (world, tab)
}

fn is_reached(tab: &Tab) -> bool {
    matches!(tab.stage(), Handoff::Reached { .. })
}

fn failed(cause: Cause) -> Handoff {
    Handoff::Failed { cause }
}

/// When each request was made and where it went.
fn times(posts: &[Posted]) -> Vec<(u64, &str)> {
    posts.iter().map(|post| (post.at, post.url.as_str())).collect()
}

// ---- Before anything is sent --------------------------------------------------------------------

#[test]
fn reviewing_what_goes_along_sends_nothing() {
    let (world, tab) = visitor();
    tab.ask_for_person();
    world.advance_hours(1);
    assert_eq!(tab.view().get_untracked(), View::Person);
    assert_eq!(tab.stage(), Handoff::None);
    assert!(world.posts().is_empty());
    assert_eq!(tab.told().last(), Some(&Happened::Handoff("requested")));

    tab.show(View::Chat);
    world.advance_hours(1);
    assert!(world.posts().is_empty());
}

#[test]
fn a_person_is_offered_by_every_channel_in_the_order_of_the_shop() {
    let (_world, tab) = visitor();
    let offers = untrack(|| tab.offers());
    let labels: Vec<&str> = offers.iter().map(|offer| offer.label.as_str()).collect();
    assert_eq!(labels, ["the desk", "Phone", "the night desk"]);
    assert_eq!(offers[0].way, Way::Live);
}

#[test]
fn a_shop_without_a_webhook_offers_its_links_and_notes_which_was_opened() {
    let world = World::new(CORNER_SHOP);
    let tab = world.open_tab();
    tab.open();
    tab.ask_for_person();
    let phone = untrack(|| tab.offers()).remove(0);
    tab.link_opened(&phone, "the phone".to_owned());
    assert_eq!(tab.last_said(), "system: *LinkOpened(\"Phone\")*");
    assert!(world.posts().is_empty());
}

// ---- What is sent -------------------------------------------------------------------------------

#[test]
fn everything_the_visitor_agreed_to_goes_along() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    tab.ask_for_person();
    let words = Words { message: "It is urgent".to_owned(), contact: "a@b.example".to_owned() };
    tab.hand_over(Shares::default(), words);
    world.settle();

    let post = world.only_post();
    let packet = post.packet;
    assert_eq!(post.idempotency_key, packet.id);
    assert_eq!(packet.kefu_handoff, 1);
    assert_eq!(packet.continues, None);
    assert_eq!(packet.requested_at, "2026-11-20T02:00:00.000Z");
    assert_eq!((packet.reason.as_str(), packet.locale.as_str()), ("button", "en"));
    assert!(packet.within_hours);
    assert_eq!((packet.message.as_str(), packet.contact.as_str()), ("It is urgent", "a@b.example"));
    assert_eq!(packet.page.expect("the page goes along").url, "https://shop.example/");
    assert_eq!(packet.tried, ["invoice"]);
    assert_eq!(packet.profile, None, "there is none");

    let transcript = packet.transcript.expect("the conversation goes along");
    let lines: Vec<_> = transcript
        .iter()
        .map(|line| (line.author.as_str(), line.text.as_str(), line.entry.as_deref()))
        .collect();
    let expected = [
        ("bot", "Good day.", None),
        ("visitor", "invoice", None),
        ("bot", "Ask for it in your orders.", Some("invoice")),
    ];
    assert_eq!(lines, expected, "the words without their markup");
    assert_eq!(tab.said()[3], "visitor: It is urgent", "the visitor sees what they wrote");
}

#[test]
fn people_see_what_the_assistant_did_not_know() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    tab.send("Can I land a hot-air balloon?");
    tab.hand_over_everything();
    world.settle();
    let transcript = world.only_post().packet.transcript.expect("the conversation goes along");
    let missed: Vec<_> = transcript.iter().map(|line| line.missed).collect();
    assert_eq!(missed.iter().filter(|missed| **missed).count(), 1, "{transcript:#?}");
    assert_eq!(missed.last(), Some(&true));
}

#[test]
fn what_the_visitor_took_out_is_not_in_the_packet() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    tab.ask_for_person();
    tab.hand_over(Shares { transcript: false, page: false, profile: false }, Words::default());
    world.settle();

    let post = world.only_post();
    assert_eq!(post.packet.page, None);
    assert_eq!(post.packet.transcript, None);
    assert_eq!(post.packet.profile, None);
    assert!(post.packet.tried.is_empty(), "what was answered is part of the conversation");
    for secret in ["shop.example/", "invoice", "Good day"] {
        assert!(!post.json.contains(secret), "{secret} in {}", post.json);
    }
}

#[test]
fn what_the_widget_says_of_itself_goes_along_in_words_and_its_notes_do_not() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    tab.send("asdfghjkl");
    tab.hand_over_everything();
    world.settle();
    tab.back_to_assistant();
    tab.hand_over_everything();
    world.settle();

    let second = &world.posts()[1].packet;
    let transcript = second.transcript.as_ref().expect("the conversation goes along");
    assert!(transcript.iter().any(|line| line.author == "bot" && line.text == STANDARD));
    assert!(transcript.iter().all(|line| line.author != "system"), "{transcript:#?}");
}

#[test]
fn the_packet_says_why_a_person_was_asked_for() {
    let reason = |ask: fn(&Tab)| {
        let (world, tab) = visitor();
        world.answers(DESK, &[Answer::Status(200)]);
        ask(&tab);
        assert_eq!(tab.view().get_untracked(), View::Person);
        tab.hand_over(Shares::default(), Words::default());
        world.settle();
        world.only_post().packet.reason
    };
    assert_eq!(reason(|tab| tab.ask_for_person()), "button");
    assert_eq!(reason(|tab| tab.send("can I talk to a real person")), "asked_for_human");
    assert_eq!(reason(press_person_under_the_last_answer), "unanswered");
}

#[test]
fn an_angry_visitor_who_takes_up_the_offer_goes_before_others_and_the_agent_reads_why() {
    let packet = |shares: Shares| {
        let (world, tab) = visitor();
        world.answers(DESK, &[Answer::Status(200)]);
        tab.send("this is a scam");
        press_person(&tab);
        let words = Words { message: "it is urgent".to_owned(), ..Words::default() };
        tab.hand_over(shares, words);
        world.settle();
        world.only_post().packet
    };
    let whole = packet(Shares::default());
    assert_eq!((whole.reason.as_str(), whole.why.as_str()), ("complaint", "complaint (scam)"));
    let priority = whole.priority.expect("a first hand-over has a priority");
    let parts: Vec<(&str, u32)> =
        priority.parts.iter().map(|part| (part.what.as_str(), part.points)).collect();
    assert_eq!((priority.score, parts), (40, vec![("urgency", 25), ("mood", 15)]));
    assert_eq!((priority.waiting_minute, priority.waiting_most), (1, 30));

    let without_words = packet(Shares { transcript: false, ..Shares::default() });
    assert_eq!(without_words.why, "complaint", "their words are part of the conversation");
}

/// Asks twice what nobody knows, and takes up the offer of a person.
fn press_person_under_the_last_answer(tab: &Tab) {
    tab.send("asdfghjkl");
    tab.send("qwertyuiop");
    press_person(tab);
}

fn press_person(tab: &Tab) {
    let row = tab.last_row();
    let Body::Bot(message) = &*row.body else { panic!("the assistant answers") };
    let person = message.choices.iter().find(|choice| choice.action == ChoiceAction::Human);
    tab.choose(person.expect("a person is offered"));
}

#[test]
fn outside_the_hours_a_message_is_left_and_the_packet_says_so() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    world.advance_hours(12);
    let ways: Vec<Way> = untrack(|| tab.offers()).into_iter().map(|offer| offer.way).collect();
    assert_eq!(
        ways,
        [Way::Message, Way::Message],
        "and the phone, which nobody would answer, is not offered"
    );
    let closed = untrack(|| tab.closed_until()).expect("nobody is there at ten in the evening");
    assert_eq!(closed.0, "2026-11-23 09:00", "the shop opens on Monday");

    tab.ask_for_person();
    let words = Words { message: "Call me".to_owned(), contact: "+44 20 7946 0958".to_owned() };
    tab.hand_over(Shares::default(), words);
    world.settle();
    let packet = world.only_post().packet;
    assert!(!packet.within_hours);
    assert_eq!(packet.contact, "+44 20 7946 0958");
    assert_eq!(tab.last_said(), "system: *MessageLeft(\"the desk\")*");
    assert!(matches!(tab.stage(), Handoff::Reached { live: false, .. }));
}

#[test]
fn a_message_needs_a_way_to_answer_it() {
    let (_world, tab) = visitor();
    for contact in ["138 0013 8000", "+44 20 7946 0958", "name@example.com"] {
        assert!(tab.is_contact(contact), "{contact}");
    }
    for nothing in ["", "  ", "call me", "name@", "12345"] {
        assert!(!tab.is_contact(nothing), "{nothing}");
    }
}

// ---- Attempts -----------------------------------------------------------------------------------

#[test]
fn a_webhook_is_tried_three_times_with_longer_and_longer_pauses_and_then_the_next_one() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(503), Answer::Status(429), Answer::Offline]);
    world.answers(SPARE, &[Answer::Status(202)]);
    tab.hand_over_everything();
    world.advance(799);
    assert_eq!(world.posts().len(), 1);
    world.advance_hours(1);

    let posts = world.posts();
    assert_eq!(times(&posts), [(0, DESK), (800, DESK), (3_200, DESK), (3_200, SPARE)]);
    assert!(posts.iter().all(|post| post.json == posts[0].json), "one and the same packet");
    assert!(posts.iter().all(|post| post.idempotency_key == posts[0].packet.id));
    assert_eq!(tab.last_said(), "system: *Reached(\"the night desk\")*");
    let stages: Vec<Happened> =
        ["requested", "sending", "sending", "reached"].map(Happened::Handoff).into();
    let told = tab.told().into_iter().filter(|one| matches!(one, Happened::Handoff(_)));
    assert_eq!(told.collect::<Vec<_>>(), stages);
}

#[test]
fn a_webhook_that_refuses_for_good_is_not_asked_again() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(422)]);
    world.answers(SPARE, &[Answer::Status(200)]);
    tab.hand_over_everything();
    world.advance_hours(1);
    assert_eq!(times(&world.posts()), [(0, DESK), (0, SPARE)]);
    assert!(is_reached(&tab));
}

#[test]
fn a_webhook_that_does_not_answer_within_six_seconds_is_given_up() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Never, Answer::Slow(5_999, 200)]);
    tab.hand_over_everything();
    world.advance_hours(1);
    assert_eq!(times(&world.posts()), [(0, DESK), (6_800, DESK)]);
    assert!(is_reached(&tab));
}

#[test]
fn when_nobody_takes_it_the_visitor_is_told_why_and_nothing_is_lost() {
    for (answer, cause) in [
        (Answer::Offline, Cause::Network),
        (Answer::Never, Cause::Timeout),
        (Answer::Status(500), Cause::Refused),
        (Answer::Status(404), Cause::Refused),
    ] {
        let (world, tab) = visitor();
        world.answers(DESK, &[answer]);
        world.answers(SPARE, &[answer]);
        tab.hand_over_everything();
        assert!(world.posts().is_empty(), "nothing is sent in the middle of a click");
        world.advance_hours(1);
        assert_eq!(tab.stage(), failed(cause), "{answer:?}");
        assert_eq!(tab.last_said(), "system: *NotReached*");
        assert!(!untrack(|| tab.is_waiting()));
    }
}

#[test]
fn trying_again_sends_the_very_same_packet() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(400), Answer::Status(200)]);
    world.answers(SPARE, &[Answer::Status(400)]);
    tab.hand_over_everything();
    world.advance_hours(1);
    assert_eq!(tab.stage(), failed(Cause::Refused));

    world.show_page("/elsewhere");
    tab.send("are you there");
    tab.retry();
    world.settle();
    let posts = world.posts();
    assert_eq!(posts[2].url, DESK);
    assert_eq!(posts[2].json, posts[0].json);
    assert_eq!(posts[2].idempotency_key, posts[0].idempotency_key);
    assert!(is_reached(&tab));
}

#[test]
fn trying_again_works_after_a_reload_too() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(400), Answer::Status(200)]);
    world.answers(SPARE, &[Answer::Status(400)]);
    tab.hand_over_everything();
    world.settle();
    let tab = world.reload(tab);
    world.advance_hours(1);
    assert_eq!(
        tab.stage(),
        failed(Cause::Refused),
        "nothing is sent again unless the visitor says so"
    );
    assert_eq!(world.posts().len(), 2);

    tab.retry();
    world.settle();
    assert_eq!(world.posts()[2].json, world.posts()[0].json);
    assert!(is_reached(&tab));
}

#[test]
fn a_person_is_reached_also_where_nothing_can_be_kept() {
    for storage in [Storage::Blocked, Storage::Full] {
        let world = World::new(STAFFED_SHOP);
        world.storage_is(storage);
        world.answers(DESK, &[Answer::Status(503), Answer::Status(200)]);
        let tab = world.open_tab();
        tab.open();
        tab.send("invoice");
        tab.hand_over_everything();
        world.advance_hours(1);
        assert!(is_reached(&tab), "{storage:?}: {:?}", tab.stage());
        tab.send("hello");
        world.settle();
        assert_eq!(tab.last_delivery(), Delivery::Sent, "{storage:?}");
    }
}

// ---- Called off ---------------------------------------------------------------------------------

#[test]
fn a_success_that_comes_after_the_visitor_called_it_off_changes_nothing() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Slow(3_000, 200)]);
    tab.hand_over_everything();
    world.advance(1_000);
    assert!(untrack(|| tab.is_waiting()));
    tab.back_to_assistant();
    let said = tab.said();
    assert_eq!(tab.last_said(), "system: *CalledOff*");

    world.advance_hours(1);
    assert_eq!(tab.stage(), Handoff::None);
    assert_eq!(tab.said(), said);
    assert_eq!(world.kept_keys("kefu:packet"), [""; 0], "and nothing of it is kept");
}

#[test]
fn nothing_more_is_sent_once_the_visitor_called_it_off() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(503)]);
    tab.hand_over_everything();
    world.advance(100);
    tab.back_to_assistant();
    world.advance_hours(1);
    assert_eq!(
        times(&world.posts()),
        [(0, DESK)],
        "the pause before the next attempt outlives no change of mind"
    );
}

#[test]
fn a_failed_hand_over_can_be_called_off_and_begun_anew() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(400), Answer::Status(200)]);
    world.answers(SPARE, &[Answer::Status(400)]);
    tab.hand_over_everything();
    world.advance(1_000);
    tab.back_to_assistant();
    assert_eq!(tab.stage(), Handoff::None);

    tab.hand_over_everything();
    world.settle();
    let posts = world.posts();
    assert_ne!(posts[2].packet.id, posts[0].packet.id, "another hand-over, another id");
    assert!(is_reached(&tab));
}

#[test]
fn trying_again_what_was_called_off_elsewhere_sends_nothing() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(400)]);
    world.answers(SPARE, &[Answer::Status(400)]);
    tab.hand_over_everything();
    world.settle();
    let elsewhere = world.open_tab();
    elsewhere.back_to_assistant();
    world.settle();
    assert_eq!(tab.stage(), Handoff::None);
    tab.retry();
    world.settle();
    assert_eq!(world.posts().len(), 2);
    assert_eq!(tab.stage(), Handoff::None);
}

// ---- Reloads and other tabs ---------------------------------------------------------------------

#[test]
fn a_reload_in_the_middle_goes_on_with_the_same_packet() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Never, Answer::Status(200)]);
    tab.hand_over_everything();
    world.advance(2_000);
    let tab = world.reload(tab);
    assert!(matches!(tab.stage(), Handoff::Sending { .. }));
    world.settle();

    let posts = world.posts();
    assert_eq!(times(&posts), [(0, DESK), (2_000, DESK)]);
    assert_eq!(posts[1].json, posts[0].json);
    assert_eq!(posts[1].idempotency_key, posts[0].idempotency_key);
    assert!(is_reached(&tab));
}

#[test]
fn another_tab_shows_the_hand_over_and_does_not_send_it_too() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Slow(3_000, 200)]);
    let before = world.open_tab();
    tab.hand_over_everything();
    world.advance(1_000);
    let after = world.open_tab();
    for other in [&before, &after] {
        assert!(matches!(other.stage(), Handoff::Sending { .. }), "{:?}", other.stage());
    }

    world.advance(10_000);
    assert_eq!(world.posts().len(), 1);
    for other in [&before, &after] {
        assert!(is_reached(other));
        assert_eq!(other.said(), tab.said());
    }
}

#[test]
fn a_hand_over_called_off_in_another_tab_stops_in_the_one_that_sends_it() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Slow(3_000, 200)]);
    let elsewhere = world.open_tab();
    tab.hand_over_everything();
    world.advance(1_000);
    elsewhere.back_to_assistant();
    world.advance_hours(1);
    assert_eq!(tab.stage(), Handoff::None);
    assert_eq!(tab.last_said(), "system: *CalledOff*");
}

#[test]
fn a_hand_over_whose_tab_was_closed_counts_as_interrupted_after_a_minute_and_not_before() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Never]);
    tab.hand_over_everything();
    world.advance(1_000);
    world.close(tab);

    world.advance(58_000);
    let early = world.open_tab();
    world.settle();
    assert!(matches!(early.stage(), Handoff::Sending { .. }), "it may still be on its way");
    world.close(early);

    world.advance(2_000);
    let late = world.open_tab();
    world.settle();
    assert_eq!(late.stage(), failed(Cause::Interrupted));
    assert_eq!(world.posts().len(), 1, "nothing is sent unless the visitor says so");

    world.answers(DESK, &[Answer::Status(200)]);
    late.retry();
    world.settle();
    assert_eq!(world.posts()[1].json, world.posts()[0].json);
    assert!(is_reached(&late));
}

#[test]
fn a_tab_that_stays_open_learns_that_the_hand_over_was_interrupted() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Never]);
    let waiting = world.open_tab();
    tab.hand_over_everything();
    world.advance(1_000);
    world.close(tab);
    world.advance(120_000);
    assert_eq!(waiting.stage(), failed(Cause::Interrupted), "or the visitor would wait for ever");
}

// ---- With a person ------------------------------------------------------------------------------

#[test]
fn the_assistant_is_silent_once_a_person_has_taken_over() {
    let (world, tab) = with_a_person();
    let before = tab.said().len();
    tab.send("invoice");
    tab.send("asdfghjkl");
    tab.send("talk to a human");
    world.settle();
    assert_eq!(
        tab.said()[before..],
        ["visitor: invoice", "visitor: asdfghjkl", "visitor: talk to a human"]
    );
    assert!(tab.buttons().is_empty(), "nor does it offer anything");
}

#[test]
fn a_button_of_an_earlier_answer_speaks_to_the_person_too() {
    let (world, tab) = with_a_person();
    let choice = tab
        .rows_now()
        .iter()
        .find_map(|row| match &*row.body {
            Body::Bot(message) => message.choices.first().cloned(),
            _ => None,
        })
        .expect("the answer about invoices has a button");
    tab.choose(&choice);
    world.settle();
    assert_eq!(tab.last_said(), "visitor: And a receipt?", "the assistant stays silent");
    assert_eq!(
        world.posts().last().map(|post| post.packet.message.clone()).as_deref(),
        Some("And a receipt?")
    );
}

#[test]
fn a_later_message_says_which_hand_over_it_continues() {
    let (world, tab) = with_a_person();
    let first = world.only_post().packet;
    tab.send("one more thing");
    assert_eq!(tab.last_delivery(), Delivery::Sending);
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Sent);

    let later = world.posts().remove(1);
    assert_eq!(later.url, DESK, "it goes to those who took the hand-over");
    assert_eq!(later.packet.continues, Some(first.id));
    assert_eq!(later.packet.message, "one more thing");
    assert_eq!(later.packet.id, *tab.last_row().id, "the row's own id, also after a reload");
    assert_eq!(later.idempotency_key, later.packet.id);
    assert_eq!((later.packet.transcript, later.packet.page), (None, None), "they have it already");
}

#[test]
fn a_later_message_goes_to_the_channel_that_took_the_hand_over() {
    let (world, tab) = visitor();
    world.answers(DESK, &[Answer::Status(400)]);
    world.answers(SPARE, &[Answer::Status(200)]);
    tab.hand_over_everything();
    world.settle();
    tab.send("hello");
    world.settle();
    assert_eq!(world.posts().last().map(|post| post.url.clone()).as_deref(), Some(SPARE));
}

#[test]
fn a_message_that_does_not_arrive_is_shown_as_failed_and_can_be_sent_again() {
    let (world, tab) = with_a_person();
    world.answers(DESK, &[Answer::Offline]);
    tab.send("hello");
    world.advance_hours(1);
    assert_eq!(tab.last_delivery(), Delivery::Failed);
    let tries = world.posts();
    assert_eq!(tries.len(), 1 + 3, "the hand-over, and three attempts");

    world.answers(DESK, &[Answer::Status(200)]);
    tab.resend(&tab.last_row());
    assert_eq!(tab.last_delivery(), Delivery::Sending);
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Sent);
    let again = world.posts().pop().expect("it was sent again");
    assert_eq!(
        again.idempotency_key, tries[3].idempotency_key,
        "the same message, not a second one"
    );
    assert_eq!(tab.said().iter().filter(|line| *line == "visitor: hello").count(), 1);
}

#[test]
fn a_failed_message_is_still_failed_after_a_reload_and_in_other_tabs() {
    let (world, tab) = with_a_person();
    let elsewhere = world.open_tab();
    world.answers(DESK, &[Answer::Status(410)]);
    tab.send("hello");
    world.settle();
    assert_eq!(elsewhere.last_delivery(), Delivery::Failed);
    let tab = world.reload(tab);
    assert_eq!(tab.last_delivery(), Delivery::Failed);

    world.answers(DESK, &[Answer::Status(200)]);
    tab.resend(&tab.last_row());
    world.settle();
    assert_eq!(elsewhere.last_delivery(), Delivery::Sent);
}

#[test]
fn a_message_that_was_on_its_way_at_a_reload_goes_on_with_the_same_id() {
    let (world, tab) = with_a_person();
    world.answers(DESK, &[Answer::Never, Answer::Status(200)]);
    tab.send("hello");
    world.settle();
    let tab = world.reload(tab);
    world.settle();
    let posts = world.posts();
    assert_eq!(posts[1].idempotency_key, posts[2].idempotency_key);
    assert_eq!(tab.last_delivery(), Delivery::Sent);
}

#[test]
fn a_hand_over_without_a_word_before_it_is_a_conversation_too() {
    let world = World::new(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Status(200)]);
    let tab = world.open_tab();
    tab.open();
    tab.hand_over_everything();
    world.settle();
    let said = tab.said();
    let tab = world.reload(tab);
    tab.open();
    assert_eq!(
        tab.said(),
        said,
        "what the visitor read is still there, and the assistant does not greet again"
    );
}

#[test]
fn the_visitor_can_go_back_to_the_assistant() {
    let (world, tab) = with_a_person();
    tab.back_to_assistant();
    assert_eq!(tab.last_said(), "system: *BackToAssistant*");
    tab.send("receipt");
    world.settle();
    assert_eq!(tab.last_said(), "bot: In the parcel.");
    assert_eq!(world.posts().len(), 1, "the people hear no more");
    assert_eq!(
        tab.told().last().cloned(),
        Some(Happened::Message(kefu_widget::session::transcript::Author::Bot))
    );

    let said = tab.said();
    tab.back_to_assistant();
    assert_eq!(tab.said(), said, "going back twice is going back once");
}
