use kefu_engine::strategy::{Aspect, Service, serve};
use kefu_engine::tags::derive;

use crate::{Somebody, pack, somebody};

const PACK: &str = r#"
"ready_tags": ["age"],
"tags": [
    { "id": "buyer", "when": { "event": "order_paid" } },
    { "id": "asker", "when": { "asked": ["refund"] } }],
"strategies": [
    { "tags": ["age-60-plus"], "simple": true, "large_text": true, "recommend": ["call"], "department": "care" },
    { "tags": ["buyer", "asker"], "priority": 30, "recommend": ["refund", "call"] },
    { "tags": ["buyer"], "priority": 10, "department": "sales", "greeting": "Welcome back.", "simple": false }]"#;

fn told<T>(visitor: &Somebody, look: impl FnOnce(&Service<'_>) -> T) -> T {
    let pack = pack(PACK);
    let tags = derive(&pack, &visitor.seen());
    let ids: Vec<String> = tags.iter().map(|tag| tag.id.to_string()).collect();
    look(&serve(&pack, &ids))
}

#[test]
fn a_visitor_without_tags_is_served_like_everybody() {
    told(&somebody(), |service| assert_eq!(*service, Service::default()));
}

#[test]
fn a_tag_brings_its_strategy() {
    told(&somebody().paid(1.0, "tea", 1), |service| {
        assert_eq!((service.priority, service.department), (10, "sales"));
        assert_eq!(service.greeting.unwrap().get("en"), "Welcome back.");
        assert!(!service.simple && !service.large_text);
    });
}

#[test]
fn of_strategies_that_disagree_the_first_one_counts() {
    let visitor = somebody().known("born", "1950-01-01").paid(1.0, "tea", 1).asked("refund", 1);
    told(&visitor, |service| {
        assert_eq!((service.priority, service.department), (30, "care"));
        assert!(service.simple && service.large_text);
        assert_eq!(service.recommend, ["call", "refund"], "both, each once");
    });
}

#[test]
fn everything_that_differs_says_why() {
    let visitor = somebody().known("born", "1950-01-01").paid(1.0, "tea", 1);
    told(&visitor, |service| {
        let because: Vec<(Aspect, &str)> =
            service.because.iter().map(|reason| (reason.aspect, reason.tags[0].as_str())).collect();
        assert_eq!(
            because,
            [
                (Aspect::Department, "age-60-plus"),
                (Aspect::Simple, "age-60-plus"),
                (Aspect::LargeText, "age-60-plus"),
                (Aspect::Recommend, "age-60-plus"),
                (Aspect::Priority, "buyer"),
                (Aspect::Greeting, "buyer"),
            ]
        );
    });
}
