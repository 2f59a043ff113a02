//! When the widget speaks first: what happens on the page, against the rules of the pack and what was said already.
//! Pure: the caller watches the page and keeps `Seen`.

use crate::calendar::Span;
use crate::condition;
use crate::dialog::{Known, matches_page, named_values};
use crate::hours::LocalTime;
use crate::pack::{Once, Trigger};

use crate::json::Value;

/// What happens on the page.
#[derive(Clone, Debug, Default)]
pub struct Signals<'a> {
    /// Path of the page.
    pub page: &'a str,
    /// How long the visitor has been on it.
    pub dwell_seconds: u32,
    /// How far down they have scrolled.
    pub scroll_percent: u32,
    /// The events of this visit, the newest last.
    pub events: &'a [Happening],
    /// Whether the newest event has happened just now: it is the occasion.
    pub is_event: bool,
    /// The visitor's tags.
    pub tags: &'a [String],
    /// Name of the visit, the same on all its pages.
    pub session: &'a str,
    /// Name of the page view, the same until the page is left.
    pub view: &'a str,
    /// Whether the visitor types, is in a flow or is with a person.
    pub is_busy: bool,
}

/// An event that the page told of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happening {
    /// Its name.
    pub name: String,
    /// What it brought, by names such as `event.amount`.
    pub values: Vec<Known>,
    /// When, in seconds of any clock.
    pub at: u64,
    /// How long ago that is, in seconds.
    pub ago: u32,
}

impl Happening {
    /// Reads `["order_paid", { "amount": 99 }]`, as the page tells it.
    pub fn read(json: &str, at: u64) -> Option<Self> {
        let value = Value::parse(json)?;
        let told = value.as_array()?;
        let name = told.first()?.as_str()?.to_owned();
        let values = told.get(1).map(|values| named_values(values, "event")).unwrap_or_default();
        Some(Self { name, values, at, ago: 0 })
    }
}

/// What was said already, each trigger once: written to the visitor's storage as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// Each trigger that has spoken.
    pub triggers: Vec<Spoken>,
}

/// When a trigger spoke last.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoken {
    /// The trigger.
    pub id: String,
    /// The day.
    pub day: String,
    /// The visit.
    pub session: String,
    /// The page view.
    pub view: String,
}

/// The trigger that shall speak now, the first in the pack's order.
pub fn due<'p>(
    triggers: &'p [Trigger],
    quiet_hours: &[String],
    seen: &Seen,
    signals: &Signals<'_>,
    now: LocalTime,
) -> Option<&'p Trigger> {
    if signals.is_busy || is_quiet(quiet_hours, now) {
        return None;
    }
    let ready =
        |trigger: &&Trigger| seen.allows(trigger, signals, now) && holds(trigger, signals, now);
    triggers.iter().find(ready)
}

/// The event that a trigger speaks about.
pub fn occasion<'s>(trigger: &Trigger, signals: &Signals<'s>) -> Option<&'s Happening> {
    signals.events.iter().rev().find(|event| event.name == trigger.event)
}

fn is_quiet(quiet_hours: &[String], now: LocalTime) -> bool {
    let spans = quiet_hours.iter().filter_map(|span| Span::parse(span));
    spans.into_iter().any(|span| (span.start..span.end).contains(&now.minute))
}

fn holds(trigger: &Trigger, signals: &Signals<'_>, now: LocalTime) -> bool {
    let here = trigger.pages.is_empty()
        || trigger.pages.iter().any(|pattern| matches_page(pattern, signals.page));
    here && trigger.dwell_seconds.is_none_or(|seconds| signals.dwell_seconds >= seconds)
        && trigger.scroll_percent.is_none_or(|percent| signals.scroll_percent >= percent)
        && trigger.tags.iter().all(|tag| signals.tags.contains(tag))
        && event_holds(trigger, signals, now)
}

fn event_holds(trigger: &Trigger, signals: &Signals<'_>, now: LocalTime) -> bool {
    if trigger.event.is_empty() {
        let pointless = |event: &Happening| trigger.unless.contains(&event.name);
        return !signals.events.iter().any(pointless);
    }
    let Some(event) = occasion(trigger, signals) else { return false };
    let in_time = match trigger.idle_seconds {
        Some(seconds) => event.ago >= seconds,
        // What lies in the past is no occasion any more.
        None => signals.is_event && signals.events.last() == Some(event),
    };
    let later = signals.events.iter().rev().take_while(|later| *later != event);
    let pointless = later.into_iter().any(|later| trigger.unless.contains(&later.name));
    let times = signals.events.iter().filter(|one| one.name == event.name).count();
    let turn = trigger.every.is_none_or(|every| times.is_multiple_of(every.max(1) as usize));
    let value = |name: &str| {
        let known = event.values.iter().find(|known| known.name == name)?;
        Some(known.text.clone())
    };
    in_time && !pointless && turn && condition::hold(&trigger.when, &value, now.date)
}

impl Seen {
    /// Remembers that a trigger has spoken.
    pub fn note(&mut self, trigger: &str, signals: &Signals<'_>, now: LocalTime) {
        self.triggers.retain(|spoken| spoken.id != trigger);
        self.triggers.push(Spoken {
            id: trigger.to_owned(),
            day: now.date.iso(),
            session: signals.session.to_owned(),
            view: signals.view.to_owned(),
        });
    }

    fn allows(&self, trigger: &Trigger, signals: &Signals<'_>, now: LocalTime) -> bool {
        let Some(spoken) = self.triggers.iter().find(|spoken| spoken.id == trigger.id) else {
            return true;
        };
        match trigger.once {
            Once::Visitor => false,
            Once::Session => spoken.session != signals.session,
            Once::Day => spoken.day != now.date.iso(),
            // An event that has just happened is a new one; one that has long been idle is not.
            Once::Time => {
                spoken.view != signals.view
                    || (signals.is_event
                        && trigger.idle_seconds.is_none()
                        && !trigger.event.is_empty())
            }
        }
    }
}

crate::kept_struct!(Seen {} later { triggers });
crate::kept_struct!(Spoken { id, day, session, view });
