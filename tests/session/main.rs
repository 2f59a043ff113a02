//! The session without a browser: what a visitor says and does, and what the world does meanwhile.
//!
//! Time passes only when a test says so, and nothing here ever waits: see `world`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod asking;
mod calendar;
mod consenting;
mod files;
mod flows;
mod guarding;
mod handing_over;
mod keeping;
mod known;
mod live;
mod occasions;
mod profile;
mod talking;
mod visitor;
mod world;
