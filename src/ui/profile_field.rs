//! One field of the profile form.

use std::rc::Rc;

use super::field::labelled;
use super::press::word;
use super::words::{Words, field, invalid};
use crate::dom::{Element, State, el};
use crate::i18n::Text;
use crate::session::profile::{Filled, FormErrors};
use crate::session::{Field, FieldKind, Localized, Session};

/// The field with its label and its error, and the control in it.
pub(super) fn field_view(
    session: Session,
    field: Field,
    filled: State<Filled>,
    errors: State<FormErrors>,
) -> (Element, Element) {
    let words = Words(session);
    let field = Rc::new(field);
    let (key, wrong, named) = (field.clone(), field.clone(), field.clone());
    let value =
        move || filled.with(|filled| filled.values.get(&key.id).cloned().unwrap_or_default());
    let wrong = move || errors.with(|errors| errors.fields.get(&wrong.id).copied());
    let is_wrong = wrong.clone();
    let error = move || wrong().map_or("", |why| words.say(invalid(why))).to_owned();
    let control = match field.kind {
        FieldKind::Gender | FieldKind::Choice => {
            let (of, chosen) = (field.clone(), value.clone());
            el("select").child(el("option value=")).each(move || {
                let chosen = chosen();
                options(session, &of).into_iter().map(|one| option(one, &chosen)).collect()
            })
        }
        kind => {
            let (kind, mode, complete) = input(kind);
            el("input maxlength=200")
                .attr("type", kind)
                .attr("inputmode", mode)
                .attr("autocomplete", complete)
        }
    };
    let id = "field-".to_owned() + &field.id;
    let control = control.live("aria-invalid", move || word(is_wrong().is_some())).value(value).on(
        "input",
        move |event| {
            let value = event.value();
            filled.change(|filled| {
                filled.values.insert(field.id.clone(), value);
            });
        },
    );
    let view = labelled(&id, move || label(session, &named), error, control.clone());
    (view, control)
}

fn label(session: Session, of: &Field) -> String {
    let words = Words(session);
    let own = session.localized(&of.label);
    let name = if own.is_empty() { words.say(field(of.kind)).to_owned() } else { own };
    if of.required { name } else { words.with(Text::Optional, &name) }
}

/// Type, keyboard and autofill token of an input.
fn input(kind: FieldKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        FieldKind::Name => ("text", "text", "name"),
        FieldKind::Phone => ("tel", "tel", "tel"),
        FieldKind::Email => ("email", "email", "email"),
        FieldKind::Birthday => ("date", "numeric", "bday"),
        FieldKind::Date => ("date", "numeric", "off"),
        FieldKind::Region => ("text", "text", "address-level1"),
        FieldKind::Gender | FieldKind::Choice | FieldKind::Text => ("text", "text", "off"),
    }
}

fn option((kept, shown): (String, String), chosen: &str) -> Element {
    let view = el("option").attr("value", &kept).text(&shown);
    if kept == chosen { view.attr("selected", "") } else { view }
}

/// What a list offers: the value that is kept, and what the visitor reads.
fn options(session: Session, field: &Field) -> Vec<(String, String)> {
    if field.kind == FieldKind::Gender {
        let genders = [
            ("female", Text::Female),
            ("male", Text::Male),
            ("other", Text::OtherGender),
            ("not_said", Text::NotSaid),
        ];
        let words = Words(session);
        return genders.map(|(kept, shown)| (kept.to_owned(), words.say(shown).to_owned())).into();
    }
    // What is kept is the same in every language.
    let kept = |option: &Localized| option.texts().next().unwrap_or("").to_owned();
    field.options.iter().map(|option| (kept(option), session.localized(option))).collect()
}
