//! Reads what a visitor says as the value a flow asked for: one spelling for each, or the reason why not.
//! Knows no flow: the same functions fill slots from earlier messages.

mod choice;
mod contact;
pub mod date;
pub mod number;
pub mod pattern;
pub mod yes_no;

use crate::calendar::Date;
use crate::pack::{Ask, SlotKind};

pub use choice::{named, pick};
pub use date::plain_day;
pub use yes_no::is_yes;

/// Why what was said is not the value that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is not of the kind that was asked for.
    Kind(SlotKind),
    /// It is, but below `min` or above `max`.
    Range,
}

/// Longer texts are cut: nobody types a value of this length, and it is kept in storage.
const MAX_LETTERS: usize = 300;

/// Longer messages are not searched for values.
const MAX_SEARCHED: usize = 1_000;

/// What a message says in answer to a question.
pub fn read(ask: &Ask, message: &str, today: Date) -> Result<String, Wrong> {
    let message = short(message);
    let value = match ask.kind {
        SlotKind::Text => {
            let text: String = message.trim().chars().take(MAX_LETTERS).collect();
            let length = 1_000 * text.chars().count() as i64;
            return match length {
                0 => Err(Wrong::Kind(SlotKind::Text)),
                _ if in_range(ask, length) => Ok(text),
                _ => Err(Wrong::Range),
            };
        }
        SlotKind::Number => match number::only(&message) {
            Some(number) if in_range(ask, number) => Some(number::write(number)),
            Some(_) => return Err(Wrong::Range),
            None => None,
        },
        SlotKind::Date => match day(ask, &message, today) {
            Some(date) if in_range(ask, days(date, today)) => Some(date.iso()),
            Some(_) => return Err(Wrong::Range),
            None => None,
        },
        SlotKind::Phone => contact::phone(&message, today),
        SlotKind::Email => contact::email(&message, today),
        SlotKind::Order => pattern::find(&ask.pattern, &message),
        SlotKind::Choice => choice::pick(&ask.options, &message),
        SlotKind::YesNo => match choice::mentioned(&ask.options, &message) {
            Some(said) => Some(said),
            None => yes_no::read(&message).map(|yes| if yes { "yes" } else { "no" }.to_owned()),
        },
    };
    value.ok_or(Wrong::Kind(ask.kind))
}

/// The value, if a message that was no answer to the question names it all the same.
///
/// Stricter than `read`: a yes, a small number or free text could have meant anything.
pub fn mentioned(ask: &Ask, message: &str, today: Date) -> Option<String> {
    match ask.kind {
        SlotKind::Text | SlotKind::YesNo => None,
        SlotKind::Number => {
            let number =
                number::in_digits(&short(message)).filter(|found| in_range(ask, *found))?;
            Some(number::write(number))
        }
        SlotKind::Choice => choice::mentioned(&ask.options, &short(message)),
        _ => read(ask, message, today).ok(),
    }
}

/// Whether a value can stand among other words without being meant as it: a number may count anything.
pub fn is_certain(kind: SlotKind) -> bool {
    matches!(kind, SlotKind::Order | SlotKind::Phone | SlotKind::Email)
}

fn day(ask: &Ask, message: &str, today: Date) -> Option<Date> {
    date::find(message, today, &|date| in_range(ask, days(date, today)))
}

/// Days from today, in the unit of `number`.
fn days(date: Date, today: Date) -> i64 {
    1_000 * i64::from(date.number() - today.number())
}

fn in_range(ask: &Ask, number: i64) -> bool {
    ask.min.is_none_or(|min| number >= 1_000 * i64::from(min))
        && ask.max.is_none_or(|max| number <= 1_000 * i64::from(max))
}

/// The beginning of a message in half-width letters.
fn short(message: &str) -> String {
    let half_width = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    };
    message.chars().take(MAX_SEARCHED).map(half_width).collect()
}
