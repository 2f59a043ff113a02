//! When the assistant speaks first, and when it does not.

use kefu_widget::session::profile::Filled;
use serde_json::json;

use crate::world::{Engines, KNOWN_SHOP, PHONE_LAB, Tab, World};

const DEALS: &str = "bot: Today's deals are here.";
const READER: &str = "bot: Any question about the specification?";

fn page(path: &str) -> (World, Tab) {
    let world = World::new(PHONE_LAB);
    world.show_page(path);
    let tab = world.open_tab();
    (world, tab)
}

fn event(tab: &Tab, name: &str, values: &serde_json::Value) {
    tab.host_event(&json!([name, values]).to_string());
}

#[test]
fn a_page_that_has_something_to_say_says_it_once_and_counts_as_unread() {
    let (world, tab) = page("/deals");
    world.settle();
    assert_eq!(tab.said(), [DEALS]);
    assert_eq!(tab.unread_now(), 1, "the bubble shows that somebody spoke");
    world.advance_hours(1);
    let tab = world.reload(tab);
    world.settle();
    assert!(tab.said().is_empty(), "not again today, and what nobody answered is not kept");
    world.advance_days(1);
    assert_eq!(tab.said(), [DEALS]);
}

#[test]
fn all_that_is_kept_of_it_is_which_and_when() {
    let (world, _tab) = page("/deals");
    world.settle();
    assert_eq!(world.kept_keys("kefu:"), ["kefu:seen"]);
    let kept = world.kept("kefu:seen").unwrap();
    assert!(kept.contains("daily") && !kept.contains("/deals"), "{kept}");
}

#[test]
fn a_page_without_occasion_costs_nothing() {
    let (world, tab) = page("/about");
    world.advance_hours(1);
    assert!(tab.said().is_empty());
    assert!(!world.was_written_to());
}

#[test]
fn who_reads_long_and_far_is_spoken_to() {
    let (world, tab) = page("/p/12");
    world.advance(120_000);
    assert!(tab.said().is_empty(), "not without scrolling");
    world.scroll_to(60);
    world.advance(3_000);
    assert_eq!(tab.said(), [READER]);
}

#[test]
fn time_on_one_page_is_not_time_on_the_next() {
    let (world, tab) = page("/p/12");
    world.scroll_to(60);
    world.advance(50_000);
    world.show_page("/p/13");
    world.advance(50_000);
    assert!(tab.said().is_empty());
    world.advance(20_000);
    assert_eq!(tab.said(), [READER]);
}

#[test]
fn who_types_is_not_interrupted() {
    let (world, tab) = page("/about");
    tab.open();
    tab.set_draft("I was wond");
    event(&tab, "order_paid", &json!({ "amount": 10 }));
    assert_eq!(tab.said().len(), 1, "only the greeting");
    tab.set_draft("");
    event(&tab, "order_paid", &json!({ "amount": 10 }));
    assert_eq!(tab.last_said(), "bot: Thank you!");
    world.settle();
}

#[test]
fn who_is_on_the_way_to_a_person_is_not_interrupted() {
    let (_world, tab) = page("/about");
    tab.open();
    tab.ask_for_person();
    event(&tab, "order_paid", &json!({ "amount": 10 }));
    assert_eq!(tab.said().len(), 1);
}

#[test]
fn an_event_starts_a_flow_with_what_it_brought() {
    let (_world, tab) = page("/about");
    tab.open();
    event(&tab, "order_paid", &json!({ "amount": 820 }));
    assert_eq!(
        tab.said()[1..],
        ["bot: Your order of 820 yuan is paid, thank you!", "bot: Shall we wrap it as a gift?"]
    );
    tab.send("yes please");
    assert_eq!(tab.last_said(), "bot: *Done*");
}

#[test]
fn an_idle_cart_is_asked_about_when_it_has_been_idle_long_enough() {
    let (world, tab) = page("/cart");
    event(&tab, "cart", &json!({ "items": 2 }));
    world.advance(290_000);
    assert!(tab.said().is_empty());
    world.advance(15_000);
    assert_eq!(tab.said(), ["bot: There are 2 items in your cart. Can I help?"]);
    world.advance_hours(2);
    assert_eq!(tab.said().len(), 1, "once in a visit");
}

