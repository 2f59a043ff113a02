//! When the widget speaks first: what happens on the page, against the rules of the pack and what was said already.
//! Pure: the caller watches the page, and keeps what was said as it is told to.

use crate::calendar::Span;
use crate::condition;
use crate::dialog::{Known, matches_page, named_values};
use crate::hours::LocalTime;
use crate::pack::{Once, Pack, Trigger};

use crate::json::Value;
use crate::kept::Kept;

/// What is seen of a visit from outside: the page's events, and how it is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// How long the visitor has been on the page.
    pub dwell_seconds: u32,
    /// How far down they have scrolled.
    pub scroll_percent: u32,
    /// The events of this visit, the newest last.
    pub events: Vec<Happening>,
    /// Whether the newest event has happened just now: it is the occasion.
    pub is_event: bool,
    /// Name of the visit, the same on all its pages.
    pub session: String,
    /// Name of the page view, the same until the page is left.
    pub view: String,
    /// What was said already, as the last reply told it to be kept; `null` at first.
    pub seen: Value,
}

/// What a trigger is held against.
#[derive(Clone, Copy, Debug)]
pub struct Signals<'a> {
    /// What is seen of the visit.
    pub look: &'a Look,
    /// Path of the page.
    pub page: &'a str,
    /// The visitor's tags.
    pub tags: &'a [String],
    /// The wall clock of the site.
    pub now: LocalTime,
}

/// An event that the page told of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Happening {
    /// Its name.
    pub name: String,
    /// What it brought, by names such as `event.amount`.
    pub values: Vec<Known>,
    /// How long ago it was, in seconds.
    pub ago: u32,
}

impl Happening {
    /// Reads `["order_paid", { "amount": 99 }]`, as the page tells it.
    pub fn told(json: &str) -> Option<Self> {
        let value = Value::parse(json)?;
        let told = value.as_array()?;
        let name = told.first()?.as_str()?.to_owned();
        let values = told.get(1).map(|values| named_values(values, "event")).unwrap_or_default();
        Some(Self { name, values, ago: 0 })
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
///
/// Whether the visitor types, is in a flow or is with a person is the caller's to know: then nobody asks.
pub fn due<'p>(pack: &'p Pack, signals: &Signals<'_>) -> Option<&'p Trigger> {
    if is_quiet(&pack.quiet_hours, signals.now) {
        return None;
    }
    let seen = signals.look.seen();
    let ready = |trigger: &&Trigger| seen.allows(trigger, signals) && holds(trigger, signals);
    pack.triggers.iter().find(ready)
}

/// The event that a trigger speaks about.
pub fn occasion<'s>(trigger: &Trigger, look: &'s Look) -> Option<&'s Happening> {
    look.events.iter().rev().find(|event| event.name == trigger.event)
}

fn is_quiet(quiet_hours: &[String], now: LocalTime) -> bool {
    let spans = quiet_hours.iter().filter_map(|span| Span::parse(span));
    spans.into_iter().any(|span| (span.start..span.end).contains(&now.minute))
}

fn holds(trigger: &Trigger, signals: &Signals<'_>) -> bool {
    let look = signals.look;
    let here = trigger.pages.is_empty()
        || trigger.pages.iter().any(|pattern| matches_page(pattern, signals.page));
    here && trigger.dwell_seconds.is_none_or(|seconds| look.dwell_seconds >= seconds)
        && trigger.scroll_percent.is_none_or(|percent| look.scroll_percent >= percent)
        && trigger.tags.iter().all(|tag| signals.tags.contains(tag))
        && event_holds(trigger, look, signals.now)
}

fn event_holds(trigger: &Trigger, look: &Look, now: LocalTime) -> bool {
    if trigger.event.is_empty() {
        let pointless = |event: &Happening| trigger.unless.contains(&event.name);
        return !look.events.iter().any(pointless);
    }
    let Some(event) = occasion(trigger, look) else { return false };
    let in_time = match trigger.idle_seconds {
        Some(seconds) => event.ago >= seconds,
        // What lies in the past is no occasion any more.
        None => look.is_event && look.events.last() == Some(event),
    };
    let later = look.events.iter().rev().take_while(|later| *later != event);
    let pointless = later.into_iter().any(|later| trigger.unless.contains(&later.name));
    let times = look.events.iter().filter(|one| one.name == event.name).count();
    let turn = trigger.every.is_none_or(|every| times.is_multiple_of(every.max(1) as usize));
    let value = |name: &str| {
        let known = event.values.iter().find(|known| known.name == name)?;
        Some(known.text.clone())
    };
    in_time && !pointless && turn && condition::hold(&trigger.when, &value, now.date)
}

impl Look {
    /// What was said already, now that a trigger has spoken.
    pub(crate) fn seen_with(&self, trigger: &str, now: LocalTime) -> Seen {
        let mut seen = self.seen();
        seen.triggers.retain(|spoken| spoken.id != trigger);
        seen.triggers.push(Spoken {
            id: trigger.to_owned(),
            day: now.date.iso(),
            session: self.session.clone(),
            view: self.view.clone(),
        });
        seen
    }

    fn seen(&self) -> Seen {
        Seen::read(&self.seen).unwrap_or_default()
    }
}

impl Seen {
    fn allows(&self, trigger: &Trigger, signals: &Signals<'_>) -> bool {
        let look = signals.look;
        let Some(spoken) = self.triggers.iter().find(|spoken| spoken.id == trigger.id) else {
            return true;
        };
        match trigger.once {
            Once::Visitor => false,
            Once::Session => spoken.session != look.session,
            Once::Day => spoken.day != signals.now.date.iso(),
            // An event that has just happened is a new one; one that has long been idle is not.
            Once::Time => {
                spoken.view != look.view
                    || (look.is_event
                        && trigger.idle_seconds.is_none()
                        && !trigger.event.is_empty())
            }
        }
    }
}

crate::kept_struct!(Look { dwell_seconds, scroll_percent, events, is_event, session, view, seen });
crate::kept_struct!(Happening { name, values, ago });
crate::kept_struct!(Seen {} later { triggers });
crate::kept_struct!(Spoken { id, day, session, view });
