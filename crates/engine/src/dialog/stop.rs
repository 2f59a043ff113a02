//! Knowing when to stop: before a message is answered, whether a person takes over at once; after, whether one is offered.

use crate::hours::LocalTime;
use crate::pack::Calling;
use crate::transfer::{
    self, Decision, Heard, Reading, SAME, Signals, Transfer, TransferReason, likeness,
};

use super::message::{ChoiceAction, Message, Say, Standard};
use super::{Action, Context, Dialog, Engine, LastTurn, Turn};

/// What was read in a message before it was answered.
pub(super) struct Stop {
    transfer: Decision,
    mood: Reading,
    repeats: bool,
    topic_before: Option<String>,
    valued: bool,
}

/// While a flow runs, what is said answers the flow; only a mood as bad as this is heard beside it.
const BESIDE_A_FLOW: i32 = 8;

impl Engine {
    /// Reads a message; `Err` is the turn that leads to a person at once.
    pub(super) fn stop(
        &self,
        dialog: &mut Dialog,
        text: &str,
        context: &Context<'_>,
    ) -> Result<Stop, Turn> {
        let rules = &self.pack().transfer;
        let heard = Heard::new(text);
        let (mood, topic) = (transfer::mood(&heard), transfer::topic(text, rules));
        let valued = rules.valued_tags.iter().any(|tag| context.tags.contains(tag));
        dialog.standing.hear(&transfer::urgency(&heard), &mood, topic, valued, rules);
        dialog.standing.quiet = dialog.standing.quiet.saturating_sub(1);
        let signals = Signals { request: transfer::request(&heard), topic, ..Signals::default() };
        let transfer = transfer::decide(&signals, rules);
        if let Decision::Transfer(Transfer {
            reason, calling: Calling::HandOver, evidence, ..
        }) = transfer
        {
            return Err(hand_over(std::mem::take(dialog), reason, evidence));
        }
        let before = dialog.said.last().filter(|_| dialog.last == LastTurn::Answered);
        let repeats = before.is_some_and(|before| likeness(before, text).score >= SAME);
        Ok(Stop { transfer, mood, repeats, topic_before: dialog.topic.clone(), valued })
    }

    /// Adds the offer of a person to a turn that calls for one.
    pub(super) fn offer(&self, mut turn: Turn, stop: Stop, now: LocalTime) -> Turn {
        let rules = &self.pack().transfer;
        let dialog = &mut turn.dialog;
        // The same answer to other words is the same question too.
        let same_answer = dialog.last == LastTurn::Answered
            && dialog.topic.is_some()
            && dialog.topic == stop.topic_before
            && stop.repeats;
        dialog.standing.repeats =
            if stop.repeats || same_answer { dialog.standing.repeats.saturating_add(1) } else { 0 };
        let in_flow = dialog.flow.is_some() && stop.mood.score < BESIDE_A_FLOW;
        let decision = match stop.transfer {
            Decision::Stay if in_flow => Decision::Stay,
            Decision::Stay => {
                let signals = Signals {
                    mood: stop.mood,
                    repeats: dialog.standing.repeats,
                    misses: dialog.misses,
                    failed_flows: dialog.failed_flows,
                    valued: stop.valued,
                    ..Signals::default()
                };
                transfer::decide(&signals, rules)
            }
            asked => asked,
        };
        let Decision::Transfer(Transfer { reason, calling, evidence, .. }) = decision else {
            return turn;
        };
        if calling == Calling::HandOver {
            return hand_over(turn.dialog, reason, evidence);
        }
        let offered = turn.actions.iter().any(offers_person);
        let asked_now = matches!(reason, TransferReason::AskedForHuman | TransferReason::Topic);
        if dialog.standing.quiet > 0 && !asked_now {
            return turn;
        }
        dialog.standing.quiet = rules.quiet_messages().saturating_add(1);
        dialog.standing.offered = Some(reason);
        dialog.standing.evidence = evidence;
        let message = match reason {
            TransferReason::Complaint => {
                Message::standard(Standard::OfferAfterComplaint).with(ChoiceAction::Human)
            }
            TransferReason::Repeated => {
                Message::standard(Standard::OfferAfterRepeat).with(ChoiceAction::Human)
            }
            TransferReason::Topic => {
                Message::standard(Standard::OfferForTopic).with(ChoiceAction::Human)
            }
            _ if offered => return turn,
            _ => self.offer_person(now),
        };
        // An offer says more than "I do not know"; two sentences about not knowing would say less.
        turn.actions.retain(|action| !says_unknown(action));
        turn.actions.push(Action::Say(message));
        turn
    }

    /// Whether so many misses call for a person, by themselves.
    pub(super) fn misses_call_for_person(&self, misses: u32) -> bool {
        let signals = Signals { misses, ..Signals::default() };
        transfer::decide(&signals, &self.pack().transfer) != Decision::Stay
    }
}

impl Dialog {
    /// Why the visitor wants a person who presses a button that was offered.
    pub fn reason_of_offer(&self) -> TransferReason {
        let offered = self.standing.offered.filter(|_| self.standing.quiet > 0);
        let missed = (self.misses > 0).then_some(TransferReason::Unanswered);
        offered.or(missed).unwrap_or(TransferReason::Button)
    }
}

fn hand_over(mut dialog: Dialog, reason: TransferReason, evidence: Vec<String>) -> Turn {
    dialog.flow = None;
    dialog.standing.evidence = evidence;
    Turn { dialog, actions: vec![Action::HandOver(reason)] }
}

fn offers_person(action: &Action) -> bool {
    let Action::Say(message) = action else { return false };
    matches!(message.say, Say::Standard(Standard::OfferPerson | Standard::OfferMessage))
}

fn says_unknown(action: &Action) -> bool {
    let Action::Say(message) = action else { return false };
    matches!(message.say, Say::Standard(Standard::Unknown)) || offers_person(action)
}
