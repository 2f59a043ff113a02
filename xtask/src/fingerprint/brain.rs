//! Compiling the engine's own module, which Trunk knows nothing of: once for visitors, and once for owners.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{panics, wasm};
use crate::{child, failure::Outcome, place, setup::TARGET};

/// Its package.
const PACKAGE: &str = "kefu-brain";

/// The module for visitors before its names go, for the report of sizes.
pub const NAMED: &str = "target/kefu-brain-named.wasm";

/// Both modules that are published.
pub struct Modules {
    /// What visitors download.
    pub plain: Vec<u8>,
    /// What tells owners why.
    pub explaining: Vec<u8>,
}

/// Compiles them as the widget is: the flags are in the environment that Trunk passes on.
pub fn modules(top: &Path) -> Outcome<Modules> {
    Ok(Modules {
        plain: module(top, "plain", &[])?,
        explaining: module(top, "explaining", &["--features", "explain"])?,
    })
}

fn module(top: &Path, name: &str, features: &[&str]) -> Outcome<Vec<u8>> {
    let profile = ["--package", PACKAGE, "--profile", "wasm-release", "--target", TARGET];
    child::run(child::cargo(top).arg("build").args(profile).args(features))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| top.join("target"), PathBuf::from);
    let file = PACKAGE.replace('-', "_") + ".wasm";
    let compiled = place::read_bytes(&target.join(TARGET).join("wasm-release").join(file))?;
    let silent = panics::silenced(&compiled)?;
    if features.is_empty() {
        place::write(&top.join(NAMED), &silent)?;
    }
    wasm::shrink(&top.join(format!("target/wasm-opt-{name}")), &silent)
}
