//! What travels between the desk and its agents' console.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::chatwoot::{Message, Minutes};
use crate::handoff::{Handoff, ProfileValue};

/// What is answered to a right password where a code is needed as well.
pub const CODE_NEEDED: &str = "enter the code of your authenticator app";

/// The header that carries [`SignedIn::csrf`] with everything that changes something.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// What somebody may do at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers visitors.
    #[default]
    Agent,
    /// Sees how everybody fares, and invites agents.
    Supervisor,
    /// Everything, the audit log too.
    Owner,
}

/// Whether somebody takes conversations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// Yes.
    Online,
    /// Not just now.
    Busy,
    /// Not here.
    #[default]
    Away,
}

/// Where a conversation stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Somebody has to do something.
    #[default]
    Open,
    /// An automaton has it.
    Pending,
    /// It is over, until the visitor writes again.
    Resolved,
    /// It rests until a moment, or until the visitor writes.
    Snoozed,
}

/// `POST /desk/api/sign-in`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SignIn {
    /// E-mail address.
    pub email: String,
    /// Password.
    pub password: String,
    /// The code of the authenticator app; empty until it is asked for.
    #[serde(default)]
    pub code: String,
}

/// `GET /desk/api/second-step`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStep {
    /// Whether signing in takes a code of an authenticator app as well.
    pub is_on: bool,
}

/// The answer to it: what an authenticator app needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondStepKey {
    /// The key in Base32, to be typed.
    pub secret: String,
    /// The same as an `otpauth://` address, to be scanned.
    pub address: String,
}

/// `POST /desk/api/second-step`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Password {
    /// That of whoever is signed in.
    pub password: String,
}

/// `PUT` and `DELETE /desk/api/second-step`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// Six digits.
    pub code: String,
}

/// `POST /desk/api/invitation`: somebody who was invited sets a password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Accept {
    /// From the link.
    pub token: String,
    /// The name that visitors read; empty keeps the one of the invitation.
    #[serde(default)]
    pub name: String,
    /// Password, of at least ten characters.
    pub password: String,
}

/// Who is signed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// They themselves.
    pub me: Agent,
    /// Goes along with everything that changes something.
    pub csrf: String,
}

/// Somebody who answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    /// Number.
    pub id: i64,
    /// E-mail address.
    pub email: String,
    /// Name that visitors read.
    pub name: String,
    /// What they do at the site.
    pub title: String,
    /// What they may do.
    pub role: Role,
    /// Whether they take conversations.
    pub availability: Availability,
    /// Whether profiles are shown to them as they are.
    pub sees_sensitive: bool,
    /// Whether they may no longer sign in.
    pub is_disabled: bool,
    /// What they are for; empty for whatever comes.
    #[serde(default)]
    pub department: String,
    /// So many conversations they have at most, where the desk gives them out.
    #[serde(default)]
    pub room: u32,
}

/// `POST /desk/api/agents`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewAgent {
    /// E-mail address.
    pub email: String,
    /// Name.
    pub name: String,
    /// What they do at the site.
    #[serde(default)]
    pub title: String,
    /// What they may do.
    #[serde(default)]
    pub role: Role,
    /// Whether profiles are shown to them as they are.
    #[serde(default)]
    pub sees_sensitive: bool,
    /// What they are for; empty for whatever comes.
    #[serde(default)]
    pub department: String,
    /// So many conversations they have at most, where the desk gives them out.
    #[serde(default = "usual_room")]
    pub room: u32,
}

/// As many as one can answer without letting anybody wait for long.
fn usual_room() -> u32 {
    5
}

impl Default for NewAgent {
    fn default() -> Self {
        Self {
            email: String::new(),
            name: String::new(),
            title: String::new(),
            role: Role::default(),
            sees_sensitive: false,
            department: String::new(),
            room: usual_room(),
        }
    }
}

/// The answer to an invitation: where the invited sets a password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Invited {
    /// Works once, for two days.
    pub link: String,
}

