//! What can be wrong with what speaks first, and with facets.

use std::collections::BTreeSet;

use crate::calendar::Date;
use crate::pack::diagnostic::Problem;
use crate::pack::occasions::Trigger;
use crate::pack::types::{Entry, Pack};

use super::places::Names;
use super::{Check, askable};

impl Check<'_> {
    pub(super) fn occasions(&mut self, pack: &Pack) {
        let ids = askable(pack);
        self.spans(&pack.quiet_hours, "/quiet_hours");
        for (index, greeting) in pack.greetings.iter().enumerate() {
            let at = format!("/greetings/{index}");
            self.text(&greeting.text, &format!("{at}/text"));
            self.places(&greeting.text, &Names::default(), &format!("{at}/text"));
            self.tags_of(pack, &greeting.tags, &format!("{at}/tags"));
            self.spans(&greeting.hours, &format!("{at}/hours"));
            for (i, day) in greeting.days.iter().enumerate() {
                // A day of every year is one of a leap year.
                if Date::parse(day).is_none() && Date::parse(&format!("2024-{day}")).is_none() {
                    let found = day.clone();
                    self.report(&format!("{at}/days/{i}"), Problem::BadDate { found });
                }
            }
            self.buttons(&greeting.buttons, &ids, &format!("{at}/buttons"));
            self.cards(&greeting.cards, &ids, &format!("{at}/cards"));
        }
        let mut seen = BTreeSet::new();
        for (index, trigger) in pack.triggers.iter().enumerate() {
            let at = format!("/triggers/{index}");
            self.tags_of(pack, &trigger.tags, &format!("{at}/tags"));
            if self.unique(&trigger.id, &mut seen, &at) {
                self.trigger(trigger, &ids, &at);
            }
        }
    }

    fn trigger(&mut self, trigger: &Trigger, ids: &BTreeSet<String>, at: &str) {
        let by_event = !trigger.event.is_empty();
        let names = Names { event: by_event, ..Names::default() };
        self.optional_text(&trigger.say, &format!("{at}/say"));
        self.places(&trigger.say, &names, &format!("{at}/say"));
        self.flow_id(&trigger.flow, &format!("{at}/flow"));
        self.buttons(&trigger.buttons, ids, &format!("{at}/buttons"));
        self.cards(&trigger.cards, ids, &format!("{at}/cards"));
        self.conditions(&trigger.when, &names, &format!("{at}/when"));
        if trigger.say.is_empty() && trigger.flow.is_empty() {
            self.report(at, Problem::SilentTrigger);
        }
        let by_page = trigger.dwell_seconds.is_some() || trigger.scroll_percent.is_some();
        let of_event = trigger.idle_seconds.is_some() || trigger.every.is_some();
        if !by_event && (of_event || !by_page && trigger.pages.is_empty()) {
            self.report(at, Problem::NoOccasion);
        }
    }

    pub(super) fn facets(&mut self, entry: &Entry, at: &str) {
        let mut seen = BTreeSet::new();
        for (i, facet) in entry.facets.iter().enumerate() {
            let at = format!("{at}/facets/{i}");
            self.text(&facet.value, &format!("{at}/value"));
            if facet.name.trim().is_empty() {
                self.report(&format!("{at}/name"), Problem::EmptyId);
            } else if !seen.insert(&facet.name) {
                let id = facet.name.clone();
                self.report(&format!("{at}/name"), Problem::DuplicateId { id });
            }
        }
    }
}
