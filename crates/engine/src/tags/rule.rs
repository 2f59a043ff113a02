//! Whether a criterion holds, and what made it so.

use super::history::{Fact, FactKind, Scalar};
use super::{About, Evidence, Origin, Tag, Visitor};
use crate::amount::Amount;
use crate::calendar::Date;
use crate::dialog::matches_page;
use crate::pack::{Criterion, FieldKind, Measure, Pack, Subject, language};
use crate::text::normalise;

const DAY: u64 = 86_400_000;

/// Everything that a rule may look at.
pub(super) struct Look<'p, 'v> {
    pub(super) pack: &'p Pack,
    pub(super) visitor: &'v Visitor<'v>,
    /// The tags that are there so far.
    pub(super) tags: Vec<Tag<'p>>,
    /// The tags that are certainly not there; of all others nothing can be said.
    pub(super) refuted: Vec<&'p str>,
}

impl<'p> Look<'p, '_> {
    /// Whether `criterion` holds, or with `not` whether it does not; what made it so is appended to `evidence`.
    ///
    /// What may not be looked at, or is not known, makes neither true: nobody gets a tag for what they kept to themselves.
    pub(super) fn holds(
        &self,
        criterion: &'p Criterion,
        not: bool,
        evidence: &mut Vec<Evidence<'p>>,
    ) -> bool {
        let start = evidence.len();
        let holds = match criterion.subject() {
            None => false,
            Some(Subject::Not(inner)) => self.holds(inner, !not, evidence),
            Some(subject @ (Subject::All(inner) | Subject::Any(inner))) => {
                // "Not all of these" is "one of these not", and the other way round.
                let every = matches!(subject, Subject::All(_)) != not;
                // Each is asked, so that an agent sees all that speaks for the tag.
                let held = inner.iter().filter(|one| self.holds(one, not, evidence)).count();
                if every { held == inner.len() } else { held > 0 }
            }
            Some(subject) => {
                let mut found = Evidence::new(About::Tag, Some(criterion), not);
                let held = self.look(criterion, subject, &mut found);
                evidence.push(found);
                held == Some(!not)
            }
        };
        if !holds {
            evidence.truncate(start);
        }
        holds
    }

    /// Looks at what the criterion is about; `None` where nothing may be seen or nothing can be said.
    fn look(
        &self,
        criterion: &'p Criterion,
        subject: Subject<'p>,
        found: &mut Evidence<'p>,
    ) -> Option<bool> {
        let Self { pack, visitor, .. } = self;
        let remember = &pack.remember;
        match subject {
            Subject::Profile(field) => {
                found.about = About::Profile;
                found.names = vec![field.to_owned()];
                profile(pack, visitor, criterion, field, found)
            }
            Subject::Language(wanted) => {
                found.about = About::Language;
                found.names = vec![visitor.language.to_owned()];
                visitor.agreed(&remember.profile).then(|| speaks(visitor.language, wanted))
            }
            Subject::Tag(id) => {
                found.names = vec![id.to_owned()];
                self.has(id)
            }
            Subject::Pages(patterns) => {
                found.about = About::Pages;
                let here = |fact: &Fact| patterns.iter().any(|one| matches_page(one, &fact.name));
                count(visitor, FactKind::Page, &remember.pages, criterion, &here, found)
            }
            Subject::Event(name) => {
                found.about = About::Events;
                let this = |fact: &Fact| fact.name == name && is_of(fact, criterion);
                count(visitor, FactKind::Event, &remember.events, criterion, &this, found)
            }
            Subject::Asked(ids) => {
                found.about = About::Asked;
                let one_of = |fact: &Fact| ids.contains(&fact.name);
                count(visitor, FactKind::Asked, &remember.asked, criterion, &one_of, found)
            }
            Subject::All(_) | Subject::Any(_) | Subject::Not(_) => None,
        }
    }

    /// Whether the visitor has a tag, if that can be said.
    fn has(&self, id: &str) -> Option<bool> {
        if self.tags.iter().any(|tag| tag.id == id) {
            return Some(true);
        }
        // Whoever is of one age is of no other.
        let of_another = |tag: &Tag| match tag.origin {
            Origin::Ready(ready) => id.starts_with(ready.prefix()),
            Origin::Rule(_) => false,
        };
        let refuted = self.refuted.contains(&id) || self.tags.iter().any(of_another);
        refuted.then_some(false)
    }
}

