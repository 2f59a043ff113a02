//! Asking the engine, which may run elsewhere and may not be there yet.
//!
//! One errand is out at a time, since each begins with the dialog that the last one ended with.

use std::cell::RefCell;
use std::rc::Rc;

use kefu_engine::dialog::{Action, ChoiceAction, Event, Known, LastTurn, Turn};
use kefu_engine::errand::Errand;
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use leptos::prelude::untrack;

use super::handoff::Handoff;
use super::transcript::{Body, Delivery};
use super::watch::Facet;
use super::{Choice, Message, Say, Session, Standard};

/// So long a hand-over waits for the engine to weigh its words.
const WEIGHING_MS: u32 = 1_000;

impl Session {
    /// Whether the engine has yet to answer something.
    pub(super) fn awaits_engine(self) -> bool {
        self.dialog().track();
        !self.inner().events.borrow().is_empty()
    }

    /// Tells the engine what happened, and does what it says.
    pub(super) fn respond(self, event: Event) {
        let inner = self.inner();
        let mut events = inner.events.borrow_mut();
        events.push(event);
        let is_first = events.len() == 1;
        drop(events);
        if is_first {
            self.ask();
        }
    }

    /// Asks about the oldest event.
    fn ask(self) {
        let inner = self.inner();
        let Some(event) = inner.events.borrow().first().cloned() else { return };
        self.remember_page();
        let errand = untrack(|| self.errand(event));
        inner.brain.ask(
            errand.write().write(),
            Box::new(move |answer| {
                if self.is_alive() {
                    self.hear(answer.as_deref());
                }
            }),
        );
        if !inner.events.borrow().is_empty() {
            // It takes its time, which the visitor may see.
            self.change(Facet::Dialog, |_| ());
        }
    }

    fn errand(self, event: Event) -> Errand {
        let now = self.site_time();
        let dialog = self.dialog().get();
        self.with_context(|context| {
            let known =
                |(name, text): &(String, String)| Known { name: name.clone(), text: text.clone() };
            Errand {
                dialog,
                event,
                now,
                locale: context.locale.to_owned(),
                page: context.page.to_owned(),
                about: context.about.to_owned(),
                variables: context.variables.iter().map(known).collect(),
                tags: context.tags.to_vec(),
                visits: context.visits,
            }
        })
    }

    /// The engine has answered about the oldest event, or will not.
    fn hear(self, answer: Option<&str>) {
        let inner = self.inner();
        let event = inner.events.borrow_mut().remove(0);
        let turn = answer.and_then(read).unwrap_or_else(|| self.lost(&event));
        let missed = self.dialog().with_untracked(|dialog| dialog.misses);
        self.learn_from(&event, &turn, missed);
        self.change(Facet::Dialog, |model| model.dialog = turn.dialog);
        if !self.comes_too_late(&event) {
            turn.actions.into_iter().for_each(|action| self.act(action));
        }
        self.keep_state();
        self.ask();
    }

    /// Lets the engine weigh what is written to a person, and goes on, once.
    /// A person does not wait long for the assistant.
    pub(super) fn weigh(self, message: String, go_on: impl FnOnce() + 'static) {
        let inner = self.inner();
        if inner.is_weighing.replace(true) {
            return;
        }
        let go_on: RefCell<Option<Box<dyn FnOnce()>>> = RefCell::new(Some(Box::new(go_on)));
        let go_on = Rc::new(move || {
            let go_on = go_on.take().filter(|_| self.is_alive());
            if let Some(go_on) = go_on {
                self.inner().is_weighing.set(false);
                go_on();
            }
        });
        let errand = untrack(|| self.errand(Event::Wrote(message)));
        let weighed = go_on.clone();
        inner.brain.ask(
            errand.write().write(),
            Box::new(move |answer| {
                let turn = answer.as_deref().and_then(read).filter(|_| self.is_alive());
                if let Some(turn) = turn {
                    self.change(Facet::Dialog, |model| {
                        model.dialog.standing = turn.dialog.standing;
                    });
                }
                weighed();
            }),
        );
        if inner.is_weighing.get() {
            let wait = inner.platform.sleep(WEIGHING_MS);
            inner.platform.spawn(Box::pin(async move {
                wait.await;
                go_on();
            }));
        }
    }

    /// Nobody greets in the middle of a conversation, and nobody answers beside a person.
    fn comes_too_late(self, event: &Event) -> bool {
        let with_person =
            self.handoff().with_untracked(|handoff| matches!(handoff, Handoff::Reached { .. }));
        with_person || *event == Event::Opened && !self.rows().with_untracked(Vec::is_empty)
    }

    fn act(self, action: Action) {
        match action {
            Action::Say(message) => {
                self.append(Body::Bot(message), Delivery::Sent);
            }
            Action::HandOver(reason) => self.review(reason),
            Action::Call(request) => self.call(request),
        }
    }

    /// What happens without the engine: the visitor is told, and there is still a person.
    fn lost(self, event: &Event) -> Turn {
        let mut dialog = self.dialog().get_untracked();
        let mut choices = vec![Choice { label: None, action: ChoiceAction::Human }];
        if let Event::Said(text) = event {
            choices.insert(0, Choice { label: None, action: ChoiceAction::Say(text.clone()) });
        }
        dialog.last = LastTurn::Unknown;
        let say = Say::Standard(Standard::NotLoaded);
        let message = Message { say, choices, cards: Vec::new(), entry: None };
        Turn { dialog, actions: vec![Action::Say(message)] }
    }
}

fn read(turn: &str) -> Option<Turn> {
    Turn::read(&Value::parse(turn)?)
}
