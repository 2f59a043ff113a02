//! When the assistant speaks first: what happens on the page, held against the triggers of the pack.
//!
//! Costs nothing where the pack has no triggers. Nothing is kept before a trigger has spoken, and then only which and when.

use kefu_engine::dialog::Event;
use kefu_engine::pack::Front;
use kefu_engine::trigger::{self, Happening, Signals};

use super::handoff::Handoff;
use super::{Session, View};
use crate::platform::Millis;

/// The page is looked at this often; nobody notices that a greeting comes three seconds late.
const LOOK_MS: u32 = 3_000;

/// So many events of a visit are remembered.
const MOST_EVENTS: usize = 50;

/// What happened since the page was loaded.
#[derive(Default)]
pub(super) struct Visit {
    events: Vec<Happening>,
    page: String,
    view: String,
    since: Millis,
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
                    platform.sleep(LOOK_MS).await;
                }
            }
        };
        platform.spawn(Box::pin(task));
    }

    /// The page tells of an event, as JSON: its name, and values by their names.
    pub fn host_event(self, json: &str) {
        let inner = self.inner();
        let Some(event) = Happening::read(json, inner.platform.now() / 1_000) else { return };
        self.remember_event(&event.name, &event.values);
        if inner.pack.triggers.is_empty() {
            return;
        }
        let mut visit = inner.visit.borrow_mut();
        if visit.events.len() >= MOST_EVENTS {
            visit.events.remove(0);
        }
        visit.events.push(event);
        drop(visit);
        self.look(true);
    }

    /// Says what is due.
    fn look(self, is_event: bool) {
        let inner = self.inner();
        let now = inner.platform.now();
        let page = inner.platform.page().path;
        let mut visit = inner.visit.borrow_mut();
        if visit.view.is_empty() || visit.page != page {
            (visit.view, visit.since) = (inner.platform.new_id(), now);
            visit.page = page;
        }
        for event in &mut visit.events {
            event.ago = u32::try_from((now / 1_000).saturating_sub(event.at)).unwrap_or(u32::MAX);
        }
        let mut seen = inner.vault.seen();
        let tab = inner.vault.known_tab().unwrap_or_default();
        let pack = &inner.pack;
        let tags: Vec<String> = self
            .served()
            .with_untracked(|served| served.tags.iter().map(|tag| tag.id.clone()).collect());
        let mut signals = Signals {
            page: &visit.page,
            dwell_seconds: (now.saturating_sub(visit.since) / 1_000) as u32,
            scroll_percent: if reads_on(pack) { inner.platform.scrolled() } else { 0 },
            events: &visit.events,
            is_event,
            tags: &tags,
            session: &tab,
            view: &visit.view,
            is_busy: self.is_busy(),
        };
        let time = self.site_time();
        let Some(trigger) = trigger::due(&pack.triggers, &pack.quiet_hours, &seen, &signals, time)
        else {
            return;
        };
        let tab = inner.vault.tab();
        signals.session = &tab;
        seen.note(&trigger.id, &signals, time);
        inner.vault.keep_seen(&seen);
        let values = trigger::occasion(trigger, &signals).map(|event| event.values.clone());
        let event = Event::Triggered { id: trigger.id.clone(), values: values.unwrap_or_default() };
        drop(visit);
        self.respond(event);
    }

    /// Whether speaking now would be speaking in between.
    fn is_busy(self) -> bool {
        let inner = self.inner();
        let is_asked = inner.events.borrow().iter().any(Option::is_some);
        let model = inner.model.borrow();
        is_asked
            || !model.draft.is_empty()
            || model.dialog.flow.is_some()
            || model.handoff != Handoff::None
            || model.view != View::Chat
    }
}

fn reads_on(pack: &Front) -> bool {
    pack.triggers.iter().any(|trigger| trigger.scroll_percent.is_some())
}
