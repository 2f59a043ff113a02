//! Every word the widget says by itself, in every language it speaks.
//!
//! A text that lacks a language does not compile. Knows nothing else of the widget.

#[cfg(target_arch = "wasm32")]
mod learned;
mod texts;

#[cfg(target_arch = "wasm32")]
pub use learned::{knows, learn};
pub use texts::Text;

/// A language of the widget's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Simplified Chinese.
    ZhCn,
    /// Traditional Chinese.
    ZhTw,
    /// English.
    En,
}

impl Locale {
    /// The language that serves a BCP 47 tag best; English for those we do not speak.
    pub fn of(tag: &str) -> Self {
        let tag = tag.to_ascii_lowercase();
        let mut parts = tag.split(['-', '_']);
        if parts.next() != Some("zh") {
            return Self::En;
        }
        let traditional = parts.any(|part| matches!(part, "tw" | "hk" | "mo" | "hant"));
        if traditional { Self::ZhTw } else { Self::ZhCn }
    }

    /// The tag, for `lang` attributes.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::ZhTw => "zh-TW",
            Self::En => "en",
        }
    }
}

/// What a language calls itself; the tag where we do not know.
pub fn own_name(tag: &str) -> &str {
    match tag.to_ascii_lowercase().as_str() {
        "zh-cn" | "zh" | "zh-hans" => "简体中文",
        "zh-tw" | "zh-hk" | "zh-hant" => "繁體中文",
        "en" | "en-us" | "en-gb" => "English",
        _ => tag,
    }
}

impl Text {
    /// The text with `value` in the place of `{}`.
    pub fn with(self, locale: Locale, value: &str) -> String {
        // In two pieces at the bracket: looking for more than a letter brings a search of its own.
        let (before, rest) = self.get(locale).split_once('{').unwrap_or((self.get(locale), ""));
        let after = rest.strip_prefix('}').unwrap_or(rest);
        [before, value, after].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_language() {
        assert_eq!(Locale::of("zh-Hant-HK"), Locale::ZhTw);
        assert_eq!(Locale::of("zh_TW"), Locale::ZhTw);
        assert_eq!(Locale::of("zh"), Locale::ZhCn);
        assert_eq!(Locale::of("zh-SG"), Locale::ZhCn);
        assert_eq!(Locale::of("fr-FR"), Locale::En);
        assert_eq!(Locale::of(""), Locale::En);
    }

    #[test]
    fn every_text_is_one_line() {
        for locale in [Locale::ZhCn, Locale::ZhTw, Locale::En] {
            assert_eq!(Text::lines(locale).lines().count(), Text::ALL.len(), "{locale:?}");
        }
    }

    #[test]
    fn every_language_has_every_place_for_a_value() {
        for text in Text::ALL {
            let places = |locale| text.get(locale).matches("{}").count();
            assert_eq!(places(Locale::ZhCn), places(Locale::En), "{text:?}");
            assert_eq!(places(Locale::ZhTw), places(Locale::En), "{text:?}");
            assert!(
                !text.get(Locale::ZhTw).is_empty() && !text.get(Locale::En).is_empty(),
                "{text:?}"
            );
        }
    }
}
