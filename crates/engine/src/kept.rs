//! What is written to a visitor's storage, as JSON, and read back.
//!
//! Not `serde::Deserialize`: its derived code is made anew for each type and format and would be a sixth of
//! what a phone downloads. These readers go over an already parsed value, and forgive what is missing.

use crate::json::{Object, Value};

/// A type that is kept.
pub trait Kept: Sized {
    /// Writes it.
    fn write(&self) -> Value;
    /// Reads it; `None` for what another release wrote and this one does not understand.
    fn read(value: &Value) -> Option<Self>;
}

/// Reads one field of an object; an absent one reads like `null`.
pub fn field<T: Kept>(value: &Value, name: &str) -> Option<T> {
    T::read(value.get(name).unwrap_or(&Value::Null))
}

/// Makes an object of fields, without those that are `null`.
pub fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    fields
        .into_iter()
        .fold(Value::Object(Object::new()), |object, (name, value)| with(object, name, value))
}

/// The object with one more field, unless that is `null`.
pub fn with(mut object: Value, name: &str, value: Value) -> Value {
    if let (Value::Object(members), false) = (&mut object, value.is_null()) {
        members.push((name.to_owned(), value));
    }
    object
}

/// A text, or nothing where it is empty.
pub fn given(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { Value::from(text) }
}

/// A list, or nothing where it is empty.
pub fn list(items: impl Iterator<Item = Value>) -> Value {
    let items: Vec<Value> = items.collect();
    if items.is_empty() { Value::Null } else { Value::Array(items) }
}

/// The name and content of a variant that carries something.
pub fn variant(value: &Value) -> Option<(&str, &Value)> {
    value.as_object()?.first().map(|(name, content)| (name.as_str(), content))
}

/// What is passed on as it is.
impl Kept for Value {
    fn write(&self) -> Value {
        self.clone()
    }

    fn read(value: &Value) -> Option<Self> {
        Some(value.clone())
    }
}

impl Kept for String {
    fn write(&self) -> Value {
        Value::String(self.clone())
    }

    fn read(value: &Value) -> Option<Self> {
        value.as_str().map(str::to_owned)
    }
}

impl Kept for bool {
    fn write(&self) -> Value {
        Value::Bool(*self)
    }

    fn read(value: &Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Kept for u64 {
    fn write(&self) -> Value {
        Value::from(*self)
    }

    fn read(value: &Value) -> Option<Self> {
        value.as_u64()
    }
}

impl Kept for u32 {
    fn write(&self) -> Value {
        u64::from(*self).write()
    }

    fn read(value: &Value) -> Option<Self> {
        value.as_u64().and_then(|number| Self::try_from(number).ok())
    }
}

impl<T: Kept> Kept for Option<T> {
    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    fn read(value: &Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::read(value).map(Some) }
    }
}

impl<T: Kept> Kept for Vec<T> {
    fn write(&self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::Array(self.iter().map(T::write).collect())
        }
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(Self::new()),
            Value::Array(items) => items.iter().map(T::read).collect(),
            _ => None,
        }
    }
}

/// A struct that is kept as an object of its fields.
///
/// Fields that came `later` may be absent, or as another release wrote them: then they are at their default.
#[macro_export]
macro_rules! kept_struct {
    ($name:ident { $($field:ident),* $(,)? } $(later { $($later:ident),* $(,)? })?) => {
        impl $crate::kept::Kept for $name {
            fn write(&self) -> $crate::json::Value {
                let object = $crate::json::Value::Object($crate::json::Object::new());
                $(
                    let value = $crate::kept::Kept::write(&self.$field);
                    let object = $crate::kept::with(object, stringify!($field), value);
                )*
                $($(
                    let value = $crate::kept::Kept::write(&self.$later);
                    let object = $crate::kept::with(object, stringify!($later), value);
                )*)?
                object
            }
            fn read(value: &$crate::json::Value) -> Option<Self> {
                Some(Self {
                    $($field: $crate::kept::field(value, stringify!($field))?,)*
                    $($($later: $crate::kept::field(value, stringify!($later)).unwrap_or_default(),)*)?
                })
            }
        }
    };
}

/// An enum that is kept as a word, or as an object of one word and what it carries.
#[macro_export]
macro_rules! kept_enum {
    ($name:ident { $($variant:ident = $word:literal),* $(,)? $(; $($full:ident($content:ty) = $key:literal),* $(,)?)? }) => {
        impl $crate::kept::Kept for $name {
            fn write(&self) -> $crate::json::Value {
                match self {
                    $(Self::$variant => $crate::json::Value::from($word),)*
                    $($(Self::$full(content) => $crate::kept::object([($key, $crate::kept::Kept::write(content))]),)*)?
                }
            }
            fn read(value: &$crate::json::Value) -> Option<Self> {
                if let Some(word) = value.as_str() {
                    return match word {
                        $($word => Some(Self::$variant),)*
                        _ => None,
                    };
                }
                match $crate::kept::variant(value)? {
                    $($(($key, content) => <$content as $crate::kept::Kept>::read(content).map(Self::$full),)*)?
                    _ => None,
                }
            }
        }
    };
}
