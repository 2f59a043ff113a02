//! When the assistant speaks first: what happens on the page is told to the engine, which knows the triggers of the pack.
//!
//! Costs nothing where the pack has no triggers. Nothing is kept before a trigger has spoken, and then only which and when.

use kefu_engine::trigger::{Happening, Look};

use super::asking::Matter;
use super::handoff::Handoff;
use super::{Session, View};
use crate::platform::Millis;

/// The page is looked at this often; nobody notices that a greeting comes three seconds late.
const LOOK_MS: u32 = 3_000;

/// The longest pause between two looks is this power of two longer: three minutes.
const MOST_DOUBLINGS: u32 = 6;

/// So many events of a visit are remembered.
const MOST_EVENTS: usize = 50;

/// What happened since the page was loaded.
#[derive(Default)]
pub(super) struct Visit {
    /// The events with their moments, the newest last.
    events: Vec<(Millis, Happening)>,
    page: String,
    view: String,
    since: Millis,
    /// So many looks in a row came to nothing, since there is no engine.
    pub(super) in_vain: u32,
}

impl Session {
    /// Looks at the page from time to time, as long as the widget is there.
    pub(super) fn watch_page(self) {
        let inner = self.inner();
        if inner.pack.triggers.is_empty() {
            return;
        }
        let platform = inner.platform.clone();
        drop(inner);
        let task = {
            let platform = platform.clone();
            async move {
                loop {
                    self.look(false);
                    // An engine that cannot be loaded is not asked for every time.
                    let in_vain = self.inner().visit.borrow().in_vain.min(MOST_DOUBLINGS);
                    platform.sleep(LOOK_MS << in_vain).await;
                }
            }
        };
        platform.spawn(Box::pin(task));
    }

    /// The page tells of an event, as JSON: its name, and values by their names.
    pub fn host_event(self, json: &str) {
        let inner = self.inner();
        let Some(event) = Happening::told(json) else { return };
        self.remember_event(&event.name, &event.values);
        if inner.pack.triggers.is_empty() {
            return;
        }
        let mut visit = inner.visit.borrow_mut();
        if visit.events.len() >= MOST_EVENTS {
            visit.events.remove(0);
        }
        visit.events.push((inner.platform.now(), event));
        drop(visit);
        self.look(true);
    }

    /// Has the engine say what is due.
    fn look(self, is_event: bool) {
        let inner = self.inner();
        // One look at a time is enough, but each event is an occasion of its own.
        if self.is_busy() || !is_event && self.is_asking() {
            return;
        }
        let now = inner.platform.now();
        let page = inner.platform.page().path;
        let mut visit = inner.visit.borrow_mut();
        if visit.view.is_empty() || visit.page != page {
            (visit.view, visit.since) = (inner.platform.new_id(), now);
            visit.page = page;
        }
        let seconds = |since: Millis| (now.saturating_sub(since) / 1_000) as u32;
        let happened = |(at, event): &(Millis, Happening)| {
            let mut event = event.clone();
            event.ago = seconds(*at);
            event
        };
        let reads_on = inner.pack.triggers.iter().any(|one| one.scroll_percent.is_some());
        let look = Look {
            dwell_seconds: seconds(visit.since),
            scroll_percent: if reads_on { inner.platform.scrolled() } else { 0 },
            events: visit.events.iter().map(happened).collect(),
            is_event,
            session: inner.vault.tab_to_be(),
            view: visit.view.clone(),
            ..Look::default()
        };
        drop(visit);
        self.queue(Matter::Look(look));
    }

    /// Whether speaking now would be speaking in between.
    pub(super) fn is_busy(self) -> bool {
        let inner = self.inner();
        let is_asked = inner.matters.borrow().iter().any(|one| matches!(one, Matter::Event(_)));
        let model = inner.model.borrow();
        is_asked
            || !model.draft.is_empty()
            || model.dialog.flow.is_some()
            || model.handoff != Handoff::None
            || model.view != View::Chat
    }
}
