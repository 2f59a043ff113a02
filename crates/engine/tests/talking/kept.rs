//! What is kept of a conversation opens in later releases, and of older ones here.

use kefu_engine::dialog::{Context, Dialog, Engine, Event, Known, Running};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::pack;
use kefu_engine::trigger::{Seen, Spoken};
use serde_json::json;

use super::NOW;

fn gear_store() -> Engine {
    Engine::new(pack::load(include_bytes!("../data/gear_store.kefu.json")).0)
}

#[test]
fn a_dialog_of_an_older_release_opens() {
    let old = json!({ "misses": 1, "answers": 2, "tried": ["invoice"], "last": "unknown", "form_offered": true });
    let dialog = Dialog::read(&Value::from(&old)).unwrap();
    assert_eq!((dialog.misses, dialog.answers, dialog.flow, dialog.calls), (1, 2, None, 0));
}

#[test]
fn a_flow_that_another_release_wrote_differently_is_dropped_and_the_rest_is_not() {
    let strange = json!({ "misses": 1, "answers": 2, "last": "answered", "form_offered": false,
        "flow": { "at": 3 }, "said": 5, "topic": "invoice" });
    let dialog = Dialog::read(&Value::from(&strange)).unwrap();
    assert_eq!((dialog.answers, dialog.flow, dialog.topic.as_deref()), (2, None, Some("invoice")));
}

#[test]
fn a_flow_in_the_middle_is_kept_and_goes_on() {
    let engine = gear_store();
    let context = Context { locale: "en", page: "/", ..Context::default() };
    let mut dialog = Dialog::default();
    for words in ["start a return", "KF20260001", "Wrong size"] {
        let turn = engine.respond(dialog, &Event::Said(words.to_owned()), &context, NOW);
        dialog = Dialog::read(&turn.dialog.write()).unwrap();
        assert_eq!(dialog, turn.dialog);
    }
    let running = dialog.flow.unwrap();
    assert_eq!((running.flow.as_str(), running.waits_for.as_str()), ("return", "day"));
    let order = Known { name: "slot.order".into(), text: "KF20260001".into() };
    assert!(running.values.contains(&order));
}

#[test]
fn a_place_in_a_flow_that_the_pack_no_longer_has_is_forgotten() {
    let engine = gear_store();
    let context = Context { locale: "en", page: "/", ..Context::default() };
    let at = |flow: &str, step, waits_for: &str, call| Running {
        flow: flow.into(),
        step,
        waits_for: waits_for.into(),
        call,
        ..Running::default()
    };
    for running in [
        at("gone", 0, "order", None),
        at("return", 99, "order", None),
        at("return", 0, "other", None),
        at("return", 2, "order", None),
        at("return", 0, "order", Some(1)),
        at("return", u32::MAX, "", None),
    ] {
        let dialog = Dialog { flow: Some(running.clone()), ..Dialog::default() };
        let event = Event::Said("invoice".to_owned());
        let turn = engine.respond(dialog, &event, &context, NOW);
        assert_eq!(turn.dialog.flow, None, "{running:?}");
        assert_eq!(turn.dialog.tried, ["invoice"]);
    }
}

#[test]
fn a_flow_whose_count_of_wrong_answers_is_as_large_as_it_gets_gives_up() {
    let engine = gear_store();
    let context = Context { locale: "en", page: "/", ..Context::default() };
    let event = Event::Started("return".to_owned());
    let mut dialog = engine.respond(Dialog::default(), &event, &context, NOW).dialog;
    dialog.flow.as_mut().unwrap().wrong = u32::MAX;
    let turn = engine.respond(dialog, &Event::Said("???".to_owned()), &context, NOW);
    assert_eq!((turn.dialog.flow, turn.dialog.failed_flows), (None, 1));
}

#[test]
fn an_index_in_use_is_in_nobodys_way() {
    let engine = gear_store();
    while engine.learn(1) {}
    let index = engine.index();
    assert!(!engine.learn(1), "there is nothing left to learn");
    let context = Context { locale: "en", page: "/", ..Context::default() };
    let event = Event::Said("invoice".to_owned());
    assert_eq!(engine.respond(Dialog::default(), &event, &context, NOW).dialog.tried, ["invoice"]);
    assert_eq!(index.candidates("invoice"), engine.index().candidates("invoice"));
}

#[test]
fn what_triggers_have_said_is_kept() {
    let spoken =
        Spoken { id: "a".into(), day: "2026-11-20".into(), session: "s".into(), view: "v".into() };
    let seen = Seen { triggers: vec![spoken] };
    assert_eq!(Seen::read(&seen.write()), Some(seen));
    assert_eq!(Seen::read(&Value::from(&json!({ "triggers": 3 }))), Some(Seen::default()));
}
