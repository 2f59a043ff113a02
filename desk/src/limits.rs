//! How often something may be done: a bucket for everyone who does it, which fills again with time.
//! And how much of it at the same time.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::refusal::{Answer, Refusal};

/// Once so many buckets stand around, the full ones are put away.
const SWEEP_AT: usize = 10_000;

const MINUTE: i64 = 60_000;

/// So much of something within a time.
pub struct Limit {
    /// What a full bucket holds, in milliseconds.
    full: i64,
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
        Self::within(MINUTE, times)
    }

    /// A limit of so many times an hour.
    #[must_use]
    pub fn per_hour(times: u32) -> Self {
        Self::within(60 * MINUTE, times)
    }

    fn within(full: i64, times: u32) -> Self {
        Self { full, cost: full / i64::from(times.max(1)), buckets: Mutex::default() }
    }

    /// Counts one more of `who` at a moment in milliseconds.
    ///
    /// # Errors
    /// When it is too often.
    pub fn count(&self, who: &str, now: i64) -> Answer<()> {
        // A bucket stays good when a thread that held it panicked: each change is a single step.
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= SWEEP_AT {
            buckets.retain(|_, bucket| bucket.refilled(now, self.full) < self.full);
        }
        let bucket = buckets.entry(who.to_owned()).or_insert(Bucket { left: self.full, at: now });
        bucket.left = bucket.refilled(now, self.full);
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
    fn refilled(&self, now: i64, full: i64) -> i64 {
        (self.left + (now - self.at).max(0)).min(full)
    }
}

/// So many at the same time, in all and of one.
#[derive(Debug)]
pub struct AtOnce {
    all: usize,
    each: usize,
    held: Mutex<HashMap<String, usize>>,
}

/// A place that is held until this is dropped.
#[derive(Debug)]
pub struct Place {
    of: Arc<AtOnce>,
    who: String,
}

impl AtOnce {
    /// So many in all, and so many of one.
    #[must_use]
    pub fn new(all: usize, each: usize) -> Arc<Self> {
        Arc::new(Self { all, each, held: Mutex::default() })
    }

    /// Takes a place for `who`; there is none when all are taken, or theirs.
    #[must_use]
    pub fn take(self: &Arc<Self>, who: String) -> Option<Place> {
        let mut held = self.held();
        let own = held.get(&who).copied().unwrap_or_default();
        if own >= self.each || held.values().sum::<usize>() >= self.all {
            return None;
        }
        held.insert(who.clone(), own + 1);
        drop(held);
        Some(Place { of: Arc::clone(self), who })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        // The counts stay good when a thread that held them panicked: each change is a single step.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut held = self.of.held();
        let left = held.get(&self.who).map_or(0, |count| count - 1);
        if left == 0 {
            held.remove(&self.who);
        } else {
            held.insert(std::mem::take(&mut self.who), left);
        }
    }
}

/// By what an address is counted. Whoever has one of the sixth version has all of its network (RFC 6177), so that
/// its first 64 bits stand for them.
#[must_use]
pub fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
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

    #[test]
    fn an_hour_fills_more_slowly() {
        let limit = Limit::per_hour(2);
        assert!(limit.count("one", 0).is_ok() && limit.count("one", 0).is_ok());
        assert!(matches!(limit.count("one", 0), Err(Refusal::TooOften(1_800))));
        assert!(limit.count("one", 30 * MINUTE).is_ok());
    }

    #[test]
    fn a_place_is_free_again_once_it_is_left() {
        let places = AtOnce::new(3, 2);
        let take = |who: &str| places.take(who.to_owned());
        let first = take("one").unwrap();
        let _second = take("one").unwrap();
        assert!(take("one").is_none(), "one has two");
        let _third = take("another").unwrap();
        assert!(take("someone").is_none(), "all are taken");
        drop(first);
        assert!(take("someone").is_some());
        assert!(take("one").is_some());
    }

    #[test]
    fn addresses_of_one_network_are_one() {
        let of = |address: &str| network(address.parse().unwrap());
        assert_eq!(of("2001:db8:1:2:3::4"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1"), "192.0.2.1");
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