/// A conversation in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Number.
    pub id: i64,
    /// The visitor's name, or empty.
    pub contact: String,
    /// Where it stands.
    pub status: Status,
    /// Who has it.
    pub assignee: Option<i64>,
    /// For which department.
    pub department: String,
    /// Why a person was asked for, one of the words of the hand-over.
    pub reason: String,
    /// From 0 to 100, with what waiting has added.
    pub priority: u32,
    /// Since when somebody waits, in milliseconds since 1970.
    pub waiting_since: i64,
    /// When something last happened.
    pub active_at: i64,
    /// The newest words, cut off.
    pub newest: String,
    /// So many of the visitor's messages nobody has read.
    pub unread: u32,
    /// The visitor's language.
    pub locale: String,
    /// How content the visitor was, 1 to 5.
    pub rating: Option<i64>,
}

/// A conversation with everything that a person needs to go on with it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// As in the list.
    pub summary: Summary,
    /// All messages, notes among the people of the site too, the oldest first.
    pub messages: Vec<Message>,
    /// The hand-over; the values of its profile are covered for those who may not see them.
    pub handoff: Option<Handoff>,
    /// Whether values are covered.
    pub is_covered: bool,
    /// Who the visitor is in the books of the site, where the site has vouched for it.
    #[serde(default)]
    pub vouched_for: Option<String>,
    /// When the visitor last read it, in seconds since 1970.
    pub contact_seen_at: i64,
}

/// `POST …/reveal`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Reveal {
    /// What it is needed for; it goes into the audit log.
    pub reason: String,
}

/// The answer to it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Revealed {
    /// The values as they were given.
    pub values: Vec<ProfileValue>,
}

/// `POST …/messages`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Reply {
    /// The words.
    pub content: String,
    /// Whether it is a note among the people of the site.
    #[serde(default)]
    pub is_note: bool,
    /// Makes a retry the same message.
    pub echo_id: String,
}

/// `POST …/assign`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Assign {
    /// To whom; nobody puts it back into the queue.
    pub agent: Option<i64>,
    /// For which department, if it changes.
    #[serde(default)]
    pub department: Option<String>,
}

/// `POST …/snooze`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Snooze {
    /// For so long.
    pub minutes: u32,
}

/// A reply that is written once and used often.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canned {
    /// Number; 0 for a new one.
    #[serde(default)]
    pub id: i64,
    /// Short name, typed after `/`.
    pub short: String,
    /// The words; `{{name}}` stands for the visitor's name.
    pub content: String,
}

/// How the desk fares.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// So many wait.
    pub waiting: u32,
    /// So many are being talked to.
    pub live: u32,
    /// So many came within the last 24 hours.
    pub today: u32,
    /// So many of these are over.
    pub resolved: u32,
    /// How long the next one will wait.
    pub expected_wait: Option<Minutes>,
    /// Median seconds until the first reply, over the last 24 hours.
    pub first_reply_seconds: Option<u32>,
    /// Median seconds until it was over.
    pub resolution_seconds: Option<u32>,
    /// Answers to the survey, by their number from 1 to 5.
    pub ratings: [u32; 5],
    /// Why people were asked for, the most frequent first.
    pub reasons: Vec<(String, u32)>,
    /// In so many visits of the last 24 hours the assistant was asked something.
    #[serde(default)]
    pub chats: u32,
    /// So many of these were handed over; the others were contained.
    #[serde(default)]
    pub handed_over: u32,
    /// So many conversations of the last 30 days are over.
    #[serde(default)]
    pub ended: u32,
    /// So many of these were solved at the first contact: not opened again, and no other one came within seven days.
    #[serde(default)]
    pub first_contact: u32,
    /// So many questions were asked in vain and are not settled.
    #[serde(default)]
    pub unanswered: u32,
    /// Conversations by the hour of the last day, the oldest first.
    pub by_hour: Vec<u32>,
    /// The last days with conversations, the oldest first.
    #[serde(default)]
    pub by_day: Vec<Day>,
}

