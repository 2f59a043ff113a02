//! Buttons.

use super::icon::{Shape, icon};
use crate::dom::{Element, el, later};
use crate::session::Session;

/// A button that does something; what stands on it is added to it.
pub(super) fn button(class: &str, act: impl Fn() + 'static) -> Element {
    el("button type=button").attr("class", class).on("click", move |_| act())
}

/// A button with words on it.
pub(super) fn press(
    class: &str,
    label: impl FnMut() -> String + 'static,
    act: impl Fn() + 'static,
) -> Element {
    button(class, act).child(el("span").says(label))
}

/// A button with an icon and words on it.
pub(super) fn drawn(
    class: &str,
    shape: Shape,
    label: impl FnMut() -> String + 'static,
    act: impl Fn() + 'static,
) -> Element {
    button(class, act).child(icon(shape)).child(el("span").says(label))
}

/// A button with an icon on it, whose words are only read out.
pub(super) fn tool(
    shape: Shape,
    label: impl FnMut() -> String + 'static,
    act: impl Fn() + 'static,
) -> Element {
    button("tool", act).live("aria-label", label).child(icon(shape))
}

/// A state as an attribute of ARIA says it.
pub(super) fn word(holds: bool) -> String {
    (if holds { "true" } else { "false" }).to_owned()
}

/// Does something once the page has been painted anew, unless the widget is gone by then.
pub(super) fn next_frame(session: Session, act: impl FnOnce() + 'static) {
    later(move || {
        if session.is_alive() {
            act();
        }
    });
}
