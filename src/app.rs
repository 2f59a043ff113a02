//! The composition root: shows the panel of a session.

use crate::dom;
use crate::session::Session;
use crate::ui::panel::panel;

/// The whole widget but for its launcher, which the loader draws.
pub fn app(session: Session, home: &dom::Home) {
    for part in panel(session) {
        part.mount(home);
    }
}
