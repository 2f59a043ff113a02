//! What a visitor tells about themselves: kept only with their consent, and no longer than they agreed to.

use kefu_widget::session::handoff::Handoff;
use kefu_widget::session::named::Named;
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::profile::Filled;
use kefu_widget::session::{Invalid, Trouble, View};
use kefu_wire::handoff::Consent;
use leptos::prelude::*;

use crate::world::{Answer, DESK, SPARE, STAFFED_SHOP, Storage, Tab, World};

const KEY: &str = "kefu:profile";

fn filled(values: &[(&str, &str)], purposes: &[&str]) -> Filled {
    Filled {
        values: values
            .iter()
            .map(|(field, value)| ((*field).to_owned(), (*value).to_owned()))
            .collect(),
        purposes: purposes.iter().map(|purpose| (*purpose).to_owned()).collect(),
        of_age: true,
    }
}

/// A form that can be saved.
fn good() -> Filled {
    filled(&[("name", " Lin "), ("phone", "138 0013 8000")], &["service"])
}

/// A visitor whose details are kept.
fn known_visitor() -> (World, Tab) {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    tab.save_profile(&good()).expect("the form is filled well");
    (world, tab)
}

fn has_profile(tab: &Tab) -> bool {
    untrack(|| tab.has_profile())
}

#[test]
fn nothing_is_kept_before_consent() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    tab.open();
    tab.show(View::Profile);
    let errors = tab.save_profile(&filled(&[("name", "Lin")], &[])).unwrap_err();
    assert!(errors.no_purpose);
    assert!(errors.fields.is_empty());
    assert!(world.kept(KEY).is_none());
    assert!(!has_profile(&tab));
    assert_eq!(tab.view().get_untracked(), View::Profile, "the form stays");
}

#[test]
fn a_purpose_that_the_form_does_not_have_is_no_consent() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    let errors = tab.save_profile(&filled(&[("name", "Lin")], &["everything"])).unwrap_err();
    assert!(errors.no_purpose);
    assert!(world.kept(KEY).is_none());
}

#[test]
fn each_field_says_what_is_wrong_with_it() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    let long = "x".repeat(201);
    for (field, value, why) in [
        ("name", "  ", Invalid::Missing),
        ("name", long.as_str(), Invalid::TooLong),
        ("phone", "12345", Invalid::Phone),
        ("email", "lin@shop", Invalid::Email),
        ("birthday", "2026-11-21", Invalid::Birthday),
        ("birthday", "1990-02-30", Invalid::Date),
        ("since", "yesterday", Invalid::Date),
        ("size", "enormous", Invalid::Missing),
    ] {
        let mut form = good();
        form.values.insert(field.to_owned(), value.to_owned());
        let errors = tab.save_profile(&form).unwrap_err();
        assert_eq!(errors.fields, Named::from([(field.to_owned(), why)]), "{field}: {value}");
        assert!(!errors.no_purpose);
    }
    assert!(world.kept(KEY).is_none(), "half a form is not kept");
}

#[test]
fn everything_that_is_wrong_is_said_at_once() {
    let world = World::new(STAFFED_SHOP);
    let tab = world.open_tab();
    let errors = tab.save_profile(&filled(&[("email", "x"), ("phone", "y")], &[])).unwrap_err();
    let wrong: Vec<&str> = errors.fields.keys().map(String::as_str).collect();
    assert_eq!(wrong, ["email", "name", "phone"]);
    assert!(errors.no_purpose);
}

#[test]
fn values_are_kept_in_one_spelling_and_empty_ones_not_at_all() {
    let (world, tab) = known_visitor();
    assert_eq!(tab.last_said(), "system: *ProfileSaved*");
    assert_eq!(tab.view().get_untracked(), View::Chat);
    assert!(world.kept(KEY).is_some());
    assert_eq!(untrack(|| tab.profile_line()), "Lin, +8613800138000");
}

