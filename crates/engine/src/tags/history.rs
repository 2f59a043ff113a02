//! What a visitor did, as far as they agreed to it being remembered: pages, events, entries asked.
//!
//! A set of facts with a bound. Two tabs that remembered apart are merged without counting anything twice.

use crate::json::Value;

use crate::amount::Amount;
use crate::kept::Kept;

/// Milliseconds since 1970.
pub type Moment = u64;

/// So many facts of each kind are kept, the newest; enough for rules over months of an ordinary visitor.
pub const MOST_FACTS: usize = 200;

/// Longest name or text of a fact, in characters; the rest is cut off.
pub const MAX_LETTERS: usize = 200;

/// Most details of one event; the rest are not remembered.
pub const MAX_DETAILS: usize = 8;

/// What kind of thing happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// A page was looked at; the name is its path.
    Page,
    /// The host page reported something; the name is the event's.
    Event,
    /// An entry was asked; the name is its id.
    Asked,
}

/// A detail of an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    /// A number.
    Number(Amount),
    /// A text.
    Text(String),
}

/// A detail by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Detail {
    /// Its name.
    pub name: String,
    /// What it says.
    pub value: Scalar,
}

/// One thing that happened. Facts that are equal in all are one and the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// When.
    pub at: Moment,
    /// What kind of thing.
    pub kind: FactKind,
    /// What exactly.
    pub name: String,
    /// Details.
    pub details: Vec<Detail>,
    /// The purpose that the visitor had agreed to when it was remembered.
    pub purpose: String,
}

impl Fact {
    /// The number under `name`.
    pub(super) fn number(&self, name: &str) -> Option<Amount> {
        match self.detail(name)? {
            Scalar::Number(amount) => Some(*amount),
            Scalar::Text(text) => Amount::parse(text),
        }
    }

    /// The detail under `name`.
    pub(super) fn detail(&self, name: &str) -> Option<&Scalar> {
        self.details.iter().find(|one| one.name == name).map(|one| &one.value)
    }
}

/// What is remembered of a visitor, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    facts: Vec<Fact>,
}

impl History {
    /// The facts, oldest first.
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Remembers one more; the oldest of its kind goes when there are too many.
    pub fn remember(&mut self, mut fact: Fact) {
        cut(&mut fact.name);
        let given = std::mem::take(&mut fact.details);
        for mut detail in given.into_iter().take(MAX_DETAILS) {
            cut(&mut detail.name);
            if let Scalar::Text(text) = &mut detail.value {
                cut(text);
            }
            // In one order and each name once, so that equal facts are the same.
            if let Err(place) = fact.details.binary_search_by(|one| one.name.cmp(&detail.name)) {
                fact.details.insert(place, detail);
            }
        }
        self.insert(fact);
    }

    /// Takes in what was remembered elsewhere. In whatever order and how often histories are merged,
    /// the result is the same.
    pub fn merge(&mut self, other: &Self) {
        for fact in &other.facts {
            self.insert(fact.clone());
        }
    }

    /// Forgets everything that may not be kept; says whether there was anything.
    pub fn forget(&mut self, may_be_kept: &dyn Fn(&Fact) -> bool) -> bool {
        let before = self.facts.len();
        self.facts.retain(|fact| may_be_kept(fact));
        self.facts.len() != before
    }

    fn insert(&mut self, fact: Fact) {
        let kind = fact.kind;
        let Err(place) = self.facts.binary_search(&fact) else { return };
        self.facts.insert(place, fact);
        let same = |fact: &&Fact| fact.kind == kind;
        if self.facts.iter().filter(same).count() > MOST_FACTS
            && let Some(oldest) = self.facts.iter().position(|fact| same(&fact))
        {
            self.facts.remove(oldest);
        }
    }
}

/// Cuts a text to what is kept of it.
fn cut(text: &mut String) {
    if let Some((end, _)) = text.char_indices().nth(MAX_LETTERS) {
        text.truncate(end);
    }
}

crate::kept_enum!(FactKind { Page = "page", Event = "event", Asked = "asked" });

crate::kept_enum!(Scalar { ; Number(Amount) = "number", Text(String) = "text" });
crate::kept_struct!(Detail { name, value });
crate::kept_struct!(Fact { at, kind, name, details, purpose });

impl Kept for History {
    fn write(&self) -> Value {
        self.facts.write()
    }

    /// What cannot be read is left out; what was written by hand or by another release is put in order again.
    fn read(value: &Value) -> Option<Self> {
        let mut history = Self::default();
        for fact in value.as_array().into_iter().flatten().filter_map(Fact::read) {
            history.remember(fact);
        }
        Some(history)
    }
}
