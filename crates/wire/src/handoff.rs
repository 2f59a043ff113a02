//! The hand-over packet: everything a person needs so that the visitor repeats nothing.

use serde::{Deserialize, Serialize};

/// Version of this format.
pub const VERSION: u32 = 1;

/// What the widget posts to a webhook when a visitor asks for a person.
///
/// The same packet may arrive more than once: `id` is also sent as the header `Idempotency-Key`.
/// Answer with any status from 200 to 299 once it is safely kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handoff {
    /// Version of this format; 1.
    pub kefu_handoff: u32,
    /// Unique to this hand-over, the same in every retry.
    pub id: String,
    /// The hand-over that this one adds a message to; absent for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    /// When the visitor asked, in ISO 8601 with UTC.
    pub requested_at: String,
    /// Why: `button`, `asked_for_human`, `unanswered`, `flow`, `flow_failed`, `complaint`, `repeated`, `topic` or
    /// `valued`.
    pub reason: String,
    /// The same as a sentence in the site's own language, with the words that gave the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// How urgent it is; absent in follow-ups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The visitor's language, a BCP 47 tag.
    pub locale: String,
    /// Whether people were there, by the business hours of the site.
    pub within_hours: bool,
    /// What the visitor wrote for the person, if anything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub message: String,
    /// How to reach the visitor, as they left it for this hand-over.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The page; absent when the visitor took it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<Page>,
    /// The conversation so far; absent when the visitor took it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transcript: Option<Vec<Line>>,
    /// Ids of the entries that were answered already, part of the conversation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tried: Vec<String>,
    /// The profile with its consent; absent without consent, or when the visitor took it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<SharedProfile>,
    /// What the site's rules say of the visitor, and why; goes along with the profile, never without it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The department that the site's strategy names for such a visitor; goes along with the tags.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
}

/// A tag and why it is there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Tag {
    /// Its short name in the site pack.
    pub id: String,
    /// What it is called in the visitor's language; absent for the short name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// What made its rule hold.
    pub evidence: Vec<Evidence>,
}

/// Something that made a rule hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Evidence {
    /// What it is about: `profile`, `pages`, `events`, `asked`, `language` or `tag`.
    pub about: String,
    /// Whether the tag is there because this does not hold.
    #[serde(default, skip_serializing_if = "is_false")]
    pub not: bool,
    /// What was found: a field, paths, an event, entries, a language or a tag; at most five.
    pub names: Vec<String>,
    /// How many facts.
    pub count: u32,
    /// What was compared, such as a sum or an age, as a decimal number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measured: String,
    /// The rule's lower bound, as a decimal number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at_least: String,
    /// The rule's upper bound, as a decimal number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at_most: String,
    /// The days that the rule looks back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// When the first of the facts happened, in ISO 8601 with UTC.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub first: String,
    /// When the last of them happened.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last: String,
}

/// `serde` wants a function that takes a reference.
fn is_false(value: &bool) -> bool {
    !value
}

/// How urgent a hand-over is, and what that is made of.
///
/// After `m` minutes of waiting it is `score + min(m * waiting_minute, waiting_most)`, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Priority {
    /// From 0, nothing presses, to 100, at once; when the visitor asked.
    pub score: u32,
    /// What it is made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PriorityPart>,
    /// What every minute of waiting adds.
    pub waiting_minute: u32,
    /// The most that waiting adds.
    pub waiting_most: u32,
}

/// A part of a priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriorityPart {
    /// `urgency`, `mood`, `topic` or `value`.
    pub what: String,
    /// How much it adds.
    pub points: u32,
}

/// Where the visitor was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// Address without query and fragment, which may hold secrets.
    pub url: String,
    /// Title.
    pub title: String,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Line {
    /// Who wrote it: `visitor`, `bot`, `agent` or `system`.
    pub author: String,
    /// When, in ISO 8601 with UTC.
    pub at: String,
    /// The words.
    pub text: String,
    /// The entry that it answered, for the bot's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<String>,
    /// Whether the bot did not know, or could only ask whether something else was meant.
    #[serde(default, skip_serializing_if = "is_false")]
    pub missed: bool,
}

/// What the visitor gave, and what they agreed to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SharedProfile {
    /// Values by the id of their field.
    pub values: Vec<ProfileValue>,
    /// The consent under which they were given.
    pub consent: Consent,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProfileValue {
    /// Id of the field in the site pack.
    pub field: String,
    /// What was entered, checked and in one spelling.
    pub value: String,
}

/// What was agreed to, when, and in which words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// Ids of the purposes that were ticked.
    pub purposes: Vec<String>,
    /// Version of the privacy policy.
    pub policy_version: String,
    /// Link to the privacy policy.
    pub policy_url: String,
    /// Language in which it was read.
    pub locale: String,
    /// When, in ISO 8601 with UTC.
    pub at: String,
}

/// The JSON Schema (draft 2020-12) of the packet, from the very types that write it.
#[cfg(feature = "schema")]
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Handoff).to_value()
}
