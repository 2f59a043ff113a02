//! Time zones and written moments, by the browser's own `Intl`: no tables of ours to carry or to age.

use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{Millis, Moment, WallClock};

/// The clock on the wall of a time zone; UTC's where the browser does not know the zone.
pub(super) fn wall_clock(at: Millis, time_zone: &str) -> WallClock {
    let date = date(at);
    let mut wanted = [
        ("timeZone", time_zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
    ];
    // Americans write the month first.
    let mut written = locale_string(&date, "en-US", &wanted);
    if written.is_none() {
        wanted[0].1 = "UTC";
        written = locale_string(&date, "en-US", &wanted);
    }
    let written = written.unwrap_or_default();
    let mut numbers =
        written.split(|c: char| !c.is_ascii_digit()).filter_map(|one| one.parse().ok());
    let mut next = || numbers.next().unwrap_or_default();
    let (month, day, year): (u16, u16, u16) = (next(), next(), next());
    // Older browsers write midnight as 24 in spite of the cycle.
    WallClock { year, month: month as u8, day: day as u8, minute: next() % 24 * 60 + next() }
}

/// A moment in the visitor's own zone and language.
pub(super) fn write(at: Millis, moment: Moment, locale: &str) -> String {
    let wanted: &[(&str, &str)] = match moment {
        Moment::Time => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
        Moment::Day => &[("month", "long"), ("day", "numeric"), ("weekday", "short")],
        Moment::Full => &[("dateStyle", "medium"), ("timeStyle", "short")],
    };
    let date = date(at);
    locale_string(&date, locale, wanted).unwrap_or_else(|| String::from(date.to_iso_string()))
}

pub(super) fn date(at: Millis) -> Date {
    Date::new(&JsValue::from_f64(at as f64))
}

/// `toLocaleString` with options, through `Reflect` because a malformed locale or zone throws.
fn locale_string(date: &Date, locale: &str, wanted: &[(&str, &str)]) -> Option<String> {
    let method = Reflect::get(date, &"toLocaleString".into()).ok()?;
    let arguments = Array::of2(&locale.into(), &options(wanted));
    Reflect::apply(method.unchecked_ref::<js_sys::Function>(), date, &arguments).ok()?.as_string()
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}
