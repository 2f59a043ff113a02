//! Tells screen readers each new message, once.

use leptos::prelude::untrack;

use super::words::Words;
use crate::dom::{Element, el};
use crate::session::Session;
use crate::session::transcript::Author;

/// A live region outside the panel, so that it is heard whichever part is shown.
///
/// The transcript itself is silent (`aria-live="off"`): two voices would say everything twice.
pub(super) fn announcer(session: Session) -> Element {
    let rows = session.rows();
    let words = Words(session);
    // What stood there when the page was loaded is history, not news.
    let mut heard = rows.with_untracked(Vec::len);
    let mut said = String::new();
    el("div.unseen role=status aria-live=polite").says(move || {
        rows.with(|rows| {
            let fresh = rows.get(heard.min(rows.len())..).unwrap_or_default();
            heard = rows.len();
            let mut spoken = String::new();
            for row in fresh.iter().filter(|row| row.author() != Author::Visitor) {
                spoken.push_str(&untrack(|| words.spoken(row)));
                spoken.push('\n');
            }
            if !spoken.is_empty() {
                // The same words again are only heard if something changes: a space that nobody hears.
                let again = if said.ends_with('\u{a0}') { "" } else { "\u{a0}" };
                said = spoken.trim_end_matches('\n').to_owned() + again;
            }
        });
        said.clone()
    })
}
