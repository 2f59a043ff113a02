//! Finding what the repository needs besides a Rust toolchain, and installing what is missing.

mod axe;
mod binaryen;
mod bindgen;
mod browser;
mod debian;
pub mod esbuild;
mod npm;
mod packages;
mod program;
mod wasm_target;

use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

pub use self::{
    browser::Browser,
    wasm_target::{TARGET, WasmTarget},
};
use crate::{cache::Cache, child, failure::Outcome, narrate::elapsed, place, versions};

/// What building the widget needs.
pub struct BuildTools {
    top: PathBuf,
    trunk: PathBuf,
    bindgen: bindgen::Bindgen,
    wasm_opt: PathBuf,
    target: WasmTarget,
}

/// What the tests need besides [`BuildTools`].
pub struct TestTools {
    /// A browser and the driver of the same version.
    pub browser: Browser,
    /// The accessibility rules, one script.
    pub axe: PathBuf,
}

/// Sees to it that the widget can be built.
pub fn build_tools() -> Outcome<BuildTools> {
    let started = Instant::now();
    let top = place::top()?;
    let cache = Cache::open()?;
    esbuild::ensure(&cache)?;
    let tools = BuildTools {
        target: WasmTarget::ensure(&cache)?,
        trunk: program::ensure(&cache, "trunk", versions::TRUNK, "7 minutes on two cores")?,
        bindgen: bindgen::ensure(&cache, &top)?,
        wasm_opt: binaryen::ensure(&cache)?,
        top,
    };
    println!("▸ The build tools are in place ({})", elapsed(started.elapsed()));
    Ok(tools)
}

/// Sees to it that the tests in a browser can be run.
pub fn test_tools() -> Outcome<TestTools> {
    let started = Instant::now();
    let cache = Cache::open()?;
    let tools = TestTools { browser: Browser::ensure()?, axe: axe::ensure(&cache)? };
    println!("▸ The test tools are in place ({})", elapsed(started.elapsed()));
    Ok(tools)
}

/// A search library to be compared: its name, its version and the folder of its package.
pub struct Library {
    /// Its name on npm.
    pub name: &'static str,
    /// The version that is compared.
    pub version: &'static str,
    /// What `npm` installed.
    pub folder: PathBuf,
}

/// A browser and the search libraries, for the benchmark.
pub fn bench_tools() -> Outcome<(Browser, Vec<Library>)> {
    let cache = Cache::open()?;
    let mut libraries = Vec::new();
    for (name, version, file) in versions::SEARCH_LIBRARIES {
        let file_in = npm::ensure(&cache, name, version, file)?;
        let levels = Path::new(file).components().count();
        let folder = file_in.ancestors().nth(levels).unwrap_or(&file_in).to_path_buf();
        libraries.push(Library { name, version, folder });
    }
    Ok((Browser::ensure()?, libraries))
}

/// `cargo fuzz` at the top of the repository, for feeding the engine at random.
pub fn cargo_fuzz(top: &Path) -> Outcome<Command> {
    subcommand(top, "fuzz", versions::CARGO_FUZZ, "1 minute on two cores")
}

/// `cargo deny` at the top of the repository, for looking at the advisories.
pub fn cargo_deny(top: &Path) -> Outcome<Command> {
    subcommand(top, "deny", versions::CARGO_DENY, "6 minutes on two cores")
}

fn subcommand(top: &Path, name: &str, version: &str, usually: &str) -> Outcome<Command> {
    let program = program::ensure(&Cache::open()?, &format!("cargo-{name}"), version, usually)?;
    let mut command = child::cargo(top);
    command.arg(name).env("PATH", child::path_with(&[program.parent().unwrap_or(top)])?);
    Ok(command)
}

/// The compiler's target for the browser, for commands that need nothing else.
pub fn wasm_target() -> Outcome<WasmTarget> {
    WasmTarget::ensure(&Cache::open()?)
}

/// Only `esbuild`, for the step that Trunk starts in the middle of a build.
pub fn minifier() -> Outcome<PathBuf> {
    esbuild::ensure(&Cache::open()?)
}

/// Only `wasm-opt`, for the step that Trunk starts in the middle of a build.
pub fn wasm_opt() -> Outcome<PathBuf> {
    binaryen::ensure(&Cache::open()?)
}

impl BuildTools {
    /// `trunk` for a release, finding our tools before any others and asking no host for news.
    pub fn trunk(&self) -> Outcome<Command> {
        let mut command = child::program(&self.trunk);
        let folders = [&self.trunk, &self.bindgen.bindgen, &self.wasm_opt]
            .map(|tool| tool.parent().unwrap_or(&self.top));
        command
            .current_dir(&self.top)
            .env("PATH", child::path_with(&folders)?)
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            .envs(self.target.release_environment(&self.top));
        // Trunk reads this variable as a truth value and stops at the customary `1`.
        if std::env::var_os("NO_COLOR").is_some() {
            command.env("NO_COLOR", "true");
        }
        Ok(command)
    }

    /// `cargo` for the browser's target, with the flags of what is published.
    pub fn release_cargo(&self) -> Command {
        let mut command = child::cargo(&self.top);
        command.envs(self.target.release_environment(&self.top));
        command
    }

    /// The program that writes the JavaScript beside a compiled module.
    pub fn bindgen(&self) -> &Path {
        &self.bindgen.bindgen
    }

    /// `cargo` for the browser's target.
    pub fn wasm_cargo(&self) -> Command {
        self.target.cargo(&self.top)
    }

    /// The program that runs a test binary in a browser.
    pub fn test_runner(&self) -> &PathBuf {
        &self.bindgen.test_runner
    }
}
