//! What the visitor and the site say while a flow runs.

use std::mem;

use crate::dialog::{Action, Context, Dialog, Engine, Message, Standard, Turn};
use crate::faq::{Because, Decision, Match};
use crate::hours::LocalTime;
use crate::pack::{Ask, SlotKind, Step};
use crate::slot;

use super::run::Play;
use super::{Known, Running, call, leaving, slot_name};

/// A question is asked so many times again; then a person is offered.
const ASKED_AGAIN: u32 = 2;

impl Engine {
    /// Starts a flow, if there is one of this id; `values` are known already, and `message` is what the visitor
    /// said to start it.
    pub(in crate::dialog) fn start_flow(
        &self,
        dialog: &mut Dialog,
        id: &str,
        values: &[Known],
        message: &str,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Option<Turn> {
        let flow = self.pack().flows.iter().find(|flow| flow.id == id)?;
        let dialog = mem::take(dialog);
        let running =
            Running { flow: flow.id.clone(), values: values.to_vec(), ..Running::default() };
        let mut play =
            Play { engine: self, flow, context, now, dialog, running, actions: Vec::new() };
        play.take(message, None, |_| true);
        // What was said before was said about something else, unless it can only be the one thing.
        for earlier in play.dialog.said.clone().iter().rev() {
            play.take(earlier, None, slot::is_certain);
        }
        Some(play.go(0))
    }

    /// What a running flow does with a message; `None` if there is none.
    pub(in crate::dialog) fn listen(
        &self,
        dialog: &mut Dialog,
        message: &str,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Option<Turn> {
        let mut play = self.take_up(dialog, context, now)?;
        let (flow, at) = (play.flow, play.running.step as usize);
        let Some(ask) = play.asked() else { return Some(play.while_waiting(message)) };
        let read = slot::read(ask, message, now.date);
        // "不用了" is a plain no, where a yes or no was asked for; a text may be anything but this.
        let said_no = ask.kind == SlotKind::YesNo && read.is_ok() && !is_cancel_alone(message);
        if leaving::leaves(message) && !said_no {
            play.say_standard(Standard::Cancelled);
            return Some(play.end());
        }
        let aside = play.side_question(ask, message);
        match read {
            Ok(value) if aside.is_none() || ask.kind != SlotKind::Text => {
                play.running.set(slot_name(&ask.slot), value);
                play.running.wrong = 0;
                if ask.kind != SlotKind::Text {
                    play.take(message, Some(ask.kind), |kind| {
                        kind == SlotKind::Date || slot::is_certain(kind)
                    });
                }
                let next = flow.after(at);
                Some(play.go_on(at, next))
            }
            read => {
                if let Some(found) = aside {
                    return Some(play.answer_aside(found, ask, message));
                }
                play.running.wrong = play.running.wrong.saturating_add(1);
                if play.running.wrong > ASKED_AGAIN {
                    return Some(play.give_up());
                }
                if let Err(wrong) = read {
                    play.explain(ask, wrong);
                }
                play.prompt(ask);
                Some(play.stay())
            }
        }
    }

    /// After a button was answered in between, a flow that waits for an answer asks its question again.
    pub(in crate::dialog) fn ask_again(
        &self,
        turn: &mut Turn,
        context: &Context<'_>,
        now: LocalTime,
    ) {
        let Some(mut play) = self.take_up(&mut turn.dialog, context, now) else { return };
        if let Some(ask) = play.asked() {
            play.prompt(ask);
        }
        let after = play.stay();
        turn.dialog = after.dialog;
        turn.actions.extend(after.actions);
    }

    /// The site answered a call, or did not: then `status` is 0.
    pub(in crate::dialog) fn hear_answer(
        &self,
        mut dialog: Dialog,
        id: u32,
        (status, body): (u16, &str),
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        let awaited = dialog.flow.as_ref().is_some_and(|running| running.call == Some(id));
        // Else it is too late, or of a conversation that is over.
        if let Some(mut play) = awaited.then(|| self.take_up(&mut dialog, context, now)).flatten()
            && let Some(call) = play.step().and_then(|step| step.call.as_ref())
        {
            let at = play.running.step as usize;
            // A list that was longer the last time must not show through.
            play.running.forget(&["call.", &call.name, "."].concat());
            for known in call::values(&call.name, status, body) {
                play.running.set(known.name, known.text);
            }
            play.running.call = None;
            let next = match status {
                200..300 => Some(play.flow.after(at)),
                _ => play.failed(call),
            };
            return match next {
                Some(next) => play.go_on(at, next),
                None => play.give_up(),
            };
        }
        Turn { dialog, actions: Vec::new() }
    }

    /// The flow that runs, with the dialog. Without the same step there is nothing to go on with: the site has
    /// published another pack meanwhile, and the flow is forgotten.
    fn take_up<'a>(
        &'a self,
        dialog: &mut Dialog,
        context: &'a Context<'a>,
        now: LocalTime,
    ) -> Option<Play<'a>> {
        let running = dialog.flow.take()?;
        let flow = running.flow(self.pack())?;
        let dialog = mem::take(dialog);
        Some(Play { engine: self, flow, context, now, dialog, running, actions: Vec::new() })
    }
}

