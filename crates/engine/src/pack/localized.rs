//! Texts that differ by locale, and how a visitor's locale finds its text.

use super::diagnostic::{Problem, Shape};
use super::read::{Read, Reader};
use crate::json::Value;

/// One text for everyone, or one per locale: `"…"` or `{ "zh-CN": "…", "en": "…" }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Localized(pub(crate) Vec<(String, String)>);

/// Lists of phrasings for everyone, or one list per locale: `[…]` or `{ "zh-CN": […] }`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrases(pub(crate) Vec<(String, Vec<String>)>);

/// Stands in the place of a locale for a text that is the same for everyone.
pub(crate) const ANY: &str = "";

impl Localized {
    /// The text for `locale`; without one, that of the nearest locale, so that a visitor always reads something.
    pub fn get(&self, locale: &str) -> &str {
        nearest(locale, self.0.iter().map(|(name, text)| (name.as_str(), text)))
            .map_or("", String::as_str)
    }

    /// Whether no locale has a text.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, text)| text.trim().is_empty())
    }

    /// Every text, whatever its locale.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, text)| text.as_str())
    }
}

impl From<&str> for Localized {
    fn from(text: &str) -> Self {
        Self(vec![(ANY.to_owned(), text.to_owned())])
    }
}

impl Phrases {
    /// Every phrasing, whatever its locale.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(_, list)| list).map(String::as_str)
    }
}

/// Of several locales the one that serves a visitor of `wanted` best:
/// the same, then the same language, then the one for everyone, then the first.
pub fn nearest<'a, T>(wanted: &str, offered: impl Iterator<Item = (&'a str, T)>) -> Option<T> {
    let mut best: Option<(u8, T)> = None;
    for (name, value) in offered {
        let rank = if name.eq_ignore_ascii_case(wanted) {
            3
        } else if !name.is_empty() && language(name).eq_ignore_ascii_case(language(wanted)) {
            2
        } else {
            u8::from(name.is_empty())
        };
        if best.as_ref().is_none_or(|(held, _)| rank > *held) {
            best = Some((rank, value));
        }
    }
    best.map(|(_, value)| value)
}

/// The language of a tag: `zh` of `zh-CN`.
pub fn language(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

impl Read for Localized {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::String(text) => Some(Self::from(text.as_str())),
            Value::Object(object) if object.is_empty() => {
                reader.report(Problem::EmptyText);
                None
            }
            Value::Object(object) => Some(Self(reader.members(object))),
            _ => {
                reader.wrong(value, Shape::TextByLocale);
                None
            }
        }
    }
}

impl Read for Phrases {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value {
            Value::Array(_) => Some(Self(vec![(ANY.to_owned(), Vec::read(value, reader)?)])),
            Value::Object(object) => Some(Self(reader.members(object))),
            _ => {
                reader.wrong(value, Shape::ListByLocale);
                None
            }
        }
    }
}

#[cfg(feature = "schema")]
mod schema {
    use std::borrow::Cow;

    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

    impl JsonSchema for super::Localized {
        fn schema_name() -> Cow<'static, str> {
            "Localized".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            json_schema!({
                "description": "One text for everyone, or one per locale.",
                "oneOf": [
                    { "type": "string" },
                    { "type": "object", "additionalProperties": { "type": "string" } }
                ]
            })
        }
    }

    impl JsonSchema for super::Phrases {
        fn schema_name() -> Cow<'static, str> {
            "Phrases".into()
        }
        fn json_schema(_: &mut SchemaGenerator) -> Schema {
            let list = json_schema!({ "type": "array", "items": { "type": "string" } });
            json_schema!({
                "description": "A list for everyone, or one per locale.",
                "oneOf": [list, { "type": "object", "additionalProperties": list }]
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Localized {
        Localized(vec![("zh-CN".into(), "你好".into()), ("en".into(), "Hello".into())])
    }

    #[test]
    fn a_visitor_reads_the_nearest_locale() {
        assert_eq!(text().get("en"), "Hello");
        assert_eq!(text().get("en-GB"), "Hello");
        assert_eq!(text().get("zh-TW"), "你好");
        assert_eq!(text().get("fr"), "你好", "the first one, rather than nothing");
    }
}
