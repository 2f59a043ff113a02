//! The chat widget. `main` starts it, the loader mounts it, and everything else is in the rooms below;
//! ARCHITECTURE.md says who may import whom.

pub mod i18n;
pub mod platform;
pub mod session;

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
pub mod embed;
#[cfg(target_arch = "wasm32")]
mod ui;

/// Prepares the module for its host page; called once when it is loaded.
pub fn start() {
    #[cfg(target_arch = "wasm32")]
    embed::start();
}
