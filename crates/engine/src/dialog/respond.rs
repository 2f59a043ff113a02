//! The engine: a compiled pack that answers events.

use crate::faq::{Decision, Index};
use crate::hours::{LocalTime, Open};
use crate::pack::{Channel, ChannelKind, Entry, Pack};
use crate::transfer::{TransferReason, asks_for_human};

use super::courtesy::is_greeting;
use super::message::{CardView, Choice, ChoiceAction, Message, Say, Standard};
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
            Event::Opened => Turn { dialog, actions: vec![Action::Say(self.greeting(context))] },
            Event::Asked(id) => match self.pack.faq.iter().find(|entry| entry.id == *id) {
                Some(entry) => self.answer(dialog, entry, context),
                None => self.unknown(dialog, now),
            },
            Event::Said(text) if asks_for_human(text) => {
                Turn { dialog, actions: vec![Action::HandOver(TransferReason::AskedForHuman)] }
            }
            Event::Said(text) if is_greeting(text) => {
                Turn { dialog, actions: vec![Action::Say(self.greeting(context))] }
            }
            Event::Said(text) => match self.index.find(text) {
                Decision::Answer(found) => {
                    self.answer(dialog, &self.pack.faq[found.entry], context)
                }
                Decision::Suggest(found) => {
                    let entries = found.iter().map(|one| &self.pack.faq[one.entry]);
                    Self::suggest(dialog, entries, context)
                }
                Decision::Unknown => self.unknown(dialog, now),
            },
        }
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

    fn greeting(&self, context: &Context<'_>) -> Message {
        let words = self.pack.greeting.get(context.locale);
        let mut message = Message::standard(Standard::Greeting);
        if !words.trim().is_empty() {
            message.say = Say::Text(words.to_owned());
        }
        message
    }

    fn answer(&self, mut dialog: Dialog, entry: &Entry, context: &Context<'_>) -> Turn {
        let message = Message {
            say: Say::Text(entry.answer.get(context.locale).to_owned()),
            choices: Choice::all(&entry.buttons, context.locale),
            cards: entry
                .cards
                .iter()
                .map(|card| CardView::new(card, &self.pack.image_hosts, context.locale))
                .collect(),
            entry: Some(entry.id.clone()),
        };
        dialog.misses = 0;
        dialog.answers = dialog.answers.saturating_add(1);
        dialog.last = LastTurn::Answered;
        if !dialog.tried.contains(&entry.id) {
            dialog.tried.push(entry.id.clone());
        }
        let mut actions = vec![Action::Say(message)];
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
        } else if self.someone_is_there(now) {
            Message::standard(Standard::OfferPerson).with(ChoiceAction::Human)
        } else {
            Message::standard(Standard::OfferMessage).with(ChoiceAction::Human)
        };
        Turn { dialog, actions: vec![Action::Say(message)] }
    }

    fn someone_is_there(&self, now: LocalTime) -> bool {
        let always = |channel: &Channel| channel.kind == ChannelKind::Webhook && channel.always;
        let open = self.pack.hours.as_ref().is_none_or(|hours| hours.at(now) == Open::Now);
        open || self.pack.channels.iter().any(always)
    }
}
