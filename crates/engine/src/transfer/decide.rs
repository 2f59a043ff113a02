//! One decision from everything that tells whether a person is the better answer.

use super::cues::Sign;
use super::reading::Reading;
use super::{CLEAR, TransferReason};
use crate::pack::{Calling, Topic, TransferRules};

/// From this score on somebody is not content, if not clear enough for a complaint.
const ANNOYED: i32 = 2;

/// What is known when somebody has said something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signals<'p> {
    /// Whether a person was asked for.
    pub request: Reading,
    /// How they feel.
    pub mood: Reading,
    /// Times in a row that they asked the same again.
    pub repeats: u32,
    /// Times in a row that nothing was known.
    pub misses: u32,
    /// Flows that could not help.
    pub failed_flows: u32,
    /// The topic of the pack that they spoke of.
    pub topic: Option<&'p Topic>,
    /// Whether they have a tag that the site values.
    pub valued: bool,
}

/// What to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// A person is the better answer.
    Transfer(Transfer),
    /// Go on.
    Stay,
}

/// That a person is the better answer, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Transfer {
    /// The strongest reason.
    pub reason: TransferReason,
    /// Whether the visitor is asked first, or is led there at once.
    pub calling: Calling,
    /// All points together; what was asked for, or belongs to a topic, needs none.
    pub points: u32,
    /// The words that gave the reason, for the person who reads it.
    pub evidence: Vec<String>,
}

/// Decides by the rules of the pack.
pub fn decide(signals: &Signals<'_>, rules: &TransferRules) -> Decision {
    if signals.request.score >= CLEAR {
        let evidence = words(&signals.request);
        let calling = rules.requests();
        return Decision::Transfer(Transfer {
            reason: TransferReason::AskedForHuman,
            calling,
            points: 0,
            evidence,
        });
    }
    if let Some(topic) = signals.topic {
        let evidence = vec![topic.id.clone()];
        return Decision::Transfer(Transfer {
            reason: TransferReason::Topic,
            calling: topic.calling,
            points: 0,
            evidence,
        });
    }
    let weighed = weigh(signals, rules);
    let total = weighed.iter().fold(0, |sum: u32, (_, points)| sum.saturating_add(*points));
    if total < rules.offer_from() {
        return Decision::Stay;
    }
    let reason = strongest(&weighed, rules.offer_from());
    let evidence = match reason {
        TransferReason::Complaint | TransferReason::Valued => words(&signals.mood),
        _ => Vec::new(),
    };
    let at_once = rules.hand_over_from.is_some_and(|from| total >= from);
    let calling = if at_once { Calling::HandOver } else { Calling::Offer };
    Decision::Transfer(Transfer { reason, calling, points: total, evidence })
}

/// The points of each reason.
fn weigh(signals: &Signals<'_>, rules: &TransferRules) -> [(TransferReason, u32); 5] {
    let points = &rules.points;
    let complaint = match signals.mood.score {
        CLEAR.. => points.complaint(),
        ANNOYED.. => points.annoyance(),
        _ => 0,
    };
    let repeats = points.repeat().saturating_mul(signals.repeats);
    let misses = points.miss().saturating_mul(signals.misses);
    let failed = points.failed_flow().saturating_mul(signals.failed_flows);
    let in_trouble = complaint.max(repeats).max(misses).max(failed) > 0;
    // To be valued is no reason by itself: somebody who is content needs nobody.
    let valued = if signals.valued && in_trouble { points.valued() } else { 0 };
    [
        (TransferReason::Complaint, complaint),
        (TransferReason::Repeated, repeats),
        (TransferReason::Unanswered, misses),
        (TransferReason::FlowFailed, failed),
        (TransferReason::Valued, valued),
    ]
}

/// The first reason that suffices by itself; without one, that with most points.
fn strongest(weighed: &[(TransferReason, u32)], enough: u32) -> TransferReason {
    let mut best = weighed[0];
    for one in &weighed[1..] {
        if best.1 < enough && one.1 > best.1 {
            best = *one;
        }
    }
    best.0
}

fn words(reading: &Reading) -> Vec<String> {
    let telling = reading.seen.iter().filter(|one| one.weight > 0 && one.tells != Sign::Loud);
    telling.map(|one| one.words.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transfer::{Heard, mood, request};

    fn decided(signals: &Signals<'_>) -> Option<(TransferReason, Calling)> {
        match decide(signals, &TransferRules::default()) {
            Decision::Transfer(transfer) => Some((transfer.reason, transfer.calling)),
            Decision::Stay => None,
        }
    }

    #[test]
    fn each_reason_calls_for_a_person_and_only_a_request_does_so_at_once() {
        let asked = Signals { request: request(&Heard::new("转人工")), ..Signals::default() };
        assert_eq!(decided(&asked), Some((TransferReason::AskedForHuman, Calling::HandOver)));
        let angry =
            Signals { mood: mood(&Heard::new("你们就是骗子！")), ..Signals::default() };
        assert_eq!(decided(&angry), Some((TransferReason::Complaint, Calling::Offer)));
        for (signals, reason) in [
            (Signals { repeats: 2, ..Signals::default() }, TransferReason::Repeated),
            (Signals { misses: 2, ..Signals::default() }, TransferReason::Unanswered),
            (Signals { failed_flows: 1, ..Signals::default() }, TransferReason::FlowFailed),
        ] {
            assert_eq!(decided(&signals), Some((reason, Calling::Offer)));
        }
    }

    #[test]
    fn a_little_of_several_kinds_is_enough_together() {
        assert_eq!(decided(&Signals { repeats: 1, ..Signals::default() }), None);
        assert_eq!(decided(&Signals { misses: 1, ..Signals::default() }), None);
        let both = Signals { repeats: 1, misses: 1, ..Signals::default() };
        assert_eq!(decided(&both), Some((TransferReason::Repeated, Calling::Offer)));
    }

    #[test]
    fn a_valued_visitor_gets_a_person_sooner_but_not_for_nothing() {
        assert_eq!(decided(&Signals { valued: true, ..Signals::default() }), None);
        let missed = Signals { valued: true, misses: 1, ..Signals::default() };
        assert_eq!(decided(&missed), Some((TransferReason::Unanswered, Calling::Offer)));
    }

    #[test]
    fn no_number_overflows() {
        let worst = Signals {
            repeats: u32::MAX,
            misses: u32::MAX,
            failed_flows: u32::MAX,
            ..Signals::default()
        };
        assert_eq!(decided(&worst), Some((TransferReason::Repeated, Calling::Offer)));
    }
}
