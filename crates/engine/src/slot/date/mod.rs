//! Days as people name them: 明天, 下周三, 3天后, 12月5日, next Friday, in 3 days, Dec 5, 2026-12-05.
//!
//! Weeks start on Monday. 下周三 and "next Wednesday" lie in the week after this one; 周三 alone is the one that comes.

mod chinese;
mod english;

use super::number;
use crate::calendar::Date;
use crate::pack::language;

const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A piece of a message.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(i64, usize),
    Word(String),
    Mark(char),
}

/// The first day that a message names.
///
/// Where a year or week is left open, the one that `fits` is meant, else the nearest.
pub fn find(message: &str, today: Date, fits: &dyn Fn(Date) -> bool) -> Option<Date> {
    let tokens = tokens(message);
    let walk = Walk { tokens: &tokens, today, fits };
    (0..tokens.len()).find_map(|at| walk.day(at))
}

/// A day as it is written in a language; the year only where it is not this one.
pub fn plain_day(date: Date, today: Date, locale: &str) -> String {
    let mut text = String::new();
    let weekday = date.weekday();
    if language(locale) == "zh" {
        if date.year != today.year {
            text = format!("{}年", date.year);
        }
        let week = if locale.eq_ignore_ascii_case("zh-TW") { "週" } else { "周" };
        let name = ["一", "二", "三", "四", "五", "六", "日"][weekday];
        return format!("{text}{}月{}日（{week}{name}）", date.month, date.day);
    }
    let capital = |name: &str| name[..1].to_ascii_uppercase() + &name[1..];
    let month = capital(MONTHS[usize::from(date.month.clamp(1, 12)) - 1]);
    if date.year != today.year {
        text = format!(" {}", date.year);
    }
    format!("{}, {} {month}{text}", capital(WEEKDAYS[weekday]), date.day)
}

fn tokens(message: &str) -> Vec<Token> {
    let letters: Vec<char> = message.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let letter = letters[at];
        let same = |test: fn(&char) -> bool| letters[at..].iter().take_while(|l| test(l)).count();
        if letter.is_ascii_digit() {
            let length = same(char::is_ascii_digit);
            let digits: String = letters[at..at + length].iter().collect();
            tokens.push(Token::Number(digits.parse().unwrap_or(i64::MAX), length));
            at += length;
        } else if letter.is_ascii_alphabetic() {
            let length = same(char::is_ascii_alphabetic);
            let word: String = letters[at..at + length].iter().collect();
            tokens.push(Token::Word(word.to_ascii_lowercase()));
            at += length;
        } else if let length @ 1.. = number::run(&letters[at..]) {
            tokens.push(match number::chinese(&letters[at..at + length]) {
                Some(number) => Token::Number(number, 0),
                None => Token::Mark(letter),
            });
            at += length;
        } else {
            // Spaces part words, and say nothing else.
            if !letter.is_whitespace() {
                tokens.push(Token::Mark(letter));
            }
            at += 1;
        }
    }
    tokens
}

struct Walk<'t> {
    tokens: &'t [Token],
    today: Date,
    fits: &'t dyn Fn(Date) -> bool,
}

