//! What the visitor sees: one component a file. Components read the session and call its verbs;
//! they do no I/O, ask no engine and hold no rule.

#![allow(clippy::needless_pass_by_value, reason = "the properties of a component are its own")]

mod anchor;
mod announcer;
mod body;
mod choices;
mod composer;
mod field;
mod guard;
mod header;
mod icon;
pub mod panel;
mod person;
mod press;
mod profile_field;
mod profile_form;
mod row;
mod shares;
mod status_bar;
mod survey;
mod transcript;
pub mod words;
