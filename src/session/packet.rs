//! Builds the hand-over packet from what the visitor agreed to share: the writer of `kefu_wire::handoff`.
//!
//! Written by hand as JSON, since a derived writer would bring a second one into every download. The session's tests
//! read whatever is posted with the types of the wire and compare what these would write.

use kefu_engine::dialog::{Dialog, Message, Say};
use kefu_engine::errand::Served;
use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, given, list, object};
use kefu_engine::pack::PriorityPoints;
use kefu_engine::rich;
use kefu_engine::transfer::{self, Standing, TransferReason};
use kefu_wire::handoff::VERSION;

use super::transcript::{Body, Row, Said};
use super::vault::{SavedProfile, written_values};
use crate::platform::Platform;

/// The part that is weighed again when the visitor's words are known.
const PRIORITY: &str = "priority";

/// The part with which everything goes that follows from who the visitor is.
const PROFILE: &str = "profile";

/// What goes along; the visitor can take each part out before it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// The conversation so far.
    pub transcript: bool,
    /// The page the visitor is on.
    pub page: bool,
    /// The profile, if there is one with a valid consent.
    pub profile: bool,
}

impl Default for Shares {
    fn default() -> Self {
        Self { transcript: true, page: true, profile: true }
    }
}

/// What the visitor adds for the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// What they want to say.
    pub message: String,
    /// Where they can be reached.
    pub contact: String,
}

/// Everything a packet is made of.
pub(crate) struct Parts<'a> {
    pub(crate) platform: &'a dyn Platform,
    pub(crate) reason: TransferReason,
    pub(crate) locale: &'a str,
    pub(crate) live: bool,
    pub(crate) rows: &'a [Row],
    pub(crate) dialog: &'a Dialog,
    pub(crate) profile: Option<&'a SavedProfile>,
    pub(crate) points: &'a PriorityPoints,
    /// The reason as a sentence in the site's own language.
    pub(crate) why: &'static str,
    /// What the rules and strategies say of the visitor; goes along with the profile, from which it follows.
    pub(crate) served: &'a Served,
    /// The widget's own sentences in the visitor's language.
    pub(crate) standard: &'a dyn Fn(kefu_engine::dialog::Standard) -> &'static str,
    /// What the visitor said earlier, without what may not simply go to people.
    pub(crate) covered: &'a dyn Fn(&str) -> String,
}

pub(crate) fn packet(parts: &Parts<'_>, shares: Shares, words: Words) -> Value {
    let Words { message, contact } = words;
    let platform = parts.platform;
    let line = |row: &Row| line(row, parts);
    let talk = |value: Value| if shares.transcript { value } else { Value::Null };
    let shared = parts.profile.filter(|_| shares.profile);
    let known = |value: Value| if shared.is_some() { value } else { Value::Null };
    let served = parts.served;
    let standing = &parts.dialog.standing;
    object([
        ("kefu_handoff", VERSION.write()),
        ("id", platform.new_id().write()),
        ("requested_at", platform.write_iso(platform.now()).write()),
        ("reason", Value::from(parts.reason.word())),
        ("why", given(&why(parts, shares))),
        (PRIORITY, priority(standing, shared.is_some(), served.priority, parts.points)),
        ("locale", Value::from(parts.locale)),
        ("within_hours", parts.live.write()),
        ("message", given(&message)),
        ("contact", given(&contact)),
        ("page", if shares.page { page(platform) } else { Value::Null }),
        ("transcript", talk(Value::Array(parts.rows.iter().filter_map(line).collect()))),
        ("tried", talk(parts.dialog.tried.write())),
        (PROFILE, shared.map_or(Value::Null, profile)),
        ("tags", known(served.tags.clone())),
        ("department", known(given(&served.department))),
    ])
}

/// What the engine made of the words that go along.
pub(crate) fn weigh(packet: &mut Value, standing: &Standing, value: u32, points: &PriorityPoints) {
    let with_profile = packet.get(PROFILE).is_some();
    let weighed = priority(standing, with_profile, value, points);
    if let Value::Object(members) = packet
        && let Some((_, known)) = members.iter_mut().find(|(name, _)| name == PRIORITY)
    {
        *known = weighed;
    }
}

