//! Asking the engine, which may run elsewhere and may not be there yet.
//!
//! One errand is out at a time, since each begins with the dialog that the last one ended with.

use std::cell::RefCell;
use std::rc::Rc;

use kefu_engine::dialog::{Action, ChoiceAction, Event, Known, LastTurn};
use kefu_engine::errand::{Errand, Reply};
use kefu_engine::json::Value;
use kefu_engine::kept::Kept;
use kefu_engine::transfer::Standing;
use kefu_engine::trigger::Look;
use leptos::prelude::untrack;

use super::handoff::Handoff;
use super::transcript::{Body, Delivery};
use super::watch::Facet;
use super::{Choice, Message, Say, Session, Standard};

/// So long a hand-over waits for the engine to weigh its words.
const WEIGHING_MS: u32 = 1_000;

/// What the engine is asked about.
#[derive(Clone, PartialEq)]
pub(super) enum Matter {
    /// Something happened, and wants an answer.
    Event(Event),
    /// What is seen of the visit: something may be due to be said.
    Look(Look),
    /// How the visitor is served from now on.
    Service,
}

/// What follows once the engine has answered, or has not in time.
type GoOn = Box<dyn FnOnce(Option<String>)>;

impl Session {
    /// Whether the engine has yet to answer something.
    pub(super) fn awaits_engine(self) -> bool {
        self.dialog().track();
        // That a person has the conversation is nothing to answer.
        let wants_answer = |matter: &Matter| matches!(matter, Matter::Event(event) if !matches!(event, Event::Transferred(_)));
        self.inner().matters.borrow().iter().any(wants_answer)
    }

    /// Whether the visitor is about to be greeted.
    pub(super) fn is_greeting(self) -> bool {
        self.inner().matters.borrow().contains(&Matter::Event(Event::Opened))
    }

    /// Tells the engine what happened, and does what it says.
    pub(super) fn respond(self, event: Event) {
        self.queue(Matter::Event(event));
    }

    /// Something changed that decides how the visitor is served: the engine is asked again.
    pub(super) fn refresh(self) {
        // Whatever waits to be asked will see it.
        let is_asked = |matter: &Matter| !matches!(matter, Matter::Look(_));
        if !self.inner().matters.borrow().iter().skip(1).any(is_asked) {
            self.queue(Matter::Service);
        }
    }

    /// Whether an answer is outstanding, to whatever question.
    pub(super) fn is_asking(self) -> bool {
        !self.inner().matters.borrow().is_empty()
    }

    pub(super) fn queue(self, matter: Matter) {
        let inner = self.inner();
        let mut matters = inner.matters.borrow_mut();
        matters.push(matter);
        let is_first = matters.len() == 1;
        drop(matters);
        if is_first {
            self.ask();
        }
    }

    /// Asks about the oldest matter.
    fn ask(self) {
        let inner = self.inner();
        let Some(matter) = inner.matters.borrow().first().cloned() else { return };
        let shows = matches!(matter, Matter::Event(_));
        if shows {
            self.remember_page();
        }
        inner.transfer.set(self.dialog().with_untracked(|dialog| dialog.transfer));
        inner.consents_asked.set(inner.consents.get());
        inner.person_asked.set(inner.person.get());
        let errand = untrack(|| self.errand(matter));
        inner.brain.ask(
            errand.write().write(),
            Box::new(move |reply| {
                if self.is_alive() {
                    self.hear(reply.as_deref().and_then(read));
                }
            }),
        );
        if shows && self.is_asking() {
            // It takes its time, which the visitor may see.
            self.change(Facet::Dialog, |_| ());
        }
    }

    fn errand(self, matter: Matter) -> Errand {
        let inner = self.inner();
        let (event, look) = match matter {
            Matter::Event(event) => (Some(event), None),
            Matter::Look(look) => (None, Some(Look { seen: inner.vault.seen(), ..look })),
            Matter::Service => (None, None),
        };
        let now = self.site_time();
        let page = inner.platform.page();
        let visitor = self.guest();
        let model = inner.model.borrow();
        let mut variables = vec![Known { name: "page.title".to_owned(), text: page.title }];
        let profile = model.profile.as_ref().filter(|saved| saved.may_be_shared());
        let values = profile.into_iter().flat_map(|profile| &profile.values);
        variables.extend(
            values.map(|one| Known {
                name: ["visitor.", &one.field].concat(),
                text: one.value.clone(),
            }),
        );
        Errand {
            dialog: model.dialog.clone(),
            event,
            look,
            now,
            locale: model.locale.clone(),
            page: page.path,
            about: page.about,
            variables,
            tags: Vec::new(),
            visits: 1 + u32::from(profile.is_some()),
            visitor,
            talk: model.talk.clone(),
        }
    }

    /// The engine has answered about the oldest matter, or will not.
    fn hear(self, reply: Option<Reply>) {
        let inner = self.inner();
        // It stays in the queue until it is done with: what happens meanwhile waits behind it.
        let Some(matter) = inner.matters.borrow().first().cloned() else { return };
        // What the last person asked is nobody's business now.
        let is_theirs = inner.person_asked.get() == inner.person.get();
        match (matter, reply) {
            _ if !is_theirs => {}
            (Matter::Event(event), Some(reply)) => self.take(Some(&event), reply),
            (Matter::Event(event), None) => self.lose(&event),
            (Matter::Look(_), Some(reply)) => {
                inner.visit.borrow_mut().in_vain = 0;
                // Whoever began to do something else meanwhile is not interrupted.
                if !reply.seen.is_null() && !self.is_busy() {
                    inner.vault.tab();
                    inner.vault.keep_seen(&reply.seen);
                    self.take(None, reply);
                }
            }
            (Matter::Service, Some(reply)) => {
                let awaited = reply.served.awaited;
                self.note(reply);
                // A call that this page never made was made before a reload.
                if let Some(awaited) = awaited.filter(|_| !inner.has_asked.replace(true)) {
                    self.expect_answer(awaited);
                }
            }
            (Matter::Look(_), None) => inner.visit.borrow_mut().in_vain += 1,
            (Matter::Service, None) => {}
        }
        let matter = inner.matters.borrow_mut().remove(0);
        // Looks come every few seconds, and show only what they bring.
        if !matches!(matter, Matter::Look(_)) {
            self.change(Facet::Dialog, |_| ());
        }
        self.ask();
    }

