//! Talking with people in the panel: nothing lost, nothing doubled, and always the truth about where one stands.

use kefu_widget::session::channel::Way;
use kefu_widget::session::handoff::Handoff;
use kefu_widget::session::live::Queue;
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::transcript::Delivery;
use kefu_widget::session::{Happened, View};
use leptos::prelude::untrack;
use serde_json::json;

use crate::world::{Fate, Storage, Tab, World};

pub const LIVE_SHOP: &str = r#"{
    "kefu": 1, "locales": ["en"], "brand": { "name": "Corner shop" },
    "faq": [{ "id": "refund", "question": "How long does a refund take?", "answer": "Three to five working days." }],
    "channels": [
        { "id": "front", "kind": "chatwoot", "url": "/", "inbox_identifier": "front" },
        { "id": "phone", "kind": "link", "url": "tel:+8610" }
    ]
}"#;

/// A visitor who has asked something, in front of a desk with somebody there.
pub fn visitor() -> (World, Tab) {
    let world = World::new(LIVE_SHOP);
    world.chat().people(1);
    let tab = world.open_tab();
    tab.open();
    tab.send("refund");
    (world, tab)
}

/// The same, after the hand-over.
pub fn with_people() -> (World, Tab) {
    let (world, tab) = visitor();
    tab.hand_over_everything();
    world.settle();
    assert!(is_reached(&tab), "{:?}", tab.stage());
    (world, tab)
}

fn is_reached(tab: &Tab) -> bool {
    matches!(tab.stage(), Handoff::Reached { .. })
}

fn is_cut_off(tab: &Tab) -> bool {
    untrack(|| tab.is_cut_off())
}

/// What became of the visitor's rows, oldest first.
fn deliveries(tab: &Tab) -> Vec<(String, Delivery)> {
    let rows = tab.rows_now();
    let own = rows.iter().zip(tab.said()).filter(|(_, line)| line.starts_with("visitor: "));
    own.map(|(row, line)| (line.replace("visitor: ", ""), row.delivery.get_untracked())).collect()
}

#[test]
fn words_that_went_along_are_not_read_before_anybody_has_read_them() {
    let (world, tab) = visitor();
    tab.ask_for_person();
    let message = "my cup is broken".to_owned();
    tab.hand_over(Shares::default(), Words { message, ..Words::default() });
    world.advance(30_000);
    assert!(is_reached(&tab));
    let own = deliveries(&tab).pop().unwrap();
    assert_eq!(own, ("my cup is broken".to_owned(), Delivery::Sent));
}

#[test]
fn the_packet_arrives_with_what_rules_at_the_desk_go_by() {
    let (world, tab) = with_people();
    let (count, attributes) = world.chat().handoffs();
    assert_eq!((count, world.chat().begun()), (1, 1));
    assert_eq!(attributes["reason"], "button");
    assert_eq!(attributes["language"], "en");
    assert!(attributes["priority"].is_number());
    assert_eq!(world.chat().has(), [""; 0], "the hand-over is the first message and no other");
    assert!(tab.told().contains(&Happened::Handoff("reached")));
}

#[test]
fn what_both_sides_write_is_there_in_its_order() {
    let (world, tab) = with_people();
    tab.send("hello?");
    tab.send("my cup is broken");
    world.settle();
    assert_eq!(world.chat().has(), ["hello?", "my cup is broken"]);
    world.person_writes("Mei", "Oh no. Which one?");
    world.settle();
    let said = tab.said();
    assert_eq!(said[said.len() - 2..], ["system: *Joined(\"Mei\")*", "agent: Oh no. Which one?"]);
    assert!(deliveries(&tab).iter().all(|(_, delivery)| *delivery == Delivery::Sent));
}

#[test]
fn the_assistant_is_silent_while_people_have_it() {
    let (world, tab) = with_people();
    tab.send("refund");
    world.advance(60_000);
    assert!(!tab.last_said().starts_with("bot"), "{:?}", tab.said());
}

#[test]
fn a_message_whose_answer_was_lost_is_not_sent_again() {
    for is_ours in [true, false] {
        let (world, tab) = with_people();
        world.chat().is_ours.set(is_ours);
        world.chat().next_messages(&[Fate::AnswerLost]);
        tab.send("once");
        world.advance(60_000);
        assert_eq!(world.chat().has(), ["once"]);
        assert_eq!(tab.last_delivery(), Delivery::Sent);
    }
}

