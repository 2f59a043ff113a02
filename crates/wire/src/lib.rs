//! What travels between the widget and the people behind it. Types only, no logic.

pub mod handoff;
