//! Tells screen readers each new message, once.

use leptos::prelude::*;

use super::words::Words;
use crate::session::Session;
use crate::session::transcript::Author;

/// A live region outside the panel, so that it is heard whichever part is shown.
///
/// The transcript itself is silent (`aria-live="off"`): two voices would say everything twice.
#[component]
pub(super) fn Announcer() -> impl IntoView {
    let rows = Session::expect().rows();
    let words = Words::expect();
    // What stood there when the page was loaded is history, not news.
    let heard = StoredValue::new(rows.with_untracked(Vec::len));
    let news = Memo::new(move |before: Option<&String>| {
        rows.with(|rows| {
            let fresh = rows.get(heard.get_value().min(rows.len())..).unwrap_or_default();
            heard.set_value(rows.len());
            let spoken: Vec<String> = fresh
                .iter()
                .filter(|row| row.author() != Author::Visitor)
                .map(|row| untrack(|| words.spoken(row)))
                .collect();
            let before = before.map_or("", String::as_str);
            if spoken.is_empty() {
                return before.to_owned();
            }
            // The same words again are only heard if something changes: a space that nobody hears.
            let again = if before.ends_with('\u{a0}') { "" } else { "\u{a0}" };
            spoken.join("\n") + again
        })
    });
    view! {
        <div class="unseen" role="status" aria-live="polite">
            {news}
        </div>
    }
}
