//! Building the agents' console, which lies beside the shop in what is published.
//!
//! Not by Trunk, which starts what it builds by a script within the page: the desk's policy allows none there.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::{
    child,
    failure::Outcome,
    fingerprint, place,
    setup::{self, BuildTools},
};

/// Its package; its files are called after it.
const PACKAGE: &str = "kefu-console";

/// The folder, in what is published, that the desk serves as its console.
const FOLDER: &str = "desk";

/// What is copied as it is.
const PAGE: [&str; 4] = ["index.html", "start.js", "console.css", "icon.svg"];

/// Builds it into what is published.
pub fn build(top: &Path, dist: &Path, tools: &BuildTools) -> Outcome {
    let profile = ["--package", PACKAGE, "--profile", "wasm-release", "--target", setup::TARGET];
    child::run(tools.release_cargo().arg("build").args(profile))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| top.join("target"), PathBuf::from);
    let compiled = target.join(setup::TARGET).join(format!("wasm-release/{PACKAGE}.wasm"));
    let folder = dist.join(FOLDER);
    child::run_quietly(
        child::program(tools.bindgen())
            .args(["--target", "web", "--no-typescript", "--out-dir"])
            .arg(&folder)
            .arg(&compiled),
    )?;
    let module = folder.join(format!("{PACKAGE}_bg.wasm"));
    let work = top.join("target/wasm-opt-console");
    let small = fingerprint::wasm::shrink(&work, &place::read_bytes(&module)?)?;
    place::write(&module, small)?;
    for name in PAGE {
        let from = top.join("desk/console/page").join(name);
        place::write(&folder.join(name), place::read_bytes(&from)?)?;
    }
    Ok(())
}
