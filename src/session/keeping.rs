//! What is kept for a reload, and shared with the other tabs of the site.

use kefu_engine::dialog::Dialog;
use kefu_engine::json::Value;

use super::handoff::{Cause, Handoff};
use super::transcript::{Delivery, Row, place};
use super::vault::{Change, State, Vault};
use super::watch::Facet;
use super::{Session, Trouble, View};
use crate::platform::StorageError;

impl Session {
    /// What was erased meanwhile does not come back with the news of what became of it.
    pub(super) fn keep_row(self, row: &Row) {
        if !self.rows().with_untracked(|rows| rows.iter().any(|one| one.id == row.id)) {
            return;
        }
        self.inner().vault.keep_row(row);
        self.notice_trouble();
    }

    pub(super) fn keep_state(self) {
        let unasked = self.handoff().with_untracked(|handoff| *handoff == Handoff::None);
        if unasked && !self.has_started() {
            return;
        }
        let inner = self.inner();
        inner.vault.keep_state(&State {
            dialog: self.dialog().get_untracked(),
            handoff: self.handoff().get_untracked(),
            locale: inner.chosen.borrow().clone(),
            // A page that says nothing of who is there changes nothing of whose this is.
            who: self.who().or_else(|| inner.vault.state().who),
        });
        self.notice_trouble();
    }

    pub(super) fn notice_trouble(self) {
        let trouble = self.inner().vault.trouble().map(|error| match error {
            StorageError::Blocked => Trouble::NotKept,
            StorageError::Full => Trouble::Full,
        });
        if self.trouble().get_untracked() != trouble {
            self.change(Facet::Trouble, |model| model.trouble = trouble);
        }
    }

    /// What could be kept cannot any more, or the other way round: with the next write it is known.
    pub fn storage_changed(self) {
        self.keep_state();
    }

    /// Another tab changed what is kept; `None` stands for everything.
    pub fn other_tab_wrote(self, key: Option<&str>) {
        let inner = self.inner();
        match Vault::change(key) {
            Some(Change::Row(id)) => {
                if let Some(row) = inner.vault.row(&id) {
                    self.change(Facet::Rows, |model| place(&mut model.rows, row));
                    self.count_unread();
                    self.send_what_waits();
                } else {
                    self.change(Facet::Rows, |model| {
                        model.rows.retain(|row| *row.id != *id);
                        model.seen = model.seen.min(model.rows.len());
                    });
                }
            }
            Some(Change::Thread) => {
                let thread = inner.vault.thread();
                self.change(Facet::Thread, |model| {
                    model.thread = thread.map(|thread| thread.renewed(model.thread.as_ref()));
                });
            }
            Some(Change::State) => {
                let state = inner.vault.state();
                self.change(Facet::Dialog, |model| model.dialog = state.dialog);
                self.change(Facet::Handoff, |model| model.handoff = state.handoff);
                if let Some(locale) = state.locale {
                    inner.chosen.replace(Some(locale.clone()));
                    self.change(Facet::Locale, |model| model.locale = locale);
                }
                self.expect_end();
                self.attend();
                self.refresh();
            }
            Some(Change::Profile) => {
                self.read_profile();
                self.keep_to_consent();
                self.consent_changed();
            }
            Some(Change::History) => {
                let history = inner.vault.history();
                self.change(Facet::Profile, |model| model.history = history);
                self.refresh();
            }
            Some(Change::Everything) => {
                let rows = inner.vault.rows();
                self.set_draft("");
                self.change(Facet::Rows, |model| {
                    model.seen = model.seen.min(rows.len());
                    model.rows = rows;
                });
                self.other_tab_wrote(Some(Vault::PROFILE));
                self.other_tab_wrote(Some(Vault::HISTORY));
                self.other_tab_wrote(Some(Vault::THREAD));
                self.other_tab_wrote(Some(Vault::STATE));
            }
            None => {}
        }
    }

    /// Somebody else is there: nothing of the last one is seen or kept any more, but what the desk has yet to be told.
    pub(super) fn forget_person(self) {
        let inner = self.inner();
        inner.person.set(inner.person.get() + 1);
        inner.matters.borrow_mut().truncate(1);
        inner.is_checking.set(false);
        self.change(Facet::Handoff, |model| model.handoff = Handoff::None);
        self.change(Facet::Rows, |model| {
            model.rows.clear();
            model.seen = 0;
        });
        self.change(Facet::Dialog, |model| {
            model.dialog = Dialog::default();
            model.talk = Value::Null;
            model.insight.clear();
        });
        self.set_draft("");
        inner.vault.erase_person();
        self.change(Facet::Profile, |model| {
            model.profile = None;
            model.history.clear();
        });
        self.consent_changed();
        self.show(View::Chat);
        if self.is_open().get_untracked() {
            self.greet();
        }
    }

    /// A hand-over that another tab drives must come to an end; if that tab is gone, we are the ones to say so.
    pub(super) fn expect_end(self) {
        let Handoff::Sending { since, .. } = self.handoff().get_untracked() else { return };
        let inner = self.inner();
        let age = inner.platform.now().saturating_sub(since);
        let rest = super::handoff::STALE_MS.saturating_sub(age);
        let wait = inner.platform.sleep(u32::try_from(rest).unwrap_or(u32::MAX));
        inner.platform.spawn(Box::pin(async move {
            wait.await;
            if self.is_sending_since(since) {
                self.settle(Delivery::Failed);
                self.set_handoff(Handoff::Failed { cause: Cause::Interrupted });
            }
        }));
    }
}
