//! What a site owner is told about flows, greetings, facets and triggers.

use kefu_engine::pack::{Pack, Problem, Severity, load};
use serde_json::{Value, json};

/// A pack without a fault, but for what is put into it.
fn pack_with(field: &str, value: Value) -> Value {
    let mut pack = json!({
        "kefu": 1,
        "brand": { "name": "Shop" },
        "locales": ["zh-CN", "en"],
        "faq": [{ "id": "good", "question": "Are you open?", "answer": "Yes." }],
        "channels": [{ "id": "phone", "kind": "link", "url": "tel:1" }],
    });
    pack[field] = value;
    pack
}

fn flow(steps: Value) -> Value {
    pack_with("flows", json!([{ "id": "f", "phrases": ["start the flow"], "steps": steps }]))
}

/// The one problem of a pack, with its place and what the owner is advised.
#[track_caller]
fn told(pack: &Value, pointer: &str, problem: &Problem, advice: &str) -> Pack {
    let (pack, found) = load(pack.to_string().as_bytes());
    let [one] = &found[..] else { panic!("not one problem: {found:#?}") };
    assert_eq!((one.pointer.as_str(), &one.problem), (pointer, problem));
    assert!(one.to_string().contains(advice), "{one}");
    pack
}

fn say(text: &str) -> Value {
    json!({ "say": text })
}

fn ask(rest: &Value) -> Value {
    let mut ask = json!({ "slot": "a", "prompt": "Which?" });
    for (name, value) in rest.as_object().unwrap() {
        ask[name] = value.clone();
    }
    json!({ "ask": ask })
}

#[test]
fn the_examples_of_the_tests_have_nothing_to_tell() {
    for text in
        [include_str!("../data/gear_store.kefu.json"), include_str!("../data/phone_lab.kefu.json")]
    {
        assert_eq!(load(text.as_bytes()).1, []);
    }
}

#[test]
fn a_flow_without_steps_is_left_out() {
    let pack = told(&flow(json!([])), "/flows/0/steps", &Problem::NoSteps, "add some");
    assert!(pack.flows.is_empty());
    assert_eq!(pack.faq.len(), 1, "nothing leads to it");
}

#[test]
fn a_flow_that_nothing_starts_is_told() {
    let lonely = pack_with("flows", json!([{ "id": "f", "steps": [say("Hello")] }]));
    told(&lonely, "/flows/0", &Problem::NoStart, "give it \"phrases\"");
    assert_eq!(Problem::NoStart.severity(), Severity::Warning);
    for (field, value) in [
        ("triggers", json!([{ "id": "t", "pages": ["/"], "flow": "f" }])),
        ("quick_replies", json!([{ "button": { "label": "Go", "flow": "f" } }])),
        ("greetings", json!([{ "text": "Hi", "buttons": [{ "label": "Go", "flow": "f" }] }])),
        ("faq", json!([{ "id": "x", "question": "Q", "answer": "A", "flow": "f" }])),
    ] {
        let mut started = lonely.clone();
        started[field] = value;
        assert_eq!(load(started.to_string().as_bytes()).1, [], "{field}");
    }
}

#[test]
fn flows_and_entries_share_their_names() {
    let same =
        pack_with("flows", json!([{ "id": "good", "phrases": ["x y z"], "steps": [say("a")] }]));
    told(&same, "/flows/0/id", &Problem::DuplicateId { id: "good".into() }, "give it another id");
}

#[test]
fn a_phrase_of_a_flow_that_an_entry_has_already_is_told() {
    let same = pack_with(
        "flows",
        json!([{ "id": "f", "phrases": ["are you open"], "steps": [say("a")] }]),
    );
    let problem =
        Problem::UnreachablePhrasing { phrasing: "are you open".into(), owner: "good".into() };
    told(&same, "/flows/0/phrases/0", &problem, "keep it in one of the two");
}

