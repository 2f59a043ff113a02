//! State as plain data that tells when it changes.
//!
//! A signal for each type of state would be code for each type; here one type of trigger serves them all.

use leptos::prelude::*;

use super::Session;
use super::guard::Held;
use super::handoff::Handoff;
use super::live::{Thread, Upload};
use super::named::Named;
use super::transcript::Row;
use super::vault::SavedProfile;
use super::{Trouble, View};
use crate::platform::Millis;
use kefu_engine::dialog::Dialog;
use kefu_engine::errand::Served;
use kefu_engine::json::Value;

/// The state of a conversation.
#[derive(Default)]
pub(super) struct Model {
    pub(super) rows: Vec<Row>,
    pub(super) dialog: Dialog,
    pub(super) handoff: Handoff,
    /// The conversation with people, where they answer in the panel.
    pub(super) thread: Option<Thread>,
    pub(super) profile: Option<SavedProfile>,
    /// What is remembered of the visitor, as far as they agreed to it.
    pub(super) history: Vec<Value>,
    /// When this page met the visitor.
    pub(super) began: Millis,
    /// The conversation of this page as far as it counts: the engine's own notes.
    pub(super) talk: Value,
    /// The same for the page, as JSON; empty as long as nothing counts.
    pub(super) insight: String,
    /// How the visitor is served, as the engine said last.
    pub(super) served: Served,
    /// The file that is on its way from this page.
    pub(super) upload: Option<Upload>,
    pub(super) draft: String,
    /// Words that wait for the visitor's decision.
    pub(super) held: Option<Held>,
    /// What the visitor said earlier, and how it may go to people.
    pub(super) covered: Named<String>,
    pub(super) view: View,
    pub(super) open: bool,
    /// Rows that the visitor has had before their eyes.
    pub(super) seen: usize,
    pub(super) locale: String,
    pub(super) trouble: Option<Trouble>,
}

/// A part of the state that changes on its own.
#[derive(Clone, Copy)]
pub(super) enum Facet {
    Rows,
    Dialog,
    Handoff,
    Thread,
    Profile,
    Draft,
    View,
    Open,
    Locale,
    Trouble,
    Served,
    Upload,
    Held,
}

impl Facet {
    pub(super) const COUNT: usize = Self::Held as usize + 1;
}

/// A part of the state to be read. Reading within a view or an effect subscribes it to the changes.
pub struct Watch<T: 'static> {
    session: Session,
    facet: Facet,
    part: fn(&Model) -> &T,
}

// By hand, since a derive would ask `T` to be `Copy` too.
impl<T> Clone for Watch<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watch<T> {}

impl<T> Watch<T> {
    /// Looks at the value; what is called must not change the session.
    pub fn with<U>(self, look: impl FnOnce(&T) -> U) -> U {
        self.track();
        self.with_untracked(look)
    }

    /// Looks at the value without subscribing to it.
    pub fn with_untracked<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look((self.part)(&self.session.inner().model.borrow()))
    }

    /// Subscribes to the value without looking.
    pub fn track(self) {
        self.session.inner().changed[self.facet as usize].track();
    }
}

impl<T: Clone> Watch<T> {
    /// The value.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without subscribing to it.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

impl Session {
    pub(super) fn watch<T>(self, facet: Facet, part: fn(&Model) -> &T) -> Watch<T> {
        Watch { session: self, facet, part }
    }

    /// Changes a part of the state and tells those who watch it.
    pub(super) fn change<U>(self, facet: Facet, change: impl FnOnce(&mut Model) -> U) -> U {
        let inner = self.inner();
        let result = change(&mut inner.model.borrow_mut());
        inner.changed[facet as usize].notify();
        result
    }

    pub(super) fn dialog(self) -> Watch<Dialog> {
        self.watch(Facet::Dialog, |model| &model.dialog)
    }

    pub(super) fn profile(self) -> Watch<Option<SavedProfile>> {
        self.watch(Facet::Profile, |model| &model.profile)
    }

    pub(super) fn served(self) -> Watch<Served> {
        self.watch(Facet::Served, |model| &model.served)
    }

    /// The file that is on its way from this page.
    pub fn upload(self) -> Watch<Option<Upload>> {
        self.watch(Facet::Upload, |model| &model.upload)
    }

    /// The rows, oldest first.
    pub fn rows(self) -> Watch<Vec<Row>> {
        self.watch(Facet::Rows, |model| &model.rows)
    }

    /// Where the hand-over stands.
    pub fn handoff(self) -> Watch<Handoff> {
        self.watch(Facet::Handoff, |model| &model.handoff)
    }

    /// What the panel shows.
    pub fn view(self) -> Watch<View> {
        self.watch(Facet::View, |model| &model.view)
    }

    /// Whether the panel is open.
    pub fn is_open(self) -> Watch<bool> {
        self.watch(Facet::Open, |model| &model.open)
    }

    /// The visitor's language, a BCP 47 tag.
    pub fn locale(self) -> Watch<String> {
        self.watch(Facet::Locale, |model| &model.locale)
    }

    /// What the visitor has typed and not sent.
    pub fn draft(self) -> Watch<String> {
        self.watch(Facet::Draft, |model| &model.draft)
    }

    /// What is wrong around the conversation.
    pub fn trouble(self) -> Watch<Option<Trouble>> {
        self.watch(Facet::Trouble, |model| &model.trouble)
    }
}