#[test]
fn a_message_that_was_lost_goes_again_and_what_came_after_it_waits() {
    let (world, tab) = with_people();
    world.chat().next_messages(&[Fate::Lost, Fate::Broken]);
    tab.send("first");
    tab.send("second");
    world.settle();
    assert_eq!(world.chat().has(), [""; 0]);
    assert!(is_cut_off(&tab), "the visitor is told");
    world.advance(60_000);
    assert_eq!(world.chat().has(), ["first", "second"]);
    assert!(!is_cut_off(&tab));
}

#[test]
fn what_is_refused_for_good_says_so_and_holds_up_nobody() {
    let (world, tab) = with_people();
    world.chat().next_messages(&[Fate::Refused]);
    tab.send("refused");
    tab.send("taken");
    world.settle();
    assert_eq!(world.chat().has(), ["taken"]);
    let fates: Vec<_> = deliveries(&tab).into_iter().rev().take(2).collect();
    assert_eq!(
        fates,
        [("taken".to_owned(), Delivery::Sent), ("refused".to_owned(), Delivery::Failed)]
    );
    let row = tab
        .rows_now()
        .into_iter()
        .find(|row| row.delivery.get_untracked() == Delivery::Failed)
        .unwrap();
    tab.resend(&row);
    world.settle();
    assert_eq!(world.chat().has(), ["taken", "refused"]);
}

#[test]
fn a_day_without_a_network_and_a_reload_in_it_lose_nothing() {
    let (world, tab) = with_people();
    world.chat().set_down(true);
    tab.send("one");
    tab.send("two");
    world.advance_hours(12);
    let tab = world.reload(tab);
    tab.open();
    tab.send("three");
    world.advance_hours(12);
    assert_eq!(world.chat().has(), [""; 0]);
    let waiting = deliveries(&tab);
    assert!(
        waiting[waiting.len() - 3..].iter().all(|(_, delivery)| *delivery == Delivery::Sending)
    );
    world.chat().set_down(false);
    world.advance(120_000);
    assert_eq!(world.chat().has(), ["one", "two", "three"]);
    assert!(!is_cut_off(&tab));
}

#[test]
fn what_people_wrote_meanwhile_is_fetched_however_much_it_is() {
    let (world, tab) = with_people();
    world.chat().set_down(true);
    world.advance(15_000);
    for number in 0..45 {
        world.person_writes("Mei", &format!("line {number}"));
    }
    world.chat().set_down(false);
    world.advance(120_000);
    let said = tab.said();
    let lines: Vec<&String> = said.iter().filter(|line| line.starts_with("agent: ")).collect();
    assert_eq!(lines.len(), 45);
    assert_eq!((lines[0].as_str(), lines[44].as_str()), ("agent: line 0", "agent: line 44"));
}

#[test]
fn a_link_that_falls_silent_is_noticed_and_opened_again() {
    let (world, tab) = with_people();
    for _ in 0..10 {
        world.advance(3_000);
        world.chat().ping();
    }
    assert_eq!(world.chat().called("GET messages"), 1, "nothing is fetched while it works");
    world.advance(10_001);
    assert!(is_cut_off(&tab));
    world.advance(60_000);
    assert!(world.chat().called("GET messages") > 1);
}

#[test]
fn one_tab_talks_and_all_show_the_same() {
    let (world, tab) = with_people();
    let other = world.open_tab();
    other.open();
    world.settle();
    assert_eq!(world.chat().listeners(), 1);
    other.send("from the other tab");
    world.settle();
    assert_eq!(world.chat().has(), ["from the other tab"]);
    world.person_writes("Mei", "hello");
    world.settle();
    for one in [&tab, &other] {
        assert_eq!(one.last_said(), "agent: hello");
    }
    assert_eq!(tab.said(), other.said());
    world.close(tab);
    world.settle();
    assert_eq!(world.chat().listeners(), 1, "the next one takes over");
    other.send("still here");
    world.person_writes("Mei", "good");
    world.settle();
    assert_eq!(world.chat().has(), ["from the other tab", "still here"]);
    assert_eq!(other.last_said(), "agent: good");
}

