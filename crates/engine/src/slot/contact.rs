//! Phone numbers and e-mail addresses within a message.

use crate::calendar::Date;
use crate::pack::FieldKind;
use crate::profile;

/// The first phone number, in the form of E.164.
pub(super) fn phone(message: &str, today: Date) -> Option<String> {
    let runs =
        message.split(|letter: char| !(letter.is_ascii_digit() || "+-() .".contains(letter)));
    // "2 of them, 13800138000": together they are none, but one of them is.
    runs.map(|run| run.trim_matches(&[' ', '-', '.'][..])).find_map(|run| {
        let whole = valid(FieldKind::Phone, run, today);
        whole.or_else(|| run.split(' ').find_map(|part| valid(FieldKind::Phone, part, today)))
    })
}

/// The first e-mail address.
pub(super) fn email(message: &str, today: Date) -> Option<String> {
    let outside = |letter: char| !letter.is_ascii_graphic() || ",;:<>()[]\"".contains(letter);
    let words = message.split(outside).filter(|word| word.contains('@'));
    words
        .map(|word| word.trim_matches(&['.', '!', '?'][..]))
        .find_map(|word| valid(FieldKind::Email, word, today))
}

fn valid(kind: FieldKind, value: &str, today: Date) -> Option<String> {
    profile::check(kind, true, value, today).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date { year: 2026, month: 11, day: 20 };

    #[test]
    fn what_stands_around_them_is_left_behind() {
        assert_eq!(
            phone("我的电话是138 0013 8000，谢谢", TODAY).as_deref(),
            Some("+8613800138000")
        );
        assert_eq!(phone("call +44 20 7946 0958.", TODAY).as_deref(), Some("+442079460958"));
        assert_eq!(phone("要2 13800138000", TODAY).as_deref(), Some("+8613800138000"));
        assert_eq!(phone("13800138000 2件", TODAY).as_deref(), Some("+8613800138000"));
        assert_eq!(phone("12345", TODAY), None);
        assert_eq!(email("邮箱：a.b@shop.example。", TODAY).as_deref(), Some("a.b@shop.example"));
        assert_eq!(email("write to <me@shop.example>!", TODAY).as_deref(), Some("me@shop.example"));
        assert_eq!(email("me at shop", TODAY), None);
    }
}
