//! Building what is published: the loader, the widget, the demo shop, and the agents' console.

use std::path::PathBuf;

use crate::{child, console, failure::Outcome, narrate, place, setup::BuildTools, size, supply};

/// Builds `dist/` and gives its path.
pub fn run(tools: &BuildTools) -> Outcome<PathBuf> {
    let top = place::top()?;
    let dist = top.join("dist");
    let step = narrate::begin(
        "Building the widget and the console for release into dist/",
        "6 minutes the first time, seconds when nothing changed",
    );
    child::run(tools.trunk()?.args(["build", "--release", "--dist"]).arg(&dist))?;
    // A folder that lacks one of its parts must not count as built.
    size::parts(&dist)?;
    supply::write(&top, &dist)?;
    console::build(&top, &dist, tools)?;
    step.done();
    Ok(dist)
}
