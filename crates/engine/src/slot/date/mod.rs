//! Days as people name them: 明天, 下周三, 3天后, 12月5日, next Friday, in 3 days, Dec 5, 2026-12-05.
//!
//! Weeks start on Monday. 下周三 and "next Wednesday" lie in the week after this one; 周三 alone is the one that comes.

mod words;

use crate::calendar::Date;
use crate::pack::language;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A way to name a day, by the kinds of `words`, and what it says of the words that begin at a place.
type Way = (&'static str, fn(&Walk<'_>, usize) -> Option<Date>);

/// The longer ways before those they begin with.
static WAYS: [Way; 38] = [
    ("n", |walk, at| Some(walk.today.plus(walk.number(at)))),
    ("fz", |walk, at| Some(walk.in_month(walk.number(at) + 1, 1)?.plus(-1))),
    ("fMz", |walk, at| Some(walk.in_month(walk.number(at) + 1, 1)?.plus(-1))),
    ("z", |walk, _| Some(walk.in_month(1, 1)?.plus(-1))),
    ("fe", |walk, at| walk.weekend(walk.number(at))),
    ("e", |walk, _| walk.weekend(0)),
    ("fw", |walk, at| walk.weekday(walk.number(at + 1), walk.number(at))),
    ("w", |walk, at| walk.coming(walk.number(at))),
    ("fkN", |walk, at| walk.weekday(walk.number(at + 2) - 1, walk.number(at))),
    ("fku", |walk, at| walk.weekday(6, walk.number(at))),
    ("fkD", |walk, at| walk.weekday(6, walk.number(at))),
    ("kN", |walk, at| walk.coming(walk.number(at + 1) - 1)),
    ("ku", |walk, _| walk.coming(6)),
    ("kD", |walk, _| walk.coming(6)),
    ("fMN", |walk, at| walk.in_month(walk.number(at), walk.number(at + 2))),
    ("Y-N-N", |walk, at| walk.date([at, at + 2, at + 4])),
    ("Y/N/N", |walk, at| walk.date([at, at + 2, at + 4])),
    ("Y.N.N", |walk, at| walk.date([at, at + 2, at + 4])),
    ("Y-NMN", |walk, at| walk.date([at, at + 2, at + 4])),
    ("yNMN", |walk, at| walk.in_year(walk.number(at), walk.number(at + 1), walk.number(at + 3))),
    ("mNy", |walk, at| walk.in_year(walk.number(at + 2), walk.number(at), walk.number(at + 1))),
    ("mNty", |walk, at| walk.in_year(walk.number(at + 3), walk.number(at), walk.number(at + 1))),
    ("Nmy", |walk, at| walk.in_year(walk.number(at + 2), walk.number(at + 1), walk.number(at))),
    ("NMN", |walk, at| walk.in_some_year(walk.number(at), walk.number(at + 2))),
    ("mNtY", |walk, at| walk.date([at + 3, at, at + 1])),
    ("mNY", |walk, at| walk.date([at + 2, at, at + 1])),
    ("mN", |walk, at| walk.in_some_year(walk.number(at), walk.number(at + 1))),
    ("NtmY", |walk, at| walk.date([at + 3, at + 2, at])),
    ("Ntm", |walk, at| walk.in_some_year(walk.number(at + 2), walk.number(at))),
    ("NmY", |walk, at| walk.date([at + 2, at + 1, at])),
    ("Nm", |walk, at| walk.in_some_year(walk.number(at + 1), walk.number(at))),
    ("N/N", |walk, at| walk.with_slash(at)),
    ("ND", |walk, at| walk.in_some_month(at)),
    ("Nt", |walk, at| walk.in_some_month(at)),
    ("Nul", |walk, at| walk.after(at, 1)),
    ("Nkl", |walk, at| walk.after(at, 1)),
    ("Nug", |walk, at| walk.after(at, -1)),
    ("Nkg", |walk, at| walk.after(at, -1)),
];

/// The first day that a message names.
///
/// Where a year or week is left open, the one that `fits` is meant, else the nearest.
pub fn find(message: &str, today: Date, fits: &dyn Fn(Date) -> bool) -> Option<Date> {
    let (kinds, numbers) = words::words(message);
    let walk = Walk { kinds: kinds.as_bytes(), numbers: &numbers, today, fits };
    (0..numbers.len()).find_map(|at| walk.day(at))
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
    let month = MONTHS[usize::from(date.month.clamp(1, 12)) - 1];
    if date.year != today.year {
        text = format!(" {}", date.year);
    }
    format!("{}, {} {month}{text}", WEEKDAYS[weekday], date.day)
}

struct Walk<'t> {
    kinds: &'t [u8],
    numbers: &'t [i32],
    today: Date,
    fits: &'t dyn Fn(Date) -> bool,
}

