//! The desk over real HTTP and real sockets, with a real database.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod access;
mod agents;
mod assignment;
mod attachments;
mod clock;
mod contract;
mod crash;
mod faults;
mod keeping;
mod knowledge;
mod limits;
mod process;
mod program;
mod queue;
mod second_step;
mod site;
mod world;
