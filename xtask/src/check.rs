//! Everything that can be said about the sources without running the tests.

use std::{path::Path, time::Instant};

use crate::{
    child,
    failure::{Failure, Outcome},
    narrate::{self, elapsed},
    place, schemas, setup, supply, tidy,
};

/// One thing to check: what it is called, how long it usually takes, and how it is done.
type Check = (&'static str, &'static str, fn(&Path) -> Outcome);

const CHECKS: [Check; 8] = [
    ("The sources are formatted", "2 seconds", formatted),
    ("The sources keep the rules of this repository", "1 second", |_| tidy::run()),
    ("Every crate's licence, source and advisories are fine", "2 seconds", supply::check),
    ("No warning for this machine", "3 minutes the first time", native_lints),
    ("No warning for the browser", "2 minutes the first time", browser_lints),
    ("The documentation builds", "2 minutes the first time", documented),
    ("The schemas are what the types say", "1 minute the first time", |_| schemas::check()),
    ("The demo's site pack is clean", "1 second", demo_pack),
];

/// Does all checks, even when one fails.
pub fn run() -> Outcome {
    let started = Instant::now();
    let top = place::top()?;
    let mut failed = 0;
    for (what, usually, check) in CHECKS {
        let step = narrate::begin(what, usually);
        match check(&top) {
            Ok(()) => step.done(),
            Err(failure) => {
                eprintln!("✗ {what}: {failure}");
                failed += 1;
            }
        }
    }
    println!(
        "{} of {} checks passed in {}",
        CHECKS.len() - failed,
        CHECKS.len(),
        elapsed(started.elapsed())
    );
    if failed == 0 {
        Ok(())
    } else {
        Err(Failure::new(format!("{failed} checks failed; see the lines with ✗ above")))
    }
}

fn formatted(top: &Path) -> Outcome {
    child::run(child::cargo(top).args(["fmt", "--all", "--check"]))
        .map_err(|failure| failure.remedy("cargo fmt --all"))
}

fn native_lints(top: &Path) -> Outcome {
    child::run(child::cargo(top).args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn browser_lints(top: &Path) -> Outcome {
    let target = setup::wasm_target()?;
    let widget: &[&str] = &["--package", "kefu-widget", "--lib", "--bins", "--tests"];
    let console: &[&str] = &["--package", "kefu-console", "--bins"];
    if !target.has_clippy() {
        println!("  Debian packages no clippy for this compiler; compiling without it");
    }
    for what in [widget, console] {
        let mut command = target.cargo(top);
        if target.has_clippy() {
            command.arg("clippy").args(what).args(["--target", setup::TARGET]);
            command.args(["--", "-D", "warnings"]);
        } else {
            command.arg("check").args(what).args(["--target", setup::TARGET]);
        }
        child::run(&mut command)?;
    }
    Ok(())
}

fn documented(top: &Path) -> Outcome {
    child::run(
        child::cargo(top)
            .args(["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
}

fn demo_pack(top: &Path) -> Outcome {
    child::run(child::cargo(top).args([
        "run",
        "--quiet",
        "--package",
        "kefu-cli",
        "--",
        "check",
        "public/shop.kefu.json",
    ]))
}
