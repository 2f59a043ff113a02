//! The profile form as the visitor fills it: checked here, kept only with consent.

use kefu_engine::hours::Date;
use kefu_engine::json::Value;
use kefu_engine::pack::{Field, FieldKind, Profile};
use kefu_engine::profile::{Invalid, check};
use kefu_wire::handoff::{Consent, ProfileValue};

use super::named::Named;
use super::transcript::{Body, Delivery, Note};
use super::vault::SavedProfile;
use super::watch::Facet;
use super::{Happened, Session, View};
use crate::platform::Millis;

/// Why the form cannot be saved yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors {
    /// By the id of the field.
    pub fields: Named<Invalid>,
    /// Nothing was agreed to, so nothing may be kept.
    pub no_purpose: bool,
    /// What the pack asks of the visitor's age was not confirmed.
    pub no_age: bool,
}

impl FormErrors {
    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && !self.no_purpose && !self.no_age
    }
}

/// A filled form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// Values by the id of their field.
    pub values: Named<String>,
    /// Ids of the purposes that were ticked.
    pub purposes: Vec<String>,
    /// Whether they are of age, or somebody agrees for them, where the pack asks for it.
    pub of_age: bool,
}

pub(super) const DAY_MS: Millis = 86_400_000;

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
    errors.no_age = !form.age_gate.is_empty() && !filled.of_age;
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
            erase_at: now + Millis::from(days) * DAY_MS,
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

/// Since when a profile is known: it is erased when the longest of the agreed times is over.
pub(super) fn since(form: Option<&Profile>, saved: &SavedProfile) -> Millis {
    let purposes = form.into_iter().flat_map(|form| &form.purposes);
    let agreed = purposes.filter(|purpose| saved.consent.purposes.contains(&purpose.id));
    let days = agreed.map(|purpose| purpose.retention_days).max().unwrap_or_default();
    saved.erase_at.saturating_sub(Millis::from(days) * DAY_MS)
}

impl SavedProfile {
    /// Whether the visitor agrees to anything: without that it is only what they once typed.
    pub(crate) fn may_be_shared(&self) -> bool {
        !self.consent.purposes.is_empty()
    }
}

impl Session {
    /// Whether there is a profile that may be shared.
    pub fn has_profile(self) -> bool {
        self.profile().with(|saved| saved.as_ref().is_some_and(SavedProfile::may_be_shared))
    }

    /// The profile in one line, as it would be shared, with the tags that go along.
    pub fn profile_line(self) -> String {
        let mut line = String::new();
        for one in self.profile().get().iter().flat_map(|saved| &saved.values) {
            if !line.is_empty() {
                line.push_str(", ");
            }
            line.push_str(&one.value);
        }
        self.served().with(|served| {
            for tag in served.tags.as_array().into_iter().flatten() {
                let name = tag.get("label").or_else(|| tag.get("id")).and_then(Value::as_str);
                line.push_str(" · ");
                line.push_str(name.unwrap_or_default());
            }
        });
        line
    }

    /// What the visitor gave before, to be seen and changed.
    pub fn filled(self) -> Option<Filled> {
        let saved = self.profile().get()?;
        // Who kept something has confirmed their age.
        let mut filled =
            Filled { purposes: saved.consent.purposes, of_age: true, ..Filled::default() };
        for one in saved.values {
            filled.values.insert(one.field, one.value);
        }
        Some(filled)
    }

    /// Keeps what was filled in, or says what is wrong with it.
    pub fn save_profile(self, filled: &Filled) -> Result<(), FormErrors> {
        let inner = self.inner();
        let Some(form) = &inner.pack.profile else { return Ok(()) };
        let now = inner.platform.now();
        let today = self.site_time().date;
        let locale = self.locale().get_untracked();
        let saved = accept(form, filled, &locale, today, now, inner.platform.write_iso(now))?;
        self.set_profile(Some(saved));
        self.tell(Happened::Decided("form"));
        self.show(View::Chat);
        self.append(Body::System(Note::ProfileSaved), Delivery::Sent);
        Ok(())
    }

    /// Withdraws the consent and erases the profile.
    pub fn withdraw_profile(self) {
        self.set_profile(None);
        self.inner().vault.unshare_packet();
        self.tell(Happened::Decided("withdrawn"));
        self.show(View::Chat);
        self.append(Body::System(Note::ProfileErased), Delivery::Sent);
    }

    /// What was given, with those of its purposes that this visitor is asked about: what they are not asked does not count.
    pub(super) fn read_profile(self) {
        let inner = self.inner();
        let asked = inner.pack.profile.iter().flat_map(|form| &form.purposes);
        let mut saved = inner.vault.profile();
        if let Some(saved) = &mut saved {
            saved.consent.purposes.retain(|id| asked.clone().any(|purpose| purpose.id == *id));
        }
        self.change(Facet::Profile, |model| model.profile = saved);
    }

    /// A profile whose time is over is erased. One whose policy has changed since is not used any more: what was typed
    /// stays until then, so that the visitor need not type it again when they are asked anew.
    pub(super) fn forget_expired_profile(self) {
        let inner = self.inner();
        let Some(mut saved) = self.profile().get_untracked() else { return };
        self.tell(Happened::Decided("due"));
        let form = inner.pack.profile.as_ref();
        if inner.platform.now() >= saved.erase_at || form.is_none() {
            self.set_profile(None);
        } else if saved.may_be_shared()
            && form.is_none_or(|form| form.policy.version != saved.consent.policy_version)
        {
            saved.consent.purposes.clear();
            self.set_profile(Some(saved));
        }
    }

    fn set_profile(self, profile: Option<SavedProfile>) {
        self.inner().vault.keep_profile(profile.as_ref());
        self.change(Facet::Profile, |model| model.profile = profile);
        self.keep_to_consent();
        self.consent_changed();
        self.notice_trouble();
    }
}