#[test]
fn the_place_in_the_queue_is_told_as_it_moves_and_ends_when_somebody_comes() {
    let (world, tab) = with_people();
    let id = 1;
    let queue = json!({ "position": 3, "online": 1, "expected_wait": { "from": 2, "to": 6 } });
    world.chat().tell("kefu.queue", &json!({ "id": id, "queue": queue }));
    world.settle();
    let place = || tab.thread().with_untracked(|thread| thread.as_ref().unwrap().queue.clone());
    assert_eq!(place(), Some(Queue { position: 3, from: 2, to: 6, online: 1 }));
    world.chat().tell("kefu.queue", &json!({ "id": 99, "queue": { "position": 1 } }));
    world.settle();
    assert_eq!(place().unwrap().position, 3, "that was another conversation");
    let agent = json!({ "name": "Mei", "kefu_title": "Returns" });
    world.chat().tell("kefu.agent", &json!({ "id": id, "agent": agent }));
    world.settle();
    assert_eq!(place(), None);
    let agent =
        tab.thread().with_untracked(|thread| thread.as_ref().unwrap().agent.clone()).unwrap();
    assert_eq!((agent.name.as_str(), agent.title.as_str()), ("Mei", "Returns"));
}

#[test]
fn leaving_the_queue_tells_the_desk_and_brings_the_assistant_back() {
    let (world, tab) = with_people();
    tab.back_to_assistant();
    world.settle();
    assert_eq!(world.chat().status(), "resolved");
    tab.send("refund");
    assert_eq!(tab.last_said(), "bot: Three to five working days.");
    world.advance(30_000);
    assert_eq!(world.chat().listeners(), 0, "nobody listens to what is over");
    tab.hand_over_everything();
    world.settle();
    assert_eq!((world.chat().begun(), world.chat().handoffs().0), (2, 2));
    assert_eq!(world.chat().called("POST contacts"), 1, "it is the same contact");
}

#[test]
fn an_end_brings_the_assistant_back_and_asks_once_how_it_was() {
    let (world, tab) = with_people();
    world.person_writes("Mei", "Done!");
    world.chat().resolves();
    world.settle();
    assert_eq!(tab.stage(), Handoff::None);
    assert_eq!(tab.last_said(), "system: *Ended*");
    // The question may come after the end.
    world.advance(4_000);
    let survey = || tab.thread().with_untracked(|thread| thread.as_ref().unwrap().survey);
    assert!(survey().is_some());
    tab.rate(4);
    world.settle();
    assert_eq!((world.chat().rating(), survey()), (Some(4), None));
    assert_eq!(tab.last_said(), "system: *Rated*");
    tab.send("refund");
    assert_eq!(tab.last_said(), "bot: Three to five working days.");
}

#[test]
fn a_rating_that_is_refused_is_not_thanked_for_and_one_that_is_lost_can_be_given_again() {
    let (world, tab) = with_people();
    world.chat().resolves();
    world.settle();
    let survey = || tab.thread().with_untracked(|thread| thread.as_ref().unwrap().survey);
    world.advance(4_000);
    assert!(survey().is_some());
    world.chat().next_messages(&[Fate::Lost; 3]);
    tab.rate(4);
    assert!(survey().is_none(), "it is under way");
    world.advance(60_000);
    assert_eq!(tab.last_said(), "system: *Ended*");
    assert!(survey().is_some(), "the question is there again");
    world.chat().next_messages(&[Fate::Refused]);
    tab.rate(4);
    world.advance(60_000);
    assert_eq!((world.chat().rating(), survey()), (None, None));
    assert_eq!(tab.last_said(), "system: *Ended*");
}

#[test]
fn asking_again_right_after_an_end_is_attended_too() {
    let (world, tab) = with_people();
    world.chat().resolves();
    world.settle();
    assert_eq!(tab.stage(), Handoff::None);
    tab.send("refund");
    tab.hand_over_everything();
    world.advance(10_000);
    world.person_writes("Mei", "Here again.");
    world.settle();
    assert_eq!(tab.last_said(), "agent: Here again.");
}

