//! Days in Chinese: 明天, 下周三, 三天后, 下个月5号.

use super::{Walk, date};
use crate::calendar::Date;

/// Chinese words for a day, the longer before those that they contain, with the days from today.
const NAMED: [(&str, i32); 18] = [
    ("大后天", 3),
    ("大後天", 3),
    ("大前天", -3),
    ("后天", 2),
    ("後天", 2),
    ("前天", -2),
    ("明天", 1),
    ("明日", 1),
    ("明早", 1),
    ("明晚", 1),
    ("昨天", -1),
    ("昨日", -1),
    ("昨晚", -1),
    ("今天", 0),
    ("今日", 0),
    ("今晚", 0),
    ("今早", 0),
    ("今儿", 0),
];

impl Walk<'_> {
    pub(super) fn chinese(&self, at: usize) -> Option<Date> {
        if let Some((_, days)) = NAMED.iter().find(|(name, _)| self.has(at, name)) {
            return Some(self.today.plus(*days));
        }
        if let Some(count) = self.number(at) {
            return self.chinese_span(at + 1, count);
        }
        if self.has(at, "月底") || self.has(at, "月末") {
            return Some(self.end_of_month());
        }
        if self.has_any(at, "下本这這") {
            let month = at + 1 + usize::from(self.has(at + 1, "个") || self.has(at + 1, "個"));
            if let (true, Some(day)) = (self.has(month, "月"), self.number(month + 1)) {
                let later = i64::from(self.has(at, "下"));
                let (year, month) = self.month_after(later);
                return date(year, month, day);
            }
        }
        let (weeks, said) = if self.has(at, "下下") {
            (2, 2)
        } else if self.has(at, "下") {
            (1, 1)
        } else if self.has(at, "上") {
            (-1, 1)
        } else if self.has_any(at, "这這本") {
            (0, 1)
        } else {
            (0, 0)
        };
        let gap = said
            + usize::from(said > 0 && (self.has(at + said, "个") || self.has(at + said, "個")));
        let week = at + gap;
        let length = if self.has_any(week, "周週") {
            1
        } else if self.has(week, "星期") || self.has(week, "礼拜") || self.has(week, "禮拜") {
            2
        } else {
            return None;
        };
        let day = week + length;
        if self.has_any(day, "末") {
            return Some(self.weekend(weeks));
        }
        let weekday = match self.number(day) {
            Some(number @ 1..=6) => number as i32 - 1,
            Some(_) => return None,
            None if self.has_any(day, "日天") => 6,
            None => return None,
        };
        if said > 0 { Some(self.weekday(weekday, weeks)) } else { self.coming(weekday) }
    }

    /// 3天后, 两周后, 三个星期前: what stands behind the number.
    fn chinese_span(&self, at: usize, count: i64) -> Option<Date> {
        let unit = at + usize::from(self.has(at, "个") || self.has(at, "個"));
        let (days, length) = if self.has(unit, "天") {
            (1, 1)
        } else if self.has_any(unit, "周週") {
            (7, 1)
        } else if self.has(unit, "星期") || self.has(unit, "礼拜") || self.has(unit, "禮拜") {
            (7, 2)
        } else {
            return None;
        };
        let side = unit + length + usize::from(self.has_any(unit + length, "之以"));
        let before =
            at >= 2 && (self.has(at - 2, "过") || self.has(at - 2, "過") || self.has(at - 2, "再"));
        if self.has_any(side, "后後") || before {
            self.after(count.checked_mul(days)?)
        } else if self.has(side, "前") {
            self.after(count.checked_mul(-days)?)
        } else {
            None
        }
    }
}
