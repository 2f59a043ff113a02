//! What the visitor wrote and the desk has not acknowledged: it waits in the rows, in its order.

use leptos::prelude::untrack;

use super::wire::{self, Fault, Message};
use crate::session::Session;
use crate::session::transcript::{Body, Delivery, Row};

/// Pauses between tries, in milliseconds; the last one is the longest.
const PAUSES: [u32; 5] = [1_000, 2_000, 5_000, 10_000, 30_000];

/// The pause after so many failures, with a bit of chance, so that not all browsers come back at once.
pub(super) fn pause(failures: usize, chance: u64) -> u32 {
    let pause = PAUSES[failures.saturating_sub(1).min(PAUSES.len() - 1)];
    pause + (chance % 1_000) as u32 * pause / 2_000
}

impl Session {
    /// Sends what waits, one by one, if this page leads and does not do so already.
    pub(in crate::session) fn send_what_waits(self) {
        let inner = self.inner();
        let attendance = &inner.attendance;
        if !attendance.leads.get() || attendance.is_sending.replace(true) {
            return;
        }
        inner.platform.spawn(Box::pin(async move {
            self.send_all().await;
            self.inner().attendance.is_sending.set(false);
        }));
    }

    async fn send_all(self) {
        let mut failures = 0;
        while let Some((row, words)) = self.waiting() {
            let Some((api, thread)) = self.api().filter(|_| untrack(|| self.is_live())) else {
                return;
            };
            if failures > 0 {
                let platform = self.inner().platform.clone();
                platform.sleep(pause(failures, platform.now())).await;
                // It may have arrived although nobody said so; fetching tells, and sending it again would double it.
                if self.catch_up().await.is_err() {
                    failures += 1;
                    continue;
                }
                if !untrack(|| self.is_live()) {
                    return;
                }
                if self.waiting().is_none_or(|(next, _)| next.id != row.id) {
                    failures = 0;
                    continue;
                }
            }
            let sent = api.send(thread.conversation, &words, &row.id, "").await;
            let numbered = |answer| {
                wire::numbered(&answer).map(|id| (id, wire::number(&answer, "created_at")))
            };
            match sent.and_then(numbered) {
                Ok((id, at)) => {
                    failures = 0;
                    self.set_cut_off(false);
                    self.sent(&row, id, at);
                }
                Err(Fault::Again(_)) => {
                    failures += 1;
                    self.set_cut_off(true);
                }
                Err(Fault::Never | Fault::Gone) => self.set_delivery(&row, Delivery::Failed),
            }
        }
    }

    /// The oldest row that waits.
    fn waiting(self) -> Option<(Row, String)> {
        self.rows().with_untracked(|rows| {
            rows.iter().find_map(|row| match &*row.body {
                Body::Visitor(words) if row.delivery.get_untracked() == Delivery::Sending => {
                    Some((row.clone(), words.clone()))
                }
                _ => None,
            })
        })
    }

    /// The desk has a message of ours: what was on its way with it is sent.
    pub(super) fn acknowledge(self, message: &Message) {
        let row = if message.echo_id.is_empty() {
            // Chatwoot does not give it back with fetched messages; what is sent in its order comes in its order.
            self.waiting().filter(|(_, words)| *words == message.content).map(|(row, _)| row)
        } else {
            let is_it = |row: &&Row| *row.id == *message.echo_id;
            self.rows().with_untracked(|rows| rows.iter().rfind(is_it).cloned())
        };
        if let Some(row) = row {
            self.sent(&row, message.id, message.at / 1_000);
        }
    }

    /// The desk took a row under this number, at this second of its own clock.
    pub(super) fn sent(self, row: &Row, id: u64, at: u64) {
        // The socket may be quicker than the answer: what was read meanwhile stays read.
        if matches!(row.delivery.get_untracked(), Delivery::Sending | Delivery::Failed) {
            self.set_delivery(row, Delivery::Sent);
        }
        self.change_thread(|thread| {
            thread.own = thread.own.max(id);
            thread.own_at = thread.own_at.max(at);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_half_a_minute_and_differ_by_chance() {
        assert_eq!(
            [1, 2, 3, 4, 5, 99].map(|failures| pause(failures, 0)),
            [1_000, 2_000, 5_000, 10_000, 30_000, 30_000]
        );
        assert!(pause(5, 999) > 44_000 && pause(5, 999) < 45_000);
    }
}