#[test]
fn names_of_flows_that_do_not_exist_are_told() {
    let problem = Problem::UnknownId { id: "gone".into() };
    let entry = json!([{ "id": "x", "question": "Q", "answer": "A", "flow": "gone" }]);
    told(&pack_with("faq", entry), "/faq/0/flow", &problem, "no \"gone\"");
    let trigger = json!([{ "id": "t", "pages": ["/"], "flow": "gone" }]);
    told(&pack_with("triggers", trigger), "/triggers/0/flow", &problem, "no \"gone\"");
    let step = json!([{ "say": "a", "buttons": [{ "label": "Go", "flow": "gone" }] }]);
    told(&flow(step), "/flows/0/steps/0/buttons/0/flow", &problem, "no \"gone\"");
}

#[test]
fn a_step_does_one_thing() {
    let nothing = Problem::StepDeeds { count: 0 };
    told(&flow(json!([{ "id": "x" }])), "/flows/0/steps/0", &nothing, "this step does nothing");
    let two = json!([{ "say": "a", "hand_over": true }]);
    told(&flow(two), "/flows/0/steps/0", &Problem::StepDeeds { count: 2 }, "does 2 things");
}

#[test]
fn steps_that_do_not_exist_are_told_wherever_they_are_named() {
    let problem = Problem::UnknownStep { id: "gone".into() };
    let advice = "write the \"id\" of one, or \"end\"";
    told(&flow(json!([{ "say": "a", "goto": "gone" }])), "/flows/0/steps/0/goto", &problem, advice);
    let branch =
        json!([{ "branch": [{ "goto": "gone", "when": [{ "value": "brand", "is": ["x"] }] }] }]);
    told(&flow(branch), "/flows/0/steps/0/branch/0/goto", &problem, advice);
    let call = json!([{ "call": { "name": "c", "url": "/x", "on_failure": "gone" } }]);
    told(&flow(call), "/flows/0/steps/0/call/on_failure", &problem, advice);
}

#[test]
fn two_steps_of_one_name_are_told() {
    let same = json!([{ "id": "a", "say": "1" }, { "id": "a", "say": "2" }]);
    told(
        &flow(same),
        "/flows/0/steps/1/id",
        &Problem::DuplicateId { id: "a".into() },
        "another id",
    );
}

#[test]
fn steps_without_a_way_to_them_are_told() {
    let behind_the_end = json!([{ "say": "a", "goto": "end" }, say("b")]);
    told(
        &flow(behind_the_end),
        "/flows/0/steps/1",
        &Problem::UnreachableStep,
        "let a \"goto\" name it",
    );
    let behind_a_person = json!([{ "hand_over": true }, say("b")]);
    told(&flow(behind_a_person), "/flows/0/steps/1", &Problem::UnreachableStep, "remove it");
}

#[test]
fn a_loop_without_a_question_is_told_and_one_with_a_question_is_not() {
    let round = json!([{ "id": "a", "say": "1" }, { "say": "2", "goto": "a" }]);
    told(&flow(round), "/flows/0/steps/0", &Problem::EndlessLoop, "put an \"ask\" on the way");
    let polling = json!([{ "id": "a", "call": { "name": "c", "url": "/x" } }, { "goto": "a" }]);
    told(&flow(polling), "/flows/0/steps/0", &Problem::EndlessLoop, "never end");
    let asked = json!([{ "id": "a", "say": "1" }, ask(&json!({})), { "goto": "a" }]);
    assert_eq!(load(flow(asked).to_string().as_bytes()).1, []);
}

#[test]
fn questions_that_cannot_be_answered_are_told() {
    let at = "/flows/0/steps/0/ask";
    for pattern in [json!(""), json!("[A-"), json!("##")] {
        let found = pattern.as_str().unwrap().to_owned();
        let bad = ask(&json!({ "kind": "order", "pattern": pattern }));
        told(
            &flow(json!([bad])),
            &format!("{at}/pattern"),
            &Problem::BadPattern { found },
            "KF########",
        );
    }
    let choice = ask(&json!({ "kind": "choice", "options": [{ "value": "a", "label": "A" }] }));
    told(&flow(json!([choice])), &format!("{at}/options"), &Problem::NoOptions, "at least two");
    let range = ask(&json!({ "kind": "number", "min": 5, "max": 4 }));
    told(&flow(json!([range])), at, &Problem::EmptyRange, "not be larger");
    let name = ask(&json!({ "slot": "order number" }));
    let problem = Problem::BadName { found: "order number".into() };
    told(&flow(json!([name])), &format!("{at}/slot"), &problem, "letters, digits");
    let empty = ask(&json!({ "prompt": "" }));
    told(
        &flow(json!([empty])),
        &format!("{at}/prompt"),
        &Problem::EmptyText,
        "write what the visitor",
    );
}

