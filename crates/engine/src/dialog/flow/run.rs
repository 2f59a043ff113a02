//! Goes through the steps of a flow until one waits for the visitor or the site.

use crate::condition;
use crate::dialog::message::{Choice, ChoiceAction, Message, Say, Standard};
use crate::dialog::scene::{Scene, yes_and_no};
use crate::dialog::{Action, Context, Dialog, Engine, LastTurn, Turn};
use crate::hours::LocalTime;
use crate::pack::{Ask, Call, Case, Deed, Flow, SlotKind};
use crate::slot::{self, Wrong};
use crate::transfer::TransferReason;

use super::{Running, call, slot_name};

/// So many steps are done in one turn: a flow that goes in circles ends.
const MOST_STEPS: usize = 60;

/// A flow at work.
pub(super) struct Play<'a> {
    pub(super) engine: &'a Engine,
    pub(super) flow: &'a Flow,
    pub(super) context: &'a Context<'a>,
    pub(super) now: LocalTime,
    pub(super) dialog: Dialog,
    pub(super) running: Running,
    pub(super) actions: Vec<Action>,
}

impl Play<'_> {
    fn scene(&self) -> Scene<'_> {
        Scene {
            pack: self.engine.pack(),
            context: self.context,
            now: self.now,
            flow: Some(self.flow),
            known: &self.running.values,
        }
    }

    pub(super) fn say(&mut self, words: String, choices: Vec<Choice>) {
        if !words.trim().is_empty() {
            let message =
                Message { say: Say::Text(words), choices, cards: Vec::new(), entry: None };
            self.actions.push(Action::Say(message));
        }
    }

    pub(super) fn say_standard(&mut self, standard: Standard) {
        self.actions.push(Action::Say(Message::standard(standard)));
    }

    /// Goes on at a step until one waits, or the flow is over.
    pub(super) fn go(mut self, from: usize) -> Turn {
        let mut at = from;
        for _ in 0..MOST_STEPS {
            let flow = self.flow;
            let Some(step) = flow.steps.get(at) else { return self.end() };
            let mut next = flow.after(at);
            match step.deed() {
                Deed::Say(text) => {
                    let words = self.scene().words(text);
                    let choices = Choice::all(&step.buttons, self.context.locale);
                    self.say(words, choices);
                }
                Deed::Ask(ask) if self.running.knows(&ask.slot) => {}
                Deed::Ask(ask) => {
                    self.wait(at, &ask.slot);
                    self.prompt(ask);
                    return self.pause();
                }
                Deed::Branch(cases) => {
                    if let Some(case) = self.first_that_holds(cases) {
                        next = flow.place(&case.goto);
                    }
                }
                Deed::Call(call) => {
                    if self.request(at, call) {
                        return self.pause();
                    }
                    match self.failed(call) {
                        Some(place) => next = place,
                        None => return self.give_up(),
                    }
                }
                Deed::HandOver => return self.hand_over(),
                Deed::Goto => {}
            }
            if next <= at {
                self.forget_from(next, at);
            }
            at = next;
        }
        self.give_up()
    }

    fn first_that_holds<'c>(&self, cases: &'c [Case]) -> Option<&'c Case> {
        let scene = self.scene();
        let today = self.now.date;
        cases.iter().find(|case| condition::hold(&case.when, &|name| scene.value(name), today))
    }

    /// Who goes back is asked again.
    pub(super) fn forget_from(&mut self, first: usize, last: usize) {
        for step in &self.flow.steps[first..=last.min(self.flow.steps.len() - 1)] {
            match step.deed() {
                Deed::Ask(ask) => self.running.forget(&slot_name(&ask.slot)),
                Deed::Call(call) => self.running.forget(&["call.", &call.name, "."].concat()),
                _ => {}
            }
        }
    }

    fn wait(&mut self, at: usize, name: &str) {
        self.running.step = at as u32;
        self.running.waits_for = name.to_owned();
        self.running.call = None;
    }

    /// Asks the question.
    pub(super) fn prompt(&mut self, ask: &Ask) {
        let words = self.scene().words(&ask.prompt);
        let say = |words: &str| Choice { label: None, action: ChoiceAction::Say(words.to_owned()) };
        let locale = self.context.locale;
        let choices = match ask.kind {
            SlotKind::YesNo if ask.options.is_empty() => yes_and_no(locale).map(say).to_vec(),
            SlotKind::YesNo | SlotKind::Choice => {
                ask.options.iter().map(|option| say(option.label.get(locale))).collect()
            }
            _ => Vec::new(),
        };
        self.say(words, choices);
    }

    /// Says why an answer will not do.
    pub(super) fn explain(&mut self, ask: &Ask, wrong: Wrong) {
        let own = self.scene().words(&ask.error);
        if own.is_empty() {
            self.say_standard(match wrong {
                Wrong::Range => Standard::OutOfRange,
                Wrong::Kind(kind) => Standard::of_wrong(kind),
            });
        } else {
            self.say(own, Vec::new());
        }
    }

    /// Asks the site; `false` if the address is none.
    fn request(&mut self, at: usize, step: &Call) -> bool {
        let scene = self.scene();
        let id = self.dialog.calls.wrapping_add(1);
        let value = |name: &str| scene.value(name);
        let Some(request) = scene.with_values(&value, |values| call::request(step, id, values))
        else {
            return false;
        };
        let waiting = scene.words(&step.waiting);
        self.say(waiting, Vec::new());
        self.dialog.calls = id;
        self.wait(at, &step.name);
        self.running.call = Some(id);
        self.actions.push(Action::Call(request));
        true
    }

    /// Says that the site did not answer; where to go on, if anywhere.
    pub(super) fn failed(&mut self, call: &Call) -> Option<usize> {
        let own = self.scene().words(&call.failed);
        let goes_on = !call.on_failure.is_empty();
        if !own.is_empty() {
            self.say(own, Vec::new());
        } else if !goes_on {
            self.say_standard(Standard::CallFailed);
        }
        goes_on.then(|| self.flow.place(&call.on_failure))
    }

    fn pause(mut self) -> Turn {
        self.dialog.last = LastTurn::Answered;
        self.dialog.misses = 0;
        self.dialog.flow = Some(self.running);
        Turn { dialog: self.dialog, actions: self.actions }
    }

    /// Stays at the question after a wrong answer or a side question.
    pub(super) fn stay(self) -> Turn {
        self.pause()
    }

    /// The flow is over.
    pub(super) fn end(mut self) -> Turn {
        self.dialog.flow = None;
        // What was said for this flow is not meant for the next one.
        self.dialog.said.clear();
        self.dialog.last = LastTurn::Answered;
        self.dialog.misses = 0;
        if self.actions.is_empty() {
            self.say_standard(Standard::Done);
        }
        Turn { dialog: self.dialog, actions: self.actions }
    }

    /// The flow cannot help: a person can.
    pub(super) fn give_up(mut self) -> Turn {
        let message = self.engine.offer_person(self.now);
        self.dialog.failed_flows = self.dialog.failed_flows.saturating_add(1);
        self.actions.push(Action::Say(message));
        self.end()
    }

    fn hand_over(mut self) -> Turn {
        self.actions.push(Action::HandOver(TransferReason::Flow));
        self.end()
    }

    /// Takes what a message says besides what it was asked for: one value of each kind.
    pub(super) fn take(
        &mut self,
        message: &str,
        answered: Option<SlotKind>,
        wanted: fn(SlotKind) -> bool,
    ) {
        let mut kinds: Vec<SlotKind> = answered.into_iter().collect();
        let today = self.now.date;
        // A number is the last to be looked for: it may be part of all the others.
        for number in [false, true] {
            for ask in self.flow.asks() {
                let fresh = wanted(ask.kind)
                    && !self.running.knows(&ask.slot)
                    && !kinds.contains(&ask.kind);
                if (ask.kind == SlotKind::Number) != number || !fresh || number && !kinds.is_empty()
                {
                    continue;
                }
                if let Some(value) = slot::mentioned(ask, message, today) {
                    self.running.set(slot_name(&ask.slot), value);
                    kinds.push(ask.kind);
                }
            }
        }
    }
}