/// How the desk fared on a day, by the conversations that began on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The day in UTC, such as `2026-11-28`.
    pub date: String,
    /// So many began.
    pub conversations: u32,
    /// So many of these are over.
    pub resolved: u32,
    /// Median seconds until the first reply.
    pub first_reply_seconds: Option<u32>,
    /// Median seconds until it was over.
    pub resolution_seconds: Option<u32>,
    /// Answers to the survey, by their number from 1 to 5.
    pub ratings: [u32; 5],
    /// In so many visits the assistant was asked something.
    #[serde(default)]
    pub chats: u32,
    /// So many of these were handed over.
    #[serde(default)]
    pub handed_over: u32,
    /// So many conversations were solved at the first contact.
    #[serde(default)]
    pub first_contact: u32,
}

/// What the assistant knows, as the people who answer see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Knowledge {
    /// The version of the pack that visitors get; 0 where the desk has none.
    pub version: i64,
    /// Its languages.
    pub locales: Vec<String>,
    /// What visitors asked in vain.
    pub unanswered: Vec<Unanswered>,
    /// Its versions, the newest first.
    pub versions: Vec<PackVersion>,
}

/// A question that nobody has answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// Number.
    pub id: i64,
    /// In the words of the visitor who asked last.
    pub question: String,
    /// So many asked.
    pub count: u32,
    /// When the last one did, in milliseconds since 1970.
    pub at: i64,
}

/// A version of the pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackVersion {
    /// Number.
    pub version: i64,
    /// Who published it; `=site` for the file of the site.
    pub author: String,
    /// What was changed.
    pub note: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// An entry as it is written at the desk: a new one, or another wording of one that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The entry that it takes the place of; a new one without it.
    #[serde(default)]
    pub entry: Option<String>,
    /// The question by language.
    pub question: BTreeMap<String, String>,
    /// The answer by language.
    pub answer: BTreeMap<String, String>,
}

/// `POST /knowledge/try`: what would be answered?
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    /// What a visitor would say.
    pub question: String,
    /// In this language.
    pub locale: String,
    /// With this entry, which is not published yet.
    #[serde(default)]
    pub draft: Option<Draft>,
}

/// What would be answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// Whether the first entry would be given as the answer; otherwise they would be offered, or there is none.
    pub is_answer: bool,
    /// The entries, the best first.
    pub entries: Vec<Found>,
}

/// An entry that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Its id; empty for the draft.
    pub id: String,
    /// Its question.
    pub question: String,
    /// Its answer.
    pub answer: String,
}

/// `POST /knowledge/publish`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publish {
    /// The version that the writer saw.
    pub base: i64,
    /// What is new.
    pub draft: Draft,
    /// The question that it settles.
    #[serde(default)]
    pub settles: Option<i64>,
}

/// A line of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// Number.
    pub id: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who.
    pub actor: String,
    /// Did what.
    pub action: String,
    /// With what.
    pub subject: String,
    /// Why, or how.
    pub detail: String,
}

/// What the desk tells the consoles as it happens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A conversation is new, or something about it changed.
    Conversation {
        /// As it stands now.
        summary: Summary,
    },
    /// Somebody wrote.
    Message {
        /// What.
        message: Box<Message>,
    },
    /// The visitor types, or stopped.
    Typing {
        /// In which conversation.
        conversation: i64,
        /// Who; nobody for the visitor.
        agent: Option<i64>,
        /// Whether they type.
        is_typing: bool,
    },
    /// The visitor has read what was written.
    Seen {
        /// In which conversation.
        conversation: i64,
        /// When, in seconds since 1970.
        at: i64,
    },
    /// Somebody looks at a conversation.
    Looking {
        /// Who.
        agent: i64,
        /// At which; at none when absent.
        conversation: Option<i64>,
    },
    /// A visitor had a conversation erased: nothing of it is to stay on any screen.
    Erased {
        /// Which.
        conversation: i64,
    },
    /// Somebody came, went or changed.
    Agent {
        /// As they are now.
        agent: Agent,
    },
}
