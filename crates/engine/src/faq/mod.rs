//! Finds the entry that a message asks for: normalise → features → score → decide.
//! Each step is a function of its own, so that each can be bettered and measured on its own.

mod confidence;
mod decide;
mod index;
mod lesson;
mod maths;
mod postings;
mod study;

pub use confidence::Bars;
pub use decide::{Because, Decision, Match};
pub use index::Index;

#[cfg(test)]
mod tests;
