//! Reads JSON values into the pack's types and reports every problem on the way instead of stopping at the first.
//! Knows nothing of what the fields mean: that is `types` (shape) and `check` (sense).

#[cfg(feature = "diagnostics")]
use std::collections::BTreeMap;

#[cfg(feature = "diagnostics")]
use super::diagnostic::Diagnostic;
use super::diagnostic::{Problem, Shape};
use crate::amount::Amount;
use crate::json::{Object, Value, member};

/// A type that can be read from JSON: what cannot be used is reported and left out.
pub(crate) trait Read: Sized {
    /// `None` when nothing of the value is usable; the reader then holds the reason.
    fn read(value: &Value, reader: &mut Reader) -> Option<Self>;

    /// Reads into a place that is there already, and says whether anything was usable: what is large
    /// is not carried about.
    fn fill(&mut self, value: &Value, reader: &mut Reader) -> bool {
        let read = Self::read(value, reader);
        let usable = read.is_some();
        if let Some(read) = read {
            *self = read;
        }
        usable
    }
}

/// A field of a record, whatever its type: records have many, and one function reads them all.
pub(crate) trait Field {
    /// Reads into it, and says whether anything was usable.
    fn take(&mut self, value: &Value, reader: &mut Reader) -> bool;
    /// Puts it back to what it is when nothing is written.
    fn empty(&mut self);
}

impl<T: Read + Default> Field for T {
    fn take(&mut self, value: &Value, reader: &mut Reader) -> bool {
        self.fill(value, reader)
    }

    fn empty(&mut self) {
        *self = T::default();
    }
}

/// Where in the document we are, and what was wrong so far.
#[derive(Default)]
pub(crate) struct Reader {
    had_problems: bool,
    #[cfg(feature = "diagnostics")]
    pointer: String,
    #[cfg(feature = "diagnostics")]
    found: Vec<Diagnostic>,
    #[cfg(feature = "diagnostics")]
    left_out: LeftOut,
    locales: Vec<String>,
}

impl Reader {
    /// A reader of `document`, whose locales it must know before it reads the first text.
    pub(crate) fn new(document: &Value) -> Self {
        let listed = document.get("locales").and_then(Value::as_array);
        let tags = listed.into_iter().flatten().filter_map(Value::as_str);
        Self { locales: tags.map(str::to_owned).collect(), ..Self::default() }
    }

    /// Whether nothing was wrong.
    pub(crate) fn is_content(&self) -> bool {
        !self.had_problems
    }

    /// What was wrong, and which items of lists are missing from what was read.
    #[cfg(feature = "diagnostics")]
    pub(crate) fn finish(self) -> (Vec<Diagnostic>, LeftOut) {
        (self.found, self.left_out)
    }

    #[cfg(feature = "diagnostics")]
    pub(crate) fn report(&mut self, problem: Problem) {
        self.had_problems = true;
        self.found.push(Diagnostic::new(self.pointer.clone(), problem));
    }

    /// Without diagnostics all that is told is that something was wrong.
    #[cfg(not(feature = "diagnostics"))]
    pub(crate) fn report(&mut self, _: Problem) {
        self.had_problems = true;
    }