#[test]
fn a_choice_is_taken_in_any_language_of_the_shop() {
    let (_world, tab) = known_visitor();
    for size in ["large", "大"] {
        let mut form = good();
        form.values.insert("size".to_owned(), size.to_owned());
        assert!(tab.save_profile(&form).is_ok(), "{size}");
    }
}

#[test]
fn the_consent_says_to_what_under_which_policy_in_which_language_and_when() {
    let world = World::new(STAFFED_SHOP);
    world.answers(DESK, &[Answer::Status(200)]);
    let tab = world.open_tab_in("zh-CN");
    tab.save_profile(&filled(&[("name", "Lin")], &["offers", "service"]))
        .expect("it is filled well");
    // By way of the storage: what the people get is what was kept, not what was still in memory.
    world.advance_hours(1);
    let tab = world.reload(tab);
    tab.hand_over_everything();
    world.settle();

    let shared = world.only_post().packet.profile.expect("the profile goes along");
    let expected = Consent {
        purposes: vec!["service".to_owned(), "offers".to_owned()],
        policy_version: "2026-11".to_owned(),
        policy_url: "/privacy".to_owned(),
        locale: "zh-CN".to_owned(),
        at: "2026-11-20T02:00:00.000Z".to_owned(),
    };
    assert_eq!(shared.consent, expected);
}

#[test]
fn what_was_given_can_be_seen_and_changed_after_a_reload() {
    let (world, tab) = known_visitor();
    let tab = world.reload(tab);
    let known = untrack(|| tab.filled()).expect("the details are known");
    assert_eq!(known, filled(&[("name", "Lin"), ("phone", "+8613800138000")], &["service"]));

    tab.save_profile(&filled(&[("name", "Wang")], &["offers"])).expect("the form is filled well");
    assert_eq!(untrack(|| tab.filled()), Some(filled(&[("name", "Wang")], &["offers"])));
}

#[test]
fn withdrawing_erases_everything_in_every_tab() {
    let (world, tab) = known_visitor();
    let elsewhere = world.open_tab();
    assert!(has_profile(&elsewhere));
    tab.withdraw_profile();
    world.settle();
    assert!(world.kept(KEY).is_none());
    assert!(!has_profile(&tab) && !has_profile(&elsewhere));
    assert_eq!(tab.last_said(), "system: *ProfileErased*");
    assert!(!has_profile(&world.open_tab()));
}

#[test]
fn the_profile_goes_along_with_its_consent_and_only_if_the_visitor_leaves_it_in() {
    for profile in [true, false] {
        let (world, tab) = known_visitor();
        world.answers(DESK, &[Answer::Status(200)]);
        tab.ask_for_person();
        tab.hand_over(Shares { profile, ..Shares::default() }, Words::default());
        world.settle();
        let post = world.only_post();
        assert_eq!(post.packet.profile.is_some(), profile);
        assert_eq!(post.json.contains("13800138000"), profile, "{}", post.json);
    }
}

#[test]
fn a_withdrawn_profile_goes_nowhere() {
    let (world, tab) = known_visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    tab.withdraw_profile();
    tab.hand_over_everything();
    world.settle();
    assert_eq!(world.only_post().packet.profile, None);
    assert!(matches!(tab.stage(), Handoff::Reached { .. }));
}

#[test]
fn what_is_on_its_way_when_it_is_withdrawn_has_gone_and_the_record_says_so() {
    let (world, tab) = known_visitor();
    world.answers(DESK, &[Answer::Slow(2_000, 200)]);
    tab.hand_over_everything();
    world.advance(1_000);
    tab.withdraw_profile();
    world.advance(2_000);
    assert!(matches!(tab.stage(), Handoff::Reached { .. }));
    let sent = world.kept_keys("kefu:sent:");
    let record = sent.first().and_then(|key| world.kept(key)).expect("it is on the record");
    assert!(record.contains("profile"), "{record}");
}

