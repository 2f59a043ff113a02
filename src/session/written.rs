//! The hand-over packet as JSON: the writer of `kefu_wire::handoff`, whose reader the desk has.
//!
//! By hand, since derived writing would bring a second writer of JSON into every download; a test holds the two together.

use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, object};
use kefu_wire::handoff::{Consent, Evidence, Handoff, Line, Page, Priority, SharedProfile, Tag};

/// The packet as it goes over the network.
pub(crate) fn written(packet: &Handoff) -> String {
    let Handoff { page, priority, profile, transcript, .. } = packet;
    object([
        ("kefu_handoff", packet.kefu_handoff.write()),
        ("id", packet.id.write()),
        ("continues", packet.continues.write()),
        ("requested_at", packet.requested_at.write()),
        ("reason", packet.reason.write()),
        ("why", given(&packet.why)),
        ("priority", priority.as_ref().map_or(Value::Null, self::priority)),
        ("locale", packet.locale.write()),
        ("within_hours", packet.within_hours.write()),
        ("message", given(&packet.message)),
        ("contact", given(&packet.contact)),
        ("page", page.as_ref().map_or(Value::Null, self::page)),
        ("transcript", transcript.as_ref().map_or(Value::Null, |lines| all(lines, line))),
        ("tried", some(&packet.tried, Kept::write)),
        ("profile", profile.as_ref().map_or(Value::Null, self::profile)),
        ("tags", some(&packet.tags, tag)),
        ("department", given(&packet.department)),
    ])
    .write()
}

/// A text, or nothing where it is empty.
fn given(text: &String) -> Value {
    if text.is_empty() { Value::Null } else { text.write() }
}

fn all<T>(items: &[T], write: fn(&T) -> Value) -> Value {
    Value::Array(items.iter().map(write).collect())
}

/// A list, or nothing where it is empty.
fn some<T>(items: &[T], write: fn(&T) -> Value) -> Value {
    if items.is_empty() { Value::Null } else { all(items, write) }
}

fn priority(priority: &Priority) -> Value {
    object([
        ("score", priority.score.write()),
        (
            "parts",
            some(&priority.parts, |part| {
                object([("what", part.what.write()), ("points", part.points.write())])
            }),
        ),
        ("waiting_minute", priority.waiting_minute.write()),
        ("waiting_most", priority.waiting_most.write()),
    ])
}

fn page(page: &Page) -> Value {
    object([("url", page.url.write()), ("title", page.title.write())])
}

fn line(line: &Line) -> Value {
    object([
        ("author", line.author.write()),
        ("at", line.at.write()),
        ("text", line.text.write()),
        ("entry", line.entry.write()),
    ])
}

fn profile(profile: &SharedProfile) -> Value {
    let Consent { purposes, policy_version, policy_url, locale, at } = &profile.consent;
    let consent = object([
        ("purposes", purposes.write()),
        ("policy_version", policy_version.write()),
        ("policy_url", policy_url.write()),
        ("locale", locale.write()),
        ("at", at.write()),
    ]);
    let values = all(&profile.values, |one| {
        object([("field", one.field.write()), ("value", one.value.write())])
    });
    object([("values", values), ("consent", consent)])
}

fn tag(tag: &Tag) -> Value {
    object([
        ("id", tag.id.write()),
        ("label", given(&tag.label)),
        ("evidence", all(&tag.evidence, evidence)),
    ])
}

fn evidence(one: &Evidence) -> Value {
    object([
        ("about", one.about.write()),
        ("not", if one.not { true.write() } else { Value::Null }),
        ("names", one.names.write()),
        ("count", one.count.write()),
        ("measured", given(&one.measured)),
        ("at_least", given(&one.at_least)),
        ("at_most", given(&one.at_most)),
        ("within_days", one.within_days.write()),
        ("first", given(&one.first)),
        ("last", given(&one.last)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A packet with something in every place.
    const FULL: &str = r#"{"kefu_handoff":1,"id":"a","continues":"b","requested_at":"c","reason":"button","why":"d",
        "priority":{"score":7,"parts":[{"what":"mood","points":3}],"waiting_minute":1,"waiting_most":20},"locale":"en",
        "within_hours":true,"message":"\"hi\"\n","contact":"e","page":{"url":"/","title":"f"},
        "transcript":[{"author":"bot","at":"g","text":"h","entry":"i"},{"author":"visitor","at":"g","text":"j"}],
        "tried":["i"],"profile":{"values":[{"field":"k","value":"l"}],"consent":{"purposes":["m"],"policy_version":"n",
        "policy_url":"o","locale":"en","at":"p"}},"tags":[{"id":"q","label":"r","evidence":[{"about":"s","not":true,
        "names":["t"],"count":2,"measured":"1.5","at_least":"1","at_most":"2","within_days":3,"first":"u","last":"v"}]}],
        "department":"w"}"#;

    const LEAST: &str = r#"{"kefu_handoff":1,"id":"a","requested_at":"c","reason":"button","locale":"en","within_hours":false}"#;

    #[test]
    fn it_is_what_the_types_themselves_would_write() {
        for json in [FULL, LEAST] {
            let packet: Handoff = serde_json::from_str(json).unwrap();
            assert_eq!(written(&packet), serde_json::to_string(&packet).unwrap());
        }
    }
}
