//! Days, wall clocks and spans of a day. Knows no clock and no time zone.

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Such as 2026.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A moment as the wall clock of a place shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

/// A span of one day in minutes since midnight; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First minute.
    pub start: u16,
    /// First minute after it, up to 1440.
    pub end: u16,
}

/// A moment in milliseconds since 1970, in ISO 8601 with UTC. Later ones than the year 9999 are on its last day.
pub fn iso_moment(at: u64) -> String {
    const DAY: u64 = 86_400_000;
    const LAST: i32 = 2_932_896;
    let days = i32::try_from(at / DAY).unwrap_or(LAST).min(LAST);
    let rest = (at % DAY) as u32;
    let day = Date { year: 1970, month: 1, day: 1 }.plus(days).iso();
    let [hour, minute, second] = [3_600_000, 60_000, 1_000].map(|unit| rest / unit % 60);
    let time = [digits(hour, 2), digits(minute, 2), digits(second, 2)].join(":");
    [&day, "T", &time, ".", &digits(rest % 1_000, 3), "Z"].concat()
}

impl Date {
    /// Reads `2026-10-01`.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| -> Option<u16> {
            let digits = text.get(range)?;
            digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
        };
        let date = Self {
            year: number(0..4)?,
            month: u8::try_from(number(5..7)?).ok()?,
            day: u8::try_from(number(8..10)?).ok()?,
        };
        date.checked()
    }

    /// The day, if there is one of this month and number.
    pub fn checked(self) -> Option<Self> {
        let in_month =
            (1..=12).contains(&self.month) && (1..=self.days_in_month()).contains(&self.day);
        in_month.then_some(self)
    }

    /// As `parse` reads it.
    pub fn iso(self) -> String {
        let Self { year, month, day } = self;
        [digits(year, 4), digits(month, 2), digits(day, 2)].join("-")
    }

    /// Days since the first day of March of the year 0; differences of it are spans of days.
    pub fn number(self) -> i32 {
        // Years that begin in March have their leap day at the end.
        let month = (i32::from(self.month) + 9) % 12;
        let year = i32::from(self.year) - month / 10;
        365 * year + year / 4 - year / 100
            + year / 400
            + (month * 306 + 5) / 10
            + i32::from(self.day)
            - 1
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i32) -> Self {
        let number = self.number().saturating_add(days).max(0);
        // A guess by the mean length of a year, put right by at most one.
        let mut year = ((i64::from(number) * 10_000 + 14_780) / 3_652_425) as i32;
        let start = |year: i32| 365 * year + year / 4 - year / 100 + year / 400;
        if number < start(year) {
            year -= 1;
        }
        let day = number - start(year);
        let month = (100 * day + 52) / 3_060;
        Self {
            year: u16::try_from(year + (month + 2) / 12).unwrap_or(u16::MAX),
            month: ((month + 2) % 12 + 1) as u8,
            day: (day - (month * 306 + 5) / 10 + 1) as u8,
        }
    }

    fn days_in_month(self) -> u8 {
        match self.month {
            2 if self.is_leap_year() => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    fn is_leap_year(self) -> bool {
        let year = self.year;
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    }

    /// Whole years from this day to `today`; `None` for a day to come.
    pub fn age(self, today: Self) -> Option<u32> {
        let had_birthday = (today.month, today.day) >= (self.month, self.day);
        let years = today.year.checked_sub(self.year)?;
        years.checked_sub(u16::from(!had_birthday)).map(u32::from)
    }

    /// The day after.
    pub fn next(self) -> Self {
        if self.day < self.days_in_month() {
            Self { day: self.day + 1, ..self }
        } else if self.month < 12 {
            Self { day: 1, month: self.month + 1, ..self }
        } else {
            Self { day: 1, month: 1, year: self.year.saturating_add(1) }
        }
    }

    /// 0 for Monday to 6 for Sunday (Sakamoto's method).
    pub fn weekday(self) -> usize {
        const SHIFT: [u32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        let year = u32::from(self.year).saturating_sub(u32::from(self.month < 3));
        let shift = SHIFT[usize::from(self.month.clamp(1, 12)) - 1];
        let sunday_first =
            (year + year / 4 - year / 100 + year / 400 + shift + u32::from(self.day)) % 7;
        (sunday_first as usize + 6) % 7
    }
}

impl Span {
    /// Reads `09:00-18:00`; `24:00` is the end of the day.
    pub fn parse(text: &str) -> Option<Self> {
        let (start, end) = text.split_once('-')?;
        let minute = |time: &str| -> Option<u16> {
            let (hour, minute) = time.trim().split_once(':')?;
            let two_digits =
                |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            if !two_digits(hour) || !two_digits(minute) {
                return None;
            }
            let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
            (minute < 60 && hour * 60 + minute <= 1440).then_some(hour * 60 + minute)
        };
        let span = Self { start: minute(start)?, end: minute(end)? };
        (span.start < span.end).then_some(span)
    }
}

/// A number with zeros in front, of at least so many digits.
///
/// Not by `format!`, whose machinery no visitor needs otherwise.
pub fn digits(number: impl Into<u64>, least: usize) -> String {
    let written = number.into().to_string();
    let missing = least.saturating_sub(written.len());
    "0".repeat(missing) + &written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_moment_is_written_to_the_millisecond() {
        assert_eq!(iso_moment(0), "1970-01-01T00:00:00.000Z");
        assert_eq!(iso_moment(1_732_067_999_007), "2024-11-20T01:59:59.007Z");
        assert_eq!(iso_moment(951_868_799_999), "2000-02-29T23:59:59.999Z");
        assert!(iso_moment(u64::MAX).starts_with("9999-12-31T"), "no moment breaks it");
    }

    #[test]
    fn weekdays_are_right() {
        assert_eq!(date("2026-11-20").weekday(), 4, "a Friday");
        assert_eq!(date("2024-02-29").weekday(), 3, "a Thursday");
        assert_eq!(date("2000-01-01").weekday(), 5, "a Saturday");
    }

    #[test]
    fn somebody_is_a_year_older_from_their_birthday_on() {
        let born = date("2000-02-29");
        for (today, age) in [
            ("2026-02-28", Some(25)),
            ("2026-03-01", Some(26)),
            ("2000-02-29", Some(0)),
            ("2000-02-28", None),
            ("1999-12-31", None),
        ] {
            assert_eq!(born.age(date(today)), age, "{today}");
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for bad in
            ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "+026-01-01", "", "2026/01/01"]
        {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_counted_across_months_and_years() {
        let mut day = date("1999-12-30");
        for number in 0..800 {
            assert_eq!(date("1999-12-30").plus(number), day);
            assert_eq!(day.plus(-number), date("1999-12-30"));
            day = day.next();
        }
        // Each day from the first one on, through every kind of century.
        let first = date("0001-01-01");
        let (mut day, mut weekday) = (first, first.weekday());
        for number in 0..3_652_059 {
            if number % 7 == 0 || (day.month, day.day) == (2, 29) {
                assert_eq!((day.number() - first.number(), first.plus(number)), (number, day));
                assert_eq!(day.weekday(), weekday, "{}", day.iso());
            }
            day = day.next();
            weekday = (weekday + 1) % 7;
        }
        assert_eq!(day.iso(), "10000-01-01");
        assert_eq!(date("2026-11-20").iso(), "2026-11-20");
    }

    #[test]
    fn spans_that_make_no_sense_are_refused() {
        assert_eq!(Span::parse("00:00-24:00"), Some(Span { start: 0, end: 1440 }));
        for bad in ["9-18", "18:00-09:00", "09:00-25:00", "09:60-10:00", "9:00-18:00", "", "09:00"]
        {
            assert_eq!(Span::parse(bad), None, "{bad}");
        }
    }
}
