//! JSON as the engine needs it: values that packs and storage are made of, read and written.
//!
//! Not `serde_json::Value`: that one carries maps, floating-point numbers and sentences about errors that no
//! visitor reads, and they are an eighth of what a phone downloads. `kefu check` still explains mistakes by it.

/// A value of JSON.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number as it is written: what is not counted with is never calculated.
    Number(String),
    /// Words.
    String(String),
    /// Values one after another.
    Array(Vec<Value>),
    /// Values by their names, in the order in which they are written.
    Object(Object),
}

/// Values by their names.
pub type Object = Vec<(String, Value)>;

/// Nobody nests so deep by hand, and a reader that went on would run out of stack.
const DEEPEST: usize = 128;

/// Digits of the largest number that other readers of JSON hold.
const MOST_DIGITS: usize = 309;

/// A name that is written twice counts once; this far back one is looked for, so that reading stays linear.
const LOOK_BACK: usize = 64;

impl Value {
    /// Reads a document; `None` if it is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.blank();
        (parser.at == text.len()).then_some(value)
    }

    /// The words, if it is words.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// Yes or no, if it is that.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(holds) = self { Some(*holds) } else { None }
    }

    /// The count, if it is one.
    pub fn as_u64(&self) -> Option<u64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// The whole number, if it is one.
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(digits) = self { digits.parse().ok() } else { None }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Object> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        member(self.as_object()?, name)
    }

    /// The document.
    pub fn write(&self) -> String {
        let mut out = String::new();
        self.write_to(&mut out);
        out
    }

    fn write_to(&self, out: &mut String) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(holds) => out.push_str(if *holds { "true" } else { "false" }),
            Self::Number(digits) => out.push_str(digits),
            Self::String(text) => write_text(text, out),
            Self::Array(items) => {
                let mut before = '[';
                for item in items {
                    out.push(before);
                    item.write_to(out);
                    before = ',';
                }
                out.push_str(if items.is_empty() { "[]" } else { "]" });
            }
            Self::Object(members) => {
                let mut before = '{';
                for (name, value) in members {
                    out.push(before);
                    write_text(name, out);
                    out.push(':');
                    value.write_to(out);
                    before = ',';
                }
                out.push_str(if members.is_empty() { "{}" } else { "}" });
            }
        }
    }
}

/// The member of this name.
pub fn member<'v>(object: &'v Object, name: &str) -> Option<&'v Value> {
    // Of a name that is written twice the last counts.
    object.iter().rev().find(|(known, _)| known == name).map(|(_, value)| value)
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\0'..='\x1f' => {
                out.push_str(if letter < '\x10' { "\\u000" } else { "\\u001" });
                out.extend(char::from_digit(u32::from(letter) & 15, 16));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
}

