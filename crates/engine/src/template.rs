//! Texts with places for values: `{{name}}`, `{{name|fallback}}`, `{{name|one:# item|other:# items}}`.
//!
//! A place without a value and without a fallback is empty. `#` in a plural form is the number. A day is written
//! in the language of the text. Knows no pack: names mean what `Values` says.

use crate::calendar::Date;
use crate::pack::language;
use crate::slot::{number, plain_day};

/// What names stand for, and for whom.
pub struct Values<'a> {
    /// The value of a name.
    pub of: &'a dyn Fn(&str) -> Option<String>,
    /// The language that is written.
    pub locale: &'a str,
    /// The day on which it is written.
    pub today: Date,
}

/// A place in a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place<'t> {
    /// What stands there.
    pub name: &'t str,
    /// Whether something is said if there is no value.
    pub has_fallback: bool,
}

/// Fills the places of a text that visitors read.
pub fn fill(text: &str, values: &Values<'_>) -> String {
    replace(text, &|name, forms| {
        let value = (values.of)(name).filter(|value| !value.trim().is_empty());
        match value {
            Some(value) => match plural(forms, &value, values.locale) {
                Some(form) => form.replace('#', &value),
                None => match Date::parse(&value) {
                    Some(date) => plain_day(date, values.today, values.locale),
                    None => harmless(&value),
                },
            },
            None => fallback(forms).to_owned(),
        }
    })
}

/// Fills the places of an address: no value can lead elsewhere than the text does.
pub fn fill_address(text: &str, values: &Values<'_>) -> String {
    replace(text, &|name, forms| {
        let mut value = (values.of)(name).unwrap_or_else(|| fallback(forms).to_owned());
        // A step made of dots would lead up.
        if value.trim_matches('.').is_empty() {
            value.clear();
        }
        let mut out = String::new();
        for byte in value.bytes() {
            if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
                out.push(byte.into());
            } else {
                out.push('%');
                let digit = |half: u8| {
                    char::from_digit(half.into(), 16).unwrap_or('0').to_ascii_uppercase()
                };
                out.extend([digit(byte >> 4), digit(byte & 15)]);
            }
        }
        out
    })
}

/// Fills the places of data that is sent: values stay as they are.
pub fn fill_data(text: &str, values: &Values<'_>) -> String {
    replace(text, &|name, forms| (values.of)(name).unwrap_or_else(|| fallback(forms).to_owned()))
}

/// The places of a text, in their order.
pub fn places(text: &str) -> Vec<Place<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, name, forms, after)) = next(rest) {
        found.push(Place { name, has_fallback: forms.split('|').any(|form| !form.is_empty()) });
        rest = after;
    }
    found
}

fn replace(text: &str, value: &dyn Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, forms, after)) = next(rest) {
        out.push_str(before);
        out.push_str(&value(name, forms));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before the next place, its name and forms, and what stands after. Other braces are only text.
fn next(text: &str) -> Option<(&str, &str, &str, &str)> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    let mut from = 0;
    loop {
        let open = from + text[from..].find("{{")?;
        from = open + 2;
        // What cannot be a name ends here, so that however many braces a text has, each letter is read once.
        let inner = text[from..].trim_start();
        let name = &inner[..inner.find(|letter| !plain(letter)).unwrap_or(inner.len())];
        let rest = inner[name.len()..].trim_start();
        if name.is_empty() || !(rest.starts_with('|') || rest.starts_with("}}")) {
            continue;
        }
        let close = rest.find("}}")?;
        let forms = rest[..close].strip_prefix('|').unwrap_or("");
        return Some((&text[..open], name, forms, &rest[close + 2..]));
    }
}

/// What is said without a value: the form that is no plural form.
fn fallback(forms: &str) -> &str {
    forms
        .split('|')
        .find(|form| ["zero:", "one:", "other:"].iter().all(|key| !form.starts_with(key)))
        .unwrap_or("")
}

