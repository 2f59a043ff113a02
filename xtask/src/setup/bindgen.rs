//! The tool that ties the compiled widget to JavaScript, and the one that runs its tests in a browser.

use std::path::{Path, PathBuf};

use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate, place,
};

/// The two programs of `wasm-bindgen-cli`.
#[derive(Clone)]
pub struct Bindgen {
    /// Writes the JavaScript beside the compiled widget.
    pub bindgen: PathBuf,
    /// Runs a compiled test in a browser.
    pub test_runner: PathBuf,
}

/// Both programs, of exactly the version of the crate in `Cargo.lock`.
pub fn ensure(cache: &Cache, top: &Path) -> Outcome<Bindgen> {
    let version = locked_version(&place::read(&top.join("Cargo.lock"))?)?;
    let name = format!("tools/wasm-bindgen-{version}");
    let folder = cache.folder(&name).join("bin");
    let ours = Bindgen {
        bindgen: folder.join("wasm-bindgen"),
        test_runner: folder.join("wasm-bindgen-test-runner"),
    };
    let others = child::on_path("wasm-bindgen").zip(child::on_path("wasm-bindgen-test-runner"));
    let others = others.map(|(bindgen, test_runner)| Bindgen { bindgen, test_runner });
    if let Some(found) =
        others.into_iter().chain([ours.clone()]).find(|found| found.is_wanted(&version))
    {
        return Ok(found);
    }
    let step = narrate::begin(
        &format!("Building wasm-bindgen {version}, once per machine"),
        "3 minutes on two cores",
    );
    cache.install(&name, |workshop| {
        let install = |locked: &[&str]| {
            let mut command = child::cargo(top);
            command
                .arg("install")
                .args(locked)
                .args(["wasm-bindgen-cli", "--version", &version, "--root"])
                .arg(&workshop.out);
            command.arg("--target-dir").arg(&workshop.build);
            child::run(&mut command)
        };
        // Its lock file may name a version that a registry mirror does not have yet.
        install(&["--locked"]).or_else(|_| {
            println!("  its own lock file could not be used; trying without");
            install(&[])
        })
    })?;
    step.done();
    if ours.is_wanted(&version) {
        Ok(ours)
    } else {
        Err(Failure::new(format!(
            "wasm-bindgen was built, but {} does not run",
            ours.bindgen.display()
        )))
    }
}

impl Bindgen {
    fn is_wanted(&self, version: &str) -> bool {
        let is = |file: &Path, name: &str| {
            child::version_of(file)
                .is_some_and(|said| said.starts_with(&format!("{name} {version}")))
        };
        is(&self.bindgen, "wasm-bindgen") && self.test_runner.is_file()
    }
}

/// The version of the `wasm-bindgen` crate that a lock file names.
fn locked_version(lock: &str) -> Outcome<String> {
    let mut lines = lock.lines().skip_while(|line| *line != r#"name = "wasm-bindgen""#).skip(1);
    lines
        .next()
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .map(str::to_owned)
        .ok_or_else(|| {
            Failure::new("Cargo.lock names no wasm-bindgen").remedy("cargo generate-lockfile")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_the_crate_is_read_and_not_that_of_its_neighbours() -> Outcome {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock)?, "0.2.130");
        Ok(())
    }

    #[test]
    fn a_lock_file_without_the_crate_is_a_failure_that_says_what_to_do() {
        assert!(
            locked_version("")
                .is_err_and(|failure| failure.to_string().contains("cargo generate-lockfile"))
        );
    }
}
