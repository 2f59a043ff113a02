//! The part of a site pack that holds conversations of several turns.
//! The doc comments here are what an editor shows from the JSON Schema, so they speak to the owner.

use super::diagnostic::Shape;
use super::localized::{Localized, Phrases};
use super::read::{Read, Reader, record, words};
use super::types::Button;
use crate::json::Value;

record! {
    /// A conversation of several turns: it asks for what it needs, looks something up, and answers.
    ///
    /// It starts when a visitor says one of its phrases, by a button with `flow`, after an entry with `flow`,
    /// or by a trigger. The visitor leaves it at any time by saying 算了 or "never mind".
    pub struct Flow {
        required {
            /// Short name, unique among flows and entries; it appears in statistics.
            id: String,
            /// What happens, one after the other.
            steps: Vec<Step>,
        }
        optional {
            /// What it is called where it is offered, such as "Look up an order"; without it, its first phrase.
            title: Localized,
            /// Ways to ask for it. They are found like the questions of entries, in other words too.
            phrases: Phrases,
        }
    }
}

record! {
    /// One step: exactly one of `say`, `ask`, `branch`, `call`, `hand_over`, or only `goto`.
    pub struct Step {
        required {}
        optional {
            /// Name of the step, for a `goto`; only steps that are gone to need one.
            id: String,
            /// Says this; `{{slot.NAME}}` and `{{call.NAME.FIELD}}` stand for what is known by then.
            say: Localized,
            /// Buttons under what is said.
            buttons: Vec<Button>,
            /// Asks for something, unless the visitor has said it already.
            ask: Option<Ask>,
            /// Goes on at the first of these that applies; if none does, with the next step.
            branch: Vec<Case>,
            /// Asks an address of your site and keeps its answer.
            call: Option<Call>,
            /// Ends the flow and hands the conversation to a person.
            hand_over: bool,
            /// Where to go on: the id of a step, or `end`; without it, with the next step.
            ///
            /// Going back to an earlier step forgets what was asked from there on.
            goto: String,
        }
    }
}

words! {
    /// What a question asks for, which decides how the answer is read.
    pub enum SlotKind {
        /// Anything.
        #[default]
        Text = "text",
        /// A number, in digits or words; `min` and `max` limit it.
        Number = "number",
        /// A phone number, of mainland China or with a country code.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
        /// A day: 明天, 下周三, 12月5日, "next Friday", "in 3 days", 2026-12-05; `min` and `max` count days from today.
        Date = "date",
        /// An order number, or any other code with a `pattern`.
        Order = "order",
        /// One of `options`.
        Choice = "choice",
        /// Yes or no, kept as `yes` or `no`.
        YesNo = "yes_no",
    }
}

record! {
    /// A question to the visitor. A wrong answer is told and asked again twice; then a person is offered.
    pub struct Ask {
        required {
            /// Name of what is asked for; `{{slot.NAME}}` stands for the answer.
            slot: String,
            /// The question.
            prompt: Localized,
        }
        optional {
            /// What is asked for.
            kind: SlotKind,
            /// What is said about a wrong answer; without it, a usual sentence for the kind.
            error: Localized,
            /// What an order number looks like: `#` a digit, `@` a letter, `?` either, `[A-F0-9]` one of these,
            /// `{8}` or `{6,10}` how often, `|` or, `\` takes the next character as it stands; all else stands for
            /// itself. `KF########` is KF and eight digits. Case, spaces and hyphens of the visitor do not matter.
            pattern: String,
            /// What a `choice` offers; a `yes_no` may have two for its own words, with the values `yes` and `no`.
            options: Vec<SlotOption>,
            /// The smallest number, the earliest day counted from today (0 is today, -7 a week ago), or the fewest letters.
            min: Option<i32>,
            /// The largest number, the latest day counted from today, or the most letters.
            max: Option<i32>,
        }
    }
}

record! {
    /// One of the answers that a question offers as buttons.
    pub struct SlotOption {
        required {
            /// What is kept, and what a branch compares with.
            value: String,
            /// What stands on the button.
            label: Localized,
        }
        optional {
            /// Other words for it.
            alt: Phrases,
        }
    }
}

record! {
    /// Where to go on if everything in `when` holds.
    pub struct Case {
        required {
            /// The id of a step, or `end`.
            goto: String,
        }
        optional {
            /// What must hold; without anything, it always does.
            when: Vec<Condition>,
        }
    }
}

