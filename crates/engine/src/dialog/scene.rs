//! What the names in the texts of a pack stand for, at one moment of one conversation.

use crate::calendar::LocalTime;
use crate::pack::{Flow, Localized, Pack, language};
use crate::template::{self, Values};

use super::Context;
use super::flow::Known;

/// Everything that a text can name.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) pack: &'a Pack,
    pub(super) context: &'a Context<'a>,
    pub(super) now: LocalTime,
    /// The flow that speaks, whose options have words for their values.
    pub(super) flow: Option<&'a Flow>,
    /// What the flow knows, or the event of a trigger brought.
    pub(super) known: &'a [Known],
}

impl Scene<'_> {
    /// A text of the pack, in the visitor's language and with its places filled.
    pub(super) fn words(&self, text: &Localized) -> String {
        let text = text.get(self.context.locale);
        self.with_values(&|name| self.spoken(name), |values| template::fill(text, values))
    }

    pub(super) fn with_values<T>(
        &self,
        of: &dyn Fn(&str) -> Option<String>,
        act: impl FnOnce(&Values<'_>) -> T,
    ) -> T {
        act(&Values { of, locale: self.context.locale, today: self.now.date })
    }

    /// The value of a name, as data.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        if let Some(known) = self.known.iter().find(|known| known.name == name) {
            return Some(known.text.clone());
        }
        let clock = || format!("{:02}:{:02}", self.now.minute / 60, self.now.minute % 60);
        Some(match name {
            "brand" => self.pack.brand.name.get(self.context.locale).to_owned(),
            "time.date" => self.now.date.iso(),
            "time.clock" => clock(),
            "page.path" => self.context.page.to_owned(),
            "page.about" => self.context.about.to_owned(),
            _ => {
                let (_, value) = self.context.variables.iter().find(|(known, _)| known == name)?;
                value.clone()
            }
        })
    }

    /// The value of a name, as a visitor would say it.
    fn spoken(&self, name: &str) -> Option<String> {
        let value = self.value(name)?;
        let slot = name.strip_prefix("slot.");
        let ask = slot.and_then(|slot| self.flow?.asks().find(|ask| ask.slot == slot));
        let option = ask.and_then(|ask| ask.options.iter().find(|option| option.value == value));
        Some(option.map_or(value, |option| option.label.get(self.context.locale).to_owned()))
    }
}

/// Yes and no, for the buttons of a question that has none of its own.
pub(super) fn yes_and_no(locale: &str) -> [&'static str; 2] {
    if language(locale) == "zh" { ["是", "否"] } else { ["Yes", "No"] }
}
