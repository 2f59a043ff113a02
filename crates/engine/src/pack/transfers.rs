//! The part of a site pack that says when a person is the better answer.
//! The doc comments here are what an editor shows from the JSON Schema, so they speak to the owner.

use super::localized::Phrases;
use super::read::{record, words};

words! {
    /// How a visitor comes to a person.
    pub enum Calling {
        /// They are asked, with a button.
        #[default]
        Offer = "offer",
        /// They are led there at once; what goes along is still theirs to decide.
        HandOver = "hand_over",
    }
}

record! {
    /// When a person is offered, and how urgent that is. Everything here has a good value without you.
    ///
    /// What goes wrong in a conversation is counted in points, and from 4 points on a person is offered.
    pub struct TransferRules {
        required {}
        optional {
            /// What follows when a visitor asks for a person in words; usually `hand_over`.
            requests: Option<Calling>,
            /// From how many points on a person is offered, 1 to 100; usually 4.
            offer_from: Option<u32>,
            /// From how many points on the visitor is led to a person without being asked; without it, never.
            hand_over_from: Option<u32>,
            /// How many messages pass before a person is offered again; usually 4.
            quiet_messages: Option<u32>,
            /// What each kind of trouble counts.
            points: TroublePoints,
            /// Topics that you leave to people, such as data protection or a death in the family.
            topics: Vec<Topic>,
            /// Tags of visitors for whom a person is offered sooner, once anything goes wrong.
            valued_tags: Vec<String>,
            /// What makes a hand-over urgent.
            priority: PriorityPoints,
        }
    }
}

record! {
    /// What each kind of trouble counts. 0 means that it never matters.
    pub struct TroublePoints {
        required {}
        optional {
            /// A complaint, an insult, anger or despair; usually 4.
            complaint: Option<u32>,
            /// A message that is not content, and not clearly a complaint; usually 1.
            annoyance: Option<u32>,
            /// Each time that the same is asked again after an answer; usually 3.
            repeat: Option<u32>,
            /// Each time in a row that there was no answer; usually 2.
            miss: Option<u32>,
            /// Each flow that could not help; usually 4.
            failed_flow: Option<u32>,
            /// That the visitor has one of `valued_tags`, if anything else counts; usually 2.
            valued: Option<u32>,
        }
    }
}

record! {
    /// A topic that you leave to people.
    pub struct Topic {
        required {
            /// Short name, unique among the topics; the person who takes over reads it.
            id: String,
            /// Words and phrases that tell it; one of them in a message is enough.
            words: Phrases,
        }
        optional {
            /// What follows: `offer` or `hand_over`.
            calling: Calling,
            /// What it adds to the priority, 0 to 100; usually 20.
            priority: Option<u32>,
        }
    }
}

record! {
    /// How the priority of a hand-over, 0 to 100, is put together.
    pub struct PriorityPoints {
        required {}
        optional {
            /// Something cannot wait; usually 25.
            urgent: Option<u32>,
            /// Money, a card, an account or a person is in danger; usually 45.
            danger: Option<u32>,
            /// A complaint; usually 15.
            complaint: Option<u32>,
            /// A threat to go to the authorities, the law or the public; usually 25.
            threat: Option<u32>,
            /// A visitor with one of `valued_tags`; usually 15.
            valued: Option<u32>,
            /// What every minute of waiting adds; usually 1.
            waiting_minute: Option<u32>,
            /// The most that waiting adds; usually 30.
            waiting_most: Option<u32>,
        }
    }
}

/// No number of these rules says more beyond this.
pub const MOST_POINTS: u32 = 100;

/// A number that the owner may leave out.
fn or(number: Option<u32>, usual: u32) -> u32 {
    number.unwrap_or(usual).min(MOST_POINTS)
}

impl TransferRules {
    /// What follows when a person is asked for in words.
    pub fn requests(&self) -> Calling {
        self.requests.unwrap_or(Calling::HandOver)
    }

    /// From how many points on a person is offered.
    pub fn offer_from(&self) -> u32 {
        or(self.offer_from.filter(|from| *from > 0), 4)
    }

    /// For how many messages no person is offered after one was.
    pub fn quiet_messages(&self) -> u32 {
        or(self.quiet_messages, 4)
    }
}

impl TroublePoints {
    /// Of a complaint.
    pub fn complaint(&self) -> u32 {
        or(self.complaint, 4)
    }

    /// Of an annoyed message.
    pub fn annoyance(&self) -> u32 {
        or(self.annoyance, 1)
    }

    /// Of a question asked again.
    pub fn repeat(&self) -> u32 {
        or(self.repeat, 3)
    }

    /// Of a miss.
    pub fn miss(&self) -> u32 {
        or(self.miss, 2)
    }

    /// Of a flow that could not help.
    pub fn failed_flow(&self) -> u32 {
        or(self.failed_flow, 4)
    }

    /// Of a valued visitor in trouble.
    pub fn valued(&self) -> u32 {
        or(self.valued, 2)
    }
}

impl Topic {
    /// What it adds to the priority.
    pub fn priority(&self) -> u32 {
        or(self.priority, 20)
    }
}

impl PriorityPoints {
    /// Of something that cannot wait.
    pub fn urgent(&self) -> u32 {
        or(self.urgent, 25)
    }

    /// Of danger.
    pub fn danger(&self) -> u32 {
        or(self.danger, 45)
    }

    /// Of a complaint.
    pub fn complaint(&self) -> u32 {
        or(self.complaint, 15)
    }

    /// Of a threat.
    pub fn threat(&self) -> u32 {
        or(self.threat, 25)
    }

    /// Of a valued visitor.
    pub fn valued(&self) -> u32 {
        or(self.valued, 15)
    }

    /// Of a minute of waiting.
    pub fn waiting_minute(&self) -> u32 {
        or(self.waiting_minute, 1)
    }

    /// Of waiting, at the most.
    pub fn waiting_most(&self) -> u32 {
        or(self.waiting_most, 30)
    }
}
