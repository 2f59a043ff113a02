//! What a visitor reads and writes while the assistant answers.

use kefu_widget::session::transcript::{Author, Delivery};
use kefu_widget::session::{ChoiceAction, Happened, MESSAGE_LIMIT, View};
use leptos::prelude::*;

use crate::world::{CORNER_SHOP, Tab, World};

const GREETING: &str = "bot: Hello, I am the automatic assistant of Corner Shop.";
const INVOICE: &str =
    "bot: Ask for it in the order after delivery; it comes by mail within two days.";

/// A visitor who has opened the panel.
fn visitor() -> (World, Tab) {
    let world = World::new(CORNER_SHOP);
    let tab = world.open_tab();
    tab.open();
    (world, tab)
}

#[test]
fn the_visitor_is_greeted_once_however_often_the_panel_opens() {
    let (world, tab) = visitor();
    tab.close();
    tab.toggle();
    tab.open();
    assert_eq!(tab.said(), [GREETING]);

    tab.send("invoice");
    let tab = world.reload(tab);
    tab.open();
    assert_eq!(tab.said(), [GREETING, "visitor: invoice", INVOICE]);
}

#[test]
fn nobody_is_greeted_before_the_panel_opens() {
    let world = World::new(CORNER_SHOP);
    let tab = world.open_tab();
    world.advance_hours(1);
    assert!(tab.said().is_empty());
    assert!(tab.told().is_empty());
}

#[test]
fn an_answer_stands_after_its_question_also_when_both_come_within_one_millisecond() {
    let (_world, tab) = visitor();
    for _ in 0..2 {
        tab.send("invoice");
    }
    let asked_and_answered = ["visitor: invoice", INVOICE];
    assert_eq!(tab.said()[1..], asked_and_answered.repeat(2));

    let rows = tab.rows_now();
    assert!(rows.is_sorted_by(|one, next| one.id < next.id), "ids sort as the rows stand");
    assert!(rows.iter().all(|row| row.delivery.get_untracked() == Delivery::Sent));
}

#[test]
fn what_is_blank_is_not_sent() {
    let (_world, tab) = visitor();
    tab.send("");
    tab.send(" \n\t ");
    assert_eq!(tab.said(), [GREETING]);
}

#[test]
fn the_longest_message_is_sent_and_one_letter_more_is_not() {
    let (_world, tab) = visitor();
    // Letters are what the visitor counts, not bytes.
    let longest = "长".repeat(MESSAGE_LIMIT);
    tab.set_draft(&(longest.clone() + "一"));
    tab.send(&(longest.clone() + "一"));
    assert_eq!(tab.said(), [GREETING]);
    assert_eq!(tab.draft().with_untracked(|draft| draft.chars().count()), MESSAGE_LIMIT + 1);

    tab.send(&format!("  {longest}\n"));
    assert_eq!(tab.said()[1], format!("visitor: {longest}"));
    assert_eq!(tab.draft().get_untracked(), "");
}

#[test]
fn messages_that_come_while_the_panel_is_closed_are_counted_until_it_opens() {
    let (world, tab) = visitor();
    let elsewhere = world.open_tab();
    tab.send("invoice");
    tab.close();
    world.settle();
    assert_eq!(tab.unread_now(), 0, "what was before their eyes is read");

    elsewhere.send("when is the shop open");
    world.settle();
    assert_eq!(tab.unread_now(), 1, "the visitor's own words are no news to them");
    assert_eq!(tab.told().last(), Some(&Happened::Unread(1)));

    tab.open();
    assert_eq!(tab.unread_now(), 0);
    assert!(tab.told().ends_with(&[Happened::Unread(0), Happened::Opened]));
}

#[test]
fn nothing_at_all_is_kept_of_a_visitor_who_only_looked() {
    let (world, tab) = visitor();
    tab.show(View::Profile);
    tab.show(View::Chat);
    tab.choose_locale("zh-CN");
    tab.ask_for_person();
    tab.close();
    world.advance_hours(1);
    assert!(!world.was_written_to());
}

#[test]
fn the_first_message_keeps_the_whole_conversation_and_the_greeting_with_it() {
    let (world, tab) = visitor();
    tab.send("invoice");
    assert_eq!(world.kept_keys("kefu:row:").len(), 3);

    let tab = world.reload(tab);
    assert_eq!(tab.said(), [GREETING, "visitor: invoice", INVOICE]);
    assert_eq!(tab.unread_now(), 0, "what stood there before is history, not news");
}

