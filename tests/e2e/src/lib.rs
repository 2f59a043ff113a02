//! A shop with the built widget, and a visitor in a real browser: what the end-to-end tests are written in.
//!
//! A test says what a person does and perceives: roles, names and words, never the structure of the page.
//! It waits for conditions, never for time. The product and the tools come from the environment
//! (`KEFU_DIST`, `KEFU_CHROMEDRIVER`, `KEFU_CHROMIUM`, `KEFU_AXE`), which `cargo xtask test` sets.

mod browser;
mod door;
pub mod live;
pub mod receiver;
mod shop;
mod visit;
pub mod words;

use std::path::PathBuf;

pub use browser::Device;
pub use kefu_wire::handoff::Handoff;
pub use receiver::Trouble;
pub use serde_json::{Value, json};
pub use shop::Shop;
pub use visit::{Row, Visit};

/// Keys that have no letter.
pub mod keys {
    pub use thirtyfour::Key;
}

/// A script that stops the clock of a page at noon, so that a picture is the same at any hour.
pub const STANDING_CLOCK: &str =
    "const real = Date, noon = new real(2026, 10, 20, 12, 0).getTime();
    window.Date = class extends real {
        constructor(...parts) { parts.length ? super(...parts) : super(noon); }
        static now() { return noon; }
    };";

/// A path from the environment.
///
/// # Panics
/// When it is not set: the tests are to be run by `cargo xtask test --only e2e`.
pub fn given(name: &str) -> PathBuf {
    let Some(path) = std::env::var_os(name) else {
        panic!("{name} is not set; run `cargo xtask test --only e2e`")
    };
    path.into()
}
