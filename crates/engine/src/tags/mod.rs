//! Tags: what the pack's rules say of a visitor, and why.
//!
//! A rule sees only what the visitor agreed to, for the purpose under which the pack remembers it.
//! Knows nothing of what follows from a tag: that is `strategy`.

mod history;
mod ready;
mod rule;

use std::borrow::Cow;

pub use history::{
    Detail, Fact, FactKind, History, MAX_DETAILS, MAX_LETTERS, MOST_FACTS, Moment, Scalar,
};

use crate::amount::Amount;
use crate::calendar::Date;
use crate::pack::{Criterion, Pack, ReadyTag, TagRule};
use crate::profile::Known;
use rule::Look;

/// A visitor, as far as the widget knows them.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// What is known of them by name.
    pub known: &'a [Known],
    /// What they did.
    pub history: &'a History,
    /// Their language, a BCP 47 tag.
    pub language: &'a str,
    /// Ids of the purposes that they agree to now.
    pub purposes: &'a [String],
    /// The moment.
    pub now: Moment,
    /// The day, for ages.
    pub today: Date,
}

/// Where a tag comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Origin<'p> {
    /// A rule of the pack.
    Rule(&'p TagRule),
    /// One of the tags that need no rule.
    Ready(ReadyTag),
}

/// A tag that a visitor has.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag<'p> {
    /// Its short name.
    pub id: Cow<'p, str>,
    /// The rule.
    pub origin: Origin<'p>,
    /// What made the rule hold, at least one thing.
    pub evidence: Vec<Evidence<'p>>,
}

/// What a piece of evidence is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A value of the profile.
    Profile,
    /// Pages that were looked at.
    Pages,
    /// Events of the host page.
    Events,
    /// Entries that were asked.
    Asked,
    /// The visitor's language.
    Language,
    /// Another tag.
    Tag,
}

impl About {
    /// As it stands in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Pages => "pages",
            Self::Events => "events",
            Self::Asked => "asked",
            Self::Language => "language",
            Self::Tag => "tag",
        }
    }
}

/// So many names of facts are told; more would be a list to read.
const NAMES_TOLD: usize = 5;

/// One criterion that held, and what it found.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence<'p> {
    /// What it is about.
    pub about: About,
    /// The criterion; a tag that needs no rule has none.
    pub criterion: Option<&'p Criterion>,
    /// Whether the tag is there because the criterion does not hold.
    pub not: bool,
    /// What was found: a field, paths, the event, entries, the language or a tag; up to five.
    pub names: Vec<String>,
    /// How many facts.
    pub count: u32,
    /// What was compared: a count, a sum, an age in years …
    pub measured: Option<Amount>,
    /// When the first of them happened, or the value became known.
    pub first: Option<Moment>,
    /// When the last of them happened.
    pub last: Option<Moment>,
}

impl<'p> Evidence<'p> {
    fn new(about: About, criterion: Option<&'p Criterion>, not: bool) -> Self {
        let names = Vec::new();
        Self { about, criterion, not, names, count: 0, measured: None, first: None, last: None }
    }

    /// Counts a fact in.
    fn add(&mut self, name: &str, at: Moment) {
        self.count += 1;
        self.first = Some(self.first.map_or(at, |first| first.min(at)));
        self.last = Some(self.last.map_or(at, |last| last.max(at)));
        if self.names.len() < NAMES_TOLD && !self.names.iter().any(|one| one == name) {
            self.names.push(name.to_owned());
        }
    }
}

/// The tags of a visitor: first those that need no rule, then those of the rules in the order of the pack.
pub fn derive<'p>(pack: &'p Pack, visitor: &Visitor<'_>) -> Vec<Tag<'p>> {
    let tags = ready::tags(pack, visitor);
    let mut look = Look { pack, visitor, tags, refuted: Vec::new() };
    for rule in &pack.tags {
        let mut evidence = Vec::new();
        if look.holds(&rule.when, false, &mut evidence) {
            let id = Cow::Borrowed(rule.id.as_str());
            look.tags.push(Tag { id, origin: Origin::Rule(rule), evidence });
        } else if look.holds(&rule.when, true, &mut evidence) {
            look.refuted.push(&rule.id);
        }
    }
    look.tags
}

impl<'a> Visitor<'a> {
    /// Whether what is remembered for `purpose` may be looked at.
    fn agreed(&self, purpose: &str) -> bool {
        !purpose.is_empty() && self.purposes.iter().any(|one| one == purpose)
    }

    /// What is known under `field`, if the visitor agreed that it is used for `purpose`.
    fn known(&self, field: &str, purpose: &str) -> Option<&'a Known> {
        let mut known = self.known.iter().filter(|one| one.field == field && one.is_for(purpose));
        let first = known.next()?;
        // Of several sources the newest is most likely still true.
        Some(known.fold(first, |newest, one| if one.at > newest.at { one } else { newest }))
    }
}
