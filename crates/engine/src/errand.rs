//! A question to the engine and its answer as text, for an engine that runs somewhere else: in a worker.
//!
//! It is the call of `Engine::respond`, written down: what goes in is owned, and what comes out is the same turn.

use crate::dialog::{Action, Context, Dialog, Engine, Event, Known, Request, Turn};
use crate::hours::{Date, LocalTime};
use crate::json::Value;
use crate::kept::{Kept, field, object, variant};
use crate::strategy::serve;
use crate::{kept_enum, kept_struct};

/// What the engine is asked: an event, and everything that its answer depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Errand {
    /// What the conversation remembers.
    pub dialog: Dialog,
    /// What happened.
    pub event: Event,
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
    /// The visitor's tags, which also say how they are served.
    pub tags: Vec<String>,
    /// How many times they have been here.
    pub visits: u32,
}

impl Errand {
    /// Asks the engine.
    pub fn run(self, engine: &Engine) -> Turn {
        let service = serve(engine.pack(), &self.tags);
        let variables: Vec<(String, String)> =
            self.variables.into_iter().map(|known| (known.name, known.text)).collect();
        let context = Context {
            locale: &self.locale,
            page: &self.page,
            about: &self.about,
            variables: &variables,
            tags: &self.tags,
            visits: self.visits,
            service: Some(&service),
        };
        engine.respond(self.dialog, &self.event, &context, self.now)
    }
}

/// Answers an errand that came as text; `None` for a text that is none.
pub fn run(engine: &Engine, errand: &str) -> Option<String> {
    let errand = Errand::read(&Value::parse(errand)?)?;
    Some(errand.run(engine).write().write())
}

kept_struct!(Errand { dialog, event, now, locale, page, about, variables, tags, visits });
kept_struct!(Turn { dialog, actions });
kept_struct!(Request { id, url, post, timeout_ms });
kept_enum!(Action { ; Say(crate::dialog::Message) = "say", HandOver(crate::transfer::TransferReason) = "hand_over", Call(Request) = "call" });

impl Kept for Event {
    fn write(&self) -> Value {
        match self {
            Self::Opened => Value::from("opened"),
            Self::Said(text) => object([("said", text.write())]),
            Self::Wrote(text) => object([("wrote", text.write())]),
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
        Some(Self { date, minute: u16::try_from(minute).ok()? })
    }
}
