//! What the visitor is told of afterwards, and what ends by itself: the record of what went where, and everything whose
//! time is over.
//!
//! The records of what was agreed to and refused are made by `rights.js`, which hears of each decision.

use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, given, object};

use super::Session;
use super::profile::DAY_MS;
use super::transcript::id_at;
use super::watch::Facet;
use crate::platform::Millis;

/// So many days a message is kept unless the pack says otherwise.
const KEEP_DAYS: u32 = 180;

/// Once a day what is over is erased, also on a page that stays open.
const EVERY_MS: u32 = 86_400_000;

impl Session {
    /// Puts on the record what went where: the address, the id of a hand-over, and the parts of it by their names.
    pub(super) fn record_sent(self, to: &str, what: &str, parts: &[&str]) {
        let inner = self.inner();
        let now = inner.platform.now();
        let parts = parts.iter().map(|part| Value::from(*part)).collect();
        let record = object([
            ("at", now.write()),
            ("to", Value::from(to)),
            ("id", given(what)),
            ("parts", Value::Array(parts)),
        ]);
        let id = id_at(now, &["-", &inner.platform.new_id()].concat());
        inner.vault.keep_sent(&id, &record);
    }

    /// Erases what is over, now and once a day.
    pub(super) fn expire(self) {
        self.erase_expired();
        let platform = self.inner().platform.clone();
        let every_day = async move {
            loop {
                platform.sleep(EVERY_MS).await;
                self.erase_expired();
            }
        };
        self.inner().platform.spawn(Box::pin(every_day));
    }

    fn erase_expired(self) {
        self.forget_expired_profile();
        self.keep_to_consent();
        let inner = self.inner();
        let days = inner.pack.keep_days.unwrap_or(KEEP_DAYS);
        let oldest = inner.platform.now().saturating_sub(Millis::from(days) * DAY_MS);
        inner.vault.erase_before(oldest);
        if self.rows().with_untracked(|rows| rows.first().is_some_and(|row| row.at < oldest)) {
            self.change(Facet::Rows, |model| {
                model.rows.retain(|row| row.at >= oldest);
                model.seen = model.seen.min(model.rows.len());
            });
        }
    }
}
