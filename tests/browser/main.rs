//! The widget in a real browser: one module per thing a visitor does.
//!
//! Everything is looked up as a visitor would, by role, label and text, and every wait is for a condition.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use wasm_bindgen_test::wasm_bindgen_test_configure;

mod asking;
mod assistant;
mod details;
mod hearing;
mod keys;
mod language;
mod leaving;
mod looks;
mod network;
mod opening;
mod person;
mod reading_back;
mod trust;
mod visit;

wasm_bindgen_test_configure!(run_in_browser);