fn profile(
    pack: &Pack,
    visitor: &Visitor<'_>,
    criterion: &Criterion,
    field: &str,
    found: &mut Evidence<'_>,
) -> Option<bool> {
    let purpose = &pack.remember.profile;
    if !visitor.agreed(purpose) {
        return None;
    }
    let compares = !criterion.one_of.is_empty() || has_bounds(criterion);
    let Some(known) = visitor.known(field, purpose) else {
        // Whether there is a value can be said; how a missing one compares cannot.
        return (!compares).then_some(false);
    };
    found.add(field, known.at);
    if !criterion.one_of.is_empty() && !is_one_of(&known.value, &criterion.one_of) {
        return Some(false);
    }
    if !has_bounds(criterion) {
        return Some(true);
    }
    let form = pack.profile.as_ref()?;
    let kind = form.fields.iter().find(|one| one.id == field)?.kind;
    found.measured = match kind {
        FieldKind::Birthday => Date::parse(&known.value)?.age(visitor.today).map(Amount::whole),
        _ => Amount::parse(&known.value),
    };
    found.measured.map(|measured| is_within(criterion, measured))
}

fn count(
    visitor: &Visitor<'_>,
    kind: FactKind,
    purpose: &str,
    criterion: &Criterion,
    counts: &dyn Fn(&Fact) -> bool,
    found: &mut Evidence<'_>,
) -> Option<bool> {
    if !visitor.agreed(purpose) {
        return None;
    }
    let since = match criterion.within_days {
        Some(days) => visitor.now.saturating_sub(u64::from(days) * DAY),
        None => 0,
    };
    let mut sum = Amount::default();
    let mut highest: Option<Amount> = None;
    let mut different: Vec<&str> = Vec::new();
    for fact in visitor.history.facts() {
        let seen = fact.kind == kind && fact.purpose == purpose && fact.at >= since;
        if !seen || !counts(fact) {
            continue;
        }
        found.add(&fact.name, fact.at);
        if let Some(number) = fact.number(&criterion.value) {
            sum = sum.plus(number);
            highest = Some(highest.map_or(number, |highest| highest.max(number)));
        }
        let name = match fact.detail(&criterion.value) {
            Some(Scalar::Text(text)) => text,
            _ => &fact.name,
        };
        if !different.contains(&name.as_str()) {
            different.push(name);
        }
    }
    let measured = match criterion.measure {
        Measure::Count => Amount::whole(found.count),
        Measure::Sum => sum,
        Measure::Highest => highest.unwrap_or_default(),
        Measure::Different => Amount::whole(different.len() as u32),
    };
    found.measured = Some(measured);
    let enough = has_bounds(criterion) || found.count > 0;
    Some(enough && is_within(criterion, measured))
}

fn has_bounds(criterion: &Criterion) -> bool {
    criterion.at_least.is_some() || criterion.at_most.is_some()
}

fn is_within(criterion: &Criterion, measured: Amount) -> bool {
    criterion.at_least.is_none_or(|least| measured >= least)
        && criterion.at_most.is_none_or(|most| measured <= most)
}

/// Whether an event has the detail that the criterion asks for, if it asks for one.
fn is_of(fact: &Fact, criterion: &Criterion) -> bool {
    criterion.of.is_empty()
        || match fact.detail(&criterion.of) {
            Some(Scalar::Text(text)) => is_one_of(text, &criterion.one_of),
            Some(Scalar::Number(number)) => is_one_of(&number.to_string(), &criterion.one_of),
            None => false,
        }
}

fn is_one_of(text: &str, wanted: &[String]) -> bool {
    let text = normalise(text);
    wanted.iter().any(|one| normalise(one) == text)
}

/// Whether a language is one of these: `zh` is any Chinese, `zh-TW` only that.
fn speaks(tag: &str, wanted: &[String]) -> bool {
    wanted
        .iter()
        .any(|one| one.eq_ignore_ascii_case(tag) || one.eq_ignore_ascii_case(language(tag)))
}
