//! From a fresh checkout to a shop with the widget on it, answered by a person.

use crate::{child, dist, failure::Outcome, place, setup};

/// Builds the shop and serves it together with the desk until the person stops it.
pub fn run(port: &str) -> Outcome {
    let tools = setup::build_tools()?;
    let dist = dist::run(&tools)?;
    println!("▸ Starting the desk (compiling it usually takes 2 minutes the first time)");
    let mut desk = child::cargo(&place::top()?);
    desk.args(["run", "--release", "--package", "kefu-desk", "--", "--dir"])
        .arg(dist)
        .args(["--port", port]);
    child::run(&mut desk)
}
