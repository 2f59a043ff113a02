//! What is remembered of a visitor, what follows from it, and what is learnt from the conversation.

use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::profile::Filled;
use kefu_widget::session::{Choice, ChoiceAction, Happened, Session};
use kefu_wire::handoff::Handoff;
use leptos::prelude::untrack;
use serde_json::{Value, json};

use crate::world::{Answer, DESK, Engines, KNOWN_SHOP, LAMP_SHOP, Tab, World};

const KEY: &str = "kefu:history";

/// Saves the form with a birthday of somebody of 76.
fn agree_to(tab: &Tab, purposes: &[&str]) {
    let values = [("birthday".to_owned(), "1950-01-01".to_owned())];
    let purposes = purposes.iter().map(|one| (*one).to_owned()).collect();
    tab.save_profile(&Filled { values: values.into(), purposes, ..Filled::default() })
        .expect("the form is filled well");
}

fn visit(purposes: &[&str]) -> (World, Tab) {
    let world = World::new(KNOWN_SHOP);
    let tab = world.open_tab();
    tab.open();
    if !purposes.is_empty() {
        agree_to(&tab, purposes);
    }
    (world, tab)
}

fn is_large(tab: &Tab) -> bool {
    untrack(|| Session::wants_large_text(**tab))
}

/// The insight that the page heard last.
fn insight(tab: &Tab) -> Value {
    let json = tab.told().into_iter().rev().find_map(|happened| match happened {
        Happened::Insight(json) => Some(json),
        _ => None,
    });
    serde_json::from_str(&json.expect("something was learnt")).unwrap()
}

#[test]
fn nothing_is_remembered_without_consent_to_its_purpose() {
    for purposes in [&[][..], &["reply"]] {
        let (world, tab) = visit(purposes);
        world.show_page("/returns");
        tab.send("refund");
        assert_eq!(
            tab.last_said(),
            "bot: Three to five working days after we have received the parcel."
        );
        assert_eq!(world.kept(KEY), None);
        assert!(!is_large(&tab));
        let tab = world.reload(tab);
        tab.open();
        assert_eq!(world.kept(KEY), None);
    }
}

#[test]
fn what_was_agreed_to_is_remembered_and_forgotten_when_it_is_withdrawn() {
    let (world, tab) = visit(&["personal"]);
    world.show_page("/returns/how");
    tab.send("refund");
    let kept = world.kept(KEY).unwrap();
    assert!(kept.contains("/returns/how") && kept.contains("\"refund\""), "{kept}");
    tab.withdraw_profile();
    assert_eq!(world.kept(KEY), None);
    tab.send("parcel");
    assert_eq!(world.kept(KEY), None);
}

#[test]
fn agreeing_to_less_forgets_what_was_for_the_rest() {
    let (world, tab) = visit(&["reply", "personal"]);
    tab.send("refund");
    assert!(world.kept(KEY).is_some());
    agree_to(&tab, &["reply"]);
    assert_eq!(world.kept(KEY), None);
}

#[test]
fn what_is_remembered_goes_when_the_time_of_its_own_purpose_is_over() {
    let (world, tab) = visit(&["reply", "personal"]);
    tab.send("refund");
    world.advance_days(31);
    // The profile stays, for the sake of the other purpose; the visit of today is the only one left.
    let tab = world.reload(tab);
    assert!(untrack(|| tab.has_profile()));
    let kept = world.kept(KEY).unwrap();
    assert!(!kept.contains("refund") && kept.contains("visit"), "{kept}");
}

#[test]
fn tabs_remember_together() {
    let (world, tab) = visit(&["personal"]);
    let other = world.open_tab();
    world.settle();
    tab.send("refund");
    world.advance(5);
    other.send("parcel");
    let kept = world.kept(KEY).unwrap();
    assert!(kept.contains("\"refund\"") && kept.contains("\"parcel\""), "{kept}");
}

#[test]
fn what_followed_from_a_consent_goes_with_it_even_while_the_engine_is_busy() {
    let (world, tab) = visit(&["reply", "personal"]);
    world.answers(DESK, &[Answer::Status(200)]);
    world.engines_are(Engines::Loading);
    // The reply to this comes after the visitor has changed their mind, and still knows of the tags.
    tab.send("refund");
    agree_to(&tab, &["reply"]);
    tab.hand_over_everything();
    world.advance(1_000);
    let packet = world.only_post().packet;
    assert!(packet.profile.is_some());
    assert_eq!(packet.tags, []);
    world.engines_are(Engines::Ready);
    assert!(!is_large(&tab));
}

#[test]
fn an_elderly_visitor_gets_simpler_words_larger_letters_and_what_is_recommended() {
    let (_world, tab) = visit(&["personal"]);
    assert!(is_large(&tab));
    assert_eq!(tab.buttons(), ["Can I call you?"]);
    tab.send("refund");
    assert_eq!(tab.last_said(), "bot: You get your money in a week.");
    assert_eq!(tab.buttons(), ["Where is my parcel?", "Can I call you?"]);
    tab.withdraw_profile();
    assert!(!is_large(&tab));
}

#[test]
fn a_regular_visitor_is_greeted_as_one() {
    let world = World::new(KNOWN_SHOP);
    let tab = world.open_tab();
    agree_to(&tab, &["personal"]);
    world.close(tab);
    for greeting in ["Good day.", "Welcome back."] {
        world.advance_hours(1);
        let tab = world.open_tab();
        // The row that tells of the saved form stands before.
        tab.send("hello");
        assert_eq!(tab.last_said(), format!("bot: {greeting}"));
        world.close(tab);
    }
}

