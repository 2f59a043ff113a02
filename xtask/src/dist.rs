//! Building what is published: the loader, the widget, the demo shop.

use std::path::PathBuf;

use crate::{child, failure::Outcome, narrate, place, setup::BuildTools, size};

/// Builds `dist/` and gives its path.
pub fn run(tools: &BuildTools) -> Outcome<PathBuf> {
    let dist = place::top()?.join("dist");
    let step = narrate::begin(
        "Building the widget for release into dist/",
        "4 minutes the first time, seconds when nothing changed",
    );
    child::run(tools.trunk()?.args(["build", "--release", "--dist"]).arg(&dist))?;
    // A folder that lacks one of its parts must not count as built.
    size::parts(&dist)?;
    step.done();
    Ok(dist)
}
