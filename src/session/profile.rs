//! The profile form as the visitor fills it: checked here, kept only with consent.

use std::collections::BTreeMap;

use kefu_engine::hours::Date;
use kefu_engine::pack::{Field, FieldKind, Profile};
use kefu_engine::profile::{Invalid, check};
use kefu_wire::handoff::{Consent, ProfileValue};

use super::vault::SavedProfile;
use crate::platform::Millis;

/// Why the form cannot be saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    /// By the id of the field.
    pub fields: BTreeMap<String, Invalid>,
    /// Nothing was agreed to, so nothing may be kept.
    pub no_purpose: bool,
}

impl FormErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && !self.no_purpose
    }
}

/// A filled form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Values by the id of their field.
    pub values: BTreeMap<String, String>,
    /// Ids of the purposes that were ticked.
    pub purposes: Vec<String>,
}

const DAY_MS: Millis = 86_400_000.0;

/// What may be kept of a filled form, or what is wrong with it.
pub(crate) fn accept(
    form: &Profile,
    filled: &Filled,
    locale: &str,
    today: Date,
    now: Millis,
    now_iso: String,
) -> Result<SavedProfile, FormErrors> {
    let mut errors = FormErrors::default();
    let mut values = Vec::new();
    for field in &form.fields {
        let typed = filled.values.get(&field.id).map_or("", String::as_str);
        match check(field.kind, field.required, typed, today)
            .and_then(|value| known_option(field, value))
        {
            Ok(value) if value.is_empty() => {}
            Ok(value) => values.push(ProfileValue { field: field.id.clone(), value }),
            Err(invalid) => {
                errors.fields.insert(field.id.clone(), invalid);
            }
        }
    }
    let agreed = form.purposes.iter().filter(|purpose| filled.purposes.contains(&purpose.id));
    let days = agreed.clone().map(|purpose| purpose.retention_days).max();
    errors.no_purpose = days.is_none();
    match days {
        Some(days) if errors.is_empty() => Ok(SavedProfile {
            values,
            consent: Consent {
                purposes: agreed.map(|purpose| purpose.id.clone()).collect(),
                policy_version: form.policy.version.clone(),
                policy_url: form.policy.url.clone(),
                locale: locale.to_owned(),
                at: now_iso,
            },
            erase_at: now + f64::from(days) * DAY_MS,
        }),
        _ => Err(errors),
    }
}

/// A choice is one of its options, in whatever language it was chosen.
fn known_option(field: &Field, value: String) -> Result<String, Invalid> {
    let free = field.kind != FieldKind::Choice || value.is_empty();
    let known = free || field.options.iter().any(|option| option.texts().any(|text| text == value));
    if known { Ok(value) } else { Err(Invalid::Missing) }
}

/// Whether a kept profile may still be used: its time is not over, and the policy is the one agreed to.
pub(crate) fn is_valid(form: Option<&Profile>, saved: &SavedProfile, now: Millis) -> bool {
    now < saved.erase_at
        && form.is_some_and(|form| form.policy.version == saved.consent.policy_version)
}
