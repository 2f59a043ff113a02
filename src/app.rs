//! The composition root: puts the session where the components find it, and shows the panel.

use leptos::prelude::*;

use crate::session::Session;
use crate::ui::panel::Panel;

/// The whole widget but for its launcher, which the loader draws.
#[component]
pub fn App(
    /// The conversation.
    session: Session,
) -> impl IntoView {
    provide_context(session);
    view! { <Panel /> }
}