impl Walk<'_> {
    /// The day whose name begins at this token.
    fn day(&self, at: usize) -> Option<Date> {
        self.numbers(at).or_else(|| self.chinese(at)).or_else(|| self.english(at))
    }

    fn number(&self, at: usize) -> Option<i64> {
        match self.tokens.get(at)? {
            Token::Number(number, _) => Some(*number),
            _ => None,
        }
    }

    /// Whether these characters follow, one by one.
    fn has(&self, at: usize, marks: &str) -> bool {
        marks
            .chars()
            .enumerate()
            .all(|(i, mark)| self.tokens.get(at + i) == Some(&Token::Mark(mark)))
    }

    fn has_any(&self, at: usize, marks: &str) -> bool {
        matches!(self.tokens.get(at), Some(Token::Mark(mark)) if marks.contains(*mark))
    }

    fn word(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(Token::Word(word)) => word,
            _ => "",
        }
    }

    fn after(&self, days: i64) -> Option<Date> {
        let days = i32::try_from(days).ok().filter(|days| days.abs() <= 3_660)?;
        Some(self.today.plus(days))
    }

    /// Of several days the first one that fits, else the first that exists.
    fn best(&self, days: &[Option<Date>]) -> Option<Date> {
        let mut days = days.iter().flatten();
        let first = days.clone().next()?;
        Some(*days.find(|day| (self.fits)(**day)).unwrap_or(first))
    }

    /// `2026-12-05`, `2026年12月5日`, `12月5日`, `12/5`, `5号`, `20261205`.
    fn numbers(&self, at: usize) -> Option<Date> {
        let first = self.number(at)?;
        let separated = |at: usize| self.has_any(at, "-/.年月");
        if let (Some(Token::Number(_, 4)), true, Some(month), true, Some(day)) = (
            self.tokens.get(at),
            separated(at + 1),
            self.number(at + 2),
            separated(at + 3),
            self.number(at + 4),
        ) {
            return date(first, month, day);
        }
        if let (Token::Number(_, 8), 1) = (&self.tokens[at], self.tokens.len()) {
            return date(first / 10_000, first / 100 % 100, first % 100);
        }
        if self.has(at + 1, "月") {
            return self.in_some_year(first, self.number(at + 2)?);
        }
        let slash = self.has(at + 1, "/") || self.has(at + 1, ".") && self.tokens.len() == 3;
        if slash && !self.has(at + 3, "/") && !(at > 0 && self.has(at - 1, "/")) {
            let second = self.number(at + 2)?;
            let day_first = first > 12;
            return if day_first {
                self.in_some_year(second, first)
            } else {
                self.in_some_year(first, second)
            };
        }
        let of_no_month = !(at > 0 && self.has(at - 1, "月"));
        if of_no_month && self.has_any(at + 1, "号號日") && !self.has(at + 2, "线") {
            return self.in_some_month(first);
        }
        None
    }

    /// This weekday of the week that is so many weeks from this one.
    fn weekday(&self, weekday: i32, weeks: i32) -> Date {
        self.today.plus(weekday - self.today.weekday() as i32 + 7 * weeks)
    }

    /// This weekday as it comes next, today included; the one before where only that fits.
    fn coming(&self, weekday: i32) -> Option<Date> {
        let ahead = (weekday - self.today.weekday() as i32).rem_euclid(7);
        self.best(&[self.after(ahead.into()), self.after((ahead - 7).into())])
    }

    /// Saturday, or today if that is a day of this weekend.
    fn weekend(&self, weeks: i32) -> Date {
        let sunday = weeks == 0 && self.today.weekday() == 6;
        if sunday { self.today } else { self.weekday(5, weeks) }
    }

    fn end_of_month(&self) -> Date {
        let (year, month) = self.month_after(1);
        date(year, month, 1).unwrap_or(self.today).plus(-1)
    }

    fn month_after(&self, months: i64) -> (i64, i64) {
        let month = i64::from(self.today.month) - 1 + months;
        (i64::from(self.today.year) + month.div_euclid(12), month.rem_euclid(12) + 1)
    }

    /// This day of this month, the next or the one before, the nearest first.
    fn in_some_month(&self, day: i64) -> Option<Date> {
        let in_month = |months| {
            let (year, month) = self.month_after(months);
            date(year, month, day)
        };
        let passed = day < i64::from(self.today.day);
        if passed {
            self.best(&[in_month(1), in_month(0), in_month(2)])
        } else {
            self.best(&[in_month(0), in_month(1), in_month(-1)])
        }
    }

    /// This day of this year, the next or the one before, the nearest first.
    fn in_some_year(&self, month: i64, day: i64) -> Option<Date> {
        let year = i64::from(self.today.year);
        let mut years = [0, 1, -1].map(|more| date(year + more, month, day));
        let far = |day: &Option<Date>| {
            day.map_or(i32::MAX, |day| (day.number() - self.today.number()).abs())
        };
        // Three of them: two exchanges put the nearest first, without the code of a sort.
        for other in 1..3 {
            if far(&years[other]) < far(&years[0]) {
                years.swap(0, other);
            }
        }
        self.best(&years)
    }
}

fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    let year = u16::try_from(year).ok().filter(|year| (1900..=2199).contains(year))?;
    Date { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? }.checked()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Friday.
    const TODAY: Date = Date { year: 2026, month: 11, day: 20 };

    #[track_caller]
    fn all(cases: &[(&str, &str)], fits: &dyn Fn(Date) -> bool) {
        for (message, day) in cases {
            let found = find(message, TODAY, fits).map(Date::iso);
            assert_eq!(found.as_deref().unwrap_or("none"), *day, "{message}");
        }
    }

    #[test]
    fn days_are_read_in_chinese() {
        all(
            &[
                ("今天", "2026-11-20"),
                ("明天上午", "2026-11-21"),
                ("後天", "2026-11-22"),
                ("大后天吧", "2026-11-23"),
                ("昨天", "2026-11-19"),
                ("大前天", "2026-11-17"),
                ("下周三", "2026-11-25"),
                ("下个星期三", "2026-11-25"),
                ("这周五", "2026-11-20"),
                ("這週日", "2026-11-22"),
                ("上周一", "2026-11-09"),
                ("下下周二", "2026-12-01"),
                ("周三", "2026-11-25"),
                ("星期天", "2026-11-22"),
                ("礼拜六可以吗", "2026-11-21"),
                ("周末", "2026-11-21"),
                ("下周末", "2026-11-28"),
                ("3天后", "2026-11-23"),
                ("三天以后", "2026-11-23"),
                ("两周后", "2026-12-04"),
                ("过两天", "2026-11-22"),
                ("2个星期前", "2026-11-06"),
                ("12月5日", "2026-12-05"),
                ("12月5号上午", "2026-12-05"),
                ("十二月五日", "2026-12-05"),
                ("1月3日", "2027-01-03"),
                ("2026年12月5日", "2026-12-05"),
                ("2026-12-05", "2026-12-05"),
                ("2026/12/5", "2026-12-05"),
                ("20261205", "2026-12-05"),
                ("12/5", "2026-12-05"),
                ("25号", "2026-11-25"),
                ("5号", "2026-12-05"),
                ("下个月5号", "2026-12-05"),
                ("月底", "2026-11-30"),
                ("二十八号", "2026-11-28"),
            ],
            &|_| true,
        );
    }

    #[test]
    fn days_are_read_in_english() {
        all(
            &[
                ("today", "2026-11-20"),
                ("Tomorrow please", "2026-11-21"),
                ("the day after tomorrow", "2026-11-22"),
                ("yesterday", "2026-11-19"),
                ("next Friday", "2026-11-27"),
                ("this friday", "2026-11-20"),
                ("on Wednesday", "2026-11-25"),
                ("last Monday", "2026-11-09"),
                ("this weekend", "2026-11-21"),
                ("next weekend", "2026-11-28"),
                ("in 3 days", "2026-11-23"),
                ("in two weeks", "2026-12-04"),
                ("a week from now", "2026-11-27"),
                ("3 days ago", "2026-11-17"),
                ("Dec 5", "2026-12-05"),
                ("December 5th, 2027", "2027-12-05"),
                ("5 December", "2026-12-05"),
                ("5th of Dec", "2026-12-05"),
                ("the 25th", "2026-11-25"),
                ("end of the month", "2026-11-30"),
                ("25/12", "2026-12-25"),
            ],
            &|_| true,
        );
    }

    #[test]
    fn what_is_no_day_is_not_guessed() {
        let none = [
            "",
            "随便",
            "3天",
            "5",
            "下周",
            "二月三十日",
            "2026-02-30",
            "13月1日",
            "99999天后",
            "2号线地铁",
            "the sun is out",
            "may I ask",
            "3 days",
            "sat down",
            "KF20260001",
        ];
        all(&none.map(|message| (message, "none")), &|_| true);
    }

    #[test]
    fn where_the_year_is_left_open_the_one_that_fits_is_meant() {
        let past = |day: Date| day <= TODAY;
        all(&[("12月5日", "2025-12-05"), ("周三", "2026-11-18"), ("25号", "2026-10-25")], &past);
    }

    #[test]
    fn a_day_is_written_in_the_visitors_language() {
        let day = Date { year: 2026, month: 12, day: 5 };
        assert_eq!(plain_day(day, TODAY, "zh-CN"), "12月5日（周六）");
        assert_eq!(plain_day(day, TODAY, "zh-TW"), "12月5日（週六）");
        assert_eq!(plain_day(day, TODAY, "en"), "Sat, 5 Dec");
        let later = Date { year: 2027, ..day };
        assert_eq!(plain_day(later, TODAY, "zh-CN"), "2027年12月5日（周日）");
        assert_eq!(plain_day(later, TODAY, "en-GB"), "Sun, 5 Dec 2027");
    }
}