#[test]
fn the_page_and_the_last_answer_offer_what_comes_next() {
    let (world, tab) = visit(&[]);
    assert_eq!(tab.buttons(), [""; 0]);
    world.show_page("/cart/2");
    tab.send("refund");
    assert_eq!(tab.buttons(), ["Where is my parcel?", "How can I pay?"]);
    let offered = untrack(|| tab.quick_replies());
    tab.choose(&offered[0]);
    assert_eq!(tab.last_said(), "bot: In your orders.");
    assert_eq!(tab.buttons(), ["How can I pay?"]);
    tab.send("asdfghjkl qwertzuiop yxcvbnm asdfghjkl qwertzuiop");
    assert_eq!(tab.buttons(), [""; 0], "who was not understood has no use for guesses");
}

#[test]
fn a_person_sees_the_tags_and_why_they_are_there() {
    let (world, tab) = visit(&["personal"]);
    world.answers(DESK, &[Answer::Status(200)]);
    world.show_page("/returns");
    tab.send("refund");
    tab.ask_for_person();
    assert_eq!(
        untrack(|| tab.profile_line()),
        "1950-01-01 · age-60-plus · waits",
        "and so does the visitor"
    );
    tab.hand_over(Shares::default(), Words::default());
    world.settle();
    let packet = world.only_post().packet;
    assert_eq!(packet.department, "care");
    assert_eq!(value_in(&packet), Some(12));
    let [age, waits] = &packet.tags[..] else { panic!("{packet:#?}") };
    assert_eq!((age.id.as_str(), age.evidence[0].measured.as_str()), ("age-60-plus", "76"));
    let [asked, pages] = &waits.evidence[..] else { panic!("{waits:#?}") };
    assert_eq!((asked.about.as_str(), &asked.names[..]), ("asked", &["refund".to_owned()][..]));
    assert_eq!((pages.about.as_str(), pages.count, pages.first == pages.last), ("pages", 1, true));
}

/// What the visitor's value adds to the priority of a hand-over.
fn value_in(packet: &Handoff) -> Option<u32> {
    let parts = &packet.priority.as_ref()?.parts;
    parts.iter().find(|part| part.what == "value").map(|part| part.points)
}

#[test]
fn what_the_page_reports_counts_for_tags() {
    let order =
        |amount: f32| json!(["order_paid", { "amount": amount, "kind": "Tea" }]).to_string();
    let (world, tab) = visit(&["personal"]);
    tab.host_event(&order(60.5));
    assert_eq!(untrack(|| tab.profile_line()), "1950-01-01 · age-60-plus");
    world.advance(1);
    tab.host_event(&order(39.5));
    assert_eq!(untrack(|| tab.profile_line()), "1950-01-01 · age-60-plus · buyer");
    let (world, tab) = visit(&["reply"]);
    tab.host_event(&order(500.0));
    assert_eq!(world.kept(KEY), None, "without consent it is not remembered");
}

#[test]
fn who_takes_the_profile_out_takes_the_tags_out() {
    let (world, tab) = visit(&["personal"]);
    world.answers(DESK, &[Answer::Status(200)]);
    tab.ask_for_person();
    tab.hand_over(Shares { profile: false, ..Shares::default() }, Words::default());
    world.settle();
    let packet = world.only_post().packet;
    assert!(packet.tags.is_empty() && packet.department.is_empty(), "{packet:#?}");
    assert_eq!(value_in(&packet), None, "the priority would tell of them too");
}

#[test]
fn the_page_hears_what_the_conversation_counts() {
    let (world, tab) = visit(&[]);
    tab.close();
    assert!(!tab.told().iter().any(|one| matches!(one, Happened::Insight(_))), "nothing was said");
    tab.open();
    tab.send("refund");
    tab.send("asdf qwer 13800138000");
    tab.close();
    let first = insight(&tab);
    assert_eq!(
        (&first["talks"], &first["contained"], &first["answered"]),
        (&1.into(), &1.into(), &1.into())
    );
    assert_eq!(first["misses"][0]["text"], "asdf qwer #");
    world.answers(DESK, &[Answer::Status(200)]);
    tab.hand_over_everything();
    let then = insight(&tab);
    assert_eq!(
        (&then["contained"], &then["transfers"][0]["reason"]),
        (&0.into(), &"button".into())
    );
    assert_eq!(then["began"], first["began"], "the later one stands for the earlier");
}

/// Presses the button above the input box that says this.
fn press(tab: &Tab, words: &str) {
    let says = |choice: &Choice| choice.action == ChoiceAction::Say(words.to_owned());
    let button = untrack(|| tab.quick_replies()).into_iter().find(says);
    tab.choose(&button.expect("there is such a button"));
}

#[test]
fn whether_an_answer_helped_is_asked_and_counted_once() {
    let world = World::new(LAMP_SHOP);
    let tab = world.open_tab();
    tab.open();
    assert_eq!(tab.buttons(), [""; 0], "nothing is answered yet");
    tab.send("Why does the bulb flicker?");
    assert_eq!(tab.buttons(), ["That helped", "That did not help"]);
    press(&tab, "That did not help");
    assert_eq!(tab.buttons(), [""; 0], "it is said");
    tab.send("How long is the warranty?");
    press(&tab, "That helped");
    tab.close();
    let counted = insight(&tab);
    let said_of = |id: &str| {
        let entries = counted["entries"].as_array().unwrap();
        let entry = entries.iter().find(|entry| entry["id"] == id).unwrap();
        (entry["helpful"].as_u64(), entry["unhelpful"].as_u64())
    };
    assert_eq!(said_of("flicker"), (Some(0), Some(1)));
    assert_eq!(said_of("warranty"), (Some(1), Some(0)));
    assert_eq!((&counted["answered"], &counted["missed"]), (&2.into(), &0.into()));
    assert_eq!(counted["resolved"], 0, "something was said against an answer");
}
