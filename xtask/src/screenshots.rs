//! The pictures in the documentation, taken anew from the finished product.

use crate::{child, dist, failure::Outcome, narrate, place, setup, suites};

/// Takes the pictures.
pub fn run() -> Outcome {
    let top = place::top()?;
    let (build, test) = (setup::build_tools()?, setup::test_tools()?);
    let dist = dist::run(&build)?;
    let step = narrate::begin("Taking the screenshots", "2 minutes the first time");
    let mut command = suites::against_the_product(&top, &dist, &test);
    command
        .args(["run", "--package", "kefu-e2e", "--bin", "screenshots"])
        .env("KEFU_SCREENSHOTS", top.join("docs/screenshots"));
    child::run(&mut command)?;
    step.done();
    Ok(())
}
