//! What the script tag says, as the loader hands it over.

use kefu_engine::json::Value;
use kefu_engine::pack::{Scheme, Theme};

/// Settings of the script tag. What is missing or not understood falls back to what the pack says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// A BCP 47 tag.
    pub(super) locale: String,
    /// `auto`, `light`, `dark` or `host`.
    theme: String,
}

impl Config {
    pub(super) fn read(json: &str) -> Self {
        let json = Value::parse(json).unwrap_or_default();
        let setting = |name| json.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        Self { locale: setting("locale"), theme: setting("theme") }
    }

    pub(super) fn scheme(&self, theme: &Theme) -> Scheme {
        Scheme::from_word(&self.theme).unwrap_or(theme.scheme)
    }
}

/// Reads a scheme; what is not one means `auto`.
pub(super) fn scheme(word: &str) -> Scheme {
    Scheme::from_word(word).unwrap_or_default()
}
