//! The tool that runs the fuzz targets.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate, place, versions,
};

/// `cargo fuzz` of the pinned version.
pub struct FuzzTools {
    program: PathBuf,
}

/// Finds or makes the tool: the one on `PATH`, else the one in the cache, else a new one.
pub fn ensure(cache: &Cache) -> Outcome<FuzzTools> {
    let name = format!("tools/cargo-fuzz-{}", versions::CARGO_FUZZ);
    let ours = cache.folder(&name).join("bin/cargo-fuzz");
    let found =
        child::on_path("cargo-fuzz").into_iter().chain([ours.clone()]).find(|file| is_wanted(file));
    if let Some(program) = found {
        return Ok(FuzzTools { program });
    }
    let step = narrate::begin(
        &format!("Building cargo-fuzz {}, once per machine", versions::CARGO_FUZZ),
        "1 minute on two cores",
    );
    cache.install(&name, |workshop| {
        let mut install = child::cargo(&place::top()?);
        install
            .args([
                "install",
                "--locked",
                "cargo-fuzz",
                "--version",
                versions::CARGO_FUZZ,
                "--root",
            ])
            .arg(&workshop.out)
            .arg("--target-dir")
            .arg(&workshop.build);
        child::run(&mut install)
    })?;
    step.done();
    if is_wanted(&ours) {
        Ok(FuzzTools { program: ours })
    } else {
        Err(Failure::new(format!("cargo-fuzz was built, but {} does not run", ours.display())))
    }
}

impl FuzzTools {
    /// `cargo fuzz` at the top of the repository.
    pub fn cargo_fuzz(&self, top: &Path) -> Outcome<Command> {
        let folder = self.program.parent().unwrap_or(top);
        let mut command = child::cargo(top);
        command.arg("fuzz").env("PATH", child::path_with(&[folder])?);
        Ok(command)
    }
}

fn is_wanted(file: &Path) -> bool {
    child::version_of(file)
        .is_some_and(|version| version == format!("cargo-fuzz {}", versions::CARGO_FUZZ))
}
