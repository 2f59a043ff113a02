//! What only shows when a pack is asked: entries that get in each other's way, and what visitors ask that it lacks.
//!
//! For the command line; the widget has no use for it. What can be seen by reading is `pack`'s to tell.

mod gaps;
mod rivals;

pub use gaps::{Gap, MOST_MISSES, Miss, gaps};
pub use rivals::{Phrasing, Rivals, Stray, rivals};