impl From<u64> for Value {
    fn from(count: u64) -> Self {
        Self::Number(count.to_string())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

#[cfg(feature = "diagnostics")]
impl From<&serde_json::Value> for Value {
    fn from(value: &serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(holds) => Self::Bool(*holds),
            serde_json::Value::Number(number) => Self::Number(number.to_string()),
            serde_json::Value::String(text) => Self::String(text.clone()),
            serde_json::Value::Array(items) => Self::Array(items.iter().map(Self::from).collect()),
            serde_json::Value::Object(members) => Self::Object(
                members.iter().map(|(name, value)| (name.clone(), Self::from(value))).collect(),
            ),
        }
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
}

impl Parser<'_> {
    /// The next byte; 0, which stands nowhere in JSON, at the end.
    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn blank(&mut self) {
        while matches!(self.byte(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    /// Goes on behind `wanted`, if that is what comes next.
    fn take(&mut self, wanted: u8) -> Option<()> {
        let is_next = self.byte() == wanted;
        self.at += usize::from(is_next);
        is_next.then_some(())
    }

    fn word(&mut self, word: &str, value: Value) -> Option<Value> {
        let rest = self.text.as_bytes().get(self.at..)?;
        self.at += word.len();
        rest.starts_with(word.as_bytes()).then_some(value)
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        if depth == DEEPEST {
            return None;
        }
        self.blank();
        match self.byte() {
            b'{' => self.object(depth).map(Value::Object),
            b'[' => self.array(depth).map(Value::Array),
            b'"' => self.string().map(Value::String),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'n' => self.word("null", Value::Null),
            _ => self.number(),
        }
    }

    fn array(&mut self, depth: usize) -> Option<Vec<Value>> {
        self.at += 1;
        let mut items = Vec::new();
        self.blank();
        while self.take(b']').is_none() {
            if !items.is_empty() {
                self.take(b',')?;
            }
            items.push(self.value(depth + 1)?);
            self.blank();
        }
        Some(items)
    }

    fn object(&mut self, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut members = Object::new();
        self.blank();
        while self.take(b'}').is_none() {
            if !members.is_empty() {
                self.take(b',')?;
                self.blank();
            }
            let name = self.string()?;
            self.blank();
            self.take(b':')?;
            let value = self.value(depth + 1)?;
            match members.iter_mut().rev().take(LOOK_BACK).find(|(known, _)| *known == name) {
                Some((_, known)) => *known = value,
                None => members.push((name, value)),
            }
            self.blank();
        }
        Some(members)
    }

    fn string(&mut self) -> Option<String> {
        self.take(b'"')?;
        let mut text = String::new();
        loop {
            let start = self.at;
            let bytes = self.text.as_bytes();
            let mut end = start;
            while end < bytes.len() && !matches!(bytes[end], b'"' | b'\\' | 0..=0x1f) {
                end += 1;
            }
            self.at = end;
            text.push_str(self.text.get(start..self.at)?);
            if self.take(b'"').is_some() {
                return Some(text);
            }
            self.take(b'\\')?;
            let escaped = self.byte();
            self.at += 1;
            text.push(match escaped {
                b'"' | b'\\' | b'/' => char::from(escaped),
                b'b' => '\x08',
                b'f' => '\x0c',
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                b'u' => self.letter()?,
                _ => return None,
            });
        }
    }

    /// A letter by its number, which stands in two halves if it is a large one.
    fn letter(&mut self) -> Option<char> {
        let high = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        self.take(b'\\')?;
        self.take(b'u')?;
        let low = self.four_digits()?.checked_sub(0xdc00).filter(|low| *low < 0x400)?;
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low)
    }

    fn four_digits(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |number, _| {
            let digit = char::from(self.byte()).to_digit(16)?;
            self.at += 1;
            Some(number << 4 | digit)
        })
    }

    fn number(&mut self) -> Option<Value> {
        let start = self.at;
        let _ = self.take(b'-');
        let first = self.at;
        self.digits()?;
        let whole = self.at - first;
        // A number does not begin with idle zeros.
        if whole > 1 && self.text.as_bytes().get(first) == Some(&b'0') {
            return None;
        }
        if self.take(b'.').is_some() {
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            let small = self.take(b'-').is_some();
            if !small {
                let _ = self.take(b'+');
            }
            let start = self.at;
            self.digits()?;
            let exponent = self.text.get(start..self.at)?.parse().unwrap_or(usize::MAX);
            // Larger than any number that others could read.
            if !small && whole.saturating_add(exponent) > MOST_DIGITS {
                return None;
            }
        }
        Some(Value::Number(self.text.get(start..self.at)?.to_owned()))
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees(text: &str) {
        let theirs = serde_json::from_str::<serde_json::Value>(text).ok();
        let ours = Value::parse(text);
        assert_eq!(ours.is_some(), theirs.is_some(), "{text}");
        if let Some(ours) = ours {
            let written = serde_json::from_str::<serde_json::Value>(&ours.write()).ok();
            assert_eq!(written, theirs, "{text}");
        }
    }

    #[test]
    fn what_is_json_is_what_the_usual_parser_says() {
        for text in [
            "",
            " ",
            "null",
            "nul",
            "true ",
            "tru",
            "[]",
            "[ ]",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{}",
            r#"{"a":1,"b":[{}]}"#,
            r#"{"a":1,}"#,
            r#"{"a" 1}"#,
            r#"{a:1}"#,
            r#"{"a":1}}"#,
            "0",
            "-0",
            "01",
            "-",
            "1.",
            "1.5",
            ".5",
            "1e3",
            "1e",
            "1E-2",
            "+1",
            "18446744073709551615",
            r#""a"#,
            r#""\n\t\r\b\f\/\\\"""#,
            r#""\x""#,
            "\"\n\"",
            "\"\u{7f}\"",
            r#""\u4f60""#,
            r#""\ud83d\ude00""#,
            r#""\ud83d""#,
            r#""\ud83dx""#,
            r#""\ude00""#,
            r#""\u12g4""#,
            "\"你好\"",
            "\u{feff}null",
            "[[1],[2,[3]]]",
            r#"{"a":1,"a":2}"#,
            "// no\n1",
            "'a'",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn what_is_too_deep_is_refused_before_the_stack_is_full() {
        assert!(Value::parse(&("[".repeat(100) + &"]".repeat(100))).is_some());
        assert!(Value::parse(&"[".repeat(1_000_000)).is_none());
    }

    #[test]
    fn of_a_name_that_is_written_twice_the_last_counts() {
        let value = Value::parse(r#"{"a": 1, "b": 2, "a": 3}"#).unwrap();
        assert_eq!(value.get("a").and_then(Value::as_u64), Some(3));
        assert_eq!(value.as_object().map(Vec::len), Some(2));
    }

    #[test]
    fn control_characters_are_written_so_that_they_can_be_read() {
        agrees("\"\\u0000\\u001f\\u0009 \\u2028\"");
    }
}
