//! The profile form: what the site asks, for what, and the way out, which is as easy as the way in.

use leptos::prelude::untrack;

use super::anchor::leads_to;
use super::person::focus_soon;
use super::press::{press, word};
use super::profile_field::field_view;
use super::shares::tick;
use super::words::Words;
use crate::dom::{Element, State, el};
use crate::i18n::Text;
use crate::session::profile::{Filled, FormErrors};
use crate::session::{Purpose, Session, View};

/// Shown when the visitor chose it. What was given before can be seen, changed and withdrawn here.
pub(super) fn profile_form(session: Session) -> Element {
    let words = Words(session);
    let known = untrack(|| session.filled());
    let is_known = known.is_some();
    let filled = State::new(known.unwrap_or_default());
    let errors = State::new(FormErrors::default());
    let title = el("h3 tabindex=-1").says(words.text(Text::ProfileTitle));
    focus_soon(&title);
    let mut form = el("form.form novalidate");
    let mut controls = Vec::new();
    for field in session.with_form(|form| form.fields.clone()).unwrap_or_default() {
        let id = field.id.clone();
        let (view, control) = field_view(session, field, filled, errors);
        controls.push((id, control));
        form = form.child(view);
    }
    let form = form.on("submit", move |event| {
        event.prevent();
        errors.set(session.save_profile(&filled.get()).err().unwrap_or_default());
        // The focus goes to the first problem, rather than letting the visitor look for it.
        let wrong = errors.get().fields;
        if let Some((_, control)) = controls.iter().find(|(id, _)| wrong.contains_key(id)) {
            control.focus();
        }
    });
    let actions = el("div.actions")
        .child(el("button.primary type=submit").says(words.text(Text::Save)))
        .child(press("primary", words.text(Text::Refuse), move || session.show(View::Chat)));
    let mut form = form.child(purposes(session, filled, errors));
    if session.with_form(|form| !form.age_gate.is_empty()) == Some(true) {
        form = form.child(age_gate(session, filled, errors));
    }
    form = form.child(actions);
    if is_known {
        let act = move || session.withdraw_profile();
        form = form.child(press("link", words.text(Text::Withdraw), act));
    }
    el("div.page")
        .child(title)
        .child(el("p").says(move || session.form_intro()))
        .child(el("p.quiet").says(words.text(Text::ProfileFree)))
        .child(form)
}

/// What the site asks of the visitor's age, not ticked beforehand either.
fn age_gate(session: Session, filled: State<Filled>, errors: State<FormErrors>) -> Element {
    let words = Words(session);
    let missing = move || errors.with(|errors| errors.no_age);
    let question =
        move || session.with_form(|form| session.localized(&form.age_gate)).unwrap_or_default();
    el("div")
        .child(tick(
            el("input type=checkbox aria-describedby=age-error")
                .live("aria-invalid", move || word(missing())),
            move || filled.with(|filled| filled.of_age),
            move |on| filled.change(|filled| filled.of_age = on),
            el("span").says(question),
        ))
        .child(
            el("p.error id=age-error role=alert").says(move || {
                (if missing() { words.say(Text::AgeMissing) } else { "" }).to_owned()
            }),
        )
}

/// The purposes, one by one, none ticked beforehand, with the policy they stand in.
fn purposes(session: Session, filled: State<Filled>, errors: State<FormErrors>) -> Element {
    let words = Words(session);
    let (purposes, policy) =
        session.with_form(|form| (form.purposes.clone(), form.policy.clone())).unwrap_or_default();
    let none = move || errors.with(|errors| errors.no_purpose);
    let error = move || (if none() { words.say(Text::NoPurpose) } else { "" }).to_owned();
    let link = leads_to(el("a").says(words.text(Text::Policy)), &policy.url, words);
    let version = policy.version;
    el("fieldset.shares")
        .child(el("legend").says(words.text(Text::Purposes)))
        .children(purposes.into_iter().map(|one| purpose(session, one, filled, none)).collect())
        .when(
            move || session.wants_no_tracking(),
            move || el("p.quiet").says(words.text(Text::SignalHeard)),
        )
        .child(el("p.error id=purposes-error role=alert").says(error))
        .child(
            el("p.quiet")
                .child(link)
                .text(" · ")
                .says(move || words.with(Text::PolicyVersion, &version)),
        )
}

fn purpose(
    session: Session,
    purpose: Purpose,
    filled: State<Filled>,
    none: impl Fn() -> bool + 'static,
) -> Element {
    let words = Words(session);
    let (ticked, id, text) = (purpose.id.clone(), purpose.id, purpose.text);
    let days = purpose.retention_days.to_string();
    let (recipient, separate) = (purpose.recipient, purpose.kind.is_separate());
    let terms = move || {
        let recipient = session.localized(&recipient);
        let separate = if separate { words.say(Text::SeparateConsent) } else { "" };
        let mut terms = words.with(Text::KeptDays, &days);
        for more in [&*recipient, separate] {
            if !more.is_empty() {
                terms = terms + " · " + more;
            }
        }
        terms
    };
    let terms = el("small").says(terms);
    let input = el("input type=checkbox aria-describedby=purposes-error")
        .live("aria-invalid", move || word(none()));
    tick(
        input,
        move || filled.with(|filled| filled.purposes.contains(&ticked)),
        move |on| {
            filled.change(|filled| {
                filled.purposes.retain(|known| *known != id);
                if on {
                    filled.purposes.push(id.clone());
                }
            });
        },
        el("span").says(move || session.localized(&text)).text(" ").child(terms),
    )
}
