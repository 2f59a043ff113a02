//! Compares values with what a pack says of them: in the branches of a flow, and in triggers.

use crate::calendar::Date;
use crate::pack::Condition;
use crate::slot::number;

/// Whether everything holds.
pub fn hold(conditions: &[Condition], of: &dyn Fn(&str) -> Option<String>, today: Date) -> bool {
    conditions.iter().all(|condition| holds(condition, of(&condition.value), today))
}

fn holds(condition: &Condition, value: Option<String>, today: Date) -> bool {
    let value = value.filter(|value| !value.is_empty());
    let is_one_of = |words: &[String]| {
        value
            .as_ref()
            .is_some_and(|value| words.iter().any(|word| word.eq_ignore_ascii_case(value)))
    };
    let number = || value.as_deref().and_then(|value| measure(value, today));
    condition.known.is_none_or(|known| known == value.is_some())
        && (condition.is.is_empty() || is_one_of(&condition.is))
        && !is_one_of(&condition.is_not)
        && condition
            .at_least
            .is_none_or(|least| number().is_some_and(|one| one >= thousandths(least)))
        && condition.at_most.is_none_or(|most| number().is_some_and(|one| one <= thousandths(most)))
}

/// A number, or a day as days from today.
fn measure(value: &str, today: Date) -> Option<i64> {
    match Date::parse(value) {
        Some(date) => Some(thousandths(date.number() - today.number())),
        None => number::plain(value),
    }
}

fn thousandths(whole: i32) -> i64 {
    1_000 * i64::from(whole)
}