impl<'a> Play<'a> {
    /// The step that waits.
    fn step(&self) -> Option<&'a Step> {
        self.flow.steps.get(self.running.step as usize)
    }

    /// The question that waits.
    fn asked(&self) -> Option<&'a Ask> {
        self.step()?.ask.as_ref()
    }

    /// Goes on behind a step that waited; going back forgets.
    fn go_on(mut self, at: usize, next: usize) -> Turn {
        if next <= at {
            self.forget_from(next, at);
        }
        self.go(next)
    }

    /// While the site is asked, questions are answered and nothing else is taken.
    fn while_waiting(mut self, message: &str) -> Turn {
        if leaving::leaves(message) {
            self.say_standard(Standard::Cancelled);
            return self.end();
        }
        match self.engine.index().find(message) {
            Decision::Answer(found) if !self.is_flow(found) => self.answer(found),
            _ => self.say_standard(Standard::StillLooking),
        }
        self.stay()
    }

    /// The entry that a message asks about instead of answering the question.
    fn side_question(&self, ask: &Ask, message: &str) -> Option<Match> {
        let Decision::Answer(found) = self.engine.index().find(message) else { return None };
        // Free text is an answer, unless it is word for word a question of the pack, or looks like one.
        let sure = ask.kind != SlotKind::Text
            || found.because == Because::Phrasing
            || message.trim_end().ends_with(&['?', '？', '吗', '嗎'][..]);
        (sure && self.entry_flow(found) != self.flow.id).then_some(found)
    }

    fn entry_flow(&self, found: Match) -> &str {
        self.engine.pack().faq.get(found.entry).map_or("", |entry| &entry.flow)
    }

    fn is_flow(&self, found: Match) -> bool {
        !self.entry_flow(found).is_empty()
    }

    /// Answers what was asked in between, and goes on with the question; a question that starts another flow does.
    fn answer_aside(mut self, found: Match, ask: &Ask, message: &str) -> Turn {
        if self.is_flow(found) {
            let (engine, context, now) = (self.engine, self.context, self.now);
            self.dialog.flow = None;
            return engine.answer_entry(self.dialog, found.entry, message, context, now);
        }
        self.answer(found);
        self.prompt(ask);
        self.stay()
    }

    fn answer(&mut self, found: Match) {
        let entry = &self.engine.pack().faq[found.entry];
        let message: Message = self.engine.answer_message(entry, self.context, self.now);
        self.dialog.answered(&entry.id);
        self.actions.push(Action::Say(message));
    }
}

/// "取消" is no answer to a yes-or-no question, "不用了" is.
fn is_cancel_alone(message: &str) -> bool {
    let text = crate::text::normalise(message);
    ["取消", "cancel", "算了", "nevermind", "never mind"].iter().any(|word| text.starts_with(word))
}
