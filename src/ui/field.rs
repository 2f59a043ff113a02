//! A labelled control with its error in place.

use crate::dom::{Element, el};

/// A label, whatever control stands under it, and what is wrong with its value (nothing if that is empty).
///
/// The control gets its `id` here, and the description by which a screen reader finds its error.
pub(super) fn labelled(
    id: &str,
    label: impl FnMut() -> String + 'static,
    error: impl FnMut() -> String + 'static,
    control: Element,
) -> Element {
    let error_id = id.to_owned() + "-error";
    let control = control.attr("id", id).attr("aria-describedby", &error_id);
    el("div.field")
        .child(el("label").attr("for", id).says(label))
        .child(control)
        .child(el("p.error role=alert").attr("id", &error_id).says(error))
}
