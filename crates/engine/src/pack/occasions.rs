//! The part of a site pack that speaks first: greetings for an occasion, and triggers.
//! The doc comments here are what an editor shows from the JSON Schema, so they speak to the owner.

use super::flows::Condition;
use super::localized::Localized;
use super::read::{record, words};
use super::types::{Button, Card};

record! {
    /// A greeting for an occasion. Of all whose conditions hold the first is said; if none does, `greeting`.
    pub struct Greeting {
        required {
            /// What is said; `{{visitor.name|您}}`, `{{brand}}` and `{{page.about|…}}` stand for what is known.
            text: Localized,
        }
        optional {
            /// Times of the day in the site's time zone, such as `05:00-11:00`; without any, all day.
            hours: Vec<String>,
            /// Days such as `2027-02-06` for a lunar festival, or `12-25` for every year; without any, always.
            days: Vec<String>,
            /// Only for visitors who were here before (`true`) or were not (`false`).
            returning: Option<bool>,
            /// Only on the visitor's birthday, where they agreed that it is known.
            birthday: bool,
            /// Only for visitors with all of these tags.
            tags: Vec<String>,
            /// Only on these pages; `*` stands for anything.
            pages: Vec<String>,
            /// Buttons under it.
            buttons: Vec<Button>,
            /// Cards under it, such as what you recommend to visitors with these tags.
            cards: Vec<Card>,
        }
    }
}

words! {
    /// How often a trigger may speak.
    pub enum Once {
        /// Once until the visitor closes the tab.
        #[default]
        Session = "session",
        /// Once in the life of this browser.
        Visitor = "visitor",
        /// Once a day.
        Day = "day",
        /// Once for every page view, or every time its event happens.
        Time = "time",
    }
}

record! {
    /// Speaks by itself when everything that is given holds: says something, or starts a flow.
    ///
    /// It never does while the visitor types, is in a flow, or is with a person, nor in `quiet_hours`.
    pub struct Trigger {
        required {
            /// Short name, unique in the pack; it appears in statistics.
            id: String,
        }
        optional {
            /// Paths of the pages where it speaks, `*` stands for anything; without it, all.
            pages: Vec<String>,
            /// The visitor has been on the page for so many seconds.
            dwell_seconds: Option<u32>,
            /// The visitor has scrolled this far down the page, in percent.
            scroll_percent: Option<u32>,
            /// The page has told of this event by `Kefu('event', 'order_paid', { amount: 99 })`.
            event: String,
            /// So many seconds ago, and nothing of `unless` has happened since: an idle cart.
            idle_seconds: Option<u32>,
            /// Events that make it pointless once they have happened in this visit.
            unless: Vec<String>,
            /// What must hold of the event, such as `event.amount` at least 500.
            when: Vec<Condition>,
            /// Only every so many times that the event happens in a visit: 3 is the third, the sixth and so on.
            every: Option<u32>,
            /// Only for visitors with all of these tags.
            tags: Vec<String>,
            /// How often it may speak.
            once: Once,
            /// What it says; `{{event.NAME}}` stands for what the event brought.
            say: Localized,
            /// Buttons under it.
            buttons: Vec<Button>,
            /// Cards under it.
            cards: Vec<Card>,
            /// Starts the flow with this id, after what it says.
            flow: String,
        }
    }
}
