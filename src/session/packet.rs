//! Builds the hand-over packet from what the visitor agreed to share.

use kefu_engine::dialog::{Dialog, Message, Say};
use kefu_engine::pack::PriorityPoints;
use kefu_engine::rich;
use kefu_engine::transfer::{self, Standing, TransferReason};
pub(crate) use kefu_wire::handoff::Handoff as Packet;
use kefu_wire::handoff::{Line, Page, Priority, PriorityPart, SharedProfile, Tag, VERSION};

use super::transcript::{Body, Row, Said};
use super::vault::SavedProfile;
pub(crate) use super::written::written;
use crate::platform::Platform;

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
    /// What the rules say of the visitor; goes along with the profile.
    pub(crate) tags: Vec<Tag>,
    pub(crate) department: String,
    /// What the site's strategies add to the priority; goes along with the profile, from which it follows.
    pub(crate) value: u32,
    /// The widget's own sentences in the visitor's language.
    pub(crate) standard: &'a dyn Fn(kefu_engine::dialog::Standard) -> &'static str,
}

pub(crate) fn packet(parts: &Parts<'_>, shares: Shares, words: Words) -> Packet {
    let platform = parts.platform;
    let page = shares.page.then(|| {
        let page = platform.page();
        Page { url: page.url, title: page.title }
    });
    let line = |row: &Row| line(row, parts);
    let profile = parts.profile.filter(|_| shares.profile);
    let mut standing = parts.dialog.standing.clone();
    // Whoever takes the profile out takes along what follows from it.
    let value = if profile.is_some() { parts.value } else { 0 };
    if profile.is_none() {
        standing.valued = 0;
    }
    Packet {
        kefu_handoff: VERSION,
        id: platform.new_id(),
        continues: None,
        requested_at: platform.write_iso(platform.now()),
        reason: parts.reason.word().to_owned(),
        why: why(parts, shares),
        priority: Some(priority(&standing, value, parts.points)),
        locale: parts.locale.to_owned(),
        within_hours: parts.live,
        message: words.message,
        contact: words.contact,
        page,
        transcript: shares.transcript.then(|| parts.rows.iter().filter_map(line).collect()),
        tried: if shares.transcript { parts.dialog.tried.clone() } else { Vec::new() },
        profile: profile.map(|profile| SharedProfile {
            values: profile.values.clone(),
            consent: profile.consent.clone(),
        }),
        tags: if profile.is_some() { parts.tags.clone() } else { Vec::new() },
        department: if profile.is_some() { parts.department.clone() } else { String::new() },
    }
}

/// What the engine made of the words that go along.
pub(crate) fn weigh(
    packet: &mut Packet,
    mut standing: Standing,
    value: u32,
    points: &PriorityPoints,
) {
    // Whoever took the profile out took along what follows from it.
    let with_profile = packet.profile.is_some();
    if !with_profile {
        standing.valued = 0;
    }
    packet.priority = Some(priority(&standing, if with_profile { value } else { 0 }, points));
}

/// A later message of the visitor, after the hand-over `first` was taken.
pub(crate) fn follow_up(
    platform: &dyn Platform,
    first: &str,
    row: &Row,
    text: &str,
    locale: &str,
    live: bool,
) -> Packet {
    Packet {
        kefu_handoff: VERSION,
        // The row's own id: a retry after a reload is still the same message.
        id: row.id.to_string(),
        continues: Some(first.to_owned()),
        requested_at: platform.write_iso(row.at),
        reason: TransferReason::Button.word().to_owned(),
        why: String::new(),
        priority: None,
        locale: locale.to_owned(),
        within_hours: live,
        message: text.to_owned(),
        contact: String::new(),
        page: None,
        transcript: None,
        tried: Vec::new(),
        profile: None,
        tags: Vec::new(),
        department: String::new(),
    }
}

/// The reason as a sentence; the visitor's words in it are part of the conversation.
fn why(parts: &Parts<'_>, shares: Shares) -> String {
    let evidence = &parts.dialog.standing.evidence;
    if evidence.is_empty() || !shares.transcript || parts.reason == TransferReason::Button {
        return parts.why.to_owned();
    }
    [parts.why, " (", &evidence.join(", "), ")"].concat()
}

fn priority(standing: &Standing, value: u32, rates: &PriorityPoints) -> Priority {
    let now = transfer::priority(standing, value, 0, rates);
    let part = |(what, points): &(transfer::Part, u32)| PriorityPart {
        what: what.word().to_owned(),
        points: *points,
    };
    Priority {
        score: now.score,
        parts: now.parts.iter().map(part).collect(),
        waiting_minute: rates.waiting_minute(),
        waiting_most: rates.waiting_most(),
    }
}

fn line(row: &Row, parts: &Parts<'_>) -> Option<Line> {
    let (text, entry) = match &*row.body {
        Body::Visitor(text) | Body::Agent(Said { text, .. }) => (text.clone(), None),
        Body::Bot(message) => (message_words(message, parts), message.entry.clone()),
        // What the widget says of itself is no news to a person.
        Body::System(_) => return None,
    };
    let at = parts.platform.write_iso(row.at);
    Some(Line { author: row.author().word().to_owned(), at, text, entry })
}

fn message_words(message: &Message, parts: &Parts<'_>) -> String {
    match &message.say {
        Say::Text(text) => rich::words(text),
        Say::Standard(standard) => (parts.standard)(*standard).to_owned(),
    }
}
