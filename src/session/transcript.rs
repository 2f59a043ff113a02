//! The rows of a conversation: who said what, when, and what became of it.

use std::cell::Cell;
use std::rc::Rc;

use crate::platform::Millis;
use kefu_engine::calendar::digits;
use kefu_engine::dialog::Message;
use kefu_engine::{kept_enum, kept_struct};
use leptos::prelude::{Notify, Track};
use leptos::reactive::signal::ArcTrigger;

/// Who wrote a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The person in front of the page.
    Visitor,
    /// The automatic assistant.
    Bot,
    /// A person of the site.
    Agent,
    /// The widget itself, about the conversation.
    System,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// The visitor's words.
    Visitor(String),
    /// The assistant's message.
    Bot(Message),
    /// A file of the visitor.
    File(SentFile),
    /// A person's words.
    Agent(Said),
    /// What happened.
    System(Note),
}

/// A file of the visitor; what is in it goes to people and is not kept here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SentFile {
    /// What they call it.
    pub name: String,
    /// The tab that sends it.
    pub tab: String,
}

/// A person's words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Their name; may be empty.
    pub name: String,
    /// The words.
    pub text: String,
}

/// What happened to the conversation.
#[derive(Clone, Debug, PartialEq)]
pub enum Note {
    /// People have the hand-over and are there; by this channel.
    Reached(String),
    /// People have the message and will read it when they are back; by this channel.
    MessageLeft(String),
    /// The visitor goes on elsewhere, by this channel.
    LinkOpened(String),
    /// Nobody could be reached.
    NotReached,
    /// The visitor called the hand-over off.
    CalledOff,
    /// The visitor is back with the assistant.
    BackToAssistant,
    /// The profile was saved.
    ProfileSaved,
    /// The profile was erased.
    ProfileErased,
    /// This person has the conversation now.
    Joined(String),
    /// People have ended the conversation.
    Ended,
    /// The visitor has said how content they are.
    Rated,
    /// A file that is too large, or of a kind that nobody takes.
    FileRefused,
}

/// What became of a visitor's message.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delivery {
    /// Answered here, or taken by the other side.
    #[default]
    Sent,
    /// On its way.
    Sending,
    /// It did not arrive; it can be tried again.
    Failed,
    /// A person has read it.
    Seen,
}

/// A row as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct SavedRow {
    /// When, in milliseconds since 1970.
    pub at: Millis,
    /// What it says.
    pub body: Body,
    /// What became of it.
    pub delivery: Delivery,
}

/// A row as it is shown. Cheap to clone; what changes inside it is a signal.
#[derive(Clone, Debug)]
pub struct Row {
    /// Unique, and sorts by time.
    pub id: Rc<str>,
    /// When, in milliseconds since 1970.
    pub at: Millis,
    /// What it says.
    pub body: Rc<Body>,
    /// What became of it.
    pub delivery: Fate,
}

/// What became of a row, as it changes. A handle: clones are the same fate.
#[derive(Clone, Debug)]
pub struct Fate(Rc<(Cell<Delivery>, ArcTrigger)>);

impl Fate {
    fn new(delivery: Delivery) -> Self {
        Self(Rc::new((Cell::new(delivery), ArcTrigger::new())))
    }

    /// What became of it so far; subscribes to what comes.
    pub fn get(&self) -> Delivery {
        self.0.1.track();
        self.get_untracked()
    }

    /// What became of it so far.
    pub fn get_untracked(&self) -> Delivery {
        self.0.0.get()
    }

    pub(crate) fn set(&self, delivery: Delivery) {
        self.0.0.set(delivery);
        self.0.1.notify();
    }
}

impl Row {
    pub(crate) fn new(id: &str, saved: SavedRow) -> Self {
        Self {
            id: id.into(),
            at: saved.at,
            body: Rc::new(saved.body),
            delivery: Fate::new(saved.delivery),
        }
    }

    pub(crate) fn saved(&self) -> SavedRow {
        SavedRow {
            at: self.at,
            body: Body::clone(&self.body),
            delivery: self.delivery.get_untracked(),
        }
    }

    /// Who wrote it.
    pub fn author(&self) -> Author {
        match *self.body {
            Body::Visitor(_) | Body::File(_) => Author::Visitor,
            Body::Bot(_) => Author::Bot,
            Body::Agent(_) => Author::Agent,
            Body::System(_) => Author::System,
        }
    }
}

impl Author {
    /// As it stands in `data-author` and in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Bot => "bot",
            Self::Agent => "agent",
            Self::System => "system",
        }
    }
}

/// The id of a row: its time, so that it sorts by that, and a mark that nobody else has.
pub(crate) fn id_at(at: Millis, mark: &str) -> String {
    /// Digits of the milliseconds of the next 3,000 years.
    const DIGITS: usize = 14;
    digits(at, DIGITS) + mark
}

/// Puts a row where its time says, or renews the one with its id. Says whether it was new.
pub(crate) fn place(rows: &mut Vec<Row>, row: Row) -> bool {
    // Nearly always the newest: look from the end.
    let at = rows.iter().rposition(|known| known.id <= row.id).map_or(0, |before| before + 1);
    let known = at.checked_sub(1).and_then(|before| rows.get(before));
    if let Some(known) = known.filter(|known| known.id == row.id) {
        let delivery = row.delivery.get_untracked();
        if known.delivery.get_untracked() != delivery {
            known.delivery.set(delivery);
        }
        return false;
    }
    rows.insert(at, row);
    true
}

kept_struct!(SentFile { name, tab });
kept_struct!(Said { name, text });
kept_struct!(SavedRow { at, body, delivery });
kept_enum!(Body {
    ;
    Visitor(String) = "visitor",
    Bot(Message) = "bot",
    File(SentFile) = "file",
    Agent(Said) = "agent",
    System(Note) = "system",
});
kept_enum!(Note {
    NotReached = "not_reached",
    CalledOff = "called_off",
    BackToAssistant = "back_to_assistant",
    ProfileSaved = "profile_saved",
    ProfileErased = "profile_erased",
    Ended = "ended",
    Rated = "rated",
    FileRefused = "file_refused";
    Reached(String) = "reached",
    MessageLeft(String) = "message_left",
    LinkOpened(String) = "link_opened",
    Joined(String) = "joined",
});
kept_enum!(Delivery { Sent = "sent", Sending = "sending", Failed = "failed", Seen = "seen" });
