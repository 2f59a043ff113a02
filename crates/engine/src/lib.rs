//! The brain of Kefu: from a site pack and what a visitor says to what the widget does.
//!
//! Pure: no clock, no randomness, no I/O, no browser. Every answer is a function of its arguments,
//! so that the command line, the tests and the widget get the same one.

pub mod amount;
pub mod anticipate;
pub mod calendar;
pub mod colour;
pub mod compiled;
pub mod condition;
pub mod dialog;
pub mod errand;
#[cfg(feature = "explain")]
pub mod explain;
pub mod faq;
pub mod hours;
pub mod insight;
pub mod json;
pub mod kept;
pub mod link;
#[cfg(feature = "diagnostics")]
pub mod lint;
pub mod order;
pub mod pack;
pub mod personal;
pub mod profile;
pub mod rich;
pub mod slot;
pub mod strategy;
pub mod tags;
pub mod template;
pub mod text;
pub mod transfer;
pub mod trigger;
