//! Decisions of the visitor's: each on the record, none made for them, and everything gone when its time is over.

use kefu_widget::session::named::Named;
use kefu_widget::session::profile::Filled;
use kefu_widget::session::{Happened, Trouble};
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::world::{Answer, DESK, KNOWN_SHOP, STAFFED_SHOP, Tab, World};

const KEY: &str = "kefu:profile";

fn filled(purposes: &[&str]) -> Filled {
    Filled {
        values: Named::from([("name".to_owned(), "Lin".to_owned())]),
        purposes: purposes.iter().map(|purpose| (*purpose).to_owned()).collect(),
        of_age: false,
    }
}

/// The shop with something else in its form.
fn shop(change: impl FnOnce(&mut Value)) -> String {
    let mut pack: Value = serde_json::from_str(STAFFED_SHOP).expect("the pack is JSON");
    change(&mut pack);
    pack.to_string()
}

fn records(world: &World, prefix: &str) -> Vec<Value> {
    world.settle();
    let keys = world.kept_keys(prefix);
    keys.iter().map(|key| serde_json::from_str(&world.kept(key).unwrap()).unwrap()).collect()
}

fn visitor(pack: &str) -> (World, Tab) {
    let world = World::new(pack);
    let tab = world.open_tab();
    tab.open();
    (world, tab)
}

#[test]
fn each_decision_is_told_so_that_it_can_be_put_on_the_record() {
    let (_world, tab) = visitor(STAFFED_SHOP);
    let decisions = || -> Vec<Happened> {
        tab.told().into_iter().filter(|one| matches!(one, Happened::Decided(_))).collect()
    };
    assert!(tab.save_profile(&filled(&[])).is_err());
    assert_eq!(decisions(), [], "nothing was decided");
    tab.save_profile(&filled(&["service"])).expect("the form is filled well");
    assert_eq!(decisions(), [Happened::Decided("form")]);
    tab.withdraw_profile();
    assert_eq!(decisions(), [Happened::Decided("form"), Happened::Decided("withdrawn")]);
}

#[test]
fn who_wants_no_tracking_is_asked_only_for_what_they_came_for() {
    let world =
        World::new(&shop(|pack| pack["profile"]["purposes"][1]["kind"] = json!("marketing")));
    world.wants_no_tracking();
    let tab = world.open_tab();
    tab.open();
    let asked =
        tab.with_form(|form| form.purposes.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
    assert_eq!(asked, Some(vec!["service".to_owned()]));
    let errors = tab.save_profile(&filled(&["offers"])).unwrap_err();
    assert!(errors.no_purpose);
    assert!(world.kept(KEY).is_none());
}

#[test]
fn who_wants_no_tracking_any_more_is_not_known_by_what_they_agreed_to_before() {
    let mut pack: Value = serde_json::from_str(KNOWN_SHOP).unwrap();
    pack["profile"]["purposes"][1]["kind"] = json!("personalisation");
    let world = World::new(&pack.to_string());
    let tab = world.open_tab();
    tab.open();
    let birthday = [("birthday".to_owned(), "1950-01-01".to_owned())].into();
    let purposes = vec!["personal".to_owned()];
    tab.save_profile(&Filled { values: birthday, purposes, ..Filled::default() }).unwrap();
    world.settle();
    assert!(untrack(|| tab.wants_large_text() && tab.has_profile()));
    world.wants_no_tracking();
    let tab = world.reload(tab);
    world.settle();
    assert!(!untrack(|| tab.wants_large_text() || tab.has_profile()));
    assert!(world.kept("kefu:profile").is_some(), "it is theirs, and they can take it back");
    assert_eq!(world.kept("kefu:history"), None);
}

#[test]
fn what_another_tab_keeps_counts_only_as_far_as_this_visitor_is_asked() {
    let pack = shop(|pack| pack["profile"]["purposes"][1]["kind"] = json!("marketing"));
    let (world, tracked) = visitor(&pack);
    world.wants_no_tracking();
    let tab = world.open_tab();
    tracked.save_profile(&filled(&["offers"])).expect("the form is filled well");
    world.settle();
    assert!(untrack(|| tracked.has_profile()));
    assert!(!untrack(|| tab.has_profile()), "this one wants no tracking");
}

#[test]
fn what_was_agreed_to_is_looked_at_whenever_the_chat_loads_and_every_day() {
    let (world, tab) = visitor(STAFFED_SHOP);
    let looks =
        |tab: &Tab| tab.told().iter().filter(|one| **one == Happened::Decided("due")).count();
    tab.save_profile(&filled(&["service"])).expect("the form is filled well");
    assert_eq!(looks(&tab), 0, "there was nothing when it was loaded");
    world.advance_days(1);
    assert_eq!(looks(&tab), 1);
    let tab = world.reload(tab);
    assert_eq!(looks(&tab), 1);
}

#[test]
fn where_the_pack_asks_for_age_nothing_is_kept_without_an_answer() {
    let (world, tab) =
        visitor(&shop(|pack| pack["profile"]["age_gate"] = json!("I am 14 or older")));
    let errors = tab.save_profile(&filled(&["service"])).unwrap_err();
    assert!(errors.no_age && !errors.no_purpose);
    assert!(world.kept(KEY).is_none());
    let confirmed = Filled { of_age: true, ..filled(&["service"]) };
    tab.save_profile(&confirmed).expect("the form is filled well");
}

#[test]
fn messages_are_erased_when_their_time_is_over_also_on_a_page_that_stays_open() {
    for (days, pack) in
        [(180, STAFFED_SHOP.to_owned()), (7, shop(|pack| pack["keep_days"] = json!(7)))]
    {
        let (world, tab) = visitor(&pack);
        world.answers(DESK, &[Answer::Status(201)]);
        tab.send("invoice");
        tab.hand_over_everything();
        assert_eq!(records(&world, "kefu:sent:").len(), 1);
        world.advance_days(days - 1);
        assert!(tab.said().contains(&"visitor: invoice".to_owned()));
        world.advance_days(2);
        assert!(!tab.said().contains(&"visitor: invoice".to_owned()), "{:?}", tab.said());
        assert!(world.kept_keys("kefu:row:").is_empty());
        assert!(records(&world, "kefu:sent:").is_empty());
    }
}

#[test]
fn what_went_where_is_on_the_record() {
    let (world, tab) = visitor(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Status(201)]);
    tab.send("invoice");
    tab.save_profile(&filled(&["service"])).expect("the form is filled well");
    tab.hand_over_everything();
    let sent = records(&world, "kefu:sent:");
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["to"], DESK);
    assert_eq!(sent[0]["id"], world.only_post().packet.id);
    assert_eq!(sent[0]["parts"], json!(["page", "transcript", "profile"]));
}

