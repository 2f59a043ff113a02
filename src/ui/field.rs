//! A labelled control with its error in place.

use leptos::prelude::*;

/// A label, whatever control stands under it, and what is wrong with its value.
///
/// The control must carry `id`, and `aria-describedby` with `{id}-error`.
#[component]
pub(super) fn LabelledField(
    /// Id of the control.
    id: String,
    /// What stands above it.
    #[prop(into)]
    label: Signal<String>,
    /// What is wrong; empty for nothing.
    #[prop(into)]
    error: Signal<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {children()}
            <p class="error" id=error_id role="alert">{error}</p>
        </div>
    }
    .into_any()
}
