//! What a flow asks of the site, and what it keeps of the answer.

use crate::json::{Object, Value};
use crate::link;
use crate::pack::{Call, Method};
use crate::template::{self, Values};

use super::Known;

/// A request that the widget shall make, and whose answer it shall tell as `Event::Answered`.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Tells its answer from that of another.
    pub id: u32,
    /// The address: https, or a path of the site.
    pub url: String,
    /// The JSON to post; without it the address is only asked.
    pub post: Option<String>,
    /// After so many milliseconds it has failed.
    pub timeout_ms: u32,
}

/// Seconds until a call has failed, unless the pack says otherwise; nobody waits longer than a minute.
const TIMEOUT: u32 = 10;
const LONGEST_TIMEOUT: u32 = 60;

/// So many values of an answer are kept, of so many letters each: they are written to the visitor's storage.
const MOST_VALUES: usize = 80;
const MOST_LETTERS: usize = 400;

/// A longer name is one that no text of a pack has.
const LONGEST_NAME: usize = 200;

/// A longer answer is not read.
const LONGEST_ANSWER: usize = 200_000;

/// How deep an answer is read.
const DEPTH: usize = 4;

/// The request of a step; `None` if its address is not one that may be asked.
pub(super) fn request(call: &Call, id: u32, values: &Values<'_>) -> Option<Request> {
    let url = template::fill_address(&call.url, values);
    let timeout_ms = timeout_ms(call);
    let post = (call.method == Method::Post).then(|| {
        let mut object = Object::new();
        for (name, text) in &call.body.0 {
            object.push((name.clone(), Value::String(template::fill_data(text, values))));
        }
        Value::Object(object).write()
    });
    (is_good_address(&call.url) && link::is_endpoint(&url)).then_some(Request {
        id,
        url,
        post,
        timeout_ms,
    })
}

/// After how many milliseconds a call has failed.
pub(super) fn timeout_ms(call: &Call) -> u32 {
    1_000 * call.timeout_seconds.unwrap_or(TIMEOUT).clamp(1, LONGEST_TIMEOUT)
}

/// Whether an address may be asked, whatever is put into its places: its host must not have any.
pub fn is_good_address(url: &str) -> bool {
    let fixed = url.split("{{").next().unwrap_or(url);
    let after_scheme = fixed.split_once("://").map_or(fixed, |(_, rest)| rest);
    let any = |_: &str| Some("x".to_owned());
    let today = crate::calendar::Date { year: 2000, month: 1, day: 1 };
    let values = Values { of: &any, locale: "", today };
    let host_is_fixed = fixed.len() == url.len() || after_scheme.contains(&['/', '?'][..]);
    host_is_fixed && link::is_endpoint(&template::fill_address(url, &values))
}

/// The values of a JSON object, each under a name that begins like this.
pub fn named_values(value: &Value, prefix: &str) -> Vec<Known> {
    let mut found = Vec::new();
    collect(value, prefix.to_owned(), DEPTH, &mut found);
    found
}

/// The values of an answer, each under the name of its call.
pub(super) fn values(call: &str, status: u16, body: &str) -> Vec<Known> {
    let prefix = ["call.", call].concat();
    let http = [&prefix, ".http"].concat();
    let mut found = vec![Known { name: http.clone(), text: status.to_string() }];
    if body.len() <= LONGEST_ANSWER
        && let Some(value) = Value::parse(body)
    {
        collect(&value, prefix, DEPTH, &mut found);
    }
    // What the answer says of itself does not take the place of what became of the request.
    let mut place = 0;
    found.retain(|known| {
        place += 1;
        place == 1 || known.name != http
    });
    found
}

fn collect(value: &Value, name: String, depth: usize, found: &mut Vec<Known>) {
    let text = match value {
        Value::Null => return,
        Value::String(text) | Value::Number(text) => text.chars().take(MOST_LETTERS).collect(),
        Value::Object(object) => {
            for (key, value) in object {
                collect_part(value, &name, key, depth, found);
            }
            return;
        }
        Value::Array(items) => {
            collect_part(&Value::from(items.len() as u64), &name, "count", 1, found);
            for (at, value) in items.iter().enumerate() {
                collect_part(value, &name, &at.to_string(), depth, found);
            }
            return;
        }
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
    };
    found.push(Known { name, text });
}

fn collect_part(value: &Value, name: &str, step: &str, depth: usize, found: &mut Vec<Known>) {
    let short = name.len() + step.len() < LONGEST_NAME;
    if depth > 0 && short && found.len() < MOST_VALUES {
        collect(value, [name, ".", step].concat(), depth - 1, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_becomes_named_values() {
        let body = r#"{"status": "shipped", "eta": "2026-12-05", "paid": true, "items": [{"title": "Tea"}], "none": null}"#;
        let found = values("order", 200, body);
        let lines: Vec<String> =
            found.iter().map(|one| format!("{}={}", one.name, one.text)).collect();
        assert_eq!(
            lines,
            [
                "call.order.http=200",
                "call.order.status=shipped",
                "call.order.eta=2026-12-05",
                "call.order.paid=yes",
                "call.order.items.count=1",
                "call.order.items.0.title=Tea",
            ]
        );
    }

    #[test]
    fn an_answer_does_not_change_what_became_of_the_request() {
        let found = values("order", 404, r#"{"http": 200, "paid": false}"#);
        let lines: Vec<String> =
            found.iter().map(|one| format!("{}={}", one.name, one.text)).collect();
        assert_eq!(lines, ["call.order.http=404", "call.order.paid=no"]);
    }

    #[test]
    fn a_hostile_answer_is_bounded() {
        for body in [
            "",
            "<html>",
            "[",
            &format!("{}1{}", "[".repeat(100), "]".repeat(100)),
            &"9".repeat(100),
        ] {
            assert!(values("x", 200, body).len() <= 8, "{body}");
        }
        let wide = format!("[{}1]", "1,".repeat(50_000));
        assert!(values("x", 200, &wide).len() <= MOST_VALUES + 1);
        for long in [format!("\"{}\"", "长".repeat(10_000)), "9".repeat(300)] {
            assert!(values("x", 200, &long)[1].text.chars().count() <= MOST_LETTERS);
        }
        // A name as long as the answer, over and over: neither work nor storage for it.
        let name = "n".repeat(90_000);
        let names = format!("{{\"{name}\": [{}1], \"a\": 1}}", "1,".repeat(50_000));
        assert_eq!(values("x", 200, &names).len(), 2);
    }

    #[test]
    fn no_value_changes_where_a_request_goes() {
        for good in [
            "/api/{{slot.a}}",
            "https://shop.example/{{slot.a}}?q={{slot.b}}",
            "/api",
            "http://localhost:1/{{a}}",
        ] {
            assert!(is_good_address(good), "{good}");
        }
        for bad in [
            "https://{{slot.a}}/x",
            "https://a.{{slot.a}}.example/x",
            "{{slot.a}}",
            "http://shop.example/x",
            "ftp://x",
            "",
            "/{{a}}/../b c",
            "//x.example/",
        ] {
            assert!(!is_good_address(bad), "{bad}");
        }
    }
}
