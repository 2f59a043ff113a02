//! A tab: the session in it, and what a visitor reads there.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use kefu_widget::session::handoff::Handoff;
use kefu_widget::session::packet::{Shares, Words};
use kefu_widget::session::transcript::{Body, Delivery, Row, Said};
use kefu_widget::session::{Happened, Say, Session};
use leptos::prelude::*;

use super::platform::FakePlatform;

/// What every sentence of the widget's own is in these tests; their words are `i18n`'s to test.
pub const STANDARD: &str = "a sentence of the widget";

/// A tab with the site in it. Every verb of the session is one of the tab's.
pub struct Tab {
    pub(super) session: Session,
    pub(super) owner: Owner,
    pub(super) platform: Rc<FakePlatform>,
    pub(super) page_locale: String,
    pub(super) heard: Rc<RefCell<Vec<Happened>>>,
}

impl Deref for Tab {
    type Target = Session;

    fn deref(&self) -> &Session {
        &self.session
    }
}

impl Tab {
    /// The conversation as lines such as `visitor: hello`; what the widget says by itself stands between stars.
    pub fn said(&self) -> Vec<String> {
        self.rows_now().iter().map(line).collect()
    }

    /// The newest line of `said`.
    pub fn last_said(&self) -> String {
        self.rows_now().last().map(line).unwrap_or_default()
    }

    /// The rows, oldest first.
    pub fn rows_now(&self) -> Vec<Row> {
        self.rows().get_untracked()
    }

    /// The newest row.
    pub fn last_row(&self) -> Row {
        self.rows_now().pop().expect("somebody has said something")
    }

    /// What became of the newest row.
    pub fn last_delivery(&self) -> Delivery {
        self.last_row().delivery.get_untracked()
    }

    /// Where the hand-over stands.
    pub fn stage(&self) -> Handoff {
        self.handoff().get_untracked()
    }

    /// How many messages the visitor has not seen.
    pub fn unread_now(&self) -> usize {
        untrack(|| self.unread())
    }

    /// What stands on the buttons above the input box.
    pub fn buttons(&self) -> Vec<String> {
        let choices = untrack(|| self.quick_replies());
        choices.into_iter().filter_map(|choice| choice.label).collect()
    }

    /// What the page was told.
    pub fn told(&self) -> Vec<Happened> {
        self.heard.borrow().clone()
    }

    /// Asks for a person and hands over everything, without a word.
    pub fn hand_over_everything(&self) {
        self.ask_for_person();
        self.hand_over(Shares::default(), Words::default());
    }
}

fn line(row: &Row) -> String {
    let words = match &*row.body {
        Body::File(file) => file.name.clone(),
        Body::Visitor(text) | Body::Agent(Said { text, .. }) => text.clone(),
        Body::System(note) => format!("*{note:?}*"),
        Body::Bot(message) => match &message.say {
            Say::Text(text) => text.clone(),
            Say::Standard(standard) => format!("*{standard:?}*"),
        },
    };
    format!("{}: {words}", row.author().word())
}