#[test]
fn what_is_typed_survives_a_reload_in_its_own_tab_and_shows_in_no_other() {
    let (world, tab) = visitor();
    tab.send("invoice");
    tab.set_draft("and what about");
    world.settle();

    let elsewhere = world.open_tab();
    assert_eq!(elsewhere.draft().get_untracked(), "");
    let tab = world.reload(tab);
    assert_eq!(tab.draft().get_untracked(), "and what about");

    tab.send("and what about receipts");
    let tab = world.reload(tab);
    assert_eq!(tab.draft().get_untracked(), "", "what was sent is no draft any more");
}

#[test]
fn another_language_speaks_from_the_next_sentence_on() {
    let (_world, tab) = visitor();
    tab.send("invoice");
    tab.set_locale("zh-CN");
    tab.send("发票");
    assert_eq!(tab.said()[..3], [GREETING, "visitor: invoice", INVOICE], "what was said stays");
    assert_eq!(tab.last_said(), "bot: 收货后在订单里申请,两天内发到邮箱。");
    assert_eq!(tab.pack_text(|pack| &pack.brand.name), "街角小店");
    assert!(tab.told().contains(&Happened::Locale("zh-CN".to_owned())));
}

#[test]
fn a_language_that_the_visitor_chose_outlasts_the_pages_own() {
    let (world, tab) = visitor();
    tab.choose_locale("zh-CN");
    tab.send("发票");
    let tab = world.reload(tab);
    assert_eq!(tab.locale().get_untracked(), "zh-CN");
}

#[test]
fn a_language_that_the_page_set_does_not() {
    let (world, tab) = visitor();
    tab.set_locale("zh-CN");
    tab.send("发票");
    let tab = world.reload(tab);
    assert_eq!(tab.locale().get_untracked(), "en");
}

#[test]
fn traditional_chinese_can_be_chosen_wherever_chinese_is_spoken() {
    let (_world, tab) = visitor();
    assert_eq!(tab.languages(), ["zh-CN", "en", "zh-TW"]);
}

#[test]
fn quick_replies_follow_the_turn_and_the_page() {
    let (world, tab) = visitor();
    assert_eq!(tab.buttons(), ["Track a parcel"]);
    tab.close();
    world.show_page("/cart/checkout");
    tab.open();
    assert_eq!(tab.buttons(), ["Track a parcel", "Trouble paying"]);

    tab.send("asdfghjkl");
    assert_eq!(tab.last_said(), "bot: *Unknown*");
    assert_eq!(tab.buttons(), ["Ask differently"]);

    tab.send("invoice");
    assert!(tab.buttons().is_empty(), "this shop has none for after an answer");
}

#[test]
fn a_quick_reply_speaks_for_the_visitor() {
    let (_world, tab) = visitor();
    let track = untrack(|| tab.quick_replies()).remove(0);
    tab.choose(&track);
    assert_eq!(
        tab.said()[1..],
        ["visitor: Track a parcel", "bot: [My orders](/orders) shows where it is."]
    );
}

#[test]
fn a_button_under_an_answer_leads_on_to_the_next() {
    let (_world, tab) = visitor();
    tab.send("Where is my parcel?");
    let row = tab.last_row();
    let kefu_widget::session::transcript::Body::Bot(message) = &*row.body else {
        panic!("the assistant answers");
    };
    assert_eq!(message.choices[0].action, ChoiceAction::Ask("refund-time".to_owned()));
    tab.choose(&message.choices[0]);
    assert_eq!(
        tab.said()[3..],
        ["visitor: Not shipped yet?", "bot: Three to five working days, to where you paid from."]
    );
}

#[test]
fn the_page_hears_of_every_message_and_who_wrote_it() {
    let (_world, tab) = visitor();
    tab.send("invoice");
    let authors: Vec<Author> = tab
        .told()
        .into_iter()
        .filter_map(|happened| match happened {
            Happened::Message(author) => Some(author),
            _ => None,
        })
        .collect();
    assert_eq!(authors, [Author::Bot, Author::Visitor, Author::Bot]);
}
