//! The shape of what a pack says about visitors: what is remembered of them, which tags that gives, and what follows.
//! The doc comments here are what an editor shows from the JSON Schema, so they speak to the owner.

use super::localized::Localized;
use super::read::{record, words};
use crate::amount::Amount;

record! {
    /// For which purpose of `profile` each kind of thing may be remembered and used for tags.
    ///
    /// A kind without a purpose is never remembered; one with a purpose only while the visitor agrees to it.
    pub struct Remember {
        required {}
        optional {
            /// What the visitor entered in the form or your site told, and their language.
            profile: String,
            /// The pages they looked at.
            pages: String,
            /// What your pages report with `Kefu('event', …)`, and each visit.
            events: String,
            /// The entries they asked.
            asked: String,
        }
    }
}

words! {
    /// Tags that need no rule.
    pub enum ReadyTag {
        /// From a birthday: `age-under-18`, `age-18-24`, `age-25-34`, `age-35-44`, `age-45-59` or `age-60-plus`.
        #[default]
        Age = "age",
        /// From a gender: `gender-female`, `gender-male` or `gender-other`.
        Gender = "gender",
        /// From a region: `region-` and what was entered, in small letters and without signs.
        Region = "region",
        /// The visitor's language: `language-zh`, `language-en` …
        Language = "language",
    }
}

record! {
    /// A tag and the rule that gives it.
    pub struct TagRule {
        required {
            /// Short name, unique in the pack; people who answer see it.
            id: String,
            /// When a visitor has it.
            when: Criterion,
        }
        optional {
            /// What people who answer read instead of the short name.
            label: Localized,
        }
    }
}

words! {
    /// What of several events is compared with `at_least` and `at_most`.
    pub enum Measure {
        /// How many there were.
        #[default]
        Count = "count",
        /// The sum of their `value`.
        Sum = "sum",
        /// The highest `value` among them.
        Highest = "highest",
        /// How many different ones: of pages, entries, or texts of `value`.
        Different = "different",
    }
}

record! {
    /// A criterion: exactly one of `all`, `any`, `not`, `profile`, `pages`, `event`, `asked`, `language` and `tag`.
    ///
    /// What the visitor did not agree to is not looked at: a criterion about it never holds, and neither does its `not`.
    pub struct Criterion {
        required {}
        optional {
            /// Every one of these.
            all: Vec<Criterion>,
            /// At least one of these.
            any: Vec<Criterion>,
            /// Not this.
            not: Option<Box<Criterion>>,
            /// The field of the form with this id has a value, which `one_of`, `at_least` and `at_most` can narrow;
            /// of a birthday the age in years is compared.
            profile: String,
            /// Pages whose path is one of these were looked at; `*` stands for anything.
            pages: Vec<String>,
            /// Your page reported this event; `visit` is each visit.
            event: String,
            /// One of these entries was asked.
            asked: Vec<String>,
            /// The visitor's language is one of these, such as `zh` or `en-GB`.
            language: Vec<String>,
            /// The visitor has this tag, which must stand before.
            tag: String,
            /// Only what happened in so many days.
            within_days: Option<u32>,
            /// The detail of the event whose text is one of `one_of`.
            of: String,
            /// The texts that count; upper and lower case make no difference.
            one_of: Vec<String>,
            /// What is compared with `at_least` and `at_most`; without it, how many there were.
            measure: Measure,
            /// The detail of the event that is measured, such as `amount`.
            value: String,
            /// This much or more; without both bounds, 1.
            at_least: Option<Amount>,
            /// This much or less.
            at_most: Option<Amount>,
        }
    }
}

record! {
    /// What is done for visitors with a tag. Where several strategies say different things, the first one counts.
    pub struct Strategy {
        required {
            /// The tags; a visitor must have all of them.
            tags: Vec<String>,
        }
        optional {
            /// Points from 0 to 100 that are added to the priority of a hand-over.
            priority: Option<u32>,
            /// The department that a hand-over is for.
            department: String,
            /// The first thing such a visitor reads, instead of the pack's `greeting`.
            greeting: Localized,
            /// Whether answers are given in simpler words, where the entry has some.
            simple: Option<bool>,
            /// Whether the widget uses larger letters.
            large_text: Option<bool>,
            /// Ids of entries that are offered.
            recommend: Vec<String>,
        }
    }
}

/// What a criterion is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject<'p> {
    /// Every one of these.
    All(&'p [Criterion]),
    /// At least one of these.
    Any(&'p [Criterion]),
    /// The opposite.
    Not(&'p Criterion),
    /// The field with this id.
    Profile(&'p str),
    /// Pages with these patterns.
    Pages(&'p [String]),
    /// The event of this name.
    Event(&'p str),
    /// The entries with these ids.
    Asked(&'p [String]),
    /// These languages.
    Language(&'p [String]),
    /// The tag with this id.
    Tag(&'p str),
}

impl Criterion {
    /// What it is about: one thing in a well-written pack.
    pub fn subjects(&self) -> impl Iterator<Item = Subject<'_>> {
        [
            (!self.all.is_empty()).then_some(Subject::All(&self.all)),
            (!self.any.is_empty()).then_some(Subject::Any(&self.any)),
            self.not.as_deref().map(Subject::Not),
            (!self.profile.is_empty()).then_some(Subject::Profile(&self.profile)),
            (!self.pages.is_empty()).then_some(Subject::Pages(&self.pages)),
            (!self.event.is_empty()).then_some(Subject::Event(&self.event)),
            (!self.asked.is_empty()).then_some(Subject::Asked(&self.asked)),
            (!self.language.is_empty()).then_some(Subject::Language(&self.language)),
            (!self.tag.is_empty()).then_some(Subject::Tag(&self.tag)),
        ]
        .into_iter()
        .flatten()
    }

    /// The one thing it is about; `None` for a criterion that means nothing or several things.
    pub fn subject(&self) -> Option<Subject<'_>> {
        let mut subjects = self.subjects();
        subjects.next().filter(|_| subjects.next().is_none())
    }

    /// Whether it means something, with everything in it.
    pub(crate) fn is_usable(&self) -> bool {
        match self.subject() {
            Some(Subject::All(inner) | Subject::Any(inner)) => inner.iter().all(Self::is_usable),
            Some(Subject::Not(inner)) => inner.is_usable(),
            subject => subject.is_some(),
        }
    }
}

impl ReadyTag {
    /// How the ids of these tags begin.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::Age => "age-",
            Self::Gender => "gender-",
            Self::Region => "region-",
            Self::Language => "language-",
        }
    }
}
