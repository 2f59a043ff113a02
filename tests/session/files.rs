//! Files that a visitor sends to people.

use std::rc::Rc;

use kefu_widget::platform::Picked;
use kefu_widget::session::transcript::{Body, Delivery};
use leptos::prelude::untrack;

use crate::live::with_people;
use crate::world::{Fate, Tab, World};

fn file(name: &str) -> Picked {
    Picked { name: name.to_owned(), file: Rc::new(()) }
}

fn percent(tab: &Tab) -> Option<u32> {
    tab.upload().with_untracked(|upload| upload.as_ref().map(|upload| upload.percent))
}

/// So many files are at the desk.
fn files(world: &World) -> usize {
    world.chat().has().iter().filter(|words| words.is_empty()).count()
}

fn takes_files(tab: &Tab) -> bool {
    untrack(|| tab.takes_files())
}

/// A conversation with a file on its way.
fn sending() -> (World, Tab) {
    let (world, tab) = with_people();
    tab.send_file(file("cup.jpg"));
    world.settle();
    (world, tab)
}

#[test]
fn nobody_sends_a_file_where_no_person_is() {
    let world = World::new(crate::world::CORNER_SHOP);
    let tab = world.open_tab();
    tab.open();
    assert!(!takes_files(&tab));
    tab.send_file(file("cup.jpg"));
    assert_eq!(tab.said().len(), 1, "the greeting alone");
}

#[test]
fn a_file_shows_how_far_it_is_and_arrives_once() {
    let (world, tab) = sending();
    assert_eq!(tab.last_said(), "visitor: cup.jpg");
    assert_eq!((tab.last_delivery(), percent(&tab)), (Delivery::Sending, Some(50)));
    assert!(!takes_files(&tab), "one at a time");
    world.advance(1_000);
    assert_eq!((tab.last_delivery(), percent(&tab)), (Delivery::Sent, None));
    assert_eq!(files(&world), 1);
    assert!(takes_files(&tab));
    let tab = world.reload(tab);
    assert_eq!(tab.last_said(), "visitor: cup.jpg");
    assert_eq!(tab.last_delivery(), Delivery::Sent);
}

#[test]
fn words_do_not_wait_for_a_file_nor_pass_for_it() {
    let (world, tab) = sending();
    tab.send("do you see it?");
    world.settle();
    assert_eq!(tab.last_delivery(), Delivery::Sent);
    world.advance(1_000);
    assert!(tab.rows().with_untracked(|rows| {
        rows.iter().all(|row| row.delivery.get_untracked() != Delivery::Sending)
    }));
}

#[test]
fn a_file_that_is_called_off_is_not_sent() {
    let (world, tab) = sending();
    tab.call_off_file();
    world.advance(1_000);
    assert_eq!(tab.last_delivery(), Delivery::Failed);
    assert_eq!(files(&world), 0);
    tab.resend(&tab.last_row());
    world.advance(1_000);
    assert_eq!((tab.last_delivery(), files(&world)), (Delivery::Sent, 1));
}

#[test]
fn a_file_that_is_on_its_way_when_people_end_it_does_not_begin_it_anew() {
    let (world, tab) = sending();
    world.chat().resolves();
    world.settle();
    world.advance(5_000);
    assert_eq!(files(&world), 0);
    let row = tab.rows().with_untracked(|rows| {
        rows.iter().rfind(|row| matches!(*row.body, Body::File(_))).cloned().unwrap()
    });
    assert_eq!(row.delivery.get_untracked(), Delivery::Failed);
}

#[test]
fn calling_off_one_file_leaves_the_next_alone() {
    let (world, tab) = sending();
    tab.call_off_file();
    tab.send_file(file("plate.jpg"));
    world.advance(500);
    world.advance(5_000);
    assert_eq!(
        (tab.last_said().as_str(), tab.last_delivery()),
        ("visitor: plate.jpg", Delivery::Sent)
    );
    assert_eq!(files(&world), 1);
}

#[test]
fn a_file_whose_answer_was_lost_is_found_at_the_desk() {
    let (world, tab) = sending();
    world.chat().next_messages(&[Fate::AnswerLost]);
    world.advance(5_000);
    assert_eq!(tab.last_delivery(), Delivery::Sent);
    assert_eq!(files(&world), 1);
}

#[test]
fn a_file_that_was_lost_says_so_and_can_be_sent_again_from_its_page_alone() {
    let (world, tab) = sending();
    world.chat().next_messages(&[Fate::Lost]);
    world.advance(5_000);
    assert_eq!(tab.last_delivery(), Delivery::Failed);
    assert!(tab.can_resend(&tab.last_row()));
    let tab = world.reload(tab);
    assert!(!tab.can_resend(&tab.last_row()), "it was never kept");
    tab.resend(&tab.last_row());
    world.advance(5_000);
    assert_eq!(tab.last_delivery(), Delivery::Failed);
}

#[test]
fn a_file_that_nobody_takes_is_told_and_not_tried_again() {
    let (world, tab) = with_people();
    tab.send_file(file("setup.exe"));
    world.advance(1_000);
    assert_eq!(tab.last_said(), "system: *FileRefused*");
    let row = tab.rows().with_untracked(|rows| {
        rows.iter().rfind(|row| matches!(*row.body, Body::File(_))).cloned().unwrap()
    });
    assert_eq!(row.delivery.get_untracked(), Delivery::Failed);
    assert!(!tab.can_resend(&row));
}

#[test]
fn a_page_that_goes_leaves_no_file_on_its_way() {
    let (world, tab) = sending();
    let other = world.open_tab();
    world.settle();
    assert_eq!(other.last_delivery(), Delivery::Sending, "the other tab is at it");
    let tab = world.reload(tab);
    assert_eq!(tab.last_delivery(), Delivery::Failed);
    world.settle();
    assert_eq!(other.last_delivery(), Delivery::Failed);
}

#[test]
fn a_file_of_a_tab_that_never_came_back_is_not_on_its_way_for_ever() {
    let (world, tab) = sending();
    world.close(tab);
    world.advance(11 * 60_000);
    let other = world.open_tab();
    assert_eq!(other.last_delivery(), Delivery::Failed);
}
