//! What the session knows of a visitor: what they agreed to be remembered, their tags, how they are served,
//! and what is learnt from the conversation.

use kefu_engine::dialog::{self, Action, Event, Turn};
use kefu_engine::errand::Guest;
use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, field, list, object};
use kefu_engine::pack::Remember;
use kefu_engine::profile::{Known, Source};
use kefu_engine::tags::{MAX_DETAILS, MAX_LETTERS};
use kefu_engine::transfer::TransferReason;

use super::profile::{DAY_MS, since};
use super::watch::Facet;
use super::{Happened, Session};
use crate::platform::Millis;

/// The event that each visit is.
const VISIT: &str = "visit";

/// The kinds of facts, as `kefu_engine::tags::FactKind` is written.
const PAGE: &str = "page";
const EVENT: &str = "event";
const ASKED: &str = "asked";

/// So many facts are kept, the newest; the engine looks at fewer of each kind.
const MOST_FACTS: usize = 500;

impl Session {
    // ---- Remembering ------------------------------------------------------------------------

    /// The visitor is here, on this page.
    pub(super) fn remember_visit(self) {
        self.remember_event(VISIT, &[]);
        self.remember_page();
    }

    /// The page tells of an event, with values by their names.
    pub(super) fn remember_event(self, name: &str, values: &[dialog::Known]) {
        let detail = |known: &dialog::Known| {
            let name = known.name.strip_prefix("event.").unwrap_or(&known.name);
            object([("name", cut(name)), ("value", object([("text", cut(&known.text))]))])
        };
        let details = values.iter().take(MAX_DETAILS).map(detail);
        self.remember(EVENT, name, list(details), |remember| &remember.events);
    }

    /// The visitor is on this page, unless that is remembered already.
    pub(super) fn remember_page(self) {
        let path = self.inner().platform.page().path;
        let known = {
            let inner = self.inner();
            let model = inner.model.borrow();
            let last = model.history.iter().rfind(|fact| is(fact, "kind", PAGE));
            last.is_some_and(|last| is(last, "name", &path) && at(last) >= model.began)
        };
        if !known {
            self.remember(PAGE, &path, Value::Null, |remember| &remember.pages);
        }
    }

    /// Remembers something of a kind whose purpose the visitor agreed to, and nothing otherwise.
    fn remember(self, kind: &str, name: &str, details: Value, purpose: fn(&Remember) -> &String) {
        let inner = self.inner();
        let purpose = purpose(&inner.pack.remember);
        if !self.agreed().contains(purpose) {
            return;
        }
        let fact = object([
            ("at", inner.platform.now().write()),
            ("kind", Value::from(kind)),
            ("name", cut(name)),
            ("details", details),
            ("purpose", purpose.write()),
        ]);
        // Other tabs remember, too.
        let mut history = inner.vault.history();
        history.push(fact);
        let extra = history.len().saturating_sub(MOST_FACTS);
        history.drain(..extra);
        self.set_history(history);
    }

    /// Forgets what is no longer agreed to, or older than was agreed.
    pub(super) fn keep_to_consent(self) {
        let agreed = self.agreed();
        let inner = self.inner();
        let now = inner.platform.now();
        let form = inner.pack.profile.as_ref();
        let mut history = inner.vault.history();
        let before = history.len();
        history.retain(|fact| {
            let mut purposes = form.into_iter().flat_map(|form| &form.purposes);
            let purpose = purposes.find(|purpose| is(fact, "purpose", &purpose.id));
            purpose.is_some_and(|purpose| {
                agreed.contains(&purpose.id)
                    && now < at(fact) + Millis::from(purpose.retention_days) * DAY_MS
            })
        });
        if history.len() != before {
            self.set_history(history);
        }
    }

    fn set_history(self, history: Vec<Value>) {
        self.inner().vault.keep_history(&history);
        self.change(Facet::Profile, |model| model.history = history);
        self.refresh();
    }

    /// Ids of the purposes that the visitor agrees to.
    fn agreed(self) -> Vec<String> {
        let purposes = |saved: &super::vault::SavedProfile| saved.consent.purposes.clone();
        self.profile().with_untracked(|saved| saved.as_ref().map(purposes).unwrap_or_default())
    }

    // ---- Tags and strategies ----------------------------------------------------------------

    /// What the visitor agreed to be known of them, for the rules of the pack.
    pub(super) fn guest(self) -> Guest {
        let inner = self.inner();
        let model = inner.model.borrow();
        let Some(saved) = model.profile.as_ref().filter(|saved| saved.may_be_shared()) else {
            return Guest { at: inner.platform.now(), ..Guest::default() };
        };
        let since = since(inner.pack.profile.as_ref(), saved);
        let purposes = &saved.consent.purposes;
        let known = saved.values.iter().map(|one| Known {
            field: one.field.clone(),
            value: one.value.clone(),
            source: Source::Form,
            at: since,
            purposes: purposes.clone(),
        });
        Guest {
            known: known.collect(),
            history: Value::Array(model.history.clone()),
            purposes: purposes.clone(),
            at: inner.platform.now(),
        }
    }

    /// Whether this visitor reads larger letters more easily.
    pub fn wants_large_text(self) -> bool {
        self.served().with(|served| served.large_text)
    }

    // ---- Learning ---------------------------------------------------------------------------

    /// Remembers which entries were answered, if the visitor agreed to that.
    pub(super) fn remember_answers(self, turn: &Turn) {
        for action in &turn.actions {
            if let Action::Say(message) = action
                && let Some(entry) = &message.entry
            {
                self.remember(ASKED, entry, Value::Null, |remember| &remember.asked);
            }
        }
    }

    /// A person has the conversation.
    pub(super) fn learn_transfer(self) {
        let reason = self.dialog().with_untracked(|dialog| dialog.transfer);
        self.respond(Event::Transferred(reason.unwrap_or(TransferReason::Button)));
    }

    /// Tells the page what the conversation counts so far, if it counts anything.
    pub(super) fn tell_insight(self) {
        let json = self.inner().model.borrow().insight.clone();
        if !json.is_empty() {
            self.tell(Happened::Insight(json));
        }
    }
}

/// Whether a fact says this under a name.
fn is(fact: &Value, name: &str, text: &str) -> bool {
    fact.get(name).and_then(Value::as_str) == Some(text)
}

/// When a fact happened.
fn at(fact: &Value) -> Millis {
    field(fact, "at").unwrap_or_default()
}

/// As much of a text as is kept.
fn cut(text: &str) -> Value {
    Value::String(text.chars().take(MAX_LETTERS).collect())
}