#[test]
fn what_failed_goes_without_what_was_withdrawn_since_and_loses_nothing_else() {
    for withdrawn_at in [1_000, 60_000] {
        let (world, tab) = known_visitor();
        world.answers(DESK, &[Answer::Slow(2_000, 404), Answer::Status(200)]);
        world.answers(SPARE, &[Answer::Status(404)]);
        tab.ask_for_person();
        tab.hand_over(
            Shares::default(),
            Words { message: "please".to_owned(), ..Words::default() },
        );
        world.advance(withdrawn_at);
        tab.withdraw_profile();
        world.advance(60_000);
        assert!(matches!(tab.stage(), Handoff::Failed { .. }), "{:?}", tab.stage());
        tab.retry();
        world.settle();
        let posts = world.posts();
        let last = &posts.last().expect("it was sent").packet;
        assert_eq!((last.message.as_str(), &last.profile), ("please", &None));
        let spared = posts.iter().find(|post| post.url == SPARE).expect("the next one was tried");
        assert_eq!(spared.packet.profile.is_none(), withdrawn_at < 2_000, "as it was agreed then");
    }
}

#[test]
fn it_is_kept_as_long_as_the_visitor_agreed_to_and_then_erased_at_the_next_visit() {
    let (world, tab) = known_visitor();
    world.advance_days(29);
    let tab = world.reload(tab);
    assert!(has_profile(&tab));
    world.close(tab);

    world.advance_days(1);
    let tab = world.open_tab();
    assert!(!has_profile(&tab));
    assert!(world.kept(KEY).is_none());
}

#[test]
fn a_profile_whose_time_ran_out_while_the_page_was_open_is_not_used_either() {
    let (world, tab) = known_visitor();
    world.answers(DESK, &[Answer::Status(200)]);
    world.advance_days(31);
    tab.hand_over_everything();
    world.settle();
    assert_eq!(world.only_post().packet.profile, None);
}

#[test]
fn under_another_policy_it_is_not_used_any_more() {
    let (world, tab) = known_visitor();
    world.publish(&STAFFED_SHOP.replace("2026-11", "2027-01"));
    world.answers(DESK, &[Answer::Status(200)]);
    let tab = world.reload(tab);
    assert!(!has_profile(&tab));
    let typed = filled(&[("name", "Lin"), ("phone", "+8613800138000")], &[]);
    assert_eq!(
        untrack(|| tab.filled()),
        Some(typed),
        "they are asked again, and type nothing again"
    );
    tab.hand_over_everything();
    world.settle();
    assert_eq!(
        world.only_post().packet.profile,
        None,
        "until they agree nothing of it goes anywhere"
    );

    tab.save_profile(&good()).expect("the form is filled well");
    assert!(has_profile(&tab));
}

#[test]
fn what_nobody_agrees_to_again_is_erased_when_its_time_is_over() {
    let (world, tab) = known_visitor();
    world.publish(&STAFFED_SHOP.replace("2026-11", "2027-01"));
    let tab = world.reload(tab);
    assert!(world.kept(KEY).is_some());
    world.close(tab);
    world.advance_days(30);
    world.open_tab();
    assert!(world.kept(KEY).is_none());
}

#[test]
fn without_a_form_in_the_pack_nothing_of_an_earlier_one_is_used() {
    let (world, tab) = known_visitor();
    world.publish(crate::world::CORNER_SHOP);
    let tab = world.reload(tab);
    assert!(!has_profile(&tab));
    assert!(world.kept(KEY).is_none());
    assert!(tab.with_form(|_| ()).is_none());
}

#[test]
fn a_browser_that_keeps_nothing_says_so_when_the_form_is_saved() {
    let world = World::new(STAFFED_SHOP);
    world.storage_is(Storage::Blocked);
    let tab = world.open_tab();
    tab.open();
    tab.save_profile(&good()).expect("the form is filled well");
    assert_eq!(tab.trouble().get_untracked(), Some(Trouble::NotKept));
    assert!(has_profile(&tab), "it serves as long as the page is open");
}
