//! What can be wrong with the rules about when a person is offered.

use std::collections::BTreeSet;

use crate::pack::diagnostic::Problem;
use crate::pack::transfers::{MOST_POINTS, TransferRules};
use crate::text::normalise;

use super::{Check, step};

impl Check<'_> {
    pub(super) fn transfers(&mut self, rules: &TransferRules) {
        let (points, priority) = (&rules.points, &rules.priority);
        let numbers = [
            ("offer_from", rules.offer_from),
            ("hand_over_from", rules.hand_over_from),
            ("quiet_messages", rules.quiet_messages),
            ("points/complaint", points.complaint),
            ("points/annoyance", points.annoyance),
            ("points/repeat", points.repeat),
            ("points/miss", points.miss),
            ("points/failed_flow", points.failed_flow),
            ("points/valued", points.valued),
            ("priority/urgent", priority.urgent),
            ("priority/danger", priority.danger),
            ("priority/complaint", priority.complaint),
            ("priority/threat", priority.threat),
            ("priority/valued", priority.valued),
            ("priority/waiting_minute", priority.waiting_minute),
            ("priority/waiting_most", priority.waiting_most),
        ];
        for (name, number) in numbers {
            let least = u32::from(name.ends_with("_from"));
            self.within(number, least, &format!("/transfer/{name}"));
        }
        if rules.hand_over_from.is_some_and(|from| from < rules.offer_from()) {
            self.report("/transfer/hand_over_from", Problem::HandOverBeforeOffer);
        }
        let mut seen = BTreeSet::new();
        for (index, topic) in rules.topics.iter().enumerate() {
            let at = format!("/transfer/topics/{index}");
            self.unique(&topic.id, &mut seen, &at);
            self.within(topic.priority, 0, &format!("{at}/priority"));
            if topic.words.iter().next().is_none() {
                self.report(&format!("{at}/words"), Problem::EmptyText);
            }
            for (locale, words) in &topic.words.0 {
                let at = step(&format!("{at}/words"), locale);
                self.listed(locale, &at);
                let blank = |(_, word): &(usize, &String)| normalise(word).is_empty();
                for (i, _) in words.iter().enumerate().filter(blank) {
                    self.report(&format!("{at}/{i}"), Problem::BlankPhrasing);
                }
            }
        }
    }

    fn within(&mut self, number: Option<u32>, least: u32, at: &str) {
        if number.is_some_and(|number| !(least..=MOST_POINTS).contains(&number)) {
            self.report(at, Problem::NumberOutside { least, most: MOST_POINTS });
        }
    }
}
