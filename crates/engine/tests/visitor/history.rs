use kefu_engine::amount::Amount;
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::tags::{
    Detail, Fact, FactKind, History, MAX_DETAILS, MAX_LETTERS, MOST_FACTS, Scalar,
};

use crate::dice::Dice;

trait Remembering {
    fn history(&mut self, facts: u64) -> History;
}

impl Remembering for Dice {
    fn history(&mut self, facts: u64) -> History {
        let mut history = History::default();
        for _ in 0..facts {
            let kind = [FactKind::Page, FactKind::Event, FactKind::Asked][self.below(3) as usize];
            let amount = Amount::whole(self.below(3) as u32);
            history.remember(Fact {
                at: self.below(400),
                kind,
                name: self.below(3).to_string(),
                details: vec![detail("amount", Scalar::Number(amount))],
                purpose: "personal".to_owned(),
            });
        }
        history
    }
}

fn detail(name: &str, value: Scalar) -> Detail {
    Detail { name: name.to_owned(), value }
}

fn merged(one: &History, other: &History) -> History {
    let mut merged = one.clone();
    merged.merge(other);
    merged
}

#[test]
fn histories_merge_in_any_order_to_the_same() {
    let mut dice = Dice(7);
    for _ in 0..30 {
        let [a, b, c] = [300, 500, 900].map(|most| {
            let facts = dice.below(most);
            dice.history(facts)
        });
        assert_eq!(merged(&a, &b), merged(&b, &a));
        assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        assert_eq!(merged(&a, &a), a, "what two tabs both have counts once");
    }
}

#[test]
fn a_history_is_bounded_and_the_newest_stays() {
    let history = Dice(3).history(5_000);
    for kind in [FactKind::Page, FactKind::Event, FactKind::Asked] {
        let of_kind = history.facts().iter().filter(|fact| fact.kind == kind);
        assert_eq!(of_kind.clone().count(), MOST_FACTS);
        assert_eq!(of_kind.map(|fact| fact.at).max(), Some(399));
    }
}

#[test]
fn one_event_is_bounded_too() {
    let long = "长".repeat(10_000);
    let details =
        (0..100).map(|i| detail(&format!("{i}{long}"), Scalar::Text(long.clone()))).collect();
    let purpose = "personal".to_owned();
    let mut history = History::default();
    history.remember(Fact { at: 1, kind: FactKind::Event, name: long, details, purpose });
    let fact = &history.facts()[0];
    assert_eq!((fact.name.chars().count(), fact.details.len()), (MAX_LETTERS, MAX_DETAILS));
    let Scalar::Text(text) = &fact.details[0].value else { panic!("{fact:?}") };
    assert_eq!(text.chars().count(), MAX_LETTERS);
}

#[test]
fn a_history_is_kept_and_read_back() {
    let mut history = Dice(11).history(50);
    let details = [("z", "1"), ("a", "二"), ("a", "三")];
    let details = details.map(|(name, text)| detail(name, Scalar::Text(text.to_owned())));
    let (name, purpose) = ("order".to_owned(), "personal".to_owned());
    history.remember(Fact { at: 5, kind: FactKind::Event, name, details: details.into(), purpose });
    let written = history.write().write();
    let read = History::read(&Value::parse(&written).unwrap()).unwrap();
    assert_eq!(read, history);
}

#[test]
fn what_cannot_be_read_is_left_out() {
    let text = r#"[7, { "at": 2, "kind": "page", "name": "/b", "purpose": "p" },
        { "at": 1, "kind": "page", "name": "/a", "purpose": "p", "new": true },
        { "at": 1, "kind": "smell", "name": "/a", "purpose": "p" }]"#;
    let read = History::read(&Value::parse(text).unwrap()).unwrap();
    let names: Vec<&str> = read.facts().iter().map(|fact| fact.name.as_str()).collect();
    assert_eq!(names, ["/a", "/b"], "and the rest is in order");
    assert_eq!(History::read(&Value::Null), Some(History::default()));
}

#[test]
fn what_is_not_agreed_to_any_more_is_forgotten() {
    let mut history = Dice(5).history(100);
    assert!(history.forget(&|fact| fact.at >= 200));
    assert!(!history.facts().is_empty() && history.facts().iter().all(|fact| fact.at >= 200));
    assert!(!history.forget(&|fact| fact.purpose == "personal"));
    assert!(history.forget(&|fact| fact.purpose == "reply"));
    assert_eq!(history, History::default());
}
