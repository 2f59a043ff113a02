//! Times as people read them.

use wasm_bindgen::JsValue;

/// Hour and minute of a moment in milliseconds since 1970, in the agent's own time zone.
#[must_use]
pub fn time(at: i64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(at as f64));
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
}

/// How long ago, such as `7 min` or `2 h`.
#[must_use]
pub fn since(at: i64, now: f64) -> String {
    let minutes = ((now - at as f64) / 60_000.0).max(0.0) as u64;
    match minutes {
        0 => "<1 min".to_owned(),
        1..=59 => format!("{minutes} min"),
        60..=2_879 => format!("{} h", minutes / 60),
        _ => format!("{} d", minutes / 1_440),
    }
}

/// Seconds as a short duration.
#[must_use]
pub fn duration(seconds: u32) -> String {
    match seconds {
        0..=59 => format!("{seconds} s"),
        60..=3_599 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3_600, seconds / 60 % 60),
    }
}