/// A later message of the visitor, after the hand-over `first` was taken.
pub(crate) fn follow_up(
    platform: &dyn Platform,
    first: &str,
    row: &Row,
    text: &str,
    locale: &str,
    live: bool,
) -> Value {
    object([
        ("kefu_handoff", VERSION.write()),
        // The row's own id: a retry after a reload is still the same message.
        ("id", Value::from(&*row.id)),
        ("continues", Value::from(first)),
        ("requested_at", platform.write_iso(row.at).write()),
        ("reason", Value::from(TransferReason::Button.word())),
        ("locale", Value::from(locale)),
        ("within_hours", live.write()),
        ("message", given(text)),
    ])
}

/// The reason as a sentence; the visitor's words in it are part of the conversation.
fn why(parts: &Parts<'_>, shares: Shares) -> String {
    let evidence = &parts.dialog.standing.evidence;
    if evidence.is_empty() || !shares.transcript || parts.reason == TransferReason::Button {
        return parts.why.to_owned();
    }
    [parts.why, " (", &evidence.join(", "), ")"].concat()
}

/// Whoever takes the profile out takes along what follows from it.
fn priority(standing: &Standing, with_profile: bool, value: u32, rates: &PriorityPoints) -> Value {
    let (valued, value) = if with_profile { (standing.valued, value) } else { (0, 0) };
    let standing = Standing { valued, ..standing.clone() };
    let now = transfer::priority(&standing, value, 0, rates);
    let part = |(what, points): &(transfer::Part, u32)| {
        object([("what", Value::from(what.word())), ("points", points.write())])
    };
    object([
        ("score", now.score.write()),
        ("parts", list(now.parts.iter().map(part))),
        ("waiting_minute", rates.waiting_minute().write()),
        ("waiting_most", rates.waiting_most().write()),
    ])
}

fn page(platform: &dyn Platform) -> Value {
    let page = platform.page();
    object([("url", page.url.write()), ("title", page.title.write())])
}

fn profile(saved: &SavedProfile) -> Value {
    let consent = &saved.consent;
    let consent = object([
        ("purposes", Value::Array(consent.purposes.iter().map(String::write).collect())),
        ("policy_version", consent.policy_version.write()),
        ("policy_url", consent.policy_url.write()),
        ("locale", consent.locale.write()),
        ("at", consent.at.write()),
    ]);
    object([("values", written_values(&saved.values)), ("consent", consent)])
}

fn line(row: &Row, parts: &Parts<'_>) -> Option<Value> {
    let (text, entry) = match &*row.body {
        Body::Visitor(text) => ((parts.covered)(text), None),
        Body::Agent(Said { text, .. }) => (text.clone(), None),
        Body::File(file) => (file.name.clone(), None),
        Body::Bot(message) => (message_words(message, parts), message.entry.clone()),
        // What the widget says of itself is no news to a person.
        Body::System(_) => return None,
    };
    Some(object([
        ("author", Value::from(row.author().word())),
        ("at", parts.platform.write_iso(row.at).write()),
        ("text", text.write()),
        ("entry", entry.write()),
        ("missed", if is_miss(&row.body) { true.write() } else { Value::Null }),
    ]))
}

/// Whether the assistant did not know, or could only guess what was meant.
fn is_miss(body: &Body) -> bool {
    use kefu_engine::dialog::Standard::{DidYouMean, OfferMessage, OfferPerson, Unknown};
    let Body::Bot(message) = body else { return false };
    matches!(message.say, Say::Standard(DidYouMean | Unknown | OfferPerson | OfferMessage))
}

fn message_words(message: &Message, parts: &Parts<'_>) -> String {
    match &message.say {
        Say::Text(text) => rich::words(text),
        Say::Standard(standard) => (parts.standard)(*standard).to_owned(),
    }
}
