//! The engine: a compiled pack that answers events.

use crate::faq::{Decision, Index};
use crate::hours::{LocalTime, Open};
use crate::pack::{Channel, ChannelKind, Entry, Pack};
use crate::transfer::{TransferReason, asks_for_human};

use super::courtesy::is_greeting;
use super::message::{CardView, Choice, ChoiceAction, Message, Say, Standard};
use super::scene::Scene;
use super::{Action, Context, Dialog, Event, LastTurn, Turn, page};

/// After so many misses in a row we stop guessing and offer a person.
const MISSES_UNTIL_PERSON: u32 = 2;

/// A site pack, ready to answer.
#[derive(Debug, Default)]
pub struct Engine {
    pack: Pack,
    index: Index,
}

impl Engine {
    /// Compiles a pack.
    pub fn new(pack: Pack) -> Self {
        let index = Index::new(&pack);
        Self { pack, index }
    }

    /// The pack that is answered from.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The index, for those who measure it.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// What to do about an event; `now` is the wall clock of the site's time zone.
    ///
    /// Always gives a turn: there is no event, text or pack that it fails on.
    pub fn respond(
        &self,
        dialog: Dialog,
        event: &Event,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Turn {
        match event {
            Event::Opened => self.greet(dialog, context, now),
            Event::Asked(id) => match self.pack.faq.iter().position(|entry| entry.id == *id) {
                Some(entry) => self.answer_entry(dialog, entry, "", context, now),
                None => self.unknown(dialog, now),
            },
            Event::Started(id) => {
                let mut dialog = dialog;
                let turn = self.start_flow(&mut dialog, id, "", context, now);
                turn.unwrap_or_else(|| self.unknown(dialog, now))
            }
            Event::Answered { call, status, body } => {
                self.hear_answer(dialog, *call, (*status, body), context, now)
            }
            Event::Said(text) => self.hear(dialog, text, context, now),
        }
    }

    /// What to do about words: a person who is asked for goes first, then the flow that waits for them.
    fn hear(&self, mut dialog: Dialog, text: &str, context: &Context<'_>, now: LocalTime) -> Turn {
        if asks_for_human(text) {
            dialog.flow = None;
            return Turn { dialog, actions: vec![Action::HandOver(TransferReason::AskedForHuman)] };
        }
        let mut turn = match self.listen(&mut dialog, text, context, now) {
            Some(turn) => turn,
            None if is_greeting(text) => return self.greet(dialog, context, now),
            None => self.find(dialog, text, context, now),
        };
        turn.dialog.remember(text);
        turn
    }

    fn find(&self, dialog: Dialog, text: &str, context: &Context<'_>, now: LocalTime) -> Turn {
        let decision = self.index.find(text);
        if let Some(entry) = self.flow_of_first_clause(&decision, text) {
            return self.answer_entry(dialog, entry, text, context, now);
        }
        match decision {
            Decision::Answer(found) => self.answer_entry(dialog, found.entry, text, context, now),
            Decision::Suggest(found) => {
                let entries = found.iter().map(|one| &self.pack.faq[one.entry]);
                Self::suggest(dialog, entries, context)
            }
            Decision::Unknown => self.unknown(dialog, now),
        }
    }

    /// "I want to return something, number KF20260001, tomorrow": what comes after the wish are its details,
    /// in which other entries would be found.
    fn flow_of_first_clause(&self, decision: &Decision, text: &str) -> Option<usize> {
        let sure = matches!(decision, Decision::Answer(_));
        let (clause, _) = text.split_once([',', '，', '.', '。', ':', '：', ';', '；', '\n'])?;
        let Decision::Answer(found) = self.index.find(clause) else { return None };
        (!sure && !self.pack.faq[found.entry].flow.is_empty()).then_some(found.entry)
    }

    /// The buttons above the input box: what the pack offers on this page at this turn.
    pub fn quick_replies(&self, dialog: &Dialog, context: &Context<'_>) -> Vec<Choice> {
        let offered = self.pack.quick_replies.iter().filter(|reply| {
            let here = reply.pages.is_empty()
                || reply.pages.iter().any(|pattern| page::matches(pattern, context.page));
            here && dialog.last.offers(reply.turn)
        });
        offered.filter_map(|reply| Choice::new(&reply.button, context.locale)).collect()
    }

    fn scene<'a>(&'a self, context: &'a Context<'a>, now: LocalTime) -> Scene<'a> {
        Scene { pack: &self.pack, context, now, flow: None, known: &[] }
    }

    fn greet(&self, dialog: Dialog, context: &Context<'_>, now: LocalTime) -> Turn {
        let words = self.scene(context, now).words(&self.pack.greeting);
        let mut message = Message::standard(Standard::Greeting);
        if !words.trim().is_empty() {
            message.say = Say::Text(words);
        }
        Turn { dialog, actions: vec![Action::Say(message)] }
    }

    /// An entry as a message.
    pub(super) fn answer_message(
        &self,
        entry: &Entry,
        context: &Context<'_>,
        now: LocalTime,
    ) -> Message {
        Message {
            say: Say::Text(self.scene(context, now).words(&entry.answer)),
            choices: Choice::all(&entry.buttons, context.locale),
            cards: entry
                .cards
                .iter()
                .map(|card| CardView::new(card, &self.pack.image_hosts, context.locale))
                .collect(),
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
        if let Some(mut turn) = self.start_flow(&mut dialog, &entry.flow, said, context, now) {
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

    fn suggest<'e>(
        mut dialog: Dialog,
        entries: impl Iterator<Item = &'e Entry>,
        context: &Context<'_>,
    ) -> Turn {
        let mut message = Message::standard(Standard::DidYouMean);
        message.choices = entries
            .map(|entry| Choice {
                label: Some(entry.question.get(context.locale).to_owned()),
                action: ChoiceAction::Ask(entry.id.clone()),
            })
            .collect();
        message.choices.push(Choice { label: None, action: ChoiceAction::Human });
        dialog.last = LastTurn::Answered;
        Turn { dialog, actions: vec![Action::Say(message)] }
    }

    fn unknown(&self, mut dialog: Dialog, now: LocalTime) -> Turn {
        dialog.misses = dialog.misses.saturating_add(1);
        dialog.last = LastTurn::Unknown;
        let message = if dialog.misses < MISSES_UNTIL_PERSON {
            Message::standard(Standard::Unknown)
        } else {
            self.offer_person(now)
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
        let always = |channel: &Channel| channel.kind == ChannelKind::Webhook && channel.always;
        let open = self.pack.hours.as_ref().is_none_or(|hours| hours.at(now) == Open::Now);
        open || self.pack.channels.iter().any(always)
    }
}
