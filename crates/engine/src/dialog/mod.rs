//! The conversation as a function: `(dialog, event, context, now) → (dialog, actions)`.
//! No clock, no randomness, no I/O: the same arguments give the same turn (invariant 2).

mod courtesy;
mod message;
mod page;
mod respond;

pub use message::{CardView, Choice, ChoiceAction, Message, Say, Standard};
pub use respond::Engine;

use crate::pack;
use crate::transfer::TransferReason;

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
}

/// How the last turn ended, which decides the quick replies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastTurn {
    /// The visitor has said nothing yet.
    #[default]
    Start,
    /// With an answer or a question back.
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
    /// The visitor pressed a button that asks an entry.
    Asked(String),
}

/// What surrounds the visitor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Context<'a> {
    /// The visitor's language, a BCP 47 tag.
    pub locale: &'a str,
    /// Path of the page, such as `/cart`.
    pub page: &'a str,
}

/// What the widget shall do, in order.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Show a message.
    Say(Message),
    /// Start the hand-over.
    HandOver(TransferReason),
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
    fn offers(self, turn: pack::Turn) -> bool {
        match turn {
            pack::Turn::Always => true,
            pack::Turn::Start => self == Self::Start,
            pack::Turn::Answered => self == Self::Answered,
            pack::Turn::Unknown => self == Self::Unknown,
        }
    }
}

crate::kept_struct!(Dialog { misses, answers, tried, last, form_offered, transfer });
crate::kept_enum!(LastTurn { Start = "start", Answered = "answered", Unknown = "unknown" });