#[test]
fn another_person_never_sees_what_the_last_one_said_or_gave() {
    for next in [json!({ "identifier": "bob" }), Value::Null] {
        let (world, tab) = visitor(STAFFED_SHOP);
        tab.identify(&json!({ "identifier": "ada" }).to_string());
        tab.send("invoice");
        tab.save_profile(&filled(&["service"])).expect("the form is filled well");
        tab.set_draft("half a sec");
        let elsewhere = world.open_tab();
        world.settle();
        let tab = world.reload(tab);
        tab.open();
        assert!(tab.said().contains(&"visitor: invoice".to_owned()));
        // A page that does not say who is there goes on in the same name.
        tab.send("receipt");
        tab.set_draft("half a sec");
        world.settle();

        tab.identify(&next.to_string());
        world.settle();
        assert_eq!(tab.said(), ["bot: Good day."]);
        assert_eq!(tab.draft().get_untracked(), "");
        assert!(!untrack(|| tab.has_profile()));
        assert!(!elsewhere.said().contains(&"visitor: invoice".to_owned()), "nor in another tab");
        for name in world.kept_keys("kefu:") {
            let text = world.kept(&name).unwrap();
            assert!(!text.contains("invoice") && !text.contains("Lin"), "{name}: {text}");
        }
    }
    // Whoever signs in with the conversation of nobody goes on with it, and so does the same person.
    let (_world, tab) = visitor(STAFFED_SHOP);
    tab.send("invoice");
    for _ in 0..2 {
        tab.identify(&json!({ "identifier": "ada" }).to_string());
        assert!(tab.said().contains(&"visitor: invoice".to_owned()));
    }
}

#[test]
fn who_wants_to_see_what_is_kept_is_shown_it_by_the_page() {
    let (_world, tab) = visitor(STAFFED_SHOP);
    tab.show_privacy();
    assert_eq!(tab.told().last(), Some(&Happened::Privacy));
    tab.privacy_failed();
    assert_eq!(tab.trouble().get_untracked(), Some(Trouble::PrivacyNotLoaded));
    tab.show_privacy();
    assert_eq!(tab.trouble().get_untracked(), None);
}

#[test]
fn what_was_erased_does_not_come_back_with_the_news_of_its_arrival() {
    let (world, tab) = visitor(STAFFED_SHOP);
    tab.identify(&json!({ "identifier": "ada" }).to_string());
    world.answers(DESK, &[Answer::Status(201), Answer::Slow(5_000, 201)]);
    tab.hand_over_everything();
    world.settle();
    tab.send("the parcel is for my sister");
    world.settle();
    tab.identify(&json!({ "identifier": "bob" }).to_string());
    world.advance(10_000);
    assert_eq!(tab.said(), ["bot: Good day."]);
    for name in world.kept_keys("kefu:row:") {
        assert!(!world.kept(&name).unwrap().contains("sister"), "{name}");
    }
}

#[test]
fn what_one_tab_erases_is_not_in_the_box_of_another() {
    let (world, tab) = visitor(STAFFED_SHOP);
    tab.send("invoice");
    let other = world.open_tab();
    other.set_draft("half a secret");
    world.storage_is_cleared_by(&tab);
    world.settle();
    assert_eq!(other.draft().get_untracked(), "");
}