#[test]
fn a_text_of_a_flow_that_lacks_a_language_is_told() {
    let problem = Problem::MissingLocale { locale: "en".into() };
    let said = json!([{ "say": { "zh-CN": "好" } }]);
    told(&flow(said), "/flows/0/steps/0/say", &problem, "no text for \"en\"");
    let asked = ask(&json!({ "prompt": { "zh-CN": "几个？" } }));
    told(&flow(json!([asked])), "/flows/0/steps/0/ask/prompt", &problem, "no text for \"en\"");
}

#[test]
fn addresses_that_may_not_be_asked_are_told() {
    for url in ["http://shop.example/x", "https://{{slot.a}}.example/", "api/x", "javascript:x", ""]
    {
        let call = json!([ask(&json!({})), { "call": { "name": "c", "url": url } }]);
        let problem = Problem::BadEndpoint { link: url.into() };
        told(&flow(call), "/flows/0/steps/1/call/url", &problem, "with a fixed host");
    }
}

#[test]
fn values_that_nothing_gives_are_told_wherever_they_stand() {
    let undefined = |name: &str| Problem::UndefinedVariable { name: name.to_owned() };
    let advice = "write a name that exists";
    for (text, name) in [
        ("{{slot.a}}", "slot.a"),
        ("{{call.c}}", "call.c"),
        ("{{call.c.x}}", "call.c.x"),
        ("{{brand.x}}", "brand.x"),
        ("{{time.hour|x}}", "time.hour"),
        ("{{name|您}}", "name"),
    ] {
        told(&flow(json!([say(text)])), "/flows/0/steps/0/say", &undefined(name), advice);
    }
    let at = "/flows/0/steps/0";
    let prompt = ask(&json!({ "prompt": "{{slot.b}}?" }));
    told(&flow(json!([prompt])), &format!("{at}/ask/prompt"), &undefined("slot.b"), advice);
    let call = json!({ "call": { "name": "c", "url": "/x?{{slot.b}}" } });
    told(&flow(json!([call])), &format!("{at}/call/url"), &undefined("slot.b"), advice);
    let call = json!({ "call": { "name": "c", "url": "/x", "method": "POST", "body": { "o": "{{slot.b}}" } } });
    told(&flow(json!([call])), &format!("{at}/call/body/o"), &undefined("slot.b"), advice);
    let branch =
        json!({ "branch": [{ "goto": "end", "when": [{ "value": "slot.b", "is": ["x"] }] }] });
    told(
        &flow(json!([branch])),
        &format!("{at}/branch/0/when/0/value"),
        &undefined("slot.b"),
        advice,
    );
    told(&pack_with("greeting", json!("{{slot.b}}")), "/greeting", &undefined("slot.b"), advice);
    let entry =
        json!([{ "id": "x", "question": "Q", "answer": { "zh-CN": "好", "en": "{{event.b}}" } }]);
    told(&pack_with("faq", entry), "/faq/0/answer/en", &undefined("event.b"), advice);
    let trigger = json!([{ "id": "t", "pages": ["/"], "say": "{{event.b}}" }]);
    told(&pack_with("triggers", trigger), "/triggers/0/say", &undefined("event.b"), advice);
}

