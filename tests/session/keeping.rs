//! What is kept, what two tabs make of it, and what happens where nothing can be kept.

use kefu_widget::session::profile::Filled;
use kefu_widget::session::{Happened, Trouble};
use leptos::prelude::*;

use crate::world::{CORNER_SHOP, STAFFED_SHOP, Storage, Tab, World};

/// A row that a release of ours wrote, as it stands in the storage.
const KEPT_ROW: &str = r#"{"at":1795139999000,"body":{"visitor":"from before"},"delivery":"sent"}"#;
const KEPT_KEY: &str = "kefu:row:01795139999000-before";

/// Two tabs of one browser on the same shop, both with the panel open.
fn two_tabs() -> (World, Tab, Tab) {
    let world = World::new(CORNER_SHOP);
    let one = world.open_tab();
    one.open();
    one.send("invoice");
    let other = world.open_tab();
    other.open();
    world.settle();
    (world, one, other)
}

/// The ids of the rows, in the order in which the tab shows them.
fn ids(tab: &Tab) -> Vec<String> {
    tab.rows_now().iter().map(|row| row.id.to_string()).collect()
}

// ---- Two tabs -----------------------------------------------------------------------------------

#[test]
fn two_tabs_show_the_same_rows_in_the_same_order() {
    let (world, one, other) = two_tabs();
    for (tab, text) in
        [(&one, "Where is my parcel?"), (&other, "when is the shop open"), (&one, "invoice")]
    {
        world.advance(10);
        tab.send(text);
        world.settle();
    }
    assert_eq!(one.said().len(), 9);
    assert_eq!(one.said(), other.said());
    assert_eq!(ids(&one), ids(&other));
}

#[test]
fn what_two_tabs_write_at_the_same_time_is_all_there() {
    let (world, one, other) = two_tabs();
    // Neither hears of the other's words before both have written.
    for (question, another) in
        [("Where is my parcel?", "when is the shop open"), ("invoice", "Where is my parcel?")]
            .repeat(3)
    {
        one.send(question);
        other.send(another);
    }
    world.settle();
    assert_eq!(ids(&one), ids(&other));
    assert_eq!(one.rows_now().len(), 3 + 6 * 4);
    assert!(ids(&one).is_sorted());

    let later = world.open_tab();
    assert_eq!(ids(&later), ids(&one), "and the storage has them all");
}

#[test]
fn the_assistant_knows_in_each_tab_what_was_said_in_the_other() {
    let (world, one, other) = two_tabs();
    one.send("asdfghjkl");
    world.settle();
    assert_eq!(other.buttons(), ["Ask differently"]);
    other.send("qwertyuiop");
    assert_eq!(other.last_said(), "bot: *OfferPerson*", "the second miss, wherever the first was");
}

#[test]
fn a_row_that_another_tab_wrote_is_not_kept_or_told_a_second_time() {
    let (world, one, other) = two_tabs();
    let told = other.told().len();
    one.send("invoice");
    world.settle();
    let kept = world.kept_keys("kefu:row:").len();
    assert_eq!(kept, one.rows_now().len());
    let fresh = other.told().split_off(told);
    assert!(!fresh.iter().any(|one| matches!(one, Happened::Message(_))), "{fresh:?}");
}

#[test]
fn a_language_chosen_in_one_tab_outlasts_a_word_in_the_other() {
    let (world, one, other) = two_tabs();
    one.choose_locale("zh-CN");
    world.settle();
    assert_eq!(other.locale().get_untracked(), "zh-CN");
    other.send("发票");
    world.settle();
    let other = world.reload(other);
    assert_eq!(other.locale().get_untracked(), "zh-CN");
}

#[test]
fn clearing_in_one_tab_clears_the_other() {
    let (world, one, other) = two_tabs();
    world.storage_is_cleared_by(&one);
    world.settle();
    assert!(other.said().is_empty());
    assert!(world.kept_keys("kefu:").is_empty(), "and nobody writes it back");

    other.send("invoice");
    assert_eq!(other.said().len(), 2);
}

#[test]
fn unread_messages_are_counted_from_nothing_after_a_clearing() {
    let (world, one, other) = two_tabs();
    other.close();
    world.storage_is_cleared_by(&one);
    world.settle();
    let fresh = world.open_tab();
    fresh.send("invoice");
    world.settle();
    assert_eq!(other.said().len(), 2);
    assert_eq!(other.unread_now(), 1);
}

// ---- What cannot be read ------------------------------------------------------------------------

#[test]
fn what_was_kept_is_read_by_later_tabs() {
    let world = World::new(CORNER_SHOP);
    world.put(KEPT_KEY, KEPT_ROW);
    assert_eq!(world.open_tab().said(), ["visitor: from before"]);
}