/// The form for a number: Chinese has one, English two; `zero:` is for those who want it.
fn plural<'t>(forms: &'t str, value: &str, locale: &str) -> Option<&'t str> {
    let form = |key: &str| forms.split('|').find_map(|form| form.strip_prefix(key));
    let count = number::plain(value)?;
    let zero = form("zero:").filter(|_| count == 0);
    let one = || form("one:").filter(|_| count == 1_000 && language(locale) != "zh");
    zero.or_else(one).or_else(|| form("other:"))
}

/// A value is never markup: no link or list comes out of it.
fn harmless(value: &str) -> String {
    value.replace("](", "] (").replace(&['\n', '\r'][..], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 20 };

    fn of(name: &str) -> Option<String> {
        Some(match name {
            "visitor.name" => "李雷".to_owned(),
            "n" => "3".to_owned(),
            "one" => "1".to_owned(),
            "none" => "0".to_owned(),
            "day" => "2026-12-05".to_owned(),
            "bad" => "](javascript:x)\n- a/b?c&d".to_owned(),
            "dots" => "..".to_owned(),
            _ => return None,
        })
    }

    fn filled(text: &str, locale: &str) -> String {
        fill(text, &Values { of: &of, locale, today: TODAY })
    }

    #[test]
    fn values_fallbacks_and_nothing() {
        assert_eq!(filled("您好，{{visitor.name|您}}！", "zh-CN"), "您好，李雷！");
        assert_eq!(filled("您好，{{ visitor.title |贵客}}！", "zh-CN"), "您好，贵客！");
        assert_eq!(filled("Hello{{gone}}!", "en"), "Hello!");
        assert_eq!(
            filled("{{}} {{a b}} {{ {single} }} {{open", "en"),
            "{{}} {{a b}} {{ {single} }} {{open"
        );
    }

    #[test]
    fn numbers_have_their_plural_and_days_their_language() {
        let items = "{{n|one:# item|other:# items}}";
        assert_eq!(filled(items, "en"), "3 items");
        assert_eq!(filled(&items.replace("{n", "{one"), "en"), "1 item");
        assert_eq!(filled("{{one|one:一|other:#件}}", "zh-CN"), "1件");
        assert_eq!(filled("{{none|zero:nothing|other:#}}", "en"), "nothing");
        assert_eq!(filled("{{gone|some|other:#}}", "en"), "some");
        assert_eq!(filled("{{day}}", "zh-CN"), "12月5日（周六）");
        assert_eq!(filled("{{day}}", "en"), "Sat, 5 Dec");
    }

    #[test]
    fn a_value_is_neither_markup_nor_a_way_elsewhere() {
        assert_eq!(filled("[x{{bad}}", "en"), "[x] (javascript:x) - a/b?c&d");
        let values = Values { of: &of, locale: "en", today: TODAY };
        assert_eq!(
            fill_address("/o/{{bad}}", &values),
            "/o/%5D%28javascript%3Ax%29%0A-%20a%2Fb%3Fc%26d"
        );
        assert_eq!(fill_address("/o/{{dots}}/{{n}}", &values), "/o//3");
        assert_eq!(fill_data("{{day}} {{gone|?}}", &values), "2026-12-05 ?");
    }

    #[test]
    fn braces_without_end_are_read_in_one_go() {
        for unit in ["{{", "{{ ", "{{a", "{{a ", "{{a|", "{{{{a}", "{{ }} "] {
            let text = unit.repeat(200_000);
            places(&text);
            places(&[&text, "}}"].concat());
        }
    }

    #[test]
    fn the_places_of_a_text_are_told() {
        let found = places("{{a}} {{b|}} {{c|x}} {{d e}}");
        let names: Vec<_> = found.iter().map(|place| (place.name, place.has_fallback)).collect();
        assert_eq!(names, [("a", false), ("b", false), ("c", true)]);
    }
}
