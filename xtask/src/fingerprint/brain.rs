//! Compiling the engine's own module, which Trunk knows nothing of.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{panics, wasm};
use crate::{child, failure::Outcome, place, setup::TARGET};

/// Its package.
const PACKAGE: &str = "kefu-brain";

/// The module that is published, compiled as the widget is: the flags are in the environment that Trunk passes on.
pub fn module(top: &Path) -> Outcome<Vec<u8>> {
    let profile = ["--package", PACKAGE, "--profile", "wasm-release", "--target", TARGET];
    child::run(child::cargo(top).arg("build").args(profile))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| top.join("target"), PathBuf::from);
    let file = PACKAGE.replace('-', "_") + ".wasm";
    let compiled = place::read_bytes(&target.join(TARGET).join("wasm-release").join(file))?;
    wasm::shrink(&top.join("target/wasm-opt-brain"), &panics::silenced(&compiled)?)
}
