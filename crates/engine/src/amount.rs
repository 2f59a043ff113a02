//! Numbers that people count with: money, pieces, points. Thousandths in a whole number, so that sums are exact
//! and no code for printing fractions is needed.

use std::fmt;

use crate::calendar::digits;
use crate::json::Value;

use crate::kept::Kept;

/// A number with up to three decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount(i64);

impl Amount {
    /// A whole number.
    pub fn whole(number: u32) -> Self {
        Self(i64::from(number) * 1000)
    }

    /// Reads `1250` or `-3.5`, as visitors, sites and JSON write it; beyond a billion a number is a mistake.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() > 9 || !is_number(whole) || !is_number(part) {
            return None;
        }
        let digit = |at: usize| part.as_bytes().get(at).map_or(0, |byte| i64::from(byte - b'0'));
        let part = digit(0) * 100 + digit(1) * 10 + digit(2);
        let thousandths = whole.parse::<i64>().ok()? * 1000 + part;
        Some(Self(if negative { -thousandths } else { thousandths }))
    }

    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Amount {
    /// With as many decimals as it has.
    fn written(self) -> String {
        let thousandths = self.0.unsigned_abs();
        let mut written = (if self.0 < 0 { "-" } else { "" }).to_owned();
        written.push_str(&(thousandths / 1000).to_string());
        let rest = thousandths % 1000;
        if rest > 0 {
            written.push('.');
            written.push_str(digits(rest, 3).trim_end_matches('0'));
        }
        written
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written())
    }
}

impl Kept for Amount {
    fn write(&self) -> Value {
        self.written().write()
    }

    fn read(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Amount {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Amount".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A number with up to three decimals.",
            "type": "number",
            "exclusiveMinimum": -1e9,
            "exclusiveMaximum": 1e9
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_people_write_them() {
        for (read, written) in [
            ("0", "0"),
            ("12.5", "12.5"),
            ("-0.05", "-0.05"),
            ("1999.999", "1999.999"),
            (" 3.0004 ", "3"),
            ("100.0", "100"),
            ("-0", "0"),
        ] {
            let amount = Amount::parse(read).unwrap();
            assert_eq!(amount.to_string(), written);
            assert_eq!(Amount::read(&amount.write()), Some(amount));
        }
    }

    #[test]
    fn what_nobody_counts_with_is_no_amount() {
        for text in ["", "-", "1e9", "1,000", "12元", "9999999999", "1.2.3", "NaN"] {
            assert_eq!(Amount::parse(text), None, "{text}");
        }
    }
}