    /// Reads what lies one step down, with the pointer saying so meanwhile.
    #[cfg(feature = "diagnostics")]
    fn step<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.pointer.len();
        push_step(&mut self.pointer, name);
        let value = read(self);
        self.pointer.truncate(length);
        value
    }

    #[cfg(not(feature = "diagnostics"))]
    fn step<T>(&mut self, _: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        read(self)
    }

    /// The object behind `value`; fields outside `known` are reported and ignored.
    pub(crate) fn object<'v>(
        &mut self,
        value: &'v Value,
        known: &'static [&'static str],
    ) -> Option<&'v Object> {
        let Some(object) = value.as_object() else {
            self.wrong(value, Shape::Object);
            return None;
        };
        for (name, _) in object {
            // "$schema" is how an editor finds the schema; it is nobody's field.
            if name != "$schema" && !known.contains(&name.as_str()) {
                self.step(name, |reader| {
                    // Without diagnostics nobody would read the suggestion.
                    let known = cfg!(feature = "diagnostics").then(|| closest(name, known));
                    reader.report(Problem::UnknownField { known: known.flatten() });
                });
            }
        }
        Some(object)
    }

    pub(crate) fn wrong(&mut self, value: &Value, expected: Shape) {
        self.report(Problem::WrongType { expected, found: Shape::of(value) });
    }

    /// Reads fields of an object, of which the first `required` must be there; says whether they are, and are usable.
    pub(crate) fn fields(
        &mut self,
        value: &Value,
        known: &'static [&'static str],
        required: usize,
        fields: &mut [&mut dyn Field],
    ) -> bool {
        let Some(object) = self.object(value, known) else { return false };
        let mut complete = true;
        for (place, (name, field)) in known.iter().zip(fields).enumerate() {
            let found = member(object, name);
            if found.is_none() && place < required {
                self.report(Problem::MissingField { name });
            }
            let usable = found.is_some_and(|value| {
                let usable = self.step(name, |reader| field.take(value, reader));
                if !usable {
                    // Nothing half-read stays.
                    field.empty();
                }
                usable
            });
            complete &= usable || place >= required;
        }
        complete
    }

    /// Reads each member of an object whose names are locales, in the order of the pack's own list:
    /// a visitor whose language nobody wrote for reads the site's first one.
    pub(crate) fn members<T: Read>(&mut self, object: &Object) -> Vec<(String, T)> {
        let locales = self.locales.clone();
        let listed = locales.iter().filter_map(|locale| Some((locale, member(object, locale)?)));
        let mut wanted: Vec<(&String, &Value)> = listed.collect();
        for (name, value) in object {
            if !locales.contains(name) {
                wanted.push((name, value));
            }
        }
        let mut read = Vec::with_capacity(wanted.len());
        for (name, value) in wanted {
            if let Some(value) = self.step(name, |reader| T::read(value, reader)) {
                read.push((name.clone(), value));
            }
        }
        read
    }
}

/// The items that could not be read, by the pointer of their list.
///
/// `check` sees lists without them, and would otherwise name the places of their neighbours.
#[cfg(feature = "diagnostics")]
#[derive(Default)]
pub(crate) struct LeftOut(BTreeMap<String, Vec<usize>>);

#[cfg(feature = "diagnostics")]
impl LeftOut {
    fn item(&mut self, list: &str, index: usize) {
        self.0.entry(list.to_owned()).or_default().push(index);
    }

    /// Turns a pointer into what was read into one into the document.
    pub(crate) fn restore(&self, pointer: &mut String) {
        if self.0.is_empty() {
            return;
        }
        let mut restored = String::with_capacity(pointer.len());
        for step in pointer.split('/').skip(1) {
            let gone = self.0.get(&restored).map(Vec::as_slice).unwrap_or_default();
            let index = step.parse::<usize>().ok().filter(|_| !gone.is_empty());
            restored.push('/');
            match index {
                // Each item that is gone and stood before moves this one down by one.
                Some(read) => {
                    let index = gone.iter().fold(read, |at, gone| at + usize::from(*gone <= at));
                    restored.push_str(&index.to_string());
                }
                None => restored.push_str(step),
            }
        }
        *pointer = restored;
    }
}

/// Appends one step to a JSON pointer (RFC 6901).
#[cfg(feature = "diagnostics")]
pub(crate) fn push_step(pointer: &mut String, name: &str) {
    pointer.push('/');
    for letter in name.chars() {
        match letter {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The known name that a misspelt one most likely meant: at most two letters away.
fn closest(name: &str, known: &[&'static str]) -> Option<&'static str> {
    known
        .iter()
        // Names of such different lengths are further apart; a name may be megabytes long.
        .filter(|candidate| candidate.len().abs_diff(name.chars().count()) <= 2)
        .map(|candidate| (distance(name, candidate), *candidate))
        .filter(|(distance, _)| *distance <= 2)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance over characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

impl Read for String {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        match value.as_str() {
            Some(text) => Some(text.to_owned()),
            None => {
                reader.wrong(value, Shape::Text);
                None
            }
        }
    }
}

/// A text that only the scripts beside the widget read, from the JSON: here it is looked at, and not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(inline, with = "String"))]
pub struct Unkept;

impl Read for Unkept {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        String::read(value, reader).map(|_| Self)
    }
}

impl Read for bool {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        let read = value.as_bool();
        if read.is_none() {
            reader.wrong(value, Shape::Bool);
        }
        read
    }
}

impl Read for u32 {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        let read = value.as_u64().and_then(|number| u32::try_from(number).ok());
        if read.is_none() {
            reader.wrong(value, Shape::Count);
        }
        read
    }
}

impl Read for i32 {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        let read = value.as_i64().and_then(|number| i32::try_from(number).ok());
        if read.is_none() {
            reader.wrong(value, Shape::Whole);
        }
        read
    }
}

impl Read for Amount {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        let read = if let Value::Number(digits) = value { Self::parse(digits) } else { None };
        if read.is_none() {
            reader.wrong(value, Shape::Number);
        }
        read
    }
}

