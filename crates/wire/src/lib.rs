//! What travels between the widget, the desk and the agents' console.

pub mod cable;
pub mod chatwoot;
pub mod console;
pub mod handoff;
mod lenient;
