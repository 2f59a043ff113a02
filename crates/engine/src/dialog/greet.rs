//! The first words: for the hour, the day, the visitor, or simply the pack's.

use crate::calendar::{Date, Span};
use crate::hours::LocalTime;
use crate::pack::Greeting;

use super::message::{CardView, Choice, Message, Say, Standard};
use super::{Context, Engine, page};

impl Engine {
    /// The greeting for this visitor at this moment.
    pub(super) fn greeting(&self, context: &Context<'_>, now: LocalTime) -> Message {
        let pack = self.pack();
        let fitting = pack.greetings.iter().find(|greeting| fits(greeting, context, now));
        let of_strategy = context.service.and_then(|service| service.greeting);
        let usual = of_strategy.unwrap_or(&pack.greeting);
        let words = self.scene(context, now).words(fitting.map_or(usual, |one| &one.text));
        let mut message = Message::standard(Standard::Greeting);
        if !words.trim().is_empty() {
            message.say = Say::Text(words);
        }
        if let Some(greeting) = fitting {
            message.choices = Choice::all(&greeting.buttons, context.locale);
            message.cards = CardView::all(&greeting.cards, &pack.image_hosts, context.locale);
        }
        message
    }
}

fn fits(greeting: &Greeting, context: &Context<'_>, now: LocalTime) -> bool {
    let within = |span: &String| {
        Span::parse(span).is_some_and(|span| (span.start..span.end).contains(&now.minute))
    };
    let today = |day: &String| is_day(day, now.date);
    let here = |pattern: &String| page::matches(pattern, context.page);
    let birthday = || {
        let value = context.variables.iter().find(|(name, _)| name == "visitor.birthday");
        // Those who were born on a leap day celebrate before it is March.
        let born = value.and_then(|(_, value)| Date::parse(value));
        born.is_some_and(|born| {
            let day = Date { year: now.date.year, ..born };
            let day = day.checked().unwrap_or(Date { day: born.day - 1, ..day });
            day == now.date
        })
    };
    (greeting.hours.is_empty() || greeting.hours.iter().any(within))
        && (greeting.days.is_empty() || greeting.days.iter().any(today))
        && (greeting.pages.is_empty() || greeting.pages.iter().any(here))
        && greeting.returning.is_none_or(|returning| returning == (context.visits > 1))
        && (!greeting.birthday || birthday())
        && greeting.tags.iter().all(|tag| context.tags.contains(tag))
}

/// Whether a day of a pack, `2027-02-06` or `12-25`, is this one.
pub(super) fn is_day(text: &str, date: Date) -> bool {
    let iso = date.iso();
    iso == text || iso.get(5..) == Some(text)
}