    /// Does what the engine says about an event, or by itself.
    fn take(self, event: Option<&Event>, reply: Reply) {
        let inner = self.inner();
        let turn = reply.turn.clone();
        let with_person = self.is_with_person();
        self.note(reply);
        self.remember_answers(&turn);
        self.change(Facet::Dialog, |model| {
            let transfer = model.dialog.transfer;
            model.dialog = turn.dialog;
            // What happened while the engine was thinking.
            if transfer != inner.transfer.get() {
                model.dialog.transfer = transfer;
            }
            if with_person {
                model.dialog.flow = None;
            }
        });
        if !self.comes_too_late(event) {
            turn.actions.into_iter().for_each(|action| self.act(action));
        }
        if matches!(event, Some(Event::Transferred(_))) {
            self.tell_insight();
        }
        self.keep_state();
    }

    pub(super) fn is_with_person(self) -> bool {
        self.handoff().with_untracked(|handoff| matches!(handoff, Handoff::Reached { .. }))
    }

    /// Nobody greets in the middle of a conversation or behind a closed door, and nobody answers beside a person.
    fn comes_too_late(self, event: Option<&Event>) -> bool {
        let is_met = self.is_open().get_untracked() && self.rows().with_untracked(Vec::is_empty);
        self.is_with_person() || event == Some(&Event::Opened) && !is_met
    }

    /// How the visitor is served from now on.
    fn note(self, mut reply: Reply) {
        let inner = self.inner();
        if inner.consents_asked.get() != inner.consents.get() {
            // It follows from what the visitor no longer agrees to; the next reply will not.
            reply.served.forget_visitor();
        }
        self.change(Facet::Served, |model| {
            model.served = reply.served;
            model.talk = reply.talk;
            model.insight = reply.insight;
        });
    }

    /// The visitor has agreed to something else: what followed from it is forgotten at once.
    pub(super) fn consent_changed(self) {
        let inner = self.inner();
        inner.consents.set(inner.consents.get() + 1);
        self.change(Facet::Served, |model| model.served.forget_visitor());
        self.refresh();
    }

    fn act(self, action: Action) {
        match action {
            Action::Say(message) => {
                self.append(Body::Bot(message), Delivery::Sent);
            }
            // One that is under way is not begun anew.
            Action::HandOver(reason) => {
                if !self.is_sending() {
                    self.review(reason);
                }
            }
            Action::Call(request) => self.call(request),
        }
    }

    /// What happens without the engine: the visitor who asked is told, and there is still a person.
    fn lose(self, event: &Event) {
        let mut choices = vec![Choice { label: None, action: ChoiceAction::Human }];
        match event {
            Event::Said(text) => {
                let again = ChoiceAction::Say(text.clone());
                choices.insert(0, Choice { label: None, action: again });
            }
            Event::Opened | Event::Asked(_) | Event::Started(_) | Event::Answered { .. } => {}
            Event::Triggered { .. } | Event::Wrote(_) | Event::Transferred(_) => return,
        }
        if self.comes_too_late(Some(event)) {
            return;
        }
        let say = Say::Standard(Standard::NotLoaded);
        let message = Message { say, choices, cards: Vec::new(), entry: None };
        self.change(Facet::Dialog, |model| {
            model.dialog.last = LastTurn::Unknown;
            if matches!(event, Event::Answered { .. }) {
                // Nobody will bring that answer again.
                model.dialog.flow = None;
            }
        });
        self.append(Body::Bot(message), Delivery::Sent);
        self.keep_state();
    }

    /// Lets the engine weigh what is written to a person, beside whatever else it is asked.
    pub(super) fn weigh(self, message: String, go_on: impl FnOnce(Option<Standing>) + 'static) {
        let errand = untrack(|| self.errand(Matter::Event(Event::Wrote(message))));
        self.ask_in_time(errand.write().write(), |reply| {
            let reply = reply.as_deref().and_then(read);
            go_on(reply.map(|reply| reply.turn.dialog.standing));
        });
    }

    /// Asks the engine something, beside whatever else it is asked, and goes on, once: a person does not wait long for the
    /// assistant.
    pub(super) fn ask_in_time(self, errand: String, go_on: impl FnOnce(Option<String>) + 'static) {
        let inner = self.inner();
        let go_on: RefCell<Option<GoOn>> = RefCell::new(Some(Box::new(go_on)));
        let person = inner.person.get();
        let go_on = Rc::new(move |reply| {
            // Nothing of the last person goes on in the name of the next.
            let is_theirs =
                |_: &GoOn| self.living().is_some_and(|inner| inner.person.get() == person);
            let go_on = go_on.take().filter(is_theirs);
            if let Some(go_on) = go_on {
                go_on(reply);
            }
        });
        let in_time = go_on.clone();
        inner.brain.ask(errand, Box::new(move |reply| in_time(reply)));
        let wait = inner.platform.sleep(WEIGHING_MS);
        inner.platform.spawn(Box::pin(async move {
            wait.await;
            go_on(None);
        }));
    }
}

fn read(reply: &str) -> Option<Reply> {
    Reply::read(&Value::parse(reply)?)
}
