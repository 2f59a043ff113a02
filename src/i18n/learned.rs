//! The words that were downloaded, a file for each language that is wanted.
//!
//! A build for development carries all words in itself, and has nothing to learn.

use std::cell::Cell;

use super::Locale;

thread_local! {
    static LINES: Cell<[&'static str; 3]> = const { Cell::new([""; 3]) };
}

/// Keeps the words of a language, a line for each text, for as long as the page lives.
pub fn learn(locale: Locale, words: String) {
    let mut lines = LINES.get();
    if lines[locale as usize].is_empty() {
        lines[locale as usize] = words.leak();
    }
    LINES.set(lines);
}

/// Whether the words of a language are there.
pub fn knows(locale: Locale) -> bool {
    cfg!(debug_assertions) || !LINES.get()[locale as usize].is_empty()
}

/// The words of a language; until they are there, those of another.
#[cfg(not(debug_assertions))]
pub(super) fn lines(locale: Locale) -> &'static str {
    let lines = LINES.get();
    let known = |lines: &&str| !lines.is_empty();
    let wanted = Some(lines[locale as usize]).filter(known);
    wanted.or_else(|| lines.into_iter().find(known)).unwrap_or_default()
}
