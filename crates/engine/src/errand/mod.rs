//! A question to the engine and its answer as text, for an engine that runs somewhere else: in a worker.
//!
//! An errand is everything that an answer depends on, and the reply everything that follows. The engine itself
//! remembers nothing between two errands, so it may go and come back at any time.

mod check;
mod served;

pub use check::{Check, Checked};
pub use served::{Awaited, Served};

use crate::dialog::{Action, Context, Dialog, Engine, Event, Known, Rating, Request, Turn};
use crate::hours::{Date, LocalTime};
use crate::insight::{Heard, Insight, Talk};
use crate::json::Value;
use crate::kept::{Kept, field, object, variant};
use crate::pack::Pack;
use crate::strategy::serve;
use crate::tags::{History, Visitor, derive};
use crate::trigger::{self, Look, Signals};
use crate::{kept_enum, kept_struct, profile};

/// What the engine is asked: an event, and everything that its answer depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// What the conversation remembers.
    pub dialog: Dialog,
    /// What happened; without it only what the visitor is served with is asked for.
    pub event: Option<Event>,
    /// What is seen of the visit, where nothing else happened: something may be due to be said.
    pub look: Option<Look>,
    /// The wall clock of the site's time zone.
    pub now: LocalTime,
    /// The visitor's language, a BCP 47 tag.
    pub locale: String,
    /// Path of the page.
    pub page: String,
    /// What the page is about.
    pub about: String,
    /// What the site tells of the visitor and the page.
    pub variables: Vec<Known>,
    /// Tags that the site gave the visitor, besides those of the rules.
    pub tags: Vec<String>,
    /// How many times they have been here.
    pub visits: u32,
    /// What they agreed to be known.
    pub visitor: Guest,
    /// What counts of the conversation: what the last reply said of it, `null` at first.
    pub talk: Value,
}

/// What a visitor agreed to be known of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// What is known by name.
    pub known: Vec<profile::Known>,
    /// What they did, as `History` is written; the widget adds to it without reading it.
    pub history: Value,
    /// Ids of the purposes that they agree to now.
    pub purposes: Vec<String>,
    /// The moment, in milliseconds since 1970.
    pub at: u64,
}

impl Default for Guest {
    fn default() -> Self {
        Self { known: Vec::new(), history: Value::Null, purposes: Vec::new(), at: 0 }
    }
}

/// What the engine says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// What to remember and to do.
    pub turn: Turn,
    /// How the visitor is served from now on.
    pub served: Served,
    /// What was said by itself so far, to be kept and told with the next look; `null` if nothing was due.
    pub seen: Value,
    /// What counts of the conversation, for the next errand.
    pub talk: Value,
    /// The same for the page, as JSON; empty as long as nothing counts.
    pub insight: String,
}

impl Errand {
    /// Asks the engine.
    pub fn run(self, engine: &Engine) -> Reply {
        self.run_explained(engine).0
    }

    /// Asks the engine, and what led to its turn, for the owner of the pack; that is empty where the engine was built without
    /// the words for it.
    pub fn run_explained(self, engine: &Engine) -> (Reply, String) {
        let pack = engine.pack();
        let history = History::read(&self.visitor.history).unwrap_or_default();
        let visitor = Visitor {
            known: &self.visitor.known,
            history: &history,
            language: &self.locale,
            purposes: &self.visitor.purposes,
            now: self.visitor.at,
            today: self.now.date,
        };
        let tags = derive(pack, &visitor);
        let mut ids: Vec<String> = tags.iter().map(|tag| tag.id.to_string()).collect();
        ids.extend(self.tags);
        let service = serve(pack, &ids);
        let variables: Vec<(String, String)> =
            self.variables.into_iter().map(|known| (known.name, known.text)).collect();
        let context = Context {
            locale: &self.locale,
            page: &self.page,
            about: &self.about,
            variables: &variables,
            tags: &ids,
            visits: self.visits,
            service: Some(&service),
        };
        let (event, seen) = match (self.event, &self.look) {
            (None, Some(look)) => due(pack, look, &context, self.now),
            (event, _) => (event, Value::Null),
        };
        let mut talk = Talk::read(&self.talk).unwrap_or_else(|| Talk::new(self.visitor.at));
        let rating = match &event {
            Some(Event::Said(text)) => engine.rating(&self.dialog, text),
            _ => None,
        };
        // A rating is not looked up, so there is nothing to explain.
        let looked_up = event.as_ref().filter(|_| rating.is_none());
        let turn = match &event {
            Some(event) => {
                let missed = self.dialog.misses;
                let turn = engine.respond(self.dialog, event, &context, self.now);
                count(&mut talk, event, &turn, missed);
                turn
            }
            None => Turn { dialog: self.dialog, actions: Vec::new() },
        };
        let explained = explained(engine, looked_up, &turn);
        if let Some(Rating { entry, helped }) = rating {
            talk.hear(if helped { Heard::Helpful(entry) } else { Heard::Unhelpful(entry) });
        }
        let counts = Insight::of(&talk);
        let insight =
            if talk.is_empty() { String::new() } else { counts.to_json(Some(talk.began)).write() };
        let served = Served::new(pack, &turn.dialog, &context, &tags, &counts);
        (Reply { turn, served, seen, talk: talk.write(), insight }, explained)
    }
}

