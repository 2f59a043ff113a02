//! Dates from milliseconds, which the browser's `Date` and `Intl` do in the widget.

use kefu_widget::platform::{Millis, WallClock};

const MINUTE: Millis = 60_000;
const DAY: Millis = 86_400_000;

/// China has one time zone, and no summer time since 1991.
const SHANGHAI: Millis = 8 * 60 * MINUTE;

/// The clock on the wall of the two zones that the packs of these tests name.
pub fn wall_clock(at: Millis, time_zone: &str) -> WallClock {
    let at = match time_zone {
        "Asia/Shanghai" => at + SHANGHAI,
        "UTC" => at,
        other => panic!("no pack of these tests is in {other}"),
    };
    let (year, month, day) = date(at / DAY);
    WallClock { year, month, day, minute: (at % DAY / MINUTE) as u16 }
}

/// The number of the day since 1970; the visitors of these tests live by UTC.
pub fn day(at: Millis) -> i64 {
    (at / DAY) as i64
}

/// ISO 8601 in UTC, as `Date.prototype.toISOString` writes it.
pub fn iso(at: Millis) -> String {
    let (year, month, day) = date(at / DAY);
    let (hour, minute) = (at % DAY / (60 * MINUTE), at / MINUTE % 60);
    let (second, rest) = (at / 1000 % 60, at % 1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z")
}

/// Year, month and day of a number of days since 1970: Howard Hinnant's `civil_from_days`,
/// whose years begin in March so that the leap day comes last.
fn date(days: u64) -> (u16, u8, u8) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year as u16, month as u8, day as u8)
}

#[test]
fn the_calendar_of_these_tests_is_right() {
    assert_eq!(iso(1_795_140_000_000), "2026-11-20T02:00:00.000Z");
    assert_eq!(iso(951_782_400_123), "2000-02-29T00:00:00.123Z");
    let clock = wall_clock(1_795_140_000_000, "Asia/Shanghai");
    assert_eq!((clock.day, clock.minute), (20, 10 * 60));
}
