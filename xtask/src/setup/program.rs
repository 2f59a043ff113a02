//! Programs that are crates, built once per machine.

use std::path::{Path, PathBuf};

use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate, place,
};

/// A program of the pinned version: the one on `PATH`, else the one in the cache, else a new one.
pub fn ensure(cache: &Cache, name: &str, version: &str, usually: &str) -> Outcome<PathBuf> {
    let wanted = format!("{name} {version}");
    let is_wanted = |file: &Path| child::version_of(file).is_some_and(|found| found == wanted);
    let folder = format!("tools/{name}-{version}");
    let ours = cache.folder(&folder).join("bin").join(name);
    let found = child::on_path(name).into_iter().chain([ours.clone()]).find(|file| is_wanted(file));
    if let Some(found) = found {
        return Ok(found);
    }
    let step = narrate::begin(&format!("Building {wanted}, once per machine"), usually);
    cache.install(&folder, |workshop| {
        // With the versions that its authors tried: without `--locked`, trunk for one does not compile.
        let mut install = child::cargo(&place::top()?);
        install.args(["install", "--locked", name, "--version", version, "--root"]);
        install.arg(&workshop.out).arg("--target-dir").arg(&workshop.build);
        child::run(&mut install).map_err(|failure| {
            failure.remedy(format!("cargo install --locked {name} --version {version}"))
        })
    })?;
    step.done();
    if is_wanted(&ours) {
        Ok(ours)
    } else {
        Err(Failure::new(format!("{name} was built, but {} does not run", ours.display())))
    }
}