#[test]
fn an_end_that_nobody_heard_is_found_on_return() {
    let (world, tab) = with_people();
    world.chat().set_down(true);
    world.person_writes("Mei", "We have sent a new one.");
    world.chat().resolves();
    let tab = world.reload(tab);
    world.chat().set_down(false);
    world.advance(60_000);
    let said = tab.said();
    assert!(said.contains(&"agent: We have sent a new one.".to_owned()), "{said:?}");
    assert_eq!(tab.stage(), Handoff::None);
}

#[test]
fn a_message_that_was_read_before_its_answer_came_stays_read() {
    let (world, tab) = with_people();
    world.chat().answers_after.set(500);
    tab.send("do you see it?");
    world.settle();
    world
        .chat()
        .tell("conversation.updated", &json!({ "id": 1, "agent_last_seen_at": 9_999_999_999_u64 }));
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Seen);
    world.advance(1_000);
    assert_eq!(tab.last_delivery(), Delivery::Seen);
}

#[test]
fn typing_is_told_seldom_and_ends() {
    let (world, tab) = with_people();
    for length in 1..20 {
        tab.set_draft(&"x".repeat(length));
        world.advance(100);
    }
    assert_eq!(world.chat().called("POST toggle_typing"), 1);
    tab.send("done");
    world.settle();
    assert_eq!(world.chat().called("POST toggle_typing"), 2, "and that it is over");
    let by = |kind: &str| json!({ "conversation": { "id": 1 }, "user": { "type": kind }, "is_private": false });
    world.chat().tell("conversation.typing_on", &by("contact"));
    world.settle();
    assert!(!untrack(|| tab.is_waiting()), "one's own typing is no news");
    world.chat().tell("conversation.typing_on", &by("user"));
    world.settle();
    assert!(untrack(|| tab.is_waiting()));
    world.person_writes("Mei", "yes");
    world.settle();
    assert!(!untrack(|| tab.is_waiting()));
    world.chat().tell("conversation.typing_on", &by("user"));
    world.settle();
    world.advance(8_000);
    assert!(!untrack(|| tab.is_waiting()), "nobody types for ever");
}

#[test]
fn a_read_message_says_so_and_reading_is_told() {
    let (world, tab) = with_people();
    tab.send("hello");
    world.settle();
    let read_at = |at: u64| json!({ "id": 1, "agent_last_seen_at": at });
    world.chat().tell("conversation.updated", &read_at(1));
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Sent, "they had read something earlier");
    world.chat().tell("conversation.updated", &read_at(9_999_999_999));
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Seen);
    let to_the_assistant = deliveries(&tab).remove(0);
    assert_eq!(to_the_assistant, ("refund".to_owned(), Delivery::Sent));
    assert_eq!(world.chat().called("POST update_last_seen"), 0);
    tab.close();
    world.person_writes("Mei", "hi");
    world.settle();
    assert_eq!(world.chat().called("POST update_last_seen"), 0, "the panel is closed");
    assert_eq!(tab.unread_now(), 2, "who came, and what they said");
    tab.open();
    world.settle();
    assert_eq!(world.chat().called("POST update_last_seen"), 1);
}

#[test]
fn a_note_among_people_is_never_shown() {
    let (world, tab) = with_people();
    let before = tab.said();
    let note = json!({ "id": 50, "conversation_id": 1, "content": "he is rude", "message_type": 1, "private": true });
    world.chat().tell("message.created", &note);
    world.settle();
    assert_eq!(tab.said(), before);
}

#[test]
fn a_hand_over_whose_answers_are_lost_begins_one_conversation() {
    let (world, tab) = visitor();
    world.chat().next_messages(&[Fate::AnswerLost, Fate::AnswerLost]);
    tab.hand_over_everything();
    world.advance(30_000);
    assert!(is_reached(&tab), "{:?}", tab.stage());
    assert_eq!((world.chat().begun(), world.chat().handoffs().0), (1, 1));
}

#[test]
fn a_desk_that_is_down_leads_to_the_other_ways() {
    let (world, tab) = visitor();
    world.chat().set_down(true);
    tab.hand_over_everything();
    world.advance(60_000);
    assert!(matches!(tab.stage(), Handoff::Failed { .. }));
    world.chat().set_down(false);
    tab.retry();
    world.settle();
    assert!(is_reached(&tab));
    assert_eq!(world.chat().handoffs().0, 1);
}

