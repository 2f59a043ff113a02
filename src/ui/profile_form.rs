//! The profile form: what the site asks, for what, and the way out, which is as easy as the way in.

use leptos::html;
use leptos::prelude::*;

use super::anchor::Anchor;
use super::field::LabelledField;
use super::live::{Press, live};
use super::words::{Words, field, invalid};
use crate::i18n::Text;
use crate::session::profile::{Filled, FormErrors};
use crate::session::{Field, FieldKind, Session, View};

/// Shown when the visitor chose it. What was given before can be seen, changed and withdrawn here.
#[component]
pub(super) fn ProfileForm() -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let known = untrack(|| session.filled());
    let is_known = known.is_some();
    let filled = RwSignal::new(known.unwrap_or_default());
    let errors = RwSignal::new(FormErrors::default());
    let title = NodeRef::<html::H3>::new();
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        errors.set(session.save_profile(&filled.get_untracked()).err().unwrap_or_default());
    };
    let fields = session.with_form(|form| form.fields.clone()).unwrap_or_default();
    // The focus goes to the first problem, rather than letting the visitor look for it.
    let ids: Vec<String> = fields.iter().map(|field| field.id.clone()).collect();
    let first_wrong = move || {
        errors.with(|errors| ids.iter().find(|id| errors.fields.contains_key(*id)).cloned())
    };
    let first_wrong = live(first_wrong);
    let fields =
        fields.into_iter().map(|field| view! { <FieldView field filled errors first_wrong /> });
    let intro = move || session.form_intro();
    view! {
        <div class="page">
            <h3 node_ref=title tabindex="-1">{live(words.text(Text::ProfileTitle))}</h3>
            <p>{live(intro)}</p>
            <p class="quiet">{live(words.text(Text::ProfileFree))}</p>
            <form class="form" novalidate on:submit=submit>
                {fields.collect_view()}
                <PurposesView filled errors />
                <div class="actions">
                    <button type="submit" class="primary">{live(words.text(Text::Save))}</button>
                    <Press class="primary" label=live(words.text(Text::Refuse)) act=move |()| session.show(View::Chat) />
                </div>
                {is_known.then(|| {
                    let act = move |()| session.withdraw_profile();
                    view! { <Press class="link" label=live(words.text(Text::Withdraw)) act /> }
                })}
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn FieldView(
    field: Field,
    filled: RwSignal<Filled>,
    errors: RwSignal<FormErrors>,
    /// Id of the field that the visitor has to mend first.
    first_wrong: Signal<Option<String>>,
) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let list = NodeRef::<html::Select>::new();
    let line = NodeRef::<html::Input>::new();
    let kind = field.kind;
    let id = format!("field-{}", field.id);
    let error_id = format!("{id}-error");
    let key = StoredValue::new(field.id.clone());
    let field = StoredValue::new(field);
    let value = move || {
        key.with_value(|key| {
            filled.with(|filled| filled.values.get(key).cloned().unwrap_or_default())
        })
    };
    let write = move |value: String| {
        filled.update(|filled| {
            filled.values.insert(key.get_value(), value);
        });
    };
    let wrong = move || key.with_value(|key| errors.with(|errors| errors.fields.get(key).copied()));
    let error = move || wrong().map_or(String::new(), |why| words.say(invalid(why)).to_owned());
    let label = move || {
        field.with_value(|field| {
            let own = session.localized(&field.label);
            let name = if own.is_empty() { words.say(self::field(kind)).to_owned() } else { own };
            if field.required { name } else { words.with(Text::Optional, &name) }
        })
    };
    let is_wrong = move || wrong().is_some().to_string();
    Effect::new(move |_| {
        if key.with_value(|key| first_wrong.with(|first| first.as_ref() == Some(key))) {
            let _ = match (list.get_untracked(), line.get_untracked()) {
                (Some(list), _) => list.focus(),
                (_, Some(line)) => line.focus(),
                _ => Ok(()),
            };
        }
    });
    let control = match kind {
        FieldKind::Gender | FieldKind::Choice => {
            let options = move || options(session, words, field, kind);
            view! {
                <select
                    node_ref=list
                    id=id.clone()
                    aria-describedby=error_id
                    aria-invalid=live(is_wrong)
                    prop:value=live(value)
                    on:change=move |event| write(event_target_value(&event))
                >
                    <option value=""></option>
                    {move || options().into_iter().map(|(kept, shown)| {
                        let chosen = kept == value();
                        view! { <option value=kept selected=chosen>{shown}</option> }
                    }).collect_view()}
                </select>
            }
            .into_any()
        }
        _ => {
            let (kind, mode, complete) = input(kind);
            view! {
                <input
                    node_ref=line
                    id=id.clone()
                    type=kind
                    inputmode=mode
                    autocomplete=complete
                    maxlength="200"
                    aria-describedby=error_id
                    aria-invalid=live(is_wrong)
                    prop:value=live(value)
                    on:input=move |event| write(event_target_value(&event))
                />
            }
            .into_any()
        }
    };
    view! {
        <LabelledField id label=live(label) error=live(error)>
            {control}
        </LabelledField>
    }
    .into_any()
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

/// What a list offers: the value that is kept, and what the visitor reads.
fn options(
    session: Session,
    words: Words,
    field: StoredValue<Field>,
    kind: FieldKind,
) -> Vec<(String, String)> {
    if kind == FieldKind::Gender {
        let genders = [
            ("female", Text::Female),
            ("male", Text::Male),
            ("other", Text::OtherGender),
            ("not_said", Text::NotSaid),
        ];
        return genders.map(|(kept, shown)| (kept.to_owned(), words.say(shown).to_owned())).into();
    }
    field.with_value(|field| {
        let shown = field.options.iter().map(|option| session.localized(option));
        // What is kept is the same in every language.
        let kept =
            field.options.iter().map(|option| option.texts().next().unwrap_or("").to_owned());
        kept.zip(shown).collect()
    })
}

/// The purposes, one by one, none ticked beforehand, with the policy they stand in.
#[component]
fn PurposesView(filled: RwSignal<Filled>, errors: RwSignal<FormErrors>) -> impl IntoView {
    let session = Session::expect();
    let words = Words::expect();
    let (purposes, policy) =
        session.with_form(|form| (form.purposes.clone(), form.policy.clone())).unwrap_or_default();
    let ticks = purposes.into_iter().map(|purpose| {
        let id = StoredValue::new(purpose.id);
        let ticked = move || id.with_value(|id| filled.with(|filled| filled.purposes.contains(id)));
        let tick = move |on: bool| {
            filled.update(|filled| {
                filled.purposes.retain(|known| id.with_value(|id| known != id));
                if on {
                    filled.purposes.push(id.get_value());
                }
            });
        };
        let days = purpose.retention_days.to_string();
        let text = purpose.text;
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=live(ticked)
                    aria-invalid=live(move || errors.with(|errors| errors.no_purpose).to_string())
                    aria-describedby="purposes-error"
                    on:change=move |event| tick(event_target_checked(&event))
                />
                <span>
                    {live(move || session.localized(&text))}
                    " "
                    <small>{live(move || words.with(Text::KeptDays, &days))}</small>
                </span>
            </label>
        }
    });
    let version = policy.version;
    view! {
        <fieldset class="shares">
            <legend>{live(words.text(Text::Purposes))}</legend>
            {ticks.collect_view()}
            <p class="error" id="purposes-error" role="alert">
                {live(move || if errors.with(|errors| errors.no_purpose) { words.say(Text::NoPurpose) } else { "" })}
            </p>
            <p class="quiet">
                <Anchor url=policy.url>{live(words.text(Text::Policy))}</Anchor>
                " · "
                {live(move || words.with(Text::PolicyVersion, &version))}
            </p>
        </fieldset>
    }
    .into_any()
}