#[test]
fn rows_that_cannot_be_read_are_set_aside_and_left_as_they_are() {
    let strange = [
        (
            "kefu:row:01795139999001-later",
            r#"{"at":1795139999001,"body":{"hologram":{"x":1}},"delivery":"sent"}"#,
        ),
        ("kefu:row:01795139999002-cut", r#"{"at":1795139999002,"bo"#),
        ("kefu:row:01795139999003-empty", ""),
        ("kefu:row:01795139999004-other", r#"["not", "a", "row"]"#),
        ("kefu:row:", "null"),
    ];
    let world = World::new(CORNER_SHOP);
    world.put(KEPT_KEY, KEPT_ROW);
    for (key, value) in strange {
        world.put(key, value);
    }
    let tab = world.open_tab();
    tab.open();
    tab.send("invoice");
    world.settle();
    assert_eq!(tab.said().len(), 3);
    assert_eq!(tab.said()[0], "visitor: from before");
    assert_eq!(tab.trouble().get_untracked(), None);
    for (key, value) in strange {
        assert_eq!(world.kept(key).as_deref(), Some(value), "{key}");
    }
}

#[test]
fn a_row_with_more_in_it_than_we_know_is_read_all_the_same() {
    let world = World::new(CORNER_SHOP);
    let richer = KEPT_ROW.replace("\"delivery\"", "\"mood\":\"good\",\"delivery\"");
    world.put(KEPT_KEY, &richer);
    assert_eq!(world.open_tab().said(), ["visitor: from before"]);
}

#[test]
fn everything_else_that_cannot_be_read_counts_as_nothing() {
    for nonsense in ["", "{", "null", "[]", r#"{"dialog":7}"#, r#"{"handoff":{"hologram":{}}}"#] {
        let world = World::new(CORNER_SHOP);
        for key in ["kefu:state", "kefu:profile", "kefu:packet"] {
            world.put(key, nonsense);
        }
        let tab = world.open_tab();
        tab.open();
        tab.send("invoice");
        world.advance_hours(1);
        assert_eq!(tab.said().len(), 3, "{nonsense}");
        assert!(!untrack(|| tab.has_profile()), "{nonsense}");
        assert!(world.posts().is_empty(), "{nonsense}");
    }
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let (world, one, _other) = two_tabs();
    world.put("cart", "two tins of tea");
    one.send("invoice");
    world.settle();
    assert_eq!(world.kept("cart").as_deref(), Some("two tins of tea"));
}

// ---- Where nothing can be kept ------------------------------------------------------------------

#[test]
fn a_visitor_whose_browser_keeps_nothing_is_answered_and_told_so() {
    let world = World::new(CORNER_SHOP);
    world.storage_is(Storage::Blocked);
    let tab = world.open_tab();
    tab.open();
    assert_eq!(tab.trouble().get_untracked(), None, "nothing was to be kept yet");
    tab.set_draft("invo");
    tab.send("invoice");
    tab.choose_locale("zh-CN");
    tab.send("发票");
    world.settle();
    assert_eq!(tab.said().len(), 5);
    assert_eq!(tab.trouble().get_untracked(), Some(Trouble::NotKept));
}

#[test]
fn a_visitor_whose_storage_is_full_is_told_so() {
    let (world, one, _other) = two_tabs();
    world.storage_is(Storage::Full);
    one.send("Where is my parcel?");
    assert_eq!(one.said().len(), 5);
    assert_eq!(one.trouble().get_untracked(), Some(Trouble::Full));
}

#[test]
fn that_a_row_was_not_kept_is_told_even_when_something_smaller_was() {
    let (world, one, _other) = two_tabs();
    // The state has been written before and grows no longer, so it still fits; the new rows do not.
    one.send("Where is my parcel?");
    world.storage_is(Storage::Full);
    one.send("Where is my parcel?");
    assert_eq!(one.trouble().get_untracked(), Some(Trouble::Full));
}

#[test]
fn once_there_is_room_again_everything_is_kept_and_the_warning_goes() {
    let (world, one, _other) = two_tabs();
    world.storage_is(Storage::Full);
    one.send("Where is my parcel?");
    world.storage_is(Storage::Open);
    one.send("invoice");
    world.settle();
    assert_eq!(one.trouble().get_untracked(), None);
    let said = one.said();
    assert_eq!(world.reload(one).said(), said, "or the warning would have gone too early");
}

#[test]
fn what_could_not_be_kept_is_gone_too_when_another_tab_clears() {
    let world = World::new(STAFFED_SHOP);
    let one = world.open_tab();
    let other = world.open_tab();
    world.storage_is(Storage::Full);
    let details = Filled {
        values: [("name".to_owned(), "Lin".to_owned())].into(),
        purposes: vec!["service".to_owned()],
        ..Filled::default()
    };
    one.save_profile(&details).expect("the form is filled well");
    assert!(untrack(|| one.has_profile()));
    world.storage_is_cleared_by(&other);
    world.settle();
    assert!(!untrack(|| one.has_profile()));
    assert!(one.said().is_empty());
}
