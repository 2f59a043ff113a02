//! What is counted, in the text format of Prometheus.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted since the desk started. Numbers alone: nothing tells who talked.
#[derive(Default)]
pub struct Metrics {
    /// Messages of visitors.
    pub messages_in: AtomicU64,
    /// Messages of people of the site.
    pub messages_out: AtomicU64,
    /// Conversations that began.
    pub conversations: AtomicU64,
    /// Requests that were refused for being too many.
    pub too_often: AtomicU64,
    /// Attempts to sign in that failed.
    pub failed_sign_ins: AtomicU64,
}

impl Metrics {
    /// Counts one more.
    pub fn count(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// The page that is scraped; `listeners` browsers listen and `waiting` visitors wait now.
    #[must_use]
    pub fn page(&self, listeners: usize, waiting: u32) -> String {
        let mut page = String::new();
        let counters = [
            ("messages_in", "Messages of visitors.", &self.messages_in),
            ("messages_out", "Messages of people of the site.", &self.messages_out),
            ("conversations", "Conversations that began.", &self.conversations),
            ("too_often", "Requests refused for being too many.", &self.too_often),
            ("failed_sign_ins", "Attempts to sign in that failed.", &self.failed_sign_ins),
        ];
        // Writing into a string cannot fail.
        for (name, help, counter) in counters {
            let value = counter.load(Ordering::Relaxed);
            let _ = writeln!(page, "# HELP kefu_desk_{name}_total {help}");
            let _ = writeln!(page, "# TYPE kefu_desk_{name}_total counter");
            let _ = writeln!(page, "kefu_desk_{name}_total {value}");
        }
        for (name, help, value) in [
            ("listeners", "Browsers of visitors that listen.", listeners as u64),
            ("waiting", "Visitors who wait for a person.", u64::from(waiting)),
        ] {
            let _ = writeln!(page, "# HELP kefu_desk_{name} {help}");
            let _ = writeln!(page, "# TYPE kefu_desk_{name} gauge");
            let _ = writeln!(page, "kefu_desk_{name} {value}");
        }
        page
    }
}
