//! Reading what others write a little differently: ids as numbers or as texts, nothing where something was meant.

use serde::{Deserialize, Deserializer};

/// An id, written as a number or as a text of digits.
pub fn id<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Number(i64),
        Text(String),
    }
    match Either::deserialize(from)? {
        Either::Number(id) => Ok(id),
        Either::Text(text) => text.trim().parse().map_err(serde::de::Error::custom),
    }
}

/// The value, or its default where `null` stands in its place.
pub fn or_default<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

/// A moment in whole seconds since 1970, written as a number, as a number with a fraction, or as neither.
pub fn seconds<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let number: Option<serde_json::Value> = Option::deserialize(from)?;
    Ok(match number {
        Some(serde_json::Value::Number(number)) => {
            number.as_i64().or_else(|| number.as_f64().map(|one| one as i64)).unwrap_or_default()
        }
        Some(serde_json::Value::String(text)) => text.parse().unwrap_or_default(),
        _ => 0,
    })
}
