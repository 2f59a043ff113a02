//! Time zones and written moments, by the browser's own `Intl`: no tables of ours to carry or to age.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{Millis, Moment, WallClock};

/// The clock on the wall of a time zone; UTC's where the browser does not know the zone.
pub(super) fn wall_clock(at: Millis, time_zone: &str) -> WallClock {
    let date = Date::new(&JsValue::from_f64(at as f64));
    parts_in(&date, time_zone).unwrap_or_else(|| WallClock {
        year: date.get_utc_full_year() as u16,
        month: date.get_utc_month() as u8 + 1,
        day: date.get_utc_date() as u8,
        minute: (date.get_utc_hours() * 60 + date.get_utc_minutes()) as u16,
    })
}

fn parts_in(date: &Date, time_zone: &str) -> Option<WallClock> {
    let options = options(&[
        ("timeZone", time_zone),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "numeric"),
        ("day", "numeric"),
        ("hour", "numeric"),
        ("minute", "numeric"),
    ]);
    // An unknown zone throws, and a thrown constructor must not end the widget: `Reflect.construct` reports it.
    let global = js_sys::global();
    let intl = Reflect::get(&global, &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?;
    let arguments = Array::of2(&"en-US".into(), &options);
    let format = Reflect::construct(constructor.dyn_ref::<js_sys::Function>()?, &arguments).ok()?;
    let parts = format.unchecked_into::<Intl::DateTimeFormat>().format_to_parts(date);
    let part = |name: &str| -> Option<u16> {
        let found = parts.iter().find(|part| text(part, "type").as_deref() == Some(name))?;
        text(&found, "value")?.parse().ok()
    };
    Some(WallClock {
        year: part("year")?,
        month: part("month")? as u8,
        day: part("day")? as u8,
        minute: part("hour")? % 24 * 60 + part("minute")?,
    })
}

/// A moment in the visitor's own zone and language.
pub(super) fn write(at: Millis, moment: Moment, locale: &str) -> String {
    let wanted: &[(&str, &str)] = match moment {
        Moment::Time => &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")],
        Moment::Day => &[("month", "long"), ("day", "numeric"), ("weekday", "short")],
        Moment::Full => &[("dateStyle", "medium"), ("timeStyle", "short")],
    };
    let date = Date::new(&JsValue::from_f64(at as f64));
    // `toLocaleString` with options, through `Reflect` because a malformed locale throws.
    let written = Reflect::get(&date, &"toLocaleString".into()).ok().and_then(|method| {
        let arguments = Array::of2(&locale.into(), &options(wanted));
        Reflect::apply(method.dyn_ref::<js_sys::Function>()?, &date, &arguments).ok()?.as_string()
    });
    written.unwrap_or_else(|| String::from(date.to_iso_string()))
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

fn text(object: &JsValue, name: &str) -> Option<String> {
    Reflect::get(object, &name.into()).ok()?.as_string()
}