impl Walk<'_> {
    fn kind(&self, at: usize) -> u8 {
        self.kinds.get(at).copied().unwrap_or(b' ')
    }

    fn number(&self, at: usize) -> i32 {
        self.numbers.get(at).copied().unwrap_or_default()
    }

    /// The day whose name begins at this word.
    fn day(&self, at: usize) -> Option<Date> {
        let alike = |(wanted, kind): (u8, u8)| {
            wanted == kind || wanted == b'N' && matches!(kind, b'Y' | b'E')
        };
        let follows = |way: &str| {
            way.bytes().enumerate().all(|(i, wanted)| alike((wanted, self.kind(at + i))))
        };
        if let Some((_, read)) = WAYS.iter().find(|(way, _)| follows(way)) {
            return read(self, at);
        }
        let ahead =
            self.kind(at.wrapping_sub(1)) == b'a' && matches!(self.kind(at + 1), b'u' | b'k');
        let number = self.number(at);
        match self.kinds {
            // Only alone are eight digits, or two numbers and a dot, a day.
            b"E" => date(number / 10_000, number / 100 % 100, number % 100),
            b"N.N" if at == 0 => self.in_some_year(number, self.number(2)),
            _ if ahead && alike((b'N', self.kind(at))) => self.after(at, 1),
            _ => None,
        }
    }

    /// 12/5, or 25/12; 1/2/3 could be anything.
    fn with_slash(&self, at: usize) -> Option<Date> {
        let (first, second) = (self.number(at), self.number(at + 2));
        if self.kind(at.wrapping_sub(1)) == b'/' || self.kind(at + 3) == b'/' {
            None
        } else if first > 12 {
            self.in_some_year(second, first)
        } else {
            self.in_some_year(first, second)
        }
    }

    /// The day whose year, month and day stand at these places.
    fn date(&self, [year, month, day]: [usize; 3]) -> Option<Date> {
        date(self.number(year), self.number(month), self.number(day))
    }

    /// So many units from today.
    fn after(&self, at: usize, sign: i32) -> Option<Date> {
        let days = self.number(at).checked_mul(sign * self.number(at + 1))?;
        (days.abs() <= 3_660).then(|| self.today.plus(days))
    }

    /// Of several days the first one that fits, else the first that exists.
    fn best(&self, days: [Option<Date>; 3]) -> Option<Date> {
        let first = days[0].or(days[1]).or(days[2]);
        days.iter().flatten().copied().find(|day| (self.fits)(*day)).or(first)
    }

    /// This weekday of the week that is so many weeks from this one; there are seven.
    fn weekday(&self, weekday: i32, weeks: i32) -> Option<Date> {
        let days = weekday.checked_sub(self.today.weekday() as i32 - 7 * weeks)?;
        (0..7).contains(&weekday).then(|| self.today.plus(days))
    }

    /// This weekday as it comes next, today included; the one before where only that fits.
    fn coming(&self, weekday: i32) -> Option<Date> {
        let passed = i32::from(weekday < self.today.weekday() as i32);
        self.best([passed, passed - 1, passed].map(|weeks| self.weekday(weekday, weeks)))
    }

    /// Saturday, or today if that is a day of this weekend.
    fn weekend(&self, weeks: i32) -> Option<Date> {
        let sunday = weeks == 0 && self.today.weekday() == 6;
        self.weekday(if sunday { 6 } else { 5 }, weeks)
    }

    /// This day of the month that is so many months from this one.
    fn in_month(&self, months: i32, day: i32) -> Option<Date> {
        let month = i32::from(self.today.month) - 1 + months;
        date(i32::from(self.today.year) + month.div_euclid(12), month.rem_euclid(12) + 1, day)
    }

    /// This day of the year that is so many years from this one.
    fn in_year(&self, years: i32, month: i32, day: i32) -> Option<Date> {
        date(i32::from(self.today.year) + years, month, day)
    }

    /// This day of this month, the next or the one before, the nearest first.
    fn in_some_month(&self, at: usize) -> Option<Date> {
        let day = self.number(at);
        let passed = i32::from(day < i32::from(self.today.day));
        let days = [passed, 1 - passed, 3 * passed - 1].map(|months| self.in_month(months, day));
        // 三十日 of 二月三十日 is not the thirtieth of this month.
        if self.kind(at.wrapping_sub(1)) == b'M' { None } else { self.best(days) }
    }

    /// This day of this year, the next or the one before, the nearest first.
    fn in_some_year(&self, month: i32, day: i32) -> Option<Date> {
        let year = i32::from(self.today.year);
        let this = date(year, month, day);
        // What is more than half a year off is nearer in another year.
        let days = this.map_or(0, |day| day.number() - self.today.number());
        let near = i32::from(days < -183) - i32::from(days > 183);
        let rest = if near == 0 { [1, -1] } else { [0, -near] };
        self.best([near, rest[0], rest[1]].map(|more| date(year + more, month, day)))
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
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
                ("下月底", "2026-12-31"),
                ("下个月底", "2026-12-31"),
                ("上月末", "2026-10-31"),
                ("明年12月5日", "2027-12-05"),
                ("今年1月3号", "2026-01-03"),
                ("去年十二月五日", "2025-12-05"),
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
                ("in five days", "2026-11-25"),
                ("ten days from now", "2026-11-30"),
                ("Dec 5 next year", "2027-12-05"),
                ("5 December last year", "2025-12-05"),
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
            "下周99999999999",
            "下个星期2147483647",
            "周2147483648",
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
