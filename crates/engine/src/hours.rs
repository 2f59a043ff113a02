//! Business hours and holidays in the site's own time zone. Knows no clock: the caller says what time it is there.

use crate::calendar::Span;
pub use crate::calendar::{Date, LocalTime};
use crate::pack::{Holiday, Hours, Localized};

/// Whether people are there.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// They are.
    Now,
    /// Not now; next at this day and minute, if within two weeks, and the holiday that is the reason.
    Later {
        /// When they are back.
        next: Option<LocalTime>,
        /// Name of today's holiday.
        holiday: Option<Localized>,
    },
}

impl Hours {
    /// Whether people are there at `now`, the wall clock of `time_zone`.
    pub fn at(&self, now: LocalTime) -> Open {
        let open_now =
            self.spans(now.date).any(|span| (span.start..span.end).contains(&now.minute));
        if open_now {
            return Open::Now;
        }
        let mut date = now.date;
        let mut after = now.minute;
        let mut next = None;
        for _ in 0..15 {
            let start =
                self.spans(date).map(|span| span.start).filter(|start| *start >= after).min();
            if let Some(minute) = start {
                next = Some(LocalTime { date, minute });
                break;
            }
            date = date.next();
            after = 0;
        }
        let holiday = self.holiday(now.date).map(|holiday| holiday.name.clone());
        Open::Later { next, holiday: holiday.filter(|name| !name.is_empty()) }
    }

    fn holiday(&self, date: Date) -> Option<&Holiday> {
        self.holidays.iter().find(|holiday| {
            let from = Date::parse(&holiday.from);
            let to = if holiday.to.is_empty() { from } else { Date::parse(&holiday.to) };
            from.zip(to).is_some_and(|(from, to)| (from..=to).contains(&date))
        })
    }

    fn spans(&self, date: Date) -> impl Iterator<Item = Span> {
        let spans = match self.holiday(date) {
            Some(holiday) => &holiday.open[..],
            None => self.week.days()[date.weekday()].1,
        };
        spans.iter().filter_map(|span| Span::parse(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::Week;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn hours() -> Hours {
        let day = vec!["09:00-12:00".to_owned(), "13:30-18:00".to_owned()];
        Hours {
            time_zone: "Asia/Shanghai".into(),
            week: Week {
                mon: day.clone(),
                tue: day.clone(),
                wed: day.clone(),
                thu: day.clone(),
                fri: day,
                ..Week::default()
            },
            holidays: vec![Holiday {
                from: "2026-10-01".into(),
                to: "2026-10-07".into(),
                name: "国庆节".into(),
                open: vec![],
            }],
        }
    }

    #[test]
    fn the_end_of_a_span_is_closed_and_the_next_start_is_told() {
        let friday = date("2026-11-20");
        assert_eq!(hours().at(LocalTime { date: friday, minute: 9 * 60 }), Open::Now);
        let lunch = hours().at(LocalTime { date: friday, minute: 12 * 60 });
        assert_eq!(
            lunch,
            Open::Later {
                next: Some(LocalTime { date: friday, minute: 13 * 60 + 30 }),
                holiday: None
            }
        );
        let evening = hours().at(LocalTime { date: friday, minute: 18 * 60 });
        let monday = LocalTime { date: date("2026-11-23"), minute: 9 * 60 };
        assert_eq!(evening, Open::Later { next: Some(monday), holiday: None }, "over the weekend");
    }

    #[test]
    fn a_holiday_closes_and_says_its_name() {
        let Open::Later { next, holiday } =
            hours().at(LocalTime { date: date("2026-10-01"), minute: 600 })
        else {
            panic!("open on a holiday");
        };
        assert_eq!(next, Some(LocalTime { date: date("2026-10-08"), minute: 540 }));
        assert_eq!(holiday.unwrap().get("zh-CN"), "国庆节");
    }
}
