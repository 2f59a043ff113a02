//! One test for each thing that can be wrong in what a pack says about visitors.

use kefu_engine::pack::{Pack, Problem, Shape, load};

use crate::pack_text;

/// The only problem of a pack with `more` in it, and what is used of the pack all the same.
#[track_caller]
fn told(more: &str, pointer: &str, problem: &Problem, advice: &str) -> Pack {
    alone(&pack_text(more), pointer, problem, advice)
}

#[track_caller]
fn alone(text: &str, pointer: &str, problem: &Problem, advice: &str) -> Pack {
    let (pack, found) = load(text.as_bytes());
    let [one] = &found[..] else { panic!("{found:#?}") };
    assert_eq!((one.pointer.as_str(), &one.problem), (pointer, problem));
    assert!(one.to_string().contains(advice), "{one}");
    assert_eq!(pack.faq.len(), 3, "the rest is used");
    pack
}

fn rule(when: &str) -> String {
    format!(
        r#""tags": [
{{ "id": "tag", "when": {when} }},
{{ "id": "good", "when": {{ "event": "visit" }} }}]"#
    )
}

#[test]
fn a_criterion_is_about_one_thing() {
    let advice = "this criterion is about nothing; give it one of";
    let pack = told(&rule("{}"), "/tags/0/when", &Problem::CriterionSubjects { count: 0 }, advice);
    assert_eq!(pack.tags.len(), 1, "a rule that means nothing is left out");
    let two = r#"{ "any": [{ "event": "a" }, { "event": "a", "asked": ["ship"] }] }"#;
    let problem = Problem::CriterionSubjects { count: 2 };
    told(&rule(two), "/tags/0/when/any/1", &problem, "put each into one of its own");
}

