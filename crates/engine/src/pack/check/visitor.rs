//! Looks for what is wrong in what a pack says about visitors: what is remembered, tags, strategies.

use std::collections::BTreeSet;

use super::{Check, Problem};
use crate::pack::types::*;
use crate::pack::visitor::*;
use crate::strategy::MOST_PRIORITY;

impl Check<'_> {
    pub(super) fn visitor(&mut self, pack: &Pack) {
        self.remember(pack);
        self.ready_tags(pack);
        self.tags(pack);
        self.strategies(pack);
    }

    fn remember(&mut self, pack: &Pack) {
        for (kind, purpose) in kinds(&pack.remember) {
            let purposes = pack.profile.iter().flat_map(|form| &form.purposes);
            let known = purpose.is_empty() || purposes.into_iter().any(|one| one.id == *purpose);
            if !known {
                let id = purpose.to_owned();
                self.report(&format!("/remember/{kind}"), Problem::UnknownId { id });
            }
        }
    }

    fn ready_tags(&mut self, pack: &Pack) {
        let fields = || pack.profile.iter().flat_map(|form| &form.fields);
        for (i, ready) in pack.ready_tags.iter().enumerate() {
            let at = format!("/ready_tags/{i}");
            if let Some(kind) = ready.field()
                && !fields().any(|field| field.kind == kind)
            {
                self.report(&at, Problem::NoFieldOfKind { kind: kind.word() });
            }
            self.purpose("profile", &pack.remember.profile, &at);
        }
    }

    /// Tells when a rule is about something that is never remembered.
    fn purpose(&mut self, kind: &'static str, purpose: &str, at: &str) {
        if purpose.is_empty() {
            self.report(at, Problem::NoPurpose { kind });
        }
    }

    fn tags(&mut self, pack: &Pack) {
        let mut seen = BTreeSet::new();
        for (i, rule) in pack.tags.iter().enumerate() {
            let at = format!("/tags/{i}");
            self.optional_text(&rule.label, &format!("{at}/label"));
            self.criterion(pack, &pack.tags[..i], &rule.when, &format!("{at}/when"));
            self.unique(&rule.id, &mut seen, &at);
        }
    }

    fn criterion(&mut self, pack: &Pack, before: &[TagRule], criterion: &Criterion, at: &str) {
        let Some(subject) = criterion.subject() else {
            let count = criterion.subjects().count();
            self.report(at, Problem::CriterionSubjects { count });
            return;
        };
        self.modifiers(criterion, subject, at);
        let remember = &pack.remember;
        match subject {
            Subject::All(inner) | Subject::Any(inner) => {
                let name = if matches!(subject, Subject::All(_)) { "all" } else { "any" };
                for (i, one) in inner.iter().enumerate() {
                    self.criterion(pack, before, one, &format!("{at}/{name}/{i}"));
                }
            }
            Subject::Not(inner) => self.criterion(pack, before, inner, &format!("{at}/not")),
            Subject::Profile(id) => {
                let at = format!("{at}/profile");
                let fields = pack.profile.iter().flat_map(|form| &form.fields);
                if !fields.into_iter().any(|field| field.id == id) {
                    self.report(&at, Problem::UnknownId { id: id.to_owned() });
                }
                self.purpose("profile", &remember.profile, &at);
            }
            Subject::Language(_) => {
                self.purpose("profile", &remember.profile, &format!("{at}/language"));
            }
            Subject::Pages(_) => self.purpose("pages", &remember.pages, &format!("{at}/pages")),
            Subject::Event(_) => self.purpose("events", &remember.events, &format!("{at}/event")),
            Subject::Asked(ids) => {
                let at = format!("{at}/asked");
                self.entry_ids(pack, ids, &at);
                self.purpose("asked", &remember.asked, &at);
            }
            Subject::Tag(id) => self.tag(pack, before, id, &format!("{at}/tag")),
        }
    }

    /// Looks for what a criterion says and its subject has no use for.
    fn modifiers(&mut self, criterion: &Criterion, subject: Subject<'_>, at: &str) {
        let event = matches!(subject, Subject::Event(_));
        let counted = event || matches!(subject, Subject::Pages(_) | Subject::Asked(_));
        let profile = matches!(subject, Subject::Profile(_));
        let measure = criterion.measure;
        let of_value = matches!(measure, Measure::Sum | Measure::Highest);
        for (field, is_said, has_use) in [
            ("within_days", criterion.within_days.is_some(), counted),
            ("of", !criterion.of.is_empty(), event),
            ("one_of", !criterion.one_of.is_empty(), profile || event && !criterion.of.is_empty()),
            ("measure", measure != Measure::Count, event || counted && !of_value),
            ("value", !criterion.value.is_empty(), event && measure != Measure::Count),
            ("at_least", criterion.at_least.is_some(), profile || counted),
            ("at_most", criterion.at_most.is_some(), profile || counted),
        ] {
            if is_said && !has_use {
                self.report(&format!("{at}/{field}"), Problem::IdleField);
            }
        }
        if event && of_value && criterion.value.is_empty() {
            self.report(at, Problem::MissingField { name: "value" });
        }
        if event && !criterion.of.is_empty() && criterion.one_of.is_empty() {
            self.report(at, Problem::MissingField { name: "one_of" });
        }
        if criterion.at_least.zip(criterion.at_most).is_some_and(|(least, most)| least > most) {
            self.report(at, Problem::NothingBetween);
        }
    }

    fn entry_ids(&mut self, pack: &Pack, ids: &[String], at: &str) {
        for (i, id) in ids.iter().enumerate() {
            if !pack.faq.iter().any(|entry| entry.id == *id) {
                self.report(&format!("{at}/{i}"), Problem::UnknownId { id: id.clone() });
            }
        }
    }

    /// Tags of visitors for whom something is done, wherever in the pack that is.
    pub(super) fn tags_of(&mut self, pack: &Pack, ids: &[String], at: &str) {
        for (i, id) in ids.iter().enumerate() {
            self.tag(pack, &pack.tags, id, &format!("{at}/{i}"));
        }
    }

    fn tag(&mut self, pack: &Pack, rules: &[TagRule], id: &str, at: &str) {
        let ready = pack.ready_tags.iter().any(|ready| ready.gives(id));
        if !ready && !rules.iter().any(|rule| rule.id == id) {
            self.report(at, Problem::UnknownTag { id: id.to_owned() });
        }
    }

    fn strategies(&mut self, pack: &Pack) {
        for (i, strategy) in pack.strategies.iter().enumerate() {
            let at = format!("/strategies/{i}");
            self.tags_of(pack, &strategy.tags, &format!("{at}/tags"));
            let same = Strategy { tags: strategy.tags.clone(), ..Strategy::default() };
            if strategy.tags.is_empty() || *strategy == same {
                self.report(&at, Problem::IdleStrategy);
            }
            if let Some(found) = strategy.priority.filter(|points| *points > MOST_PRIORITY) {
                self.report(&format!("{at}/priority"), Problem::TooManyPoints { found });
            }
            self.optional_text(&strategy.greeting, &format!("{at}/greeting"));
            self.entry_ids(pack, &strategy.recommend, &format!("{at}/recommend"));
            let simple = strategy.simple == Some(true);
            if simple && pack.faq.iter().all(|entry| entry.simple.is_empty()) {
                self.report(&format!("{at}/simple"), Problem::NoSimpleAnswer);
            }
        }
    }
}

/// The kinds that may be remembered, with the purpose of each.
fn kinds(remember: &Remember) -> [(&'static str, &str); 4] {
    [
        ("profile", &remember.profile),
        ("pages", &remember.pages),
        ("events", &remember.events),
        ("asked", &remember.asked),
    ]
}
