//! Knowing when to stop: before a message is answered, whether a person takes over at once; after, whether one is offered.

use std::mem;

use crate::hours::LocalTime;
use crate::pack::Calling;
use crate::transfer::{
    self, Decision, Heard, Reading, SAME, Sign, Signals, Transfer, TransferReason, likeness,
};

use super::message::{ChoiceAction, Message, Say, Standard};
use super::{Action, Context, Dialog, Engine, Turn};

/// What was read in a message before it was answered.
pub(super) struct Stop {
    decision: Decision,
    mood: Reading,
    praises: bool,
    repeats: bool,
    valued: bool,
    misses_before: u32,
}

/// While a flow runs, what is said answers the flow; only a mood as bad as this is heard beside it.
const BESIDE_A_FLOW: i32 = 8;

/// Down to this score a message only praises or thanks.
const PRAISE: i32 = -3;

impl Engine {
    /// Reads a message before it is answered.
    pub(super) fn stop(&self, dialog: &mut Dialog, text: &str, context: &Context<'_>) -> Stop {
        let rules = &self.pack().transfer;
        let heard = Heard::new(text);
        let mood = transfer::mood(&heard);
        let valued = rules.valued_tags.iter().any(|tag| context.tags.contains(tag));
        dialog.standing.quiet = dialog.standing.quiet.saturating_sub(1);
        let topic = transfer::topic(text, rules);
        dialog.standing.take_in(&transfer::urgency(&heard), &mood, topic, valued, rules);
        let signals = Signals { request: transfer::request(&heard), topic, ..Signals::default() };
        let decision = transfer::decide(&signals, rules);
        let before = dialog.said.last().filter(|_| dialog.last.leads_on());
        let repeats = before.is_some_and(|before| likeness(before, text).score >= SAME);
        let praises = only_praises(&mood) && !heard.is_question();
        Stop { decision, mood, praises, repeats, valued, misses_before: dialog.misses }
    }

    /// Adds the offer of a person to a turn that calls for one.
    pub(super) fn offer(&self, mut turn: Turn, stop: Stop, now: LocalTime) -> Turn {
        let rules = &self.pack().transfer;
        let missed = turn.actions.iter().any(says_unknown);
        let dialog = &mut turn.dialog;
        if missed && stop.praises {
            // Thanks are no question, so not knowing an answer to them is no miss.
            dialog.misses = stop.misses_before;
            turn.actions = vec![Action::Say(Message::standard(Standard::Glad))];
            return turn;
        }
        let standing = &mut dialog.standing;
        standing.repeats = if stop.repeats { standing.repeats.saturating_add(1) } else { 0 };
        let failed_flows = dialog.failed_flows.saturating_sub(standing.failed_flows);
        standing.failed_flows = dialog.failed_flows;
        let beside = dialog.flow.is_some() && stop.mood.score < BESIDE_A_FLOW;
        let decision = match stop.decision {
            Decision::Stay if beside => Decision::Stay,
            Decision::Stay => {
                let signals = Signals {
                    mood: stop.mood,
                    repeats: standing.repeats,
                    misses: dialog.misses,
                    failed_flows,
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
        // A person is called already: by the flow that this answered.
        if turn.actions.iter().any(|action| matches!(action, Action::HandOver(_))) {
            return turn;
        }
        if calling == Calling::HandOver {
            return hand_over(turn.dialog, reason, evidence);
        }
        let asked = matches!(reason, TransferReason::AskedForHuman | TransferReason::Topic);
        if standing.quiet > 0 && !asked {
            // The offer stands; its button does, and its words are not said again.
            turn.actions.iter_mut().filter(|action| says_unknown(action)).for_each(unknown_again);
            return turn;
        }
        standing.quiet = rules.quiet_messages().saturating_add(1);
        standing.offered = Some(reason);
        standing.evidence = evidence;
        let message = match reason {
            TransferReason::AskedForHuman => offering(Standard::OfferAsked),
            TransferReason::Complaint => offering(Standard::OfferAfterComplaint),
            TransferReason::Repeated => offering(Standard::OfferAfterRepeat),
            TransferReason::Topic => offering(Standard::OfferForTopic),
            _ if turn.actions.iter().any(offers_person) => return turn,
            _ => self.offer_person(now),
        };
        // An offer says more than "I do not know"; a guess may still be what helps.
        turn.actions.retain(|action| !says_unknown(action));
        turn.actions.iter_mut().for_each(leave_person_to_offer);
        turn.actions.push(Action::Say(message));
        turn
    }

    /// Whether so many misses call for a person, by themselves.
    pub(super) fn misses_call_for_person(&self, misses: u32) -> bool {
        let signals = Signals { misses, ..Signals::default() };
        transfer::decide(&signals, &self.pack().transfer) != Decision::Stay
    }
}

impl Stop {
    /// The turn that leads to a person at once, if the message calls for that.
    pub(super) fn at_once(&self, dialog: &mut Dialog) -> Option<Turn> {
        let Decision::Transfer(transfer) = &self.decision else { return None };
        let at_once = transfer.calling == Calling::HandOver;
        at_once.then(|| hand_over(mem::take(dialog), transfer.reason, transfer.evidence.clone()))
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

fn offering(words: Standard) -> Message {
    Message::standard(words).with(ChoiceAction::Human)
}

fn only_praises(mood: &Reading) -> bool {
    let kind = |sign: Sign| matches!(sign, Sign::Praise | Sign::Calm | Sign::Told);
    mood.score <= PRAISE && mood.seen.iter().all(|one| kind(one.tells))
}

fn standard_of(action: &Action) -> Option<Standard> {
    match action {
        Action::Say(Message { say: Say::Standard(standard), .. }) => Some(*standard),
        _ => None,
    }
}

fn offers_person(action: &Action) -> bool {
    matches!(standard_of(action), Some(Standard::OfferPerson | Standard::OfferMessage))
}

fn says_unknown(action: &Action) -> bool {
    standard_of(action) == Some(Standard::Unknown) || offers_person(action)
}

/// One button for a person is enough, and the offer has it.
fn leave_person_to_offer(action: &mut Action) {
    if let Action::Say(message) = action {
        message
            .choices
            .retain(|choice| choice.action != ChoiceAction::Human || choice.label.is_some());
    }
}

/// "I do not know", with the button that was offered before.
fn unknown_again(action: &mut Action) {
    *action = Action::Say(Message::standard(Standard::Unknown).with(ChoiceAction::Human));
}
