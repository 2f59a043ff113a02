//! What is known of a visitor by name, where it comes from, and whether it can still be relied upon.

use super::check;
use crate::calendar::Date;
use crate::pack::{Field, FieldKind, Profile};
use crate::text::normalise;

const DAY: u64 = 86_400_000;

/// Addresses and numbers change; after a year they are worth asking again.
const USUAL_FRESH_DAYS: u32 = 365;

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The visitor entered it in the form.
    Form,
    /// The host page told it, of somebody who is logged in there.
    Site,
    /// The visitor said it in the conversation.
    Conversation,
}

impl Source {
    /// As it stands in a hand-over.
    pub fn word(self) -> &'static str {
        match self {
            Self::Form => "form",
            Self::Site => "site",
            Self::Conversation => "conversation",
        }
    }
}

/// One value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Id of its field in the pack's form.
    pub field: String,
    /// The value, as `check` writes it.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
    /// Since when it is known, in milliseconds since 1970.
    pub at: u64,
    /// Ids of the purposes for which it was given.
    pub purposes: Vec<String>,
}

impl Known {
    /// Whether it was given for `purpose`.
    pub fn is_for(&self, purpose: &str) -> bool {
        self.purposes.iter().any(|one| one == purpose)
    }
}

/// Why a value should be asked for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt<'k> {
    /// None of the purposes it was given for is agreed to any more, so it must not be used.
    NoConsent,
    /// It is not what its field holds, such as a birthday to come.
    Misshapen,
    /// It is so many days old, more than such a value is good for.
    Stale {
        /// Whole days.
        days: u32,
    },
    /// Another source says something else.
    Contradicted {
        /// What it says.
        by: &'k Known,
    },
}

/// A value and what speaks against it: nothing, if it is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality<'k> {
    /// The value.
    pub known: &'k Known,
    /// The doubts, the gravest first.
    pub doubts: Vec<Doubt<'k>>,
}

/// Looks at every value that the form has a field for; `purposes` are those that are agreed to now.
pub fn quality<'k>(
    form: &Profile,
    known: &'k [Known],
    purposes: &[String],
    now: u64,
    today: Date,
) -> Vec<Quality<'k>> {
    let mut qualities = Vec::new();
    for one in known {
        let Some(field) = form.fields.iter().find(|field| field.id == one.field) else { continue };
        let mut doubts = Vec::new();
        if !purposes.iter().any(|purpose| one.is_for(purpose)) {
            doubts.push(Doubt::NoConsent);
        }
        if check(field.kind, true, &one.value, today).is_err() {
            doubts.push(Doubt::Misshapen);
        }
        let days = (now.saturating_sub(one.at) / DAY).min(u64::from(u32::MAX)) as u32;
        if fresh_days(field).is_some_and(|fresh| days > fresh) {
            doubts.push(Doubt::Stale { days });
        }
        let same = normalise(&one.value);
        let others = known.iter().filter(|other| other.field == one.field);
        let contrary = others.filter(|other| normalise(&other.value) != same);
        doubts.extend(contrary.map(|by| Doubt::Contradicted { by }));
        qualities.push(Quality { known: one, doubts });
    }
    qualities
}

/// For how many days a value of a field is good; `None` for those that do not change.
fn fresh_days(field: &Field) -> Option<u32> {
    field.fresh_days.or(match field.kind {
        FieldKind::Phone | FieldKind::Email | FieldKind::Region => Some(USUAL_FRESH_DAYS),
        _ => None,
    })
}

crate::kept_enum!(Source { Form = "form", Site = "site", Conversation = "conversation" });
crate::kept_struct!(Known { field, value, source, at, purposes });

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 21 };
    const NOW: u64 = 1_000 * DAY;

    fn form() -> Profile {
        let field = |id: &str, kind| Field { id: id.to_owned(), kind, ..Field::default() };
        let mut tea = field("tea", FieldKind::Text);
        tea.fresh_days = Some(30);
        let fields = vec![
            field("phone", FieldKind::Phone),
            field("birthday", FieldKind::Birthday),
            field("region", FieldKind::Region),
            tea,
        ];
        Profile { fields, ..Profile::default() }
    }

    fn known(field: &str, value: &str, source: Source, days_ago: u64) -> Known {
        Known {
            field: field.to_owned(),
            value: value.to_owned(),
            source,
            at: NOW - days_ago * DAY,
            purposes: vec!["reply".to_owned()],
        }
    }

    #[track_caller]
    fn doubts(known: &[Known], purposes: &[&str], expected: &[&[Doubt<'_>]]) {
        let purposes: Vec<String> = purposes.iter().map(|one| (*one).to_owned()).collect();
        let found = quality(&form(), known, &purposes, NOW, TODAY);
        let found: Vec<&[Doubt<'_>]> = found.iter().map(|one| &one.doubts[..]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_fresh_value_with_consent_is_beyond_doubt() {
        doubts(&[known("phone", "+8613800138000", Source::Form, 365)], &["reply"], &[&[]]);
    }

    #[test]
    fn a_value_ages_as_fast_as_its_field() {
        let aged = [
            known("phone", "+8613800138000", Source::Form, 366),
            known("tea", "绿茶", Source::Form, 31),
            known("birthday", "1960-05-01", Source::Form, 900),
        ];
        let stale: [&[Doubt<'_>]; 3] =
            [&[Doubt::Stale { days: 366 }], &[Doubt::Stale { days: 31 }], &[]];
        doubts(&aged, &["reply"], &stale);
    }

    #[test]
    fn sources_that_disagree_are_told_with_each_other() {
        let both =
            [known("region", "杭州", Source::Form, 9), known("region", "上海", Source::Site, 1)];
        let told: [&[Doubt<'_>]; 2] =
            [&[Doubt::Contradicted { by: &both[1] }], &[Doubt::Contradicted { by: &both[0] }]];
        doubts(&both, &["reply"], &told);
        let spellings = [
            known("region", " Hangzhou", Source::Form, 9),
            known("region", "hangzhou", Source::Site, 1),
        ];
        doubts(&spellings, &["reply"], &[&[], &[]]);
    }

    #[test]
    fn a_value_without_standing_consent_or_of_another_shape_is_told() {
        let to_come = [known("birthday", "2027-01-01", Source::Site, 1)];
        doubts(&to_come, &[], &[&[Doubt::NoConsent, Doubt::Misshapen]]);
        doubts(&[known("gone", "x", Source::Form, 1)], &["reply"], &[]);
    }
}
