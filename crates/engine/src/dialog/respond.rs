//! The engine: a compiled pack that answers events.

use std::cell::{Cell, OnceCell};
use std::fmt;

use crate::faq::Index;
use crate::hours::{LocalTime, Open};
use crate::pack::{Channel, ChannelKind, Entry, Pack};

use super::courtesy::is_greeting;
use super::message::{CardView, Choice, ChoiceAction, Message, Say, Standard};
use super::scene::Scene;
use super::{Action, Context, Dialog, Event, Known, LastTurn, Turn};

/// A site pack, ready to answer.
#[derive(Default)]
pub struct Engine {
    pack: Pack,
    /// The index, once it is complete; from then on it never changes.
    index: OnceCell<Index>,
    /// The index while it is being learnt. Nobody reads it here, so nobody is in the way of its learning.
    unfinished: Cell<Option<Box<Index>>>,
}

impl fmt::Debug for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Engine").field("pack", &self.pack).finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine that answers from a pack. What it learns from the pack it learns when it is first asked,
    /// or before, in steps, by `learn`.
    pub fn new(pack: Pack) -> Self {
        let index = Index::begin(&pack);
        Self::with(pack, index)
    }

    /// An engine that goes on learning where this index stands.
    pub(super) fn with(pack: Pack, index: Index) -> Self {
        Self { pack, unfinished: Cell::new(Some(Box::new(index))), index: OnceCell::new() }
    }

    /// Takes so many small steps towards being ready; whether some are left.
    pub fn learn(&self, steps: usize) -> bool {
        let Some(mut index) = self.unfinished.take() else { return false };
        let goes_on = index.learn(steps);
        if goes_on {
            self.unfinished.set(Some(index));
        } else {
            let _ = self.index.set(*index);
        }
        goes_on
    }

    /// The pack that is answered from.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The index, complete.
    pub fn index(&self) -> &Index {
        while self.learn(usize::MAX) {}
        self.index.get_or_init(Index::default)
    }

    /// What to do about an event; `now` is the wall clock of the site's time zone.
    ///
    /// Always gives a turn: there is no event, text or pack that it fails on.
    pub fn respond(
        &self,
        mut dialog: Dialog,
        event: &Event,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        match event {
            Event::Opened => self.greet(dialog, context, now),
            Event::Asked(id) => {
                dialog.choosing.clear();
                let place = self.pack.faq.iter().position(|entry| entry.id == *id);
                let leads_on = place.is_some_and(|place| !self.pack.faq[place].flow.is_empty());
                let mut turn = match place {
                    Some(entry) => self.answer_entry(dialog, entry, "", context, now),
                    None => self.unknown(dialog, now),
                };
                if !leads_on {
                    self.ask_again(&mut turn, context, now);
                }
                turn
            }
            Event::Started(id) => {
                dialog.choosing.clear();
                let turn = self.start_flow(&mut dialog, id, &[], "", context, now);
                turn.unwrap_or_else(|| self.unknown(dialog, now))
            }
            Event::Answered { call, status, body } => {
                self.hear_answer(dialog, *call, (*status, body), context, now)
            }
            Event::Triggered { id, values } => self.speak_first(dialog, id, values, context, now),
            Event::Said(text) => self.hear(dialog, text, context, now),
            Event::Transferred(_) => {
                dialog.go_on();
                Turn { dialog, actions: Vec::new() }
            }
            Event::Wrote(text) => {
                dialog.standing.hear(text, &self.pack.transfer);
                Turn { dialog, actions: Vec::new() }
            }
        }
    }

    /// What a trigger says or starts; nothing while a flow runs or the trigger is gone.
    fn speak_first(
        &self,
        mut dialog: Dialog,
        id: &str,
        values: &[Known],
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        let trigger = self.pack.triggers.iter().find(|trigger| trigger.id == id);
        let mut actions = Vec::new();
        let Some(trigger) = trigger.filter(|_| dialog.flow.is_none()) else {
            return Turn { dialog, actions };
        };
        dialog.go_on();
        let words = Scene { known: values, ..self.scene(context, now) }.words(&trigger.say);
        if !words.trim().is_empty() {
            actions.push(Action::Say(Message {
                say: Say::Text(words),
                choices: Choice::all(&trigger.buttons, context.locale),
                cards: CardView::all(&trigger.cards, &self.pack.image_hosts, context.locale),
                entry: None,
            }));
        }
        match self.start_flow(&mut dialog, &trigger.flow, values, "", context, now) {
            Some(mut turn) => {
                actions.append(&mut turn.actions);
                Turn { dialog: turn.dialog, actions }
            }
            None => Turn { dialog, actions },
        }
    }

    /// What to do about words: what they say of the last answer goes first, then a person who is asked for, then the
    /// flow that waits for them.
    fn hear(&self, mut dialog: Dialog, text: &str, context: &Context<'_>, now: LocalTime) -> Turn {
        if let Some(rating) = self.rating(&dialog, text) {
            return self.take_rating(dialog, rating.helped, text, context);
        }
        let stop = self.stop(&mut dialog, text, context);
        if let Some(turn) = stop.at_once(&mut dialog) {
            return turn;
        }
        let mut turn = match self.listen(&mut dialog, text, context, now) {
            Some(turn) => turn,
            None if is_greeting(text) => return self.greet(dialog, context, now),
            None => self.find(dialog, text, context, now),
        };
        turn.dialog.remember(text);
        self.offer(turn, stop, now)
    }

    pub(super) fn scene<'a>(&'a self, context: &'a Context<'a>, now: LocalTime) -> Scene<'a> {
        Scene { pack: &self.pack, context, now, flow: None, known: &[] }
    }

    fn greet(&self, dialog: Dialog, context: &Context<'_>, now: LocalTime) -> Turn {
        Turn { dialog, actions: vec![Action::Say(self.greeting(context, now))] }
    }

    /// An entry as a message.
    pub(super) fn answer_message(
        &self,
        entry: &Entry,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Message {
        let simple = context.service.is_some_and(|service| service.simple);
        let words = if simple && !entry.simple.is_empty() { &entry.simple } else { &entry.answer };
        Message {
            say: Say::Text(self.scene(context, now).words(words)),
            choices: Choice::all(&entry.buttons, context.locale),
            cards: CardView::all(&entry.cards, &self.pack.image_hosts, context.locale),
            entry: Some(entry.id.clone()),
        }
    }

    /// Answers an entry, or starts the flow that it leads to; `said` is how it was asked for.
    pub(super) fn answer_entry(
        &self,
        mut dialog: Dialog,
        entry: usize,
        said: &str,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        let Some(entry) = self.pack.faq.get(entry) else { return self.unknown(dialog, now) };
        let mut actions = Vec::new();
        if !entry.answer.is_empty() {
            actions.push(Action::Say(self.answer_message(entry, context, now)));
        }
        dialog.answered(&entry.id);
        if let Some(mut turn) = self.start_flow(&mut dialog, &entry.flow, &[], said, context, now) {
            actions.append(&mut turn.actions);
            return Turn { dialog: turn.dialog, actions };
        }
        let offer_after = self.pack.profile.as_ref().and_then(|form| form.offer_after);
        if !dialog.form_offered && offer_after.is_some_and(|answers| dialog.answers >= answers) {
            dialog.form_offered = true;
            actions
                .push(Action::Say(Message::standard(Standard::OfferForm).with(ChoiceAction::Form)));
        }
        Turn { dialog, actions }
    }

    pub(super) fn unknown(&self, mut dialog: Dialog, now: LocalTime) -> Turn {
        dialog.misses = dialog.misses.saturating_add(1);
        dialog.last = LastTurn::Unknown;
        let message = if self.misses_call_for_person(dialog.misses) {
            self.offer_person(now)
        } else {
            Message::standard(Standard::Unknown)
        };
        Turn { dialog, actions: vec![Action::Say(message)] }
    }

    /// Offers the people who are there, or to leave them a message.
    pub(super) fn offer_person(&self, now: LocalTime) -> Message {
        let there = self.someone_is_there(now);
        let offer = if there { Standard::OfferPerson } else { Standard::OfferMessage };
        Message::standard(offer).with(ChoiceAction::Human)
    }

    fn someone_is_there(&self, now: LocalTime) -> bool {
        let always = |channel: &Channel| channel.kind != ChannelKind::Link && channel.always;
        let open = self.pack.hours.as_ref().is_none_or(|hours| hours.at(now) == Open::Now);
        open || self.pack.channels.iter().any(always)
    }
}
