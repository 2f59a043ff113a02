//! Checks what a visitor enters in the profile form, and writes it in one spelling;
//! knows of each value where it comes from and whether it can still be relied upon.

mod known;

pub use known::{Doubt, Known, Quality, Source, quality};

use crate::calendar::Date;
use crate::pack::FieldKind;

/// Why a value cannot be taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Invalid {
    /// Nothing was entered, and something must be.
    Missing,
    /// Not a phone number.
    Phone,
    /// Not an e-mail address.
    Email,
    /// Not a day of the calendar.
    Date,
    /// A birthday in the future or before 1900.
    Birthday,
    /// Longer than `MAX_LETTERS`.
    TooLong,
}

/// Longest value of any field, in characters.
pub const MAX_LETTERS: usize = 200;

/// The value in one spelling, or what is wrong with it; an empty one is fine unless `required`.
pub fn check(kind: FieldKind, required: bool, value: &str, today: Date) -> Result<String, Invalid> {
    let value = value.trim();
    if value.is_empty() {
        return if required { Err(Invalid::Missing) } else { Ok(String::new()) };
    }
    if value.chars().count() > MAX_LETTERS {
        return Err(Invalid::TooLong);
    }
    match kind {
        FieldKind::Phone => phone(value).ok_or(Invalid::Phone),
        FieldKind::Email => email(value).ok_or(Invalid::Email),
        FieldKind::Date => Date::parse(value).map(|_| value.to_owned()).ok_or(Invalid::Date),
        FieldKind::Birthday => {
            let date = Date::parse(value).ok_or(Invalid::Date)?;
            let plausible = date.year >= 1900 && date <= today;
            plausible.then(|| value.to_owned()).ok_or(Invalid::Birthday)
        }
        FieldKind::Name
        | FieldKind::Gender
        | FieldKind::Region
        | FieldKind::Choice
        | FieldKind::Text => Ok(value.to_owned()),
    }
}

/// A number in the form of E.164: of mainland China (mobile, or fixed with area code), or with a country code.
fn phone(value: &str) -> Option<String> {
    let mut digits = String::new();
    for letter in value.chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            '０'..='９' => digits.push(char::from_digit(letter as u32 - '０' as u32, 10)?),
            '+' | '＋' if digits.is_empty() => digits.push('+'),
            ' ' | '-' | '(' | ')' | '.' | '（' | '）' | '－' => {}
            _ => return None,
        }
    }
    let digits = match digits.strip_prefix("00") {
        Some(rest) => "+".to_owned() + rest,
        None => digits,
    };
    let Some(international) = digits.strip_prefix('+') else {
        let national =
            digits.strip_prefix("86").filter(|rest| is_chinese_mobile(rest)).unwrap_or(&digits);
        let fixed = national.strip_prefix('0').filter(|rest| is_chinese_fixed(rest));
        return match fixed {
            Some(rest) => Some("+86".to_owned() + rest),
            None => is_chinese_mobile(national).then(|| "+86".to_owned() + national),
        };
    };
    let good = match international.strip_prefix("86") {
        Some(national) => is_chinese_mobile(national) || is_chinese_fixed(national),
        // ITU-T E.164: at most 15 digits with the country code, which never starts with 0.
        None => (7..=15).contains(&international.len()) && !international.starts_with('0'),
    };
    good.then_some(digits)
}

fn is_chinese_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1') && matches!(digits.as_bytes()[1], b'3'..=b'9')
}

/// Area code without its leading 0 (two or three digits) and seven or eight digits.
fn is_chinese_fixed(digits: &str) -> bool {
    let first = digits.bytes().next().unwrap_or(b'0');
    matches!((first, digits.len()), (b'1' | b'2', 10) | (b'3'..=b'9', 10..=11))
}

/// An address in the form of the HTML standard's e-mail input, and with a dot in its host.
fn email(value: &str) -> Option<String> {
    let (local, host) = value.split_once('@')?;
    let local_good = !local.is_empty()
        && local.len() <= 64
        && local
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte));
    let label_good = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let host_good = host.contains('.') && host.split('.').all(label_good);
    (local_good && host_good).then(|| [local, "@", &host.to_ascii_lowercase()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 20 };

    fn value(kind: FieldKind, text: &str) -> Result<String, Invalid> {
        check(kind, false, text, TODAY)
    }

    #[test]
    fn phone_numbers_are_written_one_way() {
        for (typed, kept) in [
            ("13800138000", "+8613800138000"),
            ("138 0013 8000", "+8613800138000"),
            ("+86 138-0013-8000", "+8613800138000"),
            ("0086 13800138000", "+8613800138000"),
            ("8613800138000", "+8613800138000"),
            ("１３８００１３８０００", "+8613800138000"),
            ("010-12345678", "+861012345678"),
            ("0571 8888 6666", "+8657188886666"),
            ("+44 20 7946 0958", "+442079460958"),
            ("+1 (212) 555-0100", "+12125550100"),
        ] {
            assert_eq!(value(FieldKind::Phone, typed), Ok(kept.to_owned()), "{typed}");
        }
        for bad in [
            "12345",
            "12800138000",
            "1380013800",
            "138001380001",
            "+0441234567",
            "phone",
            "+",
            "+86 12345",
            "2079460958",
        ] {
            assert_eq!(value(FieldKind::Phone, bad), Err(Invalid::Phone), "{bad}");
        }
    }

    #[test]
    fn mail_addresses_are_checked_for_shape() {
        assert_eq!(
            value(FieldKind::Email, " a.b+c@Shop.EXAMPLE "),
            Ok("a.b+c@shop.example".into())
        );
        for bad in [
            "a",
            "a@",
            "@b.example",
            "a@b",
            "a b@c.example",
            "a@b..example",
            "a@-b.example",
            "a@b@c.example",
        ] {
            assert_eq!(value(FieldKind::Email, bad), Err(Invalid::Email), "{bad}");
        }
    }

    #[test]
    fn birthdays_lie_in_the_past() {
        assert_eq!(value(FieldKind::Birthday, "1990-02-28"), Ok("1990-02-28".into()));
        assert_eq!(value(FieldKind::Birthday, "2026-11-21"), Err(Invalid::Birthday));
        assert_eq!(value(FieldKind::Birthday, "1899-12-31"), Err(Invalid::Birthday));
        assert_eq!(value(FieldKind::Birthday, "1990-02-30"), Err(Invalid::Date));
    }

    #[test]
    fn only_what_is_required_must_be_there() {
        assert_eq!(check(FieldKind::Name, true, "  ", TODAY), Err(Invalid::Missing));
        assert_eq!(check(FieldKind::Phone, false, "", TODAY), Ok(String::new()));
        assert_eq!(value(FieldKind::Text, &"长".repeat(201)), Err(Invalid::TooLong));
    }
}
