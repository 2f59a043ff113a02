//! What is known of a visitor: tags and their evidence, strategies, what they may ask next, and what owners are told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod anticipate;
#[path = "../dice/mod.rs"]
mod dice;
mod history;
mod pack;
mod service;
mod tags;

use kefu_engine::amount::Amount;
use kefu_engine::calendar::Date;
use kefu_engine::pack::{Pack, load};
use kefu_engine::profile::{Known, Source};
use kefu_engine::tags::{Detail, Fact, FactKind, History, Scalar, Visitor};

const DAY: u64 = 86_400_000;
const NOW: u64 = 20_000 * DAY;
const TODAY: Date = Date { year: 2026, month: 11, day: 21 };

/// A pack that remembers everything for the purpose "personal", with this in it besides.
fn pack_text(more: &str) -> String {
    format!(
        r#"{{ "kefu": 1, "brand": {{ "name": "S" }},
"faq": [
  {{ "id": "refund", "question": "Refunds?", "answer": "Five days.", "simple": "Wait five days." }},
  {{ "id": "ship", "question": "Delivery?", "answer": "Two days." }},
  {{ "id": "call", "question": "Can I call you?", "answer": "Yes." }}],
"profile": {{
  "fields": [
    {{ "id": "born", "kind": "birthday" }}, {{ "id": "sex", "kind": "gender" }},
    {{ "id": "city", "kind": "region" }}, {{ "id": "tea", "kind": "text" }}],
  "purposes": [
    {{ "id": "reply", "text": "To answer.", "retention_days": 30 }},
    {{ "id": "personal", "text": "To know you.", "retention_days": 90 }}],
  "policy": {{ "url": "/privacy", "version": "1" }} }},
"channels": [{{ "id": "phone", "kind": "link", "url": "tel:1" }}],
"remember": {{ "profile": "personal", "pages": "personal", "events": "personal", "asked": "personal" }},
{more} }}"#
    )
}

#[track_caller]
fn pack(more: &str) -> Pack {
    let (pack, found) = load(pack_text(more).as_bytes());
    assert_eq!(found, []);
    pack
}

/// A visitor in the making.
struct Somebody {
    known: Vec<Known>,
    history: History,
    language: &'static str,
    purposes: Vec<String>,
}

fn somebody() -> Somebody {
    let purposes = vec!["reply".to_owned(), "personal".to_owned()];
    Somebody { known: vec![], history: History::default(), language: "zh-CN", purposes }
}

impl Somebody {
    fn known(mut self, field: &str, value: &str) -> Self {
        self.known.push(Known {
            field: field.to_owned(),
            value: value.to_owned(),
            source: Source::Form,
            at: NOW - DAY,
            purposes: self.purposes.clone(),
        });
        self
    }

    fn page(self, path: &str, days_ago: u64) -> Self {
        self.fact(FactKind::Page, path, days_ago, &[])
    }

    fn asked(self, id: &str, days_ago: u64) -> Self {
        self.fact(FactKind::Asked, id, days_ago, &[])
    }

    fn paid(self, amount: f64, kind: &str, days_ago: u64) -> Self {
        let amount = Scalar::Number(Amount::parse(&amount.to_string()).unwrap());
        let kind = Scalar::Text(kind.to_owned());
        self.fact(FactKind::Event, "order_paid", days_ago, &[("amount", amount), ("kind", kind)])
    }

    fn fact(
        mut self,
        kind: FactKind,
        name: &str,
        days_ago: u64,
        details: &[(&str, Scalar)],
    ) -> Self {
        let details = details
            .iter()
            .map(|(name, value)| Detail { name: (*name).to_owned(), value: value.clone() });
        let fact = Fact {
            at: NOW - days_ago * DAY,
            kind,
            name: name.to_owned(),
            details: details.collect(),
            purpose: "personal".to_owned(),
        };
        self.history.remember(fact);
        self
    }

    fn agrees_to(mut self, purposes: &[&str]) -> Self {
        self.purposes = purposes.iter().map(|one| (*one).to_owned()).collect();
        self
    }

    fn seen(&self) -> Visitor<'_> {
        Visitor {
            known: &self.known,
            history: &self.history,
            language: self.language,
            purposes: &self.purposes,
            now: NOW,
            today: TODAY,
        }
    }
}