#[test]
fn a_value_that_not_everybody_has_wants_a_fallback() {
    let problem = Problem::MissingFallback { name: "visitor.name".into() };
    let bare = pack_with("greeting", json!("Hello {{visitor.name}}"));
    told(&bare, "/greeting", &problem, "such as {{visitor.name|…}}");
    assert_eq!(problem.severity(), Severity::Warning);
    for good in
        ["Hello {{visitor.name|you}}", "{{visitor.points|one:# point|other:# points}}", "{{brand}}"]
    {
        assert_eq!(load(pack_with("greeting", json!(good)).to_string().as_bytes()).1, [], "{good}");
    }
}

#[test]
fn a_condition_compares_with_something() {
    let branch = json!([{ "branch": [{ "goto": "end", "when": [{ "value": "brand" }] }] }]);
    told(&flow(branch), "/flows/0/steps/0/branch/0/when/0", &Problem::EmptyCondition, "add \"is\"");
    let trigger =
        json!([{ "id": "t", "event": "e", "say": "a", "when": [{ "value": "event.x" }] }]);
    told(
        &pack_with("triggers", trigger),
        "/triggers/0/when/0",
        &Problem::EmptyCondition,
        "at_least",
    );
}

#[test]
fn limits_are_whole_numbers() {
    let half = ask(&json!({ "kind": "number", "min": 1.5 }));
    let found = load(flow(json!([half])).to_string().as_bytes()).1;
    assert!(found[0].to_string().contains("write a whole number"), "{}", found[0]);
}

#[test]
fn greetings_whose_time_or_day_is_none_are_told() {
    let with = |field: &str, value: Value| {
        let mut greeting = json!({ "text": "Hi" });
        greeting[field] = value;
        pack_with("greetings", json!([greeting]))
    };
    let hours = Problem::BadHours { found: "22:00-06:00".into() };
    told(
        &with("hours", json!(["22:00-06:00"])),
        "/greetings/0/hours/0",
        &hours,
        "start before end",
    );
    let day = Problem::BadDate { found: "02-30".into() };
    told(&with("days", json!(["12-25", "02-30"])), "/greetings/0/days/1", &day, "is not a day");
    told(&with("text", json!("")), "/greetings/0/text", &Problem::EmptyText, "is empty");
}

#[test]
fn quiet_hours_are_checked() {
    let problem = Problem::BadHours { found: "night".into() };
    told(&pack_with("quiet_hours", json!(["night"])), "/quiet_hours/0", &problem, "not a span");
}

#[test]
fn a_trigger_speaks_and_has_an_occasion() {
    let silent = pack_with("triggers", json!([{ "id": "t", "pages": ["/"] }]));
    let pack = told(&silent, "/triggers/0", &Problem::SilentTrigger, "give it \"say\" or \"flow\"");
    assert!(pack.triggers.is_empty());
    for trigger in [
        json!({ "id": "t", "say": "a" }),
        json!({ "id": "t", "say": "a", "pages": ["/"], "idle_seconds": 5 }),
        json!({ "id": "t", "say": "a", "dwell_seconds": 5, "every": 2 }),
    ] {
        told(
            &pack_with("triggers", json!([trigger])),
            "/triggers/0",
            &Problem::NoOccasion,
            "has no occasion",
        );
    }
    let twice =
        json!([{ "id": "t", "event": "e", "say": "a" }, { "id": "t", "event": "e", "say": "b" }]);
    let problem = Problem::DuplicateId { id: "t".into() };
    told(&pack_with("triggers", twice), "/triggers/1/id", &problem, "another id");
}

#[test]
fn facets_have_names_of_their_own() {
    let entry =
        |facets: Value| json!([{ "id": "x", "question": "Q", "answer": "A", "facets": facets }]);
    let unnamed = entry(json!([{ "name": "", "value": "a" }]));
    told(
        &pack_with("faq", unnamed),
        "/faq/0/facets/0/name",
        &Problem::EmptyId,
        "must not be empty",
    );
    let twice = entry(json!([{ "name": "p", "value": "a" }, { "name": "p", "value": "b" }]));
    let problem = Problem::DuplicateId { id: "p".into() };
    told(&pack_with("faq", twice), "/faq/0/facets/1/name", &problem, "taken by an earlier one");
}
