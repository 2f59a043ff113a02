//! How often something may be done: a bucket for everyone who does it, which fills again with time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::refusal::{Answer, Refusal};

/// Once so many buckets stand around, the full ones are put away.
const SWEEP_AT: usize = 10_000;

/// A minute, in milliseconds: what a full bucket holds.
const FULL: i64 = 60_000;

/// So much of something within a minute.
pub struct Limit {
    /// What one time takes out of a bucket, in milliseconds.
    cost: i64,
    buckets: Mutex<HashMap<String, Bucket>>,
}

struct Bucket {
    /// In milliseconds.
    left: i64,
    at: i64,
}

impl Limit {
    /// A limit of so many times a minute.
    #[must_use]
    pub fn per_minute(times: u32) -> Self {
        Self { cost: FULL / i64::from(times.max(1)), buckets: Mutex::default() }
    }

    /// Counts one more of `who` at a moment in milliseconds.
    ///
    /// # Errors
    /// When it is too often.
    pub fn count(&self, who: &str, now: i64) -> Answer<()> {
        // A bucket stays good when a thread that held it panicked: each change is a single step.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= SWEEP_AT {
            buckets.retain(|_, bucket| bucket.refilled(now) < FULL);
        }
        let bucket = buckets.entry(who.to_owned()).or_insert(Bucket { left: FULL, at: now });
        bucket.left = bucket.refilled(now);
        bucket.at = now;
        if bucket.left < self.cost {
            let seconds = (self.cost - bucket.left + 999) / 1_000;
            return Err(Refusal::TooOften(seconds.unsigned_abs()));
        }
        bucket.left -= self.cost;
        Ok(())
    }
}

impl Bucket {
    fn refilled(&self, now: i64) -> i64 {
        (self.left + (now - self.at).max(0)).min(FULL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_too_often_until_enough_time_has_passed_and_for_nobody_else() {
        let limit = Limit::per_minute(3);
        for _ in 0..3 {
            assert!(limit.count("one", 0).is_ok());
        }
        assert!(matches!(limit.count("one", 0), Err(Refusal::TooOften(20))));
        assert!(limit.count("another", 0).is_ok());
        assert!(matches!(limit.count("one", 19_000), Err(Refusal::TooOften(1))));
        assert!(limit.count("one", 20_000).is_ok());
    }

    #[test]
    fn a_clock_that_goes_back_takes_nothing_away() {
        let limit = Limit::per_minute(2);
        assert!(limit.count("one", 60_000).is_ok());
        assert!(limit.count("one", 0).is_ok());
        assert!(limit.count("one", 0).is_err());
    }
}
