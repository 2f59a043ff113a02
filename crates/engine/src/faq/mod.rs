//! Finds the entry that a message asks for: normalise → features → score → decide.
//! Each step is a function of its own, so that each can be bettered and measured on its own.

mod confidence;
mod decide;
#[cfg(feature = "explain")]
mod explain;
mod index;
mod lesson;
mod maths;
mod postings;
mod pupil;
mod recall;
mod spelling;
mod study;
mod vocabulary;

pub use confidence::Bars;
pub use decide::{Because, Decision, Match};
#[cfg(feature = "explain")]
pub use explain::Alike;
pub use index::Index;

#[cfg(test)]
mod tests;
