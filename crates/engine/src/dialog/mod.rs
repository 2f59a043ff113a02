//! The conversation as a function: `(dialog, event, context, now) → (dialog, actions)`.
//! No clock, no randomness, no I/O: the same arguments give the same turn (invariant 2).

mod clarify;
mod courtesy;
mod feedback;
mod find;
mod flow;
mod greet;
mod message;
mod offered;
mod open;
mod page;
mod refer;
mod respond;
mod scene;
mod several;
mod stop;

pub use feedback::{Rating, feedback_buttons};
pub use flow::{Known, Request, Running, is_good_address, named_values};
pub use message::{CardView, Choice, ChoiceAction, Message, Say, Standard};
pub use offered::quick_replies;
pub use open::Opened;
pub use page::matches as matches_page;
pub use respond::Engine;

use crate::pack;
use crate::strategy::Service;
use crate::transfer::{Standing, TransferReason};

/// What the conversation remembers; small, and written to the visitor's storage as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dialog {
    /// Times in a row that nothing was known.
    pub misses: u32,
    /// Answers given so far.
    pub answers: u32,
    /// Entries that were answered, in order, each once.
    pub tried: Vec<String>,
    /// How the last turn ended.
    pub last: LastTurn,
    /// Whether the profile form was offered.
    pub form_offered: bool,
    /// Why a person was asked for last.
    pub transfer: Option<TransferReason>,
    /// The flow that runs.
    pub flow: Option<Running>,
    /// Calls made so far; the number of each is its id.
    pub calls: u32,
    /// Flows that could not help.
    pub failed_flows: u32,
    /// What the visitor said last, newest last, for flows and for what "it" means.
    pub said: Vec<String>,
    /// The entry that was answered last.
    pub topic: Option<String>,
    /// The entries between which the visitor was asked to choose.
    pub choosing: Vec<String>,
    /// What speaks for a person.
    pub standing: Standing,
}

/// How the last turn ended, which decides the quick replies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastTurn {
    /// The visitor has said nothing yet.
    #[default]
    Start,
    /// With the answer of an entry, of which the visitor may say whether it helped.
    Entry,
    /// With something else that leads on, such as a question back.
    Answered,
    /// Without one.
    Unknown,
}

/// What happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The visitor opened the widget for the first time.
    Opened,
    /// The visitor typed, or pressed a button that speaks for them.
    Said(String),
    /// The visitor writes this to the people whom they are handed to; it is weighed, not answered.
    Wrote(String),
    /// The conversation was handed to a person; there is nothing to answer.
    Transferred(TransferReason),
    /// The visitor pressed a button that asks an entry.
    Asked(String),
    /// The visitor pressed a button that starts a flow.
    Started(String),
    /// An address that a flow asked has answered, or will not.
    Answered {
        /// The id of the request.
        call: u32,
        /// The HTTP status; 0 without an answer.
        status: u16,
        /// What was answered.
        body: String,
    },
    /// A trigger is due.
    Triggered {
        /// Its id.
        id: String,
        /// What the event brought, by names such as `event.amount`.
        values: Vec<Known>,
    },
}

/// What surrounds the visitor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Context<'a> {
    /// The visitor's language, a BCP 47 tag.
    pub locale: &'a str,
    /// Path of the page, such as `/cart`.
    pub page: &'a str,
    /// What the page is about, as the site calls it: a product, an order, a topic; empty for nothing.
    pub about: &'a str,
    /// What the site tells of the visitor and the page, by names such as `visitor.name` and `page.title`.
    pub variables: &'a [(String, String)],
    /// The visitor's tags.
    pub tags: &'a [String],
    /// How many times they have been here, this time included; 0 where that is not known.
    pub visits: u32,
    /// How this visitor is served, if not like everybody.
    pub service: Option<&'a Service<'a>>,
}

/// What the widget shall do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show a message.
    Say(Message),
    /// Start the hand-over.
    HandOver(TransferReason),
    /// Ask an address of the site, and tell its answer as `Event::Answered`.
    Call(Request),
}

/// The engine's whole answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// What to remember.
    pub dialog: Dialog,
    /// What to do.
    pub actions: Vec<Action>,
}

impl LastTurn {
    /// Whether the visitor got something to go on with.
    pub(super) fn leads_on(self) -> bool {
        matches!(self, Self::Entry | Self::Answered)
    }

    fn offers(self, turn: pack::Turn) -> bool {
        match turn {
            pack::Turn::Always => true,
            pack::Turn::Start => self == Self::Start,
            pack::Turn::Answered => self.leads_on(),
            pack::Turn::Unknown => self == Self::Unknown,
        }
    }
}

impl Dialog {
    /// So many messages are remembered, of so many letters each.
    const MOST_SAID: usize = 4;
    const MOST_LETTERS: usize = 200;

    /// Whether a flow waits for an answer of the site.
    pub fn is_waiting(&self) -> bool {
        self.flow.as_ref().is_some_and(|running| running.call.is_some())
    }

    fn remember(&mut self, message: &str) {
        self.said.push(message.chars().take(Self::MOST_LETTERS).collect());
        let too_many = self.said.len().saturating_sub(Self::MOST_SAID);
        self.said.drain(..too_many);
    }

    /// Something else came after the answer of an entry.
    fn go_on(&mut self) {
        if self.last == LastTurn::Entry {
            self.last = LastTurn::Answered;
        }
    }

    /// An entry was answered.
    fn answered(&mut self, id: &str) {
        self.misses = 0;
        self.answers = self.answers.saturating_add(1);
        self.last = LastTurn::Entry;
        self.topic = Some(id.to_owned());
        if !self.tried.iter().any(|tried| tried == id) {
            self.tried.push(id.to_owned());
        }
    }
}

crate::kept_struct!(Dialog { misses, answers, tried, last, form_offered, transfer } later {
    flow, calls, failed_flows, said, topic, choosing, standing,
});
crate::kept_enum!(LastTurn { Start = "start", Entry = "entry", Answered = "answered", Unknown = "unknown" });