/// The trigger that is due, as an event, and what was said once it has spoken.
fn due(pack: &Pack, look: &Look, context: &Context<'_>, now: LocalTime) -> (Option<Event>, Value) {
    let signals = Signals { look, page: context.page, tags: context.tags, now };
    let Some(trigger) = trigger::due(pack, &signals) else { return (None, Value::Null) };
    let values = trigger::occasion(trigger, look).map(|event| event.values.clone());
    let event = Event::Triggered { id: trigger.id.clone(), values: values.unwrap_or_default() };
    (Some(event), look.seen_with(&trigger.id, now).write())
}

#[cfg(feature = "explain")]
fn explained(engine: &Engine, event: Option<&Event>, turn: &Turn) -> String {
    match event {
        Some(Event::Said(text)) => crate::explain::explain(engine, text, turn).as_text(),
        _ => String::new(),
    }
}

#[cfg(not(feature = "explain"))]
fn explained(_: &Engine, _: Option<&Event>, _: &Turn) -> String {
    String::new()
}

/// Counts a turn; `missed` is how often in a row nothing was known before it.
fn count(talk: &mut Talk, event: &Event, turn: &Turn, missed: u32) {
    for action in &turn.actions {
        if let Action::Say(message) = action
            && let Some(entry) = &message.entry
        {
            talk.hear(Heard::Answered(entry.clone()));
        }
    }
    match event {
        Event::Said(text) if turn.dialog.misses > missed => {
            talk.hear(Heard::Missed(text.clone()));
        }
        Event::Transferred(reason) => talk.hear(Heard::Transferred(reason.word().to_owned())),
        _ => {}
    }
}

/// Answers an errand that came as text, an `Errand` or a `Check`; `None` for a text that is none. What led to the turn
/// stands beside the reply as `explained`.
pub fn run(engine: &Engine, errand: &str) -> Option<String> {
    let errand = Value::parse(errand)?;
    if let Some(check) = Check::read(&errand) {
        return Some(check.run(engine.pack()).write().write());
    }
    let (reply, explained) = Errand::read(&errand)?.run_explained(engine);
    Some(beside(reply.write(), &explained).write())
}

#[cfg(feature = "explain")]
fn beside(reply: Value, explained: &str) -> Value {
    crate::kept::with(reply, "explained", crate::kept::given(explained))
}

#[cfg(not(feature = "explain"))]
fn beside(reply: Value, _: &str) -> Value {
    reply
}

kept_struct!(Errand {
    dialog,
    event,
    look,
    now,
    locale,
    page,
    about,
    variables,
    tags,
    visits,
    visitor,
    talk,
});
kept_struct!(Guest { known, history, purposes, at });
kept_struct!(Reply { turn, served, seen, talk, insight });
kept_struct!(Turn { dialog, actions });
kept_struct!(Request { id, url, post, timeout_ms });
kept_enum!(Action { ; Say(crate::dialog::Message) = "say", HandOver(crate::transfer::TransferReason) = "hand_over", Call(Request) = "call" });

impl Kept for Event {
    fn write(&self) -> Value {
        match self {
            Self::Opened => Value::from("opened"),
            Self::Said(text) => object([("said", text.write())]),
            Self::Wrote(text) => object([("wrote", text.write())]),
            Self::Transferred(reason) => object([("transferred", reason.write())]),
            Self::Asked(id) => object([("asked", id.write())]),
            Self::Started(id) => object([("started", id.write())]),
            Self::Answered { call, status, body } => object([(
                "answered",
                object([
                    ("call", call.write()),
                    ("status", u32::from(*status).write()),
                    ("body", body.write()),
                ]),
            )]),
            Self::Triggered { id, values } => {
                object([("triggered", object([("id", id.write()), ("values", values.write())]))])
            }
        }
    }

    fn read(value: &Value) -> Option<Self> {
        if value.as_str() == Some("opened") {
            return Some(Self::Opened);
        }
        let (word, content) = variant(value)?;
        Some(match word {
            "said" => Self::Said(String::read(content)?),
            "wrote" => Self::Wrote(String::read(content)?),
            "transferred" => Self::Transferred(Kept::read(content)?),
            "asked" => Self::Asked(String::read(content)?),
            "started" => Self::Started(String::read(content)?),
            "answered" => Self::Answered {
                call: field(content, "call")?,
                status: u16::try_from(field::<u32>(content, "status")?).ok()?,
                body: field(content, "body")?,
            },
            "triggered" => {
                Self::Triggered { id: field(content, "id")?, values: field(content, "values")? }
            }
            _ => return None,
        })
    }
}

impl Kept for LocalTime {
    fn write(&self) -> Value {
        let Date { year, month, day } = self.date;
        let parts = [u32::from(year), u32::from(month), u32::from(day), u32::from(self.minute)];
        parts.to_vec().write()
    }

    fn read(value: &Value) -> Option<Self> {
        let parts: Vec<u32> = Kept::read(value)?;
        let &[year, month, day, minute] = parts.as_slice() else { return None };
        let date = Date {
            year: u16::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            day: u8::try_from(day).ok()?,
        };
        let minute = u16::try_from(minute).ok().filter(|minute| *minute < 1_440)?;
        Some(Self { date: date.checked()?, minute })
    }
}
