//! What happens in a conversation. Each act is kept first and told afterwards, so that nobody hears of what is not so.

mod people;
mod queue;
mod telling;
mod visitors;

pub use visitors::Said;
