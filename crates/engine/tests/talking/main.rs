//! Flows, occasions and triggers: what owners are told about them, what is kept of them, and what always holds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::needless_pass_by_value)]

#[path = "../dice/mod.rs"]
mod dice;
mod kept;
mod pack;
mod random;

use kefu_engine::calendar::{Date, LocalTime};

const NOW: LocalTime = LocalTime { date: Date { year: 2026, month: 11, day: 20 }, minute: 600 };