record! {
    /// Compares a value. Everything that is given must hold.
    pub struct Condition {
        required {
            /// Name of the value, such as `slot.reason`, `call.order.status` or, in a trigger, `event.amount`.
            value: String,
        }
        optional {
            /// It is one of these, in upper or lower case.
            is: Vec<String>,
            /// It is none of these.
            is_not: Vec<String>,
            /// It is a number of at least this; a day counts as days from today.
            at_least: Option<i32>,
            /// It is a number of at most this; a day counts as days from today.
            at_most: Option<i32>,
            /// Whether there is a value at all.
            known: Option<bool>,
        }
    }
}

words! {
    /// How an address is asked.
    pub enum Method {
        /// Asks for something.
        #[default]
        Get = "GET",
        /// Changes something. It is sent once, with `body` as JSON.
        Post = "POST",
    }
}

record! {
    /// Asks an address of your site, and keeps its JSON answer: `{{call.NAME.FIELD}}`, `{{call.NAME.items.0.title}}`,
    /// and `{{call.NAME.items.count}}` for the length of a list.
    pub struct Call {
        required {
            /// Name under which the answer is kept.
            name: String,
            /// The address: https, or a path of the site. `{{slot.NAME}}` is put in so that it cannot change the address.
            url: String,
        }
        optional {
            /// How it is asked.
            method: Method,
            /// Fields of the JSON that a `POST` sends, such as `{ "order": "{{slot.order}}" }`.
            body: Fields,
            /// After how many seconds without an answer it has failed; 10 without it.
            timeout_seconds: Option<u32>,
            /// What is said while the visitor waits, if anything.
            waiting: Localized,
            /// What is said if there is no answer, or none with a status from 200 to 299; without it, a usual sentence.
            failed: Localized,
            /// The step to go on at after a failure. Without it the flow ends and a person is offered.
            /// `call.NAME.http` is the status then, for a branch that tells 404 apart.
            on_failure: String,
        }
    }
}

/// Names with a text each: `{ "order": "{{slot.order}}" }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(pub Vec<(String, String)>);

impl Read for Fields {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value.as_object() {
            Some(object) => Some(Self(reader.members(object))),
            None => {
                reader.wrong(value, Shape::Object);
                None
            }
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Fields {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Fields".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Names with a text each.",
            "type": "object",
            "additionalProperties": { "type": "string" }
        })
    }
}

/// The one thing that a step does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Deed<'p> {
    /// Says something.
    Say(&'p Localized),
    /// Asks for something.
    Ask(&'p Ask),
    /// Goes one way or another.
    Branch(&'p [Case]),
    /// Asks an address.
    Call(&'p Call),
    /// Hands over to a person.
    HandOver,
    /// Only goes elsewhere.
    Goto,
}

/// The name that a `goto` calls the end of a flow.
pub const END: &str = "end";

impl Step {
    /// What the step does: one thing in a well-written pack.
    pub fn deeds(&self) -> impl Iterator<Item = Deed<'_>> {
        [
            (!self.say.is_empty()).then_some(Deed::Say(&self.say)),
            self.ask.as_ref().map(Deed::Ask),
            (!self.branch.is_empty()).then_some(Deed::Branch(&self.branch)),
            self.call.as_ref().map(Deed::Call),
            self.hand_over.then_some(Deed::HandOver),
        ]
        .into_iter()
        .flatten()
    }

    /// What the step does.
    pub fn deed(&self) -> Deed<'_> {
        self.deeds().next().unwrap_or(Deed::Goto)
    }
}

impl Flow {
    /// What it is called where it is offered.
    pub fn name(&self) -> Localized {
        if !self.title.is_empty() {
            return self.title.clone();
        }
        let first =
            |(locale, list): &(String, Vec<String>)| Some((locale.clone(), list.first()?.clone()));
        Localized(self.phrases.0.iter().filter_map(first).collect())
    }

    /// Where a `goto` leads: the place of a step, or past the last one for `end` and for a step that does not exist.
    pub fn place(&self, goto: &str) -> usize {
        self.steps
            .iter()
            .position(|step| step.id == goto && goto != END)
            .unwrap_or(self.steps.len())
    }

    /// The step that follows the one at this place.
    pub fn after(&self, at: usize) -> usize {
        match self.steps.get(at) {
            Some(step) if !step.goto.is_empty() => self.place(&step.goto),
            _ => at + 1,
        }
    }

    /// Every question.
    pub fn asks(&self) -> impl Iterator<Item = &Ask> {
        self.steps.iter().filter_map(|step| step.ask.as_ref())
    }
}

impl SlotOption {
    /// Everything that it is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.label.texts().chain(self.alt.iter()).chain(std::iter::once(self.value.as_str()))
    }
}
