//! Whether what stands between `{{` and `}}` exists there.

use crate::pack::diagnostic::Problem;
use crate::pack::localized::Localized;
use crate::template;

use super::{Check, step};

/// Which names a text may use besides those that are known everywhere.
#[derive(Default)]
pub(super) struct Names<'p> {
    /// What the flow asks for.
    pub(super) slots: Vec<&'p str>,
    /// What the flow asks the site.
    pub(super) calls: Vec<&'p str>,
    /// Whether an event of the page is the occasion.
    pub(super) event: bool,
}

/// How sure it is that a name has a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sure {
    Always,
    Sometimes,
    Never,
}

impl Names<'_> {
    fn sure(&self, name: &str) -> Sure {
        let (room, rest) = name.split_once('.').unwrap_or((name, ""));
        let known = match room {
            "brand" => rest.is_empty(),
            "time" => matches!(rest, "date" | "clock"),
            "page" if rest == "path" => true,
            "visitor" | "page" if !rest.is_empty() => return Sure::Sometimes,
            "slot" => self.slots.contains(&rest),
            "call" => rest
                .split_once('.')
                .is_some_and(|(call, field)| self.calls.contains(&call) && !field.is_empty()),
            "event" => self.event && !rest.is_empty(),
            _ => false,
        };
        if known { Sure::Always } else { Sure::Never }
    }
}

impl Check<'_> {
    /// The places of a text that visitors read.
    pub(super) fn places(&mut self, text: &Localized, names: &Names<'_>, pointer: &str) {
        for (locale, words) in &text.0 {
            self.places_of(words, names, &step(pointer, locale));
        }
    }

    /// The places of one text.
    pub(super) fn places_of(&mut self, text: &str, names: &Names<'_>, pointer: &str) {
        for place in template::places(text) {
            let name = place.name.to_owned();
            match names.sure(place.name) {
                Sure::Never => self.report(pointer, Problem::UndefinedVariable { name }),
                Sure::Sometimes if !place.has_fallback => {
                    self.report(pointer, Problem::MissingFallback { name });
                }
                _ => {}
            }
        }
    }

    /// A name that is compared rather than said.
    pub(super) fn compared(&mut self, name: &str, names: &Names<'_>, pointer: &str) {
        if names.sure(name) == Sure::Never {
            self.report(pointer, Problem::UndefinedVariable { name: name.to_owned() });
        }
    }
}
