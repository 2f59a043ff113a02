//! The pictures in the documentation, taken anew from the finished product.

use std::path::Path;

use crate::{child, dist, failure::Outcome, narrate, place, setup, suites};

/// Takes the pictures. Only when all are there do they take the place of the old ones.
pub fn run() -> Outcome {
    let top = place::top()?;
    let (build, test) = (setup::build_tools()?, setup::test_tools()?);
    let dist = dist::run(&build)?;
    let step = narrate::begin("Taking the screenshots", "2 minutes the first time");
    let fresh = top.join("target/screenshots");
    place::remove(&fresh)?;
    let mut command = suites::against_the_product(&top, &dist, &test);
    command
        .args(["run", "--package", "kefu-e2e", "--bin", "screenshots"])
        .env("KEFU_SCREENSHOTS", &fresh);
    child::run(&mut command)?;
    replace(&top.join("docs/screenshots"), &fresh)?;
    step.done();
    Ok(())
}

/// Puts the new pictures in the place of the old ones; one that is not taken any more goes.
fn replace(old: &Path, new: &Path) -> Outcome {
    let pictures = place::list(new)?;
    place::remove(old)?;
    for picture in pictures {
        place::write(&old.join(place::file_name(&picture)), place::read_bytes(&picture)?)?;
    }
    Ok(())
}
