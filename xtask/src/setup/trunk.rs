//! The bundler.

use std::path::{Path, PathBuf};

use crate::{
    cache::Cache,
    child,
    failure::{Failure, Outcome},
    narrate, place, versions,
};

/// `trunk` of the pinned version: the one on `PATH`, else the one in the cache, else a new one.
pub fn ensure(cache: &Cache) -> Outcome<PathBuf> {
    let name = format!("tools/trunk-{}", versions::TRUNK);
    let ours = cache.folder(&name).join("bin/trunk");
    if let Some(found) =
        child::on_path("trunk").into_iter().chain([ours.clone()]).find(|file| is_wanted(file))
    {
        return Ok(found);
    }
    let step = narrate::begin(
        &format!("Building trunk {}, once per machine", versions::TRUNK),
        "7 minutes on two cores",
    );
    cache.install(&name, |workshop| {
        // Without `--locked` it does not compile: two versions of one of its dependencies meet.
        let mut install = child::cargo(&place::top()?);
        install
            .args(["install", "--locked", "trunk", "--version", versions::TRUNK, "--root"])
            .arg(&workshop.out);
        install.arg("--target-dir").arg(&workshop.build);
        child::run(&mut install).map_err(|failure| {
            failure.remedy(format!("cargo install --locked trunk --version {}", versions::TRUNK))
        })
    })?;
    step.done();
    if is_wanted(&ours) {
        Ok(ours)
    } else {
        Err(Failure::new(format!("trunk was built, but {} does not run", ours.display())))
    }
}

fn is_wanted(file: &Path) -> bool {
    child::version_of(file).is_some_and(|version| version == format!("trunk {}", versions::TRUNK))
}