#[test]
fn what_says_nothing_about_its_subject_is_told() {
    for (when, field) in [
        (r#"{ "profile": "tea", "within_days": 3 }"#, "within_days"),
        (r#"{ "pages": ["*"], "one_of": ["a"] }"#, "one_of"),
        (r#"{ "event": "a", "one_of": ["a"] }"#, "one_of"),
        (r#"{ "asked": ["ship"], "measure": "sum" }"#, "measure"),
        (r#"{ "event": "a", "value": "amount" }"#, "value"),
        (r#"{ "pages": ["*"], "of": "kind" }"#, "of"),
        (r#"{ "language": ["zh"], "at_least": 2 }"#, "at_least"),
        (r#"{ "not": { "event": "a" }, "at_most": 2 }"#, "at_most"),
    ] {
        let pointer = format!("/tags/0/when/{field}");
        told(&rule(when), &pointer, &Problem::IdleField, "remove it");
    }
}

#[test]
fn a_sum_needs_something_to_add_up() {
    let problem = Problem::MissingField { name: "value" };
    told(&rule(r#"{ "event": "a", "measure": "sum" }"#), "/tags/0/when", &problem, "add it here");
    let problem = Problem::MissingField { name: "one_of" };
    told(&rule(r#"{ "event": "a", "of": "kind" }"#), "/tags/0/when", &problem, "add it here");
}

#[test]
fn a_range_must_leave_something() {
    let when = r#"{ "event": "a", "at_least": 3, "at_most": 2.5 }"#;
    told(&rule(when), "/tags/0/when", &Problem::NothingBetween, "must not be above");
}

#[test]
fn names_in_rules_must_exist() {
    let gone = Problem::UnknownId { id: "gone".to_owned() };
    let advice = "there is no \"gone\"";
    told(&rule(r#"{ "profile": "gone" }"#), "/tags/0/when/profile", &gone, advice);
    told(&rule(r#"{ "asked": ["ship", "gone"] }"#), "/tags/0/when/asked/1", &gone, advice);
    let later = Problem::UnknownTag { id: "good".to_owned() };
    told(&rule(r#"{ "tag": "good" }"#), "/tags/0/when/tag", &later, "stands before it");
    let itself = Problem::UnknownTag { id: "tag".to_owned() };
    told(
        &rule(r#"{ "not": { "tag": "tag" } }"#),
        "/tags/0/when/not/tag",
        &itself,
        "stands before it",
    );
}

#[test]
fn a_tag_has_an_id_of_its_own() {
    let twice = rule(r#"{ "event": "a" }"#).replace("\"good\"", "\"tag\"");
    let problem = Problem::DuplicateId { id: "tag".to_owned() };
    assert_eq!(told(&twice, "/tags/1/id", &problem, "give it another id").tags.len(), 1);
}

#[test]
fn a_rule_about_what_is_never_remembered_is_told() {
    for (kind, when, at) in [
        ("profile", r#"{ "profile": "tea" }"#, "profile"),
        ("profile", r#"{ "language": ["zh"] }"#, "language"),
        ("pages", r#"{ "pages": ["*"] }"#, "pages"),
        ("asked", r#"{ "asked": ["ship"] }"#, "asked"),
    ] {
        let field = format!("\"{kind}\": \"personal\"");
        let text = pack_text(&rule(when)).replacen(&format!("{field}, "), "", 1);
        let text = text.replacen(&format!(", {field}"), "", 1);
        let pointer = format!("/tags/0/when/{at}");
        alone(
            &text,
            &pointer,
            &Problem::NoPurpose { kind },
            &format!("in \"remember\" as \"{kind}\""),
        );
    }
}

#[test]
fn what_is_remembered_names_a_purpose_of_the_form() {
    let text = pack_text(&rule(r#"{ "event": "a" }"#))
        .replace("\"pages\": \"personal\"", "\"pages\": \"gone\"");
    let problem = Problem::UnknownId { id: "gone".to_owned() };
    alone(&text, "/remember/pages", &problem, "there is no \"gone\"");
}

#[test]
fn a_ready_tag_needs_its_field() {
    let text = pack_text(r#""ready_tags": ["age"]"#).replace("birthday", "text");
    let problem = Problem::NoFieldOfKind { kind: "birthday" };
    alone(&text, "/ready_tags/0", &problem, "no field of the kind \"birthday\"");
    let known = &["age", "gender", "region", "language"];
    told(
        r#""ready_tags": ["size"]"#,
        "/ready_tags/0",
        &Problem::UnknownWord { known },
        "age, gender",
    );
}

#[test]
fn a_strategy_names_tags_and_entries_that_exist() {
    for id in ["gone", "age-61-plus", "gender-x", "region-"] {
        let text = format!(
            r#""ready_tags": ["age", "gender", "region"],
            "strategies": [{{ "tags": ["age-60-plus", "{id}"], "priority": 1 }}]"#
        );
        let problem = Problem::UnknownTag { id: id.to_owned() };
        told(&text, "/strategies/0/tags/1", &problem, "one of \"ready_tags\"");
    }
    let problem = Problem::UnknownId { id: "gone".to_owned() };
    let text = r#""ready_tags": ["language"],
        "strategies": [{ "tags": ["language-zh"], "recommend": ["ship", "gone"] }]"#;
    told(text, "/strategies/0/recommend/1", &problem, "there is no \"gone\"");
}

#[test]
fn whatever_is_done_for_a_tag_names_one_that_exists() {
    for (list, at) in [
        (
            r#""greetings": [{ "text": "Hi.", "tags": ["age-60-plus", "gone"] }]"#,
            "/greetings/0/tags/1",
        ),
        (
            r#""triggers": [{ "id": "t", "say": "Hi.", "pages": ["/"], "tags": ["gone"] }]"#,
            "/triggers/0/tags/0",
        ),
        (r#""transfer": { "valued_tags": ["gone", "age-60-plus"] }"#, "/transfer/valued_tags/0"),
    ] {
        let text = format!(r#""ready_tags": ["age"], {list}"#);
        let problem = Problem::UnknownTag { id: "gone".to_owned() };
        told(&text, at, &problem, "there is no tag \"gone\"");
    }
}

#[test]
fn a_strategy_does_something_for_somebody() {
    let text = r#""ready_tags": ["language"], "strategies": [{ "tags": ["language-zh"] }]"#;
    told(text, "/strategies/0", &Problem::IdleStrategy, "something to do");
    told(
        r#""strategies": [{ "tags": [], "priority": 5 }]"#,
        "/strategies/0",
        &Problem::IdleStrategy,
        "give it tags",
    );
}

#[test]
fn there_are_a_hundred_points() {
    let text = r#""ready_tags": ["language"], "strategies": [{ "tags": ["language-zh"], "priority": 101 }]"#;
    told(text, "/strategies/0/priority", &Problem::TooManyPoints { found: 101 }, "write 0 to 100");
}

#[test]
fn simpler_words_must_be_there() {
    let text =
        r#""ready_tags": ["age"], "strategies": [{ "tags": ["age-60-plus"], "simple": true }]"#;
    let text = pack_text(text).replace(r#", "simple": "Wait five days.""#, "");
    alone(&text, "/strategies/0/simple", &Problem::NoSimpleAnswer, "add them to the entries");
}

#[test]
fn simpler_words_are_looked_at_like_the_answer() {
    let bad = |simple: &str| pack_text(r#""theme": {}"#).replace("\"Wait five days.\"", simple);
    alone(&bad("\" \""), "/faq/0/simple", &Problem::EmptyText, "");
    let problem = Problem::BadLink { link: "javascript:x".to_owned() };
    alone(&bad("\"[x](javascript:x)\""), "/faq/0/simple", &problem, "is not a link");
}

#[test]
fn what_is_asked_next_exists() {
    let text = pack_text(r#""theme": {}"#)
        .replace("\"Two days.\"", r#""Two days.", "next": ["refund", "gone"]"#);
    let problem = Problem::UnknownId { id: "gone".to_owned() };
    alone(&text, "/faq/1/next/1", &problem, "there is no \"gone\"");
}

#[test]
fn an_amount_is_a_number() {
    let problem = Problem::WrongType { expected: Shape::Number, found: Shape::Text };
    let text = rule(r#"{ "event": "a", "at_least": "many" }"#);
    told(&text, "/tags/0/when/at_least", &problem, "write a number");
}