#[test]
fn with_nobody_there_a_message_is_left() {
    let (world, tab) = visitor();
    world.chat().people(0);
    tab.ask_for_person();
    world.settle();
    let offers = untrack(|| tab.offers());
    assert_eq!(offers[0].way, Way::Message);
    world.chat().people(2);
    tab.ask_for_person();
    world.settle();
    assert_eq!(untrack(|| tab.offers())[0].way, Way::Live);
    assert_eq!(untrack(|| tab.presence()).unwrap().position, 3, "two wait already");
}

#[test]
fn without_a_storage_the_tab_talks_for_itself() {
    let (world, tab) = visitor();
    world.storage_is(Storage::Blocked);
    tab.hand_over_everything();
    world.settle();
    tab.send("hello");
    world.settle();
    assert_eq!(world.chat().has(), ["hello"]);
}

#[test]
fn after_an_end_asking_again_begins_anew_and_nothing_old_comes_back() {
    let (world, tab) = with_people();
    world.person_writes("Mei", "Done!");
    world.chat().resolves();
    world.advance(10_000);
    tab.hand_over_everything();
    world.settle();
    assert!(is_reached(&tab));
    assert_eq!((world.chat().begun(), world.chat().handoffs().0), (2, 2));
    let agent = tab.thread().with_untracked(|thread| thread.as_ref().unwrap().agent.clone());
    assert_eq!(agent, None, "nobody has this one yet");
    assert_eq!(tab.said().iter().filter(|line| *line == "agent: Done!").count(), 1);
}

#[test]
fn what_waits_when_people_end_it_says_that_it_did_not_arrive() {
    let (world, tab) = with_people();
    world.chat().set_down(true);
    tab.send("one more thing");
    world.settle();
    world.chat().resolves();
    world.chat().set_down(false);
    world.advance(120_000);
    assert_eq!(tab.stage(), Handoff::None);
    assert_eq!(world.chat().has(), [""; 0], "nobody listens to it any more");
    let fates = deliveries(&tab);
    assert_eq!(fates.last(), Some(&("one more thing".to_owned(), Delivery::Failed)));
}

#[test]
fn asking_for_a_person_while_one_is_there_goes_back_to_the_chat() {
    let (world, tab) = with_people();
    world.chat().next_messages(&[Fate::Refused]);
    tab.send("refused");
    world.settle();
    tab.show(View::Profile);
    tab.ask_for_person();
    assert_eq!(tab.view().get_untracked(), View::Chat);
    assert_eq!(tab.last_delivery(), Delivery::Failed, "and nothing counts as sent by it");
}

#[test]
fn leaving_without_a_network_reaches_the_desk_later() {
    let (world, tab) = with_people();
    world.chat().set_down(true);
    tab.back_to_assistant();
    world.advance(60_000);
    assert_eq!(world.chat().status(), "open");
    world.chat().set_down(false);
    let _tab = world.reload(tab);
    world.settle();
    assert_eq!(world.chat().status(), "resolved");
}

#[test]
fn where_sockets_do_not_get_through_it_is_fetched_from_time_to_time() {
    let (world, tab) = visitor();
    world.chat().has_no_sockets.set(true);
    tab.hand_over_everything();
    world.advance(30_000);
    tab.send("hello");
    world.person_writes("Mei", "hi");
    world.advance(60_000);
    assert_eq!(world.chat().has(), ["hello"]);
    assert!(tab.said().contains(&"agent: hi".to_owned()), "{:?}", tab.said());
    assert!(!is_cut_off(&tab));
}

#[test]
fn after_a_reload_nothing_is_sent_before_what_is_there_was_fetched() {
    let (world, tab) = with_people();
    // It arrives, nobody says so, and the page is gone before anybody looks.
    world.chat().next_messages(&[Fate::AnswerLost]);
    world.chat().has_no_sockets.set(true);
    world.chat().hang_up();
    tab.send("once");
    world.settle();
    let tab = world.reload(tab);
    tab.open();
    tab.send("twice");
    world.advance(120_000);
    assert_eq!(world.chat().has(), ["once", "twice"]);
}
