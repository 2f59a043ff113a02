//! What can be wrong with a site pack, as data; `explain` turns it into sentences.

use crate::json::Value;

/// One problem, and where it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// JSON pointer (RFC 6901) to the value; empty for the whole document.
    pub pointer: String,
    /// Line and column, both from 1; columns count characters.
    pub position: Position,
    /// What is wrong.
    pub problem: Problem,
}

/// A place in a text: line and column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Default for Position {
    fn default() -> Self {
        Self { line: 1, column: 1 }
    }
}

/// How much a problem costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Works, but some visitors get less than they could.
    Warning,
    /// Something the owner wrote is not used.
    Error,
}

/// The shapes a JSON value can have, as a site owner would call them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `{ … }`
    Object,
    /// `[ … ]`
    List,
    /// `"…"`
    Text,
    /// `"…"` or `{ "zh-CN": "…", "en": "…" }`
    TextByLocale,
    /// `[ … ]` or `{ "zh-CN": [ … ] }`
    ListByLocale,
    /// A whole number that is not negative.
    Count,
    /// A whole number.
    Whole,
    /// Any number.
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

impl Shape {
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Bool,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The file holds nothing.
    EmptyFile,
    /// The file is larger than any pack the widget would load.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The file is compiled, and something happened to it on its way.
    Damaged,
    /// The file was compiled by another release.
    OtherRelease {
        /// Whether by a later one.
        newer: bool,
    },
    /// The bytes are not UTF-8 text.
    NotUtf8,
    /// The text is not JSON.
    NotJson {
        /// The parser's own words.
        reason: String,
    },
    /// `kefu` names a format version that this release does not know.
    UnknownVersion {
        /// The version found.
        found: u32,
    },
    /// A value of the wrong shape.
    WrongType {
        /// What belongs there.
        expected: Shape,
        /// What is there.
        found: Shape,
    },
    /// A field that must be there is not.
    MissingField {
        /// Its name.
        name: &'static str,
    },
    /// A field that no version of the format knows.
    UnknownField {
        /// The field that was probably meant.
        known: Option<&'static str>,
    },
    /// A word outside a fixed list.
    UnknownWord {
        /// The words that are understood.
        known: &'static [&'static str],
    },
    /// Two things of one list share an id; the later one is left out.
    DuplicateId {
        /// The id.
        id: String,
    },
    /// Something names an id that does not exist.
    UnknownId {
        /// The id.
        id: String,
    },
    /// An empty id.
    EmptyId,
    /// Not a language tag, or one that `locales` does not list.
    UnlistedLocale {
        /// The tag.
        locale: String,
    },
    /// A text lacks one of the pack's locales.
    MissingLocale {
        /// The tag.
        locale: String,
    },
    /// A text that visitors would see is empty.
    EmptyText,
    /// The same phrasing stands in two entries, so the second is never found by it.
    UnreachablePhrasing {
        /// The phrasing.
        phrasing: String,
        /// The entry that has it first.
        owner: String,
    },
    /// A phrasing without a letter or digit can never be matched.
    BlankPhrasing,
    /// A link the widget will not open.
    BadLink {
        /// The link.
        link: String,
    },
    /// An image from a host that `image_hosts` does not list.
    ImageHost {
        /// The link.
        link: String,
    },
    /// Not a span of the day, such as `09:00-18:00`.
    BadHours {
        /// What stands there.
        found: String,
    },
    /// Not a day, such as `2026-10-01`.
    BadDate {
        /// What stands there.
        found: String,
    },
    /// A holiday that ends before it starts.
    BackwardDates,
    /// A time zone without the `Area/City` form.
    BadTimeZone {
        /// What stands there.
        found: String,
    },
    /// A colour that is not `#rrggbb`.
    BadColour {
        /// What stands there.
        found: String,
    },
    /// A button must do exactly one thing.
    ButtonActions {
        /// How many it does.
        count: usize,
    },
    /// A flow without a step.
    NoSteps,
    /// A flow that nothing starts.
    NoStart,
    /// A step must do exactly one thing.
    StepDeeds {
        /// How many it does.
        count: usize,
    },
    /// A `goto` names a step that the flow does not have.
    UnknownStep {
        /// The name.
        id: String,
    },
    /// No way leads to this step.
    UnreachableStep,
    /// The flow can come back to this step for ever without asking the visitor anything.
    EndlessLoop,
    /// A name that cannot stand between `{{` and `}}`.
    BadName {
        /// The name.
        found: String,
    },
    /// A choice without two options.
    NoOptions,
    /// A pattern that cannot be read, or fits too much.
    BadPattern {
        /// The pattern.
        found: String,
    },
    /// A number outside what makes sense.
    NumberOutside {
        /// The smallest that does.
        least: u32,
        /// The largest that does.
        most: u32,
    },
    /// Visitors would be handed over before a person was offered.
    HandOverBeforeOffer,
    /// The smallest allowed value is larger than the largest.
    EmptyRange,
    /// An address that the widget does not ask.
    BadEndpoint {
        /// The address.
        link: String,
    },
    /// A condition that compares with nothing.
    EmptyCondition,
    /// A text or a condition names a value that does not exist there.
    UndefinedVariable {
        /// The name.
        name: String,
    },
    /// A value that not every visitor has stands in a text without a fallback.
    MissingFallback {
        /// The name.
        name: String,
    },
    /// A trigger that says nothing and starts nothing.
    SilentTrigger,
    /// A trigger that would speak at once everywhere, or waits for an event without naming one.
    NoOccasion,
    /// A form asks for data without saying for what, for how long, or under which policy.
    FormWithoutPurpose,
    /// A criterion must be about exactly one thing.
    CriterionSubjects {
        /// How many it is about.
        count: usize,
    },
    /// A field that says nothing about what the criterion is about.
    IdleField,
    /// `at_least` is more than `at_most`.
    NothingBetween,
    /// Two buttons that say the same.
    SameWords,
    /// A tag that no rule gives, or only a later one.
    UnknownTag {
        /// Its id.
        id: String,
    },
    /// A rule looks at what is never remembered.
    NoPurpose {
        /// The kind of thing, as `remember` calls it.
        kind: &'static str,
    },
    /// A tag comes from a kind of field that the form does not have.
    NoFieldOfKind {
        /// The kind.
        kind: &'static str,
    },
    /// A strategy without a tag, or one that does nothing.
    IdleStrategy,
    /// More points than a strategy can give.
    TooManyPoints {
        /// How many.
        found: u32,
    },
    /// Simpler words are asked for, and no entry has any.
    NoSimpleAnswer,
    /// A channel of the kind `chatwoot` that names no inbox.
    NoInbox,
    /// What a channel's address asks to be sealed to is no public key, or the channel is no webhook.
    BadSeal,
    /// No way to reach a person.
    NoChannel,
    /// No entry to answer from.
    NoEntries,
}

impl Problem {
    /// Whether something is lost or only could be better.
    pub fn severity(&self) -> Severity {
        match self {
            Self::MissingLocale { .. }
            | Self::UnreachablePhrasing { .. }
            | Self::BlankPhrasing
            | Self::NoStart
            | Self::UnreachableStep
            | Self::MissingFallback { .. }
            | Self::NoPurpose { .. }
            | Self::NoFieldOfKind { .. }
            | Self::NoSimpleAnswer
            | Self::NoChannel
            | Self::NoEntries
            | Self::OtherRelease { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

#[cfg(feature = "diagnostics")]
impl Diagnostic {
    pub(crate) fn new(pointer: String, problem: Problem) -> Self {
        Self { pointer, position: Position::default(), problem }
    }
}
