//! The tests, in the order in which a failure is found soonest: native, in a browser, on the finished product.

use std::{path::Path, process::Command, time::Instant};

use crate::{
    child, dist,
    failure::{Failure, Outcome},
    narrate::{self, elapsed},
    place,
    setup::{self, BuildTools, TestTools},
    size,
};

/// A group of tests that need the same things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    /// Everything that needs no browser.
    Native,
    /// The widget's own tests, inside a browser.
    Browser,
    /// The finished product, steered from outside, and its size.
    EndToEnd,
}

impl Suite {
    /// Every suite, in the order of running.
    pub const ALL: [Self; 3] = [Self::Native, Self::Browser, Self::EndToEnd];

    /// The suite's name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Native => "native",
            Self::Browser => "browser",
            Self::EndToEnd => "e2e",
        }
    }
}

/// Runs the suites, all of them even when one fails; `filters` go to the test programs as they are.
pub fn run(suites: &[Suite], filters: &[String]) -> Outcome {
    let started = Instant::now();
    let top = place::top()?;
    let tools = match suites {
        [Suite::Native] => None,
        _ => Some((setup::build_tools()?, setup::test_tools()?)),
    };
    let mut failed = Vec::new();
    for suite in suites {
        let outcome = match (suite, &tools) {
            (Suite::Browser, Some((build, test))) => browser(&top, build, test, filters),
            (Suite::EndToEnd, Some((build, test))) => end_to_end(&top, build, test, filters),
            (Suite::Native, _) | (_, None) => native(&top, filters),
        };
        if let Err(failure) = outcome {
            eprintln!("✗ {}: {failure}", suite.name());
            failed.push(suite.name());
        }
    }
    let passed = suites.len() - failed.len();
    println!("{passed} suites passed in {}", elapsed(started.elapsed()));
    if failed.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("{} failed: {}", failed.len(), failed.join(", ")))
        .remedy(format!("cargo xtask test --only {}", failed[0])))
}

/// `cargo` with everything in its environment that the end-to-end tests ask for.
pub fn against_the_product(top: &Path, dist: &Path, tools: &TestTools) -> Command {
    let mut command = child::cargo(top);
    command
        .env("KEFU_DIST", dist)
        .env("KEFU_CHROMEDRIVER", &tools.browser.driver)
        .env("KEFU_CHROMIUM", &tools.browser.chromium)
        .env("KEFU_AXE", &tools.axe)
        // What the visitor saw says more than the way through the runtime, under which it would not be found.
        .env("RUST_BACKTRACE", "0");
    command
}

fn native(top: &Path, filters: &[String]) -> Outcome {
    let step =
        narrate::begin("Running the native tests", "4 minutes the first time, then 1 minute");
    child::run(
        child::cargo(top)
            .args(["test", "--workspace", "--exclude", "kefu-e2e", "--"])
            .args(filters),
    )?;
    step.done();
    Ok(())
}

fn browser(top: &Path, build: &BuildTools, test: &TestTools, filters: &[String]) -> Outcome {
    let step = narrate::begin(
        "Running the widget's tests in a browser",
        "4 minutes the first time, then 1 minute",
    );
    let settings = top.join("target/webdriver.json");
    place::write(&settings, webdriver_settings(&test.browser.chromium))?;
    let mut command = build.wasm_cargo();
    command
        .args([
            "test",
            "--package",
            "kefu-widget",
            "--test",
            "browser",
            "--target",
            setup::TARGET,
            "--",
        ])
        .args(filters)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", build.test_runner())
        .env("CHROMEDRIVER", &test.browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        // Enough for a machine with other work to do; the driver alone would get no more than five seconds to start.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    child::run(&mut command)?;
    step.done();
    Ok(())
}

fn end_to_end(top: &Path, build: &BuildTools, test: &TestTools, filters: &[String]) -> Outcome {
    let dist = dist::run(build)?;
    let step = narrate::begin(
        "Testing the finished product in a browser",
        "5 minutes the first time, then 2 minutes",
    );
    let mut command = against_the_product(top, &dist, test);
    child::run(
        command.args(["test", "--package", "kefu-e2e", "--", "--test-threads=2"]).args(filters),
    )?;
    step.done();
    size::report(&dist)
}

/// How the test runner shall start the browser. Most flags keep it from asking hosts for things no test
/// needs; without a sandbox it also starts as root, as in most containers.
fn webdriver_settings(chromium: &Path) -> String {
    let flags = include_str!("../../tests/chromium.flags").lines();
    let list: Vec<String> = flags.map(|flag| format!("\"{flag}\"")).collect();
    let list = list.join(", ");
    let binary = chromium.display().to_string().replace('\\', "\\\\").replace('"', "\\\"");
    format!("{{ \"goog:chromeOptions\": {{ \"binary\": \"{binary}\", \"args\": [{list}] }} }}\n")
}
