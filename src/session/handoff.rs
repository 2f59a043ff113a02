//! The way to a person as one state machine: reviewed → sending → reached, or failed → next channel.

use kefu_engine::json::Value;
use kefu_engine::kept::{Kept, field, object, variant};
use kefu_engine::kept_enum;

use crate::platform::{Millis, PostError};

/// Where the hand-over stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Handoff {
    /// Nobody was asked.
    #[default]
    None,
    /// On its way to a channel.
    Sending {
        /// Id of the channel.
        channel: String,
        /// The tab that drives it.
        tab: String,
        /// When it started.
        since: Millis,
    },
    /// A channel has taken it.
    Reached {
        /// Id of the channel.
        channel: String,
        /// Id of the packet that it took; later messages name it.
        packet: String,
        /// Whether people are there, or it waits for them.
        live: bool,
    },
    /// No channel took it.
    Failed {
        /// Why the last one did not.
        cause: Cause,
    },
}

/// Why a channel did not take a hand-over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No connection.
    Network,
    /// No answer in time.
    Timeout,
    /// It answered that it cannot.
    Refused,
    /// The page went away in the middle.
    Interrupted,
}

/// Attempts on one channel before the next one is tried.
pub(crate) const ATTEMPTS: u32 = 3;

/// How long a channel may take to answer.
pub(crate) const TIMEOUT_MS: u32 = 6_000;

/// After this long a hand-over that another tab was driving counts as interrupted.
pub(crate) const STALE_MS: Millis = 60_000;

/// What an attempt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Taken,
    /// The same request may succeed later.
    TryAgain(Cause),
    /// It will not.
    GiveUp(Cause),
}

/// Reads an answer: what is worth another try, and what is not.
pub(crate) fn outcome(answer: Result<u16, PostError>) -> Outcome {
    match answer {
        Ok(200..=299) => Outcome::Taken,
        Ok(408 | 425 | 429 | 500..=599) => Outcome::TryAgain(Cause::Refused),
        Ok(_) => Outcome::GiveUp(Cause::Refused),
        Err(PostError::Network) => Outcome::TryAgain(Cause::Network),
        Err(PostError::Timeout) => Outcome::TryAgain(Cause::Timeout),
    }
}

/// How long to wait before attempt `attempt` (from 1): none, 0.8 s, 2.4 s.
pub(crate) fn pause_before(attempt: u32) -> u32 {
    match attempt {
        0 | 1 => 0,
        later => 800 * 3_u32.pow((later - 2).min(4)),
    }
}

impl Handoff {
    /// Its name, for those outside who follow it.
    pub fn stage(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sending { .. } => "sending",
            Self::Reached { .. } => "reached",
            Self::Failed { .. } => "failed",
        }
    }
}

kept_enum!(Cause {
    Network = "network",
    Timeout = "timeout",
    Refused = "refused",
    Interrupted = "interrupted",
});

impl Kept for Handoff {
    fn write(&self) -> Value {
        let (stage, content) = match self {
            Self::None => return Value::Null,
            Self::Sending { channel, tab, since } => (
                "sending",
                object([
                    ("channel", channel.write()),
                    ("tab", tab.write()),
                    ("since", since.write()),
                ]),
            ),
            Self::Reached { channel, packet, live } => (
                "reached",
                object([
                    ("channel", channel.write()),
                    ("packet", packet.write()),
                    ("live", live.write()),
                ]),
            ),
            Self::Failed { cause } => ("failed", object([("cause", cause.write())])),
        };
        object([(stage, content)])
    }

    fn read(value: &Value) -> Option<Self> {
        if value.is_null() {
            return Some(Self::None);
        }
        let (stage, content) = variant(value)?;
        Some(match stage {
            "sending" => Self::Sending {
                channel: field(content, "channel")?,
                tab: field(content, "tab")?,
                since: field(content, "since")?,
            },
            "reached" => Self::Reached {
                channel: field(content, "channel")?,
                packet: field(content, "packet")?,
                live: field(content, "live")?,
            },
            "failed" => Self::Failed { cause: field(content, "cause")? },
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_pass_is_tried_again() {
        assert_eq!(outcome(Ok(201)), Outcome::Taken);
        assert_eq!(outcome(Ok(503)), Outcome::TryAgain(Cause::Refused));
        assert_eq!(outcome(Ok(429)), Outcome::TryAgain(Cause::Refused));
        assert_eq!(outcome(Ok(404)), Outcome::GiveUp(Cause::Refused));
        assert_eq!(outcome(Err(PostError::Timeout)), Outcome::TryAgain(Cause::Timeout));
    }

    #[test]
    fn each_pause_is_longer_than_the_last() {
        assert_eq!([1, 2, 3].map(pause_before), [0, 800, 2_400]);
    }
}
