//! Days in English: next Friday, in 3 days, 5th of December.

use super::{MONTHS, Token, WEEKDAYS, Walk, date};
use crate::calendar::Date;

impl Walk<'_> {
    pub(super) fn english(&self, at: usize) -> Option<Date> {
        let follows =
            |words: &[&str]| words.iter().enumerate().all(|(i, word)| self.word(at + i) == *word);
        if follows(&["day", "after", "tomorrow"]) {
            return self.after(2);
        }
        if follows(&["day", "before", "yesterday"]) {
            return self.after(-2);
        }
        if follows(&["end", "of", "the", "month"]) || follows(&["end", "of", "month"]) {
            return Some(self.end_of_month());
        }
        match self.word(at) {
            "today" | "tonight" => return Some(self.today),
            "tomorrow" | "tmr" | "tmrw" | "tomorow" => return self.after(1),
            "yesterday" => return self.after(-1),
            "next" => {
                let day = weekday_named(self.word(at + 1));
                return match self.word(at + 1) {
                    "weekend" => Some(self.weekend(1)),
                    _ => day.map(|day| self.weekday(day, 1)),
                };
            }
            "last" => return weekday_named(self.word(at + 1)).map(|day| self.weekday(day, -1)),
            "this" if weekday_named(self.word(at + 1)).is_some() => {
                return weekday_named(self.word(at + 1)).map(|day| self.weekday(day, 0));
            }
            "weekend" => return Some(self.weekend(0)),
            _ => {}
        }
        if let Some(day) = weekday_named(self.word(at)) {
            return self.coming(day);
        }
        if let Some(month) = month_named(self.word(at)) {
            let day = self.number(at + 1)?;
            let tail = at + 2 + usize::from(is_ordinal(self.word(at + 2)));
            return self.with_year(month, day, tail);
        }
        let (count, next) = match self.word(at) {
            "a" | "one" => (1, at + 1),
            "two" => (2, at + 1),
            "three" => (3, at + 1),
            _ => (self.number(at)?, at + 1),
        };
        let days = match self.word(next) {
            "day" | "days" => 1,
            "week" | "weeks" => 7,
            _ => return self.day_of_month(count, next),
        };
        let ahead = at > 0 && matches!(self.word(at - 1), "in" | "within" | "after");
        let later = matches!(self.word(next + 1), "from" | "later");
        if self.word(next + 1) == "ago" {
            self.after(count.checked_mul(-days)?)
        } else if ahead || later {
            self.after(count.checked_mul(days)?)
        } else {
            None
        }
    }

    /// `5 December`, `5th of Dec 2026`, `the 5th`.
    fn day_of_month(&self, day: i64, at: usize) -> Option<Date> {
        let ordinal = is_ordinal(self.word(at));
        let at = at + usize::from(ordinal);
        let at = at + usize::from(self.word(at) == "of");
        match month_named(self.word(at)) {
            Some(month) => self.with_year(month, day, at + 1),
            None if ordinal => self.in_some_month(day),
            None => None,
        }
    }

    fn with_year(&self, month: i64, day: i64, at: usize) -> Option<Date> {
        let at = at + usize::from(self.has(at, ",") || self.has(at, "."));
        match self.tokens.get(at) {
            Some(Token::Number(year, 4)) => date(*year, month, day),
            _ => self.in_some_year(month, day),
        }
    }
}

fn weekday_named(word: &str) -> Option<i32> {
    let whole = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let short = |at: usize| word == WEEKDAYS[at] && word != "sun" && word != "sat" && word != "wed";
    let named =
        |at: &usize| word == whole[*at] || short(*at) || word.strip_suffix('s') == Some(whole[*at]);
    (0..7).find(named).map(|at| at as i32)
}

fn month_named(word: &str) -> Option<i64> {
    const REST: [&str; 12] =
        ["uary", "ruary", "ch", "il", "", "e", "y", "ust", "tember", "ober", "ember", "ember"];
    let named = |at: &usize| {
        word.strip_prefix(MONTHS[*at])
            .is_some_and(|rest| rest.is_empty() || rest == REST[*at] || (*at == 8 && rest == "t"))
    };
    (0..12).find(named).map(|at| at as i64 + 1)
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th")
}