impl<T: Read> Read for Box<T> {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Self::new)
    }
}

impl<T: Read + Default> Read for Vec<T> {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        let Some(list) = value.as_array() else {
            reader.wrong(value, Shape::List);
            return None;
        };
        let mut items = Self::with_capacity(list.len());
        for (index, item) in list.iter().enumerate() {
            let mut read = T::default();
            // Without diagnostics nobody would read the number.
            let name =
                if cfg!(feature = "diagnostics") { index.to_string() } else { String::new() };
            if reader.step(&name, |reader| read.fill(item, reader)) {
                items.push(read);
            } else {
                #[cfg(feature = "diagnostics")]
                reader.left_out.item(&reader.pointer, index);
            }
        }
        Some(items)
    }
}

impl<T: Read + Default> Read for Option<T> {
    fn read(value: &Value, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Some)
    }

    fn fill(&mut self, value: &Value, reader: &mut Reader) -> bool {
        let usable = self.insert(T::default()).fill(value, reader);
        if !usable {
            *self = None;
        }
        usable
    }
}

/// A struct of the pack: its fields are the schema, the reader and the list of known names at once.
macro_rules! record {
    (
        $(#[$meta:meta])*
        pub struct $name:ident {
            required { $( $(#[$rmeta:meta])* $rfield:ident: $rtype:ty, )* }
            optional { $( $(#[$ometa:meta])* $ofield:ident: $otype:ty, )* }
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
        pub struct $name {
            $( $(#[$rmeta])* pub $rfield: $rtype, )*
            $(
                $(#[$ometa])*
                #[cfg_attr(feature = "schema", schemars(default))]
                pub $ofield: $otype,
            )*
        }
        impl $crate::pack::read::Read for $name {
            fn read(
                value: &$crate::json::Value,
                reader: &mut $crate::pack::read::Reader,
            ) -> Option<Self> {
                let mut read = Self::default();
                read.fill(value, reader).then_some(read)
            }

            fn fill(
                &mut self,
                value: &$crate::json::Value,
                reader: &mut $crate::pack::read::Reader,
            ) -> bool {
                const KNOWN: &[&str] = &[$( stringify!($rfield), )* $( stringify!($ofield), )*];
                const REQUIRED: usize = <[&str]>::len(&[$( stringify!($rfield), )*]);
                let fields: &mut [&mut dyn $crate::pack::read::Field] =
                    &mut [$( &mut self.$rfield, )* $( &mut self.$ofield, )*];
                reader.fields(value, KNOWN, REQUIRED, fields)
            }
        }
    };
}

/// An enum of the pack that is written as one of a few words.
macro_rules! words {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $( $(#[$vmeta:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $( $(#[$vmeta])* #[cfg_attr(feature = "schema", schemars(rename = $word))] $variant, )*
        }
        impl $name {
            /// The words as a pack writes them.
            pub const WORDS: &'static [&'static str] = &[$( $word, )*];
            /// The variant that a word means.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $( $word => Some(Self::$variant), )* _ => None }
            }
            /// The word that means this variant.
            pub fn word(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }
        }
        impl $crate::pack::read::Read for $name {
            fn read(
                value: &$crate::json::Value,
                reader: &mut $crate::pack::read::Reader,
            ) -> Option<Self> {
                let read = value.as_str().and_then(Self::from_word);
                if read.is_none() {
                    reader.report($crate::pack::diagnostic::Problem::UnknownWord { known: Self::WORDS });
                }
                read
            }
        }
    };
}
pub(crate) use {record, words};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_field_finds_its_neighbour() {
        assert_eq!(closest("qestion", &["question", "answer"]), Some("question"));
        assert_eq!(closest("colour", &["question", "answer"]), None);
    }
}
