//! What the session knows of a visitor: what they agreed to be remembered, their tags, how they are served,
//! and what is learnt from the conversation.

use kefu_engine::amount::Amount;
use kefu_engine::anticipate::{Situation, anticipate};
use kefu_engine::dialog::{self, Action, Event, LastTurn, Turn};
use kefu_engine::insight::{Heard, Insight};
use kefu_engine::pack::Remember;
use kefu_engine::profile::{Known, Source};
use kefu_engine::strategy::{Service, serve};
use kefu_engine::tags::{Detail, Fact, FactKind, History, Origin, Scalar, Tag, Visitor, derive};
use kefu_engine::transfer::TransferReason;
use kefu_wire::handoff::{Evidence, Tag as SharedTag};

use super::profile::{DAY_MS, since};
use super::watch::Facet;
use super::{Choice, ChoiceAction, Happened, Session};
use crate::platform::Millis;

/// The event that each visit is.
const VISIT: &str = "visit";

/// More buttons than this above the input box are a list to read.
const MOST_OFFERED: usize = 3;

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
            let name = known.name.strip_prefix("event.").unwrap_or(&known.name).to_owned();
            let number = Amount::parse(&known.text).map(Scalar::Number);
            Detail { name, value: number.unwrap_or_else(|| Scalar::Text(known.text.clone())) }
        };
        let details = values.iter().map(detail).collect();
        self.remember(FactKind::Event, name.to_owned(), details, |remember| &remember.events);
    }

    /// The visitor is on this page, unless that is remembered already.
    pub(super) fn remember_page(self) {
        let path = self.inner().platform.page().path;
        let known = {
            let inner = self.inner();
            let model = inner.model.borrow();
            let pages = model.history.facts().iter().rev();
            let mut pages = pages.filter(|fact| fact.kind == FactKind::Page);
            pages.next().is_some_and(|last| last.name == path && last.at >= model.talk.began)
        };
        if !known {
            self.remember(FactKind::Page, path, Vec::new(), |remember| &remember.pages);
        }
    }

    /// Remembers something of a kind whose purpose the visitor agreed to, and nothing otherwise.
    fn remember(
        self,
        kind: FactKind,
        name: String,
        details: Vec<Detail>,
        purpose: fn(&Remember) -> &String,
    ) {
        let inner = self.inner();
        let purpose = purpose(&inner.pack.remember).clone();
        if !self.agreed().contains(&purpose) {
            return;
        }
        let fact = Fact { at: inner.platform.now(), kind, name, details, purpose };
        // Other tabs remember, too.
        let mut history = inner.vault.history();
        history.remember(fact);
        self.set_history(history);
    }

    /// Forgets what is no longer agreed to, or older than was agreed.
    pub(super) fn keep_to_consent(self) {
        let agreed = self.agreed();
        let inner = self.inner();
        let now = inner.platform.now();
        let form = inner.pack.profile.as_ref();
        let mut history = inner.vault.history();
        let forgot = history.forget(&|fact| {
            let mut purposes = form.into_iter().flat_map(|form| &form.purposes);
            let purpose = purposes.find(|purpose| purpose.id == fact.purpose);
            agreed.contains(&fact.purpose)
                && purpose.is_some_and(|purpose| {
                    now < fact.at + Millis::from(purpose.retention_days) * DAY_MS
                })
        });
        if forgot {
            self.set_history(history);
        }
    }

    fn set_history(self, history: History) {
        self.inner().vault.keep_history(&history);
        self.change(Facet::Profile, |model| model.history = history);
    }

    /// Ids of the purposes that the visitor agrees to.
    fn agreed(self) -> Vec<String> {
        let purposes = |saved: &super::vault::SavedProfile| saved.consent.purposes.clone();
        self.profile().with_untracked(|saved| saved.as_ref().map(purposes).unwrap_or_default())
    }

    // ---- Tags and strategies ----------------------------------------------------------------

    fn with_tags<T>(self, act: impl FnOnce(&[Tag<'_>]) -> T) -> T {
        self.profile().track();
        let inner = self.inner();
        let pack = &inner.pack;
        let today = self.site_time().date;
        let model = inner.model.borrow();
        let saved = model.profile.iter();
        let known: Vec<Known> = saved
            .flat_map(|saved| saved.values.iter().map(move |one| (saved, one)))
            .map(|(saved, one)| Known {
                field: one.field.clone(),
                value: one.value.clone(),
                source: Source::Form,
                at: since(pack.profile.as_ref(), saved),
                purposes: saved.consent.purposes.clone(),
            })
            .collect();
        let purposes = model.profile.as_ref().map_or(&[][..], |saved| &saved.consent.purposes);
        let visitor = Visitor {
            known: &known,
            history: &model.history,
            language: &model.locale,
            purposes,
            now: inner.platform.now(),
            today,
        };
        let tags = derive(pack, &visitor);
        drop(model);
        act(&tags)
    }

    /// The ids of the visitor's tags, and how the pack wants them served.
    pub(super) fn with_service<T>(self, act: impl FnOnce(&[String], &Service<'_>) -> T) -> T {
        let inner = self.inner();
        self.with_tags(|tags| {
            let ids: Vec<String> = tags.iter().map(|tag| tag.id.to_string()).collect();
            act(&ids, &serve(&inner.pack, &ids))
        })
    }

    /// Whether this visitor reads larger letters more easily.
    pub fn wants_large_text(self) -> bool {
        self.with_service(|_, service| service.large_text)
    }

    /// The tags as a person reads them.
    pub(super) fn shared_tags(self) -> Vec<SharedTag> {
        let inner = self.inner();
        let iso =
            |at: Option<Millis>| at.map(|at| inner.platform.write_iso(at)).unwrap_or_default();
        let written =
            |amount: Option<Amount>| amount.map(|amount| amount.to_string()).unwrap_or_default();
        let shared = |tag: &Tag<'_>| SharedTag {
            id: tag.id.to_string(),
            label: match tag.origin {
                Origin::Rule(rule) => self.localized(&rule.label),
                Origin::Ready(_) => String::new(),
            },
            evidence: tag
                .evidence
                .iter()
                .map(|one| Evidence {
                    about: one.about.word().to_owned(),
                    not: one.not,
                    names: one.names.clone(),
                    count: one.count,
                    measured: written(one.measured),
                    at_least: written(one.criterion.and_then(|rule| rule.at_least)),
                    at_most: written(one.criterion.and_then(|rule| rule.at_most)),
                    within_days: one.criterion.and_then(|rule| rule.within_days),
                    first: iso(one.first),
                    last: iso(one.last),
                })
                .collect(),
        };
        self.with_tags(|tags| tags.iter().map(shared).collect())
    }

    /// Adds what the visitor will probably ask next to the buttons of the pack.
    pub(super) fn offer_next(self, choices: &mut Vec<Choice>) {
        let inner = self.inner();
        let page = inner.platform.page().path;
        let unknown = self.dialog().with(|dialog| dialog.last == LastTurn::Unknown);
        if unknown {
            return;
        }
        let asked = self.dialog().with(|dialog| dialog.tried.clone());
        let counts = Insight::of(&inner.model.borrow().talk);
        self.with_service(|_, service| {
            let recommend = &service.recommend;
            let situation = Situation { page: &page, recommend, counts: &counts, asked: &asked };
            for entry in anticipate(&inner.pack, &situation) {
                let action = ChoiceAction::Ask(entry.id.clone());
                let is_there = choices.iter().any(|choice| choice.action == action);
                if !is_there && choices.len() < MOST_OFFERED {
                    choices.push(Choice { label: Some(self.localized(&entry.question)), action });
                }
            }
        });
    }

    // ---- Learning ---------------------------------------------------------------------------

    /// Learns from a turn; `missed` is how often in a row nothing was known before it.
    pub(super) fn learn_from(self, event: &Event, turn: &Turn, missed: u32) {
        let inner = self.inner();
        for action in &turn.actions {
            let Action::Say(message) = action else { continue };
            if let Some(entry) = &message.entry {
                inner.model.borrow_mut().talk.hear(Heard::Answered(entry.clone()));
                let id = entry.clone();
                self.remember(FactKind::Asked, id, Vec::new(), |remember| &remember.asked);
            }
        }
        if let Event::Said(text) = event
            && turn.dialog.misses > missed
        {
            inner.model.borrow_mut().talk.hear(Heard::Missed(text.clone()));
        }
    }

    /// A person has the conversation.
    pub(super) fn learn_transfer(self) {
        let reason = self.dialog().with_untracked(|dialog| dialog.transfer);
        let reason = reason.unwrap_or(TransferReason::Button).word().to_owned();
        self.inner().model.borrow_mut().talk.hear(Heard::Transferred(reason));
        self.tell_insight();
    }

    /// Tells the page what the conversation counts so far, if it counts anything.
    pub(super) fn tell_insight(self) {
        let json = {
            let inner = self.inner();
            let model = inner.model.borrow();
            if model.talk.is_empty() {
                return;
            }
            Insight::of(&model.talk).to_json(Some(model.talk.began)).write()
        };
        self.tell(Happened::Insight(json));
    }
}