#[test]
fn an_event_that_is_no_event_changes_nothing() {
    let (world, tab) = page("/about");
    for nonsense in ["", "{}", "[]", "[5]", "[\"order_paid\"", "\"order_paid\""] {
        tab.host_event(nonsense);
    }
    world.settle();
    assert!(tab.said().is_empty());
    tab.host_event("[\"order_paid\", null]");
    assert_eq!(tab.said(), ["bot: Thank you!"]);
}

#[test]
fn a_pack_without_triggers_is_deaf_to_events() {
    let world = World::new(crate::world::CORNER_SHOP);
    let tab = world.open_tab();
    event(&tab, "order_paid", &json!({ "amount": 820 }));
    world.advance_hours(1);
    assert!(tab.said().is_empty() && !world.was_written_to());
}

#[test]
fn so_many_events_are_remembered_and_no_more() {
    let (world, tab) = page("/cart");
    for _ in 0..500 {
        event(&tab, "cart", &json!({ "items": 1 }));
    }
    world.advance(310_000);
    assert_eq!(tab.said().len(), 1);
}

#[test]
fn what_happens_before_the_engine_is_there_is_spoken_about_once_it_is() {
    let (world, tab) = page("/about");
    world.engines_are(Engines::Loading);
    let tab = world.reload(tab);
    event(&tab, "order_paid", &json!({ "amount": 820 }));
    event(&tab, "quote", &json!({ "pieces": 50 }));
    world.advance(60_000);
    assert!(tab.said().is_empty());
    world.engines_are(Engines::Ready);
    assert_eq!(
        tab.said(),
        ["bot: Your order of 820 yuan is paid, thank you!", "bot: Shall we wrap it as a gift?",],
        "what came second would be said in between"
    );
}

#[test]
fn an_engine_that_cannot_be_loaded_is_asked_for_ever_more_rarely() {
    let (world, tab) = page("/deals");
    world.engines_are(Engines::Lost);
    let tab = world.reload(tab);
    let before = world.asked();
    world.advance(600_000);
    let asked = world.asked() - before;
    assert!((5..15).contains(&asked), "{asked} times in ten minutes");
    world.engines_are(Engines::Ready);
    world.advance(200_000);
    assert_eq!(tab.said(), [DEALS], "it is not given up");
    let before = world.asked();
    world.advance(30_000);
    assert!(world.asked() - before >= 9, "and looks as often as before");
}

#[test]
fn who_begins_to_type_while_the_engine_thinks_is_not_interrupted() {
    let (world, tab) = page("/deals");
    world.engines_are(Engines::Loading);
    let tab = world.reload(tab);
    world.advance(10_000);
    tab.set_draft("I was wond");
    world.engines_are(Engines::Ready);
    assert!(tab.said().is_empty());
    assert_eq!(world.kept("kefu:seen"), None, "what was not said may be said later");
    tab.set_draft("");
    world.advance(3_000);
    assert_eq!(tab.said(), [DEALS], "there is still time for it");
}

#[test]
fn whoever_agreed_to_be_known_is_spoken_to_as_what_they_are() {
    let triggers = r#""triggers": [{ "id": "offer", "pages": ["/offers"], "tags": ["age-60-plus"],
        "say": "Shall we call you?" }], "tags":"#;
    let world = World::new(&KNOWN_SHOP.replacen("\"tags\":", triggers, 1));
    world.show_page("/offers");
    let tab = world.open_tab();
    world.advance(30_000);
    assert!(tab.said().is_empty(), "nobody knows their age");
    let values = [("birthday".to_owned(), "1950-01-01".to_owned())];
    let filled = Filled {
        values: values.into(),
        purposes: vec!["personal".to_owned()],
        ..Filled::default()
    };
    tab.save_profile(&filled).expect("the form is filled well");
    world.advance(3_000);
    assert_eq!(tab.last_said(), "bot: Shall we call you?");
}

#[test]
fn the_page_says_what_this_one_is() {
    let (world, tab) = page("/about");
    world.page_is_about("fast charger");
    tab.open();
    tab.send("how much is it");
    assert_eq!(tab.last_said(), "bot: The charger is 99 yuan.");
    assert!(tab.draft().with_untracked(String::is_empty));
}
